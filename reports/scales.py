"""Scales of charts over time: room above and below, round steps, and names at line ends that do not cover one another."""

from collections.abc import Sequence

from reports.parts import Series


def find_range(values: Sequence[float], unit: str) -> tuple[float, float]:
    """Return a scale with room above and below; a percentage never leaves 0 to 100, and nothing but a negative figure begins below 0."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    span = (high - low) or abs(high) * 0.2 or 1.0
    step = round_step(span / 4)
    bottom = (low - 0.1 * span) // step * step
    top = -(-(high + 0.1 * span) // step) * step
    if low >= 0:
        bottom = max(bottom, 0.0)
    return bottom, min(top, 100.0) if unit == "%" and high <= 100 else top


def round_step(rough: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that is at least as large; none is below 0.1."""
    power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 0.1
    return next((power * nice for nice in (1, 2, 5, 10) if power * nice >= rough), power * 10)


def find_last(series: Series) -> int:
    """Return the place of a series' last value, -1 where it has none."""
    return max((place for place, value in enumerate(series.values) if value is not None), default=-1)


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Return heights moved on so that each is a gap beyond the one before, in the order in which they were given."""
    moved, least = [0.0] * len(heights), float("-inf")
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        least = max(heights[place], least + gap)
        moved[place] = least
    return moved
