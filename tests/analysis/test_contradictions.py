"""Every contradiction rule with one case that fires and one that nearly does."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import contradictions as contra
from analysis.history import Snapshot, trace
from analysis.links import link_measures
from model import conform
from tests.analysis.board import FALLEN, FLAT, RISEN, STEADY, actions, figures, judged

TODAY = date(2026, 3, 31)
BEGAN = date(2025, 11, 10)
ANOTHER = {"status": "complete", "evidence": "Audit of 20 records"}


def days_ago(days: int) -> str:
    return str(TODAY - timedelta(days=days))


def plan(*rows: dict, values=FLAT, before: list[pd.DataFrame] | None = None, recommendations=(), **facts: dict) -> contra.Plan:
    table, observations = actions(*rows), figures(A=STEADY + values)
    measures = judged(observations, **{"A": {}, **facts})
    versions = [*(before or []), table]
    traced = trace([Snapshot(number, date(2025, number, 28), one) for number, one in enumerate(versions, start=1)])
    links = link_measures(table, measures)
    return contra.Plan(
        table,
        conform(list(recommendations), "recommendations"),
        links,
        measures,
        observations,
        traced,
        TODAY,
        BEGAN,
        {"A": "Two homes closed"},
    )


def fired(one: contra.Plan, rule: str) -> list[str]:
    found = contra.find_contradictions(one)
    return found.loc[found["rule"] == rule, "rests_on"].tolist()


def test_on_track_but_overdue():
    rule = "On track but overdue"
    assert fired(plan({"status": "on track", "due": days_ago(1)}), rule) == ["Rated on track; due 30 March 2026, 1 day before 31 March 2026."]
    assert fired(plan({"status": "on track", "due": days_ago(0)}, {"status": "at risk", "due": days_ago(9)}), rule) == []


def test_on_track_with_no_update_for_sixty_days():
    rule = "On track without an update"
    old, fresh = ({"status": "on track", "update": "In use", "update_date": days_ago(days)} for days in (60, 59))
    assert fired(plan(old), rule) == ["Rated on track; the last update is of 30 January 2026, 60 days old."]
    assert fired(plan(fresh), rule) == []
    assert fired(plan(fresh, {"status": "on track"}), rule) == ["Rated on track; nothing was written about it."]


def test_complete_without_evidence():
    rule = "Complete without evidence"
    assert fired(plan({"status": "complete"}, ANOTHER), rule) == ["Its status is complete; its evidence is empty, and 1 other action names some."]
    assert fired(plan(ANOTHER, {"status": "on track"}), rule) == []
    # A plan without evidence anywhere is not blamed.
    assert fired(plan({"status": "complete"}), rule) == []


def test_complete_though_never_started():
    rule = "Complete though never started"
    waiting, working = actions({"status": "not started"}), actions({"status": "on track"})
    assert fired(plan({"status": "complete"}, before=[waiting, waiting]), rule) == [
        "Its status is complete, but the 2 versions before show it not started."
    ]
    assert fired(plan({"status": "complete"}, before=[waiting, working]), rule) == []
    assert fired(plan({"status": "complete", "start": days_ago(-1)}), rule) == ["Its status is complete, but it is to start on 1 April 2026."]
    assert fired(plan({"status": "complete", "start": days_ago(0)}), rule) == []
    assert len(fired(plan({"status": "complete", "progress": 0}), rule)) == 1
    assert len(fired(plan({"status": "complete", "start": days_ago(5), "completed": days_ago(6)}), rule)) == 1
    assert fired(plan({"status": "complete", "progress": 100, "start": days_ago(6), "completed": days_ago(5)}), rule) == []


def test_amber_or_red_without_a_reason():
    rule = "Amber or red without a reason"
    assert fired(plan({"status": "off track", "update": "Work continues."}), rule) == ['Rated off track; its update says only "Work continues."']
    assert fired(plan({"status": "off track", "update": "Work continues"}), rule) == ['Rated off track; its update says only "Work continues".']
    assert fired(plan({"status": "at risk"}), rule) == ["Rated at risk; it has no update."]
    assert fired(plan({"status": "off track", "update": "Two posts are vacant"}, {"status": "on track"}), rule) == []


@pytest.mark.parametrize(("days", "values", "fires"), [(180, FALLEN, True), (181, FALLEN, False), (10, FLAT, False), (10, RISEN, False)])
def test_signed_off_while_its_measure_worsens(days, values, fires):
    found = fired(
        plan({"status": "signed off", "signed_off": days_ago(days), "measure": "Measure A"}, values=values), "Signed off while its measure worsens"
    )
    assert bool(found) == fires
    if fires:
        assert found[0].endswith("180 days ago; Measure A is worsening: 55.0% on 31 March 2026. Consider re-opening it.")


def test_only_complete_is_not_signed_off():
    assert not fired(plan({"status": "complete", "signed_off": days_ago(9), "measure": "A"}, values=FALLEN), "Signed off while its measure worsens")


def test_owner_and_scrutiniser_the_same_body():
    rule = "Owner and scrutiniser the same"
    same = {"deliver": ["Safeguarding Partnership"], "scrutinise": ["The Safeguarding Partnership"]}
    assert fired(plan(same), rule) == ["Safeguarding Partnership both delivers and scrutinises it."]
    assert fired(plan({**same, "scrutinise": ["Scrutiny Committee"], "monitor": ["Safeguarding Partnership"]}), rule) == []


def test_a_measure_with_a_target_nobody_owns():
    rule = "A target that nobody owns"
    assert fired(plan({}, A={"target": 90, "owner": None}), rule) == ["Its target is 90.0%; no owner is named."]
    assert fired(plan({}, A={"target": 90}), rule) == []
    assert fired(plan({}, A={"owner": None}), rule) == []


RECOMMENDATION = [{"ref": "LA 1", "text": "Visit children in time", "owner": "Head of Child Protection"}]
TIED = {"status": "complete", "measure": "A", "recommendation_refs": ["LA 1"]}


def test_a_recommendation_all_done_and_worse_than_at_the_start():
    rule = "All done, and worse than at the start"
    # October 2025 is the third of the last eight months. FALLEN had fallen by then, so since the start it is not worse.
    assert fired(plan(TIED, TIED, values=FALLEN, recommendations=RECOMMENDATION), rule) == []
    lower = [63.0, 62.0, 64.0, 57.0, 56.0, 55.0, 56.0, 55.0]
    assert fired(plan(TIED, TIED, values=lower, recommendations=RECOMMENDATION), rule) == [
        "All of its 2 actions are done; Measure A was 64.0% on 31 October 2025 and is 55.0% on 31 March 2026, really worse."
    ]
    assert fired(plan(TIED, {**TIED, "status": "on track"}, values=lower, recommendations=RECOMMENDATION), rule) == []
    assert fired(plan(TIED, values=[63.0, 62.0, 64.0, 61.0, 63.0, 65.0, 62.0, 63.0], recommendations=RECOMMENDATION), rule) == []


def test_every_rule_is_counted_and_the_owner_s_words_stand_beside_each():
    one = plan({"status": "signed off", "signed_off": days_ago(10), "measure": "A", "update": "Used by all", "lead": "Head of Homes"}, values=FALLEN)
    found = contra.find_contradictions(one)
    assert contra.count_rules(found).set_index("rule")["count"].to_dict() == {
        **dict.fromkeys((rule.name for rule in contra.RULES), 0),
        "Signed off while its measure worsens": 1,
    }
    shown = contra.label_contradictions(found).iloc[0]
    assert (shown["Who could answer"], shown["The owner says"]) == ("Head of Homes", "Used by all / Two homes closed")
    assert contra.describe_contradictions(found) == "1 contradiction by 1 of 9 rules: signed off while its measure worsens (1)."


def test_nothing_found_and_what_could_not_be_applied_is_said():
    one = plan({"status": "on track"})
    assert contra.describe_contradictions(contra.find_contradictions(one)) == "None of 9 rules found a contradiction."
    assert contra.list_unapplied(one) == [
        "No action names evidence, so none is said to be complete without it.",
        "No update has a date, so their age is not known.",
        "Only one version is kept, so what earlier ones showed is not known.",
    ]
