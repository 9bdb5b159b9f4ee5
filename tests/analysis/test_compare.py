"""Ranks, bands, neighbours and verdicts: small tables worked by hand, and the department's own answers."""

from datetime import date

import pandas as pd
import pytest

from analysis.compare import age_in_months, compare, current_councils, describe_age, judge
from analysis.ranking import find_band, find_rank, quartile_cuts
from analysis.significance import find_outliers
from model import conform
from tests.shared import SHARED, needs_shared

NAN = float("nan")


class TestCuts:
    def test_type_seven(self):
        # Places 0, 0.75, 1.5, 2.25 and 3 along 1, 2, 4, 8.
        assert quartile_cuts([8, 1, NAN, 4, 2]) == (1, 1.75, 3, 5, 8)

    def test_equal_neighbours_are_the_cut_to_the_last_bit(self):
        assert quartile_cuts([37.200000000000003] * 4 + [50])[1] == 37.2

    def test_nothing_to_cut(self):
        assert quartile_cuts([NAN]) is None


class TestBands:
    CUTS = (0, 10, 20, 30, 40)

    @pytest.mark.parametrize(("value", "low", "high"), [
        (0, "A", "D"), (10, "A", "D"), (10.1, "B", "C"), (20, "B", "C"), (30, "C", "B"), (30.1, "D", "A"), (40, "D", "A"),
    ])
    def test_the_lower_band_takes_its_cut(self, value, low, high):
        assert find_band(value, self.CUTS, "low") == low
        assert find_band(value, self.CUTS, "high") == high

    def test_no_band(self):
        assert find_band(10, self.CUTS, "none") is None
        assert find_band(NAN, self.CUTS, "low") is None
        assert find_band(10, None, "low") is None


class TestRanks:
    def test_ties_take_the_smallest(self):
        rank = find_rank(5, [3, 5, 5, 9, NAN], "low", missing=1)
        assert (rank.rank, rank.ranked, rank.tied) == (2, 4, 2)
        assert rank.sentence == "ranked joint 2 of 4 with 1 other; 1 suppressed or missing"
        assert find_rank(5, [3, 5, 5, 9], "high").sentence == "ranked joint 2 of 4 with 1 other; none suppressed or missing"

    def test_no_polarity_or_no_figure_is_not_ranked(self):
        assert find_rank(5, [5, 6], "none", 3).sentence == "not ranked; 2 have a figure, 3 suppressed or missing"
        assert find_rank(NAN, [5, 6], "low", 1).rank is None


def figures(*rows):
    """Make observations from (code, level, year, value, numerator, denominator); a text value is a symbol."""
    return conform([
        {
            "measure": "Late reviews", "area_code": code, "area": f"Area {code}", "area_level": level, "breakdown": "Total", "unit": "%",
            "period_end": f"{year}-03-31", "value": None if isinstance(value, str) else value, "symbol": value if isinstance(value, str) else None,
            "numerator": numerator, "denominator": denominator,
        }
        for code, level, year, value, numerator, denominator in rows
    ], "observations")


FIGURES = figures(
    ("1", "council", 2024, 27.0, None, None),
    ("1", "council", 2025, 30.0, 12, 40),
    ("2", "council", 2025, 20.0, None, None),
    ("3", "council", 2025, "c", None, None),
    ("4", "council", 2025, 40.0, 40, 100),
    ("E13000001", "region", 2025, 24.0, None, None),
    ("E92000001", "England", 2024, 22.0, None, None),
)
NEIGHBOURS = conform([
    {"area_code": "1", "neighbour_code": "2", "rank": 2, "closeness": "close"},
    {"area_code": "1", "neighbour_code": "3", "rank": 1, "closeness": "very close"},
    {"area_code": "1", "neighbour_code": "4", "neighbour": "Fourth", "rank": 3, "closeness": "close"},
    {"area_code": "2", "neighbour_code": "1", "rank": 1, "closeness": "close"},
], "neighbours")
AREAS = conform([{"area_code": "1", "old_code": "1", "area": "Area 1", "area_level": "council", "region": "The Area e Region"}], "areas")


