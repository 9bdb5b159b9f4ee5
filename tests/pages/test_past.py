"""The past of a plan: changes, histories, slippage, sign-off, forecast; and a past day rebuilt exactly after ten more uploads."""

from datetime import UTC, datetime

import pytest

from analysis.matching import identify
from loaders.reading import Reading
from model import conform
from pages.common.shell import PAGES
from tests.pages.conftest import ACTIONS, TODAY, make_figures, make_plan, save, words

STEMS = [stem for section in PAGES.values() for stem, _ in section if stem not in ("upload", "help")]
BOARDS = [{"date": day, "kind": "board meeting", "title": "Improvement Board"} for day in ("2026-04-08", "2026-04-15", "2026-05-07")]


def records() -> Reading:
    return Reading("events.xlsx", "records", {"events": conform(BOARDS, "events")}, found=3, loaded=3)


def change(actions, **changes):
    """Return the actions with some fields changed, by key; a key given None is left out."""
    kept = [action for action in actions if changes.get(action["key"], {}) is not None]
    return [{**action, **changes.get(action["key"], {})} for action in kept]


MARCH = change(ACTIONS, **{"1.1": {"status": "on track"}, "2.2": {"status": "complete"}})
APRIL = change(ACTIONS, **{"2.1": None, "1.2": {"due": "2026-06-30", "first_due": "2026-03-31"}})
APRIL.append({"key": "2.3", "ref": "2.3", "theme": "Care leavers", "action": "Publish the local offer", "status": "not started"})


@pytest.fixture
def store(empty_store):
    """Return a store with two versions and a board meeting between them."""
    save(empty_store, make_plan(MARCH, as_at="2026-03-31"), day=5)
    save(empty_store, make_plan(APRIL), day=20)
    save(empty_store, records(), day=20)
    return empty_store


def test_changes_since_the_last_board_that_saw_another_version(store, open_page):
    page = open_page("changes")
    said = words(page)
    assert "1 dropped (1 while off track), 1 added, 1 completed, 1 signed off, 1 date moved and 1 untouched." in said
    assert "Since: The board of 15 April 2026. 5 actions before = 4 kept + 1 dropped; 5 now = 4 kept + 1 added;" in said
    assert "▲ Dropped while off track: 2.1 Open a drop-in" in said
    lines = page.table[0].value
    assert lines["Change"].tolist() == ["dropped", "added", "completed", "signed off", "date moved"]
    assert "](history?story=2.1%20Open%20a%20drop-in" in lines["Ref"].iloc[0]
    table = page.table[1].value
    assert table["All"].tolist()[-1] == "6" or int(table["All"].iloc[-1]) == 6


def test_changes_against_a_version_or_a_day_and_only_of_one_theme(store, open_page):
    assert "Since: The version as at 31 March 2026 (upload 1)." in words(open_page("changes", since="The version as at 31 March 2026 (upload 1)"))
    assert "Since: What was known on 10 April 2026." in words(open_page("changes", since="Another day", since_day="2026-04-10"))
    assert "2 actions before = 1 kept + 1 dropped; 2 now = 1 kept + 1 added" in words(open_page("changes", theme="Care leavers"))


def test_one_version_alone_says_that_there_is_nothing_to_compare(store_with_plan, open_page):
    assert "Only one version of this plan is kept up to here" in words(open_page("changes"))


def test_the_partner_view_does_not_compare_versions(store, open_page):
    for stem in ("changes", "history"):
        assert "shows only the newest version" in words(open_page(stem, partner="true"))


def test_the_history_of_one_action(store, open_page):
    page = open_page("history", story="1.2 Train all managers")
    assert "1.2: on track; its date has moved once, 91 days later than first promised." in words(page)
    assert page.table[0].value["What changed"].tolist() == ["date moved", "first seen"]
    assert "no longer in the plan, last seen off track on 31 March 2026" in words(
        open_page("history", story="2.1 Open a drop-in (no longer in the plan)")
    )


