"""Deadlines as plans write them; every phrase beside its answer. The plan's own date is 30 January 2016 where one is needed."""

import csv
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.words.date_phrases import find_pieces
from loaders.words.dates import DateRead, DateStyle, decide_style, find_date, read_date
from model.vocabulary import DUE_PRECISIONS
from tests.shared import SHARED, needs_shared

PLAIN = DateStyle()
PLAN_DATE = date(2016, 1, 30)

# Phrase, start, due, precision, and a word of the remark (empty: nothing to remark on).
PHRASES = [
    # month and year: the last day
    ("December 2014", "", "2014-12-31", "month", ""),
    ("Sept 12", "", "2012-09-30", "month", ""),
    ("June 03", "", "2003-06-30", "month", ""),
    ("Dec-26", "", "2026-12-31", "month", ""),
    ("by June 2008", "", "2008-06-30", "month", ""),
    ("Target date March 2020", "", "2020-03-31", "month", ""),
    ("09/2026", "", "2026-09-30", "month", ""),
    ("12/26", "", "2026-12-31", "month", ""),
    # end of a period
    ("End Oct 03", "", "2003-10-31", "month", ""),
    ("End Oct 26", "", "2026-10-31", "month", ""),
    ("by the end of March 2017", "", "2017-03-31", "month", ""),
    ("end of 2014", "", "2014-12-31", "year", ""),
    ("by the end of the year", "", "", "none", "calendar, financial or academic"),
    # a day
    ("1/04/2019", "", "2019-04-01", "day", ""),
    ("By 31/12/2016", "", "2016-12-31", "day", ""),
    ("10.4.15", "", "2015-04-10", "day", ""),
    ("15.9.26", "", "2026-09-15", "day", ""),
    ("01/02/26", "", "2026-02-01", "day", ""),
    ("26 June 2015", "", "2015-06-26", "day", ""),
    ("6th March 2017", "", "2017-03-06", "day", ""),
    ("by 30th of June, 2026", "", "2026-06-30", "day", ""),
    ("31-Mar-26", "", "2026-03-31", "day", ""),
    ("2026-07-24 00:00:00", "", "2026-07-24", "day", ""),
    ("Friday 6 March 2026", "", "2026-03-06", "day", ""),
    # a day without a year: the next after the plan's own date
    ("June 15th", "", "2016-06-15", "day", "no year"),
    ("4 June", "", "2016-06-04", "day", "no year"),
    ("13th January", "", "2017-01-13", "day", "no year"),
    ("31 Dec", "", "2016-12-31", "day", "no year"),
    # ranges
    ("13th and 14th March", "2016-03-13", "2016-03-14", "day", "no year"),
    ("5-16 December 2023", "2023-12-05", "2023-12-16", "day", ""),
    ("February-March 2019", "2019-02-01", "2019-03-31", "month", ""),
    ("June/July 2012", "2012-06-01", "2012-07-31", "month", ""),
    ("April - July 2013", "2013-04-01", "2013-07-31", "month", ""),
    ("March – June 2015", "2015-03-01", "2015-06-30", "month", ""),
    ("November - February 2027", "2026-11-01", "2027-02-28", "month", ""),
    ("2 July 2014 – 23 July 2014", "2014-07-02", "2014-07-23", "day", ""),
    ("From 1 April 2026 to 31 March 2027", "2026-04-01", "2027-03-31", "day", ""),
    ("2013-2016", "2013-04-01", "2016-03-31", "year", "financial"),
    # quarters of the financial year
    ("Q2 2026/27", "", "2026-09-30", "quarter", ""),
    ("Q2 2017/18", "", "2017-09-30", "quarter", ""),
    ("third quarter of 2015–16", "", "2015-12-31", "quarter", ""),
    ("fourth quarter of 2016/17", "", "2017-03-31", "quarter", ""),
    ("Quarter 1 of 2022/23", "", "2022-06-30", "quarter", ""),
    ("13-14 q3", "", "2013-12-31", "quarter", ""),
    ("quarter 2 (July-September 2018)", "", "2018-09-30", "quarter", ""),
    ("first quarter of 2014", "", "2014-06-30", "quarter", "financial year 2014/15"),
    ("Q1", "", "2016-06-30", "quarter", "no year"),
    ("Q2-Q3 2026/27", "2026-07-01", "2026-12-31", "quarter", ""),
    # years
    ("across financial year 2012/13", "", "2013-03-31", "year", ""),
    ("2014-5", "", "2015-03-31", "year", ""),
    ("09/10", "", "2010-03-31", "year", ""),
    ("2014–15", "", "2015-03-31", "year", ""),
    ("end of academic year 2025/26", "", "2026-08-31", "year", ""),
    # terms and seasons
    ("spring term 2016", "", "2016-03-31", "term", "taken to end"),
    ("Spring term 2019", "", "2019-03-31", "term", "taken to end"),
    ("spring term 2025/26", "", "2026-03-31", "term", "taken to end"),
    ("autumn 2014", "", "2014-12-31", "term", "taken to end"),
    ("summer of 2016", "", "2016-07-31", "term", "taken to end"),
    ("before the end of the summer term", "", "2016-07-31", "term", "no year"),
    # a vague part: the end of the third that it names
    ("early 2015", "", "2015-04-30", "part", "end of the part"),
    ("mid 2015", "", "2015-08-31", "part", "end of the part"),
    ("late 2017", "", "2017-12-31", "part", "end of the part"),
    ("mid-February", "", "2016-02-20", "part", "end of the part"),
    ("late October 2016", "", "2016-10-31", "part", "end of the part"),
    ("later in July 2019", "", "2019-07-31", "part", "end of the part"),
    ("expected to be launched in September", "", "2016-09-30", "month", "no year"),
    # counted from something
    ("Immediately", "", "2016-01-30", "relative", "plan's own date"),
    ("Within three months", "", "2016-04-30", "relative", "plan's own date"),
    ("in the next 6 months", "", "2016-07-30", "relative", "plan's own date"),
    ("within 26 weeks", "", "2016-07-30", "relative", "plan's own date"),
    ("within three months of 13 October 2026", "", "2027-01-13", "relative", "13 October 2026"),
    ("Achievable within 6 months ie, by June 2006", "", "2006-06-30", "month", ""),
    ("within 4 weeks of receipt of action plan", "", "", "relative", "not known"),
    ("within 70 working days of the receipt of the inspection report", "", "", "relative", "not known"),
    ("a minimum of six months", "", "", "relative", "not known"),
    ("at the end of the 3 month review", "", "", "relative", "not known"),
    ("From date of publication of report – 13 October 2016", "2016-10-13", "", "relative", "without an end"),
    # a start without an end is no deadline
    ("From Oct 03", "2003-10-01", "", "ongoing", "without an end"),
    ("Jan 2013 onwards", "2013-01-01", "", "ongoing", "without an end"),
    ("from April 2016", "2016-04-01", "", "ongoing", "without an end"),
    ("To be introduced from Nov. 03", "2003-11-01", "", "ongoing", "without an end"),
    ("from September onwards", "2016-09-01", "", "ongoing", "without an end"),
    ("Monthly from April 2016", "2016-04-01", "", "recurring", "without an end"),
    # open-ended and recurring
    ("Ongoing", "", "", "ongoing", ""),
    ("on an ongoing basis", "", "", "ongoing", ""),
    ("monthly", "", "", "recurring", ""),
    ("termly", "", "", "recurring", ""),
    ("six-monthly", "", "", "recurring", ""),
    ("on a six monthly basis", "", "", "recurring", ""),
    ("Ongoing - review March 2016", "", "", "ongoing", "31 March 2016"),
    # not fixed
    ("September 2014 (website permitting)", "", "", "none", "not a fixed deadline"),
    ("March 2015 as per training strategy", "", "", "none", "not a fixed deadline"),
    ("To be confirmed in Children and Social Work Act", "", "", "none", "not a fixed deadline"),
    ("TBC", "", "", "none", "not a fixed deadline"),
    ("shortly", "", "", "none", "no date"),
    ("as soon as possible", "", "", "none", "no date"),
    ("By next IB", "", "", "none", "board's calendar"),
    ("N/A", "", "", "none", ""),
    # sentences
    ("Strategy agreed and in place by April 2012", "", "2012-04-30", "month", ""),
    ("Evaluation of Hub to be received in June/July 2012", "2012-06-01", "2012-07-31", "month", ""),
    ("practice standards to be revised Dec 2016", "", "2016-12-31", "month", ""),
    ("What may happen by June 26", "", "2026-06-30", "month", ""),
    ("letter with no date, later recorded as 30 August 2019", "", "2019-08-30", "day", ""),
    # impossible
    ("31 June 2026", "", "", "none", "no such day"),
    ("31/06/2026", "", "", "none", "no such day"),
    ("29 Feb 2027", "", "", "none", "no such day"),
    ("45/13/2026", "", "", "none", "no such day"),
    ("3/4/2206", "", "", "none", "cannot be right"),
    ("06/11", "", "", "none", "could be"),
    ("Complete", "", "", "none", "no date"),
]


