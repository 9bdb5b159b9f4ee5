"""What is different between two versions of a plan."""

import re

import pandas as pd

# Fields whose change a board asks about, with the words for it. The order is the order on the page.
WATCHED: tuple[tuple[str, str], ...] = (
    ("status", "status moved"),
    ("due", "date moved"),
    ("action", "reworded"),
    ("lead", "new lead"),
    ("theme", "moved to another theme"),
    ("update", "new update"),
    ("evidence", "evidence changed"),
)


def match_actions(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Pair the actions of two versions, each at most once.

    First by a reference that stands once in each version, then by the same words.

    Returns
    -------
    DataFrame
        Columns ``old_key`` and ``new_key``; missing on one side where an action was added or dropped.
    """
    pairs: list[tuple[str | None, str | None]] = []
    left, right = dict.fromkeys(old["key"]), dict.fromkeys(new["key"])
    for identify in (_unique_refs, _unique_texts):
        theirs = identify(new[new["key"].isin(list(right))])
        for name, key in identify(old[old["key"].isin(list(left))]).items():
            if name in theirs:
                pairs.append((key, theirs[name]))
                del left[key], right[theirs[name]]
    pairs += [(key, None) for key in left] + [(None, key) for key in right]
    return pd.DataFrame(pairs, columns=["old_key", "new_key"], dtype="object")


def _unique_refs(actions: pd.DataFrame) -> dict[str, str]:
    return _once(actions["ref"].fillna("").str.strip().str.casefold(), actions["key"])


def _unique_texts(actions: pd.DataFrame) -> dict[str, str]:
    return _once(actions["action"].map(lambda text: re.sub(r"\W+", " ", str(text)).strip().casefold()), actions["key"])


def _once(names: pd.Series, keys: pd.Series) -> dict[str, str]:
    counts = names.value_counts()
    return {name: key for name, key in zip(names, keys, strict=True) if name and counts[name] == 1}


def list_changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """List what changed, one line a change.

    Parameters
    ----------
    old, new : DataFrame
        Canonical actions of the earlier and the later version.

    Returns
    -------
    DataFrame
        Columns ``ref``, ``action``, ``change`` (added, dropped, or a word of ``WATCHED``), ``before``, ``after``. Empty
        where nothing changed.
    """
    before, after = old.set_index("key", drop=False), new.set_index("key", drop=False)
    lines: list[tuple[object, object, str, object, object]] = []
    for old_key, new_key in match_actions(old, new).itertuples(index=False):
        if old_key is None or new_key is None:
            row = after.loc[new_key] if old_key is None else before.loc[old_key]
            lines.append(
                (
                    row["ref"],
                    row["action"],
                    "added" if old_key is None else "dropped",
                    None if old_key is None else row["status"],
                    None if new_key is None else row["status"],
                )
            )
            continue
        was, now = before.loc[old_key], after.loc[new_key]
        for field, word in WATCHED:
            if _differs(was[field], now[field]):
                lines.append((now["ref"], now["action"], word, was[field], now[field]))
    return pd.DataFrame(lines, columns=["ref", "action", "change", "before", "after"])


def _differs(was: object, now: object) -> bool:
    if pd.isna(was) and pd.isna(now):
        return False
    return bool(pd.isna(was) or pd.isna(now) or was != now)


def count_changes(changes: pd.DataFrame) -> dict[str, int]:
    """Count the lines of ``list_changes`` by kind, in the order in which a board asks."""
    counts = changes["change"].value_counts()
    order = ["added", "dropped", *(word for _, word in WATCHED)]
    return {kind: int(counts[kind]) for kind in order if kind in counts}


def compare_figures(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, int]:
    """Count what an upload of figures would change.

    Parameters
    ----------
    old, new : DataFrame
        Canonical observations: those now on show for the same measures, and those of the upload.

    Returns
    -------
    dict
        ``new`` figures for a measure, area, breakdown and period that had none, ``changed`` ones, and ``same`` ones.
    """
    place = ["measure", "area_code", "breakdown", "period_end"]
    both = new[[*place, "value", "symbol"]].merge(old[[*place, "value", "symbol"]], on=place, how="left", suffixes=("", "_old"), indicator=True)
    known = both["_merge"] == "both"
    same_value = (both["value"] == both["value_old"]) | (both["value"].isna() & both["value_old"].isna())
    same_symbol = both["symbol"].fillna("") == both["symbol_old"].fillna("")
    same = known & same_value & same_symbol
    return {"new": int((~known).sum()), "changed": int((known & ~same).sum()), "same": int(same.sum())}
