"""The control chart: figures with mean and limits, the flagged points, every target with its dates, and numbered notes on the time axis."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.control_chart import ControlChart
from analysis.figure_words import describe_counts, format_value
from charts.base import Chart, build_chart
from charts.palette import FONT_SIZE, Palette

# Colour and shape of a flagged point: both, because colour alone says nothing to some.
_SHAPES = {
    "special_cause_improvement": ("improvement", "circle", "improving"),
    "special_cause_concern": ("concern", "diamond", "worsening"),
    "special_cause_neutral_high": ("neutral", "square", "higher than usual"),
    "special_cause_neutral_low": ("neutral", "square", "lower than usual"),
}
# Short, because names at the end of a line take room from the plot: a telephone has 375 pixels.
_NAMES = {"mean": "mean", "upl": "upper", "lpl": "lower"}
_MARGIN = {"l": 8, "r": 96, "t": 58, "b": 8}
# Notes this close, as a share of the time axis, would print their numbers on one another; three heights keep them apart.
_TOUCHING, _STEPS = 0.035, 3


def build_control(
    series: pd.DataFrame, chart: ControlChart, measure: pd.Series, palette: Palette, *, targets: pd.DataFrame, notes: pd.DataFrame,
) -> Chart:
    """Draw a control chart, of which only what the gate allows.

    Parameters
    ----------
    series : DataFrame
        The canonical observations it was worked out from.
    chart : ControlChart
    measure : Series
        Its ``unit`` and ``decimals``.
    palette : Palette
    targets : DataFrame
        From ``targets.list_targets``.
    notes : DataFrame
        ``number`` and ``date`` of what is noted on the time axis.
    """
    points, unit = chart.result.points, measure["unit"]
    days = [day.isoformat() for day in points["date"]]
    rows = series.drop_duplicates("period_end", keep="last").sort_values("period_end").reset_index(drop=True)
    traces = [_trace_values(days, points["value"], rows, measure, palette)]
    traces += _trace_flags(chart, days, unit, palette)
    shapes, words = _draw_groups(chart, days, unit, palette)
    for drawn, written in (_draw_targets(targets, days, unit, palette), _draw_notes(notes, days, palette)):
        shapes += drawn
        words += written
    lettered = rows["value"].isna() & rows["symbol"].notna()
    words += [_letter(day, symbol, palette) for day, symbol, here in zip(days, rows["symbol"], lettered, strict=True) if here]
    return build_chart(
        traces, palette, height=440, shapes=shapes, annotations=_spread(words), margin=_MARGIN,
        xaxis={"type": "date", "tickformat": "%b %Y", "range": _range(days)},
        yaxis={"ticksuffix": "%" if unit == "%" else "", "tickformat": ",.12~g"},
    )


def _range(days: list[str]) -> list[str]:
    first, last = pd.Timestamp(days[0]), pd.Timestamp(days[-1])
    room = max((last - first) / 40, pd.Timedelta(days=7))
    return [str((first - room).date()), str((last + room).date())]


def _trace_values(days: list[str], values: list[Any], rows: pd.DataFrame, measure: pd.Series, palette: Palette) -> dict[str, Any]:
    shown = []
    for value, (_, row) in zip(values, rows.iterrows(), strict=True):
        counts = describe_counts(row)
        shown.append(format_value(value, measure["unit"], row["symbol"], measure["decimals"]) + (f", {counts}" if counts else ""))
    return {
        "type": "scatter", "mode": "lines+markers", "x": days, "y": values, "connectgaps": False, "customdata": shown,
        "line": {"color": palette.common, "width": 2}, "marker": {"size": 7, "color": palette.common},
        "hovertemplate": "%{x|%-d %B %Y}: %{customdata}<extra></extra>",
    }


def _trace_flags(chart: ControlChart, days: list[str], unit: object, palette: Palette) -> list[dict[str, Any]]:
    traces = []
    for kind, (colour, symbol, word) in _SHAPES.items():
        flags = [flag for flag in chart.shown.flags if flag.point_type == kind]
        if flags:
            traces.append({
                "type": "scatter", "mode": "markers", "name": word, "x": [days[flag.place] for flag in flags],
                "y": [chart.result.points["value"][flag.place] for flag in flags],
                "customdata": [[format_value(chart.result.points["value"][flag.place], unit), flag.words] for flag in flags],
                "marker": {"size": 12, "color": getattr(palette, colour), "symbol": symbol, "line": {"color": palette.background, "width": 1}},
                "hovertemplate": "%{x|%-d %B %Y}: %{customdata[0]}, %{customdata[1]}<extra>" + word + "</extra>",
            })  # fmt: skip
    return traces


def _draw_groups(chart: ControlChart, days: list[str], unit: object, palette: Palette) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw mean and limits of each part of the series, and name the last ones at their end."""
    points, shapes, words = chart.result.points, [], []
    places = range(len(days))
    current = points["rebase_group"][-1]
    for group, its in groupby(places, key=lambda place: points["rebase_group"][place]):
        rows = list(its)
        stage = chart.shown.row_stages[rows[0]]
        if stage in ("values", "no chart"):
            continue
        for name in ("mean", "upl", "lpl"):
            level = points[name][rows[0]]
            collapsed = not points["amr"][rows[0]]
            if level is None or (name != "mean" and (collapsed or (group == current and not chart.shown.limits))):
                continue
            # Provisional limits are dotted, full ones dashed, the mean is a line.
            dash = "solid" if name == "mean" else "dash" if stage == "full" else "dot"
            shapes.append({
                "type": "line", "x0": days[rows[0]], "x1": days[rows[-1]], "y0": level, "y1": level, "layer": "below",
                "line": {"color": palette.text if name == "mean" else palette.muted, "width": 1.5, "dash": dash},
            })  # fmt: skip
            if group == current:
                text = f"{_NAMES[name]} {format_value(level, unit, decimals=1)}"
                words.append(_at_end(level, text, palette.text if name == "mean" else palette.muted))
    return shapes, words


