"""The claim checker: each sentence that claims a change in a named measure, beside that measure's verdict.

Rules and word lists only; the lists are handed in. A sentence that names no measure known here is never supported. Only the change is
checked, never its cause.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.figure_words import describe_day, format_value
from analysis.links import bare
from analysis.verdicts import CANNOT_TELL, IMPROVING, NO_CHANGE, WORSENING
from analysis.wording import count_of, join_words

SUPPORTED, UNSUPPORTED, CONTRADICTED, UNCHECKED, NO_CLAIM = "supported", "not supported", "contradicted", "cannot check", "no claim"
MARKS = {
    SUPPORTED: "The measure's verdict says the same",
    UNSUPPORTED: "The measure's verdict does not say so, or a figure quoted is not among its figures",
    CONTRADICTED: "The measure's verdict says the opposite",
    UNCHECKED: "It claims a change, but names no measure known here, several things at once, or one without a verdict",
    NO_CLAIM: "It claims no change, so there is nothing to check",
}
SYMBOLS = {SUPPORTED: "●", UNSUPPORTED: "◆", CONTRADICTED: "▲", UNCHECKED: "○", NO_CLAIM: "□"}
_ORDER = (CONTRADICTED, UNSUPPORTED, UNCHECKED, SUPPORTED)  # the mark of a sentence is the first that any of its claims has
CLAIMS = ("better", "worse", "up", "down", "same")
HIGHER, LOWER = "higher than usual", "lower than usual"
_FEWEST_WORDS = 2  # of a name that is known by its words in any order; a name of one word must begin the clause
_ARTICLES = ("the", "our", "overall")
_EMPTY_WORDS = frozenset(
    ("the", "of", "in", "a", "an", "or", "and", "for", "to", "on", "at", "by", "with", "is", "more", "than", "within", "their", "its")
)
# Words that may stand before a claim which goes on about the measure named before it, as in "fell in May and has risen since".
_VERBS = frozenset(("has", "have", "had", "is", "are", "was", "were", "been", "be"))
_GOES_ON = _VERBS | {"then", "since", "now", "this", "it", "they", "also", "still", "again", "even", "further", "which", "that"}
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\n+")
_SPLIT = re.compile(r";|,?\s+\b(?:but|while|whilst|whereas|although|though|and|yet|however)\b")
_PERCENT = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s*%(?!\s*points?\b)")
_FROM_TO = re.compile(r"\bfrom\s+(\d[\d,]*(?:\.\d+)?)(?!\d)\s+to\s+(\d[\d,]*(?:\.\d+)?)(?![\d,.]*\d|\s*%)", re.IGNORECASE)
_INFINITIVE = re.compile(r"\b(?P<before>\w+)?\s*\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Vocabulary:
    """The word lists, ready to be looked for.

    Parameters
    ----------
    claims : dict of str to Pattern
        For better, worse, up, down and same.
    denial, ahead, cause, ignored : Pattern
    short : tuple of tuple
        Short forms as a pattern, with the words they stand for.
    names : tuple of tuple
        Everyday names of measures as a pattern, with the key, name or catalogue id that they stand for.
    """

    claims: dict[str, re.Pattern[str]]
    denial: re.Pattern[str]
    ahead: re.Pattern[str]
    cause: re.Pattern[str]
    ignored: re.Pattern[str]
    short: tuple[tuple[re.Pattern[str], str], ...]
    names: tuple[tuple[re.Pattern[str], str], ...]


def read_vocabulary(words: pd.DataFrame) -> Vocabulary:
    """Return the word lists ready for use.

    Parameters
    ----------
    words : DataFrame
        ``kind``, ``phrase``, ``means``; a star at the end of a word stands for any ending.
    """
    phrases = {kind: its["phrase"].tolist() for kind, its in words.groupby("kind")}

    def find(kind: str) -> re.Pattern[str]:
        return _any_of(phrases.get(kind, []))

    def pair(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        rows = words[(words["kind"] == kind) & words["means"].notna()]
        # Names are looked for in bare words, without hyphens and commas.
        return tuple((_any_of([re.sub(r"[^\w*%]+", " ", row.phrase)]), row.means) for row in rows.itertuples())

    found = {claim: find(claim) for claim in CLAIMS}
    return Vocabulary(found, find("not"), find("ahead"), find("cause"), find("ignore"), pair("short"), pair("name"))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True)]
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


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each line and each bullet a sentence of its own."""
    pieces = (piece.strip(" \t•*–-\r") for piece in _SENTENCE.split(text))
    return [" ".join(piece.split()) for piece in pieces if re.search(r"\w", piece)]


