"""Opening xlsx and xlsm: the zip and its sheets are checked, values come from calamine, looks from the sheets' own XML."""

import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import python_calamine as calamine

from loaders.grid import Book, Sheet
from loaders.limits import CELLS, CELLS_NAMED, COLUMNS, ROWS, SHEETS
from loaders.naming import shown_name, strip_unwanted
from loaders.opening.archive import Archive
from loaders.opening.behind import read_behind
from loaders.opening.conditions import Rule
from loaders.opening.looks import Said, measure, read_looks, read_said, usual
from loaders.opening.markup import BadMarkupError
from loaders.opening.package import Package, SheetPart, read_package, read_styles
from loaders.opening.second import read_values_again
from loaders.opening.struck import find_struck, leave_out
from loaders.opening.values import HIDDEN, RESAVE, UNREADABLE, Rows, protected, take, tidy, too_many, too_many_sheets
from loaders.reading import Refused

_UNIQUE_COUNT = re.compile(rb'\buniqueCount="([0-9]{1,12})"')
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?/?>(?:</(?:\w+:)?sheet>)?")
_SHEET_NAME = re.compile(rb'(\bname=")([^"]*)(")')

# A cell with a style and a plain number, as the usual form has it.
_STYLED_NUMBER = re.compile(rb'(<c r="[A-Z]+[0-9]+") s="[0-9]+"((?: t="n")?>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*<v>)([-+0-9.eE]+)(?=</v>)')
# A cell whose formula gave nothing.
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"(?:[^>]*[^/>])?>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*(?:<v\s*/>|<v></v>)\s*</c>')
# The serial number of 31 December 9999, the last date that Excel has.
_LAST_DATE = 2_958_465

# A shared text is written as <si>: a workbook may claim a few more than it holds, but not millions.
_SPARE_TEXTS = 1_000

# Sheets up to this many bytes of XML are kept between checking and reading them.
_KEPT_SHEET = 16_000_000


def open_office(path: Path, format: str, name: str) -> Book:
    """Open an xlsx or xlsm workbook.

    Parameters
    ----------
    path : Path
    format : str
        xlsx or xlsm.
    name : str
        The file's own name.

    Returns
    -------
    Book

    Raises
    ------
    Refused
        The workbook is damaged, protected, harmful or too big.
    """
    archive = Archive(path, name)
    package = read_package(archive)
    book = Book(name, format, [])
    if any(part.lower().endswith("vbaproject.bin") for part in archive.names):
        book.notes.append(("", "", "macros in the workbook were ignored: only its cells were read"))
    wanted = _choose_sheets(package, book)
    sources, loose = _check_sheets(archive, wanted)
    values, names = _read_values(path, archive, package, wanted, book, loose=loose)
    styles = read_styles(archive, package)
    struck = find_struck(archive.read(package.strings)) if package.strings in archive else {}
    for part, own, rows in zip(wanted, names, values, strict=True):
        sheet = Sheet(strip_unwanted(own), tidy(rows), hidden=part.state != "visible")
        book.sheets.append(sheet)
        xml = sources.get(part.part) or usual(archive.read(part.part))
        _say_sheet(book, sheet, read_looks(xml, sheet, styles), read_said(xml))
        if held := leave_out(sheet, struck | find_struck(xml)):
            book.behind.append(Sheet(sheet.name, [[text] for text in held.values()]))  # the file is kept whole: a child's number may be struck out
            cells = f"{len(held):,} cells" if len(held) > 1 else "a cell"
            text = f"words struck through beside others in {cells} ({_name_some(list(held))}) were left out"
            book.notes.append((sheet.name, next(iter(held)), text))
    book.behind += read_behind(archive)
    return book


def _choose_sheets(package: Package, book: Book) -> list[SheetPart]:
    """Return the sheets that have cells; sheets of charts are passed over, sheets of macros too, and said."""
    if len(package.sheets) > SHEETS:
        raise too_many_sheets(book.file, len(package.sheets))
    wanted = [part for part in package.sheets if part.kind.lower() == "worksheet"]
    for part in package.sheets:
        if part.kind.lower().endswith("macrosheet"):
            book.notes.append((strip_unwanted(part.name), "", "a sheet of macros was ignored"))
    if not wanted:
        raise Refused(f"{book.file} has no sheet of cells (only charts or macros): upload the workbook that holds the table.")
    return wanted


def _check_sheets(archive: Archive, wanted: list[SheetPart]) -> tuple[dict[str, bytes], bool]:
    """Check that every sheet is there and that its values stay within the limits, before any reader takes them.

    Returns
    -------
    (dict of str to bytes, bool)
        The smaller sheets' XML by part, and whether cells without a value reach so far out that calamine would make room for millions.
    """
    left, sources, loose = CELLS, {}, False
    for part in wanted:
        if not part.part or part.part not in archive:
            what = "lies outside the workbook" if not part.part else "is missing from it"
            raise Refused(f"{archive.name} is damaged (the sheet {shown_name(part.name)} {what}): {RESAVE}.")
        xml = archive.read(part.part)
        try:
            xml = usual(xml)
        except BadMarkupError as error:
            raise Refused(f"{archive.name} is damaged (the sheet {shown_name(part.name)} stops before its end): {RESAVE}.") from error
        extent = measure(xml, left)
        if extent.beyond:
            raise Refused(f"{archive.name} is damaged (the sheet {shown_name(part.name)} has cells beyond Excel's last row or column): {RESAVE}.")
        if extent.rows > ROWS or (extent.columns > COLUMNS and extent.rows * COLUMNS > left) or extent.rows * extent.columns > left:
            raise too_many(archive.name, part.name)
        left -= extent.rows * min(extent.columns, COLUMNS)
        loose = loose or extent.loose_rows * extent.loose_columns > CELLS
        if len(xml) <= _KEPT_SHEET:
            sources[part.part] = xml
    return sources, loose


