"""A small council in a store of its own, and pages opened on it without a browser."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.reading import Reading
from model import conform
from store import Store, open_store

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-04-30"
WAIT = 60  # seconds that a page may take on a busy machine

# Five actions in two themes and one without; on 30 April 2026 two are done and one is overdue.
ACTIONS = [
    {
        "key": "1.1", "ref": "1.1", "theme": "Help and protection", "action": "Rewrite the *threshold* document", "lead": "Head of Front Door",
        "deliver": ["Children's Social Care", "Police"], "monitor": ["Improvement Board"], "scrutinise": ["Scrutiny Committee"],
        "status": "complete", "due": "2026-02-28", "update": "Published", "update_date": "2026-03-01",
    },
    {
        "key": "1.2", "ref": "1.2", "theme": "Help and protection", "action": "Train all managers", "lead": "Head of Workforce",
        "deliver": ["Police"], "monitor": ["Improvement Board"], "status": "on track", "due": "2026-03-31", "update": "Half trained",
        "update_date": "2026-01-31",
    },
    {
        "key": "2.1", "ref": "2.1", "theme": "Care leavers", "action": "Open a drop-in", "lead": "Head of Corporate Parenting",
        "deliver": ["Housing"], "monitor": ["Improvement Board"], "scrutinise": ["Housing"], "status": "off track", "due": "2026-05-15",
        "update": "No building yet", "update_date": "2026-04-20",
    },
    {
        "key": "2.2", "ref": "2.2", "theme": "Care leavers", "action": "Sign the pledge", "deliver": ["Housing"], "monitor": ["Improvement Board"],
        "scrutinise": ["Scrutiny Committee"], "status": "signed off", "due": "2026-01-31",
    },
    {
        "key": "3", "ref": "3", "action": "Keep the board informed", "monitor": ["Improvement Board"],
        "due_precision": "ongoing", "due_text": "Ongoing",
    },
]
PLAN = {
    "council": "Wyreford", "title": "Children's improvement plan", "version": "v7", "as_at": TODAY,
    "report_published": "2026-02-16", "report_received": "2026-02-09",
}
EVENTS = [{"date": "2026-05-07", "kind": "board meeting", "title": "Improvement Board"}]


def make_plan(actions: list[dict] | None = None, **plan: str) -> Reading:
    """Return what reading a plan with these actions would give."""
    table = conform(ACTIONS if actions is None else actions, "actions")
    themes = [{"name": name} for name in dict.fromkeys(table["theme"].dropna())]
    tables = {
        "plans": conform([{**PLAN, **plan}], "plans"), "actions": table, "themes": conform(themes, "themes"), "events": conform(EVENTS, "events"),
    }
    return Reading("plan.xlsx", "plan", tables, found=len(table), loaded=len(table))


def make_figures() -> Reading:
    """Return what reading two months of one measure would give."""
    measures = [{"measure": "CP1", "name": "Children on a child protection plan", "unit": "count", "polarity": "none", "target": 200}]
    figures = [
        {
            "measure": "CP1", "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": "Total", "unit": "count",
            "period_start": month, "period_end": month, "value": value,
        }
        for month, value in (("2026-02-28", 210), ("2026-03-31", 224))
    ]
    tables = {"measures": conform(measures, "measures"), "observations": conform(figures, "observations")}
    return Reading("figures.xlsx", "figures", tables, found=2, loaded=2)


def save(store: Store, reading: Reading, day: int = 20, plan: str = "Improvement plan") -> int:
    """Keep a reading as if it had been uploaded in April 2026; return the version's number."""
    data = f"{reading.file} of {day}".encode()
    when = datetime(2026, 4, day, 9, tzinfo=UTC)
    return store.save(reading, data, council="Wyreford", plan=plan if reading.kind == "plan" else "", who="Performance officer", when=when).version_id


@pytest.fixture
def empty_store(tmp_path, monkeypatch) -> Store:
    """Return a store with nothing in it, which the pages use. Its address is its own, so nothing cached for another test is met."""
    url = f"sqlite:///{tmp_path / 'dashboard.sqlite'}"
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", url)
    monkeypatch.setenv("DASHBOARD_TODAY", TODAY)
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def store_with_plan(empty_store) -> Store:
    """Return a store with the small plan in it."""
    save(empty_store, make_plan())
    return empty_store


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Return a function that opens a page by its file stem, with choices as they stand in the address."""

    def open_(stem: str, **choices: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=WAIT)
        for name, value in choices.items():
            app.query_params[name] = value
        if stem != "overview":
            app.switch_page(str(ROOT / "pages" / f"{stem}.py"))
        app.run()
        assert not app.exception, app.exception
        assert not [error.value for error in app.error if "could not be shown" in error.value]
        return app

    return open_


def words(app: AppTest) -> str:
    """Return all that a page says, one block a line, without the signs that keep Markdown from acting."""
    blocks = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.error]
    return "\n".join(block.value.replace("\\", "") for block in blocks)


def read_table(app: AppTest, place: int = 0) -> pd.DataFrame:
    """Return a table on the page as it was handed to the browser."""
    return app.table[place].value
