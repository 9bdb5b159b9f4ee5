"""Ratings as plans write them: the plan's own key first, then usual words, letters, ticks, symbols and colours."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.words.statuses import colour_name, is_pale, looks_like_status, opening_status, read_key, read_status, status_of_meaning
from model.vocabulary import STATUS_NAMES, STATUS_SOURCES
from tests.shared import SHARED, needs_shared

BOARD_KEY = [
    ("#0070C0", "Blue", "Complete and signed off by the Board"),
    ("#92D050", "Green", "On track"),
    ("#FFC000", "Amber", "Some slippage, recoverable"),
    ("#FF0000", "Red", "Off track"),
    ("#BFBFBF", "Grey", "Not started"),
]
# A health trust's plan of 2017, in which amber is good and green is finished.
SHIFTED_KEY = [
    ("", "Red", "Off track"),
    ("", "Amber", "On track"),
    ("", "Green", "Complete (owner says so)"),
    ("", "Blue", "Complete and checked by independent peer inspection"),
]

# What follows a stage says how the work goes; longer words after it are an update.
STAGES = [
    ("In progress - behind plan", "off track"),
    ("In progress – some slippage", "at risk"),
    ("Started (on track)", "on track"),
    ("Open – on time", "on track"),
    ("Open – late", "off track"),
    ("In progress", "on track"),
    ("In progress: the late return of forms was looked into", "on track"),
    ("Completed - awaiting sign off", "complete"),
]

MEANINGS = [
    ("stuck", "off track"),
    # A meaning that opens with a known rating means it, whatever the words after it explain.
    ("At risk - will miss its date unless something is done", "at risk"),
    ("On track: no delay and nothing overdue", "on track"),
    ("Off track – complete recovery plan needed", "off track"),
    ("Complete - checked and signed off by the Board", "signed off"),
    ("Working well: nothing late", "on track"),
    ("Not yet open", "not started"),
    ("Better assessments on time", None),
    ("We have not kept our promise", "off track"),
    ("We are doing it but it is hard", "at risk"),
    ("We are doing it and it is going well", "on track"),
    ("Complete, not yet accepted by the Board", "complete"),
    ("Completed but not signed off", "complete"),
    ("Complete – sign-off outstanding", "complete"),
    ("Complete and accepted by the Board", "signed off"),
    ("Not yet accepted by the Board", None),
    ("Not complete, not signed off", None),
    ("Complete and signed off by the Board", "signed off"),
    ("Signed off by the Director", "signed off"),
    ("Complete and checked by independent peer inspection", "signed off"),
    ("Approved by the Improvement Board", "signed off"),
    ("Embedded and evidenced", "signed off"),
    ("Complete", "complete"),
    ("Fully achieved", "complete"),
    ("Action closed", "complete"),
    ("Delivered and embedded as business as usual", "complete"),
    ("Recommendation achieved, monitoring no longer required", "complete"),
    ("May be complete but awaiting sign-off", "complete"),
    ("On track", "on track"),
    ("On target", "on track"),
    ("Under control", "on track"),
    ("Acceptable progress made", "on track"),
    ("No issues or risks", "on track"),
    ("On track to be completed by the deadline", "on track"),
    ("Milestones are being met", "on track"),
    ("Within target", "on track"),
    ("Some slippage, recoverable", "at risk"),
    ("Behind schedule but recoverable", "at risk"),
    ("One month behind", "at risk"),
    ("Slightly behind schedule", "at risk"),
    ("Issues or risks identified", "at risk"),
    ("Minor delay", "at risk"),
    ("Off track", "off track"),
    ("Not on track", "off track"),
    ("More than one month behind", "off track"),
    ("Behind target", "off track"),
    ("Significant issues", "off track"),
    ("No or poor progress, AND data not known", "off track"),
    ("Will not be met", "off track"),
    ("Overdue", "off track"),
    ("Not achieved", "off track"),
    ("Not started", "not started"),
    ("Not yet due to start", "not started"),
    ("Work has not commenced", "not started"),
    ("Suspended for the period, needs approval", "suspended"),
    ("Superseded", "suspended"),
    ("No longer required", "suspended"),
    ("Not complete", None),
    ("Not yet signed off", None),
    ("Programmed dates (baseline; must not be altered)", None),
    ("Minor, local only: need not be reported", None),
]


@pytest.mark.parametrize(("meaning", "status"), MEANINGS, ids=[case[0] for case in MEANINGS])
def test_what_a_keys_explanation_means(meaning: str, status: str | None) -> None:
    assert status_of_meaning(meaning) == status


def test_the_plans_own_key_wins_over_usual_meanings() -> None:
    key = read_key(SHIFTED_KEY)
    assert {word: key[word] for word in ("red", "amber", "green", "blue")} == {
        "red": "off track", "amber": "on track", "green": "complete", "blue": "signed off",
    }
    assert read_status("Amber", None, None, key).status == "on track"
    assert read_status("A", None, None, key).status == "on track"
    assert read_status(None, "#FFC000", None, key).status == "on track"
    assert read_status("Amber", None, None, {}).status == "at risk"


def test_words_letters_and_fills_through_a_key_with_swatches() -> None:
    key = read_key(BOARD_KEY)
    statuses = {"Grey": "not started", "B": "signed off", "A": "at risk", "R": "off track", "G": "on track", "blue": "signed off"}
    assert {text: read_status(text, None, None, key).status for text in statuses} == statuses
    # Another shade of blue than the swatch is still blue.
    assert read_status(None, "#00B0F0", None, key).status == "signed off"


def test_without_a_key_blue_is_complete() -> None:
    words = ("Blue", "Green", "Amber", "Yellow", "Red", "Grey", "Purple")
    statuses = ["complete", "on track", "at risk", "at risk", "off track", "not started", "not known"]
    assert [read_status(word, None, None, {}).status for word in words] == statuses


def test_a_key_of_numbers() -> None:
    key = read_key([("", "1", "Fully achieved"), ("", "2 - On track", ""), ("", "3", "Some slippage"), ("", "4", "Not achieved")])
    assert [read_status(text, None, None, key).status for text in ("1", "2", "3.0", "4")] == ["complete", "on track", "at risk", "off track"]
    assert read_status("2", None, None, key).source == "number"
    unkeyed = read_status("2", None, None, {})
    assert (unkeyed.status, unkeyed.known) == ("not known", False)


def test_a_key_written_in_one_cell_each() -> None:
    key = read_key([("", "B = Complete", ""), ("", "Green: on track", ""), ("", "R (overdue)", ""), ("#FFC000", "Slippage", "")])
    assert (key["b"], key["green"], key["r"]) == ("complete", "on track", "off track")
    assert read_status(None, "#FFC000", None, key).status == "at risk"


def test_a_key_line_that_is_not_understood_hides_the_usual_meaning() -> None:
    key = read_key([("#BFBFBF", "Grey", "Programmed dates (baseline; must not be altered)"), ("#0000FF", "Blue", "Suspended for the period")])
    grey = read_status(None, "#BFBFBF", None, key)
    assert (grey.status, grey.known) == ("not known", False)
    assert read_status(None, "#0070C0", None, key).status == "suspended"


def test_a_hatched_fill_through_the_key() -> None:
    key = read_key([("", "Hashed pattern", "Deferred by decision"), ("#92D050", "Green", "On target")])
    assert read_status(None, "#92D050", None, key, pattern=True).status == "suspended"
    assert read_status(None, "#92D050", None, key).status == "on track"
    assert read_status(None, "#92D050", None, {}, pattern=True).text == "green pattern (#92D050)"


WORDS = [
    ("Under control", "at risk"), ("On target", "on track"), ("Behind schedule", "off track"), ("Achieved", "complete"), ("SLIPPING", "at risk"),
    ("NOT ON TRACK", "off track"), ("On-track", "on track"), ("Phase 1 completed", "on track"), ("Partially complete", "on track"),
    ("Mostly", "on track"), ("In progress", "on track"), ("Delayed", "at risk"), ("Ongoing", "on track"), ("Paused", "suspended"),
    ("Closed", "complete"), ("Overdue", "off track"), ("BAU", "complete"), ("Business as usual", "complete"), ("Embedded", "complete"),
    ("Signed-off", "signed off"), ("Completed and signed off by Board 12/1/26", "signed off"), ("Completed March 2025", "complete"),
    ("Complete - awaiting sign off", "complete"), ("Green (on track)", "on track"), ("RAG: Green", "on track"), ("Not started", "not started"),
    ("Pending", "not started"), ("100%", "complete"), ("COMPLETED. Evidence filed with the programme office.", "complete"),
    ("NOT ON TRACK. First cohort trained; second cohort booked.", "off track"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "status"), WORDS, ids=[case[0] for case in WORDS])
def test_usual_words(word: str, status: str) -> None:
    read = read_status(word, None, None, {})
    assert (read.status, read.known, read.text) == (status, True, word)


@pytest.mark.parametrize(
    "word",
    ["not complete", "not yet achieved", "incomplete", "Amber E", "R/A/G", "AG", "A/G", "Amber/Green", "57% complete", "See notes", "▲", "N/A"],
)
def test_what_is_not_sure_is_not_known(word: str) -> None:
    read = read_status(word, None, None, {})
    assert (read.status, read.known, read.text) == ("not known", False, word)


@pytest.mark.parametrize(
    ("text", "font"),
    [("✓", ""), ("✔", ""), ("x", ""), ("X", ""), ("Y", ""), ("Yes", ""), ("ü", "Wingdings"), ("P", "Wingdings 2"), ("a", "Webdings")],
)
def test_a_tick_means_what_its_heading_says(text: str, font: str) -> None:
    for heading, status in (("Achieved", "complete"), ("On Target to Achieve", "on track"), ("Completed? (Y/N)", "complete"), ("Red", "off track")):
        read = read_status(text, None, font, {}, heading=heading)
        assert (read.status, read.source) == (status, "tick")


@pytest.mark.parametrize(("text", "font"), [("✗", ""), ("❌", ""), ("û", "Wingdings"), ("N", ""), ("No", "")])
def test_a_cross_denies_its_heading(text: str, font: str) -> None:
    assert read_status(text, None, font, {}, heading="Achieved").status == "not known"


def test_a_tick_under_a_heading_without_a_meaning_is_not_known() -> None:
    assert read_status("✓", None, None, {}, heading="RAG").known is False


def test_symbols() -> None:
    assert read_status("🟢", None, None, {}).status == "on track"
    assert read_status("🔴 Off track", None, None, {}).status == "off track"
    assert read_status("🟠", None, None, read_key(SHIFTED_KEY)).status == "on track"
    # Arrows tell a direction, unless the plan's key gives them a meaning; é is an arrow in Wingdings.
    assert read_status("é", None, "Wingdings", {}).known is False
    assert read_status("é", None, "Wingdings", read_key([("", "↑", "On track")])).status == "on track"


FILLS = {
    "#92D050": "on track", "#00B050": "on track", "#A9D08E": "on track", "#FFC000": "at risk", "#FFCC00": "at risk", "#FFFF00": "at risk",
    "#ED7D31": "at risk", "#FF0000": "off track", "#C00000": "off track", "#FF7C80": "off track", "#00B0F0": "complete", "#0070C0": "complete",
    "#5B9BD5": "complete", "#BFBFBF": "not started", "#D9D9D9": "not started", "#7030A0": "not known", "#FFFFFF": "not known",
}  # fmt: skip


@pytest.mark.parametrize(("fill", "status"), FILLS.items())
def test_a_fill_alone_by_its_hue(fill: str, status: str) -> None:
    assert read_status(None, fill, None, {}).status == status


def test_a_fill_says_its_colour() -> None:
    read = read_status("", "#92D050", None, {})
    assert (read.text, read.source) == ("green fill (#92D050)", "fill")
    assert read_status(None, None, None, {}) == read_status(" ", "#FFFFFF", None, {})
    assert read_status(None, None, None, {}).known is True


def test_words_win_over_the_fill_and_say_so() -> None:
    read = read_status("R", "#92D050", None, {})
    assert (read.status, read.source, read.conflict) == ("off track", "letter", True)
    assert read_status("Green", "#00B050", None, {}).conflict is False
    assert read_status("Complete", "#0070C0", None, read_key(BOARD_KEY)).conflict is False  # both are done
    assert read_status("Green", "#DDEBF7", None, {}).conflict is False  # banding is no rating


def test_a_fill_speaks_where_the_words_do_not() -> None:
    read = read_status("Mar 26", "#92D050", None, {})
    assert (read.status, read.source, read.text) == ("on track", "fill", "Mar 26, green fill (#92D050)")


COLOURS = {
    "#FFC000": "amber", "#FFCC00": "amber", "#92D050": "green", "#00B050": "green", "#00B0F0": "blue", "#0070C0": "blue", "#C00000": "red",
    "#D9D9D9": "grey", "#BFBFBF": "grey", "#DDEBF7": "blue", "#FFFF00": "yellow", "#C6EFCE": "green", "#FFC7CE": "red", "#7030A0": "purple",
    "#FFFFFF": "white", "#000000": "black", "#1F3864": "blue", "#ED7D31": "orange", "#833C0B": "brown", "FF92D050": "green", "none": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("fill", "name"), COLOURS.items())
def test_colour_names(fill: str, name: str) -> None:
    assert colour_name(fill) == name


def test_pale_colours_may_be_banding() -> None:
    assert [is_pale(fill) for fill in ("#DDEBF7", "#F2F2F2", "#E2EFDA", "#FFFFFF")] == [True] * 4
    assert [is_pale(fill) for fill in ("#D9D9D9", "#C6EFCE", "#FFC7CE", "#FFEB9C", "#92D050", "no colour")] == [False] * 6


OPENINGS = [
    ("COMPLETED. Evidence filed", ("complete", "COMPLETED")),
    ("COMPLETED Evidence filed", ("complete", "COMPLETED")),
    ("NOT ON TRACK. First cohort trained", ("off track", "NOT ON TRACK")),
    ("Complete - evidence filed", ("complete", "Complete")),
    ("On track. Audit of 20 cases in hand.", ("on track", "On track")),
    ("On track; audit of 20 cases in hand.", ("on track", "On track")),
    ("RED: staffing", ("off track", "RED")),
    ("SLIPPING. Draft circulated", ("at risk", "SLIPPING")),
    ("Phase 1 completed. Phase 2 in May", ("on track", "Phase 1 completed")),
    ("Not yet begun; awaiting recruitment.", ("not started", "Not yet begun")),
    ("Completed audit shows gaps", None),
    ("Red flags were raised", None),
    ("Green, amber and red cases were sampled", None),
    ("Delayed while the case management system is upgraded.", None),
    ("Met with partners.", None),
    ("MET with partners", None),
    ("SIGNED OFF by the Board in December", ("signed off", "SIGNED OFF")),  # two words in capitals are no verb of a sentence
    ("OFF TRACK because of vacancies", ("off track", "OFF TRACK")),
    ("Signed off sick in December", None),
    ("A. The first of three", None),
    ("Late referrals: 20", None),
    ("", None),
]


@pytest.mark.parametrize(("comment", "opening"), OPENINGS, ids=[case[0] for case in OPENINGS])
def test_a_rating_that_opens_a_comment(comment: str, opening: tuple[str, str] | None) -> None:
    assert opening_status(comment) == opening


def test_what_looks_like_a_rating() -> None:
    assert all(looks_like_status(text) for text in ("Green", "R", "On track", "✓", "🟢", "Ongoing", "Complete. Evidence filed"))
    others = ("1", "Yes", "x", "Head of Safeguarding", "March 2026", "Audit report", "High", "1.1", "Board minute", "")
    assert not any(looks_like_status(text) for text in others)


@needs_shared
def test_the_shared_list_of_ratings() -> None:
    with (SHARED / "vocabulary" / "rating_vocabularies.csv").open(encoding="utf-8", newline="") as lines:
        schemes = {}
        for line in csv.DictReader(lines):
            schemes.setdefault(line["scheme"].split()[0], []).append(("", line["value"], line["meaning"]))
    assert read_key(schemes["Sheffield"])["amber"] == "on track"
    bromsgrove = read_key(schemes["Bromsgrove"])
    assert [bromsgrove[word] for word in ("grey", "green", "amber", "red", "pattern", "blue")] == [
        "not known", "on track", "at risk", "off track", "not known", "suspended",
    ]


_SWATCHES = st.none() | st.sampled_from([*COLOURS]) | st.text(max_size=8)
_TYPED = st.none() | st.text(max_size=40) | st.sampled_from([case[0] for case in WORDS])


@settings(max_examples=300, deadline=None)
@given(
    cell=st.tuples(_TYPED, _SWATCHES, st.sampled_from([None, "", "Wingdings", "Wingdings 2", "Webdings", "Calibri"])),
    lines=st.lists(st.tuples(st.sampled_from(["", "#FF0000"]), st.text(max_size=15), st.text(max_size=30)), max_size=3),
    pattern=st.booleans(),
    heading=st.text(max_size=15),
)
def test_any_cell_gives_an_answer(
    cell: tuple[str | None, str | None, str | None], lines: list[tuple[str, str, str]], pattern: bool, heading: str
) -> None:
    read = read_status(*cell, read_key([*BOARD_KEY, *lines]), pattern=pattern, heading=heading)
    assert read.status in STATUS_NAMES
    assert read.source in (*STATUS_SOURCES, "")
    assert read.known or read.status == "not known"
    opening_status(cell[0] or "")
    looks_like_status(cell[0] or "")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Closed and signed off by the Board 09/10/2025", "signed off"),
        ("COMPLETE - signed off by the Improvement Board on 3 June 2025", "signed off"),
        ("Complete - sign off required", "complete"),
        ("Complete - first board held in May", "complete"),
        ("Action will miss its date", "off track"),
    ],
)
def test_what_follows_complete_may_say_that_it_was_signed_off(text, status):
    assert read_status(text, None, None, {}).status == status


@pytest.mark.parametrize(("text", "status"), STAGES)
def test_what_follows_a_stage_says_how_it_goes(text: str, status: str) -> None:
    assert read_status(text, None, None, {}).status == status


def test_a_sign_that_is_no_letter_is_a_label_of_the_key() -> None:
    key = read_key([("", "!", "needs attention"), ("", "✖", "stuck")])

    assert [read_status(sign, None, None, key).status for sign in ("!", "✖")] == ["at risk", "off track"]
