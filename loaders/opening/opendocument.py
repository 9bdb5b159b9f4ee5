"""How an OpenDocument spreadsheet looks and how far its values reach, from its own XML."""

from dataclasses import dataclass, field

from loaders.limits import CELLS, COLUMNS, LOOKS_MARGIN, ROWS
from loaders.opening.archive import Archive
from loaders.opening.markup import Attributes, walk
from loaders.opening.palette import from_rgb
from loaders.opening.values import too_many

# Repeated cells and rows with a colour but without a value are noted only so far: formatting to the sheet's edge is no content.
_MOST_REPEATED = 1_000
_DATE_PARTS = ("year", "month", "day", "day-of-week", "hours", "quarter", "week-of-year")
_MONTH_ALONE = {"year", "month"}


@dataclass
class Seen:
    """One sheet's looks, places counted from 1."""

    name: str
    hidden: bool = False
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    months: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_content(archive: Archive, name: str) -> list[Seen]:
    """Return the looks of every sheet.

    Raises
    ------
    Refused
        A sheet's values span more than is read: one repeated cell can stand for thousands of millions.
    BadMarkupError
        The XML is broken.
    """
    reader = _Reader(name)
    if "styles.xml" in archive:
        walk(archive.read("styles.xml"), reader.on_style)
    walk(archive.read("content.xml"), reader.on_start, reader.on_text, reader.on_end)
    return reader.sheets


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[Seen] = []
        self.colours: dict[str, str] = {}
        self.hidden_styles: set[str] = set()
        self.date_parts: dict[str, set[str]] = {}  # of each date format: year, month, day ...
        self.format = ""
        self.formats: dict[str, str] = {}  # of each cell style its date format
        self.style = ""
        self.tables = 0
        self.row = self.column = 0
        self.rows_here = self.cells_here = 1
        self.last_row = self.last_column = 0
        self.column_style = 0
        self.has_value = self.row_has_value = False
        self.row_fills: list[tuple[int, int, str]] = []
        self.row_months: list[int] = []
        self.cell_style = ""
        self.left = CELLS

    def on_style(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self.style = attributes.get("name", "")
            parent = attributes.get("parent-style-name", "")
            if parent in self.colours:
                self.colours[self.style] = self.colours[parent]
            self.formats[self.style] = attributes.get("data-style-name", "") or self.formats.get(parent, "")
        elif tag == "date-style":
            self.format = attributes.get("name", "")
            self.date_parts[self.format] = set()
        elif tag.endswith("-style"):
            self.format = ""  # the hours of a format of times are no part of the date format before it
        elif tag in _DATE_PARTS and self.format in self.date_parts:
            self.date_parts[self.format].add(tag)
        elif tag == "table-cell-properties":
            colour = from_rgb(attributes.get("background-color", "").removeprefix("#"))
            if colour:
                self.colours[self.style] = colour
            elif "background-color" in attributes:
                self.colours.pop(self.style, None)
        elif tag == "table-properties" and attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def on_start(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            self.tables += 1
            if self.tables == 1:
                self.sheets.append(Seen(attributes.get("name", ""), attributes.get("style-name", "") in self.hidden_styles))
                self.row = self.last_row = self.last_column = self.column_style = 0
        elif self.tables != 1:
            self.on_style(tag, attributes)
        elif tag == "table-column":
            count = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility", "visible") != "visible":
                first = self.column_style + 1
                self.sheets[-1].hidden_columns.update(range(first, min(first + count, COLUMNS)))
            self.column_style += count
        elif tag == "table-row":
            self.rows_here, self.column, self.row_has_value = _count(attributes, "number-rows-repeated"), 0, False
            self.row_fills, self.row_months = [], []
            if attributes.get("visibility", "visible") != "visible":
                self.sheets[-1].hidden_rows.update(range(self.row + 1, self.row + 1 + min(self.rows_here, _MOST_REPEATED)))
        elif tag in ("table-cell", "covered-table-cell"):
            self._open_cell(attributes)

    def _open_cell(self, attributes: Attributes) -> None:
        self.cells_here = _count(attributes, "number-columns-repeated")
        self.has_value = "value-type" in attributes
        self.cell_style = attributes.get("style-name", "")
        rows, columns = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self.sheets[-1].merged.append((self.row + 1, self.column + 1, self.row + rows, self.column + min(columns, COLUMNS)))

    def on_text(self, text: str) -> None:
        if self.tables == 1 and text.strip():
            self.has_value = True

    def on_end(self, tag: str) -> None:
        if tag == "table":
            self.tables -= 1
            if self.tables == 0:
                self.left -= self.last_row * self.last_column
        elif self.tables != 1:
            return
        elif tag in ("table-cell", "covered-table-cell"):
            self._close_cell()
        elif tag == "table-row":
            self._close_row()

    def _close_cell(self) -> None:
        colour = self.colours.get(self.cell_style)
        if colour and colour != "#FFFFFF" and self.column < COLUMNS:
            self.row_fills.append((self.column + 1, min(self.column + self.cells_here, COLUMNS), colour))
        if self.has_value and self.date_parts.get(self.formats.get(self.cell_style, "")) == _MONTH_ALONE:
            self.row_months += range(self.column + 1, min(self.column + self.cells_here, COLUMNS) + 1)
        self.column += self.cells_here
        if self.has_value:
            self.row_has_value = True
            self.last_column = max(self.last_column, self.column)
        self.has_value = False

    def _close_row(self) -> None:
        for first, last, colour in self.row_fills:
            for row in range(self.row + 1, self.row + 1 + min(self.rows_here, _MOST_REPEATED)):
                for column in range(first, min(last, self.last_column + LOOKS_MARGIN) + 1):
                    self.sheets[-1].fills[row, column] = colour
        self.sheets[-1].months |= {(self.row + 1 + more, column) for more in range(min(self.rows_here, _MOST_REPEATED)) for column in self.row_months}
        self.row += self.rows_here
        if self.row_has_value:
            self.last_row = self.row
        if self.last_row > ROWS or self.last_column > COLUMNS or self.last_row * self.last_column > self.left:
            raise too_many(self.name, self.sheets[-1].name)


def _count(attributes: Attributes, key: str) -> int:
    """Return how often a cell or row is repeated or spans; anything but a whole number above 0 counts as damage to the reader and as 1 here."""
    text = attributes.get(key, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 12 else 1
