"""What green is worth."""

from datetime import date

import pytest

from analysis.green import Worth, judge_green, weigh_green, weigh_green_by
from tests.analysis.stories import tell, version


def test_the_worked_example():
    worth = Worth(rated=30, on_time=20, now=41)
    assert worth.expected == 27  # 41 x 20 / 30 = 27.3
    assert worth.describe() == "20 of 30 rated on track were complete on time: on past form about 27 of the 41 now on track will land on time."


def test_under_ten_is_too_few_to_say():
    worth = Worth(rated=9, on_time=9, now=41)
    assert worth.expected is None
    assert worth.describe() == "Too few to say: only 9 ratings of on track fell due so far, and 10 are needed."
    assert Worth(rated=10, on_time=5, now=3).expected == 2  # 1.5, halves up


def act(ref, status, due, **more):
    return (ref, f"Do what point {ref} asks", {"status": status, "due": due, "theme": "A", "deliver": ["Police"], **more})


def test_only_ratings_of_on_track_that_fell_due_before_the_next_version_count_each_by_the_date_then_promised():
    traced = tell(
        (
            "2026-01-31",
            version(
                act("1", "on track", "2026-02-28"),
                act("2", "on track", "2026-02-28"),
                act("3", "on track", "2026-02-28"),
                act("4", "on track", "2026-02-28"),
                act("5", "on track", "2026-12-31"),
                act("6", "at risk", "2026-02-28"),
                act("7", "on track", "2026-01-15"),
                act("8", "on track", "2026-03-31"),
            ),
        ),
        (
            "2026-03-31",
            version(
                act("1", "complete", "2026-02-28", completed="2026-02-20"),  # on time
                act("2", "complete", "2026-03-31", completed="2026-03-10"),  # by the date it was moved to, but late by the one then promised
                act("3", "on track", "2026-06-30"),  # moved again
                act("5", "on track", "2026-12-31"),  # not due yet
                act("6", "complete", "2026-02-28", completed="2026-02-20"),  # was not rated on track
                act("7", "complete", "2026-01-15", completed="2026-02-20"),  # was overdue when rated
                act("8", "complete", "2026-03-31"),  # done by the next version, nothing says when
            ),
        ),
    )
    judged = judge_green(traced)
    assert judged[["ref", "what"]].values.tolist() == [
        ["1", "complete on time"],
        ["2", "complete late"],
        ["3", "not complete"],
        ["4", "gone from the plan"],
        ["8", "complete on time"],
    ]
    now = traced[traced["version"] == 1]
    assert weigh_green(judged, now, date(2026, 3, 31)) == Worth(rated=5, on_time=2, now=2)
    by_body = weigh_green_by(judged, now, date(2026, 3, 31), "deliver")
    assert by_body["group"].tolist() == ["Police", "Whole plan"]
    assert by_body["words"].tolist() == ["too few to say"] * 2


def test_it_is_never_worked_out_by_person():
    with pytest.raises(ValueError, match="never by person"):
        weigh_green_by(judge_green(tell()), version(), date(2026, 3, 31), "lead")
