"""The text of a narrative that somebody uploads to have its claims checked: plain text or a Word document, within limits, never kept."""

import io
import re
import zipfile
import zlib
from html import unescape

from loaders.reading import Refused

LARGEST_FILE = 10_000_000  # bytes, as uploaded
LARGEST_TEXT = 4_000_000  # bytes of the document part, unpacked: a thousand pages
MOST_CHARACTERS = 200_000  # of text that is checked
ENDINGS = ("txt", "md", "docx")
_DOCUMENT = "word/document.xml"
# Where a paragraph begins, a piece of text, a gap. No part of it runs on past the next tag: a document made to do harm takes no longer.
_PIECE = re.compile(r"(?P<paragraph><w:p(?:\s[^<>]*)?/?>)|<w:t(?:\s[^<>]*)?>(?P<text>[^<]*)</w:t>|(?P<gap><w:(?:tab|br|cr)\b)")


def read_narrative(name: str, data: bytes) -> str:
    """Return the text of a file.

    Raises
    ------
    Refused
        The file is too large, or neither plain text nor a Word document.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB: paste the part to be checked instead.")
    text = _read_word(name, data) if data[:2] == b"PK" else _read_text(name, data)
    if not text.strip():
        raise Refused(f"{name} holds no text: paste the text to be checked instead.")
    return text[:MOST_CHARACTERS]


def _read_text(name: str, data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise Refused(f"{name} is neither plain text nor a Word document (.docx): paste the text to be checked instead.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_word(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_DOCUMENT) as part:
            xml = part.read(LARGEST_TEXT + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused(f"{name} cannot be read as a Word document: save it again as .docx, or paste the text to be checked.") from error
    if len(xml) > LARGEST_TEXT:
        raise Refused(f"{name} is too long: paste the part to be checked instead.")
    paragraphs: list[list[str]] = []
    for found in _PIECE.finditer(xml.decode("utf-8", errors="replace")):
        if found["paragraph"]:
            paragraphs.append([])
        elif paragraphs:
            paragraphs[-1].append(" " if found["gap"] else unescape(found["text"]))
    return "\n".join("".join(pieces) for pieces in paragraphs)
