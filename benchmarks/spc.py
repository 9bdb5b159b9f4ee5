"""How long the calculation of a control chart of 24 points takes, beside the packages people would use instead."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec

import pandas as pd

from analysis.spc import xmr
from benchmarks.rows import Row

WHAT = "a control chart's calculation, 24 points"
# Measured once on a machine like this one; used where the rival is not installed.
RECORDED_PYTHON_MS = 2.7
RECORDED_R_MS = 52.0
BAR = 0.20
LIMIT_MS = 1.0
_ROUNDS = 51

_DATES = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(24)]
_VALUES = [
    78.4, 81.2, 79.9, 83.1, 80.5, 77.8, 82.6, 81.9, 79.2, 80.1, 84.0, 78.8,
    82.3, 83.5, 81.1, 85.2, 84.4, 83.9, 86.1, 82.8, 85.7, 84.9, 86.6, 85.3,
]


def measure() -> list[Row]:
    """Return the rows: against nhspy-plotthedots, against R's NHSRplotthedots, and against the millisecond it may take."""
    rival = _find_rival()
    ours_ms, rival_ms = _alternate(_run_ours, rival)
    note = "measured side by side" if rival else "nhspy-plotthedots is not installed here: its recorded time"
    return [
        _row("nhspy-plotthedots", ours_ms, rival_ms if rival else RECORDED_PYTHON_MS, BAR, note),
        _row("NHSRplotthedots in R", ours_ms, RECORDED_R_MS, BAR, "recorded time of R"),
        _row("one millisecond", ours_ms, LIMIT_MS, 1.0, "the time allowed, not a rival"),
    ]


def _row(rival: str, ours_ms: float, rival_ms: float, bar: float, note: str) -> Row:
    ratio = ours_ms / rival_ms
    return Row(
        what=WHAT, rival=rival, ours_ms=ours_ms, rival_ms=rival_ms, ratio=ratio, bar=bar, passed=ratio <= bar, note=note,
    )


def _run_ours() -> None:
    xmr(_VALUES, _DATES, target=85)


def _find_rival() -> Callable[[], object] | None:
    if find_spec("nhspy_plotthedots") is None:
        return None
    from nhspy_plotthedots.pandas_spc_calculations import pandas_spc_x_calc

    frame = pd.DataFrame({"date": _DATES, "value": _VALUES})
    return lambda: pandas_spc_x_calc(frame.copy(), "value")


def _alternate(ours: Callable[[], object], rival: Callable[[], object] | None) -> tuple[float, float]:
    """Return the median milliseconds of both, run in turn so that a busy machine slows both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS):
        for run, taken in zip((ours, rival), times, strict=True):
            if run is not None:
                start = time.perf_counter()
                run()
                taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1]) if times[1] else float("nan")
