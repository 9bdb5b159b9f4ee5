"""Delivery beside impact: the share of a theme's actions that is done, beside what became of the measures linked to them.

Nothing here says that an action caused a change: a measure moved after it, or did not. A theme without a measure that can be judged is *not
measured*, never green.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import pandas as pd

from analysis.figure_words import describe_day, format_value
from analysis.progress import NO_THEME, judge_dates
from analysis.recommendations import link_actions
from analysis.verdicts import IMPROVING, NO_CHANGE, WORSENING
from analysis.wording import are, count_of, join_words, percent_number, share_of

TOO_EARLY, NOT_MEASURED = "too early", "not measured"
VERDICTS = (IMPROVING, NO_CHANGE, WORSENING, TOO_EARLY, NOT_MEASURED)
VERDICT_SYMBOLS = {IMPROVING: "●", NO_CHANGE: "○", WORSENING: "▲", TOO_EARLY: "◇", NOT_MEASURED: "□"}

WORKING, NO_IMPACT, AHEAD, NEITHER = "working", "done but no impact", "impact without delivery", "neither yet"
CORNERS = {
    WORKING: "Most of the work is done, and most of the measures that can be judged are really improving.",
    NO_IMPACT: "Most of the work is done, and most of the measures that can be judged are not really improving.",
    AHEAD: "Most of the measures that can be judged are really improving, though the work is not done: something else may be at work.",
    NEITHER: "The work is not done, and most of the measures that can be judged are not really improving.",
    TOO_EARLY: "At least half of the measures wait for the day by which an effect was promised, and none is worsening.",
    NOT_MEASURED: "No measure is linked, or none of them can be judged. This says nothing about whether the work helps.",
}
CORNER_SYMBOLS = {WORKING: "●", NO_IMPACT: "▲", AHEAD: "◆", NEITHER: "○", TOO_EARLY: "◇", NOT_MEASURED: "□"}
# From this share of its actions on, a theme counts as delivered; and of its judged measures more than this must improve.
DELIVERED_FROM = Fraction(2, 3)
IMPACT_ABOVE = Fraction(1, 2)
NO_ACTION = "no action"


def judge_impact(judged: pd.DataFrame, promises: pd.DataFrame, today: date) -> pd.DataFrame:
    """Say of every measure what can be said of impact.

    Parameters
    ----------
    judged : DataFrame
        From ``verdicts.judge_measures``.
    promises : DataFrame
        From ``effects.read_promises``: the first promised day of a measure counts.
    today : date
        A measure without a real change whose promised day lies after this is too early.

    Returns
    -------
    DataFrame
        ``measure``, ``name``, ``verdict`` (one of ``VERDICTS``), ``why``, ``by`` (the first promised day, missing where none), ``figure`` (in
        words), ``day``.
    """
    first = promises.dropna(subset=["by"]).groupby("measure")["by"].min()
    rows = []
    for row in judged.to_dict("records"):
        by = first.get(row["measure"], pd.NaT)
        verdict, why = _judge(row, by, pd.Timestamp(today))
        figure = format_value(row["value"], row["unit"], row["symbol"], row["decimals"]) if pd.notna(row["period_end"]) else "no figure"
        rows.append((row["measure"], row["name"], verdict, why, by, figure, row["period_end"]))
    columns = ["measure", "name", "verdict", "why", "by", "figure", "day"]
    return pd.DataFrame(rows, columns=columns).astype({"by": "datetime64[us]", "day": "datetime64[us]"})


def _judge(row: Mapping, by: pd.Timestamp, today: pd.Timestamp) -> tuple[str, str]:
    word = row["word"]
    if word in (IMPROVING, WORSENING):
        return word, row["verdict"]
    if word == NO_CHANGE and str(row["polarity"]) in ("high", "low"):
        if pd.notna(by) and by > today:
            return TOO_EARLY, f"No real change yet; an effect was promised by {describe_day(by)}."
        waited = f" An effect was promised by {describe_day(by)}." if pd.notna(by) else " No day was promised for an effect, so it is judged now."
        return NO_CHANGE, row["verdict"] + waited
    if word == NO_CHANGE:
        return NOT_MEASURED, "Neither higher nor lower is better, so it says nothing about impact."
    if word in ("higher than usual", "lower than usual"):
        return NOT_MEASURED, f"The figure is {word}, but no direction is judged for it: {_why_neutral(row)}."
    return NOT_MEASURED, row["verdict"]


def _why_neutral(row: Mapping) -> str:
    return "it is counted on one day and drifts by itself" if "stock" in str(row["kind"]) else "neither way is better by itself"


def group_by_theme(actions: pd.DataFrame) -> pd.DataFrame:
    """Return ``group`` and ``key``: each action under its theme."""
    return pd.DataFrame({"group": actions["theme"].fillna(NO_THEME), "key": actions["key"]})


def group_by_recommendation(actions: pd.DataFrame) -> pd.DataFrame:
    """Return ``group`` and ``key``: each action under every recommendation that it answers."""
    return link_actions(actions).rename(columns={"ref": "group"})


def place_groups(
    actions: pd.DataFrame, groups: pd.DataFrame, links: pd.DataFrame, impact: pd.DataFrame, today: date, *, order: Iterable[str] = (),
) -> pd.DataFrame:
    """Place each theme or recommendation by delivery and impact.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    groups : DataFrame
        ``group`` and ``key``, from `group_by_theme` or `group_by_recommendation`.
    links : DataFrame
        From ``links.link_measures``.
    impact : DataFrame
        From `judge_impact`.
    today : date
    order : iterable of str
        Groups that come first, there even without an action.

    Returns
    -------
    DataFrame
        ``group``, ``total``, ``done``, ``done_share``, ``overdue``, a column of counts for each of ``VERDICTS``, ``improving_share`` (of the
        judged, missing where none is), ``measures`` (list of keys), ``corner`` (one of ``CORNERS`` or "no action"), ``why``.
    """
    dates = judge_dates(actions, today)[["done", "overdue"]].assign(key=actions["key"])
    facts = groups.merge(dates, on="key", how="left")
    verdict_of = dict(zip(impact["measure"], impact["verdict"], strict=True))
    known = links[links["measure"].notna()]
    linked = groups.merge(known, on="key").drop_duplicates(["group", "measure"])
    unknown = groups.merge(links[links["measure"].isna()], on="key").groupby("group").size()
    rows = []
    for group in dict.fromkeys([*order, *groups["group"]]):
        its = facts[facts["group"] == group]
        measures = linked.loc[linked["group"] == group, "measure"].tolist()
        counts = {verdict: sum(verdict_of.get(measure) == verdict for measure in measures) for verdict in VERDICTS}
        total, done = len(its), int(its["done"].sum())
        judged = judged_of(counts)
        rows.append(
            {
                "group": group, "total": total, "done": done, "done_share": percent_number(done, total), "overdue": int(its["overdue"].sum()),
                **counts, "improving_share": percent_number(counts[IMPROVING], judged), "measures": measures,
                "corner": place(done, total, counts), "why": explain(done, total, counts, int(unknown.get(group, 0))),
            }
        )
    columns = ["group", "total", "done", "done_share", "overdue", *VERDICTS, "improving_share", "measures", "corner", "why"]
    return pd.DataFrame(rows, columns=columns)


def judged_of(counts: Mapping[str, int]) -> int:
    """Return how many measures have a verdict on impact."""
    return counts.get(IMPROVING, 0) + counts.get(NO_CHANGE, 0) + counts.get(WORSENING, 0)


def place(done: int, total: int, counts: Mapping[str, int]) -> str:
    """Return where a group stands, from its actions done and the verdicts on its measures.

    Parameters
    ----------
    done, total : int
    counts : mapping of str to int
        Measures by verdict; a verdict that is left out has none.
    """
    if not total:
        return NO_ACTION
    judged, early = judged_of(counts), counts.get(TOO_EARLY, 0)
    improving = judged > 0 and Fraction(counts.get(IMPROVING, 0), judged) > IMPACT_ABOVE
    if not improving and early and early >= judged and not counts.get(WORSENING, 0):
        return TOO_EARLY
    if not judged:
        return NOT_MEASURED
    if Fraction(done, total) >= DELIVERED_FROM:
        return WORKING if improving else NO_IMPACT
    return AHEAD if improving else NEITHER


def explain(done: int, total: int, counts: Mapping[str, int], unknown: int = 0) -> str:
    """Return what a place rests on, in one or two sentences."""
    if not total:
        return "No action stands here."
    first = f"{share_of(done, total)} actions {are(done)} done"
    said = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts.get(verdict)]
    measures = sum(counts.get(verdict, 0) for verdict in VERDICTS)
    named = f" {count_of(unknown, 'more measure').capitalize()} {are(unknown)} named in the plan without a figure here." if unknown else ""
    if not measures:
        return f"{first}; no measure is linked to them.{named}"
    return f"{first}; of {count_of(measures, 'linked measure')}, {join_words(said)}.{named}"


def describe_groups(table: pd.DataFrame, one: str) -> str:
    """Return the finding: how many groups stand in each corner, those done without impact by name.

    Parameters
    ----------
    table : DataFrame
        From `place_groups`.
    one : str
        What a group is called: theme or recommendation.
    """
    placed = table[table["corner"] != NO_ACTION]
    if placed.empty:
        return f"No {one} has an action."
    counts = placed["corner"].value_counts()
    said = [f"{counts[corner]} {corner}" for corner in CORNERS if corner in counts]
    text = f"Of {count_of(len(placed), one)}: {join_words(said)}."
    hollow = placed[placed["corner"] == NO_IMPACT].sort_values("done_share", ascending=False, kind="stable")
    if len(hollow):
        first = hollow.iloc[0]
        measures = "most measures are not" if first[IMPROVING] else "no measure is"
        text += f" {first['group']}: {share_of(first['done'], first['total'])} done, and {measures} really improving."
    return text


def label_groups(table: pd.DataFrame, label: str) -> pd.DataFrame:
    """Return the groups as people read them, numbered as the chart numbers them."""
    shown = {
        "No.": range(1, len(table) + 1),
        label: table["group"],
        "Where it stands": [f"{CORNER_SYMBOLS.get(corner, '')} {corner}".strip() for corner in table["corner"]],
        "Actions done": [share_of(done, total) for done, total in zip(table["done"], table["total"], strict=True)],
        "Overdue": table["overdue"],
    }
    for verdict in VERDICTS:
        shown[f"{verdict.capitalize()} (measures)"] = table[verdict]
    return pd.DataFrame(shown)


def list_measures(table: pd.DataFrame, group: str, impact: pd.DataFrame) -> pd.DataFrame:
    """Return the measures linked to one group with their verdicts, worst first (rows of `judge_impact`)."""
    wanted: list[str] = next(iter(table.loc[table["group"] == group, "measures"]), [])
    order = {verdict: place for place, verdict in enumerate((WORSENING, NO_CHANGE, TOO_EARLY, IMPROVING, NOT_MEASURED))}
    its = impact[impact["measure"].isin(wanted)]
    return its.sort_values("verdict", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def label_measures(its: pd.DataFrame, links: pd.DataFrame, actions: pd.DataFrame, commentary: Mapping[str, object]) -> pd.DataFrame:
    """Return measures with their verdicts as people read them, with the actions they are linked to and what their owner says.

    Parameters
    ----------
    its : DataFrame
        From `list_measures`.
    links, actions : DataFrame
    commentary : mapping of str to str
        What the owner says about each measure's latest figure.
    """
    refs = dict(zip(actions["key"], actions["ref"].fillna(actions["key"]), strict=True))
    known = links[links["measure"].isin(set(its["measure"])) & links["key"].isin(set(refs))]
    tied = {measure: ", ".join(refs[key] for key in group["key"]) for measure, group in known.groupby("measure")}
    return pd.DataFrame(
        {
            "Measure": its["name"],
            "Verdict": [f"{VERDICT_SYMBOLS[verdict]} {verdict}" for verdict in its["verdict"]],
            "Latest": its["figure"],
            "Of": its["day"],
            "Effect promised by": its["by"],
            "What it rests on": its["why"],
            "Actions": [tied.get(measure, "") for measure in its["measure"]],
            "The owner says": [commentary.get(measure) for measure in its["measure"]],
        }
    )


def label_replies(actions: pd.DataFrame, keys: Iterable[str]) -> pd.DataFrame:
    """Return the owners' own words about some actions: right of reply."""
    its = actions[actions["key"].isin(set(keys))]
    said = its[its["update"].notna()]
    return said[["ref", "action", "lead", "update", "update_date"]].set_axis(["Ref", "Action", "Lead", "The owner says", "On"], axis=1)


def label_corners() -> pd.DataFrame:
    """Return what each corner means."""
    rows = [(f"{CORNER_SYMBOLS[name]} {name}", meaning) for name, meaning in CORNERS.items()]
    return pd.DataFrame(rows, columns=["Where it stands", "What it means"])
