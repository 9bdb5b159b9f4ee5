"""Blank templates to download, made from the model, and a plan written in the same layout.

Every heading is one that the loaders know, so what is filled in reads straight back.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from loaders.words.headings import known
from model import TABLES, Column
from model.vocabulary import AREA_LEVELS, EVENT_KINDS, INSPECTION_JUDGEMENTS, POLARITIES, RECOMMENDATION_CLASSES, STATUSES, SYMBOLS

BLANK_ROWS = 500  # rows of a blank sheet that have drop-downs
_NAVY, _PALE = "#1F3A5F", "#EEF2F7"
# Text that begins with one of these would be taken for a formula by a spreadsheet; such a cell is marked as text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDE = frozenset(
    (
        "action",
        "recommendation",
        "text",
        "update",
        "evidence",
        "outcome",
        "measure",
        "risk",
        "mitigation",
        "note",
        "definition",
        "title",
        "name",
        "meaning",
    )
)

# Headings where the model's own label names more than one field of the sheet it would stand on.
_HEADINGS = {
    ("actions", "progress"): "% complete",
    ("actions", "measure"): "Measures",
    ("actions", "update_date"): "Date of update",
    ("themes", "number"): "Theme no.",
    ("actions", "outcome_rating"): "Outcome RAG",
    ("measures", "measure"): "Measure ID",
    ("measures", "name"): "Measure",
    ("measures", "kind"): "Kind of measure",
    ("observations", "measure"): "Measure ID",
    ("observations", "period_end"): "Period",
}
_CHOICES: dict[tuple[str, str], Sequence[str]] = {
    ("actions", "status"): [status.name for status in STATUSES],
    ("recommendations", "category"): RECOMMENDATION_CLASSES,
    ("recommendations", "series"): ("LA", "SCB"),
    ("risks", "likelihood"): ("1", "2", "3", "4", "5"),
    ("risks", "impact"): ("1", "2", "3", "4", "5"),
    ("risks", "status"): ("Open", "Closed"),
    ("inspections", "provider_kind"): ("council", "school", "children's home", "agency"),
    ("inspections", "kind"): ("Full inspection", "Short inspection", "Monitoring visit"),
    ("inspections", "before"): INSPECTION_JUDGEMENTS,
    ("inspections", "after"): INSPECTION_JUDGEMENTS,
    ("case_reviews", "kind"): ("Rapid review", "Child safeguarding practice review"),
    ("events", "kind"): EVENT_KINDS,
    ("measures", "polarity"): tuple(POLARITIES),
    ("measures", "frequency"): ("weekly", "monthly", "quarterly", "termly", "annual"),
    ("measures", "kind"): ("flow", "stock", "rolling", "percentage", "count", "rate"),
    ("measures", "unit"): ("%", "count", "per 10,000", "days"),
    ("observations", "area_level"): AREA_LEVELS,
    ("observations", "symbol"): tuple(SYMBOLS),
}
_EXAMPLES = {
    ("actions", "ref"): "1.1",
    ("actions", "theme"): "Help and protection",
    ("actions", "recommendation_refs"): "LA 5; SCB 1",
    ("actions", "action"): "Re-write the threshold document with partners",
    ("actions", "lead"): "Head of Safeguarding",
    ("actions", "deliver"): "Children's Social Care; Police",
    ("actions", "monitor"): "Performance Group",
    ("actions", "scrutinise"): "Improvement Board",
    ("actions", "second_scrutiny"): "Scrutiny Committee",
    ("actions", "due"): "31/03/2026, or words such as End of Q2 2026/27 or Ongoing",
    ("actions", "first_due"): "31/12/2025",
    ("actions", "status"): "on track",
    ("actions", "progress"): "60",
    ("recommendations", "series"): "LA",
    ("recommendations", "number"): "5",
    ("recommendations", "paragraphs"): "57; 138",
    ("case_reviews", "ref"): "CR3",
    ("events", "kind"): "board meeting",
    ("risks", "likelihood"): "4",
    ("risks", "impact"): "5",
    ("risks", "score"): "20",
    ("measures", "measure"): "CP3",
    ("measures", "name"): "Child protection plans that are a second or subsequent plan",
    ("measures", "target"): "20",
    ("measures", "polarity"): "low",
    ("observations", "measure"): "CP3",
    ("observations", "area_code"): "E06000009",
    ("observations", "breakdown"): "Total",
    ("observations", "period_end"): "April 2025, Q1 2025/26, 2024/25 or 31 March 2025",
    ("observations", "value"): "58.7, or c where it is hidden",
    ("observations", "numerator"): "210",
    ("observations", "denominator"): "358",
    ("observations", "area"): "Wyreford",
}
_ACTION_FIELDS = (
    "ref",
    "theme",
    "recommendation_refs",
    "recommendation",
    "action",
    "lead",
    "deliver",
    "monitor",
    "scrutinise",
    "second_scrutiny",
    "start",
    "first_due",
    "due",
    "completed",
    "status",
    "progress",
    "update",
    "evidence",
    "outcome",
    "measure",
    "signed_off",
)
_KEPT = "Kept from the earlier tracker,"  # before a heading that has no field of its own but sounds as if it had
# Columns that a plan has only where something stands in them: the blank template stays short.
_EXTRA_FIELDS = ("category", "update_date", "earlier_updates", "outcome_rating", "signed_off_by", "effect")
_RECOMMENDATION_FIELDS = ("series", "number", "category", "text", "paragraphs", "themes", "owner")
_OBSERVATION_FIELDS = (
    "measure",
    "area_code",
    "area",
    "area_level",
    "breakdown",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "symbol",
    "unit",
    "as_at",
)
_NOT_TYPED = ("sheet", "row", "catalogue_id", "year_type", "no_band")
_PLAN_SHEETS = (
    ("Plan", "actions"),
    ("Recommendations", "recommendations"),
    ("Risks", "risks"),
    ("Inspections", "inspections"),
    ("Case reviews", "case_reviews"),
    ("Events", "events"),
)
_FIGURES_SHEETS = (("Measures", "measures"), ("Figures", "observations"))
_PLAN_GUIDANCE = (
    "How to fill in this workbook",
    "Write one action in each row of the sheet Plan. Leave a cell empty where nothing is known; please do not merge cells or change headings.",
    "Several bodies or references in one cell are divided by a semicolon. A deadline may be a date or words: the words are kept beside the date.",
    "Never write a child's name, date of birth or number anywhere in this workbook.",
)
_FIGURES_GUIDANCE = (
    "How to fill in this workbook",
    "Describe each measure once on the sheet Measures. Write one figure in each row of the sheet Figures.",
    "Write a symbol in place of a figure that is hidden or missing, never a nought.",
    "Where numerator and denominator are given, the percentage is worked out.",
    "Never write figures of single children, their names, dates of birth or numbers anywhere in this workbook.",
)


@dataclass
class _Looks:
    """The formats of one workbook."""

    book: xlsxwriter.Workbook
    head: Format = field(init=False)
    text: Format = field(init=False)
    guarded: Format = field(init=False)
    day: Format = field(init=False)
    number: Format = field(init=False)
    title: Format = field(init=False)

    def __post_init__(self) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self.head = self.book.add_format({"bold": True, "font_color": "white", "bg_color": _NAVY, "border": 1, **wrapped})
        self.text = self.book.add_format({**wrapped, "num_format": "@"})
        self.guarded = self.book.add_format({**wrapped, "num_format": "@", "quote_prefix": True})
        self.day = self.book.add_format({**wrapped, "num_format": "dd/mm/yyyy"})
        self.number = self.book.add_format({"valign": "top"})
        self.title = self.book.add_format({"bold": True, "font_size": 14})


def build_plan_template() -> bytes:
    """Return a blank plan workbook (xlsx) with drop-downs and guidance."""
    return _build(_PLAN_SHEETS, _PLAN_GUIDANCE, {}, [])


def build_figures_template() -> bytes:
    """Return a blank figures workbook (xlsx) with drop-downs and guidance."""
    return _build(_FIGURES_SHEETS, _FIGURES_GUIDANCE, {}, [])


def write_plan(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a plan as a workbook in the template's layout.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Canonical tables; those that are missing leave their sheet out.

    Returns
    -------
    bytes
        An xlsx file. No cell of it is a formula: text that could be taken for one is marked as text.
    """
    plans = tables.get("plans")
    lines = [] if plans is None or not len(plans) else _title_lines(plans.iloc[0])
    sheets = [(name, table) for name, table in _PLAN_SHEETS if table == "actions" or len(tables.get(table, ()))]
    if "themes" in tables and tables["themes"][["number", "objective", "lead"]].notna().any(axis=None):
        sheets.insert(1, ("Themes", "themes"))
    return _build(sheets, _PLAN_GUIDANCE, tables, lines)


