"""Saving a version whole, and giving back what was saved."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

import pandas as pd
from sqlalchemy import Connection, RowMapping, func, insert, select

from model import empty, from_arrow, to_arrow
from model.frames import json_default
from store import writing
from store.schema import SAVED, WITHDRAWN, councils, files, journal, next_number, reports, version_tables, versions


class ReadingLike(Protocol):
    """What the store needs of a reading: the attributes of ``loaders.reading.Reading``."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def kind(self) -> str:
        """What the file is: plan, figures ..."""

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Canonical tables by name."""

    @property
    def found(self) -> int:
        """Rows with anything in them."""

    @property
    def loaded(self) -> int:
        """Rows that became records."""

    @property
    def explained(self) -> Sequence[Any]:
        """The other rows, each with its reason."""

    @property
    def profile(self) -> Mapping[str, str]:
        """The answers in use, question id to value."""

    def report(self) -> dict[str, Any]:
        """Return everything but the tables."""


@dataclass(frozen=True)
class Saved:
    """The version that holds an upload; ``already`` where it was there before."""

    version_id: int
    already: bool


def save(connection: Connection, reading: ReadingLike, data: bytes, *, council: str, plan: str, who: str, when: datetime) -> Saved:
    """Write a version with everything that belongs to it. The caller commits."""
    sha256 = hashlib.sha256(data).hexdigest()
    council_id = _council_id(connection, council)
    there = _on_show_with(connection, council_id, plan, sha256)
    if there is not None and report(connection, there).get("profile", {}) == dict(reading.profile):
        return Saved(there, already=True)  # the same file read with other answers is a new version; its bytes are kept once
    version_id = _write_line(connection, SAVED, None, who=who, when=when, why=None)
    if connection.scalar(select(files.c.size).where(files.c.sha256 == sha256)) is None:
        connection.execute(insert(files).values(sha256=sha256, size=len(data), data=data))
    figures = reading.tables.get("observations", empty("observations"))
    connection.execute(
        insert(versions).values(
            version_id=version_id, council_id=council_id, plan=plan, kind=reading.kind, file=reading.file, sha256=sha256,
            found=reading.found, loaded=reading.loaded, explained=len(reading.explained),
            actions=len(reading.tables.get("actions", ())), observations=len(figures), **_title(reading),
        )
    )
    written = json.dumps({**reading.report(), "profile": dict(reading.profile)}, ensure_ascii=False, default=json_default)
    connection.execute(insert(reports).values(version_id=version_id, report=written))
    for name, table in reading.tables.items():
        if name != "observations":
            connection.execute(insert(version_tables).values(version_id=version_id, name=name, rows=len(table), data=to_arrow(table)))
    writing.save_observations(connection, council_id, version_id, figures)
    return Saved(version_id, already=False)


def note(connection: Connection, version_id: int, what: str, *, who: str, when: datetime, why: str) -> None:
    """Write that a version was withdrawn or restored, unless that is its state already."""
    _row(connection, version_id)
    last = connection.scalar(select(journal.c.what).where(journal.c.version_id == version_id).order_by(journal.c.entry_id.desc()).limit(1))
    if (what == WITHDRAWN) != (last == WITHDRAWN):
        _write_line(connection, what, version_id, who=who, when=when, why=why)


def listing(connection: Connection, council: str | None, kind: str | None, withdrawn: bool, until: int | None) -> pd.DataFrame:
    """Return the versions, newest first."""
    last = _last_words(until)
    found = (
        select(
            versions.c.version_id, councils.c.name.label("council"), versions.c.plan, versions.c.kind, versions.c.title, versions.c.label,
            versions.c.as_at, versions.c.file, versions.c.sha256, files.c.size, journal.c.at.label("uploaded_at"),
            journal.c.who.label("uploaded_by"), (last.c.what == WITHDRAWN).label("withdrawn"), versions.c.found, versions.c.loaded,
            versions.c.explained, versions.c.actions, versions.c.observations,
        )
        .join(councils, councils.c.council_id == versions.c.council_id)
        .join(files, files.c.sha256 == versions.c.sha256)
        .join(journal, journal.c.entry_id == versions.c.version_id)
        .join(last, last.c.version_id == versions.c.version_id)
        .order_by(versions.c.version_id.desc())
    )
    if council is not None:
        found = found.where(councils.c.name == council)
    if kind is not None:
        found = found.where(versions.c.kind == kind)
    if not withdrawn:
        found = found.where(last.c.what != WITHDRAWN)
    rows = connection.execute(found)
    frame = pd.DataFrame(rows.fetchall(), columns=list(rows.keys()))
    kinds = dict.fromkeys(("council", "plan", "kind", "title", "label", "file", "sha256", "uploaded_by"), "str")
    kinds |= dict.fromkeys(("version_id", "size", "found", "loaded", "explained", "actions", "observations"), "int64")
    kinds |= dict.fromkeys(("as_at", "uploaded_at"), "datetime64[us]") | {"withdrawn": "bool"}
    return frame.astype(kinds)


def on_show(connection: Connection, council: str, until: int | None) -> list[int]:
    """Return the numbers of the council's versions that are not withdrawn, newest first."""
    last = _last_words(until)
    found = (
        select(versions.c.version_id)
        .join(councils, councils.c.council_id == versions.c.council_id)
        .join(last, last.c.version_id == versions.c.version_id)
        .where(councils.c.name == council, last.c.what != WITHDRAWN)
        .order_by(versions.c.version_id.desc())
    )
    return list(connection.scalars(found))


