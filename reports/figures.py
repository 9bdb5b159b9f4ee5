"""Figures of a pack as data: statuses as stacked bars, running totals, deadlines by month, and control charts."""

from itertools import groupby

import pandas as pd

from analysis.control_chart import ControlChart
from analysis.figure_words import format_value
from analysis.measures import keep_months
from analysis.wording import percent
from charts.palette import LIGHT
from model.vocabulary import STATUS_NAMES, STATUS_SYMBOLS
from reports.parts import ACCENT, Figure, Marker, Series

_FLAGS: dict[str, tuple[str, str, Marker]] = {
    "special_cause_improvement": ("● improving", LIGHT.improvement, "circle"),
    "special_cause_concern": ("◆ worsening", LIGHT.concern, "diamond"),
    "special_cause_neutral_high": ("■ higher than usual", LIGHT.neutral, "square"),
    "special_cause_neutral_low": ("■ lower than usual", LIGHT.neutral, "square"),
}
_LINES = {"mean": "mean", "upl": "upper limit", "lpl": "lower limit"}
_NAME = 60  # characters of a group's name beside its bar


def draw_statuses(progress: pd.DataFrame, alt: str, longest: float = 0) -> Figure:
    """Draw `progress.group_progress` as one bar for each group, divided by status."""
    return Figure("bars", tuple(_name_group(row) for row in progress.to_dict("records")), _by_status(progress), alt, longest=longest)


def draw_deadlines(deadlines: pd.DataFrame, alt: str) -> Figure:
    """Draw `timeline.count_deadlines` as one column for each month, divided by status."""
    return Figure("columns", tuple(f"{month:%b %y}" for month in deadlines["month"]), _by_status(deadlines), alt)


def _by_status(counts: pd.DataFrame) -> tuple[Series, ...]:
    return tuple(
        Series(
            f"{STATUS_SYMBOLS[status]} {status}",
            tuple(float(count) for count in counts[status]),
            LIGHT.status[status],
            on=LIGHT.on_status[status],
        )
        for status in STATUS_NAMES
        if status in counts and counts[status].any()
    )


def _name_group(row: dict) -> str:
    text = " ".join(str(row["group"]).split())
    name = text if len(text) <= _NAME else text[: _NAME - 1] + "…"
    facts = f"{row['done']:,} of {row['total']:,} done ({percent(row['done'], row['total'])})" if row["total"] else "no actions"
    return f"{name}: {facts}" + (f", {row['overdue']:,} overdue" if row["overdue"] else "")


def draw_planned(running: pd.DataFrame, alt: str) -> Figure:
    """Draw `timeline.compare_planned` as two running totals, each named at its end."""
    planned, completed = (tuple(None if pd.isna(n) else float(n) for n in running[name]) for name in ("planned", "completed"))
    known = [place for place, number in enumerate(completed) if number is not None]
    ends = {known[-1]: f"{completed[known[-1]]:,.0f} completed"} if known else {}
    return Figure(
        "lines",
        tuple(day.date() for day in running["month"]),
        (
            Series("promised", planned, LIGHT.muted, dash="dash", labels={len(planned) - 1: f"{planned[-1]:,.0f} promised"}),
            Series("completed", completed, ACCENT, width=3, labels=ends),
        ),
        alt,
    )


def draw_control(series: pd.DataFrame, chart: ControlChart | None, row: pd.Series, months: int, alt: str) -> Figure:
    """Draw a measure over time, with as much of its control chart as may be shown, and its target.

    Parameters
    ----------
    series : DataFrame
        Canonical observations of the measure; a letter in place of a number leaves a gap with its letter.
    chart : ControlChart or None
        Drawn as a line alone where there is none.
    row : Series
        The measure's row with ``unit``, ``decimals`` and ``target``.
    months : int
    alt : str
    """
    points = keep_months(series, months).drop_duplicates("period_end", keep="last").sort_values("period_end")
    values = tuple(None if pd.isna(value) else float(value) for value in points["value"])
    unit, decimals = row["unit"], row["decimals"]
    known = [place for place, value in enumerate(values) if value is not None]
    last = {known[-1]: format_value(values[known[-1]] or 0.0, unit, decimals=decimals)} if known else {}
    drawn = [Series("figure", values, LIGHT.common, marker="circle", labels=last)]
    if chart is not None:
        drawn += [*_draw_limits(chart, unit), *_draw_flags(chart, values)]
    if pd.notna(row["target"]):
        label = {len(values) - 1: f"target {format_value(row['target'], unit)}"}
        drawn.append(Series("target", (float(row["target"]),) * len(values), LIGHT.link, dash="long dash", labels=label))
    letters = {
        place: f"[{symbol}]" for place, (value, symbol) in enumerate(zip(values, points["symbol"], strict=True)) if value is None and pd.notna(symbol)
    }
    return Figure(
        "lines",
        tuple(day.date() for day in points["period_end"]),
        tuple(_write_letters(drawn, letters)),
        alt,
        unit="%" if unit == "%" else "",
    )


def _draw_limits(chart: ControlChart, unit: object) -> list[Series]:
    """Return mean and limits, each part of a rebased series at its own level."""
    points, drawn = chart.result.points, []
    places = range(len(points["value"]))
    current = points["rebase_group"][-1]
    for name, word in _LINES.items():
        levels: list[float | None] = [None] * len(places)
        for group, its in groupby(places, key=lambda place: points["rebase_group"][place]):
            rows = list(its)
            hidden = chart.shown.row_stages[rows[0]] in ("values", "no chart")
            no_limits = name != "mean" and (not points["amr"][rows[0]] or (group == current and not chart.shown.limits))
            if not hidden and not no_limits:
                for place in rows:
                    levels[place] = points[name][place]
        if levels and any(level is not None for level in levels):
            end = max(place for place in places if levels[place] is not None)
            colour = LIGHT.text if name == "mean" else LIGHT.muted
            label = {end: f"{word} {format_value(levels[end] or 0.0, unit, decimals=1)}"}
            drawn.append(Series(word, tuple(levels), colour, dash="solid" if name == "mean" else "dash", width=1.25, labels=label))
    return drawn


def _draw_flags(chart: ControlChart, values: tuple[float | None, ...]) -> list[Series]:
    drawn = []
    for kind, (name, colour, marker) in _FLAGS.items():
        places = {flag.place for flag in chart.shown.flags if flag.point_type == kind}
        if places:
            its = tuple(value if place in places else None for place, value in enumerate(values))
            drawn.append(Series(name, its, colour, marker=marker, width=0))
    return drawn


def _thin(letters: dict[int, str]) -> dict[int, str]:
    """Return one letter for each run of the same letter, in its middle: side by side they would cover one another."""
    runs: list[list[int]] = []
    for place in sorted(letters):
        if runs and place == runs[-1][-1] + 1 and letters[place] == letters[runs[-1][0]]:
            runs[-1].append(place)
        else:
            runs.append([place])
    return {run[len(run) // 2]: letters[run[0]] for run in runs}


def _write_letters(drawn: list[Series], letters: dict[int, str]) -> list[Series]:
    """Write the letters of hidden figures on a level line (mean or target): they have no height of their own."""
    level = next((place for place, series in enumerate(drawn) if series.name in ("mean", "target")), None)
    if level is None or not letters:
        return drawn
    series = drawn[level]
    its = {place: text for place, text in _thin(letters).items() if series.values[place] is not None and place not in series.labels}
    drawn[level] = Series(
        series.name,
        series.values,
        series.colour,
        series.on,
        series.dash,
        series.marker,
        series.width,
        {**series.labels, **its},
    )
    return drawn
