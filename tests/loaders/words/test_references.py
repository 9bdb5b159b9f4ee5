"""References to recommendations and to paragraphs of the inspection report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.words.references import read_references

CELLS = [
    # numbers alone belong to the council's own series
    ("3", ["LA 3"], []),
    ("1 and 2", ["LA 1", "LA 2"], []),
    ("14 and 15.", ["LA 14", "LA 15"], []),
    ("1, 2, 6, 9, 10 and 15.", ["LA 1", "LA 2", "LA 6", "LA 9", "LA 10", "LA 15"], []),
    ("1-4", ["LA 1", "LA 2", "LA 3", "LA 4"], []),
    ("1 – 3", ["LA 1", "LA 2", "LA 3"], []),
    ("1\n2\n3", ["LA 1", "LA 2", "LA 3"], []),
    ("1/2", ["LA 1", "LA 2"], []),
    ("3a", ["LA 3a"], []),
    ("3.0", ["LA 3"], []),
    # with letters
    ("LA5", ["LA 5"], []),
    ("SCB1, SCB2", ["SCB 1", "SCB 2"], []),
    ("SCB 1, 2 and LA 3", ["SCB 1", "SCB 2", "LA 3"], []),
    ("SCB1-SCB3", ["SCB 1", "SCB 2", "SCB 3"], []),
    ("LSCB 3", ["SCB 3"], []),
    ("[22PR]", ["PR 22"], []),
    ("[22PR] Ensure that visits are timely", ["PR 22"], []),
    ("Ensure that visits are timely [22PR]", ["PR 22"], []),
    ("Extend the (24HR) helpline", [], []),
    ("LSCB recs 1-3", ["SCB 1", "SCB 2", "SCB 3"], []),
    ("LA rec 3, SCB rec 2", ["LA 3", "SCB 2"], []),
    ("AFI 4", ["AFI 4"], []),
    ("R3", ["LA 3"], []),
    ("Rec 3", ["LA 3"], []),
    ("Recs 1, 2 & 3", ["LA 1", "LA 2", "LA 3"], []),
    ("Ofsted rec no. 5", ["LA 5"], []),
    # the safeguarding board's own
    ("Board recommendations 1-3.", ["SCB 1", "SCB 2", "SCB 3"], []),
    ("Safeguarding Children Board 1-2", ["SCB 1", "SCB 2"], []),
    ("Safeguarding partnership recommendation 2", ["SCB 2"], []),
    # paragraphs
    ("17. (57, 138)", ["LA 17"], ["57", "138"]),
    ("Recommendation 3 (para 12, 14-16)", ["LA 3"], ["12", "14", "15", "16"]),
    ("(paragraph 36)", [], ["36"]),
    ("Improve supervision (paragraph 36)", [], ["36"]),
    # sentences
    ("Recommendation 1: Improve threshold document for 20 referrals", ["LA 1"], []),
    ("Recommendations 3 and 4: audit 12 cases", ["LA 3", "LA 4"], []),
    ("1. Improve the quality of 20 audits", ["LA 1"], []),
    ("Improve supervision (Rec 3)", ["LA 3"], []),
    ("12 assessments will be audited", [], []),
    ("Ensure 3 audits a month", [], []),
    ("In 3 months", [], []),
    ("Theme 1", [], []),
    ("Improve the front door", [], []),
    ("2024 review", [], []),
    ("12/03/2026", [], []),
    ("N/A", [], []),
    ("", [], []),
]


@pytest.mark.parametrize(("cell", "refs", "paragraphs"), CELLS, ids=[case[0] for case in CELLS])
def test_a_cell(cell: str, refs: list[str], paragraphs: list[str]) -> None:
    read = read_references(cell)
    assert (read.refs, read.paragraphs) == (refs, paragraphs)


def test_nothing_is_numbered_nought() -> None:
    assert [read_references(text).refs for text in ("0.1", "0", "LA 0.2", "Rec 0.")] == [[]] * 4


def test_numbers_from_excel() -> None:
    assert read_references(3.0).refs == ["LA 3"]
    assert read_references(22).refs == ["LA 22"]
    assert [read_references(value).refs for value in (None, True, 0, 2026, float("nan"))] == [[]] * 5


def test_another_series_for_numbers_alone() -> None:
    assert read_references("1 and LA 2", "SCB").refs == ["SCB 1", "LA 2"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from([case[0] for case in CELLS]), max_size=4).map(" ".join))
def test_any_text_gives_references_with_a_series_and_a_number(text: str) -> None:
    read = read_references(text)
    assert all(len(ref.split()) == 2 and ref.split()[1][0].isdigit() for ref in read.refs)
    assert len(set(read.refs)) == len(read.refs)
