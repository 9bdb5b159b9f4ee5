"""Recommendations and the actions that answer them, with orphans both ways."""

import re
from datetime import date

import pandas as pd

from analysis.progress import group_progress, judge_dates
from analysis.wording import are, count_of, join_words


def link_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each action and recommendation that it names: ``ref`` (the recommendation's) and ``key`` (the action's)."""
    pairs = [(ref, key) for key, refs in zip(actions["key"], actions["recommendation_refs"], strict=True) for ref in dict.fromkeys(refs)]
    return pd.DataFrame(pairs, columns=["ref", "key"], dtype="object")


def list_recommendations(recommendations: pd.DataFrame, actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """List every recommendation once, with what is being done about it.

    Recommendations that only an action names are listed too, so that none is lost.

    Returns
    -------
    DataFrame
        ``ref``, ``category``, ``text``, ``themes`` (list), ``actions``, ``done``, ``overdue`` (counts), ``owners`` (list: its owner, else
        the leads of its actions), ``measures`` (list: named on its actions).
    """
    judged = actions[["key", "theme", "lead", "measure", "category", "recommendation"]].join(judge_dates(actions, today)[["done", "overdue"]])
    links = link_actions(actions).merge(judged, on="key", how="left")
    by_ref = dict(tuple(links.groupby("ref", sort=False)))
    known = recommendations.drop_duplicates("ref").set_index("ref")
    rows = []
    for ref in dict.fromkeys([*known.index, *by_ref]):
        own = known.loc[ref] if ref in known.index else None
        its = by_ref.get(ref, links.head(0))
        rows.append(
            {
                "ref": ref,
                "category": _first(own["category"] if own is not None else None, its["category"]),
                "text": _first(own["text"] if own is not None else None, its["recommendation"]),
                "themes": list(dict.fromkeys([*(own["themes"] if own is not None else []), *its["theme"].dropna()])),
                "actions": len(its),
                "done": int(its["done"].sum()),
                "overdue": int(its["overdue"].sum()),
                "owners": [own["owner"]] if own is not None and pd.notna(own["owner"]) else list(dict.fromkeys(its["lead"].dropna())),
                "measures": list(dict.fromkeys(its["measure"].dropna())),
            }
        )
    table = pd.DataFrame(rows, columns=["ref", "category", "text", "themes", "actions", "done", "overdue", "owners", "measures"])
    return table.sort_values("ref", key=lambda refs: refs.map(_natural), kind="stable").reset_index(drop=True)


def _first(stated: object, others: pd.Series) -> object:
    return stated if stated is not None and pd.notna(stated) else next(iter(others.dropna()), None)


def _natural(ref: str) -> str:
    """Order LA 2 before LA 10."""
    return re.sub(r"\d+", lambda number: number.group().zfill(6), ref)


def count_links(table: pd.DataFrame) -> tuple[int, int]:
    """Return how many theme-recommendation links there are and how many recommendations stand behind them."""
    return int(table["themes"].map(len).sum()), len(table)


def count_progress(table: pd.DataFrame, actions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Count statuses under each recommendation, those with most overdue or off track first.

    An action that answers two recommendations counts under both, so the rows do not add up to the plan's actions.

    Returns
    -------
    DataFrame
        As ``analysis.progress.group_progress``; the group is the reference with the first words of the text.
    """
    names = {ref: f"{ref} {text}" if pd.notna(text) else ref for ref, text in zip(table["ref"], table["text"], strict=True)}
    linked = link_actions(actions).merge(actions.drop(columns="ref"), on="key", how="left")
    progress = group_progress(linked, linked["ref"].map(names), today, order=names.values())
    return progress.sort_values(["trouble", "done_share"], ascending=[False, True], kind="stable").reset_index(drop=True)


def describe_progress(progress: pd.DataFrame) -> str:
    """Return the sentence under the bars: which recommendations have actions overdue or off track."""
    worst = progress[progress["trouble"] > 0]
    if worst.empty:
        return "No recommendation has an action that is overdue or off track."
    named = join_words(
        str(group).split(" ", 2)[0] + " " + str(group).split(" ", 2)[1] if " " in str(group) else str(group) for group in worst["group"].head(3)
    )
    subject = f"{count_of(len(worst), 'recommendation')} {'has' if len(worst) == 1 else 'have'}"
    return f"{subject} actions that are overdue or off track, most of them under {named}."


def keep_named(recommendations: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """Return the recommendations that at least one of the actions names."""
    return recommendations[recommendations["ref"].isin(link_actions(actions)["ref"])]


def keep_filtered(table: pd.DataFrame, actions: pd.DataFrame, shown: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find orphans in the whole plan, then keep those that belong to what is shown.

    A choice of theme or agency hides actions; it must not make a recommendation look as if nobody had picked it up.

    Parameters
    ----------
    table : DataFrame
        From ``list_recommendations``, of the whole plan.
    actions, shown : DataFrame
        All canonical actions, and those that the choices leave.
    """
    lonely, unlinked = find_orphans(table, actions)
    return lonely, unlinked[unlinked["key"].isin(shown["key"])].reset_index(drop=True)


def label_recommendations(table: pd.DataFrame) -> pd.DataFrame:
    """Return the recommendations with headings for reading."""
    labels = {
        "ref": "Ref",
        "category": "Class",
        "text": "Recommendation",
        "themes": "Themes",
        "actions": "Actions",
        "done": "Done",
        "overdue": "Overdue",
        "owners": "Who answers",
        "measures": "Measures named",
    }
    return table.rename(columns=labels)


def find_orphans(table: pd.DataFrame, actions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the recommendations without an action, and the actions without a recommendation."""
    return table[table["actions"] == 0].reset_index(drop=True), actions[actions["recommendation_refs"].map(len) == 0].reset_index(drop=True)


def describe_recommendations(table: pd.DataFrame, lonely: pd.DataFrame, unlinked: pd.DataFrame) -> str:
    """Return the sentence that sums the page up."""
    links, count = count_links(table)
    if not count:
        return "This plan names no recommendations."
    answered = int(((table["actions"] > 0) & (table["done"] == table["actions"])).sum())
    text = count_of(count, "recommendation")
    text += f" in {count_of(links, 'link')} with themes" if links > count else ""
    text += f"; {answered} {'has' if answered == 1 else 'have'} all actions done, {len(lonely)} {'has' if len(lonely) == 1 else 'have'} no action"
    return f"{text}; {count_of(len(unlinked), 'action')} {are(len(unlinked))} without a recommendation."
