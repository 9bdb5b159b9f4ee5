"""Which figures add up to which: parts to their total, measures to the measure they are parts of, schools to their council."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

# Units that count nobody: shares, rates, averages, times, money, scores. In every other unit, known or not, a whole number may count children.
_UNCOUNTED = re.compile(
    r"%|per ?cent|\bper\b|\brates?\b|\bratio|average|mean|median|\b(?:days?|weeks?|months?|years?|hours?)\b|£|\bscores?\b|\bpoints?\b|\bfte\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:total|all)\b", re.IGNORECASE)
# Two sums this close are the same: published parts are rounded in the last digit.
_SAME = 0.5

Items = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Relation:
    """A sum: rows of a frame that add up to another row of it."""

    total: int
    parts: tuple[int, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def counts_children(unit: object) -> bool:
    """Return whether a unit counts children, cases or people, so that the figure depends on the size of the council."""
    return pd.isna(unit) or not _UNCOUNTED.search(str(unit))


def grows_with_size(unit: object) -> bool:
    """Return whether a figure depends on the size of the area: it counts somebody, or is a sum of money that is not for each of them."""
    return counts_children(unit) or str(unit).strip() == "£"


def is_count(frame: pd.DataFrame) -> pd.Series:
    """Return which observations count something: no percentage, rate, average or sum of money, and a whole number where there is one."""
    counted = frame["unit"].map(counts_children)
    ratio = frame["numerator"].notna() & frame["denominator"].notna()
    return counted.astype(bool) & ~ratio & (frame["value"].isna() | frame["value"].mod(1).eq(0))


def find_relations(
    frame: pd.DataFrame, counts: pd.Series, pairs: pd.DataFrame | None = None, own_code: str | None = None, exact: bool = True,
) -> tuple[list[Relation], list[tuple[int, int]]]:
    """Return every sum among the rows of a frame, and the rows that stand or fall together.

    Parameters
    ----------
    frame : DataFrame
        Canonical observations, index 0..n-1.
    counts : Series of bool
        From ``is_count``.
    pairs : DataFrame, optional
        ``measure``, ``numerator`` and ``part_of``, see ``disclosure.suppress``.
    own_code : str, optional
        The area of which schools are parts.
    exact : bool
        Leave out parts that are known not to add up to their total.

    Returns
    -------
    list of Relation
    list of tuple of int
        A percentage and the count above its line: who knows one knows the other.
    """
    adding = frame["value"].where(counts, frame["numerator"])
    below = frame["denominator"]
    area = frame["area_code"].fillna(frame["area"]).fillna("")
    items = _read_items(frame)
    place: dict[tuple[str, str, pd.Timestamp, Items], int] = {}
    for row, key in enumerate(zip(frame["measure"], area, frame["period_end"], items, strict=True)):
        place.setdefault(key, row)
    found = [*_sum_breakdowns(place), *_sum_measures(place, pairs), *_sum_schools(place, frame, own_code)]
    numbers, wholes = adding.to_numpy(), below.to_numpy()
    if not exact:
        return found, []
    relations = [relation for relation in found if _adds_up(numbers[list(relation.cells)], wholes[list(relation.cells)])]
    return relations, list(_link(place, pairs))


def _read_items(frame: pd.DataFrame) -> list[Items]:
    """Return each row's breakdown as filters and values; what is a total, or the same on every row of the measure, is left out."""
    texts = frame["breakdown"].fillna("Total")
    read = {text: _split(text) for text in texts.unique()}
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows: dict[str, set[str]] = defaultdict(set)
    for measure, text in zip(frame["measure"], texts, strict=True):
        rows[measure].add(text)
    constant: dict[str, set[str]] = {}
    for measure, its in rows.items():
        for text in its:
            for name, value in read[text]:
                seen[measure, name].add(value)
        # A filter with one value that stands on every row says what is counted and divides nothing.
        named = [{name for name, _ in read[text]} for text in its]
        everywhere = set.intersection(*named) if named else set()
        constant[measure] = {name for name in everywhere if len(seen[measure, name]) == 1}
    return [
        frozenset((name, value) for name, value in read[text] if not _WHOLE.search(value) and name not in constant[measure])
        for measure, text in zip(frame["measure"], texts, strict=True)
    ]


def _split(text: str) -> Items:
    if text == "Total":
        return frozenset()
    parts = (part.partition(": ") for part in text.split("; "))
    return frozenset((name, value) if mark else ("", name) for name, mark, value in parts)


def _sum_breakdowns(place: dict[tuple[str, str, pd.Timestamp, Items], int]) -> Iterator[Relation]:
    together: dict[tuple[str, str, pd.Timestamp], dict[Items, int]] = defaultdict(dict)
    for (measure, area, end, items), row in place.items():
        together[measure, area, end][items] = row
    for cells in together.values():
        if len(cells) < 2:
            continue
        parts: dict[tuple[Items, str], list[int]] = defaultdict(list)
        for items, row in cells.items():
            for item in items:
                parts[items - {item}, item[0]].append(row)
        for (whole, _), rows in parts.items():
            if whole in cells:
                yield Relation(cells[whole], tuple(rows))


def _sum_measures(place: dict[tuple[str, str, pd.Timestamp, Items], int], pairs: pd.DataFrame | None) -> Iterator[Relation]:
    if pairs is None:
        return
    wholes: dict[str, list[str]] = defaultdict(list)
    for measure, whole in zip(pairs["measure"], pairs["part_of"], strict=True):
        if isinstance(whole, str) and whole:
            wholes[whole].append(measure)
    for (measure, area, end, items), row in place.items():
        if measure in wholes:
            rows = tuple(place[part, area, end, items] for part in wholes[measure] if (part, area, end, items) in place)
            if rows:
                yield Relation(row, rows)


def _sum_schools(place: dict[tuple[str, str, pd.Timestamp, Items], int], frame: pd.DataFrame, own_code: str | None) -> Iterator[Relation]:
    levels = frame["area_level"].tolist()
    if own_code is None or "school" not in levels:
        return
    schools: dict[tuple[str, pd.Timestamp, Items], list[int]] = defaultdict(list)
    for (measure, _, end, items), row in place.items():
        if levels[row] == "school":
            schools[measure, end, items].append(row)
    for (measure, end, items), rows in schools.items():
        whole = place.get((measure, own_code, end, items))
        if whole is not None:
            yield Relation(whole, tuple(rows))


def _adds_up(numbers: np.ndarray, below: np.ndarray) -> bool:
    """Say whether parts add up to their total (which comes first), or might: with a figure missing, two parts or more are taken to."""
    if abs(below[0] - below[1:].sum()) <= _SAME:
        return True
    missing = np.isnan(numbers)
    if missing.any():
        return len(numbers) > 2 and not missing.all()
    return bool(abs(numbers[0] - numbers[1:].sum()) <= _SAME)


def _link(place: dict[tuple[str, str, pd.Timestamp, Items], int], pairs: pd.DataFrame | None) -> Iterable[tuple[int, int]]:
    if pairs is None:
        return
    above = {measure: count for measure, count in zip(pairs["measure"], pairs["numerator"], strict=True) if isinstance(count, str) and count}
    for (measure, area, end, items), row in place.items():
        other = place.get((above[measure], area, end, items)) if measure in above else None
        if other is not None:
            yield row, other
