"""What the lines above an action say holds until the next line of its kind; a new theme begins afresh."""

from loaders.plans.above import Above
from loaders.plans.banners import read_banner
from loaders.plans.themes import Theme, Themes


def _take(above: Above, *lines: str) -> list[str]:
    return [above.take(banner, row) for row, line in enumerate(lines, 1) for banner in read_banner(line)]


def test_lines_hold_until_the_next_theme() -> None:
    themes = Themes()
    above = Above(themes, "Plan", "LA")

    said = _take(above, "Theme 1: Front door", "Lead: Head of Service", "Objective: fewer repeat referrals", "Recommendation 4: Improve plans")
    assert said == [f"{kind} row, carried down" for kind in ("theme", "lead", "objective", "recommendation")]
    assert (above.theme, above.lead, above.objective) == (themes.find("Front door"), "Head of Service", "fewer repeat referrals")
    assert (above.recommendation, above.recommendation_refs) == ("Recommendation 4: Improve plans", ["LA 4"])
    assert themes.find("Front door") == Theme("Front door", "1", "fewer repeat referrals", "Head of Service", sheet="Plan", row=1)

    above.carried["recommendation"] = "Improve plans"
    _take(above, "Theme 2: Care leavers")
    assert above.theme is themes.find("Care leavers")
    assert (above.lead, above.objective, above.recommendation, above.recommendation_refs, above.carried) == ("", "", "", [], {})


def test_a_line_without_a_label_is_a_theme_and_below_labelled_themes_or_beside_a_column_of_themes_an_objective() -> None:
    assert _take(Above(Themes(), "Plan", "LA"), "Children are safe") == ["theme row, carried down"]
    assert _take(Above(Themes(), "Plan", "LA", nested=True), "Children are safe") == ["objective row, carried down"]
    assert _take(Above(Themes(), "Plan", "LA", themed=True), "Children are safe") == ["objective row, carried down"]


def test_a_line_that_is_ofsteds_class_is_no_theme() -> None:
    above = Above(Themes(), "Plan", "LA")

    assert _take(above, "Areas for improvement") == ["row with Ofsted's class, carried down"]
    assert (above.category, above.theme) == ("Area for improvement", None)


def test_the_lead_of_the_whole_tables_theme_is_every_rows() -> None:
    assert Above(Themes(), "Plan", "LA", Theme("Front door", lead="Head of Service")).lead == "Head of Service"
