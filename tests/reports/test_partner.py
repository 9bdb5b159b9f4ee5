"""What may leave the council: no hidden number in any part of any file, the workbooks inside charts included."""

import io
import re
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from reports.contents import SECTIONS, build_pack
from reports.powerpoint import build_powerpoint
from reports.word import build_word
from reports.workbook import build_workbook
from tests.pages.council import SMALL
from tests.reports.conftest import HIDDEN

UPDATES = ("Half trained", "No building yet")


def read_parts(data: bytes) -> dict[str, str]:
    """Return every part of a file as text, files within it unpacked, markup taken out of none."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if content[:2] == b"PK":
                found |= {f"{name}/{inner}": text for inner, text in read_parts(content).items()}
            else:
                found[name] = content.decode("utf-8", errors="replace")
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["ordinary", "partner"])
def files(request, gather_for):
    """Return every kind of file with every section that may stand in it."""
    ground = gather_for(partner=request.param)
    pack = build_pack(ground, list(SECTIONS))
    return {"pptx": build_powerpoint(pack), "docx": build_word(ground, pack), "xlsx": build_workbook(ground, pack)}


def find_figures(data: bytes) -> list[list[object]]:
    """Return the rows of the sheet Figures."""
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data))["Figures"].iter_rows()]


def test_the_small_count_is_nowhere(files):
    heading, *lines = find_figures(files["xlsx"])
    small = [line for line in lines if line[heading.index("Measure")] == "In unregistered homes"]
    assert [line[heading.index("Value")] for line in small] == [*SMALL[:-1], None]
    for data in files.values():
        for name, text in read_parts(data).items():
            words = re.sub(r"<[^>]+>", " ", text)
            assert not re.search(r"In unregistered homes\W{1,20}3\b", words), name


def test_no_part_of_a_hidden_breakdown_can_be_worked_out(files, gather_for):
    own = gather_for(partner=True).own
    parts = own[(own["measure"] == "Placements") & (own["breakdown"] != "Total")]
    hidden = parts[parts["value"].isna()]
    # Two parts at least are hidden, so that the total less the others gives neither away.
    assert len(hidden) >= 2
    assert set(hidden["symbol"]) == {"c"}
    assert not set(HIDDEN) & set(parts["value"].dropna())


def test_charts_in_slides_hold_no_hidden_value(files):
    for page in Presentation(io.BytesIO(files["pptx"])).slides:
        for shape in page.shapes:
            if shape.has_chart and "unregistered" in shape.name:
                first = shape.chart.plots[0].series[0]
                assert first.values[-1] is None
                sheet = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
                assert 3 not in [cell.value for cell in sheet["B"]]


def test_what_officers_wrote_is_left_out_for_partners(gather_for):
    ground = gather_for(partner=True)
    pack = build_pack(ground, list(SECTIONS))
    for data in (build_powerpoint(pack), build_word(ground, pack), build_workbook(ground, pack)):
        text = " ".join(read_parts(data).values())
        assert not [update for update in UPDATES if update in text]


def test_the_partner_version_says_so_and_quotes_no_cell(gather_for):
    ground = gather_for(partner=True)
    pack = build_pack(ground)
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(ground, pack)))
    assert not {"Problems", "Rows explained", "Changes"} & set(book.sheetnames)
    deck = Presentation(io.BytesIO(build_powerpoint(pack)))
    assert "Partner version" in " ".join(shape.text_frame.text for shape in deck.slides[0].placeholders)


def test_only_the_councils_own_screens_show_small_numbers(gather_for):
    shown = gather_for(safe=False)
    last = shown.latest.set_index("measure").loc["In unregistered homes"]
    assert last["value"] == 3
    assert gather_for(safe=False, partner=True).latest.set_index("measure").loc["In unregistered homes", "symbol"] == "c"


def test_a_small_number_within_a_title_is_hidden_for_partners(gather_for, store, monkeypatch):
    from model import conform

    said = "Hold a panel on the 3 children in unregistered homes"
    tables = {"actions": conform([{"key": "1", "ref": "1", "theme": "Care", "action": said, "due": "2026-01-01"}], "actions")}
    monkeypatch.setattr(store, "tables", lambda number: tables)
    assert said in gather_for().actions["action"].tolist()
    ground = gather_for(partner=True)
    pack = build_pack(ground, ["overview", "timeline"])
    for data in (build_powerpoint(pack), build_word(ground, pack), build_workbook(ground, pack)):
        text = " ".join(read_parts(data).values())
        assert said not in text
        assert "Hold a panel on the [c] children in unregistered homes" in text
