"""Every page in light and dark: axe-core finds no violation of WCAG 2.2 A or AA, nothing is cut on a telephone, the keyboard reaches all."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from pages.common.shell import PAGES
from tests.browser.shots import wait_until_ready

STEMS = [stem for section in PAGES.values() for stem, _ in section]
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
DESK: ViewportSize = {"width": 1366, "height": 900}
TELEPHONE: ViewportSize = {"width": 375, "height": 812}
DARK = "rgb(20, 25, 31)"  # the background of .streamlit/config.toml, as a browser writes it
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
def window(browser, sample_server) -> Iterator[Callable[[str], Page]]:
    """Return a function that opens a page of the sample council in light on a desk, in one window for all."""
    context = browser.new_context(viewport=DESK, color_scheme="light", locale="en-GB")
    page = context.new_page()

    def open_(stem: str) -> Page:
        look(page, "light", DESK)
        page.goto(f"{sample_server}/{'' if stem == 'overview' else stem}", timeout=60_000)
        wait_until_ready(page)
        return page

    yield open_
    context.close()


def look(page: Page, scheme: Literal["light", "dark"], size: ViewportSize) -> None:
    """Change the colours that the viewer prefers and the size of the window; the page follows without being loaded again."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)


def list_violations(page: Page) -> list[str]:
    """Return what axe-core finds, one line for each element: rule, element and why."""
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:160]} {node['failureSummary'][:300]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("stem", STEMS)
def test_axe_finds_nothing_in_light_or_dark_and_a_telephone_cuts_nothing(window, stem):
    page = window(stem)
    assert not list_violations(page)
    look(page, "dark", TELEPHONE)
    wait_until_ready(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == DARK
    assert not list_violations(page)
    assert max(page.evaluate(CUT)) <= 0
    assert page.evaluate(BEYOND_REACH) == []


def test_axe_finds_nothing_in_dark_where_the_side_bar_is_open(window):
    page = window("measures")
    look(page, "dark", DESK)
    wait_until_ready(page)
    assert not list_violations(page)


def test_tab_reaches_the_menu_and_a_filter_and_shows_where_it_is(window):
    page = window("themes")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WHERE))
    assert any(stop["menu"] and "The plan" in stop["label"] for stop in stops)
    assert any(stop["filter"] for stop in stops)
    assert [stop["label"] for stop in stops if (stop["menu"] or stop["filter"]) and not stop["seen"]] == []
