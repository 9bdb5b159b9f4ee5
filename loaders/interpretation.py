"""Reading an opened book: its tables are found, named, placed under their themes and read, and every row is accounted for."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from loaders import records
from loaders.accounts import Accounts, note_hidden
from loaders.figures import workbooks
from loaders.figures.merging import drop_repeated, merge_areas, merge_measures
from loaders.grid import Book, Sheet
from loaders.plans.actions import read_actions
from loaders.plans.blocks import find_blocks
from loaders.plans.keys import Key, find_key, is_key_head, is_key_title
from loaders.plans.kinds import counts_actions, decide_kind, is_superseded
from loaders.plans.placing import line_text, place_tables, table_title
from loaders.plans.recommendations import Recommendations, read_alignment, read_recommendation_list
from loaders.plans.themes import Themes
from loaders.plans.titles import Particulars, read_particulars
from loaders.plans.turned import find_turned
from loaders.plans.wording import give_keys
from loaders.questions import ask_theme, question_heading
from loaders.reading import Mapped, Problem, Reading
from loaders.tables.contents import filled_cells, text_of
from loaders.tables.finding import REPEATED, find_tables, is_footer
from loaders.tables.table import Context, FoundTable, TableResult
from loaders.words.headings import normalise
from loaders.words.statuses import read_key
from model import conform

_FIGURES = ("figures_wide", "figures_long", "neighbours")
_KEEP_OLD = "only tables that hold now: this one was not read; if it does hold, take the words that say otherwise off its title or its sheet"
_PLAN = ("actions", "alignment", "recommendations")


@dataclass
class _Page:
    """One sheet with what was found on it."""

    sheet: Sheet
    tables: list[FoundTable]
    key: Key
    above: dict[int, list[int]] = field(default_factory=dict)  # the lines above each table, by the table's position


def read_book(book: Book, profile: dict[str, str] | None = None) -> Reading:
    """Read an opened book into canonical tables and a report.

    Parameters
    ----------
    book : Book
    profile : dict, optional
        A person's answers from an earlier reading, question id to value.

    Returns
    -------
    Reading
        ``found == loaded + len(explained)``; ``kind`` is unrecognised where no table was understood.
    """
    return _BookReader(book, dict(profile or {})).read()


class _BookReader:
    def __init__(self, book: Book, profile: dict[str, str]) -> None:
        self.book, self.profile = book, profile
        self.accounts = Accounts(book)
        self.themes, self.recommendations = Themes(), Recommendations()
        self.reading = Reading(book.file, "unrecognised", {}, profile=profile)
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.measures: list[tuple[list[dict[str, Any]], list[dict[str, Any]]]] = []  # of each table its measures and its figures
        self.pages = [_open_page(sheet) for sheet in book.sheets]

    def read(self) -> Reading:
        self._decide_kinds()
        particulars = self._read_particulars()
        context = Context(particulars.council, particulars.title, particulars.as_at, self.profile, self._read_key())
        self._read_lists()
        self._read_plan(context, particulars)
        self._read_others(context)
        self._explain_rest(particulars)
        self._finish(particulars)
        return self.reading

    def _decide_kinds(self) -> None:
        tables = [table for page in self.pages for table in page.tables]
        for table in tables:
            table.kind = self.profile.get(f"kind:{_heading_id(table)}") or decide_kind(table)
        self._set_aside()
        if not any(table.kind == "actions" for table in tables):
            for table in tables:
                table.kind = "actions" if table.kind == "recommendations" else table.kind

    def _set_aside(self) -> None:
        """Leave out what counts the actions of other tables, and old copies of them."""
        placed = [(page, table, page.above.get(place, [])) for page in self.pages for place, table in enumerate(page.tables)]
        for _, table, _ in placed:
            if table.kind in ("", "actions") and counts_actions(table):
                table.kind, table.aside = "", "a summary that counts actions"
        plan = [one for one in placed if one[1].kind == "actions"]
        old = [(page, table) for page, table, above in plan if is_superseded(table, (line_text(page.sheet, row) for row in above))]
        for page, table in old if len(old) < len(plan) else []:
            table.kind, table.aside = "", "a table marked as superseded"
            self.reading.problems.append(
                Problem(page.sheet.name, f"row {min(table.header_rows)}", "a table marked as old or superseded", _KEEP_OLD, "warning")
            )

    def _read_particulars(self) -> Particulars:
        lines = []
        for page in self.pages:
            inside = {row for table in page.tables for row in (*table.header_rows, *_own_rows(table), *table.skipped)}
            for row in range(1, len(page.sheet.rows) + 1):
                if row not in inside and row not in page.key.rows and filled_cells(page.sheet, row):
                    lines.append((page.sheet.name, row, line_text(page.sheet, row)))
        return read_particulars(lines[:400], self.book.file)

    def _read_key(self) -> dict[str, str]:
        lines = [line for page in self.pages for line in page.key.lines]
        for page in self.pages:
            for row, why in page.key.rows.items():
                self.accounts.explain(page.sheet.name, row, why)
        return read_key(lines) if lines else {}

    def _read_lists(self) -> None:
        for page in self.pages:
            for table in page.tables:
                if table.kind == "alignment":
                    self._take(table, read_alignment(table, self.themes, self.recommendations))
                elif table.kind == "recommendations":
                    self._take(table, read_recommendation_list(table, self.recommendations))

    def _read_plan(self, context: Context, particulars: Particulars) -> None:
        plan = [(table, page.above.get(position, [])) for page in self.pages for position, table in enumerate(page.tables) if table.kind == "actions"]
        placed = place_tables(plan, self.themes, particulars.title)
        if self.profile.get("theme:tables") == "none":
            for place in placed:
                place.theme = None
        for (table, _), place in zip(plan, placed, strict=True):
            for row, why in place.rows.items():
                self.accounts.explain(table.sheet.name, row, why)
            self._take(table, read_actions(table, context, self.themes, place.theme, recommendation=place.recommendation))
        guessed = sorted({place.how for place in placed if place.theme and place.how in ("the name of the sheet", "the title above each table")})
        if guessed and plan:
            names = tuple(dict.fromkeys(place.theme.name for place in placed if place.theme))[:3]
            self.reading.questions.append(ask_theme(guessed[0], names))

    def _read_others(self, context: Context) -> None:
        tables = [table for page in self.pages for table in page.tables if table.kind and table.kind not in _PLAN]
        # Definitions first: the unit that they give a measure says how its figures are to be read.
        for table in sorted(tables, key=lambda one: not records.defines_measures(one, context)):
            result = workbooks.read_table(table, context) if table.kind in _FIGURES else records.read_table(table, context)
            self._take(table, result)
            if "observations" not in result.tables:
                context.add_units(result.tables.get("measures", []))

    def _take(self, table: FoundTable, result: TableResult) -> None:
        """Put one table's records and report with the rest."""
        sheet = table.sheet.name
        if not table.sources:
            for row in table.header_rows:
                self.accounts.explain(sheet, row, "heading")
        for row in result.loaded:
            self.accounts.load(sheet, table.sources.get(row, (row,)))
        for row, why in [*result.explained.items(), *table.skipped.items()]:
            for source in table.sources.get(row, (row,)):
                self.accounts.explain(sheet, source, why)
        for name, rows in result.tables.items():
            for record in rows:
                if table.sources and record.get("row") in table.sources:
                    record["row"] = table.sources[record["row"]][0]
            if name == "measures":
                self.measures.append((rows, result.tables.get("observations", [])))
            else:
                self.tables.setdefault(name, []).extend(rows)
        self.reading.mapping += [m for m in result.mapping if m not in self.reading.mapping]
        self.reading.problems += result.problems
        self.reading.status_map.update(result.status_map)
        self.reading.questions += [q for q in result.questions if q.id not in {known.id for known in self.reading.questions}]

    def _explain_rest(self, particulars: Particulars) -> None:
        for page in self.pages:
            name = page.sheet.name
            for table in page.tables:
                if not table.kind:
                    self._explain_unknown(table)
                if not table.sources and table.rows:
                    self.accounts.add_colour_rows(page.sheet, range(table.rows[0], table.rows[-1] + 1), [c.index for c in table.columns])
            first = min((row for table in page.tables for row in (*table.header_rows, *(r for s in table.sources.values() for r in s))), default=None)
            for row in range(1, len(page.sheet.rows) + 1):
                if self.accounts.is_open(name, row):
                    self.accounts.explain(name, row, particulars.used.get((name, row)) or _why(page, row, first))

    def _explain_unknown(self, table: FoundTable) -> None:
        if table.aside:
            rows = {*(row for rows in table.sources.values() for row in rows)} if table.sources else {*table.header_rows, *table.rows, *table.skipped}
            for row in rows:
                self.accounts.explain(table.sheet.name, row, table.aside)
            return
        headings = ", ".join(column.heading for column in table.columns if column.heading)[:200]
        for row in (*table.header_rows, *table.rows, *table.skipped):
            self.accounts.explain(table.sheet.name, row, "a table whose headings were not recognised")
        self.reading.mapping += [Mapped(table.sheet.name, column.heading, "", "not recognised") for column in table.columns if column.heading]
        self.reading.problems.append(
            Problem(
                table.sheet.name,
                f"row {table.header_rows[-1]}",
                f"a table with the headings {headings}",
                "headings of a plan (action, lead, due date, status), of figures (measure, period, value), of risks, inspections or events",
                "warning",
            )
        )

    def _finish(self, particulars: Particulars) -> None:
        reading, actions = self.reading, self.tables.get("actions", [])
        give_keys(actions)
        self.recommendations.place_themes(self.themes)
        self.recommendations.add_actions(actions)
        if self.recommendations.records():
            self.tables["recommendations"] = [*self.recommendations.records(), *self.tables.get("recommendations", [])]
        if self.themes.records():
            self.tables["themes"] = self.themes.records()
        self._merge()
        reading.kind = _decide_kind(self.tables)
        if reading.kind != "unrecognised":
            self.tables["plans"] = [self._plan_record(particulars)]
        reading.tables = {name: conform(rows, name) for name, rows in self.tables.items() if rows}
        reading.found, reading.loaded, reading.explained = len(self.accounts.found), len(self.accounts.loaded), self.accounts.explained()
        reading.problems += note_hidden(self.book) + [
            Problem(sheet, cell, text, "nothing to do: said so that you know", "note") for sheet, cell, text in self.book.notes
        ]
        if particulars.as_at_from_name and reading.kind == "plan":
            reading.problems.append(
                Problem("", "", f"as-at date {text_of(particulars.as_at)} from the file's name", "an as-at date above the table", "note")
            )
        if reading.kind == "unrecognised":
            self._say_unrecognised()
        reading.layout = self._layout()

    def _merge(self) -> None:
        """Bring what several tables say of the same measure, figure or area together."""
        merged, problems = merge_measures(self.measures)
        figures_once, contradicted = drop_repeated(self.tables.get("observations", []))
        self.tables.update(measures=merged, observations=figures_once, areas=merge_areas(self.tables.get("areas", [])))
        names = {row["measure"]: (row["name"], row.get("sheet") or "") for row in merged}
        self.reading.problems += problems
        for measure, number in contradicted.items():
            name, sheet = names.get(measure, (measure, ""))
            many = f"{number} figures" if number > 1 else "a figure"
            found = f"{many} of {name} with other values in another table"
            self.reading.problems.append(Problem(sheet, "", found, "the same figure wherever it stands: the first was taken", "warning"))

    def _plan_record(self, particulars: Particulars) -> dict[str, Any]:
        words = "\n".join(dict.fromkeys(line for page in self.pages for line in page.key.words().split("\n") if line))
        return {
            "council": particulars.council or None,
            "title": particulars.title or None,
            "version": particulars.version or None,
            "as_at": particulars.as_at,
            "framework": particulars.framework or None,
            "report_published": particulars.report_published,
            "report_received": particulars.report_received,
            "submission_due": particulars.submission_due,
            "key": words or None,
        }

    def _say_unrecognised(self) -> None:
        if self.reading.problems and any(p.found.startswith("a table with the headings") for p in self.reading.problems):
            return
        self.reading.problems.append(
            Problem(
                self.book.sheets[0].name if self.book.sheets else "",
                "",
                "no row of headings",
                "a row of headings such as Action, Lead, Due date and Status above the rows of the plan",
                "error",
            )
        )

    def _layout(self) -> str:
        headings = {
            question_heading(column) for page in self.pages for table in page.tables for column in table.columns if column.heading and table.kind
        }
        return hashlib.sha256("\n".join(sorted(headings)).encode()).hexdigest()[:16]


