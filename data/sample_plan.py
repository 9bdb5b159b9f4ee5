"""The made-up plan of Wyreford, told over four quarterly versions from the tables in data/sample/story."""

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

STORY = Path(__file__).parent / "sample" / "story"
SEED = 20260930
BOARD = "Children's Improvement Board"
AS_AT = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
FIRST_AS_AT = date(2025, 9, 30)  # of the last version of the smaller plan before this one
CLASSES = {"PIA": "Priority and immediate action", "AFI": "Area for improvement"}

# What the tracker prints for each status, and what that status is called in the one vocabulary.
PRINTED = {"N": "Grey", "G": "G", "A": "A", "R": "R", "C": "Complete", "B": "B"}
STATUS = {"N": "not started", "G": "on track", "A": "at risk", "R": "off track", "C": "complete", "B": "signed off"}

# Commentary by status for what the story does not say itself. Two neighbouring versions of one action never draw the same sentence.
_COMMENTARY = {
    "N": (
        "Not yet begun. {Topic}: work starts in {start}.",
        "{Topic}: waits for the lead to be released and starts in {start}.",
    ),
    "G": (
        "{Topic}: agreed by the working group, and the first two teams have begun.",
        "{Topic}: on course. Weekly numbers go to the programme office.",
        "{Topic}: all managers are briefed and the dates for training are set.",
        "{Topic}: partners have confirmed their part. A first report goes to the Board next month.",
        "{Topic}: children and parents were asked for their views, which are being used.",
        "{Topic}: no delay is foreseen; the next step falls in the coming quarter.",
    ),
    "A": (
        "{Topic}: some weeks behind, because two managers' posts are vacant. Cover starts next month.",
        "{Topic}: one partner has not yet confirmed its part. Raised with its chief officer.",
        "{Topic}: behind while the case management system is upgraded. An interim arrangement is in use.",
    ),
    "R": ("{Topic}: the date will not be met, because funding was agreed late. A new date goes to the Board.",),
    "C": ("{Topic}: finished on {completed}. Evidence is with the programme office for the Board to look at.",),
    "B": (
        "{Topic}: signed off by the Board on {signed}. A second look is due six months later.",
        "{Topic}: in place in all teams since sign-off on {signed}, and sampled every quarter.",
        "{Topic}: still in place; last quarter's sample was satisfactory.",
    ),
}
_EVIDENCE = (
    "Dip sample of 20 records and the team's weekly report",
    "Minute of the working group and the published document",
    "Training register and feedback from those who attended",
    "Audit report and the manager's action log",
)


@dataclass(frozen=True)
class Line:
    """One action as one version of the tracker prints it. Dates are dates or the words somebody typed."""

    theme: str
    ref: str
    recommendations: str
    action: str
    topic: str
    lead: str
    deliver: str
    monitor: str
    scrutinise: str
    second: str
    start: date
    target: date | str
    revised: date | None
    code: str
    measures: tuple[str, ...]
    effect: str
    outcome: str
    category: str
    completed: date | None = None
    signed_off: date | None = None
    signed_off_by: str = ""
    evidence: str = ""
    update: str = ""
    earlier_update: str = ""


@dataclass
class Version:
    """One version of the plan: its number, its as-at date and its lines in printed order."""

    number: int
    as_at: date
    lines: list[Line] = field(default_factory=list)

    def statuses(self) -> dict[str, int]:
        """Return how many actions have each status."""
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[STATUS[line.code]] = counts.get(STATUS[line.code], 0) + 1
        return counts


def read_story(name: str) -> list[dict[str, str]]:
    """Return one of the story's tables as dictionaries."""
    with (STORY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_date(text: str) -> date | str:
    """Return the date that the text spells in ISO form, otherwise the text."""
    return date.fromisoformat(text) if len(text) == 10 and text[4] == "-" else text


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def spoken(day: date) -> str:
    """Return a date as people write it: 31 March 2026."""
    return f"{day.day} {day:%B %Y}"


def build_versions() -> list[Version]:
    """Return the four versions of the plan."""
    themes = {row["number"]: row for row in read_story("themes")}
    recommendations = {row["ref"]: row for row in read_story("recommendations")}
    names = {row["id"]: row["name"] for row in read_story("measures")}
    versions = [Version(number, as_at) for number, as_at in enumerate(AS_AT, start=1)]
    written = {(int(row["version"]), row["ref"]): row["words"] for row in read_story("updates")}
    for row in read_story("actions"):
        _tell(row, _first_line(row, themes, recommendations, names), versions, written)
    return versions


def _first_line(row: dict[str, str], themes: dict, recommendations: dict, names: dict[str, str]) -> Line:
    theme = themes[row["theme"]]
    asked = recommendations.get(row["recommendations"].split(";")[0])
    return Line(
        theme=row["theme"],
        ref=row["ref"],
        recommendations=row["recommendations"],
        action=row["action"],
        topic=row["topic"],
        lead=row["lead"],
        deliver=row["deliver"],
        monitor=theme["monitor"],
        scrutinise=theme["scrutinise"],
        second=theme["second"],
        start=date.fromisoformat(row["start"]),
        target=as_date(row["target"]),
        revised=None,
        code="",
        measures=tuple(names[key] for key in row["measures"].split("; ") if key),
        effect=row["effect"],
        outcome=asked["outcome"] if asked else "",
        category=CLASSES[asked["class"]] if asked else "",
    )


def _tell(row: dict[str, str], line: Line, versions: list[Version], written: dict[tuple[int, str], str]) -> None:
    """Walk one action through the versions, carrying its changes forward, and put each line where it belongs."""
    changes: dict[int, list[tuple[str, str]]] = {}
    for change in filter(None, row["changes"].split(" / ")):
        number, rest = change.split(":", 1)
        name, value = rest.split("=", 1)
        changes.setdefault(int(number), []).append((name, value))
    chance = Random(f"{SEED} {row['ref']} {row['action']}")
    completed, signed = _day(row["completed"]), _day(row["signed_off"])
    for version, code in zip(versions, row["story"], strict=True):
        given = dict(changes.get(version.number, []))
        if (version.number, line.ref) in written:
            given.setdefault("update", written[version.number, line.ref])
        lasting: dict[str, Any] = {name: as_date(value) for name, value in given.items() if name not in ("update", "evidence", "signed_off_by")}
        line = replace(
            line, **lasting, code=code,
            completed=completed if code in "CB" else None,
            signed_off=signed if code == "B" else None,
            signed_off_by=given.get("signed_off_by", BOARD if code == "B" else ""),
        )
        if code == ".":
            continue
        line = replace(line, evidence=_evidence(line, given), update=_commentary(line, given, chance), earlier_update=line.update)
        version.lines.append(line)


def _evidence(line: Line, given: dict[str, str]) -> str:
    if line.code not in ("C", "B"):
        return ""
    if "evidence" in given or line.ref == "1.10":
        return given.get("evidence", "")
    return _EVIDENCE[sum(map(ord, line.ref + line.topic)) % len(_EVIDENCE)]


def _commentary(line: Line, given: dict[str, str], chance: Random) -> str:
    words = given.get("update")
    if words is not None:
        return line.update if words == "=" else words
    said = {
        "topic": line.topic, "Topic": line.topic[0].upper() + line.topic[1:], "start": f"{line.start:%B %Y}",
        "completed": spoken(line.completed) if line.completed else "", "signed": spoken(line.signed_off) if line.signed_off else "",
    }
    fresh = [text for text in (template.format(**said) for template in _COMMENTARY[line.code]) if text != line.update]
    return fresh[int(chance.random() * len(fresh))] if fresh else line.update
