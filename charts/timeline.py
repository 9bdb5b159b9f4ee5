"""Charts of dates: bars from start to due, deadlines by month, planned against completed."""

from datetime import date
from typing import Any

import pandas as pd

from charts.base import Chart, build_chart
from charts.palette import FONT_SIZE, Palette
from model.vocabulary import STATUS_NAMES, STATUS_SYMBOLS

ROW = 24  # px; a 14 px label needs as much
MOST_ROWS = 150  # beyond it the chart is taller than anyone scrolls; the page says so and the table holds all


def build_bars(bars: pd.DataFrame, events: pd.DataFrame, today: date, palette: Palette) -> Chart:
    """Draw each action from start to due date, themes one under another.

    Parameters
    ----------
    bars : DataFrame
        From ``analysis.timeline.list_bars``.
    events : DataFrame
        Canonical events; those within the span of the bars become dotted lines.
    today : date
        Drawn as a line.
    palette : Palette
    """
    drawn = bars.head(MOST_ROWS)
    rows: list[str] = []
    labels: list[str] = []
    places: dict[str, str] = {}
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for theme, its in drawn.groupby("theme", sort=False):
        rows.append(f"theme {theme}")
        labels.append(f"<b>{_short(str(theme), 34)}</b>")
        for key, ref, action in its[["key", "ref", "action"]].itertuples(index=False):
            places[key] = key
            rows.append(key)
            labels.append(_short(str(ref), 12) if pd.notna(ref) else _short(action, 26))
    traces = [_draw_status(drawn, status, palette) for status in STATUS_NAMES if (drawn["status"] == status).any()]
    for key, start, first, due, status in drawn[["key", "start", "first_due", "due", "status"]].itertuples(index=False):
        left = start if pd.notna(start) else first
        if pd.notna(left) and pd.notna(due) and due != left:
            shapes.append(_line(left, due, key, palette.status[status], 6))
        elif pd.notna(start) and pd.isna(due):
            shapes.append(_line(start, start + pd.Timedelta(days=30), key, palette.status[status], 2))
        if pd.notna(first) and pd.notna(due) and first != due:
            notes.append({"x": first.isoformat(), "y": key, "text": "◇", "showarrow": False, "font": {"size": FONT_SIZE, "color": palette.text}})
    shapes.append(_upright(today.isoformat(), palette.text, "solid"))
    notes.append(_flag(today.isoformat(), "as at", palette.text))
    for when, kind in _within(events, drawn).itertuples(index=False):
        shapes.append(_upright(when.isoformat(), palette.muted, "dot"))
        notes.append(_flag(when.isoformat(), str(kind), palette.muted))
    return build_chart(
        traces,
        palette,
        height=ROW * len(rows) + 90,
        shapes=shapes,
        annotations=notes,
        margin={"l": 8, "r": 90, "t": 60, "b": 8},
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": rows,
            "tickvals": rows,
            "ticktext": labels,
            "autorange": "reversed",
            "showgrid": False,
            "ticks": "",
        },
        xaxis={"type": "date", "showgrid": True, "tickformat": "%b %Y", "side": "top"},
    )


def _draw_status(bars: pd.DataFrame, status: str, palette: Palette) -> dict[str, Any]:
    """Return the marks at the due dates of one status: symbol, colour and word."""
    its = bars[(bars["status"] == status) & bars["due"].notna()]
    return {
        "type": "scatter",
        "mode": "text",
        "name": status,
        "cliponaxis": False,
        "x": its["due"].dt.strftime("%Y-%m-%d").tolist(),
        "y": its["key"].tolist(),
        "text": [f" {STATUS_SYMBOLS[status]} {status}"] * len(its),
        "textposition": "middle right",
        "textfont": {"size": FONT_SIZE, "color": palette.status[status]},
        "customdata": [
            [_short(str(action), 90), "" if pd.isna(first) or first == due else f"first promised {first.day} {first:%B %Y}"]
            for action, first, due in its[["action", "first_due", "due"]].itertuples(index=False)
        ],
        "hovertemplate": "%{customdata[0]}<br>due %{x|%-d %B %Y}<br>%{customdata[1]}<extra>" + status + "</extra>",
    }


def _line(left: pd.Timestamp, right: pd.Timestamp, row: str, colour: str, width: int) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": left.isoformat(),
        "x1": right.isoformat(),
        "y0": row,
        "y1": row,
        "line": {"color": colour, "width": width},
        "layer": "below",
    }


