"""From the figures read of one measure to canonical records: its unit, whether its percentages are shares, its counts and its definition."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.figures.measure_words import frequency_of, gaps_between, read_unit
from loaders.grid import Cell
from loaders.tables.table import Context
from loaders.words.indicators import kind_of
from loaders.words.numbers import Figure, clean
from loaders.words.periods import Period

_PER = re.compile(r"^per ([\d,]+)$")
Place = tuple[str | None, str | None, str]  # code, name, level


@dataclass
class Series:
    """All figures of one measure, and what is known of the measure itself."""

    name: str
    row: int
    unit: str | None = None
    unit_text: str = ""
    figures: dict[tuple[Any, ...], dict[str, tuple[Figure, Cell]]] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    target: Figure | None = None
    tolerance: float | None = None
    periods: list[Period] = field(default_factory=list)
    as_at: dict[tuple[Any, ...], date] = field(default_factory=dict)


def find_unit(measure: str, series: Series, context: Context) -> str | None:
    """Return the unit of a series: as its row gives it, as the workbook defines it, as its name or its figures say.

    A column that says "number" means a count; where the figures have fractions they are no count, and the word stays.
    """
    unit = series.unit or context.unit(measure, series.name) or read_unit(None, series.name) or _unit_of_figures(series)
    if unit == "count" and series.unit_text and not _are_whole(series):
        return series.unit_text
    return unit


def _are_whole(series: Series) -> bool:
    values = [parts["value"][0].value for parts in series.figures.values() if "value" in parts]
    return all(value.is_integer() for value in values if value is not None)


def find_factors(all_series: dict[str, Series]) -> dict[str, float]:
    """Return by which number each measure's figures are multiplied: 100 where percentages are kept as Excel keeps them, 0.587 for 58.7%."""
    shares = {measure: _is_share(series) for measure, series in all_series.items() if series.unit == "%"}
    likely = sum(share is True for share in shares.values()) > sum(share is False for share in shares.values())
    return {measure: 100.0 if (likely if shares.get(measure, False) is None else shares.get(measure)) else 1.0 for measure in all_series}


def observe(measure: str, series: Series, factor: float, places: dict[tuple[Any, ...], Place], as_at: date | None) -> list[dict[str, Any]]:
    """Return the canonical figures of a measure."""
    records = []
    for key, parts in series.figures.items():
        code, area, level = places[key]
        figure = parts.get("value", (Figure(), None))[0]
        numerator = parts["numerator"][0].value if "numerator" in parts else figure.numerator
        denominator = parts["denominator"][0].value if "denominator" in parts else figure.denominator
        value, symbol = _scaled(figure, factor), figure.symbol or None
        if "value" not in parts:
            value, symbol = _work_out(parts, series.unit, numerator, denominator)
        place_and_period = {
            "area_code": code, "area": area, "area_level": level, "breakdown": key[2], "period_start": key[3], "period_end": key[4],
        }  # fmt: skip
        counts = {"value": value, "numerator": numerator, "denominator": denominator, "symbol": symbol}
        records.append({"measure": measure, **place_and_period, **counts, "unit": series.unit, "as_at": series.as_at.get(key, as_at)})
    return records


def define(measure: str, series: Series, factor: float, applies: Period | None, sheet: str) -> dict[str, Any]:
    """Return the canonical definition of a measure; ``applies`` is the period that the heading of its target names."""
    target = series.target.value if series.target else None
    if target is not None and series.target is not None and not series.target.percent and abs(target) <= 1:
        target = clean(target * factor)
    tolerance = series.tolerance
    if tolerance is not None and tolerance < 1 and factor > 1:
        tolerance = clean(tolerance * factor)
    about = dict(series.about)
    kinds, ends = [period.kind for period in series.periods], [period.end for period in series.periods]
    dates = (applies.start, applies.end) if applies and target is not None else (None, None)
    return {
        "measure": measure, "name": series.name, "unit": series.unit, "kind": about.pop("kind", None) or kind_of(series.unit), "target": target,
        "tolerance": tolerance, "frequency": about.pop("frequency", None) or frequency_of(kinds, gaps_between(ends)), "sheet": sheet,
        "row": series.row, "target_from": about.pop("target_from", None) or dates[0], "target_until": about.pop("target_until", None) or dates[1],
        **about,
    }  # fmt: skip


def _scaled(figure: Figure, factor: float) -> float | None:
    if figure.value is None:
        return None
    return figure.value if figure.percent or factor == 1 else clean(figure.value * factor)


def _unit_of_figures(series: Series) -> str | None:
    """Return the unit that the cells themselves print, or count where every figure is a whole number."""
    figures = [parts["value"][0] for parts in series.figures.values() if "value" in parts and parts["value"][0].value is not None]
    if any(figure.percent for figure in figures):
        return "%"
    printed = next((figure.unit for figure in figures if figure.unit), None)
    if printed:
        return printed
    if not figures and any("numerator" in parts and "denominator" in parts for parts in series.figures.values()):
        return "%"
    rate = re.search(r"\brates?\b", series.name.casefold())
    if figures and not rate and all(figure.value is not None and figure.value.is_integer() for figure in figures):
        return "count"
    return None


def _is_share(series: Series) -> bool | None:
    """Tell whether percentages are kept as Excel keeps them, 0.587 for 58.7%; None where nothing tells.

    Only numbers without a printed per cent sign are asked. Numerators beside them decide for sure; otherwise one figure or target above 1 says no.
    """
    raw = []
    for parts in series.figures.values():
        figure, _ = parts.get("value", (Figure(), None))
        if figure.value is None or figure.percent:
            continue
        numerator = parts["numerator"][0].value if "numerator" in parts else None
        denominator = parts["denominator"][0].value if "denominator" in parts else None
        if numerator and denominator:
            return abs(figure.value - numerator / denominator) < abs(figure.value - 100 * numerator / denominator)
        raw.append(figure.value)
    if not raw or any(abs(value) > 1 for value in raw):
        return False if raw else None
    target = series.target
    if target is not None and target.value is not None and not target.percent and target.value not in (0, 1):
        return abs(target.value) < 1
    return True if any(value not in (0, 1) for value in raw) else None


def _work_out(
    parts: dict[str, tuple[Figure, Cell]], unit: str | None, numerator: float | None, denominator: float | None
) -> tuple[float | None, str | None]:
    """Return the value that a numerator and a denominator give, or the symbol that stands for one of them."""
    symbol = next((figure.symbol for figure, _ in parts.values() if figure.symbol), None)
    if symbol or numerator is None:
        return None, symbol
    if denominator is None:
        return (numerator, None) if unit in (None, "count") else (None, None)
    if denominator == 0:
        return None, "z"
    per = _PER.match(unit or "")
    factor = float(per[1].replace(",", "")) if per else 100.0 if unit == "%" else 1.0
    return clean(numerator / denominator * factor), None
