"""Dates whose cells show a month and a year, without the day that the file holds."""

from datetime import date

import odf.number
import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import pytest

from loaders.opening.package import shows_month
from loaders.opening.workbook import open_book

MONTHS = ["mmm-yy", "mmmm yyyy", "mm/yyyy", "yyyy-mm", "[$-809]mmmm yyyy;@", "[$-F800]mmm\\-yy", '"End of "mmm yyyy', 'mmm "day" yy', '"a;b"mmm yy']
OTHERS = ["dd/mm/yyyy", "d mmm yy", "[$-809]dd mmmm yyyy;@", "ddd mmm yyyy", "mm/yy hh:mm", "h:mm", "yyyy", "mmmm", "General", "0.00", '"mmm yy"', ""]
HOSTILE = '"' * 200_000 + "mmm-yy"  # looked through, it would take ten seconds


@pytest.mark.parametrize("code", MONTHS)
def test_formats_that_show_a_month_and_a_year_alone(code: str) -> None:
    assert shows_month(code)


@pytest.mark.parametrize("code", [*OTHERS, pytest.param(HOSTILE, id="hostile")])
def test_formats_that_show_more_or_less_than_a_month(code: str) -> None:
    assert not shows_month(code)


def test_months_in_excel(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    formats = ["mmm-yy", "[$-809]mmmm yyyy;@", "dd/mm/yyyy", '"by "mmm yyyy']  # the first is Excel's own, number 17, the others are the workbook's
    for row, code in enumerate(formats, 1):
        sheet.cell(row, 1, date(2026, 3, 1)).number_format = code
    sheet.cell(5, 1, "Mar-26").number_format = "mmm-yy"  # words have no day to hide
    sheet.cell(6, 1, 17).number_format = "0"
    workbook.save(tmp_path / "plan.xlsx")

    assert open_book(tmp_path / "plan.xlsx").sheets[0].months == {(1, 1), (2, 1), (4, 1)}


def _format(name, *parts):
    """Return an OpenDocument date format of these parts."""
    made = odf.number.DateStyle(name=name)
    for part in parts:
        made.addElement(part)
    return made


def test_months_in_opendocument(tmp_path):
    number = odf.number
    document = odf.opendocument.OpenDocumentSpreadsheet()
    time = number.TimeStyle(name="N3")
    time.addElement(number.Hours())
    formats = [
        _format("N1", number.Month(textual=True), number.Text(text="-"), number.Year()),
        time,  # its hours are no part of the date format before it
        _format("N2", number.Day(), number.Text(text="/"), number.Month(), number.Text(text="/"), number.Year()),
    ]
    for made in formats:
        document.automaticstyles.addElement(made)
    for name, made in (("month", "N1"), ("day", "N2")):
        document.automaticstyles.addElement(odf.style.Style(name=name, family="table-cell", datastylename=made))
    document.automaticstyles.addElement(odf.style.Style(name="child", family="table-cell", parentstylename="month"))
    table = odf.table.Table(name="Plan")
    # OpenDocument writes equal neighbours and equal rows once.
    for style, columns, rows in (("month", 1, 1), ("day", 1, 1), ("child", 2, 1), ("month", 1, 2)):
        row = odf.table.TableRow(numberrowsrepeated=rows)
        cell = odf.table.TableCell(valuetype="date", datevalue="2026-03-01", stylename=style, numbercolumnsrepeated=columns)
        cell.addElement(odf.text.P(text="as shown"))
        row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(tmp_path / "plan.ods")

    sheet = open_book(tmp_path / "plan.ods").sheets[0]
    assert [cells[0] for cells in sheet.rows] == [date(2026, 3, 1)] * 5
    assert sheet.months == {(1, 1), (3, 1), (3, 2), (4, 1), (5, 1)}
