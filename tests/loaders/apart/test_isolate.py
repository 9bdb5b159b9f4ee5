"""Whatever becomes of the process that reads a file, its parent goes on and the person gets one sentence."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import loaders
from loaders.apart import isolate
from loaders.reading import Refused
from tests.loaders.misbehaving import SECRET

limited = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these limits on a process")


@pytest.fixture
def misbehaving(monkeypatch):
    """Workers that end as the file's name says."""
    pool = isolate._Pool()
    monkeypatch.setattr(isolate, "_COMMAND", (sys.executable, "-m", "tests.loaders.misbehaving"))
    monkeypatch.setattr(isolate, "_pool", pool)
    yield pool
    pool.close()


def refusal(name, data=b"x"):
    with pytest.raises(Refused) as refused:
        loaders.read(data, name)
    return str(refused.value)


def test_a_reading_crosses_whole(misbehaving):
    reading = loaders.read(b"x", "plan.xlsx", {"q1": "x"})
    assert (reading.file, reading.kind, reading.found, reading.loaded) == ("plan.xlsx", "plan", 2, 1)
    assert reading.explained[0].why == "title"
    assert reading.questions[0].choices == (("x", "X"),)
    assert reading.profile == {"q1": "x"}
    row = reading.tables["actions"].iloc[0]
    assert (row["action"], row["deliver"], str(row["due"])[:10]) == ("Visit", ["Health", "Police"], "2025-03-31")


@limited
@pytest.mark.parametrize("name", ["abort", "kill", "exit", "memory", "busy", "panic", "deep"])
def test_a_worker_that_dies_is_one_sentence(misbehaving, name):
    sentence = refusal(name)
    assert sentence.startswith(f"{name} is too big or damaged")
    assert loaders.read(b"x", "after.xlsx").loaded == 1


def test_what_a_worker_put_down_is_gone_though_it_was_ended(misbehaving, tmp_path):
    told = tmp_path / "where"
    assert "too big or damaged" in refusal("copy", str(told).encode())
    assert told.read_text(encoding="utf-8").endswith("copy.xls")
    assert not Path(told.read_text(encoding="utf-8")).exists()


def test_a_worker_that_never_answers_is_ended(misbehaving, monkeypatch):
    loaders.read(b"x", "first.xlsx")
    monkeypatch.setattr(isolate, "WORKER_WALL_SECONDS", 0.5)
    assert "too big or damaged" in refusal("sleep")
    monkeypatch.setattr(isolate, "WORKER_WALL_SECONDS", 90)
    assert loaders.read(b"x", "after.xlsx").loaded == 1


def test_a_worker_that_ends_before_it_is_asked(misbehaving, monkeypatch):
    monkeypatch.setattr(isolate, "_COMMAND", (sys.executable, "-c", "pass"))
    assert "too big or damaged" in refusal("plan.xlsx")


def test_a_worker_that_says_nonsense(misbehaving, monkeypatch):
    monkeypatch.setattr(isolate, "_COMMAND", (sys.executable, "-c", "print('nonsense')"))
    assert "too big or damaged" in refusal("plan.xlsx")


def test_a_fault_of_the_program_has_a_reference_and_no_cell_in_the_log(misbehaving, caplog):
    with caplog.at_level(logging.ERROR, logger="loaders"):
        sentence = refusal("fault")
    assert "reference" in sentence
    assert SECRET not in sentence
    reference = sentence.partition("reference ")[2][:8]
    assert reference in caplog.text
    assert "KeyError" in caplog.text
    assert "misbehaving.py" in caplog.text
    assert SECRET not in caplog.text


def test_a_refusal_crosses_as_its_sentence(misbehaving):
    assert refusal("refuse", b"four") == "refuse is refused: 4 bytes."


def test_what_a_worker_prints_is_no_answer(misbehaving):
    assert refusal("chatter") == "a sentence of two lines"


def test_rows_that_do_not_add_up_are_refused(misbehaving):
    assert "can be accounted for" in refusal("unequal")


def test_a_source_may_be_a_path_or_bytes(misbehaving, tmp_path):
    path = tmp_path / "refuse"
    path.write_bytes(b"three")
    with pytest.raises(Refused, match="5 bytes"):
        loaders.read(path)
    with pytest.raises(Refused, match="5 bytes"):
        loaders.read(str(path))


def test_a_missing_file_and_an_empty_one_need_no_worker(monkeypatch, tmp_path):
    monkeypatch.setattr(isolate, "_COMMAND", ("no such program",))
    with pytest.raises(Refused, match=r"There is no file plan\.xlsx"):
        loaders.read(tmp_path / "plan.xlsx")
    with pytest.raises(Refused, match="empty"):
        loaders.read(b"", "plan.xlsx")


def test_a_name_cannot_break_the_sentence(misbehaving):
    assert refusal("../../re\nfuse\u202e.xlsx", b"") == "re fuse.xlsx is empty: save the spreadsheet again and upload it once more."


def test_several_at_once(misbehaving):
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(loaders.read(b"x", "plan.xlsx").loaded)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1, 1]
    assert len(misbehaving.idle) <= isolate.WORKERS_READY


def test_workers_see_no_settings_of_the_parent(monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", "secret")
    seen = {}

    class StopError(Exception):
        pass

    def note(command, **options):
        seen.update(options)
        raise StopError

    monkeypatch.setattr(subprocess, "Popen", note)
    with pytest.raises(StopError):
        isolate._Worker(ready=True)
    assert "DASHBOARD_DATABASE_URL" not in seen["env"]
    assert seen["env"]["PYTHONUTF8"] == "1"


@limited
def test_a_worker_ends_when_its_parent_does():
    script = "from loaders.apart import isolate; w = isolate._Worker(ready=False); print(w.process.pid, flush=True); import os; os._exit(0)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=isolate._ROOT, check=True)
    pid = int(run.stdout)
    assert any(_gone(pid) for _ in range(2_000))


def _gone(pid):
    """Whether a process is no more (or only waits to be counted), looking a hundredth of a second later each time."""
    threading.Event().wait(0.01)
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
