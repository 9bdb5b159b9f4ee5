"""The curve of a measure with its baseline, the day the plan began and the promised line."""

from typing import Any

import pandas as pd

from analysis.figure_words import format_value
from analysis.outcomes import Curve
from charts.base import Chart, build_chart
from charts.palette import FONT_SIZE, Palette

HEIGHT = 400
MARGIN = 120  # pixels at the right for the words of the lines, so that they cover no figure
TOO_NEAR = 0.06  # of the figures' span: two words this near would lie on each other


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
        words.append(_write(_day(row.by), row.goal, f"promised {format_value(row.goal, unit)}", palette, xanchor="left", xshift=10))
    if pd.notna(curve.baseline):
        level = {"xref": "paper", "x0": 0, "x1": 1, "y0": curve.baseline, "y1": curve.baseline}
        shapes.append({"type": "line", **level, "line": {"color": palette.muted, "width": 1, "dash": "dash"}})
        shift = 16 if _is_near(curve.baseline, curve.promised["goal"], ordered["value"]) else 0
        text = f"baseline {format_value(curve.baseline, unit)}"
        words.append(_write(1, curve.baseline, text, palette, xref="paper", xanchor="left", xshift=4, yshift=shift))
    if curve.began is not None:
        down = {"yref": "paper", "y0": 0, "y1": 1, "x0": str(curve.began), "x1": str(curve.began)}
        shapes.append({"type": "line", **down, "line": {"color": palette.border, "width": 1}})
        words.append(_write(str(curve.began), 1, "plan began", palette, yref="paper", xanchor="right", yanchor="top", xshift=-4))
    suffix = {"ticksuffix": "%"} if unit == "%" else {}
    across = {"type": "date", "tickformat": "%b %Y", "nticks": 6, **_span(ordered["period_end"], curve)}
    return build_chart(
        traces, palette, height=HEIGHT, shapes=shapes, annotations=words, xaxis=across,
        yaxis={**suffix, "rangemode": "normal"}, margin={"l": 8, "r": MARGIN, "t": 16, "b": 8},
    )


def _span(days: pd.Series, curve: Curve) -> dict[str, Any]:
    """Return the axis from the first to the last day shown: left to itself it would make room within for the words of a promise."""
    began = [] if curve.began is None else [pd.Timestamp(curve.began)]
    shown = pd.concat([days, curve.promised["by"], curve.promised["from_day"], pd.Series(began, dtype="datetime64[us]")]).dropna()
    if shown.empty:
        return {}
    room = max((shown.max() - shown.min()) * 0.03, pd.Timedelta(days=5))
    return {"range": [_day(shown.min() - room), _day(shown.max() + room)]}


def _is_near(baseline: float, goals: pd.Series, values: pd.Series) -> bool:
    heights = pd.concat([values, goals, pd.Series([baseline])]).dropna()
    return bool((goals - baseline).abs().lt(TOO_NEAR * (heights.max() - heights.min())).any())


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
