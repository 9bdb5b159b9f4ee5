"""Stacked bars of statuses: every part drawn, labelled and put into words."""

from datetime import date

import pandas as pd
import pytest

from analysis.progress import NO_THEME, group_progress, theme_progress, total_progress
from charts.palette import DARK, LIGHT
from charts.status import (
    MOST_GROUPS,
    NAME_WIDTH,
    build_legend,
    build_status_bar,
    build_status_bars,
    describe_status_bar,
    describe_status_bars,
)
from model import conform

TODAY = date(2026, 4, 30)
ROWS = [
    {"theme": "Help", "status": "complete"}, {"theme": "Help", "status": "signed off"}, {"theme": "Help", "status": "off track", "due": "2026-01-01"},
    {"theme": "Care", "status": "on track"}, {"theme": "Care", "status": "at risk"}, {"theme": "Care", "status": "complete"},
    {"status": "not started"},
]


def make_actions(rows: list[dict]) -> pd.DataFrame:
    return conform([{"key": str(n), "action": "Do it", **row} for n, row in enumerate(rows)], "actions")


@pytest.fixture
def themes() -> pd.DataFrame:
    return theme_progress(make_actions(ROWS), TODAY)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_each_status_is_a_trace_in_its_colour_and_the_parts_add_up(themes, palette):
    figure = build_status_bars(themes, palette).checked()
    assert [trace.name for trace in figure.data] == ["signed off", "complete", "on track", "at risk", "off track", "not started"]
    assert all(trace.marker.color == palette.status[trace.name] for trace in figure.data)
    assert [sum(trace.x[group] for trace in figure.data) for group in range(3)] == [3, 3, 1]


def test_labels_inside_the_bars_have_a_symbol_and_where_there_is_room_the_word(themes):
    figure = build_status_bars(themes, LIGHT).checked()
    by_name = {trace.name: trace for trace in figure.data}
    assert by_name["off track"].text == ("▲ 1 off track", "", "")
    assert by_name["complete"].hovertext[0] == "Help<br>■ complete: 1 of 3 (33.3%)"


def test_names_stand_above_their_bars_with_what_is_done_and_overdue(themes):
    notes = [note.text for note in build_status_bars(themes, LIGHT).checked().layout.annotations]
    assert notes == ["<b>Help</b>  2 of 3 done (66.7%), 1 overdue", "<b>Care</b>  1 of 3 done (33.3%)", f"<b>{NO_THEME}</b>  0 of 1 done (0.0%)"]


def test_a_name_from_a_file_is_never_read_as_markup_and_is_broken_to_fit():
    actions = make_actions([{"theme": '<a href="http://x">Click & win</a> ' + "a long name of a theme " * 8, "status": "complete"}])
    note = build_status_bars(theme_progress(actions, TODAY), LIGHT).checked().layout.annotations[0].text
    assert "<a" not in note
    assert "&lt;a href" in note
    assert all(len(line.replace("<b>", "").replace("</b>", "")) <= NAME_WIDTH + 20 for line in note.split("<br>"))


def test_more_groups_than_anyone_reads_are_cut():
    actions = make_actions([{"theme": f"Theme {n}", "status": "complete"} for n in range(MOST_GROUPS + 5)])
    assert len(build_status_bars(theme_progress(actions, TODAY), LIGHT).checked().layout.annotations) == MOST_GROUPS


def test_no_group_at_all_still_gives_a_chart():
    empty = make_actions(ROWS).head(0)
    assert not build_status_bars(group_progress(empty, empty["theme"], TODAY), LIGHT).checked().data


def test_one_bar_for_the_whole_plan():
    figure = build_status_bar(total_progress(make_actions(ROWS), TODAY), LIGHT).checked()
    assert [(trace.name, trace.x[0]) for trace in figure.data] == [
        ("signed off", 1), ("complete", 2), ("on track", 1), ("at risk", 1), ("off track", 1), ("not started", 1),
    ]


def test_the_legend_names_every_status_that_occurs_with_its_symbol(themes):
    legend = build_legend(themes, LIGHT)
    assert legend.index("signed off") < legend.index("complete") < legend.index("on track") < legend.index("not started")
    assert "suspended" not in legend
    assert "■" in legend
    assert LIGHT.status["off track"] in legend
    assert "complete <strong>2</strong> (28.6%)" in build_legend(themes, LIGHT, shares=True)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS, "Of 7 actions, 3 are done (42.9%), 1 on track (14.3%), 2 at risk or off track (28.6%) and 1 not started (14.3%)."),
        ([{"status": "complete"}], "Of 1 action, 1 is done (100.0%)."),
        ([{"status": "suspended"}, {}], "Of 2 actions, 2 are suspended or not known (100.0%)."),
    ],
)
def test_the_bar_in_words(rows, said):
    assert describe_status_bar(total_progress(make_actions(rows), TODAY)) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS, "Of 2 themes, Help has the highest share done, 2 of 3 (66.7%); Help has the most overdue, 1 of 3 (33.3%)."),
        ([{"theme": "A"}, {"theme": "B"}], "Of 2 themes, none has an action done; nothing is overdue."),
        ([{"theme": "A", "status": "complete"}], "A: 1 of 1 (100.0%) is done and none is overdue."),
        ([{"status": "complete"}], "No theme has an action."),
        (
            [{"theme": "A", "status": "complete"}, *({"theme": "B", "status": "complete"} for _ in range(2)), {"theme": "B"}],
            "Of 1 theme with 3 actions or more, B has the highest share done, 2 of 3 (66.7%); nothing is overdue.",
        ),
    ],
)
def test_the_bars_in_words(rows, said):
    assert describe_status_bars(theme_progress(make_actions(rows), TODAY), "theme") == said
