"""A real server and a real browser. Without a Chromium the tests are skipped with a plain message, except in CI."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.shots import FLAGS, find_browser, wait_until_ready

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 90  # seconds a server may take on a busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that it can be left out by name."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; skip where there is none, fail in CI."""
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a Chromium: .ci/run installs it.")
        pytest.skip("No Chromium was found on this machine, so the pages are not tried in a real browser.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def serve(database: Path) -> Iterator[str]:
    """Serve the dashboard on a free port of this machine with a store of its own; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DASHBOARD_DATABASE_URL": f"sqlite:///{database}", "DASHBOARD_PORT": str(port)}
    log = database.with_suffix(".log")
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen([sys.executable, "serve.py"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not start: {log.read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def sample_server(tmp_path_factory) -> Iterator[str]:
    """Serve the sample council; nobody may upload here."""
    database = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    environment = {**os.environ, "DASHBOARD_DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([sys.executable, "-m", "data.sample"], cwd=ROOT, env=environment, check=True, timeout=300, capture_output=True)
    with serve(database) as address:
        yield address


@pytest.fixture
def empty_server(tmp_path) -> Iterator[str]:
    """Serve an empty store of this test alone."""
    with serve(tmp_path / "empty.sqlite") as address:
        yield address


@pytest.fixture
def open_page(browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address in a window of its own and waits until the page is drawn."""
    contexts = []

    def open_(address: str, *, width: int = 1366, height: int = 768, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB", accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.goto(address, timeout=60_000)
        wait_until_ready(page)
        return page

    yield open_
    for context in contexts:
        context.close()
