"""Plan to plan: where the outstanding actions and recommendations of an old plan went when a new one replaced it.

References begin again in a new plan, so only words count: the same words are a successor; similar words are suggested, and a person
says. An outstanding action without a successor is listed until somebody says where it went, so that nothing is lost.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from analysis.matching import identify, match_actions, plain_words, suggest_pairs
from analysis.progress import read_statuses
from analysis.uk_time import in_uk
from analysis.wording import are, count_of
from model.vocabulary import DONE, STATUS_SYMBOLS

# What somebody may say of an action that has no successor.
OUTCOMES = {
    "finished": "finished before the new plan began",
    "business": "carried on outside the plan, as everyday business",
    "merged": "taken into another action",
    "stopped": "stopped by decision",
}
CARRIED, EXPLAINED, OPEN = "carried into the new plan", "explained", "nobody has said where it went"
AGREED = "The same action in other words"  # what a person said who confirmed a suggested successor


def follow_outstanding(
    old: pd.DataFrame,
    new: pd.DataFrame,
    confirmed: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
    by: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Follow every outstanding action of the old plan into the new one.

    Parameters
    ----------
    old, new : DataFrame
        Canonical actions of the old plan's last version and of the new plan's version on show.
    confirmed : mapping of str to str, optional
        Pairs that a person confirmed, see ``analysis.matching.pair``.
    said : mapping of str to str, optional
        From the identity of an old action to what somebody said: ``outcome`` or ``outcome: words``, with an outcome of ``OUTCOMES``.
    by : mapping of str to str, optional
        From the identity of an old action to who said it, and when, see `split_answers`.

    Returns
    -------
    DataFrame
        One row for each old action that is not done: ``key``, ``ref``, ``action``, ``theme``, ``status``, ``due``, ``id``, ``where`` (carried,
        explained, or open), ``new_key``, ``new_ref``, ``new_action``, ``new_status``, ``words`` (what was said) and ``by`` (who said it,
        and when; empty where nothing was said). Open ones first.
    """
    left = old[~read_statuses(old).isin(DONE)]
    pairs = match_actions(left, new, confirmed, same_plan=False)
    both = pairs[pairs["old_key"].notna() & pairs["new_key"].notna()]
    successor = dict(zip(both["old_key"], both["new_key"], strict=True))
    agreed = set(both.loc[both["how"] == "confirmed", "old_key"])
    by_key = new.assign(status=read_statuses(new)).drop_duplicates("key").set_index("key")
    rows = []
    for (_, row), identity in zip(left.iterrows(), identify(left), strict=True):
        new_key = successor.get(row["key"])
        words = AGREED if row["key"] in agreed else _say((said or {}).get(identity, ""))
        where = CARRIED if new_key is not None else EXPLAINED if words else OPEN
        heir = (new_key, *by_key.loc[new_key, ["ref", "action", "status"]]) if new_key is not None else (None,) * 4
        status = row["status"] if isinstance(row["status"], str) else "not known"
        who = (by or {}).get(identity, "") if words else ""
        rows.append((row["key"], row["ref"], row["action"], row["theme"], status, row["due"], identity, where, *heir, words, who))
    columns = ["key", "ref", "action", "theme", "status", "due", "id", "where", "new_key", "new_ref", "new_action", "new_status", "words", "by"]
    followed = pd.DataFrame(rows, columns=columns).astype({"due": "datetime64[us]"})
    order = {OPEN: 0, EXPLAINED: 1, CARRIED: 2}
    return followed.sort_values("where", key=lambda column: column.map(order), kind="stable").reset_index(drop=True)


def _say(answer: str) -> str:
    outcome, _, words = answer.partition(":")
    if outcome not in OUTCOMES:
        return ""
    return f"{OUTCOMES[outcome].capitalize()}{f': {words.strip()}' if words.strip() else ''}"


