"""Challenge questions: the worked three in their order, seven at most, and answered ones that return only when worse."""

from datetime import date

import pandas as pd

from analysis import questions
from analysis.asking import KINDS, Board
from analysis.contradictions import Plan
from analysis.effects import read_promises
from analysis.history import Snapshot, trace
from analysis.impact import group_by_theme, judge_impact, place_groups
from analysis.links import link_measures
from analysis.promises import judge_promises
from model import conform
from tests.analysis.board import FALLEN, FLAT, STEADY, actions, figures, judged

TODAY = date(2026, 3, 31)
QUARTERS = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), TODAY]
DATES = ["2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"]  # promised in each of the four versions: three moves
FRESH = {"update": "The working group met twice", "update_date": "2026-03-20"}

NOW = [
    {"ref": "1.1", "theme": "Court", "deliver": ["Social Care"], "lead": "Head of Court", "status": "off track", **FRESH},
    {
        "ref": "2.1",
        "theme": "Homes",
        "deliver": ["Housing"],
        "lead": "Head of Housing",
        "status": "on track",
        "due": "2026-09-30",
        "update": "Draft agreed",
        "update_date": "2026-01-30",
    },
]


def versions(rows=NOW, dates=DATES) -> list[Snapshot]:
    return [
        Snapshot(number, day, actions({**rows[0], "due": due}, *rows[1:]))
        for number, (day, due) in enumerate(zip(QUARTERS, dates, strict=True), start=1)
    ]


def board(snapshots: list[Snapshot], values=FALLEN, recommendations=(), **facts) -> Board:
    table, observations = snapshots[-1].actions, figures(A=STEADY + values)
    measures = judged(observations, A=facts)
    links, promises = link_measures(table, measures), read_promises(table, measures)
    plan = Plan(
        table, conform(list(recommendations), "recommendations"), links, measures, observations, trace(snapshots), TODAY, None, {"A": "Not yet known"}
    )
    themes = place_groups(table, group_by_theme(table), links, judge_impact(measures, promises, TODAY), TODAY)
    return Board(plan, themes, judge_promises(promises, measures, observations, TODAY))


def ask(one: Board) -> pd.DataFrame:
    return questions.choose_questions(questions.draw_questions(one))


def test_moved_three_times_a_worsening_measure_without_an_action_and_a_silent_agency_give_exactly_three_in_that_order():
    asked = ask(board(versions()))
    assert asked["kind"].tolist() == ["A date that keeps moving", "A worsening measure without an action", "A body that is silent"]
    assert asked["figure"].tolist() == [3.0, 55.0, 60.0]
    assert asked["question"].tolist() == [
        'The date of 1.1, "Action number 1" has moved 3 times. What will be different this time?',
        "Measure A is worsening and no action is linked to it. Who is doing something about it?",
        "Housing has given no update for 60 days on 1 open action. Where do they stand?",
    ]
    assert asked["who"].tolist() == ["Head of Court", "Head of Service", "Head of Housing"]
    assert asked["says"].tolist() == ["The working group met twice", "Not yet known", "Draft agreed"]
    assert asked["good_answer"].str.len().min() > 20


def test_what_nearly_asks_does_not():
    two_moves = ["2025-09-30", "2025-12-31", "2026-03-31", "2026-03-31"]
    almost = [NOW[0], {**NOW[1], "update_date": "2026-01-31"}]
    assert ask(board(versions(almost, two_moves), values=FLAT)).empty
    done = [{**NOW[0], "status": "complete", "evidence": "Minute"}, {**NOW[1], "status": "complete", "evidence": "Minute"}]
    assert ask(board(versions(done), values=FLAT)).empty
    linked = [{**NOW[0], "measure": "Measure A"}, NOW[1]]
    assert "A worsening measure without an action" not in ask(board(versions(linked)))["kind"].tolist()


def test_an_action_that_a_body_shares_does_not_speak_for_it():
    shared = {"deliver": ["Housing", "Social Care"], "status": "on track", "due": "2026-09-30", **FRESH}
    assert "Housing has given no update" in ask(board(versions([*NOW, shared])))["question"].iloc[-1]


def test_an_update_in_an_earlier_version_dates_the_silence():
    snapshots = versions()
    snapshots[-1] = Snapshot(4, TODAY, actions({**NOW[0], "due": DATES[-1]}, {**NOW[1], "update": None, "update_date": None}))
    assert ask(board(snapshots))["figure"].tolist()[-1] == 60.0


def answered(question: str, figure: float | None) -> pd.DataFrame:
    row = {
        "question": question,
        "board": pd.Timestamp("2026-04-16"),
        "answer": "A team manager starts in May.",
        "figure": figure,
        "who": "Secretary",
        "at": pd.Timestamp("2026-04-16"),
    }
    return pd.DataFrame([row])


