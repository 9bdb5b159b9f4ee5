"""The workbook inside a native chart: it opens when somebody edits the chart's data."""

import io
import re
from datetime import date
from functools import cache
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from reports.chart_xml import DAY_FORMAT, SHEET, count_days, find_format, write_numbers, write_text
from reports.parts import Figure

_PAGE = "xl/worksheets/sheet1.xml"
_DAY, _NUMBER = 1, 2  # the formats of the form, in the order in which it uses them


def write_workbook(figure: Figure) -> bytes:
    """Return a workbook with a column of groups or days, and one for each series under its name.

    Only the cells are new. All else is the same for every chart and taken from one form: writing it anew took a quarter of the time of a pack.
    """
    columns = [xl_col_to_name(place) for place in range(len(figure.series) + 1)]
    number = _NUMBER if find_format(figure) != "General" else 0
    rows = ["".join(_write_string(f"{column}1", series.name) for column, series in zip(columns[1:], figure.series, strict=True))]
    values = [write_numbers(series) for series in figure.series]
    for row, group in enumerate(figure.categories, start=2):
        first = _write_number(f"A{row}", str(count_days(group)), _DAY) if isinstance(group, date) else _write_string(f"A{row}", str(group))
        others = [_write_number(f"{column}{row}", its[row - 2], number) for column, its in zip(columns[1:], values, strict=True)]
        rows.append("".join([first, *others]))
    cells = "".join(f'<row r="{row}">{its}</row>' for row, its in enumerate(rows, start=1))
    sink = io.BytesIO()
    # Nothing is compressed here: the file of slides compresses the whole workbook.
    with ZipFile(sink, "w") as archive:
        for name, part in _open_form().items():
            archive.writestr(name, part.replace("<sheetData/>", f"<sheetData>{cells}</sheetData>") if name == _PAGE else part)
    return sink.getvalue()


@cache
def _open_form() -> dict[str, str]:
    """Return the parts of a workbook without cells, with the formats of days and of percentages."""
    sink = io.BytesIO()
    with Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 10)  # wide enough for a date
        for row, code in enumerate((DAY_FORMAT, "0.0")):
            sheet.write_blank(row, 0, None, book.add_format({"num_format": code}))
    with ZipFile(sink) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    page = re.sub("<dimension[^>]*/>", "", parts[_PAGE])  # says which cells there are; it may be absent
    return {**parts, _PAGE: re.sub("<sheetData>.*</sheetData>", "<sheetData/>", page)}


def _write_string(cell: str, text: str) -> str:
    """Return a cell of text; text that looks like a formula stays text."""
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{write_text(text)}</t></is></c>'


def _write_number(cell: str, number: str, look: int) -> str:
    """Return a cell with a number, nothing where it is missing."""
    return f'<c r="{cell}" s="{look}"><v>{number}</v></c>' if number else ""
