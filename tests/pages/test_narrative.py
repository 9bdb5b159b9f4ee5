"""The plan in words: sentences with a way to their table, part by part."""

from tests.pages.conftest import make_plan, save, words
from tests.pages.test_impact import ACTIONS, board_figures


def test_each_sentence_leads_to_its_table(empty_store, open_page):
    save(empty_store, make_plan(ACTIONS))
    save(empty_store, board_figures())
    page = open_page("narrative")
    said = words(page)
    assert "The plan has 10 actions: 9 are done (90.0%), and none is overdue." in said
    assert "[Table behind sentence 1](themes?" in said
    themes = words(open_page("narrative", part="Themes"))
    assert "Of the measures linked to it, 1 is without a real change: the theme is done but without impact." in themes
    assert "](impact?part=Themes&impact-theme=Front%20door)" in themes


def test_a_plan_without_figures_is_told_too(store_with_plan, open_page):
    assert "The plan has 5 actions: 2 are done (40.0%), and 1 is overdue." in words(open_page("narrative"))
    assert "There is nothing to tell here." in words(open_page("narrative", part="Measures"))
