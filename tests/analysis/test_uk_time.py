"""Moments by the clocks of London: an hour ahead of UTC from the last Sunday of March to the last of October."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analysis.uk_time import all_in_uk, date_version, date_versions, describe_moment, end_of_day, in_uk


@pytest.mark.parametrize(("utc", "words"), [
    (datetime(2026, 1, 15, 9, 5), "15 January 2026, 09:05"),
    (datetime(2026, 7, 15, 9, 5), "15 July 2026, 10:05"),
    # The clocks go forward on 29 March 2026 at 1:00, and back on 25 October at 2:00 by the clock.
    (datetime(2026, 3, 29, 0, 59), "29 March 2026, 00:59"),
    (datetime(2026, 3, 29, 1, 0), "29 March 2026, 02:00"),
    (datetime(2026, 10, 25, 0, 59), "25 October 2026, 01:59"),
    (datetime(2026, 10, 25, 1, 0), "25 October 2026, 01:00"),
    # Half past eleven in the evening of UTC is the next day in London's summer.
    (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026, 00:30"),
])
def test_a_moment_in_words(utc, words):
    assert describe_moment(utc) == words


def test_a_column_of_moments():
    moments = pd.Series(pd.to_datetime(["2026-01-15 09:05", "2026-06-30 23:30", None]))
    assert all_in_uk(moments).tolist()[:2] == [pd.Timestamp("2026-01-15 09:05"), in_uk(datetime(2026, 6, 30, 23, 30))]
    assert all_in_uk(moments).isna().tolist() == [False, False, True]


def test_a_version_without_a_date_is_true_for_the_day_of_its_upload_in_london():
    versions = pd.DataFrame({"as_at": pd.to_datetime(["2026-06-15", None]), "uploaded_at": pd.to_datetime(["2026-06-30 23:30"] * 2)})
    assert [date_version(row) for _, row in versions.iterrows()] == [date(2026, 6, 15), date(2026, 7, 1)]
    assert date_versions(versions).tolist() == [pd.Timestamp("2026-06-15"), pd.Timestamp("2026-07-01")]


@pytest.mark.parametrize(("day", "end"), [
    (date(2026, 1, 15), datetime(2026, 1, 15, 23, 59, 59, 999_999)),
    # In summer the day ends an hour earlier in UTC; what is uploaded at 23:30 UTC was not known on that day.
    (date(2026, 6, 30), datetime(2026, 6, 30, 22, 59, 59, 999_999)),
])
def test_the_end_of_a_day_is_that_of_london(day, end):
    assert end_of_day(day) == end
