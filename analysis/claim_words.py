"""What a sentence says: which measures it names and which changes it claims, by word lists that are handed in.

Claims are *better*, *worse*, *up*, *down* and *same*, with "not " before what is denied. A denial reaches from where it stands to the next comma,
colon or joining word. "To reduce" is an aim and no claim; "continued to fall" and "failed to fall" are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.links import bare

CLAIMS = ("better", "worse", "up", "down", "same")
_NEAR = 3  # words after "our work on" that name what is meant
REACH = 4  # words from a denial to the claim that it denies
_FEWEST_WORDS = 2  # of a name that is known by its words in any order; a name of one word must begin the clause
_ARTICLES = ("the", "our", "overall")
_EMPTY_WORDS = frozenset(
    ("the", "of", "in", "a", "an", "or", "and", "for", "to", "on", "at", "by", "with", "is", "more", "than", "within", "their", "its")
)
# Words that may stand before a claim which goes on about the measure named before it, as in "fell in May and has risen since".
_VERBS = frozenset(("has", "have", "had", "is", "are", "was", "were", "been", "be"))
_GOES_ON = _VERBS | {"then", "since", "now", "this", "it", "they", "also", "still", "again", "even", "further", "which", "that", "not"}
_JOINTS = re.compile(r";|,?\s+\b(?:but|while|whilst|whereas|although|though|and|yet|however)\b")
# Where only sides that both name a measure are two claims: "as re-referrals fell, supervision improved".
_WEAK_JOINTS = re.compile(
    r",|:|\s[–—-]\s|\s+\b(?:as|with|when|where|since|because|despite|after|before|following|which|thanks\s+to|due\s+to)\b", re.IGNORECASE
)
_BREAK = re.compile(r"[,;:()–—]|\b(?:and|but|while|whilst|whereas|although|though|as|because|since|when|despite)\b", re.IGNORECASE)
_NOT_IN = re.compile(r"\bnot (?:in |on |within |at |yet )?(?P<word>\w+)")  # of a name this is the opposite: "not on time"
_ALSO = re.compile(r"\s*(?:so|nor|neither|as)\b", re.IGNORECASE)  # "and so has agency use" goes on with the claim before
_VERB = re.compile(r"\b(?:" + "|".join(sorted(_VERBS)) + r")\b", re.IGNORECASE)
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_STATE = ("steady", "stable")  # before another claim they only say how: "a steady fall"
_NOUN = re.compile(r"(?:ments?|tions?|downturns?|upturns?)$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|any|this|that|these|those|no|our)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
# The other kinds of words by what they are called here.
_KINDS = {
    "denial": "not", "untrue": "untrue", "ahead": "ahead", "cause": "cause", "ignored": "ignore", "going": "going", "stopped": "stopped",
    "elsewhere": "elsewhere", "part": "part", "about": "about", "beside": "beside",
}


@dataclass(frozen=True)
class Vocabulary:
    """The word lists, ready to be looked for.

    Parameters
    ----------
    claims : dict of str to Pattern
        For better, worse, up, down and same.
    denial, untrue, ahead, cause, ignored : Pattern
        An untrue claim is denied however far away, as in "there is no evidence that".
    going : Pattern
        What may stand before "to" where a claim follows and no aim.
    stopped : Pattern
        What says of a change that it ended or was turned round.
    elsewhere, part : Pattern
        What speaks of other places, or of a part of the children only.
    about : Pattern
        What stands before a measure where something about it is meant and not the measure, as in "our work on".
    beside : Pattern
        What a figure of other places stands behind.
    short : tuple of tuple
        Short forms as a pattern, with the words they stand for.
    names : tuple of tuple
        Everyday names of measures as a pattern, with the key, name or catalogue id that they stand for.
    """

    claims: dict[str, re.Pattern[str]]
    denial: re.Pattern[str]
    untrue: re.Pattern[str]
    ahead: re.Pattern[str]
    cause: re.Pattern[str]
    ignored: re.Pattern[str]
    going: re.Pattern[str]
    stopped: re.Pattern[str]
    elsewhere: re.Pattern[str]
    part: re.Pattern[str]
    about: re.Pattern[str]
    beside: re.Pattern[str]
    short: tuple[tuple[re.Pattern[str], str], ...]
    names: tuple[tuple[re.Pattern[str], str], ...]


def read_vocabulary(words: pd.DataFrame) -> Vocabulary:
    """Return the word lists ready for use.

    Parameters
    ----------
    words : DataFrame
        ``kind``, ``phrase``, ``means``; a star at the end of a word stands for any ending, # for a number.
    """
    phrases = {kind: its["phrase"].tolist() for kind, its in words.groupby("kind")}

    def find(kind: str) -> re.Pattern[str]:
        return _any_of(phrases.get(kind, []))

    def pair(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        rows = words[(words["kind"] == kind) & words["means"].notna()]
        # Names are looked for in bare words, without hyphens and commas.
        return tuple((_any_of([re.sub(r"[^\w*%]+", " ", row.phrase)]), row.means) for row in rows.itertuples())

    found = {claim: find(claim) for claim in CLAIMS}
    single = {name: find(kind) for name, kind in _KINDS.items()}
    return Vocabulary(found, **single, short=pair("short"), names=pair("name"))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    parts = [part.replace(r"\*", r"\w*").replace(r"\#", r"\d[\d,.]*").replace(r"\ ", r"\s+") for part in parts]
    return re.compile(rf"(?:(?<![\w-])|(?=n't))(?:{'|'.join(parts)})(?![\w-])" if parts else r"(?!)", re.IGNORECASE)


class Known:
    """The measures that a sentence can name: by everyday name, or by all the words that tell a measure's name from others."""

    def __init__(self, measures: pd.DataFrame, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._words = {row["measure"]: self._forms(str(row["name"])) for row in measures.to_dict("records")}
        self._phrases = {row["measure"]: self.spell_out(str(row["name"])) for row in measures.to_dict("records")}
        keys: dict[str, str] = {}
        for field in ("measure", "name", "catalogue_id"):
            for measure, text in zip(measures["measure"], measures[field], strict=True):
                keys.setdefault(bare(text), measure)
        self._single = {word: row["measure"] for row in measures.to_dict("records") if " " not in (word := bare(row["name"]))}
        self._names = [(pattern, keys[bare(means)]) for pattern, means in vocabulary.names if bare(means) in keys]

    def spell_out(self, text: str) -> str:
        """Return the bare words of a text with short forms written out."""
        words = bare(text)
        for pattern, meaning in self.vocabulary.short:
            words = pattern.sub(meaning, words)
        return words

    def _forms(self, name: str) -> tuple[frozenset[str], ...]:
        """Return the words of a name: all of them, those before a slash, and those that are no numbers; what stands in brackets aside."""
        plain = re.sub(r"\([^)]*\)", " ", name)
        whole = _stems(self.spell_out(plain))
        first = _stems(self.spell_out(plain.split("/")[0]))
        wordy = frozenset(word for word in first if not word[0].isdigit())
        forms = (whole, first if len(first) >= _FEWEST_WORDS + 1 else whole, wordy if len(wordy) >= _FEWEST_WORDS + 1 else whole)
        return tuple(form for form in dict.fromkeys(forms) if len(form) >= _FEWEST_WORDS)

    def find(self, text: str) -> list[str]:
        """Return the measures that a text names; of two whose words overlap, the one that says more."""
        spelt = self.spell_out(text)
        words = _stems(spelt)
        said = {measure: max((form for form in forms if form <= words), key=len, default=frozenset()) for measure, forms in self._words.items()}
        found = {measure: its for measure, its in said.items() if its}
        found |= {name: _stems(phrase) for name, phrase in self._phrases.items() if " " in phrase and f" {phrase} " in f" {spelt} "}
        found = {measure: its for measure, its in found.items() if not any(its < other for other in found.values())}
        unsaid = {match.group("word") for match in _NOT_IN.finditer(spelt)}
        found = {measure: its for measure, its in found.items() if "not" in its or not any(_stems(word) & its for word in unsaid)}
        covered = frozenset[str]().union(*found.values())
        for pattern, measure in self._names:
            match = pattern.search(spelt)
            if match and measure not in found and not _stems(match.group()) <= covered:
                found[measure] = frozenset()
        return [*found, *(measure for measure in self._alone(spelt) if measure not in found)]

    def _alone(self, spelt: str) -> list[str]:
        """Return the measure of one word that a clause begins with, where what is said is said of it and not of a part of it."""
        words = [word for word in spelt.split() if word not in _ARTICLES]
        if len(words) < 2 or words[0] not in self._single:
            return []
        rest = " ".join(words[1:])
        said = words[1] in _VERBS or any(claim.match(rest) for claim in self.vocabulary.claims.values())
        return [self._single[words[0]]] if said else []


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] if len(word) > 6 else word.rstrip("s") for word in bare(text).split() if word not in _EMPTY_WORDS)


