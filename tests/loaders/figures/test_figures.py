"""Workbooks of figures in every layout: small tables and what must come out of them."""

from datetime import date, datetime
from typing import Any

import pytest

from loaders import records
from loaders.figures.workbooks import read_table
from loaders.grid import Sheet
from loaders.tables.figure_heads import heads_figures
from loaders.tables.table import Context, TableResult
from model import TABLES
from tests.loaders.sheets import WYREFORD, found_table


def figures(result: TableResult) -> list[tuple[Any, ...]]:
    """Return measure, area, breakdown, last day, value or symbol of every figure."""
    return [
        (one["measure"], one["area"], one["breakdown"], one["period_end"].isoformat(), one["symbol"] if one["value"] is None else one["value"])
        for one in result.tables["observations"]
    ]


def accounted(result: TableResult, rows: int, heads: int = 1) -> bool:
    return result.loaded | set(result.explained) == set(range(heads + 1, rows + 1)) and not result.loaded & set(result.explained)


def test_one_measure_a_row_and_months_across() -> None:
    rows = [
        ["Ref", "Measure", "Definition", "Good is", "Target", "Apr-25", "May 2025", datetime(2025, 6, 1), "England", "Stat neighbours"],
        ["CP1", "% re-referrals", "within 12 months", "Low", "<= 20%", "21.5%", "[c]", 0.2, 0.22, "23%"],
        ["Child protection"],
        ["CP2", "Number of plans", None, "-", None, 358, "1,234", "<5", None, None],
        ["Source: monthly scorecard"],
    ]
    result = read_table(found_table(rows, "figures_wide"), WYREFORD)
    assert figures(result) == [
        ("CP1", "Wyreford", "Total", "2025-04-30", 21.5),
        ("CP1", "Wyreford", "Total", "2025-05-31", "c"),
        ("CP1", "Wyreford", "Total", "2025-06-30", 20),
        ("CP1", "England", "Total", "2025-06-30", 22),
        ("CP1", "Statistical neighbours", "Total", "2025-06-30", 23),
        ("CP2", "Wyreford", "Total", "2025-04-30", 358),
        ("CP2", "Wyreford", "Total", "2025-05-31", 1234),
        ("CP2", "Wyreford", "Total", "2025-06-30", "c"),
    ]
    assert [one["area_level"] for one in result.tables["observations"]][:5] == ["council", "council", "council", "England", "statistical neighbour"]
    first, second = result.tables["measures"]
    assert [first[name] for name in ("name", "definition", "polarity", "target", "unit", "frequency")] == [
        "% re-referrals", "within 12 months", "low", 20, "%", "monthly",
    ]  # fmt: skip
    assert [second.get(name) for name in ("theme", "polarity", "target", "unit")] == ["Child protection", "none", None, "count"]
    assert result.explained == {3: "theme row: Child protection", 5: "note below the table"}
    assert accounted(result, len(rows))


def test_numerator_and_denominator_rows_beneath() -> None:
    rows = [
        ["Measure", "Q1 2025/26", "Q2 2025/26", "Q3 2025/26"],
        ["Reviews on time (%)", "58.7%", None, None],
        ["Numerator", 210, 12, "c"],
        ["Denominator", 358, 40, 50],
        ["Reviews on time (%) - numerator", None, None, None],
    ]
    result = read_table(found_table(rows, "figures_wide"), WYREFORD)
    got = [(one["value"], one["numerator"], one["denominator"], one["symbol"]) for one in result.tables["observations"]]
    assert got == [(58.7, 210, 358, None), (30, 12, 40, None), (None, None, 50, "c")]
    assert len(result.tables["measures"]) == 1
    assert accounted(result, len(rows))


@pytest.mark.parametrize(
    ("cells", "target", "expected"),
    [
        ([0.587, 0.6], None, [58.7, 60]),  # Excel's percentages
        ([58.7, 0.6], None, [58.7, 0.6]),  # one figure above 1 says that they are percentages as they stand
        ([0.4, 0.6], 5, [0.4, 0.6]),  # and so does a target
        ([0.4, 0.6], 0.5, [40, 60]),
        ([1, 0], None, [1, 0]),  # nothing tells: left as it stands
        (["0.4%", 0.6], None, [0.4, 60]),
    ],
)
def test_percentages_kept_as_shares(cells: list[Any], target: float | None, expected: list[float]) -> None:
    rows = [["Measure", "Unit", "Target", "Apr-25", "May-25"], ["Timeliness", "%", target, *cells]]
    result = read_table(found_table(rows, "figures_wide"), WYREFORD)
    assert [one["value"] for one in result.tables["observations"]] == expected


