"""The words and small tables of the overview."""

from datetime import date

import pandas as pd
import pytest

from analysis.summary import describe_clock, describe_version, label_best, label_events, label_statuses, label_worst
from model import conform

TODAY = date(2026, 4, 30)
UPLOADED = pd.Timestamp("2026-04-20", tz="UTC")
IS_DUE = "Statutory clock: the plan is due at Ofsted by "


def plans(**dates: str) -> pd.DataFrame:
    return conform([{"council": "Wyreford", **dates}], "plans")


@pytest.mark.parametrize(
    ("dates", "today", "starts"),
    [
        ({"report_published": "2014-09-08"}, date(2014, 12, 14), IS_DUE + "15 December 2014, 1 working day left."),
        ({"report_published": "2014-09-08"}, date(2014, 12, 15), IS_DUE + "15 December 2014, today."),
        ({"report_published": "2014-09-08"}, date(2014, 12, 17), "Statutory clock: the plan was due at Ofsted by 15 December 2014, 2 days ago."),
        ({"report_received": "2016-11-28", "report_published": "2016-12-20"}, date(2017, 3, 1), IS_DUE + "9 March 2017, 6"),
        ({}, TODAY, "The plan does not say when the inspection report was received or published, so its 70 working days"),
        ({"submission_due": "2026-06-01"}, TODAY, "The plan does not say when the inspection report was received or published; it gives 1 June 2026"),
    ],
)
def test_the_statutory_clock_says_how_it_was_counted_or_that_it_cannot(dates, today, starts):
    assert describe_clock(plans(**dates), today).startswith(starts)


def test_the_clock_says_that_publication_was_taken_and_that_the_plan_differs():
    said = describe_clock(plans(report_published="2014-09-08", submission_due="2014-12-19"), date(2014, 10, 1))
    assert "8 September 2014, when the report was published (when it was received is not known)" in said
    assert said.endswith("The plan itself gives 19 December 2014.")


def test_a_plan_without_a_title_row_has_no_clock():
    assert "cannot be counted" in describe_clock(plans().head(0), TODAY)


def version(number: int, plan: str = "Plan", **more: object) -> dict:
    row = {"version_id": number, "plan": plan, "label": None, "as_at": pd.NaT, "uploaded_at": UPLOADED, "uploaded_by": "Officer"}
    return {**row, **more}


def test_the_version_on_show_and_how_many_others_there_are():
    versions = pd.DataFrame([version(4), version(3, label="v7", as_at=pd.Timestamp("2026-03-31")), version(2, "Other"), version(1)])
    assert describe_version(versions.iloc[1], versions) == (
        "Version v7 is as at 31 March 2026 and was uploaded on 20 April 2026 by Officer (upload 3). "
        "1 earlier version of this plan is kept, and 1 later one."
    )
    assert describe_version(versions.iloc[3], versions.tail(1)) == (
        "This version gives no date of its own and was uploaded on 20 April 2026 by Officer (upload 1). No earlier versions of this plan are kept."
    )


def test_events_say_in_how_many_days():
    events = conform([{"date": "2026-04-30", "kind": "board meeting"}, {"date": "2026-05-01", "title": "Visit"}, {"date": "2026-05-10"}], "events")
    labelled = label_events(events, TODAY)
    assert labelled["In"].tolist() == ["today", "1 day", "10 days"]
    assert labelled["Event"].tolist()[:2] == ["board meeting", "Visit"]


def test_worst_and_best_give_the_numbers_of_the_rule():
    group = pd.DataFrame({"group": ["Help"], "total": [3], "trouble": [2], "done": [1]})
    assert label_worst(group, "theme").iloc[0].tolist() == ["Help", "2 of 3 (66.7%)", "1 of 3 (33.3%)"]
    assert list(label_best(group, "theme").columns) == ["Theme", "Done", "Overdue or off track"]


def test_every_status_is_in_the_table_with_its_symbol():
    labelled = label_statuses(conform([{"key": "1", "action": "Do it", "status": "on track"}], "actions"))
    assert labelled[labelled["Actions"] > 0].to_dict("records") == [{"Status": "● on track", "Actions": 1, "Of": 1, "Share %": 100.0}]
    assert len(labelled) == 8
