"""A council beside others: bars with the neighbours' mean and median, and the funnel plot."""

from typing import Any

import pandas as pd

from analysis.cells import counts_children, grows_with_size
from analysis.compare import Comparison
from analysis.comparing import list_beside
from analysis.figure_words import format_value
from analysis.funnels import Funnel
from charts.base import LONGEST_NAME, Chart, build_chart, write_label
from charts.palette import FONT_SIZE, Palette

_BAR = 30  # pixels for each bar


def build_beside(compared: Comparison, unit: object, palette: Palette) -> Chart:
    """Draw the council, its neighbours, its region and England as bars of the same period, with the neighbours' mean and median as lines."""
    rows = list_beside(compared).iloc[::-1]
    if grows_with_size(unit):
        # The number of a whole region or of England would leave nothing to see of an authority.
        rows = rows[~rows["kind"].isin(["region", "England"])]
    colours = {"council": palette.series[0], "neighbour": palette.grid, "region": palette.muted, "England": palette.muted}
    words = [_label(value, unit, symbol) for value, symbol in zip(rows["value"], rows["symbol"], strict=True)]
    names = [write_label(label, LONGEST_NAME) for label in rows["label"]]
    trace: dict[str, Any] = {
        "type": "bar", "orientation": "h", "x": [None if pd.isna(value) else float(value) for value in rows["value"]], "y": names,
        "marker": {
            "color": [colours[kind] for kind in rows["kind"]],
            "line": {"color": palette.border, "width": 1},
            # A pattern beside the colour: region and England are no authorities.
            "pattern": {"shape": ["/" if kind in ("region", "England") else "" for kind in rows["kind"]], "fgcolor": palette.background, "size": 6},
        },
        "hoverinfo": "skip",
    }  # fmt: skip
    notes = [_value(label, value, word, palette) for label, value, word in zip(names, rows["value"], words, strict=True)]
    shapes: list[dict[str, Any]] = []
    for place, (name, level) in enumerate((("mean", compared.neighbour_mean), ("median", compared.neighbour_median))):
        if pd.notna(level):
            shapes.append({
                "type": "line", "x0": level, "x1": level, "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": palette.text, "width": 1.5, "dash": "dash" if name == "mean" else "dot"},
            })  # fmt: skip
            notes.append({
                "x": level, "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 2 + 18 * place,
                "text": f"neighbours' {name} {_label(level, unit)}", "showarrow": False,
                "font": {"size": FONT_SIZE, "color": palette.text},
            })  # fmt: skip
    return build_chart(
        [trace], palette, height=76 + _BAR * max(len(rows), 1), bargap=0.25, shapes=shapes, annotations=notes,
        margin={"l": 8, "r": 72, "t": 46, "b": 8}, yaxis={"showgrid": False, "type": "category"},
        xaxis={"range": _range(rows["value"]), "showgrid": True, "ticksuffix": "%" if unit == "%" else "", "tickformat": ",.12~g", "nticks": 6},
    )


def _label(value: float, unit: object, symbol: object = None) -> str:
    whole = pd.notna(value) and float(value).is_integer()
    return format_value(value, unit, symbol, decimals=0 if whole and counts_children(unit) else 1)


def _range(values: pd.Series) -> list[float]:
    """Return the axis from zero, with room for the figure at the end of the longest bar."""
    low, high = min(0.0, float(values.min() or 0)), max(0.0, float(values.max() or 0))
    return [low, high + (high - low or 1.0) * 0.12]


def _value(label: str, value: float, word: str, palette: Palette) -> dict[str, Any]:
    """Return a bar's figure at its end; a letter stands where the bar would begin."""
    return {
        "x": 0 if pd.isna(value) else max(float(value), 0.0), "y": label, "xanchor": "left", "xshift": 4, "text": word, "showarrow": False,
        "font": {"size": FONT_SIZE, "color": palette.text}, "bgcolor": palette.background, "borderpad": 1,
    }


def build_funnel_plot(shown: Funnel, own_code: str, unit: object, palette: Palette) -> Chart:
    """Draw the funnel: every authority by its size, the limits that chance explains, the council itself large and named."""
    own = shown.points["area_code"] == own_code
    sizes = shown.limits["denominator"].tolist()
    traces: list[dict[str, Any]] = []
    for name, dash in (("lower_99_8", "dot"), ("lower_95", "dash"), ("upper_95", "dash"), ("upper_99_8", "dot")):
        traces.append({
            "type": "scatter", "mode": "lines", "x": sizes, "y": shown.limits[name].tolist(), "hoverinfo": "skip",
            "line": {"color": palette.muted, "width": 1, "dash": dash},
        })  # fmt: skip
    for rows, size, colour, symbol in ((shown.points[~own], 7, palette.common, "circle-open"), (shown.points[own], 14, palette.series[0], "diamond")):
        traces.append({
            "type": "scatter", "mode": "markers", "x": rows["denominator"].tolist(), "y": rows["value"].tolist(),
            "customdata": [
                [write_label(area, LONGEST_NAME), f"{above:,.0f} of {below:,.0f}", format_value(value, unit, decimals=1)]
                for area, above, below, value in zip(rows["area"], rows["numerator"], rows["denominator"], rows["value"], strict=True)
            ],
            "marker": {"size": size, "color": colour, "symbol": symbol},
            "hovertemplate": "%{customdata[0]}: %{customdata[1]}, %{customdata[2]}<extra></extra>",
        })  # fmt: skip
    notes = [
        _end(shown.reference, f"{shown.reference_name} {format_value(shown.reference, unit, decimals=1)}", palette.text),
        _end(shown.limits["upper_95"].iloc[-1], "95%", palette.muted), _end(shown.limits["upper_99_8"].iloc[-1], "99.8%", palette.muted),
    ]
    for row in shown.points[own].itertuples():
        notes.append({
            "x": row.denominator, "y": row.value, "text": f"<b>{write_label(row.area, LONGEST_NAME)}</b>", "showarrow": False, "yshift": 18,
            "font": {"size": FONT_SIZE, "color": palette.text},
        })  # fmt: skip
    line = {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": shown.reference, "y1": shown.reference,
        "line": {"color": palette.text, "width": 1.5},
    }
    return build_chart(
        traces, palette, height=420, shapes=[line], annotations=_apart(notes), margin={"l": 8, "r": 130, "t": 24, "b": 8},
        xaxis={"title": {"text": "Number counted among (denominator)"}, "tickformat": ",.12~g", "rangemode": "tozero"},
        yaxis={"ticksuffix": "%" if unit == "%" else "", "tickformat": ",.12~g"},
    )


def _end(level: float, text: str, colour: str) -> dict[str, Any]:
    return {
        "xref": "paper", "x": 1, "xanchor": "left", "xshift": 4, "y": float(level), "text": text, "showarrow": False,
        "font": {"size": FONT_SIZE, "color": colour},
    }


def _apart(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the names of the limits, which lie close together where authorities are large, above the one of the middle line."""
    for place, note in enumerate(note for note in notes if note.get("xref") == "paper"):
        note["yshift"] = 16 * place
    return notes
