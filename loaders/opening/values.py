"""Values as the first reader, calamine, gives them: their size checked before they are taken, and tidied after."""

import math
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from loaders.grid import Cell
from loaders.limits import CELLS, COLUMNS, ROWS, SHEETS
from loaders.naming import shown_name, strip_unwanted
from loaders.reading import Refused

Rows = list[list[Cell]]

HIDDEN = "this sheet is hidden in the workbook; it was read all the same"
RESAVE = "open it in Excel, save it as a new Excel workbook (.xlsx) and upload that"

# What the first reader says of a file that it cannot read.
UNREADABLE = (calamine.CalamineError, calamine.XmlError, calamine.ZipError, calamine.WorksheetNotFound, ValueError)


def take(sheet: calamine.CalamineSheet, name: str) -> Rows:
    """Return a sheet's values from A1, its size checked before they are taken.

    The first reader's ``total_height`` and ``total_width`` are one too small, so the size comes from ``end``.
    """
    if sheet.end is None:
        return []
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows > ROWS or columns * rows > CELLS:
        raise too_many(name, sheet.name)
    taken: Rows = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    return taken


def too_many(name: str, sheet: str) -> Refused:
    """Return the sentence for a sheet whose values span more than is read."""
    return Refused(
        f"{name} is too big: the values on the sheet {shown_name(sheet)} span more than is read here ({ROWS:,} rows, {COLUMNS:,} columns or "
        f"{CELLS:,} cells), so delete stray cells far from the table and save it again."
    )


def too_many_sheets(name: str, count: int) -> Refused:
    """Return the sentence for a workbook with more sheets than are read."""
    return Refused(f"{name} has {count:,} sheets, more than the {SHEETS} that are read: copy the ones needed into a new workbook.")


def protected(name: str) -> Refused:
    """Return the sentence for a file that needs a password."""
    return Refused(f"{name} is protected by a password: open it in Excel, remove the password, save it and upload it again.")


def tidy(rows: Rows) -> Rows:
    """Return rows with nothing as None, text without control characters, and no blank rows at the end."""
    cleaned = [[_tidy_value(value) for value in row] for row in rows]
    while cleaned and not any(value is not None for value in cleaned[-1]):
        cleaned.pop()
    width = max((max((i for i, value in enumerate(row) if value is not None), default=-1) for row in cleaned), default=-1) + 1
    return [row[:width] for row in cleaned] if cleaned and width < len(cleaned[0]) else cleaned


def _tidy_value(value: Cell) -> Cell:
    kind = value.__class__
    if kind is str:
        return strip_unwanted(value) or None  # type: ignore[arg-type]
    if kind is float:
        return value if math.isfinite(value) else None  # type: ignore[arg-type]
    if kind is datetime or isinstance(value, (bool, int, datetime, date, time, timedelta)):
        return value
    return None
