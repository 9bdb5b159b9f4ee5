"""The made-up council: its workbooks are what the story says, and the story has what every page is to show."""

import io
import statistics
import zipfile
from xml.etree.ElementTree import canonicalize

import pytest

from data.build_sample import FOLDER, MADE_UP, build_all, measure_rows
from data.sample_figures import HOME, MONTHS, build_comparators, build_monthly, build_schools
from data.sample_plan import Line, build_versions, read_story

VERSIONS = build_versions()
MONTHLY = build_monthly()
DONE = ("complete", "signed off")


def _parts(data: bytes) -> dict[str, str]:
    """Return the parts of a workbook with their XML in one spelling, whichever library wrote it."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: canonicalize(packed.read(name).decode()) for name in packed.namelist()}


def _line(version: int, ref: str) -> Line:
    return next(line for line in VERSIONS[version - 1].lines if line.ref == ref)


def _values(name: str) -> list[float]:
    return [f.value for f in MONTHLY if f.measure == name and f.breakdown == "Total" and not isinstance(f.value, str)]


def _signal(values: list[float]) -> int:
    """Return 1 or -1 where the last seven points lie above or below the mean of all, otherwise 0."""
    mean = statistics.mean(values)
    last = values[-7:]
    return 1 if min(last) > mean else -1 if max(last) < mean else 0


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    return build_all()


def test_checked_in_workbooks_are_what_the_program_writes(built: dict[str, bytes]) -> None:
    assert sorted(built) == sorted(path.name for path in FOLDER.glob("*.xlsx"))
    for name, data in built.items():
        assert _parts(data) == _parts((FOLDER / name).read_bytes()), f"{name} differs: run python -m data.build_sample"


def test_every_workbook_says_that_it_is_made_up(built: dict[str, bytes]) -> None:
    for name, data in built.items():
        assert MADE_UP in _parts(data)["xl/worksheets/sheet1.xml"], name


def test_size_of_the_plan() -> None:
    bodies = {
        body
        for version in VERSIONS
        for line in version.lines
        for cell in (line.deliver, line.monitor, line.scrutinise, line.second)
        for body in cell.split("; ")
        if body
    }
    assert [len(version.lines) for version in VERSIONS] == [74, 75, 74, 74]
    assert len(bodies - {"Wyreford Safeguarding Children Partnership"}) == 12  # the same partnership under a second name
    recommendations = read_story("recommendations")
    assert len(recommendations) == 25
    assert sum(len(row["themes"].split("; ")) for row in recommendations) == 28
    assert len(read_story("themes")) == 6


def test_statuses_of_each_version() -> None:
    assert [version.statuses() for version in VERSIONS] == [
        {"on track": 48, "at risk": 7, "not started": 17, "off track": 2},
        {"complete": 10, "signed off": 5, "on track": 47, "at risk": 8, "off track": 2, "not started": 3},
        {"signed off": 22, "complete": 12, "on track": 26, "at risk": 11, "off track": 2, "not started": 1},
        {"signed off": 29, "complete": 10, "at risk": 11, "on track": 17, "off track": 5, "not started": 2},
    ]


def test_what_happens_to_single_actions() -> None:
    assert [_line(number, "5.8").revised for number in (1, 2, 3, 4)] != [None] * 4
    assert len({_line(number, "2.12").revised for number in (2, 3, 4)}) == 3  # moved three times
    assert _line(3, "2.13").code == "R"  # dropped while red
    assert not any(line.ref == "2.13" for line in VERSIONS[3].lines)
    assert _line(2, "3.9").action != _line(3, "3.9").action  # a reference given to another action
    assert _line(3, "3.13").code == "B"  # signed off, then re-opened
    assert _line(4, "3.13").code == "A"
    assert _line(4, "3.13").completed is None
    assert _line(2, "6.10").action != _line(3, "6.10").action  # reworded
    assert _line(2, "5.7").lead != _line(3, "5.7").lead  # re-owned
    assert _line(4, "1.12").update == _line(1, "1.12").update  # carried forward word for word
    assert _line(4, "1.10").evidence == ""  # complete without evidence
    assert _line(4, "5.11").scrutinise == _line(4, "5.11").second == ""  # nobody scrutinises
    assert _line(4, "1.10").deliver == _line(4, "1.10").scrutinise  # a body that scrutinises itself
    assert _line(4, "4.10").recommendations == ""
    assert {line.update for line in VERSIONS[3].lines if line.deliver == "Housing"} == {""}  # silent since June
    assert not any("SCB 7" in line.recommendations for version in VERSIONS for line in version.lines)


def test_signed_off_after_completed_and_not_before_the_version() -> None:
    for version in VERSIONS:
        for line in version.lines:
            if line.completed:
                assert line.start < line.completed <= version.as_at, line.ref
            if line.signed_off:
                assert line.completed is not None
                assert line.completed < line.signed_off <= version.as_at, line.ref


def test_a_theme_in_each_corner() -> None:
    names = {row["name"]: row for row in read_story("measures")}
    shares, verdicts = {}, {}
    for theme in "1234":
        lines = [line for line in VERSIONS[3].lines if line.theme == theme]
        shares[theme] = round(100 * sum(line.code in "CB" for line in lines) / len(lines))
        linked = {name for line in lines for name in line.measures if names[name]["polarity"] != "none"}
        better = {name: _signal(_values(name)) * (1 if names[name]["polarity"] == "high" else -1) for name in linked}
        verdicts[theme] = sorted(better.values())
    assert shares == {"1": 77, "2": 92, "3": 23, "4": 30}
    assert verdicts["1"] == [1, 1, 1, 1]  # working
    assert set(verdicts["2"]) == {0}  # done but no impact
    assert 1 not in verdicts["3"]  # neither yet
    assert -1 in verdicts["3"]
    assert verdicts["4"] == [0, 1, 1]  # impact without delivery


def test_thirty_measures_and_thirty_six_months() -> None:
    assert len(measure_rows()) == 32  # thirty of the catalogue and two for schools
    totals = [f for f in MONTHLY if f.breakdown == "Total"]
    assert len(totals) == 30 * 36
    assert (MONTHS[0][0].isoformat(), MONTHS[-1][1].isoformat()) == ("2023-10-01", "2026-09-30")
    assert len(build_comparators()) == 23 * 12 * 3  # measures, areas, years
    assert {f.value for f in build_comparators() if isinstance(f.value, str)} == {"[c]", "[x]"}
    assert {f.value for f in MONTHLY if isinstance(f.value, str)} == {"[c]", "[x]"}


def test_only_the_changes_of_the_story_look_like_changes() -> None:
    changed = [row["id"] for row in read_story("measures") if _signal(_values(row["name"]))]
    assert changed == ["FD3", "FD6", "AS1", "AS4", "CP8", "CLA3", "CL2", "CL4", "WF5", "QA2"]
    assert changed == [row["id"] for row in read_story("measures") if row["change"]]


def test_percentages_agree_with_their_counts() -> None:
    for figure in [*MONTHLY, *build_comparators()]:
        if figure.unit == "%" and figure.denominator:
            assert figure.value == round(100 * figure.numerator / figure.denominator, 1)
            assert 0 <= figure.value <= 100


def test_child_protection_plans_add_up() -> None:
    plans = [f for f in MONTHLY if f.measure.startswith("Children on a CP plan")]
    last = {f.breakdown: f.value for f in plans if f.end == MONTHS[-1][1]}
    assert last["Total"] == 358
    assert last["Category: Neglect"] == 210  # 58.7%
    for _, end in MONTHS:
        month = {f.breakdown: f.value for f in plans if f.end == end}
        assert month.pop("Total") == sum(month.values())


def test_inspections_of_schools() -> None:
    schools = [row for row in read_story("inspections") if row["Kind of provider"] == "school"]
    judged = [(row["Judgement before"], row["Judgement after"]) for row in schools if row["Kind of visit"] != "Monitoring visit"]
    assert len(schools) == 8
    assert len({row["Provider"] for row in schools}) == 7
    assert len(schools) - len(judged) == 2  # monitoring visits
    assert [after for _, after in judged].count("") == 1  # awaited
    assert sum(before == after for before, after in judged) == 2


def test_areas_and_schools_are_made_up() -> None:
    assert {f.code[0] for f in [*MONTHLY, *build_comparators()]} == {"W"}
    assert {f.code[0] for f in build_schools()} == {"S"}
    assert {f.code for f in MONTHLY} == {HOME}
