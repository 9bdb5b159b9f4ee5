"""Which action belongs to which measure, and through it which recommendation: named in the tracker, or similar and confirmed by a person.

A link is certain where the tracker names the measure: in its column of measures, or in the effect or outcome that it promises. Words that are
only alike are suggested, and count once a person has said yes. What the tracker names and nobody uploaded figures for stays on the list.
"""

import re
from collections.abc import Iterable, Mapping

import pandas as pd
from rapidfuzz import fuzz, process

from analysis.matching import identify
from analysis.wording import count_of, share_of

PREFIX = "link:"
YES, NO = "yes", "no"
# Fields in which a tracker names measures, with how that is said; the first one counts.
NAMED_IN = {"measure": "named in the tracker", "effect": "in the promised effect", "outcome": "in the outcome"}
CONFIRMED = "confirmed by a person"
# From here on two texts are suggested: below it, names share little more than "within" and "days".
SUGGEST_FROM = 85
MOST_COMPARED = 1_000_000  # texts compared with names, under a second; beyond it only what stands in the column of measures is compared
FEWEST_WORDS = 2  # of a name found inside a longer text; "Contacts" alone stands in too many
_LEADS = ("from", "to", "above", "below", "at")  # what may follow a name of one word, as in "Supervision from 62% to 70%"
COLUMNS = ("key", "measure", "named", "how")


def bare(text: object) -> str:
    """Return a text's words in lower case, without punctuation."""
    return " ".join(re.findall(r"\w+", str(text).casefold())) if text is not None and pd.notna(text) else ""


class Names:
    """The names of measures, looked up whole or inside a longer text.

    Parameters
    ----------
    measures : DataFrame
        ``measure``, ``name`` and, where there is one, ``catalogue_id``. The first of several measures with one name stands.
    """

    def __init__(self, measures: pd.DataFrame) -> None:
        self.names = dict(zip(measures["measure"], measures["name"].fillna(measures["measure"]), strict=True))
        self._whole: dict[str, str] = {}
        fields = [field for field in ("measure", "name", "catalogue_id") if field in measures]
        for field in fields:
            for measure, text in zip(measures["measure"], measures[field], strict=True):
                self._whole.setdefault(bare(text), measure)
        self._whole.pop("", None)
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for name in self._whole:
            words = tuple(name.split())
            if len(words) >= FEWEST_WORDS:
                self._first.setdefault(words[0], []).append(words)
        for listed in self._first.values():
            listed.sort(key=len, reverse=True)

    def whole(self, text: object) -> str | None:
        """Return the measure whose key, name or catalogue id is this text."""
        return self._whole.get(bare(text))

    def inside(self, text: object) -> list[str]:
        """Return the measures whose whole name stands in a text, in its order; of names within names the longest.

        A name of one word counts only where the text begins with it and a figure is named at once.
        """
        words = tuple(bare(text).split())
        found: dict[str, None] = {}
        if len(words) > 1 and words[0] in self._whole and (words[1] in _LEADS or words[1][0].isdigit()):
            found[self._whole[words[0]]] = None
        place = 0
        while place < len(words):
            for name in self._first.get(words[place], []):
                if words[place : place + len(name)] == name:
                    found[self._whole[" ".join(name)]] = None
                    place += len(name) - 1
                    break
            place += 1
        return list(found)


