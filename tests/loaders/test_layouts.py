"""Every layout of tests/loaders/layouts, the trackers as councils send them and the five shared plans are read without a wrong cell."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from loaders import open_book
from loaders.interpretation import read_book
from tests.loaders.book import make_book, read_file
from tests.loaders.layouts.drawing import Truth
from tests.loaders.layouts.make import FOLDER, LAYOUTS
from tests.loaders.scoring import score
from tests.shared import SHARED, needs_shared

SHARED_PLANS = sorted((SHARED / "plans").glob("*.truth.json")) if (SHARED / "plans").exists() else []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.truth.json")), ids=lambda path: path.name)
def test_every_written_layout_is_read_without_a_wrong_cell(path: Path) -> None:
    reading = read_book(open_book(path.with_name(path.name.replace(".truth.json", ".xlsx")), "xlsx", path.name))

    assert score(reading, json.loads(path.read_text(encoding="utf-8"))["actions"]).wrong == []
    assert reading.found == reading.loaded + len(reading.explained)
    assert not [row for row in reading.explained if row.why == "not understood"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_written_workbooks_are_those_that_the_script_draws(layout: Callable[[], tuple[Workbook, Truth]]) -> None:
    book, truth = layout()
    written = make_book(openpyxl.load_workbook(FOLDER / f"{layout.__name__}.xlsx"))

    assert written.sheets == make_book(book).sheets
    assert json.loads((FOLDER / f"{layout.__name__}.truth.json").read_text(encoding="utf-8"))["actions"] == truth


@needs_shared
@pytest.mark.parametrize("path", SHARED_PLANS, ids=lambda path: path.name)
def test_the_shared_plans_are_read_without_a_wrong_cell(path: Path) -> None:
    reading = read_book(read_file(path.with_name(path.name.replace(".truth.json", ".xlsx"))))

    assert score(reading, json.loads(path.read_text())["actions"]).wrong == []
    assert reading.found == reading.loaded + len(reading.explained)


@needs_shared
def test_a_recommendation_in_two_themes_is_one_recommendation() -> None:
    reading = read_book(read_file(SHARED / "plans" / "numbered_recommendations.xlsx"))
    recommendations = reading.table("recommendations")

    assert len(recommendations) == 37
    assert sum(len(themes) for themes in recommendations["themes"]) == 38
    assert recommendations.loc[recommendations["ref"] == "LA 12", "themes"].tolist() == [
        ["Children who need help and protection", "Leadership, Management and Governance"]
    ]
