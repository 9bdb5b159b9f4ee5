"""The claim checker: every mark by hand, names in many forms, and no sentence without a measure ever supported."""

import pandas as pd
import pytest

from analysis.claims import check_claims, describe_claims, judge_claim, label_claims, split_sentences
from loaders.words.claim_words import read_claim_words
from tests.analysis.board import FALLEN, FLAT, RISEN, STEADY, figures, judged

FIGURES = figures(FD6=STEADY + FALLEN, WF7=STEADY + FLAT, CLA3=STEADY + RISEN, WF5=STEADY + RISEN, S1=STEADY[:6], Supervision=STEADY + RISEN)
MEASURES = judged(
    FIGURES,
    FD6={"name": "Re-referrals within 12 months", "polarity": "low", "catalogue_id": "FD6"},
    WF7={"name": "Supervision on time", "target": 90},
    CLA3={"name": "3 or more placements in the year", "polarity": "low"},
    WF5={"name": "Agency rate", "polarity": "low", "kind": "stock", "catalogue_id": "WF5"},
    S1={"name": "Contact decision within 1 working day / 24 h"},
    Supervision={"name": "Attendance"},
)


def mark(sentence: str) -> str:
    return check_claims(sentence, MEASURES, FIGURES, read_claim_words())["mark"].iloc[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # FD6 fell, and lower is better: improving. WF7 did not change. CLA3 rose, and lower is better: worsening.
        ("Re-referrals within 12 months have improved.", "supported"),
        ("Re-referrals have fallen.", "supported"),
        ("Re-referrals have increased.", "contradicted"),
        ("Re-referrals have got worse.", "contradicted"),
        ("Re-referrals are unchanged.", "contradicted"),
        ("Re-referrals have not improved.", "contradicted"),
        ("Supervision on time has improved.", "not supported"),
        ("Supervision on time has fallen.", "not supported"),
        ("Supervision on time is stable.", "supported"),
        ("Supervision on time has not improved.", "supported"),
        ("Three or more placements in the year have risen.", "supported"),
        ("The number of children with 3 or more placements in the year continued to fall.", "contradicted"),
        # Counted on one day: its way can be told, never whether that is better.
        ("Agency use has risen.", "supported"),
        ("Agency use has fallen.", "contradicted"),
        ("Agency rate has improved.", "cannot check"),
        # Six figures allow no verdict.
        ("Contact decisions within 1 working day have improved.", "cannot check"),
        ("Attendance has improved.", "supported"),
        # No measure is named.
        ("Everything has improved.", "cannot check"),
        ("Children's lives have improved significantly.", "cannot check"),
        ("Attendance at core groups has improved.", "cannot check"),
        ("The quality of supervision has improved.", "cannot check"),
        # No claim.
        ("Re-referrals are discussed every week.", "no claim"),
        ("The Improvement Board met in May.", "no claim"),
        ("Have re-referrals fallen?", "no claim"),
        ("The panel was set up to reduce re-referrals.", "no claim"),
        ("Our rate of re-referrals is higher than England's.", "no claim"),
        # What is to come.
        ("Re-referrals will fall by March.", "cannot check"),
        ("We expect that re-referrals have fallen.", "cannot check"),
    ],
)
def test_the_mark_of_a_sentence(sentence, expected):
    assert mark(sentence) == expected


def test_a_quoted_figure_must_be_among_the_measure_s_figures():
    assert mark("Re-referrals have fallen from 62% to 55%.") == "supported"
    assert mark("Re-referrals have fallen to 40%.") == "not supported"
    assert mark("Re-referrals have fallen by 7 percentage points.") == "supported"
    row = check_claims("Supervision on time rose to 95%, against a target of 90%.", MEASURES, FIGURES, read_claim_words()).iloc[0]
    assert row["why"].endswith("95% is not among its figures; the latest is 63.0%.")


def test_a_cause_is_never_supported_only_the_change():
    row = check_claims("Re-referrals have fallen because of the new panel.", MEASURES, FIGURES, read_claim_words()).iloc[0]
    assert (row["mark"], row["why"].endswith("Only the change is checked, not its cause.")) == ("supported", True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Re-referrals have fallen and supervision on time has improved.", "not supported"),
        ("Re-referrals have fallen, but 3 or more placements in the year have improved.", "contradicted"),
        ("Re-referrals have fallen and have improved.", "supported"),
        ("Re-referrals have fallen, while family life has improved.", "cannot check"),
        ("Re-referrals have risen and fallen again.", "contradicted"),
    ],
)
def test_a_sentence_with_several_claims_has_the_mark_of_its_worst(sentence, expected):
    assert mark(sentence) == expected


def test_no_sentence_that_names_no_measure_is_ever_supported():
    words = read_claim_words()
    claims = words.loc[words["kind"].isin(["better", "worse", "up", "down", "same"]), "phrase"].str.replace("*", "ed")
    text = "\n".join(f"Something else has {claim}." for claim in claims)
    checked = check_claims(text, MEASURES, FIGURES, words)
    assert set(checked["mark"]) <= {"cannot check", "no claim"}


def test_sentences_lines_and_bullets_are_divided_and_figures_are_not():
    text = "Visits rose to 80.5%. They were late.\n• Second point\n- Third point! (A fourth.)"
    assert split_sentences(text) == ["Visits rose to 80.5%.", "They were late.", "Second point", "Third point!", "(A fourth.)"]


def test_a_measure_of_which_neither_way_is_better():
    row = pd.Series(
        {
            "word": "higher than usual",
            "polarity": "none",
            "value": 69.0,
            "unit": "%",
            "symbol": None,
            "decimals": 1,
            "period_end": pd.Timestamp("2026-03-31"),
        }
    )
    assert judge_claim({"up"}, row)[0] == "supported"
    assert judge_claim({"down"}, row)[0] == "contradicted"
    assert judge_claim({"better"}, row)[0] == "cannot check"


def test_the_sentence_on_top_and_the_owner_s_words():
    checked = check_claims("Re-referrals have fallen. Hello. Supervision on time has improved.", MEASURES, FIGURES, read_claim_words())
    assert describe_claims(checked) == "2 of 3 sentences claim a change: 1 not supported and 1 supported."
    assert label_claims(checked, MEASURES, {"FD6": "Families step down"})["The owner says"].tolist() == ["Families step down", "", ""]
    assert describe_claims(checked.iloc[1:2]) == "1 sentence, none of which claims a change."
