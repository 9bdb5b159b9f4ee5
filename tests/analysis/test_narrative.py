"""The narrative: golden words for the sample council, every number found in its table, and nothing said that the gate does not allow.

``python -m tests.analysis.test_narrative`` writes the golden file anew; look at the difference before it is committed.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import loaders
from analysis.effects import read_promises
from analysis.impact import group_by_theme, judge_impact, place_groups
from analysis.links import link_measures
from analysis.measures import compare_latest, find_own_codes, keep_whole
from analysis.narrative import PARTS, Told, find_page, list_facts, tell, write_text
from analysis.promises import judge_promises
from analysis.verdicts import judge_measures
from pages.common.shell import PAGES
from tests.analysis.board import FALLEN, FLAT, RISEN, STEADY, actions, figures, judged

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
GOLDEN = Path(__file__).parent / "golden" / "narrative.txt"
AS_AT = date(2026, 9, 30)
TODAY = date(2026, 3, 31)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def tell_plan(table: pd.DataFrame, measures: pd.DataFrame, observations: pd.DataFrame, today: date, order: tuple[str, ...] = ()) -> Told:
    promises = read_promises(table, measures)
    impact = judge_impact(measures, promises, today)
    themes = place_groups(table, group_by_theme(table), link_measures(table, measures), impact, today, order=order)
    return tell(table, themes, measures, judge_promises(promises, measures, observations, today), today, order=order)


@cache
def tell_sample() -> Told:
    plan, uploaded = loaders.read(SAMPLE / "wyreford_plan_v4.xlsx").tables, loaders.read(SAMPLE / "wyreford_figures.xlsx").tables
    codes = find_own_codes(uploaded["observations"][["area_code", "area", "area_level"]].drop_duplicates(), "Wyreford")
    own = keep_whole(uploaded["observations"][uploaded["observations"]["area_code"].isin(codes)])
    measures, _ = judge_measures(compare_latest(uploaded["measures"], own, AS_AT), own)
    return tell_plan(plan["actions"], measures, own, AS_AT, tuple(plan["themes"]["name"]))


def test_the_sample_council_s_narrative_is_word_for_word_the_golden_one():
    assert write_text(tell_sample()) == GOLDEN.read_text(encoding="utf-8")


def small() -> Told:
    table = actions(
        {"theme": "Front door", "status": "complete", "measure": "A", "effect": "Measure A from 62% to 66% by March 2026", "deliver": ["Early Help"]},
        {"theme": "Front door", "status": "on track", "due": "2026-03-01", "deliver": ["Early Help", "Police"]},
        {"theme": "Court", "status": "off track"},
    )
    observations = figures(A=STEADY + RISEN, B=STEADY + FLAT, C=STEADY[:8], D=STEADY + FALLEN)
    return tell_plan(table, judged(observations, B={"target": 60}, E={}), observations, TODAY)


def test_the_words_of_a_small_plan():
    assert write_text(small()).splitlines() == [
        "Overview",
        "The plan has 3 actions: 1 is done (33.3%), and 1 is overdue.",
        "Of 2 themes, 1 is improving ahead of its delivery and 1 is not measured.",
        "Of 5 measures, 1 is really improving, 1 shows no real change, 1 is worsening and 2 cannot be judged.",
        "Of 1 promised effect, 1 reached what was promised.",
        "",
        "Themes",
        "Front door has 2 actions: 1 is done (50.0%), and 1 is overdue.",
        "Of the measures linked to it, 1 is improving: the theme is improving ahead of its delivery.",
        "Court has 1 action: it is not done.",
        "No measure is linked to its actions, so it is not measured.",
        "",
        "Agencies",
        "Early Help delivers 2 actions: 1 is done (50.0%), and 1 is overdue.",
        "Police delivers 1 action: it is not done, and 1 is overdue.",
        "",
        "Measures",
        "Measure A: 69.0% on 31 March 2026. Improving: 2 of 3 points in a row near the upper process limit, the latest figure among them.",
        "Measure B: 63.0% on 31 March 2026, which meets its target of 60.0%. No real change: the latest figure lies within the usual variation.",
        "Measure C: 61.0% on 30 November 2024. Cannot tell yet. Limits are provisional and icons are withheld: needs 13 points, has 8.",
        "Measure D: 55.0% on 31 March 2026. Worsening: the latest figure is below the lower process limit.",
    ]


@pytest.mark.parametrize("told", [tell_sample, small], ids=["sample", "small"])
def test_every_number_in_the_narrative_is_found_in_its_table(told):
    narrative = told()
    assert len(narrative.sentences) > 10
    for sentence in narrative.sentences:
        cells = [(fact, narrative.tables[fact.table].at[fact.row, fact.column]) for fact in sentence.facts]
        known = {number for fact, cell in cells for number in [*NUMBER.findall(fact.row), *_numbers(cell)]}
        assert {number.replace(",", "") for number in NUMBER.findall(sentence.text)} <= {number.replace(",", "") for number in known}, sentence.text
        for fact, cell in cells:
            assert {number.replace(",", "") for number in NUMBER.findall(fact.text)} <= {number.replace(",", "") for number in _numbers(cell)}


def _numbers(cell: object) -> list[str]:
    """Return the numbers of a cell as they may be written: whole, to one decimal, or as a date."""
    if isinstance(cell, pd.Timestamp):
        return [str(cell.day), str(cell.year)]
    if isinstance(cell, str):
        return NUMBER.findall(cell)
    number = float(cell)
    return [f"{number:.1f}", *([str(int(number))] if number.is_integer() else [])]


@pytest.mark.parametrize("told", [tell_sample, small], ids=["sample", "small"])
def test_nothing_is_said_of_a_change_that_the_gate_does_not_allow(told):
    narrative = told()
    measures = narrative.tables["measures"]
    for sentence in (one for one in narrative.sentences if one.part == "Measures"):
        word = measures.at[sentence.about, "word"]
        after = sentence.text.split(". ", 1)[1].casefold()
        for claim in ("improving", "worsening", "higher than usual", "lower than usual"):
            assert after.startswith(claim) == (word == claim), sentence.text
        assert " because of " not in sentence.text


def test_every_sentence_leads_to_a_page_and_every_part_has_its_facts():
    narrative = small()
    pages = {stem for section in PAGES.values() for stem, _ in section}
    assert {find_page(sentence) for sentence in narrative.sentences} <= pages
    for part in PARTS:
        assert len(list_facts(narrative, part))


def test_a_plan_without_actions_figures_or_themes_is_told_without_a_sentence():
    empty = actions({}).head(0)
    observations = figures(A=[])
    assert tell_plan(empty, judged(observations), observations, TODAY).sentences == ()


if __name__ == "__main__":
    GOLDEN.write_text(write_text(tell_sample()), encoding="utf-8", newline="\n")
