"""What the words of ratings mean: the usual words (a CSV that a council can extend) and the sentences of printed keys."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from loaders.words.colours import COLOURS
from model.vocabulary import STATUS_NAMES

RATINGS = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "ratings.csv"

# What is finished, and what a board does with it afterwards.
_FINISHED = r"(?:complete|done|achieved|delivered|finished|implemented|closed)\w*"
_ACCEPTED = r"(?:sign|approv|accept|agree|ratif|confirm|endors|assur|valid|check|verif)"

# Each rule is a status and the ways to say it, every one from the beginning of a word. The first rule that fits decides, so the order matters:
# what spoils a status is asked before what makes it. A rule without a status says that the words must not be taken for what they seem.
_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "not started",
        (
            r"(?:not|yet to|to be|hasn't|has not|have not) (?:been |yet )*(?:start|begin|begun|commence|due|open)",
            r"(?<!.)(?:pending|planned|scheduled|future|awaiting start|no work|no action (?:has been )?taken|to start)\b",
        ),
    ),
    (
        "suspended",
        (
            r"suspend|pause|on hold|defer|postpon|supersed|withdrawn|cancel|stopped|discontinued",
            r"(?<!monitoring )no longer (?:requ|relev|need|appl)",
        ),
    ),
    ("off track", (r"(?:not|cannot be|can't be|unlikely to be) recover", r"irrecoverable|unrecoverable|\bstuck\b|not (?:been )?kept")),
    ("at risk", (r"recover(?:able|y|ed)?\b|back on track|mitigat|manageable",)),
    (
        "off track",
        (
            r"(?:not|isn't|no longer) (?:yet )?(?:on|to) (?:track|target|schedule|course|plan)|off[ -](?:track|target|schedule|course|plan)",
            r"(?:more|greater|longer) than [\w ]{1,25}(?:behind|late|overdue|delay|slip)|over \w+ (?:day|week|month)s? (?:behind|late|overdue)",
            r"(?:will|can|could|is) ?not (?:now )?(?:be )?(?:met|achiev|deliver|complet|possible|expected|likely)",
            r"(?<!risk of )(?<!danger of )miss(?:es|ing)? (?:its|the|their|this|a|any)? ?(?:\w+ )?(?:date|deadline|target|timescale|milestone)",
            r"cannot|unlikely|unable|unachievable|missed|failed|failing|serious|severe|critical|major|significant",
            r"(?:no|poor|little|limited|insufficient|inadequate) (?:or \w+ )?progress|overdue|stalled",
            r"not (?:been )?(?:achieved|met|delivered|implemented|progress)|(?:deadline|date|target)s? (?:has |have )?(?:been )?passed",
        ),
    ),
    (
        "at risk",
        (
            r"(?:some|minor|slight|slightly|small|moderate|possible|potential|potentially) (?:\w+ )?(?:slip|delay|issue|risk|concern|problem)",
            r"slightly (?:\w+ )?behind|(?:is|are|proving) (?:hard|difficult)\b|struggling",
            r"at risk|risk of|risk that|slipp|may not|might not|in doubt|concern|caution|needs attention|attention (?:is )?(?:needed|required)|delay",
            r"(?:slightly|less than|up to|within|one|a|1) (?:\w+ ){0,3}(?:behind|late)\b|issues?\b|risks?\b|some progress\b",
        ),
    ),
    ("off track", (r"(?:behind|late)\b",)),
    (
        "",
        (
            r"(?:not|never) (?:been |yet |fully |quite )*(?:complet|achiev|done|close|deliver|finish|implement|in place)",
            r"incomplete|unmet\b",
        ),
    ),
    (
        "complete",
        (
            rf"{_FINISHED}\W.*\b(?:await|pending|subject to|needs?|requir|ready for|before|prior to|to be)\w* .*\b{_ACCEPTED}",
            rf"{_FINISHED}\W.*\b(?:not|never|without|no|yet to|still to|hasn't|isn't|un) ?(?:\w+ ){{0,3}}{_ACCEPTED}",
            rf"{_FINISHED}\W.*\b{_ACCEPTED}\w*(?:[ -]off)?(?: \w+){{0,5}} (?:outstanding|awaited|pending|required|needed)\b",
        ),
    ),
    (
        "",
        (
            rf"(?:await|needs?|requir|pending)\w* (?:\w+ ){{0,3}}{_ACCEPTED}",
            rf"(?:not|never|yet to) (?:been |be |yet |fully |quite |formally )*{_ACCEPTED}",
        ),
    ),
    (
        "signed off",
        (
            r"sign(?:ed)?[ -]?off|checked by|peer inspection|validated|verified|quality assured|embedded and (?:\w+ )?evidenced",
            r"independent\w* (?:\w+ )?(?:check|review|valid|verif|confirm|assur|audit|inspect|peer)",
            r"(?:approved|accepted|agreed|ratified|confirmed|assured|endorsed) (?:as (?:complete|closed|done)\w* )?by\b",
            r"(?:complete|achieve)\w*\W.*\b(?:approved|validated|verified|checked|ratified)",
        ),
    ),
    ("on track", (r"(?:partial|partly|part|mostly|nearly|almost|substantially|largely)\w*[ -](?:complet|achiev|met|done|deliver|implement)",)),
    (
        "on track",
        (
            r"on[ -](?:track|target|schedule|course|plan)\b|under control|in progress|progressing|under ?way|in hand|proceeding|as planned|to plan\b",
            r"(?:good|acceptable|satisfactory|reasonable|strong|steady|sufficient|adequate) progress|progress (?:is |has been )?(?:being )?made",
            r"(?:going|doing) well\b|(?<!.)on time\b",
            r"(?:milestone|timescale|deadline|target)s? (?:are |have |is |has |been |being )*(?:met|achieved)\b",
            r"(?:above|within|at|exceeds|exceeding|meeting) (?:the )?(?:target|tolerance|plan)|working towards|started|commenced|begun|on-? ?going",
            r"(?:will|to|can|expected to|likely to|should) be (?:met|achieved|completed?|delivered|done|implemented)",
            r"(?:expected|likely|forecast|scheduled|confident|due|set) (?:to|that)\b",
        ),
    ),
    (
        "complete",
        (
            r"(?:completed?|completes|completion|achieved|done|closed|delivered|finished|implemented|met|embedded|bau)\b",
            r"business as usual|in place|no further action|monitoring (?:is )?no longer",
        ),
    ),
)
RULES = tuple((status, re.compile(rf"\b(?:{'|'.join(ways)})", re.I)) for status, ways in _RULES)
_ALL_CLEAR = re.compile(
    r"\b(?:no|without(?: any)?) (?:\w+ )?(?:issues?|risks?|concerns?|delays?|slippage|problems?)(?: (?:or|and) \w+)*(?: identified)?"
    r"|\bnothing (?:is )?(?:late|overdue|delayed|behind)\b",
    re.I,
)
_PARTLY = re.compile(
    r"\b(?:phase|part|stage|step|tranche|cohort|wave)\s?\w{1,5}\s(?:is\s|now\s)*(?:complete|done|achieved|delivered|finished|closed)"
    r"|\b(?:partial|partly|mostly|nearly|almost|substantially|largely|part)\w*[\s-](?:complet|achiev|met|done|deliver|implement)",
    re.I,
)
# The date at the end of "completed and signed off by the board 12/1/26".
_DATED = re.compile(
    r"\s(?:on |in |by )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:\d{1,2}[/. ]\d{1,2}[/. ]\d{2,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* '?\d{2,4})$"
)


_OPENING = re.compile(r"(?P<words>[A-Za-z][A-Za-z' -]{2,30}?)\s*(?::|;|\s[-\u2010-\u2015]\s|\bwith(?:out)?\b)")
_ACCEPTED_TOO = re.compile(
    r"^\W*(?:and )?(?:now |been |formally |fully )*(?:signed|sign)[ -]?off\b"
    r"(?! (?:is |was )?(?:required|needed|pending|awaited|outstanding|due))",
    re.I,
)


def accepts(text: str) -> bool:
    """Tell whether what follows "complete" says that it was signed off too: "Complete - signed off by the Board 3 June"."""
    return bool(_ACCEPTED_TOO.match(text))


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Return a rating's word as it is compared: lower case, single spaces, no hyphens and no punctuation round it; 1.0 is 1."""
    plain = re.sub(r"[\u2010-\u2015_-]+", " ", text.replace("\u2019", "'").casefold())
    plain = " ".join(plain.split()).strip(" .:;,!?*()[]\"'")
    plain = re.sub(r"^(?:b?rag(?:g|\+b)?|status|rating|rated|current status)[\s:]+(?=\S)", "", plain)
    return re.sub(r"^(\d+)\.0+$", r"\1", plain)


