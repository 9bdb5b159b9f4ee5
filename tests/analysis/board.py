"""Small plans and series for the tests of the board's pages: one measure is a list of twenty-four months."""

import pandas as pd

from analysis.measures import compare_latest
from analysis.verdicts import judge_measures
from model import conform

MONTHS = pd.date_range("2024-04-30", periods=24, freq="ME")  # April 2024 to March 2026
# Steady figures, and what they become: the last eight months lie well above or below all that came before.
STEADY = [62.0, 64.0, 61.0, 63.0, 65.0, 62.0, 63.0, 61.0, 64.0, 62.0, 63.0, 65.0, 61.0, 63.0, 62.0, 64.0]
FLAT = [63.0, 62.0, 64.0, 61.0, 63.0, 65.0, 62.0, 63.0]
RISEN = [68.0, 69.0, 68.0, 70.0, 69.0, 68.0, 69.0, 69.0]
FALLEN = [57.0, 56.0, 55.0, 57.0, 56.0, 55.0, 56.0, 55.0]


def actions(*rows: dict) -> pd.DataFrame:
    """Return canonical actions numbered 1, 2, 3 ..."""
    return conform(
        [{"key": str(place), "ref": str(place), "action": f"Action number {place}", **row} for place, row in enumerate(rows, 1)], "actions"
    )


def figures(**series: list[float | None]) -> pd.DataFrame:
    """Return the council's own monthly percentages."""
    rows = [
        {
            "measure": measure,
            "area_code": "W00",
            "area": "Wyreford",
            "area_level": "council",
            "breakdown": "Total",
            "unit": "%",
            "period_start": day.replace(day=1),
            "period_end": day,
            "value": value,
        }
        for measure, values in series.items()
        for day, value in zip(MONTHS[: len(values)], values, strict=True)
    ]
    return conform(rows, "observations")


def judged(observations: pd.DataFrame, **facts: dict) -> pd.DataFrame:
    """Return the measures, called Measure A and so on, with their verdicts: monthly percentages, more is better, unless said otherwise."""
    usual = {"unit": "%", "polarity": "high", "kind": "percentage", "frequency": "monthly", "owner": "Head of Service"}
    names = [*dict.fromkeys([*observations["measure"], *facts])]
    defined = conform([{"measure": name, "name": f"Measure {name}", **usual, **facts.get(name, {})} for name in names], "measures")
    return judge_measures(compare_latest(defined, observations, MONTHS[-1].date()), observations)[0]
