"""The comparison of a council as tables and sentences: which period, who stands beside it, rank, band and verdicts."""

import math
from datetime import date

import pandas as pd

from analysis.compare import Comparison, describe_age, name_words
from analysis.figure_words import describe_day, format_value
from model import conform

# A period counts as published for others where this share of the most areas that any period has is there.
_FAIR_SHARE = 0.5


def choose_periods(observations: pd.DataFrame, own_codes: list[str]) -> list[pd.Timestamp]:
    """Return the periods for which the council can be put beside others, newest first.

    A council's own figures are monthly and others' are yearly: the last day for which both stand is the last fair comparison.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of one measure, whole only, every area.
    own_codes : list of str
        The council's own codes.
    """
    own = observations["area_code"].isin(own_codes)
    mine = set(observations.loc[own, "period_end"])
    others = observations[~own & (observations["area_level"] != "school") & observations["value"].notna()]["period_end"].value_counts()
    fair = others[others >= _FAIR_SHARE * others.max()] if len(others) else others
    return sorted((day for day in fair.index if day in mine), reverse=True)


def find_region(areas: pd.DataFrame, observations: pd.DataFrame, own_code: str) -> pd.DataFrame:
    """Return the areas with the council's region filled where no file names it and the figures are of one region only.

    A council's own workbook has its own region's figures and no other's, and no list of areas.
    """
    own = (areas["area_code"] == own_code) | (areas["old_code"] == own_code)
    regions = observations.loc[observations["area_level"] == "region", "area"].dropna().unique()
    if areas.loc[own, "region"].notna().any() or len(regions) != 1:
        return areas
    if own.any():
        return areas.assign(region=areas["region"].mask(own, regions[0]))
    row = pd.DataFrame([{"area_code": own_code, "area_level": "council", "region": regions[0]}])
    return conform(pd.concat([areas, row], ignore_index=True), "areas")


def mark_comparators(
    observations: pd.DataFrame, own_codes: list[str], neighbours: pd.DataFrame, areas: pd.DataFrame,
) -> pd.DataFrame:
    """Return the observations with the council's neighbours marked as such and other regions left out, for lines beside its own.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of one measure, every area.
    own_codes : list of str
        The council's own codes.
    neighbours, areas : DataFrame
        Canonical neighbours and areas: neighbours are listed by three-digit codes, figures may have nine characters.
    """
    old = areas[areas["old_code"].notna()].set_index("area_code")["old_code"]
    own_old = {*own_codes, *old.reindex(own_codes).dropna()}
    near = set(neighbours.loc[neighbours["area_code"].isin(own_old), "neighbour_code"])
    is_near = observations["area_code"].isin(near) | observations["area_code"].map(old).isin(near)
    marked = observations.assign(area_level=observations["area_level"].mask(is_near, "statistical neighbour"))
    own_region = areas.loc[areas["area_code"].isin(own_old) | areas["old_code"].isin(own_old), "region"].dropna()
    if own_region.empty:
        return marked
    wanted = name_words(own_region.iloc[0])
    return marked[(marked["area_level"] != "region") | marked["area"].map(lambda name: name_words(str(name)) == wanted)]


def describe_later(observations: pd.DataFrame, own_codes: list[str], period: pd.Timestamp, unit: object) -> str:
    """Return the council's own newer figure, where it has one that nobody can be compared with yet."""
    own = observations[observations["area_code"].isin(own_codes) & (observations["period_end"] > period)].sort_values("period_end")
    if own.empty:
        return ""
    last = own.iloc[-1]
    figure = format_value(last["value"], unit, last["symbol"])
    return f"The council's own latest figure is {figure} on {describe_day(last['period_end'])}; too few others have one for that day."


def label_rows(compared: Comparison, unit: object, decimals: float) -> pd.DataFrame:
    """Return the council and its comparators as people read them, with the verdict on the council against each."""
    rows = compared.rows
    return pd.DataFrame(
        {
            "Who": rows["label"],
            "Figure": [_figure(value, unit, symbol, decimals) for value, symbol in zip(rows["value"], rows["symbol"], strict=True)],
            "Period": [describe_day(day) for day in rows["period_end"]],
            f"{compared.area} against it": rows["verdict"].fillna("").str.capitalize(),
            "Why": rows["sentence"].fillna(""),
        }
    )


