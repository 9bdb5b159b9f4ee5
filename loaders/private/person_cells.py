"""What cells look like that hold facts about one person; a heading alone proves nothing."""

import re
from collections.abc import Callable
from datetime import date, datetime

from loaders.grid import Cell

OLDEST_CHILD = 25
LONGEST_DATE = 30

_DATE_TEXT = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?: 00:00(?::00)?)?|(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+)?|"
    r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}"
)


def is_date(value: Cell) -> bool:
    """Return whether a cell holds a day, as a date or as text."""
    return isinstance(value, date) or (isinstance(value, str) and len(value) <= LONGEST_DATE and _DATE_TEXT.fullmatch(value.strip()) is not None)


def as_day(value: Cell) -> date | None:
    """Return a cell's day; texts as day, month, year or as year, month, day. None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) > LONGEST_DATE or not value[:1].isdigit():
        return None
    match = _DATE_TEXT.fullmatch(value.strip())
    if match is None or not (match[1] or match[4]):
        return None
    year, month, day = (match[4], match[5], match[6]) if match[4] else (match[3], match[2], match[1])
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def is_name(value: Cell) -> bool:
    """Return whether a cell may hold a person's name: a few words without digits."""
    return isinstance(value, str) and re.fullmatch(r"[^\W\d_][^\d_:;!?%/]{0,58}", value.strip()) is not None and len(value.split()) <= 5


def _matches(pattern: str) -> Callable[[Cell], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value.strip()) is not None


def _is_age(value: Cell) -> bool:
    if isinstance(value, str):
        if re.fullmatch(r"\d{1,2} ?y(?:ea)?r?s?(?:[ ,]*\d{1,2} ?m(?:onth|th)?s?)?|\d{1,2} ?m(?:onth|th)s?|unborn", value.strip(), re.IGNORECASE):
            return True
        if not re.fullmatch(r"\d{1,2}(?:\.\d+)?", value.strip()):
            return False
    return isinstance(value, (int, float, str)) and not isinstance(value, bool) and 0 <= float(value) <= OLDEST_CHILD


def _is_words(value: Cell) -> bool:
    return isinstance(value, str) and re.search(r"[A-Za-z]", value) is not None and len(value) <= 80


def _is_flag(value: Cell) -> bool:
    return isinstance(value, bool) or value in (0, 1) or _matches(r"y|n|yes|no|true|false|0|1|uasc|not uasc|former uasc")(value)


def is_identifier(value: Cell) -> bool:
    """Return whether a cell may hold a case number, a code or initials."""
    if isinstance(value, (bool, date)):
        return False
    if isinstance(value, str):
        return re.fullmatch(r"\S{1,20}(?: \S{1,12}){0,2}", value.strip()) is not None
    return isinstance(value, (int, float))


_SEX = _matches(r"m|f|male|female|boy|girl|man|woman|u|x|0|1|2|9|unknown|not known|other|non-?binary|trans.*|m ?- ?male|f ?- ?female")
LOOKS: dict[str, Callable[[Cell], bool]] = {
    "sex": lambda value: _SEX(value) or (value in (0, 1, 2, 9) and not isinstance(value, bool)),
    "age": _is_age,
    "ethnicity": _is_words,
    "legal status": _is_words,
    "placement": lambda value: _is_words(value) or is_date(value),
    "asylum": _is_flag,
    "need": _is_words,
    "worker": _is_words,
    "episode date": is_date,
}
