"""Counts behind published percentages, and what belongs together."""

import pandas as pd

from analysis import counts as subject
from loaders.words.published import read_pairs
from model import conform

PAIRS = pd.DataFrame(
    [("percent", "above", "below", None, "low"), ("above", None, None, "below", "none"), ("other", None, None, None, None)],
    columns=["measure", "numerator", "denominator", "part_of", "polarity"],
)


def row(measure, value, area="W00", symbol=None):
    return {"measure": measure, "area_code": area, "area_level": "council", "breakdown": "Total", "period_end": "2025-03-31", "value": value,
            "symbol": symbol}  # fmt: skip


FIGURES = conform(
    [
        row("percent", 24.0), row("above", 12.0), row("below", 50.0),
        row("percent", 10.0, "W01"), row("above", None, "W01", "c"), row("below", 40.0, "W01"),
    ],
    "observations",
)


def test_a_percentage_gets_its_counts_from_the_measures_beside_it():
    filled = subject.fill_counts(FIGURES, PAIRS)
    assert filled.loc[0, ["numerator", "denominator"]].tolist() == [12.0, 50.0]
    assert pd.isna(filled.loc[3, "numerator"])
    assert filled.loc[3, "denominator"] == 40.0
    assert FIGURES["numerator"].isna().all()


def test_measures_that_depend_on_each_other_are_a_family():
    assert sorted(subject.find_family(PAIRS, ["percent"])) == ["above", "below", "percent"]
    assert subject.find_family(PAIRS, ["other"]) == ["other"]
    assert subject.find_family(PAIRS, ["unheard of"]) == ["unheard of"]


def test_a_direction_is_filled_only_where_the_file_gives_none():
    measures = conform([{"measure": "percent"}, {"measure": "above", "polarity": "high"}, {"measure": "new"}], "measures")
    filled = subject.fill_polarity(measures, PAIRS)["polarity"]
    assert filled.iloc[:2].tolist() == ["low", "high"]
    assert pd.isna(filled.iloc[2])


def test_the_declared_pairs_name_each_measure_once_and_only_known_directions():
    pairs = read_pairs()
    assert pairs["measure"].is_unique
    assert set(pairs["polarity"]) <= {"high", "low", "none"}
    # The department gives the number and the rate of plans and of children looked after no direction.
    assert pairs.set_index("measure").loc[["CPP_At31", "CPP_rate", "rate_per_10000"], "polarity"].tolist() == ["none"] * 3
