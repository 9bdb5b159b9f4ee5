"""The account of a file's rows: every row with anything in it became a record or is explained, once."""

from collections.abc import Iterable

from loaders.grid import Book, Sheet, column_letter
from loaders.reading import Explained, Problem
from loaders.tables.contents import filled_cells, rating_colour


class Accounts:
    """Counts the rows of a book and remembers what became of each; the first explanation stands, and a record outdoes any."""

    def __init__(self, book: Book) -> None:
        self.found = [(sheet.name, row) for sheet in book.sheets for row in range(1, len(sheet.rows) + 1) if filled_cells(sheet, row)]
        self._known = set(self.found)
        self.loaded: set[tuple[str, int]] = set()
        self._why: dict[tuple[str, int], str] = {}

    def load(self, sheet: str, rows: Iterable[int]) -> None:
        """Say that rows became records."""
        self.loaded |= {(sheet, row) for row in rows if (sheet, row) in self._known}

    def explain(self, sheet: str, row: int, why: str) -> None:
        """Say why a row is no record."""
        if (sheet, row) in self._known:
            self._why.setdefault((sheet, row), why)

    def add_colour_rows(self, sheet: Sheet, rows: Iterable[int], columns: Iterable[int]) -> None:
        """Count the rows of a table that hold a rating's colour and no words at all."""
        columns = list(columns)
        for row in rows:
            if (sheet.name, row) not in self._known and any(rating_colour(sheet, row, column) for column in columns):
                self.found.append((sheet.name, row))
                self._known.add((sheet.name, row))
                self.explain(sheet.name, row, "a colour without any words")

    def is_open(self, sheet: str, row: int) -> bool:
        """Tell whether nothing has been said of a row yet."""
        return (sheet, row) in self._known and (sheet, row) not in self.loaded and (sheet, row) not in self._why

    def explained(self) -> list[Explained]:
        """Return the rows that are no records, in the order of the file."""
        return [
            Explained(sheet, row, self._why.get((sheet, row), "not understood"))
            for sheet, row in sorted(self.found, key=self._order)
            if (sheet, row) not in self.loaded
        ]

    def _order(self, place: tuple[str, int]) -> tuple[int, int]:
        if not hasattr(self, "_sheets"):
            self._sheets = {name: position for position, name in enumerate(dict.fromkeys(sheet for sheet, _ in self.found))}
        return self._sheets[place[0]], place[1]


def note_hidden(book: Book) -> list[Problem]:
    """Return a note for every hidden sheet, and for the hidden rows and columns of each sheet: they were read like the others."""
    notes = []
    for sheet in book.sheets:
        rows = sorted(row for row in sheet.hidden_rows if filled_cells(sheet, row))
        columns = sorted(c for c in sheet.hidden_columns if any(c <= len(cells) and cells[c - 1] is not None for cells in sheet.rows))
        if sheet.hidden and any(filled_cells(sheet, row) for row in range(1, len(sheet.rows) + 1)):
            notes.append(Problem(sheet.name, "", "hidden sheet", "nothing to do: hidden sheets are read like the others", "note"))
        if rows:
            notes.append(
                Problem(sheet.name, f"row {rows[0]}", _count(len(rows), "hidden row"), f"nothing to do: they were read ({_list(rows)})", "note")
            )
        if columns:
            letters = ", ".join(column_letter(c) for c in columns[:10])
            notes.append(
                Problem(
                    sheet.name,
                    f"{column_letter(columns[0])}1",
                    _count(len(columns), "hidden column"),
                    f"nothing to do: they were read ({letters})",
                    "note",
                )
            )
    return notes


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number > 1 else ''}"


def _list(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:10]))
    return f"{shown} and {len(rows) - 10} more" if len(rows) > 10 else shown
