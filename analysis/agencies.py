"""Who does what: bodies by role, by theme, and the chain from delivery to second scrutiny with its gaps.

An action with two bodies counts for both, so bodies do not add up to the plan; the number of different actions is always
given beside them. Two names are taken for one body here only to warn, never to count.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from analysis.progress import NO_THEME, group_progress
from analysis.wording import count_of, join_words, share_of
from model import responsibilities
from model.vocabulary import ROLES

ALIKE_FROM = 92  # rapidfuzz ratio of two names from which they are shown as perhaps one body
INITIALS_FROM = 3  # letters; shorter initials fit too many names
WORDS_FROM = 2  # of a name that stands whole at the end of a longer one; Education ends too many names
EXTRA_WORDS = 2  # before it: a place or a council

# The gaps of a chain, in the order in which they are shown.
GAPS = {
    "nobody delivers": "No body is named that does the work.",
    "nobody monitors": "No body is named that checks progress.",
    "nobody scrutinises": "No body is named that scrutinises.",
    "no second scrutiny": "No body is named for second scrutiny, though other actions have one.",
    "monitors its own work": "A body that does the work also checks progress.",
    "scrutinises itself": "A body that does the work also scrutinises it.",
    "scrutinises its own monitoring": "A body that checks progress also scrutinises.",
    "scrutinises twice": "The same body gives both the first and the second scrutiny.",
}
_OWN_COLUMNS = ("body", "all themes")  # a theme of this name is told apart from the column
_NOBODY = {
    "deliver": "nobody delivers", "monitor": "nobody monitors", "scrutinise": "nobody scrutinises", "second_scrutiny": "no second scrutiny",
}
_SHARED = (
    ("deliver", "monitor", "monitors its own work"),
    ("deliver", "scrutinise", "scrutinises itself"),
    ("deliver", "second_scrutiny", "scrutinises itself"),
    ("monitor", "scrutinise", "scrutinises its own monitoring"),
    ("monitor", "second_scrutiny", "scrutinises its own monitoring"),
    ("scrutinise", "second_scrutiny", "scrutinises twice"),
)

# Short forms seen in plans, after punctuation and case are gone.
_SHORT = {
    "cttee": "committee", "dept": "department", "svc": "service", "svcs": "services", "childrens": "children", "children's": "children",
    "cyp": "children young people", "bd": "board", "p'ship": "partnership", "pship": "partnership", "ptnrship": "partnership",
}


def list_bodies(actions: pd.DataFrame) -> list[str]:
    """Return every body that has any role in the actions, by name, each once."""
    named = {body for role in ROLES for bodies in actions[role] for body in bodies}
    return sorted(named, key=lambda body: (body.casefold(), body))


def used_roles(actions: pd.DataFrame) -> list[str]:
    """Return the roles for which at least one action names a body, in the order of the chain."""
    return [role for role in ROLES if any(len(bodies) for bodies in actions[role])]


def body_roles(actions: pd.DataFrame, today: date, role: str = "") -> pd.DataFrame:
    """Count each body's actions by status.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    today : date
        The day to judge dates on.
    role : str
        Only what the body does in this role; empty for any role, each action then once for each body.

    Returns
    -------
    DataFrame
        As ``progress.group_progress``, one row for each body, the one with the most actions first.
    """
    duties = _duties(actions, role)
    shared = actions.set_index("key", drop=False).loc[duties["key"]].reset_index(drop=True)
    counted = group_progress(shared, duties["body"], today)
    names = counted["group"].str.casefold()
    return counted.iloc[names.argsort(kind="stable")].sort_values("total", ascending=False, kind="stable").reset_index(drop=True)


def count_with_body(actions: pd.DataFrame, role: str = "") -> int:
    """Return how many different actions name a body in the role, or in any role."""
    return int(_duties(actions, role)["key"].nunique())


def _duties(actions: pd.DataFrame, role: str) -> pd.DataFrame:
    duties = responsibilities(actions)
    if role:
        duties = duties[duties["role"] == role]
    return duties[["key", "body"]].drop_duplicates().reset_index(drop=True)


def count_roles(actions: pd.DataFrame) -> pd.DataFrame:
    """Count each body's actions in each role.

    Returns
    -------
    DataFrame
        ``body``, a column of counts for each role, and ``any``: its different actions in whatever role.
    """
    duties = responsibilities(actions).drop_duplicates()
    bodies = list_bodies(actions)
    table = pd.DataFrame({"body": bodies})
    for role in ROLES:
        table[role] = duties[duties["role"] == role].groupby("body").size().reindex(bodies, fill_value=0).to_numpy()
    table["any"] = duties.groupby("body")["key"].nunique().reindex(bodies, fill_value=0).to_numpy()
    return table


def body_by_theme(actions: pd.DataFrame, role: str = "") -> pd.DataFrame:
    """Count each body's actions in each theme.

    Returns
    -------
    DataFrame
        ``body``, a column of counts for each theme in the plan's order (``NO_THEME`` last), and ``All themes``, each action
        once for each body.
    """
    duties = _duties(actions, role)
    theme_of = actions.set_index("key")["theme"].fillna(NO_THEME)
    themes = list(dict.fromkeys([*actions["theme"].dropna(), *([NO_THEME] if actions["theme"].isna().any() else [])]))
    duties["theme"] = duties["key"].map(theme_of)
    bodies = sorted(duties["body"].unique(), key=str.casefold)
    matrix = pd.crosstab(duties["body"], duties["theme"]).reindex(index=bodies, columns=themes, fill_value=0)
    matrix = matrix.rename(columns={name: f"{name} (theme)" for name in themes if name.casefold() in _OWN_COLUMNS})
    matrix["All themes"] = matrix.sum(axis="columns").astype("int64")
    return matrix.rename_axis("body").rename_axis(None, axis="columns").reset_index()


def chain(actions: pd.DataFrame, roles: Sequence[str] = tuple(ROLES)) -> pd.DataFrame:
    """Group the actions by who monitors and scrutinises them, with the gaps of each group.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    roles : sequence of str
        The roles that the plan uses; a role that it never uses is no gap of a single action.

    Returns
    -------
    DataFrame
        ``deliver`` (bodies with how many of the group's actions each delivers), ``monitor``, ``scrutinise``,
        ``second_scrutiny`` (bodies in words), ``actions`` (count), ``refs``, ``gaps`` (each with its count), largest group first.
    """
    found = gaps(actions, roles)
    groups: dict[tuple[tuple[str, ...], ...], list[int]] = {}
    for place, bodies in enumerate(zip(*(actions[role] for role in ("monitor", "scrutinise", "second_scrutiny")), strict=True)):
        groups.setdefault(tuple(tuple(sorted(names)) for names in bodies), []).append(place)
    rows = []
    for (monitor, scrutinise, second), places in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        group = actions.iloc[places]
        in_group = found[found["key"].isin(group["key"])]
        rows.append(
            {
                "deliver": _count_words([body for bodies in group["deliver"] for body in bodies]),
                "monitor": ", ".join(monitor),
                "scrutinise": ", ".join(scrutinise),
                "second_scrutiny": ", ".join(second),
                "actions": len(group),
                "refs": ", ".join(group["ref"].fillna(group["key"])),
                "gaps": _count_words(list(in_group.drop_duplicates(["key", "gap"])["gap"])),
            }
        )
    return pd.DataFrame(rows, columns=["deliver", "monitor", "scrutinise", "second_scrutiny", "actions", "refs", "gaps"])


def _count_words(words: list[str]) -> str:
    counts = pd.Series(words, dtype="object").value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return ", ".join(f"{word} ({count})" for word, count in counts.items())


def gaps(actions: pd.DataFrame, roles: Sequence[str] = tuple(ROLES)) -> pd.DataFrame:
    """Find the actions whose chain from delivery to second scrutiny has a gap.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    roles : sequence of str
        The roles that the plan uses (`used_roles` of the whole plan).

    Returns
    -------
    DataFrame
        ``key``, ``ref``, ``theme``, ``action``, ``status``, ``gap`` (one of ``GAPS``), ``bodies`` (whom it concerns, in
        words); one row for each gap, in the order of ``GAPS``. Names are compared without case, punctuation and short forms.
    """
    rows = []
    for action in actions.to_dict("records"):
        for gap, bodies in _gaps_of({role: action[role] for role in ROLES}, roles):
            rows.append({**{name: action[name] for name in ("key", "ref", "theme", "action", "status")}, "gap": gap, "bodies": ", ".join(bodies)})
    found = pd.DataFrame(rows, columns=["key", "ref", "theme", "action", "status", "gap", "bodies"])
    order = {gap: place for place, gap in enumerate(GAPS)}
    return found.sort_values("gap", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def _gaps_of(bodies: dict[str, list[str]], roles: Sequence[str]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {_NOBODY[role]: [] for role in roles if not len(bodies[role])}
    for first, second, gap in _SHARED:
        others = {body_key(name) for name in bodies[second]}
        shared = [name for name in bodies[first] if body_key(name) in others]
        if shared:
            found[gap] = list(dict.fromkeys([*found.get(gap, []), *shared]))
    return list(found.items())


def count_gaps(found: pd.DataFrame) -> pd.DataFrame:
    """Return how many actions have each gap that occurs: ``gap``, ``means``, ``actions``."""
    counts = found.groupby("gap")["key"].nunique()
    names = [gap for gap in GAPS if gap in counts.index]
    return pd.DataFrame({"gap": names, "means": [GAPS[gap] for gap in names], "actions": [int(counts[gap]) for gap in names]})


def body_key(name: str) -> str:
    """Return a body's name without what people write differently: case, punctuation, "the", "&", short forms."""
    text = name.casefold().replace("’", "'").replace("&", " and ")
    words = [word.strip("'") for word in re.findall(r"[\w']+", text)]
    return " ".join(_SHORT.get(word, word) for word in words if word not in ("the", "of", "and", ""))


def alike_names(bodies: Sequence[str]) -> pd.DataFrame:
    """Find names that may stand for one body.

    Returns
    -------
    DataFrame
        ``name``, ``other``, ``why``: the same words written differently, one the initials of the other, one with a place
        before it, or nearly the same letters (rapidfuzz ratio of 92 or more). Names that differ in a number, such as Ward 1
        and Ward 2, are left apart.
    """
    keys = {name: body_key(name) for name in bodies}
    rows = [(first, second, why) for first, second in combinations(bodies, 2) if (why := _alike(first, second, keys))]
    return pd.DataFrame(rows, columns=["name", "other", "why"])


def _alike(first: str, second: str, keys: dict[str, str]) -> str:
    one, two = keys[first], keys[second]
    if one == two:
        return "the same words, written differently"
    if _are_initials(first, two) or _are_initials(second, one):
        return "one may be the initials of the other"
    if _ends_with(one, two) or _ends_with(two, one):
        return "one is the other with a word or two before it"
    same_numbers = re.findall(r"\d+", one) == re.findall(r"\d+", two)
    return "nearly the same letters" if same_numbers and fuzz.ratio(one, two) >= ALIKE_FROM else ""


def _ends_with(longer: str, shorter: str) -> bool:
    """Tell whether a name is another one after a place or a word, as in Wyreford Safeguarding Children Partnership."""
    extra = len(longer.split()) - len(shorter.split())
    return 0 < extra <= EXTRA_WORDS and len(shorter.split()) >= WORDS_FROM and longer.endswith(f" {shorter}")


def _are_initials(short: str, key: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short).casefold()
    return len(letters) >= INITIALS_FROM and " " not in short.strip() and letters == "".join(word[0] for word in key.split())


def label_roles(counted: pd.DataFrame) -> pd.DataFrame:
    """Return `count_roles` with headings for reading."""
    return counted.rename(columns={"body": "Body", **ROLES, "any": "Different actions"})


def label_themes(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return `body_by_theme` with headings for reading."""
    return matrix.rename(columns={"body": "Body"})


def label_chain(table: pd.DataFrame) -> pd.DataFrame:
    """Return `chain` with headings for reading; nobody is said in words, never left blank."""
    names = {
        "actions": "Actions", "deliver": "Delivered by", "monitor": "Monitored by", "scrutinise": "Scrutinised by",
        "second_scrutiny": "Second scrutiny", "gaps": "Gaps", "refs": "Refs",
    }
    table = table.replace({role: {"": "nobody"} for role in ROLES}).replace({"gaps": {"": "none"}})
    return table[list(names)].rename(columns=names)


def label_gaps(found: pd.DataFrame) -> pd.DataFrame:
    """Return `gaps` with headings for reading."""
    names = {"gap": "Gap", "ref": "Ref", "theme": "Theme", "action": "Action", "bodies": "Body"}
    return found[list(names)].rename(columns=names)


def label_alike(found: pd.DataFrame) -> pd.DataFrame:
    """Return `alike_names` with headings for reading."""
    return found.rename(columns={"name": "One name", "other": "Another name", "why": "Why they may be one body"})


def describe_counting(actions: pd.DataFrame, role: str = "") -> str:
    """Say how bodies are counted and how many different actions stand behind them."""
    named, whole = count_with_body(actions, role), len(actions)
    what = {"": "in any role", "second_scrutiny": "for second scrutiny"}.get(role, f"that {ROLES.get(role, role).lower()}")
    names = "names" if named == 1 else "name"
    return (
        f"{share_of(named, whole)} actions {names} a body {what}. "
        "An action with several bodies counts for each of them, so the bodies do not add up to the plan."
    )


def headline(actions: pd.DataFrame, found: pd.DataFrame, roles: Sequence[str]) -> str:
    """Say in one sentence who has most to do, in the first role that the plan uses, and how many actions have a gap in their chain."""
    bodies = count_roles(actions)
    if bodies.empty:
        return "No action here names a body."
    most = bodies.sort_values(roles[0], ascending=False, kind="stable").iloc[0]
    gap = int(found["key"].nunique())
    who = f"{count_of(gap, 'action')} {'has' if gap == 1 else 'have'}" if gap else "no action has"
    duties = f"{most['body']} {ROLES[roles[0]].lower()} {int(most[roles[0]]):,} of {count_of(len(actions), 'action')}"
    return f"{duties}; {who} a gap in who watches over whom."


def describe_themes(matrix: pd.DataFrame) -> str:
    """Say which body works in most themes."""
    if matrix.empty:
        return "No action names a body."
    themes = [name for name in matrix.columns if name not in ("body", "All themes", NO_THEME)]
    if len(themes) < 2:
        return f"{count_of(len(matrix), 'body has', 'bodies have')} actions here; the plan divides them by no more than one theme."
    spread = (matrix[themes] > 0).sum(axis="columns")
    widest = matrix[spread == spread.max()]["body"].tolist()
    one = int((spread == 1).sum())
    whom = widest[0] if len(widest) == 1 else count_of(len(widest), "body", "bodies").capitalize()
    return (
        f"{whom} {'has' if len(widest) == 1 else 'have'} actions in {int(spread.max())} of {count_of(len(themes), 'theme')}, the most of any; "
        f"{count_of(one, 'body', 'bodies')} {'works' if one == 1 else 'work'} in one theme only."
    )


def describe_gaps(actions: pd.DataFrame, found: pd.DataFrame, roles: Sequence[str]) -> str:
    """Say how many actions have a gap in their chain, and which roles the plan never uses."""
    with_gap = int(found["key"].nunique())
    counted = f"{share_of(with_gap, len(actions))} actions {'has' if with_gap == 1 else 'have'} a gap"
    words = f"{counted} in the chain from delivery to second scrutiny." if with_gap else f"None of {count_of(len(actions), 'action')} has a gap."
    unused = [label.lower() for role, label in ROLES.items() if role not in roles]
    if unused:
        words += f" The plan never names who {join_words(['gives second scrutiny' if name == 'second scrutiny' else name for name in unused])}."
    return words


def label_count(counted: pd.DataFrame) -> pd.DataFrame:
    """Return `count_gaps` with headings for reading."""
    return counted.rename(columns={"gap": "Gap", "means": "What it means", "actions": "Actions"})


def describe_alike(found: pd.DataFrame) -> str:
    """Say whether one body may stand under two names."""
    if found.empty:
        return "No body seems to stand under two names."
    each = " each" if len(found) > 1 else ""
    return f"{count_of(len(found), 'pair').capitalize()} of names may stand for one body{each}; they are counted apart until the file is put right."
