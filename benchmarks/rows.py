"""One line of the results, and how two ways are timed side by side."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """One measured line.

    Parameters
    ----------
    what : str
        What was done.
    rival : str
        What it was measured against in the same run.
    ours_ms, rival_ms : float
        Medians in milliseconds (in MB where the note says so).
    ratio : float
        Ours divided by the rival's.
    bar : float
        The ratio that may not be passed.
    passed : bool
    note : str
        How it was measured, and where the bar is missed the reason.
    """

    what: str
    rival: str
    ours_ms: float
    rival_ms: float
    ratio: float
    bar: float
    passed: bool
    note: str = ""


def judge(what: str, rival: str, ours: float, rivals: float, *, bar: float, note: str = "") -> Row:
    """Return the row of two measured numbers."""
    ratio = ours / rivals
    return Row(what, rival, ours, rivals, ratio, bar, ratio <= bar, note)


def alternate(
    ours: Callable[[], object], rival: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, float]:
    """Return the median milliseconds of two ways that take turns, so that a busy machine slows both alike.

    Parameters
    ----------
    ours, rival : callable
    rounds : int
        How often each runs, after one run that is not counted where there are more than five.
    clock : callable
        ``time.process_time`` where only the processor's time is compared.
    """
    times: tuple[list[float], list[float]] = ([], [])
    if rounds > ROUNDS:
        ours()
        rival()
    for _ in range(rounds):
        for run, taken in zip((ours, rival), times, strict=True):
            start = clock()
            run()
            taken.append((clock() - start) * 1_000)
    return statistics.median(times[0]), statistics.median(times[1])
