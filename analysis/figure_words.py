"""Figures in words: the figure itself, how far it moved, and how far from its target it is, in points and in children."""

import math

import pandas as pd

from analysis.wording import share_of

BETTER, WORSE, SAME = "better", "worse", "no change"


def format_value(value: float, unit: object = "", symbol: object = None, decimals: float | None = None) -> str:
    """Return a figure as people write it: 58.7%, 1,234, 86.1, or its letter in brackets; a dash would hide why there is none."""
    if symbol is not None and pd.notna(symbol):
        return f"[{symbol}]"
    if value is None or pd.isna(value):
        return "no figure"
    unit = "" if unit is None or pd.isna(unit) else str(unit)
    if unit == "%":
        return f"{value:,.1f}%"
    places = int(decimals) if decimals is not None and pd.notna(decimals) else (0 if float(value).is_integer() else 1)
    return f"{value:,.{places}f}"


def describe_day(day: object) -> str:
    """Return a date as 31 March 2025, or nothing where there is none."""
    return "" if day is None or pd.isna(day) else f"{day.day} {day:%B %Y}"  # type: ignore[attr-defined, call-overload]


def describe_counts(row: pd.Series) -> str:
    """Return the counts behind a figure, "49 of 62 (79.0%)" or "49 of 1,204", or nothing where they are not known whole numbers."""
    above, below = row["numerator"], row["denominator"]
    if pd.isna(above) or not float(above).is_integer():
        return ""
    if pd.isna(below) or not float(below).is_integer():
        return f"{above:,.0f}"
    return share_of(int(above), int(below)) if row["unit"] == "%" else f"{above:,.0f} of {below:,.0f}"


def describe_change(row: pd.Series) -> str:
    """Return the change since the figure before in words: percentage points for percentages; only better or worse with a polarity."""
    if pd.isna(row["change"]):
        return "no figure to compare with"
    size = abs(row["change"])
    amount = f"{size:,.1f} percentage points" if row["unit"] == "%" else format_value(size)
    word = "no change" if size == 0 else f"{'up' if row['change'] > 0 else 'down'} {amount}"
    return f"{word} ({row['direction']})" if row["direction"] in (BETTER, WORSE) else word


def describe_target(row: pd.Series) -> str:
    """Return how the latest figure stands to the target, in points and, where the counts are known, in children or cases."""
    if pd.isna(row["target"]):
        return "no target"
    target = f"target {format_value(row['target'], row['unit'])}"
    if pd.isna(row["distance"]):
        return target
    if row["distance"] >= 0:
        return f"{target}: met"
    points = f"{-row['distance']:,.1f} points" if row["unit"] == "%" else format_value(-row["distance"])
    way = "short" if row["polarity"] == "high" else "too high"
    return f"{target}: {points} {way}{_in_cases(row)}{_within_tolerance(row)}"


def _within_tolerance(row: pd.Series) -> str:
    tolerance = row.get("tolerance")
    near = tolerance is not None and pd.notna(tolerance) and -row["distance"] <= tolerance
    return ", within its tolerance" if near else ""


def _in_cases(row: pd.Series) -> str:
    if row["unit"] != "%" or pd.isna(row["numerator"]) or pd.isna(row["denominator"]) or not row["denominator"]:
        return ""
    exact = row["target"] * row["denominator"] / 100
    # Rounded first: 0.85 x 60 is a hair above 51, and nobody needs a 52nd child for that.
    short = round(exact - row["numerator"], 9) if row["polarity"] == "high" else round(row["numerator"] - exact, 9)
    needed = math.ceil(short)
    if needed <= 0:
        return ""
    return f" ({needed:,} {'more' if row['polarity'] == 'high' else 'fewer'} of {int(row['denominator']):,})"
