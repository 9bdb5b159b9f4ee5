"""Decisions to start limits afresh: recorded, taken back one by one, kept for reading."""

from datetime import date

import pytest

from analysis.control_chart import Rebase
from analysis.rebases import add_rebase, find_rebases, take_back
from model import conform, empty

APRIL, JULY = date(2025, 4, 30), date(2025, 7, 31)


def recorded():
    table = add_rebase(empty("rebases"), "FD6", Rebase(JULY, "A new front door", "Head of Service"))
    table = add_rebase(table, "FD6", Rebase(APRIL, "Counted anew", "Head of Performance"))
    return add_rebase(table, "AS1", Rebase(APRIL, "New form", "Head of Service"))


def test_decisions_stand_by_measure_oldest_figure_first():
    assert [rebase.date for rebase in find_rebases(recorded(), "FD6")] == [APRIL, JULY]
    assert find_rebases(None, "FD6") == find_rebases(recorded(), "CP1") == []


def test_any_one_of_them_can_be_taken_back_and_stays_in_the_record():
    table = take_back(recorded(), "FD6", JULY, reason=" The rule was dropped ", author="Director")
    assert [rebase.date for rebase in find_rebases(table, "FD6")] == [APRIL]
    assert [rebase.reason for rebase in find_rebases(table, "AS1")] == ["New form"]
    gone = table[table["taken_back_by"].notna()]
    assert gone[["reason", "taken_back_why", "taken_back_by"]].to_numpy().tolist() == [["A new front door", "The rule was dropped", "Director"]]


def test_a_decision_taken_back_can_be_made_again_and_a_standing_one_is_replaced():
    table = take_back(recorded(), "FD6", JULY, reason="Too early", author="Director")
    table = add_rebase(table, "FD6", Rebase(JULY, "Now it holds", "Director"))
    table = add_rebase(table, "FD6", Rebase(JULY, "Now it really holds", "Director"))
    assert [rebase.reason for rebase in find_rebases(table, "FD6")] == ["Counted anew", "Now it really holds"]
    assert len(table) == 4


@pytest.mark.parametrize(("day", "reason", "author", "words"), [
    (JULY, " ", "Director", "needs a reason"), (JULY, "Too early", "", "needs a reason"), (date(2024, 1, 1), "Too early", "Director", "already"),
])
def test_it_is_taken_back_only_with_reason_and_author_and_once(day, reason, author, words):
    with pytest.raises(ValueError, match=words):
        take_back(recorded(), "FD6", day, reason=reason, author=author)


def test_records_of_before_there_was_a_way_back_still_count():
    old = conform([{"measure": "FD6", "date": "2025-04-30", "reason": "Counted anew", "author": "Head"}], "rebases")
    assert len(find_rebases(old, "FD6")) == 1
