"""From an old plan to a new one: nothing outstanding is lost."""

from datetime import date

import pandas as pd

from analysis.matching import identify
from analysis.succession import (
    describe_old,
    describe_succession,
    follow_outstanding,
    follow_recommendations,
    label_succession,
    note_suggestions,
    split_answers,
    suggest_successors,
)
from model import conform
from tests.analysis.stories import version

OLD = version(
    ("1", "Write the threshold document with partners", {"status": "complete"}),
    ("2", "Clear the backlog of assessments each week", {"status": "off track"}),
    ("3", "Ask parents and children for their view of plans", {"status": "on track"}),
    ("4", "Move the teams into one building", {"status": "suspended"}),
)
NEW = version(
    ("1", "Open a drop-in centre in town"),
    ("7", "Clear the backlog of assessments each week"),
    ("8", "Ask children and parents for their view of all plans"),
)


def test_the_same_words_carry_over_and_the_rest_is_listed():
    followed = follow_outstanding(OLD, NEW)
    assert followed[["ref", "where", "new_ref"]].fillna("").values.tolist() == [
        ["3", "nobody has said where it went", ""],
        ["4", "nobody has said where it went", ""],
        ["2", "carried into the new plan", "7"],
    ]
    assert describe_succession(followed) == (
        "Of 3 outstanding actions of the old plan 1 is carried into the new one, 0 are explained, and of 2 nobody has said where they went."
    )


def test_the_old_plan_in_one_sentence_and_what_of_it_is_done_by_now():
    followed = follow_outstanding(OLD, NEW)
    said = "Action plan had 4 actions as at 30 September 2025: 1 done and 3 outstanding."
    assert describe_old("Action plan", date(2025, 9, 30), OLD, followed) == f"{said} Of the 1 carried into the new plan, 0 are done there."
    done = follow_outstanding(OLD, NEW.assign(status="signed off"))
    assert done["new_status"].fillna("").tolist() == ["", "", "signed off"]
    assert describe_old("Action plan", date(2025, 9, 30), OLD, done) == f"{said} Of the 1 carried into the new plan, 1 is done there."
    # A status that the new plan does not give is not known, and not done.
    assert follow_outstanding(OLD, NEW.assign(status=None))["new_status"].tolist()[2] == "not known"
    assert describe_old("Action plan", date(2025, 9, 30), OLD, follow_outstanding(OLD, NEW.head(1))) == said


def test_similar_words_are_suggested_and_what_was_said_explains_the_others():
    offered = suggest_successors(OLD, NEW)
    assert offered[["old_ref", "new_ref"]].values.tolist() == [["3", "8"]]
    confirmed = dict(zip(offered["old_id"], offered["new_id"], strict=True))
    said = {identify(OLD)[3]: "stopped: the lease was not signed"}
    followed = follow_outstanding(OLD, NEW, confirmed, said)
    assert followed[["ref", "where", "words"]].values.tolist() == [
        ["4", "explained", "Stopped by decision: the lease was not signed"],
        ["2", "carried into the new plan", ""],
        ["3", "carried into the new plan", "The same action in other words"],
    ]


def test_a_suggestion_that_waits_for_a_person_is_told_from_no_suggestion():
    followed = follow_outstanding(OLD, NEW)
    offered = note_suggestions(followed, suggest_successors(OLD, NEW, None, followed))
    assert offered["suggested"].tolist() == ["8", "", ""]
    assert label_succession(offered)["Where it went"].tolist() == [
        "nobody has said where it went; 8 is suggested and waits for a person",
        "nobody has said where it went",
        "carried into the new plan",
    ]
    assert describe_succession(offered).endswith(
        "and of 2 nobody has said where they went; for 1 of them a match is suggested and waits for a person."
    )
    explained = follow_outstanding(OLD, NEW, said={identify(OLD)[2]: "merged"})  # what is explained is not asked about again
    assert suggest_successors(OLD, NEW, None, explained).empty
    nameless = note_suggestions(followed, suggest_successors(OLD, NEW.assign(ref=None), None, followed))
    assert nameless["suggested"].tolist()[0] == "Ask children and parents for their view of all plans"


def test_who_said_it_and_when_stands_beside_what_was_said():
    third, fourth, heir = identify(OLD)[2], identify(OLD)[3], identify(NEW)[2]
    rows = [
        (f"went:{fourth}", "finished", "Head of Service", "2025-10-01 09:00"),
        (f"went:{fourth}", "stopped", "Programme manager", "2025-10-06 23:30"),  # after midnight in London, and the last word
        (f"match:{third}", heir, "Board secretary", "2025-10-07 09:00"),
    ]
    answers = pd.DataFrame(rows, columns=["question", "answer", "who", "at"]).astype({"at": "datetime64[us]"})
    pairs, went, by = split_answers(answers, "match:", "went:")
    assert (pairs, went) == ({third: heir}, {fourth: "stopped"})
    assert label_succession(follow_outstanding(OLD, NEW, pairs, went, by))["What was said, by whom"].tolist() == [
        "Stopped by decision (Programme manager, 7 October 2025)",
        "",  # the same words: nobody had to say so
        "The same action in other words (Board secretary, 7 October 2025)",
    ]


def test_where_everything_is_accounted_for_that_is_said():
    followed = follow_outstanding(OLD, NEW, said=dict.fromkeys(identify(OLD), "stopped"))
    assert describe_succession(followed) == (
        "Of 3 outstanding actions of the old plan 1 is carried into the new one and 2 are explained: none is lost."
    )
    assert describe_succession(followed.head(0)) == "Every action of the old plan was done, so none had to be carried over."


def test_recommendations_are_carried_by_their_words():
    old = conform(
        [{"ref": "LA 1", "text": "Improve timeliness."}, {"ref": "LA 2", "text": "Strengthen supervision"}, {"ref": "LA 3"}], "recommendations"
    )
    new = conform([{"ref": "LA 9", "text": "Improve  timeliness"}, {"ref": "LA 3"}], "recommendations")
    assert follow_recommendations(old, new)[["ref", "carried"]].values.tolist() == [["LA 2", False], ["LA 1", True], ["LA 3", True]]
