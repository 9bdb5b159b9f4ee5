"""The main job in a real browser: upload a plan and figures, confirm, see true counts; upload again, see them move; open the earlier version."""

from playwright.sync_api import Page, expect

from tests.browser.files import write_figures, write_plan
from tests.browser.shots import wait_until_ready


def upload(page: Page, address: str, file, plan: str = "Improvement plan") -> None:
    """Upload a file through the page and confirm it; a file of figures is asked for no plan."""
    page.goto(f"{address}/upload")
    wait_until_ready(page)
    page.locator('input[type="file"]').set_input_files(str(file))
    page.get_by_role("heading", name="Keep it").wait_for(timeout=60_000)
    form = page.get_by_test_id("stForm")
    expect(form.get_by_label("Plan", exact=True)).to_have_count(1 if plan else 0)
    for name, value in {"Council": "Testbury", **({"Plan": plan} if plan else {}), "Your name or role": "Performance officer"}.items():
        form.get_by_label(name, exact=True).fill(value)
    page.get_by_role("button", name="Confirm and keep").click()
    expect(page.get_by_text("Every page now shows it")).to_be_visible(timeout=60_000)
    wait_until_ready(page)


def see(page: Page, address: str, path: str) -> str:
    """Open a page and return all its text."""
    page.goto(f"{address}/{path}")
    wait_until_ready(page)
    return page.get_by_test_id("stMain").inner_text()


def test_upload_confirm_and_see_every_view_move(empty_server, open_page, tmp_path):
    page = open_page(f"{empty_server}/")
    expect(page.get_by_text("There is no plan to show yet")).to_be_visible()

    upload(page, empty_server, write_plan(tmp_path / "tracker.xlsx", "31 March 2026"))
    upload(page, empty_server, write_figures(tmp_path / "plans.csv"), plan="")

    themes = see(page, empty_server, "themes")
    assert "1 of 5 actions is done (20.0%)" in themes
    for words in ("Front door", "Care leavers"):
        assert words in themes
    agencies = see(page, empty_server, "agencies")
    for body in ("Wyre Police", "Early Help", "Housing", "Corporate Parenting Panel", "Scrutiny Committee"):
        assert body in agencies
    timeline = see(page, empty_server, "timeline")
    assert "4 of 5 actions have a due date" in timeline
    measures = see(page, empty_server, "measures")
    assert "358" in measures
    assert "[c]" in measures

    upload(page, empty_server, write_plan(tmp_path / "tracker_june.xlsx", "30 June 2026", {"1.2": "Complete", "1.3": "Complete"}))
    assert "3 of 5 actions are done (60.0%)" in see(page, empty_server, "themes")

    versions = see(page, empty_server, "versions")
    assert "3 uploads kept" in versions
    page.goto(f"{empty_server}/themes")
    wait_until_ready(page)
    page.get_by_label("Version", exact=True).click()
    page.get_by_role("option", name="as at 31 March 2026").click()
    expect(page.get_by_text("1 of 5 actions is done (20.0%)").first).to_be_visible(timeout=60_000)
    assert "EARLIER version" in page.get_by_test_id("stMain").inner_text()


def test_the_same_file_twice_is_said_and_not_stored_twice(empty_server, open_page, tmp_path):
    page = open_page(f"{empty_server}/upload")
    file = write_plan(tmp_path / "tracker.xlsx", "31 March 2026")
    upload(page, empty_server, file)
    page.reload()
    wait_until_ready(page)
    page.locator('input[type="file"]').set_input_files(str(file))
    page.get_by_role("heading", name="Keep it").wait_for(timeout=60_000)
    page.get_by_test_id("stForm").get_by_label("Your name or role", exact=True).fill("Performance officer")
    page.get_by_role("button", name="Confirm and keep").click()
    expect(page.get_by_text("not stored twice")).to_be_visible(timeout=60_000)
    assert "1 uploads kept" in see(page, empty_server, "versions") or "1 upload kept" in see(page, empty_server, "versions")
