"""Serve the dashboard: `python serve.py`, the quick way (`streamlit run dashboard.py` works too).

Under uvicorn the network does not hold small answers back for 40 ms at every click, as it does under `streamlit run`.
The imports a page needs are made before the first visitor comes.
"""

import os
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn


@asynccontextmanager
async def warm_up(app: st.App):
    """Import what pages need while the server starts, so that no visitor waits for it."""
    import plotly.graph_objects  # noqa: F401

    import loaders
    import store  # noqa: F401

    loaders.warm()
    yield {}


app = st.App(Path(__file__).with_name("dashboard.py"), lifespan=warm_up)

if __name__ == "__main__":
    # Loopback unless the council says otherwise: who may see the plan is for its own gateway to decide.
    address, port = os.environ.get("DASHBOARD_ADDRESS", "127.0.0.1"), int(os.environ.get("DASHBOARD_PORT", "8501"))
    print(f"The dashboard is at http://{'localhost' if address == '127.0.0.1' else address}:{port} (Ctrl+C ends it).", flush=True)
    uvicorn.run(app, host=address, port=port, log_level="warning")
