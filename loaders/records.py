"""Reading registers that are kept beside a plan: risks, inspections, case reviews, events and definitions of measures."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.figures import neighbours, workbooks
from loaders.figures.measure_words import MEASURE_KINDS, read_frequency, read_polarity, read_target, read_unit
from loaders.grid import Cell, place
from loaders.reading import Mapped, Problem
from loaders.tables.figure_columns import find_shape, looks_like_figures
from loaders.tables.known_columns import Named, filled_texts, name_columns, not_used, text_of
from loaders.tables.table import Context, FoundTable, TableResult
from loaders.words.dates import DateStyle, decide_style, read_date
from loaders.words.headings import known
from loaders.words.indicators import kind_of
from loaders.words.numbers import clean, read_figure
from model import TABLES
from model.vocabulary import INSPECTION_JUDGEMENTS

_NOTE = re.compile(r"^\s*(?:notes?\b|source|key\b|\*|†|page \d|legend|please)", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:grand )?totals?\b", re.IGNORECASE)
_NUMBERED_WORD = re.compile(r"(?<!\d)(?P<number>[1-5])\s*(?:=|-|–|:|\.|\))\s*(?P<word>[A-Za-z][A-Za-z ]{2,24})")
_WORD_NUMBERED = re.compile(r"(?P<word>[A-Za-z][A-Za-z ]{2,24}?)\s*(?:=|\()\s*(?P<number>[1-5])(?!\d)")
_SCORE = re.compile(r"^\W*(?P<score>\d{1,2})(?!\d)")
_AWAITED = re.compile(r"await|pending|tbc|not yet|to be (?:published|confirmed)|due\b", re.IGNORECASE)
_NO_JUDGEMENT = re.compile(
    r"^(?:n/?a|none|not applicable|-+|–|not judged|no (?:grade|judgement|previous).*|first inspection|new|ungraded)$", re.IGNORECASE
)
_MONITORING = re.compile(r"monitoring", re.IGNORECASE)
_JUDGEMENTS = {
    "o": "Outstanding", "outstanding": "Outstanding", "g": "Good", "good": "Good", "ri": "Requires improvement", "i": "Inadequate",
    "requires improvement": "Requires improvement", "requires improvement to be good": "Requires improvement", "inadequate": "Inadequate",
    "special measures": "Inadequate",
}  # fmt: skip
_PROVIDER_KINDS = (
    (re.compile(r"children'?s? home|residential", re.IGNORECASE), "children's home"),
    (re.compile(r"school|academy|college|primary|secondary|infant|junior|nursery|pupil referral|\bPRU\b", re.IGNORECASE), "school"),
    (re.compile(r"fostering|adoption|agency", re.IGNORECASE), "agency"),
    (re.compile(r"council|local authority|borough|county|children'?s services", re.IGNORECASE), "council"),
)
_EVENT_KINDS = (
    (re.compile(r"monitoring visit", re.IGNORECASE), "monitoring visit"),
    (re.compile(r"submi|send .* to ofsted|statement of action", re.IGNORECASE), "submission"),
    (re.compile(r"publi(?:sh|cation)", re.IGNORECASE), "review published"),
    (re.compile(r"board|committee|panel|cabinet|steering|partnership|scrutiny|meeting", re.IGNORECASE), "board meeting"),
    (re.compile(r"inspect|ilacs|jtai|focused visit|ofsted visit", re.IGNORECASE), "inspection"),
)
_TOLD = ("definition", "numerator_means", "denominator_means", "target_set_by", "owner", "source", "commentary", "catalogue_id", "year_type")
# A reference made of two or more capitalised words may be a child's name; these words begin references that are none.
_NOT_A_NAME = re.compile(
    r"^(?:child|children|baby|infant|family|sibling|case|review|rapid|serious|local|thematic|adult|young|csp?r|scr|lcspr|practice|learning)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+){1,3}$")
_NOT_LOADED = "not loaded: it may hold a child's name or details"


@dataclass
class _Row:
    """One row of a register, with what is needed to read its cells."""

    named: Named
    row: int
    styles: dict[str, DateStyle]
    context: Context
    result: TableResult
    scale: dict[str, int]
    theme: str | None
    shares: bool = False  # percentages are kept as Excel keeps them: 0.9 for 90%

    def text(self, name: str) -> str | None:
        return self.named.text(self.row, name)

    def cell(self, name: str) -> Cell:
        return self.named.cell(self.row, name)

    def date(self, name: str) -> date | None:
        """Return the date of a field; a date that cannot be read is a problem."""
        cell = self.cell(name)
        if text_of(cell) is None:
            return None
        read = read_date(cell, self.styles.get(name, DateStyle()), self.context.as_at)
        found = read.due or read.start
        if read.problem or (found is None and not _AWAITED.search(text_of(cell) or "") and not _NO_JUDGEMENT.match(text_of(cell) or "")):
            self.problem(name, read.problem or "a date", "warning")
        return found

    def problem(self, name: str, expected: str, severity: str) -> None:
        where = place(self.row, self.named.columns[name].index)
        self.result.problems.append(Problem(self.named.table.sheet.name, where, (self.text(name) or "")[:60], expected, severity))


def read_table(table: FoundTable, context: Context) -> TableResult:
    """Read one register.

    Parameters
    ----------
    table : FoundTable
        Kind risks, inspections, case_reviews, events or measures; a table of measures with periods across is read as figures.
    context : Context

    Returns
    -------
    TableResult
        One record a row; every row loaded or explained.
    """
    across = neighbours.is_neighbour_heading([column.own or column.heading for column in table.columns])
    if across or table.kind == "neighbours" or (table.kind == "areas" and not find_shape(table, context).values):
        return neighbours.read_table(table, context)
    if table.kind not in _READERS or (table.kind == "measures" and not defines_measures(table, context)):
        return workbooks.read_table(table, context)
    named = name_columns(table, table.kind, context)
    return _read_rows(named, context)


def defines_measures(table: FoundTable, context: Context) -> bool:
    """Tell whether a table says what measures mean and holds no figures of them."""
    return table.kind == "measures" and not looks_like_figures(table) and not _holds_values(table, context)


def _holds_values(table: FoundTable, context: Context) -> bool:
    """Tell whether a table of measures has a column of their values, and so figures."""
    shape = find_shape(table, context)
    return any(value.part == "value" and value.area is None for value in shape.values)


def _read_rows(named: Named, context: Context) -> TableResult:
    table = named.table
    result = TableResult(mapping=list(named.mapping))
    _hide_names(named, result)
    result.mapping += not_used(named, _NOT_LOADED if table.kind == "case_reviews" else "not used")
    dates = [column.name for column in TABLES[table.kind].columns if column.type == "date" and column.name in named.columns]
    styles = {name: decide_style([named.cell(row, name) for row in table.rows]) for name in dates}
    scale = _printed_scale(table) if table.kind == "risks" else {}
    shares = table.kind == "measures" and _targets_are_shares(named)
    theme: str | None = None
    for row in table.rows:
        texts = filled_texts(table, row)
        if not texts or (len(texts) == 1 and _NOTE.match(texts[0])):
            result.explained[row] = "note" if texts else "blank"
            continue
        if _heads_group(named, row, texts):
            theme = texts[0]
            result.explained[row] = "a row with one cell" if table.kind == "case_reviews" else f"theme row: {theme}"
            continue
        record = _READERS[table.kind](_Row(named, row, styles, context, result, scale, theme, shares))
        if isinstance(record, str):
            result.explained[row] = record
        else:
            result.tables.setdefault(table.kind, []).append({**record, "sheet": table.sheet.name, "row": row})
            result.loaded.add(row)
    return result


def _heads_group(named: Named, row: int, texts: list[str]) -> bool:
    """Tell whether a row with one short text stands above rows with more: then it is the name of their group."""
    below = row + 1
    fuller = below in named.table.rows and len(filled_texts(named.table, below)) > 1
    return len(texts) == 1 and len(texts[0]) <= 80 and not _TOTAL.match(texts[0]) and len(named.columns) > 1 and fuller


def _hide_names(named: Named, result: TableResult) -> None:
    """Leave columns of names out of a table of case reviews, and say so."""
    if named.table.kind != "case_reviews":
        return
    named.columns.pop("name", None)
    result.mapping = [Mapped(m.sheet, m.heading, "", _NOT_LOADED) if m.field.endswith(".name") else m for m in result.mapping]
    hidden = [column for column in named.others if known(column.heading, "case_reviews") == "name"]
    if hidden or any(m.how == _NOT_LOADED for m in result.mapping):
        result.problems.append(
            Problem(
                named.table.sheet.name,
                "",
                "a column that may hold children's names",
                "case reviews without names: the column was left out",
                "warning",
            )
        )


def _read_risk(row: _Row) -> "dict[str, Any] | str":
    risk = row.text("risk")
    if not risk or _TOTAL.match(risk):
        return "a row without a risk" if not risk else "total row"
    likelihood, impact, score = (_read_score(row, name) for name in ("likelihood", "impact", "score"))
    if likelihood and impact and score is None:
        score = likelihood * impact
    elif likelihood and impact and score != likelihood * impact:
        row.problem("score", f"{likelihood} times {impact} is {likelihood * impact}", "warning")
    return {
        "ref": row.text("ref"), "risk": risk, "likelihood": likelihood, "impact": impact, "score": score, "mitigation": row.text("mitigation"),
        "owner": row.text("owner"), "status": row.text("status"), "theme": row.text("theme") or row.theme,
    }  # fmt: skip


def _read_score(row: _Row, name: str) -> int | None:
    """Return a number of a risk register; a word counts only where the register prints which number it stands for."""
    text = row.text(name)
    if text is None:
        return None
    highest = 5 if name in ("likelihood", "impact") else 25
    found = _SCORE.match(text)
    number = int(found["score"]) if found else row.scale.get(text.casefold().strip(" .*"))
    if number is not None and (1 <= number <= highest or (name == "score" and number <= 99)):
        return number
    row.problem(name, f"a number from 1 to {highest}" if number is None else f"at most {highest}", "warning")
    return None


def _printed_scale(table: FoundTable) -> dict[str, int]:
    """Return the words that the register prints a number for, such as 5 = Almost certain; words with two numbers are left out."""
    body = set(table.rows)
    printed = [column.heading for column in table.columns]
    printed += [cell for number, cells in enumerate(table.sheet.rows, start=1) if number not in body for cell in cells if isinstance(cell, str)]
    found: dict[str, set[int]] = {}
    for text in printed:
        for pattern in (_NUMBERED_WORD, _WORD_NUMBERED):
            for match in pattern.finditer(text[:400]):
                found.setdefault(match["word"].strip().casefold(), set()).add(int(match["number"]))
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1}


def _read_inspection(row: _Row) -> "dict[str, Any] | str":
    provider, kind = row.text("provider"), row.text("kind")
    if not provider and not kind:
        return "a row without a provider"
    if not any(row.text(name) for name in ("date", "before", "after", "kind", "note")):
        return "a row without a visit"
    after, note = row.text("after"), row.text("note")
    if after and _MONITORING.search(after):
        kind, after = kind or "Monitoring visit", None
    elif after and _AWAITED.search(after):
        note, after = "; ".join(filter(None, (note, after))), None
    heading = row.named.columns["provider"].heading if "provider" in row.named.columns else ""
    return {
        "provider": provider or row.context.council or "The council", "provider_kind": row.text("provider_kind") or _provider_kind(provider, heading),
        "kind": kind, "date": row.date("date"), "before": _judgement(row.text("before")), "after": _judgement(after), "note": note,
    }  # fmt: skip


def _judgement(text: str | None) -> str | None:
    """Return a judgement in Ofsted's words where it is one of them, as typed where it is not, None where there was none."""
    if text is None or _NO_JUDGEMENT.match(text) or _AWAITED.search(text):
        return None
    if text in ("1", "2", "3", "4"):
        return INSPECTION_JUDGEMENTS[int(text) - 1]
    plain = re.sub(r"^grade [1-4]\W*|\s*\([^)]*\)$", "", text.casefold()).strip(" .*")
    return _JUDGEMENTS.get(plain, text)


