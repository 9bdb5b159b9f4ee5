"""From the rows of a plan's table to actions: what each row says, what it takes over from the lines above it, and what continues it."""

import functools
import itertools
from typing import Any

from loaders.grid import column_letter
from loaders.plans.above import Above
from loaders.plans.banners import Banner, theme_name
from loaders.plans.cells import SHORTEST_COMMENT, Dates, Ratings, read_progress, shows_whole
from loaders.plans.fields import assign_fields
from loaders.plans.parts import split_lines, split_parts
from loaders.plans.rows import Grid, Row, could_be_banner, counts_rating, is_total_row, sort_rows
from loaders.plans.themes import Theme, Themes
from loaders.plans.wording import find_category, join_reference, leading_references, reference_texts, strip_inline_references
from loaders.questions import ask_arrow, ask_colours, ask_status
from loaders.reading import Mapped, Problem
from loaders.tables.contents import text_of
from loaders.tables.table import Context, FoundColumn, FoundTable, TableResult
from loaders.words.bodies import split_bodies
from loaders.words.headings import normalise
from loaders.words.references import read_references
from loaders.words.statuses import StatusRead

TEXTS = ("lead", "update", "evidence", "outcome", "measure", "effect", "signed_off_by")
LONGEST_DATE_ALONE = 30  # characters: a longer cell of a date says more than the date
BODIES = ("deliver", "monitor", "scrutinise", "second_scrutiny")


def read_actions(
    table: FoundTable,
    context: Context,
    themes: Themes,
    theme: Theme | None = None,
    *,
    recommendation: Banner | None = None,
    series: str = "LA",
) -> TableResult:
    """Read a plan's table.

    Parameters
    ----------
    table : FoundTable
    context : Context
    themes : Themes
        The plan's themes so far; those of this table are added.
    theme : Theme, optional
        The theme that the sheet or the title above the table gives to all its rows.
    recommendation : Banner, optional
        The recommendation that the lines above the table give to all its rows.
    series : str
        The series of a bare recommendation number.

    Returns
    -------
    TableResult
        ``tables["actions"]`` holds records whose ``key`` is still empty; ``rows`` loaded or explained, each once.
    """
    reader = _Reader(table, context, themes, theme, series)
    if recommendation is not None:
        reader.above.take(recommendation, 0)
    return reader.read()