class Reader:
    """Reads what a text claims."""

    def __init__(self, vocabulary: Vocabulary, known: Known) -> None:
        self._vocabulary, self._known = vocabulary, known

    def is_about(self, clause: str, measure: str) -> bool:
        """Tell whether a clause speaks of something about a measure, as in "our work on re-referrals", and nowhere of the measure itself."""
        rest = re.sub(rf"(?:{self._vocabulary.about.pattern})(?:\W+\w+){{0,{_NEAR}}}", " ", clause, flags=re.IGNORECASE)
        return rest != clause and measure not in self._known.find(rest)

    def clauses(self, text: str) -> list[str]:
        """Divide a text where each side says something of its own."""
        for joints, weak in ((_JOINTS, False), (_WEAK_JOINTS, True)):
            for joint in joints.finditer(text):
                sides = text[: joint.start()], text[joint.end() :]
                if self._are_two(*sides, weak=weak, listing="and" in joint.group()):
                    return [*self.clauses(sides[0]), *self.clauses(sides[1])]
        return [text]

    def _are_two(self, left: str, right: str, *, weak: bool, listing: bool) -> bool:
        """Tell whether two sides are two statements: both claim, at a weak joint of a measure each; or one claims and each names a measure.

        "And" may only list two measures, so there each side must have a verb as well.
        """
        claims = [bool(self.claims(side)) for side in (left, right)]
        if all(claims):
            return not weak or all(self._known.find(side) for side in (left, right))
        whole = all((_VERB.search(side) or not listing) and self._known.find(side) for side in (left, right))
        return any(claims) and whole and not weak and not _ALSO.match(right)

    def goes_on(self, clause: str) -> bool:
        """Tell whether a clause has no subject of its own: nothing but small words stands before its claim."""
        first = min((start for start, _, _ in self._find(clause)), default=0)
        return set(bare(clause[:first]).split()) <= _GOES_ON

    def claims(self, text: str) -> set[str]:
        """Return what is claimed: better, worse, up, down, same; "not " before what is denied; "stopped" where a change is said to have ended."""
        found: set[str] = set()
        for start, end, claim in self._find(text):
            before, denied = text[:start], self._is_denied(text[:start])
            if self._is_aim(before):
                continue
            found.add(f"not {claim}" if denied else claim)
            if claim != "same" and not denied and self._is_stopped(text, start, end):
                found.add("stopped")
        return {"same"} if found in ({"not up", "not down"}, {"not better", "not worse"}) else found

    def _find(self, text: str) -> list[tuple[int, int, str]]:
        """Return where claims stand, without those that only say how another one went, as in "a steady fall"."""
        found: list[tuple[int, int, str]] = []
        rest = text
        for claim in ("same", *CLAIMS[:-1]):
            for match in self._vocabulary.claims[claim].finditer(rest):
                found.append((match.start(), match.end(), claim))
                rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
        begins = {start for start, _, _ in found}
        return sorted(one for one in found if text[one[0] : one[1]].casefold() not in _STATE or _next_word(text, one[1]) not in begins)

    def _is_aim(self, before: str) -> bool:
        """Tell whether a claim is only what is meant to come: "to reduce", but neither "continued to fall" nor "failed to fall"."""
        aim = _INFINITIVE.search(before)
        if aim is None:
            return False
        return not (_ends(self._vocabulary.going, before[: aim.start()]) or _ends(self._vocabulary.denial, before[: aim.start() + len("to")]))

    def _is_denied(self, before: str) -> bool:
        near = _BREAK.split(before)[-1]
        return bool(self._vocabulary.denial.search(" ".join(near.split()[-REACH:])) or self._vocabulary.untrue.search(near))

    def _is_stopped(self, text: str, start: int, end: int) -> bool:
        """Tell whether a change that is named as a thing is said not to have come or not to have lasted."""
        if not (_NOUN.search(text[start:end]) or _ARTICLE.search(text[:start])):
            return False
        after = _BREAK.split(text[end:])[0]
        return bool(self._vocabulary.stopped.search(after) or self._vocabulary.denial.search(after))


def _next_word(text: str, place: int) -> int:
    return place + len(text[place:]) - len(text[place:].lstrip())


def _ends(words: re.Pattern[str], text: str) -> bool:
    text = text.rstrip()
    return any(match.end() == len(text) for match in words.finditer(text))


def agree(claims: set[str]) -> bool:
    """Tell whether several claims can all be meant of one measure: a way and what it means, as in "rose and improved", or "fell, not rose"."""
    said, denied = {claim for claim in claims if not claim.startswith("not ")}, {claim[4:] for claim in claims if claim.startswith("not ")}
    if said & denied or "stopped" in said or said > {"same"}:
        return False
    return not (said >= {"up", "down"} or said >= {"better", "worse"})