def heading(table: str, column: Column) -> str:
    """Return the template's heading for a column."""
    return _HEADINGS.get((table, column.name), column.label)


def template_columns(table: str, frame: pd.DataFrame | None = None) -> list[Column]:
    """Return the columns that the template of a table has, in order; with a table of actions those, too, that only some plans use."""
    chosen = {"actions": _ACTION_FIELDS, "recommendations": _RECOMMENDATION_FIELDS, "observations": _OBSERVATION_FIELDS}.get(table)
    names = list(chosen or [column.name for column in TABLES[table].columns if column.name not in _NOT_TYPED])
    if table == "actions" and frame is not None:
        names += [name for name in _EXTRA_FIELDS if name in frame and frame[name].notna().any()]
    return [TABLES[table][name] for name in names]


_DATES = (
    ("Ofsted report published", "report_published"),
    ("Ofsted report received", "report_received"),
    ("Submission to Ofsted", "submission_due"),
)


def _title_lines(plan: pd.Series) -> list[str]:
    lines = [str(plan["title"])] if pd.notna(plan["title"]) else []
    lines += [f"{label}: {plan[name]}" for label, name in (("Council", "council"), ("Version", "version")) if pd.notna(plan[name])]
    lines += [f"As at: {_day(plan['as_at'])}"] if pd.notna(plan["as_at"]) else []
    lines += [f"Inspection framework: {plan['framework']}"] if pd.notna(plan["framework"]) else []
    return lines + [f"{label}: {_day(plan[name])}" for label, name in _DATES if pd.notna(plan[name])]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _build(sheets: Sequence[tuple[str, str]], guidance: Sequence[str], tables: Mapping[str, pd.DataFrame], lines: list[str]) -> bytes:
    sink = io.BytesIO()
    # Nothing that begins like a formula or an address is made into one.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(sink, options) as book:
        looks = _Looks(book)
        for position, (name, table) in enumerate(sheets):
            _write_sheet(book.add_worksheet(name), table, tables.get(table), lines if position == 0 else [], looks)
        _write_guidance(book.add_worksheet("Guidance"), sheets, guidance, looks)
    return sink.getvalue()