class _Reader:
    def __init__(self, table: FoundTable, context: Context, themes: Themes, theme: Theme | None, series: str) -> None:
        self.table, self.context, self.themes, self.series = table, context, themes, series
        self.grid, self.name = Grid(table), table.sheet.name
        grid = self.grid
        plain = [row for row in table.rows if not (could_be_banner(grid, row) or is_total_row(grid, row) or counts_rating(grid, row))]
        self.body = plain or table.rows
        self.fields = assign_fields(table, context, self.body)
        self.above = Above(themes, self.name, series, theme, themed="theme" in self.fields.fields)
        self.result = TableResult(mapping=list(self.fields.mapping), questions=list(self.fields.questions))
        self.records: list[dict[str, Any]] = []
        self.current: list[dict[str, Any]] = []
        if "colour" in self.fields.notes and context.profile.get(self._colour_id()) == "other":
            del self.fields.notes["colour"]
        self.dates = Dates(self.grid, self.fields, context.as_at)
        self.ratings = Ratings(self.grid, self.fields, context)

    def column(self, name: str) -> FoundColumn | None:
        return self.fields.fields.get(name)

    def text(self, row: int, name: str) -> str:
        column = self.column(name)
        return _tidy(text_of(self.grid.value(row, column))) if column is not None else ""

    def _colour_column(self) -> tuple[FoundColumn, str]:
        column = next(c for c in self.table.columns if c.index == int(self.fields.notes["colour"]))
        return column, column.heading or f"Column {column_letter(column.index)}"

    def _colour_id(self) -> str:
        return f"colours:{normalise(self._colour_column()[1])}"

    def read(self) -> TableResult:
        rows = sort_rows(self.grid, self.table.rows, self.fields)
        self.dates.decide(self.body)
        progress = self.column("progress")
        self.whole = shows_whole(self.grid.value(row, progress) for row in self.body)
        self.inline = self._inline_references(rows)
        self.refs = reference_texts([self.grid.value(row, self.column("ref")) for row in self.table.rows], self.table.rows)
        self.above.nested = self._has_labelled_themes(rows)
        self.refs_on_every_row = self._repeats_references(rows)
        for row in rows:
            self._take(row)
        self._finish()
        return self.result

    def _has_labelled_themes(self, rows: list[Row]) -> bool:
        return any(banner.kind == "theme" for row in rows if row.kind == "banner" for banner in row.banners)

    def _repeats_references(self, rows: list[Row]) -> bool:
        """Tell whether the references are typed again on row after row: then a blank cell means none, not those of the row above."""
        column = self.column("recommendation_refs")
        typed = [text_of(self.grid.own(row.number, column)) for row in rows if row.kind == "action"] if column is not None else []
        return any(one and one == next_one for one, next_one in itertools.pairwise(typed))

    def _inline_references(self, rows: list[Row]) -> bool:
        """Tell whether every action opens with its own reference because the plan has no column for it."""
        if self.column("ref") is not None:
            return False
        texts = [text_of(self.grid.own(row.number, self.column("action"))) for row in rows if row.kind == "action"]
        return bool(texts) and sum(strip_inline_references(text)[0] != "" for text in texts) >= max(2, 0.8 * len(texts))

    def _take(self, row: Row) -> None:
        if row.kind == "banner":
            self._take_banner(row)
        elif row.kind == "action":
            self._take_action(row.number)
        elif row.kind == "more" and self.current:
            self._continue(row.number)
        else:
            self.result.explained[row.number] = row.why or ("no action on this row" if row.kind == "more" else row.kind)

    def _take_banner(self, row: Row) -> None:
        said = [self.above.take(banner, row.number) for banner in row.banners]
        self.dates.take_line(" ".join(banner.text for banner in row.banners))
        self.result.explained[row.number] = " and ".join(dict.fromkeys(said))
        self.current = []

    def _carry(self, row: int, name: str) -> str:
        """Return a grouping column's text: blank cells say what the last filled one said."""
        column = self.column(name)
        if column is None:
            return ""
        text = self.text(row, name)
        if text:
            self.above.carried[name] = text
        return self.above.carried.get(name, "")

    def _take_action(self, row: int) -> None:
        action_column = self.column("action")
        if self.grid.covered(row, action_column) and self.current:
            self._continue(row)
            return
        recommendation = self._carry(row, "recommendation")
        action = self.text(row, "action") if self.grid.own(row, action_column) is not None else self.text(row, "recommendation")
        record = self._record(row, action, recommendation or self.above.recommendation)
        self.current = self._split(row, record)
        self.records += self.current
        self.result.loaded.add(row)

    def _record(self, row: int, action: str, recommendation: str) -> dict[str, Any]:
        ref = self.refs.get(self.grid.anchor(row, self.column("ref").index)[0]) if self.column("ref") is not None else None  # type: ignore[union-attr]
        if self.inline:
            ref, action = strip_inline_references(action)
        due = self.dates.deadlines(row)
        rating = self.ratings.read(row)
        progress = self.grid.value(row, self.column("progress"))
        record: dict[str, Any] = {
            "ref": ref or None,
            "theme": self._theme(row),
            "category": find_category(self._category(row) or self.above.category),
            "recommendation": recommendation or None,
            "recommendation_refs": self._recommendations(row, recommendation, ref),
            "action": action,
            "_dates": due.pop("all_dates"),
            **due,
            "completed": self.dates.day(row, "completed"),
            "status": rating.status,
            "status_text": rating.text or None,
            "status_source": rating.source or None,
            "outcome_rating": self.ratings.second(row),
            "progress": read_progress(progress, self.whole),
            "signed_off": self.dates.day(row, "signed_off"),
            "update_date": self.dates.day(row, "update_date"),
            "sheet": self.name,
            "row": row,
        }
        for name in TEXTS:
            record[name] = self.text(row, name) or None
        for name in BODIES:
            record[name] = list(_bodies(self.text(row, name)))
        record["lead"] = record["lead"] or self.above.lead or None
        self._add_updates(row, record, rating)
        self._add_signature(row, record)
        record["other"] = self._other(row) or None
        return record

    def _category(self, row: int) -> str:
        return self.text(row, "category") or (
            self._carry(row, "category") if not self.text(row, "recommendation") and self.column("recommendation") else ""
        )

    def _theme(self, row: int) -> str | None:
        column = self.column("theme")
        text = self._carry(row, "theme") if column is not None else ""
        if text:
            known = self.themes.find(text)
            number, name = theme_name(text)
            theme = known or self.themes.add(Theme(name, number, sheet=self.name, row=row))
            objective = self._carry(row, "objective")
            theme.objective = theme.objective or objective
            return theme.name
        if self.above.theme is None:
            return None
        return self.above.theme.name

    def _recommendations(self, row: int, recommendation: str, ref: str | None) -> list[str]:
        column = self.column("recommendation_refs")
        if column is not None:
            value = self.grid.value(row, column)
            if value is None and self.grid.value(row, self.column("recommendation")) is None:
                if self.refs_on_every_row:
                    return list(self.above.recommendation_refs)
                return read_references(self.above.carried.get("recommendation_refs", ""), self.series).refs
            if value is not None:
                self.above.carried["recommendation_refs"] = text_of(value)
                return read_references(value, self.series).refs
        own, carried = self.text(row, "paragraphs"), self._carry(row, "paragraphs")
        beside = read_references(own if self.text(row, "recommendation") else carried, self.series)
        if beside.refs and beside.paragraphs:  # "17. (57, 138)" in a column of paragraphs names the recommendation before them
            return beside.refs
        if recommendation:
            refs = leading_references(recommendation, self.series)
            if refs:
                return refs
            if recommendation == self.above.recommendation and self.above.recommendation_refs:
                return list(self.above.recommendation_refs)
        if self.column("action") is None and ref:
            return read_references(ref, self.series).refs[:1]
        return list(self.above.recommendation_refs) if not recommendation else []

    def _add_updates(self, row: int, record: dict[str, Any], rating: StatusRead) -> None:
        update, status = self.column("update"), self.column("status")
        if update is not None and update.dated and record["update"]:
            record["update_date"] = record["update_date"] or update.dated
        if update is None and status is not None:
            said = self.text(row, "status")
            if len(said) > len(rating.text) + SHORTEST_COMMENT or (rating.source == "fill" and len(said) > SHORTEST_COMMENT):
                record["update"] = said
        earlier = []
        for column in self.fields.earlier.get("update", []):
            said = _tidy(text_of(self.grid.value(row, column)))
            if said:
                earlier.append(f"{text_of(column.dated) if column.dated else column.heading}: {said}")
        if not record["update"] and earlier and self.fields.earlier["update"][0].dated:
            first = next(c for c in self.fields.earlier["update"] if _tidy(text_of(self.grid.value(row, c))))
            record["update"], record["update_date"] = _tidy(text_of(self.grid.value(row, first))), record["update_date"] or first.dated
            earlier = earlier[1:]
        kept = text_of(self.grid.value(row, self.column("earlier_updates"))).strip()  # a tracker written by this program has them in one cell
        record["earlier_updates"] = "\n\n".join([*earlier, *([kept] if kept else [])]) or None

    def _add_signature(self, row: int, record: dict[str, Any]) -> None:
        said = self.text(row, "signed_off")
        if said and record["signed_off"] is None and not record["signed_off_by"]:
            record["signed_off_by"] = said

    def _other(self, row: int) -> str:
        lines = []
        named = [(column, column.heading or f"Column {column_letter(column.index)}") for column in self.fields.others]
        named += [(c, c.heading) for name, columns in self.fields.earlier.items() if name != "update" for c in columns]
        named += [(c, c.heading) for name, c in self.fields.fields.items() if name == "objective"]
        named += [(c, c.heading) for c in self.fields.revised if c is not self.dates.column(row, "revised")]
        for column, heading in named:
            text = _tidy(text_of(self.grid.value(row, column)))
            if text:
                lines.append(f"{heading}: {text}")
        completed, said = self.column("completed"), self.text(row, "completed")
        if completed is not None and said and (self.dates.day(row, "completed") is None or len(said) > LONGEST_DATE_ALONE):
            lines.append(f"{completed.heading}: {said}")
        paragraphs = self.column("paragraphs")
        if paragraphs is not None and self.text(row, "paragraphs"):
            lines.append(f"{paragraphs.heading}: {self.text(row, 'paragraphs')}")
        return "\n".join(lines)

    def _split(self, row: int, record: dict[str, Any]) -> list[dict[str, Any]]:
        """Make one action of each item of a numbered list whose dates pair with it by order; else leave the row one action."""
        dates = record.pop("_dates")
        raw = text_of(self.grid.own(row, self.column("action")))
        parts = split_parts(raw) if raw else []
        if len(parts) < 2 or len(dates) != len(parts):
            return [record]
        due_name = "revised" if self.text(row, "revised") else ("due" if self.column("due") is not None else "first_due")
        words = split_lines(text_of(self.grid.value(row, self.column(due_name))), len(parts))
        leads = split_lines(text_of(self.grid.value(row, self.column("lead"))), len(parts))
        records = []
        for position, part in enumerate(parts):
            own = dict(record)
            mark = part.mark if record["ref"] is None or not part.mark.startswith(str(record["ref"])) else part.mark[len(str(record["ref"])) :]
            own["ref"] = join_reference(str(record["ref"] or ""), mark)
            own["action"], own["due"] = _tidy(part.text), dates[position]
            own["first_due"] = own["due"] if record["first_due"] == record["due"] else record["first_due"]
            if words:
                own["due_text"] = words[position]
                read = self.dates.read_text(words[position], due_name)
                own["due_precision"] = read.precision
            own["lead"] = leads[position] if leads else record["lead"]
            records.append(own)
        return records

    def _continue(self, row: int) -> None:
        """Add what a continuation row says to the action above it."""
        target = self.current[-1]
        for name in TEXTS:
            text = _tidy(text_of(self.grid.own(row, self.column(name))))
            if text and text not in (target[name] or ""):
                target[name] = f"{target[name]}{'; ' if name == 'lead' else ' '}{text}" if target[name] else text
        for name in BODIES:
            text = text_of(self.grid.own(row, self.column(name)))
            target[name] = list(dict.fromkeys([*target[name], *_bodies(text)]))
        if any(self.grid.own(row, self.column(name)) is not None for name in ("due", "revised")):
            due = self.dates.deadlines(row)
            if due["due"] and (target["due"] is None or due["due"] > target["due"]):
                target.update({name: due[name] for name in ("due", "due_text", "due_precision")})
        if target["status"] == "not known" and not target["status_text"]:
            rating = self.ratings.read(row)
            target.update(status=rating.status, status_text=rating.text or None, status_source=rating.source or None)
        named = {column.index for name, column in self.fields.fields.items() if name in (*TEXTS, *BODIES, "due", "revised", "status")}
        rest = [
            f"{c.heading or column_letter(c.index)}: {_tidy(text_of(v))}"
            for c in self.table.columns
            if c.index not in named and (v := self.grid.own(row, c)) is not None
        ]
        if rest:
            target["other"] = "\n".join(part for part in (target["other"], *rest) if part)
        self.result.loaded.add(row)

    def _finish(self) -> None:
        self.result.tables["actions"] = self.records
        self.result.status_map = self.ratings.seen
        self.result.problems += self.dates.problems + self.ratings.conflicts
        for word, rows in self.ratings.unknown.items():
            self._ask_about_word(word, rows)
        for text, arrow in self.ratings.arrows.items():
            self.result.questions.append(ask_arrow(text, arrow, self.ratings.seen.get(text, "not known")))
        if self.dates.closing:
            said = self.column("action") or self.column("recommendation")
            how = "the date that closes the text, as there is no column for it"
            self.result.mapping.append(Mapped(self.name, said.heading if said is not None else "", "due", how))
        if "colour" in self.fields.notes:
            self._say_colour_column()
        if "opening" in self.fields.notes:
            column = self.fields.fields["update"]
            self.result.mapping.append(Mapped(self.name, column.heading, "status", "the rating that opens the comment, as there is no column for it"))

    def _ask_about_word(self, word: str, rows: list[int]) -> None:
        """Report a rating that could not be read, and ask what it means."""
        column = self.column("status")
        at = f"{column_letter(column.index)}{rows[0]}" if column is not None else str(rows[0])
        number = f"{len(rows)} action{'s' if len(rows) > 1 else ''}"
        self.result.problems.append(
            Problem(self.name, at, word[:80], f"a status this dashboard knows; {number} counted as not known until it is answered", "warning")
        )
        actions = tuple(" ".join(self.text(row, "action").split())[:120] or f"row {row}" for row in rows[:3])
        self.result.questions.append(ask_status(word, "fill" in word and "#" in word, actions))

    def _say_colour_column(self) -> None:
        column, heading = self._colour_column()
        self.result.mapping.append(Mapped(self.name, heading, "status", "the colours of this column, as there is no column of ratings"))
        self.result.questions.append(ask_colours(self.table, column, heading, self.body))


@functools.lru_cache(maxsize=4_096)
def _bodies(text: str) -> tuple[str, ...]:
    return tuple(split_bodies(text)) if text else ()


def _tidy(text: str) -> str:
    """Collapse the spaces within each line and drop empty lines: the words stay as typed."""
    lines = text.splitlines()
    if len(lines) <= 1:
        return " ".join(text.split())
    return "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)
