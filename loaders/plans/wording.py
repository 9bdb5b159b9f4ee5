"""Small wordings of a plan: Ofsted's classes, references inside a text, references that Excel took for numbers, and keys."""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from loaders.grid import Cell
from loaders.tables.contents import text_of
from loaders.words.headings import normalise
from loaders.words.references import has_bracketed_reference, read_references
from model.vocabulary import RECOMMENDATION_CLASSES

_PRIORITY, _AREA, _RECOMMENDATION = RECOMMENDATION_CLASSES
_CLASSES = {
    _PRIORITY: (
        "priority and immediate action",
        "priority and immediate",
        "priority and immediate actions",
        "immediate and priority action",
        "pia",
        "p and ia",
        "p&ia",
        "priority immediate action",
    ),
    _AREA: ("area for improvement", "areas for improvement", "afi", "area of improvement", "area for improvement afi", "improvement area"),
    _RECOMMENDATION: ("recommendation", "recommendations", "rec", "ofsted recommendation"),
}
_INLINE = re.compile(
    r"^\s*(?:action\s+)?[(\[]?(?P<ref>[A-Z]{0,4}\d{1,3}(?:[.\-/]\d{1,3}){0,3}\s?(?:\([ivxa-h]+\)|[a-h](?=[).\s:]))?)[)\]]?(?P<mark>[.):\-–—]*)\s+(?P<action>\S.*)$",
    re.DOTALL,
)


@functools.lru_cache(maxsize=4_096)
def find_category(text: str) -> str | None:
    """Return Ofsted's class where the text clearly names one, else the text as typed."""
    plain = normalise(re.sub(r"\([^)]*\)", " ", text))
    for name, spellings in _CLASSES.items():
        if plain in {normalise(spelling) for spelling in spellings} or normalise(text) in {normalise(spelling) for spelling in spellings}:
            return name
    return text or None


def strip_inline_references(text: str) -> tuple[str, str]:
    """Return the reference that opens an action's text, and the action without it; ("", text) where none does."""
    found = _INLINE.match(text)
    if found is None:
        return "", text
    ref = found.group("ref").strip()
    if not found.group("mark") and not re.search(r"[.\-/()]|[a-h]$", ref) and text.lstrip()[:1] not in "([":
        return "", text  # "12 assessments will be audited" opens with a number, not with a reference
    return ref, found.group("action")


def join_reference(ref: str, mark: str) -> str:
    """Return the reference of one item of an action's list: "A2" and "1" are A2.1, "3" and "(a)" are 3(a)."""
    return f"{ref}.{mark}" if ref[-1:].isdigit() and mark[:1].isdigit() else f"{ref}{mark}"


def reference_texts(values: Sequence[Cell], rows: Sequence[int]) -> dict[int, str]:
    """Return each row's reference as text; a number that lost its last nought (1.1 after 1.9) gets it back."""
    texts: dict[int, str] = {}
    before = ""
    for value, row in zip(values, rows, strict=True):
        text = " ".join(text_of(value).split())
        if not text:
            continue
        if isinstance(value, float) and "." in before:
            head, last = before.rsplit(".", 1)
            follows = f"{head}.{int(last) + 1}" if last.isdigit() else ""
            if follows.endswith("0") and follows.rstrip("0").rstrip(".") == text and text in texts.values():
                text = follows
        texts[row] = text
        before = text
    return texts


@functools.lru_cache(maxsize=4_096)
def leading_references(text: str, series: str = "LA") -> list[str]:
    """Return the recommendation that a text opens with, or holds in brackets: "Recommendation 3: ...", "17. (57, 138) ...", "... [22PR]"."""
    opening = text.partition(":")[0] if ":" in text[:40] else text[:40]
    labelled = opening.casefold().lstrip().startswith(("rec", "ofsted rec", "la ", "scb"))
    if labelled or text[:1].isdigit() or text.startswith("[") or has_bracketed_reference(text):
        return read_references(opening if labelled else text, series).refs
    return []


def give_keys(records: list[dict[str, Any]]) -> None:
    """Give every action a key that is its own: its reference, or the place where it stands when that is missing or repeated."""
    counts = Counter(record["ref"] for record in records if record["ref"])
    used: set[str] = set()
    for record in records:
        at = f"{record['sheet']} row {record['row']}"
        ref = record["ref"]
        key = at if not ref else (ref if counts[ref] == 1 else f"{ref} ({at})")
        while key in used:
            key += "+"
        used.add(key)
        record["key"] = key
