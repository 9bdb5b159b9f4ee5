"""Values as people write them, the same in every file; text that a spreadsheet would run as a formula made harmless."""

import re
from datetime import date

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What XML cannot hold: control characters that old trackers carry in their text.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_cell(value: object) -> str:
    """Return a value as text: dates as 31 March 2025, commas from 1,000, nothing where it is missing."""
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, pd.Timestamp)):
        return write_day(value)
    if isinstance(value, (int, float)) or hasattr(value, "dtype"):
        return "" if pd.isna(value) else f"{value:,.1f}" if float(value) % 1 else f"{int(value):,}"  # type: ignore[arg-type, call-overload]
    return clean(str(value))


def write_rows(frame: pd.DataFrame, *, narrow: bool = False) -> list[list[str]]:
    """Return a table as text, its headings first; a column of percentages has one decimal throughout, dates are short where it is narrow."""
    columns = [_write_column(str(name), frame.iloc[:, place].tolist(), narrow=narrow) for place, name in enumerate(frame.columns)]
    return [[clean(str(name)) for name in frame.columns], *map(list, zip(*columns, strict=True))]


def _write_column(name: str, values: list, *, narrow: bool) -> list[str]:
    if narrow:
        values = [write_short_day(value) if isinstance(value, (date, pd.Timestamp)) else value for value in values]
    if name.endswith("%"):
        return [f"{value:,.1f}" if isinstance(value, (int, float)) and not pd.isna(value) else write_cell(value) for value in values]
    return [write_cell(value) for value in values]


def write_day(day: date | pd.Timestamp | None) -> str:
    """Return a date as 31 March 2025, nothing where there is none."""
    return "" if day is None or pd.isna(day) else f"{day.day} {day:%B %Y}"


def write_short_day(day: date | pd.Timestamp | None) -> str:
    """Return a date as 31 Mar 2025, for narrow columns."""
    return "" if day is None or pd.isna(day) else f"{day.day} {day:%b %Y}"


def clean(text: str) -> str:
    """Return text without the characters that no XML file can hold."""
    return _UNWRITABLE.sub("", text)


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
