"""Walking through XML with a real parser, names without prefixes: for the parts and the unusual files that a byte pattern would misread."""

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
Text = Callable[[str], None]
End = Callable[[str], None]

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class BadMarkupError(Exception):
    """A part's XML is broken."""


def walk(data: bytes, start: Start, text: Text | None = None, end: End | None = None) -> None:
    """Call back for every element of a part.

    Prefixes are dropped from the names of elements and attributes: ``x:row`` and ``row`` are the same here.

    Raises
    ------
    BadMarkupError
        The XML is broken or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def on_end(name: str) -> None:
        if end:
            end(name.rpartition(":")[2])

    def on_doctype(*_: object) -> None:
        raise BadMarkupError("a document type")

    parser.StartElementHandler = on_start
    parser.StartDoctypeDeclHandler = on_doctype
    if end:
        parser.EndElementHandler = on_end
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadMarkupError(expat.ErrorString(error.code)) from error


def column_number(letters: str) -> int:
    """Return a column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def parse_reference(text: str) -> tuple[int, int] | None:
    """Return (row, column) of a reference such as ``B3`` or ``$B$3``, None where it is none."""
    match = _REFERENCE.fullmatch(text)
    if not match or match[2].startswith("0"):
        return None
    return int(match[2]), column_number(match[1].upper())


def parse_range(text: str) -> tuple[int, int, int, int] | None:
    """Return (row, column, last row, last column) of a range such as ``B3:D9`` or ``B3``; whole columns and rows are open to Excel's edge."""
    first, _, last = text.partition(":")
    if last and first.replace("$", "").isalpha() and last.replace("$", "").isalpha():
        first, last = f"{first}1", f"{last}1048576"
    elif last and first.replace("$", "").isdecimal() and last.replace("$", "").isdecimal():
        first, last = f"A{first}", f"XFD{last}"
    start, end = parse_reference(first), parse_reference(last or first)
    if not start or not end:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
