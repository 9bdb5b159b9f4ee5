"""What of a control chart may be shown: a short, mixed or sparse series says less, and the page says why.

The engine's figures are never altered; this only decides which of them a page shows, and puts them into words.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import pandas as pd

from analysis.figure_words import format_value
from analysis.rules import name_rules
from analysis.spc import XmR

Stage = Literal["no chart", "values", "provisional", "full"]
Word = Literal["improving", "worsening", "no real change", "higher than usual", "lower than usual", "cannot tell"]

# Up to this many points a mean says nothing; up to 12 the limits are trial limits; below 20 they still move.
VALUES_ONLY = 4
FULL_CHART = 13
SETTLED = 20
# Below these, chance alone makes points look special: 32% of stable series at a denominator of 20, 34% at a mean count of 2.
LEAST_DENOMINATOR = 20
LEAST_COUNT = 2
# Days between two figures at which a series is as good as annual.
_ANNUAL_DAYS = 300
# Why a yearly series has no control chart.
ANNUAL = "Annual figures take no control chart: a dozen years are not one process. The line is shown beside its comparators."
_ANNUAL = ("annual", "annually", "yearly", "year")
_COUNTED = ("count", "flow", "stock")
_ROLLING = ("rolling", "cumulative", "year to date", "ytd")


@dataclass(frozen=True)
class PointRule:
    """A flagged point: its place in the series, its date, its colour's type, and the rule that fired in words."""

    place: int
    date: Any
    point_type: str
    words: str


@dataclass(frozen=True)
class Shown:
    """What a page may show of a series.

    Parameters
    ----------
    stage : {"no chart", "values", "provisional", "full"}
        Nothing but the figures and their comparators; values only; values, mean and provisional limits; everything.
    points : int
        Figures in the current rebase group; missing ones do not count.
    row_stages : tuple of str
        The stage of each row of the engine's points, because an earlier group may be long enough where the current is not.
    limits : bool
        Whether the current group's limits may be drawn.
    variation, assurance : str or None
        Icons as the engine names them; None where there is none or it is withheld.
    word : str
        The verdict on the measure in a word or three.
    sentence : str
        The verdict in one sentence.
    target_sentence : str
        Whether the target will be met, empty where that cannot be said.
    flags : tuple of PointRule
        Flagged points that may be coloured, oldest first.
    withheld : tuple of str
        Why something is not shown.
    notes : tuple of str
        What to know beside the chart.
    """

    stage: Stage
    points: int
    row_stages: tuple[Stage, ...]
    limits: bool
    variation: str | None
    assurance: str | None
    word: Word
    sentence: str
    target_sentence: str
    flags: tuple[PointRule, ...]
    withheld: tuple[str, ...]
    notes: tuple[str, ...]


def gate(series: pd.DataFrame, measure: Mapping[str, Any] | pd.Series, result: XmR) -> Shown:
    """Decide what of a worked-out series may be shown.

    Parameters
    ----------
    series : DataFrame
        The canonical observations that the series was made of: one measure, area and breakdown.
    measure : mapping or Series
        The measure's canonical row: ``kind``, ``frequency`` and ``unit`` are read; any may be missing.
    result : XmR
        What the engine worked out for it.

    Returns
    -------
    Shown
    """
    stages = _stage_rows(result)
    points = _count_points(result)
    reason = refuse_chart(series, measure)
    if reason:
        return _without_chart(points, tuple("no chart" for _ in stages), reason)
    stage = stages[-1]
    doubts = [] if stage == "full" else [_describe_shortage(points)]
    collapsed = stage != "values" and _is_collapsed(result, len(stages) - 1)
    if collapsed:
        doubts.append("Too little variation for limits: nearly every figure is the same, so limits and icons are withheld.")
    if stage == "full":
        doubts += _doubt_counts(series, measure, points)
    stock = _is_kind(measure, "stock")
    if stock and result.improvement != "neutral":
        doubts.append("A figure counted on one day carries over into the next, so no direction is judged: work it out as neutral.")

    shows_icons = not doubts
    variation = result.icons["variation"] if shows_icons else None
    assurance = result.assurance if shows_icons and result.points["lpl"][-1] is not None else None
    rules = name_rules(result)
    word = _word(variation)
    return Shown(
        stage=stage,
        points=points,
        row_stages=stages,
        limits=stage != "values" and not collapsed,
        variation=variation,
        assurance=assurance,
        word=word,
        sentence=_describe_verdict(word, rules.get(len(stages) - 1), doubts),
        target_sentence=_describe_target(assurance, result, _text(measure, "unit")),
        flags=_list_flags(result, stages, rules, bool(doubts)),
        withheld=tuple(doubts),
        notes=tuple(_list_notes(result, points, stage, stock, measure)),
    )