class TestCompare:
    def found(self, **options):
        options = {"measure": "Late reviews", "polarity": "low", "neighbours": NEIGHBOURS, "areas": AREAS} | options
        return compare(FIGURES, "1", **options)

    def test_own_figure_change_rank_and_band(self):
        found = self.found()
        assert (found.value, found.previous, found.change, found.direction, found.good) == (30, 27, 3, "up", False)
        assert found.rank.sentence == "ranked 2 of 3; 1 suppressed or missing"
        assert found.cuts == (20, 25, 30, 35, 40)
        assert found.band == "B"
        assert found.sentences[0] == (
            "Area 1: 30.0 at 31 March 2025, ranked 2 of 3; 1 suppressed or missing; band B, the second best quarter of authorities."
        )

    def test_neighbours_are_joined_on_codes_and_the_suppressed_one_is_named(self):
        found = self.found()
        assert found.neighbours["neighbour"].tolist() == ["Area 3", "Area 2", "Fourth"]
        assert found.neighbours["symbol"].fillna("").tolist() == ["c", "", ""]
        assert (found.neighbour_mean, found.neighbour_median) == (30, 30)
        assert found.sentences[1] == "2 of 3 statistical neighbours have a figure; Area 3 has none."

    def test_another_period_is_said_and_not_judged(self):
        found = self.found()
        england = found.rows.set_index("kind").loc["England"]
        assert not england["same_period"]
        assert england["verdict"] == "cannot tell"
        assert found.sentences[-1] == "Area E92000001 is shown for 31 March 2024, Area 1 for 31 March 2025."

    def test_region_is_found_by_its_words_and_judged(self):
        areas = AREAS.assign(region="E13000001 area")
        regions = FIGURES.assign(area=FIGURES["area"].replace({"Area E13000001": "Area (E)"}))
        found = compare(regions, "1", measure="Late reviews", polarity="low", areas=areas)
        assert found.rows.set_index("kind").loc["region", "sentence"] == "12 of 40 against 24%, low is good: cannot tell, p = 0.47"

    def test_no_polarity_no_colour(self):
        found = self.found(polarity="none")
        assert (found.rank.rank, found.band, found.good, found.direction) == (None, None, None, "up")
        assert "no band: neither a higher nor a lower figure is better" in found.sentences[0]

    def test_measure_that_takes_no_bands_is_ranked_all_the_same(self):
        found = self.found(banded=False)
        assert (found.rank.rank, found.band) == (2, None)

    def test_suppressed_council(self):
        found = compare(FIGURES, "3", measure="Late reviews", polarity="low", neighbours=NEIGHBOURS, areas=AREAS)
        assert (found.symbol, found.rank.rank, found.band, found.change) == ("c", None, None, None)
        assert found.sentences[0].startswith("Area 3: [c] at 31 March 2025, not ranked; 3 have a figure, 1 suppressed or missing; no band")
        assert found.neighbours.empty

    def test_councils_that_no_longer_exist_are_not_missing(self):
        assert self.found(current=["1", "2", "4"]).rank.missing == 0

    def test_a_council_exists_where_it_has_a_fair_share_of_the_usual_measures(self):
        # Council 1 has eight measures, 2 has seven, 9 had all of them until 2022 and one since.
        many = pd.concat([figures(
            ("1", "council", 2025, 1.0, None, None),
            ("2", "council", 2025, "c" if name == "m0" else 2.0, None, None),
            ("9", "council", 2022, 1.0, None, None),
            ("9", "council", 2025, 1.0 if name == "m1" else "-", None, None),
        ).assign(measure=name) for name in [f"m{number}" for number in range(8)]])
        assert current_councils(many) == {"1", "2"}

    def test_an_earlier_period(self):
        found = self.found(period_end=date(2024, 3, 31))
        assert (found.value, found.previous, found.rank.ranked) == (27, None, 1)
        assert found.rows.set_index("kind").loc["England", "same_period"]

    def test_refusals(self):
        with pytest.raises(ValueError, match="no figure for the area 8"):
            compare(FIGURES, "8", measure="Late reviews", polarity="low")
        with pytest.raises(ValueError, match="No council has a figure"):
            compare(FIGURES[FIGURES["symbol"].notna()], "3", measure="Late reviews", polarity="low")

    def test_nine_character_codes_meet_three_digit_neighbours(self):
        areas = conform([
            {"area_code": "E06000001", "old_code": "1", "area": "One"}, {"area_code": "E06000004", "old_code": "4", "area": "Four"},
        ], "areas")
        new = FIGURES.assign(area_code=FIGURES["area_code"].replace({"1": "E06000001", "4": "E06000004"}))
        found = compare(new, "E06000001", measure="Late reviews", polarity="low", neighbours=NEIGHBOURS, areas=areas)
        assert found.neighbours["value"].fillna(-1).tolist() == [-1, 20, 40]


