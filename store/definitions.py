"""What is known of a council over all its versions: the newest definition of each measure, the newest registers."""

import pandas as pd
from sqlalchemy import Connection, select

from model import conform, empty, from_arrow
from store.schema import journal, version_tables
from store.versions import on_show

# Targets belong together: the newest version that states any target of a measure gives all of them.
TARGET_COLUMNS = ("target", "target_from", "target_until", "tolerance", "target_set_by")
# What is said about the latest figure is never carried over from an older upload.
NEWEST_ONLY = ("commentary", "next_update", "sheet", "row")


def records(connection: Connection, council: str, name: str, until: int | None) -> pd.DataFrame:
    """Return a table from the council's newest version that has rows of it."""
    numbers = on_show(connection, council, until)
    found = (
        select(version_tables.c.data)
        .where(version_tables.c.version_id.in_(numbers), version_tables.c.name == name, version_tables.c.rows > 0)
        .order_by(version_tables.c.version_id.desc())
        .limit(1)
    )
    data = connection.scalar(found)
    return empty(name) if data is None else from_arrow(data, name)


def measures(connection: Connection, council: str, until: int | None) -> pd.DataFrame:
    """Return the newest definition of each measure.

    A monthly upload of bare figures names its measures and little else, so what it leaves empty (definition, unit, polarity, owner ...)
    stays as an older upload had it. Targets come together from the newest upload that states one for the measure. Commentary and the
    next update's date come from the newest upload alone.

    Returns
    -------
    DataFrame
        Canonical measures; a measure has several rows where its target changed.
    """
    history = _history(connection, on_show(connection, council, until))
    if history.empty:
        return empty("measures")
    stated = history[list(TARGET_COLUMNS)].notna().any(axis=1)
    # Of each measure the rows of one version: the newest that states a target, else the newest.
    order = history["age"].where(stated, history["age"] + len(history))
    rows = history[order == order.groupby(history["measure"]).transform("min")].reset_index(drop=True)
    newest = history.drop_duplicates("measure").set_index("measure")
    # A name that only repeats the key says nothing: the dictionary's words stay.
    telling = history.assign(name=history["name"].mask(history["name"] == history["measure"]))
    described = telling.groupby("measure", sort=False).first()
    described["name"] = described["name"].fillna(newest["name"])
    for column in rows.columns.difference(["measure", "age", *TARGET_COLUMNS]):
        source = newest if column in NEWEST_ONLY else described
        rows[column] = source[column].reindex(rows["measure"]).array
    in_order = history["measure"].drop_duplicates().reset_index(drop=True)
    place = pd.Series(in_order.index, index=in_order)
    return conform(rows.iloc[place.reindex(rows["measure"]).argsort(kind="stable")].drop(columns="age"), "measures")


def places(connection: Connection, council: str, until: int | None) -> pd.DataFrame:
    """Return what all uploads together say about areas: of each code the newest row, its gaps filled from older ones.

    One upload names an area's region and another its three-digit code; both are needed to find its neighbours.
    """
    found = (
        select(version_tables.c.data)
        .where(version_tables.c.version_id.in_(on_show(connection, council, until)), version_tables.c.name == "areas", version_tables.c.rows > 0)
        .order_by(version_tables.c.version_id.desc())
    )
    frames = [from_arrow(data, "areas") for data in dict.fromkeys(bytes(data) for data in connection.scalars(found))]
    if not frames:
        return empty("areas")
    known = pd.concat(frames, ignore_index=True)
    return conform(known[known["area_code"].notna()].groupby("area_code", sort=False, as_index=False).first(), "areas")


def said(connection: Connection, council: str, measure: str, until: int | None) -> pd.DataFrame:
    """Return what each upload that defines a measure says about its latest figure, newest first.

    Returns
    -------
    DataFrame
        ``version_id``, ``uploaded_at``, ``commentary`` (missing where it says nothing).
    """
    numbers = on_show(connection, council, until)
    found = (
        select(version_tables.c.version_id, journal.c.at, version_tables.c.data)
        .join(journal, journal.c.entry_id == version_tables.c.version_id)
        .where(version_tables.c.version_id.in_(numbers), version_tables.c.name == "measures", version_tables.c.rows > 0)
        .order_by(version_tables.c.version_id.desc())
    )
    rows = []
    for number, at, data in connection.execute(found):
        defined = from_arrow(data, "measures")
        its = defined.loc[defined["measure"] == measure, "commentary"]
        if len(its):
            rows.append((number, at, its.iloc[-1]))
    columns = {"version_id": "int64", "uploaded_at": "datetime64[us]", "commentary": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _history(connection: Connection, numbers: list[int]) -> pd.DataFrame:
    """Return all definitions, newest version first, with ``age`` counting versions back; a table that repeats word for word counts once."""
    found = (
        select(version_tables.c.data)
        .where(version_tables.c.version_id.in_(numbers), version_tables.c.name == "measures", version_tables.c.rows > 0)
        .order_by(version_tables.c.version_id.desc())
    )
    distinct = dict.fromkeys(bytes(data) for data in connection.scalars(found))
    frames = [from_arrow(data, "measures").assign(age=age) for age, data in enumerate(distinct)]
    return pd.concat(frames, ignore_index=True) if frames else empty("measures").assign(age=0)