def _provider_kind(provider: str | None, heading: str) -> str | None:
    for text in (heading, provider or ""):
        found = next((kind for pattern, kind in _PROVIDER_KINDS if pattern.search(text)), None)
        if found:
            return found
    return None if provider else "council"


def _read_case_review(row: _Row) -> "dict[str, Any] | str":
    fields = {name: row.text(name) for name in ("ref", "kind", "stage", "theme", "note")}
    dates = {name: row.date(name) for name in ("started", "due", "published")}
    if not any(fields.values()) and not any(dates.values()):
        return "a row without a review"
    if fields["ref"] and _NAME.match(fields["ref"]) and not _NOT_A_NAME.match(fields["ref"]):
        where = place(row.row, row.named.columns["ref"].index)
        row.result.problems.append(
            Problem(row.named.table.sheet.name, where, "a reference that looks like a name", "a number: the text was left out", "warning")
        )
        fields["ref"] = None
    return {**fields, **dates, "ref": fields["ref"] or f"Review on row {row.row}"}


def _read_event(row: _Row) -> "dict[str, Any] | str":
    title, kind = row.text("title"), row.text("kind")
    when = row.date("date")
    if when is None:
        return "an event without a date that could be read" if title or kind else "a row without an event"
    words = f"{kind or ''} {title or ''}"
    named_kind = next((name for pattern, name in _EVENT_KINDS if pattern.search(kind or "")), None)
    return {
        "date": when, "kind": named_kind or next((name for pattern, name in _EVENT_KINDS if pattern.search(words)), "other"), "title": title or kind,
        "note": row.text("note"),
    }  # fmt: skip


