"""Reading which recommendations, and which paragraphs of the report, one cell refers to."""

import re
from dataclasses import dataclass, field

from loaders.grid import Cell

# Numbers above this are years or counts, not recommendations.
MOST_RECOMMENDATIONS = 300
_SAFEGUARDING = "SCB"
# Letters before a number that name no series of their own.
_PLAIN_LABELS = frozenset(("R", "REC", "RECS", "RECOMMENDATION", "RECOMMENDATIONS", "NO", "NOS", "NUMBER", "REF", "REFS", "OFSTED", "ACTION"))
_NO_LABELS = frozenset(("AND", "TO", "LINKED", "LINKS", "LINK", "SEE", "ALSO"))
# A safeguarding board became a safeguarding partnership in 2019; its recommendations stay one series.
_SERIES = {"LSCB": _SAFEGUARDING, "SCB": _SAFEGUARDING, "LSCP": _SAFEGUARDING, "SCP": _SAFEGUARDING, "BOARD": _SAFEGUARDING, "COUNCIL": "LA"}
_SAFEGUARDING_WORDS = re.compile(
    r"\b(?:(?:local\s+)?safeguarding(?:\s+children)?(?:\s+(?:board|partnership))?|(?<!improvement )(?:board|partnership))(?:['’]s)?\b", re.I
)
_AUTHORITY_WORDS = re.compile(r"\b(?:local authority|council)(?:['’]s)?\b", re.I)
_LABEL = r"(?:ofsted\s+)?(?:recommendations?|recs?)\b\.?\s*(?:nos?\b\.?|numbers?\b|refs?\b\.?)?\s*:?\s*"
_NUMBER = r"\d{1,3}(?:\.\d{1,2})*[a-z]?(?![a-z\d])"
# "SCB 3" and "scb 3" are references, "Theme 3" and "in 3" are prose.
_LETTERS = r"(?:(?-i:[A-Z]{1,6})|lscb|scb|lscp|scp|la|afi|pr)"
_LABELLED_SERIES = re.compile(rf"\b(lscb|scb|lscp|scp|la|pr)\s+{_LABEL}(?={_NUMBER})", re.I)  # "LSCB recs 1-3" is "LSCB 1-3"
_ONE = rf"(?:\b{_LETTERS}\s?)?{_NUMBER}"
_LIST = rf"{_ONE}(?:\s*(?:,|;|/|&|-|\band\b|\bto\b|,\s*and\b)\s*(?:{_LABEL})?{_ONE})*"
_PARAGRAPHS = re.compile(r"[(\[]?\b(?:paragraphs?|paras?)\b\.?\s*(?:nos?\.?\s*)?(\d{1,3}(?:\s*(?:,|;|&|-|and|to)\s*\d{1,3})*)\s*[)\]]?", re.I)
_AFTER_NUMBER = re.compile(r"(?<=[\dA-Za-z.])\s*\(\s*(\d{1,3}(?:\s*(?:,|;|&|-|and|to)\s*\d{1,3})*)\s*\)")
_TOKEN = re.compile(
    rf"(?P<suffixed>\d{{1,3}})\s?(?P<suffix>[A-Z]{{2,6}})(?![A-Za-z])|(?P<prefix>[A-Za-z]+)?\s?(?P<number>{_NUMBER})|(?P<word>[A-Za-z]+)|(?P<dash>-)"
)
# What may stand between the references of a cell that holds nothing else.
_BARE = re.compile(
    rf"(?:{_LABEL}|\b{_LETTERS}\s?(?={_NUMBER})|{_NUMBER}|\d{{1,3}}\s?(?-i:[A-Z]{{2,6}})|\b(?:and|to|ofsted|linked to|links? to|see|also)\b"
    r"|[\s,;/&.:()\[\]#-])++",
    re.I,
)
_OPENING = re.compile(
    rf"\W{{0,3}}(?:(?P<label>{_LABEL})|(?:actions?\s)?)(?P<list>{_LIST}|\d{{1,3}}(?-i:[A-Z]{{2,6}}))\s*(?P<mark>[.:)\]-])?(?=\s|$|(?-i:[A-Z]))", re.I
)
_BRACKETED = re.compile(rf"[(\[]\s*(?:{_LABEL}|(?=(?-i:[A-Z]{{2,6}})\s?\d))({_LIST})\s*[)\]]", re.I)
_SUFFIXED = re.compile(r"\[\s*(\d{1,3}\s?(?-i:[A-Z]{2,6})(?:\s*[,;&]\s*\d{1,3}\s?(?-i:[A-Z]{2,6}))*)\s*\]")
_OWNED = re.compile(rf"\W*(?:safeguarding|board|partnership)[\w\s'’]{{0,40}}?{_LABEL}({_LIST})", re.I)


