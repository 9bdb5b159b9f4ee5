"""Text files of cells (csv, tsv and what people call so): encoding, line ends and separator found out, every guess said."""

import csv
import io
import re
from collections import Counter
from pathlib import Path, PurePath

from loaders.grid import Book, Cell, Sheet, place
from loaders.limits import CELLS_NAMED, COLUMNS, FIELD_BYTES, ROWS, TEXT_CELLS
from loaders.naming import strip_unwanted
from loaders.reading import Refused

# In order of preference where a file leaves the choice open. A comma in "1,5" is not a separator where semicolons divide every line.
_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200

_TOLD_SEPARATOR = re.compile(r'"?sep=(.)"?\s*\n', re.I)
_BOM = "\ufeff"
_LINE_ENDS = re.compile("\r+\n|\r|\u2028|\u2029|\x85")

# Letters that Western European text in this encoding does not hold; many of them mean that it is another encoding.
_ODD_LETTERS = re.compile(
    "[\x80-\x9f\u201a\u0192\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u02dc\u0161\u203a\u0153\u017e\u0178"
    "\xa1-\xa2\xa4-\xa8\xaa-\xaf\xb1-\xb6\xb8-\xbf\xd7\xf7]"
)

# Two-byte encodings of East Asia: a high byte that leads, and one that may follow it.
_PAIRS = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]")

_SAVE = 'open it in Excel and save it as "CSV UTF-8" or as an Excel workbook (.xlsx)'
_SMART_QUOTES = re.compile("[\u201c\u201d][^\u201c\u201d\n]*,[^\u201c\u201d\n]*[\u201c\u201d]")


