"""Moments as people in England read them: the store keeps them in UTC."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

LONDON = ZoneInfo("Europe/London")


def in_uk(moment: datetime) -> pd.Timestamp:
    """Return a moment, in UTC unless it says otherwise, as a clock in London shows it; without a zone, like every date here."""
    stamp = pd.Timestamp(moment)
    stamp = stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp
    return stamp.tz_convert(LONDON).tz_localize(None)


def all_in_uk(moments: pd.Series) -> pd.Series:
    """Return a column of moments as clocks in London show them."""
    return moments.dt.tz_localize("UTC").dt.tz_convert(LONDON).dt.tz_localize(None)


def describe_moment(moment: datetime) -> str:
    """Return a moment as 31 March 2025, 09:05, by the clocks of London."""
    there = in_uk(moment)
    return f"{there.day} {there:%B %Y, %H:%M}"
