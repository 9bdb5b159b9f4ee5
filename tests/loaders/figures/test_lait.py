"""The interactive tool's long table and its dictionary."""

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.figures import lait, lait_dictionary
from loaders.reading import Refused

ROWS = {
    "Short Desc": ["CPP_rate", "CPP_rate", "Work_Force_Vac_Rate", "KS2_RWM", "RTA", "CPP_rate"],
    "Data item": ["Rate of plans per 10,000", None, None, None, None, None],
    "Years": ["2016", "2018 (Rev)", "2016", "2016/17", "2014-16", "0"],
    "LA and Regions": ["Kirklees", "England", "North West", "Kirklees", "Kirklees", "Kirklees"],
    "Values": ["37.200000000000003", "-", "7.0000000000000007E-2", "61", "1", "2"],
    "LA Number": [382.0, 970.0, 981.0, 382.0, 382.0, 382.0],
    "Region": ["Yorkshire and The Humber", "NA", "NA", "Yorkshire and The Humber", "Yorkshire and The Humber", "Yorkshire and The Humber"],
}


def write(tmp_path: Path, rows: dict[str, list[object]]) -> Path:
    path = tmp_path / "long.parquet"
    pq.write_table(pa.table(rows), path)
    return path


def test_long_table(tmp_path: Path) -> None:
    reading = lait.read_parquet(write(tmp_path, ROWS))
    table = reading.table("observations")
    columns = (
        table["measure"],
        table["area_code"],
        table["area_level"],
        table["period_end"].dt.date,
        table["value"].fillna(-1),
        table["symbol"].fillna(""),
    )
    got = list(zip(*columns, strict=True))
    assert got == [
        ("CPP_rate", "382", "council", date(2016, 3, 31), 37.2, ""),
        ("CPP_rate", "970", "England", date(2018, 3, 31), -1, "-"),
        ("Work_Force_Vac_Rate", "981", "region", date(2016, 9, 30), 0.07, ""),
        ("KS2_RWM", "382", "council", date(2017, 8, 31), 61, ""),
        ("RTA", "382", "council", date(2016, 12, 31), 1, ""),
    ]
    assert [(explained.row, explained.why) for explained in reading.explained] == [(7, "the year '0' could not be read")]
    assert reading.table("measures").set_index("measure").loc["CPP_rate", ["name", "unit"]].tolist() == ["Rate of plans per 10,000", "per 10,000"]
    assert reading.table("areas")["region"].fillna("").tolist() == ["Yorkshire and The Humber", "", ""]


def test_the_dictionary_decides_the_year(tmp_path: Path) -> None:
    table = lait.read_parquet(write(tmp_path, ROWS), {"CPP_rate": "Academic Year"}).table("observations")
    assert table["period_end"].dt.date.iloc[0] == date(2016, 8, 31)


def test_other_parquet_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no column"):
        lait.read_parquet(write(tmp_path, {"a": ["1"]}))
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"PAR1 nothing")
    with pytest.raises(Refused, match="not a whole parquet file"):
        lait.read_parquet(path)


def test_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.csv"
    head = '"Topic","Measure","Measure_short","Polarity","y_axis_name","Description","Last Update","Next Update","dps","Year_Type","No_Quartile"'
    path.write_text(
        f"""{head}
"CP","Rate of plans","CPP_rate","-","Rate per 10,000","What
is counted","45962","46327","1","Annual",NA
"CIN","Absence (old)","Abs","Low","% sessions","","45000","TBC",NA,"Academic Year",NA
"CIN","Absence","Abs","NA","% sessions","","46000","TBC",NA,"Academic Year","N"
""",
        encoding="utf-8",
    )
    reading = lait_dictionary.read_dictionary(path)
    first, second = reading.table("measures").to_dict("records")
    assert (first["polarity"], first["unit"], first["decimals"], first["definition"]) == ("none", "per 10,000", 1, "What\nis counted")
    assert first["next_update"].date() == date(2026, 11, 1)
    assert (second["name"], second["no_band"], second["kind"]) == ("Absence", True, "percentage")
    assert pd.isna(second["polarity"])
    assert pd.isna(second["next_update"])
    assert [explained.row for explained in reading.explained] == [1, 3]
    assert lait_dictionary.is_dictionary(head)


@pytest.mark.parametrize(("value", "unit"), [("22", "count"), ("22.000000000000004", "count"), ("22.21", None)])
def test_a_number_with_fractions_is_no_count(tmp_path: Path, value: str, unit: str | None) -> None:
    # "Number of children killed or injured" is a rate per 100,000 in the tool; only its dictionary says so.
    rows = {**{name: column[:1] for name, column in ROWS.items()}, "Data item": ["Number of children injured"], "Values": [value]}
    reading = lait.read_parquet(write(tmp_path, rows))
    units = [reading.table(name)["unit"].iloc[0] for name in ("measures", "observations")]
    assert [None if pd.isna(found) else found for found in units] == [unit, unit]
