"""The parts of a native chart as XML: written in one go, because setting them one by one through the library takes several times as long.

Elements stand in the order that the schema of charts (ECMA-376, part 1, 21.2) asks for.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from reports.fitting import LEAST
from reports.parts import ACCENT, Figure, Series
from reports.writing import clean

DAY_FORMAT = r"yyyy\-mm\-dd"
SHEET = "Sheet1"
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_GROUPS, _VALUES = 1, 2  # the numbers of the two axes
AXIS_NUMBERS = f'<c:axId val="{_GROUPS}"/><c:axId val="{_VALUES}"/>'
DAILY = '<c:baseTimeUnit val="days"/>'
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a workbook
_ENGLISH = '<a:endParaRPr lang="en-GB"/>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def write_text(text: str) -> str:
    """Return a text as it stands in XML, between tags or in an attribute."""
    return escape(clean(text), {'"': "&quot;"})


def write_fill(colour: str) -> str:
    """Return a plain ground of a colour or of the template's accent."""
    inner = '<a:schemeClr val="accent1"/>' if colour == ACCENT else f'<a:srgbClr val="{colour.lstrip("#")}"/>'
    return f"<a:solidFill>{inner}</a:solidFill>"


def write_line(colour: str, width: float = 0, dash: str = "") -> str:
    """Return a line; its width is in point, 0 for the usual one."""
    wide = f' w="{round(width * 12_700)}"' if width else ""
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f"<a:ln{wide}>{write_fill(colour)}{dashed}</a:ln>"


def write_looks(colour: str = "", end: str = "") -> str:
    """Return the look of the text of an axis, a key or labels."""
    fill = write_fill(colour) if colour else ""
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{LEAST * 100}">{fill}</a:defRPr></a:pPr>{end}</a:p></c:txPr>'


def write_format(code: str, *, linked: bool = False) -> str:
    """Return how numbers are written; ``linked`` follows the workbook."""
    return f'<c:numFmt formatCode="{write_text(code)}" sourceLinked="{linked:d}"/>'


def write_shown(*, figures: bool) -> str:
    """Return which parts of a label are written: the figure or nothing."""
    others = "".join(f'<c:show{name} val="0"/>' for name in ("CatName", "SerName", "Percent", "BubbleSize"))
    return f'<c:showLegendKey val="0"/><c:showVal val="{figures:d}"/>{others}'


def write_labels(inner: str, *, figures: bool) -> str:
    """Return the labels of a series: how they look or what single points say, and whether all others show their figures."""
    return f'<c:dLbls>{inner}{write_shown(figures=figures)}<c:showLeaderLines val="1"/></c:dLbls>'


