"""Explore-education-statistics files of every kind: levels, kinds of year, filters of numbers, slips, encodings."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from loaders.figures import ees
from loaders.reading import Reading, Refused

HEAD = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
ENGLAND = "National,E92000001,England,,,,,"
KENT = "Local authority,E92000001,England,E12000008,South East,886,E10000016,Kent"


def read(tmp_path: Path, *lines: str, encoding: str = "utf-8", name: str = "figures.csv") -> Reading:
    path = tmp_path / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return ees.read_csv(path)


def values(reading: Reading) -> list[tuple[str, str, float | None, str]]:
    table = reading.table("observations")
    numbers = [None if pd.isna(value) else value for value in table["value"]]
    return list(zip(table["measure"], table["breakdown"], numbers, table["symbol"].fillna(""), strict=True))


def test_symbols_stay_symbols_and_blanks_are_nothing(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEAD},sex,cpp_count,cpp_percent", f"2025,Reporting year,{KENT},Male,c,", f"2025,Reporting year,{KENT},Female,0,12.5")
    assert values(reading) == [
        ("cpp_count", "sex: Male", None, "c"),
        ("cpp_count", "sex: Female", 0, ""),
        ("cpp_percent", "sex: Female", 12.5, ""),
    ]
    assert reading.table("observations")["area_code"].unique().tolist() == ["E10000016"]
    assert reading.table("areas").drop(columns="kind").values.tolist() == [["E10000016", "886", "Kent", "council", "South East"]]
    assert reading.table("measures")["unit"].tolist() == ["count", "%"]
    assert reading.table("measures")["polarity"].isna().all()


@pytest.mark.parametrize(
    ("period", "identifier", "start", "end"),
    [
        ("2025", "Reporting year", date(2024, 4, 1), date(2025, 3, 31)),
        ("2024", "Calendar year", date(2024, 1, 1), date(2024, 12, 31)),
        ("201415", "Financial year", date(2014, 4, 1), date(2015, 3, 31)),
        ("201415", "Academic year", date(2014, 9, 1), date(2015, 8, 31)),
        ("201415", "Tax year", date(2014, 4, 6), date(2015, 4, 5)),
        ("201415", "Autumn term", date(2014, 9, 1), date(2014, 12, 31)),
        ("201415", "Spring term", date(2015, 1, 1), date(2015, 4, 30)),
        ("201415", "Summer term", date(2015, 5, 1), date(2015, 8, 31)),
        ("201415", "Autumn and spring term", date(2014, 9, 1), date(2015, 4, 30)),
        ("201415", "Financial year Q4", date(2015, 1, 1), date(2015, 3, 31)),
        ("201415", "Part 2 (October to March)", date(2014, 10, 1), date(2015, 3, 31)),
        ("2025", "September", date(2025, 9, 1), date(2025, 9, 30)),
        ("2025", "Week 14", date(2025, 3, 31), date(2025, 4, 6)),
    ],
)
def test_every_kind_of_period(tmp_path: Path, period: str, identifier: str, start: date, end: date) -> None:
    table = read(tmp_path, f"{HEAD},cin_count", f"{period},{identifier},{ENGLAND},5").table("observations")
    assert [day.date() for day in table[["period_start", "period_end"]].iloc[0]] == [start, end]


def test_a_workforce_file_is_counted_on_30_september(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEAD},agency_fte,vacancy_rate_fte", f"2025,Reporting year,{ENGLAND},low,13.0")
    assert reading.table("observations")["period_end"].dt.date.unique().tolist() == [date(2025, 9, 30)]
    assert reading.problems[0].severity == "note"


def test_levels_without_a_place_are_explained(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        f"{HEAD},school_urn,school_name,cin_count",
        f"2025,Calendar year,{ENGLAND},,,1",
        "2025,Calendar year,School,E92000001,England,E12000008,South East,886,E10000016,Kent,100001,Sample School,2",
        "2025,Calendar year,Ward,E92000001,England,E12000008,South East,886,E10000016,Kent,,,3",
        "2025,Calendar year,National,K02000001,United Kingdom,,,,,,,,4",
        "2025,Calendar year,Local authority,E92000001,England,z,Unknown,z,z,Unknown,,,5",
        f"20x5,Calendar year,{ENGLAND},,,6",
    )
    table = reading.table("observations")
    assert list(zip(table["area_level"], table["area_code"], table["value"], strict=True)) == [("England", "E92000001", 1), ("school", "100001", 2)]
    assert [(explained.row, explained.why) for explained in reading.explained] == [
        (1, "heading"),
        (4, "figures at the level 'Ward' are not used"),
        (5, "the row is for no area of England that has a code"),
        (6, "the row is for no area of England that has a code"),
        (7, "the period could not be read"),
    ]
    assert (reading.found, reading.loaded) == (7, 2)


def test_filters_of_numbers(tmp_path: Path) -> None:
    rows = [f"2025,Calendar year,{ENGLAND},{age},{hours},{10 * age + hours}" for age in (16, 17) for hours in (1, 2)]
    reading = read(tmp_path, f"{HEAD},age,hours,child_count", *rows)
    assert values(reading)[1] == ("child_count", "age: 16; hours: 2", 162, "")
    assert len(values(reading)) == 4


def test_a_column_named_like_a_span_of_time_is_an_indicator(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{HEAD},category,3_months_or_less,2_years_or_more", f"2025,Reporting year,{ENGLAND},Plans,15580,z")
    assert values(reading) == [("3_months_or_less", "category: Plans", 15580, ""), ("2_years_or_more", "category: Plans", None, "z")]


def test_a_slip_in_a_column_of_figures_is_named(tmp_path: Path) -> None:
    rows = [f"2025,Week {week},{ENGLAND},{week * 7 + 0.5}" for week in range(1, 50)]
    reading = read(tmp_path, f"{HEAD},rate", *[*rows, *[row.replace("2025", "2024") for row in rows], f"2025,Week 50,{ENGLAND},tobecheckd"])
    assert [(problem.cell, problem.severity) for problem in reading.problems] == [("rate, row 100", "error")]
    assert reading.explained[-1].why == "no figure on the row"


def test_ragged_rows_are_explained_and_blank_ones_are_no_rows(tmp_path: Path) -> None:
    reading = read(
        tmp_path, f"{HEAD},n", f"2025,Calendar year,{ENGLAND},1", "2025,Calendar year", "", f"2024,Calendar year,{ENGLAND},2", "", ",,,,,,,,,,"
    )
    assert [(explained.row, explained.why) for explained in reading.explained] == [
        (1, "heading"),
        (3, "the row has 2 cells where the heading has 11"),
    ]
    assert (reading.found, reading.loaded) == (4, 2)


@pytest.mark.parametrize(("encoding", "notes"), [("utf-8-sig", 0), ("utf-8", 0), ("cp1252", 1), ("utf-16", 0)])
def test_encodings(tmp_path: Path, encoding: str, notes: int) -> None:
    reading = read(tmp_path, f"{HEAD},language,n", f"2025,Calendar year,{ENGLAND},Français,1", encoding=encoding)
    assert reading.table("observations")["breakdown"].tolist() == ["language: Français"]
    assert len(reading.problems) == notes


@pytest.mark.parametrize("lines", [["a,b", "1,2"], [f"{HEAD},n"], [f"{HEAD},n", f"2025,Calendar year,{ENGLAND},words"], [""]])
def test_other_files_are_refused_in_one_sentence(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, *lines)
    assert str(refused.value).count(".") >= 1
    assert "figures" in str(refused.value)


def test_first_lines() -> None:
    assert ees.is_ees('\ufeff"time_period","time_identifier","geographic_level"')
    assert not ees.is_ees("Recommendation,Action,Lead")
