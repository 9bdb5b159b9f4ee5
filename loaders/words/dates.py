"""Reading the deadline of one cell: what was typed, what it means and how exactly it was given."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pandas as pd

from loaders.grid import Cell
from loaders.words.date_phrases import find_pieces
from loaders.words.date_pieces import FIRST_YEAR, LAST_YEAR, MONTHS, DateStyle, Days, Piece, month_days, words_of
from loaders.words.date_wordings import (
    CONDITIONAL,
    NOT_FIXED,
    ONGOING,
    RECURRING,
    SINCE_EVENT,
    WITHIN,
    DateRead,
    count_on,
    read_without_year,
    read_wording,
)

__all__ = ["DateRead", "DateStyle", "decide_style", "find_date", "read_date"]

# Excel's day numbers of 1 January 1990 and 31 December 2100; a year typed as a number lies far below.
FIRST_SERIAL, LAST_SERIAL = 32_874, 73_415
EXCEL_EPOCH = date(1899, 12, 30)
# A deadline longer than this is a pasted report: only its beginning is looked through.
LONGEST_TEXT = 2000

_NUMERIC = re.compile(r"(?<![\d.v])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)")
_SERIAL = re.compile(r"\s*\d{5}(?:\.\d+)?\s*")
_STARTS = re.compile(
    r"""\b(?: from | start(?:s|ed|ing)?(?:\s(?:in|on|from|date))? | commenc\w+(?:\s(?:in|on|from))? | since | effective | w\.?e\.?f\.?
    | begin(?:s|ning)?(?:\s(?:in|on|from))? )\s*:?\s*(?:the\s+)?
    (?: (?:start|beginning|end)\sof\s+(?:the\s+)? | early(?:\sin)?\s+ | mid[\s-]+ | late(?:\sin)?\s+ | w/?c\s+ | date\sof\s.* )?$""",
    re.I | re.X,
)
_ONWARDS = re.compile(r"^\s*\W?\s*(?:and\s+)?(?:onwards?\b|beyond\b|(?:-|to|until)\s*(?:on-?\s?going|present|date)\b)|^\s*-\s*$", re.I)
_UNTIL = re.compile(
    r"""^\s*(?: - | to | until | till | through(?:\sto)? | and\s(?:ending|finishing)(?:\s(?:in|on))? )\s*(?:the\s+)?(?:by\s+)?
    (?: (?:the\s+)?end\s*(?:of\s+)?(?:the\s+)? | early\s+ | mid[\s-]+ | late\s+ )?$""",
    re.I | re.X,
)
_SHARED = re.compile(r"^\s*(?:-|to|until|till|/|&|,|and|or|, and)\s*(?:the\s+)?(?:end of\s+|early\s+|mid[\s-]+|late\s+)?$", re.I)
_CHANGED = re.compile(r"\b(?:revised|extended|moved|changed|slipped|amended|brought forward|deferred)\b", re.I)
_CORRECTED = re.compile(r"\b(?:corrected|should (?:be|read|say)|typing error|typo)\b", re.I)
_NEXT_ONLY = re.compile(r"\b(?:next|review(?:ed)?|first)\b[\w\s:,(-]{0,25}$", re.I)
_BARE_QUARTER = re.compile(r".*\b(?:(?:quarter|qtr)\s*(?:[1-4]|one|two|three|four)|q\s?[1-4]|quarter)\s*\($", re.I)


@dataclass(frozen=True)
class _Item:
    """One piece with its year settled: a deadline, a range or (where ``open``) a start without an end."""

    first: date
    last: date
    precision: str
    problem: str = ""
    open: bool = False
    range: bool = False


def decide_style(values: Iterable[Cell]) -> DateStyle:
    """Decide how a column writes its dates from all its cells.

    A number above 12 in the first place is evidence for day first, in the second place for month first. Without evidence the day
    comes first, as in Britain. Where a column has both kinds, dates that could be either are left for a person.

    Parameters
    ----------
    values : iterable of Cell
        The whole column below its heading.
    """
    real: list[date] = []
    typed: list[str] = []
    day_first: list[str] = []
    month_first: list[str] = []
    for value in values:
        day = _as_day(value)
        if day is not None:
            real.append(day)
        elif isinstance(value, str):
            typed.append(_plain(value))
            for match in _NUMERIC.finditer(value[:LONGEST_TEXT]):
                first, second = int(match[1]), int(match[3])
                if first > 12 >= second:
                    day_first.append(match[0])
                elif second > 12 >= first and second <= 31:
                    month_first.append(match[0])
    style = DateStyle(month_first=bool(month_first) and not day_first, mixed=bool(month_first) and bool(day_first))
    problem = ""
    if style.mixed:
        both = f"some dates have the day first ({day_first[0]}) and some the month first ({month_first[0]})"
        problem = f"{both}: dates that could be either were left undated"
    elif style.month_first:
        problem = f"the month comes first in this column ({month_first[0]}), so all its dates were read so"
    elif len(real) >= 4 and len(day_first) >= 2 and all(day.day <= 12 for day in real):
        problem = "no real date in this column is later than the 12th of a month, and the later ones are text: day and month may be swapped"
    named = [piece for text in typed for piece in find_pieces(text, style)]
    days = sorted(real + [piece.days[1] for piece in named if piece.days and piece.precision == "day"])
    if len(days) >= 4:
        return replace(style, earliest=days[len(days) // 4], latest=days[(3 * len(days)) // 4], problem=problem)
    return replace(style, problem=problem)


@functools.lru_cache(maxsize=4_096, typed=True)
def read_date(value: Cell, style: DateStyle, anchor: date | None = None) -> DateRead:
    """Read one cell.

    Parameters
    ----------
    value : Cell
    style : DateStyle
        How the cell's column writes its dates.
    anchor : date, optional
        The plan's report or as-at date: a date without a year is the next one after it, and "within three months" is counted from it.
    """
    if _is_missing(value):
        return DateRead()
    day = _as_day(value)
    if day is not None:
        note = "" if isinstance(value, date) else f"the number {str(value).strip()} was read as Excel's number for {words_of(day)}"
        return _checked(DateRead(due=day, precision="day", text=words_of(day), all_dates=(day,), problem=note), style)
    if isinstance(value, (time, timedelta)):
        return DateRead(text=str(value), problem="this is a time of day, not a date")
    text = " ".join(str(int(value) if isinstance(value, float) and value.is_integer() else value).split())
    read = _read_lines(str(value), style, anchor) if isinstance(value, str) and "\n" in value.strip()[:LONGEST_TEXT] else None
    return _checked(replace(read or _read_text(_plain(text), style, anchor), text=text), style)


def find_date(text: str) -> date | None:
    """Find the date in a title, heading or version label: the first full date, else the end of the first month or quarter."""
    plain = _plain(text.replace("_", " "))
    pieces = [piece for piece in find_pieces(plain, DateStyle()) if piece.days]
    for precisions in (("day",), ("month", "quarter")):
        for piece in pieces:
            if piece.precision in precisions and piece.days:
                return piece.days[1]
    compact = re.search(r"(?<!\d)(\d{6}|\d{8})(?!\d)", plain)
    return _compact_day(compact[1]) if compact else None


def _plain(text: str) -> str:
    """Return a text with single spaces, plain hyphens and plain apostrophes."""
    return " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", text[:LONGEST_TEXT]).replace("\u2019", "'").replace("\u2018", "'").split())


def _is_missing(value: Cell) -> bool:
    return value is None or (not isinstance(value, str) and (isinstance(value, bool) or bool(pd.isna(value))))


def _as_day(value: Cell) -> date | None:
    """Return the day that a real date or one of Excel's day numbers means."""
    if _is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if not _SERIAL.fullmatch(value):
            return None
        value = float(value)
    if isinstance(value, (int, float)) and FIRST_SERIAL <= value <= LAST_SERIAL:
        return EXCEL_EPOCH + timedelta(days=int(value))
    return None


