"""The clean tracker: what was written out reads back without a difference."""

import pandas as pd
import pytest

import loaders
from analysis.changes import list_changes
from analysis.progress import count_dates
from loaders.templates import write_plan
from model import conform
from tests.shared import SHARED, needs_shared

# Not the council's own words: where a row stands, and how its status was typed (the tracker has the word itself).
PLACES = ["sheet", "row", "key", "status_text", "status_source"]
ACTIONS = [
    {
        "key": "1", "ref": "1.1", "theme": "Front door", "category": "Priority and immediate action", "action": "Rewrite the threshold document",
        "lead": "Head of Front Door", "deliver": ["Police", "Health"], "status": "at risk", "due": "2026-05-31", "first_due": "2026-03-31",
        "due_text": "31 May 2026", "due_precision": "day", "update": "Nearly there.", "update_date": "2026-04-30",
        "earlier_updates": "31 January 2026: Begun.\n\n31 October 2025: Planned.", "effect": "Re-referrals from 24% to 20% by 30 September 2026",
        "signed_off_by": "refused by the board", "other": "Budget code: C12\nLinked strategy: Early help",
    },
    {
        "key": "2", "ref": "1.2", "theme": "Front door", "action": "Train all managers", "status": "complete",
        "due_text": "Ongoing", "due_precision": "ongoing",
    },
]  # fmt: skip


def compare(before: pd.DataFrame, after: pd.DataFrame) -> None:
    columns = [name for name in before if name not in PLACES]
    pd.testing.assert_frame_equal(before[columns].reset_index(drop=True), after[columns].reset_index(drop=True))


def test_nothing_is_lost_on_the_way_out_and_in():
    plans = conform(
        [{"council": "Wyreford", "title": "Improvement plan", "version": "7", "as_at": "2026-04-30", "framework": "ILACS",
          "report_published": "2025-11-10", "report_received": "2025-11-07", "submission_due": "2026-02-18"}], "plans",
    )  # fmt: skip
    actions = conform(ACTIONS, "actions")
    reading = loaders.read(write_plan({"plans": plans, "actions": actions}), "tracker.xlsx")
    compare(actions, reading.table("actions"))
    pd.testing.assert_frame_equal(plans.drop(columns="key"), reading.table("plans").drop(columns="key"))
    assert list_changes(actions, reading.table("actions")).empty


@pytest.mark.parametrize("file", ["first_plan", "plan_v1", "plan_v2", "plan_v3", "plan_v4"])
def test_the_samples_versions_come_back_the_same(file):
    from data.sample import FOLDER

    first = loaders.read(FOLDER / f"wyreford_{file}.xlsx")
    second = loaders.read(write_plan(first.tables), "tracker.xlsx")
    compare(first.table("actions"), second.table("actions"))
    assert list_changes(first.table("actions"), second.table("actions")).empty
    day = first.table("plans")["as_at"].iloc[0].date()
    pd.testing.assert_frame_equal(count_dates(first.table("actions"), day), count_dates(second.table("actions"), day))
    for name in ("recommendations", "themes"):
        pd.testing.assert_frame_equal(first.table(name).drop(columns=["sheet", "row"]), second.table(name).drop(columns=["sheet", "row"]))


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "plans").glob("*.xlsx")), ids=lambda path: path.stem)
def test_published_layouts_become_trackers_without_a_change(path):
    first = loaders.read(path)
    second = loaders.read(write_plan(first.tables), "tracker.xlsx")
    assert list_changes(first.table("actions"), second.table("actions")).empty
    assert first.table("actions")["status"].fillna("not known").tolist() == second.table("actions")["status"].fillna("not known").tolist()
