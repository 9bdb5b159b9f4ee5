"""Reading the label of a period: its first and last day, and what kind of period it is.

A label never says everything. "2024/25" is a financial year in one file and a school year in the next, "Q1" needs a year and "Apr" too:
what the file says elsewhere is given as ``Habit``.
"""

import calendar
import functools
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from loaders.grid import Cell

# The last month and day of each kind of year.
YEAR_ENDS: dict[str, tuple[int, int]] = {
    "financial": (3, 31),
    "academic": (8, 31),
    "calendar": (12, 31),
    "workforce": (9, 30),
    "january": (1, 31),
    "tax": (4, 5),
}


@dataclass(frozen=True)
class Period:
    """One period. ``kind`` is day, week, month, quarter, half, term, year, years or rolling."""

    start: date
    end: date
    kind: str


@dataclass(frozen=True)
class Habit:
    """What the rest of a file says about its labels.

    Parameters
    ----------
    year : str
        The kind of year, a key of YEAR_ENDS, that a bare "2025" or "2024/25" ends with.
    starts : int or None
        The calendar year in which the file's own year begins: it dates "Apr" and "Q1".
    rolling : bool
        The figures cover the twelve months up to each label.
    """

    year: str = "financial"
    starts: int | None = None
    rolling: bool = False


PLAIN_HABIT = Habit()
_ANY_YEAR = replace(PLAIN_HABIT, starts=2000)  # a heading that is a period in some year
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d|'?\d\d)"
_SPAN = r"(?P<y1>(?:19|20)\d\d|\d\d)\s*[/-]\s*(?P<y2>(?:19|20)\d\d|\d\d)"
_LONGEST = 60

DASHES = re.compile(r"[‐-―−]")
# Words that say what the figure is, not when it was.
_NOISE = re.compile(
    r"\((?:rev(?:ised)?|prov(?:isional)?|final|ot|outturn|p|r|\d)\)|\b(?:actuals?|outturn|results?|performance|position|provisional|revised|final|data|"
    r"values?|figures?|reported|as at|at|snapshot|published|out-turn)\b|[*†‡]+$|\[[a-z\d]\]$"
)
_ROLLING = re.compile(r"\b(?:rolling(?:\s+(?:12|twelve)\s+months?)?|(?:12|twelve)\s+months?|r12m?)\b(?:\s+(?:to|ending|ended|up to))?")
_YEAR_TO = re.compile(r"^(?:year|12 months|yr)\s+(?:ending|ended|to|end)\s+(?P<rest>.+)$")
_KIND_OF_YEAR = re.compile(r"\b(financial|fiscal|academic|school|calendar|tax|reporting)?\s*\b(?:years?|yr)\b|\b(fy|ay|cy)(?=\s|\d|$)")
_NOT_A_PERIOD = re.compile(
    r"\b(?:target|plan(?:ned)?|forecast|ytd|to date|change|difference|"
    r"variance|trend|dot|direction|rag|rank|quartile|aim|ambition|trajectory)\b"
)

