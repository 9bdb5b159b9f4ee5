"""The tables of the store, and how a database is opened.

Nothing is ever changed in place. What happens (a file saved, withdrawn, restored) is one numbered line of the journal,
and a saved version's number is the number of its line; so "what was known then" is simply "lines up to n".
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
)
from sqlalchemy.pool import StaticPool

ENVIRONMENT_VARIABLE = "DASHBOARD_DATABASE_URL"
DEFAULT_URL = "sqlite:///var/dashboard.sqlite"
# Relative database files stand beside dashboard.py wherever the command was started.
PROJECT_FOLDER = Path(__file__).resolve().parents[1]

# How long a session waits while another one saves.
BUSY_SECONDS = 60
# Pages of the database that each connection may hold in memory, in KiB: a reader stays small, a big save is given room and then gives it back.
READING_CACHE_KIB = 1_024
SAVING_CACHE_KIB = 65_536

SAVED, WITHDRAWN, RESTORED = "saved", "withdrawn", "restored"

metadata = MetaData()

councils = Table(
    "councils", metadata,
    Column("council_id", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False, unique=True),
)

journal = Table(
    "journal", metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=False),
    Column("what", String(10), nullable=False),
    Column("version_id", Integer, nullable=False),
    Column("who", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("why", Text),
    Index("journal_of_version", "version_id", "entry_id"),
)

# A file's bytes are kept once however many versions they belong to.
files = Table(
    "files", metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

versions = Table(
    "versions", metadata,
    Column("version_id", Integer, ForeignKey("journal.entry_id"), primary_key=True, autoincrement=False),
    Column("council_id", Integer, ForeignKey("councils.council_id"), nullable=False),
    Column("plan", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", Text),
    Column("label", Text),
    Column("as_at", Date),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("found", Integer, nullable=False),
    Column("loaded", Integer, nullable=False),
    Column("explained", Integer, nullable=False),
    Column("actions", Integer, nullable=False),
    Column("observations", Integer, nullable=False),
    Index("versions_of_council", "council_id", "version_id"),
)

reports = Table(
    "reports", metadata,
    Column("version_id", Integer, ForeignKey("versions.version_id"), primary_key=True, autoincrement=False),
    Column("report", Text, nullable=False),
)

# A canonical table of a version, as Arrow bytes.
version_tables = Table(
    "version_tables", metadata,
    Column("version_id", Integer, ForeignKey("versions.version_id"), primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The dimensions of observations, coded as whole numbers. A measure belongs to a council, so its number implies both.
measures = Table(
    "measures", metadata,
    Column("measure_id", Integer, primary_key=True, autoincrement=False),
    Column("council_id", Integer, ForeignKey("councils.council_id"), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("council_id", "name"),
)

areas = Table(
    "areas", metadata,
    Column("area_id", Integer, primary_key=True, autoincrement=False),
    Column("code", String),
    Column("name", Text),
    Column("level", String),
    Index("areas_by_code", "code"),
)

breakdowns = Table(
    "breakdowns", metadata,
    Column("breakdown_id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text),
    Index("breakdowns_by_name", "name"),
)

# One line on a chart: what a series of observations has in common.
series = Table(
    "series", metadata,
    Column("series_id", Integer, primary_key=True, autoincrement=False),
    Column("measure_id", Integer, ForeignKey("measures.measure_id"), nullable=False),
    Column("breakdown_id", Integer, ForeignKey("breakdowns.breakdown_id"), nullable=False),
    Column("area_id", Integer, ForeignKey("areas.area_id"), nullable=False),
    Column("unit", String),
    Index("series_by_measure", "measure_id", "breakdown_id", "area_id"),
    Index("series_by_area", "area_id", "measure_id", "breakdown_id"),
)

# Dates are days since 1 January 1970. No foreign keys here: they would double the time of the largest save, and only
# `store.writing` writes this table, in the transaction that writes the version and the series.
observations = Table(
    "observations", metadata,
    Column("series_id", Integer, primary_key=True, autoincrement=False),
    Column("period_end", Integer, primary_key=True, autoincrement=False),
    Column("version_id", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("period_start", Integer),
    Column("value", Float(53)),
    Column("numerator", Float(53)),
    Column("denominator", Float(53)),
    Column("symbol", String),
    Column("as_at", Integer),
    sqlite_with_rowid=False,
)

# Answers to a board's questions and to what the pages ask, one line each; ``after`` is the last journal line there was, which puts them in time.
answers = Table(
    "answers", metadata,
    Column("answer_id", Integer, primary_key=True, autoincrement=False),
    Column("council_id", Integer, ForeignKey("councils.council_id"), nullable=False),
    Column("plan", String, nullable=False),
    Column("question", String, nullable=False),
    Column("board", Date),
    Column("answer", Text, nullable=False),
    Column("figure", Float(53)),
    Column("who", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("version_id", Integer),
    Column("after", Integer, nullable=False),
    Index("answers_of_council", "council_id", "plan", "answer_id"),
)


def connect(url: str | None = None) -> Engine:
    """Return an engine on the database, its tables made where they are absent.

    Parameters
    ----------
    url : str, optional
        A SQLAlchemy address; else the environment's ``DASHBOARD_DATABASE_URL``; else a file under ``var``.
    """
    address = make_url(url or os.environ.get(ENVIRONMENT_VARIABLE) or DEFAULT_URL)
    # What a cell holds never reaches a log through an error's text.
    options: dict[str, Any] = {"hide_parameters": True}
    if address.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        if address.database in (None, "", ":memory:"):
            options["poolclass"] = StaticPool
        else:
            path = PROJECT_FOLDER / str(address.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            address = address.set(database=str(path))
    engine = create_engine(address, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    # A store that has every table is opened without waiting for a save; one made by an earlier release is given the tables it lacks.
    if not set(metadata.tables) <= set(inspect(engine).get_table_names()):
        with engine.execution_options(saving=True).begin() as connection:
            metadata.create_all(connection)
    return engine


@contextmanager
def write(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that is committed whole at the end, or not at all.

    One at a time passes: numbers are then given in the order in which they become visible, and the past never grows a line.
    """
    with engine.execution_options(saving=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE journal IN EXCLUSIVE MODE")
        with _room_for_saving(connection):
            yield connection


@contextmanager
def _room_for_saving(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size = -{SAVING_CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{READING_CACHE_KIB}")


def next_number(connection: Connection, column: Any) -> int:
    """Return the next free number of a key; saves run one at a time, so nobody else takes it."""
    return int(connection.scalar(select(func.coalesce(func.max(column), 0))) or 0) + 1


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    # The transaction is begun by `_begin_sqlite`, not by the driver's own guess.
    raw.isolation_level = None
    # Write-ahead: readers go on while a save runs, and what a killed process left half written is ignored.
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute(f"PRAGMA cache_size = -{READING_CACHE_KIB}")


def _begin_sqlite(connection: Connection) -> None:
    # A save takes the write lock at once: two sessions then wait for each other instead of failing half way.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("saving") else "BEGIN")
