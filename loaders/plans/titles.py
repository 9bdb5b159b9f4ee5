"""The plan's own particulars: council, title, version and dates, from the lines above its tables and from its cover sheet."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from loaders.words.dates import find_date
from loaders.words.headings import normalise

_VERSION = re.compile(
    r"\b(?:version|issue|draft)\s*(?:no\.?|number)?\s*[:.]?\s*(?P<version>\d+(?:\.\d+)*[a-z]?)\b|(?<![\w.])(?P<short>v\.?\s?\d+(?:\.\d+)*)(?![\w.]*\w)",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\b(plan|tracker|programme|action log|improvement|monitoring report)\b", re.IGNORECASE)
_INSTRUCTS = re.compile(r"^\W*(how (to|do|we)\b|guide\b|guidance\b|instructions?\b|read ?me\b|about this\b|using this\b|what this\b)", re.IGNORECASE)
_AS_AT = re.compile(
    r"\b(as (at|of)|position (at|as)|correct (at|as)|updated?(?:\s+(?:on|to))?|last updated|"
    r"date of (this )?(update|version)|revised|reviewed|status at|data to)\b",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(r"\b(publish\w*|received|receipt|inspect\w*|next|due|deadline|submi\w*|visit\w*|meeting|approved|board)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(report|ofsted|inspection|letter)\b.*\bpublish|\bpublish\w*\b.*\breport\b|^\W*(date )?published|\bpublication\b", re.IGNORECASE
)
_RECEIVED = re.compile(r"\b(report|letter)?\b.*\b(received|receipt)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(report|ofsted|inspection|letter)\b|^\W*(date )?published|\bpublication\b", re.IGNORECASE)
# What parts a line's clauses: "report published 10 November 2025, received 7 November 2025".
_CLAUSE = re.compile(r"[;,|()]|\s[-–—]\s|\b(?:and|but)\b", re.IGNORECASE)
_SUBMISSION = re.compile(r"\bsubmi(t|ssion)\b|\bbe submitted\b", re.IGNORECASE)
_FRAMEWORK = re.compile(
    r"\bILACS\b|\bSIF\b|\bJTAI\b|\bSCCIF\b|inspection of local authority children[’']s services|single inspection framework|area SEND inspection|"
    r"joint targeted area inspection",
    re.IGNORECASE,
)
_COUNCIL_END = (
    r"(?:(?:Metropolitan|Royal|Borough|City|County|District|Unitary|MBC|CC|DC|Council['’]?s?|Council|LA|Local Authority|and Partners)\s+)*"
    r"(?:Council|Borough|Children['’]?s?|Child|Improvement|Ofsted|SEND|Safeguarding|Social|Post|Action|Practice|Family|Families|Multi|Joint|Area|Corporate|Service|Services|"
    r"Focused|Written|Neglect|Fostering|Leaving|Special|Performance|Monthly|Quarterly|Partnership|Youth|Early|Local|Inspection|Young|Plan|Tracker|ILACS|Transformation|Recovery|Development)\b"
)
_COUNCIL = re.compile(
    rf"^(?:the\s+)?(?P<council>[A-Z][\w'’&-]+(?:\s+(?:and|upon|on|of|the|with|in|under|by|&|[A-Z][\w'’-]+)){{0,4}}?)['’]?s?\s+{_COUNCIL_END}"
)
_BOROUGH_OF = re.compile(
    r"\b(?:Borough|City|County|Council) of (?P<council>[A-Z][\w'’-]+(?:\s+(?:and|upon|on|[A-Z][\w'’-]+)){0,3}?)"
    r"(?=\s+(?:Council|Children|Improvement|Plan)|[\s,:–-]*$)"
)
# "Monthly performance report – Wyreford Council"
_AT_THE_END = re.compile(
    r"(?:[|:;,]|\s[-–—])\s+(?P<council>[A-Z][\w'’-]+(?:\s+(?:and|upon|on|with|[A-Z][\w'’-]+)){0,3}?)\s+"
    r"(?:(?:City|County|Borough|Metropolitan|District|Unitary)\s+){0,2}Council$"
)
_LABELLED = re.compile(r"^\W*(?:council|local authority|authority|area)\s*[:\-–]\s*(?P<council>[A-Z][\w '’&-]+?)\s*$", re.IGNORECASE)
_NO_COUNCIL = frozenset(
    {
        "children",
        "childrens",
        "improvement",
        "action",
        "ofsted",
        "post",
        "single",
        "send",
        "safeguarding",
        "young",
        "corporate",
        "joint",
        "multi",
        "the",
        "our",
        "strategic",
        "service",
        "services",
        "draft",
        "final",
        "annual",
        "quarterly",
        "monthly",
        "social",
        "practice",
        "inspection",
        "external",
        "internal",
        "version",
        "appendix",
        "annex",
        "key",
        "theme",
        "priority",
        "area",
        "early",
        "local",
        "county",
        "city",
        "borough",
        "full",
        "peer",
        "family",
        "families",
        "youth",
        "delivery",
        "business",
        "plan",
        "performance",
        "recommendation",
        "next",
        "continuous",
        "whole",
        "rapid",
        "partnership",
        "detailed",
        "outline",
        "overarching",
        "transformation",
        "recovery",
        "official",
    },
)


@dataclass
class Particulars:
    """What the file says of itself."""

    council: str = ""
    title: str = ""
    version: str = ""
    as_at: date | None = None
    as_at_from_name: bool = False
    framework: str = ""
    report_published: date | None = None
    report_received: date | None = None
    submission_due: date | None = None
    used: dict[tuple[str, int], str] = field(default_factory=dict)


def read_particulars(lines: list[tuple[str, int, str]], file: str) -> Particulars:
    """Read a plan's particulars.

    Parameters
    ----------
    lines : list of (sheet, row, text)
        The lines that belong to no table, in order, the cells of a row joined by a space.
    file : str
        The file's name: its date is used where the file itself gives none.
    """
    found = Particulars()
    dates: list[tuple[int, date]] = []
    for sheet, row, text in lines:
        uses = _read_line(text, found, dates)
        if uses:
            found.used[(sheet, row)] = " and ".join(uses)
    title = _choose_title(lines)
    if title is not None:
        found.title = " ".join(title[2].split())
        found.used.setdefault((title[0], title[1]), "title")
    if dates:
        found.as_at = max(dates, key=lambda item: item[0])[1]
    else:
        found.as_at = _date_of_name(file)
        found.as_at_from_name = found.as_at is not None
    if not found.council:
        found.council = next((name for _, _, text in [*([title] if title else []), *lines] if (name := find_council(text))), "")
    return found


def _read_line(text: str, found: Particulars, dates: list[tuple[int, date]]) -> list[str]:
    """Take from one line what it says, and return what that was."""
    uses = []
    version = _VERSION.search(text)
    if version is not None and not found.version:
        found.version = version.group("version") or version.group("short")
        uses.append("version")
    clauses = [part for part in _CLAUSE.split(text) if find_date(part) is not None]
    for clause in clauses if len(clauses) > 1 else [text]:
        use = _read_date(clause, text, version is not None, found, dates)
        if use and use not in uses:
            uses.append(use)
    framework = _FRAMEWORK.search(text)
    if framework is not None and not found.framework:
        found.framework = framework.group(0)
    labelled = _LABELLED.match(text)
    if labelled is not None and not found.council:
        found.council = labelled.group("council")
        uses.append("council")
    return uses


def _read_date(clause: str, line: str, has_version: bool, found: Particulars, dates: list[tuple[int, date]]) -> str:
    """Take the date of a line, or of one clause of a line with several dates, and return what it was."""
    day = find_date(clause) if len(line) <= 200 else None
    if day is None:
        return ""
    if _PUBLISHED.search(clause) and (clause == line or _REPORT.search(line)):
        found.report_published = found.report_published or day
        return "date of the report"
    if _RECEIVED.search(clause):
        found.report_received = found.report_received or day
        return "date of the report"
    if _SUBMISSION.search(clause):
        found.submission_due = found.submission_due or day
        return "submission date"
    one_of_many = clause != line and not _AS_AT.search(clause)
    weight = 3 if _AS_AT.search(clause) else (0 if one_of_many or _OTHER_DATE.search(clause) else (2 if has_version else 1))
    if not weight or len(line) > 120:
        return ""
    dates.append((weight, day))
    return "as-at date"


def _choose_title(lines: list[tuple[str, int, str]]) -> tuple[str, int, str] | None:
    """Return the line that is the plan's title: the first that names a plan or tracker, else the very first line of a sheet."""
    lines = [line for line in lines if not _INSTRUCTS.match(line[2])]
    for line in lines:
        if _PLAN.search(line[2]) and len(line[2]) <= 150 and not line[2].rstrip().endswith((".", "?")) and len(line[2].split()) >= 2:
            return line
    return next((line for line in lines if line[1] <= 3 and len(line[2]) <= 100 and line[2][:1].isupper() and not line[2].endswith(".")), None)


def names_plan(title: str) -> bool:
    """Tell whether a title says what the file is, such as "Improvement Plan", and is not only its first line."""
    return _PLAN.search(title) is not None


def find_council(text: str) -> str:
    """Return the council that a title names ("Wyreford Children's Improvement Plan"), empty where none can be told."""
    text = " ".join(text.split())
    named = _BOROUGH_OF.search(text) or _COUNCIL.match(text) or _AT_THE_END.search(text)
    if named is None:
        return ""
    council = re.sub(r"['’]s?$", "", named.group("council")).strip()
    return "" if normalise(council.split()[0]) in _NO_COUNCIL else council


def _date_of_name(file: str) -> date | None:
    stem = re.sub(r"[_]+", " ", PurePath(file).stem)
    return find_date(stem)
