"""How quickly pages answer and are painted, beside pages as they are usually written, and how many people one process serves."""

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.crowd import find_waits
from benchmarks.reading import saved_plan
from benchmarks.rivals import write_rivals
from benchmarks.rows import ROUNDS, Row, judge
from benchmarks.visits import ROOT, Server, Visitor, serve
from tests.browser.shots import FLAGS, find_browser

RERUNS = 8  # in one measurement, because the clock of a process counts in steps of 10 ms
VISITORS = 20
VISITOR_MB, PROCESS_MB = 0.5, 250.0
TIMES_AS_MANY = 20
PATIENCE = 1_000.0  # ms within which 95 of 100 touches must be answered
USUAL_CROWDS = (1, 2, 4, 6, 8, 12, 16)
OURS = ROOT / "serve.py"
# From a click on a link until everything of a kind has been painted, as the browser itself counts it.
SWITCH = """([link, painted]) => new Promise((done) => {
    const began = performance.now();
    const ready = new Function('return ' + painted);
    const look = () => ready() ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
    [...document.querySelectorAll('a')].find((each) => each.textContent.trim() === link).click();
    look();
})"""
CHARTS_PAINTED = "[...document.querySelectorAll('.stPlotlyChart')].filter((chart) => chart.querySelector('.main-svg .point')).length >= 24"
PICTURES_PAINTED = "[...document.querySelectorAll('img[src^=\"data:image/svg\"]')].filter((image) => image.naturalWidth).length >= 24"


