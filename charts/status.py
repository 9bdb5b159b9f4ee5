"""Statuses as stacked bars, one for each group, with the group's name above its bar so that a telephone has room for it."""

import textwrap
from typing import Any

import pandas as pd

from analysis.progress import NO_LEAD, NO_THEME
from analysis.wording import are, count_of, join_words, percent, share_of
from charts.base import Chart, build_chart, write_label
from charts.palette import FONT_SIZE, Palette
from model.vocabulary import DONE, STATUS_NAMES, STATUS_SYMBOLS

BAR = 28  # px
LINE = 20  # px for a line of text at FONT_SIZE
GAP = 14  # px between one group and the next
NAME_WIDTH = 44  # characters: about 310 px, what a telephone of 375 px shows
MOST_GROUPS = 30  # beyond it the page is longer than anyone reads; the table holds all
FEW = 3  # actions; the highest share is not looked for among groups with fewer, where there are larger ones
_KINDS = (DONE, ("on track",), ("at risk", "off track"), ("not started", "suspended", "not known"))
WORDS_FROM = 0.3  # of the longest bar: a part this wide has room for its word on a telephone too


def build_status_bars(progress: pd.DataFrame, palette: Palette) -> Chart:
    """Draw the statuses of each group as one bar; its length is the number of actions.

    Parameters
    ----------
    progress : DataFrame
        From ``analysis.progress.group_progress``; the first ``MOST_GROUPS`` rows are drawn.
    palette : Palette
    """
    drawn = progress.head(MOST_GROUPS)
    longest = max(1, int(drawn["total"].max()) if len(drawn) else 1)
    names = [_name_lines(row) for row in drawn.to_dict("records")]
    tops = [GAP + sum(LINE * len(lines) + BAR + GAP for lines in names[:place]) for place in range(len(names))]
    middles = [top + LINE * len(lines) + BAR / 2 for top, lines in zip(tops, names, strict=True)]
    notes = [
        {
            "x": 0, "xref": "paper", "xanchor": "left", "y": top, "yanchor": "top", "text": "<br>".join(lines), "align": "left",
            "showarrow": False, "font": {"size": FONT_SIZE, "color": palette.text}, "borderpad": 0,
        }
        for top, lines in zip(tops, names, strict=True)
    ]
    height = GAP + sum(LINE * len(lines) + BAR + GAP for lines in names)
    return _stack(drawn, middles, longest, palette, height=max(height, BAR), annotations=notes)


def build_status_bar(progress: pd.DataFrame, palette: Palette) -> Chart:
    """Draw one bar across the whole width for all the actions (one row of ``group_progress``), without a name."""
    drawn = progress.head(1)
    return _stack(drawn, [BAR], max(1, int(drawn["total"].iloc[0])), palette, height=2 * BAR, annotations=[], bar=2 * BAR - 8)


def _stack(
    drawn: pd.DataFrame, middles: list[float], longest: int, palette: Palette, *, height: int, annotations: list[dict[str, Any]], bar: int = BAR
) -> Chart:
    traces = [
        {
            "type": "bar", "orientation": "h", "name": status, "x": drawn[status].tolist(), "y": middles, "width": bar,
            "marker": {"color": palette.status[status], "line": {"color": palette.background, "width": 2}},
            "text": [_label(status, count, longest) for count in drawn[status]], "textposition": "inside", "insidetextanchor": "middle",
            "textangle": 0, "textfont": {"color": palette.on_status[status], "size": FONT_SIZE},
            "hovertext": [_hover(row, status) for row in drawn.to_dict("records")], "hoverinfo": "text",
        }
        for status in STATUS_NAMES
        if drawn[status].any()
    ]
    return build_chart(
        traces, palette, height=height, barmode="stack", annotations=annotations, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        uniformtext={"minsize": FONT_SIZE, "mode": "hide"},
        xaxis={"range": [0, longest], "visible": False}, yaxis={"range": [height, 0], "visible": False},
    )


def _label(status: str, count: int, longest: int) -> str:
    if not count:
        return ""
    return f"{STATUS_SYMBOLS[status]} {count:,}" + (f" {status}" if count / longest >= WORDS_FROM else "")


def _hover(row: dict[str, Any], status: str) -> str:
    return f"{write_label(_short(row['group']))}<br>{STATUS_SYMBOLS[status]} {status}: {share_of(row[status], row['total'])}"


