"""The second reader of values, openpyxl row by row, for workbooks that calamine refuses or would need far too much memory for."""

import warnings
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from loaders.grid import Cell
from loaders.limits import CELLS, COLUMNS, ROWS
from loaders.opening.values import too_many
from loaders.reading import Refused

_ERROR_SIGN = "#"


def read_values_again(path: Path, name: str, sheets: list[str]) -> list[list[list[Cell]]]:
    """Return the values of the named sheets, from A1; blank cells at the edges are let go as they are read.

    Raises
    ------
    Refused
        This reader cannot read the workbook either.
    """
    import openpyxl

    try:
        with warnings.catch_warnings():
            # openpyxl warns of everything that it leaves out; none of it is a value.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return [_read_sheet(book[sheet], name) for sheet in sheets]
            finally:
                book.close()
    # SyntaxError is what both XML parsers that openpyxl may use raise for broken XML.
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError, SyntaxError, OSError, zipfile.BadZipFile) as error:
        raise Refused(
            f"{name} is damaged or has cells that cannot be read: open it in Excel, save it as a new Excel workbook (.xlsx) and upload that."
        ) from error


def _read_sheet(sheet: Any, name: str) -> list[list[Cell]]:
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        last = max((place for place, value in enumerate(row) if value not in (None, "")), default=-1)
        if last < 0:
            continue
        cells = max(cells, last + 1)
        if number >= ROWS or last >= COLUMNS or (number + 1) * cells > CELLS:
            raise too_many(name, str(sheet.title))
        rows.extend([] for _ in range(number - len(rows)))
        rows.append([_as_first_reader(value) for value in row[: last + 1]])
    return [row + [None] * (cells - len(row)) for row in rows]


def _as_first_reader(value: Any) -> Cell:
    """Return a value as the first reader would: a date without a time of day as a date, a number as a float, an error as nothing."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, str) and value.startswith(_ERROR_SIGN) and value.endswith(("!", "?", "/A", "_DATA")) and " " not in value:
        return None
    return value
