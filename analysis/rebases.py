"""The recorded decisions to start the limits of a control chart afresh: made, taken back one by one, and never rubbed out."""

from datetime import date

import pandas as pd

from analysis.control_chart import Rebase
from model import conform


def add_rebase(recorded: pd.DataFrame, measure: str, rebase: Rebase) -> pd.DataFrame:
    """Return the record with one decision more; a decision for the same figure that still stood is replaced.

    Parameters
    ----------
    recorded : DataFrame
        Canonical rebases.
    """
    row = {"measure": measure, "date": rebase.date, "reason": rebase.reason.strip(), "author": rebase.author.strip()}
    again = _standing(recorded, measure) & (recorded["date"] == pd.Timestamp(rebase.date))
    return pd.concat([recorded[~again], conform([row], "rebases")], ignore_index=True)


def take_back(recorded: pd.DataFrame, measure: str, day: date, *, reason: str, author: str) -> pd.DataFrame:
    """Return the record with one decision marked as taken back: it stays to be read and no longer counts.

    Raises
    ------
    ValueError
        The reason or the author is not given, or no such decision stands.
    """
    if not reason.strip() or not author.strip():
        raise ValueError("Taking a decision back needs a reason and the name or role of who decided it.")
    rows = _standing(recorded, measure) & (recorded["date"] == pd.Timestamp(day))
    if not rows.any():
        raise ValueError("That decision was already taken back.")
    marked = recorded.copy()
    marked.loc[rows, ["taken_back_why", "taken_back_by"]] = [reason.strip(), author.strip()]
    return marked


def find_rebases(recorded: pd.DataFrame | None, measure: str) -> list[Rebase]:
    """Return the decisions about a measure that stand, oldest figure first."""
    if recorded is None:
        return []
    its = recorded[_standing(recorded, measure)].sort_values("date")
    return [Rebase(row.date.date(), row.reason, row.author) for row in its.itertuples()]


def _standing(recorded: pd.DataFrame, measure: str) -> pd.Series:
    return (recorded["measure"] == measure) & recorded["taken_back_by"].isna()
