"""Charts of dates: plotly accepts them, and what they draw is what the tables hold."""

from datetime import date

import pytest

from analysis import timeline
from charts import timeline as charts
from charts.palette import DARK, LIGHT
from model import conform

TODAY = date(2026, 9, 30)
ACTIONS = conform([
    {"key": "1.1", "ref": "1.1", "theme": "A", "action": "x <b>", "status": "complete", "start": "2026-01-01", "first_due": "2026-03-31",
     "due": "2026-03-31", "completed": "2026-04-10"},
    {"key": "1.2", "ref": "1.2", "theme": "B", "action": "y", "status": "off track", "first_due": "2026-06-30", "due": "2026-08-29"},
    {"key": "1.3", "theme": "A", "action": "z", "status": "on track", "start": "2026-02-01"},
], "actions")
EVENTS = conform([{"date": "2026-05-01", "kind": "monitoring visit"}, {"date": "2026-05-02", "kind": "board meeting"}], "events")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_plotly_accepts_every_chart(palette):
    charts.build_bars(timeline.list_bars(ACTIONS, TODAY), EVENTS, TODAY, palette).checked()
    charts.build_deadlines(timeline.count_deadlines(ACTIONS), TODAY, palette).checked()
    charts.build_planned(timeline.compare_planned(ACTIONS, TODAY), TODAY, palette).checked()


def test_each_bar_lies_in_the_row_of_its_action():
    figure = charts.build_bars(timeline.list_bars(ACTIONS, TODAY), EVENTS, TODAY, LIGHT).to_dict()
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert labels == ["", "1.1", "z", "", "1.2"]
    themes = [(note["text"], note["y"]) for note in figure["layout"]["annotations"] if note.get("xref") == "paper"]
    assert themes == [("<b>A</b>", 0), ("<b>B</b>", 3)]
    bars = {shape["y0"] for shape in figure["layout"]["shapes"] if shape.get("yref") != "paper"}
    assert bars == {1, 2, 4}
    assert [mark["y"] for mark in figure["data"]] == [[1], [4]]
    assert [note["text"] for note in figure["layout"]["annotations"] if note.get("yref") == "paper"] == ["monitoring visit", "as at"]


def test_the_names_of_upright_lines_never_share_a_level():
    kinds = ["submission", "review published", "monitoring visit", "inspection"]
    events = conform([{"date": f"2026-0{month}-10", "kind": kind, "title": kind} for month, kind in enumerate(kinds, 4)], "events")
    layout = charts.build_bars(timeline.list_bars(ACTIONS, TODAY), events, TODAY, LIGHT).to_dict()["layout"]
    levels = [note["yshift"] for note in layout["annotations"] if note.get("yref") == "paper"]
    assert len(levels) == len(set(levels)) > 2
    assert layout["margin"]["t"] >= max(levels) + 18  # the highest has room
