"""Who does what, and where the chain from delivery to second scrutiny breaks."""

from datetime import date

import pandas as pd
import pytest

from analysis.agencies import (
    alike_names,
    body_by_theme,
    body_key,
    body_roles,
    chain,
    count_gaps,
    count_roles,
    count_with_body,
    describe_alike,
    describe_counting,
    describe_gaps,
    describe_themes,
    gaps,
    headline,
    list_bodies,
    used_roles,
)
from analysis.progress import NO_THEME
from model import conform

TODAY = date(2026, 4, 30)


def make_actions(*rows: dict) -> pd.DataFrame:
    return conform([{"key": str(number), "ref": f"1.{number}", "action": "Do it", **row} for number, row in enumerate(rows, 1)], "actions")


@pytest.fixture
def plan() -> pd.DataFrame:
    return make_actions(
        {"theme": "Help", "status": "complete", "deliver": ["Police", "Education"], "monitor": ["Board"], "scrutinise": ["Scrutiny Committee"]},
        {"theme": "Help", "status": "on track", "due": "2026-01-01", "deliver": ["Police"], "monitor": ["Board"]},
        {"theme": "Care", "status": "at risk", "deliver": ["education"], "monitor": ["Board"], "scrutinise": ["The Education"]},
        {"status": "not started", "deliver": ["Board"], "monitor": ["Board"], "scrutinise": ["Scrutiny Committee"]},
        {"theme": "Care"},
    )


def test_the_headline_names_who_has_most_to_do_and_how_many_gaps(plan):
    few = plan.head(2)  # Police delivers both; nobody scrutinises the second
    assert headline(few, gaps(few, ["deliver", "scrutinise"]), ["deliver"]) == (
        "Police delivers 2 of 2 actions; 1 action has a gap in who watches over whom."
    )
    assert headline(plan.head(1), gaps(plan.head(0)), ["deliver"]).endswith("no action has a gap in who watches over whom.")
    assert headline(plan.tail(1), gaps(plan.head(0)), ["deliver"]) == "No action here names a body."


def test_bodies_are_listed_once_whatever_their_roles(plan):
    assert list_bodies(plan) == ["Board", "Education", "education", "Police", "Scrutiny Committee", "The Education"]
    assert list_bodies(make_actions({})) == []


def test_a_plan_uses_the_roles_in_which_it_names_somebody(plan):
    assert used_roles(plan) == ["deliver", "monitor", "scrutinise"]


def test_an_action_with_two_bodies_counts_for_both_and_once_in_the_distinct_total(plan):
    delivering = body_roles(plan, TODAY, "deliver").set_index("group")
    assert delivering["total"].to_dict() == {"Police": 2, "Board": 1, "Education": 1, "education": 1}
    assert delivering.loc["Police", ["complete", "on track", "done", "overdue"]].tolist() == [1, 1, 1, 1]
    assert count_with_body(plan, "deliver") == 4
    assert count_with_body(plan) == 4
    assert count_with_body(plan, "second_scrutiny") == 0


def test_in_any_role_a_body_counts_an_action_once(plan):
    assert body_roles(plan, TODAY).set_index("group")["total"]["Board"] == 4  # delivers and monitors action 4
    counted = count_roles(plan).set_index("body")
    assert counted.loc["Board"].to_dict() == {"deliver": 1, "monitor": 4, "scrutinise": 0, "second_scrutiny": 0, "any": 4}


def test_bodies_by_theme_keep_actions_without_a_theme(plan):
    matrix = body_by_theme(plan)
    assert list(matrix.columns) == ["body", "Help", "Care", NO_THEME, "All themes"]
    assert matrix.set_index("body").loc["Board"].tolist() == [2, 1, 1, 4]
    assert matrix.set_index("body").loc["Police"].tolist() == [2, 0, 0, 2]


def test_a_plan_without_bodies_gives_empty_tables():
    plan = make_actions({"theme": "Help", "status": "complete"})
    assert body_roles(plan, TODAY).empty
    assert body_by_theme(plan).empty
    assert gaps(plan, used_roles(plan)).empty


