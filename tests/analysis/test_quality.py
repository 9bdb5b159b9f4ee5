"""The rules about the quality of the data, each with a figure that breaks it and one that does not."""

from datetime import date

import pandas as pd

from analysis import quality as subject
from analysis.measures import compare_latest, keep_whole
from model import conform

TODAY = date(2026, 10, 7)
NO_PAIRS = pd.DataFrame(columns=["measure", "numerator", "denominator", "part_of", "polarity"], dtype="str")


def rows(*cells, **common):
    base = {"measure": "M", "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": "Total", "unit": "count",
            "period_end": "2026-09-30"}  # fmt: skip
    frame = conform([{**base, **common, **{k: v for k, v in cell.items() if k != "version_id"}} for cell in cells], "observations")
    return frame.assign(version_id=[cell.get("version_id", 1) for cell in cells])


def check(frame, every=None, measures=()):
    defined = conform([{"measure": "M", "name": "Children on a plan", "frequency": "monthly"}, *measures], "measures")
    latest = compare_latest(defined, keep_whole(frame), TODAY)
    found = subject.check_figures(subject.Ground(frame, frame if every is None else every, latest, NO_PAIRS, TODAY))
    return dict(zip(found["rule"], found["sentence"], strict=True))


def months(*values, **common):
    ends = pd.date_range(end="2026-09-30", periods=len(values), freq="ME")
    return rows(*({"value": value, "period_end": end} for value, end in zip(values, ends, strict=True)), **common)


def test_nothing_wrong_is_said_in_words():
    frame = months(50, 52, 49, 51)
    assert check(frame) == {}
    assert subject.describe_findings(subject.check_figures(
        subject.Ground(frame, frame, compare_latest(conform([], "measures"), frame, TODAY), NO_PAIRS, TODAY)), 1
    ) == "Nothing was found in 1 measure: every rule was applied and none found a fault."  # fmt: skip


def test_parts_that_do_not_add_to_the_total():
    cells = [{"value": 358}, {"value": 210, "breakdown": "Category: Neglect"}, {"value": 140, "breakdown": "Category: Other"}]
    assert check(rows(*cells)) == {"Parts that do not add to the total": "2 parts add up to 350: 8 less than the total of 358."}
    cells[2]["value"] = 148
    assert check(rows(*cells)) == {}


def test_a_sum_with_a_letter_in_it_is_not_judged():
    cells = [{"value": 358}, {"value": 210, "breakdown": "Category: Neglect"}, {"symbol": "c", "breakdown": "Category: Other"}]
    assert "Parts that do not add to the total" not in check(rows(*cells))


def test_impossible_figures():
    rule = "Impossible figures"
    assert check(rows({"value": 104.0, "unit": "%"}))[rule] == "A percentage lies between 0 and 100, not at 104.0%."
    assert check(rows({"value": 95.0, "numerator": 41, "denominator": 40, "unit": "%"}))[rule] == "41 above the line is more than 40 below it."
    assert check(rows({"value": 35.0, "numerator": 12, "denominator": 40, "unit": "%"}))[rule] == "12 of 40 is 30.0%, not 35.0%."
    assert check(rows({"value": -3}))[rule] == "A count cannot be negative: -3."
    assert check(rows({"value": 66.7, "numerator": 2, "denominator": 3, "unit": "%"})) == {}
    assert check(rows({"value": 67.0, "numerator": 2, "denominator": 3, "unit": "%"})) == {}


def test_a_jump_is_judged_against_the_series_own_moves():
    steady = [50, 52, 51, 53, 52, 51, 53, 52, 54]
    assert check(months(*steady, 90))["Jumps"].startswith("From 54 to 90: a move of 36.0, where 1.5 is usual.")
    assert "Jumps" not in check(months(*steady, 58))
    assert "Jumps" not in check(months(50, 52, 90))


def test_the_same_as_last_time():
    assert check(months(308, 308)) == {"Same as last time": "308 is exactly the figure of 31 August 2026: was it copied?"}
    assert check(months(4, 4)) == {}
    assert check(months(58.7, 58.7, unit="%"))["Same as last time"].startswith("58.7% is exactly")


def test_old_figures_and_figures_past_their_day():
    old = rows({"value": 300, "period_end": "2026-06-30"})
    assert check(old) == {"Old figures": "The latest figure, of 30 June 2026, is 99 days old; the measure is monthly."}
    late = [{"measure": "M", "next_update": "2026-10-01"}]
    frame = rows({"value": 300})
    defined = conform(late, "measures")
    latest = compare_latest(defined, frame, TODAY)
    (finding,) = subject.find_old(subject.Ground(frame, frame, latest, NO_PAIRS, TODAY))
    assert finding.sentence == "The next figure was due on 1 October 2026; the latest is of 30 September 2026."


def test_two_uploads_that_disagree():
    every = rows({"value": 308, "version_id": 3}, {"value": 312, "version_id": 5})
    assert check(every.tail(1), every) == {"Two sources that disagree": "308 in upload 3 and 312 in upload 5; the newest is shown."}
    twice = rows({"value": 308, "version_id": 3}, {"value": 312, "version_id": 3})
    assert check(twice.tail(1), twice)["Two sources that disagree"].startswith("308 in one row and 312 in another of upload 3")


def test_one_measure_under_two_names_is_compared():
    frame = rows({"value": 308}, {"value": 312, "measure": "CPP_At31"})
    found = check(frame, measures=[{"measure": "CPP_At31", "name": "children on a PLAN"}])
    assert found["Two sources that disagree"] == "308 under M and 312 under CPP_At31, which are one measure by name."


def test_letters_are_counted():
    frame = months(50, 52, 49)
    frame.loc[1, ["value", "symbol"]] = [float("nan"), "c"]
    assert check(frame)["Figures that stand as letters"] == (
        "1 of 3 (33.3%) figures stand as letters: 1 [c] hidden because it is a small number of children."
    )


def test_every_rule_is_counted_also_those_that_find_nothing():
    frame = months(308, 308)
    latest = compare_latest(conform([], "measures"), frame, TODAY)
    findings = subject.check_figures(subject.Ground(frame, frame, latest, NO_PAIRS, TODAY))
    counted = subject.count_rules(findings)
    assert len(counted) == len(subject.RULES)
    assert counted["findings"].sum() == 1
    assert subject.describe_findings(findings, 2) == "1 of 2 (50.0%) measures have something to look at: 1 same as last time."


def test_a_sum_with_a_letter_is_judged_only_where_the_rest_is_already_too_much():
    parts = [{"value": 210, "breakdown": "Category: Neglect"}, {"value": 140, "breakdown": "Category: Other"}]
    letter = {"symbol": "c", "breakdown": "Category: Physical"}
    # 358 less 350 leaves 8, which may stand behind the letter.
    assert "Parts that do not add to the total" not in check(rows({"value": 358}, *parts, letter))
    broken = check(rows({"value": 340}, *parts, letter))["Parts that do not add to the total"]
    assert broken == "2 parts add up to 350: 10 more than the total of 340."
