"""What a phrase says about time besides its dates: how often, how firmly, counted from what."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.words.date_pieces import LAST_YEAR, month_days, words_of

_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}
_COUNT = rf"(?:(?P<n>\d+)|(?P<word>{'|'.join(_COUNTS)}))"
_UNIT = r"(?P<unit>(?:working |calendar )?days?|weeks?|months?|years?)"
WITHIN = re.compile(
    rf"\b(?:within|in|over|during)\s+(?:the\s+next\s+|a\s+maximum\s+of\s+)?{_COUNT}\s+{_UNIT}\b(?P<event>\s+(?:of|from|after|following)\b)?", re.I
)
_DURATION = re.compile(rf"\b{_COUNT}[\s-]+{_UNIT}\b", re.I)
SINCE_EVENT = re.compile(r"\bfrom (?:the )?date of\b", re.I)
_AT_ONCE = re.compile(r"\b(?:immediate(?:ly)?|at once|straight ?away)\b", re.I)
_EVENT = re.compile(r"\b(?:review|receipt|publication|(?:start|end) of (?:the |this )?(?:month|term))\b", re.I)
RECURRING = re.compile(
    r"""\b(?: daily | weekly | fortnightly | monthly | quarterly | termly | yearly | annual(?:ly)? | bi-?monthly | bi-?annual(?:ly)?
    | (?:six|three|two|four|bi|half|\d+)[-\s](?:month|week|year|term)ly
    | (?:every|each)\s(?:\w+\s)?(?:day|week|fortnight|month|quarter|term|year)s?
    | (?:twice|once|\w+\stimes)\s(?:a|per|each)\s(?:week|month|term|year) )\b""",
    re.I | re.X,
)
ONGOING = re.compile(
    r"\b(?:on-?\s?going|continuous(?:ly)?|continual(?:ly)?|throughout|rolling|business as usual|BAU|open[- ]ended)\b|^24/7$", re.I
)
# "To be confirmed by 3 June" is a deadline, "to be confirmed" is none.
CONDITIONAL = re.compile(
    r"""\b(?: permitting | subject\sto | depend(?:s|ing)\s(?:up)?on | dependent | as\sper | in\sline\swith | pending | provisional(?:ly)?
    | t\.?b\.?[cadn]\.? | to\sbe\s(?:confirmed|advised|determined|notified)(?!\s(?:by|on)\s(?:\d|the\send|end))
    | not\s(?:yet\s)?(?:known|set|agreed|confirmed|fixed) )(?!\w)""",
    re.I | re.X,
)
_NO_DATE = re.compile(
    r"""\b(?: shortly | soon | near\sfuture | imminent(?:ly)? | asap | as\ssoon\sas\s(?:possible|practicable) | without\sdelay | in\sdue\scourse
    | as\s(?:and\swhen\s)?(?:required|needed|necessary) | to\sbe\s(?:agreed|decided|set|arranged) )\b""",
    re.I | re.X,
)
_NEXT_MEETING = re.compile(r"\bnext\s(?:\w+\s){0,3}?(?:ib|board|meeting|committee|panel|group)\b", re.I)
_ALL_YEAR_ENDS = re.compile(r"\b(?:end of|by) (?:the |this )?year\b|\byear[- ]end\b", re.I)
_NAMED_YEAR = re.compile(r"\b(?P<next>next )?(?P<kind>financial|academic|school|calendar) year\b|\b(?:the|this) (?P<month>month)\b", re.I)
_NOTHING = re.compile(r"^(?:n/?a|not applicable|none|nil|[-.]+)?$", re.I)
NOT_FIXED = "not a fixed deadline, so no date was taken from these words"
UNKNOWN_EVENT = "counted from an event whose date is not known"


@dataclass(frozen=True)
class DateRead:
    """What one cell says about time.

    Parameters
    ----------
    start, due : date or None
        The first day of a range or an open-ended period, and the deadline.
    precision : str
        A key of DUE_PRECISIONS.
    text : str
        As typed, whitespace collapsed; a real date reads 24 July 2026.
    all_dates : tuple of date
        Every date that the cell names, in its order, for pairing with sub-actions.
    problem : str
        What a person should know; empty where nothing was assumed and nothing is wrong.
    """

    start: date | None = None
    due: date | None = None
    precision: str = "none"
    text: str = ""
    all_dates: tuple[date, ...] = ()
    problem: str = ""


def count_on(day: date, match: re.Match[str]) -> date | None:
    """Return the day so many weeks or months later; working days need bank holidays, so they are left to the statutory clock."""
    number = int(match["n"]) if match["n"] else _COUNTS[match["word"].lower()]
    unit = match["unit"].lower()
    if unit.startswith("working") or number > 1200:
        return None
    if "day" in unit or "week" in unit:
        return day + timedelta(days=number * (7 if "week" in unit else 1))
    months = day.month - 1 + number * (12 if unit.startswith("year") else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, month_days(year, month)[1].day)) if year <= LAST_YEAR else None


def read_without_year(text: str) -> DateRead:
    """Read a phrase whose dates could not be given a year, by its other words."""
    if CONDITIONAL.search(text):
        return DateRead(problem=NOT_FIXED)
    if RECURRING.search(text):
        return DateRead(precision="recurring")
    if ONGOING.search(text) or re.search(r"\bonwards?\b|^from\b", text, re.I):
        return DateRead(precision="ongoing", problem="a start without an end, and without a year")
    return DateRead(precision="relative", problem="no year was given")


def read_wording(text: str, anchor: date | None) -> DateRead:
    """Read a phrase that names no date at all.

    Parameters
    ----------
    text : str
        With single spaces and plain hyphens.
    anchor : date, optional
        The plan's own date, from which "within three months" is counted where nothing else is named.
    """
    if _NOTHING.match(text):
        return DateRead()
    if CONDITIONAL.search(text):
        return DateRead(problem=NOT_FIXED)
    if _NO_DATE.search(text):
        return DateRead(problem="no date is named")
    if _NEXT_MEETING.search(text):
        return DateRead(problem="no date is named: the board's calendar is needed")
    within = WITHIN.search(text)
    if _AT_ONCE.search(text) or (within and not within["event"]):
        due = count_on(anchor, within) if anchor and within else anchor
        if anchor is None or due is None:
            return DateRead(precision="relative", problem=UNKNOWN_EVENT)
        return DateRead(due=due, precision="relative", all_dates=(due,), problem=f"counted from {words_of(anchor)}, the plan's own date")
    if RECURRING.search(text):
        return DateRead(precision="recurring")
    if within or _DURATION.search(text):
        return DateRead(precision="relative", problem=UNKNOWN_EVENT)
    if ONGOING.search(text):
        return DateRead(precision="ongoing")
    named = _NAMED_YEAR.search(text)
    if named and anchor:
        due = _end_of_named(named, anchor)
        precision = "month" if named["month"] else "year"
        return DateRead(due=due, precision=precision, all_dates=(due,), problem=f"counted from {words_of(anchor)}, the plan's own date")
    if named or _EVENT.search(text):
        return DateRead(precision="relative", problem=UNKNOWN_EVENT)
    if _ALL_YEAR_ENDS.search(text):
        return DateRead(problem="the end of which year is not said: calendar, financial or academic")
    return DateRead(problem="no date could be read from these words")


def _end_of_named(named: re.Match[str], anchor: date) -> date:
    """Return the end of "the financial year" or "this month" at the plan's own date."""
    if named["month"]:
        return month_days(anchor.year, anchor.month)[1]
    month, day = {"financial": (3, 31), "calendar": (12, 31)}.get(named["kind"].lower(), (8, 31))
    year = anchor.year if date(anchor.year, month, day) >= anchor else anchor.year + 1
    return date(year + bool(named["next"]), month, day)
