"""Which action of one version is which action of another: a pure function of the two versions and the pairs a person confirmed.

In this order, each action at most once:

1. pairs that a person confirmed;
2. the same reference and the same words;
3. the same words alone, where they stand once in each version (an action that got another reference);
4. the same reference, unless the words show that it was given to another action: that is noticed, not paired.

Words that are only similar never make a pair by themselves: they are suggested, and a person says whether it is the same action.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

# Two texts that share less than this of the shorter one's words, and are spelled no more alike than this, are two actions.
LEAST_SHARED = 0.25
LEAST_ALIKE = 60
# Below this a pair by reference is doubted, and gives way where another action's words are as close as CLOSE.
DOUBTED = 70
CLOSE = 85
# From here on similar words are suggested as the same action; unrelated actions of published plans stay under it.
SUGGEST_FROM = 65
MOST_COMPARED = 4_000_000  # texts compared with texts: about three seconds, beyond which no similar words are looked for
FEW_WORDS = 4  # shorter texts ("Staff training") are no evidence against the reference
DIFFERENT = "different"
_SHORT_WORD = 3  # letters; "and", "the", "of" say nothing about what an action is
_STEM = 5  # letters by which words are compared, so that "report" and "reports" are one


@dataclass
class Pairing:
    """Which row of the old version is which row of the new one, by place.

    Parameters
    ----------
    partner : array of int
        For each old row the place of the same action in the new version, -1 where it is gone.
    how : list of str
        For each old row: confirmed, reference, same words, or empty.
    reused : list of tuple of int
        Places of an old and a new row with the same reference and words so different that they are two actions.
    """

    partner: np.ndarray
    how: list[str]
    reused: list[tuple[int, int]] = field(default_factory=list)


class _Side:
    """One version while it is being paired: its references and words, and which of its rows are still free."""

    def __init__(self, actions: pd.DataFrame) -> None:
        self.refs = [plain_ref(ref) for ref in actions["ref"].tolist()]
        self.texts = [text if isinstance(text, str) else "" for text in actions["action"].tolist()]
        self.themes = actions["theme"].fillna("").tolist()
        self.free: dict[int, None] = dict.fromkeys(range(len(actions)))
        self._plain: dict[int, str] = {}

    def plain(self, place: int) -> str:
        """Return the words of a row; worked out only for those that need it."""
        if place not in self._plain:
            self._plain[place] = plain_words(self.texts[place])
        return self._plain[place]

    def identity(self, place: int) -> str:
        """Return the row's identity, see `identify`."""
        return _digest(self.refs[place], self.plain(place))


_Name = Callable[[_Side, int], object]  # what a row is known by while pairs are looked for


