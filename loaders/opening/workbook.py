"""Opening a file of any spreadsheet format into sheets of cells with their looks; everything doubtful is said."""

import tempfile
from pathlib import Path

import python_calamine as calamine

from loaders.grid import Book, Sheet
from loaders.limits import CELLS, CUT_ROWS, SHEETS
from loaders.naming import shown_name, strip_unwanted
from loaders.opening.archive import Archive
from loaders.opening.delimited import open_text
from loaders.opening.legacy import count_uncalculated, open_old_workbook
from loaders.opening.markup import BadMarkupError
from loaders.opening.office import open_office
from loaders.opening.opendocument import Seen, read_content
from loaders.opening.sniff import sniff
from loaders.opening.values import HIDDEN, RESAVE, UNREADABLE, protected, take, tidy, too_many, too_many_sheets
from loaders.reading import Refused


def open_book(path: Path, format: str = "", name: str = "") -> Book:
    """Open a file into sheets of cells with their looks.

    Parameters
    ----------
    path : Path
    format : str
        What `sniff` said; worked out where it is empty.
    name : str
        The file's own name; the path's where it is empty.

    Returns
    -------
    Book

    Raises
    ------
    Refused
        The file is damaged, too big, protected, empty, or of a kind that is not read.
    """
    name = shown_name(name or path.name)
    format = format or sniff(path, name)
    if format == "text":
        return open_text(path, name)
    if format in ("xlsx", "xlsm"):
        book = open_office(path, format, name)
    elif format == "ods":
        book = _open_opendocument(path, name)
    elif format == "xlsb":
        Archive(path, name)
        book = _open_plain(path, format, name)
    elif format == "xls":
        book = _open_xls(path, name)
    else:
        raise Refused(f"{name} is not a spreadsheet: upload an Excel workbook, an OpenDocument spreadsheet or a csv file.")
    _check_something(book)
    _say_cut(book)
    return book


def _open_opendocument(path: Path, name: str) -> Book:
    archive = Archive(path, name)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise protected(name)
    if "content.xml" not in archive:
        raise Refused(f"{name} is damaged (its cells are missing): open it, save it again and upload that.")
    try:
        looks = read_content(archive, name)
    except BadMarkupError as error:
        raise Refused(f"{name} is damaged (its cells stop before their end): open it, save it again and upload that.") from error
    book = _open_plain(path, "ods", name)
    named = {seen.name: seen for seen in looks}
    for sheet in book.sheets:
        seen = named.get(sheet.name, Seen(sheet.name))
        rows, columns = len(sheet.rows), max(map(len, sheet.rows), default=0)
        sheet.fills = {place: fill for place, fill in seen.fills.items() if place[0] <= rows}
        sheet.months = {place for place in seen.months if place[0] <= rows}
        sheet.hidden_rows = {row for row in seen.hidden_rows if row <= rows}
        sheet.hidden_columns = {column for column in seen.hidden_columns if column <= columns}
        sheet.merged = [(top, left, min(bottom, rows), right) for top, left, bottom, right in seen.merged if top <= rows]
        if seen.hidden and not sheet.hidden:
            book.notes.append((sheet.name, "", HIDDEN))
        sheet.hidden = sheet.hidden or seen.hidden
    return book


def _open_xls(path: Path, name: str) -> Book:
    with tempfile.TemporaryDirectory() as folder:
        copy, data = open_old_workbook(path, Path(folder))
        book = _open_plain(copy, "xls", name)
    count = count_uncalculated(data, book)
    if count:
        text = f"{count:,} formulas have no value saved and were read as empty: if they should have one, open the workbook in Excel and save it"
        book.notes.append(("", "", text))
    return book


def _open_plain(path: Path, format: str, name: str) -> Book:
    """Open a format whose looks are not read from its own XML."""
    book = Book(name, format, [])
    try:
        with tempfile.TemporaryDirectory() as folder:
            source = path
            if path.suffix.lower() != f".{format}":
                source = Path(folder) / f"upload.{format}"
                source.write_bytes(path.read_bytes())
            workbook = calamine.CalamineWorkbook.from_path(str(source))
            facts = [fact for fact in workbook.sheets_metadata if fact.typ == calamine.SheetTypeEnum.WorkSheet]
            if len(facts) > SHEETS:
                raise too_many_sheets(name, len(facts))
            left = CELLS
            for fact in facts:
                taken = workbook.get_sheet_by_name(fact.name)
                rows = tidy(take(taken, name))
                left -= len(rows) * max(map(len, rows), default=0)
                if left < 0:
                    raise too_many(name, fact.name)
                sheet = Sheet(strip_unwanted(fact.name), rows, hidden=fact.visible != calamine.SheetVisibleEnum.Visible)
                sheet.merged = [(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in taken.merged_cell_ranges or [] if a[0] < len(rows)]
                book.sheets.append(sheet)
                if sheet.hidden:
                    book.notes.append((sheet.name, "", HIDDEN))
    except calamine.PasswordError as error:
        raise protected(name) from error
    except (*UNREADABLE, OverflowError) as error:
        raise Refused(f"{name} is damaged or incomplete and cannot be read: {RESAVE}.") from error
    if format in ("xls", "xlsb"):
        lost = f"colours cannot be read from the format {format}, nor whether a date shows its month alone"
        book.notes.append(("", "", f"{lost}: save the workbook as .xlsx if either has a meaning"))
    return book


def _check_something(book: Book) -> None:
    if not any(sheet.rows for sheet in book.sheets):
        raise Refused(f"{book.file} is empty: there is nothing in any cell of its sheets, so check that the right file was chosen.")


def _say_cut(book: Book) -> None:
    for sheet in book.sheets:
        if len(sheet.rows) in CUT_ROWS:
            text = f"the sheet ends at row {len(sheet.rows):,}, where spreadsheet programs cut longer tables: rows may be missing"
            book.notes.append((sheet.name, "", text))
