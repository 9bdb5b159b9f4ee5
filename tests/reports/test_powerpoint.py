"""The slides, opened again with their library: titles, order, chart data against the tables, alternative texts, sizes, and the council's template."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from analysis import progress
from loaders.reading import Refused
from model import conform
from reports.contents import build_pack
from reports.fitting import Box
from reports.native import add_chart
from reports.parts import Figure, Pack, Section, Series, Slide, Table
from reports.powerpoint import build_powerpoint
from reports.slide_table import readable_on, split_rows
from reports.template import check_template, open_template

_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_DECK = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


@pytest.fixture(scope="module")
def deck(pack):
    return Presentation(io.BytesIO(build_powerpoint(pack)))


def charts(deck):
    return [shape for page in deck.slides for shape in page.shapes if shape.has_chart]


def tables(deck):
    return [shape for page in deck.slides for shape in page.shapes if shape.has_table]


def make_pack(*slides: Slide) -> Pack:
    section = Section("overview", "Overview", slides)
    return Pack("Wyreford", "Plan", ("Wyreford: pack",), "Wyreford", date(2026, 5, 1), False, (section,))


def test_titles_stand_in_order_after_the_first_slide(deck, pack):
    titles = [page.shapes.title.text_frame.text for page in deck.slides]
    assert titles[0] == pack.title
    plain = [title.rsplit(" (", 1)[0] if "\u00a0of\u00a0" in title[-9:] else title for title in titles[1:]]
    assert list(dict.fromkeys(plain)) == list(dict.fromkeys(slide.title.rstrip(".") for slide in pack.slides))
    assert len(titles) == len(set(titles))


def test_the_first_slide_says_which_version_this_is(deck):
    said = " ".join(shape.text_frame.text for shape in deck.slides[0].placeholders)
    assert "Version v7, as at 30 April 2026" in said
    assert "fingerprint" in said


def test_charts_hold_the_figures_of_the_tables(deck, ground):
    themes = progress.theme_progress(ground.actions, ground.as_at, themes=ground.table("themes")["name"])
    chart = next(shape.chart for shape in charts(deck) if "Help and protection" in shape.name)
    for series in chart.plots[0].series:
        assert list(series.values) == themes[series.name[2:]].astype(float).tolist()
    assert len(chart.plots[0].categories) == len(themes)


def test_the_workbook_inside_a_chart_holds_the_same_figures(deck):
    chart = next(shape.chart for shape in charts(deck) if "Help and protection" in shape.name)
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    columns = {sheet.cell(1, place).value: [cell.value for cell in column[1:]] for place, column in enumerate(sheet.columns, start=1)}
    assert all(columns[series.name] == list(series.values) for series in chart.plots[0].series)


def test_every_chart_and_table_has_an_alternative_text(deck):
    assert len(charts(deck)) >= 5
    assert len(tables(deck)) >= 8
    for shape in [*charts(deck), *tables(deck)]:
        assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 10


def test_there_are_no_pictures(deck):
    assert not [shape for page in deck.slides for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


def test_nothing_is_smaller_than_twelve_point(deck):
    for page in deck.slides:
        for properties in page._element.iter(qn("a:rPr")):
            assert int(properties.get("sz", 1800)) >= 1200
    for shape in charts(deck):
        for properties in shape.chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr")):
            assert int(properties.get("sz", 1800)) >= 1200


def test_tables_mark_their_heading_row_and_hold_their_rows(deck, pack):
    table = next(shape.table for shape in tables(deck) if "Actions overdue" in shape._element.nvGraphicFramePr.cNvPr.get("descr"))
    assert table.first_row
    assert [cell.text for cell in table.rows[0].cells] == ["Ref", "Action", "Lead", "Due", "Days overdue", "Status"]
    assert [cell.text for cell in table.rows[1].cells] == ["1.2", "Train all managers", "Head of Workforce", "31 March 2026", "30", "● on track"]


def test_statuses_have_colour_symbol_and_word(deck):
    table = next(shape.table for shape in tables(deck) if "Actions overdue" in shape._element.nvGraphicFramePr.cNvPr.get("descr"))
    cell = table.cell(1, 5)
    assert cell.text == "● on track"
    assert str(cell.fill.fore_color.rgb) == "D8F1EA"


def test_slides_stay_within_their_page(deck):
    for page in deck.slides:
        for shape in page.shapes:
            if shape.left is not None and shape.width is not None:
                assert shape.left >= 0
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height


def test_what_is_on_show_and_the_number_stand_on_every_slide(deck):
    for page in list(deck.slides)[1:]:
        text = " ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
        assert "Wyreford, as at 30 April 2026" in text
        assert page._element.findall(f".//{qn('a:fld')}")


def test_long_tables_go_on_and_say_what_is_left_out():
    frame = pd.DataFrame({"Ref": [str(n) for n in range(30)], "Action": ["A sentence that is long enough for two lines on the slide"] * 30})
    parts = split_rows(Table(frame, "Actions", (1, 4), most=20), Inches(6), Inches(3))
    assert [ref for table, _ in parts for ref in table.frame["Ref"]] == [str(n) for n in range(20)]
    assert [text for _, text in parts if text] == ["The first 20 of 30 rows are shown; the workbook holds them all."]
    sizes = [len(table.frame) for table, _ in parts]
    assert max(sizes) - min(sizes) <= 1


def test_hostile_text_is_text(ground):
    said = 'Ends with <b>&amp;</b> "quotes" \x0b and =SUM(A1)'
    actions = conform([{"key": "1", "ref": "=1", "theme": said, "action": said, "status": "off track", "due": "2026-01-01"}], "actions")
    hostile = replace(ground, tables={**ground.tables, "actions": actions})
    deck = Presentation(io.BytesIO(build_powerpoint(build_pack(hostile, ["overview", "themes", "timeline"]))))
    assert any("<b>&amp;</b>" in cell.text for shape in tables(deck) for row in shape.table.rows for cell in row.cells)


def test_gaps_stay_gaps_and_letters_are_written():
    deck = open_template(None)
    page = deck.slides.add_slide(deck.slide_layouts[5])
    days = tuple(date(2026, month, 1) for month in range(1, 5))
    figure = Figure(
        "lines",
        days,
        (Series("figure", (1.0, None, 3.0, 4.0), "#6F7478"), Series("mean", (2.0,) * 4, "#0B0C0C", labels={1: "[c]", 3: "mean 2"})),
        "Alt",
    )
    chart = add_chart(page, figure, Box(0, 0, int(Inches(8)), int(Inches(4))), "Chart")
    assert list(chart.plots[0].series[0].values) == [1.0, None, 3.0, 4.0]
    assert chart._chartSpace.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"
    assert "[c]" in [text.text for text in chart._chartSpace.iter(qn("a:t"))]


def test_every_slide_has_its_own_notes():
    said = ["How it was counted.", "", "First line.\nSecond line with <b> & \"quotes\"."]
    deck = Presentation(io.BytesIO(build_powerpoint(make_pack(*(Slide(f"Finding {place}", notes=text) for place, text in enumerate(said))))))
    pages = list(deck.slides)[1:]
    assert [page.notes_slide.notes_text_frame.text if page.has_notes_slide else "" for page in pages] == said
    assert [page.has_notes_slide for page in pages] == [True, False, True]
    notes = [page.notes_slide.part for page in pages if page.has_notes_slide]
    assert len({part.partname for part in notes}) == 2
    assert [part.part_related_by(RELATIONSHIP_TYPE.SLIDE) for part in notes] == [pages[0].part, pages[2].part]


def test_a_template_whose_notes_hold_no_text_gives_slides_without_notes():
    deck = Presentation()
    master = deck.notes_master
    for holder in list(master.placeholders):
        if holder.placeholder_format.type == PP_PLACEHOLDER.BODY:
            holder._element.getparent().remove(holder._element)
    sink = io.BytesIO()
    deck.save(sink)
    made = build_powerpoint(make_pack(Slide("Finding", notes="How it was counted."), Slide("Another", notes="So.")), sink.getvalue(), "council.pptx")
    assert [page.shapes.title.text for page in list(Presentation(io.BytesIO(made)).slides)[1:]] == ["Finding", "Another"]


# --- the council's own template ---------------------------------------------------------------------------------------


def make_template(accent: str = "AA5500", *, kind: bytes = _TEMPLATE, size: tuple[float, float] = (13.333, 7.5)) -> bytes:
    """Return a template as a council would have it: its colour, its size, and two example slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(size[0]), Inches(size[1])
    for name in ("Example one", "Example two"):
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = name
    sink = io.BytesIO()
    deck.save(sink)
    out = io.BytesIO()
    with zipfile.ZipFile(sink) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "[Content_Types].xml":
                content = content.replace(_DECK, kind)
            if info.filename.startswith("ppt/theme/"):
                content = content.replace(b'<a:accent1><a:srgbClr val="4F81BD"/>', f'<a:accent1><a:srgbClr val="{accent}"/>'.encode())
            target.writestr(info.filename, content)
    return out.getvalue()


