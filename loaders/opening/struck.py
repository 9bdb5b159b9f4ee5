"""Words struck through beside others in one cell: an old date that was left standing, an owner who has gone."""

import re

from loaders.grid import Sheet, place
from loaders.opening.markup import Attributes, BadMarkupError, walk

_OFF = ("0", "false")


def find_struck(xml: bytes) -> dict[str, str]:
    """Return the texts of which a part is struck through, with what is left of each.

    Parameters
    ----------
    xml : bytes
        The part of the texts that a workbook's cells share, or a sheet with texts of its own.

    Returns
    -------
    dict of str to str
        Each text with single spaces; a text that another cell has without the line is not among them.
    """
    if b"strike" not in xml:
        return {}
    reader = _Reader()
    try:
        walk(xml, reader.on_start, reader.on_text, reader.on_end)
    except BadMarkupError:
        return {}
    return {text: left for text, left in reader.found.items() if text not in reader.whole}


def leave_out(sheet: Sheet, struck: dict[str, str]) -> dict[str, str]:
    """Leave the words that are struck through out of a sheet's cells, and return what those cells held, by their names."""
    held = {}
    for row, cells in enumerate(sheet.rows, start=1) if struck else ():
        for column, value in enumerate(cells, start=1):
            left = struck.get(_plain(value)) if isinstance(value, str) else None
            if left is not None:
                held[place(row, column)] = str(value)
                cells[column - 1] = left
    return held


class _Reader:
    """Collects the runs of each text as its elements go by."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.whole: set[str] = set()
        self.runs: list[list[str]] = []
        self.lined = self.typing = self.sounding = False

    def on_start(self, tag: str, attributes: Attributes) -> None:
        if tag in ("si", "is"):
            self.runs, self.lined = [], False
        elif tag == "r":
            self.lined = False
        elif tag == "strike":
            self.lined = attributes.get("val", "1") not in _OFF
        elif tag == "rPh":
            self.sounding = True
        elif tag == "t":
            self.typing = not self.sounding

    def on_text(self, text: str) -> None:
        if self.typing:
            self.runs.append([text, "struck" if self.lined else ""])

    def on_end(self, tag: str) -> None:
        if tag == "t":
            self.typing = False
        elif tag == "rPh":
            self.sounding = False
        elif tag in ("si", "is"):
            self._take()

    def _take(self) -> None:
        text = _plain("".join(text for text, _ in self.runs))
        left = "".join(text for text, struck in self.runs if not struck).strip()
        if re.search(r"\w", left) and _plain(left) != text:
            self.found[text] = left
        else:
            self.whole.add(text)


def _plain(text: str) -> str:
    return " ".join(text.split())
