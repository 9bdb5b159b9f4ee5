"""Plans drawn as bars: months, quarters or weeks across the page, the time of the work shown by coloured or marked cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loaders.tables.contents import CROSSES, Profile, text_of
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.colours import colour_name
from loaders.words.date_pieces import MONTHS
from loaders.words.periods import Period, find_habit, read_period

if TYPE_CHECKING:
    from loaders.plans.rows import Grid

LEAST_BARS = 3  # columns of time in a row
MOSTLY_RATED = 0.6  # share of the filled cells
LONGEST_MARK = 3  # characters of a mark in a bar
_PRECISIONS = {"month": "month", "quarter": "quarter", "week": "day", "day": "day"}


@dataclass(frozen=True)
class Bar:
    """One column of time: its first and last day, and how exactly a deadline in it is known."""

    column: FoundColumn
    first: date
    last: date
    precision: str

    @property
    def text(self) -> str:
        """What the column's heading says, a date as month and year."""
        return f"{MONTHS[self.last.month - 1]} {self.last.year}" if self.precision == "month" else self.column.heading


def find_bars(table: FoundTable, profiles: dict[int, Profile], rows: Sequence[int]) -> list[Bar]:
    """Find the columns of a plan whose headings are times and whose cells are coloured or marked, and say nothing in words.

    Returns
    -------
    list of Bar
        From left to right; empty where there are fewer than three, or none of their cells is coloured or marked.
    """
    silent = [c for c in table.columns if c.heading and profiles[c.index].length <= LONGEST_MARK and not profiles[c.index].dates]
    if len(silent) < LEAST_BARS:
        return []
    titles = [table.title, table.sheet.name]
    bars = _settle([(column, period) for column in silent if (period := _period(table, column, titles)) is not None])
    drawn = any(profiles[bar.column.index].filled or any((row, bar.column.index) in table.sheet.fills for row in rows) for bar in bars)
    return bars if len(bars) >= LEAST_BARS and drawn and not _rate([profiles[bar.column.index] for bar in bars]) else []


def _rate(contents: Sequence[Profile]) -> bool:
    """Tell whether the cells of columns of time are ratings, month by month: letters or words in their colours, and no mere marks."""
    filled = sum(column.filled for column in contents)
    return filled > 0 and sum(column.ratings * column.filled for column in contents) >= MOSTLY_RATED * filled


def _period(table: FoundTable, column: FoundColumn, titles: list[str]) -> Period | None:
    """Return the time that a heading names; the year of "Apr" stands in the group above it or in the titles."""
    value = table.sheet.cell(table.header_rows[-1], column.index)
    label = value if isinstance(value, date) else column.own or column.heading
    period = read_period(label, find_habit([column.group] if re.search(r"\d", column.group) else titles))
    return period if period is not None and period.kind in _PRECISIONS else None


def _settle(found: list[tuple[FoundColumn, Period]]) -> list[Bar]:
    """Make the columns of time; a day as heading stands for the days up to the next heading."""
    bars = []
    for place, (column, period) in enumerate(found):
        last = period.end
        if period.kind == "day":
            after = found[place + 1][1].start if place + 1 < len(found) else None
            last = after - timedelta(days=1) if after is not None and after > period.start else period.start + timedelta(days=6)
        bars.append(Bar(column, period.start, last, _PRECISIONS[period.kind]))
    return bars


def drawn_bars(grid: "Grid", bars: Sequence[Bar], row: int, beside: FoundColumn | None) -> list[Bar]:
    """Return the columns of time that are coloured or marked on a row; a fill that the row's words have too is banding."""
    banding = grid.sheet.fills.get(grid.anchor(row, beside.index)) if beside is not None else None
    found = []
    for bar in bars:
        at = grid.anchor(row, bar.column.index)
        fill, mark = grid.sheet.fills.get(at), text_of(grid.sheet.cell(*at))
        if (mark and mark.casefold() not in CROSSES) or (fill and fill != banding and colour_name(fill) != "white"):
            found.append(bar)
    return found
