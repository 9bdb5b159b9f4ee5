"""The pages about figures, opened without a browser on a council whose answers are known."""

import pytest

from loaders.reading import Reading
from model import conform
from pages.common import show
from tests.pages import council
from tests.pages.conftest import make_plan, save, words


@pytest.fixture
def filled(empty_store):
    """Return a store with a plan and the council's figures."""
    save(empty_store, make_plan(actions=[
        {"key": "1", "ref": "1.1", "action": "Hold a panel", "measure": "Repeat plans", "status": "complete", "completed": "2026-02-20"},
    ]))  # fmt: skip
    save(empty_store, council.make_figures(), day=21)
    return empty_store


def tables(page):
    return [table.value for table in page.table]


def html(page):
    return " ".join(block.value.body if hasattr(block.value, "body") else str(block.value) for block in page.get("html"))


@pytest.mark.parametrize("stem", ["measures", "measure", "compare", "quality", "relations"])
def test_without_figures_each_page_says_what_to_upload(empty_store, open_page, stem):
    assert "ploaded yet" in words(open_page(stem))


def test_measures_have_a_verdict_a_cell_of_the_matrix_and_a_small_chart(filled, open_page):
    page = open_page("measures")
    said = words(page)
    assert "2 of 3 measures are really improving, 0 worsening and 1 not really changing." in said
    assert "1 measure is not really changing and will meet the target at some times only:" in said
    assert "- Repeat plans" in said
    cards = html(page)
    assert cards.count("<img alt=") >= 3
    assert "10 of 40 (25.0%)" in cards
    assert "target 18.0%: 7.0 points too high (3 fewer of 40)" in cards


def test_one_measure_shows_its_chart_its_targets_and_what_happened(filled, open_page):
    page = open_page("measure", measure="Visits in time")
    said = words(page)
    assert "Visits in time: 71.0%, ↑ improving" in said
    assert "8 points in a row above the mean" in said or "above the upper process limit" in said
    assert "Limits are worked out leaving outlying moves out" in said
    assert any("Target" in table and table["Target"].tolist() == ["70\\.0%"] for table in tables(page))
    page = open_page("measure", measure="Repeat plans")
    notes = next(table for table in tables(page) if "What happened" in table)
    assert notes["What happened"].tolist() == ["First monitoring visit", "1\\.1 Hold a panel"]
    assert "No change yet." in words(page)


def test_commentary_that_did_not_change_is_flagged(filled, open_page):
    reading = council.make_figures(owner="Head of Care")
    save(filled, reading, day=22)
    assert "Stale: word for word the same in 2 uploads, since that of 21 April 2026" in words(open_page("measure", measure="Repeat plans"))


def test_the_comparison_names_the_suppressed_neighbour_and_tests_fairly(filled, open_page):
    page = open_page("compare")
    said = words(page)
    assert "Repeat plans: 25.0%, cannot be told from England (24.0%)" in said
    assert "3 of 4 statistical neighbours have a figure; Calderholme has none." in said
    verdicts = next(table for table in tables(page) if "Who" in table)
    assert verdicts["Who"].tolist() == ["Wyreford", "Median of statistical neighbours", "Mean of statistical neighbours", "Wyre and Dale", "England"]
    assert verdicts["Why"].tolist()[-1].replace("\\", "") == "10 of 40 against 24%, low is good: cannot tell, p = 1.00"
    neighbours = next(table for table in tables(page) if "Statistical neighbour" in table)
    assert [figure.replace("\\", "") for figure in neighbours["Figure"]] == ["25.0%", "20.0%", "[c]", "30.0%"]


def test_the_quality_page_lists_every_rule(filled, open_page):
    page = open_page("quality")
    rules = tables(page)[0]
    assert len(rules) == 7
    assert "jump" in words(page).lower()


def test_partners_never_see_a_small_number(filled, open_page):
    assert "<strong>3</strong> on 31 March 2026" in html(open_page("measures"))
    page = open_page("measures", partner="true")
    assert "Partner view. Counts of 1 to 5 are hidden as [c]" in words(page)
    assert "<strong>3</strong>" not in html(page)
    assert "<strong>[c]</strong> on 31 March 2026" in html(page)
    assert "%3E3%3C" not in html(page)
    page = open_page("measure", partner="true", measure="In unregistered homes")
    assert "In unregistered homes: [c]" in words(page)
    page = open_page("quality", partner="true")
    assert "9 to 3" not in words(page)
    assert not any("9 to 3" in str(table.to_numpy()) for table in tables(page))


