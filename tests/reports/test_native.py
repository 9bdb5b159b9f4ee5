"""Charts on slides: their XML and the workbook inside them, read again with other libraries."""

import io
from datetime import date

import openpyxl
import pytest
from pptx.oxml.ns import qn
from pptx.util import Inches

from reports.fitting import Box
from reports.native import add_chart
from reports.parts import ACCENT, Figure, Series
from reports.template import open_template

DAYS = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
# What the schema of charts allows in these elements, in its order (ECMA-376, part 1, 21.2).
ORDER = {
    "chart": "title autoTitleDeleted pivotFmts view3D plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart lineChart catAx dateAx valAx",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val smooth",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator showLeaderLines",
    "dLbl": "idx layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses"
    " auto lblAlgn lblOffset noMultiLvlLbl",
    "dateAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses"
    " auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
}


def draw(figure: Figure):
    page = (deck := open_template(None)).slides.add_slide(deck.slide_layouts[5])
    return add_chart(page, figure, Box(0, 0, int(Inches(8)), int(Inches(4))), "Chart")


def read_cells(chart):
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()], sheet


def draw_lines() -> Figure:
    return Figure(
        "lines",
        DAYS,
        (
            Series("figure", (61.5, None, 64.0), "#6F7478", marker="circle", labels={2: "64.0%", 1: "[c]"}),
            Series("mean", (62.75,) * 3, ACCENT, dash="dash", width=1.25, labels={2: "mean 62.8%"}),
            Series("◆ worsening", (None, None, 64.0), "#AA0000", marker="diamond", width=0),
        ),
        "Alt",
        unit="%",
    )


def draw_bars(kind: str = "bars") -> Figure:
    open_, done = Series("○ open", (2.0, 5.0), ACCENT, on="#0B0C0C"), Series("✓ done", (7.0, None), "#0F8571")
    return Figure(kind, ("Front door", "Care leavers"), (done, open_), "Alt")


@pytest.mark.parametrize("figure", [draw_lines(), draw_bars(), draw_bars("columns"), Figure("bars", DAYS[:2], draw_bars().series, "Alt")])
def test_every_part_stands_where_the_schema_wants_it(figure):
    for element in draw(figure)._chartSpace.iter(*(qn(f"c:{name}") for name in ORDER)):
        order = ORDER[element.tag.split("}")[1]].split()
        places = [order.index(child.tag.split("}")[1]) for child in element]
        assert places == sorted(places)


def test_lines_have_their_days_values_names_and_gaps():
    chart = draw(draw_lines())
    plot = chart.plots[0]
    assert [float(day) for day in plot.categories] == [46053.0, 46081.0, 46112.0]  # 31 January, 28 February, 31 March 2026
    assert {series.name: tuple(series.values) for series in plot.series} == {
        "figure": (61.5, None, 64.0),
        "mean": (62.75,) * 3,
        "◆ worsening": (None, None, 64.0),
    }
    labels = {
        int(label.find(qn("c:idx")).get("val")): (label.find(qn("c:dLblPos")).get("val"), "".join(text.text for text in label.iter(qn("a:t"))))
        for label in plot.series[0]._element.iter(qn("c:dLbl"))
    }
    assert labels == {1: ("b", "[c]"), 2: ("r", "64.0%")}
    assert [entry.find(qn("c:idx")).get("val") for entry in chart._chartSpace.iter(qn("c:legendEntry"))] == ["0", "1"]


def test_bars_show_their_figures_with_symbol_and_colour():
    chart = draw(draw_bars())
    first, second = chart.plots[0].series
    assert first.data_labels.number_format == '[>=1]"✓" #,##0;""'
    assert (str(first.format.fill.fore_color.rgb), second.format.fill.fore_color.theme_color) == ("0F8571", 5)
    assert (chart.value_axis.maximum_scale, chart.value_axis.visible, chart.category_axis.reverse_order) == (9.0, False, True)


def test_the_workbook_inside_holds_days_percentages_and_gaps():
    cells, sheet = read_cells(draw(draw_lines()))
    assert cells[0] == [None, "figure", "mean", "◆ worsening"]
    assert [row[0].date() for row in cells[1:]] == list(DAYS)
    assert [row[1:] for row in cells[1:]] == [[61.5, 62.75, None], [None, 62.75, None], [64, 62.75, 64]]
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("yyyy\\-mm\\-dd", "0.0")


def test_text_is_text_in_the_chart_and_in_its_workbook():
    name = '=1+1 & <b> "said" \x01'
    chart = draw(Figure("bars", (name, " b "), (Series(name, (1.0, 2.0), "#0F8571"),), "Alt"))
    said = name.removesuffix("\x01")
    cells, _ = read_cells(chart)
    assert [chart.plots[0].series[0].name, list(chart.plots[0].categories)] == [said, [said, " b "]]
    assert cells == [[None, said], [said, 1], [" b ", 2]]
    assert b"<f>" not in chart.part.chart_workbook.xlsx_part.blob  # nothing in it is compressed


def test_a_value_that_is_no_number_is_a_gap():
    chart = draw(Figure("lines", DAYS, (Series("figure", (1.0, float("nan"), 3.0), "#6F7478"),), "Alt"))
    assert list(chart.plots[0].series[0].values) == [1.0, None, 3.0]
    assert [row[1] for row in read_cells(chart)[0][1:]] == [1, None, 3]
