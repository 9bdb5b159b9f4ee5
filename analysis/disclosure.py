"""Small numbers hidden before anything leaves the council: counts of 1 to 5, what is made of them, and what would give them away.

The rule: a count of 1 to 5 becomes [c] and 0 stays a true zero; a percentage or rate is hidden where its numerator, its denominator or the
rest (denominator less numerator) is 1 to 5; further cells are hidden until no hidden one can be worked out from totals, totals being cells
themselves; counts of regions and England are rounded to 10. Letters that a source put stay as they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.cells import Relation, find_relations, is_count

# Counts of 1 to this many are hidden: the usual threshold of the department's own publications.
THRESHOLD = 5
HIDDEN = "c"
ROUNDED_LEVELS = ("region", "England")
ROUNDED_TO = 10
_NOTHING = 1e-9


def suppress(
    observations: pd.DataFrame, *, threshold: int = THRESHOLD, pairs: pd.DataFrame | None = None, own_code: str | None = None,
) -> pd.DataFrame:
    """Hide small numbers and every further number that would give one away.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations. What stands in the frame protects itself: give a measure together with its breakdown and with the measures
        that ``pairs`` ties to it.
    threshold : int
        Counts of 1 to this many are hidden.
    pairs : DataFrame, optional
        ``measure`` (a percentage or rate), ``numerator`` (the measure that counts above the line) and ``part_of`` (the measure that a
        measure is a part of), as in data/vocabularies/published_pairs.csv.
    own_code : str, optional
        The area of which schools are parts.

    Returns
    -------
    DataFrame
        The same rows in the same order. A hidden row has the symbol "c" and neither value, numerator nor denominator.
    """
    frame = observations.reset_index(drop=True)
    counts = is_count(frame)
    small = _find_small(frame, counts, threshold)
    gone = frame["value"].isna() & frame["symbol"].notna()
    hidden = set(np.flatnonzero(small | gone).tolist())
    if small.any() or gone.any():
        relations, links = find_relations(frame, counts, pairs, own_code)
        sums = _Sums.of(frame, counts, small)
        for group in _connect(relations, links):
            if group.cells & hidden:
                hidden |= _protect(group, group.cells & hidden, sums, threshold)
    return _hide(frame, counts, sorted(hidden)).set_index(observations.index)


def _find_small(frame: pd.DataFrame, counts: pd.Series, threshold: int) -> pd.Series:
    def small(numbers: pd.Series) -> pd.Series:
        return (numbers > 0) & (numbers <= threshold)

    above, below = frame["numerator"], frame["denominator"]
    return (counts & small(frame["value"])) | small(above) | small(below) | small((below - above).round(6))


def _hide(frame: pd.DataFrame, counts: pd.Series, rows: list[int]) -> pd.DataFrame:
    safe = frame.copy()
    rounded = safe["area_level"].isin(ROUNDED_LEVELS)
    safe.loc[rounded & counts, "value"] = _round(safe.loc[rounded & counts, "value"])
    for column in ("numerator", "denominator"):
        safe.loc[rounded, column] = _round(safe.loc[rounded, column])
    safe.loc[rows, "symbol"] = safe.loc[rows, "symbol"].fillna(HIDDEN)
    safe.loc[rows, ["value", "numerator", "denominator"]] = float("nan")
    return safe


def _round(numbers: pd.Series) -> pd.Series:
    return np.floor(numbers / ROUNDED_TO + 0.5) * ROUNDED_TO


# --- what belongs together -----------------------------------------------------------------------------------------


@dataclass
class _Group:
    """Cells that depend on each other: sums, and cells that are hidden together."""

    cells: set[int] = field(default_factory=set)
    relations: list[Relation] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)


def _connect(relations: Iterable[Relation], links: Iterable[tuple[int, int]]) -> list[_Group]:
    parent: dict[int, int] = {}

    def root(cell: int) -> int:
        parent.setdefault(cell, cell)
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    relations, links = list(relations), list(links)
    for relation in relations:
        for part in relation.parts:
            parent[root(part)] = root(relation.total)
    for first, second in links:
        parent[root(first)] = root(second)
    groups: dict[int, _Group] = {}
    for cell in parent:
        groups.setdefault(root(cell), _Group()).cells.add(cell)
    for relation in relations:
        groups[root(relation.total)].relations.append(relation)
    for link in links:
        groups[root(link[0])].links.append(link)
    return list(groups.values())


# --- hiding until nothing can be worked out --------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sums:
    """What each row adds to a sum: its count or numerator, the rest and the denominator; and which rows are small."""

    numbers: tuple[np.ndarray, ...]
    small: np.ndarray

    @classmethod
    def of(cls, frame: pd.DataFrame, counts: pd.Series, small: pd.Series) -> "_Sums":
        above = frame["value"].where(counts, frame["numerator"])
        below = frame["denominator"]
        return cls((above.to_numpy(), (below - frame["numerator"]).to_numpy(), below.to_numpy()), small.to_numpy())

    def size(self, cell: int) -> float:
        """Return how large a cell is, for the choice of the smallest; unknown ones last."""
        number = self.numbers[0][cell]
        return float("inf") if np.isnan(number) else float(number)


def _protect(group: _Group, start: set[int], sums: _Sums, threshold: int) -> set[int]:
    """Return the hidden cells of a group, more of them until none can be worked out."""
    hidden = set(start)
    while True:
        more = _pull_along(group, hidden) or _cover(group, hidden, sums, threshold) or _untie(group, hidden, sums)
        if not more:
            return hidden
        hidden |= more


def _pull_along(group: _Group, hidden: set[int]) -> set[int]:
    return {other for first, second in group.links for cell, other in ((first, second), (second, first)) if cell in hidden and other not in hidden}


def _cover(group: _Group, hidden: set[int], sums: _Sums, threshold: int) -> set[int]:
    """Hide a second cell of every sum of which one is hidden, or more where the hidden ones together are still too few."""
    more: set[int] = set()
    for relation in group.relations:
        inside = [cell for cell in relation.cells if cell in hidden]
        if not inside or any(cell in more for cell in relation.cells):
            continue
        if len(inside) == 1 or (relation.total not in hidden and _is_tight(inside, sums, threshold)):
            chosen = _choose(relation, hidden, sums)
            more |= set() if chosen is None else {chosen}
    return more


def _is_tight(inside: list[int], sums: _Sums, threshold: int) -> bool:
    """Say whether cells whose sum shows could be guessed: each is at least 1, and none could be larger than the threshold."""
    if not sums.small[inside].any():
        return False
    for numbers in sums.numbers:
        known = numbers[inside]
        if not np.isnan(known).any() and ((known > 0) & (known <= threshold)).any() and known.sum() < threshold + len(inside):
            return True
    return False


def _choose(relation: Relation, hidden: set[int], sums: _Sums) -> int | None:
    """Choose the next cell to hide: the smallest part that is not zero, else the total, else a part that is zero."""
    parts = sorted((cell for cell in relation.parts if cell not in hidden), key=lambda cell: (sums.size(cell), cell))
    filled = [cell for cell in parts if sums.size(cell) > 0]
    whole = [relation.total] if relation.total not in hidden else []
    return next(iter([*filled, *whole, *parts]), None)


def _untie(group: _Group, hidden: set[int], sums: _Sums) -> set[int]:
    """Where the sums together still give a hidden cell away, hide one more beside it."""
    cells = sorted(hidden)
    place = {cell: number for number, cell in enumerate(cells)}
    rows = []
    for relation in group.relations:
        row = np.zeros(len(cells))
        for cell in relation.cells:
            if cell in place:
                row[place[cell]] = 1.0 if cell == relation.total else -1.0
        if row.any():
            rows.append(row)
    if not rows:
        return set()
    _, sizes, directions = np.linalg.svd(np.array(rows))
    rank = int((sizes > _NOTHING * max(1.0, sizes[0])).sum())
    # What the sums leave free; a cell that no free direction touches has one possible value.
    fixed = [cells[number] for number in np.flatnonzero(np.abs(directions[rank:]).max(axis=0, initial=0) < 1e-7)]
    touched = {cell for relation in group.relations for cell in relation.cells}
    for cell in fixed:
        if cell not in touched:
            continue
        beside = [relation for relation in group.relations if cell in relation.cells] + group.relations
        chosen = next((found for relation in beside if (found := _choose(relation, hidden, sums)) is not None), None)
        if chosen is not None:
            return {chosen}
    return set()


def describe_rule(threshold: int = THRESHOLD) -> str:
    """Return the rule in one sentence, to stand beside partner views and downloads."""
    return (
        f"Counts of 1 to {threshold} are hidden as [c], and so are percentages and rates made of them and every further figure that would give "
        f"one away; 0 is a true 0; counts of regions and England are rounded to {ROUNDED_TO}."
    )
