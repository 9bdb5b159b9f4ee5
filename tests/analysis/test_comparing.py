"""The comparison as tables and sentences, and the funnel."""

from datetime import date

import pandas as pd
import pytest

from analysis import comparing as subject
from analysis.compare import compare
from analysis.funnels import build_funnel, describe_funnel, label_funnel
from model import conform

NEIGHBOURS = conform(
    [{"area_code": "W00", "neighbour_code": f"W0{n}", "neighbour": f"Dale {n}", "rank": n, "closeness": "very close"} for n in (1, 2, 3)],
    "neighbours",
)
MARCH, JUNE = "2026-03-31", "2026-06-30"


def figure(code, above, below, level="council", *, end=MARCH, area=None, symbol=None):
    value = None if above is None else round(100 * above / below, 1)
    return {"measure": "M", "area_code": code, "area": area or f"Area {code}", "area_level": level, "breakdown": "Total", "unit": "%",
            "period_end": end, "value": value, "numerator": above, "denominator": below, "symbol": symbol}  # fmt: skip


FIGURES = conform(
    [
        figure("W00", 12, 40, area="Wyreford"), figure("W01", 20, 100), figure("W02", 30, 100), figure("W03", None, None, symbol="c"),
        figure("W04", 240, 1000), figure("R1", 240, 1000, "region", area="Wyre and Dale"), figure("E", 2400, 10000, "England", area="England"),
        figure("W00", 15, 40, end=JUNE, area="Wyreford"),
    ],
    "observations",
)


@pytest.fixture(scope="module")
def compared():
    areas = subject.find_region(conform([], "areas"), FIGURES, "W00")
    return compare(FIGURES, "W00", measure="M", polarity="low", neighbours=NEIGHBOURS, areas=areas, period_end=MARCH)


def test_the_period_is_the_last_one_for_which_others_have_figures_too():
    assert subject.choose_periods(FIGURES, ["W00"]) == [pd.Timestamp(MARCH)]
    assert subject.describe_later(FIGURES, ["W00"], pd.Timestamp(MARCH), "%") == (
        "The council's own latest figure is 37.5% on 30 June 2026; too few others have one for that day."
    )
    assert subject.choose_periods(FIGURES[FIGURES["area_code"] == "W00"], ["W00"]) == []


def test_the_region_is_the_only_one_whose_figures_the_council_uploaded():
    assert subject.find_region(conform([], "areas"), FIGURES, "W00")["region"].tolist() == ["Wyre and Dale"]
    known = conform([{"area_code": "W00", "region": "Elsewhere"}], "areas")
    assert subject.find_region(known, FIGURES, "W00")["region"].tolist() == ["Elsewhere"]
    two = pd.concat([FIGURES, conform([figure("R2", 1, 10, "region", area="Second")], "observations")])
    assert subject.find_region(conform([], "areas"), two, "W00").empty


def test_every_comparator_has_its_period_and_an_honest_verdict(compared):
    table = subject.label_rows(compared, "%", float("nan")).set_index("Who")
    assert table.index.tolist() == ["Wyreford", "Median of statistical neighbours", "Mean of statistical neighbours", "Wyre and Dale", "England"]
    assert table.loc["England"].tolist() == ["24.0%", "31 March 2026", "Cannot tell", "12 of 40 against 24%, low is good: cannot tell, p = 0.47"]
    assert subject.describe_headline(compared, "Repeat plans", "%", float("nan")) == "Repeat plans: 30.0%, cannot be told from England (24.0%)"


def test_a_suppressed_neighbour_is_named_and_keeps_its_letter(compared):
    assert subject.label_neighbours(compared, "%", float("nan"))["Figure"].tolist() == ["20.0%", "30.0%", "[c]"]
    beside = subject.list_beside(compared)
    assert beside["label"].tolist()[-1] == "Dale 3"
    assert beside["symbol"].tolist()[-1] == "c"
    said = subject.list_sentences(compared, date(2026, 7, 1), True, "%")
    assert "2 of 3 statistical neighbours have a figure; Dale 3 has none." in said


def test_the_sentences_say_rank_band_mean_median_and_age(compared):
    said = subject.list_sentences(compared, date(2027, 12, 1), False, "%")
    # Low is good: the third cut of 20, 24, 30 and 30 is 30, and a figure on that cut is still in band C.
    assert said[0] == (
        "Wyreford: 30.0% at 31 March 2026, ranked joint 3 of 4 with 1 other; 1 suppressed or missing; "
        "band C, the second worst quarter of authorities."
    )
    assert any(sentence.startswith("Of the neighbours the median is 25.0%") for sentence in said)
    assert any("Which way is better was not given" in sentence for sentence in said)
    assert said[-1] == "These figures are old: 31 March 2026 is 20 months ago."


def test_a_number_is_not_tested_against_england():
    counts = FIGURES.assign(unit="count", value=FIGURES["numerator"], numerator=float("nan"), denominator=float("nan"))
    result = compare(counts, "W00", measure="M", polarity="low", period_end=MARCH)
    assert subject.describe_headline(result, "Plans", "count", float("nan")) == "Plans: 12, not tested against England (2,400)"


def test_the_funnel_has_every_authority_with_counts_and_names_where_the_council_lies():
    at_march = FIGURES[(FIGURES["period_end"] == MARCH) & (FIGURES["area_level"] == "council")]
    funnel = build_funnel(at_march, "%", 24.0, "England")
    assert funnel.points["area_code"].tolist() == ["W00", "W01", "W02", "W04"]
    assert describe_funnel(funnel, "W00", "%") == (
        "Wyreford, 12 of 40, lies inside the limits: no more different than chance would explain. "
        "0 of 4 authorities lie outside the 95% limits around England, 24.0%."
    )
    assert label_funnel(funnel, "%").iloc[0].tolist() == ["Wyreford", 12.0, 40.0, "30.0%", "none"]
    assert build_funnel(at_march.head(3), "%", 24.0, "England") is None
    assert build_funnel(at_march, "days", 24.0, "England") is None
    assert build_funnel(at_march, "%", float("nan"), "England") is None


def test_a_funnel_of_rates_needs_populations():
    counts = [40.0, 41.0, 39.0, None, 90.0, 40.0]
    rates = FIGURES[FIGURES["area_level"] == "council"].assign(unit="per 10,000", denominator=10_000.0, numerator=counts)
    funnel = build_funnel(rates, "per 10,000", 40.0, "England")
    assert funnel.points["outside"].tolist().count("99.8%") == 1
    assert len(build_funnel(rates, "per 10,000", 40.0, "England").limits) > 1
