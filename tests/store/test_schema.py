"""Where the store is, and that its tables are plain enough for another database."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from store import open_store, schema
from tests.store.examples import keep, plan


def test_the_address_comes_from_the_environment_and_folders_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "folder" / "store.sqlite"
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", f"sqlite:///{path.as_posix()}")
    open_store().close()
    assert path.is_file()


def test_a_relative_address_stands_beside_dashboard_py(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PROJECT_FOLDER", tmp_path)
    monkeypatch.delenv("DASHBOARD_DATABASE_URL", raising=False)
    open_store().close()
    assert (tmp_path / "var" / "dashboard.sqlite").is_file()


def test_a_store_opened_again_has_what_was_saved(address: str) -> None:
    first = open_store(address)
    keep(first, plan(["Train staff"]), b"1")
    first.close()
    again = open_store(address)
    assert again.table(1, "actions")["action"].tolist() == ["Train staff"]
    again.close()


def test_a_store_in_memory_works(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store("sqlite://")
    store.save(plan(["A"]), b"1", council="Wyreford", plan="P", who="officer", when=datetime(2026, 1, 1))
    assert store.councils() == ["Wyreford"]
    store.close()


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_in_postgresql(table: schema.Table) -> None:
    assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