def test_long_table() -> None:
    rows = [
        ["Measure", "Area", "Category", "Period", "Value", "Numerator", "Denominator", "Unit"],
        ["Neglect", "Wyreford", "Total", "2024/25", None, 210, 358, "%"],
        ["Neglect", "England", "All", "31 March 2025", 48.5, None, None, "%"],
        ["Neglect", "Wyreford", "Boys", "Q1 2025/26", "c", None, None, "%"],
        ["Plans rate", "Wyreford", None, "2024/25", None, 12, 4000, "per 10,000"],
        ["Plans rate", "Wyreford", None, "sometime", 3, None, None, "per 10,000"],
    ]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    got = [(m, a, b, p, round(v, 1) if isinstance(v, float) else v) for m, a, b, p, v in figures(result)]
    assert got == [
        ("Neglect", "Wyreford", "Total", "2025-03-31", 58.7),
        ("Neglect", "England", "Total", "2025-03-31", 48.5),
        ("Neglect", "Wyreford", "category: Boys", "2025-06-30", "c"),
        ("Plans rate", "Wyreford", "Total", "2025-03-31", 30),
    ]
    assert result.explained == {6: "the period could not be read"}
    assert accounted(result, len(rows))


def test_a_sheet_for_each_measure() -> None:
    rows = [["Month", "Value", "Numerator", "Denominator"], ["Apr-25", 0.5, 10, 20], ["May-25", None, 12, 20], [datetime(2025, 6, 1), "c", "c", 20]]
    result = read_table(found_table(rows, "figures_wide", name="Re-referrals %"), WYREFORD)
    assert [one[:1] + one[3:] for one in figures(result)] == [
        ("Re-referrals %", "2025-04-30", 50), ("Re-referrals %", "2025-05-31", 60), ("Re-referrals %", "2025-06-30", "c"),
    ]  # fmt: skip


def test_areas_down_and_measures_over_years_across() -> None:
    rows = [
        [None, None, "Number of plans", None, "Rate per 10,000", None],
        ["LA code", "Area", "2024", "2025", "2024", "2025"],
        ["E08000034", "Kirklees", 420, 483, 42.6, "x"],
        ["E92000001", "England", 49900, 49420, "41.6", "40.6"],
        ["[x] = not available"],
    ]
    result = read_table(found_table(rows, "figures_wide", title="Plans at 31 March", heads=2), WYREFORD)
    assert figures(result)[:4] == [
        ("Number of plans", "Kirklees", "Total", "2024-03-31", 420), ("Number of plans", "Kirklees", "Total", "2025-03-31", 483),
        ("Number of plans", "England", "Total", "2024-03-31", 49900), ("Number of plans", "England", "Total", "2025-03-31", 49420),
    ]  # fmt: skip
    assert ("Plans – Rate per 10,000", "Kirklees", "Total", "2025-03-31", "x") in figures(result)
    assert [area["area_level"] for area in result.tables["areas"]] == ["council", "England"]
    assert accounted(result, len(rows), heads=2)


def test_areas_down_and_measures_across_dated_by_the_title() -> None:
    rows = [["LA code", "Area", "Region", "Plans", "% neglect"], ["E08000034", "Kirklees", "Yorkshire", 483, "c"]]
    result = records.read_table(found_table(rows, "areas", title="Plans at 31 March 2025"), WYREFORD)
    assert figures(result) == [("Plans", "Kirklees", "Total", "2025-03-31", 483), ("% neglect", "Kirklees", "Total", "2025-03-31", "c")]
    assert result.tables["areas"][0]["region"] == "Yorkshire"


def test_areas_of_one_measure_in_rows_under_it() -> None:
    rows = [["Measure", "Area", "Apr-25", "May-25"], ["Plans", "Wyreford", 10, 11], [None, "England", 12, 13], [None, "North West", 14, "z"]]
    result = read_table(found_table(rows, "figures_wide"), WYREFORD)
    assert [(one[0], one[1], one[4]) for one in figures(result)] == [
        ("Plans", "Wyreford", 10), ("Plans", "Wyreford", 11), ("Plans", "England", 12), ("Plans", "England", 13), ("Plans", "North West", 14),
        ("Plans", "North West", "z"),
    ]  # fmt: skip
    assert [one["area_level"] for one in result.tables["observations"]][-1] == "region"


def test_months_without_a_year_take_the_titles() -> None:
    rows = [["Measure", "Apr", "Jan"], ["Plans", 1, 2]]
    titled = read_table(found_table(rows, "figures_wide", title="Scorecard 2025/26"), WYREFORD)
    assert [one[3] for one in figures(titled)] == ["2025-04-30", "2026-01-31"]
    untitled = read_table(found_table(rows, "figures_wide"), WYREFORD)
    assert untitled.tables.get("observations", []) == []
    assert {problem.severity for problem in untitled.problems} == {"error"}


