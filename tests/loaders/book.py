"""Make a Book from an openpyxl workbook, so that a test can build its layout in code and read it without a file."""

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from loaders.grid import Book, Sheet

PICTURE_FONTS = ("wingdings", "webdings", "symbol")


def make_book(workbook: openpyxl.Workbook, file: str = "plan.xlsx") -> Book:
    """Return the workbook as the loaders see it: values, RGB fills, merged ranges and hidden flags."""
    return Book(file, "xlsx", [make_sheet(sheet) for sheet in workbook.worksheets])


def make_sheet(worksheet: Worksheet) -> Sheet:
    """Return one worksheet as a Sheet."""
    sheet = Sheet(worksheet.title, [[cell.value for cell in row] for row in worksheet.iter_rows(min_row=1, min_col=1)])
    sheet.hidden = worksheet.sheet_state != "visible"
    sheet.hidden_rows = {row for row, look in worksheet.row_dimensions.items() if look.hidden}
    for letters, look in worksheet.column_dimensions.items():
        if look.hidden:
            first = look.min or column_index_from_string(letters)
            sheet.hidden_columns |= set(range(first, (look.max or first) + 1))
    sheet.merged = sorted((m.min_row, m.min_col, m.max_row, m.max_col) for m in worksheet.merged_cells.ranges)  # a set, in no order
    for row in worksheet.iter_rows():
        for cell in row:
            place = (cell.row, cell.column)
            if cell.fill is not None and cell.fill.fill_type and cell.fill.fgColor.type == "rgb":
                sheet.fills[place] = "#" + cell.fill.fgColor.rgb[-6:]
                if cell.fill.fill_type != "solid":
                    sheet.patterns.add(place)
            if cell.value is not None and cell.font is not None and (cell.font.name or "").casefold().startswith(PICTURE_FONTS):
                sheet.fonts[place] = cell.font.name
            if cell.font is not None and cell.font.strike:
                sheet.struck.add(place)
    return sheet


def read_file(path: object) -> Book:
    """Return an xlsx file as a Book."""
    return make_book(openpyxl.load_workbook(path), str(getattr(path, "name", path)))
