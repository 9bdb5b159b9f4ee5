"""Finding actions, and everything known about one of them."""

from datetime import date

import pandas as pd

from analysis.progress import COUNT_LABELS, judge_dates, read_statuses
from analysis.wording import count_of
from model import TABLES
from model.vocabulary import STATUS_SYMBOLS

SEARCHED = ("ref", "action", "theme", "lead", "update", "evidence", "outcome", "measure", "recommendation", "other")
# What ?dates=... in the address may ask for: the same counts, under the same names, that the overview shows.
DATE_CHOICES = COUNT_LABELS


def search_actions(actions: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return the actions in which every word occurs somewhere, whatever its case; all of them for no words."""
    if not words.strip():
        return actions
    text = (
        actions[[*SEARCHED]].fillna("").agg(" ".join, axis=1)
        + " "
        + actions["deliver"].map(" ".join)
        + " "
        + actions["recommendation_refs"].map(" ".join)
    )
    text = text.str.casefold()
    keep = pd.Series(True, index=actions.index)
    for word in words.casefold().split():
        keep &= text.str.contains(word, regex=False)
    return actions[keep]


def choose_by_dates(actions: pd.DataFrame, choice: str, today: date) -> pd.DataFrame:
    """Return the actions of one of ``DATE_CHOICES``, judged on ``today``; all of them for any other choice."""
    if choice not in DATE_CHOICES:
        return actions
    return actions[judge_dates(actions, today)[choice].fillna(False).astype(bool)]


def label_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a list of actions as people read them, the status with its symbol."""
    statuses = read_statuses(actions)
    return pd.DataFrame(
        {
            "Ref": actions["ref"],
            "Action": actions["action"],
            "Lead": actions["lead"],
            "Due": [_due(due, text) for due, text in zip(actions["due"], actions["due_text"], strict=True)],
            "Status": [f"{STATUS_SYMBOLS[status]} {status}" for status in statuses],
            "Theme": actions["theme"],
        }
    )


def _due(due: pd.Timestamp, typed: object) -> str:
    """Return the date, or the deadline's own words where it has no date."""
    if pd.notna(due):
        return f"{due.day} {due:%B %Y}"
    return str(typed) if pd.notna(typed) else ""


def describe_found(found: pd.DataFrame, actions: pd.DataFrame) -> str:
    """Return the sentence above the list."""
    if len(found) == len(actions):
        return f"{count_of(len(actions), 'action').capitalize()}."
    return f"{len(found)} of {count_of(len(actions), 'action')}."


def name_action(action: pd.Series) -> str:
    """Return a short name of an action for a list to choose from."""
    text = action["action"] if len(action["action"]) <= 90 else action["action"][:89] + "…"
    return f"{action['ref']} {text}" if pd.notna(action["ref"]) else text


def describe_action(action: pd.Series) -> pd.DataFrame:
    """Return everything known about an action as two columns, what and value, empty fields left out."""
    rows = []
    for column in TABLES["actions"].columns:
        value = action[column.name]
        known = bool(value) if isinstance(value, list) else pd.notna(value)
        if known and column.name != "key":
            rows.append((column.label, f"{STATUS_SYMBOLS[value]} {value}" if column.name == "status" else value))
    return pd.DataFrame(rows, columns=["What", "Value"], dtype="object")
