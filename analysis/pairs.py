"""Two measures together over areas or schools."""

import pandas as pd

from analysis.wording import count_of

FEWEST = 5  # places; with fewer, ranks agree by chance too often to be worth a word


def pair_measures(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Pair two measures over areas or schools, for the last period of each.

    Returns
    -------
    DataFrame
        ``area``, ``x``, ``y``: areas with both figures, joined on codes where both have them, else on names.
    """
    ends = [frame[frame["period_end"] == frame["period_end"].max()] for frame in (first, second)]
    on = _joined_on(*ends)
    both = ends[0][[on, *([] if on == "area" else ["area"]), "value"]].merge(ends[1][[on, "value"]], on=on, suffixes=("", "_y"))
    both = both.rename(columns={"value": "x", "value_y": "y"}).dropna(subset=["x", "y"])
    return both[["area", "x", "y"]].reset_index(drop=True)


def count_left_out(first: pd.DataFrame, second: pd.DataFrame, pairs: pd.DataFrame) -> int:
    """Return how many places have a row for either measure and stand in no pair."""
    on = _joined_on(first, second)
    return len({*first[on].dropna(), *second[on].dropna()}) - len(pairs)


def _joined_on(*frames: pd.DataFrame) -> str:
    return "area_code" if all(frame["area_code"].notna().all() for frame in frames) else "area"


def _correlate(pairs: pd.DataFrame) -> float:
    """Return the rank correlation; missing for fewer than five places, or where a measure is the same everywhere."""
    return float(pairs["x"].rank().corr(pairs["y"].rank())) if len(pairs) >= FEWEST else float("nan")


def _word(closeness: float) -> str:
    return "hardly" if abs(closeness) < 0.3 else "somewhat" if abs(closeness) < 0.6 else "closely"


def headline(pairs: pd.DataFrame, x: str, y: str) -> str:
    """Say in a few words how closely the two go together."""
    closeness = _correlate(pairs)
    if pd.isna(closeness):
        return f"Nothing can be said yet about {x} and {y} together"
    return f"{x} and {y} go {_word(closeness)} together{' the other way round' if closeness <= -0.3 else ''}"


def describe_pair(pairs: pd.DataFrame, x: str, y: str, left_out: int) -> str:
    """Return the sentence under a scatter: how closely the two go together, and that this is no cause."""
    if len(pairs) < FEWEST:
        return f"{count_of(len(pairs), 'place')} with both figures: too few to say whether {x} and {y} go together."
    closeness = _correlate(pairs)
    if pd.isna(closeness):
        return f"{x} or {y} is the same everywhere, so nothing can be said."
    word = _word(closeness)
    way = "" if word == "hardly" else (", both high together" if closeness > 0 else ", one high where the other is low")
    text = f"Over {count_of(len(pairs), 'place')}, {x} and {y} go {word} together{way} (rank correlation {closeness:.2f}). "
    text += "This does not say that one causes the other."
    return text + (f" {count_of(left_out, 'place')} without both figures {'is' if left_out == 1 else 'are'} left out." if left_out else "")


def label_pairs(pairs: pd.DataFrame, x: str, y: str) -> pd.DataFrame:
    """Return the pairs under the names of the two measures."""
    return pairs.set_axis(["Place", x, f"{y} (up)" if y == x else y], axis=1)