_DAY = re.compile(
    rf"^(?:{_MONTH.format('m1')}\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,/.-]+{_MONTH.format('m')}[\s,/.-]*|"
    rf"[/.-](?P<mn>\d{{1,2}})[/.-]|[\s,]+){_YEAR.format('y')}$"
)
_ISO_DAY = re.compile(r"^(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[t ]\d\d:\d\d(?::\d\d)?)?$")
_MONTH_YEAR = re.compile(rf"^{_MONTH.format('m')}[\s,/.-]*(?:{_SPAN}|{_YEAR.format('y')})?$")
_YEAR_MONTH = re.compile(rf"^(?P<y>(?:19|20)\d\d)[\s/.-]+(?:{_MONTH.format('m')}|(?P<mn>0[1-9]|1[0-2]))$")
_MONTH_NUMBER = re.compile(r"^(?P<mn>0?[1-9]|1[0-2])[/.-](?P<y>(?:19|20)\d\d)$")
_MONTHS_RANGE = re.compile(
    rf"^{_MONTH.format('m1')}[\s/.-]*(?:{_YEAR.format('y1')})?\s*(?:-|to|/|–)\s*{_MONTH.format('m2')}[\s,/.-]*(?:{_YEAR.format('y2')})?$"
)
_QUARTER = re.compile(r"\b(?:q|qtr|quarter)\s*\.?(?P<q>[1-4])\b")
_HALF = re.compile(r"\b(?:h|half|part)\s*(?P<h>[12])\b(?:\s*\([^)]*\))?")
_TERM = re.compile(r"\b(?P<t>autumn and spring|autumn|spring|summer)\b(?:\s+terms?)?")
_WEEK = re.compile(r"\b(?:week|wk|w)\s*\.?(?P<w>\d{1,2})\b")
_WEEK_DAY = re.compile(r"^(?:w/?[ecb]|week (?:ending|ended|commencing|beginning))\b\s*:?\s*(?P<rest>.+)$")
_YEARS = re.compile(rf"^{_SPAN}$")
_TIGHT_YEARS = re.compile(r"^(?P<y1>(?:19|20)\d\d)(?P<y2>\d\d)$")
_MANY_YEARS = re.compile(r"^(?P<a>(?:19|20)\d\d)(?:/(?P<b>\d\d))?\s*(?:-|to)\s*(?P<c>(?:19|20)\d\d|\d\d)(?:/(?P<d>\d\d))?$")
_ONE_YEAR = re.compile(r"^(?P<y>(?:19|20)\d\d)(?:\.0)?$")


def is_period(heading: Cell) -> bool:
    """Tell whether a heading names a period: Apr-25, Q1 2025/26, 2024/25, 31 Mar 2025, a date, or a month or quarter without a year."""
    if isinstance(heading, (int, float)) and not isinstance(heading, bool):
        return 1990 <= heading <= 2100 and float(heading).is_integer()
    return _names_period(heading) if isinstance(heading, str) else read_period(heading, _ANY_YEAR) is not None


@functools.lru_cache(maxsize=4_096)
def _names_period(text: str) -> bool:
    return read_period(text, _ANY_YEAR) is not None


def read_period(label: Cell, habit: Habit = PLAIN_HABIT) -> Period | None:
    """Read the label of one period.

    Parameters
    ----------
    label : Cell
        A heading or a cell.
    habit : Habit
        What the rest of the file says about years.

    Returns
    -------
    Period or None
        None where the label names no period, or none that can be dated. Never raises.
    """
    try:
        return _read(label, habit)
    except (ValueError, OverflowError):
        return None  # a day, month or year that no calendar has


def _read(label: Cell, habit: Habit) -> Period | None:
    if isinstance(label, datetime):
        label = label.date()
    if isinstance(label, date):
        return _of_date(label, habit)
    if isinstance(label, bool) or not isinstance(label, (str, int, float)):
        return None
    text = " ".join(DASHES.sub("-", str(label)).replace("’", "'").casefold().split())
    if not text or len(text) > _LONGEST or _NOT_A_PERIOD.search(text):
        return None
    text = " ".join(_NOISE.sub(" ", text).split()).strip(" -:,")
    return _read_text(text, habit)


def _of_date(day: date, habit: Habit) -> Period:
    """A date as Excel keeps "Apr-25" is the first of April: the month is meant."""
    if day.day == 1:
        return _rolled(_month(day.year, day.month), habit)
    return _rolled(Period(day, day, "day"), habit)


def _rolled(period: Period, habit: Habit) -> Period:
    return _year_to(period.end, "rolling") if habit.rolling else period


def _read_text(text: str, habit: Habit) -> Period | None:
    if _ROLLING.search(text):
        inner = _read_text(_ROLLING.sub(" ", text).strip(" -:()"), replace(habit, rolling=False))
        return _year_to(inner.end, "rolling") if inner else None
    year_to = _YEAR_TO.match(text)
    if year_to:
        inner = _read_text(year_to["rest"], replace(habit, rolling=False))
        return _year_to(inner.end, "year") if inner else None
    week = _WEEK_DAY.match(text)
    if week:
        inner = _read_text(week["rest"], replace(habit, rolling=False))
        return _week_of(inner, text) if inner and inner.kind == "day" else None
    for reader in (_read_day, _read_month, _read_months, _read_part_of_year, _read_years):
        period = reader(text, habit)
        if period:
            return _rolled(period, habit)
    return None