def _open_page(sheet: Sheet) -> _Page:
    turned = find_turned(sheet)
    inside = {row for table in turned for row in _own_rows(table)}
    tables = [table for table in find_tables(sheet) if not _is_key_table(table) and not inside.intersection(table.header_rows)]
    inside |= {row for table in tables for row in (*table.header_rows, *table.rows, *table.skipped)}
    blocks, _ = find_blocks(sheet, _free_rows(sheet, inside))
    blocks = turned + blocks
    heads = frozenset(row for table in tables for row in (*table.header_rows, *(r for r, why in table.skipped.items() if why == REPEATED)))
    key = find_key(sheet, frozenset(row for block in blocks for rows in block.sources.values() for row in rows), heads)
    for table in tables:
        if key.columns:
            table.columns = [
                column for column in table.columns if column.index not in key.columns or (column.heading and not is_key_title(column.heading))
            ]
        for row in [row for row in table.rows if row in key.rows]:
            table.rows.remove(row)
            table.skipped[row] = key.rows[row]
    page = _Page(sheet, tables + blocks, key)
    _share_lines(page)
    return page


def _free_rows(sheet: Sheet, inside: set[int]) -> list[int]:
    """Return the rows in which records of label and value may stand: under no heading, and no line that says that it is a key."""
    cells = {row: filled for row in range(1, len(sheet.rows) + 1) if row not in inside and (filled := filled_cells(sheet, row))}
    return [row for row, filled in cells.items() if not is_key_title(text_of(filled[0][1]))]


