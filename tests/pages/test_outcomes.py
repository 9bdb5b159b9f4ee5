"""The outcomes page: the question on top, a curve, and the three columns where a plan has them."""

from tests.pages.conftest import make_plan, save, words
from tests.pages.test_impact import ACTIONS, board_figures


def test_the_curve_stands_with_baseline_and_promise(empty_store, open_page):
    save(empty_store, make_plan([{**ACTIONS[0], "outcome": "Children are seen", "evidence": "Audit"}], report_published="2025-11-10"))
    save(empty_store, board_figures())
    page = open_page("outcomes")
    said = words(page)
    assert "None of 1 measure says whether anyone is better off" in said
    assert "70.0% promised by 31 January 2026" in said
    assert "on average over the 12 figures of the 12 months before the plan began" in said
    assert page.table[0].value["Outcome"].tolist() == ["Children are seen"]


def test_a_plan_without_outcomes_and_figures_is_told_what_is_missing(store_with_plan, open_page):
    said = words(open_page("outcomes"))
    assert "No figures of this council were uploaded yet." in said
    assert "That is a layout, not a fault." in said