@cache
def usual_words() -> dict[str, str]:
    """Return the usual words with their statuses, from data/vocabularies/ratings.csv.

    Raises
    ------
    ValueError
        A line of the file names a status that does not exist.
    """
    with RATINGS.open(encoding="utf-8-sig", newline="") as lines:
        words = {normalise(line["word"]): line["status"].strip() for line in csv.DictReader(lines) if (line["word"] or "").strip()}
    wrong = sorted(set(words.values()) - set(STATUS_NAMES))
    if wrong:
        raise ValueError(f"{RATINGS.name} names statuses that do not exist: {', '.join(wrong)}")
    return words


def status_of_meaning(text: str) -> str | None:
    """Return the status that an explanation means, as in a printed key; None where its words are not understood."""
    plain = " ".join(text.replace("\u2019", "'").split())[:500]
    named = _OPENING.match(plain)
    if named is not None and (opened := usual_words().get(normalise(named["words"]))) not in (None, "complete", "not known"):
        return opened  # "At risk - will miss its date unless ...": what follows explains the word
    plain = _ALL_CLEAR.sub(" on track ", plain)
    for status, pattern in RULES:
        if pattern.search(plain):
            return status or None
    return None


@lru_cache(maxsize=20_000)
def exact_status(text: str) -> str | None:
    """Return the status of a usual word, with or without a date after it, or of a part that is done ("Phase 1 completed")."""
    plain = normalise(text)
    words = usual_words()
    if plain in words:
        return words[plain]
    undated = _without_date(plain)
    if undated != plain and len(undated) > 1 and undated in words:
        return words[undated]
    return "on track" if len(plain.split()) <= 6 and _PARTLY.search(plain) else None


def _without_date(plain: str) -> str:
    """Return a normalised text without the date that closes it."""
    return _DATED.sub("", plain) if plain[-1:].isdigit() else plain


def status_of_words(text: str) -> str | None:
    """Return the status that the few words of a rating cell mean; None for anything longer, for percentages and for mixed colours."""
    status = exact_status(text)
    words = _without_date(normalise(text)).split()
    if status or len(words) > 6 or re.search(r"\d\s?%|\d per cent", text) or any(colour in words for colour in COLOURS):
        return status
    return status_of_meaning(" ".join(words))