def shown(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(("phrase", "start", "due", "precision", "remark"), PHRASES, ids=[case[0] for case in PHRASES])
def test_a_phrase(phrase: str, start: str, due: str, precision: str, remark: str) -> None:
    read = read_date(phrase, PLAIN, PLAN_DATE)
    assert (shown(read.start), shown(read.due), read.precision) == (start, due, precision)
    assert remark in read.problem
    assert bool(remark) == bool(read.problem)
    assert read.text == phrase


SEVERAL = [
    ("By 31/12/2016\nBy 31/01/2017\nBy 31/01/2017\nBy 31/03/2017", ["2016-12-31", "2017-01-31", "2017-01-31", "2017-03-31"], "2017-03-31"),
    ("January 2013 / March 2013", ["2013-01-31", "2013-03-31"], "2013-03-31"),
    ("Oct 12 / April 13 / Dec 12 / April 13", ["2012-10-31", "2013-04-30", "2012-12-31", "2013-04-30"], "2013-04-30"),
    ("Dec 2016 / Phase 2 Mar 2017", ["2016-12-31", "2017-03-31"], "2017-03-31"),
    ("March, June and September 2026", ["2026-03-31", "2026-06-30", "2026-09-30"], "2026-09-30"),
    ("Nov 25 (Revised Feb 26)", ["2025-11-30", "2026-02-28"], "2026-02-28"),
    ("Q1, Q2, Q3, Q4", ["2016-06-30", "2016-09-30", "2016-12-31", "2017-03-31"], "2017-03-31"),
    ("Oct 12\nApril 13", ["2012-10-31", "2013-04-30"], "2013-04-30"),
]


@pytest.mark.parametrize(("phrase", "every", "due"), SEVERAL, ids=[case[0] for case in SEVERAL])
def test_several_dates_stay_in_order_and_the_latest_is_the_deadline(phrase: str, every: list[str], due: str) -> None:
    read = read_date(phrase, PLAIN, PLAN_DATE)
    assert [shown(day) for day in read.all_dates] == every
    assert shown(read.due) == due


def test_a_deadline_and_a_start_in_one_cell() -> None:
    read = read_date("End Oct 03\nFrom Oct 03", PLAIN)
    assert (read.start, read.due, read.precision) == (date(2003, 10, 1), date(2003, 10, 31), "month")
    assert read.all_dates == (date(2003, 10, 31), date(2003, 10, 1))


def test_a_phrase_broken_over_two_lines_is_one_phrase() -> None:
    read = read_date("31st\nMarch 2026", PLAIN)
    assert (read.due, read.precision, read.text) == (date(2026, 3, 31), "day", "31st March 2026")


def test_without_the_plans_own_date_no_year_is_guessed() -> None:
    for phrase in ("4 June", "Within three months", "summer term", "Q1", "mid-February", "Immediately"):
        read = read_date(phrase, PLAIN)
        assert (read.due, read.precision) == (None, "relative"), phrase
        assert read.problem


def test_conditional_dates_are_kept_beside() -> None:
    assert read_date("September 2014 (website permitting)", PLAIN).all_dates == (date(2014, 9, 30),)


def test_values_that_are_no_text() -> None:
    day = date(2026, 7, 24)
    assert read_date(datetime(2026, 7, 24, 9, 30), PLAIN) == DateRead(due=day, precision="day", text="24 July 2026", all_dates=(day,))
    assert read_date(None, PLAIN) == DateRead()
    assert read_date(float("nan"), PLAIN) == DateRead()
    assert read_date(time(9, 30), PLAIN).problem == "this is a time of day, not a date"
    assert read_date(2026.0, PLAIN).due == date(2026, 12, 31)


@pytest.mark.parametrize("value", [46000, 46000.0, "46000"])
def test_excels_day_numbers(value: float | str) -> None:
    # Day 1 is 1 January 1900 and Excel counts a 29 February 1900 that never was: day 46,000 is 9 December 2025.
    read = read_date(value, PLAIN)
    assert (read.due, read.precision) == (date(2025, 12, 9), "day")
    assert "46000" in read.problem


def test_british_order_unless_the_column_says_otherwise() -> None:
    assert read_date("02/03/26", decide_style(["02/03/26", "05/04/26"])).due == date(2026, 3, 2)
    american = decide_style(["02/03/26", "12/25/2026"])
    assert read_date("02/03/26", american).due == date(2026, 2, 3)
    assert "month comes first" in american.problem


def test_a_column_of_both_orders_leaves_undecidable_dates_undated() -> None:
    style = decide_style(["25/12/2026", "12/25/2026", "02/03/2026"])
    assert "some dates have the day first" in style.problem
    assert read_date("02/03/2026", style).due is None
    assert "could be day first or month first" in read_date("02/03/2026", style).problem
    assert read_date("25/12/2026", style).due == date(2026, 12, 25)
    assert read_date("12/25/2026", style).due == date(2026, 12, 25)


def test_swapped_days_and_months_are_noticed() -> None:
    # A computer set to American dates turns 04/03/2026 into 3 April and leaves 31/03/2026 as text.
    column = [datetime(2026, 3, 4), datetime(2026, 7, 1), datetime(2026, 11, 12), datetime(2026, 1, 9), "31/03/2026", "24/07/2026"]
    assert "may be swapped" in decide_style(column).problem
    assert decide_style([datetime(2026, 3, 24), *column]).problem == ""


TRACKER_2016 = ["Dec 2016", "9.12.16", "31/01/2017", "6 March 2017", "31/03/2017", "30/09/2016", "13/12/12"]


def test_a_date_far_from_its_neighbours_is_kept_and_flagged() -> None:
    read = read_date("13/12/12", decide_style(TRACKER_2016))
    assert read.due == date(2012, 12, 13)
    assert "far from the column's other dates" in read.problem


def test_dec_16_is_a_month_of_2016_where_the_column_is_of_2016() -> None:
    read = read_date("Dec 16", decide_style(TRACKER_2016))
    assert (read.due, read.precision, read.problem) == (date(2016, 12, 31), "month", "")


def test_dec_16_is_not_guessed_where_the_column_is_of_2026() -> None:
    style = decide_style([datetime(2026, month, 20) for month in range(1, 9)])
    read = read_date("Dec 16", style, date(2026, 1, 30))
    assert read.due is None
    assert "could be" in read.problem


HEADINGS = [
    ("Version 7, as at 30 January 2026", date(2026, 1, 30)),
    ("Update 24/12/2018", date(2018, 12, 24)),
    ("Tracker v3 080617", date(2017, 6, 8)),
    ("Plan_v4_30.01.26.xlsx", date(2026, 1, 30)),
    ("20260130", date(2026, 1, 30)),
    ("Progress October 2003", date(2003, 10, 31)),
    ("CURRENT PERFORMANCE (APRIL 09)", date(2009, 4, 30)),
    ("Q3 2025/26 update", date(2025, 12, 31)),
    ("Improvement Action Tracker v12", None),
    ("Version 1.2", None),
    ("Progress achieved in 08/09", None),
    ("What may change", None),
]


@pytest.mark.parametrize(("heading", "day"), HEADINGS, ids=[case[0] for case in HEADINGS])
def test_dates_in_headings(heading: str, day: date | None) -> None:
    assert find_date(heading) == day


# For each treatment in the shared list: which precisions may come out, and whether there must be a deadline.
TREATMENTS = {
    "last day of month": ({"month"}, True),
    "last day of that month/year": ({"month", "year"}, True),
    "day first": ({"day"}, True),
    "keep start and end; deadline = end": ({"day", "month", "year"}, True),
    "last day of quarter; financial year unless stated": ({"quarter"}, True),
    "31 March / 31 August": ({"year", "quarter"}, True),
    "assumed term end, flagged": ({"term"}, True),
    "needs an anchor date": ({"relative"}, False),
    'not a deadline: flag "no end"': ({"ongoing"}, False),
    "no deadline: own bucket, never on track by default": ({"ongoing", "recurring"}, False),
    "no deadline, reason kept": ({"none"}, False),
    "split; pair with sub-actions by order; deadline = latest, next = earliest open": ({"day", "month"}, True),
    "extract the date, keep the sentence": ({"month", "year"}, True),
}
# Phrases that say more than the list's one word for their kind.
OTHERWISE = {
    "by the end of the year": "which year is not said",
    "080617 inside a version label": "a heading, for find_date",
    "Achievable within 6 months ie, by June 2006": "names its own month",
}


@needs_shared
def test_every_phrase_of_the_shared_list_has_its_treatment() -> None:
    with (SHARED / "vocabulary" / "date_phrases.csv").open(encoding="utf-8", newline="") as lines:
        cases = [line for line in csv.DictReader(lines) if line["treatment"] in TREATMENTS and line["phrase"] not in OTHERWISE]
    assert len(cases) > 100
    for case in cases:
        precisions, dated = TREATMENTS[case["treatment"]]
        read = read_date(case["phrase"], PLAIN, PLAN_DATE if dated else None)
        if "onwards" in case["phrase"] or case["kind"] == "vague part of year":
            assert read.precision in {"part", "month", "ongoing"}, case
            continue
        assert read.precision in precisions, (case, read)
        assert (read.due is not None) == dated, (case, read)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80) | st.sampled_from([case[0] for case in PHRASES]),
    st.text(max_size=20) | st.sampled_from([case[0] for case in PHRASES]),
    st.none() | st.dates(date(1995, 1, 1), date(2090, 1, 1)),
)
def test_any_text_gives_an_answer(phrase: str, more: str, anchor: date | None) -> None:
    for text in (phrase, f"{more} {phrase}", f"{phrase}\n{more}"):
        read = read_date(text, decide_style([text]), anchor)
        assert read.precision in DUE_PRECISIONS
        assert read.text == " ".join(text.split())
        assert read.start is None or read.due is None or read.start <= read.due
        find_date(text)


@settings(max_examples=200, deadline=None)
@given(st.integers() | st.floats() | st.booleans() | st.datetimes() | st.dates() | st.times() | st.timedeltas() | st.none())
def test_any_value_gives_an_answer(value: object) -> None:
    assert read_date(value, decide_style([value])).precision in DUE_PRECISIONS


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    short = f"{day.day}.{day.month}.{day:%y}" if day.year >= 2000 else f"{day:%d.%m.%Y}"
    for text in (f"{day:%d/%m/%Y}", short, f"{day.day} {day:%B} {day.year}", day.isoformat(), f"by {day:%d-%b-%Y}"):
        assert read_date(text, PLAIN).due == day, text


def test_several_times_are_found_from_left_to_right_and_words_that_only_begin_like_months_are_none():
    text = "Separate decisions by 3 May 2026, then Q2 2026/27, Easter 2027 and 12Mar; maybe 2028 families marched on 31/12/2027"
    found = [text[piece.begin : piece.end] for piece in find_pieces(text, DateStyle())]
    assert found == ["3 May 2026", "Q2 2026/27", "Easter 2027", "12Mar", "31/12/2027"]
    assert find_pieces("Separate decisions, maybe; 14 of 20 audits, 63% of cases", DateStyle()) == []
