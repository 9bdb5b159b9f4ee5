"""Promised effects are read from the plan's own words: from, to, by when and which way."""

from datetime import date

import pandas as pd
import pytest

from analysis.effects import read_effect, read_promises
from model import conform

BEGAN = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "start", "goal", "by", "way"),
    [
        ("Supervision from 62% to 70% by 31 March 2027", 62, 70, "2027-03-31", "up"),
        ("Supervision 70% (from 62%) by March 2027", 62, 70, "2027-03-31", "up"),
        ("Supervision: baseline 62, target 70, by March 2027", 62, 70, "2027-03-31", "up"),
        ("Supervision 62 to 70 by March", 62, 70, "2026-03-31", "up"),
        ("Supervision 62 → 70 by December", 62, 70, "2025-12-31", "up"),
        ("Reduce supervision to below 20% by the end of March 2027", None, 20, "2027-03-31", "down"),
        ("90% of supervision held by Q4 2026/27", None, 90, "2027-03-31", "up"),
        ("Supervision: at least 85 per cent by 30/09/2026", None, 85, "2026-09-30", "up"),
        ("Supervision from 1,200 to 900 by 2026-06-30", 1200, 900, "2026-06-30", "down"),
        ("Supervision to 90% by 1st June 2026", None, 90, "2026-06-01", "up"),
        ("Supervision to 90% by end Sept 26", None, 90, "2026-09-30", "up"),
        ("Supervision to 90% by 2027", None, 90, "2027-12-31", "up"),
        ("Supervision is better", None, None, None, "up"),
        ("Supervision from 62% to 70%", 62, 70, None, "up"),
    ],
)
def test_a_promise_is_read(text, start, goal, by, way):
    read = read_effect(text, "Supervision", BEGAN, "high")
    assert (read["start"], read["goal"], read["way"]) == (start, goal, way)
    assert (None if read["by"] is None else str(read["by"].date())) == by


def test_numbers_of_the_name_are_no_part_of_the_promise():
    read = read_effect("ICPC held within 15 working days from 74% to 88% by 30 June 2026", "ICPC held within 15 working days", BEGAN)
    assert (read["start"], read["goal"]) == (74, 88)
    assert read_effect("Assessments within 45 days improve", "Assessments within 45 days", BEGAN)["goal"] is None


def test_without_words_or_polarity_the_way_is_not_known():
    assert read_effect("Caseload 16 by March 2027", "Caseload", BEGAN)["way"] is None
    assert read_effect("Caseload to 16 by March 2027", "Caseload", BEGAN, "low")["way"] == "down"


def test_promises_of_a_plan_come_from_its_effect_and_from_outcomes_with_a_figure():
    measures = pd.DataFrame(
        {"measure": ["FD6", "WF7"], "name": ["Re-referrals within 12 months", "Supervision on time"], "polarity": ["low", "high"]}
    )
    actions = conform(
        [
            {
                "key": "1",
                "ref": "1",
                "action": "A",
                "effect": "Re-referrals within 12 months from 24% to 20% by March 2027; Supervision on time to 90%",
            },
            {"key": "2", "ref": "2", "action": "B", "outcome": "Supervision on time reaches 90% by June 2026"},
            {"key": "3", "ref": "3", "action": "C", "outcome": "Supervision on time is normal"},
            {"key": "4", "ref": "4", "action": "D", "measure": "WF7", "effect": "to 85% by May 2026"},
        ],
        "actions",
    )
    read = read_promises(actions, measures, BEGAN)
    assert list(zip(read["key"], read["measure"], read["goal"], strict=True)) == [
        ("1", "FD6", 20),
        ("1", "WF7", 90),
        ("2", "WF7", 90),
        ("4", "WF7", 85),
    ]
    assert read["by"].dt.strftime("%Y-%m").fillna("none").tolist() == ["2027-03", "none", "2026-06", "2026-05"]


def test_a_measure_of_one_word_may_begin_a_promise():
    measures = pd.DataFrame({"measure": ["S"], "name": ["Supervision"], "polarity": ["high"]})
    actions = conform([{"key": "1", "action": "A", "effect": "Supervision from 62% to 70% by March"}], "actions")
    assert read_promises(actions, measures, BEGAN)["goal"].tolist() == [70]


def test_no_promise_is_an_empty_table_of_the_same_kind():
    read = read_promises(conform([{"key": "1", "action": "A"}], "actions"), pd.DataFrame({"measure": [], "name": []}), BEGAN)
    assert read.empty
    assert read["by"].dtype == "datetime64[us]"
