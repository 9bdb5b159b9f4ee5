"""What is different between two versions of a plan, action by action.

Every action of either version is in exactly one of three places: *kept* (in both), *added* or *dropped*. A kept action may have
changed in several ways, each a kind of its own. A status that moved is of one kind only: signed off, completed, reopened, sign-off
taken back, or else status moved; together these are all the moves of the from-to table.
"""

from collections.abc import Collection, Mapping
from copy import copy
from typing import Any

import numpy as np
import pandas as pd

from analysis.matching import Pairing, pair
from analysis.progress import OFF_TRACK
from analysis.wording import count_of, join_words
from model.vocabulary import DONE, STATUS_NAMES, STATUS_SYMBOLS

ADDED, DROPPED, UNTOUCHED = "added", "dropped", "untouched"
COMPLETED, SIGNED_OFF, REOPENED, TAKEN_BACK, STATUS_MOVED = "completed", "signed off", "reopened", "sign-off taken back", "status moved"
DATE_MOVED, REWORDED, NEW_LEAD, NEW_BODIES, NEW_THEME = "date moved", "reworded", "new lead", "other bodies deliver", "moved to another theme"
RENUMBERED, NEW_UPDATE, NEW_EVIDENCE = "other reference", "new update", "evidence changed"
STATUS_KINDS = (REOPENED, COMPLETED, SIGNED_OFF, TAKEN_BACK, STATUS_MOVED)
# The kinds in the order in which a board asks for them.
KINDS = (
    DROPPED,
    ADDED,
    REOPENED,
    COMPLETED,
    SIGNED_OFF,
    TAKEN_BACK,
    STATUS_MOVED,
    DATE_MOVED,
    REWORDED,
    NEW_LEAD,
    NEW_BODIES,
    NEW_THEME,
    RENUMBERED,
    NEW_UPDATE,
    NEW_EVIDENCE,
)
_TEXTS = {"ref": RENUMBERED, "action": REWORDED, "lead": NEW_LEAD, "theme": NEW_THEME, "update": NEW_UPDATE, "evidence": NEW_EVIDENCE}
_IN_WORDS = {
    STATUS_MOVED: ("other move of status", "other moves of status"),
    DATE_MOVED: ("date moved", "dates moved"),
    NEW_LEAD: ("new lead", "new leads"),
}
NOT_BEFORE, NO_LONGER, TOTAL = "not in the plan before", "no longer in the plan", "All"
RED = OFF_TRACK


