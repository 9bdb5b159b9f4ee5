"""Tables turned on their side: the headings stand in the first column, and each column beside it is one record."""

from loaders.grid import Cell, Sheet
from loaders.tables.contents import filled_cells, is_blank, text_of
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.headings import known, tables_knowing

LEAST_LABELS = 4  # different known headings above each other
LEAST_RECORDS = 2  # columns with what is done
LONGEST_LABEL = 60  # characters
LAST_ROW = 300  # a plan turned on its side is read across, so it is short
LABEL_COLUMNS = 4  # columns in which the headings may stand
FULL = 0.5  # share of the headings that must have two values beside them
_WANTED = frozenset({"action", "recommendation"})
_TELLING = frozenset({"lead", "due", "status", "start", "update", "outcome", "deliver"})


def find_turned(sheet: Sheet) -> list[FoundTable]:
    """Find the tables of a sheet whose headings stand below each other.

    Returns
    -------
    list of FoundTable
        Each with a made-up sheet that stands upright, one row a record; ``sources`` leads back to all rows of the table.
    """
    firsts = {row: cells[0][0] for row in range(1, min(len(sheet.rows), LAST_ROW) + 1) if (cells := filled_cells(sheet, row))}
    for column in range(1, LABEL_COLUMNS + 1):
        tables = [table for run in _runs(sheet, firsts, column) if (table := _stand_up(sheet, run, column)) is not None]
        if tables:
            return tables
    return []


def _label(sheet: Sheet, row: int, column: int) -> str:
    """Return the field of a plan that a cell names as a heading, empty where it names none."""
    value = sheet.cell(row, column)
    text = value.strip(" :") if isinstance(value, str) and len(value) <= LONGEST_LABEL else ""
    return (known(text, "actions") or "") if text and "actions" in tables_knowing(text) else ""


def _runs(sheet: Sheet, firsts: dict[int, int], column: int) -> list[list[int]]:
    """Return runs of rows that each begin with a heading; a run ends at a row of other shape, or where a heading comes again.

    ``firsts`` holds each filled row's first filled column.
    """
    runs: list[list[int]] = []
    seen: set[str] = set()
    open_run = False
    for row, first in firsts.items():
        if first != column or (not open_run and not _label(sheet, row, column)):
            open_run = False
            continue
        text = text_of(sheet.cell(row, column)).casefold()
        if not open_run or text in seen:
            runs.append([])
            seen = set()
        open_run = True
        seen.add(text)
        runs[-1].append(row)
    return runs


def _stand_up(sheet: Sheet, run: list[int], column: int) -> FoundTable | None:
    """Return a run of rows as an upright table, None where it is no table of a plan."""
    fields = {row: _label(sheet, row, column) for row in run}
    while run and not fields[run[-1]]:  # notes below the table
        run = run[:-1]
    named = {fields[row] for row in run} - {""}
    if len(named) < LEAST_LABELS or not named & _WANTED or len(named & _TELLING) < 2:
        return None
    done = next(row for name in ("action", "recommendation") for row in run if fields[row] == name)
    columns = [index for index, _ in filled_cells(sheet, done) if index > column]
    values = [text_of(sheet.cell(done, index)) for index in columns]
    if len(columns) < LEAST_RECORDS or any(tables_knowing(text.strip(" :")) for text in values if len(text) <= LONGEST_LABEL):
        return None
    beside = [sum(not is_blank(sheet.cell(row, index)) for index in columns) >= LEAST_RECORDS for row in run if fields[row]]
    if sum(beside) < max(LEAST_LABELS - 1, FULL * len(beside)):
        return None
    return _upright(sheet, run, column, columns)


def _upright(sheet: Sheet, run: list[int], column: int, columns: list[int]) -> FoundTable:
    headings = [text_of(sheet.cell(row, column)).strip(" :") for row in run]
    first_row: list[Cell] = [*headings]
    made = Sheet(sheet.name, [first_row])
    for number, index in enumerate(columns, start=2):
        made.rows.append([sheet.cell(row, index) for row in run])
        for position, row in enumerate(run, start=1):
            made.copy_looks(sheet, (row, index), (number, position))
    found = [FoundColumn(position, heading, own=heading, stem=heading) for position, heading in enumerate(headings, start=1)]
    rows = list(range(2, len(columns) + 2))
    return FoundTable(made, (1,), found, rows, sources=dict.fromkeys(rows, tuple(run)), printed=sheet)