@pytest.mark.parametrize("size", [(13.333, 7.5), (10, 7.5)])
@pytest.mark.parametrize("kind", [_TEMPLATE, _DECK])
def test_a_template_gives_its_masters_colours_and_size_but_no_example_slides(pack, size, kind):
    deck = Presentation(io.BytesIO(build_powerpoint(pack, make_template(kind=kind, size=size), "council.potx")))
    assert (deck.slide_width, deck.slide_height) == (Inches(size[0]), Inches(size[1]))
    titles = [page.shapes.title.text_frame.text for page in deck.slides]
    assert titles[0] == pack.title
    assert not [title for title in titles if title.startswith("Example")]
    heading = tables(deck)[0].table.cell(0, 0)
    assert str(heading.fill.fore_color.rgb) == "AA5500"
    themes = [part.blob for part in deck.slide_master.part.package.iter_parts() if str(part.partname).startswith("/ppt/theme/")]
    assert any(b'<a:accent1><a:srgbClr val="AA5500"/>' in blob for blob in themes)
    for page in deck.slides:
        for shape in page.shapes:
            if shape.width is not None:
                assert shape.left + shape.width <= deck.slide_width


def test_no_example_slide_is_left_in_the_file(pack):
    data = build_powerpoint(pack, make_template(), "council.potx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"Example one" in archive.read(name)]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"not a zip", "a.potx", "is no PowerPoint file"),
        (b"PK\x03\x04 cut off", "a.pptx", "cannot be used as a template"),
        (make_template(), "a.docx", "ends in .potx or .pptx"),
        (make_template(kind=b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"), "a.pptx", "holds macros"),
        (make_template(kind=b"application/vnd.ms-word.document.main+xml"), "a.pptx", "is no PowerPoint template"),
        (b"PK" + bytes(51 * 1024 * 1024), "a.potx", "is larger than 50 MB"),
    ],
)  # fmt: skip
def test_what_is_no_template_is_refused_in_a_sentence(data, name, said):
    with pytest.raises(Refused, match=said):
        check_template(data, name)


def test_a_template_of_endless_markup_is_refused(monkeypatch):
    monkeypatch.setattr("reports.template.TEMPLATE_MARKUP_BYTES", 10_000)
    with pytest.raises(Refused, match="far too big once unpacked"):
        check_template(make_template(), "a.potx")


def test_a_template_with_declarations_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_template())) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "ppt/presentation.xml":
                content = content.replace(b"<p:presentation", b'<!DOCTYPE a [<!ENTITY b "c">]><p:presentation', 1)
            target.writestr(info.filename, content)
    with pytest.raises(Refused, match="cannot be used as a template"):
        check_template(out.getvalue(), "a.potx")


@pytest.mark.parametrize(("colour", "expected"), [("#12436D", "#FFFFFF"), ("#FFDD00", "#0B0C0C"), ("#000000", "#FFFFFF"), ("#FFFFFF", "#0B0C0C")])
def test_headings_can_be_read_on_any_accent(colour, expected):
    assert readable_on(colour) == expected


def test_progress_is_told(pack):
    told = []
    build_powerpoint(pack, progress=lambda done, whole, title: told.append((done, whole, title)))
    assert [done for done, _, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1]


def test_a_title_too_long_for_one_line_is_smaller():
    deck = Presentation(io.BytesIO(build_powerpoint(make_pack(Slide("Short"), Slide("A finding that goes on for much longer " * 5)))))
    sizes = [page.shapes.title.text_frame.paragraphs[0].runs[0].font.size for page in list(deck.slides)[1:]]
    assert sizes[0] == Pt(28)
    assert Pt(12) <= sizes[1] < sizes[0]
