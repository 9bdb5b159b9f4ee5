"""Observations found again: each figure from the newest upload that has it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Row, Select, String, TextClause, bindparam, select, text

from store.schema import WITHDRAWN, areas, breakdowns, councils, measures, observations, series
from store.writing import EPOCH, NO_DATE

# A line that no journal reaches: everything known now.
NO_LIMIT = 2**31 - 1
# The type itself instead of its name: pandas then does not look the name up for every column.
_TEXT = pd.array([], dtype="str").dtype

_TEXTS = ("measure", "area_code", "area", "area_level", "breakdown", "symbol", "unit")
_DATES = ("period_start", "period_end", "as_at")
COLUMNS = (
    "measure", "area_code", "area", "area_level", "breakdown", "period_start", "period_end",
    "value", "numerator", "denominator", "symbol", "unit", "as_at", "version_id",
)

# The council's versions that are not withdrawn, as known at a line of the journal.
_ON_SHOW = f"""
    SELECT v.version_id FROM versions v JOIN councils c ON c.council_id = v.council_id
    WHERE c.name = :council AND v.version_id <= :until AND '{WITHDRAWN}' <> (
        SELECT j.what FROM journal j WHERE j.version_id = v.version_id AND j.entry_id <= :until ORDER BY j.entry_id DESC LIMIT 1)
"""
_SELECT = """
    SELECT m.name, a.code, a.name, a.level, b.name, o.period_start, o.period_end,
           o.value, o.numerator, o.denominator, o.symbol, s.unit, o.as_at, o.version_id, o.position
    FROM series s
    JOIN measures m ON m.measure_id = s.measure_id
    JOIN areas a ON a.area_id = s.area_id
    JOIN breakdowns b ON b.breakdown_id = s.breakdown_id
    JOIN observations o ON o.series_id = s.series_id
"""
_COUNCIL = "m.council_id = (SELECT council_id FROM councils WHERE name = :council)"
_MEASURE = """s.measure_id IN (
    SELECT x.measure_id FROM measures x JOIN councils c ON c.council_id = x.council_id WHERE c.name = :council AND x.name = :measure)"""
_BREAKDOWN = "s.breakdown_id IN (SELECT breakdown_id FROM breakdowns WHERE name = :breakdown)"
_AREA = "s.area_id IN (SELECT area_id FROM areas WHERE code = :area_code)"
_NO_AREA = "s.area_id IN (SELECT area_id FROM areas WHERE code IS NULL)"
# The newest row of a series.
_LAST = f"""
    (o.period_end, o.version_id, o.position) = (
        SELECT n.period_end, n.version_id, n.position FROM observations n
        WHERE n.series_id = s.series_id AND n.version_id IN ({_ON_SHOW})
        ORDER BY n.period_end DESC, n.version_id DESC, n.position DESC LIMIT 1)
"""
_OLDEST_FIRST = "ORDER BY o.period_end, o.version_id, o.position"


def _statement(*conditions: str) -> TextClause:
    return text(f"{_SELECT} WHERE {' AND '.join(conditions)} {_OLDEST_FIRST}")


# Made once: the fast paths pay for no building of statements.
_SHOWN = f"o.version_id IN ({_ON_SHOW})"
_SERIES = _statement(_MEASURE, _BREAKDOWN, _AREA, _SHOWN)
_SERIES_WITHOUT_CODE = _statement(_MEASURE, _BREAKDOWN, _NO_AREA, _SHOWN)
_RANKING_OF_PERIOD = _statement(_MEASURE, _BREAKDOWN, _SHOWN, "o.period_end = :period_end")
_LAST_PERIOD = text(f"""
    SELECT MAX((SELECT MAX(n.period_end) FROM observations n WHERE n.series_id = s.series_id AND n.version_id IN ({_ON_SHOW})))
    FROM series s WHERE {_MEASURE} AND {_BREAKDOWN}