def _targets_are_shares(named: Named) -> bool:
    """Tell whether every percentage among the targets is a number of at most 1: then a target of 90% is kept as 0.9."""
    percentages = [row for row in named.table.rows if read_unit(named.cell(row, "unit"), named.text(row, "name") or "") == "%"]
    targets = [cell for row in percentages if isinstance(cell := named.cell(row, "target"), (int, float)) and not isinstance(cell, bool)]
    return any(0 < abs(target) < 1 for target in targets) and all(abs(target) <= 1 for target in targets)


def _read_measure(row: _Row) -> "dict[str, Any] | str":
    measure, name = row.text("measure"), row.text("name")
    if not (measure or name) or len(filled_texts(row.named.table, row.row)) == 1:
        return "a row without a measure"
    kind = (row.text("kind") or "").casefold()
    unit = read_unit(row.cell("unit"), name or "")
    target, tolerance = read_target(row.cell("target"))
    width = read_figure(row.cell("tolerance")).value
    goal, tolerance = target.value, width if width is not None else tolerance
    if row.shares and unit == "%":
        goal = clean(100 * goal) if goal is not None and isinstance(row.cell("target"), (int, float)) else goal
        tolerance = clean(100 * tolerance) if tolerance is not None and tolerance < 1 else tolerance
    polarity = row.named.columns.get("polarity")
    decimals = row.text("decimals") or ""
    return {
        "measure": measure or name, "name": name or measure, "unit": unit, "frequency": read_frequency(row.cell("frequency")),
        "polarity": read_polarity(row.cell("polarity"), polarity.heading) if polarity else None,
        "kind": kind if kind in MEASURE_KINDS else kind_of(unit), "decimals": int(decimals) if decimals.isdigit() else None,
        "target": goal, "tolerance": tolerance, "theme": row.text("theme") or row.theme,
        **{date_field: row.date(date_field) for date_field in ("target_from", "target_until", "next_update")},
        **{
            field: row.text(field)
            for field in _TOLD
        },
    }  # fmt: skip


_READERS: dict[str, Callable[[_Row], "dict[str, Any] | str"]] = {
    "risks": _read_risk,
    "inspections": _read_inspection,
    "case_reviews": _read_case_review,
    "events": _read_event,
    "measures": _read_measure,
}
