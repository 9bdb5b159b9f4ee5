"""Charts of the past: plotly accepts them, and what they draw is what the tables hold."""

from datetime import date

import pandas as pd
import pytest

from analysis.slippage import milestone_trend
from charts import past as charts
from charts.palette import DARK, LIGHT
from tests.analysis.stories import tell, version

TRACED = tell(
    ("2026-01-31", version(*[(str(n), f"Action <{n}>", {"due": "2026-03-31", "status": "on track"}) for n in range(6)])),
    ("2026-02-28", version(*[(str(n), f"Action <{n}>", {"due": f"2026-0{4 + n % 3}-30", "status": "on track"}) for n in range(6)])),
)
POINTS = milestone_trend(TRACED, list(range(6)))
DONE = pd.DataFrame({"day": pd.to_datetime(["2026-01-31", "2026-02-28"]), "done": [1, 3], "scope": [6, 6]})
ENDS = [("even chance", date(2026, 6, 30), 6), ("85% chance", date(2026, 9, 30), 7)]
UPLOADS = pd.DataFrame(
    {
        "version_id": [3, 2, 1], "kind": ["plan", "figures", "plan"], "file": ["c.xlsx", "b.csv", "a.xlsx"], "uploaded_by": ["Officer"] * 3,
        "uploaded_at": pd.to_datetime(["2026-03-01", "2026-02-01", "2026-01-01"]), "withdrawn": [False, False, True],
    }
)  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_plotly_accepts_every_chart(palette):
    charts.build_trend(POINTS, palette).checked()
    charts.build_burn_up(DONE, ENDS, date(2026, 5, 31), palette).checked()
    charts.build_burn_up(DONE, [], None, palette).checked()
    charts.build_uploads(UPLOADS, palette).checked()


def test_the_first_few_lines_of_the_trend_are_named_and_names_do_not_lie_on_each_other():
    figure = charts.build_trend(POINTS, LIGHT).to_dict()
    assert sum(trace["line"]["width"] == 3.0 for trace in figure["data"]) == charts.NAMED
    names = {note["text"]: note["yshift"] for note in figure["layout"]["annotations"]}
    assert set(names) == {"0", "1", "2", "3", "due that day"}
    assert names["0"] != names["3"]  # both are due on 30 April
    line = next(trace for trace in figure["data"] if trace["name"] == "1")
    assert (line["x"], line["y"]) == (["2026-01-31", "2026-02-28"], ["2026-03-31", "2026-05-30"])
    assert line["customdata"][0][0] == "Action &lt;1&gt;"


def test_the_burn_up_goes_from_today_to_the_dates_of_the_forecast():
    figure = charts.build_burn_up(DONE, ENDS, date(2026, 5, 31), LIGHT).to_dict()
    assert figure["data"][2]["x"] == ["2026-02-28", "2026-06-30"]
    assert figure["data"][2]["y"] == [3, 6]
    assert {note["bgcolor"] for note in figure["layout"]["annotations"]} == {LIGHT.background}  # words on a line stay readable
    assert charts.describe_burn_up(DONE, ENDS) == (
        "3 of 6 actions with an end were done by 28 February 2026; even chance of all of them by 30 June 2026; "
        "85% chance of all of them by 30 September 2026."
    )


def test_a_withdrawn_upload_is_hollow():
    trace = charts.build_uploads(UPLOADS, LIGHT).to_dict()["data"][0]
    assert trace["marker"]["symbol"] == ["circle", "circle", "circle-open"]
    assert trace["y"] == ["Plans", "Figures", "Plans"]
