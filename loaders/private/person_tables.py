"""Tables and forms about single children, found by their headings and believed by what stands below them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from loaders.grid import Cell, Sheet, column_letter
from loaders.private.identifiers import POSTCODE
from loaders.private.person_cells import LOOKS, is_date, is_identifier, is_name
from loaders.private.person_headings import (
    ALSO_ELSEWHERE,
    ATTRIBUTES,
    COUNT,
    DICTIONARY,
    IDENTIFIERS,
    LONGEST_HEADING,
    OF_ONE_CHILD,
    OF_PEOPLE,
    PERIOD,
    STAFF_COLUMN,
    hints_in,
    kind_of,
    normalise,
)

# Share of the cells below a heading that must look like what the heading says.
BELIEVED = 0.6
# Attributes that together make a record even where no identifier stands beside them.
ATTRIBUTES_OF_A_RECORD = 3
# How far above a value its heading row is looked for.
HEADING_ROWS = 5
# A row with so many kinds of heading about a person is a heading row wherever it stands.
SURE_HEADINGS = 3
# Rows that one answer of a form may take.
ROWS_OF_AN_ANSWER = 5
# What a list of fields says of a field, where a form would say something of a child.
FIELD_TYPES = (
    "text", "string", "date", "number", "integer", "varchar", "char", "datetime", "numeric", "yes", "no", "y", "n", "mandatory", "optional",
    "required",
)
# Days as Excel counts them, 1982 to 2064: what a date of birth is where its cell has lost the look of a date.
FIRST_SERIAL_DAY, LAST_SERIAL_DAY = 30_000, 60_000
NAME_WORDS = {
    "name": "names of children or family", "parent": "names of parents or carers", "part of a name": "first or last names",
    "child": "names of children",
}

Headings = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Finding:
    """Something that belongs to one person: where, of what kind and how many. Never the thing itself."""

    sheet: str
    column: int
    heading: str
    kind: str
    count: int

    def words(self) -> str:
        """Return the finding as part of a sentence."""
        heading = f" (‘{self.heading}’)" if self.heading else ""
        return f"sheet ‘{self.sheet}’, column {column_letter(self.column)}{heading}: {self.count:,} {self.kind}"


def find_headings(sheet: Sheet, texts: set[str]) -> Headings:
    """Return the kind of every cell that may be a heading about a person, by row and column counted from 1."""
    short = [text for text in texts if 1 < len(text) <= LONGEST_HEADING and not text[0].isdigit()]
    hints = hints_in("\n".join(short))
    small = ((text, text.lower()) for text in short)
    kinds = {text: kind_of(text) for text, lower in small if any(hint in lower for hint in hints)}
    kinds = {text: kind for text, kind in kinds.items() if kind}
    if not kinds:
        return {}
    return {
        (r, c): kinds[cell] for r, row in enumerate(sheet.rows, 1) for c, cell in enumerate(row, 1) if isinstance(cell, str) and cell in kinds
    }




def look_at_headings(sheet: Sheet, headings: Headings) -> Iterator[Finding]:
    """Return what tables and forms of a sheet say about single children."""
    for table in _tables(sheet, headings):
        yield from _columns_by_heading(table)
        yield from _records(table)
    yield from _forms(sheet, headings)


@dataclass(frozen=True)
class _Table:
    """A heading row with headings about a person, and the cells below it."""

    sheet: Sheet
    row: int
    last: int
    kinds: dict[int, str]

    def below(self, column: int) -> list[Cell]:
        """Return the cells of a column with anything in them."""
        cells = (self.sheet.cell(row, column) for row in range(self.row + 1, self.last + 1))
        return [cell for cell in cells if cell is not None and cell != ""]

    def headings(self) -> list[tuple[int, str]]:
        """Return every heading of the row with its column."""
        return [(column, cell) for column, cell in enumerate(self.sheet.rows[self.row - 1], 1) if isinstance(cell, str) and cell.strip()]

    def heading(self, column: int) -> str:
        """Return the heading of a column."""
        return str(self.sheet.cell(self.row, column)).strip()

    def of(self, *kinds: str) -> list[int]:
        """Return the columns of these kinds."""
        return [column for column, kind in self.kinds.items() if kind in kinds]

    def finding(self, column: int, kind: str, count: int) -> Finding:
        """Return a finding under its heading."""
        return Finding(self.sheet.name, column, self.heading(column), kind, count)


def _tables(sheet: Sheet, headings: Headings) -> Iterator[_Table]:
    """Return the heading rows among the cells that may be headings."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), kind in headings.items():
        rows.setdefault(row, {})[column] = kind
    heads = [row for row, kinds in rows.items() if _is_heading_row(sheet, row, kinds, headings)]
    for head, following in zip(heads, [*heads[1:], len(sheet.rows) + 1], strict=False):
        yield _Table(sheet, head, following - 1, rows[head])