def _write_sheet(sheet: Worksheet, table: str, frame: pd.DataFrame | None, lines: list[str], looks: _Looks) -> None:
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, looks.title if row == 0 else None)
    top = len(lines) + 1 if lines else 0
    columns = template_columns(table, frame)
    for place, column in enumerate(columns):
        sheet.write_string(top, place, heading(table, column), looks.head)
        sheet.set_column(place, place, 44 if column.name in _WIDE else 18)
    records = [] if frame is None else frame.to_dict("records")
    others = _other_columns(table, records)
    for place, name in enumerate(others, start=len(columns)):
        sheet.write_string(top, place, name, looks.head)
        sheet.set_column(place, place, 24)
    for row, record in enumerate(records, start=top + 1):
        for place, column in enumerate(columns):
            _write_cell(sheet, row, place, _typed(column, record), looks)
        for place, said in enumerate(others.values(), start=len(columns)):
            _write_cell(sheet, row, place, said.get(row - top - 1), looks)
    sheet.freeze_panes(top + 1, 0)
    last = top + max(BLANK_ROWS, len(records))
    for place, column in enumerate(columns):
        choices = _CHOICES.get((table, column.name))
        if choices:
            # A warning only: a council's own word may be typed all the same.
            sheet.data_validation(top + 1, place, last, place, {"validate": "list", "source": list(choices), "error_type": "information"})


def _other_columns(table: str, records: list[dict[Any, Any]]) -> dict[str, dict[int, str]]:
    """Return the columns that have no field of their own: heading to text by the action's place.

    A heading that names a field is marked: beside the field's own column it would be read as something else.
    """
    fields = set(TABLES["actions"].names) - {"other"}
    found: dict[str, dict[int, str]] = {}
    for place, record in enumerate(records if table == "actions" else ()):
        kept, last = record.get("other"), ""
        for line in kept.split("\n") if isinstance(kept, str) else ():
            name, colon, said = line.partition(": ")
            if colon and said:
                last = f"{_KEPT} {name}" if known(name, table) in fields else name
                found.setdefault(last, {})[place] = said
            elif last:
                found[last][place] += f"\n{line}"
    return found


def _typed(column: Column, record: Mapping[str, Any]) -> Any:
    """Return what a person would have typed: a deadline that is no day stays in its own words."""
    value = record.get(column.name)
    if column.name == "due" and record.get("due_precision") not in (None, "day") and isinstance(record.get("due_text"), str):
        return record["due_text"]
    if column.name == "recommendation_refs" and not value:
        return "-"  # a blank cell would read as the references of the row above
    if column.type == "list":
        return "; ".join(value) if isinstance(value, list) and value else None
    return None if value is None or pd.isna(value) else value


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, looks: _Looks) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (datetime, date)):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), looks.day)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, place, value, looks.number)
    else:
        text = str(value)
        sheet.write_string(row, place, text, looks.guarded if text.startswith(_FORMULA_STARTS) else looks.text)


def _write_guidance(sheet: Worksheet, sheets: Sequence[tuple[str, str]], guidance: Sequence[str], looks: _Looks) -> None:
    """Write what each column means, one cell a row: with two cells a row it would look like a table of actions."""
    sheet.set_column(0, 0, 130, looks.text)
    lines = [*guidance, ""]
    for name, table in sheets:
        lines.append(f"The sheet {name}")
        lines += [_explain(table, column) for column in template_columns(table)]
        lines.append("")
    for row, line in enumerate(lines):
        title = row == 0 or line.startswith("The sheet ")
        sheet.write_string(row, 0, line, looks.title if title else looks.text)


def _explain(table: str, column: Column) -> str:
    example, choices = _EXAMPLES.get((table, column.name)), _CHOICES.get((table, column.name))
    parts = [f"Column {heading(table, column)} – {column.meaning}."]
    parts += [f"For example {example}."] if example else []
    parts += [f"Choose from {', '.join(choices)}."] if choices else []
    # No colon anywhere: "Action: text" would read as an action set out with its label beside it.
    return " ".join(parts)
