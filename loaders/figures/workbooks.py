"""Reading workbooks of performance figures, however they are laid out.

A figure is found by what it is of: a measure, a place, a breakdown and a period. Each of these may stand in the row's labels, in the heading above
the figure, in the group title above the heading or in the table's title; `figure_columns` decides which, and this reads the rows accordingly.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.figures import neighbours
from loaders.figures.measure_words import MEASURE_KINDS, read_frequency, read_polarity, read_target, read_unit
from loaders.figures.merging import is_same_measure
from loaders.figures.row_periods import read_row_periods
from loaders.figures.series import Place, Series, define, find_factors, find_unit, observe
from loaders.grid import Cell, place
from loaders.reading import Problem
from loaders.tables.figure_columns import Shape, ValueColumn, find_shape
from loaders.tables.known_columns import filled_texts, row_is_empty, text_of
from loaders.tables.repeats import Repeats
from loaders.tables.table import Context, FoundTable, TableResult
from loaders.words.dates import DateStyle, decide_style, read_date
from loaders.words.levels import level_of, read_level
from loaders.words.numbers import Figure, read_figure, symbol_of
from loaders.words.periods import Period, is_period

__all__ = ["is_period", "read_table"]

_PART_ROW = re.compile(r"^(?P<name>.*?)[\s:(\[–-]*\b(?P<part>numerator|denominator|num|den|denom)\b[\s)\].:]*(?P<rest>.*)$", re.IGNORECASE)
_NOTE = re.compile(
    r"^\s*(?:notes?\b|source|footnote|key\b|symbols?\b|legend|\*|†|‡|\[?\(?\d{1,2}[.)\]]\s|\[?[a-z:.~*-]{1,3}\]?\s*(?:=|:|means|denotes|indicates)\s|please|contact|"
    r"this table|figures |data |n\.b|nb\b|published|crown|©|open government)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:all|total|totals|grand total|none|overall)$", re.IGNORECASE)
_GENERIC_BREAKDOWN = re.compile(r"^(?:break ?downs?|splits?|sub-?groups?|disaggregation)$", re.IGNORECASE)
_DATES = ("target_from", "target_until", "next_update", "as_at")
_DEFINED = ("theme", "definition", "owner", "source", "target_set_by", "commentary", "catalogue_id", "year_type")


@dataclass
class _Labels:
    """What a row's own cells say its figures are of."""

    measure: str
    name: str
    area: str | None
    area_code: str | None
    area_level: str
    breakdown: str
    period: Period | None
    part: str = "value"


def read_table(table: FoundTable, context: Context) -> TableResult:
    """Read one table of figures.

    Parameters
    ----------
    table : FoundTable
        Kind figures_wide, figures_long, neighbours or areas; others are read as figures too.
    context : Context

    Returns
    -------
    TableResult
        Observations, measures and areas; every row loaded or explained.
    """
    if table.kind == "neighbours" or neighbours.is_neighbour_heading([column.own or column.heading for column in table.columns]):
        return neighbours.read_table(table, context)
    return _Reader(table, context, find_shape(table, context)).read()


