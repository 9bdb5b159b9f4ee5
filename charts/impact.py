"""Delivery beside impact: each theme or recommendation as a mark, across by what is done and up by what improves."""

from typing import Any

import pandas as pd

from analysis.impact import (
    AHEAD,
    CORNER_SYMBOLS,
    CORNERS,
    DELIVERED_FROM,
    IMPACT_ABOVE,
    NEITHER,
    NO_ACTION,
    NO_IMPACT,
    NOT_MEASURED,
    TOO_EARLY,
    WORKING,
)
from analysis.wording import count_of, join_words, percent
from charts.base import Chart, build_chart, write_label
from charts.palette import FONT_SIZE, Palette

HEIGHT = 500
# Below the square lie two lanes for what has no share of improving measures to stand at.
LANES = {TOO_EARLY: -27.0, NOT_MEASURED: -57.0}
SHORT_NAME = 10  # characters; a longer name is drawn as its number, which stands beside it in the table
NEAR = (7.0, 9.0)  # marks closer than this, across and up, are drawn as one with all their names
NAMES_A_LINE = 3
ROOM_FOR_NAMES = 30.0  # across, that the names beside a mark may take
_SHAPES = {
    WORKING: "circle",
    NO_IMPACT: "triangle-up",
    AHEAD: "diamond",
    NEITHER: "circle-open",
    TOO_EARLY: "diamond-open",
    NOT_MEASURED: "square-open",
}


def number_groups(table: pd.DataFrame) -> list[str]:
    """Return what each group is called on the chart: its own name where that is short, else its number in the table."""
    return [str(name) if len(str(name)) <= SHORT_NAME else str(place) for place, name in enumerate(table["group"], start=1)]


def build_corners(table: pd.DataFrame, palette: Palette) -> Chart:
    """Draw each group of ``analysis.impact.place_groups`` that has an action."""
    drawn = table.assign(label=number_groups(table))
    drawn = drawn[drawn["corner"] != NO_ACTION]
    marks = {corner: _gather(_points(corner, drawn[drawn["corner"] == corner])) for corner in CORNERS if (drawn["corner"] == corner).any()}
    every = [(mark[0], mark[1]) for its in marks.values() for mark in its]
    traces = [_trace(corner, its, every, palette) for corner, its in marks.items()]
    across, up = 100 * float(DELIVERED_FROM), 100 * float(IMPACT_ABOVE)
    line = {"color": palette.border, "width": 1}
    shapes = [
        _tint((-4, across), (-11, up), palette.panel),
        _tint((across, 108), (up, 108), palette.panel),
        {"type": "line", "x0": across, "x1": across, "y0": -8, "y1": 108, "line": line, "layer": "below"},
        {"type": "line", "x0": -4, "x1": 108, "y0": up, "y1": up, "line": line, "layer": "below"},
        *({"type": "line", "x0": -4, "x1": 108, "y0": y, "y1": y, "line": {**line, "dash": "dot"}, "layer": "below"} for y in (-11, -41)),
    ]
    corners = ((WORKING, 107, 84, "right"), (NO_IMPACT, 107, 34, "right"), (AHEAD, -3, 84, "left"), (NEITHER, -3, 34, "left"))
    words = [_write(corner, x, y, side, palette) for corner, x, y, side in corners]
    words += [_write(lane, -3, y + 15, "left", palette) for lane, y in LANES.items()]
    ticks = {"tickvals": [0, 25, 50, 75, 100], "ticktext": ["0%", "25%", "50%", "75%", "100%"], "showgrid": False}
    return build_chart(
        traces,
        palette,
        height=HEIGHT,
        shapes=shapes,
        annotations=words,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={**ticks, "range": [-4, 108], "title": {"text": "Actions done", "font": {"size": FONT_SIZE, "color": palette.text}}},
        yaxis={
            **ticks,
            "tickvals": [0, 50, 100],
            "ticktext": ["0%", "50%", "100%"],
            "range": [-68, 108],
            "title": {"text": "Judged measures that are improving", "font": {"size": FONT_SIZE, "color": palette.text}},
        },
    )


