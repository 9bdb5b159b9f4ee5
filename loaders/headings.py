"""Headings: how they are compared, and the vocabulary of known ones that a council can read and extend."""

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parent.parent / "data" / "vocabularies" / "headings"

_DASHES = re.compile(r"[‐-―−]")
_QUOTES = re.compile(r"[‘’‛′`´]")
_NOT_WORDS = re.compile(r"[^a-z0-9&/+#%]+")


def normalise(text: object) -> str:
    """Return a heading as it is compared: lower case, one space between words, no asterisks, stops, questions or line breaks."""
    plain = unicodedata.normalize("NFKC", str(text or "")).casefold()
    plain = _QUOTES.sub("'", _DASHES.sub("-", plain)).replace("'", "")
    return " ".join(_NOT_WORDS.sub(" ", plain).replace("/", " / ").replace("&", " and ").split())


@functools.cache
def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Return every known heading: table -> normalised heading -> field.

    The files of ``data/vocabularies/headings`` have the columns ``table, field, heading``; the first meaning of a heading in a table stands.
    """
    known: dict[str, dict[str, str]] = {}
    for path in sorted(VOCABULARY.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                known.setdefault(line["table"].strip(), {}).setdefault(normalise(line["heading"]), line["field"].strip())
    return known
