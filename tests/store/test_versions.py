"""A version gives back exactly what was saved; nothing is ever changed."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

from loaders.reading import Mapped, Problem, Reading
from model import TABLES, conform
from store import Saved, Store
from tests.store.examples import MONDAY, figures, keep, plan

TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))

SAMPLES = {"text": ["Neglect", None], "date": [pd.Timestamp("2025-03-31"), None], "number": [1.5, None], "integer": [3, None], "flag": [True, None],
           "list": [["LA 1", "SCB 2"], []]}


@pytest.mark.parametrize("name", list(TABLES))
def test_every_canonical_table_comes_back_exactly(store: Store, name: str) -> None:
    saved_table = conform([{c.name: SAMPLES[c.type][0 if c.required else row] for c in TABLES[name].columns} for row in (0, 1)], name)
    saved = keep(store, Reading("x.xlsx", "plan", {name: saved_table}), b"bytes")
    pd.testing.assert_frame_equal(store.table(saved.version_id, name), saved_table)
    assert list(store.tables(saved.version_id)) == ([] if name == "observations" else [name])


def test_a_table_that_the_version_does_not_have_is_empty(store: Store) -> None:
    saved = keep(store, plan(["Train staff"]), b"1")
    assert store.table(saved.version_id, "risks").empty
    assert list(store.table(saved.version_id, "risks")) == TABLES["risks"].names
    assert store.table(saved.version_id, "observations").empty


def test_the_list_of_versions_says_what_each_is(store: Store) -> None:
    keep(store, plan(["Train staff", "Audit files"], version="v7", as_at="2025-12-31"), b"first")
    keep(store, figures([("CP1", "890", "2025-03-31", 3.0)]), b"second", when=TUESDAY)
    newest, oldest = store.versions().to_dict("records")
    assert (newest["version_id"], newest["kind"], newest["observations"], newest["actions"]) == (2, "figures", 1, 0)
    assert oldest == {
        "version_id": 1, "council": "Wyreford", "plan": "Improvement plan", "kind": "plan", "title": "Our plan", "label": "v7",
        "as_at": pd.Timestamp("2025-12-31"), "file": "plan.xlsx", "sha256": hashlib.sha256(b"first").hexdigest(), "size": 5,
        "uploaded_at": pd.Timestamp(MONDAY), "uploaded_by": "performance officer", "withdrawn": False,
        "found": 3, "loaded": 2, "explained": 1, "actions": 2, "observations": 0,
    }
    assert store.versions(kind="plan")["version_id"].tolist() == [1]
    assert store.versions("Elsewhere").empty
    assert list(store.versions("Elsewhere")) == list(store.versions())


def test_the_file_and_the_report_come_back(store: Store) -> None:
    reading = plan(["Train staff"])
    reading.mapping = [Mapped("Plan", "What", "action", "known heading")]
    reading.problems = [Problem("Plan", "C4", "31 June", "a date", "error")]
    saved = keep(store, reading, b"\x00the bytes")
    assert store.file(saved.version_id) == ("plan.xlsx", b"\x00the bytes")
    assert store.fingerprint(saved.version_id) == hashlib.sha256(b"\x00the bytes").hexdigest()
    assert store.report(saved.version_id) == reading.report()


def test_a_version_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(KeyError, match="no version 4"):
        store.tables(4)
    with pytest.raises(KeyError, match="no version 4"):
        store.withdraw(4, "editor", MONDAY, "mistake")


def test_the_same_bytes_twice_are_said_and_not_stored_twice(store: Store) -> None:
    assert keep(store, plan(["A"]), b"same") == Saved(1, already=False)
    assert keep(store, plan(["A"]), b"same", when=TUESDAY) == Saved(1, already=True)
    assert len(store.versions()) == 1
    assert keep(store, plan(["A"]), b"same", plan="Another plan") == Saved(2, already=False)
    assert keep(store, plan(["A"]), b"same", council="Elsewhere") == Saved(3, already=False)


def test_bytes_whose_version_was_withdrawn_become_a_new_version(store: Store) -> None:
    keep(store, plan(["Read wrongly"]), b"same")
    store.withdraw(1, "editor", TUESDAY, "the colours were read wrongly")
    saved = keep(store, plan(["Read rightly"]), b"same", when=WEDNESDAY)
    assert not saved.already
    assert store.versions()["version_id"].tolist() == [saved.version_id]
    assert store.table(1, "actions")["action"].tolist() == ["Read wrongly"]


def test_withdrawing_hides_keeps_and_can_be_undone(store: Store) -> None:
    keep(store, plan(["A"]), b"1")
    keep(store, plan(["B"]), b"2", when=TUESDAY)
    store.withdraw(2, "editor", WEDNESDAY, "wrong file")
    assert store.versions()["version_id"].tolist() == [1]
    assert store.versions(withdrawn=True)[["version_id", "withdrawn"]].values.tolist() == [[2, True], [1, False]]
    assert store.file(2) == ("plan.xlsx", b"2")
    store.restore(2, "editor", THURSDAY, "right after all")
    assert store.versions()["version_id"].tolist() == [2, 1]
    assert store.journal(2)[["what", "who", "why"]].fillna("").values.tolist() == [
        ["saved", "performance officer", ""], ["withdrawn", "editor", "wrong file"], ["restored", "editor", "right after all"],
    ]


def test_withdrawing_twice_is_written_once(store: Store) -> None:
    keep(store, plan(["A"]), b"1")
    store.restore(1, "editor", TUESDAY)
    store.withdraw(1, "editor", TUESDAY, "wrong file")
    store.withdraw(1, "editor", WEDNESDAY, "wrong file")
    assert store.journal()["what"].tolist() == ["saved", "withdrawn"]


def test_councils_and_plans_with_nothing_on_show_are_not_offered(store: Store) -> None:
    keep(store, plan(["A"]), b"1", plan="Second plan")
    keep(store, plan(["A"]), b"2", plan="First plan")
    keep(store, figures([("CP1", "890", "2025-03-31", 3.0)]), b"3", plan="")
    keep(store, plan(["A"]), b"4", council="Ashby")
    assert store.councils() == ["Ashby", "Wyreford"]
    assert store.plans("Wyreford") == ["First plan", "Second plan"]
    store.withdraw(4, "editor", TUESDAY, "mistake")
    assert store.councils() == ["Wyreford"]
    assert store.plans("Ashby") == []


def test_the_newest_answers_of_a_plan_are_remembered(store: Store) -> None:
    answers: list[dict[str, str]] = [{"blue": "complete"}, {"blue": "suspended"}, {}]
    for number, answer in enumerate(answers):
        reading = plan([str(number)])
        reading.profile = answer
        keep(store, reading, str(number).encode())
    assert store.profile("Wyreford", "Improvement plan") == {"blue": "suspended"}
    assert store.profile("Wyreford", "Another plan") == {}


def test_what_was_known_at_a_moment_does_not_change_later(store: Store) -> None:
    keep(store, plan(["A"]), b"1", when=MONDAY)
    keep(store, plan(["B"]), b"2", when=TUESDAY)
    board = store.versions_until(TUESDAY + timedelta(hours=1))
    before = store.versions(until=board)
    store.withdraw(2, "editor", WEDNESDAY, "wrong file")
    keep(store, plan(["C"]), b"3", when=THURSDAY)
    pd.testing.assert_frame_equal(store.versions(until=board), before)
    assert store.versions(until=store.versions_until(WEDNESDAY))["version_id"].tolist() == [1]
    assert store.versions_until(MONDAY - timedelta(seconds=1)) == 0
    assert store.versions(until=0).empty


def test_times_with_a_zone_are_kept_as_utc(store: Store) -> None:
    summer = timezone(timedelta(hours=1))
    keep(store, plan(["A"]), b"1", when=datetime(2026, 6, 1, 10, 30, tzinfo=summer))
    assert store.versions()["uploaded_at"].tolist() == [pd.Timestamp("2026-06-01 09:30")]
    assert store.versions_until(datetime(2026, 6, 1, 9, 29, tzinfo=UTC)) == 0
    assert store.versions_until(datetime(2026, 6, 1, 9, 31, tzinfo=UTC)) == 1


def test_the_same_file_read_with_other_answers_is_a_new_version(store: Store) -> None:
    first, again = plan(["Train staff"]), plan(["Train staff"])
    again.profile = {"status:nearly there": "on track"}
    kept = [keep(store, reading, b"bytes") for reading in (first, again, again)]
    assert [saved.already for saved in kept] == [False, False, True]
    assert store.file(kept[0].version_id) == store.file(kept[1].version_id)
