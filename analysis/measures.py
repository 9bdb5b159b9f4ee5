"""Measures: the latest figure, the one before, the target, and how old the figure is."""

import re
from datetime import date

import pandas as pd

from analysis.figure_words import BETTER, SAME, WORSE, describe_change, describe_counts, describe_target, format_value
from analysis.targets import choose_definitions
from analysis.wording import count_of

TOTAL = "Total"
# How often a figure is due; one that is older than two of its periods is called old. Days, from the frequency's name.
PERIOD_DAYS = {"weekly": 7, "monthly": 31, "quarterly": 92, "termly": 122, "annual": 366}
# Days between two figures from which a series is yearly.
YEARLY_DAYS = 300
_COUNCIL_WORDS = re.compile(r"\b(council|borough|county|city|metropolitan|district|the|of|upon|unitary|authority)\b")


def find_own_codes(areas: pd.DataFrame, council: str) -> list[str]:
    """Return every code under which the council's own figures stand: one file has E06000009 and another 890 for the same council.

    Parameters
    ----------
    areas : DataFrame
        ``area_code``, ``area``, ``area_level`` of the areas that the council's figures have.
    council : str
        The council's name, with or without words such as "Council" or "City of".

    Returns
    -------
    list of str
        The codes of the council-level areas of that name; that of the only council-level area where there is just one; else none: a figure
        of another council is never shown as this one's.
    """
    own = areas[areas["area_level"] == "council"]
    named = own[own["area"].fillna("").map(_bare) == _bare(council)]
    codes = (named if len(named) else own)["area_code"].dropna().drop_duplicates()
    return codes.tolist() if len(named) or len(codes) == 1 else []


def keep_nameless(observations: pd.DataFrame, council: str) -> pd.DataFrame:
    """Return the council's own figures among those without an area code: under its own name, or under no name at all."""
    return observations[_is_nameless(observations, council)]


def join_own(observations: pd.DataFrame, codes: list[str], council: str) -> pd.DataFrame:
    """Put the council's own figures under one code, with one row for each measure, breakdown and period: that of the newest upload.

    The council's workbook names no area, one published file has E06000009 and another 890: without this the same figure would stand twice,
    as the latest and as the one before it, and a category would not be seen to belong to its total.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations with ``version_id``, of any areas.
    codes : list of str
        From ``find_own_codes``.
    council : str
        The council's name: the code of its figures where they have none.

    Returns
    -------
    DataFrame
        The same rows in the same order without those that a newer upload replaces; within one upload a figure with a code is preferred, and
        of two such the last. Other areas, schools too, stay as they are.
    """
    nameless = observations["area_code"].isna().to_numpy()
    frame, own = name_own(observations.reset_index(drop=True), codes, council)
    mine = frame[own]
    mine = mine.assign(breakdown=mine["breakdown"].fillna(TOTAL), _coded=~nameless[own.to_numpy()])
    newest = mine.sort_values(["version_id", "_coded"], kind="stable").drop_duplicates(["measure", "breakdown", "period_end"], keep="last").index
    return frame[~own | frame.index.isin(newest)].reset_index(drop=True)


