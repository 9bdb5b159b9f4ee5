"""From a measure's figures to its control chart: the engine's answer, what may be shown of it, and where it starts afresh."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.gate import FULL_CHART, Shown, choose_direction, gate
from analysis.spc import XmR, xmr
from analysis.spc_input import SHORTEST_BASELINE


@dataclass(frozen=True)
class Rebase:
    """A decision to work mean and limits out afresh from a date, which is the first of the new group.

    Raises
    ------
    ValueError
        The reason or the author is not given: nobody may move the limits without saying why and who.
    """

    date: date
    reason: str
    author: str

    def __post_init__(self) -> None:
        if pd.isna(self.date):
            raise ValueError("Rebasing needs a date: the first figure of the new part of the series.")
        if not self.reason.strip():
            raise ValueError("Rebasing needs a reason, such as the change in practice that it follows.")
        if not self.author.strip():
            raise ValueError("Rebasing needs the name or role of who decided it.")


@dataclass(frozen=True)
class Baseline:
    """Where mean and limits are fixed: the number of first figures, the dates from which they count, and a sentence.

    ``fix_after`` is None where the baseline could not be fixed; the sentence then says why.
    """

    fix_after: int | None
    starts: tuple[date, ...]
    sentence: str


@dataclass(frozen=True)
class ControlChart:
    """A series worked out, what may be shown of it, and the decisions behind it."""

    result: XmR
    shown: Shown
    rebases: tuple[Rebase, ...]
    baseline: Baseline | None


def work_out(
    series: pd.DataFrame,
    measure: Mapping[str, Any] | pd.Series,
    *,
    rebases: Sequence[Rebase] = (),
    plan_began: date | None = None,
    whole_history: bool = False,
    screen: bool = True,
) -> ControlChart:
    """Work out the control chart of one measure and decide what may be shown.

    Parameters
    ----------
    series : DataFrame
        Canonical observations of one measure, area and breakdown; a symbol is a missing value. The last row of a date wins.
    measure : mapping or Series
        The measure's canonical row; ``polarity``, ``kind``, ``frequency``, ``unit`` and ``target`` are read.
    rebases : sequence of Rebase
        Recorded decisions to start afresh.
    plan_began : date, optional
        Fix mean and limits on the 12 months before this date.
    whole_history : bool
        Fix them on every figure before that date instead.
    screen : bool
        Leave outlying moves out of the limits, as the NHS package does and the NHS spreadsheet does not.

    Raises
    ------
    ValueError
        The series has no rows.
    """
    series = series.drop_duplicates("period_end", keep="last").sort_values("period_end")
    target = measure.get("target")
    baseline = None if plan_began is None else fix_before(series["period_end"], plan_began, whole_history)
    result = xmr(
        [None if pd.isna(value) else float(value) for value in series["value"]],
        [day.date() for day in series["period_end"]],
        improvement=choose_direction(measure),
        target=None if target is None or pd.isna(target) else float(target),
        rebase=[*(rebase.date for rebase in rebases), *(baseline.starts if baseline else ())],
        fix_after=baseline.fix_after if baseline else None,
        screen=screen,
    )
    return ControlChart(result, gate(series, measure, result), tuple(rebases), baseline)


def fix_before(dates: pd.Series, plan_began: date, whole_history: bool = False) -> Baseline:
    """Return the baseline of the 12 months before a plan began, or of everything before it.

    Limits that go on taking in later figures absorb the change that the plan is to make: a real step is seen 86 times
    in 100 against a fixed baseline of 12 figures, and 31 to 51 times against limits that move with it.

    Parameters
    ----------
    dates : Series of datetime
        Dates of the figures.
    plan_began : date
        Figures dated before it belong to the baseline.
    whole_history : bool
        Take every figure before the date instead of the last 12 months.
    """
    began = pd.Timestamp(plan_began)
    before = dates[dates < began].sort_values()
    wanted = before if whole_history else before[before >= began - pd.DateOffset(months=12)]
    day = f"{plan_began.day} {plan_began:%B %Y}"
    if len(wanted) < SHORTEST_BASELINE:
        span = "Before" if whole_history else "In the 12 months before"
        return Baseline(
            None, (), f"The baseline is not fixed. {span} the plan began on {day} there are {len(wanted)} figures; it needs {SHORTEST_BASELINE}.",
        )
    # Older figures become a group of their own, so that the fixed mean is that of the year before the plan and no other.
    starts = () if len(wanted) == len(before) else (wanted.iloc[0].date(),)
    return Baseline(len(wanted), starts, f"Mean and limits are fixed on the {len(wanted)} figures before the plan began on {day}.")


def warn_of_rebase(dates: pd.Series, first: date) -> str:
    """Return what a rebase would cost, to be said before it is made: icons are put away until the new part is long enough."""
    left = int((dates >= pd.Timestamp(first)).sum())
    if not (dates == pd.Timestamp(first)).any():
        return f"There is no figure dated {first.day} {first:%B %Y}, so nothing would change: choose the date of a figure."
    if left >= FULL_CHART:
        return f"The new part of the series would have {left} points: the full chart stays."
    return f"The new part of the series would have {left} points, so icons are put away until it has {FULL_CHART}."
