"""Every page in a real browser: on the sample council, on an empty store, and as the first deep link on a fresh server."""

import pytest

from pages.common.shell import PAGES
from tests.browser.conftest import serve

STEMS = [stem for section in PAGES.values() for stem, _ in section]


def check(page) -> None:
    """Check what holds for every page: a title, a question, no error, no traceback, no outside call."""
    text = page.get_by_test_id("stMain").inner_text()
    assert page.locator("h1").count() == 1
    assert "?" in text
    assert "could not be shown" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("stem", STEMS)
def test_on_the_sample_council_without_any_outside_call(sample_server, open_page, browser, stem):
    asked = []
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{sample_server}/{'' if stem == 'overview' else stem}")
    from tests.browser.shots import wait_until_ready

    wait_until_ready(page)
    check(page)
    assert "made-up" in page.get_by_test_id("stApp").inner_text()
    outside = [url for url in asked if not url.startswith((sample_server, sample_server.replace("http", "ws"), "data:", "blob:"))]
    assert not outside
    context.close()


def test_every_page_on_an_empty_store(empty_server, open_page):
    for stem in STEMS:
        check(open_page(f"{empty_server}/{'' if stem == 'overview' else stem}"))


@pytest.mark.parametrize("stem", ["themes", "measures"])
def test_the_first_visit_to_a_fresh_server_may_be_a_deep_link(tmp_path, open_page, stem):
    with serve(tmp_path / "fresh.sqlite") as address:
        page = open_page(f"{address}/{stem}")
        check(page)
        assert page.get_by_test_id("stSidebar").count() == 1
