"""Native charts for PowerPoint: each can be edited, each carries its alternative text, and none has text smaller than 12 point."""

from collections.abc import Sequence
from datetime import date

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide

from reports import chart_xml as xml
from reports.chart_workbook import write_workbook
from reports.fitting import LEAST, LETTER, POINT, Box
from reports.parts import Figure, Series, find_longest
from reports.scales import find_last, find_range, spread

_LABEL_ROOM = 0.2  # share of a line chart's width that the names at line ends stand in
_LEAST_GAP = 0.06  # share of a chart's height between two names at line ends
_GAP_WIDTH = 45  # % of a bar's thickness between two bars
_NAMES = (0.15, 0.42)  # least and most of a bar chart's width that the names stand in
_MARGIN = 0.02  # share of a bar chart's width left free at its right
_KEY = 32  # point; room for the key above bars
_MOST = 10_000  # no bar is longer
_LETTER = 0.62  # of the size: the mean width of a sign of a figure
_TYPES = {"bars": XL_CHART_TYPE.BAR_STACKED, "columns": XL_CHART_TYPE.COLUMN_STACKED, "lines": XL_CHART_TYPE.LINE}
_DASHES = {"solid": "", "dash": "dash", "dot": "sysDot", "long dash": "lgDash"}
_GREY, _WHITE = "#707070", "#FFFFFF"
_GRID = xml.write_grid("#D3D5D7", 0.75)
_MONTHS = 8  # names on a time axis at most


class _Drawn(CategoryChartData):
    """A chart that is already written, as the library takes one: its XML and the workbook with its data."""

    def __init__(self, markup: str, workbook: bytes) -> None:
        super().__init__()
        self.markup, self.workbook = markup, workbook

    def xml_bytes(self, chart_type: object) -> bytes:
        return self.markup.encode()

    @property
    def xlsx_blob(self) -> bytes:
        return self.workbook


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
    markup = _draw_lines(figure) if figure.kind == "lines" else _draw_bars(figure, box)
    data = _Drawn(markup, write_workbook(figure))
    frame = slide.shapes.add_chart(_TYPES[figure.kind], box.left, box.top, box.width, box.height, data)
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("name", name)
    described.set("descr", figure.alt)
    return frame.chart


# --- bars and columns --------------------------------------------------------------------------------------------------


def _draw_bars(figure: Figure, box: Box) -> str:
    across = figure.kind == "bars"
    longest = figure.longest or find_longest(figure)
    if across:
        share, top = _share_for_names(figure, box), min(0.4, _KEY / (box.height / POINT))
        least = find_least((1 - share - _MARGIN) * box.width / POINT / longest)
        layout, axes = xml.write_layout(share, top, 1 - share - _MARGIN, 0.98 - top), _write_bar_axes(figure, longest)
    else:
        least = _least_of_columns(figure, box, longest)
        layout, axes = "", _write_column_axes(figure, longest)
    categories = xml.write_categories(figure)
    series = "".join(_write_bar(figure, place, least, categories) for place in range(len(figure.series)))
    plot = (
        f'{layout}<c:barChart><c:barDir val="{"bar" if across else "col"}"/><c:grouping val="stacked"/>{series}'
        f'<c:gapWidth val="{_GAP_WIDTH}"/><c:overlap val="100"/>{xml.AXIS_NUMBERS}</c:barChart>{axes}'
    )
    return xml.write_chart(plot, xml.write_key("t"))


def _write_bar(figure: Figure, place: int, least: int, categories: str) -> str:
    """Return the parts of one status in all bars."""
    series = figure.series[place]
    # The symbol stands before the figure; a part too narrow for its figure has none, and the table or the bar's name gives it.
    form = xml.write_format(f'[>={least}]"{series.name[0]}"{" " if figure.kind == "bars" else ""}#,##0;""')
    return (
        f"<c:ser>{xml.write_series_name(place, series.name)}<c:spPr>{xml.write_fill(series.colour)}{xml.write_line(_WHITE)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{xml.write_labels(form + xml.write_looks(series.on), figures=True)}'
        f"{categories}{xml.write_values(figure, place)}</c:ser>"
    )


def _write_bar_axes(figure: Figure, longest: float) -> str:
    """Return the axes of bars: the first group stands on top, and every bar has its figures instead of a scale."""
    groups = _write_groups(figure, "l", xml.write_direction(reverse=True))
    return groups + xml.write_axis(xml.Axis("valAx", "b", xml.write_ends(0, longest), shown=False))


def _write_column_axes(figure: Figure, longest: float) -> str:
    scale = xml.Axis(
        "valAx",
        "l",
        xml.write_ends(0, max(3, longest)),
        grid=_GRID,
        form=xml.write_format("#,##0"),
        line=xml.NO_LINE,
        text=xml.write_looks(),
    )
    return _write_groups(figure, "b", xml.write_direction()) + xml.write_axis(scale)


def _write_groups(figure: Figure, side: str, direction: str) -> str:
    days = xml.are_days(figure)
    form = xml.write_format(xml.DAY_FORMAT, linked=True) if days else ""
    return xml.write_axis(
        xml.Axis("dateAx" if days else "catAx", side, direction, form=form, line=xml.write_line(_GREY), text=xml.write_looks())
    )


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


