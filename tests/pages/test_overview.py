"""Overview: the answer first, then what needs attention, measures, worst and best, what comes next, and the version."""

from tests.pages.conftest import make_figures, make_plan, read_table, save, words


def test_the_answer_comes_first(store_with_plan, open_page):
    page = open_page("overview")
    assert page.title[0].value == "Overview"
    assert page.markdown[0].value == "**How far is the plan, and what needs attention?**"
    said = words(page)
    assert "2 of 5 actions are done (40.0%); 1 is overdue." in said
    assert "Of 5 actions, 2 are done (40.0%), 1 on track (20.0%), 1 off track (20.0%) and 1 not known (20.0%)." in said


def test_counts_have_their_shares_and_lead_to_the_actions(store_with_plan, open_page):
    page = open_page("overview")
    counts = {metric.label: metric.value for metric in page.metric}
    assert counts == {"Done": "2", "At risk or off track": "1", "Overdue": "1", "Due in 30 days": "1", "Undated": "1", "No update for 60 days": "2"}
    assert "1 of 5 (20.0%)" in words(page)


def test_what_comes_next_and_which_version_this_is(store_with_plan, open_page):
    said = words(open_page("overview"))
    assert "Statutory clock: the plan is due at Ofsted by 21 May 2026" in said
    assert "Version v7 is as at 30 April 2026" in said
    assert "No earlier versions of this plan are kept." in said


def test_without_figures_the_page_says_so(store_with_plan, open_page):
    assert "No figures of this council were uploaded yet" in words(open_page("overview"))


def test_figures_have_their_date_change_and_target(store_with_plan, open_page):
    save(store_with_plan, make_figures(), day=21)
    table = next(table.value for table in open_page("overview").table if "Measure" in table.value)
    figure = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in table.iloc[0]]
    assert list(table.columns) == ["Measure", "Latest", "Date", "Change", "Target"]
    assert figure == ["Children on a child protection plan", "224", "31 March 2026", "up 14", "target 200"]


def test_worst_and_best_by_the_printed_rule(store_with_plan, open_page):
    page = open_page("overview")
    assert "Highest share overdue or off track first" in words(page)
    assert read_table(page, 0).iloc[0].tolist()[0] == "Help and protection"


def test_a_choice_that_leaves_nothing_says_so(store_with_plan, open_page):
    said = words(open_page("overview", status=["○ suspended"]))
    assert "No action fits the choices suspended. Choose fewer of them in the side bar." in said


def test_a_plan_without_actions_and_an_empty_store_say_what_to_do(empty_store, open_page):
    assert "There is no plan to show yet. Upload the tracker" in words(open_page("overview"))
    save(empty_store, make_plan(actions=[]))
    assert "This plan has no actions that could be read." in words(open_page("overview"))


def test_an_earlier_version_is_counted_and_can_be_opened(store_with_plan, open_page):
    save(store_with_plan, make_plan(version="v8", as_at="2026-04-29"), day=22)
    assert "1 earlier version of this plan is kept." in words(open_page("overview"))