def _is_heading_row(sheet: Sheet, row: int, kinds: dict[int, str], headings: Headings) -> bool:
    """Return whether a row heads a table, as against a list that has one field a row."""
    if len(set(kinds.values())) >= SURE_HEADINGS:
        return True
    if any((row - 1, column) in headings or (row + 1, column) in headings for column in kinds):
        return False
    filled = _filled(sheet, row)
    if not all(isinstance(cell, str) and len(cell) <= 2 * LONGEST_HEADING for cell in filled):
        return False
    above = _filled(sheet, row - 1)
    return not above or 2 * len(above) <= len(filled)


def _filled(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for cell in sheet.rows[row - 1] if cell is not None and cell != ""] if 0 < row <= len(sheet.rows) else []


def _columns_by_heading(table: _Table) -> Iterator[Finding]:
    """Return what stands under a heading that names it: dates of birth, names, postcodes."""
    for column, kind in table.kinds.items():
        cells = table.below(column)
        if kind == "date of birth":
            days = sum(is_date(cell) or _is_serial_day(cell) for cell in cells)
            if days and 2 * days >= len(cells):
                yield table.finding(column, "dates of birth", days)
        elif kind in NAME_WORDS:
            names = sum(map(is_name, cells))
            if names and names >= BELIEVED * len(cells) and _are_of_families(table, column, cells):
                yield table.finding(column, NAME_WORDS[kind], names)
        elif kind == "home postcode" or (kind == "postcode" and _is_about_people(table)):
            postcodes = sum(isinstance(cell, str) and POSTCODE.search(cell) is not None for cell in cells)
            if postcodes:
                yield table.finding(column, "postcodes of children or families", postcodes)


def _is_serial_day(cell: Cell) -> bool:
    """Return whether a number may be a day."""
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and FIRST_SERIAL_DAY <= cell <= LAST_SERIAL_DAY


def _are_of_families(table: _Table, column: int, cells: list[Cell]) -> bool:
    kind = table.kinds[column]
    if kind == "part of a name":
        return _is_about_people(table) or not _lists_staff(table)
    if kind == "child":
        # "Child" also stands above what a child said; "client" above organisations.
        return normalise(table.heading(column)) not in ("client", "service user") and _are_full_names(cells)
    # "Parent" also stands above what a parent said, or whether one came.
    return kind == "name" or _are_full_names(cells, words=1)


def _are_full_names(cells: list[Cell], words: int = 2) -> bool:
    """Return whether most cells are capitalised words, hardly any twice."""
    capitals = [cell for cell in cells if isinstance(cell, str) and len(cell.split()) >= words and all(word[0].isupper() for word in cell.split())]
    return len(capitals) >= BELIEVED * len(cells) and 2 * len(set(capitals)) > len(cells)


def _lists_staff(table: _Table) -> bool:
    return any(STAFF_COLUMN.search(normalise(heading)) for _, heading in table.headings())


def _is_about_people(table: _Table) -> bool:
    """Return whether facts about a child stand in the table: an identifier, a date of birth, or what only a person has."""
    return bool(table.of("date of birth", "name", *_PEOPLE_IDENTIFIERS)) or any(
        _is_believed(table, column) for column in table.of("sex", "age", "ethnicity", "legal status", "asylum")
    )


_PEOPLE_IDENTIFIERS = tuple(kind for kind in IDENTIFIERS if kind != "child")


def _is_believed(table: _Table, column: int) -> bool:
    """Return whether the cells below an attribute's heading look like that attribute."""
    cells = table.below(column)
    looks = LOOKS[table.kinds[column]]
    return bool(cells) and sum(map(looks, cells)) >= BELIEVED * len(cells)


