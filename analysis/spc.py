"""Statistical process control: XmR charts by the conventions of NHS Making Data Count.

The answers are those of the R package NHSRplotthedots 0.2.2. This is the engine only: it works
the figures out for a series of any length. What a page may show of them is decided in `analysis.gate`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from analysis.spc_input import Improvement, Options, check_options, check_series

# Distance from the mean to a limit, in average moving ranges: 3 / d2 with d2 = 1.128, rounded as the package rounds it.
LIMIT_FACTOR = 2.66
# The near limits lie two thirds of the way to the limits. The order of these operations fixes the last bit.
NEAR_FACTOR = 2 * (LIMIT_FACTOR / 3)
# A moving range of this many averages or more is left out of the average: D4 for ranges of two.
SCREEN_FACTOR = 3.267
# Points in a shift or a trend, and in a two-in-three window.
RUN_LENGTH = 7
WINDOW_LENGTH = 3
# The package warns below 13 although its help says 12.
SHORT_GROUP = 13

COMMON_CAUSE = "Common Cause"
ABOVE_LIMIT = "Above UCL"
BELOW_LIMIT = "Below LCL"
RISING = "7 Point Trend (Increasing)"
FALLING = "7 Point Trend (Decreasing)"
NEAR_ABOVE = "2 in 3 Above CL"
NEAR_BELOW = "2 in 3 Below CL"
SHIFT_ABOVE = "7 Points Above CL"
SHIFT_BELOW = "7 Points Below CL"
# Which way each label points: 1 high, -1 low.
SIDES: dict[str, int] = {
    COMMON_CAUSE: 0,
    ABOVE_LIMIT: 1, RISING: 1, NEAR_ABOVE: 1, SHIFT_ABOVE: 1,
    BELOW_LIMIT: -1, FALLING: -1, NEAR_BELOW: -1, SHIFT_BELOW: -1,
}
_POINT_TYPES: dict[str, dict[int, str]] = {
    "increase": {1: "special_cause_improvement", -1: "special_cause_concern", 0: "common_cause"},
    "decrease": {1: "special_cause_concern", -1: "special_cause_improvement", 0: "common_cause"},
    "neutral": {1: "special_cause_neutral_high", -1: "special_cause_neutral_low", 0: "common_cause"},
}
_ICONS: dict[tuple[str, str], str] = {
    ("increase", "special_cause_improvement"): "improvement_high",
    ("increase", "special_cause_concern"): "concern_low",
    ("decrease", "special_cause_improvement"): "improvement_low",
    ("decrease", "special_cause_concern"): "concern_high",
    ("neutral", "special_cause_neutral_high"): "neutral_high",
    ("neutral", "special_cause_neutral_low"): "neutral_low",
}


@dataclass(frozen=True)
class XmR:
    """One worked-out series.

    Parameters
    ----------
    points : dict of list
        Lists of equal length in date order: ``date`` (as it was given), ``value``, ``mr``, ``mr_screened``, ``amr``,
        ``mean``, ``lpl``, ``upl``, ``nlpl``, ``nupl``, ``target``, ``rebase_group``, ``relative_to_mean``,
        ``outside_limits``, ``close_to_limits``, ``special_cause_type``, ``special_cause_flag``, ``point_type``,
        ``short_group_warning``. What cannot be worked out is None.
    variation : str
        The type of the last point: ``common_cause``, ``special_cause_improvement``, ``special_cause_concern``,
        ``special_cause_neutral_high`` or ``special_cause_neutral_low``.
    assurance : str or None
        ``consistent_pass``, ``consistent_fail`` or ``inconsistent``; None without a target or a direction.
    icons : dict
        ``variation`` (common_cause, improvement_high, improvement_low, concern_high, concern_low, neutral_high,
        neutral_low), and ``assurance`` (pass, fail, inconsistent) where there is one.
    warnings : list of str
        ``["short_group"]`` where a rebase group has fewer than 13 rows.
    improvement, target, fix_after, screen
        The options that were used.
    """

    points: dict[str, list[Any]]
    variation: str
    assurance: str | None
    icons: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    improvement: Improvement = "increase"
    target: float | None = None
    fix_after: int | None = None
    screen: bool = True


def xmr(
    values: Iterable[Any],
    dates: Iterable[Any],
    *,
    improvement: Improvement = "increase",
    target: float | None = None,
    rebase: Iterable[Any] = (),
    fix_after: float | None = None,
    screen: bool = True,
) -> XmR:
    """Work out the XmR chart of one series.

    Missing values (None or NaN) keep their row: they are left out of every mean, both moving ranges beside them are
    missing, they count towards ``fix_after`` and towards the length of their group, and they are always common cause.
    They break a shift, a trend and a two-in-three window. (The package stops with an error where a missing value stands
    in an otherwise unbroken trend; here that is simply no trend.)

    Parameters
    ----------
    values : iterable of number or None
        Any order; they are sorted by date.
    dates : iterable of date, datetime or ISO text
        One for each value, each once.
    improvement : {"increase", "decrease", "neutral"}
        Which way is better.
    target : number, optional
        The target in force at the last date.
    rebase : iterable of dates
        Each starts a new group, of which it is the first point. Dates that are not in the series are ignored.
    fix_after : number, optional
        Mean and limits come from this many first rows of each group: 12 or more; 12.5 counts as 12.
    screen : bool
        Leave moving ranges of 3.267 times their average or more out of the average, once.

    Returns
    -------
    XmR
        Points in date order, with variation and assurance of the last one.

    Raises
    ------
    ValueError
        Nothing given, lengths differ, a value is not a finite number, a date is missing, unreadable or there twice,
        or an option is not one of those above.

    Notes
    -----
    NHS-R community, NHSRplotthedots 0.2.2. Means are exact and rounded once, as `statistics.mean` has them: a
    hair's difference would put a point that lies on the mean above or below it, and invent a shift.
    """
    series = check_series(values, dates)
    options = check_options(improvement, target, rebase, fix_after, screen)
    return _work_out(series.dates, series.moments, series.values, options)


def _work_out(dates: list[Any], moments: list[Any], values: list[float | None], options: Options) -> XmR:
    points: dict[str, list[Any]] = {name: [] for name in (
        "mr", "mr_screened", "amr", "mean", "lpl", "upl", "nlpl", "nupl", "rebase_group",
        "relative_to_mean", "outside_limits", "close_to_limits", "special_cause_type", "short_group_warning",
    )}
    for group, start, end in _split_groups(moments, options.rebase):
        for name, column in _work_out_group(values[start:end], options).items():
            points[name] += column
        points["rebase_group"] += [group] * (end - start)

    labels = points["special_cause_type"]
    types = _POINT_TYPES[options.improvement]
    points["special_cause_flag"] = [label != COMMON_CAUSE for label in labels]
    points["point_type"] = [types[SIDES[label]] for label in labels]
    variation = points["point_type"][-1]
    assurance = judge_target(options.improvement, options.target, points["lpl"][-1], points["upl"][-1])
    icons = {"variation": _ICONS.get((options.improvement, variation), "common_cause")}
    if assurance:
        icons["assurance"] = assurance.removeprefix("consistent_")
    return XmR(
        points={"date": dates, "value": values, "target": [options.target] * len(values), **points},
        variation=variation,
        assurance=assurance,
        icons=icons,
        warnings=["short_group"] if any(points["short_group_warning"]) else [],
        improvement=options.improvement,
        target=options.target,
        fix_after=options.fix_after,
        screen=options.screen,
    )


def _split_groups(moments: Sequence[Any], rebase: frozenset[Any]) -> list[tuple[int, int, int]]:
    """Return number, first row and end of each rebase group; a rebase date is the first row of its group."""
    starts = [row for row, moment in enumerate(moments) if moment in rebase] if rebase else []
    # A rebase on the very first row makes the first group number 1.
    first = 1 if starts and starts[0] == 0 else 0
    starts = starts if first else [0, *starts]
    ends = [*starts[1:], len(moments)]
    return [(number, start, end) for number, (start, end) in enumerate(zip(starts, ends, strict=True), first)]


def _work_out_group(values: list[float | None], options: Options) -> dict[str, list[Any]]:
    n = len(values)
    baseline = values
    if options.fix_after is not None and options.fix_after < n:
        baseline = values[: options.fix_after] + [None] * (n - options.fix_after)
    mean = exact_mean(baseline)
    ranges = _moving_ranges(baseline)
    kept = _screen(ranges) if options.screen else ranges
    average = exact_mean(kept)
    sides = [None if value is None or mean is None else (value > mean) - (value < mean) for value in values]

    lpl = upl = nlpl = nupl = None
    outside: list[bool | None] = [None] * n
    close: list[bool | None] = [None] * n
    if mean is not None and average is not None:
        lpl, upl = mean - (LIMIT_FACTOR * average), mean + (LIMIT_FACTOR * average)
        nlpl, nupl = mean - (NEAR_FACTOR * average), mean + (NEAR_FACTOR * average)
        # Every comparison is strict: a point on a limit is inside it.
        outside = [None if value is None else value > upl or value < lpl for value in values]
        close = [
            None if value is None else not out and (value < nlpl or value > nupl)
            for value, out in zip(values, outside, strict=True)
        ]
    return {
        "mr": ranges,
        "mr_screened": kept,
        "amr": [average] * n,
        "mean": [mean] * n,
        "lpl": [lpl] * n,
        "upl": [upl] * n,
        "nlpl": [nlpl] * n,
        "nupl": [nupl] * n,
        "relative_to_mean": sides,
        "outside_limits": outside,
        "close_to_limits": close,
        "special_cause_type": _label(values, sides, outside, close),
        "short_group_warning": [n < SHORT_GROUP] * n,
    }


def exact_mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the numbers that are there, exact and rounded once, or None where there are none.

    The same to the last bit as ``statistics.mean``, in a fiftieth of its time: a float is a whole number
    divided by a power of two, so the sum is taken in whole numbers.
    """
    ratios = [value.as_integer_ratio() for value in values if value is not None]
    if not ratios:
        return None
    # Denominators are powers of two, so the largest is a multiple of every other.
    common = max([below for _, below in ratios])
    total = sum([above * (common // below) for above, below in ratios])
    return total / (common * len(ratios))


def _moving_ranges(values: Sequence[float | None]) -> list[float | None]:
    return [None] + [
        None if before is None or value is None else abs(value - before)
        for before, value in pairwise(values)
    ]


def _screen(ranges: list[float | None]) -> list[float | None]:
    """Drop the outlying moving ranges: one pass, strictly below the bound; only the ranges go, never a value."""
    average = exact_mean(ranges)
    if average is None:
        return ranges
    bound = SCREEN_FACTOR * average
    return [size if size is not None and size < bound else None for size in ranges]


def _label(
    values: list[float | None], sides: list[int | None], outside: list[bool | None], close: list[bool | None],
) -> list[str]:
    """Name each row's rule: outside the limits first, then trend, two in three, shift."""
    in_trend = _find_trends(values)
    in_pair = _find_near_pairs(sides, close)
    in_shift = _find_shifts(sides)
    labels = [COMMON_CAUSE] * len(values)
    for row, side in enumerate(sides):
        high = side == 1
        if outside[row]:
            labels[row] = ABOVE_LIMIT if high else BELOW_LIMIT
        elif in_trend[row]:
            labels[row] = RISING if _rises_at(values, in_trend, row) else FALLING
        elif in_pair[row]:
            labels[row] = NEAR_ABOVE if high else NEAR_BELOW
        elif in_shift[row]:
            labels[row] = SHIFT_ABOVE if high else SHIFT_BELOW
    return labels


def _rises_at(values: Sequence[Any], in_trend: list[bool], row: int) -> bool:
    """Say which way a trend goes at a row: by the step after it where that is in a trend too, else by the step before."""
    following = row + 1
    if following < len(values) and in_trend[following]:
        return bool(values[following] > values[row])
    return bool(values[row] > values[row - 1])


def _find_trends(values: list[float | None]) -> list[bool]:
    """Mark rows in a window of 7 that only rises or only falls; a tie or a missing value breaks it."""
    steps = [
        None if before is None or value is None else (value > before) - (value < before)
        for before, value in pairwise(values)
    ]
    return _mark_runs(steps, RUN_LENGTH - 1, RUN_LENGTH, len(values))


def _find_shifts(sides: list[int | None]) -> list[bool]:
    """Mark rows in a window of 7 on one side of the mean; a point on the mean or missing breaks it."""
    return _mark_runs(sides, RUN_LENGTH, RUN_LENGTH, len(sides))


def _mark_runs(signs: list[int | None], shortest: int, rows: int, length: int) -> list[bool]:
    """Mark ``rows`` rows from the start of every stretch of ``shortest`` equal signs that are not zero."""
    marked = [False] * length
    run = 0
    before: int | None = None
    for place, sign in enumerate(signs):
        run = run + 1 if sign and sign == before else int(bool(sign))
        before = sign
        if run >= shortest:
            start = place - shortest + 1
            marked[start : start + rows] = [True] * rows
    return marked


def _find_near_pairs(sides: list[int | None], close: list[bool | None]) -> list[bool]:
    """Mark the near points of windows of 3 on one side of which at least 2 lie near, but not outside, a limit."""
    marked = [False] * len(sides)
    for start in range(len(sides) - WINDOW_LENGTH + 1):
        window = slice(start, start + WINDOW_LENGTH)
        first, second, third = sides[window]
        if first and first == second == third and close[window].count(True) >= 2:
            for row in range(start, start + WINDOW_LENGTH):
                marked[row] = marked[row] or bool(close[row])
    return marked


def judge_target(improvement: str, target: float | None, lpl: float | None, upl: float | None) -> str | None:
    """Say whether limits promise that a target is met: consistent_pass, consistent_fail or inconsistent.

    Without limits the package says inconsistent; None only without a target or a direction.
    """
    if target is None or improvement == "neutral":
        return None
    better_high = improvement == "increase"
    if upl is not None and target > upl:
        return "consistent_fail" if better_high else "consistent_pass"
    if lpl is not None and target < lpl:
        return "consistent_pass" if better_high else "consistent_fail"
    return "inconsistent"
