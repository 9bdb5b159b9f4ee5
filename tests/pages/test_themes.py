"""Themes: every theme with its statuses, the totals, and down to one theme's actions."""

from tests.pages.conftest import make_plan, save, words


def test_themes_add_up_to_the_plan(store_with_plan, open_page):
    page = open_page("themes")
    table = page.table[0].value
    assert table["Theme"].tolist() == ["Help and protection", "Care leavers", "No theme given", "All actions"]
    assert table["Actions"].tolist() == [2, 2, 1, 5]
    assert table["Done"].tolist() == [1, 1, 0, 2]
    assert table["Overdue"].tolist() == [1, 0, 0, 1]
    said = words(page)
    assert "Of 2 themes, Help and protection has the highest share done, 1 of 2 (50.0%);" in said
    assert "Help and protection has the most overdue, 1 of 2 (50.0%)." in said


def test_one_theme_s_actions_are_listed_with_symbol_and_word_and_text_stays_text(store_with_plan, open_page):
    listed = open_page("themes").table[1].value
    assert listed["Ref"].tolist() == ["1\\.1", "1\\.2"]
    assert listed["Status"].tolist() == ["■\N{NO-BREAK SPACE}complete", "●\N{NO-BREAK SPACE}on\N{NO-BREAK SPACE}track"]
    assert listed["Action"].tolist()[0] == "Rewrite the \\*threshold\\* document"


def test_another_theme_can_be_listed(store_with_plan, open_page):
    page = open_page("themes")
    assert page.selectbox(key="theme_listed").options == ["Help and protection", "Care leavers", "No theme given"]
    page.selectbox(key="theme_listed").select("No theme given").run()
    assert page.table[1].value["Ref"].tolist() == ["3"]


def test_the_agency_choice_narrows_the_themes(store_with_plan, open_page):
    table = open_page("themes", agency="Housing").table[0].value
    assert table["Theme"].tolist() == ["Care leavers", "All actions"]
    assert table["Actions"].tolist() == [2, 2]


def test_a_plan_without_themes_is_one_group(empty_store, open_page):
    save(empty_store, make_plan(actions=[{"key": "1", "action": "Do it", "status": "complete"}]))
    page = open_page("themes")
    assert page.table[0].value["Theme"].tolist() == ["No theme given", "All actions"]
    assert "1 of 1 action is done (100.0%); none is overdue." in words(page)


def test_an_empty_store_says_what_to_do(empty_store, open_page):
    assert "There is no plan to show yet." in words(open_page("themes"))
