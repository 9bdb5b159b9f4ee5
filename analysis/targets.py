"""Targets with the dates they applied: which one counts for a figure, and every one there ever was."""

from datetime import date

import pandas as pd

from analysis.figure_words import describe_day, format_value

NO_LIMIT = (pd.Timestamp.min, pd.Timestamp.max)


def choose_definitions(measures: pd.DataFrame, days: pd.Series, today: date) -> pd.DataFrame:
    """Return one row for each measure: its definition with the target that counts for its latest figure.

    The target in force on the day of the figure counts; where none was, the next one to begin: a yearly figure may be older than the
    plan that sets the target. A target that has ended counts no more.

    Parameters
    ----------
    measures : DataFrame
        Canonical measures; several rows of a measure where its target changed.
    days : Series of datetime
        Day of the latest figure, by measure; measures without a figure are judged on ``today``.
    today : date

    Returns
    -------
    DataFrame
        The canonical columns, indexed by ``measure``; target columns are missing where no target counts.
    """
    if measures.empty:
        return measures.set_index("measure")
    day = measures["measure"].map(days).fillna(pd.Timestamp(today))
    first = measures["target_from"].fillna(NO_LIMIT[0])
    last = measures["target_until"].fillna(NO_LIMIT[1])
    stated = measures["target"].notna()
    in_force = stated & (first <= day) & (last >= day)
    ahead = stated & (first > day)
    # Of those in force the last to begin, else of those ahead the first to begin, else none.
    order = pd.DataFrame({"rank": 2 - 2 * in_force.astype(int) - (ahead & ~in_force).astype(int), "first": first, "place": range(len(measures))})
    order["near"] = order["first"].map(pd.Timestamp.toordinal).where(ahead & ~in_force, -order["first"].map(pd.Timestamp.toordinal))
    order = order.assign(measure=measures["measure"], late=-order["place"]).sort_values(["measure", "rank", "near", "late"], kind="stable")
    chosen = measures.loc[order.drop_duplicates("measure").index].copy()
    none = ~(in_force | ahead).reindex(chosen.index)
    chosen.loc[none, "target"] = float("nan")
    return chosen.sort_index().set_index("measure")


def list_targets(measures: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return every target of a measure that ever applied, oldest first.

    Returns
    -------
    DataFrame
        ``target``, ``target_from``, ``target_until`` (the day before the next one begins where the file gives no end), ``tolerance``,
        ``target_set_by``.
    """
    columns = ["target", "target_from", "target_until", "tolerance", "target_set_by"]
    stated = measures.loc[(measures["measure"] == measure) & measures["target"].notna(), columns].drop_duplicates()
    stated = stated.sort_values("target_from", kind="stable", na_position="first").reset_index(drop=True)
    following = stated["target_from"].shift(-1) - pd.Timedelta(days=1)
    stated["target_until"] = stated["target_until"].fillna(following)
    return stated


def label_targets(targets: pd.DataFrame, unit: object) -> pd.DataFrame:
    """Return the targets as people read them."""
    return pd.DataFrame(
        {
            "Target": [format_value(value, unit) for value in targets["target"]],
            "From": [describe_day(day) or "not given" for day in targets["target_from"]],
            "Until": [describe_day(day) or "still in force" for day in targets["target_until"]],
            "Tolerance": ["" if pd.isna(value) else format_value(value, unit).replace("%", " points") for value in targets["tolerance"]],
            "Set by": targets["target_set_by"].fillna("not given"),
        }
    )