""")
_NAMED = "m.name IN :measures"
_EVERY = f"{_SELECT} WHERE {_COUNCIL} AND {{area}} AND {_SHOWN} ORDER BY o.version_id, o.position"
_EVERY_OF_AREA, _EVERY_OF_NO_AREA = text(_EVERY.format(area=_AREA)), text(_EVERY.format(area=_NO_AREA))
_SHARED = text(f"""
    SELECT m.name FROM series s
    JOIN measures m ON m.measure_id = s.measure_id
    JOIN areas a ON a.area_id = s.area_id
    WHERE {_COUNCIL} AND COALESCE(a.level, '') <> 'school' AND EXISTS (SELECT 1 FROM observations o WHERE o.series_id = s.series_id AND {_SHOWN})
    GROUP BY m.name HAVING COUNT(DISTINCT COALESCE(a.code, a.name)) > 1 ORDER BY m.name
""")
_AREA_COLUMNS = ("area_code", "area", "area_level")
# One figure of a series is enough to tell that its area is known, so no figure is counted.
_AREAS = text(f"""
    SELECT DISTINCT a.code, a.name, a.level FROM series s
    JOIN measures m ON m.measure_id = s.measure_id
    JOIN areas a ON a.area_id = s.area_id
    WHERE {_COUNCIL} AND EXISTS (SELECT 1 FROM observations o WHERE o.series_id = s.series_id AND {_SHOWN})
    ORDER BY a.level, a.name, a.code
""")


@dataclass(frozen=True)
class Wanted:
    """Which observations are wanted; None leaves a dimension open."""

    measure: tuple[str, ...] | None = None
    area_code: tuple[str, ...] | None = None
    area_level: tuple[str, ...] | None = None
    breakdown: tuple[str, ...] | None = None

    @classmethod
    def of(cls, *dimensions: str | Iterable[str] | None) -> "Wanted":
        """Accept one value, several or none for each dimension."""
        return cls(*(None if d is None else (d,) if isinstance(d, str) else tuple(d) for d in dimensions))


# --- fast paths ---------------------------------------------------------------------------------------------------


def one_series(
    connection: Connection, council: str, measure: str, area_code: str | None, *, breakdown: str, until: int | None
) -> pd.DataFrame:
    """Return one measure of one area over time, oldest first."""
    known = {"council": council, "measure": measure, "breakdown": breakdown, "until": _line(until)}
    if area_code is None:
        return _newest(connection.execute(_SERIES_WITHOUT_CODE, known).fetchall())
    return _newest(connection.execute(_SERIES, {**known, "area_code": area_code}).fetchall())


def latest_of_area(
    connection: Connection, council: str, area_code: str | None, measure_names: Sequence[str] | None,
    *, breakdown: str | None, until: int | None,
) -> pd.DataFrame:
    """Return the last observation of each measure (and breakdown) of one area."""
    conditions = [_COUNCIL, _NO_AREA if area_code is None else _AREA, _LAST]
    known: dict[str, object] = {"council": council, "until": _line(until)}
    if area_code is not None:
        known["area_code"] = area_code
    if breakdown is not None:
        conditions.append(_BREAKDOWN)
        known["breakdown"] = breakdown
    if measure_names is None:
        return _newest(connection.execute(_statement(*conditions), known).fetchall(), last_only=True)
    statement = _statement(*conditions, _NAMED).bindparams(bindparam("measures", type_=String, expanding=True))
    return _newest(connection.execute(statement, {**known, "measures": list(measure_names)}).fetchall(), last_only=True)


def ranking(
    connection: Connection, council: str, measure: str, period_end: datetime | None, *, breakdown: str, until: int | None
) -> pd.DataFrame:
    """Return one measure of all areas in one period."""
    known = {"council": council, "measure": measure, "breakdown": breakdown, "until": _line(until)}
    day = connection.scalar(_LAST_PERIOD, known) if period_end is None else (pd.Timestamp(period_end) - EPOCH).days
    return _newest(connection.execute(_RANKING_OF_PERIOD, {**known, "period_end": day}).fetchall())


def _line(until: int | None) -> int:
    return NO_LIMIT if until is None else until


def _newest(rows: Sequence[Row], last_only: bool = False) -> pd.DataFrame:
    """Keep, of rows sorted oldest first, the last of each figure (or of each series) and return them as a frame."""
    kept: dict[tuple, Row] = {}
    for row in rows:
        measure, code, area, _, breakdown, _, period_end = row[:7]
        key = (measure, code, area if code is None else "", breakdown, NO_DATE if last_only else period_end)
        kept[key] = row
    columns = list(zip(*kept.values(), strict=True)) if kept else [()] * (len(COLUMNS) + 1)
    return _frame({name: _array(name, values) for name, values in zip(COLUMNS, columns[:-1], strict=True)})


def areas_of(connection: Connection, council: str, *, until: int | None) -> pd.DataFrame:
    """Return the different areas that the council's figures are about."""
    rows = connection.execute(_AREAS, {"council": council, "until": _line(until)}).fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_AREA_COLUMNS)
    return pd.DataFrame({name: pd.array(list(values), dtype="str") for name, values in zip(_AREA_COLUMNS, columns, strict=True)})


