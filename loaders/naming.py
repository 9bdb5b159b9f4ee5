"""Text from strangers made fit to show and to compare: a file's name, a cell's text, and what is said of a file that is empty or too large."""

import re

from loaders.limits import NAME_LENGTH, UPLOAD_BYTES

# Line ends and tabs are part of a cell's text; other control characters and marks that turn the reading direction round are not.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_DASHES, _QUOTES = re.compile(r"[‐-―−]"), re.compile(r"[‘’‛′`´]")


def strip_unwanted(text: str) -> str:
    """Return text without control characters and direction overrides; line ends become one newline, nothing else changes."""
    if text.isprintable():
        return text
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def shown_name(name: str) -> str:
    """Return a file's own name without folders, fit for one line of text."""
    own = re.split(r"[\\/]", name)[-1]
    own = " ".join(strip_unwanted(own).split())
    return own[:NAME_LENGTH] or "The file"


def describe_bad_size(size: int, name: str) -> str:
    """Return why a file of this size is not read, empty where it is."""
    if size == 0:
        return f"{name} is empty: save the spreadsheet again and upload it once more."
    if size > UPLOAD_BYTES:
        return f"{name} is larger than {UPLOAD_BYTES // 1024 // 1024} MB: take out pictures and sheets that are not needed and save it again."
    return ""


def compared(text: object) -> str:
    """Return an id or a name as it is compared: capitals, spaces and the kind of dash or quotation mark do not matter."""
    plain = _QUOTES.sub("'", _DASHES.sub("-", str(text or "").casefold()))
    return " ".join(plain.split()).strip(" .:*")