def test_slippage_standing_still_sign_off_and_forecast(store, open_page):
    said = words(open_page("slippage"))
    assert "1 of 3 (33.3%) of the dates have moved since they were first given, 1 of them in this period and 0 twice or more." in said
    assert "2 of 3 (66.7%) live actions have had the same words and status for 2 versions or more" in words(open_page("standing"))
    assert "1 action is signed off and 1 is claimed complete without it." in words(open_page("signoff"))
    assert "there is no forecast: it needs at least 4 whole months of history" in words(open_page("forecast"))
    assert "Too few to say: only 0 ratings" in words(open_page("forecast")) or "too few to say" in words(open_page("forecast")).lower()


def test_a_past_board_is_chosen_and_named_with_the_file_s_fingerprint(store, open_page):
    page = open_page("themes", known="2026-04-08")
    said = words(page)
    assert "as KNOWN on 8 April 2026, nothing later" in said
    assert f"file fingerprint {store.fingerprint(1)[:12]}" in said
    assert "EARLIER" not in said
    assert "No plan had been uploaded by the end of 4 April 2026" in words(open_page("themes", known="2026-04-04"))


def test_choosing_a_board_meeting_goes_to_its_day(store, open_page):
    page = open_page("themes")
    page.selectbox(key="meeting").select("8 April 2026").run()
    assert "as KNOWN on 8 April 2026" in words(page)
    assert page.date_input(key="known").value.isoformat() == "2026-04-08"


def see(app) -> list:
    """Return all that a page says and every table on it, cell by cell."""
    tables = [[list(table.value.columns), *table.value.astype(str).to_numpy().tolist()] for table in app.table]
    return [words(app), [(metric.label, metric.value) for metric in app.metric], tables]


def test_rebuilding_a_meeting_after_ten_more_uploads_gives_identical_figures(store, open_page):
    save(store, make_figures(), day=14)
    before = {stem: see(open_page(stem, known="2026-04-15")) for stem in STEMS}

    for day in range(21, 25):  # later versions: a correction of the same date, other statuses, an action dropped
        save(
            store, make_plan(change(APRIL, **{"1.2": {"status": "complete", "update": f"Changed on {day}"}, "3": None}), as_at="2026-03-31"), day=day
        )
    for day in range(25, 28):
        figures = make_figures()
        figures.tables["observations"]["value"] += day
        save(store, figures, day=day)
    save(store, Reading("events2.xlsx", "records", {"events": conform(BOARDS[1:], "events")}, found=2, loaded=2), day=28)
    save(store, make_plan(change(MARCH, **{"1.1": {"lead": "Somebody else"}}), as_at="2026-04-10"), day=29)
    last = save(store, make_plan(APRIL, as_at="2026-04-28"), day=30)
    store.withdraw(1, "Performance officer", datetime(2026, 4, 30, 12, tzinfo=UTC), "mistaken")
    table = store.table(last, "actions")
    answer = f"match:{identify(table)[0]}"
    store.answer_question("Wyreford", "Improvement plan", answer, "x", who="Officer", when=datetime(2026, 4, 30, 13, tzinfo=UTC))

    for stem in STEMS:
        for was, now in zip(before[stem], see(open_page(stem, known="2026-04-15")), strict=True):
            assert now == was, stem


def test_two_actions_that_look_alike_are_asked_about_and_the_answer_is_kept(empty_store, open_page):
    old = [{"key": "row 0", "action": "Ask children and parents for their view at the end of every plan", "status": "on track"}]
    new = [{"key": "row 0", "action": "Ask every child over seven and every parent for their view at the end of a plan", "status": "on track"}]
    save(empty_store, make_plan(old, as_at="2026-03-31"), day=5)
    save(empty_store, make_plan(new), day=20)
    page = open_page("changes")
    assert "1 dropped, 1 added" in words(page)
    page.radio[0].set_value("The same action").run()
    page.text_input(key="alike-who").input("Programme manager").run()
    page.button(key="alike-keep").click().run()
    assert "1 reworded and 0 untouched" in words(page)
    (answer,) = empty_store.answers("Wyreford", "Improvement plan")["who"]
    assert answer == "Programme manager"


