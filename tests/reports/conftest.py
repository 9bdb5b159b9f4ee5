"""A small council in a store: two versions of its plan, months of figures, and small numbers that must not leave it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from loaders.reading import Reading
from model import conform
from reports.contents import build_pack
from reports.ground import Ground, Wanted, gather
from reports.parts import Pack
from store import Store, open_store
from tests.pages import council
from tests.pages.conftest import ACTIONS, make_plan

COUNCIL, PLAN = "Wyreford", "Improvement plan"
TODAY = date(2026, 5, 1)
# Placements by kind: 3 and 7 are parts of 731. 3 is small; the next smallest part is hidden with it, so that 731 does not give it away.
PLACEMENTS = {"Total": 731, "kind: Foster care": 487, "kind: Residential": 234, "kind: Secure": 3, "kind: Hostel": 7}
HIDDEN = (3, 7)


def make_earlier() -> Reading:
    """Return the plan three months earlier: 1.1 not yet done, and one action more that was off track."""
    gone = {"key": "9", "ref": "9", "theme": "Care leavers", "action": "Publish a guide", "status": "off track", "due": "2026-02-01"}
    before = [{**action, "status": "on track"} if action["key"] == "1.1" else action for action in ACTIONS]
    return make_plan([*before, gone], version="v6", as_at="2026-01-31")


def make_placements() -> Reading:
    """Return what reading one month of placements by kind would give."""
    measures = [{"measure": "Placements", "name": "Placements", "unit": "count", "polarity": "none", "frequency": "monthly", "kind": "stock"}]
    figures = [
        {
            "measure": "Placements", "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": breakdown, "unit": "count",
            "period_start": "2026-03-01", "period_end": "2026-03-31", "value": value,
        }
        for breakdown, value in PLACEMENTS.items()
    ]  # fmt: skip
    tables = {"measures": conform(measures, "measures"), "observations": conform(figures, "observations")}
    return Reading("placements.xlsx", "figures", tables, found=len(figures), loaded=len(figures))


def keep(store: Store, reading: Reading, month: int, plan: str = "") -> int:
    """Save a reading as uploaded on the 20th of a month of 2026."""
    when = datetime(2026, month, 20, 9, tzinfo=UTC)
    return store.save(reading, f"{reading.file} {month}".encode(), council=COUNCIL, plan=plan, who="Performance officer", when=when).version_id


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    """Return a store with two versions of the plan and the figures."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('reports') / 'pack.sqlite'}")
    keep(opened, make_earlier(), 2, PLAN)
    keep(opened, council.make_figures(), 3)
    keep(opened, make_placements(), 3)
    keep(opened, make_plan(), 4, PLAN)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def gather_for(store) -> Callable[..., Ground]:
    """Return a function that gathers the newest version, with changes to what is wanted."""

    def gather_(**changed: object) -> Ground:
        newest = int(store.versions(council=COUNCIL, kind="plan")["version_id"].iloc[0])
        return gather(store, Wanted(**{"council": COUNCIL, "plan": PLAN, "version_id": newest, "until": None, "today": TODAY, **changed}))

    return gather_


@pytest.fixture(scope="module")
def ground(gather_for) -> Ground:
    """Return what the newest pack is built from."""
    return gather_for()


@pytest.fixture(scope="module")
def pack(ground) -> Pack:
    """Return the newest pack, all sections."""
    return build_pack(ground)
