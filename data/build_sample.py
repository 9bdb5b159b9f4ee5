"""Writes the sample workbooks of the made-up council Wyreford into data/sample: ``python -m data.build_sample``.

The same story always gives the same workbooks, so they are checked in and a test compares them with this program.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.sample_figures import Figure, build_comparators, build_monthly, build_schools, read_catalogue
from data.sample_plan import AS_AT, BOARD, CLASSES, FIRST_AS_AT, PRINTED, Line, Version, as_date, build_versions, read_story, spoken

FOLDER = Path(__file__).parent / "sample"
MADE_UP = "Wyreford is a made-up council; nothing here is about real people or places"
PUBLISHED, RECEIVED = date(2025, 11, 10), date(2025, 11, 7)
NEXT_UPDATE = date(2026, 11, 6)
TARGET_FROM = date(2026, 1, 1)

NO_RECOMMENDATION = "N/A"

KEY = (
    ("Blue", "Complete and signed off by the Board"),
    ("Complete", "Complete, awaiting sign-off by the Board"),
    ("Green", "On track"),
    ("Amber", "Some slippage, recoverable"),
    ("Red", "Off track"),
    ("Grey", "Not started"),
)
_FILLS = {"Blue": "0070C0", "Complete": "BDD7EE", "Green": "00B050", "Amber": "FFC000", "Red": "FF0000", "Grey": "BFBFBF"}
_FILL_OF = {"B": "Blue", "C": "Complete", "G": "Green", "A": "Amber", "R": "Red", "N": "Grey"}
_HEADING = PatternFill("solid", fgColor="DDE3EA")

MEASURE_HEADINGS = (
    "Catalogue id", "Measure", "Theme", "Definition", "Numerator", "Denominator", "Unit", "Polarity", "Frequency", "Kind of measure", "Decimals",
    "Target", "Target from", "Tolerance", "Target set by", "Owner", "Source", "Next update", "Commentary",
)
FIGURE_HEADINGS = ("Measure", "Area code", "Area", "Area level", "Breakdown", "Period", "Value", "Numerator", "Denominator", "Unit")
FIRST_HEADINGS = ("Area for improvement", "No.", "What we will do", "Responsible officer", "Agency", "By when", "Status", "Progress")
RECORDS = {"risks": "Risk register", "inspections": "Inspections", "case_reviews": "Case reviews", "events": "Events"}
_WIDE = {
    "Action", "Area for improvement", "Commentary", "Definition", "Effect expected", "Expected outcome", "Mitigation", "Note", "Progress",
    "Recommendation", "Risk", "What we will do",
}


def _title(sheet: Worksheet, *lines: str) -> None:
    for line in lines:
        sheet.append([line])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.append([])


def _headings(sheet: Worksheet, headings: Sequence[str]) -> None:
    sheet.append(list(headings))
    row = sheet.max_row
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(row, column)
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEADING, Alignment(wrap_text=True, vertical="top")
        wide = heading in _WIDE or heading.startswith("Update ")
        sheet.column_dimensions[get_column_letter(column)].width = 44 if wide else 18


def _append(sheet: Worksheet, values: Iterable[Any]) -> None:
    """Add a row: empty texts stay empty cells, dates are shown the British way."""
    sheet.append([None if value == "" else value for value in values])
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, date):
            cell.number_format = "dd/mm/yyyy"


def build_plan(version: Version) -> Workbook:
    """Return one version of the plan as the tracker that a council keeps."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Improvement plan"
    _title(
        sheet,
        "Wyreford Children's Improvement Plan (made-up sample)",
        f"Version {version.number}, as at {spoken(version.as_at)}",
        f"Ofsted report (ILACS) published {spoken(PUBLISHED)}",
        f"Ofsted report received {spoken(RECEIVED)}",
        MADE_UP,
    )
    sheet.append(["Key"])
    for word, meaning in KEY:
        sheet.append([word, meaning])
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor=_FILLS[word])
    sheet.append([])
    dates = [day for day in reversed(AS_AT) if day <= version.as_at][:2]
    headings = (
        "Ref", "Rec no.", "Ofsted category", "Action", "Lead officer", "Delivered by", "Monitored by", "Scrutiny", "Second layer of scrutiny",
        "Start date", "Target date", "Revised date", "BRAG", *(f"Update {spoken(day)}" for day in dates), "Evidence", "Expected outcome",
        "Success measures", "Effect expected", "Date completed", "Signed off", "Signed off by",
    )
    _headings(sheet, headings)
    sheet.freeze_panes = sheet.cell(sheet.max_row + 1, 5)
    for theme in read_story("themes"):
        sheet.append([f"Theme {theme['number']}: {theme['name']}"])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for line in version.lines:
            if line.theme == theme["number"]:
                _append(sheet, _cells(line, len(dates)))
                sheet.cell(sheet.max_row, headings.index("BRAG") + 1).fill = PatternFill("solid", fgColor=_FILLS[_FILL_OF[line.code]])
    _add_recommendations(book)
    return book