def test_what_is_no_figure_is_named_and_a_second_figure_too() -> None:
    rows = [["Measure", "Apr-25", "May-25", "2025/26 target", "RAG"], ["Plans", "1,0x", 3, 5, "Green"], ["Plans", 7, 4, None, None]]
    result = read_table(found_table(rows, "figures_wide"), WYREFORD)
    assert [(problem.cell, problem.severity) for problem in result.problems] == [("B2", "error"), ("C3", "warning")]
    assert [one[3:] for one in figures(result)] == [("2025-05-31", 3), ("2025-04-30", 7)]


def test_part_columns_under_each_period() -> None:
    rows = [
        [None, "Apr-25", None, None, "May-25", None, None],
        ["Measure", "Num", "Den", "%", "Num", "Den", "%"],
        ["On time", 12, 40, 30, 1, 4, "25%"],
    ]
    result = read_table(found_table(rows, "figures_wide", heads=2), WYREFORD)
    assert [(one["value"], one["numerator"], one["denominator"]) for one in result.tables["observations"]] == [(30, 12, 40), (25, 1, 4)]


def test_a_number_and_a_rate_of_each_area() -> None:
    rows = [["Table 1: Children in need at 31 March 2025"], ["LA name", "Number", "Rate", "1 to 4"], ["Kirklees", 2050, 201.5, "1 to 4"]]
    table = found_table(rows[1:], "figures_wide")
    table.sheet.rows.insert(0, list(rows[0]))
    table.header_rows, table.rows = (2,), [3]
    result = read_table(table, WYREFORD)
    assert {(one[0], one[3], one[4]) for one in figures(result)} == {
        ("Children in need – Number", "2025-03-31", 2050),
        ("Children in need – Rate", "2025-03-31", 201.5),
        ("Children in need – 1 to 4", "2025-03-31", "c"),
    }


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([["Month", "Contacts", "Referrals"], ["Apr-25", 10, "c"]], True),
        ([["LA name", "Number", "1 to 4", "5 to 9"], ["Kirklees", 1, 2, 3]], True),
        ([["Month", "Comment", "Owner"], ["Apr-25", "All went well", "Head of Service"]], False),
        ([["Contacts", "Referrals"], [10, 20]], False),
        ([["Month", "Contacts"], ["sometime", 10]], False),
    ],
)
def test_a_heading_of_figures_is_known_by_what_stands_below_it(rows: list[list[Any]], heads: bool) -> None:
    assert heads_figures(Sheet("Sheet1", rows), 1) is heads


LABELS = [TABLES["observations"][name].label for name in ("measure", "area", "breakdown", "period_start", "period_end", "value", "unit", "as_at")]


def test_first_and_last_days_under_the_models_own_labels() -> None:
    rows = [
        LABELS,
        ["Contacts", "Wyreford", "Total", datetime(2026, 4, 1), datetime(2026, 4, 30), 10, "count", datetime(2026, 5, 6)],
        ["Contacts", "Wyreford", "Total", datetime(2026, 5, 1), datetime(2026, 5, 31), 11, "count", None],
        ["Contacts", "Wyreford", "Total", "1 April 2026", "30 June 2026", 33, "count", None],
        ["Contacts", "Wyreford", "Total", datetime(2026, 3, 31), datetime(2026, 3, 31), 9, "count", None],
    ]
    result = read_table(found_table(rows, "figures_long", title="Figures as at 30 September 2026"), WYREFORD)
    periods = [(one["period_start"].isoformat(), one["period_end"].isoformat(), one["value"]) for one in result.tables["observations"]]
    assert periods == [
        ("2026-04-01", "2026-04-30", 10), ("2026-05-01", "2026-05-31", 11), ("2026-04-01", "2026-06-30", 33), ("2026-03-31", "2026-03-31", 9)
    ]  # fmt: skip
    assert [one["as_at"] for one in result.tables["observations"]] == [date(2026, 5, 6), None, None, None]
    assert result.problems == []


