"""The curve of a measure with its baseline, the day the plan began and the promised line."""

from typing import Any

import pandas as pd

from analysis.figure_words import format_value
from analysis.outcomes import Curve
from charts.base import Chart, build_chart
from charts.palette import FONT_SIZE, Palette

HEIGHT = 400


def build_curve(series: pd.DataFrame, curve: Curve, unit: object, palette: Palette) -> Chart:
    """Draw a measure's figures with what stands beside them.

    Parameters
    ----------
    series : DataFrame
        The measure's own figures, oldest first.
    curve : Curve
    unit : str
    palette : Palette
    """
    ordered = series.sort_values("period_end", kind="stable")
    values = [None if pd.isna(value) else float(value) for value in ordered["value"]]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines+markers", "x": ordered["period_end"].dt.strftime("%Y-%m-%d").tolist(), "y": values,
            "line": {"color": palette.series[0], "width": 2}, "marker": {"size": 6}, "connectgaps": False,
            "hovertext": [f"{day:%d %B %Y}: {format_value(value, unit)}" for day, value in zip(ordered["period_end"], ordered["value"], strict=True)],
            "hoverinfo": "text",
        }
    ]
    shapes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for row in curve.promised.itertuples():
        line = {"color": palette.text, "width": 2, "dash": "dot"}
        if pd.notna(row.start):
            shapes.append({"type": "line", "x0": _day(row.from_day), "y0": row.start, "x1": _day(row.by), "y1": row.goal, "line": line})
        traces.append(_point(row, unit, palette))
        words.append(_write(_day(row.by), row.goal, f"promised {format_value(row.goal, unit)}", palette, xanchor="right", yshift=12))
    if pd.notna(curve.baseline):
        across = {"xref": "paper", "x0": 0, "x1": 1, "y0": curve.baseline, "y1": curve.baseline}
        shapes.append({"type": "line", **across, "line": {"color": palette.muted, "width": 1, "dash": "dash"}})
        words.append(_write(0, curve.baseline, f"baseline {format_value(curve.baseline, unit)}", palette, xref="paper", xanchor="left", yshift=10))
    if curve.began is not None:
        down = {"yref": "paper", "y0": 0, "y1": 1, "x0": str(curve.began), "x1": str(curve.began)}
        shapes.append({"type": "line", **down, "line": {"color": palette.border, "width": 1}})
        words.append(_write(str(curve.began), 1, "plan began", palette, yref="paper", xanchor="right", yanchor="top", xshift=-4))
    suffix = {"ticksuffix": "%"} if unit == "%" else {}
    return build_chart(
        traces, palette, height=HEIGHT, shapes=shapes, annotations=words, xaxis={"type": "date", "tickformat": "%b %Y", "nticks": 6},
        yaxis={**suffix, "rangemode": "normal"}, margin={"l": 8, "r": 16, "t": 16, "b": 8},
    )


def _point(row: Any, unit: object, palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": [_day(row.by)], "y": [row.goal], "hoverinfo": "text",
        "hovertext": [f"promised {format_value(row.goal, unit)} by {row.by:%d %B %Y}"],
        "marker": {"size": 11, "symbol": "diamond-open", "color": palette.text, "line": {"width": 2}},
    }


def _day(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%d")


def _write(x: Any, y: float, text: str, palette: Palette, **place: Any) -> dict[str, Any]:
    font = {"size": FONT_SIZE, "color": palette.text}
    return {"x": x, "y": y, "text": text, "showarrow": False, "bgcolor": palette.background, "font": font, **place}
