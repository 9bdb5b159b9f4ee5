"""Moments as people in England read them: the store keeps them in UTC."""

from datetime import date, datetime
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


def date_version(version: pd.Series) -> date:
    """Return the day that a version is true for: the one it states, else that of its upload by the clocks of London.

    Parameters
    ----------
    version : Series
        ``as_at`` (may be missing) and ``uploaded_at`` (UTC), as a row of ``Store.versions``.
    """
    stated = version["as_at"]
    return (stated if pd.notna(stated) else in_uk(version["uploaded_at"])).date()


def date_versions(versions: pd.DataFrame) -> pd.Series:
    """Return `date_version` of many versions, as midnights without a zone."""
    return versions["as_at"].fillna(all_in_uk(versions["uploaded_at"]).dt.normalize())


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day by the clocks of London, in UTC without saying so, as the store keeps moments."""
    following = pd.Timestamp(day) + pd.Timedelta(days=1)
    return (following.tz_localize(LONDON).tz_convert("UTC").tz_localize(None) - pd.Timedelta(microseconds=1)).to_pydatetime()


def describe_moment(moment: datetime) -> str:
    """Return a moment as 31 March 2025, 09:05, by the clocks of London."""
    there = in_uk(moment)
    return f"{there.day} {there:%B %Y, %H:%M}"
