"""Impact, Questions and the claim checker in a real browser, on the sample council."""

import os
import subprocess
import sys
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, serve
from tests.browser.shots import wait_until_ready

NARRATIVE = "Re-referrals within 12 months have fallen. Supervision on time has improved. Children feel safer. Everything has improved."


def read(page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def test_the_sample_council_has_a_theme_in_each_corner(sample_server, open_page):
    page = open_page(f"{sample_server}/impact")
    text = read(page)
    for corner in ("● working", "▲ done but no impact", "◆ impact without delivery", "○ neither yet", "◇ too early"):
        assert corner in text
    page.goto(f"{sample_server}/impact?impact_by=Recommendation")
    wait_until_ready(page)
    assert "recommendation" in read(page).casefold()


def test_a_theme_is_opened_and_its_measure_s_chart_is_one_click_away(sample_server, open_page):
    page = open_page(f"{sample_server}/impact?impact-theme=Child%20protection%20and%20court")
    expect(page.get_by_role("heading", name="Child protection and court: done but no impact")).to_be_visible()
    address = page.get_by_role("link", name="Core groups held in time").first.get_attribute("href")
    page.goto(urljoin(f"{sample_server}/impact", address))
    wait_until_ready(page)
    assert page.url.startswith(f"{sample_server}/measure?")
    assert "Core groups held in time" in read(page)


def test_an_answer_is_recorded_and_its_question_does_not_return(tmp_path, open_page):
    database = tmp_path / "answers.sqlite"
    environment = {**os.environ, "DASHBOARD_DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([sys.executable, "-m", "data.sample"], cwd=ROOT, env=environment, check=True, timeout=300, capture_output=True)
    with serve(database) as address:
        page = open_page(f"{address}/questions")
        assert "7 questions to ask" in read(page)
        first = page.get_by_role("heading", level=3).first.inner_text()
        page.get_by_role("button", name="Keep the answer").click()
        expect(page.get_by_text("Please write what the board was told")).to_be_visible(timeout=60_000)
        page.get_by_label("What the board was told").fill("The supplier is replaced in December.")
        page.get_by_test_id("stForm").get_by_label("Your name or role").fill("Board secretary")
        page.get_by_role("button", name="Keep the answer").click()
        expect(page.get_by_text("The answer is kept.")).to_be_visible(timeout=60_000)
        wait_until_ready(page)
        page.goto(f"{address}/questions")
        wait_until_ready(page)
        assert first.removeprefix("1. ") not in [heading.removeprefix("1. ") for heading in page.get_by_role("heading", level=3).all_inner_texts()]
        assert "The supplier is replaced in December." in read(page)
        assert "1 answered and no worse since" in read(page)


def test_a_pasted_report_is_marked_sentence_by_sentence(sample_server, open_page):
    page = open_page(f"{sample_server}/claims")
    box = page.get_by_label("Text to check")
    box.fill(NARRATIVE)
    box.press("Control+Enter")
    expect(page.get_by_role("heading", name="3 of 4 sentences claim a change")).to_be_visible(timeout=60_000)
    marks = page.get_by_test_id("stTable").first.locator("tbody tr td:nth-of-type(2)")
    expect(marks).to_have_count(4, timeout=60_000)
    assert [text.split(None, 1)[1] for text in marks.all_inner_texts()] == ["supported", "not supported", "no claim", "cannot check"]


def test_an_uploaded_report_is_marked_too(sample_server, open_page, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("CP plans open 2 years or more have fallen.", encoding="utf-8")
    page = open_page(f"{sample_server}/claims")
    page.locator('input[type="file"]').set_input_files(str(report))
    expect(page.get_by_text("1 contradicted").first).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("stem", ["impact", "questions", "claims", "outcomes", "links", "promises", "contradictions", "narrative"])
def test_on_a_telephone_nothing_is_wider_than_the_page(sample_server, open_page, stem):
    page = open_page(f"{sample_server}/{stem}", width=375, height=740)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 375
