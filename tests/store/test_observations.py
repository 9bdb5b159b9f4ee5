"""Each figure comes from the newest upload that has it, by every path."""

from datetime import timedelta

import pandas as pd
import pytest

from loaders.reading import Reading
from model import conform
from store import Store
from tests.store.examples import MONDAY, figures, keep

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)

FIRST = [
    ("CP1", "890", "2024-03-31", 300.0), ("CP1", "890", "2025-03-31", 249.0), ("CP1", "382", "2025-03-31", 483.0),
    ("CP2", "890", "2025-03-31", 12.0), ("CP1", "938", "2024-03-31", 631.0),
]
# A month later: one figure corrected, one new, one left out.
SECOND = [("CP1", "890", "2025-03-31", 251.0), ("CP1", "890", "2026-03-31", 260.0)]


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with two uploads of figures."""
    keep(store, figures(FIRST), b"1", when=MONDAY)
    keep(store, figures(SECOND), b"2", when=TUESDAY)
    return store


def short(frame: pd.DataFrame) -> list[tuple]:
    """Return (measure, area code, year, value, version) of each row."""
    ends = frame["period_end"].dt.year
    return list(zip(frame["measure"], frame["area_code"], ends, frame["value"], frame["version_id"], strict=True))


def test_the_newest_upload_wins_and_what_it_leaves_out_stays(filled: Store) -> None:
    assert short(filled.observations("Wyreford")) == [
        ("CP1", "382", 2025, 483.0, 1), ("CP1", "890", 2024, 300.0, 1), ("CP1", "890", 2025, 251.0, 2), ("CP1", "890", 2026, 260.0, 2),
        ("CP1", "938", 2024, 631.0, 1), ("CP2", "890", 2025, 12.0, 1),
    ]


def test_one_series(filled: Store) -> None:
    expected = [("CP1", "890", 2024, 300.0, 1), ("CP1", "890", 2025, 251.0, 2), ("CP1", "890", 2026, 260.0, 2)]
    assert short(filled.series("Wyreford", "CP1", "890")) == expected
    assert short(filled.observations("Wyreford", measure="CP1", area_code="890")) == expected
    assert filled.series("Wyreford", "CP1", "890", breakdown="Neglect").empty
    assert filled.series("Elsewhere", "CP1", "890").empty


def test_the_latest_of_one_area(filled: Store) -> None:
    expected = [("CP2", "890", 2025, 12.0, 1), ("CP1", "890", 2026, 260.0, 2)]
    assert short(filled.latest("Wyreford", "890")) == expected
    assert short(filled.latest("Wyreford", "890", ["CP2"])) == expected[:1]
    assert sorted(short(filled.observations("Wyreford", area_code="890", latest=True))) == sorted(expected)
    assert filled.latest("Wyreford", "890", []).empty


def test_a_ranking_is_of_the_last_period_that_any_area_has_unless_one_is_given(filled: Store) -> None:
    assert short(filled.ranking("Wyreford", "CP1")) == [("CP1", "890", 2026, 260.0, 2)]
    of_2025 = filled.ranking("Wyreford", "CP1", pd.Timestamp("2025-03-31"))
    assert sorted(short(of_2025)) == [("CP1", "382", 2025, 483.0, 1), ("CP1", "890", 2025, 251.0, 2)]
    assert filled.ranking("Wyreford", "CP9").empty


@pytest.mark.parametrize("until", [None, 1, 2])
def test_the_time_machine_shows_what_was_known_then(filled: Store, until: int | None) -> None:
    value = 249.0 if until == 1 else 251.0
    at_2025 = pd.Timestamp("2025-03-31")
    for frame in (
        filled.series("Wyreford", "CP1", "890", until=until), filled.observations("Wyreford", area_code="890", measure="CP1", until=until),
        filled.ranking("Wyreford", "CP1", at_2025, until=until),
    ):
        assert frame.loc[(frame["period_end"] == at_2025) & (frame["area_code"] == "890"), "value"].tolist() == [value]
    assert filled.latest("Wyreford", "890", ["CP1"], until=1)["value"].tolist() == [249.0]
    assert filled.series("Wyreford", "CP1", "890", until=0).empty


def test_a_withdrawn_upload_gives_way_to_the_one_before(filled: Store) -> None:
    filled.withdraw(2, "editor", WEDNESDAY, "wrong council")
    assert short(filled.series("Wyreford", "CP1", "890")) == [("CP1", "890", 2024, 300.0, 1), ("CP1", "890", 2025, 249.0, 1)]
    assert short(filled.latest("Wyreford", "890", ["CP1"])) == [("CP1", "890", 2025, 249.0, 1)]
    assert len(filled.ranking("Wyreford", "CP1")) == 2
    assert len(filled.observations("Wyreford")) == 5
    # What a board saw while it was still on show stays what that board saw.
    assert filled.series("Wyreford", "CP1", "890", until=2)["value"].tolist() == [300.0, 251.0, 260.0]
    filled.restore(2, "editor", WEDNESDAY)
    assert filled.series("Wyreford", "CP1", "890")["value"].tolist() == [300.0, 251.0, 260.0]


def test_figures_of_another_council_stay_apart(filled: Store) -> None:
    keep(filled, figures([("CP1", "890", "2026-03-31", 1.0)]), b"3", council="Elsewhere")
    assert filled.series("Elsewhere", "CP1", "890")["value"].tolist() == [1.0]
    assert filled.series("Wyreford", "CP1", "890")["value"].tolist() == [300.0, 251.0, 260.0]


def observations(rows: list[dict]) -> Reading:
    """Return a reading of these rows of figures."""
    return Reading("figures.csv", "figures", {"observations": conform(rows, "observations")})


def test_every_column_comes_back_symbols_and_missing_values_too(store: Store) -> None:
    rows = [
        {"measure": "CP1", "area_code": "E06000009", "area": "Blackpool", "area_level": "council", "breakdown": "category: Neglect",
         "period_start": pd.Timestamp("2024-04-01"), "period_end": pd.Timestamp("2025-03-31"), "value": 58.7, "numerator": 210.0,
         "denominator": 358.0, "unit": "%", "as_at": pd.Timestamp("2025-05-01")},
        {"measure": "CP1", "area_code": "E06000009", "breakdown": "Total", "period_end": pd.Timestamp("2025-03-31"), "symbol": "c"},
        {"measure": "CP1"},
    ]
    frame = conform(rows, "observations")
    saved = keep(store, observations(rows), b"1")
    pd.testing.assert_frame_equal(store.table(saved.version_id, "observations"), frame)
    found = store.series("Wyreford", "CP1", "E06000009", "category: Neglect")
    pd.testing.assert_frame_equal(found.drop(columns="version_id"), frame.iloc[:1])
    assert store.series("Wyreford", "CP1", "E06000009")["symbol"].tolist() == ["c"]
    assert len(store.observations("Wyreford", measure=["CP1"])) == 3


def test_a_row_that_stands_twice_in_a_file_is_kept_twice_and_shown_once(store: Store) -> None:
    row = {"measure": "CP1", "area_code": "890", "breakdown": "Total", "period_end": pd.Timestamp("2025-03-31")}
    saved = keep(store, observations([row | {"value": 7.0}, row | {"value": 8.0}]), b"1")
    assert store.table(saved.version_id, "observations")["value"].tolist() == [7.0, 8.0]
    for frame in (store.series("Wyreford", "CP1", "890"), store.observations("Wyreford"), store.latest("Wyreford", "890")):
        assert frame["value"].tolist() == [8.0]


def test_an_area_is_known_by_its_code_and_by_its_name_only_where_it_has_none(store: Store) -> None:
    def row(code: str | None, name: str, value: float) -> dict:
        return {"measure": "CP1", "area_code": code, "area": name, "breakdown": "Total", "period_end": pd.Timestamp("2025-03-31"), "value": value}

    keep(store, observations([row("E06000047", "Durham", 1.0), row(None, "Ashby", 2.0), row(None, "Wyreford", 3.0)]), b"1")
    keep(store, observations([row("E06000047", "County Durham", 4.0)]), b"2")
    assert store.observations("Wyreford")[["area", "value"]].values.tolist() == [["County Durham", 4.0], ["Ashby", 2.0], ["Wyreford", 3.0]]
    assert store.series("Wyreford", "CP1", "E06000047")["area"].tolist() == ["County Durham"]
    assert store.series("Wyreford", "CP1", None)["value"].tolist() == [2.0, 3.0]
    assert store.latest("Wyreford", "E06000047")["value"].tolist() == [4.0]


def test_a_symbol_in_a_newer_upload_hides_the_older_number(store: Store) -> None:
    row = {"measure": "CP1", "area_code": "890", "breakdown": "Total", "period_end": pd.Timestamp("2025-03-31")}
    keep(store, observations([row | {"value": 7.0}]), b"1")
    keep(store, observations([row | {"symbol": "c"}]), b"2")
    found = store.series("Wyreford", "CP1", "890")
    assert found["symbol"].tolist() == ["c"]
    assert found["value"].isna().all()


def test_any_selection_can_be_made(filled: Store) -> None:
    assert len(filled.observations("Wyreford", measure=["CP1", "CP2"], area_code=["890", "382"])) == 5
    assert len(filled.observations("Wyreford", area_level="council", breakdown="Total")) == 6
    assert filled.observations("Wyreford", area_level="England").empty
    assert list(filled.observations("Wyreford", measure="CP9")) == list(filled.series("Wyreford", "CP1", "890"))


def test_a_large_upload_comes_back_whole_and_in_order(store: Store) -> None:
    rows = [(f"M{m}", f"{a}", f"{2000 + y}-03-31", float(m * 10_000 + a * 100 + y)) for y in range(5) for m in range(120) for a in range(100)]
    reading = figures(rows)
    saved = keep(store, reading, b"1")
    pd.testing.assert_frame_equal(store.table(saved.version_id, "observations"), reading.tables["observations"])
    assert store.series("Wyreford", "M7", "42")["value"].tolist() == [74200.0, 74201.0, 74202.0, 74203.0, 74204.0]
    assert len(store.observations("Wyreford", latest=True)) == 12_000


def test_the_areas_of_a_council_are_those_of_its_figures_on_show(filled: Store) -> None:
    areas = filled.areas("Wyreford")
    assert list(areas.itertuples(index=False, name=None)) == [
        ("382", "Area 382", "council"), ("890", "Area 890", "council"), ("938", "Area 938", "council"),
    ]
    assert filled.areas("Elsewhere").empty
    filled.withdraw(1, "performance officer", WEDNESDAY, "the wrong file")
    assert filled.areas("Wyreford")["area_code"].tolist() == ["890"]
    assert filled.areas("Wyreford", until=2)["area_code"].tolist() == ["382", "890", "938"]


def test_measures_that_more_than_one_area_has_can_be_compared(filled: Store) -> None:
    assert filled.shared_measures("Wyreford") == ["CP1"]


def test_every_figure_of_an_area_is_there_the_replaced_one_too(filled: Store) -> None:
    every = filled.every_figure("Wyreford", "890")
    corrected = every[(every["measure"] == "CP1") & (every["period_end"].dt.year == 2025)]
    assert corrected["value"].tolist() == [249.0, 251.0]
    assert corrected["version_id"].tolist() == [1, 2]