class _Reader:
    def __init__(self, table: FoundTable, context: Context, shape: Shape) -> None:
        self.table, self.context, self.shape = table, context, shape
        self.result = TableResult(mapping=shape.mapping, problems=list(shape.problems))
        self.series: dict[str, Series] = {}
        self.theme: str | None = None
        self.before: dict[str, str | None] = {}
        self.areas: dict[str, dict[str, Any]] = {}
        self.places: dict[tuple[Any, ...], Place] = {}
        self.row_periods, problems = read_row_periods(table, shape)
        self.result.problems += problems
        self.repeats = Repeats(table, shape)
        self.styles = {name: self._style(name) for name in _DATES if name in shape.columns}

    def read(self) -> TableResult:
        rows = [row for row in self.table.rows if not row_is_empty(self.table, row) or filled_texts(self.table, row)]
        last = max((row for row in rows if self._has_figure(row)), default=0)
        for row in rows:
            why = self._read_row(row, last)
            if why:
                self.result.explained[row] = why
            else:
                self.result.loaded.add(row)
        self._finish()
        return self.result

    def _figure(self, row: int, value: ValueColumn) -> tuple[Figure, Cell]:
        """Return a cell's figure, or the row's symbol where the cell is empty and a column of symbols has one."""
        cell = self.table.cell(row, value.column)
        figure = read_figure(cell)
        if figure.empty and value.part == "value" and "symbol" in self.shape.columns:
            figure = Figure(symbol=symbol_of(self._text(row, "symbol") or ""))
        return figure, cell

    def _has_figure(self, row: int) -> bool:
        return any(not self._figure(row, value)[0].empty for value in self.shape.values)

    def _read_row(self, row: int, last: int) -> str:
        """Read one row; return why it is no record, empty where it is one."""
        if not self._has_figure(row):
            return self._read_empty_row(row, last)
        labels = self._labels(row)
        if isinstance(labels, str):
            return labels
        taken = [self._take(row, labels, value) for value in self.shape.values]
        described = self._describe(row, labels)
        if any(taken):
            return ""
        return self.repeats.why(row) or ("" if described else "no figure on the row could be read")

    def _read_empty_row(self, row: int, last: int) -> str:
        """Deal with a row that holds no figure: a theme, a note, or a measure whose figures are still to come."""
        texts = filled_texts(self.table, row)
        if row > last or any(_NOTE.match(text) for text in texts[:1]):
            return "note below the table" if row > last else "note"
        if len(texts) == 1:
            if len(texts[0]) > 80:
                return "note"
            self.theme, self.before = texts[0], {}
            return f"theme row: {texts[0]}"
        if self.shape.measure_in_rows and (self._text(row, "name") or self._text(row, "measure")):
            labels = self._labels(row)
            if not isinstance(labels, str) and (self._describe(row, labels) or labels.part != "value"):
                return ""
        return "no figure on the row"

    def _text(self, row: int, name: str) -> str | None:
        column = self.shape.columns.get(name)
        return None if column is None else text_of(self.table.cell(row, column))

    def _carried(self, row: int, name: str) -> str | None:
        """Return a label, or the one above it where the cell is blank or part of a merged range."""
        text = self._text(row, name)
        if text is None and self.shape.carries(name):
            return self.before.get(name)
        self.before[name] = text
        return text

    def _labels(self, row: int) -> "_Labels | str":
        name, measure = self._text(row, "name"), self._text(row, "measure")
        part = self._part(row, name)
        if part is None and (name or measure):
            measure = self._key(measure, name)
            self.before["name"], self.before["measure"] = name, measure
        elif self.shape.measure_in_rows:
            measure, name = self._measure_above(part[1] if part else "")
        if self.shape.measure_in_rows and not (name or measure):
            return "figures without the name of a measure"
        area = self._carried(row, "school") or self._carried(row, "area")
        code, old = self._text(row, "area_code"), self._text(row, "old_code")
        if self.shape.area_in_rows and not (area or code or old):
            return "figures without the name of an area"
        if self.shape.area_in_rows and not self.shape.measure_in_rows and area and _TOTAL.match(area):
            return "a total row: totals of areas are not areas"
        level = self._level(row, area)
        period = self.row_periods.get(row)
        if self.row_periods and period is None and not self.shape.has_periods:
            return self._no_period(row)
        if self.shape.area_in_rows:
            self._note_area(code, old, area, level, self._text(row, "region"))
        return _Labels(
            measure or name or "", name or measure or "", area, code or old, level, self._breakdown(row), period, part[0] if part else "value"
        )

    def _key(self, measure: str | None, name: str | None) -> str | None:
        """Return the id of the row's measure; a bare number that another measure has already stands aside for the name."""
        known = self.series.get(measure or "")
        return name if measure and name and known is not None and not is_same_measure(measure, name, known.name) else measure

    def _measure_above(self, named: str) -> tuple[str | None, str | None]:
        """Return the key and name of the measure that a row without one of its own belongs to: the one it names, or else the one above."""
        for key, series in self.series.items():
            if named and series.name.casefold() == named.casefold():
                return key, series.name
        above = self.before.get("name") or ""
        if named and not above.casefold().startswith(named.casefold()):
            return None, named
        return self.before.get("measure"), self.before.get("name")

    def _part(self, row: int, name: str | None) -> tuple[str, str] | None:
        """Return (numerator or denominator, measure named before it) for a row that holds one part of a percentage."""
        for text in (self._text(row, "part"), name):
            found = _PART_ROW.match(text) if text else None
            if found and (text != name or len(found["rest"]) == 0 or not found["name"]):
                return ("numerator" if found["part"].casefold().startswith("n") else "denominator"), found["name"].strip(" -–:(")
        return None

    def _no_period(self, row: int) -> str:
        name = "period" if "period" in self.shape.columns else "period_start"
        text, column = self._text(row, name), self.shape.columns[name]
        if text:
            self.result.problems.append(
                Problem(self.table.sheet.name, place(row, column.index), text, "a period such as April 2025 or 2024/25", "error")
            )
        return "the period could not be read" if text else "no period on the row"

    def _level(self, row: int, area: str | None) -> str:
        given = read_level(self._text(row, "area_level"))
        return given or level_of(area or "", "school" if "school" in self.shape.columns else "council")

    def _breakdown(self, row: int) -> str:
        parts = []
        for column in self.shape.breakdowns:
            text = text_of(self.table.cell(row, column))
            if text is None or _TOTAL.match(text):
                continue
            heading = column.own or column.heading
            parts.append(text if _GENERIC_BREAKDOWN.match(heading) or ":" in text else f"{heading[:1].lower()}{heading[1:]}: {text}")
        return "; ".join(parts) or "Total"

    def _note_area(self, code: str | None, old: str | None, area: str | None, level: str, region: str | None) -> None:
        key = code or old
        if key and key not in self.areas:
            self.areas[key] = {"area_code": key, "old_code": old, "area": area, "area_level": level, "region": region}

    def _take(self, row: int, labels: _Labels, value: ValueColumn) -> bool:
        """Put one cell's figure with its series; return whether there was one."""
        figure, cell = self._figure(row, value)
        if figure.problem:
            self._problem(row, value, (text_of(cell) or "")[:60], figure.problem)
        if figure.empty or figure.problem:
            return False
        measure = value.measure or labels.measure
        period = value.period or labels.period or self.shape.period
        if value.latest:
            period = value.period or self._latest(row) or labels.period or self.shape.period
        if period is None or not measure:
            self._problem(row, value, value.column.heading, "a period for this figure in a heading or title")
            return False
        area, code, level = labels.area, labels.area_code, labels.area_level
        if value.area is not None:
            area, code, level = value.area, None, level_of(value.area)
        elif area is None:
            area = self.context.council or None
        part = value.part if value.part != "value" else labels.part
        series = self.series.setdefault(measure, Series(labels.name or measure, row))
        key = (code or (area or "").casefold(), level, labels.breakdown, period.start, period.end)
        parts = series.figures.setdefault(key, {})
        if part in parts:
            self.repeats.add(row, value, series.name, (measure, key, part), differs=parts[part][0] != figure)
            return False
        parts[part] = (figure, cell)
        self.repeats.note(row, (measure, key, part))
        self.places[key] = (code, area, level)
        series.periods.append(period)
        as_at = self._day(row, "as_at")
        if as_at:
            series.as_at[key] = as_at
        return True

    def _problem(self, row: int, value: ValueColumn, found: str, expected: str, severity: str = "error") -> None:
        self.result.problems.append(Problem(self.table.sheet.name, place(row, value.column.index), found, expected, severity))

    def _latest(self, row: int) -> Period | None:
        """Return the last period for which the row's own place has a figure."""
        own = [
            value.period
            for value in self.shape.values
            if value.period and value.area is None and not read_figure(self.table.cell(row, value.column)).empty
        ]
        return max(own, key=lambda period: period.end, default=None)

    def _style(self, name: str) -> DateStyle:
        column = self.shape.columns[name]
        return decide_style([self.table.cell(row, column) for row in self.table.rows])

    def _day(self, row: int, name: str) -> date | None:
        """Return the day that a column of dates holds, None where it says nothing."""
        column = self.shape.columns.get(name)
        if column is None or text_of(self.table.cell(row, column)) is None:
            return None
        read = read_date(self.table.cell(row, column), self.styles[name], self.context.as_at)
        return read.due or read.start

    def _describe(self, row: int, labels: _Labels) -> bool:
        """Keep what the row says of its measure; return whether it is a row of its own measure."""
        if labels.part != "value" or not labels.measure or not self.shape.measure_in_rows:
            return False
        series = self.series.setdefault(labels.measure, Series(labels.name, row))
        about = series.about
        about.setdefault("theme", self._text(row, "theme") or self.theme)
        for name in _DEFINED:
            text = self._text(row, name)
            if text and not about.get(name):
                about[name] = text
        polarity = self.shape.columns.get("polarity")
        if polarity is not None:
            about.setdefault("polarity", read_polarity(self.table.cell(row, polarity), polarity.heading))
        for name in ("numerator_means", "denominator_means"):
            about.setdefault(name, self._text(row, name))
        for name in _DATES:
            if name != "as_at" and not about.get(name):
                about[name] = self._day(row, name)
        kind, decimals = (self._text(row, "kind") or "").casefold(), self._text(row, "decimals") or ""
        about["kind"] = about.get("kind") or (kind if kind in MEASURE_KINDS else None)
        about["decimals"] = int(decimals) if decimals.isdigit() else about.get("decimals")
        if "frequency" in self.shape.columns:
            about.setdefault("frequency", read_frequency(self.table.cell(row, self.shape.columns["frequency"])))
        if "unit" in self.shape.columns and series.unit is None:
            cell = self.table.cell(row, self.shape.columns["unit"])
            series.unit, series.unit_text = read_unit(cell, labels.name), (text_of(cell) or "").casefold()
        if series.target is None and "target" in self.shape.columns:
            series.target, series.tolerance = read_target(self.table.cell(row, self.shape.columns["target"]))
            tolerance = read_figure(self.table.cell(row, self.shape.columns["tolerance"])) if "tolerance" in self.shape.columns else Figure()
            series.tolerance = tolerance.value if tolerance.value is not None else series.tolerance
        return True

    def _finish(self) -> None:
        tables = self.result.tables
        for measure, series in self.series.items():
            series.unit = find_unit(measure, series, self.context)
        for measure, factor in find_factors(self.series).items():
            series = self.series[measure]
            tables.setdefault("observations", []).extend(observe(measure, series, factor, self.places, self.context.as_at))
            tables.setdefault("measures", []).append(define(measure, series, factor, self.shape.target_period, self.table.sheet.name))
        if self.areas:
            tables["areas"] = list(self.areas.values())
        self.repeats.report(self.result)