class TestJudge:
    def own(self, **fields):
        return conform([{"measure": "m", **fields}], "observations").iloc[0]

    @pytest.mark.parametrize(("fields", "words"), [
        ({}, "no figure for this period"),
        ({"value": 30.0, "unit": "%"}, "counts behind the figure are not known"),
        ({"value": 30.0, "unit": "count", "numerator": 30}, "only percentages and rates"),
        ({"value": 30.0, "unit": "%", "numerator": 12.5, "denominator": 40}, "whole children"),
        ({"value": 130.0, "unit": "%", "numerator": 52, "denominator": 40}, "not a share"),
        ({"value": 0.0, "unit": "per 10,000", "numerator": 0}, "population"),
    ])
    def test_reasons_not_to_tell(self, fields, words):
        verdict = judge(self.own(**fields), 24, "low")
        assert verdict.word == "cannot tell"
        assert words in verdict.sentence

    def test_rate_finds_its_population(self):
        # 120 at a rate of 60 live among 20,000.
        verdict = judge(self.own(value=60.0, unit="per 10,000", numerator=120), 50.8, "low")
        assert verdict.sentence.startswith("120 where 101.6 would be expected at 50.8 per 10,000")

    def test_nothing_to_compare_with(self):
        assert "nothing" not in judge(self.own(value=1.0), NAN, "low").sentence
        assert judge(None, 24, "low").word == "cannot tell"


def test_outliers_of_a_funnel():
    found = find_outliers(FIGURES[FIGURES["period_end"] == "2025-03-31"], 24)
    assert found[["area_code", "value", "outside"]].values.tolist() == [["1", 30.0, ""], ["4", 40.0, "99.8%"]]


class TestAge:
    @pytest.mark.parametrize(("today", "months"), [
        (date(2025, 4, 29), 0), (date(2025, 4, 30), 1), (date(2026, 3, 30), 11), (date(2026, 3, 31), 12), (date(2026, 2, 28), 11),
    ])
    def test_months(self, today, months):
        assert age_in_months(date(2025, 3, 31), today) == months

    def test_old_after_eighteen_months(self):
        assert describe_age(date(2025, 3, 31), date(2026, 9, 30)) == ""
        assert describe_age(date(2025, 3, 31), date(2026, 10, 31)) == "These figures are old: 31 March 2025 is 19 months ago."