def split_answers(answers: pd.DataFrame, match: str, went: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Split what was said about an old plan's actions, the last answer to each question counting.

    Parameters
    ----------
    answers : DataFrame
        ``question``, ``answer``, ``who`` and ``at`` (UTC), oldest first.
    match, went : str
        What a question begins with that pairs two actions, or that says where one went; the identity of the old action follows.

    Returns
    -------
    tuple of dict
        From the identity of an old action to its pair, to where it went, and to who said the last of these, and when.
    """
    pairs: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    by: dict[str, str] = {}
    for question, answer, who, at in answers[["question", "answer", "who", "at"]].itertuples(index=False, name=None):
        for prefix, kept in ((match, pairs), (went, outcomes)):
            if question.startswith(prefix):
                kept[question.removeprefix(prefix)] = answer
                by[question.removeprefix(prefix)] = f"{who}, {_day(in_uk(at))}"
    return pairs, outcomes, by


def suggest_successors(
    old: pd.DataFrame, new: pd.DataFrame, confirmed: Mapping[str, str] | None = None, followed: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Suggest successors with similar words for the outstanding actions without one, as ``analysis.matching.suggest_pairs``.

    With ``followed``, from `follow_outstanding`, only for those that nobody has accounted for: what is explained is not asked about again.
    """
    suggested = suggest_pairs(old[~read_statuses(old).isin(DONE)], new, confirmed, same_plan=False)
    return suggested if followed is None else suggested[suggested["old_id"].isin(followed.loc[followed["where"] == OPEN, "id"])]


def note_suggestions(followed: pd.DataFrame, suggested: pd.DataFrame) -> pd.DataFrame:
    """Return `follow_outstanding` with ``suggested``: the new action that waits for a person's yes or no, by its reference, else its words."""
    names = [ref if isinstance(ref, str) else action for ref, action in zip(suggested["new_ref"], suggested["new_action"], strict=True)]
    waiting = dict(zip(suggested["old_id"], names, strict=True))
    offered = [waiting.get(identity, "") if where == OPEN else "" for identity, where in zip(followed["id"], followed["where"], strict=True)]
    return followed.assign(suggested=offered)


def follow_recommendations(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return the old plan's recommendations that the new one does not have, by their words; those without words by their reference.

    Parameters
    ----------
    old, new : DataFrame
        Canonical recommendations of the two plans.

    Returns
    -------
    DataFrame
        ``ref``, ``text``, ``category`` and ``carried`` of every recommendation of the old plan; those not carried first.
    """
    words = {plain_words(text) for text in new["text"].dropna()}
    refs = set(new.loc[new["text"].isna(), "ref"])
    carried = [
        plain_words(text) in words if isinstance(text, str) else ref in refs | set(new["ref"])
        for ref, text in zip(old["ref"], old["text"], strict=True)
    ]
    followed = old[["ref", "text", "category"]].assign(carried=pd.Series(carried, index=old.index, dtype=bool))
    return followed.sort_values("carried", kind="stable").reset_index(drop=True)


def describe_succession(followed: pd.DataFrame) -> str:
    """Return the finding in one sentence; the parts add up to the outstanding actions."""
    if followed.empty:
        return "Every action of the old plan was done, so none had to be carried over."
    counts = followed["where"].value_counts()
    parts = [int(counts.get(where, 0)) for where in (CARRIED, EXPLAINED, OPEN)]
    whole = count_of(len(followed), "outstanding action")
    carried = f"Of {whole} of the old plan {parts[0]:,} {are(parts[0])} carried into the new one"
    if not parts[2]:
        return f"{carried} and {parts[1]:,} {are(parts[1])} explained: none is lost."
    text = (
        f"{carried}, {parts[1]:,} {are(parts[1])} explained, "
        f"and of {parts[2]:,} nobody has said where {'it' if parts[2] == 1 else 'they'} went"
    )
    waiting = int(followed["suggested"].ne("").sum()) if "suggested" in followed else 0
    if not waiting:
        return f"{text}."
    return f"{text}; for {waiting:,} of {'it' if parts[2] == 1 else 'them'} a match is suggested and waits for a person."


def describe_old(name: str, as_at: date, old: pd.DataFrame, followed: pd.DataFrame) -> str:
    """Return what the old plan's last version held, and how many of its actions that were carried over are done by now."""
    left, carried = len(followed), followed[followed["where"] == CARRIED]
    text = f"{name} had {count_of(len(old), 'action')} as at {_day(as_at)}: {len(old) - left:,} done and {left:,} outstanding."
    if carried.empty:
        return text
    done = int(carried["new_status"].isin(DONE).sum())
    return f"{text} Of the {len(carried):,} carried into the new plan, {done:,} {are(done)} done there."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def label_succession(followed: pd.DataFrame) -> pd.DataFrame:
    """Return `follow_outstanding`, with or without `note_suggestions`, with headings for reading."""
    offered = followed["suggested"] if "suggested" in followed else pd.Series("", index=followed.index)
    where = [f"{went}; {new} is suggested and waits for a person" if new else went for went, new in zip(followed["where"], offered, strict=True)]
    said = [f"{words} ({by})" if by else words for words, by in zip(followed["words"], followed["by"], strict=True)]
    return pd.DataFrame(
        {
            "Ref": followed["ref"],
            "Action of the old plan": followed["action"],
            "Where it went": where,
            "Last status": [f"{STATUS_SYMBOLS[s]} {s}" for s in followed["status"]],
            "Due": followed["due"],
            "New ref": followed["new_ref"],
            "Action of the new plan": followed["new_action"],
            "Status now": [f"{STATUS_SYMBOLS[s]} {s}" if isinstance(s, str) else "" for s in followed["new_status"]],
            "What was said, by whom": said,
        }
    )


def label_recommendations(followed: pd.DataFrame) -> pd.DataFrame:
    """Return `follow_recommendations` with headings for reading."""
    names = {"ref": "Recommendation", "text": "What it says", "category": "Class", "carried": "In the new plan"}
    return followed.rename(columns=names)[list(names.values())]
