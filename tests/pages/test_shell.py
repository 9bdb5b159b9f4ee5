"""What happens around a page: where something fails, one sentence with a reference, and neither address nor cell in it or in the log."""

import logging

from streamlit.testing.v1 import AppTest

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
