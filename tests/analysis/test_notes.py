"""What stands beside a measure: events, actions, rules, commentary."""

from datetime import date

import pandas as pd

from analysis import notes as subject
from analysis.control_chart import Rebase, work_out
from model import conform

ACTIONS = conform(
    [
        {"key": "1", "ref": "1.1", "action": "Hold a panel", "measure": "Re-referrals; CP3", "completed": "2026-03-27", "start": "2026-01-05"},
        {"key": "2", "ref": "1.2", "action": "Train", "effect": "Re-referrals from 24% to 20% by June", "start": "2025-12-01"},
        {"key": "3", "ref": "1.3", "action": "Other", "measure": "Something else"},
    ],
    "actions",
)
MEASURE = pd.Series({"measure": "FD6", "name": "Re-referrals", "catalogue_id": "FD6"})
EVENTS = conform(
    [
        {"date": "2026-02-12", "kind": "monitoring visit", "title": "First visit"},
        {"date": "2026-02-19", "kind": "board meeting", "title": "Improvement Board"},
        {"date": "2027-01-01", "kind": "inspection", "title": "Not yet"},
    ],
    "events",
)


def test_actions_are_linked_by_the_measures_they_name_or_the_effect_they_promise():
    assert subject.link_actions(ACTIONS, MEASURE)["ref"].tolist() == ["1.1", "1.2"]
    assert subject.link_actions(ACTIONS, pd.Series({"measure": "x", "name": "CP3", "catalogue_id": None}))["ref"].tolist() == ["1.1"]


def test_events_and_completions_are_numbered_by_date_without_board_meetings():
    notes = subject.list_notes(EVENTS, subject.link_actions(ACTIONS, MEASURE), date(2026, 1, 1), date(2026, 12, 31))
    assert subject.label_notes(notes).to_numpy().tolist() == [
        [1, pd.Timestamp("2026-02-12"), "monitoring visit", "First visit"],
        [2, pd.Timestamp("2026-03-27"), "action completed", "1.1 Hold a panel"],
    ]


def test_the_plan_starts_with_the_report_it_answers_else_with_its_first_action():
    none = conform([], "plans")
    assert subject.find_plan_start(conform([{"report_published": "2025-11-10"}], "plans"), ACTIONS) == date(2025, 11, 10)
    assert subject.find_plan_start(none, ACTIONS) == date(2025, 12, 1)
    assert subject.find_plan_start(none, conform([], "actions")) is None


def series(values):
    days = pd.date_range("2024-01-31", periods=len(values), freq="ME")
    rows = [{"measure": "FD6", "period_end": day, "value": value, "unit": "%"} for day, value in zip(days, values, strict=True)]
    return conform(rows, "observations")


def test_the_rule_that_fired_stands_beside_each_flagged_point_newest_first():
    values = [24.0, 26, 23, 25, 24, 26, 25, 24, 26, 25, 24, 26, 23, 40]
    chart = work_out(series(values), {"polarity": "low", "unit": "%"})
    table = subject.list_rules(chart, "%")
    assert table.iloc[0].tolist() == [pd.Timestamp("2025-02-28"), "40.0%", "above the upper process limit", "worsening"]
    assert subject.describe_rules(chart) == "1 point of 14 is flagged: above the upper process limit."


def test_reservations_name_who_started_the_limits_afresh_and_why():
    rebase = Rebase(date(2024, 6, 30), "the front door was merged", "Director")
    chart = work_out(series([24.0, 26, 23, 25, 24, 26, 25, 24]), {"polarity": "low"}, rebases=[rebase])
    said = subject.list_reservations(chart)
    assert said[0] == "Values only: a mean needs 5 points and icons need 13 points, has 3."
    assert said[-1] == "Limits start afresh on 30 June 2024: the front door was merged (decided by Director)."
    assert subject.describe_rules(chart) == "No point is flagged, because icons and flags are withheld."


def said(*texts):
    days = [pd.Timestamp("2026-06-05") - pd.DateOffset(months=place) for place in range(len(texts))]
    return pd.DataFrame({"uploaded_at": days, "commentary": pd.Series(texts, dtype="str")})


def test_commentary_that_did_not_change_is_called_stale():
    end = pd.Timestamp("2026-05-31")
    assert subject.describe_commentary(said("Falling.", "Steady."), end) == "Falling."
    assert subject.describe_commentary(said("Steady.", "Steady.", "Rising."), end) == (
        "Steady. (Stale: word for word the same in 2 uploads, since that of 5 May 2026, so it may not speak of the figure of 31 May 2026.)"
    )
    assert subject.describe_commentary(said(None, "Steady."), end) == "No commentary came with the newest upload."
    assert subject.describe_commentary(said(), end) == "No commentary came with the newest upload."
