"""Charts of dates: bars from start to due, deadlines by month, planned against completed."""

from datetime import date
from typing import Any

import pandas as pd

from charts.base import Chart, build_chart, write_label
from charts.palette import FONT_SIZE, Palette
from model.vocabulary import STATUS_NAMES, STATUS_SYMBOLS

ROW = 24  # px; a 14 px label needs as much
LEVEL = 18  # px from the name of one upright line to the next above it
# A month's bar stands over the whole month, so that the line of a day stands beside the right bars.
MID_MONTH = {"xperiod": "M1", "xperiodalignment": "middle"}
LONGEST_THEME = 46  # letters; on a telephone there is room for no more
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
    labels: list[str] = []
    notes: list[dict[str, Any]] = []
    rows: dict[str, int] = {}  # an action's place from the top; numbers, because references such as 1.2 would be read as numbers
    for theme, its in drawn.groupby("theme", sort=False):
        # The theme's name lies within the plot, not beside it: on a telephone a margin that wide leaves no room for bars.
        notes.append(
            {
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "xshift": -30,
                "y": len(labels),
                "text": f"<b>{write_label(theme, LONGEST_THEME)}</b>",
                "showarrow": False,
                "font": {"size": FONT_SIZE, "color": palette.text},
                "bgcolor": palette.background,
            }
        )
        labels.append("")
        for key, ref, action in its[["key", "ref", "action"]].itertuples(index=False):
            rows[key] = len(labels)
            labels.append(write_label(ref, 10) if pd.notna(ref) else write_label(action, 16))
    shapes: list[dict[str, Any]] = []
    for key, start, first, due, status in drawn[["key", "start", "first_due", "due", "status"]].itertuples(index=False):
        left = start if pd.notna(start) else first
        if pd.notna(left) and pd.notna(due) and due != left:
            shapes.append(_line(left, due, rows[key], palette.status[status], 6))
        elif pd.notna(start) and pd.isna(due):
            shapes.append(_line(start, start + pd.Timedelta(days=30), rows[key], palette.status[status], 2))
        if pd.notna(first) and pd.notna(due) and first != due:
            notes.append(
                {"x": first.isoformat(), "y": rows[key], "text": "◇", "showarrow": False, "font": {"size": FONT_SIZE, "color": palette.text}}
            )
    marked = [(pd.Timestamp(today), "as at"), *_within(events, drawn).itertuples(index=False, name=None)]
    for place, (when, kind) in enumerate(sorted(marked)):
        own = kind == "as at"
        shapes.append(_upright(when.isoformat(), palette.text if own else palette.muted, "solid" if own else "dot"))
        notes.append(_flag(when.isoformat(), kind, palette.text if own else palette.muted, level=place))
    return build_chart(
        [_draw_status(drawn, status, rows, palette) for status in STATUS_NAMES if ((drawn["status"] == status) & drawn["due"].notna()).any()],
        palette,
        height=ROW * len(labels) + 56 + LEVEL * len(marked),
        shapes=shapes,
        annotations=notes,
        margin={"l": 8, "r": 90, "t": 36 + LEVEL * len(marked), "b": 8},
        yaxis={"tickvals": list(range(len(labels))), "ticktext": labels, "range": [len(labels) - 0.5, -0.5], "showgrid": False, "ticks": ""},
        xaxis={"type": "date", "showgrid": True, "tickformat": "%b %Y", "side": "top"},
    )


def _draw_status(bars: pd.DataFrame, status: str, rows: dict[str, int], palette: Palette) -> dict[str, Any]:
    """Return the marks at the due dates of one status: symbol, colour and word."""
    its = bars[(bars["status"] == status) & bars["due"].notna()]
    promised = [
        "" if pd.isna(first) or first == due else f"first promised {first.day} {first:%B %Y}"
        for first, due in zip(its["first_due"], its["due"], strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "name": status,
        "cliponaxis": False,
        "x": its["due"].dt.strftime("%Y-%m-%d").tolist(),
        "y": [rows[key] for key in its["key"]],
        "text": [f" {STATUS_SYMBOLS[status]} {status}"] * len(its),
        "textposition": "middle right",
        "textfont": {"size": FONT_SIZE, "color": palette.status[status]},
        "customdata": [[write_label(action, 90), words] for action, words in zip(its["action"], promised, strict=True)],
        "hovertemplate": "%{customdata[0]}<br>due %{x|%-d %B %Y}<br>%{customdata[1]}<extra>" + status + "</extra>",
    }


def _line(left: pd.Timestamp, right: pd.Timestamp, row: int, colour: str, width: int) -> dict[str, Any]:
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


def _flag(when: str, text: str, colour: str, level: int = 0) -> dict[str, Any]:
    """Return the name of an upright line above the chart; each on a level of its own, for on a telephone seven months are narrower than a name."""
    return {
        "x": when,
        "yref": "paper",
        "y": 1,
        "yshift": 24 + LEVEL * level,
        "yanchor": "bottom",
        "xanchor": "left",
        "text": write_label(text, 18),
        "showarrow": False,
        "font": {"size": FONT_SIZE, "color": colour},
    }


def _within(events: pd.DataFrame, bars: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """Return the few events that mark the way: not every board meeting, which would hide the bars."""
    ends = pd.concat([bars["start"], bars["due"]]).dropna()
    if ends.empty or events.empty:
        return events[["date", "kind"]].head(0)
    inside = events[events["date"].between(ends.min(), ends.max()) & (events["kind"] != "board meeting")]
    return inside[["date", "kind"]].sort_values("date").head(most)



def build_deadlines(deadlines: pd.DataFrame, today: date, palette: Palette) -> Chart:
    """Draw the deadlines of each month, stacked by status, from ``analysis.timeline.count_deadlines``."""
    months = deadlines["month"].dt.strftime("%Y-%m-%d").tolist()
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": status,
            "x": months,
            **MID_MONTH,
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
            **MID_MONTH,
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
        xaxis={"type": "date", "tickformat": "%b<br>%Y", "ticklabelmode": "period"},
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
        # A fixed end, or the name at the end of a line would stretch the axis by years on a telephone.
        xaxis={"type": "date", "tickformat": "%b<br>%Y", "range": [months[0], months[-1]]},
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
