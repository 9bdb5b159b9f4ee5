"""What a file looks like once it is open and before anyone knows what it means: sheets of cells with their looks."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | datetime | date | time | timedelta | None


@dataclass
class Sheet:
    """One sheet.

    Every place is counted from 1 as Excel counts, so ``cell(3, 2)`` is B3.

    Parameters
    ----------
    name : str
    rows : list of list
        ``rows[r - 1][c - 1]`` is the value of row r, column c; None where there is nothing. Rows may differ in length.
    fills : dict of (row, column) to str
        The colour that is seen, ``#RRGGBB``, of cells with a solid or patterned fill (conditional formats included where they can be worked out).
    patterns : set of (row, column)
        Cells whose fill is a pattern (hatched), not solid.
    fonts : dict of (row, column) to str
        Fonts whose letters are pictures (Wingdings and its like).
    struck : set of (row, column)
        Cells whose whole text is struck through.
    months : set of (row, column)
        Cells whose date is shown without its day ("Mar-26").
    merged : list of (row, column, last row, last column)
        Merged ranges; the value stands in the first cell.
    hidden_rows, hidden_columns : set of int
    hidden : bool
        The whole sheet is hidden.
    filled : dict of int to list
        What stands on the rows that were asked for, kept because many ask (see ``loaders.tables.finding.filled_cells``).
    """

    name: str
    rows: list[list[Cell]]
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    patterns: set[tuple[int, int]] = field(default_factory=set)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    filled: dict[int, list[tuple[int, Cell]]] = field(default_factory=dict, repr=False, compare=False)

    def cell(self, row: int, column: int) -> Cell:
        """Return the value at a place, None beyond the edge."""
        if row < 1 or row > len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if 0 < column <= len(cells) else None

    def copy_looks(self, other: "Sheet", there: tuple[int, int], here: tuple[int, int]) -> None:
        """Let a cell look as one of another sheet does."""
        if there in other.fills:
            self.fills[here] = other.fills[there]
        if there in other.fonts:
            self.fonts[here] = other.fonts[there]
        if there in other.patterns:
            self.patterns.add(here)
        if there in other.months:
            self.months.add(here)


@dataclass
class Book:
    """An opened file: its sheets in order, its format and what had to be said while opening it.

    Parameters
    ----------
    file : str
        The file's own name, without folders.
    format : str
        xlsx, xlsm, xls, ods, xlsb, csv, tsv ...
    sheets : list of Sheet
    notes : list of (sheet, cell, text)
        What the person should know: macros ignored, encoding guessed, formulas without values, hidden sheets.
    behind : list of Sheet
        What the file keeps behind its sheets (comments, rows stored for pivot tables): searched for children's records, never read as a table.
    """

    file: str
    format: str
    sheets: list[Sheet]
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    behind: list[Sheet] = field(default_factory=list)


def column_letter(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row: int, column: int) -> str:
    """Return a cell's name, such as B3."""
    return f"{column_letter(column)}{row}"
