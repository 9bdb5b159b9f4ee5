"""One thread an action through all versions, the first date for ever, and every move of a date."""

from datetime import date

import pandas as pd

from analysis.history import Snapshot, finish_dates, first_dates, follow_one, last_rows, list_moves, summarise_dates, trace
from analysis.matching import identify
from tests.analysis.stories import tell, version


def due(day, **more):
    return {"due": day, "first_due": more.pop("first", day), "status": more.pop("status", "on track"), **more}


def test_every_date_an_action_has_had_and_how_often_it_moved():
    traced = tell(
        ("2026-01-31", version(("1", "Write the policy", due("2026-03-31")))),
        ("2026-02-28", version(("1", "Write the policy", due("2026-05-31")))),
        ("2026-03-31", version(("1", "Write the policy", due("2026-05-31")))),
        ("2026-04-30", version(("1", "Write the policy", due("2026-04-30")))),
    )
    moves = list_moves(traced)
    assert moves[["number", "days"]].values.tolist() == [[2, 61], [4, -31]]
    its = summarise_dates(traced, since=date(2026, 2, 28)).iloc[0]
    assert [f"{day:%d %b}" for day in its["dates"]] == ["31 Mar", "31 May", "30 Apr"]
    assert (its["moves"], its["moves_in_period"], its["days"]) == (2, 1, 30)


def test_the_first_date_stays_whatever_a_later_file_calls_the_first():
    traced = tell(
        ("2026-01-31", version(("1", "Write the policy", due("2026-03-31")))),
        ("2026-02-28", version(("1", "Write the policy", due("2026-06-30", first="2026-06-30")))),
    )
    assert first_dates(traced).tolist() == [pd.Timestamp("2026-03-31")]
    its = summarise_dates(traced).iloc[0]
    assert its["rewritten"]
    assert (its["first"], its["due"], its["days"]) == (pd.Timestamp("2026-03-31"), pd.Timestamp("2026-06-30"), 91)


def test_a_move_made_before_the_first_version_is_known_but_not_its_day():
    traced = tell(("2026-01-31", version(("1", "Write the policy", due("2026-05-31", first="2026-03-31")))))
    assert list_moves(traced)[["before", "after"]].values.tolist() == [[pd.Timestamp("2026-03-31"), pd.Timestamp("2026-05-31")]]
    its = summarise_dates(traced).iloc[0]
    assert (its["moves"], its["moves_in_period"], its["days"]) == (1, 0, 61)


def test_a_date_taken_away_and_given_again_unchanged_has_not_moved():
    traced = tell(
        ("2026-01-31", version(("1", "Write the policy", due("2026-03-31")))),
        ("2026-02-28", version(("1", "Write the policy", due(None)))),
        ("2026-03-31", version(("1", "Write the policy", due("2026-03-31")))),
    )
    assert list_moves(traced).empty
    assert summarise_dates(traced)["moves"].tolist() == [0]


def test_a_thread_survives_another_reference_a_gap_and_a_confirmed_rewording():
    first = version(("1", "Write the threshold document together"), ("2", "Ask parents for their view"), ("3", "Open a drop-in centre in town"))
    second = version(("9", "Write the threshold document together"), ("8", "Hear what every parent thinks"))
    third = version(("9", "Write the threshold document together"), ("8", "Hear what every parent thinks"), ("3", "Open a drop-in centre in town"))
    confirmed = {2: {identify(first)[1]: identify(second)[1]}}
    traced = tell(("2026-01-31", first), ("2026-02-28", second), ("2026-03-31", third), confirmed=confirmed)
    assert traced.pivot(index="thread", columns="version", values="ref").fillna("").values.tolist() == [
        ["1", "9", "9"],
        ["2", "8", "8"],
        ["3", "", "3"],
    ]
    assert not last_rows(traced)["gone"].any()
    assert follow_one(traced, 1)["number"].tolist() == [1, 2, 3]


def test_of_two_versions_of_one_day_the_later_upload_is_the_correction():
    wrong = version(("1", "Write the policy", due("2026-03-31")))
    right = version(("1", "Write the policy", due("2026-04-30")))
    day = date(2026, 1, 31)
    traced = trace([Snapshot(1, day, wrong), Snapshot(2, day, right)])
    assert traced["number"].tolist() == [2]
    assert list_moves(traced).empty


def test_versions_stand_in_order_of_their_day_not_of_their_upload():
    january, march = version(("1", "Write the policy", due("2026-03-31"))), version(("1", "Write the policy", due("2026-06-30")))
    traced = trace([Snapshot(1, date(2026, 3, 31), march), Snapshot(2, date(2026, 1, 31), january)])
    assert first_dates(traced).tolist() == [pd.Timestamp("2026-03-31")]


def test_when_an_action_was_finished():
    traced = tell(
        ("2026-01-31", version(("1", "Given", due("2026-03-31")), ("2", "Seen", due("2026-03-31")), ("3", "Always", due(None, status="complete")))),
        (
            "2026-02-28",
            version(
                ("1", "Given", due("2026-03-31", status="complete", completed="2026-02-10")),
                ("2", "Seen", due("2026-03-31", status="complete")),
                ("3", "Always", due(None, status="complete")),
            ),
        ),
    )
    assert finish_dates(traced).tolist() == [pd.Timestamp("2026-02-10"), pd.Timestamp("2026-02-28"), pd.NaT]


def test_no_versions_make_an_empty_history():
    assert trace([]).empty
    assert summarise_dates(trace([])).empty
