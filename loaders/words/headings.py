"""Headings: how they are compared, and the vocabulary of known ones that a council can read and extend."""

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from loaders.words.dates import find_date

VOCABULARY = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "headings"

_DASHES = re.compile(r"[‐-―−]")
_QUOTES = re.compile(r"[‘’‛′`´]")
_NOT_WORDS = re.compile(r"[^a-z0-9&/+#%]+")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])[.):]\s+")
_REVISED = re.compile(r"[(\[\n-]\s*(?:if )?(?:revised|amended|extended|forecast)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "to", "for", "our", "your", "this", "please", "is", "be", "and"})
_SHORT_WORDS = {"rec": "recommendation", "num": "number", "resp": "responsible", "dept": "department", "org": "organisation"}
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATED = re.compile(
    rf"(?:\b(?:as at|as of|at|on|to|for|in|by|since)\s+)?[(\[]?(?P<date>\b(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?[\s'-]*(?:\d{{4}}|\d{{2}})|q[1-4]\s*\d{{4}}(?:\s*[/-]\s*\d{{2,4}})?))\b[)\]]?",
    re.IGNORECASE,
)
SIMILAR = 86  # rapidfuzz token_sort_ratio, 0 to 100: below it, likeness of headings is chance more often than not
LONGEST_HEADING = 120  # characters
LONGEST_GUESS = 60  # characters

# Words that give a heading away when nothing like it is listed; the first that fits is suggested, and a person is asked.
_WORDS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\b(updates?|commentary|response|report) (to|for)\b", "update"),
        (r"^((key|specific|planned|agreed) )?actions? (and|&|/) (?!.*\b(updates?|progress|leads?|owners?|dates?|status)\b)", "action"),
        (r"\b(second|2nd|further|additional)\b.*\bscrutin", "second_scrutiny"),
        (r"\bscrutin|\bchalleng", "scrutinise"),
        (r"\b(impact|outcome|confidence|assurance|quality)\b.*\b(rag|brag|rating|rated)\b", "outcome_rating"),
        (r"\b(previous|last|prior|initial)\b.*\b(rag|brag|rating|status)\b", "previous_status"),
        (r"\brag\b|\bbrag{1,2}\b|traffic light|\brating\b|\bstatus\b", "status"),
        (r"\bpercent|%|\bper cent\b", "progress"),
        (r"\b(revised|amended|extended|new|forecast|slipped)\b.*\b(date|deadline|timescale|due|by|finish|completion|end)\b", "revised"),
        (r"\b(original|initial|first)\b.*\b(date|deadline|timescale|due|by)\b", "first_due"),
        (r"\bsign(ed)? off\b", "signed_off"),
        (r"\b(actual|date)\b.*\b(complet\w*|achieved|closed|finished)\b|\bcompleted (on|date)\b", "completed"),
        (r"\b(start|commence\w*|begin\w*)\b", "start"),
        (r"\b(deadline|due|by when|timescales?|timeframe|target date|completion date|end date|finish)\b|\bwhen\b", "due"),
        (r"\b(rec|recs|recommendations?|afi)\b.*\b(no|nos|numbers?|refs?|references?|links?|addressed)\b", "recommendation_refs"),
        (r"\bparagraphs?\b|\bpara\b", "paragraphs"),
        (r"\bhighlights?\b|\bnotes?\b", "update"),
        (r"\bupdates?\b|\bcommentary\b|\bcomments?\b|\bnarrative\b|\bprogress\b|\bso far\b|\bto date\b|\bwhere (we|are we|things)\b", "update"),
        (r"\b(board|committee|forum|panel)$", "monitor"),
        (r"\bconfidence\b", "outcome_rating"),
        (r"\bevidence\w*\b|\bassurance\b|\bproof\b|\bverif", "evidence"),
        (r"\bmeasures?\b|\bkpis?\b|\bindicators?\b|\bhow will we know\b|\bsuccess\b|\bcriteria\b", "measure"),
        (r"\boutcomes?\b|\bimpacts?\b|\bdifference\b|\bbenefits?\b|\bwhat (has|have|will have|will) changed?\b", "outcome"),
        (r"\bmonitor\w*\b|\boversight\b|\bgovernance\b", "monitor"),
        (r"\b(manager|officer|director)s?$", "lead"),
        (r"\bcontribut\w*\b", "deliver"),
        (r"\breport(ed|s|ing)? to\b|\bwhere\b.*\breported\b", "monitor"),
        (r"\bwho\b.*\b(help\w*|support\w*|else|involved)\b|\bworking with\b|\bwith whom\b", "deliver"),
        (r"\bpartners?\b|\bagenc(y|ies)\b|\bdeliver(y|ed|ing)?\b|\borganisations?\b|\bteams?\b", "deliver"),
        (r"\blead\b|\bowners?\b|\bresponsib|\baccountab|\bofficer\b|\bwho\b|\bsponsor\b|\bsro\b", "lead"),
        (r"\b(inspectors?|inspection|ofsted)\b.*\b(find|found|say|said|tell|told|saw|see)\b", "recommendation"),
        (r"\brecommendations?\b|\bfindings?\b|\bofsted said\b|\bareas? for improvement\b|\bimprove\b", "recommendation"),
        (r"\bactions?\b|\btasks?\b|\bactivit(y|ies)\b|\bwhat (will|are|do|must|needs)\b", "action"),
        (r"\bthemes?\b|\bworkstreams?\b|\bstrands?\b|\bpriorit(y|ies)\b|\bpillars?\b", "theme"),
        (r"\bref(erence)?\b|\bnumber\b|\bid\b", "ref"),
    )
)


