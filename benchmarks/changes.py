"""How long it takes to compare two versions of a plan of 4,000 actions, and to follow it through 24, beside joining the same frames."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis import changes, history
from benchmarks.rows import Row, alternate, judge
from model import conform

ACTIONS = 4_000
VERSIONS = 24
CHANGED = 400  # in each version: a tenth of the plan has a new status, date or update
PAIR_BAR, HISTORY_BAR = 3.0, 2.0
_WORDS = ("review", "train", "audit", "publish", "agree", "record", "panel", "visits", "children", "carers", "police", "weekly", "standard", "plan")
_STATUSES = ("not started", "on track", "at risk", "off track", "complete")


def measure() -> list[Row]:
    """Return the rows: the difference of two versions, and the history of twenty-four."""
    versions = make_versions()
    old, new = versions[:2]
    pair = alternate(lambda: changes.list_changes(old, new), lambda: old.merge(new, on="ref", how="outer"), rounds=9)
    snapshots = [history.Snapshot(number, date(2024, 1, 31) + timedelta(days=30 * number), actions) for number, actions in enumerate(versions)]
    whole = alternate(lambda: follow(snapshots), lambda: [old.merge(new, on="ref", how="outer") for new in versions], rounds=5)
    return [
        judge(f"differences of two versions of a {ACTIONS:,}-action plan", "pandas.merge on ref", *pair, bar=PAIR_BAR),
        judge(f"history of {VERSIONS} versions of it, every date and move", f"{VERSIONS} of them", *whole, bar=HISTORY_BAR),
    ]


def follow(snapshots: list[history.Snapshot]) -> pd.DataFrame:
    """Return what became of every action's date over the versions."""
    return history.summarise_dates(history.trace(snapshots))


def make_versions() -> list[pd.DataFrame]:
    """Return the versions of a plan; the same ones every time."""
    chance = np.random.default_rng(20260930)
    rows = [
        {
            "key": f"{place // 40 + 1}.{place % 40 + 1}", "ref": f"{place // 40 + 1}.{place % 40 + 1}", "theme": f"Theme {place // 400 + 1}",
            "action": " ".join([*chance.choice(_WORDS, 14), str(place)]), "lead": f"Head of service {place % 30}",
            "deliver": ["Children's Social Care"], "status": "on track", "due": "2026-03-31", "first_due": "2026-03-31",
            "due_precision": "day", "due_text": "31 March 2026",
            "update": " ".join(chance.choice(_WORDS, 30)), "evidence": " ".join(chance.choice(_WORDS, 8)),
        }
        for place in range(ACTIONS)
    ]  # fmt: skip
    versions = [conform(rows, "actions")]
    for number in range(1, VERSIONS):
        rows = [dict(row) for row in rows]
        for place in chance.choice(ACTIONS, CHANGED, replace=False):
            rows[place]["status"] = str(chance.choice(_STATUSES))
            rows[place]["update"] = " ".join(chance.choice(_WORDS, 30))
            if place % 3 == 0:
                rows[place]["due"] = str(date(2026, 3, 31) + timedelta(days=30 * number))
        versions.append(conform(rows, "actions"))
    return versions
