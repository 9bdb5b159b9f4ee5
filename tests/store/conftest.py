"""A new store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store, open_store


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Return the address of a store that does not exist yet."""
    return f"sqlite:///{(tmp_path / 'store.sqlite').as_posix()}"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """Return an empty store."""
    opened = open_store(address)
    yield opened
    opened.close()
