"""The sample council is read by the loaders without a loss, and fills an empty store once."""

import contextlib
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

import pandas as pd
import pytest

import loaders
from analysis.matching import identify
from analysis.plans import order_plans
from analysis.succession import CARRIED, EXPLAINED, OPEN, follow_outstanding, suggest_successors
from data import sample
from data.build_sample import measure_rows
from data.sample_figures import build_comparators, build_monthly, build_schools
from data.sample_plan import STATUS, Line, Version, build_versions, read_story
from loaders.reading import Reading
from store import Store, open_store

VERSIONS = build_versions()
FILES = [file for file, _, _ in sample.UPLOADS]


@cache
def _read(file: str) -> Reading:
    return loaders.read(sample.FOLDER / file)


def _plan(version: Version) -> Reading:
    return _read(f"wyreford_plan_v{version.number}.xlsx")


def _printed(version: Version) -> list[Line]:
    """Return the lines in the order of the sheet: theme by theme."""
    return sorted(version.lines, key=lambda line: line.theme)


def _texts(column: pd.Series) -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in column]


def _days(column: pd.Series) -> list[date | None]:
    return [None if pd.isna(value) else value.date() for value in column]


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_accounted_for_and_nothing_is_unreadable(file: str) -> None:
    reading = _read(file)
    assert reading.found == reading.loaded + len(reading.explained)
    assert [problem for problem in reading.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"v{version.number}")
def test_plan_says_what_it_is(version: Version) -> None:
    reading = _plan(version)
    plan = reading.table("plans").iloc[0]
    assert reading.kind == "plan"
    assert "made-up" in plan["title"]
    assert (plan["version"], plan["as_at"].date()) == (str(version.number), version.as_at)
    assert (plan["report_published"].date(), plan["report_received"].date()) == (date(2025, 11, 10), date(2025, 11, 7))
    assert _texts(reading.table("themes")["name"]) == [row["name"] for row in read_story("themes")]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"v{version.number}")
def test_actions_are_those_of_the_story(version: Version) -> None:
    actions, lines = _plan(version).table("actions"), _printed(version)
    assert _texts(actions["ref"]) == [line.ref for line in lines]
    assert _texts(actions["action"]) == [line.action for line in lines]
    assert _texts(actions["status"]) == [STATUS[line.code] for line in lines]
    assert _texts(actions["category"]) == [line.category for line in lines]
    assert _texts(actions["lead"]) == [line.lead for line in lines]
    assert list(actions["recommendation_refs"]) == [line.recommendations.split("; ") if line.recommendations else [] for line in lines]
    assert list(actions["deliver"]) == [line.deliver.split("; ") for line in lines]
    assert list(actions["scrutinise"]) == [line.scrutinise.split("; ") if line.scrutinise else [] for line in lines]
    assert _days(actions["start"]) == [line.start for line in lines]
    assert _days(actions["completed"]) == [line.completed for line in lines]
    assert _days(actions["signed_off"]) == [line.signed_off for line in lines]
    assert _texts(actions["signed_off_by"]) == [line.signed_off_by for line in lines]
    assert _texts(actions["evidence"]) == [line.evidence for line in lines]
    assert _texts(actions["measure"]) == ["; ".join(line.measures) for line in lines]
    assert _texts(actions["effect"]) == [line.effect for line in lines]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"v{version.number}")
def test_dates_of_actions(version: Version) -> None:
    words = {"Q2 2026/27": date(2026, 9, 30), "End Oct 26": date(2026, 10, 31), "Dec-26": date(2026, 12, 31), "Ongoing": None, "TBC": None}
    actions, lines = _plan(version).table("actions"), _printed(version)
    first = [words[line.target] if isinstance(line.target, str) else line.target for line in lines]
    assert _days(actions["first_due"]) == first
    assert _days(actions["due"]) == [line.revised or target for line, target in zip(lines, first, strict=True)]
    precisions = dict(zip(actions["due_text"], actions["due_precision"], strict=True))
    assert {text: precisions[text] for text in ("Ongoing", "TBC", "Q2 2026/27", "Dec-26")} == {
        "Ongoing": "ongoing", "TBC": "none", "Q2 2026/27": "quarter", "Dec-26": "month"
    }


def test_latest_update_is_current_and_the_one_before_is_kept() -> None:
    actions, lines = _plan(VERSIONS[3]).table("actions"), _printed(VERSIONS[3])
    for row, line in zip(actions.to_dict("records"), lines, strict=True):
        if line.update:
            assert (row["update"], row["update_date"].date()) == (line.update, date(2026, 9, 30))
        if line.update and line.earlier_update:
            assert line.earlier_update in row["earlier_updates"]


def test_agency_without_an_update_is_not_given_todays_date() -> None:
    actions = _plan(VERSIONS[3]).table("actions")
    silent = actions[[bodies == ["Housing"] for bodies in actions["deliver"]]]
    assert len(silent) == 3
    assert set(silent["update_date"]) == {pd.Timestamp("2026-06-30")}