def check_claims(text: str, measures: pd.DataFrame, observations: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Mark every sentence of a text.

    Parameters
    ----------
    text : str
    measures : DataFrame
        From ``verdicts.judge_measures``.
    observations : DataFrame
        The council's own figures, whole only.
    words : DataFrame
        The word lists, see `read_vocabulary`.

    Returns
    -------
    DataFrame
        ``sentence``, ``mark`` (one of ``MARKS``), ``measures`` (list of keys), ``why``.
    """
    vocabulary = read_vocabulary(words)
    checker = _Checker(measures, observations, vocabulary)
    rows = [(sentence, *checker.check(sentence)) for sentence in split_sentences(text)]
    return pd.DataFrame(rows, columns=["sentence", "mark", "measures", "why"])


class _Checker:
    def __init__(self, measures: pd.DataFrame, observations: pd.DataFrame, vocabulary: Vocabulary) -> None:
        self._known = Known(measures, vocabulary)
        self._rows = measures.set_index("measure", drop=False)
        self._values = {measure: its.dropna() for measure, its in observations.groupby("measure")["value"]}
        self._vocabulary = vocabulary

    def check(self, sentence: str) -> tuple[str, list[str], str]:
        """Return the mark of a sentence, the measures that it names, and why."""
        text = self._vocabulary.ignored.sub(" ", sentence)
        if not self._claims(text) or sentence.rstrip().endswith("?"):
            return NO_CLAIM, [], ""
        if self._vocabulary.ahead.search(text):
            return UNCHECKED, self._known.find(text), "It speaks of what is to come, or of what might be."
        marks: list[tuple[str, str]] = []
        named: list[str] = []
        for clause in self._clauses(text):
            found = self._known.find(clause) or (named[-1:] if self._goes_on(clause) else [])
            named += [measure for measure in found if measure not in named]
            marks += self._check_clause(clause, found)
        first = next((mark for mark in _ORDER if any(mark == given for given, _ in marks)), UNCHECKED)
        why = " ".join(dict.fromkeys(reason for mark, reason in sorted(marks, key=lambda one: _ORDER.index(one[0]))))
        if first == SUPPORTED and self._vocabulary.cause.search(text):
            why += " Only the change is checked, not its cause."
        return first, named, why

    def _clauses(self, text: str) -> list[str]:
        """Divide a sentence where each side claims something."""
        for joint in _SPLIT.finditer(text):
            sides = text[: joint.start()], text[joint.end() :]
            if all(self._claims(side) for side in sides):
                return [sides[0], *self._clauses(sides[1])]
        return [text]

    def _goes_on(self, clause: str) -> bool:
        """Tell whether a clause has no subject of its own: nothing but small words stands before its claim."""
        starts = [match.start() for claim in CLAIMS if (match := self._vocabulary.claims[claim].search(clause))]
        return set(bare(clause[: min(starts, default=0)]).split()) <= _GOES_ON | {"not"}

    def _claims(self, text: str) -> set[str]:
        """Return what is claimed: better, worse, up, down, same; with "not " before it where it is denied."""
        found: set[str] = set()
        rest = text
        for match in self._vocabulary.claims["same"].finditer(text):
            found.add("same")
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
        for claim in CLAIMS[:-1]:
            for match in self._vocabulary.claims[claim].finditer(rest):
                before = rest[: match.start()]
                aim = _INFINITIVE.search(before)
                # "To reduce" is an aim; "continued to fall" is a claim.
                if aim and not (aim.group("before") or "").casefold().startswith("continu"):
                    continue
                denied = self._vocabulary.denial.search(" ".join(before.split()[-4:]))
                found.add(f"not {claim}" if denied else claim)
        return found

    def _check_clause(self, clause: str, measures: list[str]) -> list[tuple[str, str]]:
        claims = self._claims(clause)
        if not claims:
            return []
        if not measures:
            return [(UNCHECKED, "It names no measure that is known here.")]
        if len(claims) > 1 and not _agree(claims):
            return [(UNCHECKED, "It says several things at once: give each a sentence of its own.")]
        return [self._check_one(clause, claims, self._rows.loc[measure]) for measure in measures]

    def _check_one(self, clause: str, claims: set[str], measure: pd.Series) -> tuple[str, str]:
        mark, reason = judge_claim(claims, measure)
        why = f"{measure['name']}: {reason}"
        missing = [] if mark not in (SUPPORTED, UNSUPPORTED) else self._not_among(clause, measure)
        if missing and mark == SUPPORTED:
            mark = UNSUPPORTED
        if missing:
            latest = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
            why += f" {join_words(missing)} {'is' if len(missing) == 1 else 'are'} not among its figures; the latest is {latest}."
        return mark, why

    def _not_among(self, clause: str, measure: pd.Series) -> list[str]:
        """Return the figures that a clause quotes and that the measure never had, its target aside."""
        values = self._values.get(measure["measure"], pd.Series(dtype="float64"))
        known = [*values, *([measure["target"]] if pd.notna(measure["target"]) else [])]
        sign = "%" if measure["unit"] == "%" else ""
        quoted = _PERCENT.findall(re.sub(r"\s*\bper\s?cent\b", "%", clause)) if sign else []
        quoted += [number for pair in _FROM_TO.findall(clause) for number in pair]
        return [f"{number}{sign}" for number in dict.fromkeys(quoted) if not any(_is(number, value) for value in known)]


def _is(quoted: str, value: float) -> bool:
    places = len(quoted.partition(".")[2])
    return abs(float(quoted.replace(",", "")) - value) <= 0.5 * 10**-places + 1e-9


def _agree(claims: set[str]) -> bool:
    """Tell whether several claims can all be meant of one measure: a way and what it means, as in "rose and improved"."""
    return any(claims <= {way, meaning} for way in ("up", "down") for meaning in ("better", "worse"))


def judge_claim(claims: set[str], measure: pd.Series) -> tuple[str, str]:
    """Return the mark of a claim about a measure, and why.

    Parameters
    ----------
    claims : set of str
        Of better, worse, up, down and same, with "not " before what is denied.
    measure : Series
        A row of ``verdicts.judge_measures``.
    """
    word = str(measure["word"])
    latest = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
    stands = f"{word}, {latest} on {describe_day(measure['period_end'])}." if pd.notna(measure["period_end"]) else "no figure."
    if word == CANNOT_TELL:
        return UNCHECKED, f"no verdict can be given. {measure['verdict']}"
    marks = [_judge_one(claim, word, str(measure["polarity"])) for claim in claims]
    first = next(mark for mark in _ORDER if mark in marks)
    return first, stands if first != UNCHECKED else f"{stands} Neither better nor worse is judged for it."


def _judge_one(claim: str, word: str, polarity: str) -> str:
    if claim.startswith("not "):
        mark = _judge_one(claim.removeprefix("not "), word, polarity)
        return {SUPPORTED: CONTRADICTED, UNSUPPORTED: SUPPORTED, CONTRADICTED: SUPPORTED}.get(mark, mark)
    if claim == "same":
        return SUPPORTED if word == NO_CHANGE else CONTRADICTED
    if word == NO_CHANGE:
        return UNSUPPORTED
    if claim in ("up", "down"):
        way = {HIGHER: "up", LOWER: "down"}.get(word) or ("up" if (word == IMPROVING) == (polarity == "high") else "down")
        return SUPPORTED if way == claim else CONTRADICTED
    if word in (HIGHER, LOWER):
        return UNCHECKED
    return SUPPORTED if word == {"better": IMPROVING, "worse": WORSENING}[claim] else CONTRADICTED


def describe_claims(checked: pd.DataFrame) -> str:
    """Return the sentence on top."""
    claims = checked[checked["mark"] != NO_CLAIM]
    if claims.empty:
        return f"{count_of(len(checked), 'sentence').capitalize()}, none of which claims a change."
    counts = claims["mark"].value_counts()
    said = [f"{counts[mark]} {mark}" for mark in (CONTRADICTED, UNSUPPORTED, UNCHECKED, SUPPORTED) if mark in counts]
    verb = "claims" if len(claims) == 1 else "claim"
    return f"{len(claims)} of {count_of(len(checked), 'sentence')} {verb} a change: {join_words(said)}."


def label_claims(checked: pd.DataFrame, measures: pd.DataFrame, commentary: dict[str, str]) -> pd.DataFrame:
    """Return the sentences as people read them, with what the owners of the measures say."""
    names = dict(zip(measures["measure"], measures["name"], strict=True))
    return pd.DataFrame(
        {
            "Sentence": checked["sentence"],
            "Mark": [f"{SYMBOLS[mark]} {mark}" for mark in checked["mark"]],
            "Measure": [join_words(names[measure] for measure in its) for its in checked["measures"]],
            "What it rests on": checked["why"],
            "The owner says": [" / ".join(commentary[measure] for measure in its if measure in commentary) for its in checked["measures"]],
        }
    )


def label_marks() -> pd.DataFrame:
    """Return what each mark means."""
    return pd.DataFrame([(f"{SYMBOLS[mark]} {mark}", meaning) for mark, meaning in MARKS.items()], columns=["Mark", "What it means"])
