"""What is different between two versions: small tables, answers worked by hand."""

import pandas as pd

from analysis.changes import (
    Difference,
    add_up,
    compare_figures,
    count_changes,
    describe_changes,
    describe_difference,
    describe_sums,
    find_reused,
    list_changes,
    pick_dropped_red,
    tabulate_statuses,
)
from model import conform
from tests.analysis.stories import version

OLD = version(
    ("1", "Write the policy", {"status": "on track", "due": "2026-03-31", "lead": "Head of Front Door"}),
    ("2", "Train managers", {"status": "off track", "due": "2026-04-30"}),
    ("3", "Audit ten cases", {"status": "not started", "due_text": "Ongoing"}),
    ("4", "Open a drop-in", {"status": "complete", "due": "2026-03-31"}),
    ("5", "Sign the pledge", {"status": "complete", "due": "2026-03-31"}),
    ("6", "Publish the offer", {"status": "on track", "due": "2026-05-31"}),
)
NEW = version(
    ("1", "Write and publish the policy", {"status": "complete", "due": "2026-03-31", "lead": "Principal Social Worker"}),
    ("3", "Audit  ten cases", {"status": "not started", "due_text": "Ongoing"}),
    ("4", "Open a drop-in", {"status": "at risk", "due": "2026-06-30"}),
    ("5", "Sign the pledge", {"status": "signed off", "due": "2026-03-31"}),
    ("6", "Publish the offer", {"status": "at risk", "due": "2026-05-01"}),
    ("7", "Recruit", {"status": "not started"}),
)


def test_each_change_is_one_line_of_its_kind():
    lines = list_changes(OLD, NEW)
    assert [tuple(line) for line in lines[["change", "ref", "before", "after"]].astype("object").fillna("").astype(str).itertuples(index=False)] == [
        ("dropped", "2", "off track", ""),
        ("added", "7", "", "not started"),
        ("reopened", "4", "complete", "at risk"),
        ("completed", "1", "on track", "complete"),
        ("signed off", "5", "complete", "signed off"),
        ("status moved", "6", "on track", "at risk"),
        ("date moved", "4", "2026-03-31 00:00:00", "2026-06-30 00:00:00"),
        ("date moved", "6", "2026-05-31 00:00:00", "2026-05-01 00:00:00"),
        ("reworded", "1", "Write the policy", "Write and publish the policy"),
        ("new lead", "1", "Head of Front Door", "Principal Social Worker"),
    ]
    assert lines["days"].dropna().tolist() == [91, -30]


def test_counts_add_up_and_a_text_only_spaced_otherwise_is_untouched():
    difference = Difference(OLD, NEW)
    sums = add_up(difference)
    assert sums == {"before": 6, "dropped": 1, "kept": 5, "added": 1, "now": 6, "changed": 4, "untouched": 1}
    assert describe_sums(sums) == ("6 actions before = 5 kept + 1 dropped; 6 now = 5 kept + 1 added; of the 5 kept, 4 changed and 1 is untouched.")


def test_what_was_dropped_while_red_stands_out():
    lines = list_changes(OLD, NEW)
    red = pick_dropped_red(lines)
    assert red["action"].tolist() == ["Train managers"]
    assert describe_difference(count_changes(lines), add_up(Difference(OLD, NEW)), len(red)).startswith(
        "1 dropped (1 while off track), 1 added, 1 reopened"
    )


def test_the_from_to_table():
    table = tabulate_statuses(Difference(OLD, NEW)).set_index("from")
    #                            signed off  complete  on track  at risk  off track  not started  no longer  All
    assert table.to_numpy().tolist() == [
        [0, 0, 0, 0, 0, 0, 0, 0],  # signed off
        [1, 0, 0, 1, 0, 0, 0, 2],  # complete
        [0, 1, 0, 1, 0, 0, 0, 2],  # on track
        [0, 0, 0, 0, 0, 0, 0, 0],  # at risk
        [0, 0, 0, 0, 0, 0, 1, 1],  # off track
        [0, 0, 0, 0, 0, 1, 0, 1],  # not started
        [0, 0, 0, 0, 0, 1, 0, 1],  # not in the plan before
        [1, 1, 0, 2, 0, 2, 1, 7],  # All
    ]


def test_a_reference_that_stands_for_another_action_is_noticed():
    old = version(("3.9", "Move the health passport of children looked after to an online form."))
    new = version(("3.9", "Train sixty foster carers in life-story work."))
    assert find_reused(Difference(old, new)).values.tolist() == [
        ["3.9", "Move the health passport of children looked after to an online form.", "Train sixty foster carers in life-story work."]
    ]
    assert count_changes(list_changes(old, new)) == {"dropped": 1, "added": 1}


def test_a_date_taken_away_and_a_date_given_are_moves_without_a_number_of_days():
    old = version(("1", "Write the policy", {"due": "2026-03-31"}), ("2", "Train managers", {"due_text": "TBC"}))
    new = version(("1", "Write the policy", {"due_text": "Ongoing"}), ("2", "Train managers", {"due": "2026-06-30"}))
    lines = list_changes(old, new)
    assert lines["change"].tolist() == ["date moved", "date moved"]
    assert lines["days"].isna().all()
    assert (lines["after"].iloc[0], lines["before"].iloc[1]) == ("Ongoing", "TBC")


def test_two_empty_versions_have_no_difference():
    nothing = version()
    assert describe_changes(Difference(nothing, nothing)).empty
    assert list_changes(nothing, OLD)["change"].tolist() == ["added"] * 6


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