def _at_end(level: float, text: str, colour: str) -> dict[str, Any]:
    return {
        "xref": "paper", "x": 1, "xanchor": "left", "xshift": 4, "y": level, "text": text, "showarrow": False, "align": "left",
        "font": {"size": FONT_SIZE, "color": colour},
    }


def _draw_targets(targets: pd.DataFrame, days: list[str], unit: object, palette: Palette) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw each target over the time it applied; the last one on the chart is named at its end."""
    first, last = pd.Timestamp(days[0]), pd.Timestamp(days[-1])
    shapes, words = [], []
    for row in targets.itertuples():
        start = first if pd.isna(row.target_from) else max(first, row.target_from)
        end = last if pd.isna(row.target_until) else min(last, row.target_until)
        if start > last or end < first:
            continue
        shapes.append({
            "type": "line", "x0": str(start.date()), "x1": str(end.date()), "y0": row.target, "y1": row.target,
            "line": {"color": palette.link, "width": 2, "dash": "longdash"},
        })  # fmt: skip
        words = [_at_end(row.target, f"target {format_value(row.target, unit)}", palette.link)]
    return shapes, words


def _draw_notes(notes: pd.DataFrame, days: list[str], palette: Palette) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a thin line at the date of each note, with its number above the chart; numbers that would touch stand one above the other."""
    shapes, words = [], []
    near = (pd.Timestamp(days[-1]) - pd.Timestamp(days[0])) * _TOUCHING
    before, step = pd.Timestamp.min, 0
    for day, numbers in notes.groupby("date", sort=True)["number"]:
        at = pd.Timestamp(day)
        step = (step + 1) % _STEPS if before > pd.Timestamp.min and at - before < near else 0
        before = at
        shapes.append({
            "type": "line", "x0": str(at.date()), "x1": str(at.date()), "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": palette.border, "width": 1, "dash": "dot"},
        })  # fmt: skip
        words.append({
            "x": str(at.date()), "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 16 * step,
            "text": ", ".join(str(number) for number in numbers), "showarrow": False, "font": {"size": FONT_SIZE, "color": palette.text},
        })  # fmt: skip
    return shapes, words


def _letter(day: str, symbol: str, palette: Palette) -> dict[str, Any]:
    return {
        "x": day, "yref": "paper", "y": 0, "yanchor": "bottom", "text": f"[{symbol}]", "showarrow": False,
        "font": {"size": FONT_SIZE, "color": palette.text},
    }


def _spread(words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Move names at the right-hand end apart where their lines lie close together: about 18 pixels for each."""
    ends = sorted((word for word in words if word.get("xref") == "paper"), key=lambda word: word["y"])
    if len(ends) < 2:
        return words
    span = (ends[-1]["y"] - ends[0]["y"]) or 1
    height = 280  # pixels between the lowest and the highest name, more or less
    placed = float("-inf")
    for word in ends:
        here = (word["y"] - ends[0]["y"]) / span * height
        placed = max(here, placed + 18)
        word["yshift"] = placed - here
    return words


def describe_control(name: str, chart: ControlChart, latest: Mapping[str, Any] | pd.Series, first: date, last: date) -> str:
    """Return what the control chart shows, for its alternative text and the sentence beneath it; ``latest`` is a row of ``judge_measures``."""
    shown = chart.shown
    figure = format_value(latest["value"], latest["unit"], latest["symbol"], latest["decimals"])
    text = f"{name}, {first:%B %Y} to {last:%B %Y}: {figure} last. {shown.sentence}"
    return f"{text} {latest['outlook']}".strip()
