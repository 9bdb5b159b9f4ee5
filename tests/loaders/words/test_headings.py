"""Headings are compared without their dress; known ones decide, likeness only suggests."""

import pytest

from loaders.words.headings import known, normalise, split_date, suggest, tables_knowing, vocabulary


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("LEAD OFFICER(S)*", "lead"),
        ("By\nwhen?", "due"),
        ("3. What are we going to do?", "action"),
        ("R/A/G", "status"),
        ("Ofsted’s recommendation", "recommendation"),
        ("Update 24/12/2018", "update"),
        ("Progress (October 2026)", "update"),
        ("Key milestone", "milestone"),
        ("Second layer of scrutiny", "second_scrutiny"),
        ("Rec no.", "recommendation_refs"),
    ],
)
def test_known_headings(heading: str, field: str | None) -> None:
    assert known(heading, "actions") == field


def test_likeness_and_words_only_suggest() -> None:
    like, words, nothing = suggest("Responsible offcer", "actions"), suggest("Person leading the work on this", "actions"), suggest("Ward", "actions")

    assert like is not None
    assert (like.field, like.sure) == ("lead", False)
    assert words is None or not words.sure
    assert nothing is None or not nothing.sure


def test_normalising_keeps_only_what_is_said() -> None:
    assert normalise("  What’s the  Impact?* ") == "whats the impact"


@pytest.mark.parametrize(
    ("heading", "stem", "day"),
    [
        ("Update 24/12/2018", "Update", "2018-12-24"),
        ("Progress October 2026", "Progress", "2026-10-31"),
        ("RAG (Mar 2026)", "RAG", "2026-03-31"),
        ("Lead", "Lead", "None"),
    ],
)
def test_dates_in_headings(heading: str, stem: str, day: str) -> None:
    found, dated = split_date(heading)

    assert (found, str(dated)) == (stem, day)


@pytest.mark.parametrize(
    "text",
    [
        "Action", "2. Actions (what we will do)", "Update 24/12/2018", "Lead\nOfficer", "RAG [at 31 March 2026]", "Completion date (revised)",
        "Nothing of the kind",
    ],
)
def test_a_heading_is_known_to_the_tables_that_list_it(text):
    assert tables_knowing(text) == {table for table in vocabulary() if known(text, table)}
