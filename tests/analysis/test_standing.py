"""What stands still: same words and status, updates carried forward, actions without an end."""

from datetime import date

from analysis.standing import count_stale, describe_carried, describe_soft, describe_stale, measure_standing, pick_carried, pick_soft, pick_stale
from tests.analysis.stories import tell, version

TODAY = date(2026, 4, 10)


def act(ref, status, update, **more):
    return (ref, f"Do what point {ref} asks", {"status": status, "update": update, "deliver": ["Police"], **more})


TRACED = tell(
    (
        "2026-01-31",
        version(
            act("1", "on track", "Begun"), act("2", "on track", "Begun"), act("3", "at risk", None, deliver=["Housing"]), act("4", "on track", "x")
        ),
    ),
    (
        "2026-02-28",
        version(
            act("1", "on track", "Begun"), act("2", "at risk", "Begun"), act("3", "at risk", None, deliver=["Housing"]), act("4", "on track", "x")
        ),
    ),
    (
        "2026-03-31",
        version(
            act("1", "on track", "Begun "), act("2", "at risk", "Begun"), act("3", "at risk", None, deliver=["Housing"]), act("4", "complete", "x")
        ),
    ),
)


def test_how_long_words_and_status_have_stood_still():
    standing = measure_standing(TRACED, TODAY).set_index("ref")
    # 1: three versions, since 31 January, 69 days. 2: the status moved in February, so two versions and 41 days. 4 is done and left out.
    assert standing[["versions", "days", "carried"]].values.tolist() == [[3, 69, 3], [2, 41, 3], [3, 69, 0]]


def test_the_stale_are_counted_by_body():
    standing = measure_standing(TRACED, TODAY)
    stale = pick_stale(standing, versions=3)
    assert stale["ref"].tolist() == ["1", "3"]
    assert count_stale(standing, stale).values.tolist() == [["Housing", 1, 1, 100.0], ["Police", 2, 1, 50.0]]
    assert describe_stale(standing, stale, "3 versions") == (
        "2 of 3 (66.7%) live actions have had the same words and status for 3 versions or more; the longest, 1, for 69 days."
    )
    assert pick_stale(standing, versions=2, days=60)["ref"].tolist() == ["1", "3"]


def test_an_update_carried_forward_is_found_even_where_the_status_moved_and_an_empty_one_is_none():
    carried = pick_carried(measure_standing(TRACED, TODAY))
    assert carried["ref"].tolist() == ["1", "2"]
    assert describe_carried(carried) == "The update of 2 live actions is word for word that of the version before."


def test_actions_without_an_end_have_their_own_bucket_and_age():
    traced = tell(
        (
            "2026-03-31",
            version(
                act("1", "on track", "a", start="2026-01-10", due_precision="ongoing"),
                act("2", "on track", "b", due_precision="none"),
                act("3", "on track", "c", due="2026-06-30", due_precision="day"),
            ),
        )
    )
    soft = pick_soft(measure_standing(traced, TODAY), TODAY)
    assert soft[["ref", "bucket", "age", "counted_from"]].values.tolist() == [
        ["1", "ongoing", 90, "start"],
        ["2", "no date", 10, "first version with it"],
    ]
    assert describe_soft(soft) == "2 live actions are without a due date (1 ongoing, 1 no date); the oldest for 90 days."
