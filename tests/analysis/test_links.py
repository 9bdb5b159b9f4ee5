"""Links between actions and measures: named in the tracker whole, in lists and inside longer words; alike only where a person said yes."""

import pandas as pd

from analysis.links import Names, describe_links, find_unlinked, label_links, link_measures, newest_answers, suggest_links
from analysis.matching import identify
from model import conform

MEASURES = pd.DataFrame(
    [
        ("FD6", "Re-referrals within 12 months", "FD6", pd.Timestamp("2026-09-30")),
        ("WF3", "Vacancy rate", "WF3", pd.Timestamp("2026-09-30")),
        ("CLA4", "Long-term stability (same carer 2 years, under 16)", None, pd.NaT),
        ("V", "Visits", None, pd.Timestamp("2026-09-30")),
    ],
    columns=["measure", "name", "catalogue_id", "period_end"],
).assign(theme="Front door", owner=None)


def plan(*rows: dict) -> pd.DataFrame:
    return conform([{"key": str(place), "ref": str(place), "action": f"Action {place}", **row} for place, row in enumerate(rows, 1)], "actions")


def linked(actions: pd.DataFrame, answers: dict | None = None) -> list[tuple]:
    links = link_measures(actions, MEASURES, answers)
    return [(row.key, row.measure, row.how) for row in links.itertuples()]


def test_a_name_with_commas_a_list_and_a_catalogue_id():
    actions = plan(
        {"measure": "Long-term stability (same carer 2 years, under 16)"},
        {"measure": "FD6; vacancy  rate"},
        {"measure": "re-referrals within 12 months, morale"},
    )
    how = "named in the tracker"
    assert linked(actions) == [("1", "CLA4", how), ("2", "FD6", how), ("2", "WF3", how), ("3", "FD6", how)]


def test_a_list_by_commas_counts_only_where_every_piece_is_a_measure():
    assert [measure for _, measure, _ in linked(plan({"measure": "Vacancy rate, Visits"}))] == ["WF3", "V"]
    assert [measure for _, measure, _ in linked(plan({"measure": "Vacancy rate, morale"}))] == ["WF3"]
    assert [measure for _, measure, _ in linked(plan({"measure": "WF3 and V"}))] == ["WF3", "V"]


def test_a_name_inside_longer_words_and_an_effect_and_an_outcome():
    actions = plan(
        {"measure": "Re-referrals within 12 months fall to 20%"},
        {"effect": "Vacancy rate from 19% to 14%"},
        {"outcome": "A lower vacancy rate"},
        {"measure": "Vacancy rate", "effect": "Vacancy rate from 19% to 14%"},
    )
    assert linked(actions) == [
        ("1", "FD6", "named in the tracker"),
        ("2", "WF3", "in the promised effect"),
        ("3", "WF3", "in the outcome"),
        ("4", "WF3", "named in the tracker"),
    ]


def test_a_name_of_one_word_counts_alone_and_never_inside_a_sentence():
    assert [row[1] for row in linked(plan({"measure": "Visits"}))] == ["V"]
    assert link_measures(plan({"outcome": "Visits are made in time"}), MEASURES).empty


def test_what_the_tracker_names_and_nobody_knows_stays_listed():
    actions = plan({"measure": "Children seen alone"}, {"measure": "Long-term stability (same carer 2 years, under 16)"}, {"measure": "FD6"})
    links = link_measures(actions, MEASURES)
    assert links["measure"].isna().tolist() == [True, False, False]
    without, alone, silent = find_unlinked(actions, MEASURES, links)
    assert without["key"].tolist() == ["1"]
    assert alone["measure"].tolist() == ["WF3", "V"]
    assert label_links(silent, actions, MEASURES)["Figures"].tolist() == [
        "no measure of this name was uploaded",
        "no figure was uploaded for this measure",
    ]
    assert describe_links(actions, MEASURES, links) == "2 of 3 (66.7%) actions have a measure; 2 of 4 (50.0%) measures have an action; 2 links."


def test_alike_is_suggested_and_counts_once_a_person_says_yes():
    actions = plan({"action": "Cut the rate of vacancy in every team"}, {"measure": "Re-referrals in 12 months"}, {"action": "Paint the hall"})
    links = link_measures(actions, MEASURES)
    suggested = suggest_links(actions, MEASURES, links)
    assert list(zip(suggested["key"], suggested["measure"], strict=True)) == [("1", "WF3"), ("2", "FD6")]
    question = suggested["question"].iloc[0]
    assert question == f"link:{identify(actions)[0]}:WF3"

    confirmed = link_measures(actions, MEASURES, {question: "yes"})
    assert confirmed["how"].tolist()[-1] == "confirmed by a person"
    assert suggest_links(actions, MEASURES, links, {question: "no"})["key"].tolist() == ["2"]
    assert len(link_measures(actions, MEASURES, {question: "no"})) == len(links)


def test_an_answer_about_an_action_that_is_gone_does_nothing():
    assert link_measures(plan({}), MEASURES, {"link:gone:WF3": "yes"}).empty


def test_the_newest_answer_counts_and_answers_with_the_upload_come_first():
    answers = pd.DataFrame({"question": ["link:a:M", "moved:1", "link:a:M"], "answer": ["yes", "Done", "no"]})
    assert newest_answers(answers, {"link:a:M": "yes", "link:b:M": "yes", "council": "Wyreford"}) == {"link:a:M": "no", "link:b:M": "yes"}


def test_of_names_within_names_the_longest_is_meant():
    measures = pd.DataFrame({"measure": ["A", "B"], "name": ["Visits in time", "Statutory visits in time"]})
    assert Names(measures).inside("Statutory visits in time, weekly; then visits in time") == ["B", "A"]
