"""Is a council's figure really different from a reference? Exact binomial and Poisson tests, and the limits of a funnel.

The reference (England, the neighbours, a target) is taken as known: its own uncertainty is small beside the council's.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd

from model.vocabulary import POLARITIES

Word = Literal["better", "worse", "higher", "lower", "cannot tell"]

# Below this a difference is called real: one time in twenty it would come by chance.
SIGNIFICANT = 0.05
# What lies outside the funnel's 95% and 99.8% limits: about two and three standard errors either side.
FUNNEL_OUTSIDE = (SIGNIFICANT, 0.002)
# A term this much smaller than the sum no longer changes it.
_NEGLIGIBLE = 1e-18
_POLARITY_WORDS = {"high": ", high is good", "low": ", low is good", "none": ""}


@dataclass(frozen=True)
class Verdict:
    """What can be said about a figure beside a reference.

    Parameters
    ----------
    word : {"better", "worse", "higher", "lower", "cannot tell"}
        ``higher`` and ``lower`` for a measure without polarity: really different, neither better nor worse.
    p : float or None
        How often chance alone would give a difference as large; None where no test could be made.
    sentence : str
        The whole finding in words.
    """

    word: Word
    p: float | None
    sentence: str


def binomial_p(successes: float, trials: float, proportion: float) -> float:
    """Return the two-sided p of an exact binomial test: twice the smaller tail, at most 1.

    Parameters
    ----------
    successes, trials : int
        Whole numbers, ``0 <= successes <= trials``.
    proportion : float
        The reference proportion, 0 to 1.

    Raises
    ------
    ValueError
        A count is not whole or not in its range, or the proportion is not between 0 and 1.
    """
    k, n = _whole(successes, "numerator"), _whole(trials, "denominator")
    if k > n:
        raise ValueError(f"The numerator {k:,} is larger than the denominator {n:,}.")
    if not 0 <= proportion <= 1:
        raise ValueError("The reference proportion lies between 0 and 1.")
    if proportion in (0, 1):
        return 1.0 if k == n * proportion else 0.0
    odds = proportion / (1 - proportion)
    at_k = math.exp(
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        + k * math.log(proportion) + (n - k) * math.log1p(-proportion)
    )
    return _double_smaller_tail(
        k, at_k, centre=n * proportion, top=n,
        step_down=lambda j: j / ((n - j + 1) * odds),
        step_up=lambda j: (n - j) * odds / (j + 1),
    )


def poisson_p(count: float, expected: float) -> float:
    """Return the two-sided p of an exact Poisson test: twice the smaller tail, at most 1.

    Parameters
    ----------
    count : int
        What was counted.
    expected : float
        What the reference would give, 0 or more; need not be whole.

    Raises
    ------
    ValueError
        The count is not a whole number of 0 or more, or the expected number is negative.
    """
    k = _whole(count, "count")
    if not 0 <= expected < math.inf:
        raise ValueError("The expected number is 0 or more.")
    if expected == 0:
        return 1.0 if k == 0 else 0.0
    at_k = math.exp(k * math.log(expected) - expected - math.lgamma(k + 1))
    return _double_smaller_tail(
        k, at_k, centre=expected, top=None,
        step_down=lambda j: j / expected,
        step_up=lambda j: expected / (j + 1),
    )


def _double_smaller_tail(
    k: int, at_k: float, *, centre: float, top: int | None, step_down: Callable[[int], float], step_up: Callable[[int], float],
) -> float:
    """Sum the tail that points away from the centre, from k outwards: its terms only shrink, so nothing is lost."""
    down = k <= centre
    terms = [at_k]
    total, term, j = at_k, at_k, k
    while term > total * _NEGLIGIBLE and (j > 0 if down else top is None or j < top):
        term *= step_down(j) if down else step_up(j)
        j += -1 if down else 1
        terms.append(term)
        total += term
    tail = math.fsum(terms)
    other = 1 - tail + at_k
    return min(1.0, 2 * min(tail, other))


def _whole(number: float, what: str) -> int:
    if not math.isfinite(number) or number < 0 or number != int(number):
        raise ValueError(f"A {what} is a whole number of 0 or more, not {number:g}.")
    return int(number)


def judge_percentage(numerator: float, denominator: float, reference: float, polarity: str) -> Verdict:
    """Say whether a percentage is better or worse than a reference percentage, by the exact binomial test.

    Parameters
    ----------
    numerator, denominator : int
        The children counted, and the children they were counted among.
    reference : float
        The reference in per cent, 0 to 100.
    polarity : {"high", "low", "none"}
        Which way is better.

    Returns
    -------
    Verdict
        Such as "12 of 40 against 24%, low is good: cannot tell, p = 0.47".

    Raises
    ------
    ValueError
        As `binomial_p`; or no such polarity.
    """
    beginning = f"{numerator:,.0f} of {denominator:,.0f} against {_trim(reference)}%"
    if denominator == 0:
        return Verdict("cannot tell", None, f"{beginning}{_polarity(polarity)}: cannot tell, there was nobody to count")
    p = binomial_p(numerator, denominator, reference / 100)
    return _judge(beginning, p, numerator > denominator * reference / 100, polarity)


def judge_rate(count: float, population: float, reference: float, polarity: str, per: float = 10_000) -> Verdict:
    """Say whether a rate is better or worse than a reference rate, by the exact Poisson test of its count.

    Parameters
    ----------
    count : int
        The children counted.
    population : float
        The children who live there.
    reference : float
        The reference rate, for ``per`` children.
    polarity : {"high", "low", "none"}
        Which way is better.
    per : float
        What the rate is given for: 10,000 children unless said otherwise.

    Raises
    ------
    ValueError
        As `poisson_p`; or no such polarity.
    """
    expected = reference * population / per
    beginning = f"{count:,.0f} where {_trim(expected)} would be expected at {_trim(reference)} per {per:,.0f}"
    return _judge(beginning, poisson_p(count, expected), count > expected, polarity)


def cannot_judge(reason: str) -> Verdict:
    """Return the verdict where no test can be made, with the reason in words."""
    return Verdict("cannot tell", None, f"cannot tell: {reason}")


def _judge(beginning: str, p: float, is_higher: bool, polarity: str) -> Verdict:
    good = _polarity(polarity)
    word: Word
    if p >= SIGNIFICANT:
        word = "cannot tell"
    elif polarity == "none":
        word = "higher" if is_higher else "lower"
    else:
        word = "better" if is_higher == (polarity == "high") else "worse"
    return Verdict(word, p, f"{beginning}{good}: {word}, {describe_p(p)}")


def _polarity(polarity: str) -> str:
    if polarity not in POLARITIES:
        raise ValueError(f"A polarity is {', '.join(POLARITIES)}, not {polarity!r}.")
    return _POLARITY_WORDS[polarity]


def describe_p(p: float) -> str:
    """Return p in words: two decimals, three where it is small, more where rounding would put it on 0.05."""
    if p < 0.001:
        return "p < 0.001"
    places = 2 if p >= 0.0095 else 3
    # "worse, p = 0.05" would read as a mistake, as "worse" needs less than 0.05.
    while places < 12 and p != SIGNIFICANT and float(f"{p:.{places}f}") == SIGNIFICANT:
        places += 1
    return f"p = {p:.{places}f}"


def _trim(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")


def funnel(reference: float, denominators: Iterable[float]) -> pd.DataFrame:
    """Return the limits of a funnel plot of percentages, from the exact binomial distribution.

    A point outside the 95% limits is exactly one that `judge_percentage` calls better or worse.

    Parameters
    ----------
    reference : float
        The line in the middle, in per cent.
    denominators : iterable of int
        Where along the axis limits are wanted: whole numbers of 1 or more.

    Returns
    -------
    DataFrame
        ``denominator``, ``lower_99_8``, ``lower_95``, ``reference``, ``upper_95``, ``upper_99_8``, all but the first in
        per cent. A point is outside where it is below a lower or above an upper limit.
    """
    rows = []
    for size in denominators:
        n = _whole(size, "denominator")
        if n == 0:
            raise ValueError("A funnel needs denominators of 1 or more.")
        middle = min(n, math.floor((n + 1) * reference / 100))
        limits = _find_limits(partial(_swap_binomial_p, n, reference / 100), middle, n)
        rows.append([n, *(100 * limit / n for limit in limits)])
    return _as_frame(rows, "denominator", reference)


def rate_funnel(reference: float, populations: Iterable[float], per: float = 10_000) -> pd.DataFrame:
    """Return the limits of a funnel plot of rates, from the exact Poisson distribution: columns as in `funnel`, for ``per``."""
    rows = []
    for population in populations:
        if population < 1:
            raise ValueError("A funnel needs populations of 1 or more.")
        expected = reference * population / per
        highest = math.ceil(expected + 10 * math.sqrt(expected) + 20)
        limits = _find_limits(partial(_swap_poisson_p, expected), math.floor(expected), highest)
        rows.append([population, *(per * limit / population for limit in limits)])
    return _as_frame(rows, "population", reference)


def _as_frame(rows: list[list[float]], size: str, reference: float) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[size, "lower_99_8", "lower_95", "upper_95", "upper_99_8"])
    frame.insert(3, "reference", float(reference))
    return frame


def find_outliers(observations: pd.DataFrame, reference: float) -> pd.DataFrame:
    """Return the points of a funnel plot: which councils lie outside its limits.

    Parameters
    ----------
    observations : DataFrame
        One measure, breakdown and period, with ``numerator`` and ``denominator``; rows without both are left out.
    reference : float
        The line in the middle, in per cent.

    Returns
    -------
    DataFrame
        ``area_code``, ``area``, ``numerator``, ``denominator``, ``value`` (in per cent, from the two counts), ``p`` and
        ``outside`` ("99.8%", "95%" or empty).
    """
    whole = observations["numerator"].mod(1).eq(0) & observations["denominator"].mod(1).eq(0) & observations["denominator"].gt(0)
    points = observations.loc[whole, ["area_code", "area", "numerator", "denominator"]].reset_index(drop=True)
    points["value"] = 100 * points["numerator"] / points["denominator"]
    points["p"] = [binomial_p(k, n, reference / 100) for k, n in zip(points["numerator"], points["denominator"], strict=True)]
    inner, outer = FUNNEL_OUTSIDE
    points["outside"] = pd.Series(["99.8%" if p < outer else "95%" if p < inner else "" for p in points["p"]], dtype="str")
    return points


def _swap_binomial_p(trials: int, proportion: float, successes: int) -> float:
    return binomial_p(successes, trials, proportion)


def _swap_poisson_p(expected: float, count: int) -> float:
    return poisson_p(count, expected)


def _find_limits(find_p: Callable[[int], float], middle: int, highest: int) -> tuple[int, int, int, int]:
    """Return the outermost counts still inside: outer and inner lower limit, inner and outer upper limit."""
    inner, outer = FUNNEL_OUTSIDE
    return (
        _last_inside(find_p, middle, 0, outer),
        _last_inside(find_p, middle, 0, inner),
        _last_inside(find_p, middle, highest, inner),
        _last_inside(find_p, middle, highest, outer),
    )


def _last_inside(find_p: Callable[[int], float], inside: int, end: int, level: float) -> int:
    """Return the count farthest towards ``end`` whose p is not below ``level``; p only falls on the way there."""
    if find_p(end) >= level:
        return end
    outside = end
    while abs(outside - inside) > 1:
        between = (inside + outside) // 2
        inside, outside = (between, outside) if find_p(between) >= level else (inside, between)
    return inside
