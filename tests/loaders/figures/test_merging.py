"""A workbook that speaks of the same measure, figure or area on several sheets."""

from datetime import date
from typing import Any

from loaders.figures.merging import merge_areas
from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book
from loaders.reading import Reading

DEFINED = ["Measure ID", "Measure", "Definition", "Unit", "Good is", "Target"]
FIGURES = ["Measure", "Area", "Period", "Value"]


def _read(**pages: list[list[Cell]]) -> Reading:
    return read_book(Book("figures.xlsx", "xlsx", [Sheet(name, rows) for name, rows in pages.items()]))


def _measures(reading: Reading, *columns: str) -> list[tuple[Any, ...]]:
    return list(reading.table("measures")[list(columns)].itertuples(index=False, name=None))


def test_a_measure_defined_by_id_and_counted_by_name_is_one() -> None:
    reading = _read(
        Figures=[FIGURES, ["Contacts received", "Wyreford", "April 2025", 939], ["FD3", "Wyreford", "April 2025", 0.8]],
        Definitions=[
            DEFINED,
            ["FD1", "Contacts received", "Contacts about a child", "count", "-", None],
            ["FD3", "Decisions in time", "Within a day", "%", "high", 0.9],
        ],
    )

    assert _measures(reading, "measure", "name", "definition", "unit") == [
        ("FD1", "Contacts received", "Contacts about a child", "count"), ("FD3", "Decisions in time", "Within a day", "%")
    ]  # fmt: skip
    assert reading.table("measures")["target"].tolist()[1] == 90
    assert reading.table("observations")["measure"].tolist() == ["FD1", "FD3"]
    assert reading.table("observations")["value"].tolist() == [939, 80]  # the definition says that it is a percentage


def test_a_catalogue_id_names_the_measure_too() -> None:
    reading = _read(
        Measures=[["Catalogue id", "Measure", "Unit", "Definition"], ["FD1", "Contacts received", "count", "Contacts about a child"]],
        Figures=[FIGURES, ["FD1", "Wyreford", "April 2025", 939]],
    )

    assert _measures(reading, "measure", "catalogue_id") == [("Contacts received", "FD1")]
    assert reading.table("observations")["measure"].tolist() == ["Contacts received"]


def test_two_measures_of_the_same_name_with_ids_of_their_own_stay_two() -> None:
    counted = [["CP1", "Visits in time", "Wyreford", "April 2025", 81], ["CLA1", "Visits in time", "Wyreford", "April 2025", 85]]

    reading = _read(
        Definitions=[DEFINED, ["CP1", "Visits in time", "On plans", "%", "high", 90], ["CLA1", "Visits in time", "In care", "%", "high", 95]],
        Figures=[["Measure ID", *FIGURES], *counted],
    )

    assert _measures(reading, "measure", "target") == [("CP1", 90), ("CLA1", 95)]
    assert reading.table("observations")["measure"].tolist() == ["CP1", "CLA1"]


def test_numbers_that_begin_again_under_each_theme_are_no_ids() -> None:
    rows = [["No", "Measure", "Apr-25", "May-25"], ["1", "Contacts", 10, 11], ["Child protection"], ["1", "Plans started", 20, 21]]

    reading = _read(Scorecard=rows)

    assert sorted(reading.table("observations")["value"]) == [10, 11, 20, 21]
    assert len(set(reading.table("observations")["measure"])) == 2


def test_what_the_definition_leaves_open_is_filled_from_the_figures() -> None:
    reading = _read(
        Definitions=[["Measure", "Definition"], ["Re-referrals", "Within twelve months"]],
        Scorecard=[["Measure", "Good is", "Target", "Apr-25", "May-25"], ["Re-referrals", "Low", "20%", "21%", "22%"]],
    )

    assert _measures(reading, "measure", "definition", "polarity", "target", "unit") == [("Re-referrals", "Within twelve months", "low", 20, "%")]


def test_targets_that_contradict_one_another_are_said() -> None:
    reading = _read(
        Definitions=[["Measure", "Definition", "Target"], ["Re-referrals", "Within twelve months", 20]],
        Scorecard=[["Measure", "Target", "Apr-25", "May-25"], ["Re-referrals", 22, 21, 23]],
    )

    assert reading.table("measures")["target"].tolist() == [20]
    assert [p.found for p in reading.problems if p.severity == "warning"] == ["two targets for Re-referrals: 20 on Definitions and 22 here"]


def test_targets_with_dates_of_their_own_are_a_history() -> None:
    head = ["Measure", "Definition", "Target", "Target from"]
    rows = [head, ["Re-referrals", "Within a year", 22, date(2025, 4, 1)], ["Re-referrals", "Within a year", 20, date(2026, 4, 1)]]

    reading = _read(Definitions=rows)

    assert _measures(reading, "measure", "target") == [("Re-referrals", 22), ("Re-referrals", 20)]
    assert [day.date() for day in reading.table("measures")["target_from"]] == [date(2025, 4, 1), date(2026, 4, 1)]


def test_the_same_figure_on_two_sheets_counts_once_and_another_value_is_said() -> None:
    reading = _read(
        One=[FIGURES, ["Contacts", "Wyreford", "April 2025", 10], ["Contacts", "Wyreford", "May 2025", 11]],
        Two=[FIGURES, ["Contacts", "Wyreford", "April 2025", 10], ["Contacts", "Wyreford", "May 2025", 12]],
    )

    assert reading.table("observations")["value"].tolist() == [10, 11]
    assert len(reading.table("measures")) == 1
    assert [p.found for p in reading.problems] == ["a figure of Contacts with other values in another table"]


def test_an_area_stands_once_under_its_new_code() -> None:
    def area(code: str, old: str | None, region: str | None) -> dict[str, Any]:
        return {"area_code": code, "old_code": old, "area": "Blackpool", "area_level": "council", "region": region}

    merged = merge_areas([area("890", "890", None), area("E06000009", "890", None), area("E06000009", None, "North West")])

    assert merged == [area("E06000009", "890", "North West")]
