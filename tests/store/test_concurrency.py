"""Several sessions save and read one store at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from store import Store, open_store
from tests.store.examples import MONDAY, figures, keep

ROOT = Path(__file__).resolve().parents[2]


def test_threads_share_a_store(store: Store) -> None:
    keep(store, figures([("CP1", "890", "2020-03-31", 0.0)]), b"0")

    def save_and_read(number: int) -> int:
        reading = figures([("CP1", "890", f"{2020 + number}-03-31", float(number))])
        saved = keep(store, reading, str(number).encode(), when=MONDAY + timedelta(days=number))
        assert store.series("Wyreford", "CP1", "890", until=saved.version_id)["value"].tolist()[0] == 0.0
        return saved.version_id

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(save_and_read, range(1, 17)))
    assert sorted(numbers) == list(range(2, 18))
    assert store.series("Wyreford", "CP1", "890")["value"].tolist() == [float(n) for n in range(17)]


def test_the_same_file_saved_by_many_at_once_is_stored_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        saved = list(threads.map(lambda _: keep(store, figures([("CP1", "890", "2025-03-31", 1.0)]), b"same"), range(8)))
    assert [s.version_id for s in saved] == [1] * 8
    assert sorted(s.already for s in saved) == [False] + [True] * 7


def test_two_processes_save_into_one_store(address: str) -> None:
    command = (
        "import sys; from store import open_store; from tests.store.examples import figures, keep; s = open_store(sys.argv[1])\n"
        "for n in range(10): keep(s, figures([('CP' + sys.argv[2], '890', f'{2000 + n}-03-31', float(n))]), f'{sys.argv[2]} {n}'.encode())"
    )
    open_store(address).close()
    running = [subprocess.Popen([sys.executable, "-c", command, address, name], cwd=ROOT, stderr=subprocess.PIPE, text=True) for name in "12"]
    for process in running:
        _, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
    store = open_store(address)
    assert store.versions()["version_id"].tolist() == list(range(20, 0, -1))
    assert len(store.series("Wyreford", "CP1", "890")) == len(store.series("Wyreford", "CP2", "890")) == 10
    store.close()
