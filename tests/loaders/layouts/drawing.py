"""Draw a plan workbook row by row, for the layouts that the loaders are tested on."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

NAVY, PALE = "1F3864", "DDEBF7"
RED, AMBER, GREEN, BLUE, GREY = "FF0000", "FFC000", "00B050", "0070C0", "BFBFBF"
Truth = list[dict[str, Any]]


def fill(colour: str, pattern: str = "solid") -> PatternFill:
    """Return a fill of one colour."""
    return PatternFill(pattern, fgColor=f"FF{colour}")


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook with one empty sheet of that name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def put(sheet: Worksheet, row: int, values: Sequence[Any], column: int = 1, colour: str | None = None) -> None:
    """Write values into a row from a column on; None leaves a cell empty."""
    for position, value in enumerate(values):
        cell = sheet.cell(row, column + position)
        if value is not None:
            cell.value = value
        if colour is not None:
            cell.fill = fill(colour)


def put_rows(sheet: Worksheet, row: int, rows: Sequence[Sequence[Any]], column: int = 1) -> int:
    """Write rows below each other and return the row after the last."""
    for values in rows:
        put(sheet, row, values, column)
        row += 1
    return row


def paint(sheet: Worksheet, place: str, colour: str, pattern: str = "solid") -> None:
    """Give one cell a fill."""
    sheet[place].fill = fill(colour, pattern)


def banner(sheet: Worksheet, row: int, text: str, columns: int, *, column: int = 1, colour: str | None = PALE) -> None:
    """Write a line merged over the table's columns."""
    put(sheet, row, [text], column, colour)
    sheet.merge_cells(f"{get_column_letter(column)}{row}:{get_column_letter(column + columns - 1)}{row}")


def in_font(sheet: Worksheet, place: str, name: str) -> None:
    """Set the font of one cell."""
    sheet[place].font = Font(name=name)
