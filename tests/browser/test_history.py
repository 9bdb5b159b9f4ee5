"""The sample council's four versions in a real browser: upload, difference, Changes, an action's history, the forecast, and back in time."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, serve
from tests.browser.shots import wait_until_ready

SAMPLE = ROOT / "data" / "sample"
WAIT = 60_000  # ms on a busy machine


@pytest.fixture(scope="module")
def october_server(tmp_path_factory):
    """Serve the sample council as on 10 October 2026, whatever day it is, so that the same days are past."""
    database = tmp_path_factory.mktemp("october") / "sample.sqlite"
    url = f"sqlite:///{database}"
    subprocess.run([sys.executable, "-m", "data.sample", "--url", url], cwd=ROOT, check=True, timeout=300, capture_output=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_TODAY", "2026-10-10")
        with serve(database) as address:
            yield address


def choose(page: Page, address: str, name: str) -> None:
    """Choose a file on the upload page and wait until it is read."""
    page.goto(f"{address}/upload")
    wait_until_ready(page)
    page.locator('input[type="file"]').set_input_files(str(SAMPLE / name))
    page.get_by_role("heading", name="Keep it").wait_for(timeout=WAIT)
    wait_until_ready(page)


def keep(page: Page) -> None:
    """Confirm the file on the page."""
    page.get_by_test_id("stForm").get_by_label("Your name or role", exact=True).fill("Performance officer")
    page.get_by_role("button", name="Confirm and keep").click()
    expect(page.get_by_text("Every page now shows it")).to_be_visible(timeout=WAIT)
    wait_until_ready(page)


def see(page: Page, address: str) -> str:
    """Open an address and return all its text."""
    page.goto(address)
    wait_until_ready(page)
    return page.get_by_test_id("stMain").inner_text()


def test_four_versions_from_upload_to_the_time_machine(empty_server, open_page):
    page = open_page(f"{empty_server}/")
    choose(page, empty_server, "wyreford_plan_v1.xlsx")
    expect(page.get_by_text("This would be the first plan kept here.")).to_be_visible()
    keep(page)
    choose(page, empty_server, "wyreford_plan_v2.xlsx")
    expect(page.get_by_text("74 actions before = 74 kept + 0 dropped; 75 now = 74 kept + 1 added")).to_be_visible()
    keep(page)

    # In version 3 the reference 3.9 stands for another action: a person says so before it is kept.
    choose(page, empty_server, "wyreford_plan_v3.xlsx")
    expect(page.get_by_text("Are these the same actions? (1 to decide)")).to_be_visible()
    page.get_by_text("Another action", exact=True).click()
    wait_until_ready(page)
    expect(page.get_by_text("3 dropped, 2 added, 12 completed, 17 signed off")).to_be_visible()
    keep(page)
    choose(page, empty_server, "wyreford_plan_v4.xlsx")
    expect(page.get_by_text("▲ Dropped while off track: 2.13 Recruit two family group conference co-ordinators.")).to_be_visible()
    keep(page)

    changes = see(page, f"{empty_server}/changes?since=The%20version%20as%20at%2030%20June%202026%20(upload%203)")
    assert "1 dropped (1 while off track), 1 added, 1 reopened, 5 completed, 8 signed off, 8 other moves of status, 8 dates moved" in changes
    assert "74 actions before = 73 kept + 1 dropped; 74 now = 73 kept + 1 added" in changes

    # Each line leads to the action's whole history.
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="1.11", exact=True).first.click()
    story = opened.value
    wait_until_ready(story)
    told = story.get_by_test_id("stMain").inner_text()
    assert "1.11: at risk; its date has moved twice, 171 days later than first promised." in told
    assert "Every date it has had: 30 June 2026, then 30 September 2026, then 18 December 2026." in told
    story.close()

    forecast = see(page, f"{empty_server}/forecast")
    assert "The chance of finishing by 31 March 2027, the board's own date, is 5%." in forecast
    assert "36 of 51 rated on track were complete on time: on past form about 8 of the 11 now on track will land on time." in forecast


def test_back_to_version_1_and_to_a_board_meeting(october_server, open_page):
    page = open_page(f"{october_server}/themes?known=2026-02-19")
    told = page.get_by_test_id("stMain").inner_text()
    assert "as at 31 December 2025" in told
    assert "as KNOWN on 19 February 2026, nothing later" in told
    assert "file fingerprint" in told
    assert "0 of 74 actions are done" in told or "none of 74" in told.lower()

    page.get_by_test_id("stSidebar").get_by_role("combobox", name="Board meeting").click()
    page.get_by_role("option", name="17 September 2026").click()
    expect(page.get_by_text("as KNOWN on 17 September 2026, nothing later")).to_be_visible(timeout=WAIT)
    assert "known=2026-09-17" in page.url
    # The fourth version was uploaded on 7 October only.
    assert "as at 30 June 2026" in page.get_by_test_id("stMain").inner_text()


def test_the_pages_over_time_on_the_sample_council(october_server, open_page):
    slippage = open_page(f"{october_server}/slippage").get_by_test_id("stMain").inner_text()
    assert "16 of 71 (22.5%) of the dates have moved since they were first given, 8 of them in this period and 5 twice or more." in slippage
    signoff = open_page(f"{october_server}/signoff").get_by_test_id("stMain").inner_text()
    assert "29 actions are signed off, 10 are claimed complete without it (1 refused) and 1 was reopened." in signoff
    standing = open_page(f"{october_server}/standing").get_by_test_id("stMain").inner_text()
    assert "3 live actions are without a due date (2 ongoing, 1 no date)" in standing


def test_what_became_of_the_plan_before(october_server, open_page):
    page = open_page(f"{october_server}/succession")
    told = page.get_by_test_id("stMain").inner_text()
    assert "Wyreford: Children's Improvement Plan" in told
    assert "Of 12 outstanding actions of the old plan 7 are carried into the new one, 2 are explained, and of 3 nobody has said" in told
    assert "Focused Visit Action Plan 2024 had 17 actions as at 30 September 2025: 5 done and 12 outstanding." in told
    assert "Of the 7 carried into the new plan, 5 are done there." in told
    assert "Recommendations of the old plan: 1 of 3 are not in the new one" in told
    expect(page.get_by_text("3c → 5.3: Offer permanent posts to agency social workers.")).to_be_visible()
    # On the day before the answers were given only the same words had found their way.
    told = see(page, f"{october_server}/succession?known=2026-01-13")
    assert "Of 12 outstanding actions of the old plan 3 are carried into the new one, 0 are explained, and of 9 nobody has said" in told
    told = see(page, f"{october_server}/succession?known=2025-11-01")
    assert "Children's Improvement Plan had not been uploaded by the end of 1 November 2025, but Focused Visit Action Plan 2024 had" in told


def test_headings_of_numbers_stand_over_their_numbers(october_server, open_page):
    page = open_page(f"{october_server}/themes")
    sides = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stTable] table')].flatMap(table => [...table.querySelectorAll('thead th')].map("
        "(head, place) => [getComputedStyle(head).textAlign, getComputedStyle(table.querySelector('tbody tr').children[place]).textAlign]))"
    )
    assert ["right", "right"] in sides
    assert all((head == "right") == (cell == "right") for head, cell in sides)
