"""Reading the agencies named in one cell: whole names first, then separators."""

import csv
import re
from functools import cache
from pathlib import Path

BODIES = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "bodies.csv"

# Separators inside a whole name or a bracket are put away while the rest is split, one private character for each.
_HIDDEN = {separator: chr(0xE000 + number) for number, separator in enumerate(",;/|\n&+•")}
_SHOWN = {hidden: separator for separator, hidden in _HIDDEN.items()}
_WHOLE = re.compile(r"\b(forum|service|board|team|partnership|trust|panel|committee|council|group|alliance|constabulary|centre)$", re.I)
_HIDDEN_AND = "\ue010"
LONGEST_NAME = 10  # words of a name that only calls itself a board, service or the like

_TITLE = re.compile(
    r"\b(?:manager|head|director|lead|leader|officer|chair|chairs|principal|assistant|deputy|co-?ordinator|commissioner|chief|superintendent|inspector|"
    r"nurse|doctor|practitioner|secretary|portfolio holder|lead member|cabinet member|dcs|supervisor|consultant|advis[eo]r|analyst)\b",
    re.I,
)
_BARE_TITLE = re.compile(
    r"(?:(?:service|team|group|area|practice|project|programme|operations|assistant|deputy|strategic|interim)\s+)*+"
    r"(?:manager|director|lead|head(?: of service)?)",
    re.I,
)
_BODY = re.compile(
    r"\b(?:board|committee|panel|partnership|trust|council|constabulary|police|service|services|agency|forum|group|sub-?group|team|hub|nhs|network|"
    r"commission|authority|hospital|school|schools|college|academy|court|charity|association|department|directorate|cabinet|assembly)\b",
    re.I,
)
_BULLET = re.compile(r"^\s*(?:[-–—*•·▪●○‣]|\(?\d{1,2}[.)](?=\s)|[a-z]\))\s*", re.I)
_ROLE = re.compile(
    r"^(?:lead(?:s| agency)?|support(?:ing|ed by)?|partners?|with|in partnership with|jointly with|and|&)\s*[:\-–]\s*|^(?:and|with|&|plus)\s+", re.I
)
_ROLE_NOTE = re.compile(r"\s*\((?:lead|lead agency|support|supporting|chair|sponsor|all|joint)\)\s*$", re.I)
_AND = re.compile(r"\s+(?:and|&|\+|plus|with)\s+|\s*&\s*|\s*\+\s*", re.I)


def normalise(text: str) -> str:
    """Return a body's name as it is compared: lower case, "and" for &, no apostrophes, hyphens or punctuation, no leading "the"."""
    plain = text.casefold().replace("\u2019", "'").replace("'", "").replace("&", " and ")
    plain = re.sub(r"\bwell[\s-]being\b", "wellbeing", plain)
    plain = " ".join(re.sub(r"[^\w\s]", " ", plain).split())
    return plain.removeprefix("the ")


@cache
def load_bodies() -> dict[str, str]:
    """Return every known spelling, as ``normalise`` gives it, with the body's one name, from data/vocabularies/bodies.csv."""
    known: dict[str, str] = {}
    with BODIES.open(encoding="utf-8-sig", newline="") as lines:
        rows = [(line["name"].strip(), (line.get("alias") or "").strip()) for line in csv.DictReader(lines) if (line["name"] or "").strip()]
    for name, _ in rows:
        known[normalise(name)] = name
    for name, alias in rows:
        if alias:
            known.setdefault(normalise(alias), name)
    return known


@cache
def _whole_names() -> re.Pattern[str]:
    """Return the pattern of every known name that has a separator or an "and" inside, longest first."""
    names = sorted((name for name in load_bodies() if " and " in name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(_loosely(name) for name in names)})(?!\w)", re.I)


def _loosely(name: str) -> str:
    """Return the pattern of a normalised name, allowing &, commas and apostrophes where people put them."""
    parts = [r"[\s,/&'’-]+".join(re.escape(word) for word in part.split()) for part in name.split(" and ")]
    return r"[\s,]*(?:\band\b|&)[\s,]*".join(parts).replace("childrens", "children['’]?s").replace("peoples", "people['’]?s")