def shared_measures(connection: Connection, council: str, *, until: int | None) -> list[str]:
    """Return the measures of which more than one area, schools apart, has figures."""
    return list(connection.scalars(_SHARED, {"council": council, "until": _line(until)}))


def of_area(connection: Connection, council: str, area_code: str | None, *, until: int | None) -> pd.DataFrame:
    """Return every figure of one area from every upload on show, oldest upload first: what was replaced too."""
    known: dict[str, object] = {"council": council, "until": _line(until)}
    if area_code is not None:
        known["area_code"] = area_code
    rows = connection.execute(_EVERY_OF_NO_AREA if area_code is None else _EVERY_OF_AREA, known).fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(COLUMNS) + 1)
    return _frame({name: _array(name, values) for name, values in zip(COLUMNS, columns[:-1], strict=True)})


# --- any selection ------------------------------------------------------------------------------------------------


_KEYS = ("series_id", "period_end", "version_id", "position")
_ROW = tuple(observations.c[name] for name in (
    "series_id", "period_end", "version_id", "position", "period_start", "value", "numerator", "denominator", "symbol", "as_at",
))
_SERIES_COLUMNS = (
    select(
        series.c.series_id, measures.c.name.label("measure"), areas.c.code.label("area_code"), areas.c.name.label("area"),
        areas.c.level.label("area_level"), breakdowns.c.name.label("breakdown"), series.c.unit,
    )
    .join(measures, measures.c.measure_id == series.c.measure_id)
    .join(areas, areas.c.area_id == series.c.area_id)
    .join(breakdowns, breakdowns.c.breakdown_id == series.c.breakdown_id)
)
_SHOWN_OBSERVATIONS = f"observations.version_id IN ({_ON_SHOW})"
_LAST_OF_SERIES = _LAST.replace("o.", "observations.").replace("s.series_id", "series.series_id")


def find(connection: Connection, council: str, wanted: Wanted, latest: bool, until: int | None) -> pd.DataFrame:
    """Return the council's observations, each from the newest upload that has it."""
    chosen = _chosen_series(connection, council, wanted)
    rows = _rows(connection, council, wanted, latest, until)
    if not len(rows["series_id"]):
        return _newest([])
    chosen = chosen.sort_values(["measure", "breakdown", "area_code", "area"], ignore_index=True)
    place = pd.Series(chosen.index.to_numpy(), index=chosen["series_id"])
    named = chosen["area"].where(chosen["area_code"].isna(), "")
    figure = chosen.assign(named=named).groupby(["measure", "breakdown", "area_code", "named"], dropna=False, sort=False).ngroup().to_numpy()

    line = place.reindex(rows["series_id"]).to_numpy()
    key, end = figure[line], rows["period_end"]
    order = np.lexsort((rows["position"], rows["version_id"], end, key))
    key, end = key[order], end[order]
    last = np.append((key[1:] != key[:-1]) | ((end[1:] != end[:-1]) & (not latest)), True)
    return _assemble(chosen, line, rows, order[last])


