"""The pack page and meeting mode, opened without a browser: every kind of file is built, and the screens follow the pack."""

import pytest

from pages.common import packing
from tests.pages import council
from tests.pages.conftest import ROOT, make_plan, save, words


@pytest.fixture
def filled(empty_store):
    """Return a store with a plan and the council's figures, one of them small."""
    save(empty_store, make_plan())
    save(empty_store, council.make_figures(), day=21)
    return empty_store


def html(page) -> str:
    """Return the HTML of the screens."""
    blocks = [block.value.body if hasattr(block.value, "body") else str(block.value) for block in page.get("html")]
    return " ".join(block for block in blocks if "meeting-" in block and "<style" not in block)


def press(page, key: str):
    next(button for button in page.button if button.key == key).click()
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("stem", ["pack", "meeting"])
def test_without_a_plan_each_page_says_what_to_upload(empty_store, open_page, stem):
    assert "There is no plan to show yet" in words(open_page(stem))


@pytest.mark.parametrize("kind", list(packing.FILES))
def test_every_kind_of_file_is_built(filled, open_page, kind):
    page = open_page("pack")
    page.segmented_control(key="pack_file").set_value(kind)
    page.run()
    press(page, "build-pack")
    assert page.success[0].value.replace("\\", "").startswith("Wyreford_")
    assert "is ready" in page.success[0].value
    assert page.session_state["_pack_built"][1][:2] == b"PK"


def test_a_file_is_offered_only_for_the_choices_it_was_built_with(filled, open_page):
    page = press(open_page("pack"), "build-pack")
    assert page.success
    page.toggle(key="pack_partner_False").set_value(True)
    page.run()
    assert not page.success


def test_a_corrected_template_of_the_same_name_is_another_choice(filled, open_page):
    shown = open_page("pack").session_state["_shown"]
    keys = [packing._key(shown, packing.SLIDES, [], False, (data, "council.potx")) for data in (b"one", b"two", b"one")]
    assert keys[0] == keys[2] != keys[1]


def test_the_name_says_whose_it_is_and_of_when(filled, open_page):
    page = press(open_page("pack"), "build-pack")
    assert page.session_state["_pack_built"][0] == "Wyreford_board_pack_2026-04-30.pptx"


def test_the_partner_view_offers_nothing_that_hides_nothing(filled, open_page):
    page = open_page("pack", partner="true")
    assert packing.TRACKER not in page.segmented_control(key="pack_file").options
    assert page.toggle(key="pack_partner_True").disabled
    press(page, "build-pack")
    assert "partner_version" in page.session_state["_pack_built"][0]


def test_the_page_says_what_is_hidden_and_that_nothing_is_sent(filled, open_page):
    said = words(open_page("pack", theme="Care leavers"))
    assert "Counts of 1 to 5 are hidden" in said
    assert "Nothing is sent anywhere" in said
    assert "The file is of the whole plan" in said


def test_one_screen_after_the_other(filled, open_page):
    page = open_page("meeting")
    assert page.title[0].value.replace("\\", "") == "Children's improvement plan"
    press(page, "screen-next")
    assert page.title[0].value.replace("\\", "") == "2 of 5 actions are done (40.0%); 1 is overdue"
    press(page, "screen-last")
    assert "Every row is accounted for" in page.title[0].value.replace("\\", "")
    press(page, "clicker-next")
    assert "Every row is accounted for" in page.title[0].value.replace("\\", "")
    press(page, "screen-back")
    press(page, "screen-first")
    assert page.title[0].value.replace("\\", "") == "Children's improvement plan"
    press(page, "clicker-back")
    assert page.session_state["screen"] == 1


def test_a_screen_can_be_linked_and_has_its_picture_in_words(filled, open_page):
    page = open_page("meeting", screen="2")
    shown = html(page)
    assert '<img class="meeting-chart" src="data:image/svg+xml' in shown
    assert 'alt="Of 5 actions, 2' in shown
    assert "meeting-tiles" in shown


def test_all_screens_can_be_printed(filled, open_page):
    page = open_page("meeting")
    page.toggle(key="print_all").set_value(True)
    page.run()
    assert len(page.title) > 12


def test_text_of_the_plan_is_never_html(empty_store, open_page):
    save(empty_store, make_plan([{"key": "1", "ref": "1", "theme": "<b>Bold</b>", "action": "<script>alert(1)</script>", "due": "2026-01-01"}]))
    page = open_page("meeting")
    page.toggle(key="print_all").set_value(True)
    page.run()
    assert "<script>" not in html(page)
    assert "&lt;script&gt;" in html(page)


def test_the_council_sees_its_small_numbers_on_its_own_wall_and_partners_do_not(filled, open_page):
    def screens(**choices):
        page = open_page("meeting", **choices)
        page.toggle(key="print_all").set_value(True)
        page.run()
        return html(page)

    assert "<td>3</td>" in screens()
    assert "<td>[c]</td>" in screens(partner="true")


def test_meeting_mode_has_its_own_style_sheet():
    assert (ROOT / "pages" / "common" / "meeting.css").read_text(encoding="utf-8").startswith("/* A wall")
