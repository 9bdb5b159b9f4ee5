"""The claim checker: each sentence that claims a change in a named measure, beside that measure's verdict.

Rules and word lists only; the lists are handed in. A sentence that names no measure known here is never supported. Only the change is
checked, never its cause.
"""

import re

import pandas as pd

from analysis.claim_words import Known, Reader, Vocabulary, agree, read_vocabulary
from analysis.figure_words import describe_day, format_value
from analysis.links import bare
from analysis.quoted import doubt_figures
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
HIGHER, LOWER = "higher than usual", "lower than usual"
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\n+")


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
        The word lists, see ``claim_words.read_vocabulary``.

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
        self._reader = Reader(vocabulary, self._known)
        self._rows = measures.set_index("measure", drop=False)
        ordered = observations.sort_values("period_end", kind="stable")
        self._values = {measure: its.dropna().tolist() for measure, its in ordered.groupby("measure")["value"]}
        self._vocabulary = vocabulary

    def check(self, sentence: str) -> tuple[str, list[str], str]:
        """Return the mark of a sentence, the measures that it names, and why."""
        text = self._vocabulary.ignored.sub(" ", sentence.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        if not self._reader.claims(text) or sentence.rstrip().endswith("?"):
            return NO_CLAIM, [], ""
        if self._vocabulary.ahead.search(text):
            return UNCHECKED, self._known.find(text), "It speaks of what is to come, or of what might be."
        marks: list[tuple[str, str]] = []
        named: list[str] = []
        before: list[str] = []
        for clause in self._reader.clauses(text):
            found = self._known.find(clause) or (before if self._reader.goes_on(clause) else [])
            before = found or before
            named += [measure for measure in found if measure not in named]
            marks += self._check_clause(clause, found)
        first = next((mark for mark in _ORDER if any(mark == given for given, _ in marks)), UNCHECKED)
        why = " ".join(dict.fromkeys(reason for mark, reason in sorted(marks, key=lambda one: _ORDER.index(one[0]))))
        if first == SUPPORTED and self._vocabulary.cause.search(text):
            why += " Only the change is checked, not its cause."
        return first, named, why

    def _check_clause(self, clause: str, measures: list[str]) -> list[tuple[str, str]]:
        claims = self._reader.claims(clause)
        if not claims:
            return []
        if not measures:
            return [(UNCHECKED, "It names no measure that is known here.")]
        if self._vocabulary.elsewhere.search(clause):
            return [(UNCHECKED, "It speaks of other places; only this council's figures are checked.")]
        part = self._vocabulary.part.search(clause)
        if part and not any(f" {bare(part.group())} " in f" {bare(self._rows.at[measure, 'name'])} " for measure in measures):
            return [(UNCHECKED, f"It speaks of a part only (\"{part.group()}\"); the figures are of all.")]
        if any(self._reader.is_about(clause, measure) for measure in measures):
            return [(UNCHECKED, "It speaks of something about the measure, not of the measure itself.")]
        if not agree(claims) or (len(measures) > 1 and len(claims) > 1):
            return [(UNCHECKED, "It says several things at once: give each a sentence of its own.")]
        return [self._check_one(clause, claims, self._rows.loc[measure]) for measure in measures]

    def _check_one(self, clause: str, claims: set[str], measure: pd.Series) -> tuple[str, str]:
        mark, reason = judge_claim(claims, measure)
        why = f"{measure['name']}: {reason}"
        if mark not in (SUPPORTED, UNSUPPORTED):
            return mark, why
        doubt = doubt_figures(clause, claims, measure, self._values.get(measure["measure"], []), self._vocabulary.beside)
        return (UNSUPPORTED, f"{why} {doubt}") if doubt else (mark, why)


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
