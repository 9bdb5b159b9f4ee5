"""A pack as an Excel workbook: every table behind it, typed, with frozen headings and filters, a sheet of contents and the reading report."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
import xlsxwriter
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_float_dtype, is_integer_dtype
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.palette import LIGHT
from reports.ground import Ground
from reports.parts import Pack, Sheet
from reports.writing import clean, guard, write_cell

CONTENTS = "Contents"
_NAME = 31  # characters of a sheet's name
_TEXT = 32_767  # characters of a cell
_WIDEST, _NARROWEST = 60, 9
_LOOKED_AT = 200  # rows that a column's width is taken from
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
# The reading report: what each sheet shows, and its columns.
_READING = {
    "Headings read": ("What each heading of the files became", ("Sheet", "Heading", "Field", "How")),
    "Statuses read": ("What each status word, letter or colour became", ("As typed", "Status")),
    "Rows explained": ("Rows that are no records, with the reason", ("Sheet", "Row", "Why")),
    "Problems": ("What could not be read or was doubtful", ("Severity", "Sheet", "Cell", "Found", "Expected")),
}


@dataclass
class _Looks:
    """The formats of the workbook."""

    book: xlsxwriter.Workbook
    head: Format = field(init=False)
    text: Format = field(init=False)
    day: Format = field(init=False)
    whole: Format = field(init=False)
    number: Format = field(init=False)
    title: Format = field(init=False)
    link: Format = field(init=False)

    def __post_init__(self) -> None:
        top = {"valign": "top", "font_name": "Arial", "font_size": 12}
        self.head = self.book.add_format(
            {**top, "bold": True, "font_color": LIGHT.background, "bg_color": LIGHT.series[0], "text_wrap": True, "border": 1},
        )
        self.text = self.book.add_format({**top, "text_wrap": True, "num_format": "@"})
        self.day = self.book.add_format({**top, "num_format": "dd/mm/yyyy", "align": "left"})
        self.whole = self.book.add_format({**top, "num_format": "#,##0"})
        self.number = self.book.add_format({**top, "num_format": "#,##0.0##"})
        self.title = self.book.add_format({**top, "bold": True, "font_size": 16})
        self.link = self.book.add_format({**top, "font_color": LIGHT.link, "underline": 1})


def build_workbook(ground: Ground, pack: Pack, progress: Callable[[int, int, str], None] | None = None) -> bytes:
    """Return the tables behind a pack as an .xlsx file.

    Parameters
    ----------
    ground : Ground
        Its reading reports.
    pack : Pack
    progress : callable, optional
        Told after each sheet how many are done, of how many, and its name.

    Returns
    -------
    bytes
        No cell of it is a formula: text that could be taken for one has an apostrophe before it.
    """
    sheets = [*pack.sheets, *list_readings(ground)]
    names = _name_sheets(sheets)
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"title": clean(pack.title), "author": clean(pack.council), "created": pd.Timestamp(pack.today).to_pydatetime()})
        looks = _Looks(book)
        _write_contents(book.add_worksheet(CONTENTS), pack, sheets, names, looks)
        for number, (sheet, name) in enumerate(zip(sheets, names, strict=True), start=1):
            _write_sheet(book.add_worksheet(name), sheet.frame, looks)
            if progress is not None:
                progress(number, len(sheets), name)
    return sink.getvalue()


def list_readings(ground: Ground) -> list[Sheet]:
    """Return the reading report as tables: what each heading and word became, which rows are no records, what was doubtful.

    What could not be read is quoted for plans alone: in a file of figures it may be a small number. A partner version has none of it.
    """
    if ground.wanted.partner:
        return []
    tables: dict[str, list[tuple]] = {name: [] for name in _READING}
    for number, report in ground.readings.items():
        quoted = report.get("kind") == "plan"
        tables["Headings read"] += [(number, one["sheet"], one["heading"], one["field"], one["how"]) for one in report.get("mapping", [])]
        tables["Statuses read"] += [(number, typed, status) for typed, status in report.get("status_map", {}).items()]
        tables["Rows explained"] += [(number, one["sheet"], one["row"], one["why"]) for one in report.get("rows", {}).get("explained", [])]
        tables["Problems"] += [
            (number, one["severity"], one["sheet"], one["cell"], one["found"] if quoted else "", one["expected"])
            for one in report.get("problems", [])
        ]
    return [Sheet(name, title, pd.DataFrame(tables[name], columns=["Upload", *columns])) for name, (title, columns) in _READING.items()]


def _name_sheets(sheets: list[Sheet]) -> list[str]:
    """Return names that Excel allows and that are unique whatever their case."""
    names: list[str] = []
    for sheet in sheets:
        name = clean(sheet.name).translate(_FORBIDDEN).strip("' ")[:_NAME] or "Sheet"
        taken = {other.casefold() for other in [CONTENTS, *names]}
        number = 2
        plain = name
        while name.casefold() in taken:
            name = f"{plain[: _NAME - 4]} {number}"
            number += 1
        names.append(name)
    return names


def _write_contents(sheet: Worksheet, pack: Pack, sheets: list[Sheet], names: list[str], looks: _Looks) -> None:
    lines = [pack.title, *pack.subtitle]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, guard(clean(line)), looks.title if row == 0 else None)
    top = len(lines) + 1
    for place, heading in enumerate(("Sheet", "What it shows", "Rows")):
        sheet.write_string(top, place, heading, looks.head)
    for row, (one, name) in enumerate(zip(sheets, names, strict=True), start=top + 1):
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", looks.link, name)
        sheet.write_string(row, 1, guard(clean(one.title)), looks.text)
        sheet.write_number(row, 2, len(one.frame), looks.whole)
    sheet.freeze_panes(top + 1, 0)


def _write_sheet(sheet: Worksheet, frame: pd.DataFrame, looks: _Looks) -> None:
    for place, name in enumerate(frame.columns):
        series = frame[name]
        sheet.write_string(0, place, guard(clean(str(name))), looks.head)
        width = _write_column(sheet, place, series, looks)
        sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, max(width, len(str(name)) // 2 + 2) + 2)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write_column(sheet: Worksheet, place: int, series: pd.Series, looks: _Looks) -> int:
    """Write the cells of a column in its type; return the width of its text."""
    missing = series.isna().tolist() if series.dtype != "object" else [False] * len(series)
    if is_datetime64_any_dtype(series):
        for row, day in enumerate(series.tolist(), start=1):
            if not missing[row - 1]:
                sheet.write_datetime(row, place, day.to_pydatetime(), looks.day)
        return 10
    if (is_integer_dtype(series) or is_float_dtype(series)) and not is_bool_dtype(series):
        look = looks.whole if is_integer_dtype(series) else looks.number
        for row, number in enumerate(series.tolist(), start=1):
            if not missing[row - 1]:
                sheet.write_number(row, place, number, look)
        return 8
    widest = 0
    for row, value in enumerate(series.tolist(), start=1):
        if isinstance(value, (pd.Timestamp,)) and not pd.isna(value):
            sheet.write_datetime(row, place, value.to_pydatetime(), looks.day)
            continue
        text = write_cell(value)
        if text:
            sheet.write_string(row, place, guard(text)[:_TEXT], looks.text)
            if row <= _LOOKED_AT:
                widest = max(widest, len(text))
    return widest
