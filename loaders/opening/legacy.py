"""Workbooks of Excel 97 to 2003 (.xls): two faults in their records put right or counted before their values are taken."""

import re
import struct
from pathlib import Path

from loaders.grid import Book

# DIMENSIONS: record 0x0200, 14 bytes: first row, row after the last, first column, column after the last, reserved.
_DIMENSIONS = re.compile(rb"\x00\x02\x0e\x00(.{4})(.{4})(.{2})(.{2})\x00\x00", re.S)
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256

# FORMULA: record 0x0006: row, column, style, then the result; an empty text is the bytes 03 .. FF FF.
_EMPTY_FORMULA = re.compile(rb"\x06\x00.{2}(.{2})(.{2}).{2}\x03.{5}\xff\xff", re.S)


def open_old_workbook(path: Path, folder: Path) -> tuple[Path, bytes]:
    """Return a copy of an old workbook that can be read safely, and its bytes.

    Some writers (and attackers) claim billions of rows in the record that announces a sheet's size, and the reader would make room for
    them all. The claim is taken away; the cells themselves say where they stand.
    """
    data = bytearray(path.read_bytes())
    for match in _DIMENSIONS.finditer(bytes(data)):
        last_row = struct.unpack("<I", match[2])[0]
        last_column = struct.unpack("<H", match[4])[0]
        if last_row > _MOST_ROWS or last_column > _MOST_COLUMNS:
            data[match.start(1) : match.end(4)] = struct.pack("<IIHH", 0, 1, 0, 1)
    copy = folder / "upload.xls"
    copy.write_bytes(data)
    return copy, bytes(data)


def count_uncalculated(data: bytes, book: Book) -> int:
    """Return how many formulas have an empty text as their saved result and stand in a cell that was read as empty."""
    places = {struct.unpack("<HH", match[1] + match[2]) for match in _EMPTY_FORMULA.finditer(data)}
    return sum(1 for row, column in places if any(sheet.cell(row + 1, column + 1) is None for sheet in book.sheets))
