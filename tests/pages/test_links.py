"""The page of actions and measures: what is linked, what stands alone, and an answer that makes a link."""

from datetime import UTC, datetime

from analysis.matching import identify
from tests.pages.conftest import make_plan, save, words
from tests.pages.test_impact import ACTIONS, board_figures

NEAR = {"key": "20", "ref": "20", "theme": "Front door", "action": "Hold the weekly measure A panel", "status": "on track", "due": "2026-05-31"}


def test_links_and_what_stands_alone(empty_store, open_page):
    save(empty_store, make_plan(ACTIONS))
    save(empty_store, board_figures())
    page = open_page("links")
    assert "2 of 10 (20.0%) actions have a measure; 1 of 1 (100.0%) measures has an action; 2 links." in words(page)
    assert page.table[0].value["Ref"].tolist() == [str(place) for place in range(3, 11)]


def test_words_that_are_alike_are_asked_and_a_yes_is_used_on_every_page(empty_store, open_page):
    plan = make_plan([NEAR])
    save(empty_store, plan)
    save(empty_store, board_figures())
    page = open_page("links")
    assert page.radio[0].label.replace("\\", "").startswith("20: Hold the weekly measure A panel Does it belong to the measure Measure A?")
    (name,) = identify(plan.tables["actions"])
    empty_store.answer_question("Wyreford", "Improvement plan", f"link:{name}:A", "yes", who="Officer", when=datetime(2026, 4, 21, tzinfo=UTC))
    page = open_page("links")
    assert "1 of 1 (100.0%) actions has a measure" in words(page)
    assert not page.radio


def test_a_plan_without_figures_lists_its_actions(store_with_plan, open_page):
    assert "0 of 5 (0.0%) actions have a measure; 0 of 0 measures have an action; no links." in words(open_page("links"))