def test_what_was_said_at_the_upload_is_kept_with_the_version(empty_store, open_page):
    old = [{"key": "row 0", "action": "Ask children and parents for their view at the end of every plan", "status": "on track"}]
    new = [{"key": "row 0", "action": "Hear from every child over seven", "status": "on track"}]
    save(empty_store, make_plan(old, as_at="2026-03-31"), day=5)
    reading = make_plan(new)
    (was,), (now,) = identify(conform(old, "actions")), identify(conform(new, "actions"))
    reading.profile[f"match:{was}"] = now
    save(empty_store, reading, day=20)
    assert "1 reworded and 0 untouched" in words(open_page("changes"))
    assert open_page("history").table[0].value["What changed"].tolist() == ["reworded", "first seen"]


def test_what_an_old_plan_left_outstanding_is_listed_until_somebody_says_where_it_went(empty_store, open_page):
    save(empty_store, make_plan(ACTIONS, title="First plan"), day=5, plan="First plan")
    kept = [{"key": "A", "ref": "A", "action": "Train all managers", "status": "on track"}]
    save(empty_store, make_plan(kept), day=20, plan="Second plan")
    page = open_page("succession", plan="Second plan")
    assert (
        "Of 3 outstanding actions of the old plan 1 is carried into the new one, 0 are explained, and of 2 nobody has said where they went."
        in words(page)
    )
    choice = next(box for box in page.selectbox if "Open a drop" in box.label.replace("\\", ""))
    choice.select("stopped").run()
    page.text_input(key="went-who").input("Programme manager").run()
    page.button(key="went-keep").click().run()
    assert "1 is explained, and of 1 nobody has said where it went." in words(page)
    assert page.table[0].value["What was said, by whom"].tolist()[1].replace("\\", "").startswith("Stopped by decision (Programme manager, ")


def test_what_was_explained_is_not_asked_about_again(empty_store, open_page):
    old = [
        {"key": "A", "ref": "A", "action": "Tell every referrer what was decided within ten working days", "status": "at risk"},
        {"key": "B", "ref": "B", "action": "Open a drop-in centre in the town", "status": "at risk"},
    ]
    new = [{"key": "1", "ref": "1", "action": "Tell every referrer what was decided within five working days", "status": "on track"}]
    save(empty_store, make_plan(old, as_at="2026-03-31"), day=5, plan="First plan")
    save(empty_store, make_plan(new), day=20, plan="Second plan")
    page = open_page("succession")
    assert "Tell every referrer what was decided within five" in page.radio[0].label
    assert page.table[0].value["Where it went"].tolist() == [
        "nobody has said where it went; 1 is suggested and waits for a person",
        "nobody has said where it went",
    ]
    said = {"who": "Programme manager", "when": datetime(2026, 4, 21, tzinfo=UTC)}
    empty_store.answer_question("Wyreford", "First plan", f"went:{identify(conform(old, 'actions'))[0]}", "merged: into 1", **said)
    page = open_page("succession")
    assert "0 are carried into the new one, 1 is explained, and of 1 nobody has said where it went." in words(page)
    assert not page.radio
    assert any("Open a drop" in box.label for box in page.selectbox)


