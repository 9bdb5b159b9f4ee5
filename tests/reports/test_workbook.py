"""The workbook, opened again: contents, types, frozen headings, filters, the reading report, and no formula anywhere."""

import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from model import conform
from reports.contents import build_pack
from reports.parts import Pack, Section, Sheet
from reports.workbook import build_workbook


@pytest.fixture(scope="module")
def book(ground, pack):
    return openpyxl.load_workbook(io.BytesIO(build_workbook(ground, pack)))


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_contents_name_every_sheet_with_its_rows(book):
    lines = rows(book["Contents"])
    start = next(place for place, line in enumerate(lines) if line[0] == "Sheet")
    listed = {line[0]: line[2] for line in lines[start + 1 :]}
    assert list(listed) == book.sheetnames[1:]
    assert all(listed[name] == book[name].max_row - 1 for name in listed if listed[name])


def test_every_sheet_is_frozen_and_filtered(book):
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref


def test_cells_are_typed(book):
    heading, first, *_ = rows(book["Actions"])
    action = dict(zip(heading, first, strict=True))
    assert action["Due"] == datetime(2026, 2, 28)
    themes = [dict(zip(rows(book["Themes"])[0], line, strict=True)) for line in rows(book["Themes"])[1:]]
    assert [(line["Theme"], line["Actions"], line["Done"], line["Overdue"]) for line in themes] == [
        ("Help and protection", 2, 1, 1), ("Care leavers", 2, 1, 0), ("No theme given", 1, 0, 0), ("All actions", 5, 2, 1),
    ]  # fmt: skip
    assert themes[0]["Done %"] == 50.0


def test_figures_are_numbers_and_letters_are_not(book):
    lines = [dict(zip(rows(book["Figures"])[0], line, strict=True)) for line in rows(book["Figures"])[1:]]
    small = [line for line in lines if line["Measure"] == "In unregistered homes"]
    assert [line["Value"] for line in small[:3]] == [9, 8, 10]
    assert (small[-1]["Value"], small[-1]["Letter"]) == (None, "c")


def test_the_reading_report_adds_up(book):
    heading, *lines = rows(book["Files"])
    for line in lines:
        file = dict(zip(heading, line, strict=True))
        assert file["Rows found"] == file["Loaded"] + file["Explained"]
    assert {"Headings read", "Statuses read", "Rows explained", "Problems"} <= set(book.sheetnames)


def test_no_text_is_taken_for_a_formula(ground):
    texts = ["=1+1", "+44", "-3", "@x", "\tx", "\n=x", 'a\x0b"b']
    actions = conform([{"key": str(n), "ref": str(n), "action": text} for n, text in enumerate(texts)], "actions")
    pack = build_pack(replace(ground, tables={**ground.tables, "actions": actions}), ["overview"])
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(ground, pack)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"'=1+1", "'+44", "'-3", "'@x"} <= {cell.value for cell in cells}


def test_names_of_sheets_are_made_fit(ground):
    frames = [Sheet(name, "title", pd.DataFrame({"a": [1]})) for name in ("A/B [1]", "x" * 40, "x" * 40, "contents")]
    pack = Pack("Wyreford", "Plan", ("Sub",), "foot", ground.today, False, (Section("a", "A", (), tuple(frames)),))
    names = openpyxl.load_workbook(io.BytesIO(build_workbook(ground, pack))).sheetnames
    assert names[:5] == ["Contents", "A B  1", "x" * 31, f"{'x' * 27} 2", "contents 2"]