def _compact_day(digits: str) -> date | None:
    """Return the day that 080617, 31012026 or 20260131 means: the day first unless only the year first gives a date."""
    for layout in ("%d%m%y", "%y%m%d") if len(digits) == 6 else ("%d%m%Y", "%Y%m%d"):
        try:
            day = datetime.strptime(digits, layout).date()
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    return None


def _checked(read: DateRead, style: DateStyle) -> DateRead:
    """Say where a date cannot be right or lies far from the rest of its column."""
    if read.due is None:
        return read
    if not FIRST_YEAR <= read.due.year <= LAST_YEAR:
        return replace(read, due=None, start=None, precision="none", all_dates=(), problem=f"the year {read.due.year} cannot be right")
    odd = [day for day in read.all_dates if not style.fits(day)]
    if odd and style.earliest and style.latest:
        note = f"{words_of(odd[0])} is far from the column's other dates ({style.earliest.year} to {style.latest.year})"
        return replace(read, problem="; ".join(filter(None, (read.problem, note))))
    return read


def _read_lines(value: str, style: DateStyle, anchor: date | None) -> DateRead | None:
    """Read a cell whose every line has a date of its own; None where the lines only break one phrase."""
    lines = [_plain(line) for line in value[:LONGEST_TEXT].splitlines() if line.strip()]
    if any(re.fullmatch(r"[\d\W]{0,6}", line) or not any(piece.days or piece.of_year for piece in find_pieces(line, style)) for line in lines):
        return None
    reads = [_read_text(line, style, anchor) for line in lines]
    dated = [read for read in reads if read.due]
    last = max(dated, key=lambda read: read.due or date.min) if dated else reads[0]
    return replace(
        last,
        start=last.start or next((read.start for read in reads if read.start and (last.due is None or read.start <= last.due)), None),
        all_dates=tuple(day for read in reads for day in read.all_dates),
        problem="; ".join(dict.fromkeys(read.problem for read in reads if read.problem and not (dated and read.precision == "ongoing"))),
    )