def test_gaps_name_action_and_body(plan):
    found = gaps(plan, used_roles(plan))
    assert list(zip(found["key"], found["gap"], found["bodies"], strict=True)) == [
        ("5", "nobody delivers", ""),
        ("5", "nobody monitors", ""),
        ("2", "nobody scrutinises", ""),
        ("5", "nobody scrutinises", ""),
        ("4", "monitors its own work", "Board"),
        ("3", "scrutinises itself", "education"),  # "The Education" is the same body
    ]
    assert count_gaps(found)["actions"].tolist() == [1, 1, 2, 1, 1]


def test_a_missing_second_scrutiny_is_a_gap_only_where_the_plan_uses_it():
    plan = make_actions({"deliver": ["A"], "scrutinise": ["B"]}, {"deliver": ["A"], "scrutinise": ["B"], "second_scrutiny": ["B"]})
    assert gaps(plan.head(1), used_roles(plan.head(1))).empty
    assert gaps(plan, used_roles(plan))["gap"].tolist() == ["no second scrutiny", "scrutinises twice"]


def test_a_body_that_delivers_and_scrutinises_twice_over_is_one_gap():
    plan = make_actions({"deliver": ["A"], "scrutinise": ["A"], "second_scrutiny": ["A"]})
    assert gaps(plan, ["deliver", "scrutinise"])["gap"].tolist() == ["scrutinises itself", "scrutinises twice"]


def test_the_chain_groups_actions_with_the_same_oversight(plan):
    table = chain(plan, used_roles(plan))
    assert table["actions"].sum() == len(plan)
    assert table.loc[0].to_dict() == {
        "deliver": "Police (1), Education (1), Board (1)", "monitor": "Board", "scrutinise": "Scrutiny Committee", "second_scrutiny": "",
        "actions": 2, "refs": "1.1, 1.4", "gaps": "monitors its own work (1)",
    }
    nobody = table[table["monitor"] == ""].iloc[0]
    assert nobody["gaps"] == "nobody delivers (1), nobody monitors (1), nobody scrutinises (1)"


def test_two_spellings_of_one_body_are_pointed_out():
    found = alike_names([
        "Children’s Social Care", "Childrens Social Care", "ICB", "Integrated Care Board", "Police",
        "Safeguarding Partnership", "Safeguardng Partnership", "Youth Justice Board", "Wyreford Youth Justice Board",
    ])
    assert list(zip(found["name"], found["other"], found["why"], strict=True)) == [
        ("Children’s Social Care", "Childrens Social Care", "the same words, written differently"),
        ("ICB", "Integrated Care Board", "one may be the initials of the other"),
        ("Safeguarding Partnership", "Safeguardng Partnership", "nearly the same letters"),
        ("Youth Justice Board", "Wyreford Youth Justice Board", "one is the other with a word or two before it"),
    ]


def test_different_bodies_are_left_apart():
    different = ["Locality Team North 1", "Locality Team North 2", "Education", "Early Help", "Adult Education", "Health and Wellbeing Board"]
    assert alike_names(different).empty


def test_one_pair_of_names_is_one_body_and_two_are_one_each():
    found = pd.DataFrame({"name": ["NHS", "Police"], "other": ["N.H.S.", "The Police"], "why": "the same words, written differently"})
    apart = "they are counted apart until the file is put right."
    assert describe_alike(found.head(1)) == f"1 pair of names may stand for one body; {apart}"
    assert describe_alike(found.head(2)) == f"2 pairs of names may stand for one body each; {apart}"
    assert describe_alike(found.head(0)) == "No body seems to stand under two names."


def test_a_key_leaves_out_what_people_write_differently():
    assert body_key("The Children’s & Families Cttee.") == body_key("childrens and families committee")


def test_the_tables_in_words(plan):
    assert describe_counting(plan, "deliver") == (
        "4 of 5 (80.0%) actions name a body that delivers. "
        "An action with several bodies counts for each of them, so the bodies do not add up to the plan."
    )
    assert describe_themes(body_by_theme(plan)) == "Board has actions in 2 of 2 themes, the most of any; 5 bodies work in one theme only."
    assert describe_themes(body_by_theme(plan.head(2))) == "4 bodies have actions here; the plan divides them by no more than one theme."
    assert describe_gaps(plan, gaps(plan, used_roles(plan)), used_roles(plan)) == (
        "4 of 5 (80.0%) actions have a gap in the chain from delivery to second scrutiny. The plan never names who gives second scrutiny."
    )
    assert describe_gaps(plan.head(1), gaps(plan.head(1), used_roles(plan)), used_roles(plan)).startswith("None of 1 action has a gap.")
