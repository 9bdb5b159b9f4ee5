"""The periods that the rows of a table of figures carry: in one column, or in one for the first day and one for the last."""

import itertools
from datetime import date, datetime

from loaders.grid import Cell, place
from loaders.reading import Problem
from loaders.tables.figure_columns import Shape
from loaders.tables.known_columns import text_of
from loaders.tables.table import FoundTable
from loaders.words.periods import Period, is_snapshot, read_period, read_periods, span


def read_row_periods(table: FoundTable, shape: Shape) -> tuple[dict[int, Period | None], list[Problem]]:
    """Read the period of every row.

    Parameters
    ----------
    table : FoundTable
    shape : Shape
        Its columns period and period_start, either or both, say where the periods stand.

    Returns
    -------
    periods : dict of int to Period or None
        By row; empty where no column holds periods.
    problems : list of Problem
        Rows whose first day lies after their last.
    """
    closing, opening = shape.columns.get("period"), shape.columns.get("period_start")
    if closing is None:
        first = [] if opening is None else _read_openings([table.cell(row, opening) for row in table.rows], shape)
        return dict(zip(table.rows, first, strict=False)), []
    cells = [table.cell(row, closing) for row in table.rows]
    days = [_typed_day(cell) if is_snapshot(closing.heading) else None for cell in cells]
    periods = [span(day, day) if day else period for day, period in zip(days, read_periods(cells, shape.habit), strict=True)]
    read: dict[int, Period | None] = dict(zip(table.rows, periods, strict=True))
    problems: list[Problem] = []
    for row, last in list(read.items()):
        first_cell, last_cell = table.cell(row, opening) if opening else None, table.cell(row, closing)
        if last is not None and (first_period := read_period(first_cell, shape.habit)):
            read[row] = _between(first_period.start, _typed_day(last_cell) or last.end)
            if read[row] is None:
                found = f"{text_of(first_cell)} to {text_of(last_cell)}"
                problems.append(Problem(table.sheet.name, place(row, closing.index), found, "a first day that is not after the last", "error"))
    return read, problems


def _between(first: date, last: date) -> Period | None:
    return span(first, last) if first <= last else None


def _typed_day(cell: Cell) -> date | None:
    """Return the day that a cell of dates holds: beside a first day the first of a month is that day, not the month."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _read_openings(cells: list[Cell], shape: Shape) -> list[Period | None]:
    """Read first days without last ones: those a quarter or a year apart open quarters and years."""
    read = [read_period(cell, shape.habit) for cell in cells]
    days = sorted({period.start for cell, period in zip(cells, read, strict=True) if period and _typed_day(cell)})
    gaps = sorted((later - earlier).days for earlier, later in itertools.pairwise(days))
    usual = gaps[len(gaps) // 2] if gaps else 0
    months = 3 if 89 <= usual <= 93 else 12 if 364 <= usual <= 367 else 0
    if not months:
        return read
    return [
        _opened(period.start, months) if period and _typed_day(cell) and period.start.day == 1 else period
        for cell, period in zip(cells, read, strict=True)
    ]


def _opened(start: date, months: int) -> Period:
    place_of_end = start.year * 12 + start.month - 1 + months
    after = date(place_of_end // 12, place_of_end % 12 + 1, 1)
    return span(start, date.fromordinal(after.toordinal() - 1))
