"""The chart of delivery beside impact: every mark in its place, marks on one spot named together, and its words complete."""

import pandas as pd
import pytest

from analysis.impact import VERDICTS, place
from charts.impact import LANES, build_corners, describe_corners, number_groups
from charts.palette import PALETTES

ROWS = [
    ("Front door and thresholds", 9, 10, {"improving": 2}),
    ("Child protection", 9, 10, {"no real change": 3}),
    ("Care leavers", 3, 10, {"improving": 1}),
    ("Health", 1, 10, {"no real change": 1}),
    ("Homes", 5, 10, {"too early": 2}),
    ("Schools", 5, 10, {}),
    ("Courts", 0, 0, {}),
]


def table(rows=ROWS) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group": group,
                "total": total,
                "done": done,
                "done_share": 100 * done / total if total else float("nan"),
                **{verdict: counts.get(verdict, 0) for verdict in VERDICTS},
                "improving_share": 100.0 if counts.get("improving") else 0.0,
                "corner": place(done, total, counts),
            }
            for group, done, total, counts in rows
        ]
    )


@pytest.mark.parametrize("name", PALETTES)
def test_it_is_a_valid_figure_in_light_and_dark(name):
    assert build_corners(table(), PALETTES[name]).checked()


def test_each_group_stands_where_its_figures_say_and_one_without_an_action_nowhere():
    traces = {trace["name"]: trace for trace in build_corners(table(), PALETTES["light"]).to_dict()["data"]}
    assert {name: (trace["x"], trace["y"]) for name, trace in traces.items()} == {
        "working": ([90.0], [100.0]),
        "done but no impact": ([90.0], [0.0]),
        "impact without delivery": ([30.0], [100.0]),
        "neither yet": ([10.0], [0.0]),
        "too early": ([50.0], [LANES["too early"]]),
        "not measured": ([50.0], [LANES["not measured"]]),
    }
    assert [trace["text"][0].strip() for trace in traces.values()] == ["1", "2", "3", "Health", "Homes", "Schools"]


def test_marks_on_one_spot_are_named_together_and_names_of_a_file_are_no_html():
    drawn = build_corners(table([("LA 1", 2, 2, {"no real change": 1}), ("LA <b>2", 2, 2, {"no real change": 1})]), PALETTES["light"]).to_dict()[
        "data"
    ]
    assert drawn[0]["x"] == [100.0]
    assert drawn[0]["text"][0].strip() == "LA 1, LA &lt;b&gt;2"


def test_a_long_name_is_drawn_as_its_number_and_the_words_give_both():
    assert number_groups(table())[:4] == ["1", "2", "3", "Health"]
    said = describe_corners(table(), "theme")
    assert said.startswith(
        "6 themes by what is done and what improves. Working: 1 Front door and thresholds (90.0% done); done but no impact: 2 Child "
    )
    assert "too early: Homes (50.0% done)" in said
    assert "Courts" not in said
