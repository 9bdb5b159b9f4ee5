"""The rule that fired on each flagged point, in words: colour alone says nothing to some and too little to all."""

from collections.abc import Callable

from analysis import spc
from analysis.spc import XmR

_TRENDS = {spc.RISING: 1, spc.FALLING: -1}
_PLAIN = {
    spc.ABOVE_LIMIT: "above the upper process limit",
    spc.BELOW_LIMIT: "below the lower process limit",
    spc.NEAR_ABOVE: "2 of 3 points in a row near the upper process limit",
    spc.NEAR_BELOW: "2 of 3 points in a row near the lower process limit",
}


def name_rules(result: XmR) -> dict[int, str]:
    """Return the rule of each flagged point, by its place in the series.

    Returns
    -------
    dict of int to str
        Such as "7 points in a row below the mean": runs are given at their whole length, within the rebase group.
    """
    labels = result.points["special_cause_type"]
    return {place: _name_rule(result, place, label) for place, label in enumerate(labels) if label != spc.COMMON_CAUSE}


def _name_rule(result: XmR, place: int, label: str) -> str:
    if label in _PLAIN:
        return _PLAIN[label]
    if label in _TRENDS:
        return _name_trend(result, place, _TRENDS[label])
    side = "above" if label == spc.SHIFT_ABOVE else "below"
    return f"{_run_length(result, place)} points in a row {side} the mean"


def _run_length(result: XmR, place: int) -> int:
    groups, sides = result.points["rebase_group"], result.points["relative_to_mean"]

    def same(other: int) -> bool:
        return bool(groups[other] == groups[place] and sides[other] == sides[place])

    return 1 + _reach(place, -1, len(sides), same) + _reach(place, 1, len(sides), same)


def _name_trend(result: XmR, place: int, labelled: int) -> str:
    """Name the run that rises or falls through a point; at the joint of two the label's direction, where it has one."""
    lengths = {direction: _trend_length(result, place, direction) for direction in (1, -1)}
    direction = labelled if lengths[labelled] >= spc.RUN_LENGTH else -labelled
    words = f"{lengths[direction]} points in a row {'rising' if direction == 1 else 'falling'}"
    # Where two runs meet at a tie or a jump, the method colours the last point of the first by the step that follows it.
    return words if direction == labelled else f"{words}; coloured by the step after it"


def _trend_length(result: XmR, place: int, direction: int) -> int:
    groups, values = result.points["rebase_group"], result.points["value"]

    def goes_on(earlier: int, later: int) -> bool:
        if groups[earlier] != groups[later] or values[earlier] is None or values[later] is None:
            return False
        return bool((values[later] - values[earlier]) * direction > 0)

    before = _reach(place, -1, len(values), lambda other: goes_on(other, other + 1))
    after = _reach(place, 1, len(values), lambda other: goes_on(other - 1, other))
    return 1 + before + after


def _reach(place: int, step: int, length: int, holds: Callable[[int], bool]) -> int:
    """Return how many places beyond this one, one way, still belong to its run."""
    reached = 0
    other = place + step
    while 0 <= other < length and holds(other):
        reached += 1
        other += step
    return reached
