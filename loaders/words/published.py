"""Which published percentage has which counts beside it in the same file, and which way is better: data/vocabularies/published_pairs.csv.

The files give a percentage and the counts above and below the line as separate columns, and nothing in them says which belongs to which.
The way that is better is the one of the department's interactive tool for the same measure.
"""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

PAIRS = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "published_pairs.csv"
COLUMNS = ("measure", "numerator", "denominator", "part_of", "polarity")


@cache
def read_pairs() -> pd.DataFrame:
    """Return the declared pairs.

    Returns
    -------
    DataFrame
        ``measure``, ``numerator`` and ``denominator`` (other measures of the same file), ``part_of`` (the measure that it is a part of),
        ``polarity``; missing where the table leaves them empty.
    """
    with PAIRS.open(encoding="utf-8-sig", newline="") as lines:
        rows = [[(line.get(column) or "").strip() or None for column in COLUMNS] for line in csv.DictReader(lines)]
    return pd.DataFrame([row for row in rows if row[0]], columns=list(COLUMNS), dtype="str")
