"""A layout nobody has seen: what it is not sure of is asked, the answers are kept, and next month's file goes straight through."""

from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.shots import wait_until_ready
from tests.browser.test_main_path import see

ROWS = [
    ("Rewrite the threshold guide", "Early Help", "31/03/2027", "On the way"),
    ("Train all duty managers", "Early Help", "30/04/2027", "Nearly there"),
    ("Open a drop-in for care leavers", "Housing", "Ongoing", "Done"),
]


HEADINGS = ["What are we going to do", "Who will do it", "By when", "How are we doing"]


def write_tracker(path: Path, rows: list[tuple[str, str, str, str]], headings: list[str] = HEADINGS) -> Path:
    """Write a tracker whose rating words are the council's own."""
    book = Workbook()
    for row in (["Testbury improvement tracker"], [], headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


def choose_file(page: Page, address: str, file: Path) -> None:
    page.goto(f"{address}/upload")
    wait_until_ready(page)
    page.locator('input[type="file"]').set_input_files(str(file))
    page.get_by_role("heading", name="Keep it").wait_for(timeout=60_000)


def confirm(page: Page) -> None:
    for name, value in {"Council": "Testbury", "Plan": "Improvement plan", "Your name or role": "Performance officer"}.items():
        page.get_by_test_id("stForm").get_by_label(name, exact=True).fill(value)
    page.get_by_role("button", name="Confirm and keep").click()
    expect(page.get_by_text("Every page now shows it")).to_be_visible(timeout=60_000)


def answer(page: Page, question: str, choice: str) -> None:
    page.get_by_label(question).first.click()
    page.get_by_role("option", name=choice, exact=True).click()
    expect(page.get_by_label(question)).to_have_count(0, timeout=60_000)
    wait_until_ready(page)


def test_two_answers_are_used_kept_and_not_asked_again(empty_server, open_page, tmp_path):
    page = open_page(f"{empty_server}/upload")
    choose_file(page, empty_server, write_tracker(tmp_path / "october.xlsx", ROWS))
    expect(page.get_by_text("2 things to decide")).to_be_visible()
    answer(page, 'What does the status "On the way" mean?', "On track")
    answer(page, 'What does the status "Nearly there" mean?', "At risk")
    expect(page.get_by_text("Answers in use (2)")).to_be_visible()
    confirm(page)
    overview = see(page, empty_server, "")
    # No action's status is unknown; that the tracker has no dates of its updates is said further down.
    assert "not known" not in overview.split("What needs attention")[0]
    assert "1 of 3 actions is done (33.3%)" in overview

    more = [*ROWS, ("Recruit four social workers", "Early Help", "31/05/2027", "On the way")]
    choose_file(page, empty_server, write_tracker(tmp_path / "november.xlsx", more))
    expect(page.get_by_text("to decide").first).to_have_count(0)
    expect(page.get_by_text("The layout has changed")).to_have_count(0)
    expect(page.get_by_text("Answers in use (2)")).to_be_visible()
    confirm(page)
    assert "1 of 4 actions is done (25.0%)" in see(page, empty_server, "")

    choose_file(page, empty_server, write_tracker(tmp_path / "december.xlsx", more, [*HEADINGS[:3], "Progress rating"]))
    expect(page.get_by_text("The layout has changed since this plan was last uploaded. Headings no longer there: How are we doing")).to_be_visible()
