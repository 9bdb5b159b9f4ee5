"""Which kept plan an uploaded file is suggested to continue: small plans, answers worked by hand."""

from types import SimpleNamespace

import pytest

from analysis.matching import share_kept
from model import conform
from pages.common.belonging import NEW_PLAN, Place, suggest_place

WORDS = ("Train managers in supervision", "Open a drop-in centre", "Recruit foster carers", "Write the threshold document")
OTHERS = ("Publish the neglect strategy", "Audit pathway plans each month", "Buy laptops for schools", "Review every court bundle")


def actions(*words):
    return conform([{"key": str(n), "ref": f"1.{n}", "action": text} for n, text in enumerate(words, 1)], "actions")


def kept(plan, *words):
    return SimpleNamespace(council="Testbury", plan=plan, actions=actions(*words))


@pytest.mark.parametrize(
    ("title", "council", "words", "place", "why"),
    [
        ("Improvement Plan v2", "", (*WORDS[:3], "Buy laptops"), 1, "75% of its actions"),  # three of four, whatever the title says
        ("plan a", "", OTHERS, 0, "the same title"),
        ("plan a", "Elsewhere", OTHERS, 2, "no plan kept here"),  # the same title in another council
        ("Plan C", "", OTHERS, 2, "no plan kept here"),
    ],
)
def test_the_plan_that_shares_most_actions_is_suggested_then_the_same_title_then_a_new_one(title, council, words, place, why):
    places = [kept("Plan A", "Draw up a rota", "Meet partners each week"), kept("Plan B", *WORDS), Place(council, title)]
    suggested, reason = suggest_place(places, actions(*words))
    assert suggested == place
    assert why in reason


def test_a_place_without_a_version_has_no_actions_and_says_that_it_is_new():
    assert Place("Testbury", "Plan").actions.empty
    assert Place("Testbury", "Plan").label == NEW_PLAN
    assert share_kept(Place("Testbury", "Plan").actions, actions(*WORDS)) == 0
