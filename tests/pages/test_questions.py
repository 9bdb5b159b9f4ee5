"""Questions, contradictions and promises: what the pages say, and an answer that is recorded and stays away."""

from datetime import UTC, date, datetime

import pytest

from analysis.matching import identify
from loaders.reading import Reading
from model import conform
from pages.common import show
from tests.analysis.board import FALLEN, MONTHS
from tests.pages.conftest import make_plan, save, words
from tests.pages.test_impact import ACTIONS, board_figures

MOVING = {
    "key": "9.1", "ref": "9.1", "theme": "Court", "action": "Open the *family* court desk", "lead": "Head of Court", "status": "off track",
    "update": "The landlord has not agreed", "update_date": "2026-04-20",
}  # fmt: skip


def keep_four_versions(store):
    for day, (as_at, due) in enumerate(
        [("2025-07-31", "2025-09-30"), ("2025-10-31", "2025-12-31"), ("2026-01-31", "2026-03-31"), ("2026-04-30", "2026-06-30")], start=10
    ):
        save(store, make_plan([{**MOVING, "due": due}], as_at=as_at), day=day)


def test_a_question_stands_with_its_figure_and_the_owner_s_words(empty_store, open_page):
    keep_four_versions(empty_store)
    said = words(open_page("questions"))
    assert "1 question to ask." in said
    assert '1. The date of 9.1, "Open the *family* court desk" has moved 3 times. What will be different this time?' in said
    assert "The owner says:** The landlord has not agreed" in said


def test_an_answered_question_stays_away_and_its_answer_is_shown(empty_store, open_page):
    keep_four_versions(empty_store)
    (name,) = identify(make_plan([MOVING]).tables["actions"])
    empty_store.answer_question(
        "Wyreford",
        "Improvement plan",
        f"moved:{name}",
        "The *desk* opens in June.",
        who="Board secretary",
        when=datetime(2026, 4, 14, tzinfo=UTC),
        board=date(2026, 4, 16),
        figure=3,
    )
    page = open_page("questions")
    assert "No questions to ask; 1 answered and no worse since." in words(page)
    assert page.table[0].value["Answer"].tolist() == ["The \\*desk\\* opens in June\\."]
    # Before it was given, nobody knew of it.
    assert "1 question to ask." in words(open_page("questions", known="2026-04-13"))


def test_partners_read_questions_and_record_nothing(empty_store, open_page):
    keep_four_versions(empty_store)
    page = open_page("questions", partner="true")
    assert "1 question to ask." in words(page)
    assert not page.text_area


def test_contradictions_are_listed_with_what_they_rest_on(empty_store, open_page):
    save(empty_store, make_plan([{**MOVING, "status": "on track", "due": "2026-04-29"}]))
    page = open_page("contradictions")
    assert "1 contradiction by 1 of 9 rules: on track but overdue (1)." in words(page)
    assert page.table[0].value["The owner says"].tolist() == ["The landlord has not agreed"]


def small_figures() -> Reading:
    """Return a count that was 10 a month, 3 when the plan began (16 February 2026 looks at 31 January) and 40 now."""
    values = [10, 9, 11, 10, 12, 9, 10, 11, 9, 10, 12, 10, 9, 11, 10, 9, 10, 12, 10, 11, 10, 3, 30, 40]
    about = {"measure": "A", "name": "Measure A", "unit": "count", "polarity": "low", "kind": "flow", "frequency": "monthly", "owner": "Head"}
    rows = [
        {
            "measure": "A", "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": "Total", "unit": "count",
            "period_start": day.replace(day=1), "period_end": day, "value": value,
        }
        for day, value in zip(MONTHS, values, strict=True)
    ]  # fmt: skip
    tables = {"measures": conform([about], "measures"), "observations": conform(rows, "observations")}
    return Reading("figures.xlsx", "figures", tables, found=len(rows), loaded=len(rows))


@pytest.mark.parametrize("partner", ["true", "false"])
def test_downloads_of_contradictions_hide_small_numbers_in_every_view(empty_store, open_page, monkeypatch, partner):
    exported = {}
    monkeypatch.setattr(show, "downloads", lambda frame, name, export=None: exported.update({name: frame if export is None else export()}))
    done = {"key": "1", "ref": "1", "action": "Do it", "status": "complete", "recommendation_refs": ["LA 1"], "measure": "Measure A"}
    save(empty_store, make_plan([done]))
    save(empty_store, small_figures())
    page = open_page("contradictions", partner=partner)
    seen = page.table[0].value.to_numpy().ravel().tolist()
    assert any("Measure A was 3 on 31 January 2026 and is 40" in str(cell) for cell in seen) == (partner == "false")
    assert not any("was 3 on" in str(cell) for frame in exported.values() for cell in frame.to_numpy().ravel())
    assert exported["contradictions"]["Rule"].tolist() == ["All done, and worse than at the start"]


def test_promises_stand_beside_their_figures(empty_store, open_page):
    save(empty_store, make_plan(ACTIONS))
    save(empty_store, board_figures(FALLEN))
    page = open_page("promises")
    assert "Of 1 promise: 1 wrong way." in words(page)
    assert "Only one version of this plan is kept" in words(page)


def test_a_plan_without_promises_says_how_to_make_one(store_with_plan, open_page):
    assert "Name the effect beside an action" in words(open_page("promises"))