def plain_words(text: str) -> str:
    """Return the words of a text without case, punctuation and spacing."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def identify(actions: pd.DataFrame) -> list[str]:
    """Return for each action a short name made of its reference and words, under which a confirmed pair is kept.

    The name does not depend on the version, its order or its sheet, so an answer outlives the withdrawal of the version it was given for.
    """
    side = _Side(actions)
    return [side.identity(place) for place in range(len(actions))]


def pair(old: pd.DataFrame, new: pd.DataFrame, confirmed: Mapping[str, str] | None = None, *, same_plan: bool = True) -> Pairing:
    """Pair the actions of two versions.

    Parameters
    ----------
    old, new : DataFrame
        Canonical actions of the earlier and the later version.
    confirmed : mapping of str to str, optional
        From the identity of an old action to that of the new one, or to ``DIFFERENT`` where the two that looked alike are not the same.
    same_plan : bool
        False where the two belong to different plans: the same reference then says nothing.
    """
    return _pair(_Side(old), _Side(new), confirmed or {}, same_plan)


def share_kept(old: pd.DataFrame, new: pd.DataFrame) -> float:
    """Return the share of actions that two tables have in common by their words, of those of the shorter one; 0 where either is empty.

    Every plan has an action 1.1, so a reference alone, which is enough within one plan, is no evidence here.
    """
    fewer = min(len(old), len(new))
    left, right = _Side(old), _Side(new)
    partner = pair(old, new).partner
    alike = sum(_alike(left.plain(place), right.plain(other)) >= DOUBTED for place, other in enumerate(partner) if other >= 0)
    return alike / fewer if fewer else 0.0


def _pair(left: _Side, right: _Side, confirmed: Mapping[str, str], same_plan: bool) -> Pairing:
    work = _Work(left, right)
    work.take_confirmed(confirmed)
    if same_plan:
        work.take_equal("reference", lambda side, place: (side.refs[place], side.texts[place]), counted=True)
        work.take_equal("reference", lambda side, place: (side.refs[place], side.plain(place)), counted=True)
    work.take_equal("same words", _long_words)
    if same_plan:
        work.take_references(lambda side, place: side.refs[place])
        work.take_references(lambda side, place: side.refs[place] and (side.themes[place], side.refs[place]))
    work.take_equal("same words", lambda side, place: side.plain(place))
    work.result.reused = [(i, j) for i, j in work.result.reused if i in left.free or j in right.free]
    return work.result


def _long_words(side: _Side, place: int) -> str:
    words = side.plain(place)
    return words if words.count(" ") >= FEW_WORDS - 1 else ""


class _Work:
    """Two versions and the pairs found so far; each step takes its pairs out of what is free."""

    def __init__(self, left: _Side, right: _Side) -> None:
        self.left, self.right = left, right
        self.result = Pairing(np.full(len(left.texts), -1, dtype=np.int64), [""] * len(left.texts))
        self.apart: set[tuple[int, int]] = set()

    def _take(self, i: int, j: int, how: str) -> None:
        self.result.partner[i], self.result.how[i] = j, how
        del self.left.free[i], self.right.free[j]

    def take_confirmed(self, confirmed: Mapping[str, str]) -> None:
        """Pair what a person confirmed, and note what a person held apart."""
        if not confirmed:
            return
        mine = _once((self.left.identity(i), i) for i in self.left.free)
        theirs = _once((self.right.identity(j), j) for j in self.right.free)
        for identity, answer in confirmed.items():
            other = answer.removeprefix(f"{DIFFERENT}:")
            i, j = mine.get(identity, -1), theirs.get(other, -1)
            if other != answer:
                self.apart.add((i, j))
            elif i in self.left.free and j in self.right.free:
                self._take(i, j, "confirmed")

    def take_equal(self, how: str, name: _Name, *, counted: bool = False) -> None:
        """Pair rows with the same name: the n-th of one with the n-th of the other where ``counted``, else only names that stand once."""
        if not (self.left.free and self.right.free):
            return
        collect = _numbered if counted else _once
        mine = collect((name(self.left, i), i) for i in self.left.free)
        theirs = collect((name(self.right, j), j) for j in self.right.free)
        for shared, i in mine.items():
            j = theirs.get(shared)
            if j is not None and (i, j) not in self.apart:
                self._take(i, j, how)

    def take_references(self, name: _Name) -> None:
        """Pair rows with the same reference that stands once on each side, but not where the words say that it is another action."""
        left, right = self.left, self.right
        mine, theirs = _once((name(left, i), i) for i in left.free), _once((name(right, j), j) for j in right.free)
        known = self.apart | set(self.result.reused)
        shared = [(i, theirs[ref]) for ref, i in mine.items() if ref in theirs and (i, theirs[ref]) not in known]
        closer = _closer_elsewhere(left, right, [(i, j) for i, j in shared if _alike(left.plain(i), right.plain(j)) < DOUBTED])
        for i, j in shared:
            if (i, j) in closer or not _may_be_one(left.plain(i), right.plain(j)):
                self.result.reused.append((i, j))
            else:
                self._take(i, j, "reference")


def _once(named: Iterable[tuple[object, int]]) -> dict[object, int]:
    """Return the places by name, without empty names and those that stand more than once."""
    places: dict[object, int] = {}
    twice = set()
    for name, place in named:
        if name in places:
            twice.add(name)
        elif name:
            places[name] = place
    for name in twice:
        del places[name]
    return places


def _numbered(named: Iterable[tuple[object, int]]) -> dict[object, int]:
    """Return the places by name and by how often that name stood before: rows that are alike in everything keep their order."""
    places: dict[object, int] = {}
    seen: dict[object, int] = {}
    for name, place in named:
        if name in places:
            seen[name] = seen.get(name, 0) + 1
            places[(name, seen[name])] = place
        else:
            places[name] = place
    return places


def _closer_elsewhere(left: _Side, right: _Side, doubted: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the doubted pairs of which either action has its own words almost unchanged under another reference."""
    if not doubted or len(doubted) * (len(left.free) + len(right.free)) > MOST_COMPARED:
        return set()
    found = set()
    for side, others, which in ((left, right, 0), (right, left, 1)):
        free = list(others.free)
        texts = [others.plain(place) for place in free]
        for both in doubted:
            best = process.extractOne(side.plain(both[which]), texts, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE)
            if best is not None and free[best[2]] != both[1 - which]:
                found.add(both)
    return found


def _may_be_one(one: str, other: str) -> bool:
    """Return whether two texts may be one action reworded."""
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return True
    return len(first & second) / min(len(first), len(second)) >= LEAST_SHARED or _alike(one, other) >= LEAST_ALIKE


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in words.split() if len(word) > _SHORT_WORD}