def _claims_too_many(archive: Archive, package: Package) -> bool:
    """Whether a workbook claims to hold far more texts than it does: calamine would make room for them all."""
    if package.strings not in archive:
        return False
    strings = archive.read(package.strings)
    claimed = _UNIQUE_COUNT.search(strings[:4096])
    return bool(claimed and int(claimed[1]) > strings.count(b"si>") + _SPARE_TEXTS)


def _read_values(
    path: Path, archive: Archive, package: Package, wanted: list[SheetPart], book: Book, *, loose: bool
) -> tuple[list[Rows], list[str]]:
    """Return every sheet's values and name, from the first reader or, where that one cannot, from the second."""
    with tempfile.TemporaryDirectory() as folder:
        plain, names = _plain_copy(archive, package, wanted, Path(folder) / f"upload.{book.format}", path)
        if loose:
            plain = _write_changed(archive, wanted, Path(folder) / f"values.{book.format}", lambda part, xml: _EMPTY_CELL.sub(b"", xml))
        if _claims_too_many(archive, package):
            return read_values_again(plain, book.file, names), names
        try:
            values = _try_values(plain, book.file, names)
        except OverflowError:
            numbers = _write_changed(archive, wanted, Path(folder) / f"numbers.{book.format}", lambda part, xml: _without_impossible(part, xml, book))
            values = _try_values(numbers, book.file, names)
        return values if values is not None else read_values_again(plain, book.file, names), names


def _try_values(path: Path, name: str, names: list[str]) -> list[Rows] | None:
    """Return every sheet's values with calamine, None where it cannot read what the second reader may."""
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        return [take(workbook.get_sheet_by_name(own), name) for own in names]
    except calamine.PasswordError as error:
        raise protected(name) from error
    except UNREADABLE:
        return None


def _write_changed(archive: Archive, wanted: list[SheetPart], copy: Path, change: Callable[[SheetPart, bytes], bytes]) -> Path:
    """Write a copy of a workbook with its sheets' XML changed, and return where it is."""
    archive.write_plain(copy, {part.part.lower(): change(part, usual(archive.read(part.part))) for part in wanted})
    return copy


def _without_impossible(part: SheetPart, xml: bytes, book: Book) -> bytes:
    """Return a sheet in which numbers too large for a date have no style, so that they are read as the numbers they are, and say so."""
    count = 0

    def plain_number(match: re.Match[bytes]) -> bytes:
        nonlocal count
        try:
            possible = abs(float(match[3])) <= _LAST_DATE
        except ValueError:
            possible = True
        count += not possible
        return match[0] if possible else match[1] + match[2] + match[3]

    changed = _STYLED_NUMBER.sub(plain_number, xml)
    if count:
        text = f"{count:,} cells hold a date beyond the year 9999 or a length of time as long; they were read as numbers"
        book.notes.append((strip_unwanted(part.name), "", text))
    return changed


def _plain_copy(
    archive: Archive, package: Package, wanted: list[SheetPart], copy: Path, path: Path
) -> tuple[Path, list[str]]:
    """Return a file that the readers understand and its sheets' names: the upload itself, or a copy in the usual form.

    UTF-16 parts read as empty sheets, of two sheets with one name only the first is read, and a sheet of macros stops the whole workbook.
    """
    names, seen = [], Counter[str]()
    for part in wanted:
        seen[part.name] += 1
        names.append(part.name if seen[part.name] == 1 else f"{part.name} ({seen[part.name]})")
    odd = any(part.kind.lower() not in ("worksheet", "chartsheet", "dialogsheet") for part in package.sheets)
    if not (archive.wide or odd or names != [part.name for part in wanted]):
        if path.suffix.lower() == copy.suffix:
            return path, names
        copy.write_bytes(path.read_bytes())
        return copy, names
    kinds = iter(package.sheets)
    fresh = iter(names)

    def rename(match: re.Match[bytes]) -> bytes:
        if next(kinds).kind.lower() != "worksheet":
            return b""
        own = next(fresh).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode("utf-8")
        return _SHEET_NAME.sub(lambda name: name[1] + own + name[3], match[0], count=1)

    workbook = archive.read(package.workbook)
    tags = len(_SHEET_TAG.findall(workbook))
    changed = {package.workbook.lower(): _SHEET_TAG.sub(rename, workbook)} if tags == len(package.sheets) else {}
    archive.write_plain(copy, changed)
    return copy, names


def _say_sheet(book: Book, sheet: Sheet, unknown: list[Rule], said: Said) -> None:
    """Add what the person should know about one sheet to the book's notes."""
    if sheet.hidden:
        book.notes.append((sheet.name, "", HIDDEN))
    if said.uncalculated:
        places = _name_some(said.uncalculated)
        text = f"{len(said.uncalculated):,} formulas have no value saved ({places}) and were read as empty: open the workbook in Excel and save it"
        book.notes.append((sheet.name, said.uncalculated[0], text))
    if said.errors:
        places = _name_some([f"{code} in {place}" for place, code in said.errors])
        book.notes.append((sheet.name, said.errors[0][0], f"{len(said.errors):,} cells hold an error of Excel's ({places}) and were read as empty"))
    for kind in dict.fromkeys(rule.described for rule in unknown):
        book.notes.append((sheet.name, "", f"conditional colours by {kind} could not be worked out and were left out"))


def _name_some(places: list[str]) -> str:
    more = len(places) - CELLS_NAMED
    return ", ".join(places[:CELLS_NAMED]) + (f" and {more:,} more" if more > 0 else "")