def of_version(connection: Connection, version_id: int) -> pd.DataFrame:
    """Return a version's own observations in the order of its file, exactly as saved (without ``version_id``)."""
    found = select(*_ROW).where(observations.c.version_id == version_id).order_by(observations.c.position)
    rows = _by_column(connection, found)
    chosen = _series_frame(connection, _SERIES_COLUMNS.where(
        series.c.series_id.in_(select(observations.c.series_id).where(observations.c.version_id == version_id))
    ))
    place = pd.Series(chosen.index.to_numpy(), index=chosen["series_id"])
    line = place.reindex(rows["series_id"]).to_numpy(dtype=np.int64)
    return _assemble(chosen, line, rows, np.arange(len(line))).drop(columns="version_id")


def _narrowed(statement: Select, council: str, wanted: Wanted) -> Select:
    """Narrow a statement that selects from ``series`` to the wanted dimensions."""
    statement = statement.where(series.c.measure_id.in_(
        select(measures.c.measure_id).join(councils, councils.c.council_id == measures.c.council_id).where(
            councils.c.name == council, *([] if wanted.measure is None else [measures.c.name.in_(wanted.measure)])
        )
    ))
    if wanted.breakdown is not None:
        statement = statement.where(series.c.breakdown_id.in_(select(breakdowns.c.breakdown_id).where(breakdowns.c.name.in_(wanted.breakdown))))
    for column, values in ((areas.c.code, wanted.area_code), (areas.c.level, wanted.area_level)):
        if values is not None:
            statement = statement.where(series.c.area_id.in_(select(areas.c.area_id).where(column.in_(values))))
    return statement


def _chosen_series(connection: Connection, council: str, wanted: Wanted) -> pd.DataFrame:
    return _series_frame(connection, _narrowed(_SERIES_COLUMNS, council, wanted))


def _series_frame(connection: Connection, statement: Select) -> pd.DataFrame:
    rows = connection.execute(statement)
    names = list(rows.keys())
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pd.DataFrame({
        name: pd.array(list(values), dtype="int64" if name == "series_id" else "str") for name, values in zip(names, columns, strict=True)
    })


def _rows(connection: Connection, council: str, wanted: Wanted, latest: bool, until: int | None) -> dict[str, np.ndarray | list]:
    found = _narrowed(select(*_ROW).join(series, series.c.series_id == observations.c.series_id), council, wanted)
    found = found.where(text(_LAST_OF_SERIES if latest else _SHOWN_OBSERVATIONS))
    return _by_column(connection, found.params(council=council, until=_line(until)))


def _by_column(connection: Connection, statement: Select) -> dict[str, np.ndarray | list]:
    rows = connection.execute(statement).fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_ROW)
    named = dict(zip((column.name for column in _ROW), columns, strict=True))
    return {name: np.asarray(values, dtype=np.int64) if name in _KEYS else list(values) for name, values in named.items()}


def _assemble(chosen: pd.DataFrame, line: np.ndarray, rows: dict, order: np.ndarray) -> pd.DataFrame:
    """Return the rows in an order as a frame, their texts taken from their series."""
    line = line[order]
    columns = {}
    for name in COLUMNS:
        if name in chosen:
            columns[name] = chosen[name].array.take(line)
        elif name in _KEYS:
            columns[name] = _array(name, rows[name][order])
        else:
            columns[name] = _array(name, rows[name]).take(order)
    return _frame(columns)


# --- frames -------------------------------------------------------------------------------------------------------


def _frame(columns: dict) -> pd.DataFrame:
    return pd.DataFrame(columns, copy=False)


def _array(name: str, values: Sequence) -> pd.api.extensions.ExtensionArray | np.ndarray:
    """Return one column's values with the canonical type."""
    if name in _TEXTS:
        return pd.array(list(values), dtype=_TEXT)
    if name in _DATES:
        days = np.asarray([NO_DATE if day is None else day for day in values], dtype=np.int64)
        dates = days.astype("datetime64[D]").astype("datetime64[us]")
        dates[days == NO_DATE] = np.datetime64("NaT")
        return pd.array(dates)
    return np.asarray(values, dtype=np.int64 if name == "version_id" else np.float64)
