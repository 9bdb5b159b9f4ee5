"""One row for each measure and each area, however many sheets of a workbook speak of it; every figure once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from loaders.naming import compared
from loaders.reading import Problem

Record = dict[str, Any]

_TARGET = ("target", "target_from", "target_until", "tolerance", "target_set_by")
_PLACE = ("measure", "name", "sheet", "row")
# References that are numbers alone begin again on every sheet and under every theme.
_BARE_NUMBER = re.compile(r"^[\W_]*\d{1,3}(?:\.\d{1,2})*[\W_]*$")
_ALIKE = 70  # rapidfuzz token_set_ratio, 0 to 100, from which two names under the same bare number are one measure


def is_same_measure(key: str, name: str, other: str) -> bool:
    """Tell whether two measures with the same id are one: always, unless the id is a bare number and their names are nothing alike."""
    if not _BARE_NUMBER.match(key) or compared(key) in (compared(name), compared(other)):
        return True
    return fuzz.token_set_ratio(compared(name), compared(other)) >= _ALIKE


@dataclass
class Measures:
    """The measures of a workbook, each with one row, or with one for each target where targets carry dates."""

    rows: dict[str, list[Record]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _by_measure: dict[str, str] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    _by_catalogue: dict[str, list[str]] = field(default_factory=dict)

    def add(self, row: Record) -> str:
        """Add what a row says of a measure, and return the key under which the measure is kept."""
        key = self._find(row)
        if key is None:
            key = self._new_key(row)
            self.rows[key] = [{**row, "measure": key}]
        else:
            self._fill(key, row)
        self._by_measure.setdefault(compared(row["measure"]), key)
        for index, text in ((self._by_name, row["name"]), (self._by_catalogue, row.get("catalogue_id"))):
            if text and key not in index.setdefault(compared(text), []):
                index[compared(text)].append(key)
        return key

    def _find(self, row: Record) -> str | None:
        measure, name = str(row["measure"]), str(row["name"] or row["measure"])
        key = self._by_measure.get(compared(measure))
        if key is not None and is_same_measure(measure, name, str(self.rows[key][0]["name"])):
            return key
        named = self._by_name.get(compared(name), [])
        if compared(measure) != compared(name):
            # Two measures of the same name with ids of their own are two.
            named = [other for other in named if compared(other) == compared(self.rows[other][0]["name"])]
        found = dict.fromkeys([*self._by_catalogue.get(compared(row.get("catalogue_id") or measure), []), *named])
        return next(iter(found)) if len(found) == 1 else None

    def _new_key(self, row: Record) -> str:
        measure, name = str(row["measure"]), str(row["name"] or row["measure"])
        if measure not in self.rows:
            return measure
        return name if name not in self.rows else f"{measure} {name}"

    def _fill(self, key: str, row: Record) -> None:
        """Fill the gaps of a kept row; a target with other dates gets a row of its own."""
        kept = self.rows[key][0]
        if compared(kept["name"]) == compared(kept["measure"]) and row["name"]:
            kept["name"] = row["name"] if compared(row["name"]) != compared(row["measure"]) else kept["name"]
        for name, value in row.items():
            if name not in (*_TARGET, *_PLACE) and kept.get(name) in (None, ""):
                kept[name] = value
        target = {name: row.get(name) for name in _TARGET}
        if target["target"] is None:
            return
        stated = [one for one in self.rows[key] if one.get("target") is not None]
        if not stated:
            kept.update(target)
        elif all(one["target"] != target["target"] or _dates(one) != _dates(target) for one in stated):
            if any(_dates(target)) and all(_dates(one) != _dates(target) for one in stated):
                self.rows[key].append({**kept, **target})
            elif all(one["target"] != target["target"] for one in stated):
                self._say_two_targets(kept, row)

    def _say_two_targets(self, kept: Record, row: Record) -> None:
        found = f"two targets for {kept['name']}: {kept['target']:g} on {kept.get('sheet') or 'one sheet'} and {row['target']:g} here"
        expected = f"one target, or the dates from which each applies: {kept['target']:g} was taken"
        self.problems.append(Problem(str(row.get("sheet") or ""), f"row {row.get('row')}", found, expected, "warning"))


def _dates(row: Record) -> tuple[Any, Any]:
    return row.get("target_from"), row.get("target_until")


def merge_measures(parts: Iterable[tuple[list[Record], list[Record]]]) -> tuple[list[Record], list[Problem]]:
    """Merge what a workbook's tables say of its measures.

    Parameters
    ----------
    parts : iterable of (measures, observations)
        Of each table; those without observations are definitions, which win over what stands beside the figures. The observations are
        changed in place: they refer to the measure that was kept.

    Returns
    -------
    measures : list of dict
        One row for each measure, or for each of its dated targets.
    problems : list of Problem
        Targets that contradict one another.
    """
    kept = Measures()
    for measures, observations in sorted(parts, key=lambda part: bool(part[1])):
        keys = {row["measure"]: kept.add(row) for row in measures}
        for one in observations:
            one["measure"] = keys.get(one["measure"], one["measure"])
    return [row for rows in kept.rows.values() for row in rows], kept.problems


def drop_repeated(observations: list[Record]) -> tuple[list[Record], dict[str, int]]:
    """Keep the first of the figures for the same measure, place, breakdown and period.

    Returns
    -------
    observations : list of dict
        Each figure once; parts that only a later table has (numerator, denominator) are filled in.
    contradicted : dict of str to int
        Of each measure how many figures a later table has with another value.
    """
    kept: dict[tuple[Any, ...], Record] = {}
    contradicted: dict[str, int] = {}
    for one in observations:
        place = one["area_code"] or compared(one["area"])
        first = kept.setdefault((one["measure"], place, one["area_level"], one["breakdown"], one["period_start"], one["period_end"]), one)
        if first is one:
            continue
        if (first["value"], first["symbol"]) != (one["value"], one["symbol"]):
            contradicted[one["measure"]] = contradicted.get(one["measure"], 0) + 1
            continue
        for name in ("numerator", "denominator", "area", "unit", "as_at"):
            first[name] = one[name] if first[name] is None else first[name]
    return list(kept.values()), contradicted


def merge_areas(areas: list[Record]) -> list[Record]:
    """Return one row for each area: rows of the same code, or of an old code that another row pairs with a new one, are one."""
    new_of_old = {one["old_code"]: one["area_code"] for one in areas if one.get("old_code") and one["old_code"] != one["area_code"]}
    kept: dict[str, Record] = {}
    for one in areas:
        code = str(new_of_old.get(one["area_code"], one["area_code"]))
        first = kept.setdefault(code, {**one, "area_code": code})
        for name, value in one.items():
            if first.get(name) is None:
                first[name] = value
    return list(kept.values())