def _cells(line: Line, updates: int) -> list[Any]:
    said = [line.update, line.earlier_update][:updates]
    return [
        line.ref, line.recommendations or NO_RECOMMENDATION, line.category, line.action, line.lead, line.deliver, line.monitor, line.scrutinise,
        line.second, line.start, line.target, line.revised, PRINTED[line.code], *said, line.evidence, line.outcome, "; ".join(line.measures),
        line.effect, line.completed, line.signed_off, line.signed_off_by,
    ]


def _add_recommendations(book: Workbook) -> None:
    recommendations = read_story("recommendations")
    sheet = book.create_sheet("Recommendations")
    _title(sheet, "Recommendations to Wyreford council (LA) and its safeguarding children partnership (SCB)", MADE_UP)
    _headings(sheet, ("Rec no.", "Class", "Recommendation", "Paragraphs", "Owner"))
    for row in recommendations:
        _append(sheet, (row["ref"], CLASSES[row["class"]], row["text"], row["paragraphs"], row["owner"]))
    sheet = book.create_sheet("Themes")
    _title(sheet, "Themes and the recommendations that they answer", MADE_UP)
    _headings(sheet, ("Theme", "Alignment to Ofsted inspection recommendations"))
    for theme in read_story("themes"):
        answered = [row["ref"] for row in recommendations if theme["number"] in row["themes"].split("; ")]
        _append(sheet, (f"Theme {theme['number']}: {theme['name']}", ", ".join(answered[:-1]) + " and " + answered[-1]))


def build_first_plan() -> Workbook:
    """Return the smaller plan that the present one replaced: a sheet for each priority, its area for improvement merged down the rows."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for priority in read_story("first_plan_priorities"):
        _add_priority(book, priority)
    sheet = book.create_sheet("Areas for improvement")
    _title(sheet, "Areas for improvement in Ofsted's letter after its focused visit of March 2024", MADE_UP)
    _headings(sheet, ("Rec no.", "Recommendation"))
    for priority in read_story("first_plan_priorities"):
        _append(sheet, (int(priority["number"]), priority["area"]))
    return book


def _add_priority(book: Workbook, priority: dict[str, str]) -> None:
    number = priority["number"]
    sheet = book.create_sheet(f"Priority {number}")
    _title(sheet, "Wyreford Council Action Plan 2024 after the Focused Visit (made-up sample)", f"Version 6, as at {spoken(FIRST_AS_AT)}", MADE_UP)
    sheet.append([f"Priority {number}: {priority['name']}"])
    _headings(sheet, FIRST_HEADINGS)
    top = sheet.max_row + 1
    for row in read_story("first_plan"):
        if row["priority"] == number:
            told = (as_date(row["due"]), row["rating"], row["progress"])
            _append(sheet, (f"{number}: {priority['area']}", row["ref"], row["action"], row["lead"], row["agency"], *told))
    sheet.merge_cells(start_row=top, end_row=sheet.max_row, start_column=1, end_column=1)
    sheet.cell(top, 1).alignment = Alignment(wrap_text=True, vertical="top")


def build_figures() -> Workbook:
    """Return the figures workbook: definitions, thirty-six months with comparators, schools, and who the statistical neighbours are."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Measures"
    _title(sheet, "Wyreford performance measures (made-up sample)", f"As at {spoken(AS_AT[-1])}", MADE_UP)
    _headings(sheet, MEASURE_HEADINGS)
    for row in measure_rows():
        _append(sheet, row)
    months = book.create_sheet("Figures")
    _title(months, "Wyreford, its statistical neighbours, its region and England (all made up)", f"As at {spoken(AS_AT[-1])}", MADE_UP)
    _add_figures(months, build_monthly() + build_comparators())
    schools = book.create_sheet("Schools")
    _title(schools, "Secondary schools in Wyreford, school year 2024/25 (all made up)", MADE_UP)
    _add_figures(schools, build_schools())
    _add_neighbours(book)
    return book


