"""How long the slides of a board pack with 40 native charts and the workbook take, beside one figure turned into a picture by kaleido."""

import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from benchmarks.rows import ROUNDS, Row, alternate, judge
from data.sample import COUNCIL, fill
from reports.contents import build_pack
from reports.ground import Wanted, gather
from reports.parts import Pack
from reports.powerpoint import build_powerpoint
from reports.workbook import build_workbook
from store import open_store

CHARTS = 40
BAR = 0.25
# Kaleido drives a browser of its own, which a machine without internet cannot fetch. Its time was recorded beside that of bare charts, which
# can be drawn anywhere: what they take here says how long kaleido would take.
KALEIDO_MS, BARE_MS = 3_000.0, 402.0
RIVAL = "one figure through kaleido (recorded)"
TODAY = date(2026, 10, 15)


def measure() -> list[Row]:
    """Return the rows: the slides and the workbook of the sample council, in the processor's own time."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'pack.sqlite'}")
        fill(store)
        plans = store.versions(council=COUNCIL, kind="plan")
        wanted = Wanted(COUNCIL, str(plans["plan"].iloc[0]), int(plans["version_id"].iloc[0]), None, TODAY)
        ground = gather(store, wanted)
        store.close()
    pack = build_pack(ground)
    many = draw_many(pack)
    return [
        compare(f"a board pack with {CHARTS} native charts", lambda: build_powerpoint(many)),
        compare(f"the workbook of {len(pack.sheets)} tables", lambda: build_workbook(ground, pack)),
    ]


def compare(what: str, ours: Callable[[], object]) -> Row:
    """Return a row: ours beside what kaleido would take here, as bare charts that take turns with it say."""
    ours()
    taken, bare = alternate(ours, draw_bare, ROUNDS, time.process_time)
    note = f"processor's time, contents known; kaleido's 3 s were recorded where {CHARTS} bare charts took {BARE_MS:.0f} ms, here {bare:,.0f}"
    return judge(what, RIVAL, taken, KALEIDO_MS * bare / BARE_MS, bar=BAR, note=note)


def draw_bare() -> None:
    """Draw as many native charts as the library does by itself, each on its slide."""
    deck = Presentation()
    data = CategoryChartData()
    data.categories = [f"Month {number}" for number in range(24)]
    data.add_series("figure", range(24))
    for _ in range(CHARTS):
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(1), Inches(8), Inches(5), data)
    deck.save(io.BytesIO())


def draw_many(pack: Pack) -> Pack:
    """Return a pack of as many slides with a chart, those of the given one in turn."""
    drawn = [slide for slide in pack.slides if slide.figure is not None]
    section = replace(pack.sections[0], slides=tuple(islice(cycle(drawn), CHARTS)))
    return replace(pack, sections=(section,))
