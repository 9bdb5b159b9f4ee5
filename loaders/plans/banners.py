"""Lines that stand for several rows: what a theme, objective, lead or recommendation line says, and a theme's name without its number."""

import functools
import re
from dataclasses import dataclass

_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WORDS_AS_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
        strict=True,
    )
)
_THEME_WORD = (
    r"(?:(?:improvement|strategic|key|ofsted|plan|priority|thematic|focus|action)\s+){0,2}"
    r"(?:themes?|priorit(?:y|ies)(?:\s+area)?|areas?(?:\s+of\s+(?:(?:significant|serious|key|particular)\s+)?(?:focus|weakness|concern|practice))?|work\s*-?\s*streams?|strands?|sections?|domains?|pillars?|pledges?|chapters?|programmes?|"
    r"projects?|parts?|work\s*packages?|focus)"
)
_THEME = re.compile(
    rf"^\W*{_THEME_WORD}\s*(?:no\.?\s*|number\s*)?(?:(?P<number>{_NUMBER})(?![\w%])\s*(?P<mark>[:.)\-–—|]*)|(?P<colon>[:–—]|\s-\s))\s*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_PLAN = re.compile(r"^\W*improvement\s+(?:programme|project|plan)s?\b", re.IGNORECASE)
_LEAD_WORD = (
    r"(?:(?:strategic|theme|priority|senior|operational|executive|exec|accountable|responsible|overall|board|workstream|delivery|project|lead)\s+)*"
    r"(?:lead(?:\s+officers?)?s?|owners?|sponsors?|sro|responsible\s+officers?|accountable\s+officers?|senior\s+responsible\s+officers?|officer|accountable)(?:\(s\))?"
)
_LEAD = re.compile(rf"^\W*(?:{_LEAD_WORD})\s*[:\-–—]\s*(?P<text>\S.*)$", re.IGNORECASE | re.DOTALL)
_LEAD_INSIDE = re.compile(rf"[\s,;|(\[\-–—]+(?P<lead>(?:{_LEAD_WORD})\s*:\s*[^)\]]+)[)\]]?\s*$", re.IGNORECASE)
_OBJECTIVE = re.compile(
    rf"^\W*(?:(?:strategic|key|improvement|our|desired|intended|overall|theme|the)\s+)*(?:objective|aim|goal|outcome|vision|purpose|ambition|"
    rf"what we want to achieve|what we will achieve|success)s?\s*(?P<number>{_NUMBER}(?!\w))?\s*[:.\-–—)]+\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_RECOMMENDATION = re.compile(
    rf"^\W*(?:(?:ofsted|inspection|inspectors'?)\s+)?(?:recommendation|rec|areas? for (?:priority )?(?:improvement|action|development)|"
    rf"areas? requiring improvement|priority (?:and immediate )?action|afi|pia|finding|requirement|standard)s?\.?"
    rf"\s*(?:no\.?\s*)?(?P<number>{_NUMBER}(?!\w))?\s*[:.\-–—)]+\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(r"^\s*(?P<number>[TPAS]?\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4})(?P<mark>\s*[.):\-–—]+\s*|\s+)(?P<name>\S.*)$", re.DOTALL)
_NOTE = re.compile(
    r"^\W*(notes?\b|n\.?b\.?\W|next (review|meeting|update|board)|sources?\b|updated?\b|last updated|prepared by|produced by|author\b|see |"
    r"contact(\s*:|\s+(the|us|details|officer|person|for)\b)|for (more|further)|reviewed |review (date|due|by|on)\b|report(ed)? to|"
    r"agreed (at|by)|approved (at|by)|signed\b|version\b|dated?\b|print(ed)?\b|this (plan|document|tracker|table)|the (plan|next)|please|"
    r"all (dates|actions)|\* ?\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Banner:
    """What one line says: ``kind`` is theme, objective, lead, recommendation or empty where it is not labelled."""

    kind: str
    text: str
    number: str = ""
    level: int = 1


def read_banner(text: str) -> list[Banner]:
    """Read a line that stands above the rows it belongs to; one line may name a theme and its lead."""
    found: list[Banner] = []
    for line in (part.strip() for part in text.split("\n")):
        if not line:
            continue
        inside = _LEAD_INSIDE.search(line)
        if inside is not None and not _LEAD.match(line):
            found += [_read_line(line[: inside.start()].strip()), _read_line(inside.group("lead").strip())]
        else:
            found.append(_read_line(line))
    return found


def _read_line(line: str) -> Banner:
    recommendation = _RECOMMENDATION.match(line)
    if recommendation is not None:
        return Banner("recommendation", line, _plain_number(recommendation.group("number")))
    lead = _LEAD.match(line)
    if lead is not None:
        return Banner("lead", lead.group("text").strip())
    theme = _THEME.match(line)
    if theme is not None and _is_theme(line, theme):
        name, number = theme.group("name").strip(), _plain_number(theme.group("number"))
        return Banner("theme", name or line.strip(" :–—-"), number, number.count(".") + 1)
    objective = _OBJECTIVE.match(line)
    if objective is not None:
        return Banner("objective", objective.group("text").strip(), _plain_number(objective.group("number")))
    number, name = split_number(line)
    return Banner("", name, number, number.count(".") + 1)


def _is_theme(line: str, found: re.Match[str]) -> bool:
    """Leave out names that merely begin like a label: "Section 47 enquiries", "Area a child lives in", "Improvement programme: timetable"."""
    number, name = found.group("number"), found.group("name")
    if number is None and _WHOLE_PLAN.match(line):
        return False
    if number is None or found.group("mark") or not name:
        return True
    if re.match(r"^\W*section", line, re.IGNORECASE) or (len(number) == 1 and number.islower()):
        return False
    return name[0].isupper() or not name[0].isalpha()


def _plain_number(number: str | None) -> str:
    return _WORDS_AS_NUMBERS.get((number or "").casefold(), number or "")


def split_number(text: str) -> tuple[str, str]:
    """Return the number that opens a name, and the name without it: "1 CHILDREN IN NEED" and "2. Thresholds" are numbered, "16 plus team" is not."""
    found = _NUMBERED.match(text)
    if found is None:
        return "", text.strip()
    number, name, marked = found.group("number"), found.group("name").strip(), bool(found.group("mark").strip())
    if not marked and (
        not name[0].isupper() or not any(character.isdigit() for character in number) or int(re.sub(r"\D.*", "", number.lstrip("TPAS")) or 0) > 20
    ):
        return "", text.strip()
    if marked and re.match(r"\d", name):
        return "", text.strip()  # 0-25 service, 12-18 March
    return number, name


@functools.lru_cache(maxsize=4_096)
def theme_name(text: str) -> tuple[str, str]:
    """Return (number, name) of a theme as printed: the word Theme, Priority or Area and the number are taken off the name."""
    line = " ".join(text.split())
    found = _THEME.match(line)
    if found is not None and _is_theme(line, found):
        name, number = found.group("name").strip(), _plain_number(found.group("number"))
        inside = _LEAD_INSIDE.search(name)
        return number, (name[: inside.start()].strip() if inside else name) or line
    return split_number(line)


def is_note(text: str) -> bool:
    """Tell whether a line reads as a note about the plan and not as the name of a theme."""
    return bool(_NOTE.match(text)) or len(text) > 160