def refuse_chart(series: pd.DataFrame, measure: Mapping[str, Any] | pd.Series) -> str:
    """Return why a measure takes no control chart at all, or nothing where it may have one."""
    if _is_annual(series, measure):
        return ANNUAL
    if any(_is_kind(measure, kind) for kind in _ROLLING):
        return "Rolling and year-to-date figures take no control chart: each repeats most of the one before, so almost any series looks special."
    return ""


def choose_direction(measure: Mapping[str, Any] | pd.Series) -> Literal["increase", "decrease", "neutral"]:
    """Return the direction to work a measure out with: its polarity, and neutral for a figure counted on one day."""
    if _is_kind(measure, "stock"):
        return "neutral"
    return {"high": "increase", "low": "decrease"}.get(_text(measure, "polarity"), "neutral")  # type: ignore[return-value]


def _stage_rows(result: XmR) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for _, rows in groupby(zip(result.points["rebase_group"], result.points["value"], strict=True), key=lambda row: row[0]):
        values = [value for _, value in rows]
        stages += [_stage(sum(value is not None for value in values))] * len(values)
    return tuple(stages)


def _stage(points: int) -> Stage:
    if points <= VALUES_ONLY:
        return "values"
    return "full" if points >= FULL_CHART else "provisional"


def _count_points(result: XmR) -> int:
    groups, values = result.points["rebase_group"], result.points["value"]
    return sum(value is not None for group, value in zip(groups, values, strict=True) if group == groups[-1])


def _describe_shortage(points: int) -> str:
    if points <= VALUES_ONLY:
        return f"Values only: a mean needs {VALUES_ONLY + 1} points and icons need {FULL_CHART} points, has {points}."
    return f"Limits are provisional and icons are withheld: needs {FULL_CHART} points, has {points}."


def _is_collapsed(result: XmR, row: int) -> bool:
    """Say whether a row's limits fell onto its mean, or were lost, because nothing or only one thing ever moved."""
    return not result.points["amr"][row]


def _doubt_counts(series: pd.DataFrame, measure: Mapping[str, Any] | pd.Series, points: int) -> list[str]:
    """Return why icons are withheld for small numbers, judged by the figures of the current rebase group."""
    current = series[series["value"].notna()].sort_values("period_end").tail(points)
    denominators, counts = current["denominator"].dropna(), current["numerator"].dropna()
    typical = denominators.median()
    if typical < LEAST_DENOMINATOR:
        return [f"Icons are withheld: the typical denominator is {typical:,.0f} and icons need about {LEAST_DENOMINATOR}. Try quarterly figures."]
    unit = _text(measure, "unit")
    if counts.empty and (unit == "count" or (not unit and any(_is_kind(measure, kind) for kind in _COUNTED))):
        counts = current["value"]
    mean = counts.mean()
    if mean < LEAST_COUNT:
        remedy = "Try quarterly figures or the time between events."
        return [f"Icons are withheld: the mean count is {mean:,.1f} and icons need {LEAST_COUNT}. {remedy}"]
    return []