def _figure(value: float, unit: object, symbol: object, decimals: float) -> str:
    fraction = pd.isna(decimals) and pd.notna(value) and not float(value).is_integer()
    return format_value(value, unit, symbol, 1 if fraction else decimals)


def label_neighbours(compared: Comparison, unit: object, decimals: float) -> pd.DataFrame:
    """Return the statistical neighbours as people read them, the closest first."""
    near = compared.neighbours
    return pd.DataFrame(
        {
            "No.": near["rank"].astype("Int64"),
            "Statistical neighbour": near["neighbour"],
            "How close": near["closeness"].fillna("not given").astype("str").str.capitalize(),
            "Figure": [_figure(value, unit, symbol, decimals) for value, symbol in zip(near["value"], near["symbol"], strict=True)],
        }
    )


def list_beside(compared: Comparison) -> pd.DataFrame:
    """Return what the chart draws: the council, each neighbour, the region and England, all of the same period.

    Returns
    -------
    DataFrame
        ``label``, ``kind`` (council, neighbour, region, England), ``value``, ``symbol``; smallest first, those without a figure last.
    """
    rows = compared.rows[compared.rows["kind"].isin(["council", "region", "England"]) & compared.rows["same_period"]]
    near = compared.neighbours.rename(columns={"neighbour": "label"}).assign(kind="neighbour")
    columns = ["label", "kind", "value", "symbol"]
    frames = [frame[columns].astype({"label": "str", "kind": "str", "value": "float64", "symbol": "str"}) for frame in (rows, near)]
    return pd.concat(frames).sort_values("value", kind="stable", na_position="last").reset_index(drop=True)


def label_cuts(compared: Comparison, unit: object) -> pd.DataFrame:
    """Return least figure, quartile cuts and greatest figure of all councils."""
    names = ("Least", "First cut (25%)", "Middle (50%)", "Third cut (75%)", "Greatest")
    cuts = compared.cuts or ()
    return pd.DataFrame({"Of all authorities": list(names[: len(cuts)]), "Figure": [_figure(cut, unit, None, math.nan) for cut in cuts]})


def describe_headline(compared: Comparison, name: str, unit: object, decimals: float) -> str:
    """Return the finding: the figure, and what can be said of it against England, or else against the neighbours."""
    figure = _figure(compared.value, unit, compared.symbol, decimals)
    against = compared.rows[compared.rows["kind"] != "council"]
    for kind in ("England", "neighbour median", "region"):
        its = against[(against["kind"] == kind) & against["value"].notna()]
        if len(its):
            row = its.iloc[0]
            word = "cannot be told from" if row["verdict"] == "cannot tell" else f"{row['verdict']} than"
            word = "not tested against" if pd.isna(row["p"]) else word
            label = row["label"] if kind != "neighbour median" else "the median of its statistical neighbours"
            return f"{name}: {figure}, {word} {label} ({_figure(row['value'], unit, row['symbol'], decimals)})"
    return f"{name}: {figure}"


def list_sentences(compared: Comparison, today: date, polarity_known: bool, unit: object) -> list[str]:
    """Return what a board should read under the chart, in order: rank and band, who has no figure, periods, age."""
    figure = _figure(compared.value, unit, compared.symbol, math.nan)
    said = [compared.sentences[0].replace(f": {compared.value:,.1f} at", f": {figure} at"), *compared.sentences[1:]]
    if not polarity_known:
        said.append("Which way is better was not given for this measure, so it is neither ranked nor banded.")
    near = compared.neighbours
    if near["value"].notna().any():
        said.append(
            f"Of the neighbours the median is {_figure(compared.neighbour_median, unit, None, math.nan)}, as the department's dashboard shows it, "
            f"and the mean {_figure(compared.neighbour_mean, unit, None, math.nan)}, as its interactive tool does; "
            f"each of the {near['value'].notna().sum()} that have a figure."
        )
    elif near.empty:
        said.append("The council's statistical neighbours are not known: upload the department's list of statistical neighbours.")
    old = describe_age(compared.period_end, today)
    return [*said, old] if old else said
