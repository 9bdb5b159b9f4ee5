"""Apps as they are usually written, and the blank ones: the benchmarks write them into a folder of their own and serve them."""

from pathlib import Path

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
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["DASHBOARD_PORT"]), log_level="warning")
"""


def write_rivals(folder: Path) -> None:
    """Write the apps: blank.py, usual.py, charts.py, switch.py, and quick_blank.py, which serves the blank one our way."""
    folder.mkdir(parents=True, exist_ok=True)
    apps = {"blank": BLANK, "usual": USUAL, "charts": USUAL_CHARTS, "switch": SWITCH, "quick_blank": QUICK.format(app="blank.py")}
    for name, text in apps.items():
        (folder / f"{name}.py").write_text(text.lstrip(), encoding="utf-8")
