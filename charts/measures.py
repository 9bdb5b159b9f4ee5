"""Charts of figures: one measure over time with its target, beside other areas, by category, and two measures together."""

from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.figure_words import format_value
from charts.base import LONGEST_NAME, Chart, build_chart, write_label
from charts.palette import FONT_SIZE, Palette

DASHES = ("solid", "dash", "dot", "dashdot")
MOST_LINES = 4  # more cannot be told apart; docs/decisions.md
EDGE = 0.2  # share of the width, from either side, in which the name of a point leans inwards


def build_lines(series: dict[str, pd.DataFrame], unit: str, target: float, palette: Palette) -> Chart:
    """Draw up to four series over time, each named at its end; gaps stay gaps, with their letter.

    Parameters
    ----------
    series : dict of str to DataFrame
        Name to canonical observations of one measure, area and breakdown; the first is the council's own and is drawn strongest.
    unit : str
    target : float
        Drawn as a dashed line; missing for none.
    palette : Palette
    """
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for place, (name, unordered) in enumerate(list(series.items())[:MOST_LINES]):
        points = unordered.sort_values("period_end")
        colour = palette.series[place]
        days = points["period_end"].dt.strftime("%Y-%m-%d").tolist()
        values = [None if pd.isna(value) else float(value) for value in points["value"]]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": name,
                "x": days,
                "y": values,
                "connectgaps": False,
                "line": {"color": colour, "width": 3 if place == 0 else 2, "dash": DASHES[place]},
                "marker": {"size": 7 if place == 0 else 5, "color": colour},
                "customdata": [format_value(value, unit, symbol) for value, symbol in zip(points["value"], points["symbol"], strict=True)],
                "hovertemplate": "%{x|%-d %B %Y}: %{customdata}<extra>" + write_label(name, LONGEST_NAME) + "</extra>",
            }
        )
        notes += [
            {
                "x": day,
                "y": 0,
                "yref": "paper",
                "yanchor": "bottom",
                "text": f"[{symbol}]",
                "showarrow": False,
                "font": {"size": FONT_SIZE, "color": colour},
            }
            for day, symbol, value in zip(days, points["symbol"], values, strict=True)
            if value is None and pd.notna(symbol)
        ]
        known = [(day, value) for day, value in zip(days, values, strict=True) if value is not None]
        if known:
            notes.append(
                {
                    "x": known[-1][0],
                    "y": known[-1][1],
                    "text": f"{write_label(name, LONGEST_NAME)} {format_value(known[-1][1], unit)}",
                    "showarrow": False,
                    "xanchor": "left",
                    "xshift": 8,
                    "font": {"size": FONT_SIZE, "color": colour},
                }
            )
    shapes: list[dict[str, Any]] = []
    if pd.notna(target):
        shapes.append(
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": target,
                "y1": target,
                "line": {"color": palette.text, "width": 1.5, "dash": "dash"},
            }
        )
        notes.append(
            {
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "y": target,
                "yanchor": "bottom",
                "text": f"target {format_value(target, unit)}",
                "showarrow": False,
                "font": {"size": FONT_SIZE, "color": palette.text},
            }
        )
    return build_chart(
        traces,
        palette,
        height=380,
        shapes=shapes,
        annotations=_spread(notes),
        margin={"l": 8, "r": 190, "t": 16, "b": 8},
        xaxis={"type": "date", "tickformat": "%b %Y"},
        yaxis={"ticksuffix": "%" if unit == "%" else "", "tickformat": ",.12~g"},
    )


def _spread(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Move names at line ends apart where their lines end close together."""
    ends = sorted((note for note in notes if note.get("xshift") == 8), key=lambda note: note["y"])
    if len(ends) > 1:
        span = max(note["y"] for note in ends) - min(note["y"] for note in ends) or 1
        for lower, upper in pairwise(ends):
            if upper["y"] - lower["y"] < span * 0.12:
                upper["yshift"] = lower.get("yshift", 0) + 16
    return notes


def build_parts(parts: pd.DataFrame, palette: Palette) -> Chart:
    """Draw the categories of a measure as bars with their counts and shares; from ``analysis.parts.break_down``."""
    drawn = parts[parts["value"].notna()].iloc[::-1]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": drawn["value"].tolist(),
        "y": [write_label(name, LONGEST_NAME) for name in drawn["category"]],
        "marker": {"color": palette.series[0]},
        "text": drawn["in_words"].tolist(),
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": FONT_SIZE, "color": palette.text},
        "hoverinfo": "skip",
    }
    return build_chart(
        [trace],
        palette,
        height=60 + 40 * max(1, len(drawn)),
        bargap=0.3,
        margin={"l": 8, "r": 150, "t": 8, "b": 8},
        xaxis={"rangemode": "tozero", "showgrid": True, "tickformat": ",d"},
        yaxis={"showgrid": False, "type": "category"},
    )


def _with_room(values: pd.Series) -> list[float]:
    """Return where an axis begins and ends, so that names beside the outermost points lie within the plot."""
    room = 0.1 * (values.max() - values.min()) or 1.0
    return [float(values.min() - room), float(values.max() + room)]


def _lean(value: float, values: pd.Series) -> str:
    """Return where a point's name stands: near either side it leans inwards, so that a narrow screen does not cut it."""
    width = values.max() - values.min()
    share = (value - values.min()) / width if width else 0.5
    if share < EDGE:
        return "top right"
    return "top left" if share > 1 - EDGE else "top center"


def build_scatter(pairs: pd.DataFrame, x: str, y: str, palette: Palette) -> Chart:
    """Draw two measures over places, each place named; from ``analysis.pairs.pair_measures``."""
    named = len(pairs) <= 25  # beyond it names lie on one another; the table holds them
    trace = {
        "type": "scatter",
        "mode": "markers+text" if named else "markers",
        "x": pairs["x"].tolist(),
        "y": pairs["y"].tolist(),
        "text": [write_label(area, LONGEST_NAME) for area in pairs["area"]],
        "textposition": [_lean(value, pairs["x"]) for value in pairs["x"]],
        "cliponaxis": False,
        "textfont": {"size": FONT_SIZE, "color": palette.muted},
        "marker": {"size": 10, "color": palette.series[0]},
        "hovertemplate": "%{text}: %{x}, %{y}<extra></extra>",
    }
    axis = {"showgrid": True, "tickformat": ",.12~g"}
    return build_chart(
        [trace],
        palette,
        height=460,
        xaxis={**axis, "title": {"text": x}, "range": _with_room(pairs["x"])},
        yaxis={**axis, "title": {"text": y}, "range": _with_room(pairs["y"])},
        margin={"l": 8, "r": 40, "t": 24, "b": 8},
    )
