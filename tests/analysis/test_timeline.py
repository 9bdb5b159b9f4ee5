"""Dates of a plan: small tables, answers worked by hand."""

from datetime import date

import pandas as pd
import pytest

from analysis import timeline
from model import conform

TODAY = date(2026, 9, 30)
ACTIONS = conform(
    [
        {
            "key": "1",
            "ref": "1.1",
            "theme": "A",
            "action": "x",
            "status": "complete",
            "start": "2026-01-01",
            "first_due": "2026-03-31",
            "due": "2026-03-31",
            "completed": "2026-04-10",
        },
        {"key": "2", "ref": "1.2", "theme": "B", "action": "y", "status": "off track", "first_due": "2026-06-30", "due": "2026-08-29"},
        {"key": "3", "ref": "1.3", "theme": "A", "action": "z", "status": "on track", "first_due": "2026-10-31", "due": "2026-10-31"},
        {"key": "4", "ref": "1.4", "theme": "A", "action": "w", "status": "signed off"},
    ],
    "actions",
)


def test_bars_are_in_theme_order_and_know_how_far_a_date_moved():
    bars = timeline.list_bars(ACTIONS, TODAY)
    assert bars["ref"].tolist() == ["1.1", "1.3", "1.2"]
    assert bars["days_moved"].tolist() == [0, 0, 60]
    assert bars["overdue"].tolist() == [False, False, True]
    assert timeline.describe_bars(bars, ACTIONS) == (
        "3 of 4 actions have a due date; 1 is overdue; 1 is due later than first promised, by 60 days in the middle case. "
        "1 without a due date is not drawn to an end."
    )


def test_the_headline_names_what_is_late_and_what_moved():
    assert timeline.headline(timeline.list_bars(ACTIONS, TODAY)) == "1 action is overdue; 1 is due later than first promised."
    assert timeline.headline(timeline.list_bars(ACTIONS.head(1), TODAY)) == "No action is overdue; none is due later than first promised."


def test_promises_not_kept_are_those_not_done_after_their_first_date():
    assert timeline.count_open_promises(ACTIONS, TODAY) == (0, 1)  # 1.2, overdue by its later date too
    assert timeline.count_open_promises(ACTIONS, date(2026, 7, 31)) == (1, 1)  # 1.2, first 30 June, now 29 August
    running = timeline.compare_planned(ACTIONS, date(2026, 7, 31))
    assert timeline.describe_planned(running, date(2026, 7, 31), 1, (1, 1)) == (
        "By 31 July 2026, 2 actions were first promised and 1 has a date of completion; 1 more is done without a date. "
        "1 whose first date has passed is not done: 1 has a later date now."
    )


def test_a_month_that_is_not_over_is_said_to_be_counted_to_two_days():
    running = timeline.compare_planned(ACTIONS, date(2026, 7, 10))
    assert timeline.describe_planned(running, date(2026, 7, 10), 0) == (
        "By 31 July 2026, 2 actions were first promised and by 10 July 2026 1 has a date of completion."
    )


def test_a_plan_whose_promises_are_all_to_come_has_dates_all_the_same():
    ahead = ACTIONS.assign(completed=pd.NaT, signed_off=pd.NaT)
    running = timeline.compare_planned(ahead, date(2026, 1, 31))
    assert timeline.describe_planned(running, date(2026, 1, 31), 0) == (
        "The first promise is for March 2026, after 31 January 2026, and no action has a date of completion yet."
    )
    none = timeline.compare_planned(ACTIONS.head(0), date(2026, 1, 31))
    assert timeline.describe_planned(none, date(2026, 1, 31), 0).startswith("No action has a first date")


def test_deadlines_fill_empty_months_and_add_up():
    counts = timeline.count_deadlines(ACTIONS)
    assert len(counts) == 8  # March to October
    assert counts["total"].sum() == 3
    assert counts.loc[counts["month"] == "2026-08-01", "off track"].tolist() == [1]
    assert timeline.describe_deadlines(counts, TODAY).endswith("1 is in the months after September 2026.")


def test_planned_counts_first_dates_and_completed_stops_today():
    running = timeline.compare_planned(ACTIONS, TODAY)
    by_month = running.set_index(running["month"].dt.strftime("%Y-%m"))
    assert by_month.loc["2026-03", "planned"] == 1
    assert by_month.loc["2026-04", "completed"] == 1
    assert by_month.loc["2026-10", "planned"] == 3
    assert by_month["completed"].isna().tolist()[-1]
    assert timeline.count_undated_done(ACTIONS, TODAY) == 1


@pytest.mark.parametrize("function", [timeline.count_deadlines, lambda a: timeline.list_bars(a, TODAY), lambda a: timeline.compare_planned(a, TODAY)])
def test_an_empty_plan_gives_empty_tables(function):
    assert function(ACTIONS.head(0)).empty
