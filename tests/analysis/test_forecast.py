"""The chance of finishing: the worked examples, and what holds for any history."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.forecast import describe_forecast, forecast, month_ahead, months_until, say_chance, tabulate_chances
from analysis.pace import burn_up, count_left, count_months, find_own_date, forecast_themes, look_ahead
from tests.analysis.stories import tell, version

HISTORY = [2, 0, 3, 1, 2, 4]


@pytest.mark.parametrize(("month", "chance"), [(12, 0.11), (15, 0.54), (18, 0.88)])
def test_the_worked_example(month, chance):
    assert forecast(HISTORY, 30).chance_by(month) == pytest.approx(chance, abs=0.005)


def test_additions_move_even_odds_to_month_23():
    assert forecast(HISTORY, 30).month_of(0.5) == 15
    assert forecast(HISTORY, 30, [1, 0, 2, 0, 1, 0]).month_of(0.5) == 23


def test_all_zeros_have_no_finish_in_sight():
    made = forecast([0, 0, 0, 0, 0], 30)
    assert made.why_not == "no finish in sight at this pace"
    assert made.month_of(0.5) is None
    assert describe_forecast(made, date(2026, 3, 31), None) == "30 actions are left and there is no finish in sight at this pace."
    assert forecast([1, 0, 1, 0], 5, [1, 1, 1, 1]).why_not == "no finish in sight at this pace"


def test_fewer_than_four_months_make_no_forecast():
    made = forecast([2, 0, 3], 30)
    assert made.why_not == "no forecast"
    assert made.chance_by(100) == 0
    assert describe_forecast(made, date(2026, 3, 31), None) == (
        "30 actions are left, but there is no forecast: it needs at least 4 whole months of history and there are 3."
    )


def test_two_months_by_hand():
    # Each month 0 or 2, each as likely; 3 are left: both of the first two months must bring 2, or two of three, and so on.
    made = forecast([0, 2, 0, 2], 3)
    assert [made.chance_by(month) for month in (1, 2, 3)] == [0, 0.25, 0.5]
    # With one added in each empty month: 3, after one month 4 or 1; after two 5, 2, 2 or finished.
    assert forecast([0, 2, 0, 2], 3, [1, 0, 1, 0]).chance_by(2) == 0.25


def test_nothing_left_is_finished():
    assert describe_forecast(forecast(HISTORY, 0), date(2026, 3, 31), None) == "Nothing is left to finish."


def test_other_months_for_what_was_added_are_refused():
    with pytest.raises(ValueError, match="same months"):
        forecast(HISTORY, 30, [1])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=4, max_size=12), st.integers(0, 60))
def test_the_distribution_never_falls_and_sums_to_one_at_most_and_is_always_the_same(months, left):
    finished, added = [month[0] for month in months], [month[1] for month in months]
    made = forecast(finished, left, added, horizon=120)
    assert (np.diff(made.chances) >= 0).all()
    assert ((made.chances >= 0) & (made.chances <= 1)).all()
    assert (forecast(finished, left, added, horizon=120).chances == made.chances).all()
    monthly = np.diff(np.concatenate([[0.0], made.chances]))
    assert (monthly >= 0).all()
    assert monthly.sum() <= 1 + 1e-9


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=4, max_size=12), st.integers(1, 60))
def test_where_something_is_finished_every_month_the_chances_add_up_to_one(finished, left):
    assert forecast(finished, left, horizon=60).chances[-1] == pytest.approx(1)


def test_dates_keep_to_the_end_of_the_month():
    assert month_ahead(date(2026, 2, 28), 1) == date(2026, 3, 31)
    assert month_ahead(date(2026, 1, 15), 1) == date(2026, 2, 15)
    assert months_until(date(2026, 9, 30), date(2027, 3, 31)) == 6
    assert months_until(date(2026, 9, 30), date(2027, 3, 30)) == 5
    assert months_until(date(2026, 9, 30), date(2026, 1, 1)) == 0


def test_chances_in_words():
    assert [say_chance(chance) for chance in (0, 0.004, 0.115, 0.995, 1)] == ["nil", "under 1%", "12%", "over 99%", "100%"]


def act(ref, status, **more):
    return (ref, f"Do what point {ref} asks", {"status": status, "theme": "A", "start": "2025-11-24", **more})


TRACED = tell(
    (
        "2026-01-31",
        version(act("1", "on track"), act("2", "on track"), act("3", "on track", due="2026-08-31"), act("4", "on track", due_precision="ongoing")),
    ),
    (
        "2026-04-30",
        version(
            act("1", "complete", completed="2026-02-10"),
            act("2", "complete", completed="2026-02-20"),
            act("3", "at risk", due="2026-09-30"),
            act("4", "on track", due_precision="ongoing"),
            act("5", "suspended"),
            act("6", "on track", due="2026-07-31"),
        ),
    ),
)


def test_months_are_whole_and_begin_after_the_plan_did_and_zeros_count():
    months = count_months(TRACED, date(2026, 4, 30))
    assert [f"{month:%b %y}" for month in months["month"]] == ["Dec 25", "Jan 26", "Feb 26", "Mar 26", "Apr 26"]
    assert months["finished"].tolist() == [0, 0, 2, 0, 0]
    assert months["added"].tolist() == [0, 0, 0, 0, 2]
    assert len(count_months(TRACED, date(2026, 4, 29))) == 4  # April is not over


def test_what_is_left_leaves_out_what_has_no_end_and_what_is_suspended():
    left, endless, suspended = count_left(TRACED)
    assert TRACED.loc[TRACED["thread"].isin(left), "ref"].unique().tolist() == ["3", "6"]
    assert (endless, suspended) == (1, 1)
    assert find_own_date(TRACED, left) == date(2026, 9, 30)


def test_the_burn_up_has_what_was_known_and_done_at_each_month_s_end():
    chart = burn_up(TRACED, date(2026, 4, 30))
    assert chart["done"].tolist() == [0, 0, 2, 2, 2]
    assert chart["scope"].tolist() == [3, 3, 3, 3, 4]  # 4 has no end, 5 is suspended


def test_a_theme_has_its_own_forecast():
    table = forecast_themes(TRACED, date(2026, 4, 30), date(2026, 9, 30))
    assert table[["theme", "left", "finished", "added"]].values.tolist() == [["A", 2, 2, 2]]


def test_the_chances_month_by_month():
    table = tabulate_chances(forecast([1, 1, 1, 1], 2), date(2026, 4, 30))
    assert table[["Months", "Chance"]].values.tolist() == [[1, "nil"], [2, "100%"]]


def test_the_outlook_puts_it_together_and_the_scope_grows_at_its_pace():
    outlook = look_ahead(TRACED, date(2026, 4, 30))
    # 2 left; five months with 0, 0, 2, 0, 0 finished and 2 added in the last.
    assert (outlook.made.left, outlook.months["finished"].tolist()) == (2, [0, 0, 2, 0, 0])
    assert outlook.own == date(2026, 9, 30)
    month = outlook.made.month_of(0.5)
    assert outlook.ends(date(2026, 4, 30))[0] == ("even chance", month_ahead(date(2026, 4, 30), month), 4 + round(month * 0.4))


def test_a_plan_without_actions_has_nothing_left_to_finish():
    made = look_ahead(tell(("2026-01-31", version())), date(2026, 2, 28))
    assert describe_forecast(made.made, date(2026, 2, 28), made.own) == "Nothing is left to finish."
    assert made.done["scope"].tolist() == [0]
