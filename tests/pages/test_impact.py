"""The impact page: themes and recommendations in their places, one opened with its measures and the owners' words."""

from loaders.reading import Reading
from model import conform
from tests.analysis.board import FLAT, STEADY, figures
from tests.pages.conftest import make_plan, save, words

ACTIONS = [
    {
        "key": str(place),
        "ref": str(place),
        "theme": "Front door",
        "action": f"Do thing {place}",
        "lead": "Head of Front Door",
        "recommendation_refs": ["LA 1"],
        "status": "complete" if place < 10 else "on track",
        "due": "2026-05-31",
        "update": "In use in all teams",
        "update_date": "2026-04-20",
        "measure": "Measure A" if place < 3 else None,
        "effect": "Measure A from 62% to 70% by 31 January 2026" if place == 1 else None,
    }
    for place in range(1, 11)
]


def board_figures(values=FLAT) -> Reading:
    about = {"unit": "%", "polarity": "high", "kind": "percentage", "frequency": "monthly", "owner": "Head of Front Door", "target": 90}
    measures = [{"measure": "A", "name": "Measure A", "commentary": "No *change* yet", **about}]
    observations = figures(A=STEADY + values)
    return Reading(
        "figures.xlsx",
        "figures",
        {"measures": conform(measures, "measures"), "observations": observations},
        found=len(observations),
        loaded=len(observations),
    )


def test_done_but_no_impact_is_said_first_and_its_measure_is_one_click_away(empty_store, open_page):
    save(empty_store, make_plan(ACTIONS))
    save(empty_store, board_figures())
    page = open_page("impact")
    said = words(page)
    assert "Of 1 theme: 1 done but no impact. Front door: 9 of 10 (90.0%) done, and no measure is really improving." in said
    assert page.table[0].value["Where it stands"].tolist() == ["▲ done but no impact"]
    measures = page.table[1].value
    assert measures["Verdict"].tolist() == ["○ no real change"]
    assert measures["The owner says"].tolist() == ["No \\*change\\* yet"]


def test_the_same_per_recommendation(empty_store, open_page):
    save(empty_store, make_plan(ACTIONS))
    save(empty_store, board_figures())
    page = open_page("impact", impact_by="Recommendation")
    assert page.table[0].value["Recommendation"].tolist() == ["LA 1"]


def test_a_plan_without_figures_is_not_measured_and_says_how_to_be(store_with_plan, open_page):
    said = words(open_page("impact"))
    assert "Of 3 themes: 3 not measured." in said
    assert "No measure is linked to these actions" in said


def test_a_plan_without_recommendations_says_so(store_with_plan, open_page):
    assert "These actions name no recommendation" in words(open_page("impact", impact_by="Recommendation"))


def test_an_empty_store_says_what_to_do(empty_store, open_page):
    assert "There is no plan to show yet." in words(open_page("impact"))