def link_measures(actions: pd.DataFrame, measures: pd.DataFrame, answers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Link actions to measures.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    measures : DataFrame
        ``measure``, ``name``, ``catalogue_id``.
    answers : mapping of str to str, optional
        What people said to suggestions: ``link:<action's identity>:<measure>`` to yes or no.

    Returns
    -------
    DataFrame
        ``key`` (the action's), ``measure`` (missing where the text names none that is known), ``named`` (the tracker's words), ``how``.
        Each action and measure once.
    """
    names = Names(measures)
    rows: list[tuple[str, str | None, str, str]] = []
    for action in actions[["key", *NAMED_IN]].to_dict("records"):
        seen: set[str] = set()
        for field, how in NAMED_IN.items():
            for measure, named in _named(action[field], names, field == "measure"):
                if measure not in seen:
                    rows.append((action["key"], measure, named, how))
                if measure is not None:
                    seen.add(measure)
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")
    return _add_confirmed(frame, actions, names, answers or {})


def _named(text: object, names: Names, alone: bool) -> list[tuple[str | None, str]]:
    """Return the measures that a cell names, each with the words that name it; unknown ones only from the column of measures."""
    if not isinstance(text, str) or not text.strip():
        return []
    if alone and (measure := names.whole(text)) is not None:
        return [(measure, text.strip())]
    found: list[tuple[str | None, str]] = []
    for part in filter(None, (piece.strip(" \t•-–*") for piece in re.split(r"[;\n|•]", text))):
        known = [whole] if (whole := names.whole(part)) is not None else _listed(part, names) or names.inside(part)
        if known:
            found += [(measure, part) for measure in known]
        elif alone:
            found.append((None, part))
    return found


def _listed(part: str, names: Names) -> list[str]:
    """Return the measures of a list divided by commas, slashes or "and", where every piece is one."""
    pieces = [piece for piece in re.split(r",|/|&|\band\b", part) if piece.strip()]
    known = [names.whole(piece) for piece in pieces]
    return [measure for measure in known if measure is not None] if None not in known else []


def _add_confirmed(links: pd.DataFrame, actions: pd.DataFrame, names: Names, answers: Mapping[str, str]) -> pd.DataFrame:
    said = {question.removeprefix(PREFIX): answer for question, answer in answers.items() if question.startswith(PREFIX)}
    if not said or actions.empty:
        return links
    keys = dict(zip(identify(actions), actions["key"], strict=True))
    there = set(zip(links["key"], links["measure"], strict=True))
    rows = []
    for question, answer in said.items():
        identity, _, measure = question.partition(":")
        if answer == YES and identity in keys and measure in names.names and (keys[identity], measure) not in there:
            rows.append((keys[identity], measure, names.names[measure], CONFIRMED))
    more = pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")
    return pd.concat([links, more], ignore_index=True) if rows else links


def suggest_links(actions: pd.DataFrame, measures: pd.DataFrame, links: pd.DataFrame, answers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Suggest a measure for actions that have none: names like the one in the tracker, or names that stand in the action's own words.

    Returns
    -------
    DataFrame
        ``question`` (the id to answer under), ``key``, ``ref``, ``action``, ``words`` (what is alike), ``measure``, ``name``, ``alike``
        (0 to 100), the most alike first; what was answered already is left out.
    """
    columns = ["question", "key", "ref", "action", "words", "measure", "name", "alike"]
    linked = set(links.loc[links["measure"].notna(), "key"])
    free = actions[~actions["key"].isin(linked)]
    if free.empty or measures.empty:
        return pd.DataFrame(columns=columns, dtype="object")
    texts = _texts_to_compare(free, links, len(measures))
    keys = measures["measure"].tolist()
    labels = measures["name"].fillna(measures["measure"]).tolist()
    plain = [bare(label) for label in labels]
    identities = dict(zip(free["key"], identify(free), strict=True))
    about = free.set_index("key")
    rows = []
    for key, text in texts:
        found = process.extractOne(bare(text), plain, scorer=fuzz.token_set_ratio, score_cutoff=SUGGEST_FROM)
        if found is None or len(plain[found[2]].split()) < FEWEST_WORDS:
            continue
        place = found[2]
        question = f"{PREFIX}{identities[key]}:{keys[place]}"
        if question not in (answers or {}):
            rows.append((question, key, about.at[key, "ref"], about.at[key, "action"], text, keys[place], labels[place], float(found[1])))
    suggested = pd.DataFrame(rows, columns=columns, dtype="object").drop_duplicates("question")
    return suggested.sort_values("alike", ascending=False, kind="stable").reset_index(drop=True)


def _texts_to_compare(free: pd.DataFrame, links: pd.DataFrame, measures: int) -> list[tuple[str, str]]:
    unknown = links[links["measure"].isna() & links["key"].isin(set(free["key"]))]
    texts = list(zip(unknown["key"], unknown["named"], strict=True))
    if len(free) * measures <= MOST_COMPARED:
        texts += [(key, text) for key, text in zip(free["key"], free["action"], strict=True) if isinstance(text, str)]
    return texts


def find_unlinked(actions: pd.DataFrame, measures: pd.DataFrame, links: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the actions without a measure, the measures without an action, and the links whose measure has no figures.

    Parameters
    ----------
    actions, links : DataFrame
    measures : DataFrame
        As from ``measures.compare_latest``: ``period_end`` is missing where there is no figure.
    """
    known = links[links["measure"].notna()]
    without = actions[~actions["key"].isin(set(known["key"]))].reset_index(drop=True)
    alone = measures[~measures["measure"].isin(set(known["measure"]))].reset_index(drop=True)
    empty = set(measures.loc[measures["period_end"].isna(), "measure"])
    silent = links[links["measure"].isna() | links["measure"].isin(empty)].reset_index(drop=True)
    return without, alone, silent


def describe_links(actions: pd.DataFrame, measures: pd.DataFrame, links: pd.DataFrame) -> str:
    """Return the sentence on top: how many actions have a measure, and how many measures have an action."""
    known = links[links["measure"].notna()]
    linked = int(actions["key"].isin(set(known["key"])).sum())
    watched = int(measures["measure"].isin(set(known["measure"])).sum())
    text = f"{share_of(linked, len(actions))} actions {'has' if linked == 1 else 'have'} a measure"
    return f"{text}; {share_of(watched, len(measures))} measures {'has' if watched == 1 else 'have'} an action; {count_of(len(known), 'link')}."


def label_links(links: pd.DataFrame, actions: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Return the links as people read them, with what is missing said in words."""
    about = actions.drop_duplicates("key").set_index("key")
    names = dict(zip(measures["measure"], measures["name"], strict=True))
    figures = set(measures.loc[measures["period_end"].notna(), "measure"])
    return pd.DataFrame(
        {
            "Ref": [about.at[key, "ref"] for key in links["key"]],
            "Action": [about.at[key, "action"] for key in links["key"]],
            "Measure": [names.get(measure, named) for measure, named in zip(links["measure"], links["named"], strict=True)],
            "How": links["how"],
            "Figures": ["yes" if measure in figures else _why_none(measure) for measure in links["measure"]],
        }
    )


def _why_none(measure: object) -> str:
    return "no measure of this name was uploaded" if pd.isna(measure) else "no figure was uploaded for this measure"


def label_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """Return actions without a measure as people read them."""
    return actions[["ref", "action", "theme", "lead"]].set_axis(["Ref", "Action", "Theme", "Lead"], axis=1)


def label_measures(measures: pd.DataFrame) -> pd.DataFrame:
    """Return measures without an action as people read them."""
    return measures[["name", "theme", "owner"]].fillna({"owner": "nobody named"}).set_axis(["Measure", "Theme", "Owner"], axis=1)


def label_suggestions(suggested: pd.DataFrame) -> pd.DataFrame:
    """Return the suggestions as people read them."""
    return suggested[["ref", "action", "words", "name"]].set_axis(["Ref", "Action", "Words compared", "Measure that may belong to it"], axis=1)


def newest_answers(answers: pd.DataFrame, profile: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the last answer to each question about a link, from the store's answers and those kept with the upload.

    Parameters
    ----------
    answers : DataFrame
        ``question``, ``answer``, oldest first.
    profile : mapping of str to str, optional
        Answers that the newest upload was read with.
    """
    kept: Iterable[tuple[str, str]] = [*(profile or {}).items(), *zip(answers["question"], answers["answer"], strict=True)]
    return {question: answer for question, answer in kept if question.startswith(PREFIX)}
