"""Native charts for PowerPoint: each can be edited, each carries its alternative text, and none has text smaller than 12 point."""

from collections.abc import Sequence
from datetime import date

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from reports.fitting import LEAST, LETTER, POINT, Box
from reports.parts import ACCENT, Figure, Series, find_longest
from reports.scales import find_last, find_range, spread

TEXT = Pt(12)
_LABEL_ROOM = 0.2  # share of a line chart's width that the names at line ends stand in
_LEAST_GAP = 0.06  # share of a chart's height between two names at line ends
_GAP_WIDTH = 45  # % of a bar's thickness between two bars
_NAMES = (0.15, 0.42)  # least and most of a bar chart's width that the names stand in
_MARGIN = 0.02  # share of a bar chart's width left free at its right
_KEY = 32  # point; room for the key above bars
_MOST = 10_000  # no bar is longer
_LETTER = 0.62  # of the size: the mean width of a sign of a figure
_TYPES = {"bars": XL_CHART_TYPE.BAR_STACKED, "columns": XL_CHART_TYPE.COLUMN_STACKED, "lines": XL_CHART_TYPE.LINE}
_DASHES = {"dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT, "long dash": MSO_LINE_DASH_STYLE.LONG_DASH}
_MARKERS = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND, "square": XL_MARKER_STYLE.SQUARE}


def add_chart(slide: Slide, figure: Figure, box: Box, name: str) -> Chart:
    """Put a figure on a slide as a native chart.

    Parameters
    ----------
    slide : Slide
    figure : Figure
    box : Box
        Where it stands.
    name : str
        What the chart is called in the list of the slide's parts.
    """
    data = CategoryChartData(number_format="0.0" if figure.unit == "%" else "General")
    data.categories = figure.categories
    for series in figure.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(_TYPES[figure.kind], box.left, box.top, box.width, box.height, data)
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("name", name)
    described.set("descr", figure.alt)
    chart = frame.chart
    chart.font.size = TEXT
    chart.has_title = False
    if figure.kind == "lines":
        _style_lines(chart, figure)
    else:
        _style_bars(chart, figure, box)
    return chart


def _style_bars(chart: Chart, figure: Figure, box: Box) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = TEXT
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _GAP_WIDTH, 100
    across = figure.kind == "bars"
    longest = figure.longest or find_longest(figure)
    if across:
        share = _share_for_names(figure, box)
        least = find_least((1 - share - _MARGIN) * box.width / POINT / longest)
        top = min(0.4, _KEY / (box.height / POINT))
        _place_plot(chart, share, top, 1 - share - _MARGIN, 0.98 - top)
    else:
        least = _least_of_columns(figure, box, longest)
    for series, drawn in zip(figure.series, plot.series, strict=True):
        drawn.format.fill.solid()
        _colour(drawn.format.fill, series.colour)
        drawn.format.line.color.rgb = RGBColor(255, 255, 255)
        drawn.invert_if_negative = False
        labels = drawn.data_labels
        labels.show_value = True
        # The symbol stands before the figure; a part too narrow for its figure has none, and the table or the bar's name gives it.
        labels.number_format = f'[>={least}]"{series.name[0]}"{" " if across else ""}#,##0;""'
        labels.number_format_is_linked = False
        labels.font.size = TEXT
        labels.font.color.rgb = RGBColor.from_string(series.on.lstrip("#"))
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = 0, longest
    values.has_major_gridlines = not across
    values.visible = not across
    names.format.line.color.rgb = RGBColor(0x70, 0x70, 0x70)
    names.tick_labels.font.size = TEXT
    if across:
        names.reverse_order = True  # the first group stands on top
    else:
        values.tick_labels.font.size = TEXT
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
        values.format.line.fill.background()
        _soften(values)
        values.maximum_scale = max(3, longest)


def _share_for_names(figure: Figure, box: Box) -> float:
    """Return the share of a bar chart's width that its names need: the longest on one line where that leaves the bars room."""
    longest = max((len(str(name)) for name in figure.categories), default=1) * LEAST * LETTER * POINT
    return min(max(longest / box.width + _MARGIN, _NAMES[0]), _NAMES[1])


def find_least(unit: float) -> int:
    """Return the smallest figure from which on each fits into its own part of a bar, with symbol and space.

    Parameters
    ----------
    unit : float
        Width of a part of 1, in point.
    """

    def fits(number: int) -> bool:
        return number * unit >= (2 + len(str(number))) * LEAST * _LETTER

    # A digit more takes more room: 9 may fit where 10 does not.
    return next((number for number in range(1, _MOST) if fits(number) and fits(10 ** len(str(number)))), _MOST)


def _least_of_columns(figure: Figure, box: Box, longest: float) -> int:
    """Return the smallest figure written on a part of a column; beyond every figure where the columns are too narrow for any."""
    largest = max((value for series in figure.series for value in series.values if value is not None), default=0)
    wide = box.width / POINT * 0.92 / max(len(figure.categories), 1) / (1 + _GAP_WIDTH / 100)
    if wide < (1 + len(f"{largest:.0f}")) * LEAST * _LETTER * 0.9:
        return int(largest) + 1
    return max(1, round(longest * 0.08))