@pytest.fixture(scope="module")
def department():
    """The long table, areas and neighbours in canonical form, from the published files themselves."""
    figures_folder = SHARED / "figures"
    long = pd.read_parquet(figures_folder / "bds_long_0.parquet", columns=["Short Desc", "Years", "LA and Regions", "Values", "LA Number", "Region"])
    long = long[long["Years"].isin(["2024", "2025"])]
    number = long["LA Number"].astype(int)
    everything = conform(pd.DataFrame({
        "measure": long["Short Desc"],
        "area_code": number.astype(str),
        "area": long["LA and Regions"],
        "area_level": number.map(lambda code: "council" if code < 970 else "England" if code == 970 else "region"),
        "breakdown": "Total",
        "period_end": pd.to_datetime(long["Years"] + "-03-31"),
        "value": pd.to_numeric(long["Values"], errors="coerce"),
        "symbol": long["Values"].where(long["Values"] == "-"),
    }), "observations")
    expected = pd.read_csv(figures_folder / "bands_open.csv", na_values=["NA", "-"])
    observations = everything[everything["measure"].isin(expected["measure_short"])]
    councils = long[number < 970].drop_duplicates("LA Number")
    areas = conform(pd.DataFrame({
        "area_code": councils["LA Number"].astype(int).astype(str), "old_code": councils["LA Number"].astype(int).astype(str),
        "area": councils["LA and Regions"], "area_level": "council", "region": councils["Region"],
    }), "areas")
    sheet = pd.read_excel(figures_folder / "sn_may_2025.xlsx", header=None, skiprows=3, engine="openpyxl")
    sheet = sheet[pd.to_numeric(sheet[0], errors="coerce").notna()]
    neighbours = conform([
        {"area_code": str(int(row[0])), "area": row[1], "neighbour_code": str(int(row[3 + 2 * rank])), "rank": rank, "closeness": row[4 + 2 * rank]}
        for row in sheet.itertuples(index=False) for rank in range(1, 11)
    ], "neighbours")
    return observations, areas, neighbours, current_councils(everything), expected


@needs_shared
def test_every_band_rank_and_neighbour_figure_of_the_department(department):
    observations, areas, neighbours, current, expected = department
    assert len(expected) == 52
    codes = dict(zip(areas["area"], areas["area_code"], strict=True))
    polarity = {"Low": "low", "High": "high"}
    for row in expected.itertuples():
        found = compare(
            observations, codes[row.area], measure=row.measure_short, polarity=polarity.get(row.polarity, "none"),
            neighbours=neighbours, areas=areas, current=current,
        )
        place = f"{row.measure_short}, {row.area}"
        kinds = found.rows.set_index("kind")["value"]
        assert found.period_end.year == row.latest, place
        assert pd.Series([found.value, found.change]).astype(float).tolist() == pytest.approx([row.value, row.change_prev], nan_ok=True), place
        assert found.direction == (None if pd.isna(row.arrow) else row.arrow), place
        assert {None: "none", True: "green", False: "red"}[found.good] == row.arrow_colour or pd.isna(row.arrow_colour), place
        assert found.rank.rank == (None if pd.isna(row.national_rank) else row.national_rank), place
        assert found.rank.ranked == row.n_ranked, place
        assert found.rank.ranked + found.rank.missing == 153, place
        assert found.band == (None if pd.isna(row.band) else row.band), place
        assert found.cuts == pytest.approx([row.q0, row.q25, row.q50, row.q75, row.q100], rel=1e-12), place
        # The file keeps three decimals.
        assert round(found.neighbour_mean, 3) == pytest.approx(row.sn_mean_LAIT, abs=1e-9), place
        assert found.neighbour_median == pytest.approx(row.sn_median_CSC, rel=1e-12), place
        assert kinds["region"] == pytest.approx(row.region, rel=1e-12), place
        assert kinds["England"] == pytest.approx(row.england, rel=1e-12), place


@needs_shared
def test_a_rank_says_how_many_are_suppressed(department):
    observations, areas, neighbours, current, _ = department
    found = compare(observations, "890", measure="CPPlans2yrsActive", polarity="low", neighbours=neighbours, areas=areas, current=current)
    assert found.rank.sentence == "ranked 81 of 94; 59 suppressed or missing"


def test_reorganised_councils_are_told_where_two_forms_of_code_stand_together():
    # Eight measures under three-digit codes, one under nine characters: 999 has one of eight, though one is all that E06000001 has.
    rows = [(f"M{m}", code) for m in range(8) for code in ("301", "302", "303")]
    rows += [("M0", "999"), *(("X", f"E0600000{n}") for n in range(1, 6))]
    frame = conform(
        [{"measure": m, "area_code": code, "area_level": "council", "period_end": "2025-03-31", "value": 1} for m, code in rows], "observations"
    )
    assert current_councils(frame) == {"301", "302", "303", *(f"E0600000{n}" for n in range(1, 6))}
