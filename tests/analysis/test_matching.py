"""Which action is which in another version: small tables with the answer beside them, and what holds for any two versions."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.changes import ADDED, DROPPED, KINDS, Difference, add_up, describe_changes, list_changes, tabulate_statuses
from analysis.matching import hold_apart, identify, match_actions, share_kept, suggest_pairs
from model import conform
from model.vocabulary import STATUS_NAMES
from tests.analysis.stories import version


def pairs(old, new, confirmed=None, **options):
    table = match_actions(old, new, confirmed, **options)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.itertuples(index=False)]


def test_an_action_is_known_by_its_reference_even_where_it_was_reworded():
    old = version(("1.1", "Write the policy"), ("1.2", "Train managers in supervision"))
    new = version(("1.1", "Write, consult on and publish the policy"), ("1.2", "Train managers in supervision"))
    assert pairs(old, new) == [("1.1", "1.1", "reference"), ("1.2", "1.2", "reference")]


def test_a_reference_given_to_another_action_is_no_match():
    old = version(("3.9", "Move the health passport of children looked after to an online form."))
    new = version(("3.9", "Train sixty foster carers in life-story work."))
    assert pairs(old, new) == [("3.9", None, ""), (None, "3.9", "")]


def test_references_that_all_moved_down_by_one_are_followed_by_their_words():
    old = version(("1.1", "Write the threshold document together"), ("1.2", "Train all managers in supervision"))
    new = version(
        ("1.1", "Appoint a programme manager for one year"),
        ("1.2", "Write the threshold document together"),
        ("1.3", "Train all managers in supervision"),
    )
    assert pairs(old, new) == [("1.1", "1.2", "same words"), ("1.2", "1.3", "same words"), (None, "1.1", "")]


def test_a_reference_gives_way_where_the_words_stand_almost_unchanged_under_another():
    old = version(("1.2", "Train managers in reflective supervision"))
    new = version(("1.2", "Recruit managers for the front door"), ("1.3", "Train all managers in reflective supervision"))
    assert pairs(old, new) == [("1.2", None, ""), (None, "1.2", ""), (None, "1.3", "")]
    offered = suggest_pairs(old, new)
    assert offered[["old_ref", "new_ref", "why"]].values.tolist() == [["1.2", "1.3", "similar words"]]


def test_the_share_that_two_plans_have_in_common_is_counted_of_the_shorter_one():
    old = version(("1.1", "Write the threshold document together"), ("1.2", "Train all managers in supervision"))
    new = version(("1.1", "Write the threshold document together"), ("1.2", "Open a drop-in centre"), ("1.3", "Recruit foster carers"))
    assert share_kept(old, new) == 0.5  # 1.1 of two
    assert share_kept(old, new.head(0)) == 0.0


def test_references_that_begin_again_in_each_theme_are_told_apart_by_theme():
    old = version(("1", "Write the policy on visits", {"theme": "A"}), ("1", "Open a drop-in centre", {"theme": "B"}))
    new = version(("1", "Open a drop-in centre in town", {"theme": "B"}), ("1", "Write the new policy on visits", {"theme": "A"}))
    old["key"], new["key"] = ["a", "b"], ["b", "a"]
    assert pairs(old, new) == [("a", "a", "reference"), ("b", "b", "reference")]


def test_similar_words_are_suggested_and_paired_only_when_a_person_says_so():
    old = version((None, "Ask children and parents for their view at the end of every plan"))
    new = version((None, "Ask every child over seven and every parent for their view at the end of a plan"))
    assert pairs(old, new) == [("row 0", None, ""), (None, "row 0", "")]
    offered = suggest_pairs(old, new).iloc[0]
    assert (offered["old_key"], offered["new_key"], offered["why"]) == ("row 0", "row 0", "similar words")
    assert pairs(old, new, {offered["old_id"]: offered["new_id"]}) == [("row 0", "row 0", "confirmed")]
    held = {offered["old_id"]: hold_apart(offered["new_id"])}
    assert pairs(old, new, held) == [("row 0", None, ""), (None, "row 0", "")]
    assert suggest_pairs(old, new, held).empty


def test_a_person_may_say_that_the_same_reference_is_the_same_action_or_is_not():
    old, new = version(("3.9", "Online health passports")), version(("3.9", "Train sixty carers"))
    (was,), (now,) = identify(old), identify(new)
    assert pairs(old, new, {was: now}) == [("3.9", "3.9", "confirmed")]
    reworded = version(("3.9", "Online health passports for all"))
    (later,) = identify(reworded)
    assert pairs(old, reworded) == [("3.9", "3.9", "reference")]
    assert pairs(old, reworded, {was: hold_apart(later)}) == [("3.9", None, ""), (None, "3.9", "")]


def test_in_another_plan_the_same_reference_says_nothing():
    old, new = version(("1.1", "Write the neglect strategy")), version(("1.1", "Write the neglect strategy and toolkit"))
    assert pairs(old, new, same_plan=False) == [("1.1", None, ""), (None, "1.1", "")]


def test_rows_alike_in_everything_keep_their_order():
    twice = version((None, "Report to the board"), (None, "Report to the board"))
    assert pairs(twice, twice) == [("row 0", "row 0", "reference"), ("row 1", "row 1", "reference")]


# --- what holds for any two versions --------------------------------------------------------------------------

REFS = st.one_of(st.none(), st.sampled_from(["1.1", "1.2", "2.1", "2.2", "3"]))
TEXTS = st.sampled_from(
    [
        "Write the policy on visits",
        "Write the new policy on visits",
        "Train all managers in supervision",
        "Train managers",
        "Recruit",
        "Open a drop-in centre",
    ]
)
ROWS = st.tuples(
    REFS, TEXTS, st.sampled_from(STATUS_NAMES), st.sampled_from([None, "2026-03-31", "2026-06-30"]), st.sampled_from([None, "Head A", "Head B"])
)
VERSIONS = st.lists(ROWS, max_size=7)


def build(rows):
    return conform(
        [
            {"key": f"row {place}", "ref": ref, "action": action, "status": status, "due": due, "lead": lead}
            for place, (ref, action, status, due, lead) in enumerate(rows)
        ],
        "actions",
    )


@settings(max_examples=150, deadline=None)
@given(VERSIONS, VERSIONS)
def test_matching_is_one_to_one_and_both_versions_add_up(before, after):
    old, new = build(before), build(after)
    table = match_actions(old, new)
    assert sorted(table["old_key"].dropna()) == sorted(old["key"])
    assert sorted(table["new_key"].dropna()) == sorted(new["key"])
    sums = add_up(Difference(old, new))
    assert sums["before"] == sums["dropped"] + sums["kept"] == len(old)
    assert sums["now"] == sums["added"] + sums["kept"] == len(new)
    assert sums["kept"] == sums["changed"] + sums["untouched"]


@settings(max_examples=60, deadline=None)
@given(VERSIONS)
def test_a_version_has_no_difference_from_itself(rows):
    plan = build(rows)
    assert list_changes(plan, plan).empty
    assert add_up(Difference(plan, plan))["untouched"] == len(plan)


@settings(max_examples=150, deadline=None)
@given(VERSIONS, VERSIONS)
def test_a_difference_mirrors_the_one_the_other_way(before, after):
    old, new = build(before), build(after)

    def lines(difference, mirrored):
        found = []
        for row in describe_changes(difference).astype(object).itertuples():
            was, now, first, second = row.before, row.after, row.old_key, row.new_key
            kind = row.change
            if mirrored:
                was, now, first, second, kind = now, was, second, first, {ADDED: DROPPED, DROPPED: ADDED}.get(kind, kind)
            # What a move between statuses is called depends on its direction; that it is one move does not.
            kind = "status" if kind in KINDS[2:7] else kind
            found.append(tuple("" if cell is None or pd.isna(cell) else str(cell) for cell in (kind, was, now, first, second)))
        return sorted(found)

    assert lines(Difference(old, new), False) == lines(Difference(new, old), True)


@settings(max_examples=60, deadline=None)
@given(VERSIONS, VERSIONS)
def test_the_from_to_table_adds_up_to_both_versions(before, after):
    table = tabulate_statuses(Difference(build(before), build(after))).set_index("from")
    assert table.loc["All", "All"] - table.loc["not in the plan before", "All"] == len(before)
    assert table.loc["All", "All"] - table.loc["All", "no longer in the plan"] == len(after)
    assert (table.drop(columns="All").sum(axis=1) == table["All"]).all()
