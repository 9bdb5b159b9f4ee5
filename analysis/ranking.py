"""Where one figure stands among all: quartile cuts, bands by the Department for Education's own rule, and ranks."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BANDS = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Rank:
    """A rank among those that have a figure: 1 is best and ties take the smallest.

    Parameters
    ----------
    rank : int or None
        None where the measure has no polarity or the area has no figure.
    ranked : int
        How many have a figure.
    tied : int
        How many share the rank, the area itself included.
    missing : int
        How many have none: suppressed, not available or not applicable.
    """

    rank: int | None
    ranked: int
    tied: int
    missing: int

    @property
    def sentence(self) -> str:
        """The rank with its denominator, ties and how many could not be ranked."""
        rest = f"{self.missing:,} suppressed or missing" if self.missing else "none suppressed or missing"
        if self.rank is None:
            return f"not ranked; {self.ranked:,} {'has' if self.ranked == 1 else 'have'} a figure, {rest}"
        place = f"ranked {self.rank:,} of {self.ranked:,}"
        if self.tied > 1:
            place = f"ranked joint {self.rank:,} of {self.ranked:,} with {self.tied - 1:,} other{'s' if self.tied > 2 else ''}"
        return f"{place}; {rest}"


def quartile_cuts(values: Iterable[float]) -> tuple[float, float, float, float, float] | None:
    """Return least value, quartile cuts and greatest value by quantile type 7, unrounded; None where there is no value.

    Notes
    -----
    Hyndman and Fan (1996), type 7: the cut for p lies (n - 1)p places along the sorted values, between neighbours in
    proportion. It is what R does unless told otherwise, and with it the department's tool.
    """
    ordered = sorted(value for value in values if not math.isnan(value))
    if not ordered:
        return None
    cuts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        place = (len(ordered) - 1) * share
        below, above = ordered[math.floor(place)], ordered[math.ceil(place)]
        # Equal neighbours give themselves, not a hair more or less: the band of a value on the cut hangs on it.
        cuts.append(below if below == above else below + (place - math.floor(place)) * (above - below))
    return tuple(cuts)  # type: ignore[return-value]


def find_band(value: float, cuts: Sequence[float] | None, polarity: str) -> str | None:
    """Return the quartile band of a figure, A best to D worst, or None where there is none.

    Low is good: A up to and including the first cut, then B, C and D. High is good: D up to and including the first cut,
    then C, B and A. No polarity, no figure or no cuts: no band.
    """
    if polarity == "none" or cuts is None or math.isnan(value):
        return None
    letters = BANDS if polarity == "low" else BANDS[::-1]
    for letter, cut in zip(letters, cuts[1:4], strict=False):
        if value <= cut:
            return letter
    return letters[-1]


def find_rank(value: float, values: Iterable[float], polarity: str, missing: int = 0) -> Rank:
    """Rank a figure among all figures, its own included.

    Parameters
    ----------
    value : float
        The area's own figure; NaN where it has none.
    values : iterable of float
        The figures of all areas, the area's own included; NaN is not ranked.
    polarity : {"high", "low", "none"}
        Which way is better; without one nothing is ranked.
    missing : int
        How many areas have no figure, to be said beside the rank.
    """
    ranked = [other for other in values if not math.isnan(other)]
    if polarity == "none" or math.isnan(value):
        return Rank(None, len(ranked), 0, missing)
    better = sum(other > value if polarity == "high" else other < value for other in ranked)
    return Rank(better + 1, len(ranked), ranked.count(value), missing)


def describe_band(band: str | None, value: float, polarity: str, banded: bool = True) -> str:
    """Return the band in words, or why there is none."""
    if band is not None:
        place = {"A": "the best quarter", "B": "the second best quarter", "C": "the second worst quarter", "D": "the worst quarter"}[band]
        return f"band {band}, {place} of authorities"
    if polarity == "none":
        return "no band: neither a higher nor a lower figure is better"
    return "no band: there is no figure" if banded and math.isnan(value) else "no band: the source does not band this measure"
