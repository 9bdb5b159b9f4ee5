"""Words that describe a measure: which way is better, how often, in what unit, how far to go."""

import itertools
import re
from datetime import date

from loaders.grid import Cell
from loaders.tables.known_columns import text_of
from loaders.words.indicators import unit_of
from loaders.words.numbers import Figure, read_figure

_HIGH = re.compile(
    r"^(?:h|high(?:er)?|up|increas\w*|bigger|larger|more|maximi[sz]e|above|greater|[↑▲⬆↗]+|positive|ascending)\b|[↑▲⬆]|\b(?:high(?:er)?|bigger|larger|more|up|increase)\b"
)
_LOW = re.compile(
    r"^(?:l|low(?:er)?|down|decreas\w*|smaller|less|fewer|reduc\w*|minimi[sz]e|below|[↓▼⬇↘]+|negative|descending)\b|[↓▼⬇]|\b(?:low(?:er)?|smaller|less|fewer|down|reduce|decrease)\b"
)
_NEITHER = re.compile(
    r"^(?:-|none|n/?a|neither|neutral|context\w*|info\w*|no polarity|not applicable|maintain|stable|on plan|monitor(?:ing)? only|"
    r"[↔⬌→]+|within range|range)"
)
_FREQUENCIES = (
    (re.compile(r"^(?:w$|week)"), "weekly"),
    (re.compile(r"^(?:m$|mth|month)"), "monthly"),
    (re.compile(r"^(?:q$|qtr|quarter|3 month)"), "quarterly"),
    (re.compile(r"^(?:t$|term)"), "termly"),
    (re.compile(r"^(?:a$|y$|ann|year|academic|financial)"), "annual"),
)
_COMPARISON = re.compile(
    r"^\s*(?:<=|>=|=<|=>|[<>≤≥=~±]|\+/-|at least|at most|less than|more than|under|over|above|below|no more than|up to|"
    r"minimum|maximum|min|max)?\s*"
)
MEASURE_KINDS = ("flow", "stock", "rolling", "percentage", "count", "rate")
_PERCENT_UNIT = re.compile(r"^(?:%|percent(?:age)?|per ?cent|pct|perc|% ?age|proportion)", re.IGNORECASE)
_NOT_COUNTED = ("average", "days", "%")
_COUNT_UNIT = re.compile(r"^(?:count|number|num|no\.?|#|volume|integer|whole number|n)$|^number of|^count of", re.IGNORECASE)


def read_polarity(cell: Cell, heading: str = "") -> str | None:
    """Return high, low or none; None where the words do not say. A yes or a tick under "Bigger is better" counts as well."""
    text = (text_of(cell) or "").casefold().strip(" .")
    if not text:
        return None
    if text in ("yes", "y", "true", "✓") or text in ("no", "n", "false"):
        bigger = bool(_HIGH.search(heading.casefold())) and not _LOW.search(heading.casefold().replace("or smaller", ""))
        smaller = bool(re.search(r"smaller|lower", heading.casefold())) and not re.search(r"bigger|higher|high", heading.casefold())
        if not bigger and not smaller:
            return None
        return "high" if bigger == (text in ("yes", "y", "true", "✓")) else "low"
    if _NEITHER.match(text):
        return "none"
    high, low = bool(_HIGH.search(text)), bool(_LOW.search(text))
    if high == low:
        return None
    return "high" if high else "low"


def read_frequency(cell: Cell) -> str | None:
    """Return weekly, monthly, quarterly, termly or annual; other words as they stand."""
    text = (text_of(cell) or "").casefold()
    if not text:
        return None
    return next((name for pattern, name in _FREQUENCIES if pattern.match(text)), text)


def read_unit(cell: Cell, name: str = "") -> str | None:
    """Return the unit that a cell gives, or else the unit that the measure's name gives away."""
    text = text_of(cell) or ""
    if _PERCENT_UNIT.match(text):
        return "%"
    if _COUNT_UNIT.match(text):
        # The number of an average, such as a caseload, is not a count of anything.
        return text.casefold() if name and unit_of(name, default=None) in _NOT_COUNTED else "count"
    if text:
        unit = unit_of(text, default=None)
        return unit if unit not in (None, "average", "count") else text.casefold() if text.istitle() else text
    return unit_of(name, default=None) if name else None


def read_target(cell: Cell) -> tuple[Figure, float | None]:
    """Return target and tolerance: "<= 20%" is 20 per cent, "90 (+/- 2)" is 90 with 2, a span such as 18-22 its middle with half its width."""
    figure = read_figure(cell)
    text = text_of(cell)
    if figure.value is not None or text is None or isinstance(cell, (int, float)):
        return figure, None
    span = re.match(r"^\s*(?:between\s+)?(\d+(?:\.\d+)?)\s*%?\s*(?:-|–|to|and)\s*(\d+(?:\.\d+)?)\s*(%?)\s*$", text)
    if span and float(span[1]) < float(span[2]):
        low, high = float(span[1]), float(span[2])
        return Figure((low + high) / 2, percent=bool(span[3])), (high - low) / 2
    both = re.match(r"^(?P<target>[^()]+?)\s*\(?\s*(?:\+/-|±)\s*(?P<by>\d+(?:\.\d+)?)\s*%?\s*\)?$", text)
    if both:
        return read_figure(both["target"]), float(both["by"])
    return read_figure(_COMPARISON.sub("", text.casefold(), count=1)), None


def frequency_of(kinds: list[str], days: list[int]) -> str | None:
    """Return how often a measure is reported, from the kinds and lengths of its periods."""
    usual = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "term": "termly", "year": "annual", "half": "twice a year"}
    named = [usual[kind] for kind in kinds if kind in usual]
    if named:
        return max(set(named), key=named.count)
    gaps = sorted(days)
    if not gaps:
        return None
    middle = gaps[len(gaps) // 2]
    lengths = {8: "weekly", 32: "monthly", 93: "quarterly", 130: "termly", 367: "annual"}
    return next((name for longest, name in lengths.items() if middle <= longest), None)


def gaps_between(days: list[date]) -> list[int]:
    """Return the days between consecutive dates, each date counted once."""
    distinct = sorted(set(days))
    return [(later - earlier).days for earlier, later in itertools.pairwise(distinct)]
