"""Saving 641,070 figures, and finding a few among 1.8 million, beside pandas."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import create_engine

from benchmarks.rows import Row, alternate, judge
from loaders.reading import Reading
from model import conform
from store import Store, open_store

PARQUET = Path(__file__).resolve().parents[2] / "shared" / "figures" / "bds_long_0.parquet"
ROUNDS_OF_READING = 21
RESIDENT_MB = 5.0
COUNCIL, AREA = "Wyreford", "E06000009"
UPLOADS, MEASURES, AREAS, YEARS = 3, 314, 170, 12
WANTED = [f"M{number:04d}-1" for number in range(100)]
_TEXTS = ("measure", "area_code", "area", "area_level", "breakdown", "symbol", "unit")


def measure() -> list[Row]:
    """Return the rows about saving, about reading and about memory."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return [*_measure_saving(Path(folder)), *_measure_reading(Path(folder))]


# --- saving -------------------------------------------------------------------------------------------------------


def _measure_saving(folder: Path) -> list[Row]:
    numbers = count()

    def save(read: Callable[[], Reading]) -> None:
        store = open_store(_address(folder / f"ours{next(numbers)}.sqlite"))
        _save(store, read(), b"the file")
        store.close()

    def to_sql(frame: pd.DataFrame) -> None:
        engine = create_engine(_address(folder / f"rival{next(numbers)}.sqlite"))
        frame.to_sql("figures", engine, index=False)
        engine.dispose()

    rows = []
    if PARQUET.exists():
        from loaders.figures.lait import read_parquet

        reading, raw = read_parquet(PARQUET), pd.read_parquet(PARQUET)
        ours, rival = alternate(lambda: save(partial(read_parquet, PARQUET)), lambda: to_sql(raw))
        rows.append(judge(
            "641,070 rows of the long parquet to observations in the store", "DataFrame.to_sql of the parquet's own frame", ours, rival, bar=1.0,
            note="ours reads and tidies the file too",
        ))
        note = "saving alone"
    else:
        reading = Reading("generated", "figures", {"observations": generate(0)})
        note = "saving alone; generated figures, for the parquet is not here"
    figures = reading.tables["observations"]
    ours, rival = alternate(lambda: save(lambda: reading), lambda: to_sql(figures))
    rows.append(judge(f"{len(figures):,} observations into the store", "DataFrame.to_sql of the same frame", ours, rival, bar=1.0, note=note))
    return rows


def _save(store: Store, reading: Reading, data: bytes) -> None:
    store.save(reading, data, council=COUNCIL, plan="", who="benchmark", when=datetime(2026, 1, 1))