def history(connection: Connection, version_id: int | None) -> pd.DataFrame:
    """Return the journal, oldest first."""
    found = select(journal.c.entry_id, journal.c.what, journal.c.version_id, journal.c.who, journal.c.at, journal.c.why).order_by(journal.c.entry_id)
    if version_id is not None:
        found = found.where(journal.c.version_id == version_id)
    rows = connection.execute(found)
    frame = pd.DataFrame(rows.fetchall(), columns=list(rows.keys()))
    return frame.astype({"entry_id": "int64", "what": "str", "version_id": "int64", "who": "str", "at": "datetime64[us]", "why": "str"})


def until(connection: Connection, when: datetime) -> int:
    """Return the last journal line before the first one that is later than a moment."""
    later = connection.scalar(select(func.min(journal.c.entry_id)).where(journal.c.at > _utc(when)))
    lines = select(func.coalesce(func.max(journal.c.entry_id), 0))
    return int(connection.scalar(lines if later is None else lines.where(journal.c.entry_id < later)) or 0)


def tables(connection: Connection, version_id: int) -> dict[str, pd.DataFrame]:
    """Return the version's canonical tables but its observations."""
    _row(connection, version_id)
    rows = connection.execute(select(version_tables.c.name, version_tables.c.data).where(version_tables.c.version_id == version_id))
    return {name: from_arrow(data, name) for name, data in rows}


def table(connection: Connection, version_id: int, name: str) -> pd.DataFrame:
    """Return one canonical table of a version, empty where it has none."""
    _row(connection, version_id)
    data = connection.scalar(select(version_tables.c.data).where(version_tables.c.version_id == version_id, version_tables.c.name == name))
    return empty(name) if data is None else from_arrow(data, name)


def report(connection: Connection, version_id: int) -> dict[str, Any]:
    """Return the reading report."""
    _row(connection, version_id)
    return dict(json.loads(connection.scalar(select(reports.c.report).where(reports.c.version_id == version_id)) or "{}"))


def file(connection: Connection, version_id: int) -> tuple[str, bytes]:
    """Return the file's name and bytes."""
    row = _row(connection, version_id)
    return row["file"], bytes(connection.scalar(select(files.c.data).where(files.c.sha256 == row["sha256"])) or b"")


def fingerprint(connection: Connection, version_id: int) -> str:
    """Return the file's SHA-256."""
    return str(_row(connection, version_id)["sha256"])