@dataclass(frozen=True)
class References:
    """Recommendations as "series number" (LA 5, SCB 1) and paragraphs of the inspection report, in the cell's order."""

    refs: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def read_references(value: Cell, series: str = "LA") -> References:
    """Read the references in a cell.

    A cell of references alone is read whole: "17. (57, 138)" is recommendation 17 with two paragraphs, "[22PR]" is PR 22, "1-10" a range.
    In a sentence only a reference that opens it ("Recommendation 1: ...", "3. ...") or stands labelled in brackets counts, never a number inside.

    Parameters
    ----------
    value : Cell
    series : str
        The series of a number without letters: a bare number belongs to the council's own.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return References()
    if not isinstance(value, str):
        return References([f"{series} {value:g}"]) if 0 < value <= MOST_RECOMMENDATIONS else References()
    text = " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"[\n\r•·]+", "; ", value.strip())[:2000]).split())
    text = re.sub(r"^(\d+)\.0$", r"\1", text)
    paragraphs: list[str] = []
    for pattern in (_PARAGRAPHS, _AFTER_NUMBER):
        paragraphs += [number for match in pattern.finditer(text) for number in _expand(match[1])]
        text = pattern.sub(" ", text)
    text = _LABELLED_SERIES.sub(r"\1 ", text)
    return References(_unique(_read_refs(text.strip(" ;"), series)), _unique(paragraphs))


def has_bracketed_reference(text: str) -> bool:
    """Tell whether a text holds a labelled reference in brackets, such as "[22PR]" or "(Rec 3)"."""
    return bool(_BRACKETED.search(text) or _SUFFIXED.search(text))


def _read_refs(text: str, series: str) -> list[str]:
    """Return the references of a text from which the paragraphs have been taken."""
    plain = text
    if len(text) <= 600:
        named = _SAFEGUARDING if _SAFEGUARDING_WORDS.search(text) else "LA" if _AUTHORITY_WORDS.search(text) else ""
        plain = _AUTHORITY_WORDS.sub(" ", _SAFEGUARDING_WORDS.sub(" ", text)).strip() if named else text
        if _BARE.fullmatch(plain):
            return _read_list(plain, named or series)
    opening = _OPENING.match(text)
    found = _read_list(opening["list"], series) if opening and (opening["label"] or opening["mark"]) else []
    for pattern in (_BRACKETED, _SUFFIXED):
        for bracket in pattern.finditer(text):
            found += _read_list(bracket[1], series)
    owned = _OWNED.match(text)
    return found or (_read_list(owned[1], _SAFEGUARDING) if owned else [])


def _read_list(text: str, series: str) -> list[str]:
    """Return the references of a list; letters hold until other letters come, so "SCB 1, 2" are both the board's."""
    refs: list[str] = []
    current, previous, dash = series, 0, False
    for token in _TOKEN.finditer(text):
        if token["dash"] or (token["word"] or "").lower() == "to":
            dash = True
            continue
        if token["word"]:
            current = _series_of(token["word"], series, current)
            continue
        letters = token["suffix"] or token["prefix"] or ""
        if letters.lower() == "to":
            dash = True
        elif letters.lower() not in ("", "and"):
            current = _series_of(letters, series, current)
        number = (token["suffixed"] or token["number"] or "").lstrip("0")
        whole = re.match(r"\d+", number)
        if whole is None or int(whole[0]) > MOST_RECOMMENDATIONS:  # "0.1" names no recommendation: they are numbered from one
            return []
        if dash and number.isdigit() and 0 < previous < int(number) <= previous + 60:
            refs += [f"{current} {between}" for between in range(previous + 1, int(number))]
        refs.append(f"{current} {number}")
        previous, dash = int(number) if number.isdigit() else 0, False
    return refs


def _series_of(letters: str, series: str, current: str) -> str:
    """Return the series that letters name: "Rec" and "R" name the council's own, "and" names none."""
    plain = letters.upper()
    if plain in _NO_LABELS:
        return current
    return series if plain in _PLAIN_LABELS else _SERIES.get(plain, plain)


def _expand(text: str) -> list[str]:
    """Return the numbers of a list with ranges."""
    return [ref.split()[-1] for ref in _read_list(text, "P")]


def _unique(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))