def measure() -> list[Row]:
    """Return the rows: server work, paint in a browser, the first page, memory, people."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_rivals(folder)
        database = folder / "sample.sqlite"
        subprocess.run([sys.executable, "-m", "data.sample", "--url", f"sqlite:///{database.as_posix()}"], cwd=ROOT, check=True, capture_output=True)
        rows = [*_measure_work(folder, database), *_measure_paint(folder, database)]
        return [*rows, _measure_first_page(folder, database), *_measure_memory(database), _measure_people(folder, database)]


# --- the server's work --------------------------------------------------------------------------------------------


def _measure_work(folder: Path, database: Path) -> list[Row]:
    with ExitStack() as stack:
        ours = stack.enter_context(serve(OURS, quick=True, database=database))
        usual, charts, blank, control = (
            stack.enter_context(serve(folder / f"{name}.py", quick=quick))
            for name, quick in (("usual", False), ("charts", False), ("quick/blank", True), ("quick/control", True))
        )
        overview, measures = stack.enter_context(Visitor(ours)), stack.enter_context(Visitor(ours, "measures"))
        rivals = {server: stack.enter_context(Visitor(server)) for server in (usual, charts, blank, control)}
        for visitor in (overview, measures, *rivals.values()):
            for _ in range(2):
                visitor.rerun()
        rows = []
        work, theirs = _take_turns(ours, overview, usual, rivals[usual])
        drawn = f"{overview.count('plotly_chart')} chart, {overview.count('table')} tables and {overview.count('metric')} figures"
        rival = "a page with five charts from px, default settings"
        rows.append(judge("server work of an Overview rerun", rival, work, theirs, bar=0.15, note=drawn))
        work, theirs = _take_turns(ours, overview, blank, rivals[blank])
        note = f"each of the {len(overview.elements)} elements costs Streamlit 0.3 to 0.5 ms to register and send, the blank page has two"
        rows.append(judge("server work of an Overview rerun", "a blank page, served the same way", work, theirs, bar=5.0, note=note))
        work, theirs = _take_turns(ours, measures, charts, rivals[charts])
        note = "the Measures page whole: every measure as a small chart, the matrix and two tables"
        rows.append(judge("24 control charts on a page, rerun", "px with add_hline", work, theirs, bar=0.05, note=note))
        work, theirs = _take_turns(control, rivals[control], charts, rivals[charts])
        note = f"{rivals[control].count('plotly_chart')} large control charts of charts/control.py on one page"
        rows.append(judge("24 large control charts on a page, rerun", "px with add_hline", work, theirs, bar=0.05, note=note))
        return rows


def _take_turns(ours: Server, visitor: Visitor, rival: Server, other: Visitor) -> tuple[float, float]:
    """Return the median processor time of a rerun of two pages in milliseconds."""
    used: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for server, who, taken in ((ours, visitor, used[0]), (rival, other, used[1])):
            before = server.used()
            for _ in range(RERUNS):
                who.rerun()
            taken.append((server.used() - before) / RERUNS)
    return statistics.median(used[0]), max(statistics.median(used[1]), 1.0)


# --- paint --------------------------------------------------------------------------------------------------------


def _measure_paint(folder: Path, database: Path) -> list[Row]:
    path = find_browser()
    if path is None:
        print("No Chromium was found, so nothing was painted.", file=sys.stderr)
        return []
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        ours = stack.enter_context(serve(OURS, quick=True, database=database))
        empty = stack.enter_context(serve(OURS, quick=True, database=folder / "empty.sqlite"))
        rival = stack.enter_context(serve(folder / "switch.py", quick=False))
        blank = stack.enter_context(serve(folder / "quick" / "blank.py", quick=True))
        rows = [_measure_switch(browser, ours, rival), _measure_upload(browser, empty, blank, folder)]
        browser.close()
        return rows


def _measure_switch(browser: Browser, ours: Server, rival: Server) -> Row:
    page, other = _open(browser, ours), _open(browser, rival)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):  # the first fetches the programs and is not counted
        for tab, link, painted, taken in ((page, "All measures", PICTURES_PAINTED, times[0]), (other, "Measures", CHARTS_PAINTED, times[1])):
            taken.append(tab.evaluate(SWITCH, [link, painted]))
            tab.wait_for_timeout(500)
            tab.go_back()
            tab.wait_for_function(f"() => !({painted})")
            tab.locator("a", has_text=link).first.wait_for()
            tab.wait_for_timeout(1_000)
    mine, theirs = (statistics.median(taken[1:]) for taken in times)
    note = "from the click on a link until all are painted; ours is the whole Measures page, words, matrix and table included"
    return judge("page with 24 small multiples, page switch until painted", "24 plotly charts", mine, theirs, bar=0.15, note=note)


def _measure_upload(browser: Browser, ours: Server, blank: Server, folder: Path) -> Row:
    times: tuple[list[float], list[float]] = ([], [])
    page, other = _open(browser, ours, "/upload"), _open(browser, blank)
    with saved_plan(400, 0) as plan:
        for place in range(ROUNDS + 1):
            page.goto(f"{ours.address}/upload")
            page.locator('input[type="file"]').wait_for(state="attached")
            page.wait_for_timeout(1_000)
            copy = folder / f"plan{place}.xlsx"
            copy.write_bytes(plan.read_bytes())
            began = time.perf_counter()
            page.locator('input[type="file"]').set_input_files(copy)
            page.get_by_role("heading", name="Keep it").wait_for()
            read = time.perf_counter()
            other.goto(blank.address)
            other.locator("h1").wait_for()
            times[0].append((read - began) * 1_000)
            times[1].append((time.perf_counter() - read) * 1_000)
    mine, theirs = (statistics.median(taken[1:]) for taken in times)
    note = (
        "from the choice of the file until the reading report and the form to keep it are painted: sent, read in a process of its own, "
        "every row accounted for, searched for children's records"
    )
    return judge("upload to painted, 400 actions", "a blank page opened until painted", mine, theirs, bar=2.0, note=note)


def _open(browser: Browser, server: Server, page: str = "") -> Page:
    tab = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    tab.set_default_timeout(60_000)
    tab.goto(server.address + page)
    tab.locator("h1").wait_for()
    tab.wait_for_timeout(2_000)
    return tab


# --- the first page, memory and people ----------------------------------------------------------------------------


def _measure_first_page(folder: Path, database: Path) -> Row:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for script, quick, taken in ((OURS, True, times[0]), (folder / "usual.py", False, times[1])):
            with serve(script, quick=quick, database=database) as server:
                began = time.perf_counter()
                with Visitor(server) as visitor:
                    visitor.rerun()
                taken.append((time.perf_counter() - began) * 1_000)
    mine, theirs = (statistics.median(taken) for taken in times)
    note = "the Overview of the sample council, from the moment the server says that it is well until the page has been sent"
    return judge("first page once healthy", "the usual app under streamlit run", mine, theirs, bar=0.25, note=note)


def _measure_memory(database: Path) -> list[Row]:
    with serve(OURS, quick=True, database=database) as server, ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(Visitor(server)).rerun()
        before = server.resident()
        for _ in range(VISITORS):
            stack.enter_context(Visitor(server)).rerun()
        after = server.resident()
    each = max((after - before) / VISITORS, 0.001)
    return [
        judge("memory per further visitor", f"{VISITOR_MB:g} MB", each, VISITOR_MB, bar=1.0, note=f"in MB, not ms: {VISITORS} more on the Overview"),
        judge("memory of the process", f"{PROCESS_MB:g} MB", after, PROCESS_MB, bar=1.0, note=f"in MB, not ms: with {VISITORS + 5} visitors"),
    ]


def _measure_people(folder: Path, database: Path) -> Row:
    with serve(folder / "usual.py", quick=False) as server:
        usual = USUAL_CROWDS[0]
        waited = find_waits(server, usual, "Theme")
        for crowd in USUAL_CROWDS[1:]:
            slow = find_waits(server, crowd, "Theme")
            if slow > PATIENCE:
                break
            usual, waited = crowd, slow
    with serve(OURS, quick=True, database=database) as server:
        people = usual * TIMES_AS_MANY
        while (slow := find_waits(server, people, "Theme")) > PATIENCE and people > usual:
            people = max(int(people * 0.7), usual)
    note = (
        f"as thousandths of a process for each person: {people} people on the Overview ({slow:,.0f} ms at the 95th of 100) against {usual} "
        f"on the usual page ({waited:,.0f} ms), each choosing another theme every 5 s; more than {TIMES_AS_MANY} times as many were not tried"
    )
    what, rival = "people on one process, p95 under 1 s", "a page with five charts from px"
    return judge(what, rival, 1_000 / people, 1_000 / usual, bar=1 / TIMES_AS_MANY, note=note)
