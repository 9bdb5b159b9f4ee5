"""A council with months of figures, comparators and neighbours, for the pages about figures."""

import pandas as pd

from loaders.reading import Reading
from model import conform

MEASURES = [
    {
        "measure": "Repeat plans", "name": "Repeat plans", "theme": "Help and protection", "unit": "%", "polarity": "low", "frequency": "monthly",
        "kind": "percentage", "target": 18, "target_from": "2026-01-01", "owner": "Head of Child Protection", "source": "Case system",
        "commentary": "No change yet.", "definition": "Plans begun that were a second or later one", "next_update": "2026-05-08",
    },
    {
        "measure": "Visits in time", "name": "Visits in time", "unit": "%", "polarity": "high", "frequency": "monthly", "kind": "percentage",
        "target": 70,
    },
    {"measure": "In unregistered homes", "name": "In unregistered homes", "unit": "count", "polarity": "low", "frequency": "monthly", "kind": "flow"},
]  # fmt: skip
# Twenty-four months: repeat plans steady around 25% of 40, visits risen from 50% of 200, and a small count that ends on 3.
REPEAT = [10, 9, 11, 10, 12, 9, 10, 11, 9, 10, 12, 10] * 2
VISITS = [100, 104, 98, 102, 100, 96, 102, 98, 104, 100, 98, 102, 100, 104, 98, 102, 140, 142, 144, 140, 142, 146, 144, 142]
SMALL = [9, 8, 10, 9, 7, 9, 8, 10, 9, 8, 9, 7, 8, 10, 9, 8, 9, 10, 8, 9, 7, 8, 9, 3]
EVENTS = [
    {"date": "2026-02-12", "kind": "monitoring visit", "title": "First monitoring visit"},
    {"date": "2026-03-19", "kind": "board meeting", "title": "Improvement Board"},
]
NEIGHBOURS = [
    {"area_code": "W00", "neighbour_code": f"W0{n}", "neighbour": name, "rank": n, "closeness": "very close"}
    for n, name in enumerate(("Ashmere", "Brindlewick", "Calderholme", "Dunmarsh"), start=1)
]


def _own(measure: str, values: list[int], below: int | None, unit: str) -> list[dict]:
    ends = pd.date_range(end="2026-03-31", periods=len(values), freq="ME")
    return [
        {
            "measure": measure, "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": "Total", "unit": unit,
            "period_start": end.replace(day=1), "period_end": end, "value": 100 * value / below if below else value,
            "numerator": value if below else None, "denominator": below,
        }
        for value, end in zip(values, ends, strict=True)
    ]  # fmt: skip


def _others() -> list[dict]:
    """Return Repeat plans of others on 31 March 2026: one neighbour suppressed."""
    areas = [
        ("W01", "Ashmere", "council", 50, 200), ("W02", "Brindlewick", "council", 40, 200), ("W03", "Calderholme", "council", None, None),
        ("W04", "Dunmarsh", "council", 60, 200), ("W50", "Wyre and Dale", "region", 240, 1000), ("W99", "England", "England", 2400, 10000),
    ]
    return [
        {
            "measure": "Repeat plans", "area_code": code, "area": area, "area_level": level, "breakdown": "Total", "unit": "%",
            "period_start": "2025-04-01", "period_end": "2026-03-31", "value": None if above is None else 100 * above / below,
            "numerator": above, "denominator": below, "symbol": "c" if above is None else None,
        }
        for code, area, level, above, below in areas
    ]  # fmt: skip


def make_figures(**changed: object) -> Reading:
    """Return what reading the council's workbook would give."""
    figures = [*_own("Repeat plans", REPEAT, 40, "%"), *_own("Visits in time", VISITS, 200, "%")]
    figures += _own("In unregistered homes", SMALL, None, "count")
    tables = {
        "measures": conform([{**measure, **changed} for measure in MEASURES], "measures"),
        "observations": conform([*figures, *_others()], "observations"),
        "events": conform(EVENTS, "events"),
        "neighbours": conform(NEIGHBOURS, "neighbours"),
    }
    return Reading("figures.xlsx", "figures", tables, found=len(figures) + 6, loaded=len(figures) + 6)