@pytest.fixture
def exported(monkeypatch):
    """Return a dictionary that fills with every table that a page offers to download, by its name."""
    offered = {}

    def keep(frame, name, export=None):
        offered[name] = frame if export is None else export()

    monkeypatch.setattr(show, "downloads", keep)
    return offered


def test_downloads_hide_small_numbers_in_every_view(filled, open_page, exported):
    assert "<strong>3</strong>" in html(open_page("measures"))
    assert exported["measures"].set_index("Measure").loc["In unregistered homes", "Latest"] == "[c]"
    open_page("overview")
    assert exported["headline-measures"].set_index("Measure").loc["In unregistered homes", "Latest"] == "[c]"
    exported.clear()
    page = open_page("measure", measure="In unregistered homes")
    assert "In unregistered homes: 3" in words(page)
    page.session_state["open-series"] = True
    page.run()
    assert exported["series"]["Figure"].tolist()[:2] == ["[c]", "9"]
    open_page("quality")
    assert not any("9 to 3" in str(cell) for frame in exported.values() for cell in frame.to_numpy().ravel())


def make_rebases(measure, *days):
    rows = [{"measure": measure, "date": day, "reason": f"Reason of {day}", "author": "Head of Service"} for day in days]
    return Reading("limits_started_afresh.csv", "decisions", {"rebases": conform(rows, "rebases")}, found=len(rows), loaded=len(rows))


def test_limits_start_afresh_only_with_a_reason_and_its_author(filled, open_page):
    page = open_page("measure", measure="Visits in time")
    page.session_state["rebase"] = True
    page.run()
    page.selectbox(key="rebase-from-Visits in time").set_value("31 August 2025").run()
    assert "The new part of the series would have 8 points, so icons are put away until it has 13." in words(page)
    page.button(key="rebase-save-Visits in time").click().run()
    assert "Rebasing needs a reason" in words(page)
    page.text_input(key="rebase-why-Visits in time").input("Visits are counted by a new rule")
    page.text_input(key="rebase-who-Visits in time").input("Head of Service").run()
    page.button(key="rebase-save-Visits in time").click().run()
    assert not page.exception
    recorded = filled.records("Wyreford", "rebases")
    assert recorded["measure"].tolist() == ["Visits in time"]
    assert recorded[["reason", "author"]].to_numpy().tolist() == [["Visits are counted by a new rule", "Head of Service"]]
    said = words(open_page("measure", measure="Visits in time"))
    assert "Limits start afresh on 31 August 2025: Visits are counted by a new rule (decided by Head of Service)." in said
    assert "needs 13 points, has 8" in said


def test_any_start_afresh_can_be_taken_back_on_the_page(filled, open_page):
    measure = "Visits in time"
    save(filled, make_rebases(measure, "2025-08-31", "2025-10-31"))
    page = open_page("measure", measure=measure)
    page.session_state["rebase"] = True
    page.run()
    page.selectbox(key=f"rebase-back-{measure}").set_value("31 August 2025: Reason of 2025-08-31").run()
    page.button(key=f"rebase-undo-{measure}").click().run()
    assert "Taking a decision back needs a reason" in words(page)
    page.text_input(key=f"rebase-why-{measure}").input("The rule was dropped")
    page.text_input(key=f"rebase-who-{measure}").input("Director").run()
    page.button(key=f"rebase-undo-{measure}").click().run()
    assert not page.exception
    assert filled.records("Wyreford", "rebases")["taken_back_by"].fillna("").tolist() == ["Director", ""]
    said = words(open_page("measure", measure=measure))
    assert "Limits start afresh on 31 August 2025" not in said
    assert "Limits start afresh on 31 October 2025: Reason of 2025-10-31" in said


def test_a_file_without_area_codes_is_the_councils_own(empty_store, open_page):
    reading = council.make_figures()
    frame = reading.tables["observations"]
    own = frame[frame["area_code"] == "W00"].assign(area_code=None, area=None).astype({"area_code": "str", "area": "str"})
    reading.tables["observations"] = own.reset_index(drop=True)
    save(empty_store, reading)
    assert "2 of 3 measures are really improving" in words(open_page("measures"))
    assert "71.0%" in words(open_page("measure", measure="Visits in time"))
    assert "No other area has figures" in words(open_page("compare"))
