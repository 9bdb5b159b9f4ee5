"""What an action promises to do to a measure, read from the tracker's own words: which measure, from, to, by when."""

import calendar
import re
from datetime import date

import pandas as pd

from analysis.links import Names, bare

# Fields in which effects are promised, in the order in which they are read.
PROMISED_IN = ("effect", "outcome")
COLUMNS = ("key", "ref", "measure", "name", "text", "start", "goal", "by", "way")
UP, DOWN = "up", "down"

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>20\d\d|\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>20\d\d)\b",
        rf"\b(?:the\s+)?(?:end\s+(?:of\s+)?)?{_MONTH}[\s,-]+(?P<year>20\d\d|\d\d)\b(?!\s*(?:%|per\s?cent))",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}",
        r"\b(?:quarter\s+|Q)(?P<quarter>[1-4])\s*(?:of\s+)?(?P<year>20\d\d)(?:\s*[/-]\s*(?:20)?\d\d)?\b",
        rf"\b(?:by|before|until|in|from)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?{_MONTH}",
        r"\b(?:by|before|until)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?(?P<year>20\d\d)\b",
    )
)
_LEADING = re.compile(r"\b(?:by|before|until)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?$", re.IGNORECASE)
_NUMBER = r"£?(?P<{0}>\d[\d,]*(?:\.\d+)?)\s*(?:%|per\s?cent\b|percent\b)?"
_FROM_TO = re.compile(r"(?:\bfrom\s+)?" + _NUMBER.format("start") + r"\s*(?:,?\s*\bto\b|→|->|–|-)\s*" + _NUMBER.format("goal"), re.IGNORECASE)
# What a figure is now, without "to" behind it: "70% (from 62%)", "baseline 62, target 70".
_START = re.compile(r"\b(?:from|baseline(?:\s+(?:of|is))?|currently)\s*:?\s*" + _NUMBER.format("start"), re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|at least|at most|no more than|no fewer than|no less than|under|below|above|over|less than|fewer than|more than"
    r"|reach(?:es)?|target|goal|of|is|=|:)"
    r"\s+(?:at least\s+|under\s+|below\s+|above\s+|over\s+)?" + _NUMBER.format("goal"),
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<goal>\d[\d,]*(?:\.\d+)?)\s*(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_DOWNWARDS = re.compile(r"\b(?:reduc|decreas|fall|fewer|lower|below|under|less|at most|no more|drop|cut|down)", re.IGNORECASE)
_UPWARDS = re.compile(r"\b(?:increas|ris|rais|higher|above|over|more than|at least|no fewer|no less|up to|grow)", re.IGNORECASE)


def read_promises(actions: pd.DataFrame, measures: pd.DataFrame, base: date | None = None) -> pd.DataFrame:
    """Read the effects that actions promise.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions; ``effect`` and ``outcome`` are read.
    measures : DataFrame
        ``measure``, ``name``, ``catalogue_id``, and ``polarity`` where it is known.
    base : date, optional
        The plan's beginning: a month without a year is the first such month from then on.

    Returns
    -------
    DataFrame
        ``key``, ``ref`` (the action's), ``measure``, ``name``, ``text`` (its own words), ``start``, ``goal`` (numbers), ``by`` (date), ``way``
        (up or down, missing where the words do not say). An effect without a number keeps its words and a missing goal.
    """
    names = Names(measures)
    polarity = dict(zip(measures["measure"], measures["polarity"], strict=True)) if "polarity" in measures else {}
    rows = []
    for action in actions[["key", "ref", "measure", "start", *PROMISED_IN]].to_dict("records"):
        begins = action["start"].date() if pd.notna(action["start"]) else base
        own = names.inside(action["measure"]) or [found for found in [names.whole(action["measure"])] if found]
        seen: set[str] = set()
        for field in PROMISED_IN:
            for text in _pieces(action[field]):
                # An outcome is only a promise where it gives a figure; a column for the effect is one in any case.
                found = names.inside(text) or (own if field == "effect" and len(own) == 1 else [])
                for measure in found:
                    promise = read_effect(text, names.names[measure], begins, polarity.get(measure))
                    if measure not in seen and (field == "effect" or promise["goal"] is not None):
                        rows.append({"key": action["key"], "ref": action["ref"], "measure": measure, "name": names.names[measure], **promise})
                        seen.add(measure)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    kinds = {"start": "float64", "goal": "float64", "by": "datetime64[us]"} | dict.fromkeys(("key", "ref", "measure", "name", "text", "way"), "str")
    return frame.astype(kinds)


def _pieces(text: object) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;\n•]", text) if piece.strip()] if isinstance(text, str) else []


def read_effect(text: str, name: str, base: date | None = None, polarity: object = None) -> dict[str, object]:
    """Read one promised effect: ``text``, ``start``, ``goal``, ``by``, ``way``.

    Parameters
    ----------
    text : str
    name : str
        The measure's name; numbers in it are no part of the promise.
    base : date, optional
        A month without a year is the first such month from then on.
    polarity : str, optional
        high or low: the way, where the words do not say one.
    """
    rest = _without_name(text, name)
    by, rest = _take_date(rest, base)
    between = _FROM_TO.search(rest)
    before = between or _START.search(rest)
    other = rest if between or before is None else f"{rest[: before.start()]} {rest[before.end() :]}"
    found = between or _TO.search(other) or _PERCENT.search(other)
    start = _as_number(before.group("start")) if before else None
    goal = _as_number(found.group("goal")) if found else None
    return {"text": text, "start": start, "goal": goal, "by": by, "way": _read_way(start, goal, rest, polarity)}


def _without_name(text: str, name: str) -> str:
    pattern = r"[\W_]+".join(map(re.escape, bare(name).split()))
    return re.sub(pattern, " ", text, count=1, flags=re.IGNORECASE) if pattern else text


def _as_number(text: str) -> float:
    return float(text.replace(",", ""))


def _read_way(start: float | None, goal: float | None, rest: str, polarity: object) -> str | None:
    if start is not None and goal is not None and start != goal:
        return UP if goal > start else DOWN
    if _DOWNWARDS.search(rest):
        return DOWN
    if _UPWARDS.search(rest):
        return UP
    return {"high": UP, "low": DOWN}.get(str(polarity))


def _take_date(text: str, base: date | None) -> tuple[pd.Timestamp | None, str]:
    """Return the date that a text promises, and the text without it."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            day = _as_date(found.groupdict(), base)
            if day is not None:
                before = _LEADING.sub("", text[: found.start()])
                return pd.Timestamp(day), f"{before} {text[found.end() :]}"
    return None, text


def _as_date(parts: dict[str, str | None], base: date | None) -> date | None:
    month = _MONTHS.get((parts.get("month") or "").casefold()) or int(parts.get("number") or 0)
    year = int(parts.get("year") or 0)
    year += 2000 if 0 < year < 100 else 0
    if parts.get("quarter"):
        month = (6, 9, 12, 3)[int(parts["quarter"] or 1) - 1]
        year += month == 3
    if not month:
        return date(year, 12, 31) if year else None
    if not 1 <= month <= 12:
        return None
    if not year:
        if base is None:
            return None
        year = base.year + (month < base.month)
    last = calendar.monthrange(year, month)[1]
    day = int(parts.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None