def open_text(path: Path, name: str) -> Book:
    """Open a text file as a book of one sheet, every cell as text.

    Parameters
    ----------
    path : Path
    name : str
        The file's own name; the sheet takes its stem.

    Returns
    -------
    Book
        Notes say what was guessed: the encoding, the separator, rows longer or shorter than the others.

    Raises
    ------
    Refused
        The file is empty, not text, in an encoding that cannot be told, or too big.
    """
    data = path.read_bytes()
    text, guessed = decode(data, name)
    text = _LINE_ENDS.sub("\n", text)
    notes = [("", "", guessed)] if guessed else []
    if not text.strip(" \n\t\x00\x1a"):
        raise Refused(f"{name} is empty: it holds nothing but blanks, so check that the right file was chosen.")
    separator, text = find_separator(text)
    rows = _split(text, separator, name)
    title = PurePath(name).stem or name
    sheet = Sheet(title, rows)
    if not rows:
        raise Refused(f"{name} is empty: it holds nothing but blanks, so check that the right file was chosen.")
    notes += [(title, cell, said) for cell, said in _find_oddities(rows, separator, text)]
    return Book(name, "tsv" if separator == "\t" else "csv", [sheet], notes)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return a file's text and what was guessed about its encoding, empty where nothing was.

    Raises
    ------
    Refused
        The bytes are no text, or text in an encoding that cannot be told for sure.
    """
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise Refused(f"{name} is in the encoding UTF-32, which is not read here: {_SAVE}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_wide(data, "utf-16", name), ""
    zeros = _find_zeros(data[:4096])
    if zeros:
        return _decode_wide(data, zeros, name), "the file has no mark of its encoding; it was read as UTF-16"
    if b"\x00" in data:
        raise Refused(f"{name} is not a text file, whatever its name says: upload the spreadsheet itself, as xlsx or csv.")
    try:
        return data.decode("utf-8").lstrip(_BOM), ""
    except UnicodeDecodeError:
        return _decode_western(data, name)


def _find_zeros(start: bytes) -> str:
    """Return which UTF-16 a start without a mark is in, by where its zero bytes stand; empty where it is none."""
    if len(start) < 4 or b"\x00" not in start:
        return ""
    even, odd = start[0::2], start[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even) + 1:
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd) + 1:
        return "utf-16-be"
    return ""


def _decode_wide(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is cut off or damaged (it is text in UTF-16 with broken letters): {_SAVE}.") from error
    if "\x00" in text:
        raise Refused(f"{name} is not a text file, whatever its name says: upload the spreadsheet itself, as xlsx or csv.")
    return text.lstrip(_BOM)


def _decode_western(data: bytes, name: str) -> tuple[str, str]:
    controls = sum(data.count(bytes([code])) for code in range(32) if code not in (9, 10, 13, 12, 26, 27))
    if controls > max(2, len(data) // 200):
        raise Refused(f"{name} is not a text file, whatever its name says: upload the spreadsheet itself, as xlsx or csv.")
    high = len(_HIGH.findall(data))
    paired = sum(len(_HIGH.findall(pair)) for pair in _PAIRS.findall(data))
    text = data.decode("cp1252", errors="replace").lstrip(_BOM)
    odd = len(_ODD_LETTERS.findall(text)) + text.count("\ufffd")
    # Western text has single accented letters and signs among plain ones; pairs of odd bytes mean letters of another script.
    runs = sum(len(run) for run in re.findall(rb"[\x80-\xff]{2,}|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc](?=[\x81-\x9f\xe0-\xfc])", data))
    if high >= 2 and paired >= 0.9 * high and runs >= 0.5 * high and (odd >= 0.3 * high or runs >= 0.9 * high):
        raise Refused(f"{name} is in an encoding that cannot be told for sure (not UTF-8, and not Western European): {_SAVE}.")
    guess = "the file is not in UTF-8; it was read as Western European (Windows-1252), so look at pound signs and accented letters"
    return text, guess


def find_separator(text: str) -> tuple[str, str]:
    """Return the character between cells and the text without a line that only names it (``sep=;``).

    The separator is the one that divides most lines into the same number of parts; a file without any is one column.
    """
    told = _TOLD_SEPARATOR.match(text)
    if told:
        return told[1], text[told.end() :]
    sample = text[: FIELD_BYTES // 2]
    if len(sample) < len(text):
        sample = sample.rpartition("\n")[0] or sample
    best, best_score = ",", (0.0, 0)
    for separator in _SEPARATORS:
        try:
            lengths = [len(row) for row, _ in zip(csv.reader(io.StringIO(sample), delimiter=separator), range(_SAMPLE_LINES), strict=False) if row]
        except csv.Error:
            continue
        divided = [length for length in lengths if length > 1]
        if not divided:
            continue
        usual, times = Counter(divided).most_common(1)[0]
        # How many of the lines agree, then how many cells that gives. Titles and notes around a table are not divided.
        score = (round((times + len(divided)) / (2 * len(lengths)), 1), usual)
        if score > best_score:
            best, best_score = separator, score
    return best, text


def _split(text: str, separator: str, name: str) -> list[list[Cell]]:
    csv.field_size_limit(FIELD_BYTES)
    rows: list[list[Cell]] = []
    cells = 0
    clean = text.isprintable() or not _needs_stripping(text)
    try:
        for row in csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=separator):
            cells += len(row)
            if len(rows) >= ROWS or len(row) > COLUMNS or cells > TEXT_CELLS:
                raise Refused(
                    f"{name} is too big: more than {ROWS:,} rows, {COLUMNS:,} columns or {TEXT_CELLS:,} cells are not read here, "
                    "so split it into smaller files."
                )
            rows.append([value or None for value in row] if clean else [strip_unwanted(value) or None for value in row])
    except csv.Error as error:
        raise Refused(
            f"{name} has a cell longer than {FIELD_BYTES:,} characters, perhaps because a quotation mark is never closed: check its quotation marks."
        ) from error
    while rows and not any(value is not None and str(value).strip() for value in rows[-1]):
        rows.pop()
    return rows


def _needs_stripping(text: str) -> bool:
    return strip_unwanted(text) != text


def _find_oddities(rows: list[list[Cell]], separator: str, text: str) -> list[tuple[str, str]]:
    """Return (cell, text) for rows longer or shorter than the others and for signs that the cells are not divided as meant."""
    filled = [(number, len(row)) for number, row in enumerate(rows, 1) if any(value is not None for value in row)]
    divided = Counter(length for _, length in filled if length > 1)
    said: list[tuple[str, str]] = []
    if not divided:
        if len(filled) > 1:
            said.append(("", "no separator (comma, semicolon, tab or |) was found, so every line is one cell"))
        return said
    width = divided.most_common(1)[0][0]
    for more, word in ((True, "more"), (False, "fewer")):
        odd = [number for number, length in filled if (length > width if more else 1 < length < width)]
        if odd:
            more_rows = f" and {len(odd) - CELLS_NAMED:,} more" if len(odd) > CELLS_NAMED else ""
            named = ("rows " if len(odd) > 1 else "row ") + ", ".join(str(number) for number in odd[:CELLS_NAMED]) + more_rows
            said.append((place(odd[0], 1), f"{word} cells than the other rows' {width} in {named}: look for a stray separator"))
    if separator == "," and _SMART_QUOTES.search(text):
        said.append(("", "curly quotation marks do not keep a comma inside a cell: such cells were divided at the comma"))
    doubled = separator * 2
    if separator in "|;" and text.count(doubled) * 2 >= text.count(separator) > 0:
        said.append(("", f"the cells seem to be divided by {doubled}; they were divided at each {separator}"))
    return said