class Difference:
    """Two versions side by side: the rows of each that are the same action, and what differs.

    Parameters
    ----------
    old, new : DataFrame
        Canonical actions of the earlier and the later version.
    confirmed : mapping of str to str, optional
        As in ``analysis.matching.pair``.
    pairing : Pairing, optional
        The pairs where they are known already, as from ``analysis.history.pair_versions``.
    """

    def __init__(self, old: pd.DataFrame, new: pd.DataFrame, confirmed: Mapping[str, str] | None = None, *, pairing: Pairing | None = None) -> None:
        self.old, self.new = old, new
        self.pairing: Pairing = pair(old, new, confirmed) if pairing is None else pairing
        partner = self.pairing.partner
        self.was = np.flatnonzero(partner >= 0)
        self.now = partner[self.was]
        self.dropped = np.flatnonzero(partner < 0)
        self.added = np.setdiff1d(np.arange(len(new)), self.now)
        self.kinds: dict[str, np.ndarray] = {
            **self._compare_statuses(),
            DATE_MOVED: self._compare_dates(),
            **{kind: self._compare_texts(name) for name, kind in _TEXTS.items()},
            NEW_BODIES: self._compare_bodies(),
        }
        changed = np.zeros(len(self.was), dtype=bool)
        for flags in self.kinds.values():
            changed |= flags
        self.untouched = ~changed

    def only(self, old_keys: Collection[str], new_keys: Collection[str]) -> "Difference":
        """Return the difference for some actions: kept and added ones by their keys now, dropped ones by their keys then."""
        part = copy(self)
        keys = self.new["key"].to_numpy(dtype=object)
        kept = np.isin(keys[self.now], list(new_keys))
        part.was, part.now = self.was[kept], self.now[kept]
        part.added = self.added[np.isin(keys[self.added], list(new_keys))]
        part.dropped = self.dropped[np.isin(self.old["key"].to_numpy(dtype=object)[self.dropped], list(old_keys))]
        part.kinds = {kind: flags[kept] for kind, flags in self.kinds.items()}
        part.untouched = self.untouched[kept]
        return part

    def _both(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        return self.old[name].to_numpy(dtype=object)[self.was], self.new[name].to_numpy(dtype=object)[self.now]

    def _compare_texts(self, name: str) -> np.ndarray:
        was, now = self.old[name].array.take(self.was), self.new[name].array.take(self.now)
        differs = np.array(was != now, dtype=bool)
        # Few differ; only these are looked at again: missing on both sides, or only spaced and broken into lines in another way.
        few = np.flatnonzero(differs)
        differs[few] = [_words(a) != _words(b) for a, b in zip(was.take(few).tolist(), now.take(few).tolist(), strict=True)]
        return differs

    def _compare_bodies(self) -> np.ndarray:
        was, now = self._both("deliver")
        return np.fromiter((set(a) != set(b) if a != b else False for a, b in zip(was, now, strict=True)), dtype=bool, count=len(was))

    def _compare_dates(self) -> np.ndarray:
        was, now = (side["due"].to_numpy()[rows] for side, rows in ((self.old, self.was), (self.new, self.now)))
        differs = (was != now) & ~(np.isnat(was) & np.isnat(now))
        undated = np.isnat(was) & np.isnat(now)
        return np.asarray(differs | (undated & self._compare_texts("due_text")), dtype=bool)

    def _compare_statuses(self) -> dict[str, np.ndarray]:
        was, now = self.statuses()
        moved = was != now
        was_done, is_done = np.isin(was, DONE), np.isin(now, DONE)
        signed, unsigned = moved & (now == SIGNED_OFF), moved & (was == SIGNED_OFF) & is_done
        completed, reopened = moved & ~was_done & is_done & ~signed, moved & was_done & ~is_done
        rest = moved & ~(signed | unsigned | completed | reopened)
        return {REOPENED: reopened, COMPLETED: completed, SIGNED_OFF: signed, TAKEN_BACK: unsigned, STATUS_MOVED: rest}

    def statuses(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the status of each kept action before and now; missing is *not known*."""
        was, now = self._both("status")
        return _known(was), _known(now)


def _known(statuses: np.ndarray) -> np.ndarray:
    return np.array([status if isinstance(status, str) else "not known" for status in statuses], dtype="U16")


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def list_changes(old: pd.DataFrame, new: pd.DataFrame, confirmed: Mapping[str, str] | None = None) -> pd.DataFrame:
    """List what changed, one line a change; an action that changed in two ways has two.

    Parameters
    ----------
    old, new : DataFrame
        Canonical actions of the earlier and the later version.
    confirmed : mapping of str to str, optional
        Pairs that a person confirmed, see ``analysis.matching.pair``.

    Returns
    -------
    DataFrame
        Columns ``ref``, ``action``, ``change`` (one of ``KINDS``), ``before``, ``after`` (values as they stand in the tables), ``days``
        (a date's move, positive later; missing for other kinds), ``theme``, ``status`` (now, or last known), ``old_key``, ``new_key``
        (missing where an action was added or dropped). In the order of ``KINDS``; empty where nothing changed.
    """
    return describe_changes(Difference(old, new, confirmed))


def describe_changes(difference: Difference) -> pd.DataFrame:
    """Return the lines of `list_changes` for two versions already compared."""
    lines: list[tuple] = []
    old, new = _Cells(difference.old), _Cells(difference.new)
    for i in difference.dropped.tolist():
        lines.append(_line(old, i, DROPPED, old.status(i), None, key=(old["key"][i], None)))
    for j in difference.added.tolist():
        lines.append(_line(new, j, ADDED, None, new.status(j), key=(None, new["key"][j])))
    for kind in KINDS:
        if kind in difference.kinds:
            for place in np.flatnonzero(difference.kinds[kind]).tolist():
                i, j = int(difference.was[place]), int(difference.now[place])
                before, after = _values(old, i, kind), _values(new, j, kind)
                lines.append(_line(new, j, kind, before, after, key=(old["key"][i], new["key"][j])))
    columns = ["ref", "action", "change", "before", "after", "days", "theme", "status", "old_key", "new_key"]
    return pd.DataFrame(lines, columns=columns, dtype="object").astype({"days": "Int64"})


class _Cells:
    """The cells of a version by column and place, each column turned into a list once and only when asked for."""

    def __init__(self, actions: pd.DataFrame) -> None:
        self._actions = actions
        self._lists: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._lists:
            column = self._actions[name]
            # Of dates only the few asked for are made into timestamps, which takes longest.
            self._lists[name] = column.array if column.dtype.kind == "M" else column.tolist()
        return self._lists[name]

    def status(self, place: int) -> str:
        value = self["status"][place]
        return value if isinstance(value, str) else "not known"


def _line(side: _Cells, place: int, kind: str, before: object, after: object, *, key: tuple[object, object]) -> tuple:
    dated = isinstance(before, pd.Timestamp) and isinstance(after, pd.Timestamp)
    days = (after - before).days if dated else pd.NA  # type: ignore[operator]
    return side["ref"][place], side["action"][place], kind, before, after, days, side["theme"][place], side.status(place), *key


def _values(side: _Cells, place: int, kind: str) -> object:
    if kind in STATUS_KINDS:
        return side.status(place)
    if kind == DATE_MOVED:
        due = side["due"][place]
        return due if pd.notna(due) else side["due_text"][place]
    if kind == NEW_BODIES:
        return side["deliver"][place]
    return side[next(name for name, word in _TEXTS.items() if word == kind)][place]


def count_changes(changes: pd.DataFrame) -> dict[str, int]:
    """Count the lines of `list_changes` by kind, in the order in which a board asks; kinds that do not occur are left out."""
    counts = changes["change"].value_counts()
    return {kind: int(counts[kind]) for kind in KINDS if kind in counts}


def add_up(difference: Difference) -> dict[str, int]:
    """Return ``before``, ``dropped``, ``kept``, ``added``, ``now``, ``changed`` and ``untouched``.

    before = dropped + kept, now = added + kept, kept = changed + untouched.
    """
    untouched = int(difference.untouched.sum())
    return {
        "before": len(difference.was) + len(difference.dropped),
        DROPPED: len(difference.dropped),
        "kept": len(difference.was),
        ADDED: len(difference.added),
        "now": len(difference.was) + len(difference.added),
        "changed": len(difference.was) - untouched,
        UNTOUCHED: untouched,
    }


def tabulate_statuses(difference: Difference) -> pd.DataFrame:
    """Return from which status to which every action went, actions that did not move included.

    Returns
    -------
    DataFrame
        ``from`` (each status that occurs, then ``NOT_BEFORE`` and ``TOTAL``) and one column for each status that occurs now, then
        ``NO_LONGER`` and ``TOTAL``. Rows add up to the earlier version, columns to the later one.
    """
    was, now = difference.statuses()
    gone = _known(difference.old["status"].to_numpy(dtype=object)[difference.dropped])
    come = _known(difference.new["status"].to_numpy(dtype=object)[difference.added])
    rows = [*was, *gone, *[NOT_BEFORE] * len(come)]
    columns = [*now, *[NO_LONGER] * len(gone), *come]
    order = [name for name in STATUS_NAMES if name in {*rows, *columns}]
    counts = pd.crosstab(pd.Series(rows, dtype=object), pd.Series(columns, dtype=object))
    counts = counts.reindex(index=[*order, NOT_BEFORE], columns=[*order, NO_LONGER], fill_value=0)
    counts[TOTAL] = counts.sum(axis=1)
    counts.loc[TOTAL] = counts.sum()
    return counts.rename_axis("from").rename_axis(None, axis=1).reset_index()


def find_reused(difference: Difference) -> pd.DataFrame:
    """Return the references that now stand for another action: ``ref``, ``before`` and ``after`` (the two texts)."""
    old, new = _Cells(difference.old), _Cells(difference.new)
    rows = [(new["ref"][j], old["action"][i], new["action"][j]) for i, j in difference.pairing.reused]
    return pd.DataFrame(rows, columns=["ref", "before", "after"], dtype="object")


def pick_dropped_red(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of actions that were dropped while off track."""
    return changes[(changes["change"] == DROPPED) & (changes["before"] == RED)]


def describe_difference(counts: Mapping[str, int], sums: Mapping[str, int], red: int) -> str:
    """Return one sentence that says what changed, the weightiest first.

    Parameters
    ----------
    counts : mapping
        From `count_changes`.
    sums : mapping
        From `add_up`.
    red : int
        How many were dropped while off track.
    """
    if not counts:
        return f"Nothing changed: {count_of(sums['kept'], 'action')}, all untouched."
    said = []
    for kind in KINDS:
        if kind in counts and kind not in (NEW_UPDATE, NEW_EVIDENCE, RENUMBERED, NEW_BODIES, NEW_THEME):
            one, many = _IN_WORDS.get(kind, (kind, kind))
            said.append(f"{counts[kind]:,} {one if counts[kind] == 1 else many}" + (f" ({red:,} while off track)" if kind == DROPPED and red else ""))
    said.append(f"{sums[UNTOUCHED]:,} untouched")
    return f"{join_words(said)}."


def describe_sums(sums: Mapping[str, int]) -> str:
    """Return the sentence that shows that no action was lost: both versions add up."""
    return (
        f"{count_of(sums['before'], 'action')} before = {sums['kept']:,} kept + {sums[DROPPED]:,} dropped; "
        f"{sums['now']:,} now = {sums['kept']:,} kept + {sums[ADDED]:,} added; "
        f"of the {sums['kept']:,} kept, {sums['changed']:,} changed and {sums[UNTOUCHED]:,} {'is' if sums[UNTOUCHED] == 1 else 'are'} untouched."
    )


def label_changes(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the lines with headings for reading, statuses with their symbol."""
    return pd.DataFrame(
        {
            "Ref": changes["ref"],
            "Action": changes["action"],
            "Change": changes["change"],
            "Before": [_with_symbol(value) for value in changes["before"]],
            "After": [_with_symbol(value) for value in changes["after"]],
            "Days": changes["days"],
        }
    )


def _with_symbol(value: object) -> object:
    return f"{STATUS_SYMBOLS[value]} {value}" if isinstance(value, str) and value in STATUS_SYMBOLS else value


def label_statuses(table: pd.DataFrame) -> pd.DataFrame:
    """Return the from-to table with headings for reading: rows are the earlier version, columns the later one."""
    named = table.rename(columns=lambda name: "From (down), to (across)" if name == "from" else str(_with_symbol(name)))
    named.iloc[:, 0] = [_with_symbol(value) for value in named.iloc[:, 0]]
    return named


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
