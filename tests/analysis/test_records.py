"""Risks, inspections, reviews, events: small tables, answers worked by hand."""

from datetime import date

from analysis import records
from model import conform

RISKS = conform(
    [
        {"ref": "R1", "risk": "Too few social workers", "likelihood": 4, "impact": 5, "score": 20},
        {"ref": "R2", "risk": "Demand rises", "likelihood": 2, "impact": 3},
        {"risk": "System is late again", "likelihood": 4, "impact": 5},
        {"ref": "R4", "risk": "Not scored yet"},
    ],
    "risks",
)


def test_every_risk_is_graded_or_said_not_to_be():
    graded = records.grade_risks(RISKS)
    assert graded["score"].tolist()[:3] == [20, 20, 6]
    assert graded["band"].tolist() == ["high", "high", "low", "not scored"]


def test_the_grid_holds_every_scored_risk_once():
    grid = records.place_risks(RISKS)
    assert len(grid) == 25
    assert grid["count"].sum() == 3
    assert grid[(grid["likelihood"] == 4) & (grid["impact"] == 5)]["names"].tolist() == ["R1, System is late"]
    assert records.headline_risks(RISKS) == "2 of 4 risks are high; the highest is R1"
    assert records.headline_risks(conform([], "risks")) == "No risk register was uploaded"
    assert records.describe_risks(RISKS, grid) == (
        "4 risks, 2 of them high (score 15 or more); the highest is R1 with 20; 1 is not scored from 1 to 5 and stands only in the table."
    )


# Seven schools and eight events, as one council's papers had them: 1 up, 2 down, 2 unchanged, 2 monitoring visits, 1 awaited.
SCHOOLS = conform(
    [
        {"provider": f"School {letter}", "provider_kind": "School", "kind": kind, "before": before, "after": after, "date": f"2026-0{number}-01"}
        for number, (letter, kind, before, after) in enumerate(
            [
                ("A", "Full inspection", "Requires improvement", "Good"),
                ("B", "Full inspection", "Good", "Requires improvement"),
                ("C", "Full inspection", "Outstanding", "Good"),
                ("D", "Short inspection", "Good", "Good"),
                ("E", "Full inspection", "Inadequate", "inadequate"),
                ("F", "Monitoring visit", "Inadequate", None),
                ("F", "Monitoring visit", "Inadequate", None),
                ("G", "Full inspection", "Good", "Awaited"),
            ],
            start=1,
        )
    ],
    "inspections",
)


def test_inspections_are_counted_by_what_they_changed():
    judged = records.judge_inspections(SCHOOLS)
    assert records.is_school(SCHOOLS).all()
    assert records.describe_inspections(judged, "school") == "7 schools, 8 events: 1 up, 2 down, 2 unchanged, 2 monitoring visits and 1 awaited."


def test_reviews_are_counted_by_stage_and_a_missing_stage_is_said():
    reviews = conform(
        [{"ref": "A", "stage": "Commissioned"}, {"ref": "B", "stage": "Published"}, {"ref": "C"}, {"ref": "D", "stage": "Published"}], "case_reviews"
    )
    assert records.describe_reviews(reviews) == "4 reviews: 1 commissioned, 2 published and 1 stage not given."


def test_events_of_today_are_still_to_come():
    events = conform([{"date": "2026-03-01", "title": "b"}, {"date": "2026-02-01", "title": "a"}, {"date": "2026-01-31", "title": "past"}], "events")
    assert records.next_events(events, date(2026, 2, 1))["title"].tolist() == ["a", "b"]


def test_nothing_uploaded_is_said():
    for table, sentence in [
        ("inspections", records.describe_inspections(records.judge_inspections(conform([], "inspections")), "school")),
        ("case_reviews", records.describe_reviews(conform([], "case_reviews"))),
        ("risks", records.describe_risks(conform([], "risks"), records.place_risks(conform([], "risks")))),
    ]:
        assert sentence.startswith("No "), table
