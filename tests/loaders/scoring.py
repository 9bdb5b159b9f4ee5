"""The rule by which a reading of a plan is scored against its truth: the share of true cells that came out right."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from loaders.reading import Reading


@dataclass
class Score:
    """How many of the true cells are right, and which are not: (action, field, true value, value read)."""

    right: int = 0
    cells: int = 0
    wrong: list[tuple[str, str, Any, Any]] = field(default_factory=list)


def plain(value: Any) -> Any:
    """Return a value as it is compared: spaces and capitals do not matter, nor the order of a list, nor the point of a whole number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return sorted(plain(item) for item in value)
    text = re.sub(r"\s+", " ", "" if value is None else str(value)).strip().casefold()
    return text or None


def score(reading: Reading, truth: list[dict[str, Any]]) -> Score:
    """Score a reading's actions: rows are matched on the action's text; an action that the truth does not have is one wrong cell."""
    read = json.loads(json.dumps(reading.as_json(), default=str))["tables"].get("actions", [])
    by_text: dict[Any, list[dict[str, Any]]] = {}
    for row in read:
        by_text.setdefault(plain(row["action"]), []).append(row)
    result = Score()
    for want in truth:
        rows = by_text.get(plain(want["action"]), [])
        have = rows.pop(0) if rows else {}
        for name, value in want.items():
            got = have.get(name)
            if name == "outcome" and plain(got) != plain(value):
                got = have.get("measure") or got  # a success measure may stand under either
            result.cells += 1
            if plain(got or [] if isinstance(value, list) else got) == plain(value):
                result.right += 1
            else:
                result.wrong.append((want["action"][:40], name, value, got))
    for rows in by_text.values():
        for row in rows:
            result.cells += 1
            result.wrong.append((row["action"][:40], "", None, "an action that the truth does not have"))
    return result