def normalise(text: object) -> str:
    """Return a heading as it is compared: lower case, one space between words, no asterisks, stops, questions or line breaks."""
    return _normalise(str(text or ""))


@functools.lru_cache(maxsize=20_000)
def _normalise(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _QUOTES.sub("'", _DASHES.sub("-", plain)).replace("'", "")
    return " ".join(_NOT_WORDS.sub(" ", plain).replace("/", " / ").replace("&", " and ").split())


@functools.cache
def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Return every known heading: table -> normalised heading -> field.

    The files of ``data/vocabularies/headings`` have the columns ``table, field, heading``; the first meaning of a heading in a table stands.
    """
    known: dict[str, dict[str, str]] = {}
    listed: list[dict[str, str]] = []
    for path in sorted(VOCABULARY.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            listed += csv.DictReader(lines)
    for line in listed:
        known.setdefault(line["table"].strip(), {}).setdefault(normalise(line["heading"]), line["field"].strip())
    for line in listed:  # a heading listed with an explanation in brackets is known without it too, unless that is listed as something else
        if len(plain := normalise(_BRACKETS.sub(" ", line["heading"]))) > 2:
            known[line["table"].strip()].setdefault(plain, line["field"].strip())
    return known


@dataclass(frozen=True)
class Match:
    """What a heading was taken for.

    ``how`` reads "known heading", "similar to ..." or "answered by a person"; ``sure`` is False where a person should be asked.
    """

    field: str
    how: str
    sure: bool


def split_date(text: str) -> tuple[str, date | None]:
    """Return a heading without the date that it carries, and that date ("Update 24/12/2018" is an update of 24 December 2018)."""
    found = _DATED.search(text) if _DIGIT.search(text) else None
    if found is None:
        return text, None
    dated = find_date(found.group("date"))
    if dated is None:
        return text, None
    stem = f"{text[: found.start()]} {text[found.end() :]}".strip(" \n\t:-–—,()")
    return (stem or text), dated


def variants(text: str) -> tuple[str, ...]:
    """Return the ways in which a heading may be known: as it stands, without brackets, without numbering, without its date, in the singular."""
    return _variants(str(text))


@functools.lru_cache(maxsize=20_000)
def _variants(text: str) -> tuple[str, ...]:
    stem, _ = split_date(text)
    forms = [text]
    if numbered := _NUMBERED.match(text):
        forms.append(text[numbered.end() :])
    if "(" in text or "[" in text:
        forms.append(_BRACKETS.sub(" ", text))
    if stem != text:
        forms += [stem, _BRACKETS.sub(" ", stem)]
    if "\n" in text:
        forms.append(text.split("\n", 1)[0])
    plain = list(dict.fromkeys(normalise(form) for form in forms))
    plain += [singular(form) for form in plain]
    return tuple(form for form in dict.fromkeys(plain) if form)


def singular(text: str) -> str:
    """Return a normalised heading with the plural s taken off its words, short forms written out and small words left out."""
    words = [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in text.split()]
    return " ".join(_SHORT_WORDS.get(word, word) for word in words if word not in _SMALL_WORDS) or text


@functools.cache
def _singular_vocabulary() -> Mapping[str, Mapping[str, str]]:
    shorter: dict[str, dict[str, str]] = {}
    for table, headings in vocabulary().items():
        for heading, name in headings.items():
            shorter.setdefault(table, {}).setdefault(singular(heading), name)
    return shorter


def known(text: str, table: str) -> str | None:
    """Return the field that a heading names in a table by the vocabulary alone, None where it is not listed."""
    name = _listed(text, table)
    # "Completion date (revised)": what narrows a date may stand in brackets or on a line of its own.
    return "revised" if name == "due" and table == "actions" and _REVISED.search(text) else name


def _listed(text: str, table: str) -> str | None:
    exact, shorter = vocabulary().get(table, {}), _singular_vocabulary().get(table, {})
    for form in variants(text):
        if form in exact:
            return exact[form]
    for form in variants(text):
        if form in shorter:
            return shorter[form]
    return None


@functools.cache
def _tables_of_forms() -> Mapping[str, frozenset[str]]:
    """Return the tables that list each normalised heading, as it stands or in the singular."""
    tables: dict[str, set[str]] = {}
    for listed in (vocabulary(), _singular_vocabulary()):
        for table, headings in listed.items():
            for heading in headings:
                tables.setdefault(heading, set()).add(table)
    return {heading: frozenset(listed) for heading, listed in tables.items()}


@functools.lru_cache(maxsize=20_000)
def tables_knowing(text: str) -> frozenset[str]:
    """Return the tables in whose vocabulary a heading stands."""
    listed = _tables_of_forms()
    return frozenset(table for form in variants(text) for table in listed.get(form, ()))


def suggest(text: str, table: str) -> Match | None:
    """Suggest a field for a heading that is not in the vocabulary: first by likeness to a known one, then by the words in it."""
    heading = variants(text)[-1] if variants(text) else ""
    if len(heading) < 3:
        return None
    likeliest = process.extractOne(heading, list(_singular_vocabulary().get(table, {})), scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR)
    if likeliest is not None:
        return Match(_singular_vocabulary()[table][likeliest[0]], f'similar to "{likeliest[0]}"', False)
    if table != "actions":
        return None
    for pattern, name in _WORDS:
        found = pattern.search(normalise(text))
        if found is not None:
            return Match(name, f'similar: it contains "{found.group(0).strip()}"', False)
    return None


@functools.lru_cache(maxsize=20_000)
def heading_like(text: str) -> float:
    """Return how much a cell looks like a heading of any table: 1 known, 0.5 suggested by its words, 0 not at all."""
    if len(text) > LONGEST_HEADING:
        return 0.0
    if tables_knowing(text):
        return 1.0
    if len(text) <= LONGEST_GUESS and not text.rstrip().endswith(".") and suggest(text, "actions") is not None:
        return 0.5
    return 0.0