def profile(connection: Connection, council: str, plan: str) -> dict[str, str]:
    """Return the newest answers that a version of the plan, not withdrawn, was read with."""
    last = _last_words(None)
    found = (
        select(reports.c.report)
        .join(versions, versions.c.version_id == reports.c.version_id)
        .join(councils, councils.c.council_id == versions.c.council_id)
        .join(last, last.c.version_id == versions.c.version_id)
        .where(councils.c.name == council, versions.c.plan == plan, last.c.what != WITHDRAWN)
        .order_by(versions.c.version_id.desc())
    )
    answers = (json.loads(text).get("profile") for text in connection.scalars(found))
    return next((answer for answer in answers if answer), {})


def councils_with_versions(connection: Connection) -> list[str]:
    """Return the councils with a version on show, by name."""
    last = _last_words(None)
    found = (
        select(councils.c.name).distinct()
        .join(versions, versions.c.council_id == councils.c.council_id)
        .join(last, last.c.version_id == versions.c.version_id)
        .where(last.c.what != WITHDRAWN)
    )
    return sorted(connection.scalars(found), key=str.casefold)


def plans_of(connection: Connection, council: str) -> list[str]:
    """Return the council's plans with a version on show, by name."""
    last = _last_words(None)
    found = (
        select(versions.c.plan).distinct()
        .join(councils, versions.c.council_id == councils.c.council_id)
        .join(last, last.c.version_id == versions.c.version_id)
        .where(councils.c.name == council, versions.c.kind == "plan", last.c.what != WITHDRAWN)
    )
    return sorted(connection.scalars(found), key=str.casefold)


def _last_words(until: int | None) -> Any:
    """Return, as a subquery, the last thing that happened to each version."""
    numbers = select(journal.c.version_id, func.max(journal.c.entry_id).label("entry_id")).group_by(journal.c.version_id)
    if until is not None:
        numbers = numbers.where(journal.c.entry_id <= until)
    last = numbers.subquery()
    return select(journal.c.version_id, journal.c.what).join(last, last.c.entry_id == journal.c.entry_id).subquery()


def _row(connection: Connection, version_id: int) -> RowMapping:
    row = connection.execute(select(versions).where(versions.c.version_id == version_id)).mappings().first()
    if row is None:
        raise KeyError(f"There is no version {version_id}.")
    return row


def _on_show_with(connection: Connection, council_id: int, plan: str, sha256: str) -> int | None:
    last = _last_words(None)
    found = (
        select(func.max(versions.c.version_id))
        .join(last, last.c.version_id == versions.c.version_id)
        .where(versions.c.council_id == council_id, versions.c.plan == plan, versions.c.sha256 == sha256, last.c.what != WITHDRAWN)
    )
    return connection.scalar(found)


def _council_id(connection: Connection, council: str) -> int:
    known = connection.scalar(select(councils.c.council_id).where(councils.c.name == council))
    if known is not None:
        return int(known)
    number = next_number(connection, councils.c.council_id)
    connection.execute(insert(councils).values(council_id=number, name=council))
    return number


def _write_line(connection: Connection, what: str, version_id: int | None, *, who: str, when: datetime, why: str | None) -> int:
    number = next_number(connection, journal.c.entry_id)
    connection.execute(
        insert(journal).values(entry_id=number, what=what, version_id=version_id or number, who=who, at=_utc(when), why=why)
    )
    return number


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _title(reading: ReadingLike) -> dict[str, str | date | None]:
    """Return title, version and as-at date as the file states them."""
    plan = reading.tables.get("plans", empty("plans"))
    if plan.empty:
        return {"title": None, "label": None, "as_at": None}
    first = plan.iloc[0]
    return {
        "title": None if pd.isna(first["title"]) else str(first["title"]),
        "label": None if pd.isna(first["version"]) else str(first["version"]),
        "as_at": None if pd.isna(first["as_at"]) else first["as_at"].date(),
    }
