"""Charts of a plan's past and of its end: milestone trend and burn-up."""

from datetime import date
from typing import Any

import pandas as pd

from charts.base import Chart, build_chart, space_months, write_label
from charts.palette import FONT_SIZE, Palette

NAMED = 4  # lines in colour with a name; the others stand behind in grey
_LONGEST = 90  # letters of an action where the pointer rests on it
DASHES = ("solid", "dash", "dot", "dashdot")


def build_trend(points: pd.DataFrame, palette: Palette) -> Chart:
    """Draw the date promised at each version: a flat line is a promise kept, a rising one is slipping.

    Parameters
    ----------
    points : DataFrame
        From ``analysis.slippage.milestone_trend``; the first few actions are named.
    palette : Palette
    """
    threads, drawn = list(dict.fromkeys(points["thread"])), points
    named = threads[:NAMED]
    traces = [_line(drawn[drawn["thread"] == thread], palette.muted, "solid", 1.0) for thread in threads[NAMED:]]
    for place, thread in enumerate(named):
        traces.append(_line(drawn[drawn["thread"] == thread], palette.series[place], DASHES[place], 3.0))
    ends = drawn.drop_duplicates("thread", keep="last")
    ends = ends[ends["thread"].isin(named)].sort_values("due")
    notes = [
        _note(row.day, row.due, str(row.label), palette.series[named.index(row.thread)], shift)
        for row, shift in zip(ends.itertuples(), _spread(ends["due"], drawn["due"]), strict=True)
    ]
    first, last = drawn["day"].min(), drawn["day"].max()
    return build_chart(
        [_due_that_day(first, last, palette), *traces],
        palette,
        height=400,
        annotations=[*notes, _note(first, first, "due that day", palette.muted, -12)],
        margin={"l": 8, "r": 96, "t": 16, "b": 8},
        xaxis={"type": "date", "tickformat": "%b<br>%Y", **space_months(first, last)},
        yaxis={"type": "date", "tickformat": "%b %Y", **space_months(min(first, drawn["due"].min()), max(last, drawn["due"].max()))},
    )


def _line(points: pd.DataFrame, colour: str, dash: str, width: float) -> dict[str, Any]:
    label = str(points["label"].iloc[0])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label,
        "x": points["day"].dt.strftime("%Y-%m-%d").tolist(),
        "y": points["due"].dt.strftime("%Y-%m-%d").tolist(),
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"color": colour, "size": 5 + 2 * (width > 1)},
        "customdata": [[write_label(action, _LONGEST), status] for action, status in zip(points["action"], points["status"], strict=True)],
        "hovertemplate": "%{customdata[0]}<br>as at %{x|%-d %B %Y}: due %{y|%-d %B %Y}, %{customdata[1]}"
        f"<extra>{write_label(label, _LONGEST)}</extra>",
    }


