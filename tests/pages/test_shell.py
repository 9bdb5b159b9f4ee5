"""What happens around a page: where something fails, one sentence with a reference, and neither address nor cell in it or in the log."""

import logging
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from model.vocabulary import STATUS_SYMBOLS
from tests.pages.conftest import ROOT, WAIT


def test_a_store_that_cannot_be_opened_is_told_like_every_other_fault(monkeypatch, caplog):
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", "nonsense://user:secret@nowhere/plans")
    with caplog.at_level(logging.ERROR, logger="dashboard"):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=WAIT).run()
    assert not app.exception
    said = app.error[0].value
    assert said.startswith("This page could not be shown.")
    assert said.rstrip(".").rpartition(" ")[2] in caplog.text
    assert "UnreachableError" in caplog.text
    assert "secret" not in caplog.text + said


def test_a_link_to_another_page_keeps_every_choice(store_with_plan, open_page):
    statuses = [f"{STATUS_SYMBOLS[name]} {name}" for name in ("complete", "on track")]
    page = open_page("overview", theme="Help and protection", status=statuses)
    query = next(parse_qs(link.proto.query_string) for link in page.get("page_link") if "dates=" in link.proto.query_string)
    assert query["theme"] == ["Help and protection"]
    assert query["status"] == statuses
