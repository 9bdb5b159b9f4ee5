"""Templates read straight back, and a plan written in one comes back the same."""

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from loaders import open_book
from loaders.interpretation import read_book
from loaders.reading import Reading
from loaders.templates import build_figures_template, build_plan_template, heading, template_columns, write_plan
from loaders.words.headings import known
from model import conform

ACTIONS = [
    {
        "key": "1.1", "ref": "1.1", "theme": "Help and protection", "action": "Re-write the threshold document with partners",
        "lead": "Head of Safeguarding",
        "deliver": ["Children's Social Care", "Police"], "monitor": ["Performance Group"], "scrutinise": ["Improvement Board"],
        "recommendation_refs": ["LA 5", "SCB 1"], "due": date(2026, 3, 31), "due_text": "End of March 2026", "due_precision": "month",
        "first_due": date(2025, 12, 31), "status": "at risk", "progress": 60.0, "update": "The draft went to partners and their comments came back.",
    },
    {
        "key": "1.2", "ref": "1.2", "theme": "Help and protection", "action": "=SUM(A1) must stay text", "lead": "Head of Early Help",
        "recommendation_refs": [], "due": date(2026, 5, 1), "due_text": "1 May 2026", "due_precision": "day", "first_due": date(2026, 5, 1),
        "status": "complete", "completed": date(2025, 2, 3), "progress": 100.0, "update": "- finished in full and seen by the board in the spring",
    },
    {
        "key": "2.1", "ref": "2.1", "theme": "Leadership", "action": "Report to the board each month", "lead": "Director of Children's Services",
        "recommendation_refs": ["LA 2"], "due_text": "Ongoing", "due_precision": "ongoing", "status": "on track", "progress": 20.0,
        "update": "The first three reports were made.",
    },
]  # fmt: skip
RISKS = [{"ref": "R1", "risk": "Staff leave", "likelihood": 4, "impact": 5, "score": 20, "mitigation": "Retention offer", "owner": "Director"}]
COMPARED = (
    "ref", "theme", "action", "lead", "deliver", "monitor", "scrutinise", "second_scrutiny", "recommendation_refs", "start", "first_due", "due",
    "due_text",    "due_precision", "completed", "status", "progress", "update", "evidence", "outcome", "measure", "signed_off",
)  # fmt: skip


def read(tmp_path: Path, data: bytes, name: str = "workbook.xlsx") -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    return read_book(open_book(path, "xlsx", name), {})


@pytest.mark.parametrize("table", ["actions", "recommendations", "risks", "inspections", "case_reviews", "events", "measures"])
def test_every_heading_maps_back(table: str) -> None:
    assert {column.name: known(heading(table, column), table) for column in template_columns(table)} == {
        c.name: c.name for c in template_columns(table)
    }


def test_every_heading_of_the_figures_is_known() -> None:
    assert all(known(heading("observations", column), "figures_long") for column in template_columns("observations"))


@pytest.mark.parametrize("build", [build_plan_template, build_figures_template])
def test_blank_templates_hold_no_record(build: object, tmp_path: Path) -> None:
    reading = read(tmp_path, build())  # type: ignore[operator]
    reading.check()
    assert reading.loaded == 0


def test_blank_templates_have_drop_downs_and_guidance() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_plan_template()))
    assert book.sheetnames == ["Plan", "Recommendations", "Risks", "Inspections", "Case reviews", "Events", "Guidance"]
    lists = [validation.formula1 for validation in book["Plan"].data_validations.dataValidation]
    assert any("at risk" in text for text in lists)
    assert any("Column Action" in str(cell.value) for cell in book["Guidance"]["A"])
    assert openpyxl.load_workbook(io.BytesIO(build_figures_template())).sheetnames == ["Measures", "Figures", "Guidance"]


def test_a_plan_comes_back_the_same(tmp_path: Path) -> None:
    plans = conform([{"council": "Wyreford", "title": "Children's improvement plan", "version": "7", "as_at": date(2025, 6, 30)}], "plans")
    actions, risks = conform(ACTIONS, "actions"), conform(RISKS, "risks")
    reading = read(tmp_path, write_plan({"plans": plans, "actions": actions, "risks": risks}))
    pd.testing.assert_frame_equal(reading.table("actions")[list(COMPARED)], actions[list(COMPARED)])
    pd.testing.assert_frame_equal(reading.table("risks").drop(columns=["sheet", "row"]), risks.drop(columns=["sheet", "row"]))
    assert reading.table("plans")[["version", "as_at"]].iloc[0].tolist() == ["7", datetime(2025, 6, 30)]


def test_no_cell_is_a_formula() -> None:
    actions = conform([{"key": str(n), "action": text} for n, text in enumerate(["=1+1", "+44", "-3", "@x", "\tx", "\n=x", "https://x"])], "actions")
    sheet = openpyxl.load_workbook(io.BytesIO(write_plan({"actions": actions})))["Plan"]
    cells = [cell for column in sheet.iter_cols(min_row=2) for cell in column if cell.value in ("=1+1", "+44", "-3", "@x", "\tx", "\n=x", "https://x")]
    assert [cell.data_type for cell in cells] == ["s"] * 7
    assert [cell.quotePrefix for cell in cells] == [True, True, True, True, True, True, False]


def test_filled_figures_template_reads_back(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_figures_template()))
    measures, figures = book["Measures"], book["Figures"]
    for row, values in enumerate([{"Measure ID": "CP3", "Measure": "Second plans", "Unit": "%", "Polarity": "low", "Target": 20}], start=2):
        _fill(measures, row, values)
    for row, values in enumerate(
        [
            {
                "Measure ID": "CP3",
                "Area": "Wyreford",
                "Breakdown": "Total",
                "Period": "April 2025",
                "Numerator": 210,
                "Denominator": 358,
                "Unit": "%",
            },
            {"Measure ID": "CP3", "Area": "Wyreford", "Breakdown": "Total", "Period": "May 2025", "Symbol": "c", "Unit": "%"},
        ],
        start=2,
    ):
        _fill(figures, row, values)
    sink = io.BytesIO()
    book.save(sink)
    reading = read(tmp_path, sink.getvalue())
    table = reading.table("observations")
    assert table["measure"].tolist() == ["CP3", "CP3"]
    assert [round(value, 1) for value in table["value"].dropna()] == [58.7]
    assert table["symbol"].dropna().tolist() == ["c"]


def _fill(sheet: openpyxl.worksheet.worksheet.Worksheet, row: int, values: dict[str, object]) -> None:
    places = {cell.value: cell.column for cell in sheet[1]}
    for name, value in values.items():
        sheet.cell(row, places[name], value)
