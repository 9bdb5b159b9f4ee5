"""Words struck through beside others: an old date, an owner who has gone."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from loaders.opening.struck import find_struck
from loaders.opening.workbook import open_book
from loaders.private.personal import check
from loaders.reading import Refused
from tests.loaders.children import upn

OFF = InlineFont(strike=True)


def shared(*texts: str) -> bytes:
    return f"<sst>{''.join(f'<si>{text}</si>' for text in texts)}</sst>".encode()


def run(text: str, mark: str = "") -> str:
    return f'<r><rPr>{mark}<sz val="11"/></rPr><t xml:space="preserve">{text}</t></r>'


def save(path: Path, *cells: object) -> Path:
    book = openpyxl.Workbook()
    for row, value in enumerate(cells, 1):
        book.active.cell(row, 1).value = value
    book.save(path)
    return path


def test_what_is_struck_beside_other_words_is_left_out():
    found = find_struck(shared(run("31/10/2025 ", "<strike/>") + run("27/02/2026"), "<t>27/02/2026</t>"))

    assert found == {"31/10/2025 27/02/2026": "27/02/2026"}


@pytest.mark.parametrize(
    "text",
    [
        run("Closed in March", "<strike/>"),  # the whole text: the cell says so by its look
        run("Set up the ", '<strike val="0"/>') + run("panel"),
        run("Set up the panel") + run(" - ", "<strike/>") + "<rPh><t>x</t></rPh>",
        run("31/10/2025", "<strike/>") + run(" - "),  # nothing would be left
        "<t>no runs</t>",
    ],
)
def test_what_is_kept_as_it_stands(text: str):
    assert set(find_struck(shared(text)).values()) <= {"Set up the panel"}


def test_a_text_that_another_cell_has_without_the_line_is_kept():
    assert find_struck(shared(run("May ", "<strike/>") + run("June"), "<t>May June</t>")) == {}


def test_texts_that_cannot_be_read_are_kept():
    assert find_struck(b"<sst><si><strike/>") == {}


def test_cells_of_a_workbook(tmp_path: Path):
    book = open_book(save(tmp_path / "plan.xlsx", CellRichText(TextBlock(OFF, "Head of MASH\n"), "Head of Front Door"), "Head of MASH"))

    assert book.sheets[0].rows == [["Head of Front Door"], ["Head of MASH"]]
    assert ("Sheet", "A1", "words struck through beside others in a cell (A1) were left out") in book.notes


def test_a_pupil_number_struck_out_is_found_all_the_same(tmp_path: Path):
    rows = [CellRichText(TextBlock(OFF, f"{upn(number)} "), "see the case system") for number in range(12)]

    with pytest.raises(Refused):
        check(open_book(save(tmp_path / "list.xlsx", "Number", *rows)), date(2026, 1, 15))
