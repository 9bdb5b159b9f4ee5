"""Small versions of a plan, written as rows of reference, words and whatever else matters to the test."""

from datetime import date

import pandas as pd

from analysis.history import Snapshot, trace
from model import conform


def version(*rows: tuple) -> pd.DataFrame:
    """Return actions from rows of (ref, action) or (ref, action, other fields); the key is the reference, or the place without one."""
    records = []
    for place, (ref, action, *rest) in enumerate(rows):
        records.append({"key": ref or f"row {place}", "ref": ref, "action": action, **(rest[0] if rest else {})})
    return conform(records, "actions")


def tell(*versions: tuple[str, pd.DataFrame], confirmed: dict[int, dict[str, str]] | None = None) -> pd.DataFrame:
    """Return the trace of versions given as (as-at date, actions), numbered from 1."""
    return trace(
        [
            Snapshot(number, date.fromisoformat(day), actions, (confirmed or {}).get(number, {}))
            for number, (day, actions) in enumerate(versions, start=1)
        ]
    )
