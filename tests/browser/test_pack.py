"""The pack and meeting mode in a real browser: a past board's pack holds that day's figures, and the wall is moved by keys."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.shots import wait_until_ready

BUILT_WITHIN = 120_000  # ms on a busy machine


def build(page: Page) -> bytes:
    """Build the file that is chosen and return it."""
    page.get_by_role("button", name="Build the file").click()
    button = page.get_by_role("button", name="Download")
    expect(button).to_be_visible(timeout=BUILT_WITHIN)
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def titles(data: bytes) -> list[str]:
    return [page.shapes.title.text_frame.text for page in Presentation(io.BytesIO(data)).slides]


def test_the_pack_of_a_past_board_holds_the_figures_of_that_day(sample_server, open_page):
    # By the board of 16 July 2026 version 3, as at 30 June, was the newest.
    page = open_page(f"{sample_server}/?known=2026-07-16")
    headline = page.locator("h2").first.inner_text()
    page.goto(f"{sample_server}/pack?known=2026-07-16")
    wait_until_ready(page)
    data = build(page)
    slides = Presentation(io.BytesIO(data)).slides
    first = " ".join(shape.text_frame.text for shape in slides[0].placeholders)
    assert "Version 3, as at 30 June 2026" in first
    assert titles(data)[1] == headline.rstrip(".")


def test_the_newest_pack_is_another(sample_server, open_page):
    page = open_page(f"{sample_server}/pack")
    data = build(page)
    assert titles(data)[1] == "39 of 74 actions are done (52.7%); 5 are overdue"
    assert len(titles(data)) >= 25


def test_keys_move_the_wall(sample_server, open_page):
    page = open_page(f"{sample_server}/meeting")
    first = page.locator("h1").inner_text()
    for key, other in (("ArrowRight", True), ("PageDown", True), ("ArrowLeft", True), ("Home", False)):
        before = page.locator("h1").inner_text()
        page.keyboard.press(key)
        expect(page.locator("h1")).not_to_have_text(before, timeout=30_000)
        assert (page.locator("h1").inner_text() != first) is other
    page.keyboard.press("End")
    expect(page.locator("h1")).to_contain_text("Every row is accounted for", timeout=30_000)


@pytest.mark.parametrize(("width", "height", "sizes"), [(1366, 768, (34, 19)), (1920, 1080, (47, 26))])
def test_the_wall_is_large_whole_and_bare(sample_server, open_page, width, height, sizes):
    page = open_page(f"{sample_server}/meeting?screen=2", width=width, height=height)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    size = "(part) => parseFloat(getComputedStyle(part).fontSize)"
    assert page.locator("h1").evaluate(size) >= sizes[0]
    assert page.locator(".meeting-points li").first.evaluate(size) >= sizes[1]
    foot = page.locator(".meeting-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= height


def test_a_picture_on_the_wall_is_whole(sample_server, open_page):
    page = open_page(f"{sample_server}/meeting?screen=7", width=1920, height=1080)
    box = page.locator(".meeting-chart").bounding_box()
    assert box is not None
    assert box["width"] > 1000
    assert box["y"] + box["height"] <= 1080


def test_printing_gives_one_screen_a_page(sample_server, open_page, tmp_path):
    page = open_page(f"{sample_server}/meeting")
    page.get_by_text("All screens, to print").click()
    expect(page.locator("h1").nth(20)).to_be_attached(timeout=60_000)
    screens = int(page.locator(".meeting-foot").first.inner_text().rsplit(" of ", 1)[1])
    expect(page.locator("h1")).to_have_count(screens, timeout=60_000)
    written = page.pdf(path=tmp_path / "wall.pdf", prefer_css_page_size=True)
    pages = written.count(b"/Type /Page\n") or written.count(b"/Type /Page ") or written.count(b"/Type/Page")
    assert screens <= pages <= screens + 3
