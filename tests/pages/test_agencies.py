"""Agencies: bodies by role, status and theme, and the gaps in the chain that watches over them."""

from tests.pages.conftest import make_plan, save, words


def find_table(page, column: str):
    return next(table.value for table in page.table if column in table.value)


def test_bodies_are_shown_by_role_with_the_different_actions_behind_them(store_with_plan, open_page):
    page = open_page("agencies")
    said = words(page)
    assert "4 of 5 (80.0%) actions name a body that delivers." in said
    assert "counts for each of them, so the bodies do not add up to the plan" in said
    assert page.segmented_control(key="role").value == "deliver"


def test_another_role_can_be_chosen(store_with_plan, open_page):
    page = open_page("agencies")
    page.segmented_control(key="role").set_value("monitor").run()
    assert "5 of 5 (100.0%) actions name a body that monitors." in words(page)
    assert find_table(page, "All themes")["Body"].tolist() == ["Improvement Board"]


def test_bodies_by_theme(store_with_plan, open_page):
    matrix = find_table(open_page("agencies"), "All themes").set_index("Body")
    assert matrix.loc["Police"].tolist() == [2, 0, 0, 2]
    assert matrix.loc["Housing"].tolist() == [0, 2, 0, 2]


def test_the_chain_and_its_gaps(store_with_plan, open_page):
    page = open_page("agencies")
    assert "3 of 5 (60.0%) actions have a gap in the chain" in words(page)
    assert find_table(page, "What it means")["Gap"].tolist() == ["nobody delivers", "nobody scrutinises", "scrutinises itself"]
    chain = find_table(page, "Monitored by")
    assert chain["Actions"].tolist() == [2, 2, 1]
    assert chain.iloc[2]["Scrutinised by"] == "Housing"


def test_a_plan_that_names_only_leads_is_shown_by_lead(empty_store, open_page):
    save(empty_store, make_plan(actions=[{"key": "1", "action": "Do it", "status": "complete", "lead": "Head of Care"}]))
    page = open_page("agencies")
    assert "names no body that delivers, monitors or scrutinises" in words(page)
    assert find_table(page, "Lead")["Lead"].tolist() == ["Head of Care"]


def test_two_spellings_of_one_body_are_pointed_out(empty_store, open_page):
    actions = [{"key": str(n), "action": "Do it", "deliver": [body]} for n, body in enumerate(["Children’s Services", "Childrens services"])]
    save(empty_store, make_plan(actions=actions))
    assert find_table(open_page("agencies"), "Another name").iloc[0]["Why they may be one body"] == "the same words, written differently"


def test_an_empty_store_says_what_to_do(empty_store, open_page):
    assert "There is no plan to show yet." in words(open_page("agencies"))