def _name_lines(row: dict[str, Any]) -> list[str]:
    """Return a group's name in bold and what to know of it, broken to fit a telephone."""
    facts = f"{row['done']:,} of {row['total']:,} done ({percent(row['done'], row['total'])})" if row["total"] else "no actions"
    if row["overdue"]:
        facts += f", {row['overdue']:,} overdue"
    name = _short(row["group"])
    if len(name) + len(facts) + 2 <= NAME_WIDTH:
        return [f"<b>{write_label(name)}</b>  {facts}"]
    return [*(f"<b>{write_label(line)}</b>" for line in textwrap.wrap(name, NAME_WIDTH)), facts]


def _short(name: object) -> str:
    text = " ".join(str(name).split())
    return textwrap.shorten(text, 2 * NAME_WIDTH, placeholder=" …") or text[: 2 * NAME_WIDTH]


def build_legend(progress: pd.DataFrame, palette: Palette, *, shares: bool = False) -> str:
    """Return the key above the bars as HTML: symbol, colour and word of each status that occurs, in the order of the bars.

    Parameters
    ----------
    progress : DataFrame
        From ``group_progress``; only fixed words and numbers of it reach the HTML.
    palette : Palette
    shares : bool
        Give the count and share of each status over all rows.
    """
    whole = int(progress["total"].sum())
    items = []
    for status in STATUS_NAMES:
        count = int(progress[status].sum())
        if count:
            words = f"{status} <strong>{count:,}</strong> ({percent(count, whole)})" if shares else status
            items.append(
                f'<li style="margin:0 1.25rem 0.25rem 0;white-space:nowrap">'
                f'<span aria-hidden="true" style="color:{palette.status[status]};font-size:1.15em">{STATUS_SYMBOLS[status]}</span> {words}</li>'
            )
    style = "display:flex;flex-wrap:wrap;list-style:none;margin:0;padding:0"
    return f'<ul style="{style}" aria-label="Statuses, in the order of the bars">{"".join(items)}</ul>'


def describe_status_bar(progress: pd.DataFrame) -> str:
    """Say how one row of ``group_progress`` divides into done, on track, in trouble and the rest."""
    row = progress.iloc[0]
    parts: list[str] = []
    for names in _KINDS:
        used = [name for name in names if row[name]]
        count = sum(row[name] for name in names)
        if count:
            word = "done" if names == DONE else f"{', '.join(used[:-1])} or {used[-1]}" if len(used) > 1 else used[0]
            parts.append(f"{count:,} {'' if parts else are(count) + ' '}{word} ({percent(count, row['total'])})")
    return f"Of {count_of(int(row['total']), 'action')}, {join_words(parts)}."


def describe_status_bars(progress: pd.DataFrame, one: str, many: str = "") -> str:
    """Say what the bars show: who is furthest on, and where most is overdue.

    Parameters
    ----------
    progress : DataFrame
        From ``group_progress``.
    one, many : str
        What a group is called, such as theme.
    """
    filled = progress[(progress["total"] > 0) & ~progress["group"].isin([NO_THEME, NO_LEAD])]
    if filled.empty:
        return f"No {one} has an action."
    if len(filled) == 1:
        only = filled.iloc[0]
        late = f"{only['overdue']:,} {are(only['overdue'])}" if only["overdue"] else "none is"
        return f"{_short(only['group'])}: {share_of(only['done'], only['total'])} {are(only['done'])} done and {late} overdue."
    large = filled[filled["total"] >= FEW] if (filled["total"] >= FEW).any() else filled
    first = large.sort_values(["done_share", "total"], ascending=False, kind="stable").iloc[0]
    late = filled.sort_values(["overdue", "overdue_share"], ascending=False, kind="stable").iloc[0]
    least = f" with {FEW} actions or more" if len(large) < len(filled) else ""
    words = f"Of {count_of(len(large), one, many)}{least}, "
    if first["done"]:
        words += f"{_short(first['group'])} has the highest share done, {share_of(first['done'], first['total'])}; "
    else:
        words += "none has an action done; "
    if late["overdue"]:
        return words + f"{_short(late['group'])} has the most overdue, {share_of(late['overdue'], late['total'])}."
    return words + "nothing is overdue."
