"""Published figures come out of the loaders as the department published them, symbols included."""

import csv
import functools
from datetime import datetime

import pandas as pd
import pytest

from loaders.figures import ees, lait, lait_dictionary
from loaders.reading import Reading
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

FIGURES = SHARED / "figures"
CSVS = {
    "b1_children_in_need_2013_to_2025.csv": 2132,
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv": 2132,
    "cla_number_and_rate_per_10k_children.csv": 2505,
    "csww_indicators_2017_to_2025.csv": 1463,
    "d3_cpps_subsequent_plan_2013_to_2025.csv": 2132,
    "d5_cpps_at31march_by_duration_2013_to_2025.csv": 2132,
}
NOT_FIGURES = {"category", "population_type", "time_period", "time_identifier", "geographic_level"}


@functools.cache
def read(file: str) -> Reading:
    return lait.read_parquet(FIGURES / file) if file.endswith(".parquet") else ees.read_csv(FIGURES / file)


def lookup(file: str) -> dict[tuple[str, str, pd.Timestamp], tuple[float, str]]:
    table = read(file).table("observations")
    table = table[table["area"].isin(["Blackpool", "Cheshire East", "Kirklees", "West Sussex", "England"])]
    keys = zip(table["measure"], table["area"], table["period_end"], strict=True)
    return dict(zip(keys, zip(table["value"], table["symbol"].fillna(""), strict=True), strict=True))


def truths() -> dict[str, list[dict[str, str]]]:
    by_file: dict[str, list[dict[str, str]]] = {}
    if FIGURES.is_dir():
        with (FIGURES / "four_councils_open.csv").open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                if line["derived"] == "False":
                    by_file.setdefault(line["source_file"], []).append(line)
    return by_file


TRUTHS = truths()


@pytest.mark.parametrize("file", sorted(TRUTHS))
def test_every_value_of_four_councils_and_england(file: str) -> None:
    got = lookup(file)
    wrong = []
    for line in TRUTHS[file]:
        measure = line["source_filter"].removeprefix("Short Desc=") or line["source_column"]
        end = pd.Timestamp(datetime.strptime(line["period"].removeprefix("year ending "), "%d %B %Y"))
        value, symbol = got.get((measure, line["area"], end), (None, ""))
        published = float(line["value"]) if line["value"] else None
        same = symbol == line["flag"] and pd.isna(value) if line["flag"] else value == published
        if not same:
            wrong.append((line["area"], measure, line["period"], line["value_raw"], value, symbol))
    assert wrong == []


@pytest.mark.parametrize("file", sorted(CSVS))
def test_every_cell_of_the_csvs(file: str) -> None:
    published = pd.read_csv(FIGURES / file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    names = [c for c in published.columns if c not in NOT_FIGURES and not c.endswith(("_code", "_name"))]
    table = read(file).table("observations")
    assert list(dict.fromkeys(table["measure"])) == names
    for name in names:
        texts = published[name]
        one = table[table["measure"] == name].reset_index(drop=True)
        numbers = pd.to_numeric(texts, errors="coerce")
        assert one["value"].equals(numbers.astype("float64").rename("value"))
        assert one["symbol"].fillna("").tolist() == texts.where(numbers.isna(), "").tolist()


@pytest.mark.parametrize(("file", "rows"), sorted(CSVS.items()))
def test_every_row_is_accounted_for(file: str, rows: int) -> None:
    reading = read(file)
    assert (reading.found, reading.loaded, len(reading.explained)) == (rows + 1, rows, 1)
    assert reading.explained[0].why == "heading"


@pytest.mark.parametrize(
    ("area", "year", "children"), [("Blackpool", 2015, 355), ("Blackpool", 2025, 249), ("Kirklees", 2025, 483), ("West Sussex", 2025, 631)]
)
def test_child_protection_plans_at_31_march(area: str, year: int, children: int) -> None:
    table = read("d5_cpps_at31march_by_duration_2013_to_2025.csv").table("observations")
    one = table[(table["measure"] == "CPP_At31") & (table["area"] == area) & (table["period_end"] == pd.Timestamp(year, 3, 31))]
    assert one["value"].tolist() == [children]
    assert one["breakdown"].tolist() == ["category: Child Protection Plans by length of time"]
    assert one["period_start"].tolist() == [pd.Timestamp(year - 1, 4, 1)]


def test_the_workforce_is_counted_on_30_september() -> None:
    table = read("csww_indicators_2017_to_2025.csv").table("observations")
    assert {(day.month, day.day) for day in table["period_end"].unique()} == {(9, 30)}
    joint = table[(table["area_code"] == "E06000061 / E06000062") & (table["measure"] == "inpost_fte")]
    assert joint["area"].unique().tolist() == ["North Northamptonshire / West Northamptonshire"]


def test_the_long_table_and_its_one_bad_year() -> None:
    reading = read("bds_long_0.parquet")
    assert (reading.found, reading.loaded) == (641_070, 640_900)
    assert {explained.why for explained in reading.explained} == {"the year '0' could not be read"}
    table = reading.table("observations")
    assert not table.duplicated(["measure", "area_code", "period_end"]).any()
    assert table["symbol"].dropna().unique().tolist() == ["-"]


def test_the_dictionary_says_which_way_is_better() -> None:
    reading = lait_dictionary.read_dictionary(FIGURES / "lait_data_dictionary.csv")
    measures = reading.table("measures").set_index("measure")
    assert len(measures) == 434
    assert measures.loc["CPP_rate", ["polarity", "unit", "year_type"]].tolist() == ["none", "per 10,000", "Annual"]
    assert measures.loc["ReReferral", "polarity"] == "low"
    assert measures["no_band"].sum() == 20
    years = measures["year_type"].map(lait.year_kind)
    titles = read("bds_long_0.parquet").table("measures").set_index("measure")["name"]
    guessed = pd.Series({measure: lait.guess_year_kind(measure, title) for measure, title in titles.items()})
    assert (guessed == years[guessed.index]).mean() > 0.98