def _tint(across: tuple[float, float], up: tuple[float, float], colour: str) -> dict[str, Any]:
    (x0, x1), (y0, y1) = across, up
    return {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "fillcolor": colour, "line": {"width": 0}, "layer": "below"}


def _write(corner: str, x: float, y: float, side: str, palette: Palette) -> dict[str, Any]:
    text = corner.replace("done but ", "done but<br>").replace("without ", "<br>without ") if corner in (NO_IMPACT, AHEAD) else corner
    return {
        "x": x,
        "y": y,
        "xanchor": side,
        "yanchor": "top",
        "align": side,
        "text": f"{CORNER_SYMBOLS[corner]} {text}",
        "showarrow": False,
        "font": {"size": FONT_SIZE, "color": palette.muted},
    }


def _colour(corner: str, palette: Palette) -> str:
    return {WORKING: palette.improvement, NO_IMPACT: palette.concern, AHEAD: palette.neutral}.get(corner, palette.common)


def _points(corner: str, its: pd.DataFrame) -> list[tuple[float, float, str, str]]:
    return [(row.done_share, LANES.get(corner, row.improving_share), row.label, row.group) for row in its.itertuples()]


def _place_name(x: float, y: float, every: list[tuple[float, float]]) -> str:
    """Return where a mark's names stand: towards the middle, and above or below the mark where another one stands in the way."""
    side = "left" if x > 50 else "right"
    near = (other for other in every if other != (x, y) and abs(other[1] - y) < NEAR[1])
    crowded = any(0 < (x - other[0] if side == "left" else other[0] - x) < ROOM_FOR_NAMES for other in near)
    aside = "top" if side == "left" else "bottom"
    return f"{aside if crowded else 'middle'} {side}"


def _trace(corner: str, marks: list[tuple[float, float, list[str], list[str]]], every: list[tuple[float, float]], palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": corner,
        "x": [mark[0] for mark in marks],
        "y": [mark[1] for mark in marks],
        "text": [_lines(mark[2]) for mark in marks],
        "textposition": [_place_name(mark[0], mark[1], every) for mark in marks],
        "textfont": {"size": FONT_SIZE, "color": palette.text},
        "marker": {"size": 15, "color": _colour(corner, palette), "symbol": _SHAPES[corner], "line": {"width": 2, "color": _colour(corner, palette)}},
        "hovertext": ["<br>".join(write_label(name) for name in mark[3]) for mark in marks],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _lines(names: list[str]) -> str:
    rows = [", ".join(names[place : place + NAMES_A_LINE]) for place in range(0, len(names), NAMES_A_LINE)]
    return f" {',<br> '.join(write_label(row) for row in rows)} "


def _gather(points: list[tuple[float, float, str, str]]) -> list[tuple[float, float, list[str], list[str]]]:
    """Put marks that would lie on each other into one, with all their names."""
    marks: list[tuple[float, float, list[str], list[str]]] = []
    for x, y, label, name in sorted(points):
        near = next((mark for mark in marks if abs(mark[0] - x) < NEAR[0] and abs(mark[1] - y) < NEAR[1]), None)
        if near is None:
            marks.append((x, y, [label], [name]))
        else:
            near[2].append(label)
            near[3].append(name)
    return marks


def describe_corners(table: pd.DataFrame, one: str) -> str:
    """Return what the chart shows: which groups stand in each corner, with how much of each is done."""
    labels = number_groups(table)
    said = []
    for corner in CORNERS:
        its = [(label, row) for label, row in zip(labels, table.to_dict("records"), strict=True) if row["corner"] == corner]
        if its:
            named = join_words(_name(label, row) for label, row in its)
            said.append(f"{corner}: {named}")
    if not said:
        return f"No {one} has an action to place."
    drawn = int((table["corner"] != NO_ACTION).sum())
    text = "; ".join(said)
    return f"{count_of(drawn, one).capitalize()} by what is done and what improves. {text[0].upper()}{text[1:]}."


def _name(label: str, row: dict[str, Any]) -> str:
    number = "" if label == str(row["group"]) else f"{label} "
    return f"{number}{row['group']} ({percent(row['done'], row['total'])} done)"