def _is_key_table(table: FoundTable) -> bool:
    return is_key_head([column.heading for column in table.columns if column.heading])


def _own_rows(table: FoundTable) -> list[int]:
    return [row for rows in table.sources.values() for row in rows] if table.sources else table.rows


def _share_lines(page: _Page) -> None:
    """Give each table the lines above it: those at the end of the table before are taken from it."""
    before: FoundTable | None = None
    start = 1
    for position, table in enumerate(page.tables):
        first = min(_own_rows(table), default=1) if table.sources else table.header_rows[0]
        if before is not None and before.header_rows == table.header_rows and not table.sources:
            page.above[position] = page.above.get(position - 1, [])
            continue
        if before is not None and not before.sources:
            lines = _closing_lines(before)
            before.rows = [row for row in before.rows if row not in lines]
        page.above[position] = [
            row
            for row in range(start, first)
            if filled_cells(page.sheet, row) and row not in page.key.rows and (before is None or row not in before.rows)
        ]
        table.title = "" if any(column.group for column in table.columns) else table_title(page.sheet, page.above[position])
        before, start = table, max([first, *_own_rows(table)]) + 1 if table.sources else table.header_rows[-1] + 1


def _closing_lines(table: FoundTable) -> list[int]:
    """Return the lines with one text each that close a table and may be the title of the next."""
    lines: list[int] = []
    for row in reversed(table.rows):
        texts = {text_of(value) for _, value in filled_cells(table.sheet, row)}
        pair = len(texts) == 2 and any(text.rstrip().endswith(":") for text in texts)
        if (len(texts) > 1 and not pair) or len(lines) == 4:
            break
        lines.append(row)
    return lines


def _why(page: _Page, row: int, first: int | None) -> str:
    text = line_text(page.sheet, row)
    if is_footer(text):
        return "page footer"
    if first is None:
        words = normalise(f"{page.sheet.name} {text}")
        return (
            "guidance"
            if any(word in words for word in ("guid", "instruction", "how to", "help", "read me"))
            else "a sheet without a table: text only"
        )
    return "title or note above the table" if row < first else "note below the table"


def _heading_id(table: FoundTable) -> str:
    return "|".join(sorted(question_heading(column) for column in table.columns if column.heading))[:80]


def _decide_kind(tables: dict[str, list[dict[str, Any]]]) -> str:
    has = {name for name, rows in tables.items() if rows}
    if "actions" in has:
        return "plan"
    if "observations" in has:
        return "figures"
    if has & {"risks", "inspections", "case_reviews", "events"}:
        return "records"
    if "neighbours" in has:
        return "neighbours"
    if "measures" in has:
        return "measures"
    return "records" if has else "unrecognised"
