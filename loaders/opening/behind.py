"""What a workbook keeps behind its sheets: comments, and the rows that pivot tables have stored. Read only to search it for children's records."""

from itertools import zip_longest

from loaders.grid import Cell, Sheet
from loaders.opening.archive import Archive
from loaders.opening.markup import Attributes, BadMarkupError, End, Start, Text, walk
from loaders.reading import Refused

COMMENTS, PIVOT = "comments on cells", "rows stored behind a pivot table"
# Stored rows of one pivot table that are looked at; the different values of a column are looked at however many rows there are.
ROWS_LOOKED_AT = 20_000
_VALUES = ("s", "n", "d", "b", "e", "m")


def read_behind(archive: Archive) -> list[Sheet]:
    """Return comments and stored rows as sheets, so that the same search fits.

    Raises
    ------
    Refused
        The workbook has a data model, a copy of whole tables that cannot be looked into.
    """
    names = [name for name in archive.names if name.lower().startswith("xl/")]
    if any(name.lower() == "xl/model/item.data" for name in names):
        raise Refused(
            f"{archive.name} was not taken, because it holds a data model (Power Pivot) that cannot be searched for records of single children: "
            "copy the sheets that are needed into a new workbook and upload that."
        )
    sheets = [_comments(archive, name) for name in names if "comment" in name.lower() and name.lower().endswith(".xml")]
    definitions = [name for name in names if "pivotcachedefinition" in name.lower() and name.lower().endswith(".xml")]
    sheets += [_stored(archive, name) for name in definitions]
    return [sheet for sheet in sheets if sheet.rows]


def _comments(archive: Archive, part: str) -> Sheet:
    rows: list[list[Cell]] = []
    words: list[str] = []

    def start(name: str, _: Attributes) -> None:
        if name in ("comment", "threadedComment"):
            words.clear()

    def end(name: str) -> None:
        if name in ("comment", "threadedComment") and "".join(words).strip():
            rows.append(["".join(words).strip()])

    _walk(archive, part, start, words.append, end)
    return Sheet(COMMENTS, rows, hidden=True)


def _stored(archive: Archive, part: str) -> Sheet:
    """Return a pivot table's stored rows below their headings; the different values of each column where no rows are stored."""
    headings: list[Cell] = []
    shared: list[list[Cell]] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "cacheField":
            headings.append(attributes.get("name", ""))
            shared.append([])
        elif name == "sharedItems":
            inside = True
        elif inside and name in _VALUES:
            shared[-1].append(_value(name, attributes))

    def end(name: str) -> None:
        nonlocal inside
        if name == "sharedItems":
            inside = False

    _walk(archive, part, start, None, end)
    records = _find_records(archive, part)
    rows = _rows(archive, records, shared) if records else []
    different = [list(values) for values in zip_longest(*shared)]
    return Sheet(PIVOT, [headings, *(rows or different)] if headings else [], hidden=True)


def _find_records(archive: Archive, part: str) -> str:
    """Return the part that holds a definition's rows: Excel gives both the same number."""
    name = part.lower().replace("pivotcachedefinition", "pivotcacherecords")
    return name if name in archive else ""


def _rows(archive: Archive, part: str, shared: list[list[Cell]]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    row: list[Cell] = []

    def start(name: str, attributes: Attributes) -> None:
        nonlocal row
        if name == "r":
            row = []
            if len(rows) < ROWS_LOOKED_AT:
                rows.append(row)
        elif name == "x":
            row.append(_shared(shared, len(row), attributes.get("v", "")))
        elif name in _VALUES:
            row.append(_value(name, attributes))

    _walk(archive, part, start)
    return rows


def _shared(shared: list[list[Cell]], column: int, index: str) -> Cell:
    known = shared[column] if column < len(shared) else []
    return known[int(index)] if index.isdigit() and int(index) < len(known) else None


def _value(kind: str, attributes: Attributes) -> Cell:
    text = attributes.get("v", "")
    if kind == "n":
        try:
            return float(text)
        except ValueError:
            return text
    return None if kind == "m" else text


def _walk(archive: Archive, part: str, start: Start, text: Text | None = None, end: End | None = None) -> None:
    try:
        walk(archive.read(part), start, text, end)
    except BadMarkupError as error:
        raise Refused(
            f"{archive.name} is damaged (its comments or pivot tables): open it in Excel and save it as an Excel workbook (.xlsx)."
        ) from error
