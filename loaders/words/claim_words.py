"""The words by which the claim checker knows a claim of change: data/vocabularies/claims.csv, which a council can extend."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

CLAIMS = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "claims.csv"
COLUMNS = ("kind", "phrase", "means")


@cache
def read_claim_words() -> pd.DataFrame:
    """Return the words.

    Returns
    -------
    DataFrame
        ``kind`` (better, worse, up, down, same; not, untrue, ahead, going, stopped, cause; elsewhere, part, about, beside, ignore; short
        and name), ``phrase`` (a star stands for any ending, # for a number) and ``means`` (of a short form its words, of a name the
        measure's key, name or catalogue id; else missing).
    """
    with CLAIMS.open(encoding="utf-8-sig", newline="") as lines:
        rows = [[(line.get(column) or "").strip() or None for column in COLUMNS] for line in csv.DictReader(lines)]
    return pd.DataFrame([row for row in rows if row[0] and row[1]], columns=list(COLUMNS), dtype="str")
