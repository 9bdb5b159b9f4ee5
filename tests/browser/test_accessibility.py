"""Every page in light and dark: axe-core finds no violation of WCAG 2.2 A or AA, nothing is cut on a telephone, the keyboard reaches all."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.common.shell import PAGES
from tests.browser.shots import wait_until_ready

STEMS = [stem for section in PAGES.values() for stem, _ in section]
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
DESK = {"width": 1366, "height": 900}
TELEPHONE = {"width": 375, "height": 812}
# Where the keyboard is after each press of Tab: what it is on, and whether it can be seen to be there.
WHERE = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    return {
        label: here.getAttribute('aria-label') || here.innerText || '',
        menu: !!here.closest('header, [data-testid="stTopNavSection"]'),
        filter: !!here.closest('[data-testid="stSelectbox"]'),
        seen: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none',
    };
}"""


# By how many pixels the page is wider than the window.
CUT = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return [document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth];
}"""
# Tables wider than the window that a keyboard cannot scroll.
BEYOND_REACH = """() => [...document.querySelectorAll('[data-testid="stTable"], [data-testid="stTable"] *')]
    .filter((part) => part.scrollWidth > part.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
    .filter((part) => part.tabIndex < 0 && !part.querySelector('a, button, input, [tabindex="0"]'))
    .map((part) => part.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def windows(browser) -> Iterator[dict[str, Page]]:
    """Return a window for each way to look: a desk in light and in dark, a telephone in dark."""
    kinds = {"desk": (DESK, "light"), "dark desk": (DESK, "dark"), "telephone": (TELEPHONE, "dark")}
    contexts = {name: browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB") for name, (size, scheme) in kinds.items()}
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def go_to(page: Page, address: str, stem: str) -> Page:
    """Open a page of the dashboard in a window."""
    page.goto(f"{address}/{'' if stem == 'overview' else stem}", timeout=60_000)
    wait_until_ready(page)
    return page


def list_violations(page: Page) -> list[str]:
    """Return what axe-core finds, one line for each element: rule, element and why."""
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:160]} {node['failureSummary'][:300]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("stem", STEMS)
def test_axe_finds_nothing_in_light_on_a_desk(windows, sample_server, stem):
    assert not list_violations(go_to(windows["desk"], sample_server, stem))


@pytest.mark.parametrize("stem", STEMS)
def test_axe_finds_nothing_and_nothing_is_cut_in_dark_on_a_telephone(windows, sample_server, stem):
    page = go_to(windows["telephone"], sample_server, stem)
    assert not list_violations(page)
    assert max(page.evaluate(CUT)) <= 0
    assert page.evaluate(BEYOND_REACH) == []


def test_axe_finds_nothing_in_dark_where_the_side_bar_is_open(windows, sample_server):
    assert not list_violations(go_to(windows["dark desk"], sample_server, "measures"))


def test_tab_reaches_the_menu_and_a_filter_and_shows_where_it_is(windows, sample_server):
    page = go_to(windows["desk"], sample_server, "themes")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WHERE))
    assert any(stop["menu"] and "The plan" in stop["label"] for stop in stops)
    assert any(stop["filter"] for stop in stops)
    assert [stop["label"] for stop in stops if (stop["menu"] or stop["filter"]) and not stop["seen"]] == []
