"""Workbooks of every format open into the same sheets, and whatever was doubtful is said."""

import zipfile
from datetime import date, datetime, time

import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt

from loaders.opening import office, values
from loaders.opening.workbook import open_book
from loaders.reading import Refused
from tests.loaders.workbooks import MAIN, STYLES, sheet_xml, text_cell, write_workbook


def save(tmp_path, workbook, name="plan.xlsx"):
    workbook.save(tmp_path / name)
    return open_book(tmp_path / name)


def test_cells_are_counted_from_a1(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["C3"] = "Action"
    workbook.active["D5"] = 7
    sheet = save(tmp_path, workbook).sheets[0]
    assert sheet.cell(3, 3) == "Action"
    assert sheet.cell(5, 4) == 7.0
    assert sheet.rows == [[None] * 4, [None] * 4, [None, None, "Action", None], [None] * 4, [None, None, None, 7.0]]


def test_values_keep_their_kinds(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["text", 5, 5.5, True, date(2025, 3, 31), datetime(2025, 3, 31, 9, 30), time(9, 30), "00123", "NA", "  spaced  "])
    row = save(tmp_path, workbook).sheets[0].rows[0]
    assert row == ["text", 5.0, 5.5, True, date(2025, 3, 31), datetime(2025, 3, 31, 9, 30), time(9, 30), "00123", "NA", "  spaced  "]
    assert [type(value) for value in row[1:4]] == [float, float, bool]


def test_the_1904_calendar(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active["A1"] = date(2024, 2, 29)
    assert save(tmp_path, workbook).sheets[0].rows == [[date(2024, 2, 29)]]


def test_hidden_sheets_are_read_and_said_and_chart_sheets_are_not(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "shown"
    workbook.create_sheet("Old")["A1"] = "hidden"
    workbook["Old"].sheet_state = "hidden"
    workbook.create_sheet("Older")["A1"] = "very hidden"
    workbook["Older"].sheet_state = "veryHidden"
    workbook.create_chartsheet("Chart")
    book = save(tmp_path, workbook)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Sheet", False), ("Old", True), ("Older", True)]
    assert [note[0] for note in book.notes] == ["Old", "Older"]


def test_text_loses_control_and_direction_characters_alone(tmp_path):
    cell = text_cell("A1", "a_x0000_b\u202ec_x000D_&#10;  d")
    book = open_book(write_workbook(tmp_path / "plan.xlsx", [("Pl\u202ean", sheet_xml(f'<row r="1">{cell}</row>'))]))
    assert (book.sheets[0].name, book.sheets[0].rows) == ("Plan", [["abc\n  d"]])


def test_two_sheets_with_one_name_are_both_read(tmp_path):
    sheets = [(name, sheet_xml(f'<row r="1">{text_cell("A1", text)}</row>')) for name, text in (("A&amp;B", "one"), ("A&amp;B", "two"))]
    book = open_book(write_workbook(tmp_path / "plan.xlsx", sheets))
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [("A&B", [["one"]]), ("A&B (2)", [["two"]])]


def test_macros_are_ignored_and_said(tmp_path):
    plan = sheet_xml(f'<row r="1">{text_cell("A1", "Action")}</row>')
    macro = sheet_xml('<row r="1"><c r="A1"><f>EXEC("calc")</f><v>0</v></c></row>')
    path = write_workbook(
        tmp_path / "plan.xlsm", [("Plan", plan), ("Macro", macro)], extra=[("xl/vbaProject.bin", b"\x00")], kinds={"Macro": "xlMacrosheet"}
    )
    book = open_book(path)
    assert (book.format, [sheet.name for sheet in book.sheets]) == ("xlsm", ["Plan"])
    assert sorted(note[:1] + note[2:] for note in book.notes) == [
        ("", "macros in the workbook were ignored: only its cells were read"), ("Macro", "a sheet of macros was ignored"),
    ]


def test_an_error_that_the_first_reader_does_not_know(tmp_path):
    rows = f'<row r="1">{text_cell("A1", "Action")}<c r="B1" t="e"><f>X()</f><v>#SPILL!</v></c><c r="C1"><v>3</v></c></row>'
    book = open_book(write_workbook(tmp_path / "plan.xlsx", [("Plan", sheet_xml(rows))]))
    assert book.sheets[0].rows == [["Action", None, 3.0]]
    assert book.notes == [("Plan", "B1", "1 cells hold an error of Excel's (#SPILL! in B1) and were read as empty")]


def test_a_formula_with_empty_text_in_the_far_corner_is_no_reason_to_refuse(tmp_path):
    rows = f'<row r="1">{text_cell("A1", "Action")}</row><row r="1048576"><c r="XFD1048576" t="str"><f>""</f><v></v></c></row>'
    assert open_book(write_workbook(tmp_path / "plan.xlsx", [("Plan", sheet_xml(rows))])).sheets[0].rows == [["Action"]]


def test_a_false_count_of_texts_is_no_reason_to_refuse(tmp_path):
    plan = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    strings = f'<sst xmlns="{MAIN}" uniqueCount="2000000000"><si><t>Action</t></si></sst>'
    path = write_workbook(tmp_path / "plan.xlsx", [("Plan", plan)], extra=[("xl/sharedStrings.xml", strings)])
    relations = zipfile.ZipFile(path).read("xl/_rels/workbook.xml.rels").decode()
    relations = relations.replace("</Relationships>", '<Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "two.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, relations if name == "xl/_rels/workbook.xml.rels" else source.read(name))
    assert open_book(tmp_path / "two.xlsx").sheets[0].rows == [["Action"]]


def test_durations_that_no_clock_holds_are_read_as_numbers(tmp_path):
    styles = STYLES.replace("<xf/>", '<xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="46" applyNumberFormat="1"/>')
    rows = '<row r="1"><c r="A1" s="1"><v>45000</v></c><c r="B1" s="2"><v>1e18</v></c></row>'
    book = open_book(write_workbook(tmp_path / "plan.xlsx", [("Plan", sheet_xml(rows))], styles))
    assert book.sheets[0].rows == [[date(2023, 3, 15), 1e18]]
    assert "1 cells hold a date beyond the year 9999 or a length of time" in book.notes[0][2]


def test_strict_open_xml(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Action"
    workbook.save(tmp_path / "usual.xlsx")
    with zipfile.ZipFile(tmp_path / "usual.xlsx") as source, zipfile.ZipFile(tmp_path / "plan.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            data = data.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
            target.writestr(name, data)
    assert open_book(tmp_path / "plan.xlsx").sheets[0].rows == [["Action"]]


def refusal(path):
    with pytest.raises(Refused) as refused:
        open_book(path)
    return str(refused.value)


def test_an_empty_workbook_is_refused(tmp_path):
    openpyxl.Workbook().save(tmp_path / "plan.xlsx")
    assert refusal(tmp_path / "plan.xlsx").startswith("plan.xlsx is empty")


def test_more_than_the_limits_is_refused(tmp_path, monkeypatch):
    workbook = openpyxl.Workbook()
    for _ in range(2):
        workbook.create_sheet().append([1, 2, 3])
    for row in range(4):
        workbook.active.cell(row + 1, 27, row)
    workbook.save(tmp_path / "plan.xlsx")
    monkeypatch.setattr(office, "CELLS", 113)
    assert "too big: the values on the sheet Sheet2" in refusal(tmp_path / "plan.xlsx")
    monkeypatch.setattr(office, "CELLS", 114)
    assert open_book(tmp_path / "plan.xlsx")
    monkeypatch.setattr(office, "ROWS", 3)
    assert "too big: the values on the sheet Sheet " in refusal(tmp_path / "plan.xlsx")
    monkeypatch.setattr(office, "SHEETS", 2)
    assert "has 3 sheets" in refusal(tmp_path / "plan.xlsx")


def test_a_sheet_that_ends_where_excel_cuts_is_said(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="65536"><c r="A65536"><v>1</v></c></row>'
    book = open_book(write_workbook(tmp_path / "plan.xlsx", [("Plan", sheet_xml(rows))]))
    assert "ends at row 65,536" in book.notes[0][2]


def test_xls(tmp_path):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Plan")
    sheet.write(0, 0, "Action")
    sheet.write(1, 0, date(2025, 3, 31), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write_merge(2, 3, 0, 1, "both")
    workbook.add_sheet("Old").write(0, 0, 1.5)
    workbook.get_sheet("Old").visibility = 1
    book = save(tmp_path, workbook, "plan.xls")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Plan", False), ("Old", True)]
    assert book.sheets[0].cell(2, 1) == date(2025, 3, 31)
    assert book.sheets[0].merged == [(3, 1, 4, 2)]
    assert any("colours cannot be read from the format xls, nor whether a date shows its month alone" in note[2] for note in book.notes)


def make_ods():
    document = odf.opendocument.OpenDocumentSpreadsheet()
    green = odf.style.Style(name="green", family="table-cell")
    green.addElement(odf.style.TableCellProperties(backgroundcolor="#00b050"))
    document.automaticstyles.addElement(green)
    table = odf.table.Table(name="Plan")
    for cells in ([("Action", None), ("Status", None)], [("Visit", None), (None, "green")], [("Call", None), ("x", "green")]):
        row = odf.table.TableRow()
        for text, style in cells:
            options = {"stylename": style} if style else {}
            cell = odf.table.TableCell(valuetype="string", **options) if text else odf.table.TableCell(**options)
            if text:
                cell.addElement(odf.text.P(text=text))
            row.addElement(cell)
        table.addElement(row)
    blank = odf.table.TableRow(numberrowsrepeated=1048000)
    blank.addElement(odf.table.TableCell(numbercolumnsrepeated=1024, stylename="green"))
    table.addElement(blank)
    document.spreadsheet.addElement(table)
    return document


def test_ods_with_its_colours_and_a_million_formatted_blanks(tmp_path):
    book = save(tmp_path, make_ods(), "plan.ods")
    assert book.sheets[0].rows == [["Action", "Status"], ["Visit", None], ["Call", "x"]]
    assert book.sheets[0].fills == {(2, 2): "#00B050", (3, 2): "#00B050"}


def test_ods_whose_one_cell_stands_for_millions_is_refused(tmp_path):
    document = make_ods()
    row = odf.table.TableRow(numberrowsrepeated=1000000)
    cell = odf.table.TableCell(numbercolumnsrepeated=1000, valuetype="string")
    cell.addElement(odf.text.P(text="x"))
    row.addElement(cell)
    document.spreadsheet.getElementsByType(odf.table.Table)[0].addElement(row)
    document.save(tmp_path / "plan.ods")
    assert "too big" in refusal(tmp_path / "plan.ods")


def test_the_upload_itself_is_never_changed(tmp_path):
    path = write_workbook(tmp_path / "plan.bin", [("A", sheet_xml(f'<row r="1">{text_cell("A1", "x")}</row>'))] * 2)
    before = path.read_bytes()
    assert len(open_book(path).sheets) == 2
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["plan.bin"]


def test_tidy_lets_go_of_blank_edges():
    assert values.tidy([["a", "", ""], ["", "b", ""], ["", "", ""]]) == [["a", None], [None, "b"]]
    assert values.tidy([[float("nan")], [float("inf")], [2.0]]) == [[None], [None], [2.0]]
    assert values.tidy([[""]]) == []