def _upright(when: str, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": when,
        "x1": when,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": colour, "width": 1.5, "dash": dash},
        "layer": "below",
    }


def _flag(when: str, text: str, colour: str) -> dict[str, Any]:
    return {
        "x": when,
        "yref": "paper",
        "y": 1,
        "yshift": 22,
        "yanchor": "bottom",
        "text": _short(text, 22),
        "showarrow": False,
        "textangle": 0,
        "font": {"size": FONT_SIZE, "color": colour},
    }


def _within(events: pd.DataFrame, bars: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """Return the few events that mark the way: not every board meeting, which would hide the bars."""
    ends = pd.concat([bars["start"], bars["due"]]).dropna()
    if ends.empty or events.empty:
        return events[["date", "kind"]].head(0)
    inside = events[events["date"].between(ends.min(), ends.max()) & (events["kind"] != "board meeting")]
    return inside[["date", "kind"]].sort_values("date").head(most)


def _short(text: str, length: int) -> str:
    text = text.replace("<", "‹").replace(">", "›")  # plotly reads < > in labels as tags
    return text if len(text) <= length else text[: length - 1] + "…"


def build_deadlines(deadlines: pd.DataFrame, today: date, palette: Palette) -> Chart:
    """Draw the deadlines of each month, stacked by status, from ``analysis.timeline.count_deadlines``."""
    months = deadlines["month"].dt.strftime("%Y-%m-%d").tolist()
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": status,
            "x": months,
            "y": deadlines[status].tolist(),
            "marker": {"color": palette.status[status], "line": {"color": palette.background, "width": 1}},
            "text": [STATUS_SYMBOLS[status] if n else "" for n in deadlines[status]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": palette.on_status[status], "size": FONT_SIZE},
            "hovertemplate": f"%{{x|%B %Y}}: %{{y}} {status}<extra></extra>",
        }
        for status in STATUS_NAMES
        if status in deadlines
    ]
    traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": months,
            "y": deadlines["total"].tolist(),
            "text": [str(n) if n else "" for n in deadlines["total"]],
            "textposition": "top center",
            "textfont": {"size": FONT_SIZE, "color": palette.text},
            "hoverinfo": "skip",
        }
    )
    return build_chart(
        traces,
        palette,
        height=320,
        barmode="stack",
        bargap=0.25,
        margin={"l": 8, "r": 16, "t": 34, "b": 8},
        shapes=[_upright(today.isoformat(), palette.text, "solid")],
        annotations=[{**_flag(today.isoformat(), "as at", palette.text), "yshift": 4}],
        xaxis={"type": "date", "tickformat": "%b<br>%Y"},
        yaxis={"rangemode": "tozero", "tickformat": ",d", "range": [0, max(3, int(deadlines["total"].max()) * 1.2)]},
    )


def build_planned(running: pd.DataFrame, today: date, palette: Palette) -> Chart:
    """Draw promised and completed actions as two running totals, each named at its end; from ``analysis.timeline.compare_planned``."""
    months = running["month"].dt.strftime("%Y-%m-%d").tolist()
    known = running["completed"].notna()
    completed = running.loc[known]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "promised",
            "x": months,
            "y": running["planned"].tolist(),
            "line": {"shape": "hv", "color": palette.muted, "width": 3, "dash": "dash"},
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": "completed",
            "x": completed["month"].dt.strftime("%Y-%m-%d").tolist(),
            "y": completed["completed"].tolist(),
            "line": {"shape": "hv", "color": palette.series[0], "width": 3},
        },
    ]
    notes = [_end(months[-1], running["planned"].iloc[-1], "promised", palette.muted)]
    if len(completed):
        last = completed.iloc[-1]
        notes.append(_end(f"{last['month']:%Y-%m-%d}", last["completed"], "completed", palette.series[0]))
    return build_chart(
        traces,
        palette,
        height=320,
        annotations=notes,
        shapes=[_upright(today.isoformat(), palette.text, "solid")],
        margin={"l": 8, "r": 110, "t": 16, "b": 8},
        xaxis={"type": "date", "tickformat": "%b %Y"},
        yaxis={"rangemode": "tozero", "tickformat": ",d"},
    )


def _end(x: str, y: float, word: str, colour: str) -> dict[str, Any]:
    return {
        "x": x,
        "y": float(y),
        "text": f"{int(y)} {word}",
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"size": FONT_SIZE, "color": colour},
    }
