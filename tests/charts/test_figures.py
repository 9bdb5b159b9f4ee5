"""The charts of figures: valid to plotly, gaps with their letters, shapes beside colours, escaped names."""

import re
from urllib.parse import unquote

import pandas as pd
import pytest

from analysis.compare import compare
from analysis.control_chart import work_out
from analysis.funnels import build_funnel
from charts.compare import build_beside, build_funnel_plot
from charts.control import build_control
from charts.measures import build_scatter
from charts.palette import DARK, LIGHT
from charts.quality import build_rules
from charts.small import Card, build_cards, build_key, draw_small
from model import conform

VALUES = [24.0, 26, 23, 25, 24, 26, None, 24, 26, 25, 24, 26, 23, 25, 40]
MEASURE = pd.Series({"name": "Re-referrals", "unit": "%", "decimals": float("nan"), "polarity": "low", "target": 20.0})
NO_NOTES = pd.DataFrame({"number": pd.Series(dtype="int64"), "date": pd.Series(dtype="datetime64[us]")})
NO_TARGETS = pd.DataFrame(columns=["target", "target_from", "target_until", "tolerance", "target_set_by"])


def figures(values):
    days = pd.date_range("2024-01-31", periods=len(values), freq="ME")
    rows = [
        {"measure": "FD6", "unit": "%", "period_end": day, "value": value, "symbol": None if value is not None else "c"}
        for day, value in zip(days, values, strict=True)
    ]
    return conform(rows, "observations")


SERIES = figures(VALUES)
CHART = work_out(SERIES, MEASURE)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_control_chart_has_limits_flags_targets_and_notes(palette):
    targets = NO_TARGETS.copy()
    targets.loc[0] = [22.0, pd.NaT, pd.Timestamp("2024-08-31"), None, None]
    targets.loc[1] = [20.0, pd.Timestamp("2024-09-01"), pd.NaT, None, None]
    notes = pd.DataFrame({"number": [1, 2], "date": pd.to_datetime(["2024-05-01", "2024-05-03"])})
    targets = targets.astype({"target_from": "datetime64[us]", "target_until": "datetime64[us]"})
    figure = build_control(SERIES, CHART, MEASURE, palette, targets=targets, notes=notes).checked()
    words = [note.text for note in figure.layout.annotations]
    assert {"1", "2", "[c]", "target 20.0%"} <= set(words)
    assert any(word.startswith("mean ") for word in words)
    assert figure.data[0].y[6] is None
    assert figure.data[1].marker.symbol == "diamond"
    assert figure.data[1].customdata[0][1] == "above the upper process limit"
    # Three of the chart itself, two targets and two notes.
    assert len(figure.layout.shapes) == 7
    first, second = (note for note in figure.layout.annotations if note.text in ("1", "2"))
    assert (first.yshift, second.yshift) == (0, 16)


def test_few_figures_have_neither_mean_nor_limits():
    series = figures([24.0, 26.0, 23.0])
    figure = build_control(series, work_out(series, MEASURE), MEASURE, LIGHT, targets=NO_TARGETS, notes=NO_NOTES).checked()
    assert not figure.layout.shapes
    assert len(figure.data) == 1


def picture(*arguments):
    address = draw_small(*arguments)
    assert address.startswith("data:image/svg+xml;utf8,")
    assert '"' not in address
    return unquote(address)


def test_a_small_chart_leaves_a_gap_with_its_letter():
    svg = picture(SERIES, CHART, 20.0, LIGHT)
    assert svg.count("<polyline") == 2
    assert ">[c]</text>" in svg
    assert svg.count("stroke-dasharray") == 1  # the target
    assert "<polygon" in svg  # the flagged last point


def test_a_small_chart_of_one_figure_or_of_none_is_still_a_picture():
    assert "<circle" in picture(figures([24.0]), None, float("nan"), LIGHT)
    assert "[c]" in picture(figures([None]), None, float("nan"), DARK)
    assert "<polyline" in picture(figures([5.0, 5.0, 5.0]), None, float("nan"), DARK)


def test_cards_escape_what_files_say():
    card = Card("<b>Name</b>", "measure?measure=%22x", picture="data:,", alt='He said "no"', figure="5", day="on 1 May 2026", counts="", target="<i>",
                verdict="≈ no real change")  # fmt: skip
    html = build_cards([card])
    assert "&lt;b&gt;Name&lt;/b&gt;" in html
    assert 'alt="He said &quot;no&quot;"' in html
    assert "&lt;i&gt;" in html
    assert not re.search(r"<b>|<i>", html)
    assert "improving" in build_key(LIGHT)


def area(code, above, level="council"):
    return {"measure": "M", "area_code": code, "area": f"Area {code}", "area_level": level, "breakdown": "Total", "unit": "%",
            "period_end": "2026-03-31", "value": above / 10, "numerator": above, "denominator": 1000}  # fmt: skip


AREAS = conform([*(area(f"W0{n}", 240 + n) for n in range(5)), area("E", 240, "England")], "observations")


def test_the_comparison_and_the_funnel_are_valid_charts():
    neighbours = conform([{"area_code": "W00", "neighbour_code": f"W0{n}", "rank": n} for n in (1, 3, 9)], "neighbours")
    compared = compare(AREAS, "W00", measure="M", polarity="low", neighbours=neighbours)
    figure = build_beside(compared, "%", LIGHT).checked()
    assert figure.data[0].y[0] == "W09"  # no figure: at the bottom
    assert {"neighbours' mean 24.2%", "neighbours' median 24.2%", "no figure"} <= {note.text for note in figure.layout.annotations}
    funnel = build_funnel(AREAS[AREAS["area_level"] == "council"], "%", 24.0, "England")
    plot = build_funnel_plot(funnel, "W00", "%", DARK).checked()
    assert list(plot.data[-1].x) == [1000]
    assert len(plot.data) == 6


def test_names_near_the_sides_of_a_narrow_chart_lean_inwards():
    pairs = pd.DataFrame({"area": ["Left School", "Middle School", "Right School"], "x": [35.0, 45.0, 55.0], "y": [88.0, 91.0, 94.0]})
    chart = build_scatter(pairs, "Attainment", "Attendance", LIGHT).checked()
    assert list(chart.data[0].textposition) == ["top right", "top center", "top left"]
    one = build_scatter(pairs.assign(x=40.0), "Attainment", "Attendance", LIGHT).checked()  # all on one line: nothing to lean away from
    assert set(one.data[0].textposition) == {"top center"}


def test_rules_are_bars_with_their_number():
    counted = pd.DataFrame({"rule": ["Jumps", "Old"], "findings": [0, 1234]})
    assert list(build_rules(counted, LIGHT).checked().data[0].text) == ["1,234", "0"]
