"""One action's story in words."""

from datetime import date

from analysis.history import follow_one
from analysis.story import describe_dates, headline, label_story
from tests.analysis.stories import tell, version


def act(status, due, **more):
    return version(("1", "Write the policy", {"status": status, "due": due, "first_due": "2026-03-31", **more}))


def test_what_each_version_says_and_what_changed():
    traced = tell(
        ("2026-01-31", act("on track", "2026-03-31")), ("2026-02-28", act("at risk", "2026-05-31", lead="Head of Court")), ("2026-03-31", version())
    )
    rows = follow_one(traced, 0)
    assert headline(rows, date(2026, 3, 31)) == (
        "1: no longer in the plan, last seen at risk on 28 February 2026; its date has moved once, 61 days later than first promised."
    )
    assert headline(rows, date(2026, 2, 28)) == "1: at risk; its date has moved once, 61 days later than first promised."
    assert describe_dates(rows) == "Every date it has had: 31 March 2026, then 31 May 2026."
    assert label_story(rows)["What changed"].tolist() == ["status moved, date moved and new lead", "first seen"]


def test_an_action_taken_up_again_and_one_that_never_had_a_date():
    traced = tell(
        ("2026-01-31", act("on track", None, first_due=None)), ("2026-02-28", version()), ("2026-03-31", act("on track", None, first_due=None))
    )
    rows = follow_one(traced, 0)
    assert headline(rows, date(2026, 3, 31)) == "1: on track; it never had a date."
    assert label_story(rows)["What changed"].tolist() == ["taken up again", "first seen"]
