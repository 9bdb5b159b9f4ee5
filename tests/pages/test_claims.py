"""The claim checker page: a pasted text is marked sentence by sentence, and nothing of it is kept."""

from tests.analysis.board import FALLEN
from tests.pages.conftest import save, words
from tests.pages.test_impact import board_figures


def test_a_pasted_text_is_marked(empty_store, open_page):
    save(empty_store, board_figures(FALLEN))
    page = open_page("claims")
    assert "For example" in words(page)
    page.text_area(key="claims-text").set_value("Measure A has *improved*. Everything has improved. The board met.").run()
    assert "2 of 3 sentences claim a change: 1 contradicted and 1 cannot check." in words(page)
    assert page.table[0].value["Mark"].tolist() == ["▲ contradicted", "○ cannot check", "□ no claim"]
    assert page.table[0].value["Sentence"].iloc[0] == "Measure A has \\*improved\\*\\."


def test_without_figures_it_says_what_to_upload(empty_store, open_page):
    assert "no claim can be checked" in words(open_page("claims"))