def name_own(observations: pd.DataFrame, codes: list[str], council: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return the same rows with the council's own figures under one code, and which rows those are; parameters as of ``join_own``."""
    used = [code for code in codes if observations["area_code"].eq(code).any()] or codes
    own = observations["area_level"].fillna("council").eq("council") & (observations["area_code"].isin(codes) | _is_nameless(observations, council))
    return observations.assign(area_code=observations["area_code"].mask(own, next(iter(used), council))), own


def _is_nameless(observations: pd.DataFrame, council: str) -> pd.Series:
    """Return which figures have no area code and stand under the council's own name, or under no name at all."""
    without = observations["area_code"].isna()
    names = observations["area"].fillna(council)
    own = [name for name in names[without].unique() if _bare(name) == _bare(council)]
    return without & names.isin(own)


def _bare(name: str) -> str:
    text = name.casefold().replace("&", " and ").replace("saint ", "st ")
    return " ".join(re.findall(r"\w+", _COUNCIL_WORDS.sub(" ", text)))


def choose_breakdown(breakdowns: list[str]) -> str:
    """Return which breakdown stands for the whole: Total, else one whose parts all say total or all, else the first.

    Published files name what they count in a filter ("category: Children in Need"), so a measure of theirs may have no breakdown
    called Total and still have a single one that is the whole.
    """
    named = [name for name in breakdowns if name == TOTAL]
    whole = [name for name in breakdowns if all(re.search(r"\b(?:total|all)\b", part.casefold()) for part in name.split(";"))]
    return (named or whole or breakdowns or [TOTAL])[0]


def keep_whole(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations of the breakdown that stands for the whole of each measure."""
    wholes = {
        measure: choose_breakdown(list(dict.fromkeys(its)))
        for measure, its in observations["breakdown"].fillna(TOTAL).groupby(observations["measure"])
    }
    return observations[observations["breakdown"].fillna(TOTAL) == observations["measure"].map(wholes)]


def compare_latest(measures: pd.DataFrame, observations: pd.DataFrame, today: date) -> pd.DataFrame:
    """Set the latest figure of each measure beside the one before and its target.

    Parameters
    ----------
    measures : DataFrame
        Canonical measures.
    observations : DataFrame
        Canonical observations of one area, all periods, total only.
    today : date
        The day on which the age of a figure is judged.

    Returns
    -------
    DataFrame
        One row for each measure that is defined or has a figure: ``measure``, ``name``, ``theme``, ``unit``, ``polarity``, ``value``,
        ``symbol``, ``numerator``, ``denominator``, ``period_end``, ``previous``, ``previous_symbol``, ``previous_end``, ``change``,
        ``direction`` (better, worse, no change; missing without polarity or where a figure is missing), ``target``, ``distance`` (how
        far from the target in the unit; 0 or more is met, missing without polarity), ``tolerance``, ``age_days``, ``old`` (bool), ``owner``,
        and of the definition ``frequency``, ``kind``, ``definition``, ``decimals``, ``catalogue_id``, ``next_update``.
    """
    ordered = observations.sort_values("period_end", kind="stable")
    grouped = ordered.groupby("measure", sort=False)
    last = grouped.tail(1).set_index("measure")
    before = ordered[grouped.cumcount(ascending=False) == 1].set_index("measure")
    known = choose_definitions(measures, last["period_end"], today)
    names = list(dict.fromkeys([*known.index, *last.index]))
    table = pd.DataFrame({"measure": names}).set_index("measure")
    table["name"] = known["name"].reindex(names).fillna(pd.Series(names, index=names))
    for column in ("theme", "polarity", "target", "tolerance", "owner", "frequency", "kind", "definition", "decimals", "catalogue_id", "next_update"):
        table[column] = known[column].reindex(names)
    table["unit"] = known["unit"].reindex(names).fillna(last["unit"].reindex(names))
    for column in ("value", "symbol", "numerator", "denominator", "period_end"):
        table[column] = last[column].reindex(names)
    for column, source in (("previous", "value"), ("previous_symbol", "symbol"), ("previous_end", "period_end")):
        table[column] = before[source].reindex(names)
    table["change"] = (table["value"] - table["previous"]).round(9)
    table["direction"] = [_direction(change, polarity) for change, polarity in zip(table["change"], table["polarity"], strict=True)]
    table["distance"] = [
        _distance(value, target, polarity) for value, target, polarity in zip(table["value"], table["target"], table["polarity"], strict=True)
    ]
    table["age_days"] = (pd.Timestamp(today) - table["period_end"]).dt.days.astype("Int64")
    allowed = table["frequency"].fillna("").str.casefold().map(PERIOD_DAYS).astype("Float64")
    table["old"] = (table["age_days"].astype("Float64") > allowed * 2).fillna(False).astype(bool)
    return table.reset_index()


def _direction(change: float, polarity: object) -> str | None:
    if pd.isna(change) or polarity not in ("high", "low"):
        return None
    if change == 0:
        return SAME
    return BETTER if (change > 0) == (polarity == "high") else WORSE


def _distance(value: float, target: float, polarity: object) -> float:
    if polarity not in ("high", "low"):
        return float("nan")
    return round(value - target if polarity == "high" else target - value, 9)


def sort_worst_first(table: pd.DataFrame) -> pd.DataFrame:
    """Order the latest figures: short of target by most of it first, then worse, then no judgement, then better, then met; no figure last."""
    short = (-table["distance"] / table["target"].abs()).where(table["target"] != 0)
    rank = table["direction"].map({WORSE: 1, BETTER: 3}).fillna(2)
    rank = rank.mask(table["distance"] >= 0, 4).mask(short > 0, 0).mask(table["period_end"].isna(), 5)
    return (
        table.assign(_rank=rank, _short=short)
        .sort_values(["_rank", "_short"], ascending=[True, False], kind="stable")
        .drop(columns=["_rank", "_short"])
        .reset_index(drop=True)
    )


def label_latest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the latest figures as people read them."""
    return pd.DataFrame(
        {
            "Measure": table["name"],
            "Latest": [
                format_value(v, u, s, d) for v, u, s, d in zip(table["value"], table["unit"], table["symbol"], table["decimals"], strict=True)
            ],
            "Of": table["period_end"],
            "Count": [describe_counts(row) for _, row in table.iterrows()],
            "Before": [
                format_value(v, u, s, d) if pd.notna(e) else ""
                for v, u, s, d, e in zip(
                    table["previous"], table["unit"], table["previous_symbol"], table["decimals"], table["previous_end"], strict=True
                )
            ],
            "Change": [describe_change(row) for _, row in table.iterrows()],
            "Target": [describe_target(row) for _, row in table.iterrows()],
            "Better is": table["polarity"].map({"high": "higher", "low": "lower", "none": "neither"}),
            "Age": [
                f"{count_of(int(age), 'day')}{', old' if old else ''}" if pd.notna(age) else ""
                for age, old in zip(table["age_days"], table["old"], strict=True)
            ],
        }
    )


def describe_latest(table: pd.DataFrame) -> str:
    """Return the sentence that sums the measures up: how many have a figure, meet their target, or are old."""
    judged = table["distance"].dropna()
    met, figures, old = int((judged >= 0).sum()), int(table["period_end"].notna().sum()), int(table["old"].sum())
    text = (
        f"{met} of {count_of(len(judged), 'measure')} with a target and a direction {'meets' if met == 1 else 'meet'} it"
        if len(judged)
        else f"{count_of(figures, 'measure')} with a figure, none with a target and a direction"
    )
    text += f"; {figures} of {len(table)} have a figure"
    return text + (f", {old} of them older than twice their frequency." if old else ".")


def keep_months(series: pd.DataFrame, months: int) -> pd.DataFrame:
    """Return the observations of the last so many months before the newest one; all of them for 0, and of a yearly series."""
    if not months or series.empty or is_yearly(series):
        return series
    first = series["period_end"].max() - pd.DateOffset(months=months)
    return series[series["period_end"] > first]


def is_yearly(series: pd.DataFrame) -> bool:
    """Return whether figures are a year apart: three years of them would be three points."""
    gaps = series["period_end"].drop_duplicates().sort_values().diff().dropna().dt.days
    return len(gaps) > 0 and bool(gaps.median() >= YEARLY_DAYS)
