"""What kind of table a heading belongs to: each kind's vocabulary is asked, and the one that knows most of it is taken."""

import re
from collections.abc import Iterable

from loaders.plans.fields import match_column
from loaders.tables.contents import is_blank, text_of
from loaders.tables.figure_heads import heads_figures
from loaders.tables.finding import is_total
from loaders.tables.table import FoundTable
from loaders.words.headings import known, vocabulary
from loaders.words.periods import is_period
from loaders.words.statuses import looks_like_status
from model import TABLES

# A table without these fields is not one of its kind, whatever else matches; any one field of each group will do.
_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "actions": (("action", "recommendation", "method", "milestone"),),
    "alignment": (("name",), ("recommendation_refs", "lead", "objective", "number")),
    "recommendations": (("text",),),
    "risks": (("risk",), ("likelihood", "impact", "score", "mitigation")),
    "inspections": (("provider", "kind"), ("date", "before", "after")),
    "case_reviews": (("ref", "kind"), ("stage", "started", "published", "due")),
    "events": (("date",), ("title", "kind")),
    "measures": (("measure", "name"),),
    "figures_long": (("measure", "name"), ("value", "numerator")),
}
_VOCABULARY = {"alignment": "themes"}
_PLAN_ONLY = ("due", "revised", "first_due", "status", "update", "start", "completed", "progress", "tick", "achieved")
_COUNTS = re.compile(r"^\W*((total|number|no\.?|count)( of)?( \w+)?|actions|recommendations|all|%( \w+)?)\W*$", re.IGNORECASE)
_COUNT = re.compile(r"^\d+(?:\.\d+)?\s*%?$")
LEAST_COUNTED, MOSTLY_NUMBERS = 3, 0.9
_OLD = (
    r"(?:superseded(?! (?:the|our|all|any|that|its|previous|earlier)\b)|obsolete|do not use\W*(?:$|[-–—.!])|"
    r"no longer (?:in use|used|current)|(?:kept|retained) for (?:audit|reference) only)"
)
_OF_ITSELF = r"\b(?:plan|tracker|version|sheet|tab|table|copy|document)(?:,? (?:which|that))?(?: (?:is|was|has been|now))*\W+"
# A line speaks of its own table only where it opens with the words, has them behind a dash or bracket or in capitals, or names the table before them.
_SUPERSEDED = re.compile(rf"(?:^\W*|[-–—:(,;.]\s*|{_OF_ITSELF}){_OLD}|\b(?-i:SUPERSEDED|OBSOLETE|DO NOT USE\W*$)", re.IGNORECASE)
_SUPERSEDES = re.compile(r"\b(?:superseded by this|this (?:\w+ )?(?:replaces|supersedes|has superseded|has replaced))\b", re.IGNORECASE)
_OLD_SHEET = re.compile(
    r"^\W*old\W*(?:$|[(\d]|[-–—_:]|(?:action |improvement )?(?:tracker|plan|version|tab|copy|sheet|log|actions?|data)\b|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\W*\d)|\b(?:superseded|obsolete|do not use|old (?:tracker|plan|version|tab|copy))\b|"
    r"(?<!years )(?<!year )\bold\W*$",
    re.IGNORECASE,
)
_DONE = ("action", "recommendation", "method", "milestone", "outcome", "measure", None)  # what a row of ticks may be about
MONTHS_ACROSS = 3  # dated headings that make a table of figures with one measure a row


def decide_kind(table: FoundTable) -> str:
    """Return the kind of a table by its headings, empty where none fits.

    An action decides for a plan unless another kind knows clearly more of the heading; several months across decide for figures.
    """
    across = [column for column in table.columns if column.dated is not None or is_period(column.own or column.heading)]
    dated = sum(not _is_plan_heading(column.stem) for column in across)
    scores = {kind: _score(table, kind) for kind in _NEEDED}
    if dated >= MONTHS_ACROSS and dated >= 0.25 * len(table.columns) and not _has(table, "actions", ("action", "recommendation", "status", "due")):
        return "figures_wide"
    best = max(scores, key=lambda kind: (scores[kind], kind == "actions"))
    others = {kind: _score_other(table, kind) for kind in sorted(vocabulary()) if kind not in (*_NEEDED, "themes")}
    other = max(others, key=lambda kind: others[kind])
    plainly_actions = other == "figures_wide" and best == "actions" and _has(table, "actions", ("action",))
    if others[other] > scores[best] and not plainly_actions:
        return other
    if scores[best] >= 2:
        return best
    heads = table.header_rows
    figures = bool(heads) and (heads_figures(table.sheet, heads[-1]) or (len(heads) > 1 and heads_figures(table.sheet, heads[0], heads[-1])))
    return "figures_wide" if figures else ""