def _read_text(text: str, style: DateStyle, anchor: date | None) -> DateRead:
    """Read a typed phrase."""
    if re.fullmatch(r"\d{6}|\d{8}", text) and (day := _compact_day(text)):
        return DateRead(due=day, precision="day", all_dates=(day,))
    short = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})", text)
    if short and int(short[2]) != (int(short[1]) + 1) % 100:
        return _read_short(int(short[1]), int(short[2]), text, style, anchor)
    pieces = find_pieces(text, style)
    wrong = [piece.problem for piece in pieces if piece.days is None and piece.of_year is None]
    items = _settle([piece for piece in pieces if piece.days or piece.of_year], text, anchor)
    if not items:
        if any(piece.of_year for piece in pieces):
            return read_without_year(text)
        return DateRead(problem="; ".join(wrong)) if wrong else read_wording(text, anchor)
    read = _judge(items, text, pieces, anchor)
    notes = [*wrong, read.problem] + (["the text itself corrects a date"] if _CORRECTED.search(text) else [])
    return replace(read, problem="; ".join(dict.fromkeys(filter(None, notes))))


def _read_short(first: int, second: int, text: str, style: DateStyle, anchor: date | None) -> DateRead:
    """Read 31/3 (a day without a year) or 12/26 (a month and year); 09/10 is a financial year and does not come here."""
    if text == "24/7":
        return DateRead(precision="ongoing")
    month_year = month_days(2000 + second, first)[1] if 1 <= first <= 12 else None
    day_month = re.sub(r"^(\d+)\W(\d+)$", lambda m: f"{m[1]} {MONTHS[int(m[2]) - 1]}", text) if 1 <= second <= 12 and 1 <= first <= 31 else ""
    if month_year and not day_month:
        return DateRead(due=month_year, precision="month", all_dates=(month_year,))
    if day_month and not month_year:
        return _read_text(day_month, style, anchor)
    return DateRead(problem=f"{text} could be a day and month or a month and year" if day_month else f"there is no such date as {text}")


def _settle(pieces: list[Piece], text: str, anchor: date | None) -> list[_Item]:
    """Give every piece its year and join ranges."""
    items: list[_Item] = []
    settled = _with_years(pieces, text, anchor)
    begin, index = 0, 0
    while index < len(settled):
        piece, days = settled[index]
        before, begin = text[begin : piece.begin], piece.end
        if index + 1 < len(settled):
            other, ends = settled[index + 1]
            if _is_range(text[piece.end : other.begin], piece, other) and days[0] <= ends[1] and not _CHANGED.search(text):
                problem = "; ".join(dict.fromkeys(filter(None, (piece.problem, other.problem))))
                items.append(_Item(days[0], ends[1], other.precision, problem, range=True))
                begin, index = other.end, index + 2
                continue
            after = text[piece.end : other.begin - 1]
        else:
            after = text[piece.end :]
        opens = bool(_STARTS.search(before) or _ONWARDS.match(after)) and not _CHANGED.search(text)
        items.append(_Item(*days, piece.precision, piece.problem, open=opens, range=piece.span and not opens))
        index += 1
    return _without_echo(items, settled, text)


def _is_range(between: str, piece: Piece, other: Piece) -> bool:
    """Tell whether two times are the ends of one: "April - July 2013", "June/July 2012", but not "January 2013 / March 2013"."""
    shares_year = piece.days is None and piece.precision == "month" and other.days is not None and between.strip() == "/"
    return bool(_UNTIL.match(between)) or shares_year


