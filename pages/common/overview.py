"""The parts of the overview."""

import pandas as pd
import streamlit as st

from analysis import progress, records, summary
from analysis.actions import DATE_CHOICES
from pages.common import figures, show
from pages.common.choices import Shown, ask
from pages.common.once import once


def show_dates(shown: Shown) -> None:
    """Show what is done, what is in trouble and what the dates say, each with its share and a link to its actions."""
    st.header("What needs attention")
    counts = once(progress.count_dates, shown.actions, shown.as_at)
    grid = st.grid(3, min_column_width=150, border=True)
    rows = counts.to_dict("index")
    for name in progress.COUNTS_SHOWN:
        row = rows[name]
        with grid.cell():
            st.metric(row["label"], "not known" if pd.isna(row["count"]) else f"{row['count']:,}", help=show.plain(row["note"]))
            st.caption(show.plain(row["share"]))
            if row["count"] is not pd.NA and row["count"]:
                st.page_link(show.page("actions"), label="See these actions", query_params=show.keep_choices(dates=DATE_CHOICES[name]))
    show.table(once(progress.label_dates, counts), "dates", caption="How each is counted", closed=True)


def show_measures(shown: Shown) -> None:
    """Show the measures furthest from their target."""
    st.header("What the figures say")
    latest = figures.load_latest(shown)
    if not latest["period_end"].notna().any():
        st.info("No figures of this council were uploaded yet, so nothing can be said about children's outcomes.")
        st.page_link(show.page("upload"), label="Upload figures")
        return
    show.table(
        once(summary.label_headlines, latest), "headline-measures", caption=summary.MEASURES_RULE,
        export=lambda: summary.label_headlines(figures.load_latest(shown, safe=True)),
    )
    st.page_link(show.page("measures"), label="All measures")


def show_worst_and_best(shown: Shown) -> None:
    """Show the three groups of actions that need attention first and the three that are furthest on."""
    what, worst, best = once(progress.worst_and_best, shown.actions, shown.as_at)
    st.header("Where to look first")
    if not what:
        st.markdown("The plan does not divide these actions by theme, recommendation or lead, so none can be compared.")
        return
    sides = st.grid(2, min_column_width=320, gap="medium")
    with sides.cell():
        st.subheader(f"Most overdue or off track, by {what}")
        show.table(once(summary.label_worst, worst, what), "worst", caption=summary.WORST_RULE)
    with sides.cell():
        st.subheader(f"Furthest on, by {what}")
        show.table(once(summary.label_best, best, what), "best", caption=summary.BEST_RULE)


def show_next(shown: Shown) -> None:
    """Show the next events and the statutory clock."""
    st.header("What comes next")
    st.markdown(show.plain(once(summary.describe_clock, shown.table("plans"), shown.figures_as_at)))
    today = shown.figures_as_at
    events = once(summary.label_events, once(records.next_events, shown.records("events"), today), today)
    show.table(events, "next-events", caption=f"The next events from {show.format_date(today)}")


def show_versions(shown: Shown) -> None:
    """Say which version this is and how many earlier ones are kept."""
    st.header("Which version this is")
    versions = ask(shown.line, shown.store.versions, council=shown.council, kind="plan", until=shown.until if shown.known else None)
    st.markdown(show.plain(once(summary.describe_version, shown.version, versions)))
    st.page_link(show.page("versions"), label="All versions")
