"""Bad input through the page: one plain sentence each, and what is on show stays as it was."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.files import write_plan
from tests.browser.shots import wait_until_ready
from tests.browser.test_main_path import see, upload
from tests.shared import SHARED


def write_no_table(path: Path) -> Path:
    book = Workbook()
    book.active.append(["Minutes of the meeting, nothing to see here"])
    book.save(path)
    return path


def write_bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bad")
    # An encrypted workbook is an OLE file with a stream of this name; the real one is tried where ../shared stands beside.
    files = {
        "empty": write_bytes(folder / "empty.xlsx", b""),
        "wrong type": write_bytes(folder / "report.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"),
    }
    encrypted = SHARED / "hostile" / "encrypted_agile.xlsx"
    if encrypted.exists():
        files["encrypted"] = encrypted
    return files


def test_each_is_refused_with_one_sentence_and_nothing_changes(empty_server, open_page, tmp_path, bad_files):
    page = open_page(f"{empty_server}/upload")
    upload(page, empty_server, write_plan(tmp_path / "tracker.xlsx", "31 March 2026"))
    before = see(page, empty_server, "themes")
    for what, file in bad_files.items():
        page.goto(f"{empty_server}/upload")
        wait_until_ready(page)
        page.locator('input[type="file"]').set_input_files(str(file))
        alert = page.get_by_test_id("stMain").get_by_role("alert").filter(has_text=file.name)
        expect(alert, what).to_have_count(1, timeout=60_000)
        assert "Traceback" not in page.content()
        expect(page.get_by_text("Nothing was kept")).to_be_visible()
        assert page.get_by_role("button", name="Confirm and keep").count() == 0
    assert see(page, empty_server, "themes") == before


def test_latin_1_is_read_and_a_workbook_without_a_table_keeps_nothing_by_itself(empty_server, open_page, tmp_path):
    page = open_page(f"{empty_server}/upload")
    latin = write_bytes(tmp_path / "latin.csv", "Ref,Action,Deadline,RAG\n1,Café for care leavers at £5 a head,31/03/2026,Green\n".encode("latin-1"))
    page.locator('input[type="file"]').set_input_files(str(latin))
    page.get_by_role("heading", name="Keep it").wait_for(timeout=60_000)
    expect(page.get_by_text("1 actions").or_(page.get_by_text("1 action")).first).to_be_visible()

    page.goto(f"{empty_server}/upload")
    wait_until_ready(page)
    page.locator('input[type="file"]').set_input_files(str(write_no_table(tmp_path / "minutes.xlsx")))
    expect(page.get_by_test_id("stMain").get_by_role("alert").first).to_be_visible(timeout=60_000)
    assert "Traceback" not in page.content()
    assert "no plan to show" in see(page, empty_server, "")
