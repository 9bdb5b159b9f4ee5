"""Labels of periods: first and last day."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.words.periods import Habit, count_periods, find_habit, find_period, is_period, read_period, read_periods


def days(text: str) -> tuple[date, date]:
    first, last = text.split("..")
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("label", "span"),
    [
        ("Apr-25", "2025-04-01..2025-04-30"), ("April 2025", "2025-04-01..2025-04-30"), ("Apr '25", "2025-04-01..2025-04-30"),
        ("Sept 2025", "2025-09-01..2025-09-30"), ("2025-04", "2025-04-01..2025-04-30"), ("04/2025", "2025-04-01..2025-04-30"),
        ("Mar 2024/25", "2025-03-01..2025-03-31"), ("Apr-25 Actual", "2025-04-01..2025-04-30"), (datetime(2024, 2, 1), "2024-02-01..2024-02-29"),
        ("Q1 2025/26", "2025-04-01..2025-06-30"), ("2025/26 Q4", "2026-01-01..2026-03-31"), ("Qtr 2 25/26", "2025-07-01..2025-09-30"),
        ("Quarter 1 2025-26", "2025-04-01..2025-06-30"), ("Q1 (Apr-Jun) 2025", "2025-04-01..2025-06-30"), ("Q1 2025", "2025-04-01..2025-06-30"),
        ("Apr-Jun 2025", "2025-04-01..2025-06-30"), ("October to December 2024", "2024-10-01..2024-12-31"),
        ("Nov 2024 - Jan 2025", "2024-11-01..2025-01-31"),
        ("2024/25", "2024-04-01..2025-03-31"), ("2024-25", "2024-04-01..2025-03-31"), ("24/25", "2024-04-01..2025-03-31"),
        ("FY2024/25", "2024-04-01..2025-03-31"), ("202425", "2024-04-01..2025-03-31"), ("2024/25 outturn", "2024-04-01..2025-03-31"),
        ("2025", "2024-04-01..2025-03-31"), (2025, "2024-04-01..2025-03-31"), ("2018 (Rev)", "2017-04-01..2018-03-31"),
        ("2025 (prov)", "2024-04-01..2025-03-31"), ("2016-17 (OT)", "2016-04-01..2017-03-31"), ("Calendar year 2024", "2024-01-01..2024-12-31"),
        ("Academic year 2024/25", "2024-09-01..2025-08-31"), ("2013/14-15/16", "2013-04-01..2016-03-31"), ("2014-16", "2014-01-01..2016-12-31"),
        ("31 Mar 2025", "2025-03-31..2025-03-31"), ("31/03/2025", "2025-03-31..2025-03-31"), ("as at 31st March 2025", "2025-03-31..2025-03-31"),
        ("Year ending March 2025", "2024-04-01..2025-03-31"), ("Rolling 12 months to Mar-25", "2024-04-01..2025-03-31"),
        ("Autumn term 2024", "2024-09-01..2024-12-31"), ("Spring 2024/25", "2025-01-01..2025-04-30"), ("Summer term 2025", "2025-05-01..2025-08-31"),
        ("H1 2025/26", "2025-04-01..2025-09-30"), ("w/e 06/04/2025", "2025-03-31..2025-04-06"),
        ("Week commencing 7 April 2025", "2025-04-07..2025-04-13"),
        ("Week 14 2025", "2025-03-31..2025-04-06"),
    ],
)  # fmt: skip
def test_labels(label: object, span: str) -> None:
    period = read_period(label)  # type: ignore[arg-type]
    assert period is not None
    assert (period.start, period.end) == days(span)
    assert is_period(label)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "label",
    ["0", "Target 2025/26", "2025/26 target", "2025/26 YTD", "England", "Measure", "31 Feb 2025", "Week 60 2025", "", None, 12, "10/25", "1-5"],
)
def test_what_names_no_period(label: object) -> None:
    assert read_period(label) is None  # type: ignore[arg-type]
    assert not is_period(label)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "habit", "span"),
    [
        ("Apr", Habit(starts=2025), "2025-04-01..2025-04-30"),
        ("Jan", Habit(starts=2025), "2026-01-01..2026-01-31"),
        ("Q4", Habit(starts=2025), "2026-01-01..2026-03-31"),
        ("2025", Habit("workforce"), "2024-10-01..2025-09-30"),
        ("2024/25", Habit("academic"), "2024-09-01..2025-08-31"),
        ("2024", Habit("calendar"), "2024-01-01..2024-12-31"),
        ("Mar-25", Habit(rolling=True), "2024-04-01..2025-03-31"),
    ],
)
def test_what_the_file_says_elsewhere(label: str, habit: Habit, span: str) -> None:
    period = read_period(label, habit)
    assert period is not None
    assert (period.start, period.end) == days(span)


def test_months_without_a_year_need_one() -> None:
    assert read_period("Apr") is None
    assert is_period("Apr")


def test_days_a_year_apart_close_years() -> None:
    spans = [(period.start, period.end) for period in read_periods(["31 Mar 2024", "31 Mar 2025"]) if period]
    assert spans == [days("2023-04-01..2024-03-31"), days("2024-04-01..2025-03-31")]


def test_month_ends_close_months() -> None:
    spans = [(period.start, period.end) for period in read_periods([date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30)]) if period]
    assert spans == [days("2025-04-01..2025-04-30"), days("2025-05-01..2025-05-31"), days("2025-06-01..2025-06-30")]


def test_habit_from_titles() -> None:
    assert find_habit(["Children's scorecard 2025/26"]) == Habit("financial", 2025)
    assert find_habit(["Social workers at 30 September"]).year == "workforce"
    assert find_habit(["Absence by academic year"]).year == "academic"


def test_years_in_a_row_are_periods_and_other_numbers_are_not() -> None:
    assert count_periods(["LA code", 2021, 2022, 2023]) == 3
    assert count_periods(["Kirklees", 2014, 1998, 2031]) == 0
    assert count_periods(["Measure", "Apr-25", "Q1 2025/26", date(2025, 4, 1), "Target"]) == 3


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Children in need at 31 March 2025", "2025-03-31"),
        ("Quarter 2 2025/26 report", "2025-09-30"),
        ("Plans 2013 to 2025", ""),
        ("SN 11 12 13", ""),
    ],
)
def test_periods_in_titles(title: str, end: str) -> None:
    period = find_period(title)
    assert (period.end.isoformat() if period else "") == end


@given(st.one_of(st.text(), st.integers(), st.floats(), st.datetimes(), st.text(alphabet="0123456789/- JanQ1waprWeek'", max_size=14)))
def test_never_raises(label: object) -> None:
    period = read_period(label, Habit(starts=2024))  # type: ignore[arg-type]
    assert period is None or period.start <= period.end
    read_periods([label, "31 Mar 2025", label])  # type: ignore[list-item]
