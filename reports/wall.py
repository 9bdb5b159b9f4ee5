"""The pack's figures on the wall: the same data as the native charts, as pictures that grow with the screen and print sharply.

A picture of lines and bars is no picture of text: it stands in the page with its words beside it and as its alternative text.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby
from urllib.parse import quote

from charts.palette import FONT, LIGHT, Palette
from reports.parts import ACCENT, Figure, Series, find_longest
from reports.scales import find_last, find_range, round_step, spread

WIDTH, HEIGHT = 850, 480
STRIP = (1290, 96)
TEXT = 20  # of the picture's own units; a laptop of 1366 pixels shows it at about this size, a wall larger
_SMALL = 15
_LETTER = 0.55  # of the size
_MEANINGS = ("text", "muted", "link", "common", "improvement", "concern", "neutral")
_DASHES = {"solid": "", "dash": ' stroke-dasharray="8 6"', "dot": ' stroke-dasharray="2 5"', "long dash": ' stroke-dasharray="16 8"'}


def draw(figure: Figure, palette: Palette, *, strip: bool = False) -> str:
    """Return a figure as the address of a picture.

    Parameters
    ----------
    figure : Figure
    palette : Palette
    strip : bool
        One bar across the whole width.
    """
    width, height = STRIP if strip else (WIDTH, HEIGHT)
    kinds = {"bars": _draw_bars, "columns": _draw_columns, "lines": _draw_lines}
    drawn = _draw_strip(figure, palette) if strip else kinds[figure.kind](figure, palette)
    # Its own ground, so that a picture made for a dark screen can be read on paper, too.
    ground = f'<rect width="{width}" height="{height}" fill="{palette.background}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{FONT}">{ground}{"".join(drawn)}</svg>'
    return "data:image/svg+xml;utf8," + quote(svg, safe=" =:/,.;()'-")


def draw_key(figure: Figure, palette: Palette) -> str:
    """Return the key of a figure as HTML of fixed words: the statuses of its bars, the marks of its flagged points."""
    shown = [series for series in figure.series if figure.kind != "lines" or not series.width]
    items = "".join(
        f'<li><span aria-hidden="true" style="color:{_colour(series, palette)}">{series.name[0]}</span>{escape(series.name[1:])}</li>'
        for series in shown
    )
    return f'<ul class="meeting-key" aria-label="What the colours and symbols mean">{items}</ul>' if items else ""


def _colour(series: Series, palette: Palette) -> str:
    """Return the colour of a series in the viewer's theme."""
    if series.colour == ACCENT:
        return palette.series[0]
    # Figures are made in the colours of paper: on a dark screen a black line could not be seen.
    meant = next((name for name in _MEANINGS if getattr(LIGHT, name) == series.colour), "")
    return palette.status.get(series.name[2:], getattr(palette, meant) if meant else series.colour)


def _on(series: Series, palette: Palette) -> str:
    return palette.on_status.get(series.name[2:], series.on)


def _write(x: float, y: float, text: str, colour: str, *, anchor: str = "start", size: float = TEXT, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size:g}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _level(left: float, right: float, y: float, colour: str) -> str:
    return f'<line x1="{left:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}" stroke="{colour}"/>'


def _stack(figure: Figure, place: int, palette: Palette, *, top: float, scale: float, height: float) -> list[str]:
    """Draw one bar across, each part with its symbol and figure where there is room."""
    parts, x = [], 0.0
    for series in figure.series:
        value = series.values[place] or 0
        if not value:
            continue
        wide = value * scale
        label = f"{series.name[0]} {value:,.0f}"
        parts.append(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{height:.1f}" fill="{_colour(series, palette)}" '
            f'stroke="{palette.background}" stroke-width="2"/>'
        )
        size = min(TEXT, height * 0.8)
        if wide > len(label) * size * _LETTER:
            parts.append(_write(x + wide / 2, top + height / 2 + size * 0.36, label, _on(series, palette), anchor="middle", size=size))
        x += wide
    return parts


def _draw_strip(figure: Figure, palette: Palette) -> list[str]:
    width, height = STRIP
    return _stack(figure, 0, palette, top=6, scale=width / find_longest(figure), height=height - 12)


def _draw_bars(figure: Figure, palette: Palette) -> list[str]:
    """Draw each group's name above its bar, where it has the whole width."""
    scale = WIDTH / (figure.longest or find_longest(figure))
    room = min(HEIGHT / max(len(figure.categories), 1), 74)
    drawn = []
    for place, name in enumerate(figure.categories):
        size = TEXT if room >= 56 else _SMALL
        most = int(WIDTH / (size * _LETTER))
        text = str(name) if len(str(name)) <= most else str(name)[: most - 1] + "…"
        drawn.append(_write(0, place * room + size, text, palette.text, size=size))
        drawn += _stack(figure, place, palette, top=place * room + size + 5, scale=scale, height=max(room - size - 11, 8))
    return drawn


