"""What can be downloaded while a file is checked: as on every other page, small numbers are hidden and no more is promised than is there."""

import pytest

from loaders.reading import Problem, Reading
from model import conform
from pages.common import uploading


@pytest.fixture
def tables(monkeypatch):
    """Return the tables that the page would show, by name: what is on the page, and what the download holds."""
    shown = {}

    def keep(frame, name, *, export=None, caption="", **_):
        shown[name] = (frame, frame if export is None else export(), caption)

    monkeypatch.setattr(uploading.show, "table", keep)
    return shown


def read(kind: str, name: str, table) -> Reading:
    problem = Problem(sheet="Sheet1", cell="B3", found="3?", expected="a number", severity="warning")
    return Reading("file.xlsx", kind, {name: table}, found=len(table), loaded=len(table), problems=[problem])


def test_downloads_of_figures_just_read_hide_small_numbers_and_what_could_not_be_read(tables):
    figures = conform([{"measure": "CP1", "area_level": "council", "period_end": "2026-02-28", "value": 3.0, "unit": "count"}], "observations")
    uploading.show_report(read("figures", "observations", figures), 0)
    on_page, download, _ = tables["read-observations-0"]
    assert on_page["Value"].tolist() == [3]
    assert download["Value"].isna().all()
    assert tables["problems-0"][0]["Found"].tolist() == ["3?"]
    assert tables["problems-0"][1]["Found"].tolist() == [""]


def test_a_plan_is_quoted_whole_and_a_long_one_says_how_much_of_it_is_there(tables):
    actions = conform([{"key": str(n), "action": f"Action {n}"} for n in range(uploading.MOST_READ + 1)], "actions")
    uploading.show_report(read("plan", "actions", actions), 0)
    assert tables["problems-0"][1]["Found"].tolist() == ["3?"]
    assert tables["read-actions-0"][2] == "What was read: actions (501, the first 500)"
    assert len(tables["read-actions-0"][1]) == uploading.MOST_READ


def test_a_column_without_anything_in_it_is_not_shown():
    actions = conform([{"key": "1", "action": "Train", "deliver": [], "monitor": ["Board"], "due": None}], "actions")
    shown = [name for name in ("action", "deliver", "monitor", "due", "progress", "update") if uploading._has_content(actions[name])]
    assert shown == ["action", "monitor"]