def test_the_plan_in_force_stands_first_and_only_an_earlier_one_was_replaced(empty_store, open_page):
    save(empty_store, make_plan(MARCH, as_at="2026-04-10"), day=18, plan="Zebra plan")
    save(empty_store, make_plan(ACTIONS, as_at="2025-09-30"), day=20, plan="Action plan")  # older, though uploaded later
    page = open_page("themes")
    assert page.selectbox(key="plan").options == ["Zebra plan", "Action plan"]
    assert "Wyreford: Zebra plan · as at 10 April 2026" in words(page)
    assert open_page("succession").selectbox(key="before").value == "Action plan"
    page = open_page("succession", plan="Action plan")
    assert "No other plan that is kept began before Action plan." in words(page)
    assert "outstanding actions" not in words(page)
    page.selectbox(key="before").select("Zebra plan").run()
    assert "of the old plan" in words(page)
    page = open_page("themes", plan="Action plan", known="2026-04-19")
    assert "Action plan had not been uploaded by the end of 19 April 2026, but Zebra plan had: choose that plan in the side bar." in words(page)
    files = [text.replace("\\", "") for text in open_page("versions").table[0].value["File"]]
    assert files == ["plan.xlsx (Action plan)", "plan.xlsx (Zebra plan)"]


def test_the_list_of_uploads_says_what_each_changed_and_names_a_correction(store, open_page):
    save(store, make_plan(APRIL), day=22)
    save(store, make_plan(change(APRIL, **{"3": {"status": "at risk"}})), day=23)
    table = open_page("versions").table[0].value
    said = [text.replace("\\", "") for text in table["What changed"]]
    assert said[0] == "Correction of upload 4: 1 other move of status and 4 untouched."
    assert said[1] == "Correction of upload 2: Nothing changed: 5 actions, all untouched."
    assert said[3] == "1 dropped (1 while off track), 1 added, 1 completed, 1 signed off, 1 date moved and 1 untouched."
    assert said[4] == "First version of the plan"


def test_changes_are_never_compared_backwards(store, open_page):
    save(store, make_plan(MARCH), day=28)  # a correction of the same day
    april = "as at 30 April 2026 (upload 2)"
    said = words(open_page("changes", version=april, since="Another day", since_day="2026-04-29"))
    assert "On 29 April 2026 a later version than the one on show was known. Compared with the first version instead." in said
    # An older issue is uploaded at last and stands on show: what was known of March and April came after it.
    save(store, make_plan(MARCH, as_at="2026-02-28"), day=29)
    assert "Only one version of this plan is kept up to here" in words(open_page("changes"))
    save(store, make_plan(MARCH, as_at="2026-03-15"), day=30)
    page = open_page("changes")
    assert page.selectbox(key="since").options == ["The version as at 28 February 2026 (upload 5)", "Another day"]


@pytest.mark.parametrize("past", [{"known": "2026-04-21"}, {"version": "as at 31 March 2026 (upload 1)"}])
def test_the_past_cannot_be_written_into_and_says_so(store, open_page, past):
    save(store, make_plan(APRIL, as_at="2026-04-28"), day=28)
    for stem, what in (("upload", "Nothing can be uploaded"), ("versions", "No upload can be withdrawn or restored")):
        page = open_page(stem, **past)
        assert what in words(page)
        assert "the past cannot be written into" in words(page)
        assert not page.text_input


def test_no_answer_and_no_link_is_recorded_in_the_past(empty_store, open_page):
    silent = {"key": "9", "ref": "9", "action": "Nobody reports on this", "deliver": ["Police"], "status": "on track", "start": "2025-06-01"}
    actions = [*MARCH, silent]
    save(empty_store, make_plan(actions, as_at="2026-03-31"), day=5)
    save(empty_store, make_figures(), day=5)
    save(empty_store, make_plan(actions), day=20)
    now, then = open_page("questions"), open_page("questions", known="2026-04-10")
    assert "Keep the answer" in [button.label for button in now.button]
    assert "Keep the answer" not in [button.label for button in then.button]
    assert "No answer can be recorded here: what was known on 10 April 2026 is on show, and the past cannot be written into." in words(then)


def test_the_newest_day_can_be_written_into(store, open_page):
    assert "cannot be written into" not in words(open_page("questions", known=TODAY))