def write_layout(left: float, top: float, width: float, height: float) -> str:
    """Return where lines or bars stand, as shares of the chart; names and scale stand outside of that."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
    )


# --- the figures -------------------------------------------------------------------------------------------------------


def write_series_name(place: int, name: str) -> str:
    """Return number and name of a series; the workbook holds the name above its column."""
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{write_text(name)}</c:v></c:pt></c:strCache>'
    source = f"{SHEET}!${xl_col_to_name(place + 1)}$1"
    return f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{source}</c:f>{cache}</c:strRef></c:tx>'


def write_categories(figure: Figure) -> str:
    """Return the groups or days of a figure, the same for each of its series."""
    groups = figure.categories
    source = f"<c:f>{SHEET}!$A$2:$A${len(groups) + 1}</c:f>"
    if are_days(figure):
        points = _write_points([f"{count_days(day)}.0" for day in groups if isinstance(day, date)])
        return f"<c:cat><c:numRef>{source}<c:numCache><c:formatCode>{DAY_FORMAT}</c:formatCode>{points}</c:numCache></c:numRef></c:cat>"
    return f"<c:cat><c:strRef>{source}<c:strCache>{_write_points([write_text(str(group)) for group in groups])}</c:strCache></c:strRef></c:cat>"


def write_values(figure: Figure, place: int) -> str:
    """Return the values of one series; one that is missing leaves its place empty."""
    column, numbers = xl_col_to_name(place + 1), write_numbers(figure.series[place])
    source = f"<c:f>{SHEET}!${column}$2:${column}${len(numbers) + 1}</c:f>"
    points = _write_points(numbers)
    return f"<c:val><c:numRef>{source}<c:numCache><c:formatCode>{find_format(figure)}</c:formatCode>{points}</c:numCache></c:numRef></c:val>"


def write_numbers(series: Series) -> list[str]:
    """Return the values of a series as chart and workbook hold them; nothing where one is missing."""
    return [str(value) if value is not None and math.isfinite(value) else "" for value in series.values]


def _write_points(texts: list[str]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{text}</c:v></c:pt>' for place, text in enumerate(texts) if text)
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def are_days(figure: Figure) -> bool:
    """Return whether the categories are days on a time axis."""
    return bool(figure.categories) and isinstance(figure.categories[0], date)


def count_days(day: date) -> int:
    """Return the number that stands for a day in a workbook."""
    return (date(day.year, day.month, day.day) - _FIRST_DAY).days


def find_format(figure: Figure) -> str:
    """Return how the workbook writes the values."""
    return "0.0" if figure.unit == "%" else "General"


# --- axes, key and the whole -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """One axis.

    Parameters
    ----------
    kind : str
        "catAx" for groups, "dateAx" for days, "valAx" for values.
    side : str
        "l" for left, "b" for bottom.
    scaling : str
        Its direction or its ends.
    shown : bool
    grid, form, line, text : str
        Lines across the chart, the format of its numbers, its own line and its text; empty for the program's own.
    names : str
        Where its names stand.
    time : str
        Steps of a time axis.
    """

    kind: str
    side: str
    scaling: str
    shown: bool = True
    grid: str = ""
    form: str = ""
    line: str = ""
    text: str = ""
    names: str = "nextTo"
    time: str = DAILY


def write_axis(axis: Axis) -> str:
    """Return an axis that crosses the other one at nought."""
    own, other = (_VALUES, _GROUPS) if axis.kind == "valAx" else (_GROUPS, _VALUES)
    last = {
        "valAx": "",
        "dateAx": f'<c:auto val="1"/><c:lblOffset val="100"/>{axis.time}',
        "catAx": '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>',
    }
    return (
        f'<c:{axis.kind}><c:axId val="{own}"/><c:scaling>{axis.scaling}</c:scaling><c:delete val="{not axis.shown:d}"/><c:axPos val="{axis.side}"/>'
        f'{axis.grid}{axis.form}<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="{axis.names}"/>'
        f'{f"<c:spPr>{axis.line}</c:spPr>" if axis.line else ""}{axis.text}'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/>{last[axis.kind]}</c:{axis.kind}>'
    )


def write_direction(*, reverse: bool = False) -> str:
    """Return which way an axis of groups runs."""
    return f'<c:orientation val="{"maxMin" if reverse else "minMax"}"/>'


def write_ends(low: float, high: float) -> str:
    """Return where an axis of values ends."""
    return f'<c:max val="{float(high)}"/><c:min val="{float(low)}"/>'


def write_grid(colour: str, width: float) -> str:
    """Return the lines across a chart."""
    return f"<c:majorGridlines><c:spPr>{write_line(colour, width)}</c:spPr></c:majorGridlines>"


def write_key(side: str, left_out: Collection[int] = ()) -> str:
    """Return the key of a chart, without the series that are named elsewhere."""
    entries = "".join(f'<c:legendEntry><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>' for place in left_out)
    return f'<c:legend><c:legendPos val="{side}"/>{entries}<c:overlay val="0"/>{write_looks()}</c:legend>'


def write_chart(plot: str, key: str) -> str:
    """Return a whole chart; a missing value leaves a gap.

    Parameters
    ----------
    plot : str
        The layout, the bars or lines, and the axes.
    key : str
        Empty for none.
    """
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot}</c:plotArea>{key}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{write_looks(end=_ENGLISH)}</c:chartSpace>'
    )
