"""Helpers for layouts whose rows are written as lines of text, each cell with its truth."""

from datetime import datetime
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

HEAD, BAND = PatternFill("solid", fgColor="FF203864"), PatternFill("solid", fgColor="FFD9E2F3")
SHADES = {"R": "FFFF5050", "A": "FFFFBF00", "G": "FF92D050", "B": "FF5B9BD5", "GR": "FFBFBFBF", "DG": "FF548235", "P": "FF7030A0", "Y": "FFFFFF66"}


def shade(cell: Any, name: str) -> None:
    """Give a cell the colour of a rating."""
    cell.fill = PatternFill("solid", fgColor=SHADES[name])


def day(text: str) -> datetime:
    """Return an ISO date as a workbook keeps it."""
    return datetime.fromisoformat(text)


def write(sheet: Worksheet, row: int, column: int, values: list[Any], head: bool = False) -> None:
    """Write values into a row from a column on, as headings where they are."""
    for position, value in enumerate(values):
        if value is None:
            continue
        cell = sheet.cell(row, column + position)
        assert isinstance(cell, Cell)
        cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, datetime):
            cell.number_format = "dd/mm/yyyy"
        if head:
            cell.fill, cell.font = HEAD, Font(bold=True, color="FFFFFFFF")


def deadline(text: str) -> tuple[Any, dict[str, Any]]:
    """Return a deadline as typed and as meant: an ISO date, or "as typed~date meant~precision"."""
    if "~" not in text:
        return day(text), {"due": text, "due_precision": "day"}
    parts = text.split("~")
    truth: dict[str, Any] = {"due": parts[1] or None}
    if len(parts) > 2 and parts[2]:
        truth["due_precision"] = parts[2]
    return parts[0], truth


def rows(block: str) -> list[list[str]]:
    """Return the cells of each line of a block of text."""
    return [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]
