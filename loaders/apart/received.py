"""What a worker left behind, turned back into a `Reading`."""

from dataclasses import fields
from typing import Any

from loaders.apart.isolate import Answer, too_big_or_damaged
from loaders.reading import Explained, Mapped, Problem, Question, Reading, Refused
from model import TABLES, from_arrow


def receive(answer: Answer) -> Reading:
    """Return the reading that a worker's answer holds.

    Raises
    ------
    Refused
        The file was refused, or the answer cannot be trusted.
    """
    if answer.outcome != "read":
        raise Refused(answer.sentence)
    report = answer.report
    try:
        reading = Reading(
            file=str(report["file"]),
            kind=str(report["kind"]),
            tables={name: from_arrow((answer.folder / f"{name}.arrow").read_bytes(), name) for name in report["records"] if name in TABLES},
            found=int(report["rows"]["found"]),
            loaded=int(report["rows"]["loaded"]),
            explained=[_build(Explained, item) for item in report["rows"]["explained"]],
            mapping=[_build(Mapped, item) for item in report["mapping"]],
            status_map=dict(report["status_map"]),
            problems=[_build(Problem, item) for item in report["problems"]],
            questions=[_build_question(item) for item in report["questions"]],
            profile=dict(report["profile"]),
            layout=str(report["layout"]),
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise Refused(too_big_or_damaged(str(report.get("file", "The file")))) from error
    reading.check()
    return reading


def _build(kind: Any, item: dict[str, Any]) -> Any:
    return kind(**{field.name: item[field.name] for field in fields(kind)})


def _build_question(item: dict[str, Any]) -> Question:
    choices = tuple((str(value), str(label)) for value, label in item["choices"])
    return Question(item["id"], item["text"], tuple(item["examples"]), choices, item["suggested"])
