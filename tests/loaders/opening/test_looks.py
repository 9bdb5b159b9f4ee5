"""Colours, patterns, fonts of pictures, merged ranges and hidden rows and columns are what Excel shows."""

import colorsys

import openpyxl
import pytest
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import COLOR_INDEX, Color

from loaders.opening.looks import measure, read_said, usual
from loaders.opening.workbook import open_book
from tests.loaders.workbooks import MAIN, sheet_xml, text_cell, write_workbook
from tests.shared import SHARED, needs_shared

# The theme that openpyxl writes, as a workbook counts it: window, text, then the accents.
THEME = ["FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"]

COLOURS = [
    Color(rgb="FFFF0000"),
    Color(rgb="0000B050"),
    *[Color(theme=theme, tint=tint) for theme in range(12) for tint in (0, 0.79998168889431, 0.39997558519242, -0.24997711111789, -0.49998474074526)],
    *[Color(indexed=indexed) for indexed in range(8, 64)],
]


def as_openpyxl_has_it(color):
    """Work out the colour that a cell shows from what openpyxl says about it."""
    if color.type == "rgb":
        return color.rgb[-6:]
    if color.type == "indexed":
        return COLOR_INDEX[color.indexed][-6:]
    hue, light, saturation = colorsys.rgb_to_hls(*(int(THEME[color.theme][i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = light * (1 + color.tint) if color.tint < 0 else light + (1 - light) * color.tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def test_every_colour_is_the_one_that_openpyxl_has(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row, color in enumerate(COLOURS, 1):
        sheet.cell(row, 1, "x").fill = PatternFill("solid", fgColor=color)
    workbook.save(tmp_path / "plan.xlsx")
    seen = open_book(tmp_path / "plan.xlsx").sheets[0].fills
    back = openpyxl.load_workbook(tmp_path / "plan.xlsx").active
    wanted = {(row, 1): "#" + as_openpyxl_has_it(back.cell(row, 1).fill.fgColor) for row in range(1, len(COLOURS) + 1)}
    assert seen == {place: colour for place, colour in wanted.items() if colour != "#FFFFFF"}
    assert len(seen) > 100


def make(tmp_path, build):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    build(sheet)
    workbook.save(tmp_path / "plan.xlsx")
    return open_book(tmp_path / "plan.xlsx").sheets[0]


def test_patterns_gradients_fonts_and_lines_through_text(tmp_path):
    def build(sheet):
        for column in range(1, 7):
            sheet.cell(1, column, "x")
        sheet["A1"].fill = PatternFill("lightUp", fgColor="FFFF0000")
        sheet["B1"].fill = GradientFill(stop=("FF00FF00", "FFFFFFFF"))
        sheet["C1"].font = Font(name="Wingdings 2")
        sheet["D1"].font = Font(strike=True)
        sheet["E1"].fill = PatternFill("solid", fgColor="FFFFFFFF")
        sheet["A2"].font = Font(strike=True)
        sheet["B2"].fill = PatternFill("solid", fgColor="FF0070C0")
        sheet["C2"] = "below"

    sheet = make(tmp_path, build)
    assert sheet.fills == {(1, 1): "#FFBFBF", (1, 2): "#00FF00", (2, 2): "#0070C0"}
    assert sheet.patterns == {(1, 1)}
    assert sheet.fonts == {(1, 3): "Wingdings 2"}
    assert sheet.struck == {(1, 4)}


def test_merged_ranges_and_hidden_rows_and_columns(tmp_path):
    def build(sheet):
        for row in range(1, 6):
            sheet.append([row, "x", "y"])
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B3:B900")
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[900].hidden = True
        sheet.column_dimensions["C"].hidden = True

    sheet = make(tmp_path, build)
    assert sheet.merged == [(1, 1, 1, 3), (3, 2, 5, 2)]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {3})


def test_formatting_beyond_the_values_costs_nothing(tmp_path):
    def build(sheet):
        sheet.append(["Action", "Status"])
        sheet.append(["Visit", None])
        for place in ("B2", "C2", "B3", "XFD1048576"):
            sheet[place].fill = PatternFill("solid", fgColor="FF00B050")

    sheet = make(tmp_path, build)
    assert len(sheet.rows) == 2
    assert sheet.fills == {(2, 2): "#00B050", (2, 3): "#00B050"}


FILLED = (
    f'<styleSheet xmlns="{MAIN}"><fills><fill><patternFill/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF112233"/></patternFill></fill></fills>'
    '<cellXfs><xf/><xf fillId="1"/></cellXfs></styleSheet>'
)
CELLS = '<row r="1"><c r="A1" s="1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c><c r="B2" s="1" t="e"><v>#REF!</v></c></row>'
MERGED = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'


@pytest.mark.parametrize("xml", [
    sheet_xml(CELLS, tail=MERGED),
    sheet_xml(CELLS.replace('r="B2" s="1" t="e"', 't="e" s="1" r="B2"'), tail=MERGED),
    sheet_xml(CELLS.replace('r="B2" s="1" t="e"', 'r="B2" t="e" s="1"'), tail=MERGED),
    sheet_xml(CELLS.replace(' r="A1"', "").replace(' r="A2"', "").replace(' r="B2"', "").replace(' r="1"', "").replace(' r="2"', ""), tail=MERGED),
    sheet_xml(CELLS.replace('"', "'"), tail=MERGED),
    sheet_xml(CELLS, tail=MERGED).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x="),
    sheet_xml(CELLS, tail=MERGED).replace("UTF-8", "UTF-16").encode("utf-16"),
    sheet_xml(CELLS.replace("><", ">\n  <"), tail=MERGED),
], ids=["usual", "another order", "style last", "no references", "single quotes", "prefixed", "utf-16", "pretty-printed"])
def test_unusual_xml_gives_the_same_facts(tmp_path, xml):
    book = open_book(write_workbook(tmp_path / "plan.xlsx", [("Plan", xml)], FILLED))
    sheet = book.sheets[0]
    assert [row[:1] for row in sheet.rows] == [[1.0], [2.0]]
    assert sheet.fills == {(1, 1): "#112233", (2, 2): "#112233"}
    assert sheet.merged == [(1, 1, 1, 2)]
    assert sheet.hidden_rows == {2}
    assert [note[:2] for note in book.notes] == [("Plan", "B2")]
    assert "#REF! in B2" in book.notes[0][2]


def test_a_palette_of_the_workbooks_own(tmp_path):
    own = "".join(f'<rgbColor rgb="00{colour}"/>' for colour in ("000000", "FFFFFF", "ABCDEF"))
    styles = FILLED.replace('rgb="FF112233"', 'indexed="2"')
    styles = styles.replace("</styleSheet>", f"<colors><indexedColors>{own}</indexedColors></colors></styleSheet>")
    assert open_book(write_workbook(tmp_path / "plan.xlsx", [("Plan", sheet_xml(CELLS))], styles)).sheets[0].fills[1, 1] == "#ABCDEF"


def test_measuring_counts_values_not_formatting():
    far = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>').encode()
    assert measure(far, 2_000_000).rows == 1
    full = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"><v>1</v></c></row>').encode()
    extent = measure(full, 2_000_000)
    assert (extent.rows, extent.columns, extent.beyond) == (1_048_576, 16_384, False)
    beyond = sheet_xml('<row r="1"><c r="AAAA1"><v>1</v></c></row>').encode()
    assert measure(beyond, 2_000_000).beyond
    blank = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD9" t="str"><f>""</f><v></v></c></row>').encode()
    extent = measure(blank, 100)
    assert (extent.rows, extent.columns, extent.loose_rows, extent.loose_columns) == (1, 1, 9, 16_384)


def test_what_is_said_of_formulas():
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/><v/></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    said = read_said(usual(sheet_xml(rows).encode()))
    assert said.uncalculated == ["A1", "B1", "E1"]
    assert said.errors == [("F1", "#DIV/0!")]


@needs_shared
def test_the_shared_plans_look_as_openpyxl_sees_them():
    for path in sorted((SHARED / "plans").glob("*.xlsx")):
        workbook = openpyxl.load_workbook(path)
        for sheet in open_book(path).sheets:
            back = workbook[sheet.name]
            wanted = {
                (cell.row, cell.column): "#" + as_openpyxl_has_it(cell.fill.fgColor)
                for row in back.iter_rows() for cell in row if cell.fill.fill_type and cell.row <= len(sheet.rows)
            }
            assert sheet.fills == {place: colour for place, colour in wanted.items() if colour != "#FFFFFF"}
            assert sorted(sheet.merged) == sorted((m.min_row, m.min_col, m.max_row, m.max_col) for m in back.merged_cells.ranges)


def test_cell_text_is_kept(tmp_path):
    path = write_workbook(tmp_path / "plan.xlsx", [("Plan", sheet_xml(f'<row r="1">{text_cell("A1", "a &amp; b &lt;c&gt;")}</row>'))])
    assert open_book(path).sheets[0].rows == [["a & b <c>"]]


def test_a_sign_in_colour_shows_its_colour_and_a_word_does_not(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row, (value, colour) in enumerate((("●", "FF00B050"), ("●", "FF000000"), ("Green", "FF00B050"), ("-", "FFFF0000")), 1):
        sheet.cell(row, 1, value).font = Font(color=colour)
    workbook.save(tmp_path / "dots.xlsx")

    assert open_book(tmp_path / "dots.xlsx", "xlsx", "dots.xlsx").sheets[0].fills == {(1, 1): "#00B050"}
