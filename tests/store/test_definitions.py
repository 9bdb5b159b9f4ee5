"""What a council knows of its measures and keeps in its registers, over all uploads."""

import pandas as pd

from loaders.reading import Reading
from model import TABLES, conform
from store import Store
from tests.store.examples import MONDAY, figures, keep, plan


def measures(*rows: dict) -> Reading:
    """Return a reading of definitions."""
    return Reading("measures.xlsx", "measures", {"measures": conform(list(rows), "measures")})


def test_the_newest_definition_of_each_measure_is_shown(store: Store) -> None:
    keep(store, measures({"measure": "CP1", "name": "Old name"}, {"measure": "CP2", "name": "Second plans"}), b"1")
    keep(store, measures({"measure": "CP1", "name": "New name"}), b"2")
    assert store.measures("Wyreford")[["measure", "name"]].values.tolist() == [["CP1", "New name"], ["CP2", "Second plans"]]
    assert store.measures("Wyreford", until=1)["name"].tolist() == ["Old name", "Second plans"]
    store.withdraw(2, "editor", MONDAY, "mistake")
    assert store.measures("Wyreford")["name"].tolist() == ["Old name", "Second plans"]
    assert list(store.measures("Elsewhere")) == TABLES["measures"].names


def test_bare_figures_do_not_wipe_out_what_a_measure_means(store: Store) -> None:
    keep(store, measures({"measure": "CP1", "name": "Plans", "polarity": "low", "target": 10.0, "commentary": "Fell in May"}), b"1")
    keep(store, measures({"measure": "CP1", "name": "Child protection plans"}), b"2")
    (row,) = store.measures("Wyreford").to_dict("records")
    assert (row["name"], row["polarity"], row["target"]) == ("Child protection plans", "low", 10.0)
    assert pd.isna(row["commentary"])


def test_targets_with_their_dates_come_together_from_the_newest_upload_that_states_any(store: Store) -> None:
    def target(value: float, since: str) -> dict:
        return {"measure": "CP1", "target": value, "target_from": pd.Timestamp(since)}

    keep(store, measures(target(10, "2023-04-01"), target(9, "2024-04-01")), b"1")
    keep(store, measures(target(9, "2024-04-01"), target(8, "2025-04-01")), b"2")
    keep(store, measures({"measure": "CP1", "owner": "Head of safeguarding"}), b"3")
    found = store.measures("Wyreford")
    assert found["target"].tolist() == [9.0, 8.0]
    assert found["owner"].tolist() == ["Head of safeguarding"] * 2


def test_registers_come_from_the_newest_version_that_has_rows_of_them(store: Store) -> None:
    risks = conform([{"ref": "R1", "risk": "Social workers leave", "likelihood": 4, "impact": 5}], "risks")
    keep(store, plan(["A"], risks=risks), b"1")
    keep(store, figures([("CP1", "890", "2025-03-31", 3.0)]), b"2")
    keep(store, plan(["B"], risks=risks.iloc[:0]), b"3")
    pd.testing.assert_frame_equal(store.records("Wyreford", "risks"), risks)
    assert store.records("Wyreford", "events").empty
    assert store.records("Wyreford", "risks", until=0).empty
    store.withdraw(1, "editor", MONDAY, "mistake")
    assert store.records("Wyreford", "risks").empty


def test_places_are_gathered_from_every_upload(store: Store) -> None:
    first = conform([{"area_code": "E1", "old_code": "890", "area": "Wyreford"}], "areas")
    second = conform([{"area_code": "E1", "area": "Wyreford", "region": "North"}, {"area_code": "E2", "area": "Dale"}], "areas")
    keep(store, figures([("CP1", "E1", "2026-03-31", 1.0)], areas=first), b"1", when=MONDAY)
    keep(store, figures([("CP1", "E1", "2026-03-31", 1.0)], areas=second), b"2")
    places = store.places("Wyreford").set_index("area_code")
    assert places.loc["E1", ["old_code", "region"]].tolist() == ["890", "North"]
    assert sorted(places.index) == ["E1", "E2"]
    assert store.places("Elsewhere").empty


def test_commentary_of_every_upload_newest_first(store: Store) -> None:
    for number, words in ((1, "Steady."), (2, "Steady."), (3, "Falling.")):
        measures = conform([{"measure": "CP1", "commentary": words}], "measures")
        keep(store, figures([("CP1", "E1", f"2026-0{number}-28", number)], measures=measures), str(number).encode(), when=MONDAY)
    assert store.commentary("Wyreford", "CP1")["commentary"].tolist() == ["Falling.", "Steady.", "Steady."]
    assert store.commentary("Wyreford", "CP2").empty


def test_a_name_that_only_repeats_the_key_does_not_replace_words(store: Store) -> None:
    keep(store, measures({"measure": "ChildPov", "name": "Children in low income families"}, {"measure": "X1", "name": "X1"}), b"1")
    keep(store, measures({"measure": "ChildPov", "name": "ChildPov"}), b"2")
    assert store.measures("Wyreford")["name"].tolist() == ["Children in low income families", "X1"]
