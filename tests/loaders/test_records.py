"""Registers beside a plan: risks, inspections, case reviews, events, definitions of measures."""

from datetime import date, datetime
from typing import Any

from loaders.records import read_table
from loaders.tables.known_columns import text_of
from tests.loaders.sheets import WYREFORD, found_table
from tests.shared import SHARED, needs_shared


def some(record: dict[str, Any], *names: str) -> list[Any]:
    return [record[name] for name in names]


def test_risks() -> None:
    rows = [
        ["Risk", "Likelihood (1-5)", "Impact (1-5)", "Score", "Mitigation", "Owner"],
        ["Staff leave", 4, 5, 20, "Retention offer", "Workforce Manager"],
        ["Pace", "High", "3 - Moderate", None, None, None],
        ["Demand", "2", "4", "12 (Amber)", None, None],
        ["Partners"],
    ]
    result = read_table(found_table(rows, "risks"), WYREFORD)
    got = [some(risk, "risk", "likelihood", "impact", "score") for risk in result.tables["risks"]]
    assert got[:3] == [["Staff leave", 4, 5, 20], ["Pace", None, 3, None], ["Demand", 2, 4, 12]]
    assert [(problem.cell, problem.expected) for problem in result.problems] == [("B3", "a number from 1 to 5"), ("D4", "2 times 4 is 8")]


def test_words_count_where_the_register_prints_their_numbers() -> None:
    rows = [["Risk", "Likelihood", "Impact", "Key: 1 = Low, 2 = Medium, 3 = High"], ["Pace", "High", "Medium", None]]
    result = read_table(found_table(rows, "risks"), WYREFORD)
    assert some(result.tables["risks"][0], "likelihood", "impact", "score") == [3, 2, 6]


@needs_shared
def test_the_risk_register_of_the_reference_plan() -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(SHARED / "plans" / "impact_measures_and_risks.xlsx")["Risk Register"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    result = read_table(found_table(rows, "risks"), WYREFORD)
    assert [some(risk, "likelihood", "impact", "score") for risk in result.tables["risks"]] == [[4, 5, 20], [3, 4, 12], [4, 4, 16]]
    assert all(text_of(risk["mitigation"]) and text_of(risk["owner"]) for risk in result.tables["risks"])


def test_inspections_of_schools() -> None:
    rows = [
        ["School", "Type of visit", "Date", "Previous judgement", "Outcome"],
        ["Ash Primary", "Full inspection", "12/03/2025", "RI", "Good"],
        ["Beech School", "Monitoring visit", "1 May 2025", "Inadequate", "n/a"],
        ["Elm Academy", "Full inspection", datetime(2025, 6, 3), "2", "Report awaited"],
    ]
    result = read_table(found_table(rows, "inspections"), WYREFORD)
    got = [some(one, "provider", "provider_kind", "kind", "date", "before", "after", "note") for one in result.tables["inspections"]]
    assert got == [
        ["Ash Primary", "school", "Full inspection", date(2025, 3, 12), "Requires improvement", "Good", None],
        ["Beech School", "school", "Monitoring visit", date(2025, 5, 1), "Inadequate", None, None],
        ["Elm Academy", "school", "Full inspection", date(2025, 6, 3), "Good", None, "Report awaited"],
    ]


def test_case_reviews_never_hold_a_name() -> None:
    rows = [
        ["Ref", "Child's name", "Type", "Stage", "Published", "Home address"],
        ["CR1", "Secret Person", "Rapid review", "Commissioned", None, "1 Some Street"],
        ["Secret Person", "Secret Person", "LCSPR", "Published", "June 2025", None],
    ]
    result = read_table(found_table(rows, "case_reviews"), WYREFORD)
    assert [some(one, "ref", "stage", "published") for one in result.tables["case_reviews"]] == [
        ["CR1", "Commissioned", None], ["Review on row 3", "Published", date(2025, 6, 30)],
    ]  # fmt: skip
    assert "Secret" not in repr(result)
    assert "Some Street" not in repr(result)
    left_out = [mapped for mapped in result.mapping if mapped.how.startswith("not loaded")]
    assert [mapped.heading for mapped in left_out] == ["Child's name", "Home address"]


def test_events() -> None:
    rows = [
        ["Date", "Event", "Venue"],
        ["12/03/2025", "Improvement Board", "Town Hall"],
        ["TBC", "Monitoring visit", None],
        [datetime(2025, 4, 4), "Plan submitted to Ofsted", None],
    ]
    result = read_table(found_table(rows, "events"), WYREFORD)
    assert [some(one, "date", "kind", "title", "note") for one in result.tables["events"]] == [
        [date(2025, 3, 12), "board meeting", "Improvement Board", "Town Hall"],
        [date(2025, 4, 4), "submission", "Plan submitted to Ofsted", None],
    ]
    assert result.explained == {3: "an event without a date that could be read"}


def test_definitions_of_measures() -> None:
    rows = [
        ["Measure ID", "Measure", "Numerator", "Denominator", "Unit", "Polarity", "Frequency", "Target", "Tolerance"],
        ["CP3", "Second plans", "second plans", "plans", "%", "Smaller is better", "Monthly", "20%", 2],
        ["CP1", "Number of plans", "plans", None, None, "Contextual", "Q", None, None],
    ]
    result = read_table(found_table(rows, "measures"), WYREFORD)
    assert [some(one, "measure", "numerator_means", "unit", "polarity", "frequency", "target", "tolerance") for one in result.tables["measures"]] == [
        ["CP3", "second plans", "%", "low", "monthly", 20, 2],
        ["CP1", "plans", "count", "none", "quarterly", None, None],
    ]
    assert "observations" not in result.tables


def test_every_row_is_accounted_for() -> None:
    rows = [["Risk", "Likelihood", "Impact"], ["Theme one"], ["Pace", 1, 2], ["Total", None, None], [None, 3, 3], ["Note: reviewed monthly"]]
    result = read_table(found_table(rows, "risks"), WYREFORD)
    assert result.loaded == {3}
    assert result.explained == {2: "theme row: Theme one", 4: "total row", 5: "a row without a risk", 6: "note"}
    assert result.tables["risks"][0]["theme"] == "Theme one"
