"""Measures: the latest figure, the one before, the target, and how old the figure is."""

import re
from datetime import date

import pandas as pd

from analysis.wording import count_of, share_of

TOTAL = "Total"
# How often a figure is due; one that is older than two of its periods is called old. Days, from the frequency's name.
PERIOD_DAYS = {"weekly": 7, "monthly": 31, "quarterly": 92, "termly": 122, "annual": 366}
BETTER, WORSE, SAME = "better", "worse", "no change"
_COUNCIL_WORDS = re.compile(r"\b(council|borough|county|city|metropolitan|district|the|of|upon|unitary|authority)\b")


def find_own_area(areas: pd.DataFrame, council: str) -> str | None:
    """Return the code of the council's own area.

    Parameters
    ----------
    areas : DataFrame
        ``area_code``, ``area``, ``area_level`` of the areas that the council's figures have.
    council : str
        The council's name, with or without words such as "Council" or "City of".

    Returns
    -------
    str or None
        The code of the council-level area of that name; the only council-level area where there is just one; else None: a figure of
        another council is never shown as this one's.
    """
    own = areas[areas["area_level"] == "council"]
    named = own[own["area"].fillna("").map(_bare) == _bare(council)]
    codes = (named if len(named) else own)["area_code"].dropna().drop_duplicates()
    return codes.iloc[0] if (len(named) and len(codes)) or len(codes) == 1 else None


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
        far from the target in the unit; 0 or more is met, missing without polarity), ``age_days``, ``old`` (bool), ``owner``.
    """
    ordered = observations.sort_values("period_end", kind="stable")
    grouped = ordered.groupby("measure", sort=False)
    last = grouped.tail(1).set_index("measure")
    before = ordered[grouped.cumcount(ascending=False) == 1].set_index("measure")
    known = measures.drop_duplicates("measure", keep="last").set_index("measure")
    names = list(dict.fromkeys([*known.index, *last.index]))
    table = pd.DataFrame({"measure": names}).set_index("measure")
    table["name"] = known["name"].reindex(names).fillna(pd.Series(names, index=names))
    for column in ("theme", "polarity", "target", "owner", "frequency", "kind", "definition", "decimals"):
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


def format_value(value: float, unit: object = "", symbol: object = None, decimals: float | None = None) -> str:
    """Return a figure as people write it: 58.7%, 1,234, 86.1, or its letter in brackets; a dash would hide why there is none."""
    if symbol is not None and pd.notna(symbol):
        return f"[{symbol}]"
    if value is None or pd.isna(value):
        return "no figure"
    unit = "" if unit is None or pd.isna(unit) else str(unit)
    if unit == "%":
        return f"{value:,.1f}%"
    places = int(decimals) if decimals is not None and pd.notna(decimals) else (0 if float(value).is_integer() else 1)
    return f"{value:,.{places}f}"


def describe_change(row: pd.Series) -> str:
    """Return the change since the figure before in words: percentage points for percentages; only better or worse with a polarity."""
    if pd.isna(row["change"]):
        return "no figure to compare with"
    size = abs(row["change"])
    amount = f"{size:,.1f} percentage points" if row["unit"] == "%" else format_value(size)
    word = "no change" if size == 0 else f"{'up' if row['change'] > 0 else 'down'} {amount}"
    return f"{word} ({row['direction']})" if row["direction"] in (BETTER, WORSE) else word


def describe_target(row: pd.Series) -> str:
    """Return how the latest figure stands to the target, in points and, where the counts are known, in children or cases."""
    if pd.isna(row["target"]):
        return "no target"
    target = f"target {format_value(row['target'], row['unit'])}"
    if pd.isna(row["distance"]):
        return target
    if row["distance"] >= 0:
        return f"{target}: met"
    points = f"{-row['distance']:,.1f} {'points' if row['unit'] == '%' else ''}".strip()
    return f"{target}: {points} short" + _in_cases(row)


def _in_cases(row: pd.Series) -> str:
    if row["unit"] != "%" or pd.isna(row["numerator"]) or pd.isna(row["denominator"]) or not row["denominator"]:
        return ""
    exact = row["target"] * row["denominator"] / 100
    needed = int(-(-round(exact - row["numerator"], 9) // 1)) if row["polarity"] == "high" else int(-(-round(row["numerator"] - exact, 9) // 1))
    return f" ({needed:,} {'more' if row['polarity'] == 'high' else 'fewer'} of {int(row['denominator']):,})"


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
            "Count": [
                share_of(int(n), int(d)) if pd.notna(n) and pd.notna(d) and float(n).is_integer() and float(d).is_integer() else ""
                for n, d in zip(table["numerator"], table["denominator"], strict=True)
            ],
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


def break_down(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the latest figures by category with their share of the total.

    Parameters
    ----------
    observations : DataFrame
        Canonical observations of one measure and area, all breakdowns and periods.

    Returns
    -------
    DataFrame
        ``category``, ``value``, ``symbol``, ``share`` (% of the total of the same period; missing without one), ``in_words``
        ("210 of 358 (58.7%)"), for the last period that has a category; largest first.
    """
    parts = observations[observations["breakdown"].fillna(TOTAL) != TOTAL]
    columns = ["category", "value", "symbol", "share", "in_words"]
    if parts.empty:
        return pd.DataFrame(columns=columns)
    period = parts["period_end"].max()
    parts = parts[parts["period_end"] == period]
    totals = observations[(observations["breakdown"].fillna(TOTAL) == TOTAL) & (observations["period_end"] == period)]["value"].dropna()
    total = totals.iloc[0] if len(totals) else float("nan")
    percentages = parts["unit"].eq("%").all()
    share = parts["value"] / total * 100 if not percentages and total else parts["value"] * float("nan")
    words = [
        share_of(int(value), int(total)) if pd.notna(value) and pd.notna(total) and not percentages else format_value(value, unit, symbol)
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


def pair_measures(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Pair two measures over areas or schools, for the last period of each.

    Returns
    -------
    DataFrame
        ``area``, ``x``, ``y``: areas with both figures, joined on codes where both have them, else on names.
    """
    ends = [frame[frame["period_end"] == frame["period_end"].max()] for frame in (first, second)]
    by_code = all(frame["area_code"].notna().all() for frame in ends)
    on = "area_code" if by_code else "area"
    both = ends[0][[on, *([] if on == "area" else ["area"]), "value"]].merge(ends[1][[on, "value"]], on=on, suffixes=("", "_y"))
    both = both.rename(columns={"value": "x", "value_y": "y"}).dropna(subset=["x", "y"])
    return both[["area", "x", "y"]].reset_index(drop=True)


def describe_pair(pairs: pd.DataFrame, x: str, y: str, left_out: int) -> str:
    """Return the sentence under a scatter: how closely the two go together, and that this is no cause."""
    if len(pairs) < 5:
        return f"{count_of(len(pairs), 'place')} with both figures: too few to say whether {x} and {y} go together."
    ranks = pairs[["x", "y"]].rank()
    closeness = ranks["x"].corr(ranks["y"])
    if pd.isna(closeness):
        return f"{x} or {y} is the same everywhere, so nothing can be said."
    word = "hardly" if abs(closeness) < 0.3 else "somewhat" if abs(closeness) < 0.6 else "closely"
    way = "" if word == "hardly" else (", both high together" if closeness > 0 else ", one high where the other is low")
    text = f"Over {count_of(len(pairs), 'place')}, {x} and {y} go {word} together{way} (rank correlation {closeness:.2f}). "
    text += "This does not say that one causes the other."
    return text + (f" {count_of(left_out, 'place')} without both figures {'is' if left_out == 1 else 'are'} left out." if left_out else "")


def keep_months(series: pd.DataFrame, months: int) -> pd.DataFrame:
    """Return the observations of the last so many months before the newest one, all of them for 0."""
    if not months or series.empty:
        return series
    first = series["period_end"].max() - pd.DateOffset(months=months)
    return series[series["period_end"] > first]


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


def describe_parts(parts: pd.DataFrame) -> str:
    """Return the sentence under the categories."""
    known = parts[parts["value"].notna()]
    hidden = len(parts) - len(known)
    text = f"The largest category is {known.iloc[0]['category']}: {known.iloc[0]['in_words']}" if len(known) else "No category has a number"
    return text + (f"; {count_of(hidden, 'category', 'categories')} stand as letters in the table." if hidden else ".")


def describe_beside(beside: pd.DataFrame, row: pd.Series) -> str:
    """Return the sentence above the areas."""
    if len(beside) < 2:
        return "No other area has a figure for this measure."
    same = int((beside["period_end"] == row["period_end"]).sum())
    text = f"{count_of(len(beside), 'area')} have a figure; {same} of them for the same period"
    return text + (", the others for the period printed beside them." if same < len(beside) else ".")
