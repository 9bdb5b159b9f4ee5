"""The made-up figures of Wyreford: thirty-six months of thirty measures, with comparators and schools."""

import csv
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from data.sample_plan import SEED, read_story, spoken

CATALOGUE = Path(__file__).parent / "vocabularies" / "indicator_catalogue.csv"
HOME = "W00"
CHILDREN = 62400  # people under 18 in Wyreford
MONTHS = [(date(2023 + m // 12, m % 12 + 1, 1), date(2023 + m // 12, m % 12 + 1, monthrange(2023 + m // 12, m % 12 + 1)[1])) for m in range(9, 45)]
YEARS = [(date(year - 1, 4, 1), date(year, 3, 31)) for year in (2024, 2025, 2026)]
SCHOOL_YEAR = (date(2024, 9, 1), date(2025, 8, 31))

# The last month's plans by category are fixed, so that pages can be checked by hand: 210 of 358 is 58.7%.
LAST_PLANS = 358
LAST_CATEGORIES = {"Neglect": 210, "Emotional abuse": 96, "Physical abuse": 27, "Sexual abuse": 14, "Multiple": 11}

# Made-up levels of "England" around which the region and the neighbours lie.
NATIONAL = {
    "FD3": 86.0, "FD5": 520.0, "FD6": 22.0, "AS1": 83.0, "S472": 80.0, "CP1": 78.0, "CP4": 49.0, "CP6": 24.0, "CP8": 2.4, "CP11": 84.0,
    "CP12": 79.0, "CLA3": 10.2, "CLA4": 68.0, "CLA10": 90.0, "CLA13": 58.0, "CL2": 57.0, "CL3": 88.0, "CL4": 83.0, "WF1": 15.6, "WF3": 14.4,
    "WF5": 13.4, "WF7": 82.0, "MX2": 61.0,
}
SUPPRESSED = {("CP8", "W09"), ("CP6", "W07")}  # too few children to print
MISSING = {("MX2", "W04"), ("CL4", "W02")}  # not sent by that council


@dataclass(frozen=True)
class Figure:
    """One line of the long table. A symbol stands in ``value`` where there is no number; ``period`` is what the line prints for its dates."""

    measure: str
    code: str
    area: str
    level: str
    breakdown: str
    period: str
    start: date
    end: date
    value: float | int | str
    numerator: int | None = None
    denominator: int | None = None
    unit: str = ""


def read_catalogue() -> dict[str, dict[str, str]]:
    """Return the indicator catalogue by id."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _swing(chance: Random) -> float:
    """Return a number from a bell curve of mean 0 and deviation 1, the same on every machine."""
    return sum(chance.random() for _ in range(12)) - 6


def build_level(row: dict[str, str]) -> list[float]:
    """Return a measure's level in each month: its base, its noise and its change where the story has one."""
    chance = Random(f"{SEED} {row['id']} level")
    base, noise = float(row["base"]), float(row["noise"])
    step, size = row["change"].split(":") if row["change"] else (len(MONTHS), 0)
    return [base + noise * _swing(chance) + (float(size) if month >= int(step) else 0) for month in range(len(MONTHS))]


def build_monthly() -> list[Figure]:
    """Return Wyreford's own months for the thirty measures, with their breakdowns."""
    stories = {row["id"]: row for row in read_story("measures")}
    plans = [round(level) for level in build_level(stories["CP3"])]
    plans[-1] = LAST_PLANS
    children = [round(level) for level in build_level(stories["CLA1"])]
    cohorts = {"CP4": plans, "CP8": plans, "CLA3": children, "FD5": [CHILDREN] * len(MONTHS)}
    figures = []
    for key, row in stories.items():
        counts = {"CP3": plans, "CLA1": children}.get(key)
        figures += _months(row, cohorts.get(key), counts)
    return figures + _categories(figures, plans) + _ages(figures)


def _printed(kind: str, start: date, end: date) -> tuple[str, date, date]:
    """Return what is printed for a month or a year of this kind of measure, with its first and last day."""
    last = spoken(end)
    if kind == "stock":
        return last, end, end
    if kind == "rolling":
        year_ago = (end + timedelta(days=1)).replace(year=end.year - (end.month != 12))
        return f"12 months to {last}", year_ago, end
    return (f"{end:%B %Y}" if start.month == end.month else f"Year to {last}"), start, end


def _months(row: dict[str, str], cohort: list[int] | None, counts: list[int] | None) -> list[Figure]:
    chance = Random(f"{SEED} {row['id']} cohort")
    figures = []
    for month, level in enumerate(build_level(row)):
        start, end = MONTHS[month]
        base = Figure(row["name"], HOME, "Wyreford", "council", "Total", *_printed(row["kind"], start, end), "", unit=row["unit"])
        if counts or not row["cohort"] or row["id"] == "FD1":
            quiet = 0.84 if row["id"] == "FD1" and start.month == 8 else 1
            value: int | str = counts[month] if counts else max(0, round(level * quiet))
            if row["id"] == "CLA9" and start == date(2026, 5, 1):
                value = "[c]"
            figures.append(replace(base, value=value))
            continue
        if row["id"] == "MX2" and month < 3:
            figures.append(replace(base, value="[x]"))
            continue
        below = cohort[month] if cohort else round(float(row["cohort"]) * (1 + 0.05 * _swing(chance)))
        figures.append(_ratio(base, row, level, below, month == len(MONTHS) - 1))
    return figures


def _ratio(figure: Figure, row: dict[str, str], level: float, below: int, last: bool = False) -> Figure:
    """Return the figure with value, numerator and denominator that agree with each other."""
    scale = {"%": 100, "per 10,000": 10000}.get(row["unit"], 1)
    above = min(round(level * below / scale), below * (100 if scale == 1 else 1))
    if row["id"] == "CP4" and last:
        above = LAST_CATEGORIES["Neglect"]
    return replace(figure, value=round(scale * above / below, 1), numerator=above, denominator=below)


def _categories(figures: list[Figure], plans: list[int]) -> list[Figure]:
    """Return child protection plans by category: the parts add to the total in every month."""
    neglect = [figure for figure in figures if figure.measure.endswith("neglect")]
    whole = next(figure for figure in figures if figure.value == LAST_PLANS)
    parts = []
    for month, total in enumerate(plans):
        left = total - (neglect[month].numerator or 0)
        split = {"Emotional abuse": round(left * 0.65), "Physical abuse": round(left * 0.18), "Sexual abuse": round(left * 0.09)}
        categories = {"Neglect": neglect[month].numerator or 0, **split, "Multiple": left - sum(split.values())}
        if month == len(plans) - 1:
            categories = LAST_CATEGORIES
        day = MONTHS[month][1]
        for name, count in categories.items():
            parts.append(Figure(whole.measure, HOME, "Wyreford", "council", f"Category: {name}", spoken(day), day, day, count, unit="count"))
    return parts


def _ages(figures: list[Figure]) -> list[Figure]:
    """Return care leavers by age group for the two measures that are published so."""
    parts = []
    for figure in figures:
        if not figure.measure.endswith("17-18 / 19-21") or figure.numerator is None or figure.denominator is None:
            continue
        below = round(figure.denominator * 0.3)
        above = min(below, round(figure.numerator * 0.33))
        for age, over, under in (("17-18", above, below), ("19-21", figure.numerator - above, figure.denominator - below)):
            value = round(100 * over / under, 1)
            parts.append(replace(figure, breakdown=f"Age: {age}", value=value, numerator=over, denominator=under))
    return parts


def build_comparators() -> list[Figure]:
    """Return three years of the measures that others publish, for the ten neighbours, the region and England."""
    stories = {row["id"]: row for row in read_story("measures")}
    areas = [row for row in read_story("areas") if row["code"] != HOME]
    figures = []
    for key, national in NATIONAL.items():
        row = stories[key]
        for area in areas:
            chance = Random(f"{SEED} {key} {area['code']}")
            own = area["level"] == "council"
            level = national + (_swing(chance) * national * 0.06 if own else 0) + (national * 0.015 if area["level"] == "region" else 0)
            size = 0.6 + 0.9 * chance.random() if own else {"region": 9, "England": 150}[area["level"]]
            for start, end in YEARS:
                when = _printed(row["kind"], start, end)
                empty = Figure(row["name"], area["code"], area["name"], area["level"], "Total", *when, "", unit=row["unit"])
                symbol = "[c]" if (key, area["code"]) in SUPPRESSED else "[x]" if (key, area["code"]) in MISSING else ""
                moved = level + _swing(chance) * national * 0.01
                below = round((CHILDREN if key == "FD5" else float(row["cohort"]) * 4) * size)
                figures.append(replace(empty, value=symbol) if symbol else _ratio(empty, row, moved, below))
    return figures


def build_schools() -> list[Figure]:
    """Return attendance and attainment of the made-up secondary schools for one school year."""
    figures = []
    for row in read_story("schools"):
        for name, column, unit in (("School attendance", "attendance", "%"), ("Average Attainment 8 score", "attainment", "score")):
            value = "[c]" if row[column] == "c" else float(row[column])
            figures.append(Figure(name, row["code"], row["name"], "school", "Total", "School year 2024/25", *SCHOOL_YEAR, value, unit=unit))
    return figures
