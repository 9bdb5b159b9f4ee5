"""The council's own figures as pages and packs read them: one row a period, schools and their total hidden together."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analysis.measures import compare_latest, keep_whole
from analysis.pairs import pair_measures
from analysis.quality import Ground, find_disagreements
from loaders.reading import Reading
from model import conform, empty
from reports.own_figures import hide_read, read_every_upload, read_everyone, read_level, read_own
from store import open_store

COUNCIL = "Wyreford Council"
LINE = 99
TODAY = date(2026, 4, 30)
NO_PAIRS = pd.DataFrame(columns=["measure", "numerator", "denominator", "part_of"])


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def save(store, *rows):
    """Keep rows (measure, area code, area, level, month of 2026, value, breakdown) as one upload."""
    table = conform(
        [
            {
                "measure": measure, "area_code": code, "area": area, "area_level": level, "breakdown": breakdown, "unit": "count",
                "period_end": pd.Timestamp(2026, month, 28), "value": value,
            }
            for measure, code, area, level, month, value, breakdown in rows
        ],
        "observations",
    )  # fmt: skip
    reading = Reading("figures.xlsx", "figures", {"observations": table}, found=len(table), loaded=len(table))
    store.save(reading, repr(rows).encode(), council=COUNCIL, plan="", who="Performance officer", when=datetime(2026, 4, 20, tzinfo=UTC))


def own(month, value, code="E06000099", area="Wyreford", breakdown="Total"):
    return ("CP1", code, area, "council", month, value, breakdown)


def school(number, value, measure="Suspensions"):
    return (measure, f"10000{number}", f"School {number}", "school", 2, value, "Total")


def test_a_figure_under_two_codes_or_none_is_one_figure_of_the_newest_upload(store):
    save(store, own(1, 200), own(2, 210))
    # The council's own workbook names no area; another published file has the short code.
    save(store, own(2, 212, code=None, area=None))
    save(store, own(1, 201, code="890"))
    found = read_own(store, COUNCIL, LINE)
    assert found[["area_code", "value"]].to_numpy().tolist() == [["890", 201], ["890", 212]]
    row = compare_latest(empty("measures"), keep_whole(found), TODAY).iloc[0]
    # Without this, 212 stood beside 210 of the same month.
    assert (row["value"], row["previous"], row["previous_end"].month) == (212, 201, 1)


def test_within_one_upload_the_row_with_a_code_counts(store):
    save(store, own(2, 210), own(2, 190, code=None))
    assert read_own(store, COUNCIL, LINE)["value"].tolist() == [210]


def test_other_areas_are_not_taken_for_the_council(store):
    other = ("CP1", "E06000001", "Ashmere", "council", 2, 90, "Total")
    nameless = ("CP1", None, "Brindlewick", "council", 2, 80, "Total")
    save(store, own(2, 210), other, nameless)
    save(store, own(2, 212, code=None, area="City of Wyreford"))
    assert read_own(store, COUNCIL, LINE)["value"].tolist() == [212]
    everyone = read_everyone(store, COUNCIL, LINE, "CP1").set_index("area_code")["value"]
    assert everyone.to_dict() == {"E06000001": 90, "Brindlewick": 80, "E06000099": 212}


def test_a_category_without_a_code_is_protected_by_the_total_with_one(store):
    # 3 is small; with it goes 20, the smallest other part, or the total of 73 would give it away.
    save(store, own(2, 73))
    save(store, *(own(2, value, code=None, breakdown=f"kind: {kind}") for kind, value in (("Neglect", 50), ("Emotional", 20), ("Physical", 3))))
    safe = read_own(store, COUNCIL, LINE, hide_up_to=5).set_index("breakdown")["value"]
    assert safe.dropna().to_dict() == {"Total": 73, "kind: Neglect": 50}


def test_schools_alone_are_hidden_as_they_are_with_their_total(store):
    # 31 = 3 + 12 + 16: hiding the 3 alone would leave 31 - 12 - 16.
    save(store, ("Suspensions", "E06000099", "Wyreford", "council", 2, 31, "Total"), school(1, 3), school(2, 12), school(3, 16))
    schools = read_level(store, COUNCIL, LINE, "school", hide_up_to=5).set_index("area")["value"]
    assert schools.dropna().to_dict() == {"School 3": 16}
    assert read_level(store, COUNCIL, LINE, "school")["value"].tolist() == [3, 12, 16]


def test_schools_are_protected_where_the_council_has_no_code(store):
    save(store, ("Suspensions", None, None, "council", 2, 31, "Total"), school(1, 3), school(2, 12), school(3, 16))
    schools = read_level(store, COUNCIL, LINE, "school", hide_up_to=5).set_index("area")["value"]
    assert schools.dropna().to_dict() == {"School 3": 16}
    assert read_own(store, COUNCIL, LINE, hide_up_to=5)["value"].tolist() == [31]


def test_a_total_hidden_for_its_only_school_is_hidden_among_councils_too(store):
    save(
        store, ("Suspensions", "E06000099", "Wyreford", "council", 2, 3, "Total"), school(1, 3),
        ("Suspensions", "E06000001", "Ashmere", "council", 2, 30, "Total"),
    )
    councils = read_level(store, COUNCIL, LINE, "council", hide_up_to=5).set_index("area")
    assert councils["symbol"].dropna().to_dict() == {"Wyreford": "c"}
    assert councils["value"].dropna().to_dict() == {"Ashmere": 30}


def test_every_upload_stands_under_one_code_oldest_first(store):
    save(store, own(2, 308))
    save(store, own(2, 312, code=None, area=None))
    every = read_every_upload(store, COUNCIL, LINE)
    assert every[["area_code", "value"]].to_numpy().tolist() == [["E06000099", 308], ["E06000099", 312]]
    ground = Ground(read_own(store, COUNCIL, LINE), every, compare_latest(empty("measures"), every, TODAY), NO_PAIRS, TODAY)
    # 308 in one source and 312 in another: two names of one council are no reason not to see it.
    assert [found.figure for found in find_disagreements(ground)] == ["308 and 312"]


def test_small_numbers_of_every_upload_are_hidden_upload_by_upload(store):
    save(store, own(2, 30))
    save(store, own(2, 3, code=None, area=None))
    assert read_every_upload(store, COUNCIL, LINE, hide_up_to=5)["value"].fillna(-1).tolist() == [30, -1]


def test_areas_of_two_files_meet_under_one_code(store):
    save(store, ("CP1", "E06000001", "Ashmere", "council", 2, 90, "Total"), ("Vacancies", "301", "Ashmere UA", "council", 2, 12, "Total"))
    areas = conform([{"area_code": "E06000001", "old_code": "301", "area": "Ashmere", "area_level": "council"}], "areas")
    reading = Reading("codes.csv", "records", {"areas": areas}, found=1, loaded=1)
    store.save(reading, b"codes", council=COUNCIL, plan="", who="Performance officer", when=datetime(2026, 4, 21, tzinfo=UTC))
    councils = read_level(store, COUNCIL, LINE, "council")
    first, second = (councils[councils["measure"] == measure] for measure in ("CP1", "Vacancies"))
    assert pair_measures(first, second)[["area", "x", "y"]].to_numpy().tolist() == [["Ashmere", 90, 12]]


def test_figures_just_read_are_hidden_as_those_kept_are_and_nothing_is_added():
    read = conform(
        [
            {"measure": "CP1", "area_level": "council", "period_end": "2026-02-28", "value": 30.0, "unit": "count"},
            {"measure": "CP1", "area_level": "council", "period_end": "2026-02-28", "value": 3.0, "unit": "count", "breakdown": "Category: Neglect"},
            {"measure": "CP1", "area_level": "council", "period_end": "2026-02-28", "value": 27.0, "unit": "count", "breakdown": "Category: Other"},
            {"measure": "CP2", "area_level": "council", "period_end": "2026-02-28", "value": 50.0, "unit": "%", "numerator": 4.0, "denominator": 8.0},
        ],
        "observations",
    )  # fmt: skip
    safe = hide_read(read, 5)
    assert safe["value"].fillna(-1).tolist() == [30, -1, -1, -1]  # the other category would give the small one away
    assert safe["symbol"].fillna("").tolist() == ["", "c", "c", "c"]
    assert safe[["numerator", "denominator"]].isna().all(axis=None)
    assert safe["area_code"].isna().all()
    assert hide_read(read.head(0), 5).empty
