"""Apps as they are usually written, and the blank ones: the benchmarks write them into a folder of their own and serve them."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Nothing but what every page has: what a rerun costs before anything is shown.
BLANK = """
import streamlit as st
st.title("Blank")
st.selectbox("Theme", ["All", "One", "Two", "Three"])
"""

# A tracker read with pandas, a filter, and five charts from plotly.express, all settings as they come.
USUAL = """
import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")

@st.cache_data
def load():
    chance = np.random.default_rng(1)
    return pd.DataFrame({
        "theme": [f"Theme {n % 6}" for n in range(400)],
        "status": chance.choice(["On track", "At risk", "Off track", "Complete"], 400),
        "body": chance.choice(["Social care", "Health", "Police", "Schools"], 400),
        "start": pd.Timestamp("2025-01-01") + pd.to_timedelta(chance.integers(0, 300, 400), unit="D"),
        "days": chance.integers(30, 300, 400),
        "progress": chance.random(400),
    })

actions = load()
actions["due"] = actions["start"] + pd.to_timedelta(actions["days"], unit="D")
st.title("Improvement plan")
theme = st.sidebar.selectbox("Theme", ["All", *sorted(actions["theme"].unique())])
if theme != "All":
    actions = actions[actions["theme"] == theme]
columns = st.columns(4)
for column, (status, count) in zip(columns, actions["status"].value_counts().items()):
    column.metric(status, count)
st.plotly_chart(px.bar(actions.groupby("status", as_index=False).size(), x="status", y="size", color="status"))
st.plotly_chart(px.bar(actions.groupby(["theme", "status"], as_index=False).size(), x="theme", y="size", color="status"))
st.plotly_chart(px.pie(actions.groupby("body", as_index=False).size(), names="body", values="size"))
st.plotly_chart(px.line(actions.groupby("due", as_index=False)["progress"].mean(), x="due", y="progress"))
st.plotly_chart(px.timeline(actions.head(40), x_start="start", x_end="due", y="theme", color="status"))
st.dataframe(actions)
"""

# Twenty-four control charts, each a line with its mean and limits.
USUAL_CHARTS = """
import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st

@st.cache_data
def load():
    chance = np.random.default_rng(1)
    months = pd.date_range("2023-01-31", periods=24, freq="ME")
    return {f"Measure {n}": pd.DataFrame({"month": months, "value": chance.normal(70, 5, 24)}) for n in range(24)}

st.title("Measures")
st.selectbox("Theme", ["All", "One", "Two", "Three"])
for name, series in load().items():
    mean, width = series["value"].mean(), 2.66 * series["value"].diff().abs().mean()
    figure = px.line(series, x="month", y="value", title=name, markers=True)
    figure.add_hline(mean)
    figure.add_hline(mean + width, line_dash="dash")
    figure.add_hline(mean - width, line_dash="dash")
    st.plotly_chart(figure, key=name)
"""

# A front page and the page of charts, for the time that a switch of pages takes.
SWITCH = """
import streamlit as st

def front():
    st.title("Front")

st.navigation([st.Page(front, title="Front", default=True), st.Page("charts.py", title="Measures", url_path="measures")]).run()
"""

# Serves an app the way the dashboard serves itself: under uvicorn, its imports taken out of the garbage collector's rounds.
QUICK = """
import gc
import os
from pathlib import Path

import streamlit as st
import uvicorn

app = st.App(Path(__file__).with_name("{app}"))

if __name__ == "__main__":
    import pandas
    gc.collect()
    gc.freeze()
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["DASHBOARD_PORT"]), log_level="warning", ws_per_message_deflate=False)
"""


# The project's own large control charts, twenty-four of them on one page, drawn as its pages draw them.
CONTROL = """
from datetime import date, timedelta

import numpy as np
import pandas as pd
import streamlit as st

from analysis.control_chart import work_out
from analysis.targets import list_targets
from charts.base import CONFIG
from charts.control import build_control
from charts.palette import PALETTES
from model import conform
from pages.common.once import once

@st.cache_resource
def load():
    chance = np.random.default_rng(1)
    measures = conform(pd.DataFrame({
        "measure": [f"m{n}" for n in range(24)], "name": [f"Measure {n}" for n in range(24)], "unit": "%", "polarity": "high",
        "frequency": "monthly", "kind": "percentage", "target": 75.0,
    }), "measures")
    found = []
    for _, row in measures.iterrows():
        ends = pd.date_range("2023-01-31", periods=24, freq="ME")
        series = conform(pd.DataFrame({
            "measure": row["measure"], "area_code": "E06000999", "area": "Wyreford", "area_level": "council", "breakdown": "Total",
            "period_start": ends - pd.offsets.MonthBegin(1), "period_end": ends, "value": chance.normal(70, 5, 24).round(1), "unit": "%",
        }), "observations")
        row = pd.concat([row, pd.Series({"decimals": 1})])
        found.append((row, series, work_out(series, row), list_targets(measures, row["measure"])))
    return found, pd.DataFrame({"number": [1, 2], "date": pd.to_datetime(["2024-03-01", "2024-09-01"])})

st.title("Measures")
st.selectbox("Theme", ["All", "One", "Two", "Three"])
charts, notes = load()
for row, series, chart, targets in charts:
    figure = once(build_control, series, chart, row, PALETTES["light"], targets=targets, notes=notes)
    st.plotly_chart(figure, theme=None, config=CONFIG, key=row["name"], alt=row["name"])
"""


def write_rivals(folder: Path) -> None:
    """Write the apps: blank.py, usual.py, charts.py and switch.py as usual; quick/blank.py and quick/control.py are served our way."""
    quick = folder / "quick"
    (quick / ".streamlit").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / ".streamlit" / "config.toml", quick / ".streamlit")
    usual = {"blank": BLANK, "usual": USUAL, "charts": USUAL_CHARTS, "switch": SWITCH}
    ours = {f"quick/{name}": QUICK.format(app=f"{name}_page.py") for name in ("blank", "control")}
    for name, text in {**usual, **ours, "quick/blank_page": BLANK, "quick/control_page": CONTROL}.items():
        (folder / f"{name}.py").write_text(text.lstrip(), encoding="utf-8")
