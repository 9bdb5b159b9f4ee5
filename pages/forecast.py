"""Forecast: the chance of finishing by the board's own date, and what a rating of on track has been worth."""

import streamlit as st

from analysis import forecast, green, pace
from charts.past import build_burn_up, describe_burn_up
from pages.common import foreseeing, past, show
from pages.common.once import once

shown = show.begin("Forecast", "Will the plan finish on time, and what is a green rating worth?")
show.need_actions(shown)
known, today = past.load_past(shown), shown.as_at

outlook = foreseeing.work_out(shown, known)
st.header(show.plain(forecast.describe_forecast(outlook.made, today, outlook.own)))
st.markdown(show.plain(pace.describe_pace(outlook.months, outlook.endless, outlook.suspended)))
ends = outlook.ends(today)
if len(outlook.done) > 1:
    show.chart(build_burn_up(outlook.done, ends, outlook.own, shown.palette), describe_burn_up(outlook.done, ends), key="burn-up")
foreseeing.show_tables(shown, known, outlook)

st.header("What green is worth")
judged = past.keep_threads(once(green.judge_green, known.traced), shown, known)
st.markdown(show.plain(green.weigh_green(judged, shown.actions, today).describe()))
show.table(green.label_green(green.weigh_green_by(judged, shown.actions, today, "theme"), "Theme"), "green-themes", caption="By theme")
by_body = green.weigh_green_by(judged, shown.actions, today, "deliver")
show.table(green.label_green(by_body, "Delivered by"), "green-bodies", caption="By body; never by person", closed=True)
show.table(green.label_judged(judged), "green-ratings", caption="The ratings behind it", closed=True)
