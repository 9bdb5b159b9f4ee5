"""How an Excel sheet looks (colours, merged ranges, hidden rows and columns), from a streaming read of its own XML.

A full load with openpyxl makes an object for every formatted cell; here only cells whose style means something are picked out with a byte
pattern. Sheets written in an unusual form (prefixes, cells without references, attributes in another order) go through a real parser first,
which writes them down in the usual form, so that there is one way of reading the facts.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from loaders.grid import Cell, Sheet, column_letter
from loaders.limits import EXCEL_COLUMNS, EXCEL_ROWS, LOOKS_MARGIN
from loaders.opening.conditions import Rule, paint, read_rules
from loaders.opening.markup import Attributes, column_number, parse_range, walk
from loaders.opening.package import Look, Styles

_ROW = re.compile(rb'<row r="([0-9]+)"')
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]+)"[^>]* hidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col ([^>]*)/?>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_STYLE_LATE = re.compile(rb'<c r="[A-Za-z0-9]*" (?!s=)[^>]* s="')
_PREFIXED = re.compile(rb"<[\w.-]+:(?:worksheet|sheetData)\b")

# Cells that could make the rectangle of values large: two letters, or six digits.
_FAR = re.compile(rb'<c r="(?:[A-Z]{2}|[A-Z][0-9]{6})')
_VERY_FAR = re.compile(rb'<c r="(?:[A-Z]{3}|[A-Z]{2}[0-9]{6})')
_FORMULA = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*"
_OPEN_CELL = rb'<c r="([A-Z]+)([0-9]+)"(?:[^>]*[^/>])?>\s*'
_VALUE = re.compile(_OPEN_CELL + _FORMULA + rb"<(?:v(?: [^>]*)?>[^<]|is>)")
_CONTENT = re.compile(_OPEN_CELL + rb"(?!</c>)")

_UNCALCULATED = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(<v\s*/>|<v></v>)?\s*</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]* t="e"[^>]*>\s*' + _FORMULA + rb"<v>([^<]{1,40})</v>")

# How much of a sheet is looked at to see in which order its attributes stand: a program keeps to one order.
_START = 65_536

# More distinct styles than this and the pattern that names them all is slower than one for any style.
_NAMED_STYLES = 24
_PUNCTUATION = frozenset("-–—.,:;?!/*")


@dataclass
class Extent:
    """The last row and column with a value, and with any content at all (formulas that give nothing included)."""

    rows: int
    columns: int
    loose_rows: int
    loose_columns: int
    beyond: bool = False


@dataclass
class Said:
    """What a sheet's own XML says about its formulas: cells without a saved value and cells with an error, by place."""

    uncalculated: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)


def usual(xml: bytes) -> bytes:
    """Return a sheet's XML in the form that nearly every program writes, unchanged where it is so already.

    Raises
    ------
    BadMarkupError
        The sheet's XML is broken.
    """
    start = xml[:_START]
    as_usual = (
        b"<sheetData" in start
        and not _PREFIXED.search(start)
        and not _STYLE_LATE.search(start)
        and b"<c>" not in xml
        and b"<row>" not in xml
        and xml.count(b"<c ") == xml.count(b'<c r="')
        and xml.count(b"<row ") == xml.count(b'<row r="')
    )
    return xml if as_usual else _Rewriter().rewrite(xml)


