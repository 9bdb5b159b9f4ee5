"""Recommendations and their actions: small tables, answers worked by hand."""

from datetime import date

from analysis import recommendations as subject
from model import conform

RECOMMENDATIONS = conform(
    [
        {"ref": "LA 1", "text": "See children alone", "themes": ["A", "B"], "category": "Area for improvement"},
        {"ref": "LA 10", "text": "Recruit", "themes": ["B"]},
        {"ref": "SCB 1", "themes": ["C"], "owner": "Partnership manager"},
    ],
    "recommendations",
)
ACTIONS = conform(
    [
        {
            "key": "1",
            "theme": "A",
            "action": "x",
            "status": "complete",
            "recommendation_refs": ["LA 1"],
            "lead": "Head of service",
            "measure": "Visits",
        },
        {
            "key": "2",
            "theme": "B",
            "action": "y",
            "status": "on track",
            "due": "2026-01-31",
            "recommendation_refs": ["LA 1", "LA 2"],
            "lead": "Principal social worker",
        },
        {"key": "3", "theme": "B", "action": "z", "status": "on track"},
    ],
    "actions",
)
TODAY = date(2026, 2, 1)


def test_each_recommendation_stands_once_and_none_is_lost():
    table = subject.list_recommendations(RECOMMENDATIONS, ACTIONS, TODAY)
    assert table["ref"].tolist() == ["LA 1", "LA 2", "LA 10", "SCB 1"]
    first = table.iloc[0]
    assert (first["actions"], first["done"], first["overdue"]) == (2, 1, 1)
    assert first["themes"] == ["A", "B"]
    assert first["owners"] == ["Head of service", "Principal social worker"]
    assert table.iloc[3]["owners"] == ["Partnership manager"]
    assert subject.count_links(table) == (5, 4)


def test_orphans_both_ways():
    table = subject.list_recommendations(RECOMMENDATIONS, ACTIONS, TODAY)
    lonely, unlinked = subject.find_orphans(table, ACTIONS)
    assert lonely["ref"].tolist() == ["LA 10", "SCB 1"]
    assert unlinked["key"].tolist() == ["3"]
    assert subject.describe_recommendations(table, lonely, unlinked) == (
        "4 recommendations in 5 links with themes; 0 have all actions done, 2 have no action; 1 action is without a recommendation."
    )


def test_an_action_counts_under_each_of_its_recommendations():
    table = subject.list_recommendations(RECOMMENDATIONS, ACTIONS, TODAY)
    progress = subject.count_progress(table, ACTIONS, TODAY)
    assert progress["group"].tolist()[:2] == ["LA 2", "LA 1 See children alone"]  # both have one overdue; less of LA 2 is done
    assert dict(zip(progress["group"].str.split(" ").str[:2].str.join(" "), progress["total"], strict=True)) == {
        "LA 1": 2,
        "LA 2": 1,
        "LA 10": 0,
        "SCB 1": 0,
    }
    assert subject.describe_progress(progress) == "2 recommendations have actions that are overdue or off track, most of them under LA 2 and LA 1."


def test_a_filter_makes_no_recommendation_look_forgotten():
    shown = ACTIONS.head(1)  # as if a theme had been chosen: the action that answers LA 2 is hidden
    whole = subject.list_recommendations(RECOMMENDATIONS, ACTIONS, TODAY)
    lonely, unlinked = subject.keep_filtered(whole, ACTIONS, shown)
    assert lonely["ref"].tolist() == ["LA 10", "SCB 1"]
    assert unlinked.empty
    assert subject.keep_named(RECOMMENDATIONS, shown)["ref"].tolist() == ["LA 1"]
