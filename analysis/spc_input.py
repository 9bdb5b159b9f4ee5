"""What the control-chart engine accepts: series and options are checked at the door, with a sentence for what is wrong."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from numbers import Real
from typing import Any, Literal, get_args

Improvement = Literal["increase", "decrease", "neutral"]

# Below this the package refuses to fix a baseline.
SHORTEST_BASELINE = 12
# Beyond this the difference of two values may no longer be a number.
_LARGEST = 1e300
# pandas' own missing values, known by name so that pandas is not needed here.
_MISSING = ("NoneType", "NAType", "NaTType")


@dataclass(frozen=True)
class Series:
    """A checked series in date order: dates as they were given, as moments for comparing, and values as floats."""

    dates: list[Any]
    moments: list[datetime]
    values: list[float | None]


@dataclass(frozen=True)
class Options:
    """Checked options of `analysis.spc.xmr`."""

    improvement: Improvement
    target: float | None
    rebase: frozenset[datetime]
    fix_after: int | None
    screen: bool


def check_series(values: Iterable[Any], dates: Iterable[Any]) -> Series:
    """Return the series sorted by date.

    Raises
    ------
    ValueError
        Nothing given, lengths differ, a value is not a finite number, or a date is missing, unreadable or there twice.
    """
    if isinstance(values, (str, bytes, Mapping)) or isinstance(dates, (str, bytes, Mapping)):
        raise ValueError("A series needs a list of values and a list of dates, not a single text or a mapping.")
    given, days = list(values), list(dates)
    if len(given) != len(days):
        raise ValueError(f"A series needs one date for each value: there are {len(given)} values and {len(days)} dates.")
    if not given:
        raise ValueError("The series is empty: it needs at least one value with its date.")
    numbers = [_read_value(value, place) for place, value in enumerate(given, 1)]
    moments = [read_moment(day) for day in days]
    order = sorted(range(len(moments)), key=moments.__getitem__)
    moments = [moments[place] for place in order]
    for before, after in pairwise(moments):
        if before == after:
            raise ValueError(f"The date {after:%d/%m/%Y} is there more than once: a series has one value for each date.")
    return Series([days[place] for place in order], moments, [numbers[place] for place in order])


def check_options(improvement: Any, target: Any, rebase: Any, fix_after: Any, screen: Any) -> Options:
    """Return the options in one form.

    Raises
    ------
    ValueError
        An option has a value that the method does not have.
    """
    if not isinstance(improvement, str) or improvement not in get_args(Improvement):
        raise ValueError(f"improvement is increase, decrease or neutral, not {improvement!r}.")
    if target is not None and not _is_finite(target):
        raise ValueError(f"target is one number, or None where there is no target, not {_name(target)}.")
    if not isinstance(screen, bool):
        raise ValueError(f"screen is True or False, not {_name(screen)}.")
    return Options(
        improvement=improvement,  # type: ignore[arg-type]
        target=None if target is None else float(target),
        rebase=_check_rebase(rebase),
        fix_after=_check_fix_after(fix_after),
        screen=screen,
    )


def _check_rebase(rebase: Any) -> frozenset[datetime]:
    if rebase is None:
        return frozenset()
    if isinstance(rebase, Mapping):
        raise ValueError("rebase is a list of dates: give each series its own dates, not a mapping of names to dates.")
    if isinstance(rebase, (str, date)):
        rebase = [rebase]
    if not isinstance(rebase, Iterable):
        raise ValueError(f"rebase is a list of dates, not {_name(rebase)}.")
    return frozenset(read_moment(day) for day in rebase)


def _check_fix_after(fix_after: Any) -> int | None:
    if fix_after is None:
        return None
    if not _is_finite(fix_after) or fix_after < SHORTEST_BASELINE:
        raise ValueError(f"fix_after is one number of {SHORTEST_BASELINE} or more, not {fix_after!r}.")
    return math.floor(fix_after)


def read_moment(day: Any) -> datetime:
    """Return a date, a datetime or ISO text as a moment; a date is its midnight, and a time zone is turned to UTC.

    Raises
    ------
    ValueError
        The date is missing, or is not one.
    """
    kind = type(day).__name__
    # pandas' missing date calls itself a datetime; numpy's dates print themselves in ISO form, and its missing one as NaT.
    if kind in _MISSING or (not isinstance(day, date) and str(day) in ("nan", "NaT")):
        raise ValueError("A date is missing.")
    if isinstance(day, str) or kind == "datetime64":
        try:
            day = datetime.fromisoformat(str(day))
        except ValueError:
            raise ValueError("A date cannot be read: write it as year-month-day, such as 2025-03-31.") from None
    if isinstance(day, datetime):
        return day.astimezone(UTC).replace(tzinfo=None) if day.tzinfo else day
    if isinstance(day, date):
        return datetime(day.year, day.month, day.day)
    raise ValueError(f"A date is a date or ISO text such as 2025-03-31, not {_name(day)}.")


def _read_value(value: Any, place: int) -> float | None:
    if type(value).__name__ in _MISSING:
        return None
    if not _is_number(value):
        raise ValueError(f"Value {place} is {_name(value)}: values are numbers, or None where one is missing.")
    number = float(value)
    if math.isnan(number):
        return None
    if abs(number) > _LARGEST:
        raise ValueError(f"Value {place} is infinite or too large to work with: values are finite numbers.")
    return number


def _is_number(value: Any) -> bool:
    # Decimal is not registered as a real number, and True is.
    return type(value) is float or (
        (isinstance(value, Real) or type(value).__name__ == "Decimal") and type(value).__name__ not in ("bool", "bool_")
    )


def _is_finite(value: Any) -> bool:
    return _is_number(value) and math.isfinite(value)


def _name(value: Any) -> str:
    """Name what was given without repeating it: a cell's content never goes into a message."""
    kinds = {str: "text", bool: "true or false", dict: "a mapping", list: "a list", tuple: "a list"}
    return kinds.get(type(value), repr(value) if _is_number(value) else f"a {type(value).__name__}")
