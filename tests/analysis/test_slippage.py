"""How dates slip: the worked example of the delay, and counts by theme and body."""

from datetime import date

import pandas as pd
import pytest

from analysis.history import summarise_dates
from analysis.slippage import (
    NO_BREAK,
    describe_delay,
    describe_slippage,
    describe_trend,
    follow_dates,
    label_moved,
    list_moved,
    measure_delays,
    median_delay,
    milestone_trend,
    slippage_by,
)
from tests.analysis.stories import tell, version

TODAY = date(2026, 4, 30)


def test_the_worked_example_of_the_delay():
    finished, still_open = [0, 0, 10, 30, 45, 60], [20, 50, 90, 120]
    #  day  at risk  finished  share still open
    #    0       10         2  0.80
    #   10        8         1  0.70
    #   30        6         1  0.58   (one open action left sight at 20)
    #   45        5         1  0.47   the first at or under a half
    assert median_delay(finished + still_open, [True] * 6 + [False] * 4) == 45
    assert pd.Series(finished).median() == 20


@pytest.mark.parametrize(
    ("days", "finished", "expected"),
    [
        ([], [], None),
        ([5], [True], 5),
        ([5], [False], None),
        ([0, 0, 40], [True, True, False], 0),
        ([10, 20, 30, 40], [False, False, False, True], 40),
        ([10, 10, 20, 20], [True, False, True, False], 20),
    ],
)
def test_the_delay_in_small_cases(days, finished, expected):
    assert median_delay(days, finished) == expected


def row(ref, first, due=None, status="on track", **more):
    return (
        ref,
        f"Action number {ref} of the plan",
        {"first_due": first, "due": due or first, "status": status, "theme": "A", "deliver": ["Police"], **more},
    )


def test_delays_are_counted_for_those_whose_first_date_has_passed():
    traced = tell(
        (
            "2026-03-31",
            version(
                row("1", "2026-03-01", status="complete", completed="2026-02-20"),
                row("2", "2026-03-31"),
                row("3", "2026-03-31"),
                row("4", "2026-12-31"),
            ),
        ),
        (
            "2026-04-30",
            version(
                row("1", "2026-03-01", status="complete", completed="2026-02-20"),
                row("2", "2026-03-31", status="signed off", signed_off="2026-04-10"),
                row("4", "2026-12-31"),
                row("5", "2026-04-20"),
            ),
        ),
    )
    delays = measure_delays(traced, TODAY)
    # 1 was finished early: 0 days. 2 ten days late. 3 was dropped on the day it was due. 4 is not due yet. 5 is ten days late and open.
    assert delays[["days", "finished"]].values.tolist() == [[0, True], [10, True], [0, False], [10, False]]
    assert describe_delay(delays) == (
        "Of 4 actions whose first date has come (1 of them dropped from the plan since), 2 are finished and 2 are open; "
        "with the open ones counted, half were finished within 10 days of it. The finished ones alone would say 5 days."
    )


def test_moves_are_counted_by_theme_and_body_and_the_plan_counts_each_action_once():
    both = {"deliver": ["Police", "Housing"]}
    traced = tell(
        (
            "2026-02-28",
            version(row("1", "2026-03-31"), row("2", "2026-03-31", theme="B", **both), row("3", "2026-06-30", theme="B", deliver=["Housing"])),
        ),
        (
            "2026-03-31",
            version(row("1", "2026-04-30"), row("2", "2026-03-31", theme="B", **both), row("3", "2026-06-30", theme="B", deliver=["Housing"])),
        ),
        (
            "2026-04-30",
            version(row("1", "2026-05-31"), row("2", "2026-06-30", theme="B", **both), row("3", "2026-06-30", theme="B", deliver=["Housing"])),
        ),
    )
    dates, delays = summarise_dates(traced, since=date(2026, 3, 31)), measure_delays(traced, TODAY)
    #                                                             actions, dated, in the period, in all, twice, %, days
    counted = ["actions", "dated", "moved_in_period", "moved", "twice", "share_moved", "days"]
    by_theme = slippage_by(dates, delays, "theme").set_index("group")
    assert by_theme.loc["A", counted].tolist() == [1, 1, 1, 1, 1, 100.0, 61]
    assert by_theme.loc["B", counted].tolist() == [2, 2, 1, 1, 0, 50.0, 91]
    assert by_theme.loc["Whole plan", counted].tolist() == [3, 3, 2, 2, 1, 66.7, 76]
    by_body = slippage_by(dates, delays, "deliver").set_index("group")
    assert by_body.loc["Police", counted].tolist() == [2, 2, 2, 2, 1, 100.0, 76]
    assert by_body.loc["Housing", counted].tolist() == [2, 2, 1, 1, 0, 50.0, 91]
    assert describe_slippage(by_body.reset_index()) == (
        "2 of 3 (66.7%) of the dates have moved since they were first given, 2 of them in this period and 1 twice or more."
    )
    moved = list_moved(dates)
    listed = [text.replace(NO_BREAK, " ") for text in label_moved(moved)["Every date it has had"]]
    assert listed == ["31 March 2026 → 30 April 2026 → 31 May 2026", "31 March 2026 → 30 June 2026"]
    trend = milestone_trend(traced, moved.index.tolist())
    assert trend["label"].tolist() == ["1", "1", "1", "2", "2", "2"]
    assert trend["moves"].tolist() == [0, 1, 2, 0, 0, 1]
    assert "The furthest, 2, has moved 91 days later over these versions and is now due 30 June 2026." in describe_trend(trend)


def test_a_plan_without_dates_says_so():
    traced = tell(("2026-02-28", version(("1", "Write the policy"))))
    table = slippage_by(summarise_dates(traced), measure_delays(traced, TODAY), "theme")
    assert describe_slippage(table) == "No action has a date, so none can have moved."


def test_a_date_brought_forward_is_said_to_be_earlier():
    plan = [version(("1", "Do one", {"due": due, "status": "on track"})) for due in ("2026-06-30", "2026-04-30")]
    found = follow_dates(tell(("2026-01-31", plan[0]), ("2026-02-28", plan[1])), date(2026, 2, 28))
    assert describe_slippage(found.by_theme).endswith("1 of them in this period and 0 twice or more. 1 of them is now earlier than first given.")
    assert "The furthest, 1, has moved 61 days earlier over these versions and is now due 30 April 2026." in describe_trend(found.trend)
