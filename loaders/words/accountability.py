"""Which words in a measure's name say what it answers: data/vocabularies/accountability.csv, which a council can extend."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

ACCOUNTABILITY = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "accountability.csv"
COLUMNS = ("kind", "phrase")


@cache
def read_accountability_words() -> pd.DataFrame:
    """Return ``kind`` (how much, how well, is anyone better off) and ``phrase`` (a star stands for any ending), in the order of the file."""
    with ACCOUNTABILITY.open(encoding="utf-8-sig", newline="") as lines:
        rows = [[(line.get(column) or "").strip() for column in COLUMNS] for line in csv.DictReader(lines)]
    return pd.DataFrame([row for row in rows if all(row)], columns=list(COLUMNS), dtype="str")
