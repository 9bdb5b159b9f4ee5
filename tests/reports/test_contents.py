"""What stands in a pack: order, findings, and that titles and figures come from the tables."""

import pytest

from reports.contents import NOT_FOR_PARTNERS, SECTIONS, build_pack, list_sections


def test_sections_come_in_the_boards_order(pack):
    assert [section.key for section in pack.sections] == [
        "overview", "changes", "themes", "agencies", "timeline", "recommendations",
        "measures", "exceptions", "impact", "questions", "next", "appendix",
    ]  # fmt: skip


def test_chosen_sections_keep_that_order(ground):
    assert [section.key for section in build_pack(ground, ["appendix", "themes"]).sections] == ["themes", "appendix"]


def test_an_unknown_section_is_named(ground):
    with pytest.raises(ValueError, match="no section gossip"):
        build_pack(ground, ["gossip"])


def test_partners_are_never_offered_what_compares_versions(gather_for):
    chosen = build_pack(gather_for(partner=True), list(SECTIONS))
    assert not {section.key for section in chosen.sections} & set(NOT_FOR_PARTNERS)
    assert not set(list_sections(partner=True)) & set(NOT_FOR_PARTNERS)


def test_titles_say_the_finding(pack):
    titles = {section.key: section.slides[0].title for section in pack.sections}
    # On 30 April 2026 two of five actions are done and 1.2, due on 31 March, is overdue.
    assert titles["overview"] == "2 of 5 actions are done (40.0%); 1 is overdue."
    assert titles["changes"] == "Since 31 January 2026: 1 completed, 1 dropped"
    assert titles["themes"] == "Help and protection has the most overdue: 1 of 2 (50.0%)"
    assert titles["measures"].startswith("1 of 4 measures is really improving, 0 worsening")


def test_every_title_is_different(pack):
    titles = [slide.heading for slide in pack.slides]
    assert len(titles) == len(set(titles))


def test_the_overview_figure_adds_up_to_the_actions(pack, ground):
    figure = pack.section("overview").slides[0].figure
    assert {series.name: series.values for series in figure.series} == {
        "■ signed off": (1.0,), "■ complete": (1.0,), "● on track": (1.0,), "▲ off track": (1.0,), "○ not known": (1.0,),
    }  # fmt: skip
    assert sum(series.values[0] for series in figure.series) == len(ground.actions)


def test_an_exception_draws_what_the_gate_allows(pack, ground):
    slide = next(slide for slide in pack.section("exceptions").slides if slide.title.startswith("Visits in time"))
    names = [series.name for series in slide.figure.series]
    assert names[:4] == ["figure", "mean", "upper limit", "lower limit"]
    assert "● improving" in names
    assert names[-1] == "target"
    shown = ground.whole[ground.whole["measure"] == "Visits in time"].sort_values("period_end")
    assert list(slide.figure.series[0].values) == shown["value"].tolist()


def test_a_hidden_figure_leaves_a_gap_with_its_letter(ground):
    # The last figure of the small count is 3: it is a gap with its letter, and the letter stands on the mean.
    from analysis.verdicts import describe_card
    from reports.figures import draw_control

    row = ground.judged[ground.judged["measure"] == "In unregistered homes"].iloc[0]
    series = ground.whole[ground.whole["measure"] == "In unregistered homes"]
    figure = draw_control(series, ground.charts["In unregistered homes"], row, 36, describe_card(row))
    values = next(one for one in figure.series if one.name == "figure").values
    level = next(one for one in figure.series if one.name == "mean")
    assert values[-1] is None
    assert "[c]" in level.labels.values() or len(values) - 1 in level.labels


def test_every_file_of_rows_is_accounted_for(pack):
    slide = pack.section("appendix").slides[-1]
    found, loaded = 5 + 78 + 5, 5 + 78 + 5  # the plan's newest version, the figures and the placements; nothing was left to explain
    assert slide.title == f"Every row is accounted for: {found} found = {loaded} loaded + 0 explained"
    assert slide.table.frame["Rows found"].sum() == found


def test_a_first_version_says_that_there_is_nothing_to_compare(store, gather_for):
    first = int(store.versions(council="Wyreford", kind="plan")["version_id"].iloc[-1])
    early = gather_for(version_id=first, until=first)
    changes = build_pack(early).section("changes")
    assert changes.slides[0].title == "This is the first version kept, so nothing can be compared"


def test_sheets_have_names_that_excel_takes(pack):
    names = [sheet.name for sheet in pack.sheets]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 for name in names)


def test_a_cell_of_the_matrix_names_whole_measures():
    from reports.measure_sections import _name_measures

    assert _name_measures([]) == "None"
    assert _name_measures(["Re-referrals", "Visits in time"]) == "2 measures: Re-referrals; Visits in time"
    # Seven names of 40 letters and six gaps of "; " take 292 of 300 letters.
    assert _name_measures(["m" * 40] * 9) == f"9 measures: {'; '.join(['m' * 40] * 7)}; and 2 more"