def _address(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def generate(upload: int) -> pd.DataFrame:
    """Return 640,560 made-up observations: 314 measures of 170 areas in 12 years, a seventh of them a symbol."""
    rows = MEASURES * AREAS * YEARS
    measure, area, year = (part.ravel() for part in np.meshgrid(np.arange(MEASURES), np.arange(AREAS), np.arange(YEARS), indexing="ij"))
    value = np.random.default_rng(upload).normal(50, 10, rows).round(1)
    value[::7] = np.nan
    starts, ends = ([f"{first + n}-{day}" for n in range(YEARS)] for first, day in ((2013, "04-01"), (2014, "03-31")))
    return conform(
        pd.DataFrame({
            "measure": np.array([f"M{n:04d}-{upload}" for n in range(MEASURES)])[measure],
            "area_code": np.array([f"E06{n:06d}" for n in range(AREAS)])[area],
            "area": np.array([f"Area {n}" for n in range(AREAS)])[area],
            "area_level": "council",
            "breakdown": "Total",
            "period_start": pd.to_datetime(starts).to_numpy()[year],
            "period_end": pd.to_datetime(ends).to_numpy()[year],
            "value": value,
            "symbol": np.where(np.isnan(value), "c", None),
            "unit": "%",
        }),
        "observations",
    )


# --- reading ------------------------------------------------------------------------------------------------------


def _measure_reading(folder: Path) -> list[Row]:
    address = _address(folder / "large.sqlite")
    store = open_store(address)
    frames = [generate(upload) for upload in range(UPLOADS)]
    for upload, frame in enumerate(frames):
        _save(store, Reading("generated", "figures", {"observations": frame}), str(upload).encode())
    frame = pd.concat(frames, ignore_index=True)
    coded = frame.astype(dict.fromkeys(_TEXTS, "category"))
    measure = WANTED[-1]
    ways: list[tuple[str, Callable[[], pd.DataFrame], Callable[[pd.DataFrame], pd.DataFrame]]] = [
        ("one series", lambda: store.series(COUNCIL, measure, AREA), lambda all_: _one_series(all_, measure)),
        ("one council's latest of 100 measures", lambda: store.latest(COUNCIL, AREA, WANTED), _latest),
        (f"one measure of {AREAS} areas", lambda: store.ranking(COUNCIL, measure), lambda all_: _ranking(all_, measure)),
    ]
    rows = []
    for what, ours_way, rival_way in ways:
        _check_same(ours_way(), rival_way(frame))
        for rival_name, rival_frame in (("the same filter on a frame in memory", frame), ("the same on a frame of categories", coded)):
            ours, rival = alternate(ours_way, partial(rival_way, rival_frame), ROUNDS_OF_READING)
            rows.append(judge(f"{what}, of {len(frame):,} stored observations", rival_name, ours, rival, bar=1.0))
    store.close()
    rows.append(_measure_memory(folder, address))
    return rows


def _one_series(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    return frame[(frame["measure"] == measure) & (frame["area_code"] == AREA) & (frame["breakdown"] == "Total")].sort_values("period_end")


def _latest(frame: pd.DataFrame) -> pd.DataFrame:
    found = frame[frame["measure"].isin(WANTED) & (frame["area_code"] == AREA) & (frame["breakdown"] == "Total")]
    return found.sort_values("period_end").drop_duplicates("measure", keep="last")


def _ranking(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    found = frame[(frame["measure"] == measure) & (frame["breakdown"] == "Total")]
    return found[found["period_end"] == found["period_end"].max()]


def _check_same(ours: pd.DataFrame, rival: pd.DataFrame) -> None:
    """Stop where the two ways do not find the same figures: speed of a wrong answer is no speed."""
    key = ["measure", "area_code", "period_end"]
    pd.testing.assert_frame_equal(
        ours.drop(columns="version_id").sort_values(key, ignore_index=True), rival.sort_values(key, ignore_index=True), check_dtype=False
    )


_MEMORY = """
import sys, psutil
from benchmarks.storage import AREA, COUNCIL, WANTED
from store import open_store
def ask(store):
    for number in range(0, 100, 5):
        store.series(COUNCIL, WANTED[number], AREA)
        store.latest(COUNCIL, f"E06{number:06d}", WANTED)
        store.ranking(COUNCIL, WANTED[number])
ask(open_store(sys.argv[1]))
before = psutil.Process().memory_info().rss
ask(open_store(sys.argv[2]))
print((psutil.Process().memory_info().rss - before) / 1e6)
"""


def _measure_memory(folder: Path, address: str) -> Row:
    """Return what a process grows by when it asks the large store, after it has asked a small one the same."""
    small = _address(folder / "small.sqlite")
    store = open_store(small)
    _save(store, Reading("generated", "figures", {"observations": generate(1).groupby("measure").head(4)}), b"small")
    store.close()
    run = subprocess.run(
        [sys.executable, "-c", _MEMORY, small, address], capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parents[1]
    )
    grown = max(float(run.stdout), 0.01)
    what = f"memory while asking {UPLOADS * MEASURES * AREAS * YEARS:,} observations"
    return judge(what, f"{RESIDENT_MB:g} MB", grown, RESIDENT_MB, bar=1.0, note="in MB, not ms: resident memory added")
