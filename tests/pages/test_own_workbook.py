"""A council's own workbook of figures, with one measure a row, months across and no column of areas, from the file to the page."""

import io
from collections.abc import Callable

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import loaders
from store import Store
from tests.pages.conftest import save, words

ROWS = [
    ["Measure", "Good is", "Target", "Jan-26", "Feb-26", "Mar-26"],
    ["Re-referrals within 12 months", "Low", "20%", "21.5%", "22%", "19.4%"],
    ["Children on a child protection plan", "-", None, 350, "[c]", 358],
]


def _workbook(title: str) -> bytes:
    book = openpyxl.Workbook()
    for row in [[title], [], *ROWS]:
        book.active.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("title", "area"), [("Wyreford Children's Services scorecard 2025/26", "Wyreford"), ("Children's social care scorecard 2025/26", None)]
)
def test_months_across_without_a_column_of_areas_are_the_councils_own(
    title: str, area: str | None, empty_store: Store, open_page: Callable[..., AppTest]
) -> None:
    reading = loaders.read(_workbook(title), name="scorecard.xlsx")
    save(empty_store, reading)

    figures = empty_store.observations("Wyreford", measure="Re-referrals within 12 months")
    assert figures["value"].tolist() == [21.5, 22, 19.4]
    assert set(figures["area_level"]) == {"council"}
    assert figures["area_code"].isna().all()
    assert [None if pd.isna(name) else name for name in figures["area"].unique()] == [area]

    page = open_page("measures")
    cards = " ".join(block.value.body if hasattr(block.value, "body") else str(block.value) for block in page.get("html"))
    assert "of 2 measures" in words(page)
    assert "19.4%" in cards
    assert "358" in cards
