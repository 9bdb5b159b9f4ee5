"""The parts of the forecast page."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analysis import forecast, pace
from pages.common import past as pasts
from pages.common import show
from pages.common.choices import Shown
from pages.common.once import once
from pages.common.past import Past


def work_out(shown: Shown, past: Past) -> pace.Outlook:
    """Ask for the board's own date and the months to go by, and work out the outlook of the actions that theme and agency leave."""
    chosen = pasts.pick_threads(shown, past) if shown.filtered else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        own = once(_find_own, past.traced, chosen)
        help_ = "To begin with the last due date of what is left"
        stated = st.date_input("The board's own date", value=own, key="own", bind="query-params", format="DD/MM/YYYY", help=help_)
        months = st.segmented_control(
            "Pace of the last",
            [6, 12, 0],
            default=pace.MONTHS_LOOKED_BACK,
            key="pace",
            bind="query-params",
            required=True,
            format_func=lambda number: f"{number} months" if number else "all months",
        )
    outlook = once(pace.look_ahead, past.traced, shown.as_at, chosen, pace.MONTHS_LOOKED_BACK if months is None else months)
    return replace(outlook, own=stated) if isinstance(stated, date) else outlook


def _find_own(traced: pd.DataFrame, chosen: tuple[int, ...] | None) -> date | None:
    return pace.find_own_date(traced, pace.count_left(traced, chosen)[0])


def show_tables(shown: Shown, past: Past, outlook: pace.Outlook) -> None:
    """Show each theme's forecast, the chances month by month and the months that it rests on."""
    today = shown.as_at
    if not shown.filtered:
        themes = once(pace.forecast_themes, past.traced, today, outlook.own, len(outlook.months))
        caption = "Each theme at its own pace, so a slow one can have less chance than the whole plan; with few finished a month these are rough"
        show.table(pace.label_themes(themes), "forecast-themes", caption=caption)
    if len(outlook.made.chances):
        show.table(forecast.tabulate_chances(outlook.made, today), "chances", caption="The chance month by month", closed=True)
    show.table(pace.label_months(outlook.months), "pace-months", caption="The months it rests on", closed=True)
