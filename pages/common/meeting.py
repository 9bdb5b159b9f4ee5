"""The parts of meeting mode: moving between screens, and one idea drawn large."""

from html import escape

import pandas as pd
import streamlit as st

from pages.common import packing, show
from pages.common.choices import Shown
from reports import wall
from reports.contents import build_pack
from reports.ground import Ground, Wanted
from reports.parts import Pack, Slide, Table, Tile
from reports.writing import write_rows

QUESTION = "Is the plan moving, and is it making a difference for children?"
_ROWS = 9  # of a table; more cannot be read from the back of a room


@st.cache_resource(show_spinner="Preparing the screens", max_entries=4)
def _pack(state: tuple[str, int, int], wanted: Wanted, _ground: Ground) -> Pack:
    return build_pack(_ground)


def load_pack(shown: Shown) -> Pack:
    """Return the pack for the wall: on the council's own screens nothing is hidden, in the partner view small numbers are."""
    ground = packing.load(shown, safe=False)
    return _pack(packing.find_state(shown), ground.wanted, ground)


def list_screens(pack: Pack) -> list[Slide]:
    """Return the screens in the pack's order, the title first."""
    return [Slide(pack.title, (QUESTION, *pack.subtitle)), *pack.slides]


def choose_screen(screens: list[Slide]) -> tuple[int, bool]:
    """Draw the controls and return which screen is chosen, and whether all are wanted, one under the other, for printing.

    Each control has a key of its own: the arrows, the page keys that a presenter's clicker sends, and the keys to the beginning and end.
    """
    last = len(screens)
    with st.container(horizontal=True, vertical_alignment="bottom", key="meeting-controls"):
        st.button("Back", on_click=_move, args=(-1, last), shortcut="Left", key="screen-back")
        st.button("Next", on_click=_move, args=(1, last), shortcut="Right", type="primary", key="screen-next")
        st.button("First", on_click=_move, args=(-last, last), shortcut="Home", key="screen-first")
        st.button("Last", on_click=_move, args=(last, last), shortcut="End", key="screen-last")
        number = st.number_input("Screen", 1, last, key="screen", bind="query-params", width=110)
        everything = st.toggle("All screens, to print", key="print_all", help="Then print from the browser, A4 landscape")
        st.page_link(show.page("pack"), label="Leave the meeting")
    with st.container(key="meeting-clicker"):
        st.button("Next screen", on_click=_move, args=(1, last), shortcut="PageDown", key="clicker-next")
        st.button("Screen before", on_click=_move, args=(-1, last), shortcut="PageUp", key="clicker-back")
    return int(number), everything


def _move(step: int, last: int) -> None:
    """Go some screens on or back; never beyond the first or last."""
    st.session_state["screen"] = min(max(int(st.session_state.get("screen", 1)) + step, 1), last)


def show_screen(shown: Shown, slide: Slide, number: int, last: int) -> None:
    """Show one idea: its finding, its sentences, its figure and its table."""
    st.title(show.plain(slide.heading))
    if slide.tiles:
        st.html(f'<dl class="meeting-tiles">{"".join(_write_tile(tile) for tile in slide.tiles)}</dl>')
    if slide.figure is not None and not slide.tiles:
        sides = st.columns([2, 1])
        with sides[0]:
            _show_figure(shown, slide)
        with sides[1]:
            _say(slide.points)
    else:
        if slide.figure is not None:
            _show_figure(shown, slide)
        _say(slide.points)
    if slide.table is not None:
        st.html(write_table(slide.table))
    st.html(f'<p class="meeting-foot">{escape(shown.council)}, as at {show.format_date(shown.as_at)} · {number} of {last}</p>')


def _write_tile(tile: Tile) -> str:
    return f"<div><dt>{escape(tile.label)}</dt><dd>{escape(tile.figure)}</dd><dd class='share'>{escape(tile.share)}</dd></div>"


def _show_figure(shown: Shown, slide: Slide) -> None:
    figure = slide.figure
    assert figure is not None
    picture = wall.draw(figure, shown.palette, strip=bool(slide.tiles))
    st.html(f'{wall.draw_key(figure, shown.palette)}<img class="meeting-chart" src="{picture}" alt="{escape(figure.alt)}">')


def _say(points: tuple[str, ...]) -> None:
    if points:
        st.html(f"<ul class='meeting-points'>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>")


def write_table(table: Table, rows: int = _ROWS) -> str:
    """Return a table as HTML, every text of it escaped; its first rows, and how many there are."""
    heading, *lines = write_rows(table.frame)
    numbers = [pd.api.types.is_numeric_dtype(table.frame.iloc[:, place]) for place in range(len(heading))]
    sides = [' class="number"' if number else "" for number in numbers]
    head = "".join(f"<th scope='col'{side}>{escape(text)}</th>" for text, side in zip(heading, sides, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{side}>{escape(text)}</td>" for text, side in zip(line, sides, strict=True)) + "</tr>" for line in lines[:rows]
    )
    rest = f"<p class='meeting-rest'>The first {rows} of {len(lines):,} rows; the pack holds more.</p>" if len(lines) > rows else ""
    caption = f"<caption>{escape(table.caption)}</caption>"
    written = f"<table class='meeting-table'>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    # A table wider than a small screen is scrolled by itself, with the keyboard too.
    return f'<div class="meeting-scroll" role="region" tabindex="0" aria-label="{escape(table.caption, quote=True)}">{written}</div>{rest}'
