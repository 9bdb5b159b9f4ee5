"""The draft committee report, opened again: order of headings, repeated heading rows, captions, gaps for a person, every action in the appendix."""

import io

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from reports.contents import build_pack
from reports.word import IMPLICATIONS, build_word


@pytest.fixture(scope="module")
def report(ground, pack):
    return docx.Document(io.BytesIO(build_word(ground, pack)))


def headings(report, level):
    return [paragraph.text for paragraph in report.paragraphs if paragraph.style.name == f"Heading {level}"]


def text(report):
    return "\n".join(paragraph.text for paragraph in report.paragraphs)


def test_headings_come_in_the_order_of_such_reports(report):
    assert headings(report, 1) == [
        "Purpose", "Recommendations", "Reasons for the recommendations", "Background", "Progress by theme", "Timeline",
        "Monitoring and governance", "Implications", "Background papers", "Appendix 1: the plan",
        "Appendix 2: how it was counted, and the data behind it",
    ]  # fmt: skip
    assert report.paragraphs[0].style.name == "Title"
    assert not set(headings(report, 1)) & set(headings(report, 2))  # a chapter with one part of its own name is headed once


def test_head_is_filled_from_the_events(report):
    facts = {row.cells[0].text: row.cells[1].text for row in report.tables[0].rows}
    # The next meeting after 1 May 2026 is that of 7 May.
    assert facts["Report to"] == "Improvement Board"
    assert facts["Date of meeting"] == "7 May 2026"
    assert facts["Information as at"] == "30 April 2026"
    assert facts["Report of"].startswith("[to be completed by the report's author")


def test_what_the_board_is_asked_for_has_its_figures(report):
    asked = [paragraph.text for paragraph in report.paragraphs if paragraph.style.name == "List Number"]
    assert asked == [
        "note that 2 of 5 actions are done (40.0%); 1 is overdue.",
        "consider the 1 action that is overdue, and agree what is to be done and by when.",
        "challenge the leads of the 1 action that is at risk or off track.",
        "decide on sign-off of the 1 action that is said to be complete and not signed off.",
        "[to be completed by the report's author: any other decision that is asked for]",
    ]


def test_gaps_are_marked(report):
    gaps = [run for paragraph in report.paragraphs for run in paragraph.runs if "[to be completed by" in run.text]
    assert len(gaps) >= len(IMPLICATIONS) + 4
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for run in gaps)
    assert [heading for heading, _ in IMPLICATIONS] == [name for name in headings(report, 2) if name.endswith("implications")]


def test_each_theme_has_its_own_sentence(report):
    assert "1 of 2 actions is done (50.0%); 1 is overdue. Overdue: 1.2." in text(report)


def test_every_table_has_a_caption_and_a_heading_row_that_is_repeated(report):
    captions = [paragraph for paragraph in report.paragraphs if paragraph.style.name == "Caption"]
    assert len(captions) == len(report.tables) - 1  # the table of facts at the top is a form, not a table
    for table in report.tables[1:]:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr is not None and row.trPr.find(qn("w:cantSplit")) is not None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    numbers = [run.text for caption in captions for run in caption._p.iter(qn("w:t")) if run.text.isdigit()]
    assert numbers == [str(number) for number in range(1, len(captions) + 1)]


def test_the_appendix_holds_every_action(report, ground):
    table = next(table for table in report.tables if table.rows[0].cells[0].text == "Ref" and "Delivered by" in [c.text for c in table.rows[0].cells])
    assert [row.cells[0].text for row in table.rows[1:]] == ground.actions["ref"].tolist()
    assert report.sections[-1].orientation == WD_ORIENT.LANDSCAPE


def test_nothing_is_smaller_than_twelve_point(report):
    sizes = {name: report.styles[name].font.size.pt for name in ("Normal", "Caption", "Heading 1", "Heading 2", "List Bullet", "List Number")}
    assert min(sizes.values()) >= 12
    assert not [size for size in report.element.iter(qn("w:sz")) if int(size.get(qn("w:val"))) < 24]


def test_sections_that_were_not_chosen_are_left_out(ground):
    report = docx.Document(io.BytesIO(build_word(ground, build_pack(ground, ["overview", "themes"]))))
    assert "Measures that stand out" not in headings(report, 2)
    assert headings(report, 1)[-1] == "Appendix 1: the plan"


def test_without_a_meeting_the_board_is_a_gap(ground, pack):
    from dataclasses import replace

    events = ground.records["events"]
    without = replace(ground, records={**ground.records, "events": events[events["kind"] != "board meeting"]})
    report = docx.Document(io.BytesIO(build_word(without, pack)))
    assert report.tables[0].rows[0].cells[1].text == "[to be completed by the report's author: the board or committee]"


def test_a_finding_stays_with_what_follows_it(report):
    findings = [paragraph for paragraph in report.paragraphs if paragraph.style.name == "Normal" and paragraph.runs and paragraph.runs[0].bold]
    assert len(findings) > 5
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in findings)


def test_bars_that_went_on_for_several_slides_are_told_once(ground, pack):
    from dataclasses import replace

    agencies = pack.section("agencies")
    bars = replace(agencies.slides[0], title="A finding on two slides", parts=2)
    parted = replace(pack, sections=[replace(agencies, slides=(bars, replace(bars, points=(), part=2)))])
    said = text(docx.Document(io.BytesIO(build_word(ground, parted))))
    assert said.count("A finding on two slides") == 1
    assert "of 2)" not in said


def test_dates_in_tables_are_short_enough_for_one_line(report):
    table = next(table for table in report.tables if [cell.text for cell in table.rows[0].cells][3:5] == ["Due", "Days overdue"])
    assert table.rows[1].cells[3].text == "31 Mar 2026"
