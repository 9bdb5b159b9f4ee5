"""Canonical tables as pandas frames: made empty, brought into shape, turned into records and into Arrow bytes."""

import io
import json
import math
from datetime import date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from model.tables import TABLES
from model.vocabulary import ROLES

_DTYPES = {"text": "str", "date": "datetime64[us]", "number": "float64", "integer": "Int64", "flag": "boolean", "list": "object"}
_MISSING = {"date": pd.NaT, "integer": pd.NA, "flag": pd.NA}


def empty(table: str) -> pd.DataFrame:
    """Return the canonical table with its columns and no rows."""
    return conform(pd.DataFrame(), table)


def conform(frame: pd.DataFrame | list[dict[str, Any]], table: str) -> pd.DataFrame:
    """Bring a frame or a list of records into the shape of a canonical table.

    Parameters
    ----------
    frame : DataFrame or list of dict
        Columns may be missing; they are added as missing values.
    table : str
        A name in ``model.TABLES``.

    Returns
    -------
    DataFrame
        The declared columns in order, with the declared types, index 0..n-1.

    Raises
    ------
    ValueError
        A column that the table does not declare, or a value that does not fit its type.
    """
    declared = TABLES[table]
    frame = pd.DataFrame(frame) if isinstance(frame, list) else frame
    unknown = sorted(set(frame.columns) - set(declared.names))
    if unknown:
        raise ValueError(f"The table {table} has no column {', '.join(map(str, unknown))}.")
    absent = {kind: _cast(None, kind, len(frame)) for kind in {c.type for c in declared.columns if c.name not in frame} - {"list"}}
    shaped = {
        c.name: absent[c.type] if c.type in absent and c.name not in frame else _cast(frame.get(c.name), c.type, len(frame)) for c in declared.columns
    }
    # Copied arrays, because a frame made from Series aligns their indexes first, which takes most of the time of a small table.
    return pd.DataFrame({name: column.array.copy() for name, column in shaped.items()}, index=pd.RangeIndex(len(frame)), copy=False)


def _cast(values: pd.Series | None, kind: str, length: int) -> pd.Series:
    if kind == "list":
        cells = [[] for _ in range(length)] if values is None else [_as_list(v) for v in values]
        return pd.Series(cells, dtype="object")
    if values is None:
        # One missing value spread over an index is many times faster than a list of them.
        return pd.Series(_MISSING.get(kind, float("nan")), index=pd.RangeIndex(length), dtype=_DTYPES[kind])
    if not isinstance(values.index, pd.RangeIndex) or values.index.start != 0 or values.index.step != 1:
        values = values.reset_index(drop=True)
    if values.dtype == _DTYPES[kind]:
        return values
    if kind == "date":
        return pd.to_datetime(values).astype(_DTYPES[kind])
    return values.astype(_DTYPES[kind])


def _as_list(value: Any) -> list[str]:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return []
    return [value] if isinstance(value, str) else [str(v) for v in value]


def to_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as dictionaries fit for JSON: dates as ISO text, missing as None, whole numbers without a point."""
    columns: dict[str, list[Any]] = {}
    for name in frame.columns:
        series = frame[name]
        if series.dtype.kind == "M":
            text = series.dt.strftime("%Y-%m-%d").astype("object")
            columns[name] = text.where(series.notna(), None).tolist()
        elif series.dtype == "object":
            columns[name] = series.tolist()
        elif series.dtype.kind == "f":
            columns[name] = [None if math.isnan(value) else int(value) if value.is_integer() else value for value in series.tolist()]
        else:
            columns[name] = series.astype("object").where(series.notna(), None).tolist()
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def to_arrow(frame: pd.DataFrame) -> bytes:
    """Return a canonical frame as Arrow IPC bytes (list columns as lists of text)."""
    fields = {}
    for name in frame.columns:
        series = frame[name]
        if series.dtype == "object":
            fields[name] = pa.array(series.tolist(), type=pa.list_(pa.string()))
        else:
            fields[name] = pa.Array.from_pandas(series)
    table = pa.table(fields)
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return sink.getvalue()


def from_arrow(data: bytes, table: str) -> pd.DataFrame:
    """Return the canonical frame that `to_arrow` wrote."""
    return conform(pa.ipc.open_file(io.BytesIO(data)).read_all().to_pandas(), table)


def responsibilities(actions: pd.DataFrame) -> pd.DataFrame:
    """Return who does what: one row for each action, body and role.

    Returns
    -------
    DataFrame
        Columns ``key`` (the action's), ``body``, ``role`` (deliver, monitor, scrutinise, second_scrutiny).
    """
    rows = [(key, body, role) for role in ROLES for key, bodies in zip(actions["key"], actions[role], strict=True) for body in bodies]
    return pd.DataFrame(rows, columns=["key", "body", "role"])


def json_default(value: Any) -> Any:
    """Turn what ``json`` does not know into what it does: dates into ISO text, pandas scalars into Python ones."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    if value is pd.NA or value is pd.NaT:
        return None
    return json.loads(json.dumps(getattr(value, "item", lambda: str(value))()))
