"""The statutory clock, against dates that councils were really given and the bank holidays of England."""

from datetime import date

import pytest

from analysis.clock import Clock, add_working_days, clock, is_working_day, submission_due, working_days_between


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2014, 9, 8), date(2014, 12, 15)),  # report published
        (date(2015, 9, 15), date(2015, 12, 22)),  # report published
        (date(2016, 11, 28), date(2017, 3, 9)),  # report received: over Christmas
        (date(2019, 5, 8), date(2019, 8, 15)),  # spring bank holiday
    ],
)
def test_submission_is_due_on_the_70th_working_day(start: date, due: date) -> None:
    assert submission_due(start) == due


def test_the_day_after_is_day_one_and_weekends_and_holidays_do_not_count() -> None:
    # Thursday before Easter 2025: Good Friday 18 and Easter Monday 21 April do not count.
    thursday = date(2025, 4, 17)
    assert add_working_days(thursday, 1) == date(2025, 4, 22)
    assert add_working_days(thursday, 4) == date(2025, 4, 25)
    assert add_working_days(thursday, 5) == date(2025, 4, 28)
    assert add_working_days(date(2025, 4, 19), 1) == date(2025, 4, 22)


# Bank holidays of England and Wales that fall on a weekday, as the government lists them: those of every year, and the rest.
WEEKDAY_HOLIDAYS = {
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
}


@pytest.mark.parametrize(("year", "expected"), WEEKDAY_HOLIDAYS.items())
def test_bank_holidays_of_england_extra_days_of_2012_2022_and_2023_included(year: int, expected: str) -> None:
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    assert " ".join(f"{day:%m-%d}" for day in days if day.weekday() < 5 and not is_working_day(day)) == expected


def test_holidays_of_scotland_and_northern_ireland_count_as_working_days() -> None:
    assert is_working_day(date(2026, 1, 2))
    assert is_working_day(date(2026, 3, 17))


def test_working_days_between() -> None:
    assert working_days_between(date(2025, 4, 17), date(2025, 4, 25)) == 4
    assert working_days_between(date(2025, 4, 25), date(2025, 4, 17)) == -4
    assert working_days_between(date(2025, 4, 17), date(2025, 4, 17)) == 0
    assert working_days_between(date(2014, 9, 8), date(2014, 12, 15)) == 70


def test_the_clock_counts_from_receipt_and_from_publication_where_receipt_is_not_known() -> None:
    today = date(2017, 3, 7)
    assert clock(date(2016, 12, 5), date(2016, 11, 28), today) == Clock(date(2016, 11, 28), "received", date(2017, 3, 9), day=68, left=2)
    assert clock(date(2014, 9, 8), None, date(2014, 9, 9)) == Clock(date(2014, 9, 8), "published", date(2014, 12, 15), day=1, left=69)


def test_the_clock_goes_on_after_the_due_day() -> None:
    stopped = clock(date(2014, 9, 8), None, date(2014, 12, 16))
    assert (stopped.day, stopped.left) == (71, -1)
    assert clock(date(2014, 9, 8), None, date(2014, 12, 15)).left == 0


def test_without_a_date_there_is_no_clock() -> None:
    assert clock(None, None, date(2026, 1, 1)) == Clock(None, "not known", None, None, None)
