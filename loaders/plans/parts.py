"""Several actions in one cell: a numbered list whose dates, or leads, pair with it by order."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"(?:(?<=\s)|^|(?<=[;:]))\(?(?P<mark>\d{0,2}[a-h]|[ivx]{1,4}|\d{1,2}|\d{1,2}\.\d{1,2})[).](?=\s|[A-Z])\s*", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True)
class Part:
    """One item of a list in a cell: its mark (a, 1, i) and its text."""

    mark: str
    text: str


def split_parts(text: str) -> list[Part]:
    """Return the items of a numbered list in a cell, empty where the cell is no such list.

    The marks must count up from their start (a b c, 1 2 3, i ii iii, 1a 1b 1c) and the first must open the cell.
    """
    marks = [found for found in _MARK.finditer(text) if found.group("mark")]
    if len(marks) < 2 or text[: marks[0].start()].strip(" ("):
        return []
    counted = [marks[0]]
    for found in marks[1:]:
        if _follows(counted[-1].group("mark").casefold(), found.group("mark").casefold()):
            counted.append(found)
    if len(counted) < 2 or not _starts(counted[0].group("mark").casefold()):
        return []
    ends = [found.start() for found in counted[1:]] + [len(text)]
    parts = [Part(found.group("mark"), text[found.end() : end].strip(" \n\t;,(")) for found, end in zip(counted, ends, strict=True)]
    return parts if all(part.text for part in parts) else []


def split_lines(text: str, count: int) -> list[str]:
    """Return a cell's lines or list items where there are exactly ``count`` of them, else nothing."""
    items = [part.text for part in split_parts(text)]
    if len(items) == count:
        return items
    for pattern in (r"\n+", r"\s*;\s*", r"\s+/\s+"):
        lines = [line.strip() for line in re.split(pattern, text.strip()) if line.strip()]
        if len(lines) == count:
            return lines
    return []


def _starts(mark: str) -> bool:
    return mark in ("a", "i", "1") or bool(re.fullmatch(r"\d{1,2}a|\d{1,2}\.1", mark))


def _follows(before: str, mark: str) -> bool:
    if before in _ROMAN and mark in _ROMAN and _ROMAN.index(mark) == _ROMAN.index(before) + 1:
        return True
    if before.isdigit() and mark.isdigit():
        return int(mark) == int(before) + 1
    if "." in before and "." in mark:
        (head, last), (other, this) = before.split("."), mark.split(".")
        return head == other and int(this) == int(last) + 1
    return before[:-1] == mark[:-1] and before[-1:].isalpha() and mark[-1:].isalpha() and ord(mark[-1]) == ord(before[-1]) + 1