def test_a_last_day_before_the_first_is_an_error() -> None:
    rows = [["Measure", "Period start", "Period end", "Value"], ["Contacts", datetime(2026, 4, 1), datetime(2026, 3, 31), 10]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert [(p.cell, p.severity) for p in result.problems][:1] == [("C2", "error")]
    assert result.explained == {2: "the period could not be read"}


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ([(2025, 4), (2025, 5), (2025, 6)], ["2025-04-30", "2025-05-31", "2025-06-30"]),
        ([(2025, 4), (2025, 7), (2025, 10)], ["2025-06-30", "2025-09-30", "2025-12-31"]),
        ([(2023, 4), (2024, 4), (2025, 4)], ["2024-03-31", "2025-03-31", "2026-03-31"]),
    ],
)
def test_first_days_alone(starts: list[tuple[int, int]], ends: list[str]) -> None:
    rows = [["Measure", "Period start", "Value"], *[["Contacts", datetime(year, month, 1), 10] for year, month in starts]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert [end for *_, end, _ in figures(result)] == ends


def test_periods_under_a_heading_that_does_not_say_so() -> None:
    rows = [["Measure", "Area", "Snapshot", "Value"], *[["Contacts", "Wyreford", f"{month} 2026", 10] for month in ("April", "May", "June")]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert [end for *_, end, _ in figures(result)] == ["2026-04-30", "2026-05-31", "2026-06-30"]
    assert [m.how for m in result.mapping if m.heading == "Snapshot"] == ["by its contents: dates or periods on every row"]


def test_rows_that_fall_on_one_period_are_an_error_and_a_question() -> None:
    rows = [["Measure", "Area", "Wk", "Value"], *[["Contacts", "Wyreford", f"Zone {number}", 100 + number] for number in range(1, 6)]]
    table = found_table(rows, "figures_long", title="Contacts, April 2025")
    result = read_table(table, WYREFORD)
    (problem,), (question,) = result.problems, result.questions
    assert problem.severity == "error"
    assert problem.found.startswith("4 of 5 rows are of the same measure, place, breakdown and period as another row")
    assert problem.expected == 'a period that tells the rows apart: is it "Wk"?'
    assert (question.id, question.examples, question.suggested) == ("field:wk", ("Zone 2", "Zone 3", "Zone 4"), "unused")
    assert result.explained[3] == "another figure for the same measure, place and period as row 2"
    assert accounted(result, len(rows))

    answered = read_table(table, Context(council="Wyreford", profile={"field:wk": "breakdown"}))
    assert [breakdown for _, _, breakdown, _, _ in figures(answered)] == [f"wk: Zone {number}" for number in range(1, 6)]


def test_a_few_second_figures_are_doubtful_one_by_one() -> None:
    rows = [["Measure", "Area", "Period", "Value"], *[["Contacts", "Wyreford", f"{month} 2025", 10] for month in ("April", "May", "June")]]
    rows += [["Contacts", "Wyreford", "June 2025", 12], ["Contacts", "Wyreford", "May 2025", 10]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert [(p.cell, p.severity) for p in result.problems] == [("D5", "warning")]
    assert result.explained == {
        5: "another figure for the same measure, place and period as row 4", 6: "the same figure as row 3"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit", "value", "expected"),
    [
        ("Average Attainment 8 score", "score", 44.1, "score"),
        ("Average caseload", "number", 14, "number"),
        ("Social workers in post", "Number", 45.6, "number"),
        ("Contacts", "Number", 939, "count"),
        ("Time to permanence", "Days", 400, "days"),
        ("Re-referrals", "Per cent", 21.5, "%"),
        ("Referrals", "rate per 10k", 520, "per 10,000"),
    ],
)
def test_units_keep_their_own_words(name: str, unit: str, value: float, expected: str) -> None:
    rows = [["Measure", "Unit", "Period", "Value"], [name, unit, "April 2025", value]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert [one["unit"] for one in result.tables["observations"]] == [expected]


def test_at_the_end_of_each_month_is_the_day() -> None:
    rows = [["Measure", "Period", "Value"], *[["Plans", f"At {day} 2026", 358] for day in ("31 January", "28 February", "31 March")]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert all(one["period_start"] == one["period_end"] for one in result.tables["observations"])
    plain = [["Measure", "Period", "Value"], *[["Plans", f"{day} 2026", 358] for day in ("31 January", "28 February", "31 March")]]
    months = read_table(found_table(plain, "figures_long"), WYREFORD).tables["observations"]
    assert [one["period_start"].day for one in months] == [1, 1, 1]


def test_a_measure_and_its_name_beside_it() -> None:
    rows = [["Measure", "Name", "Period", "Value"], ["FD1", "Contacts received", "April 2025", 939]]
    result = read_table(found_table(rows, "figures_long"), WYREFORD)
    assert [(one["measure"], one["name"]) for one in result.tables["measures"]] == [("FD1", "Contacts received")]


def test_a_day_among_months_is_the_day() -> None:
    rows = [["Measure", "Period", "Value"]]
    for month, last in (("January", 31), ("February", 28), ("March", 31)):
        rows += [["Contacts", f"{month} 2026", 10], ["Plans", f"{last} {month} 2026", 358]]
    observed = read_table(found_table(rows, "figures_long"), WYREFORD).tables["observations"]
    assert [one["period_start"].day for one in observed] == [1, 1, 1, 31, 28, 31]
