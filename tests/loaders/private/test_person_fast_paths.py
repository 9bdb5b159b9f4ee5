"""Published layouts have readers of their own; a child's record in their form is refused all the same."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.apart.worker import read_file
from loaders.private.identifiers import is_upn
from loaders.reading import Refused

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPNS = [next(upn for letter in LETTERS if is_upn(upn := f"{letter}8250000000{number:02d}")) for number in range(12)]


def test_a_figures_file_with_pupil_numbers_is_refused_without_naming_a_value(tmp_path):
    head = "time_period,time_identifier,geographic_level,country_code,country_name,new_la_code,la_name,child_name,upn,missing_episodes"
    lines = [f"202425,Financial year,Local authority,E92000001,England,E06000999,Testbury,Child {n},{upn},{n % 3}" for n, upn in enumerate(UPNS)]
    path = tmp_path / "missing.csv"
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_file(path, path.name, {})
    assert "single children" in str(refusal.value)
    assert UPNS[0] not in str(refusal.value)


def test_a_long_table_with_an_unused_column_of_pupil_numbers_is_refused(tmp_path):
    rows = {
        "Short Desc": ["Missing"] * 12, "Data item": ["Children missing"] * 12, "Years": ["2025"] * 12, "LA and Regions": ["Testbury"] * 12,
        "Values": ["1"] * 12, "LA Number": [999.0] * 12, "Region": ["North West"] * 12, "UPN": UPNS,
    }
    path = tmp_path / "long.parquet"
    pq.write_table(pa.table(rows), path)
    with pytest.raises(Refused, match="single children"):
        read_file(path, path.name, {})


def test_a_dictionary_of_measures_with_names_of_children_is_refused(tmp_path):
    head = "Measure_code,Topic,Measure,Chart_title,Measure_short,Polarity,y_axis_name,Description,dps,Year_Type,UPN"
    path = tmp_path / "dictionary.csv"
    lines = [f"{n},Topic,Name,Title,M{n},Low,Rate,Text,1,Financial Year,{upn}" for n, upn in enumerate(UPNS)]
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    with pytest.raises(Refused, match="single children"):
        read_file(path, path.name, {})
