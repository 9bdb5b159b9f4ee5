"""Moments by the clocks of London: an hour ahead of UTC from the last Sunday of March to the last of October."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from analysis.uk_time import all_in_uk, describe_moment, in_uk


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
