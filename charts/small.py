"""Small charts by the dozen: one series each, as a picture that a browser paints at once, and the cards that they stand in.

Twenty-four of them are painted in a tenth of the time that as many plotly charts take. Each is an ``<img>`` with an alternative text; its
words and figures stand beside it as text.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd

from analysis.control_chart import ControlChart
from charts.palette import FONT, Palette

WIDTH, HEIGHT = 280, 84
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 10, 8, 14
# The marks of flagged points differ in shape as well as colour.
_KINDS = {
    "special_cause_improvement": "improvement", "special_cause_concern": "concern",
    "special_cause_neutral_high": "neutral", "special_cause_neutral_low": "neutral",
}


@dataclass(frozen=True)
class Card:
    """One measure on the page of small charts.

    Parameters
    ----------
    name : str
    link : str
        Address of the page about it.
    picture : str
        From ``draw_small``.
    alt : str
        What the picture shows, in words.
    figure, day : str
        The latest figure and its date.
    counts, target, verdict : str
        Further lines, left out where empty.
    """

    name: str
    link: str
    picture: str
    alt: str
    figure: str
    day: str
    counts: str
    target: str
    verdict: str


def draw_small(series: pd.DataFrame, chart: ControlChart | None, target: float, palette: Palette) -> str:
    """Draw one series with its mean, limits and target, and return it as the address of a picture.

    Parameters
    ----------
    series : DataFrame
        Canonical observations of one measure; a letter in place of a number leaves a gap with its letter.
    chart : ControlChart or None
        What may be shown of its control chart.
    target : float
        Missing for none.
    palette : Palette
    """
    points = series.drop_duplicates("period_end", keep="last").sort_values("period_end")
    values = [None if pd.isna(value) else float(value) for value in points["value"]]
    limits = _limits(chart)
    scale = _Scale.of([*points["period_end"]], [value for value in values if value is not None] + limits + ([] if pd.isna(target) else [target]))
    parts = []
    if len(limits) == 3:
        low, mean, high = limits
        top, bottom = scale.y(high), scale.y(low)
        across = f'x="{_LEFT}" width="{WIDTH - _LEFT - _RIGHT}"'
        parts.append(f'<rect {across} y="{top:.1f}" height="{max(bottom - top, 1):.1f}" fill="{palette.grid}" opacity="0.45"/>')
        parts.append(_across(scale.y(mean), palette.muted, ""))
    if pd.notna(target):
        parts.append(_across(scale.y(target), palette.text, "4 3"))
    days = list(points["period_end"])
    parts += _lines(days, values, scale, palette)
    parts += _marks(days, values, chart, scale, palette)
    parts += [
        f'<text x="{scale.x(day):.1f}" y="{HEIGHT - 2}" font-size="11" text-anchor="middle" fill="{palette.text}">[{html.escape(str(symbol))}]</text>'
        for day, value, symbol in zip(days, values, points["symbol"], strict=True)
        if value is None and pd.notna(symbol)
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="{FONT}">'
        f"{''.join(parts)}</svg>"
    )
    return "data:image/svg+xml;utf8," + quote(svg, safe=" =:/,.;()'-")


def _limits(chart: ControlChart | None) -> list[float]:
    if chart is None or not chart.shown.limits:
        return []
    points = chart.result.points
    lines = [points[name][-1] for name in ("lpl", "mean", "upl")]
    return [] if None in lines else lines


@dataclass(frozen=True)
class _Scale:
    first: float
    days: float
    low: float
    span: float

    @classmethod
    def of(cls, days: Sequence[pd.Timestamp], values: Sequence[float]) -> "_Scale":
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        span = high - low or max(abs(high), 1.0) * 0.2
        numbers = [day.value / 1e9 for day in days] or [0.0]
        return cls(min(numbers), max(numbers) - min(numbers) or 1.0, low - (0 if high > low else span / 2), span)

    def x(self, day: pd.Timestamp) -> float:
        return _LEFT + (day.value / 1e9 - self.first) / self.days * (WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        return _TOP + (1 - (value - self.low) / self.span) * (HEIGHT - _TOP - _BOTTOM)


def _across(y: float, colour: str, dashes: str) -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}" stroke-width="1"{dash}/>'


def _lines(days: list[pd.Timestamp], values: list[float | None], scale: _Scale, palette: Palette) -> list[str]:
    """Return the line in as many pieces as gaps leave; a point alone between two gaps is drawn as a point."""
    pieces: list[list[str]] = [[]]
    for day, value in zip(days, values, strict=True):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{scale.x(day):.1f},{scale.y(value):.1f}")
    drawn = []
    for piece in filter(None, pieces):
        if len(piece) == 1:
            x, y = piece[0].split(",")
            drawn.append(f'<circle cx="{x}" cy="{y}" r="2.5" fill="{palette.common}"/>')
        else:
            drawn.append(f'<polyline points="{" ".join(piece)}" fill="none" stroke="{palette.common}" stroke-width="2"/>')
    return drawn


def _marks(days: list[pd.Timestamp], values: list[float | None], chart: ControlChart | None, scale: _Scale, palette: Palette) -> list[str]:
    flags = {flag.place: _KINDS[flag.point_type] for flag in chart.shown.flags} if chart else {}
    known = [place for place, value in enumerate(values) if value is not None]
    marks = []
    for place in sorted({*flags, *known[-1:]}):
        value = values[place]
        if value is None:
            continue
        kind, x, y = flags.get(place, ""), scale.x(days[place]), scale.y(value)
        size = 5.0 if place == known[-1] else 3.5
        marks.append(_mark(kind, x, y, size, palette))
    return marks


def _mark(kind: str, x: float, y: float, size: float, palette: Palette) -> str:
    if kind == "concern":
        corners = f"{x:.1f},{y - size:.1f} {x + size:.1f},{y:.1f} {x:.1f},{y + size:.1f} {x - size:.1f},{y:.1f}"
        return f'<polygon points="{corners}" fill="{palette.concern}"/>'
    if kind == "neutral":
        half = size * 0.8
        return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}" fill="{palette.neutral}"/>'
    colour = palette.improvement if kind == "improvement" else palette.common
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}"/>'


def build_cards(cards: Sequence[Card]) -> str:
    """Return the cards as one piece of HTML, every text escaped: a list that breaks into as many columns as there is room for."""
    listed = "".join(_card(card) for card in cards)
    style = "display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem;list-style:none;padding:0;margin:0"
    return f'<ul style="{style}">{listed}</ul>'


def _card(card: Card) -> str:
    lines = [f"<strong>{html.escape(card.figure)}</strong> {html.escape(card.day)}"]
    lines += [html.escape(line) for line in (card.counts, card.target) if line]
    lines += [f"<strong>{html.escape(card.verdict)}</strong>"]
    return (
        '<li style="border:1px solid #8C949B;border-radius:.5rem;padding:.75rem;margin:0">'
        f'<a href="{html.escape(card.link, quote=True)}" target="_self" style="font-weight:600;color:inherit">{html.escape(card.name)}</a>'
        f'<img alt="{html.escape(card.alt, quote=True)}" src="{card.picture}" style="display:block;width:100%;height:auto;margin:.4rem 0">'
        f"{'<br>'.join(lines)}</li>"
    )


def build_key(palette: Palette) -> str:
    """Return the key of the small charts as HTML of fixed words."""

    def sample(mark: str, words: str) -> str:
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 14" width="24" height="14">{mark}</svg>'
        picture = f'<img alt="" src="data:image/svg+xml;utf8,{quote(svg)}" style="vertical-align:middle">'
        return f'<span style="white-space:nowrap;margin-right:1rem">{picture} {words}</span>'

    def line(colour: str, dashes: str) -> str:
        return f'<line x1="0" x2="24" y1="7" y2="7" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'

    return "<p>" + " ".join([
        sample(_mark("improvement", 12, 7, 5, palette), "improving"),
        sample(_mark("concern", 12, 7, 5, palette), "worsening"),
        sample(_mark("neutral", 12, 7, 5, palette), "out of the usual, no direction judged"),
        sample(_mark("", 12, 7, 5, palette), "no real change"),
        sample(line(palette.muted, ""), "mean"),
        sample(f'<rect width="24" height="14" fill="{palette.grid}" opacity="0.45"/>', "usual variation"),
        sample(line(palette.text, "4 3"), "target"),
    ]) + "</p>"  # fmt: skip
