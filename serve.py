"""Serve the dashboard: `python serve.py`, the quick way (`streamlit run dashboard.py` works too).

Under uvicorn the network does not hold small answers back for 40 ms at every click, as it does under `streamlit run`.
The imports a page needs are made, and the first page is worked out once, before the first visitor comes.
"""

import gc
import importlib
import os
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
import uvicorn
from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).with_name("dashboard.py")
REHEARSE_WITHIN = 30  # seconds


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Import what pages need while the server starts, so that no visitor waits for it."""
    import plotly.graph_objects  # noqa: F401

    import loaders
    from pages import common

    for module in pkgutil.iter_modules(common.__path__):
        importlib.import_module(f"{common.__name__}.{module.name}")
    loaders.warm()
    yield {}


def rehearse() -> None:
    """Run the first page for nobody, so that what it works out is known already when somebody comes."""
    # A page that fails here fails in front of its visitor too and says so there; one that takes too long is not waited for.
    with suppress(RuntimeError):
        AppTest.from_file(DASHBOARD).run(timeout=REHEARSE_WITHIN)
    gc.collect()
    gc.freeze()


app = st.App(DASHBOARD, lifespan=warm_up)

if __name__ == "__main__":
    # Loopback unless the council says otherwise: who may see the plan is for its own gateway to decide.
    address, port = os.environ.get("DASHBOARD_ADDRESS", "127.0.0.1"), int(os.environ.get("DASHBOARD_PORT", "8501"))
    print(f"The dashboard is at http://{'localhost' if address == '127.0.0.1' else address}:{port} (Ctrl+C ends it).", flush=True)
    rehearse()
    # Small answers are not worth squeezing, and Streamlit's own server does not squeeze them either: it is a fifth of the work of a click.
    uvicorn.run(app, host=address, port=port, log_level="warning", ws_per_message_deflate=False)
