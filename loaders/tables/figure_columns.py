"""Deciding what the columns of a table of figures are: labels of the row, figures of a period, comparators, parts of a percentage."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from loaders.grid import Cell
from loaders.reading import Mapped, Problem
from loaders.tables.known_columns import Named, name_columns, text_of
from loaders.tables.table import Context, FoundColumn, FoundTable
from loaders.words.headings import known
from loaders.words.levels import is_comparator
from loaders.words.numbers import read_figure
from loaders.words.periods import Habit, Period, find_habit, find_period, is_period, read_period, read_periods

_PARTS = (
    (re.compile(r"^(?:numerator|num|numer|count|number|no|n|#)$"), "numerator"),
    (re.compile(r"^(?:denominator|den|denom|cohort|out of|base|d)$"), "denominator"),
    (re.compile(r"^(?:value|actual|result|%|percentage|per ?cent|rate|performance|outturn|figure|pct)$"), "value"),
)
_TARGET = re.compile(r"\b(?:target|trajectory|ambition)\b", re.IGNORECASE)
# Headings that say how something is counted, not what.
_COUNTED_BY = re.compile(
    r"^(?:(?:number|no\.?|count|rate(?: per [\d,]+.*)?|percentage|per ?cent|%|total|all|value|figure|average|males?|females?|boys|girls|other|"
    r"unknown)(?: (?:as )?at \d{1,2}(?:st|nd|rd|th)? [a-z]+)?\W*$|under \d|\d+ (?:to|and|or)\b)",
    re.IGNORECASE,
)
_JOINING = frozenset(("at", "as", "on", "in", "for", "to", "by", "during", "year", "ending", "the", "of", "and", "from", ""))
_COMPARATORS = {"england": "England", "neighbours": "Statistical neighbours", "region_value": "Region"}
_STAMP = re.compile(r"\b(?:upload|refresh|extract|run|creat|modif|enter|chang|print|updat|review|publish)\w*", re.IGNORECASE)
_EVERY_ROW = 0.9  # share of a table's rows on which a column of periods without a heading that says so holds one
_FIGURES = 0.6  # share of a column's filled cells that are figures, above which it is a column of figures


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures and what its heading says they are of; ``latest`` stands for the row's own last period."""

    column: FoundColumn
    period: Period | None = None
    part: str = "value"
    measure: str | None = None
    area: str | None = None
    latest: bool = False