def counts_actions(table: FoundTable) -> bool:
    """Tell whether a table only counts: ratings or totals across, groups down, and nothing but numbers between.

    A single 1 on each row, beside what is to be done, is a tick.
    """
    counted = [column for column in table.columns if looks_like_status(column.own or column.heading) or _COUNTS.match(column.own or column.heading)]
    first, *across = sorted(table.columns, key=lambda column: column.index)
    rows = [[text_of(value) for column in across if not is_blank(value := table.cell(row, column))] for row in table.rows]
    cells = [text for row in rows for text in row]
    numbers = sum(_COUNT.match(text) is not None for text in cells)
    named = [row for row, number in zip(rows, table.rows, strict=True) if (name := text_of(table.cell(number, first))) and not is_total(name)]
    if known(first.own or first.heading, "actions") in _DONE and all(sorted(text for text in row if text != "0") in ([], ["1"]) for row in named):
        return False
    return len(counted) >= LEAST_COUNTED and len(cells) >= LEAST_COUNTED and numbers >= MOSTLY_NUMBERS * len(cells)


def is_superseded(table: FoundTable, lines: Iterable[str]) -> bool:
    """Tell whether a table is marked as no longer true, by the name of its sheet or a line above it."""
    return bool(_OLD_SHEET.search(table.sheet.name)) or any(_SUPERSEDED.search(line) and not _SUPERSEDES.search(line) for line in lines)


def _is_plan_heading(stem: str) -> bool:
    return known(stem, "actions") in ("update", "status", "progress", "outcome_rating", "previous_status", "action")


def _fields(table: FoundTable, kind: str) -> dict[str, float]:
    """Return the fields of a kind that the headings name, with 1 for a known heading and a half for a suggested one."""
    found: dict[str, float] = {}
    for column in table.columns:
        if not column.heading:
            continue
        if kind == "actions":
            match = match_column(column)
            if match is not None and match.field not in ("other",):
                found[match.field] = max(found.get(match.field, 0), 1.0 if match.sure else 0.5)
            continue
        name = known(column.heading, _VOCABULARY.get(kind, kind)) or (known(column.own, _VOCABULARY.get(kind, kind)) if column.group else None)
        if name is not None:
            found["number" if kind == "alignment" and name == "name" and name in found else name] = 1.0
    return found


def _has(table: FoundTable, kind: str, names: tuple[str, ...]) -> bool:
    fields = _fields(table, kind)
    return any(fields.get(name, 0) == 1.0 for name in names)


def _score(table: FoundTable, kind: str) -> float:
    fields = _fields(table, kind)
    if not all(any(name in fields for name in group) for group in _NEEDED[kind]):
        if kind == "actions" and sum(name in fields for name in (*_PLAN_ONLY, "lead")) >= 2 and sum(fields.values()) >= 3:
            return sum(fields.values()) - 0.5  # the action is the column that nobody named: its contents will tell
        return 0.0
    score = sum(fields.values()) + 1.0
    if kind in ("recommendations", "alignment"):
        plan = _fields(table, "actions")
        if any(name in plan for name in _PLAN_ONLY) or plan.get("action", 0) == 1.0:
            return 0.0
        score += 0.5
        if kind == "recommendations" and sum(known(column.heading, kind) == "text" for column in table.columns) > 1:
            score += 1.0  # one of the two holds the references
    if kind == "alignment" and "recommendation_refs" not in fields and len(fields) < len([c for c in table.columns if c.heading]):
        return 0.0
    return score


def _score_other(table: FoundTable, kind: str) -> float:
    fields = _fields(table, kind)
    needed = [c.name for c in TABLES[kind].columns if c.required] if kind in TABLES else []
    return sum(fields.values()) + 1.0 if fields and all(name in fields for name in needed) and len(fields) >= 2 else 0.0