def _alike(one: str, other: str) -> float:
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2


@lru_cache(maxsize=20_000)
def plain_ref(ref: object) -> str:
    """Return a reference without case and the signs around it; empty where there is none."""
    return ref.strip(" .:()[]").casefold() if isinstance(ref, str) else ""


def _digest(ref: str, words: str) -> str:
    return hashlib.sha256(f"{ref}\n{words}".encode()).hexdigest()[:16]


def match_actions(old: pd.DataFrame, new: pd.DataFrame, confirmed: Mapping[str, str] | None = None, *, same_plan: bool = True) -> pd.DataFrame:
    """Pair the actions of two versions, each at most once.

    Parameters
    ----------
    old, new, confirmed, same_plan
        As in `pair`.

    Returns
    -------
    DataFrame
        ``old_key``, ``new_key`` (missing on one side where an action was added or dropped) and ``how`` (confirmed, reference, same
        words, empty); paired actions in the order of the old version, then dropped, then added ones.
    """
    pairing = pair(old, new, confirmed, same_plan=same_plan)
    old_keys, new_keys = old["key"].tolist(), new["key"].tolist()
    there = set(pairing.partner.tolist())
    rows: list[tuple[object, object, str]] = [(old_keys[i], new_keys[j], pairing.how[i]) for i, j in enumerate(pairing.partner.tolist()) if j >= 0]
    rows += [(old_keys[i], None, "") for i, j in enumerate(pairing.partner.tolist()) if j < 0]
    rows += [(None, key, "") for j, key in enumerate(new_keys) if j not in there]
    return pd.DataFrame(rows, columns=["old_key", "new_key", "how"], dtype="object")


def suggest_pairs(old: pd.DataFrame, new: pd.DataFrame, confirmed: Mapping[str, str] | None = None, *, same_plan: bool = True) -> pd.DataFrame:
    """Suggest which of the actions left without a partner may be the same, for a person to confirm; each stands at most once.

    Returns
    -------
    DataFrame
        ``old_ref``, ``old_action``, ``new_ref``, ``new_action``, ``old_key``, ``new_key``, ``alike`` (0 to 100), ``why`` (same reference,
        other words; or similar words) and ``old_id``, ``new_id`` to keep the answer under. Most alike first.
    """
    confirmed = confirmed or {}
    left, right = _Side(old), _Side(new)
    pairing = _pair(left, right, confirmed, same_plan)
    held = {(identity, answer.removeprefix(f"{DIFFERENT}:")) for identity, answer in confirmed.items() if answer.startswith(f"{DIFFERENT}:")}
    free, others = list(left.free), list(right.free)
    scored = [(_alike(left.plain(i), right.plain(j)), i, j, "same reference, other words") for i, j in pairing.reused]
    scored += [(score, i, j, "similar words") for score, i, j in _score(left, right, free, others)]
    rows, taken_left, taken_right = [], set(), set()
    for score, i, j, why in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        known = (left.identity(i), right.identity(j))
        if i in left.free and j in right.free and i not in taken_left and j not in taken_right and known not in held:
            taken_left.add(i)
            taken_right.add(j)
            rows.append((i, j, round(score), why, *known))
    places, alike = pd.DataFrame(rows, columns=["i", "j", "alike", "why", "old_id", "new_id"]), ["alike", "why", "old_id", "new_id"]
    mine, theirs = old.iloc[places["i"].astype(int)], new.iloc[places["j"].astype(int)]
    return pd.DataFrame(
        {
            "old_ref": mine["ref"].to_numpy(dtype=object),
            "old_action": mine["action"].to_numpy(dtype=object),
            "new_ref": theirs["ref"].to_numpy(dtype=object),
            "new_action": theirs["action"].to_numpy(dtype=object),
            "old_key": mine["key"].to_numpy(dtype=object),
            "new_key": theirs["key"].to_numpy(dtype=object),
            **{name: places[name].to_numpy() for name in alike},
        }
    )


def _score(left: _Side, right: _Side, free: list[int], others: list[int]) -> list[tuple[float, int, int]]:
    if not free or not others or len(free) * len(others) > MOST_COMPARED:
        return []
    mine, theirs = [left.plain(i) for i in free], [right.plain(j) for j in others]
    grid = (process.cdist(mine, theirs, scorer=fuzz.token_set_ratio) + process.cdist(mine, theirs, scorer=fuzz.token_sort_ratio)) / 2
    return [(float(grid[i, j]), free[i], others[j]) for i, j in zip(*np.nonzero(grid >= SUGGEST_FROM), strict=True)]


def hold_apart(identity: str) -> str:
    """Return the answer that says: not the action with this identity."""
    return f"{DIFFERENT}:{identity}"
