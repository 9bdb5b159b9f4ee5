"""What is different between two versions: small tables, answers worked by hand."""

import pandas as pd

from analysis.changes import compare_figures, count_changes, list_changes, match_actions
from model import conform


def actions(*rows):
    return conform([{"key": r[0], "ref": r[1], "action": r[2], "status": r[3], "due": r[4]} for r in rows], "actions")


OLD = actions(
    ("1", "1.1", "Write the policy", "on track", "2026-03-31"),
    ("2", "1.2", "Train managers", "off track", "2026-04-30"),
    ("3", None, "Audit ten cases", "not started", None),
)
NEW = actions(
    ("a", "1.1", "Write and publish the policy", "complete", "2026-03-31"),
    ("b", None, "Audit ten cases.", "not started", "2026-06-30"),
    ("c", "1.3", "Recruit", "not started", None),
)


def test_actions_are_paired_by_reference_then_by_words():
    pairs = match_actions(OLD, NEW)
    assert list(pairs.itertuples(index=False, name=None)) == [("1", "a"), ("3", "b"), ("2", None), (None, "c")]


def test_each_change_is_one_line():
    changes = list_changes(OLD, NEW)
    assert [tuple(line) for line in changes[["ref", "change"]].fillna("").itertuples(index=False)] == [
        ("1.1", "status moved"),
        ("1.1", "reworded"),
        ("", "date moved"),
        ("", "reworded"),
        ("1.2", "dropped"),
        ("1.3", "added"),
    ]
    assert count_changes(changes) == {"added": 1, "dropped": 1, "status moved": 1, "date moved": 1, "reworded": 2}


def test_a_version_has_no_changes_against_itself():
    assert list_changes(OLD, OLD).empty


def test_a_repeated_reference_is_not_used_to_pair():
    twice = actions(("x", "1.1", "One thing", "on track", None), ("y", "1.1", "Another thing", "on track", None))
    pairs = match_actions(OLD, twice)
    assert pairs["old_key"].notna().sum() == 3
    assert (pairs["old_key"].notna() & pairs["new_key"].notna()).sum() == 0


def test_figures_are_new_changed_or_the_same_and_a_symbol_counts():
    def figures(*rows):
        return conform(
            [{"measure": "m", "area_code": "W00", "breakdown": "Total", "period_end": r[0], "value": r[1], "symbol": r[2]} for r in rows],
            "observations",
        )

    old = figures(("2026-01-31", 10.0, None), ("2026-02-28", None, "c"), ("2026-03-31", 7.0, None))
    new = figures(("2026-01-31", 10.0, None), ("2026-02-28", 4.0, None), ("2026-03-31", 7.0, None), ("2026-04-30", 8.0, None))
    assert compare_figures(old, new) == {"new": 1, "changed": 1, "same": 2}
    assert compare_figures(pd.DataFrame(columns=old.columns).astype(old.dtypes), new)["new"] == 4