class _Rewriter:
    """Writes a sheet down again with references on every cell, attributes in the usual order and no prefixes."""

    _KEPT = ("sheetData", "cols", "conditionalFormatting", "mergeCells")
    _COPIED = ("col", "mergeCell", "cfRule")

    def __init__(self) -> None:
        self.out: list[str] = ["<worksheet>"]
        self.row = 0
        self.column = 0
        self.text_of = ""
        self.depth_ext = 0

    def rewrite(self, xml: bytes) -> bytes:
        walk(xml, self._on_start, self._on_text, self._on_end)
        return "".join([*self.out, "</worksheet>"]).encode("utf-8")

    def _on_start(self, tag: str, attributes: Attributes) -> None:
        if tag == "extLst":
            self.depth_ext += 1
        if self.depth_ext:
            return
        if tag == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = 0
            self.out.append(f'<row r="{self.row}"' + (' hidden="1"' if attributes.get("hidden") in ("1", "true") else "") + ">")
        elif tag == "c":
            self._open_cell(attributes)
        elif tag in ("f", "v", "is", "formula"):
            self.text_of = tag
            self.out.append(f"<{tag}>")
        elif tag in self._COPIED or tag in self._KEPT:
            self.out.append(f"<{tag}" + "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items()) + ">")

    def _open_cell(self, attributes: Attributes) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        digits = attributes.get("r", "")[len(letters) :]
        self.column = column_number(letters) if letters.isascii() and letters.isupper() and letters.isalpha() else self.column + 1
        parts = [f'<c r="{column_letter(self.column)}{digits or self.row}"']
        parts += [f' {key}="{attributes[key]}"' for key in ("s", "t") if attributes.get(key, "").isalnum()]
        self.out.append("".join(parts) + ">")

    def _on_text(self, text: str) -> None:
        if self.text_of and not self.depth_ext:
            self.out.append(escape(text))

    def _on_end(self, tag: str) -> None:
        if tag == "extLst":
            self.depth_ext -= 1
            return
        if self.depth_ext:
            return
        if tag in ("f", "v", "is", "formula"):
            self.text_of = ""
            self.out.append(f"</{tag}>")
        elif tag in ("row", "c") or tag in self._COPIED or tag in self._KEPT:
            self.out.append(f"</{tag}>")


def measure(xml: bytes, cells: int) -> Extent:
    """Return how far a sheet's values reach, exactly only where a cheap upper bound is more than so many cells.

    Parameters
    ----------
    xml : bytes
        The sheet in its usual form.
    cells : int
        As many cells as would be no trouble.
    """
    rows = max(map(int, _ROW.findall(xml)), default=0)
    if not _FAR.search(xml):
        bound = 26
    elif not _VERY_FAR.search(xml):
        bound = 702
    else:
        bound = cells + 1
    if rows <= EXCEL_ROWS and max(1, rows) * bound <= cells:
        return Extent(rows, bound, rows, bound)
    last_row, last_column, beyond = _reach(_VALUE, xml)
    loose_row, loose_column, loose_beyond = _reach(_CONTENT, xml)
    return Extent(last_row, last_column, max(last_row, loose_row), max(last_column, loose_column), beyond or loose_beyond)


def _reach(pattern: re.Pattern[bytes], xml: bytes) -> tuple[int, int, bool]:
    last_row, columns = 0, set()
    for match in pattern.finditer(xml):
        columns.add(match[1])
        digits = match[2]
        last_row = max(last_row, int(digits) if len(digits) < 12 else EXCEL_ROWS + 1)
    last_column = max((column_number(letters.decode()) if len(letters) < 4 else EXCEL_COLUMNS + 1 for letters in columns), default=0)
    return last_row, last_column, last_row > EXCEL_ROWS or last_column > EXCEL_COLUMNS


def read_said(xml: bytes) -> Said:
    """Return which formulas have no saved value and which cells hold an error."""
    said = Said()
    if b"<f" in xml:
        for match in _UNCALCULATED.finditer(xml):
            # A formula whose saved text is empty has been calculated: its answer is nothing.
            if not (match[3] and b't="str"' in match[2]):
                said.uncalculated.append(match[1].decode())
    if b't="e"' in xml:
        said.errors = [(match[1].decode(), match[2].decode("utf-8", "replace")) for match in _ERROR.finditer(xml)]
    return said


def read_looks(xml: bytes, sheet: Sheet, styles: Styles) -> list[Rule]:
    """Put colours, patterns, picture fonts, dates without a day, merged ranges and hidden rows and columns on a sheet whose values are read already.

    Only places within the rectangle of the values (and a few columns beside it) are kept, so a million formatted blanks cost nothing.

    Returns
    -------
    list of Rule
        Conditional colour rules that could not be worked out.
    """
    rows, columns = len(sheet.rows), max(map(len, sheet.rows), default=0) + LOOKS_MARGIN
    head, _, _ = xml.partition(b"<sheetData")
    end = xml.rfind(b"</sheetData>")
    tail = xml[end:] if end >= 0 else b""
    stop = xml.find(b'<row r="%d"' % (rows + 1))
    body = xml[len(head) : stop if stop >= 0 else end if end >= 0 else len(xml)]
    _read_styled(body, sheet, styles.looks, rows, columns)
    if b'hidden="' in body:
        sheet.hidden_rows = {row for row in map(int, _HIDDEN_ROW.findall(body)) if row <= rows}
    for match in _COLUMN.finditer(head):
        facts = dict(_ATTRIBUTE.findall(match[1]))
        if facts.get(b"hidden") in (b"1", b"true") and facts.get(b"min", b"").isdigit() and facts.get(b"max", b"").isdigit():
            sheet.hidden_columns.update(range(max(1, int(facts[b"min"])), min(int(facts[b"max"]), columns) + 1))
    for match in _MERGED.finditer(tail):
        area = parse_range(match[1].decode())
        if area and area[0] <= rows and area[1] <= columns:
            sheet.merged.append((area[0], area[1], min(area[2], rows), min(area[3], columns)))
    if b"conditionalFormatting" in tail:
        return paint(sheet, read_rules(tail), styles.conditional, (rows, columns))
    return []


def _read_styled(body: bytes, sheet: Sheet, looks: list[Look], rows: int, columns: int) -> None:
    telling = {str(number).encode(): look for number, look in enumerate(looks) if not look.plain}
    if not telling:
        return
    named = b"|".join(telling) if len(telling) <= _NAMED_STYLES else b"[0-9]+"
    pattern = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})" s="(' + named + rb')"')
    numbers: dict[bytes, int] = {}
    for letters, digits, style in pattern.findall(body):
        look = telling.get(style)
        if look is None:
            continue
        column = numbers.get(letters) or numbers.setdefault(letters, column_number(letters.decode()))
        row = int(digits)
        if column > columns or row > rows:
            continue
        spot = (row, column)
        if look.fill:
            sheet.fills[spot] = look.fill
            if look.hatched:
                sheet.patterns.add(spot)
        if look.font:
            sheet.fonts[spot] = look.font
        if look.struck and sheet.cell(row, column) is not None:
            sheet.struck.add(spot)
        if look.month and isinstance(sheet.cell(row, column), date):
            sheet.months.add(spot)
        if look.ink and not look.fill and _is_sign(sheet.cell(row, column), look.font):
            sheet.fills[spot] = look.ink  # a dot or an arrow drawn in colour shows that colour


def _is_sign(value: Cell, font: str) -> bool:
    """Tell whether a cell holds one sign and no word: a disc, a square, an arrow, or a letter that its font draws as one."""
    return isinstance(value, str) and len(sign := value.strip()) == 1 and (bool(font) or not (sign.isalnum() or sign in _PUNCTUATION))
