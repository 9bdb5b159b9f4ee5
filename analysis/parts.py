"""A measure by category: the latest figures of its breakdown and their share of the total."""

import pandas as pd

from analysis.cells import counts_children
from analysis.figure_words import format_value
from analysis.measures import keep_whole
from analysis.wording import count_of, share_of


def break_down(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the latest figures by category with their share of the total.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of one measure and area, all breakdowns and periods.

    Returns
    -------
    DataFrame
        ``category``, ``value``, ``symbol``, ``share`` (% of the total of the same period; missing without one and of what is no count), ``in_words``
        ("210 of 358 (58.7%)"), for the last period that has a category; largest first.
    """
    whole = keep_whole(observations)
    parts = observations.drop(index=whole.index)
    columns = ["category", "value", "symbol", "share", "in_words"]
    if parts.empty:
        return pd.DataFrame(columns=columns)
    period = parts["period_end"].max()
    parts = parts[parts["period_end"] == period]
    totals = whole.loc[whole["period_end"] == period, "value"].dropna()
    total = totals.iloc[0] if len(totals) else float("nan")
    # Only what is counted has a share of its total: the rate of girls is no part of the rate of all.
    counted = bool(parts["unit"].map(counts_children).all()) and bool(parts["value"].dropna().mod(1).eq(0).all())
    share = parts["value"] / total * 100 if counted and total else parts["value"] * float("nan")
    words = [
        share_of(int(value), int(total)) if pd.notna(value) and pd.notna(total) and counted else format_value(value, unit, symbol)
        for value, unit, symbol in zip(parts["value"], parts["unit"], parts["symbol"], strict=True)
    ]
    table = pd.DataFrame(
        {
            "category": parts["breakdown"].str.replace(r"^[^:;]+: ([^;]+)$", r"\1", regex=True),
            "value": parts["value"],
            "symbol": parts["symbol"],
            "share": share,
            "in_words": words,
        }
    )
    return table.sort_values("value", ascending=False, kind="stable", na_position="last").reset_index(drop=True)


def describe_parts(parts: pd.DataFrame) -> str:
    """Return the sentence under the categories."""
    known = parts[parts["value"].notna()]
    hidden = len(parts) - len(known)
    text = f"The largest category is {known.iloc[0]['category']}: {known.iloc[0]['in_words']}" if len(known) else "No category has a number"
    return text + (f"; {count_of(hidden, 'category', 'categories')} stand as letters in the table." if hidden else ".")
