"""Promises kept: every verdict with its series in the test."""

from datetime import date

import pandas as pd
import pytest

from analysis.effects import read_promises
from analysis.history import Snapshot, trace
from analysis.promises import count_verdicts, describe_promises, find_changed, find_figure, judge_promises, label_changed, label_promises
from tests.analysis.board import FALLEN, FLAT, RISEN, STEADY, actions, figures, judged

TODAY = date(2026, 4, 15)
BEGAN = date(2025, 11, 10)


def judge(effect: str, values: list[float], today: date = TODAY, **facts) -> pd.Series:
    table = actions({"effect": effect})
    observations = figures(A=STEADY + values)
    measures = judged(observations, A=facts)
    return judge_promises(read_promises(table, measures, BEGAN), measures, observations, today).iloc[0]


def test_62_to_70_by_march_and_69_with_a_signal_is_right_direction_short_by_1():
    row = judge("Measure A from 62% to 70% by March", RISEN)
    assert (row["by"], row["figure"], row["word"]) == (pd.Timestamp("2026-03-31"), 69.0, "improving")
    assert (row["verdict"], row["short"]) == ("right direction", 1.0)
    assert row["sentence"] == "62.0% to 70.0% was promised by 31 March 2026; it was 69.0% on 31 March 2026. Right direction, short by 1."


@pytest.mark.parametrize(
    ("effect", "values", "facts", "verdict"),
    [
        ("Measure A from 62% to 69% by March", RISEN, {}, "hit"),
        ("Measure A from 62% to 70% by March", FLAT, {}, "no sign"),
        ("Measure A from 62% to 70% by March", FALLEN, {}, "wrong way"),
        ("Measure A from 62% to 70% by May 2026", RISEN, {}, "too early"),
        ("Measure A from 62% to 54% by March", FALLEN, {"polarity": "low"}, "right direction"),
        ("Measure A from 62% to 54% by March", RISEN, {"polarity": "low"}, "wrong way"),
        ("Measure A from 62% to 70% by March", RISEN, {"kind": "stock"}, "right direction"),
        ("Measure A from 62% to 70% by March", RISEN, {"kind": "rolling"}, "cannot tell"),
        ("Measure A from 62% to 69% by March", RISEN, {"kind": "rolling"}, "hit"),
        ("Measure A from 62% to 70%", RISEN, {}, "cannot tell"),
        ("Measure A is better by March", RISEN, {}, "cannot tell"),
    ],
)
def test_every_verdict(effect, values, facts, verdict):
    assert judge(effect, values, **facts)["verdict"] == verdict


def test_the_promised_day_counts_not_today_and_today_s_figure_is_told():
    row = judge("Measure A from 62% to 70% by 31 July 2025", RISEN)
    assert (row["figure"], row["verdict"]) == (64.0, "no sign")
    assert row["sentence"].endswith("it was 64.0% on 31 July 2025. No sign: short by 6, and no real change. It is 69.0% on 31 March 2026.")


def test_a_hit_within_the_usual_variation_says_so():
    assert judge("Measure A from 62% to 63% by March", FLAT)["sentence"].endswith("Hit, though by its chart there is no real change.")


def test_the_figure_of_the_promised_day_is_awaited():
    row = judge("Measure A from 62% to 70% by 30 April 2026", RISEN, today=date(2026, 5, 20))
    assert row["verdict"] == "too early"
    assert row["sentence"].endswith("Too early: the figure of that day has not come.")


@pytest.mark.parametrize(
    ("by", "day"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026-03-20", "2026-03-31"),
        ("2026-04-14", "2026-03-31"),
        ("2026-04-20", None),
        ("2024-03-31", None),
    ],
)
def test_which_figure_is_that_of_a_day(by, day):
    found = find_figure(figures(A=STEADY + RISEN), pd.Timestamp(by), "monthly")
    assert (None if found is None else str(found["period_end"].date())) == day


def test_a_measure_without_a_figure_cannot_be_told():
    table, observations = actions({"effect": "Measure B from 62% to 70% by March 2026"}), figures(A=STEADY)
    measures = judged(observations, B={})
    row = judge_promises(read_promises(table, measures), measures, observations, TODAY).iloc[0]
    assert (row["verdict"], row["sentence"]) == (
        "cannot tell",
        "62.0% to 70.0% was promised by 31 March 2026. Cannot tell: there is no figure for this measure.",
    )


def test_promises_are_counted_and_shown_with_the_owner_s_words():
    table = actions(
        {"effect": "Measure A from 62% to 70% by March 2026", "update": "Two teams are short of staff", "lead": "Head of Service"},
        {"effect": "Measure A to 60% by March 2026"},
    )
    observations = figures(A=STEADY + FLAT)
    measures = judged(observations)
    judgement = judge_promises(read_promises(table, measures), measures, observations, TODAY)
    assert describe_promises(judgement) == "Of 2 promises: 1 hit and 1 no sign."
    assert dict(count_verdicts(judgement)[["verdict", "count"]].values.tolist())["no sign"] == 1
    assert label_promises(judgement, table)[["Verdict", "The owner says"]].iloc[0].tolist() == ["◆ no sign", "Two teams are short of staff"]


def test_a_changed_promise_shows_both_texts_and_spacing_is_no_change():
    versions = [
        Snapshot(number, day, actions({"effect": effect}))
        for number, day, effect in [
            (1, date(2025, 12, 31), "Measure A from 62% to 70% by March 2026"),
            (2, date(2026, 3, 31), "Measure A from 62% to  70% by March 2026."),
            (3, date(2026, 6, 30), "Measure A from 62% to 66% by March 2027"),
        ]
    ]
    measures = judged(figures(A=STEADY))
    changed = find_changed(trace(versions), {one.number: read_promises(one.actions, measures) for one in versions})
    assert label_changed(changed).values.tolist() == [
        [
            "1",
            "Measure A from 62% to  70% by March 2026.",
            pd.Timestamp("2026-03-31"),
            "Measure A from 62% to 66% by March 2027",
            pd.Timestamp("2026-06-30"),
        ]
    ]


def test_a_dropped_promise_is_a_changed_one():
    versions = [Snapshot(1, date(2025, 12, 31), actions({"effect": "Measure A to 70%"})), Snapshot(2, date(2026, 3, 31), actions({}))]
    measures = judged(figures(A=STEADY))
    changed = find_changed(trace(versions), {one.number: read_promises(one.actions, measures) for one in versions})
    assert label_changed(changed)["Promised then"].tolist() == ["nothing"]