def _due_that_day(first: pd.Timestamp, last: pd.Timestamp, palette: Palette) -> dict[str, Any]:
    """Return the line on which a promise falls due on the very day of the version; what lies below it is overdue."""
    ends = [f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"]
    return {
        "type": "scatter", "mode": "lines", "name": "due that day", "x": ends, "y": ends, "hoverinfo": "skip",
        "line": {"color": palette.muted, "width": 1.5, "dash": "dot"},
    }  # fmt: skip


def _spread(ends: pd.Series, whole: pd.Series) -> list[int]:
    """Return by how many pixels to lift each name, so that neighbours in order of height do not lie on each other."""
    span = max(1, (whole.max() - whole.min()).days)
    heights = [(end - whole.min()).days / span * 340 for end in ends]
    shifts, below = [], -100.0
    for height in heights:
        placed = max(height, below + FONT_SIZE + 4)
        shifts.append(round(placed - height))
        below = placed
    return shifts


def _note(x: pd.Timestamp, y: pd.Timestamp, text: str, colour: str, shift: int = 0) -> dict[str, Any]:
    return {
        "x": f"{x:%Y-%m-%d}", "y": f"{y:%Y-%m-%d}", "text": write_label(text, 14), "showarrow": False,
        "xanchor": "left", "xshift": 8, "yshift": shift,
        "font": {"size": FONT_SIZE, "color": colour},
    }  # fmt: skip


def build_burn_up(done: pd.DataFrame, ends: list[tuple[str, date, int]], own: date | None, palette: Palette) -> Chart:
    """Draw what was done against all there was to do, and from today on to the dates of the forecast.

    Parameters
    ----------
    done : DataFrame
        From ``analysis.forecast.burn_up``.
    ends : list of tuple
        Name, day and height of each forecast line's end, such as ("even chance", 31 July 2027, 72).
    own : date or None
        The board's own date, drawn as an upright line.
    palette : Palette
    """
    days = done["day"].dt.strftime("%Y-%m-%d").tolist()
    last = done.iloc[-1]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "name": "to do in all", "x": days, "y": done["scope"].tolist(),
            "line": {"shape": "hv", "color": palette.muted, "width": 2, "dash": "dash"}, "hovertemplate": "%{x|%B %Y}: %{y} in all<extra></extra>",
        },
        {
            "type": "scatter", "mode": "lines", "name": "done", "x": days, "y": done["done"].tolist(),
            "line": {"color": palette.series[0], "width": 3}, "hovertemplate": "%{x|%B %Y}: %{y} done<extra></extra>",
        },
    ]  # fmt: skip
    notes = [_at(days[-1], last["scope"], f"{int(last['scope'])} in all", palette.muted, "right", shift=12)]
    notes.append(_at(days[-1], last["done"], f"{int(last['done'])} done", palette.series[0], "left", shift=-14))
    for place, (name, day, height) in enumerate(ends):
        colour = palette.series[1 + place]
        marker = {"color": colour, "size": 8, "symbol": ["circle", "diamond"][place % 2]}
        traces.append(
            {
                "type": "scatter", "mode": "lines+markers", "name": name, "x": [days[-1], day.isoformat()], "y": [int(last["done"]), height],
                "line": {"color": colour, "width": 2, "dash": DASHES[1 + place]}, "marker": marker,
                "hovertemplate": f"{name}: %{{x|%-d %B %Y}}<extra></extra>",
            }
        )  # fmt: skip
        anchor, shift = (("right", 24), ("center", -30))[place % 2]
        notes.append(_at(day.isoformat(), height, f"{name}<br>{day:%b %Y}", colour, anchor, shift=shift))
    shapes = []
    if own is not None:
        shapes.append(
            {
                "type": "line",
                "x0": own.isoformat(),
                "x1": own.isoformat(),
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": palette.text, "width": 1.5},
            }
        )
        notes.append({**_at(own.isoformat(), 0, "the board's own date", palette.text, "left", shift=10), "xshift": 4})
    return build_chart(
        traces,
        palette,
        height=380,
        shapes=shapes,
        # On a telephone the words lie on the lines: a ground of their own keeps them readable.
        annotations=[{**note, "bgcolor": palette.background} for note in notes],
        margin={"l": 8, "r": 60, "t": 24, "b": 8},
        xaxis={"type": "date", "tickformat": "%b %Y"},
        yaxis={"tickformat": ",d", "range": [0, max([int(last["scope"]), 1, *(height for _, _, height in ends)]) * 1.2]},
    )


def _at(x: str, y: float, text: str, colour: str, anchor: str, *, shift: int) -> dict[str, Any]:
    return {"x": x, "y": float(y), "text": text, "showarrow": False, "xanchor": anchor, "yshift": shift, "font": {"size": FONT_SIZE, "color": colour}}


def describe_burn_up(done: pd.DataFrame, ends: list[tuple[str, date, int]]) -> str:
    """Return the sentence under the burn-up chart."""
    last = done.iloc[-1]
    words = f"{int(last['done'])} of {int(last['scope'])} actions with an end were done by {last['day'].day} {last['day']:%B %Y}"
    return words + "".join(f"; {name} of all of them by {day.day} {day:%B %Y}" for name, day, _ in ends) + "."


KINDS = {"plan": "Plans", "figures": "Figures", "records": "Records"}


def build_uploads(versions: pd.DataFrame, palette: Palette) -> Chart:
    """Draw every upload on the day it was made, plans, figures and records one under another; withdrawn ones hollow.

    Parameters
    ----------
    versions : DataFrame
        As ``Store.versions`` returns them, withdrawn ones too.
    palette : Palette
    """
    rows = versions.assign(row=versions["kind"].map(KINDS).fillna("Other"))
    order = [name for name in (*KINDS.values(), "Other") if (rows["row"] == name).any()]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": rows["uploaded_at"].dt.strftime("%Y-%m-%d %H:%M").tolist(),
        "y": rows["row"].tolist(),
        "text": [str(number) for number in rows["version_id"]],
        "textposition": "top center",
        "textfont": {"size": FONT_SIZE, "color": palette.text},
        "marker": {
            "size": 12,
            "color": palette.series[0],
            "symbol": ["circle-open" if withdrawn else "circle" for withdrawn in rows["withdrawn"]],
        },
        "customdata": [[write_label(file, 60), write_label(who, 60)] for file, who in zip(rows["file"], rows["uploaded_by"], strict=True)],
        "hovertemplate": "Upload %{text}: %{customdata[0]}<br>%{x|%-d %B %Y} by %{customdata[1]}<extra></extra>",
        "cliponaxis": False,
    }
    return build_chart(
        [trace],
        palette,
        height=90 + 56 * len(order),
        margin={"l": 8, "r": 24, "t": 24, "b": 8},
        xaxis={"type": "date", "tickformat": "%b %Y"},
        yaxis={"categoryorder": "array", "categoryarray": order[::-1]},
    )