def measure_rows() -> list[tuple[Any, ...]]:
    """Return the definitions: thirty from the indicator catalogue and two for the schools."""
    catalogue = read_catalogue()
    themes = {row["number"]: row["name"] for row in read_story("themes")}
    rows: list[tuple[Any, ...]] = []
    for row in read_story("measures"):
        listed = catalogue[row["id"]]
        target = float(row["target"]) if row["target"] else None
        below = "" if listed["denominator"] == "-" else listed["denominator"]
        rows.append((
            row["id"], row["name"], themes[row["theme"]], row["definition"], listed["numerator"], below, row["unit"], row["polarity"], "monthly",
            row["kind"], int(row["decimals"]), target, None if target is None else TARGET_FROM,
            float(row["tolerance"]) if row["tolerance"] else None, "" if target is None else BOARD, row["owner"], row["source"], NEXT_UPDATE,
            row["commentary"],
        ))
    for name, definition, unit, kind in (
        ("School attendance", "Share of possible sessions that pupils attended in the school year", "%", "percentage"),
        ("Average Attainment 8 score", "Average score of pupils at the end of key stage 4", "score", "rate"),
    ):
        whose = ("Virtual School Head", "School census")
        rows.append(("", name, "", definition, "", "", unit, "high", "annual", kind, 1, None, None, None, "", *whose, None, ""))
    return rows


def _add_figures(sheet: Worksheet, figures: Iterable[Figure]) -> None:
    _headings(sheet, FIGURE_HEADINGS)
    for f in figures:
        _append(sheet, (f.measure, f.code, f.area, f.level, f.breakdown, f.period, f.value, f.numerator, f.denominator, f.unit))


def build_records() -> Workbook:
    """Return the workbook of risks, inspections, case reviews and events."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    book.remove(sheet)
    for name, title in RECORDS.items():
        sheet = book.create_sheet(title)
        _title(sheet, f"{title} of Wyreford (made-up sample)", f"As at {spoken(AS_AT[-1])}", MADE_UP)
        rows = read_story(name)
        _headings(sheet, tuple(rows[0]))
        for row in rows:
            _append(sheet, (int(value) if value.isdigit() else as_date(value) for value in row.values()))
    return book


def _add_neighbours(book: Workbook) -> None:
    """Add the list of neighbours as the department's workbook has it: one authority a row, its neighbours and how close they are across."""
    sheet = book.create_sheet("Statistical neighbours")
    _title(sheet, "Statistical neighbours of Wyreford (all made up)", MADE_UP)
    home, *others = read_story("areas")
    neighbours = [row for row in others if row["level"] == "council"]
    across = [heading for rank in range(1, len(neighbours) + 1) for heading in (f"SN{rank}", "SNP")]
    _headings(sheet, ("LA number", "LA name", *across))
    _append(sheet, (home["code"], home["name"], *(cell for row in neighbours for cell in (row["code"], row["closeness"]))))
    for row in neighbours:
        _append(sheet, (row["code"], row["name"]))


def workbook_bytes(book: Workbook) -> bytes:
    """Return the workbook as a file without the moment of writing, so that two runs give the same parts."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in written.namelist():
            data = written.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-10-07T09:00:00Z", data)
            packed.writestr(zipfile.ZipInfo(name, (2026, 10, 7, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def build_all() -> dict[str, bytes]:
    """Return every sample workbook by file name."""
    books = {f"wyreford_plan_v{version.number}.xlsx": build_plan(version) for version in build_versions()}
    books |= {"wyreford_first_plan.xlsx": build_first_plan(), "wyreford_figures.xlsx": build_figures(), "wyreford_records.xlsx": build_records()}
    return {name: workbook_bytes(book) for name, book in books.items()}


def main() -> int:
    """Write the workbooks and say where."""
    for name, data in build_all().items():
        (FOLDER / name).write_bytes(data)
    print(f"Seven workbooks written to {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
