"""Answers are added, dated by their board, kept in order, and known only from when they were given."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from sqlalchemy import create_engine, text

from store import Store, open_store
from tests.store.examples import MONDAY, TUESDAY, keep, plan


def answer(store: Store, question: str, words: str, **more: object) -> int:
    return store.answer_question("Wyreford", "Improvement plan", question, words, who="Board secretary", when=TUESDAY, **more)


def test_an_answer_is_kept_with_board_figure_and_who(store: Store) -> None:
    keep(store, plan(["Train staff"]), b"1")
    number = answer(store, "moved:2.12", "A team manager starts in May", board=date(2026, 1, 15), figure=3, version_id=1)
    (row,) = store.answers("Wyreford", "Improvement plan").to_dict("records")
    assert row == {
        "answer_id": number, "question": "moved:2.12", "board": pd.Timestamp("2026-01-15"), "answer": "A team manager starts in May", "figure": 3.0,
        "who": "Board secretary", "at": pd.Timestamp(TUESDAY), "version_id": 1,
    }


def test_a_second_answer_leaves_the_first(store: Store) -> None:
    keep(store, plan(["Train staff"]), b"1")
    answer(store, "link:a:CP1", "yes")
    answer(store, "link:a:CP1", "no")
    assert store.answers("Wyreford", "Improvement plan")["answer"].tolist() == ["yes", "no"]
    assert store.answers("Wyreford", "Another plan").empty
    assert store.answers("Nowhere", "Improvement plan").empty


def test_an_answer_is_known_only_after_the_version_it_was_given_on(store: Store) -> None:
    keep(store, plan(["Train staff"]), b"1")
    before = store.versions_until(MONDAY)
    keep(store, plan(["Train all staff"]), b"2", when=TUESDAY)
    answer(store, "moved:1", "It will be done")
    assert store.answers("Wyreford", "Improvement plan", until=before).empty
    assert len(store.answers("Wyreford", "Improvement plan", until=store.versions_until(TUESDAY))) == 1


def test_a_time_with_a_zone_is_kept_in_utc(store: Store) -> None:
    keep(store, plan(["Train staff"]), b"1")
    store.answer_question("Wyreford", "Improvement plan", "q", "a", who="w", when=datetime(2026, 7, 1, 9, tzinfo=UTC))
    assert store.answers("Wyreford", "Improvement plan")["at"].tolist() == [pd.Timestamp("2026-07-01 09:00")]


@pytest.mark.parametrize(("question", "words", "who", "sentence"), [
    ("", "a", "w", "The question is missing."), ("q", " ", "w", "The answer is missing."), ("q", "a", "", "The name or role is missing."),
])
def test_what_is_empty_is_refused(store: Store, question: str, words: str, who: str, sentence: str) -> None:
    keep(store, plan(["Train staff"]), b"1")
    with pytest.raises(ValueError, match=sentence):
        store.answer_question("Wyreford", "Improvement plan", question, words, who=who, when=MONDAY)


def test_a_council_without_an_upload_has_no_questions_to_answer(store: Store) -> None:
    with pytest.raises(ValueError, match="nothing of a council called Nowhere"):
        store.answer_question("Nowhere", "Plan", "q", "a", who="w", when=MONDAY)


def test_a_store_made_before_there_were_answers_is_given_the_table(address: str) -> None:
    store = open_store(address)
    keep(store, plan(["Train staff"]), b"1")
    store.close()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE answers"))
    engine.dispose()
    again = open_store(address)
    assert again.answers("Wyreford", "Improvement plan").empty
    assert again.councils() == ["Wyreford"]
    again.close()