def _records(table: _Table) -> Iterator[Finding]:
    """Return a table that has one child a row: an identifier with an attribute, or three attributes."""
    attributes = {table.kinds[column]: column for column in reversed(table.of(*ATTRIBUTES)) if _is_believed(table, column)}
    if not attributes:
        return
    for column in table.of(*IDENTIFIERS, "case", "whole name"):
        if _identifies(table, column, attributes):
            yield table.finding(column, _record_words(attributes), len(table.below(column)))
            return
    alone = {kind: column for kind, column in attributes.items() if not ALSO_ELSEWHERE.fullmatch(normalise(table.heading(column)))}
    if len(alone) >= ATTRIBUTES_OF_A_RECORD and not _counts_children(table, alone):
        column = min(alone.values())
        yield table.finding(column, _record_words(alone), len(table.below(column)))


def _record_words(attributes: dict[str, int]) -> str:
    return f"records of single children with {', '.join(kind for kind in ATTRIBUTES if kind in attributes)}"


def _identifies(table: _Table, column: int, attributes: dict[str, int]) -> bool:
    """Return whether a column tells one child from another, given what stands beside it."""
    kind, cells = table.kinds[column], table.below(column)
    if kind == "whole name":
        # Homes and services have names too, and staff have a sex and an age.
        return bool(_PERSONAL.intersection(attributes)) and not _lists_staff(table) and _are_full_names(cells)
    if kind == "case" and len(attributes) < 2:
        return False
    like_one = sum(is_identifier(cell) or is_name(cell) for cell in cells)
    distinct = len({str(cell) for cell in cells})
    return bool(cells) and like_one >= BELIEVED * len(cells) and 2 * distinct > len(cells) and not _are_counts(table.heading(column), cells)


_PERSONAL = frozenset(("sex", "age", "ethnicity", "legal status", "asylum"))


def _are_counts(heading: str, cells: list[Cell]) -> bool:
    """Return whether numbers under "pupil number" and its like are how many: neither long nor counting on by one."""
    if not re.search(r"\b(?:no|num|number)$", normalise(heading)) or not all(_is_number(cell) for cell in cells):
        return False
    numbers = [float(str(cell)) for cell in cells if re.fullmatch(r"\d+(?:\.\d+)?", str(cell).strip())]
    steps = [after - before for before, after in pairwise(numbers)]
    return sum(number >= 1_000 for number in numbers) < BELIEVED * len(cells) and not all(step == 1 for step in steps)


def _counts_children(table: _Table, attributes: dict[str, int]) -> bool:
    """Return whether a table with attributes counts children instead of listing them: a column of counts, or totals among its categories."""
    for column, cell in enumerate(table.sheet.rows[table.row - 1], 1):
        words = normalise(str(cell))
        counted = isinstance(cell, datetime) or PERIOD.fullmatch(words) or (COUNT.fullmatch(words) and not OF_ONE_CHILD.search(words))
        if counted and column not in attributes.values():
            cells = table.below(column)
            if cells and sum(_is_number(cell) for cell in cells) >= BELIEVED * len(cells):
                return True
    totals = ("total", "all", "all children", "all ages", "any", "both")
    return any(isinstance(cell, str) and cell.strip().lower() in totals for column in attributes.values() for cell in table.below(column))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return re.fullmatch(r"-?[\d,]*\.?\d+%?|c|k|low|u|x|z|\*|-", cell.strip()) is not None
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _forms(sheet: Sheet, headings: Headings) -> Iterator[Finding]:
    """Return forms about one child: headings below each other, what they say to the right."""
    columns: dict[int, dict[str, int]] = {}
    for (row, column), kind in headings.items():
        if _is_answer(kind, sheet.cell(row, column + 1)):
            columns.setdefault(column, {}).setdefault(kind, row)
    for column, kinds in columns.items():
        rows = sorted(kinds.values())
        stacked = len(rows) > 1 and rows[-1] - rows[0] <= ROWS_OF_AN_ANSWER * len(rows)
        above = [cell for row in range(max(1, rows[0] - HEADING_ROWS), rows[0]) for cell in _filled(sheet, row) if isinstance(cell, str)]
        listed = any(len(cell) <= LONGEST_HEADING and DICTIONARY.search(normalise(cell)) for cell in above)
        if stacked and "date of birth" in kinds and not listed:
            yield Finding(sheet.name, column + 1, "", "facts about one child", len(kinds))


def _is_answer(kind: str, cell: Cell) -> bool:
    if cell is None or str(cell).strip().lower() in FIELD_TYPES:
        return False
    if kind == "date of birth":
        return is_date(cell)
    if kind in ("name", "parent", "part of a name", "whole name"):
        return is_name(cell)
    return LOOKS[kind](cell) if kind in LOOKS else kind in OF_PEOPLE and is_identifier(cell)