# --- lines over time ---------------------------------------------------------------------------------------------------


def _draw_lines(figure: Figure) -> str:
    low, high = find_range([value for series in figure.series for value in series.values if value is not None], figure.unit)
    shifts = _spread_ends(figure.series, low, high)
    categories = xml.write_categories(figure)
    lines = "".join(_write_series(figure, place, shifts, categories) for place in range(len(figure.series)))
    # The right of the chart is kept free for the names at line ends.
    plot = (
        f'{xml.write_layout(0.07, 0.04, 1 - 0.07 - _LABEL_ROOM, 0.8)}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}'
        f'<c:marker val="1"/>{xml.AXIS_NUMBERS}</c:lineChart>{_write_time(figure)}{_write_scale(figure, low, high)}'
    )
    return xml.write_chart(plot, _explain_marks(figure))


def _explain_marks(figure: Figure) -> str:
    """Return a key of the flagged points alone: every line is named at its end."""
    lines = [place for place, series in enumerate(figure.series) if series.width]
    return xml.write_key("b", lines) if len(lines) < len(figure.series) else ""


def _write_time(figure: Figure) -> str:
    kind = "dateAx" if xml.are_days(figure) else "catAx"
    form, line = xml.write_format("mmm yy"), xml.write_line(_GREY)
    direction, text, time = xml.write_direction(), xml.write_looks(), _space_ticks(figure.categories)
    return xml.write_axis(xml.Axis(kind, "b", direction, form=form, line=line, text=text, names="low", time=time))


def _write_scale(figure: Figure, low: float, high: float) -> str:
    form = xml.write_format('#,##0.##"%"' if figure.unit == "%" else "#,##0.##")
    return xml.write_axis(xml.Axis("valAx", "l", xml.write_ends(low, high), grid=_GRID, form=form, line=xml.NO_LINE, text=xml.write_looks()))


def _write_series(figure: Figure, place: int, shifts: dict[tuple[str, int], float], categories: str) -> str:
    """Return one line, or the flagged points of one kind, with what is written beside them."""
    series = figure.series[place]
    line = xml.write_line(series.colour, series.width, _DASHES[series.dash]) if series.width else xml.NO_LINE
    end = find_last(series)
    labels = "".join(
        _write_label(at, series.labels[at], shifts.get((series.name, at), 0.0), end=at == end, bold=at == end and series.width >= 2)
        for at in sorted(series.labels)
    )
    return (
        f"<c:ser>{xml.write_series_name(place, series.name)}<c:spPr>{line}</c:spPr>{_write_marker(series)}"
        f"{xml.write_labels(labels, figures=False) if labels else ''}"
        f'{categories}{xml.write_values(figure, place)}<c:smooth val="0"/></c:ser>'
    )


def _write_marker(series: Series) -> str:
    if not series.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    looks = f"<c:spPr>{xml.write_fill(series.colour)}{xml.write_line(series.colour)}</c:spPr>"
    return f'<c:marker><c:symbol val="{series.marker}"/><c:size val="{6 if series.width else 11}"/>{looks}</c:marker>'


def _write_label(place: int, text: str, shift: float, *, end: bool, bold: bool) -> str:
    """Return the words beside one point: at its right where the line ends, below it otherwise; ``shift`` is a share of the chart's height."""
    moved = f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{shift:.4f}"/></c:manualLayout></c:layout>' if shift else ""
    run = f'<a:r><a:rPr lang="en-GB" sz="{LEAST * 100}" b="{bold:d}"/><a:t>{xml.write_text(text)}</a:t></a:r>'
    return (
        f'<c:dLbl><c:idx val="{place}"/>{moved}<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></c:rich></c:tx>'
        f'<c:dLblPos val="{"r" if end else "b"}"/>{xml.write_shown(figures=True)}</c:dLbl>'
    )


def _space_ticks(categories: Sequence[object]) -> str:
    """Return so wide steps for a time axis that the names of its months do not touch."""
    days = [day for day in categories if isinstance(day, date)]
    if len(days) < 2:
        return xml.DAILY
    months = max(1, (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month)
    # Ends of months are not evenly spaced in days: counted in months, each name stands under its own figure.
    base = "months" if len({(day.year, day.month) for day in days}) == len(days) else "days"
    return f'<c:baseTimeUnit val="{base}"/><c:majorUnit val="{-(-months // _MONTHS)}"/><c:majorTimeUnit val="months"/>'


def _spread_ends(drawn: Sequence[Series], low: float, high: float) -> dict[tuple[str, int], float]:
    """Return how far to move the names at line ends so that none covers another, as shares of the chart's height, down being positive."""
    ends = [(series, find_last(series)) for series in drawn if find_last(series) in series.labels]
    heights = [(high - (series.values[place] or 0.0)) / ((high - low) or 1.0) * 0.8 for series, place in ends]
    return {(series.name, place): moved - height for (series, place), height, moved in zip(ends, heights, spread(heights, _LEAST_GAP), strict=True)}
