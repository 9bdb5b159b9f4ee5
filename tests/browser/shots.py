"""Photograph pages of a running dashboard: `python -m tests.browser.shots --url http://localhost:8501 --out shots --pages overview,themes`."""

import argparse
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing that calls home, and no graphics card.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 60_000  # ms that a page may take on a busy machine


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def wait_until_ready(page: Page) -> None:
    """Wait until the app has connected, has stopped running and has drawn its charts."""
    page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]', timeout=WAIT)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=WAIT)
    page.wait_for_selector("h1", timeout=WAIT)
    page.wait_for_function('() => !document.querySelector(\'[data-testid="stSkeleton"], [data-testid="stStatusWidget"]\')', timeout=WAIT)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=\"stPlotlyChart\"]')].every(chart => chart.querySelector('.main-svg'))", timeout=WAIT
    )
    page.wait_for_timeout(500)  # transitions of the side bar and of charts


def whole_height(page: Page) -> int:
    """Return how tall the page is without scrolling inside."""
    scrolling = '[data-testid="stMain"], [data-testid="stSidebarContent"]'
    return int(page.evaluate("(which) => Math.max(...[...document.querySelectorAll(which)].map(e => e.scrollHeight))", scrolling))


def shoot(url: str, out: Path, pages: list[str], *, width: int = 1366, height: int = 768, scheme: str = "light", whole: bool = True) -> list[Path]:
    """Write one picture for each page; an address may carry choices, as in ``themes?theme=Care``.

    Returns
    -------
    list of Path
        The pictures, named page-width-scheme.png.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB", timezone_id="Europe/London")
        for address in pages:
            page = context.new_page()
            page.goto(f"{url.rstrip('/')}/{address.removeprefix('overview')}", timeout=WAIT)
            wait_until_ready(page)
            if whole:
                page.set_viewport_size({"width": width, "height": min(whole_height(page), 8000)})
                page.wait_for_timeout(800)
            files.append(out / f"{urlsplit(address).path.strip('/') or 'overview'}-{width}-{scheme}.png")
            page.screenshot(path=files[-1])
            page.close()
        browser.close()
    return files


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://localhost:8501")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pages", default="overview")
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    parser.add_argument("--screen", action="store_true", help="only what the first screen shows, not the whole page")
    chosen = parser.parse_args()
    size = {"width": chosen.width, "height": chosen.height}
    pictures = shoot(chosen.url, chosen.out, chosen.pages.split(","), **size, scheme=chosen.scheme, whole=not chosen.screen)
    for file in pictures:
        print(file)


if __name__ == "__main__":
    main()
