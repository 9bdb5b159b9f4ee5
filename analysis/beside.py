"""A measure of the council beside the last figures of other areas."""

import pandas as pd

from analysis.cells import grows_with_size
from analysis.figure_words import describe_target, format_value
from analysis.measures import keep_months
from analysis.wording import count_of


def pick_comparators(observations: pd.DataFrame, own_code: str | None, months: int) -> dict[str, pd.DataFrame]:
    """Return up to three series to draw beside the council's own: the mean of its statistical neighbours, its region, England.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of one measure, the whole only, every area.
    own_code : str or None
        The council's own area; it is not its own comparator.
    months : int
        As in ``keep_months``.
    """
    if len(observations) and observations["unit"].map(grows_with_size).all():
        # A number depends on the size of the area: beside England's no council's line could be read.
        return {}
    others = observations[observations["area_code"] != own_code] if own_code else observations
    picked: dict[str, pd.DataFrame] = {}
    neighbours = others[others["area_level"] == "statistical neighbour"]
    if neighbours["area_code"].nunique() > 1:
        picked["Neighbours' mean"] = keep_months(_mean_by_period(neighbours), months)
    elif len(neighbours):
        picked["Neighbours"] = keep_months(neighbours, months)
    for level, name in (("region", ""), ("England", "England")):
        its = others[others["area_level"] == level]
        if its["area_code"].nunique(dropna=False) == 1:
            picked[name or str(its["area"].iloc[0])] = keep_months(its, months)
    return picked


def _mean_by_period(neighbours: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of the areas that have a figure, period by period; counts above and below the line are not averaged."""
    means = neighbours.groupby("period_end", as_index=False)["value"].mean()
    first = neighbours.iloc[0]
    return means.assign(
        measure=first["measure"],
        area="Neighbours' mean",
        symbol=pd.Series([None] * len(means), dtype="str"),
        numerator=float("nan"),
        denominator=float("nan"),
        unit=first["unit"],
        version_id=neighbours["version_id"].max() if "version_id" in neighbours else None,
    )


def last_by_area(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the last figure of each area, England and region first, then the council's neighbours and others by name."""
    last = observations.sort_values("period_end", kind="stable").groupby(["area_level", "area_code", "area"], dropna=False, sort=False).tail(1)
    order = {"England": 0, "region": 1, "council": 2, "statistical neighbour": 3, "school": 4}
    return last.sort_values(
        ["area_level", "area"], key=lambda column: column.map(order) if column.name == "area_level" else column, kind="stable"
    ).reset_index(drop=True)


def label_beside(beside: pd.DataFrame) -> pd.DataFrame:
    """Return the last figure of each area as people read it."""
    return pd.DataFrame(
        {
            "Area": beside["area"],
            "Level": beside["area_level"],
            "Figure": [format_value(v, u, s) for v, u, s in zip(beside["value"], beside["unit"], beside["symbol"], strict=True)],
            "To": beside["period_end"],
        }
    )


def describe_series(row: pd.Series, series: dict[str, pd.DataFrame]) -> str:
    """Return the sentence under the lines: latest figure, date, target and what it stands beside."""
    figure = format_value(row["value"], row["unit"], row["symbol"], row["decimals"])
    text = f"{row['name']} was {figure} on {row['period_end'].day} {row['period_end']:%B %Y}, {describe_target(row)}"
    beside = []
    for name, points in list(series.items())[1:]:
        known = points[points["value"].notna()].sort_values("period_end")
        if len(known):
            last = known.iloc[-1]
            beside.append(f"{name} {format_value(last['value'], row['unit'])} ({last['period_end']:%B %Y})")
    gaps = int(next(iter(series.values()))["symbol"].notna().sum()) if series else 0
    text += f"; beside it {', '.join(beside)}" if beside else ""
    return text + (f". {count_of(gaps, 'figure')} shown as a letter, not as a number." if gaps else ".")


def describe_beside(beside: pd.DataFrame, row: pd.Series) -> str:
    """Return the sentence above the areas."""
    if len(beside) < 2:
        return "No other area has a figure for this measure."
    same = int((beside["period_end"] == row["period_end"]).sum())
    text = f"{count_of(len(beside), 'area')} have a figure; {same} of them for the same period"
    return text + (", the others for the period printed beside them." if same < len(beside) else ".")
