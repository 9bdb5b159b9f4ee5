"""The counts behind published percentages, which stand in the same file as measures of their own."""

from collections.abc import Iterable

import pandas as pd

_KEYS = ["area_level", "area_code", "breakdown", "period_end"]


def find_family(pairs: pd.DataFrame, measures: Iterable[str]) -> list[str]:
    """Return measures together with those that they are made of, parts of or counted in: what must be looked at together."""
    wanted = dict.fromkeys(measures)
    grown = -1
    while grown != len(wanted):
        grown = len(wanted)
        for row in pairs[["measure", "numerator", "denominator", "part_of"]].itertuples(index=False):
            named = [name for name in row if isinstance(name, str)]
            if any(name in wanted for name in named):
                wanted |= dict.fromkeys(named)
    return list(wanted)


def fill_counts(observations: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Fill numerator and denominator of percentages and rates from the measures that count them.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations; counts that a row has already stay.
    pairs : DataFrame
        ``measure``, ``numerator``, ``denominator``: which measure is made of which.

    Returns
    -------
    DataFrame
        The same rows in the same order. A count that stands as a letter stays missing.
    """
    filled = observations.copy()
    here = set(filled["measure"])
    values = filled.drop_duplicates(["measure", *_KEYS], keep="last").set_index(["measure", *_KEYS])["value"]
    for pair in pairs.itertuples(index=False):
        if pair.measure not in here:
            continue
        rows = filled["measure"] == pair.measure
        for column, source in (("numerator", pair.numerator), ("denominator", pair.denominator)):
            if isinstance(source, str) and source in here:
                keys = pd.MultiIndex.from_frame(filled.loc[rows, _KEYS].assign(measure=source)[["measure", *_KEYS]])
                found = pd.Series(values.reindex(keys).to_numpy(), index=filled.index[rows])
                filled.loc[rows, column] = filled.loc[rows, column].fillna(found)
    return filled


def fill_polarity(measures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Fill which way is better where a published file does not say and the declared pairs do."""
    known = pairs.dropna(subset=["polarity"]).drop_duplicates("measure").set_index("measure")["polarity"]
    return measures.assign(polarity=measures["polarity"].fillna(measures["measure"].map(known)))
