"""The pages about figures in a real browser: the sample council, and published figures where they are at hand."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from store import open_store
from tests.browser.conftest import serve
from tests.shared import SHARED, needs_shared


def read(page) -> str:
    """Return the text of the page's main part."""
    return page.get_by_test_id("stMain").inner_text()


def test_the_matrix_names_its_measures_and_each_has_a_small_chart(sample_server, open_page):
    page = open_page(f"{sample_server}/measures")
    text = read(page)
    assert "measure is worsening and will miss the target every time:" in text
    assert "3 or more placements in the year" in text
    pictures = page.locator("li img[src^='data:image/svg+xml']")
    assert pictures.count() == 30
    assert all(pictures.nth(place).get_attribute("alt") for place in range(30))
    assert pictures.first.evaluate("image => image.naturalWidth") > 0


def test_a_card_leads_to_the_page_of_its_measure(sample_server, open_page):
    page = open_page(f"{sample_server}/measures")
    page.locator("li a", has_text="Agency rate").click()
    page.get_by_role("heading", name="One measure").wait_for(timeout=60_000)
    page.get_by_text("Agency rate: ").first.wait_for(timeout=60_000)


def test_a_control_chart_names_the_rule_that_fired(sample_server, open_page):
    page = open_page(f"{sample_server}/measure?measure={quote('3 or more placements in the year')}")
    text = read(page)
    assert "worsening; ✗ will miss its target" in text
    assert "points of 36 are flagged" in text
    assert "above the upper process limit" in text
    chart = page.get_by_test_id("stPlotlyChart").first
    assert "above the upper process limit" in (chart.get_attribute("aria-label") or chart.inner_html())


def test_a_comparison_with_a_suppressed_neighbour(sample_server, open_page):
    text = read(open_page(f"{sample_server}/compare?measure={quote('CP plan for a second or subsequent time')}"))
    assert "9 of 10 statistical neighbours have a figure; Garrowfell has none." in text
    assert "[c]" in text
    assert "p = " in text


@pytest.fixture(scope="module")
def published_server(tmp_path_factory):
    """Serve Blackpool's published figures with its statistical neighbours."""
    import loaders

    database = tmp_path_factory.mktemp("published") / "published.sqlite"
    store = open_store(f"sqlite:///{database}")
    for name in ("d3_cpps_subsequent_plan_2013_to_2025.csv", "d5_cpps_at31march_by_duration_2013_to_2025.csv", "sn_may_2025.xlsx"):
        path = SHARED / "figures" / name
        when = datetime(2026, 1, 5, 9, tzinfo=UTC)
        store.save(loaders.read(path), path.read_bytes(), council="Blackpool", plan="", who="Performance officer", when=when)
    store.close()
    with serve(database) as address:
        yield address


@needs_shared
def test_published_figures_are_compared_with_their_counts(published_server, open_page):
    page = open_page(f"{published_server}/compare?measure={quote('Child protection plans subsequent (percentage)')}")
    text = read(page)
    assert "Blackpool: 28.6% at 31 March 2025, ranked" in text
    assert "86 of 301 against 24.5%, low is good: cannot tell, p = 0.12" in text
    assert "Hartlepool" in text
    assert page.get_by_test_id("stPlotlyChart").count() == 2


@needs_shared
def test_yearly_figures_take_no_control_chart_but_comparators(published_server, open_page):
    text = read(open_page(f"{published_server}/measure?measure={quote('Child protection plans subsequent (percentage)')}"))
    assert "Annual figures take no control chart" in text
    assert "Neighbours' mean" in text
