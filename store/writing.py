"""Observations: written fast with their dimensions as numbers."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import pandas as pd
from sqlalchemy import Column, Connection, Table, select

from model import conform
from store.schema import areas, breakdowns, measures, next_number, observations, series

EPOCH = pd.Timestamp("1970-01-01")
# Stands for "no date" where a number must stand; far outside any calendar that a council uses.
NO_DATE = -1_000_000
# Rows handed to the database at a time: enough to be fast, few enough to be small in memory.
CHUNK = 50_000
# How many values one condition may list; SQLite takes no more than 32,766.
LISTED = 1_000


def save_observations(connection: Connection, council_id: int, version_id: int, frame: pd.DataFrame) -> None:
    """Write a version's observations, every row of them, with its place in the file."""
    if frame.empty:
        return
    frame = conform(frame, "observations")
    series_ids = _series_ids(connection, council_id, frame)
    ends = _days(frame["period_end"])
    # In the order of the table's own key, so that rows are appended and not squeezed in.
    order = np.lexsort((np.arange(len(frame)), ends, series_ids))
    columns = {
        "series_id": series_ids[order].tolist(), "period_end": ends[order].tolist(), "position": order.tolist(),
        "period_start": _optional_days(frame["period_start"], order), "value": _optional_numbers(frame["value"], order),
        "numerator": _optional_numbers(frame["numerator"], order), "denominator": _optional_numbers(frame["denominator"], order),
        "symbol": _optional_texts(frame["symbol"], order), "as_at": _optional_days(frame["as_at"], order),
    }
    # Most uploads leave some columns empty: what is not handed over costs nothing.
    filled = {name: values for name, values in columns.items() if values is not None}
    _insert(connection, observations, filled, {"version_id": version_id})


def _insert(connection: Connection, table: Table, columns: dict[str, list], same: dict[str, int]) -> None:
    """Write many rows given as columns, and numbers that are the same in all of them, through the driver: three times as fast as one by one."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    values = ", ".join([*(str(int(number)) for number in same.values()), *[mark] * len(columns)])
    statement = f"INSERT INTO {table.name} ({', '.join([*same, *columns])}) VALUES ({values})"
    rows = zip(*columns.values(), strict=True)
    while chunk := list(islice(rows, CHUNK)):
        connection.exec_driver_sql(statement, chunk)


# --- dimensions ---------------------------------------------------------------------------------------------------


def _series_ids(connection: Connection, council_id: int, frame: pd.DataFrame) -> np.ndarray:
    """Return each row's series, making those that are new."""
    measure, measure_names = _codes(frame["measure"])
    breakdown, breakdown_names = _codes(frame["breakdown"])
    unit, units = _codes(frame["unit"])
    parts = [_codes(frame[name]) for name in ("area_code", "area", "area_level")]
    area, triples = _combined(parts)

    measure_ids = _dimension(connection, measures, [(council_id, name) for name in measure_names], ("council_id", "name"))
    breakdown_ids = _dimension(connection, breakdowns, [(name,) for name in breakdown_names], ("name",))
    area_ids = _dimension(connection, areas, triples, ("code", "name", "level"))

    row, kinds = _combined([(measure, measure_ids), (breakdown, breakdown_ids), (area, area_ids), (unit, units)])
    return np.asarray(_series_numbers(connection, kinds), dtype=np.int64)[row]


def _codes(column: pd.Series) -> tuple[np.ndarray, list]:
    """Return each row's number among the distinct values, and those values with None for missing."""
    codes, values = pd.factorize(column)
    named = list(values)
    if (codes < 0).any():
        codes = np.where(codes < 0, len(named), codes)
        named.append(None)
    return codes.astype(np.int64), named


def _combined(parts: Sequence[tuple[np.ndarray, list]]) -> tuple[np.ndarray, list[tuple]]:
    """Return each row's number among the distinct combinations, and those combinations."""
    packed = np.zeros(len(parts[0][0]), dtype=np.int64)
    for codes, values in parts:
        packed = packed * len(values) + codes
    row, distinct = pd.factorize(packed)
    columns = []
    for _, values in reversed(parts):
        columns.append([values[i] for i in (distinct % len(values)).tolist()])
        distinct = distinct // len(values)
    return row, list(zip(*reversed(columns), strict=True))


def _dimension(connection: Connection, table: Table, wanted: list[tuple], names: tuple[str, ...]) -> list[int]:
    """Return the numbers of the wanted members, making those that are new."""
    number = next(iter(table.primary_key))
    known = {tuple(row[1:]): row[0] for row in connection.execute(select(number, *(table.c[name] for name in names)))}
    return _numbered(connection, table, number, wanted, known=known, names=names)


def _series_numbers(connection: Connection, wanted: list[tuple]) -> list[int]:
    names = ("measure_id", "breakdown_id", "area_id", "unit")
    known: dict[tuple, int] = {}
    for some in _some(sorted({kind[0] for kind in wanted})):
        there = select(series.c.series_id, *(series.c[name] for name in names)).where(series.c.measure_id.in_(some))
        known |= {tuple(row[1:]): row[0] for row in connection.execute(there)}
    return _numbered(connection, series, series.c.series_id, wanted, known=known, names=names)


def _numbered(
    connection: Connection, table: Table, number: Column, wanted: list[tuple], *, known: dict[tuple, int], names: tuple[str, ...]
) -> list[int]:
    new = [member for member in wanted if member not in known]
    if new:
        first = next_number(connection, number)
        known |= {member: first + i for i, member in enumerate(new)}
        rows = [(known[member], *member) for member in new]
        _insert(connection, table, dict(zip((number.name, *names), map(list, zip(*rows, strict=True)), strict=True)), {})
    return [known[member] for member in wanted]


def _some(values: list) -> Iterator[list]:
    for start in range(0, len(values), LISTED):
        yield values[start:start + LISTED]


# --- values for the database --------------------------------------------------------------------------------------


def _days(column: pd.Series) -> np.ndarray:
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), NO_DATE, days.astype(np.int64))


def _optional_days(column: pd.Series, order: np.ndarray) -> list | None:
    """Return days with None for missing, or None where all are missing."""
    if column.isna().all():
        return None
    days = _days(column)[order]
    return [None if day == NO_DATE else day for day in days.tolist()]


def _optional_numbers(column: pd.Series, order: np.ndarray) -> list | None:
    values = column.to_numpy()[order]
    missing = np.isnan(values)
    if missing.all():
        return None
    if not missing.any():
        return values.tolist()
    return [None if gone else value for value, gone in zip(values.tolist(), missing.tolist(), strict=True)]


def _optional_texts(column: pd.Series, order: np.ndarray) -> list | None:
    if column.isna().all():
        return None
    codes, values = _codes(column)
    return [values[code] for code in codes[order].tolist()]