def split_bodies(text: str) -> list[str]:
    """Split a cell into the bodies it names, in its order and without repeats.

    Known names stay whole ("Health and Wellbeing Board"), and so do job titles with a comma ("Service Manager, Assessment"). "And" divides
    only two known bodies. A listed alias becomes the body's one name; every other body keeps the name as typed.
    """
    masked = re.sub(r"\([^()]*\)", lambda match: _hide(match[0]), text.strip())
    masked = _whole_names().sub(lambda match: _hide(match[0]), masked)
    parts: list[str] = []
    for piece in re.split(r"[;|\n\r•▪●]+|(?<!\band)(?<!\bn)/(?!\s*or\b)(?!\d)", masked, flags=re.I):
        for part in _split_commas(_BULLET.sub("", piece)):
            parts.extend(_split_and(part))
    bodies: dict[str, str] = {}
    for part in parts:
        name = _name_of(_show(part))
        if name:
            bodies.setdefault(normalise(name) or name, name)
    return list(bodies.values())


def is_body(text: str) -> bool:
    """Tell whether a text names a body: a known one, or one that calls itself a board, service, trust or the like."""
    plain = _ROLE_NOTE.sub("", text.strip())
    return normalise(plain) in load_bodies() or bool(len(plain.split()) <= LONGEST_NAME and _BODY.search(plain) and not _TITLE.search(plain))


def _hide(text: str) -> str:
    hidden = re.sub(r"\band\b", lambda match: match[0].replace("a", _HIDDEN_AND).replace("A", _HIDDEN_AND + "\ue011"), text, flags=re.I)
    return "".join(_HIDDEN.get(letter, letter) for letter in hidden)


def _show(text: str) -> str:
    return "".join(_SHOWN.get(letter, letter) for letter in text.replace(_HIDDEN_AND + "\ue011", "A").replace(_HIDDEN_AND, "a"))


def _split_commas(text: str) -> list[str]:
    """Split at commas, keeping what only narrows the job title before it."""
    parts: list[str] = []
    for part in text.split(","):
        name = _show(part).strip()
        narrows = bool(parts) and _is_open_title(_show(parts[-1])) and not _TITLE.search(name) and normalise(name) not in load_bodies()
        if narrows and not (_BODY.search(name) and not _needs_more(_show(parts[-1]))):
            parts[-1] = f"{parts[-1]},{part}"
        else:
            parts.append(part)
    return parts


def _is_open_title(text: str) -> bool:
    """Tell whether a text is one job title that has not yet been narrowed by a comma."""
    return bool(_TITLE.search(text)) and "," not in text


def _needs_more(text: str) -> bool:
    """Tell whether a job title says nothing by itself: "Service Manager", "Head of Service"."""
    return bool(_BARE_TITLE.fullmatch(text.strip()))


def _split_and(text: str) -> list[str]:
    """Divide "Police and Health" where both sides are known bodies or call themselves one, and leave every other "and" alone."""
    parts: list[str] = []
    begin = last = 0
    for match in [*_AND.finditer(text), None]:
        part = text[last : match.start() if match else len(text)]
        if parts and not _are_two(parts[-1], part):
            parts[-1] = text[begin : match.start() if match else len(text)]
        else:
            begin = last
            parts.append(part)
        last = match.end() if match else last
    return parts


def _are_two(first: str, second: str) -> bool:
    if _is_known(second):
        return _is_known(first) or _calls_itself(first)
    # "Children's Services and Skills Committee" is one: a known body may only be how the name of another begins.
    return _calls_itself(first) and _calls_itself(second)


def _calls_itself(text: str) -> bool:
    """Tell whether one side of an "and" is whole by itself: "Schools Forum", but not the "Health" of "Health and Wellbeing Board"."""
    return len(text.split()) > 1 and bool(_WHOLE.search(_show(text).strip())) and not _TITLE.search(text)


def _is_known(text: str) -> bool:
    return normalise(_ROLE_NOTE.sub("", _show(text))) in load_bodies()


def _name_of(text: str) -> str:
    """Return a body's one name where it is listed, else the name as typed without bullets, role notes and loose punctuation."""
    typed = " ".join(text.split()).strip(" .,;:-–—")
    typed = _ROLE_NOTE.sub("", _ROLE.sub("", typed)).strip()
    if not re.search(r"\w", typed) or normalise(typed) in ("n a", "na", "tbc", "tba", "none"):
        return ""
    known = load_bodies()
    if normalise(typed) in known:
        return known[normalise(typed)]
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", typed)
    if bracket and normalise(bracket[1]) in known and _repeats(bracket[2], bracket[1], known):
        return known[normalise(bracket[1])]
    return typed


def _repeats(short: str, long: str, known: dict[str, str]) -> bool:
    """Tell whether a bracket only repeats the name before it in short: "Integrated Care Board (ICB)"."""
    initials = "".join(word[0] for word in normalise(long).split())
    return known.get(normalise(short)) == known.get(normalise(long)) or normalise(short).replace(" ", "") in (initials, initials.replace("a", ""))
