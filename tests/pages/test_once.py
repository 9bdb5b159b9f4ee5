"""Work done once for all visitors: the same table gives the same answer, another table never does."""

import pandas as pd

from pages.common import once as keeping
from pages.common.once import lasts, once


def count_rows(table: pd.DataFrame, of: str) -> pd.DataFrame:
    return pd.DataFrame({"of": [of], "rows": [len(table)]})


def test_the_same_table_and_words_are_answered_once():
    table = pd.DataFrame({"a": [1, 2]})
    first = once(count_rows, table, "plan")
    assert once(count_rows, table, "plan") is first
    assert first["rows"].tolist() == [2]


def test_another_table_with_the_same_cells_is_another_question():
    one, two = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 2]})
    assert once(count_rows, one, "plan") is not once(count_rows, two, "plan")


def test_other_words_are_another_question():
    table = pd.DataFrame({"a": [1, 2]})
    assert once(count_rows, table, "plan")["of"].tolist() == ["plan"]
    assert once(count_rows, table, of="theme")["of"].tolist() == ["theme"]


def test_what_is_kept_is_bounded_and_what_was_asked_last_stays(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    table = pd.DataFrame({"a": [1]})
    first = once(count_rows, table, "first")
    once(count_rows, table, "second")
    assert once(count_rows, table, "first") is first
    once(count_rows, table, "third")
    assert once(count_rows, table, "first") is first
    assert len(keeping._kept) == 2


def test_a_kept_answer_lasts_and_any_other_table_does_not(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 1)
    table = pd.DataFrame({"a": [1]})
    answer = once(count_rows, table, "one")
    assert lasts(answer)
    assert not lasts(table)
    once(count_rows, table, "two")
    assert not lasts(answer)