def _read_day(text: str, habit: Habit) -> Period | None:
    iso = _ISO_DAY.match(text)
    if iso:
        return _of_date(date(int(iso["y"]), int(iso["m"]), int(iso["d"])), habit)
    found = _DAY.match(text)
    if not found or bool(found["m1"]) + bool(found["m"]) + bool(found["mn"]) != 1:
        return None
    month = int(found["mn"]) if found["mn"] else _MONTHS[(found["m1"] or found["m"])[:3]]
    day = date(full_year(found["y"]), month, int(found["d"]))
    return Period(day, day, "day")


def _read_month(text: str, habit: Habit) -> Period | None:
    found = _YEAR_MONTH.match(text) or _MONTH_NUMBER.match(text)
    if found:
        groups = found.groupdict()
        month = int(groups["mn"]) if groups.get("mn") else _MONTHS[groups["m"][:3]]
        return _month(int(groups["y"]), month)
    found = _MONTH_YEAR.match(text)
    if not found:
        return None
    month = _MONTHS[found["m"][:3]]
    if found["y"]:
        return _month(full_year(found["y"]), month)
    starts = full_year(found["y1"]) if found["y1"] else habit.starts
    return None if starts is None else _month(_year_of_month(starts, month, habit), month)


def _read_months(text: str, habit: Habit) -> Period | None:
    """Read "Apr-Jun 2025", "April to June 2025" and "Apr 2024 - Mar 2025"."""
    found = _MONTHS_RANGE.match(text)
    if not found:
        return None
    first, last = _MONTHS[found["m1"][:3]], _MONTHS[found["m2"][:3]]
    if found["y2"]:
        end_year = full_year(found["y2"])
    elif habit.starts is not None:
        end_year = _year_of_month(habit.starts, last, habit)
    else:
        return None
    start_year = full_year(found["y1"]) if found["y1"] else end_year - (first > last)
    start, end = date(start_year, first, 1), _month(end_year, last).end
    if end < start:
        return None
    months = 12 * (end_year - start_year) + last - first + 1
    return Period(start, end, {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months, "months"))


def _read_part_of_year(text: str, habit: Habit) -> Period | None:
    """Read quarters, halves, terms and weeks: the part in the text, then the year in what is left."""
    for pattern, build in ((_QUARTER, _quarter), (_HALF, _half), (_TERM, _term), (_WEEK, _week)):
        found = pattern.search(text)
        if not found:
            continue
        rest = (text[: found.start()] + " " + text[found.end() :]).strip(" -,:/()")
        months = re.sub(r"[()]", "", rest)
        named = _read_months(months, habit)
        if named and pattern is _QUARTER:
            return named
        kind, rest = _strip_kind(rest, habit.year)
        year = _start_of(rest.strip(" -,:/()"), kind, habit)
        return build(found, year, kind) if year is not None else None
    return None


def _start_of(rest: str, kind: str, habit: Habit) -> tuple[int, bool] | None:
    """Return the calendar year that a year's label begins in, and whether the label names two years."""
    span = _YEARS.match(rest) or _TIGHT_YEARS.match(rest)
    if span:
        first = full_year(span["y1"])
        return (first, True) if follows(first, span["y2"]) else None
    one = re.match(r"^'?(?P<y>(?:19|20)\d\d|\d\d)$", rest)
    if one:
        return full_year(one["y"]), False
    return (habit.starts, True) if not rest and habit.starts is not None else None


def _quarter(found: re.Match[str], year: tuple[int, bool], kind: str) -> Period:
    number = int(found["q"])
    first_month = {"calendar": 1, "academic": 9}.get(kind, 4) + 3 * (number - 1)
    return _months_from(year[0], first_month, 3, "quarter")


def _half(found: re.Match[str], year: tuple[int, bool], kind: str) -> Period:
    first_month = {"calendar": 1, "academic": 9}.get(kind, 4) + 6 * (int(found["h"]) - 1)
    return _months_from(year[0], first_month, 6, "half")


# School terms begin and end on different days in every council; whole months stand for them.
_TERMS = {"autumn": (9, 4), "spring": (13, 4), "summer": (17, 4), "autumn and spring": (9, 8)}


