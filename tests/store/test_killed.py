"""A process that ends at any point of a save leaves the old state or the new one, never half."""

import subprocess
import sys
from pathlib import Path

import pytest

from store import Store, open_store
from tests.store.examples import keep, large_figures

ROOT = Path(__file__).resolve().parents[2]
# The process ends after so many statements of the save.
STATEMENTS = ["1", "3", "5", "8", "12", "14", "17", "18"]


@pytest.fixture(scope="module")
def first_upload(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the database file after a first upload."""
    path = tmp_path_factory.mktemp("first") / "store.sqlite"
    store = open_store(f"sqlite:///{path.as_posix()}")
    keep(store, large_figures(1.0), b"first")
    store.close()
    return path.read_bytes()


def whole_state(store: Store) -> dict:
    """Return all that can be seen of the uploads."""
    shown = store.observations("Wyreford")
    return {
        "versions": store.versions()["version_id"].tolist(),
        "journal": store.journal()["entry_id"].tolist(),
        "figures": (len(shown), shown["value"].unique().tolist(), shown["version_id"].unique().tolist()),
        "own figures": [len(store.table(v, "observations")) for v in store.versions()["version_id"]],
        "risks": store.records("Wyreford", "risks")["score"].tolist(),
        "files": [store.file(v)[1] for v in store.versions()["version_id"]],
    }


OLD = {"versions": [1], "journal": [1], "figures": (6_000, [1.0], [1]), "own figures": [6_000], "risks": [1], "files": [b"first"]}
NEW = {
    "versions": [2, 1], "journal": [1, 2], "figures": (6_000, [2.0], [2]), "own figures": [6_000, 6_000], "risks": [2],
    "files": [b"second", b"first"],
}


@pytest.mark.parametrize(
    ("point", "expected"),
    [*((point, OLD) for point in STATEMENTS), ("in the middle of a statement", OLD), ("before commit", OLD), ("after commit", NEW)],
)
def test_a_killed_save_leaves_the_old_state_or_the_new(tmp_path: Path, first_upload: bytes, point: str, expected: dict) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(first_upload)
    address = f"sqlite:///{path.as_posix()}"
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.killed_while_saving", address, point], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode in (-9, 9), run.stderr
    store = open_store(address)
    assert whole_state(store) == expected
    # And the store goes on working.
    saved = keep(store, large_figures(2.0), b"second")
    assert saved.already == (expected is NEW)
    assert whole_state(store) == NEW
    store.close()
