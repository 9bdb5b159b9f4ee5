"""On paper: LibreOffice opens the slides and the report, every slide is one page with its title on it, and no page is empty."""

import os

import pytest

from reports.powerpoint import build_powerpoint
from reports.word import build_word
from tests.reports import paper


@pytest.fixture(scope="module")
def pdfs(pack, ground, tmp_path_factory):
    """Return the slides and the report as PDF."""
    if paper.find_missing():
        said = f"{paper.MISSING}; {', '.join(paper.find_missing())} not found."
        # Where everything is tested, a missing program is a fault, not a reason to look away.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(said)
    folder = tmp_path_factory.mktemp("paper")
    slides, report = folder / "slides.pptx", folder / "report.docx"
    slides.write_bytes(build_powerpoint(pack))
    report.write_bytes(build_word(ground, pack))
    return dict(zip(("slides", "report"), paper.convert([slides, report], folder), strict=True))


def test_every_slide_is_one_page_with_its_title(pdfs, pack):
    pages = paper.read_pages(pdfs["slides"])
    assert pack.title in pages[0]
    titles = [slide.title.rstrip(".") for slide in pack.slides]
    assert len(pages) >= 1 + len(titles)
    for title in titles:
        start = " ".join(title.split()[:4])
        assert [page for page in pages if start in page], title
    for number, page in enumerate(pages[1:], start=2):
        assert "Wyreford, as at 30 April 2026" in page
        assert page.endswith(str(number))


def test_the_report_has_its_headings_and_gaps_on_paper(pdfs):
    pages = paper.read_pages(pdfs["report"])
    text = " ".join(pages)
    places = [text.index(heading) for heading in ("Purpose", "Background", "Progress by theme", "Implications", "Background papers", "Appendix 1")]
    assert places == sorted(places)
    assert "[to be completed by the finance officer]" in text
    for number, page in enumerate(pages, start=1):
        assert f"page {number}" in page


def test_no_page_is_empty(pdfs, tmp_path):
    for pdf in pdfs.values():
        pages = paper.draw_pages(pdf, tmp_path, 160)
        assert len(pages) == len(paper.read_pages(pdf))
        assert all(len(page.getcolors(page.width * page.height)) > 4 for page in pages)