@dataclass
class Shape:
    """How a table of figures is laid out."""

    columns: dict[str, FoundColumn] = field(default_factory=dict)
    breakdowns: list[FoundColumn] = field(default_factory=list)
    values: list[ValueColumn] = field(default_factory=list)
    habit: Habit = field(default_factory=Habit)
    period: Period | None = None
    target_period: Period | None = None
    mapping: list[Mapped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def measure_in_rows(self) -> bool:
        """Each row names its measure."""
        return "measure" in self.columns or "name" in self.columns

    @property
    def area_in_rows(self) -> bool:
        """Each row names its area."""
        return any(name in self.columns for name in ("area", "area_code", "old_code", "school"))

    @property
    def has_periods(self) -> bool:
        """Some heading names a period."""
        return any(value.period for value in self.values)

    def carries(self, name: str) -> bool:
        """Tell whether a blank label means the one above it: where its column stands left of the measure's."""
        measure = self.columns.get("name") or self.columns.get("measure")
        return measure is not None and self.columns[name].index < measure.index if name in self.columns else False


def find_shape(table: FoundTable, context: Context) -> Shape:
    """Work out how a table of figures is laid out."""
    return _Finder(table, context).find()


def looks_like_figures(table: FoundTable) -> bool:
    """Tell whether a table has two periods or more in its headings: then it holds figures, whatever else its headings say."""
    return sum(is_period(label) for column in table.columns for label in _heading_cells(table, column)) >= 2


def _heading_cells(table: FoundTable, column: FoundColumn) -> tuple[Cell, Cell]:
    """Return a column's heading and its group's as the cells hold them: a date stays a date."""
    own = table.sheet.cell(table.header_rows[-1], column.index) if table.header_rows else None
    if text_of(own) is None or not isinstance(own, (datetime, date, int, float)):
        own = column.own or column.heading
    group: Cell = column.group or None
    if len(table.header_rows) > 1 and group:
        for index in range(column.index, 0, -1):
            cell = table.sheet.cell(table.header_rows[0], index)
            if cell is not None:
                group = cell if isinstance(cell, (datetime, date)) else group
                break
    return own, group


class _Finder:
    def __init__(self, table: FoundTable, context: Context) -> None:
        self.table, self.context = table, context
        groups = [column.group for column in table.columns if column.group]
        self.above = [table.title] if table.title else _lines_above(table)
        self.titles = [text for text in (*self.above, table.sheet.name, context.title) if text]
        self.shape = Shape(habit=find_habit([*self.titles, *groups]))
        self.cells = {column.index: _heading_cells(table, column) for column in table.columns}

    def find(self) -> Shape:
        across = [column for column in self.table.columns if self._names_period(column)]
        named = self._name(tuple(across))
        self.shape.columns = {name: column for name, column in named.columns.items() if name not in (*_COMPARATORS, "unused")}
        self._take_breakdowns(named)
        self._place_region(named)
        self._swap_words_for_figures()
        if not across and not {"period", "period_start"} & self.shape.columns.keys():
            self._find_periods(named)
        if not self.shape.measure_in_rows and not self.shape.area_in_rows and not {"period", "period_start"} & self.shape.columns.keys():
            self._name_by_contents(named)
        self._add_periods(across)
        self._add_parts()
        self._add_comparators(named)
        self._add_rest(named)
        self._place_title()
        for column in self.table.columns:
            if column.heading and column.heading not in {mapped.heading for mapped in self.shape.mapping}:
                self._map(column, "", "not used")
        return self.shape

    def _map(self, column: FoundColumn, became: str, how: str) -> None:
        self.shape.mapping.append(Mapped(self.table.sheet.name, column.heading, became, how))

    def _names_period(self, column: FoundColumn) -> bool:
        own, group = self.cells[column.index]
        if _TARGET.search(column.heading):
            return False
        return is_period(own) or is_period(group) or bool(self._split(column))

    def _split(self, column: FoundColumn) -> tuple[str, str] | None:
        """Return (period's label, rest) of a heading that holds both, such as "Apr-25 numerator" or "England 2023/24"."""
        text = column.own or column.heading
        words = text.replace("(", " ").replace(")", " ").split()
        for cut in range(1, len(words)):
            first, rest = " ".join(words[:cut]), " ".join(words[cut:])
            if is_period(first) and (self._part(rest) or is_comparator(rest)):
                return first, rest
            if is_period(rest) and (self._part(first) or is_comparator(first)):
                return rest, first
        return None

    @staticmethod
    def _part(text: str) -> str | None:
        plain = text.strip(" .()").casefold()
        return next((part for pattern, part in _PARTS if pattern.match(plain)), None)

    def _name(self, across: tuple[FoundColumn, ...]) -> Named:
        """Name columns by the vocabulary of figures, and what is left by that of measures."""
        long = self.table.kind == "figures_long"
        first = name_columns(self.table, "figures_long" if long else "figures_wide", self.context, across, guess=False)
        taken = (*across, *first.columns.values())
        second = name_columns(self.table, "measures", self.context, taken, guess=False)
        for name, column in second.columns.items():
            if name not in first.columns and not (long and name == "measure" and "name" not in first.columns and "name" not in second.columns):
                first.columns[name] = column
        first.mapping += second.mapping
        first.others = second.others
        self.shape.mapping += [mapped for mapped in first.mapping if mapped.field.partition(".")[2] not in ("unused", *_COMPARATORS)]
        return first

    def _take_breakdowns(self, named: Named) -> None:
        column = self.shape.columns.pop("breakdown", None)
        if column is not None:
            self.shape.breakdowns.append(column)
        for other in list(named.others):
            again = name_columns(FoundTable(self.table.sheet, self.table.header_rows, [other], []), "figures_wide", self.context, guess=False)
            if "breakdown" in again.columns:
                self.shape.breakdowns.append(other)
                named.others.remove(other)
                self._map(other, "breakdown", "known heading")

    def _place_region(self, named: Named) -> None:
        """A column headed Region holds figures of the region, or the name of the region that each area lies in, or the areas themselves."""
        column = named.columns.get("region_value")
        if column is not None and self._share(column) < _FIGURES:
            del named.columns["region_value"]
            self.shape.columns["region" if self.shape.area_in_rows else "area"] = column

    def _swap_words_for_figures(self) -> None:
        """A column headed Numerator that holds words says what the numerator counts; one headed Value that holds words is no figure."""
        for name in ("numerator", "denominator", "value"):
            column = self.shape.columns.get(name)
            if column is not None and self._share(column) < _FIGURES and any(text_of(self.table.cell(row, column)) for row in self.table.rows):
                del self.shape.columns[name]
                if name != "value" and f"{name}_means" not in self.shape.columns:
                    self.shape.columns[f"{name}_means"] = column

    def _share(self, column: FoundColumn) -> float:
        filled = [cell for row in self.table.rows if text_of(cell := self.table.cell(row, column)) is not None]
        return sum(not read_figure(cell).problem for cell in filled) / len(filled) if filled else 0.0

    def _find_periods(self, named: Named) -> None:
        """Take columns of dates or periods for those of the rows where no heading says which they are."""
        if "as_at" in self.shape.columns:
            self.shape.columns["period"] = self.shape.columns.pop("as_at")
            return
        dated = [column for column in named.others if not _STAMP.search(column.heading) and self._holds_periods(column)][:2]
        if not dated:
            return
        pairs = [[read_period(self.table.cell(row, column), self.shape.habit) for column in dated] for row in self.table.rows]
        in_order = len(dated) == 2 and all(pair[0].start <= pair[1].end for pair in pairs if pair[0] and pair[1])
        for name, column in zip(("period_start", "period") if in_order else ("period",), dated, strict=False):
            self.shape.columns[name] = column
            named.others.remove(column)
            self._map(column, f"observations.{name}", "by its contents: dates or periods on every row")

    def _holds_periods(self, column: FoundColumn) -> bool:
        cells = [self.table.cell(row, column) for row in self.table.rows]
        return bool(cells) and sum(not isinstance(cell, (int, float)) and is_period(cell) for cell in cells) >= _EVERY_ROW * len(cells)

    def _name_by_contents(self, named: Named) -> None:
        """Take the first column of words as the measure's name where no heading says which it is."""
        for column in list(named.others):
            if self._share(column) < 1 - _FIGURES:
                self.shape.columns["name"] = column
                named.others.remove(column)
                self._map(column, "measures.name", "by its contents: the first column of words")
                return

    def _add_periods(self, across: list[FoundColumn]) -> None:
        labels: list[Cell] = []
        for column in across:
            own, group = self.cells[column.index]
            split = self._split(column)
            labels.append(own if is_period(own) else split[0] if split else group)
        read = read_periods(labels, self.shape.habit)
        groups = {column.group for column in across if column.group}
        for column, label, period in zip(across, labels, read, strict=True):
            if period is None:
                where = f"column {column.heading}"
                self.shape.problems.append(
                    Problem(self.table.sheet.name, where, column.heading, "a period with its year, such as April 2025", "error")
                )
                self._map(column, "", "a period without a year")
                continue
            self._add_period(column, label, period, len(groups))
            self._map(column, "value", f"a period: {_say(period)}")

    def _add_period(self, column: FoundColumn, label: Cell, period: Period, groups: int) -> None:
        own, _ = self.cells[column.index]
        split = self._split(column)
        other = split[1] if split and label == split[0] else (column.group if label is own else column.own)
        other = (other or "").strip()
        part = self._part(other)
        if part:
            self.shape.values.append(ValueColumn(column, period, part))
        elif not other or is_period(other):
            self.shape.values.append(ValueColumn(column, period))
        elif is_comparator(other) or other.casefold() == self.context.council.casefold():
            self.shape.values.append(ValueColumn(column, period, area=other))
        elif self.shape.measure_in_rows:
            known_area = label is not own and not _TARGET.search(other) and self._share(column) >= _FIGURES
            self.shape.values.append(ValueColumn(column, period, area=other if known_area else None))
        elif label is own and groups < 2:
            self.shape.values.append(ValueColumn(column, period, measure=self._title() if _is_title(other) else self._measure(other)))
        else:
            self.shape.values.append(ValueColumn(column, period, measure=self._measure(other)))

    def _add_parts(self) -> None:
        """Use Value, Numerator and Denominator columns, unless the periods across already hold the figures."""
        if self.shape.has_periods and not {"period", "period_start"} & self.shape.columns.keys():
            for name in ("value", "numerator", "denominator"):
                self.shape.columns.pop(name, None)
            return
        apart = not self.shape.measure_in_rows and "denominator" not in self.shape.columns and {"value", "numerator"} <= self.shape.columns.keys()
        for name in ("value", "numerator", "denominator"):
            column = self.shape.columns.pop(name, None)
            if column is not None and apart:  # a number and a rate beside it are two measures
                self.shape.values.append(ValueColumn(column, self._dated(column), "value", self._measure(column.own or column.heading)))
            elif column is not None:
                measure = None if self.shape.measure_in_rows else self._title()
                self.shape.values.append(ValueColumn(column, self._dated(column), name, measure))

    def _dated(self, column: FoundColumn) -> Period | None:
        return None if {"period", "period_start"} & self.shape.columns.keys() else find_period(column.heading, self.shape.habit)

    def _add_comparators(self, named: Named) -> None:
        columns = [(column, _COMPARATORS[name]) for name, column in named.columns.items() if name in _COMPARATORS]
        for column in list(named.others):
            if is_comparator(column.own or column.heading) and self._share(column) >= _FIGURES:
                columns.append((column, column.own or column.heading))
                named.others.remove(column)
        for column, area in columns:
            if self._share(column) < _FIGURES:
                continue
            measure = None if self.shape.measure_in_rows else self._title()
            period = find_period(column.heading, self.shape.habit)
            self.shape.values.append(ValueColumn(column, period, "value", measure, area, latest=True))
            self._map(column, "value", f"a comparator: {area}, {_say(period) if period else 'at the latest period of the row'}")

    def _add_rest(self, named: Named) -> None:
        """Give the columns of figures that are left to a measure or an area of their own, where the rows leave room for one."""
        measures_across = not self.shape.measure_in_rows and not self.shape.has_periods
        areas_across = self.shape.measure_in_rows and not self.shape.values and not self.shape.area_in_rows
        for column in named.others:
            spoken_for = known(column.own or column.heading, "figures_wide") or known(column.own or column.heading, "areas")
            if spoken_for or self._share(column) < _FIGURES or not (measures_across or areas_across) or _TARGET.search(column.heading):
                continue
            heading = column.heading
            if measures_across:
                measure = self._measure(_without_period(heading, self.shape.habit))
                self.shape.values.append(ValueColumn(column, find_period(heading, self.shape.habit), "value", measure))
                self._map(column, "value", "by its contents: the figures of one measure")
            else:
                self.shape.values.append(ValueColumn(column, None, "value", None, heading))
                self._map(column, "value", "by its contents: the figures of one area")

    def _place_title(self) -> None:
        """Take what the headings leave open from the titles."""
        self.shape.period = next((period for title in self.titles if (period := find_period(title, self.shape.habit))), None)
        if self.shape.period is None and self.context.as_at:
            self.shape.period = Period(self.context.as_at, self.context.as_at, "day")
        target = self.shape.columns.get("target")
        if target is not None:
            self.shape.target_period = find_period(_TARGET.sub(" ", target.heading), self.shape.habit)
        unnamed = [value for value in self.shape.values if value.measure is None]
        if not self.shape.measure_in_rows and unnamed:
            title = self._title()
            self.shape.values = [
                value if value.measure else ValueColumn(value.column, value.period, value.part, title, value.area, value.latest)
                for value in self.shape.values
            ]

    def _title(self) -> str:
        """Return the measure that the table's title names, or else the sheet's name, without the number of the table and the period."""
        return _without_period(self.above[0] if self.above else self.table.sheet.name, self.shape.habit)

    def _measure(self, heading: str) -> str:
        """Return the measure that a heading names; a heading that only says how it is counted stands behind the title."""
        title = self._title()
        return f"{title} – {heading}" if _COUNTED_BY.match(heading) and heading.casefold() != title.casefold() else heading


def _is_title(text: str) -> bool:
    """Tell whether a group title only says that figures follow."""
    return bool(re.match(r"^(?:monthly|quarterly|annual|performance|actuals?|figures|data|year|period|month)\b", text.casefold()))


def _lines_above(table: FoundTable) -> list[str]:
    """Return the lines with one text each that stand above a table: from the top where nothing else is above, otherwise the nearest first."""
    lines: list[str] = []
    top = table.header_rows[0] if table.header_rows else 1
    for row in range(top - 1, max(0, top - 12), -1):
        texts = [text for cell in table.sheet.rows[row - 1] if (text := text_of(cell))]
        if len(texts) > 1:
            return lines
        lines += texts
    return lines[::-1]


def _without_period(text: str, habit: Habit) -> str:
    """Return a title without the number of its table and without the period that it ends with: next year's is of the same measure."""
    text = re.sub(r"(?:\s*[(\[](?:note\s*)?\d{1,2}[)\]])+$", "", text.strip())  # footnotes
    words = re.sub(r"^(?:table|figure|chart|sheet)\s*[\w.]+\s*[:.–-]\s*", "", text.strip(), flags=re.IGNORECASE).split()
    for first in range(1, len(words)):
        if read_period(" ".join(words[first:]), habit):
            words = words[:first]
            while len(words) > 1 and words[-1].casefold().strip(",:-–") in _JOINING:
                words.pop()
            break
    return re.sub(r"\s+(?:and )?(?:as )?at \d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+$", "", " ".join(words)).strip(" ,:-–")


def _say(period: Period) -> str:
    return f"{period.start:%d %b %Y} to {period.end:%d %b %Y}"
