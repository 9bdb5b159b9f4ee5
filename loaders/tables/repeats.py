"""Figures that fall on a place already taken: the same measure, area, breakdown and period a second time."""

from dataclasses import dataclass, field
from typing import Any

from loaders.grid import place
from loaders.questions import examples
from loaders.reading import Problem, Question
from loaders.tables.figure_columns import Shape, ValueColumn
from loaders.tables.known_columns import text_of
from loaders.tables.table import FoundColumn, FoundTable, TableResult
from loaders.words.headings import normalise

# From this share of a table's rows on, second figures are no slips of the pen: a column that tells the rows apart was not understood.
_MOST = 0.5
_ONE_EACH = "one figure for each measure, place, breakdown and period"
_CHOICES = (
    ("period", "The period"),
    ("period_start", "The first day of the period"),
    ("breakdown", "What the figure is broken down by"),
    ("area", "The area"),
    ("area_code", "The area's code"),
    ("school", "The school"),
    ("name", "The measure"),
    ("unused", "None of these"),
)


@dataclass
class Repeats:
    """The second figures of one table, with the rows they stand on."""

    table: FoundTable
    shape: Shape
    first: dict[tuple[Any, ...], int] = field(default_factory=dict)
    rows: dict[int, tuple[int, bool]] = field(default_factory=dict)  # row -> the row that has the figure already, and whether it differs
    slips: list[Problem] = field(default_factory=list)

    def note(self, row: int, key: tuple[Any, ...]) -> None:
        """Remember on which row a figure stands."""
        self.first[key] = row

    def add(self, row: int, value: ValueColumn, name: str, key: tuple[Any, ...], differs: bool) -> None:
        """Remember a figure that another row, or another column of this row, has already."""
        before = self.rows.get(row, (self.first[key], False))
        self.rows[row] = (before[0], before[1] or differs)
        if differs:
            at = place(row, value.column.index)
            self.slips.append(Problem(self.table.sheet.name, at, f"a second figure for {name}", _ONE_EACH, "warning"))

    def why(self, row: int) -> str:
        """Return why a row without a figure of its own is no record, empty where it repeats nothing."""
        if row not in self.rows:
            return ""
        first, differs = self.rows[row]
        same = "another figure for the same measure, place and period as" if differs else "the same figure as"
        return f"{same} row {first}"

    def report(self, result: TableResult) -> None:
        """Say which figures were left out: one by one, or as one error where most of the table was."""
        lost = [row for row, (_, differs) in self.rows.items() if differs and row in result.explained]
        read = len(result.loaded) + len(lost)
        if len(lost) < max(2, _MOST * read):
            result.problems += self.slips
            return
        apart = [column for column in self._unused() if self._tells_apart(column, lost)]
        names = " or ".join(f'"{column.heading}"' for column in apart[:3])
        missing = "period" if not self.shape.has_periods and not {"period", "period_start"} & self.shape.columns.keys() else "column"
        found = f"{len(lost)} of {read} rows are of the same measure, place, breakdown and period as another row: their figures were left out"
        expected = f"a {missing} that tells the rows apart" + (f": is it {names}?" if names else ", under a heading such as Period, From and To")
        where = f"row {self.table.header_rows[-1]}" if self.table.header_rows else ""
        result.problems.append(Problem(self.table.sheet.name, where, found, expected, "error"))
        result.questions += [self._ask(column, lost) for column in apart[:3]]

    def _unused(self) -> list[FoundColumn]:
        used = [*self.shape.columns.values(), *self.shape.breakdowns, *(value.column for value in self.shape.values)]
        return [column for column in self.table.columns if column.heading and column not in used]

    def _tells_apart(self, column: FoundColumn, lost: list[int]) -> bool:
        different = sum(text_of(self.table.cell(row, column)) != text_of(self.table.cell(self.rows[row][0], column)) for row in lost)
        return different > _MOST * len(lost)

    def _ask(self, column: FoundColumn, lost: list[int]) -> Question:
        return Question(
            f"field:{normalise(column.heading)}", f'What does the column "{column.heading}" say about the figures?',
            examples(self.table, column, lost), _CHOICES, "unused",
        )  # fmt: skip
