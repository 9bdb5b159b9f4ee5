"""The plan's particulars are read from the lines above its tables."""

from datetime import date

import pytest

from loaders.plans.titles import find_council, names_plan, read_particulars


def test_title_version_and_dates() -> None:
    lines = [
        ("Plan", 1, "Wyreford Children's Improvement Plan"),
        ("Plan", 2, "Version 7, as at 30 January 2026"),
        ("Plan", 3, "Ofsted report published 8 September 2025"),
        ("Plan", 4, "Report received: 1 September 2025"),
    ]

    found = read_particulars(lines, "plan.xlsx")

    assert (found.council, found.title, found.version) == ("Wyreford", "Wyreford Children's Improvement Plan", "7")
    assert (found.as_at, found.report_published, found.report_received) == (date(2026, 1, 30), date(2025, 9, 8), date(2025, 9, 1))
    assert found.used == {
        ("Plan", 1): "title",
        ("Plan", 2): "version and as-at date",
        ("Plan", 3): "date of the report",
        ("Plan", 4): "date of the report",
    }


@pytest.mark.parametrize(
    ("lines", "version", "as_at"),
    [
        (["Improvement Action Tracker v12"], "v12", None),
        (["Improvement plan", "Updated 3/4/26"], "", date(2026, 4, 3)),
        (["Action plan (as at 30/06/2026)"], "", date(2026, 6, 30)),
        (["Improvement plan", "Next review: 1 May 2026"], "", None),
    ],
)
def test_versions_and_as_at_dates(lines: list[str], version: str, as_at: date | None) -> None:
    found = read_particulars([("Plan", row, text) for row, text in enumerate(lines, start=1)], "plan.xlsx")

    assert (found.version, found.as_at) == (version, as_at)


def test_the_date_of_the_files_name_is_the_last_resort() -> None:
    found = read_particulars([("Plan", 1, "Improvement plan")], "improvement_plan_31_March_2026.xlsx")

    assert (found.as_at, found.as_at_from_name) == (date(2026, 3, 31), True)


@pytest.mark.parametrize(
    ("title", "council"),
    [
        ("Wyreford Children's Improvement Plan", "Wyreford"),
        ("Bath and North East Wyreford Council improvement plan", "Bath and North East Wyreford"),
        ("London Borough of Wyreford", "Wyreford"),
        ("Monthly performance report – Wyreford City Council", "Wyreford"),
        ("Report to the board, Full Council", ""),
        ("Children and Young People's Improvement Plan", ""),
        ("Improvement Action Tracker v12", ""),
        ("Post-inspection action plan", ""),
        ("Wyreford Focused Visit Action Plan 2024", "Wyreford"),
        ("North East Wyreford Partnership Performance Report", "North East Wyreford"),
    ],
)
def test_the_council_in_a_title(title: str, council: str) -> None:
    assert find_council(title) == council


@pytest.mark.parametrize(
    "line",
    [
        "Ofsted report published 10 November 2025, received 7 November 2025",
        "Ofsted inspection report (received 7 November 2025; published 10 November 2025)",
        "Report received on 7 November 2025 and published on 10 November 2025",
    ],
)
def test_two_dates_of_the_report_on_one_line(line: str) -> None:
    found = read_particulars([("Plan", 1, line)], "plan.xlsx")

    assert (found.report_published, found.report_received, found.as_at) == (date(2025, 11, 10), date(2025, 11, 7), None)


def test_several_dates_on_one_line_are_each_what_their_own_words_say() -> None:
    line = "Version 4, as at 30 September 2026, published 1 October 2026, next review 1 December 2026"

    found = read_particulars([("Plan", 1, line)], "plan.xlsx")

    assert (found.as_at, found.report_published) == (date(2026, 9, 30), None)


def test_a_title_that_is_only_the_first_line_of_a_sheet_names_no_plan():
    assert names_plan("Wyreford Children's Improvement Plan")
    assert names_plan("Action Tracker v12")
    assert not names_plan("Area 1: Leadership")
    assert not names_plan("Alignment of themes to recommendations")