def _style_lines(chart: Chart, figure: Figure) -> None:
    _explain_marks(chart, figure)
    low, high = find_range([value for series in figure.series for value in series.values if value is not None], figure.unit)
    values, days = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = low, high
    values.has_major_gridlines = True
    _soften(values)
    values.format.line.fill.background()
    values.tick_labels.font.size = TEXT
    values.tick_labels.number_format = '#,##0.##"%"' if figure.unit == "%" else "#,##0.##"
    values.tick_labels.number_format_is_linked = False
    days.tick_labels.font.size = TEXT
    days.tick_labels.number_format, days.tick_labels.number_format_is_linked = "mmm yy", False
    days.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    days.format.line.color.rgb = RGBColor(0x70, 0x70, 0x70)
    _space_ticks(days, figure.categories)
    shifts = _spread_ends(figure.series, low, high)
    for series, drawn in zip(figure.series, chart.plots[0].series, strict=True):
        drawn.smooth = False
        _draw_line(drawn, series)
        for place, text in series.labels.items():
            _label(drawn, place, text, shifts.get((series.name, place), 0.0), series, end=place == find_last(series))
    _leave_room(chart)


def _explain_marks(chart: Chart, figure: Figure) -> None:
    """Show a key of the flagged points alone: every line is named at its end."""
    marks = [place for place, series in enumerate(figure.series) if not series.width]
    chart.has_legend = bool(marks)
    if not marks:
        return
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = TEXT
    before = chart.legend._element.find(qn("c:legendPos"))
    for place in reversed(range(len(figure.series))):
        if place not in marks:
            entry = etree.Element(qn("c:legendEntry"))
            etree.SubElement(entry, qn("c:idx")).set("val", str(place))
            etree.SubElement(entry, qn("c:delete")).set("val", "1")
            before.addnext(entry)


def _draw_line(drawn: object, series: Series) -> None:
    line = drawn.format.line  # type: ignore[attr-defined]
    if series.width:
        line.width = Pt(series.width)
        _colour(line.fill, series.colour)
        if series.dash != "solid":
            line.dash_style = _DASHES[series.dash]
    else:
        line.fill.background()
    marker = drawn.marker  # type: ignore[attr-defined]
    if not series.marker:
        marker.style = XL_MARKER_STYLE.NONE
        return
    marker.style, marker.size = _MARKERS[series.marker], 6 if series.width else 11
    marker.format.fill.solid()
    _colour(marker.format.fill, series.colour)
    _colour(marker.format.line.fill, series.colour)


def _colour(fill: FillFormat, colour: str) -> None:
    fill.solid()
    if colour == ACCENT:
        fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#"))


def _soften(axis: object) -> None:
    axis.major_gridlines.format.line.color.rgb = RGBColor(0xD3, 0xD5, 0xD7)  # type: ignore[attr-defined]
    axis.major_gridlines.format.line.width = Pt(0.75)  # type: ignore[attr-defined]


def _space_ticks(axis: object, categories: Sequence[object]) -> None:
    """Name so many months on the time axis that the names do not touch."""
    days = [day for day in categories if isinstance(day, date)]
    if len(days) < 2:
        return
    months = max(1, (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month)
    element = axis._element  # type: ignore[attr-defined]
    if element.tag != qn("c:dateAx"):
        return
    # Ends of months are not evenly spaced in days: counted in months, each name stands under its own figure.
    base = "months" if len({(day.year, day.month) for day in days}) == len(days) else "days"
    for name, value in (("c:baseTimeUnit", base), ("c:majorUnit", str(max(1, -(-months // 8)))), ("c:majorTimeUnit", "months")):
        for old in element.findall(qn(name)):
            element.remove(old)
        etree.SubElement(element, qn(name)).set("val", value)


def _spread_ends(drawn: Sequence[Series], low: float, high: float) -> dict[tuple[str, int], float]:
    """Return how far to move the names at line ends so that none covers another, as shares of the chart's height, down being positive."""
    ends = [(series, find_last(series)) for series in drawn if find_last(series) in series.labels]
    heights = [(high - (series.values[place] or 0.0)) / ((high - low) or 1.0) * 0.8 for series, place in ends]
    return {(series.name, place): moved - height for (series, place), height, moved in zip(ends, heights, spread(heights, _LEAST_GAP), strict=True)}


def _label(drawn: object, place: int, text: str, shift: float, series: Series, *, end: bool) -> None:
    """Write beside one point: at its right where the line ends, below it otherwise."""
    label = drawn.points[place].data_label  # type: ignore[attr-defined]
    frame = label.text_frame
    frame.text = text
    run = frame.paragraphs[0].runs[0]
    run.font.size = TEXT
    run.font.bold = end and series.width >= 2
    element = label._dLbl
    for name in ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        for old in element.findall(qn(name)):
            old.set("val", "1" if name == "c:showVal" else "0")
    for old in element.findall(qn("c:dLblPos")):
        old.set("val", "r" if end else "b")
    if element.find(qn("c:dLblPos")) is None:
        position = etree.Element(qn("c:dLblPos"))
        position.set("val", "r" if end else "b")
        element.find(qn("c:showLegendKey")).addprevious(position)
    if shift:
        layout = etree.Element(qn("c:layout"))
        manual = etree.SubElement(layout, qn("c:manualLayout"))
        etree.SubElement(manual, qn("c:x")).set("val", "0")
        etree.SubElement(manual, qn("c:y")).set("val", f"{shift:.4f}")
        element.find(qn("c:idx")).addnext(layout)


def _leave_room(chart: Chart) -> None:
    """Keep the right of the chart free for the names at line ends."""
    _place_plot(chart, 0.07, 0.04, 1 - 0.07 - _LABEL_ROOM, 0.8)


def _place_plot(chart: Chart, left: float, top: float, width: float, height: float) -> None:
    """Say where the lines or bars stand, as shares of the chart; names and scale stand outside of that."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for name, value in (
        ("layoutTarget", "inner"),
        ("xMode", "edge"),
        ("yMode", "edge"),
        ("x", f"{left:.4f}"),
        ("y", f"{top:.4f}"),
        ("w", f"{width:.4f}"),
        ("h", f"{height:.4f}"),
    ):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)