def test_recommendations_stand_in_their_themes() -> None:
    recommendations = _plan(VERSIONS[3]).table("recommendations")
    story = read_story("recommendations")
    names = {row["number"]: row["name"] for row in read_story("themes")}
    assert list(recommendations["ref"]) == [row["ref"] for row in story]
    assert _texts(recommendations["text"]) == [row["text"] for row in story]
    assert [set(themes) for themes in recommendations["themes"]] == [{names[number] for number in row["themes"].split("; ")} for row in story]
    assert sum(len(themes) for themes in recommendations["themes"]) == 28
    assert list(recommendations["category"].value_counts()) == [20, 5]


def test_figures_are_all_there() -> None:
    reading = _read("wyreford_figures.xlsx")
    told = [*build_monthly(), *build_comparators(), *build_schools()]
    figures = reading.table("observations")
    assert reading.kind == "figures"
    assert _texts(reading.table("measures")["name"]) == [row[1] for row in measure_rows()]
    assert len(reading.table("measures")) == 32
    assert not reading.table("areas")["area_code"].duplicated().any()
    assert len(figures) == len(told)
    rows = {(row["measure"], row["area_code"], row["breakdown"], row["period_end"].date()): row for row in figures.to_dict("records")}
    assert len(rows) == len(told)
    for figure in told:
        row = rows[figure.measure, figure.code, figure.breakdown, figure.end]
        assert row["area_level"] == figure.level
        assert row["period_start"].date() == figure.start
        if isinstance(figure.value, str):
            assert row["symbol"] == figure.value.strip("[]")
            assert pd.isna(row["value"])
        else:
            assert row["value"] == figure.value


def test_neglect_is_210_of_358() -> None:
    figures = _read("wyreford_figures.xlsx").table("observations")
    last = figures[(figures["measure"] == "CP plans by category: neglect") & (figures["period_end"] == "2026-09-30")].iloc[0]
    assert (last["numerator"], last["denominator"], last["value"]) == (210, 358, 58.7)


def test_definitions_keep_polarity_target_and_catalogue_id() -> None:
    measures = _read("wyreford_figures.xlsx").table("measures").set_index("name")
    assessments = measures.loc["Assessments completed within 45 working days"]
    assert [assessments[name] for name in ("catalogue_id", "polarity", "target", "unit")] == ["AS1", "high", 83.0, "%"]
    assert measures.loc["Children on a CP plan (count, rate)", "polarity"] == "none"
    assert pd.isna(measures.loc["Children on a CP plan (count, rate)", "target"])
    assert pd.isna(measures.loc["Initial health assessment within 20 working days", "owner"])  # a target that nobody owns


@pytest.mark.parametrize("name", ["risks", "inspections", "case_reviews", "events"])
def test_records_are_all_there(name: str) -> None:
    reading = _read("wyreford_records.xlsx")
    table, story = reading.table(name), read_story(name)
    assert reading.kind == "records"
    assert len(table) == len(story)
    column = {"risks": "risk", "inspections": "provider", "case_reviews": "ref", "events": "title"}[name]
    heading = {"risks": "Risk", "inspections": "Provider", "case_reviews": "Ref", "events": "Event"}[name]
    assert _texts(table[column]) == [row[heading] for row in story]


def test_records_keep_judgements_scores_and_kinds_of_event() -> None:
    reading = _read("wyreford_records.xlsx")
    inspections, risks = reading.table("inspections"), reading.table("risks")
    assert _texts(inspections["after"]) == [row["Judgement after"] for row in read_story("inspections")]
    assert list(risks["score"]) == list(risks["likelihood"] * risks["impact"])
    assert set(reading.table("events")["kind"]) == {"board meeting", "monitoring visit", "submission", "review published", "inspection", "other"}


def test_neighbours_are_ten_and_named() -> None:
    neighbours = _read("wyreford_figures.xlsx").table("neighbours")
    councils = [row for row in read_story("areas") if row["level"] == "council"][1:]
    assert set(neighbours["area_code"]) == {"W00"}
    assert list(neighbours["neighbour_code"]) == [row["code"] for row in councils]
    assert list(neighbours["neighbour"]) == [row["name"] for row in councils]
    assert list(neighbours["closeness"]) == [row["closeness"] for row in councils]
    assert list(neighbours["rank"]) == list(range(1, 11))


@pytest.fixture(scope="module")
def told_and_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], Store]]:
    """Return what the command said, run twice on the same empty store, and the store."""
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'sample.sqlite'}"
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert sample.main(["--url", address]) == 0
        assert sample.main(["--url", address]) == 0
    store = open_store(address)
    yield told.getvalue().splitlines(), store
    store.close()


def test_an_empty_store_is_filled_once(told_and_store: tuple[list[str], Store]) -> None:
    told, store = told_and_store
    assert told == [
        "The made-up council Wyreford is in the store: 7 uploads.",
        "The store has uploads already, so the sample council was not added.",
    ]
    assert list(store.versions()["file"]) == FILES[::-1]


