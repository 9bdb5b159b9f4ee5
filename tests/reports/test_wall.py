"""The pack's figures on the wall: lines made in the colours of paper can be seen on a dark screen, too."""

from datetime import date
from urllib.parse import unquote

from charts.palette import DARK, LIGHT
from reports.parts import Figure, Series
from reports.wall import draw

DAYS = tuple(date(2026, month, 28) for month in range(1, 5))


def test_lines_take_the_colours_of_the_screen():
    drawn = tuple(
        Series(name, (1.0, 2.0, 3.0, 4.0), colour)
        for name, colour in (("figure", LIGHT.common), ("mean", LIGHT.text), ("upper limit", LIGHT.muted), ("target", LIGHT.link))
    )
    figure = Figure("lines", DAYS, drawn, "Four lines")
    dark, light = unquote(draw(figure, DARK)), unquote(draw(figure, LIGHT))
    for name in ("common", "text", "muted", "link"):
        assert f'stroke="{getattr(DARK, name)}"' in dark, name
        assert f'stroke="{getattr(LIGHT, name)}"' in light, name
    assert f'stroke="{LIGHT.text}"' not in dark