def test_an_answered_question_stays_away_until_its_figure_is_worse():
    drawn = questions.draw_questions(board(versions()))
    moved, worse = drawn["id"].iloc[0], drawn["id"].iloc[1]
    still, gone = questions.set_aside(drawn, answered(moved, 3.0))
    assert (len(still), gone["id"].tolist()) == (2, [moved])

    still, gone = questions.set_aside(drawn, answered(moved, 2.0))
    assert len(still) == 3
    assert still["before"].iloc[0] == "Answered for the board of 16 April 2026: A team manager starts in May. Its figure was 2 then and is 3 now."

    # Of Measure A more is better: 55 now is worse than 56 then, and better than 54.
    assert len(questions.set_aside(drawn, answered(worse, 56.0))[0]) == 3
    assert len(questions.set_aside(drawn, answered(worse, 54.0))[0]) == 2
    assert len(questions.set_aside(drawn, answered(worse, None))[0]) == 2


def test_partners_are_not_told_what_the_figure_of_a_measure_was_then():
    drawn = questions.draw_questions(board(versions()))
    moved, worse = drawn["id"].iloc[0], drawn["id"].iloc[1]
    assert questions.set_aside(drawn, answered(worse, 56.0), tell_figures=False)[0]["before"].iloc[1] == (
        "Answered for the board of 16 April 2026: A team manager starts in May. Its figure has got worse since."
    )
    # How often a date moved is no number of children.
    assert questions.set_aside(drawn, answered(moved, 2.0), tell_figures=False)[0]["before"].iloc[0].endswith("was 2 then and is 3 now.")
    both = pd.concat([answered(moved, 2.0), answered(worse, 3.0)], ignore_index=True)
    assert questions.label_answers(questions.hide_figures(both), drawn)["Figure then"].fillna(-1).tolist() == [-1, 2]


def test_an_answer_outlives_a_change_of_words():
    first = questions.draw_questions(board(versions()))["id"].iloc[0]
    snapshots = versions()
    snapshots.append(
        Snapshot(5, date(2026, 4, 30), actions({**NOW[0], "due": DATES[-1], "action": "Action number 1, with all partners of the board"}, NOW[1]))
    )
    drawn = questions.draw_questions(board(snapshots))
    assert drawn["id"].iloc[0] != first
    assert questions.set_aside(drawn, answered(first, 3.0))[1]["id"].tolist() == [drawn["id"].iloc[0]]


def test_at_most_seven_two_of_a_kind_first_then_more_in_the_same_order():
    kinds = ["a"] * 9 + ["b"] + ["c"] * 3
    table = pd.DataFrame({"kind": kinds, "id": [f"{kind}{place}" for place, kind in enumerate(kinds)]})
    assert questions.choose_questions(table)["kind"].tolist() == ["a", "a", "a", "a", "b", "c", "c"]
    assert questions.choose_questions(table)["id"].tolist()[:4] == ["a0", "a1", "a2", "a3"]


def test_every_other_rule_asks():
    rows = [
        {
            "theme": "Court",
            "status": "signed off",
            "signed_off": "2026-03-01",
            "measure": "A",
            "effect": "Measure A from 62% to 70% by 31 January 2026",
            "update": "In use",
            "lead": "Head of Court",
            "ref": "1.1",
        },
        {"theme": "Court", "status": "complete", "evidence": "Audit", "lead": "Head of Court"},
    ]
    one = board(
        [Snapshot(1, TODAY, actions(*rows))], recommendations=[{"ref": "LA 9", "text": "Listen to children.", "owner": None}], target=90, owner=None
    )
    asked = questions.draw_questions(one)
    assert asked["kind"].tolist() == [
        "Signed off, and worsening",
        "Done but no impact",
        "A target that nobody owns",
        "A recommendation without an action",
        "Done without evidence",
    ]
    assert asked["question"].tolist()[3] == "No action answers LA 9: Listen to children. What is being done about it?"
    assert asked["question"].tolist()[4] == "1 of 2 (50.0%) done actions is without evidence: 1.1. How does the board know?"
    flat = board(
        [Snapshot(1, TODAY, actions(rows[0], *[{"theme": "Court", "status": "on track", "update_date": "2026-03-30", "update": "Well"}] * 3))],
        values=FLAT,
    )
    assert "A promise not kept" in questions.draw_questions(flat)["kind"].tolist()


def test_ids_of_questions_begin_as_declared_and_every_kind_is_explained():
    drawn = questions.draw_questions(board(versions()))
    assert drawn["id"].str.startswith(questions.PREFIXES).all()
    assert questions.label_kinds()["Rule"].tolist() == [kind.name for kind in KINDS]


def test_the_next_board_is_offered():
    events = conform([{"date": "2026-04-16", "kind": "board meeting"}, {"date": "2026-03-19", "kind": "board meeting"}], "events")
    assert questions.next_board(events, TODAY) == date(2026, 4, 16)
    assert questions.next_board(events, date(2026, 5, 1)) == date(2026, 5, 1)