def _with_years(pieces: list[Piece], text: str, anchor: date | None) -> list[tuple[Piece, Days]]:
    """Give a year to every piece without one: that of its neighbour in the phrase, else the next after the anchor."""
    result: list[tuple[Piece, Days]] = []
    for index, piece in enumerate(pieces):
        if piece.days:
            result.append((piece, piece.days))
            continue
        later = next((place for place in range(index + 1, len(pieces)) if pieces[place].days), None)
        following = pieces[later] if later is not None else None
        if following and following.days and later is not None:
            gaps = (text[pieces[place].end : pieces[place + 1].begin] for place in range(index, later))
            days = _last_not_after(piece, following.days[1]) if all(_SHARED.match(gap) for gap in gaps) else None
            if days:
                result.append((piece, days))
                continue
        if piece.precision == "quarter" and following and "(" in text[piece.end : following.begin]:
            continue
        since = result[-1][1][1] if result else anchor
        days = _first_not_before(piece, since) if since else None
        if days:
            why = "the previous date" if result else f"{words_of(since)}, the plan's own date" if since else ""
            note = f"no year was given: {days[1].year} was taken, the next after {why}"
            result.append((replace(piece, problem="; ".join(filter(None, (piece.problem, note)))), days))
    return result


def _last_not_after(piece: Piece, day: date) -> Days | None:
    tries = (piece.of_year(year) for year in (day.year, day.year - 1)) if piece.of_year else ()
    return next((days for days in tries if days and days[1] <= day), None)


def _first_not_before(piece: Piece, day: date) -> Days | None:
    # 29 February may be four years away, eight around 1900 and 2100.
    tries = (piece.of_year(year) for year in range(day.year - 1, day.year + 9)) if piece.of_year else ()
    return next((days for days in tries if days and days[1] >= day), None)


def _without_echo(items: list[_Item], settled: list[tuple[Piece, Days]], text: str) -> list[_Item]:
    """Drop "(July-September 2018)" where it only explains the quarter before it."""
    if len(items) == 2 and "(" in text and items[0].last == items[1].last and items[1].range and items[0].precision == "quarter":
        return items[:1]
    if len(items) == 1 and items[0].range and _BARE_QUARTER.match(text[: settled[0][0].begin].strip()):
        return [replace(items[0], precision="quarter", range=False)]
    return items


def _judge(items: list[_Item], text: str, pieces: list[Piece], anchor: date | None) -> DateRead:
    """Decide what the dated items of a phrase amount to."""
    all_dates = tuple(item.first if item.open else item.last for item in items)
    starts = [item for item in items if item.open]
    ends = [item for item in items if not item.open]
    problem = "; ".join(dict.fromkeys(item.problem for item in items if item.problem))
    rest = text[pieces[-1].end :]
    named = ", ".join(words_of(day) for day in all_dates)
    if CONDITIONAL.search(text) or re.search(r"\b(?:if|unless)\b", rest, re.I):
        return DateRead(all_dates=all_dates, problem=NOT_FIXED)
    if SINCE_EVENT.search(text):
        return DateRead(start=items[0].last, precision="relative", all_dates=all_dates, problem="a start without an end")
    within = WITHIN.search(text)
    if within and within["event"] and within.end() <= pieces[0].begin and len(items) == 1:
        due = count_on(items[0].last, within)
        return DateRead(due=due, precision="relative", all_dates=(due,), problem=f"counted from {words_of(items[0].last)}") if due else DateRead()
    rhythm = "recurring" if RECURRING.search(text) else "ongoing" if ONGOING.search(text) else ""
    if not ends:
        problem = "; ".join(filter(None, ("a start without an end", problem)))
        return DateRead(starts[0].first, None, rhythm or "ongoing", all_dates=all_dates, problem=problem)
    if rhythm and _NEXT_ONLY.search(text[: pieces[0].begin]):
        return DateRead(None, None, rhythm, all_dates=all_dates, problem=f"the cell also names {named}")
    last = max(ends, key=lambda item: item.last)
    start = last.first if last.range else starts[0].first if starts and starts[0].first <= last.last else None
    if rhythm:
        problem = "; ".join(filter(None, (f"the text also says {rhythm}", problem)))
    return DateRead(start, last.last, last.precision, all_dates=all_dates, problem=problem)