def test_the_store_knows_whose_the_versions_are(told_and_store: tuple[list[str], Store]) -> None:
    _, store = told_and_store
    versions = store.versions()
    assert set(versions["uploaded_by"]) == {sample.WHO}
    assert list(versions["actions"].iloc[2:]) == [74, 74, 75, 74, 17]
    assert [f"{when:%d/%m/%Y %H:%M}" for when in versions["uploaded_at"].iloc[3:]] == [
        "07/07/2026 09:00", "07/04/2026 09:00", "07/01/2026 09:00", "07/10/2025 09:00"
    ]
    assert store.councils() == ["Wyreford"]
    assert store.plans("Wyreford") == ["Children's Improvement Plan", "Focused Visit Action Plan 2024"]
    assert order_plans(store.versions(kind="plan")) == ["Children's Improvement Plan", "Focused Visit Action Plan 2024"]


def test_the_plan_before_is_read_from_its_own_layout() -> None:
    reading = _read("wyreford_first_plan.xlsx")
    actions, story = reading.table("actions"), read_story("first_plan")
    plan = reading.table("plans").iloc[0]
    assert (plan["council"], plan["version"], plan["as_at"].date()) == ("Wyreford", "6", date(2025, 9, 30))
    assert "made-up" in plan["title"]
    assert _texts(actions["ref"]) == [row["ref"] for row in story]
    assert _texts(actions["action"]) == [row["action"] for row in story]
    assert _texts(actions["lead"]) == [row["lead"] for row in story]
    assert _texts(actions["update"]) == [row["progress"] for row in story]
    assert _days(actions["due"]) == [date.fromisoformat(row["due"]) for row in story]
    assert dict(actions["status"].value_counts()) == {"at risk": 6, "complete": 5, "on track": 4, "not started": 2}
    assert _texts(reading.table("themes")["name"]) == [row["name"] for row in read_story("first_plan_priorities")]
    assert list(actions["recommendation_refs"]) == [[f"LA {row['priority']}"] for row in story]


def test_what_became_of_the_plan_before(told_and_store: tuple[list[str], Store]) -> None:
    """By hand: of 17 actions 5 are complete. Of the other 12, 3 have the same words, 4 a successor that was confirmed, 2 an explanation."""
    _, store = told_and_store
    old, new, newest = (_read(f"wyreford_{name}.xlsx").table("actions") for name in ("first_plan", "plan_v1", "plan_v4"))
    said = store.answers("Wyreford", "Focused Visit Action Plan 2024")
    assert set(said["who"]) == {"Programme manager (sample)"}
    assert {f"{when:%d/%m/%Y}" for when in said["at"]} == {"14/01/2026"}
    answers = dict(zip(said["question"], said["answer"], strict=True))
    mine, theirs = dict(zip(old["ref"], identify(old), strict=True)), dict(zip(new["ref"], identify(new), strict=True))
    confirmed = {name.removeprefix("match:"): answer for name, answer in answers.items() if name.startswith("match:")}
    went = {name.removeprefix("went:"): answer for name, answer in answers.items() if name.startswith("went:")}
    assert confirmed == {mine[ref]: theirs[other] for ref, other in (("1c", "1.7"), ("2a", "2.7"), ("2b", "3.1"), ("3b", "5.6"))}
    assert set(went) == {mine["1e"], mine["2e"]}
    # Without anybody's word the matching suggests those four, one that nobody has confirmed, and the one that was merged.
    suggested = suggest_successors(old, newest)
    assert set(zip(suggested["old_ref"], suggested["new_ref"], strict=True)) == {
        ("1c", "1.7"), ("2a", "2.7"), ("2b", "3.1"), ("3b", "5.6"), ("3c", "5.3"), ("1e", "1.8"),
    }
    followed = follow_outstanding(old, newest, confirmed, went)
    assert followed[["ref", "where", "new_ref"]].fillna("").values.tolist() == [
        ["2d", OPEN, ""], ["3c", OPEN, ""], ["3d", OPEN, ""], ["1e", EXPLAINED, ""], ["2e", EXPLAINED, ""],
        ["1a", CARRIED, "1.1"], ["1c", CARRIED, "1.7"], ["1d", CARRIED, "1.3"], ["2a", CARRIED, "2.7"], ["2b", CARRIED, "3.1"],
        ["2f", CARRIED, "2.9"], ["3b", CARRIED, "5.6"],
    ]
    assert [row["became"] for row in read_story("first_plan") if row["became"][:1].isdigit()] == list(followed["new_ref"].dropna())
    # Whoever goes back to the day before the present plan was uploaded finds no answer yet.
    assert store.answers("Wyreford", "Focused Visit Action Plan 2024", until=store.versions_until(datetime(2026, 1, 6, tzinfo=UTC))).empty


def test_the_store_has_the_figures(told_and_store: tuple[list[str], Store]) -> None:
    _, store = told_and_store
    assert store.measures("Wyreford")["measure"].nunique() == 32
    assert len(store.series("Wyreford", "Agency rate", "W00")) == 36


def test_the_command_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert sample.main(["--nonsense"]) == 2
    assert capsys.readouterr().err == "Use: python -m data.sample [--url ADDRESS_OF_THE_STORE]\n"