def _word(variation: str | None) -> Word:
    words: dict[str | None, Word] = {
        None: "cannot tell",
        "common_cause": "no real change",
        "improvement_high": "improving",
        "improvement_low": "improving",
        "concern_high": "worsening",
        "concern_low": "worsening",
        "neutral_high": "higher than usual",
        "neutral_low": "lower than usual",
    }
    return words[variation]


def _describe_verdict(word: Word, rule: str | None, doubts: Sequence[str]) -> str:
    if doubts:
        return f"Cannot tell yet. {doubts[0]}"
    if rule is None:
        return "No real change: the latest figure lies within the usual variation."
    if rule[0].isdigit():
        return f"{word.capitalize()}: {rule}, the latest figure among them."
    return f"{word.capitalize()}: the latest figure is {rule}."


def _describe_target(assurance: str | None, result: XmR, unit: str) -> str:
    if assurance is None or result.target is None:
        return ""
    target = format_value(result.target, unit)
    return {
        "consistent_pass": f"The target of {target} will be met every time unless something changes.",
        "consistent_fail": f"The target of {target} will be missed every time unless something changes.",
        "inconsistent": f"The target of {target} will be met at some times and missed at others: it lies within the usual variation.",
    }[assurance]


def _list_flags(result: XmR, stages: Sequence[Stage], rules: Mapping[int, str], doubtful: bool) -> tuple[PointRule, ...]:
    """Return the flagged points of groups that are long enough and vary enough; the current group's only without a doubt."""
    points = result.points
    current = points["rebase_group"][-1]
    return tuple(
        PointRule(place, points["date"][place], points["point_type"][place], words)
        for place, words in sorted(rules.items())
        if stages[place] == "full" and not _is_collapsed(result, place) and not (doubtful and points["rebase_group"][place] == current)
    )


def _list_notes(
    result: XmR, points: int, stage: Stage, stock: bool, measure: Mapping[str, Any] | pd.Series,
) -> list[str]:
    notes = []
    if stage == "full" and points < SETTLED:
        notes.append(f"Limits still settling: {points} points, and they are steady from {SETTLED}.")
    if stock:
        notes.append("A figure counted on one day carries over into the next, so it drifts by itself; starts and ends show change better.")
    missing = sum(value is None for value in result.points["value"])
    if missing:
        notes.append(f"{missing} {'period has' if missing == 1 else 'periods have'} no figure: a gap is left, and no run is counted across it.")
    if stage != "values":
        method = "leaving outlying moves out, as the NHS package does" if result.screen else "with every move counted, as the NHS spreadsheet does"
        notes.append(f"Limits are worked out {method}.")
    if result.fix_after is not None and stage != "values":
        notes.append(f"Mean and limits are fixed on the first {result.fix_after} figures of each part of the series.")
    if _text(measure, "frequency") == "quarterly" and stage != "full":
        notes.append("Thirteen quarters are three and a quarter years; quarterly figures are never spread over months.")
    return notes


def _without_chart(points: int, stages: tuple[Stage, ...], reason: str) -> Shown:
    return Shown(
        stage="no chart", points=points, row_stages=stages, limits=False, variation=None, assurance=None, word="cannot tell",
        sentence=reason, target_sentence="", flags=(), withheld=(reason,), notes=(),
    )


def _is_annual(series: pd.DataFrame, measure: Mapping[str, Any] | pd.Series) -> bool:
    frequency = _text(measure, "frequency")
    if frequency:
        return frequency in _ANNUAL
    # A source that does not say how often it is published still shows it by its dates.
    gaps = series["period_end"].drop_duplicates().sort_values().diff().dropna().dt.days
    return len(gaps) > 0 and gaps.median() >= _ANNUAL_DAYS


def _is_kind(measure: Mapping[str, Any] | pd.Series, kind: str) -> bool:
    return kind in _text(measure, "kind")


def _text(measure: Mapping[str, Any] | pd.Series, name: str) -> str:
    value = measure.get(name)
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) or value is pd.NA else str(value).casefold()