def _draw_columns(figure: Figure, palette: Palette) -> list[str]:
    left, bottom, longest = 44.0, HEIGHT - 34.0, figure.longest or find_longest(figure)
    step = max(1.0, round_step(longest / 4))
    top_value = -(-longest // step) * step
    scale = (bottom - 12) / top_value
    wide = (WIDTH - left) / max(len(figure.categories), 1)
    steps = range(int(top_value // step) + 1)
    drawn = [_write(left - 6, bottom - n * step * scale + 6, f"{n * step:,.0f}", palette.text, anchor="end") for n in steps]
    drawn += [_level(left, WIDTH, bottom - n * step * scale, palette.grid) for n in steps]
    every = -(-len(figure.categories) * 75 // (WIDTH - 44))
    for place, name in enumerate(figure.categories):
        middle, y = left + (place + 0.5) * wide, bottom
        for series in figure.series:
            high = (series.values[place] or 0) * scale
            y -= high
            if high:
                drawn.append(
                    f'<rect x="{middle - wide * 0.38:.1f}" y="{y:.1f}" width="{wide * 0.76:.1f}" height="{high:.1f}" '
                    f'fill="{_colour(series, palette)}" stroke="{palette.background}"/>'
                )
            label = f"{series.name[0]}{series.values[place] or 0:,.0f}"
            if high > TEXT and wide * 0.76 > len(label) * TEXT * _LETTER:
                drawn.append(_write(middle, y + high / 2 + 7, label, _on(series, palette), anchor="middle"))
        if place % every == 0:
            drawn.append(_write(middle, HEIGHT - 8, str(name), palette.text, anchor="middle", size=18))
    return drawn


def _draw_lines(figure: Figure, palette: Palette) -> list[str]:
    low, high = find_range([value for series in figure.series for value in series.values if value is not None], figure.unit)
    area = _Area(figure.categories, low, high)
    drawn = _draw_axes(figure, area, low, high, palette)
    ends: list[tuple[float, str]] = []
    for series in figure.series:
        colour = _colour(series, palette)
        drawn += _draw_series(series, area, colour)
        last = find_last(series)
        for place, text in series.labels.items():
            value = series.values[place]
            if value is None:
                continue
            if place == last:
                ends.append((area.y(value), text))
            else:
                drawn.append(_write(area.x(place), area.y(value) + 24, text, palette.text, anchor="middle"))
    placed = spread([height for height, _ in ends], TEXT + 3)
    # Where the lowest name would leave the picture, all move up together.
    over = max(0.0, max(placed, default=0.0) - (HEIGHT - 8))
    drawn += [_write(area.right + 8, height - over + 7, text, palette.text) for height, (_, text) in zip(placed, ends, strict=True)]
    return drawn


class _Area:
    """Where a day and a value stand in a chart of lines."""

    left, right, top, bottom = 70.0, WIDTH - 200.0, 10.0, HEIGHT - 34.0

    def __init__(self, days: Sequence[object], low: float, high: float) -> None:
        self.days = [day.toordinal() if isinstance(day, date) else place for place, day in enumerate(days)]
        self.first, self.span = self.days[0], (self.days[-1] - self.days[0]) or 1
        self.low, self.height = low, (high - low) or 1.0

    def x(self, place: int) -> float:
        """Return how far right a category stands."""
        return self.left + (self.days[place] - self.first) / self.span * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return how far down a value stands."""
        return self.bottom - (value - self.low) / self.height * (self.bottom - self.top)


def _draw_axes(figure: Figure, area: _Area, low: float, high: float, palette: Palette) -> list[str]:
    step = round_step((high - low) / 5)
    ticks = [low + n * step for n in range(int((high - low) / step + 1e-9) + 1)]
    drawn = [_level(area.left, area.right, area.y(tick), palette.grid) for tick in ticks]
    drawn += [_write(area.left - 8, area.y(tick) + 7, f"{tick:,.1f}".removesuffix(".0") + figure.unit, palette.text, anchor="end") for tick in ticks]
    wanted = max(1, -(-len(figure.categories) // 6))
    for place in range(0, len(figure.categories), wanted):
        day = figure.categories[place]
        text = f"{day:%b %y}" if isinstance(day, date) else str(day)
        drawn.append(_write(area.x(place), HEIGHT - 8, text, palette.text, anchor="middle", size=18))
    return drawn


def _draw_series(series: Series, area: _Area, colour: str) -> list[str]:
    """Draw a line with gaps where there is no value, and its marks."""
    drawn = []
    known = [(place, value) for place, value in enumerate(series.values) if value is not None]
    if series.width:
        for _, run in groupby(enumerate(known), key=lambda item: item[1][0] - item[0]):
            points = " ".join(f"{area.x(place):.1f},{area.y(value):.1f}" for _, (place, value) in run)
            drawn.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{series.width + 1:g}"{_DASHES[series.dash]}/>')
    size = 5 if series.width else 9
    for place, value in known if series.marker else ():
        x, y = area.x(place), area.y(value)
        if series.marker == "circle":
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>')
        else:
            turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if series.marker == "diamond" else ""
            side, half = size * 1.7, size * 0.85
            drawn.append(f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{side:g}" height="{side:g}" fill="{colour}"{turned}/>')
    return drawn
