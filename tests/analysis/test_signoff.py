"""Sign-off: claimed, signed, refused, reopened, and the second looks."""

from datetime import date

import pandas as pd
import pytest

from analysis.signoff import count_states, describe_looks, describe_sign_off, judge_sign_off, second_looks
from tests.analysis.stories import tell, version

TODAY = date(2026, 9, 30)


def act(ref, status, **more):
    return (ref, f"Do what point {ref} asks", {"status": status, **more})


TRACED = tell(
    (
        "2026-03-31",
        version(
            act("1", "complete", completed="2026-03-10"), act("2", "complete", signed_off="2026-02-19"), act("3", "on track"), act("4", "on track")
        ),
    ),
    (
        "2026-06-30",
        version(
            act("1", "signed off", completed="2026-03-10", signed_off="2026-05-21", signed_off_by="Improvement Board"),
            act("2", "at risk"),
            act("3", "complete", completed="2026-06-20"),
            act("4", "complete", signed_off_by="Not accepted at the July meeting: the Board asked for evidence"),
        ),
    ),
    (
        "2026-09-30",
        version(
            act("1", "signed off", completed="2026-03-10", signed_off="2026-05-21", signed_off_by="Improvement Board"),
            act("2", "at risk"),
            act("3", "complete", completed="2026-06-20"),
            act("4", "complete", signed_off_by="Not accepted at the July meeting: the Board asked for evidence"),
            act("5", "on track"),
        ),
    ),
)


def test_each_state_and_the_days_waiting():
    judged = judge_sign_off(TRACED, TODAY)
    assert judged[["ref", "state"]].values.tolist() == [["1", "signed off"], ["2", "reopened"], ["3", "waiting"], ["4", "refused"]]
    assert judged["days"].dropna().tolist() == [102, 92]  # from 20 June, and from the first version that shows it done
    assert count_states(judged) == {"waiting": 1, "refused": 1, "reopened": 1, "signed off": 1}
    assert describe_sign_off(judged) == (
        "1 action is signed off, 2 are claimed complete without it (1 refused) and 1 was reopened. The longest has waited 102 days."
    )


@pytest.mark.parametrize(
    "words", ["Refused 3 July", "Declined", "returned for more evidence", "Not yet approved", "NOT ACCEPTED", "Rejected by scrutiny"]
)
def test_words_of_refusal(words):
    traced = tell(("2026-06-30", version(act("1", "complete", signed_off_by=words))))
    assert judge_sign_off(traced, TODAY)["state"].tolist() == ["refused"]


@pytest.mark.parametrize("words", ["Improvement Board", "Accepted by the Board", "Scrutiny Committee, July", None])
def test_other_words_are_no_refusal(words):
    traced = tell(("2026-06-30", version(act("1", "complete", signed_off_by=words))))
    assert judge_sign_off(traced, TODAY)["state"].tolist() == ["waiting"]


def test_second_looks_three_and_six_months_after_sign_off():
    looks = second_looks(TRACED, judge_sign_off(TRACED, TODAY), TODAY)
    assert looks[["ref", "months", "look", "state"]].values.tolist() == [
        ["2", 3, pd.Timestamp("2026-05-19"), "no longer done"],
        ["2", 6, pd.Timestamp("2026-08-19"), "no longer done"],
        ["1", 3, pd.Timestamp("2026-08-21"), "still done"],
        ["1", 6, pd.Timestamp("2026-11-21"), "to come"],
    ]
    assert describe_looks(looks) == "4 second looks, three and six months after sign-off: 2 no longer done, 1 still done and 1 to come."


def test_a_look_whose_day_has_come_without_a_version_since_is_due():
    looks = second_looks(TRACED, judge_sign_off(TRACED, TODAY), date(2026, 12, 1))
    assert looks["state"].iloc[-1] == "due"