def _term(found: re.Match[str], year: tuple[int, bool], kind: str) -> Period:
    first_month, months = _TERMS[found["t"]]
    starts, two_years = year
    if not two_years and found["t"] in ("spring", "summer"):
        starts -= 1
    return _months_from(starts, first_month, months, "term")


def _week(found: re.Match[str], year: tuple[int, bool], kind: str) -> Period | None:
    if year[1]:
        return None
    monday = date.fromisocalendar(year[0], int(found["w"]), 1)
    return Period(monday, monday + timedelta(days=6), "week")


def _week_of(day: Period, text: str) -> Period:
    if re.match(r"w/?e\b|week end", text):
        return Period(day.end - timedelta(days=6), day.end, "week")
    return Period(day.end, day.end + timedelta(days=6), "week")


_KINDS_OF_YEAR = {
    "fiscal": "financial", "fy": "financial", "financial": "financial", "school": "academic", "academic": "academic", "ay": "academic",
    "calendar": "calendar", "cy": "calendar", "tax": "tax",
}  # fmt: skip


def _strip_kind(text: str, usual: str) -> tuple[str, str]:
    """Take "financial year", "AY" and their like out of a label; return the kind of year and the rest."""
    found = _KIND_OF_YEAR.search(text)
    if not found:
        return usual, text
    word = found[1] or found[2] or ""
    return _KINDS_OF_YEAR.get(word, usual), (text[: found.start()] + " " + text[found.end() :]).strip(" -,:/")


def _read_years(text: str, habit: Habit) -> Period | None:
    kind, text = _strip_kind(text, habit.year)
    two = _YEARS.match(text) or _TIGHT_YEARS.match(text)
    if two and follows(full_year(two["y1"]), two["y2"]):
        # "2024/25" cannot be one calendar year: in a file of calendar years it covers both.
        if kind == "calendar":
            return Period(date(full_year(two["y1"]), 1, 1), date(full_year(two["y1"]) + 1, 12, 31), "years")
        return year_ending(full_year(two["y1"]) + 1, kind)
    one = _ONE_YEAR.match(text)
    if one:
        return year_ending(int(one["y"]), kind)
    return _many_years(text, kind)


def _many_years(text: str, kind: str) -> Period | None:
    """Read years taken together: "2014-16", "2013/14-15/16"."""
    found = _MANY_YEARS.match(text)
    if not found or bool(found["b"]) != bool(found["d"]):
        return None
    first = int(found["a"])
    last = full_year(found["c"])
    if found["b"]:
        if not follows(first, found["b"]) or not follows(last, found["d"]) or last <= first:
            return None
        kind = "financial" if kind == "calendar" else kind
        return Period(year_ending(first + 1, kind).start, year_ending(last + 1, kind).end, "years")
    if not 1 < last - first <= 10:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "years")


def year_ending(year: int, kind: str) -> Period:
    """Return the year of a kind that ends in a calendar year: 2025 and academic give 1 September 2024 to 31 August 2025."""
    month, day = YEAR_ENDS[kind]
    return _year_to(date(year, month, day), "year")


def _year_to(end: date, kind: str) -> Period:
    """Return the twelve months up to a day."""
    start = end + timedelta(days=1)
    return Period(date(start.year - 1, start.month, start.day), end, kind)


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _months_from(year: int, first_month: int, months: int, kind: str) -> Period:
    """Return a run of months; month 13 is January of the next year."""
    last = first_month + months - 1
    start = date(year + (first_month - 1) // 12, (first_month - 1) % 12 + 1, 1)
    return Period(start, _month(year + (last - 1) // 12, (last - 1) % 12 + 1).end, kind)


def _year_of_month(starts: int, month: int, habit: Habit) -> int:
    """Return the calendar year of a month in the file's year that begins in ``starts``."""
    first_month = {"calendar": 1, "academic": 9}.get(habit.year, 4)
    return starts + (month < first_month)


def full_year(text: str) -> int:
    """Return the year that two or four digits name."""
    number = int(text.strip("'"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def follows(first: int, second: str) -> bool:
    """Tell whether a year's digits name the year after another: 24 and 2024 follow 2023."""
    return full_year(second) % 100 == (first + 1) % 100 and (len(second) < 4 or int(second) == first + 1)
