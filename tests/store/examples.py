"""Small readings for the tests of the store."""

from datetime import datetime

import pandas as pd

from loaders.reading import Explained, Reading
from model import conform
from store import Saved, Store

MONDAY = datetime(2026, 1, 5, 9, 0)
TUESDAY = datetime(2026, 1, 6, 9, 0)


def figures(rows: list[tuple], file: str = "figures.csv", **tables: pd.DataFrame) -> Reading:
    """Return a reading of figures from rows (measure, area code, period end, value)."""
    frame = conform(
        [
            {
                "measure": measure, "area_code": code, "area": f"Area {code}", "area_level": "council", "breakdown": "Total",
                "period_end": pd.Timestamp(end), "value": value,
            }
            for measure, code, end, value in rows
        ],
        "observations",
    )
    return Reading(file=file, kind="figures", tables={"observations": frame, **tables}, found=len(rows), loaded=len(rows))


def plan(actions: list[str], version: str = "1", as_at: str = "2026-01-01", **tables: pd.DataFrame) -> Reading:
    """Return a reading of a plan with these actions."""
    frame = conform([{"key": str(i), "ref": str(i), "action": a, "deliver": ["Social care", "Health"]} for i, a in enumerate(actions, 1)], "actions")
    about = conform([{"title": "Our plan", "version": version, "as_at": pd.Timestamp(as_at)}], "plans")
    return Reading(
        file="plan.xlsx", kind="plan", tables={"plans": about, "actions": frame, **tables},
        found=len(actions) + 1, loaded=len(actions), explained=[Explained("Plan", 1, "heading")],
    )


def keep(store: Store, reading: Reading, data: bytes, *, when: datetime = MONDAY, council: str = "Wyreford", plan: str = "Improvement plan") -> Saved:
    """Save with the usual council and plan."""
    return store.save(reading, data, council=council, plan=plan, who="performance officer", when=when)


def large_figures(value: float) -> Reading:
    """Return 6,000 figures."""
    rows = [(f"M{m}", f"{a}", f"{year}-03-31", value) for m in range(6) for a in range(100) for year in range(2016, 2026)]
    risks = conform([{"ref": "R1", "risk": "Social workers leave", "score": int(value)}], "risks")
    return figures(rows, risks=risks)
