"""Finding actions and describing one: small tables, answers worked by hand."""

from datetime import date

from analysis import actions as subject
from model import conform

ACTIONS = conform(
    [
        {
            "key": "1",
            "ref": "1.1",
            "action": "Train managers",
            "lead": "Head of service",
            "status": "on track",
            "due": "2026-01-31",
            "deliver": ["Police"],
        },
        {"key": "2", "ref": "1.2", "action": "Audit (10%) of cases", "status": "complete", "due": "2026-01-31", "update": "Training done"},
        {"key": "3", "action": "Recruit"},
    ],
    "actions",
)


def test_every_word_must_occur_somewhere_and_signs_are_taken_as_they_are():
    assert subject.search_actions(ACTIONS, "train")["key"].tolist() == ["1", "2"]
    assert subject.search_actions(ACTIONS, "train POLICE")["key"].tolist() == ["1"]
    assert subject.search_actions(ACTIONS, "(10%)")["key"].tolist() == ["2"]
    assert len(subject.search_actions(ACTIONS, "  ")) == 3


def test_a_choice_by_dates_is_the_count_on_the_overview():
    assert subject.choose_by_dates(ACTIONS, "overdue", date(2026, 2, 1))["key"].tolist() == ["1"]
    assert subject.choose_by_dates(ACTIONS, "undated", date(2026, 2, 1))["key"].tolist() == ["3"]
    assert len(subject.choose_by_dates(ACTIONS, "", date(2026, 2, 1))) == 3


def test_everything_known_and_nothing_else_is_listed():
    described = subject.describe_action(ACTIONS.iloc[0])
    assert described["What"].tolist() == ["Ref", "Action", "Lead", "Delivered by", "Due", "Status"]
    assert described["Value"].tolist()[-1] == "● on track"
    assert subject.label_actions(ACTIONS)["Status"].tolist() == ["● on track", "■ complete", "○ not known"]
    assert subject.describe_found(ACTIONS.head(1), ACTIONS) == "1 of 3 actions."
