"""The parent's side of reading a file: a separate, limited process reads it, and whatever happens to that process the parent goes on.

A worker waits with everything imported. On Linux it makes a fresh copy of itself for each file, so no file ever meets what another file left
behind and the next one need not wait for imports; elsewhere each worker reads one file and ends. Nothing crosses but Arrow files and JSON.
"""

import atexit
import json
import logging
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.limits import WORKER_WALL_SECONDS, WORKERS_AT_ONCE, WORKERS_READY
from loaders.naming import describe_bad_size, shown_name

_COMMAND = (sys.executable, "-m", "loaders.apart.worker")
_ROOT = Path(__file__).resolve().parents[2]
_LOG = logging.getLogger("loaders")

# What a worker may see of this process's environment; no settings, addresses or keys.
_PASSED_ON = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")
_SET = {
    "PYTHONUTF8": "1",
    "RUST_BACKTRACE": "0",
    # One thread and one pool of memory: threads would only use up the limited address space, and make copying the process unsafe.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
_LONGEST_REPLY = 1_000


@dataclass
class Answer:
    """What became of one file.

    Parameters
    ----------
    outcome : str
        read or refused.
    sentence : str
        Why it was refused.
    report : dict
        The reading report.
    folder : Path
        Where the worker's files lie, until the answer is put away.
    """

    outcome: str
    sentence: str = ""
    report: dict[str, Any] = field(default_factory=dict)
    folder: Path = Path()


class _Worker:
    """One waiting process."""

    def __init__(self, ready: bool) -> None:
        self.process = subprocess.Popen(
            [*_COMMAND, *(["--ready"] if ready else [])],
            cwd=_ROOT,
            env={**{key: os.environ[key] for key in _PASSED_ON if key in os.environ}, **_SET},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, task: dict[str, Any]) -> int | None:
        """Return the exit code of the process that read the file, None where no reply came in time or at all."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return None
        try:
            stdin.write(json.dumps(task).encode("ascii") + b"\n")
            stdin.flush()
        except OSError:
            return None
        replies: list[bytes] = []
        # A thread, because Windows has no other way of reading a pipe with a time limit.
        reader = threading.Thread(target=lambda: replies.append(stdout.readline(_LONGEST_REPLY)), daemon=True)
        reader.start()
        reader.join(WORKER_WALL_SECONDS)
        if not replies:
            return None
        try:
            return int(replies[0])
        except ValueError:
            return None

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """End the process and everything that it started."""
        with suppress(OSError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        with suppress(OSError, subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


class _Pool:
    """The waiting workers of this process."""

    def __init__(self) -> None:
        self.slots = threading.BoundedSemaphore(WORKERS_AT_ONCE)
        self.lock = threading.Lock()
        self.idle: list[_Worker] = []

    def take(self, ready: bool) -> _Worker:
        with self.lock:
            while self.idle:
                worker = self.idle.pop()
                if worker.alive:
                    return worker
                worker.end()
        return _Worker(ready)

    def put_back(self, worker: _Worker) -> None:
        with self.lock:
            if worker.alive and len(self.idle) < WORKERS_READY:
                self.idle.append(worker)
                return
        worker.end()

    def fill(self) -> None:
        with self.lock:
            if len(self.idle) >= WORKERS_READY:
                return
        self.put_back(_Worker(ready=True))

    def close(self) -> None:
        with self.lock:
            idle, self.idle = self.idle, []
        for worker in idle:
            worker.end()


_pool = _Pool()
atexit.register(lambda: _pool.close())  # noqa: PLW0108 - the pool may have been replaced by then


def _start_afresh() -> None:
    """Forget the parent's workers in a process that was copied from it: they answer to the parent alone."""
    global _pool  # noqa: PLW0603 - one pool for each process is the point
    _pool = _Pool()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_afresh)


def warm() -> None:
    """Start a worker in the background, so that the first file need not wait for imports."""
    threading.Thread(target=_pool.fill, daemon=True).start()


@contextmanager
def read_apart(source: str | Path | bytes, name: str, profile: dict[str, str], form: str = "arrow") -> Iterator[Answer]:
    """Read a file in a separate process and yield what became of it; the answer's files are gone afterwards.

    Parameters
    ----------
    source : str, Path or bytes
        A path, or the file itself.
    name : str
        The file's own name.
    profile : dict
        Answers given earlier for this layout.
    form : {"arrow", "json"}
        Whether the tables come back as Arrow files (for a program) or as one JSON text (for the command line).
    """
    own = shown_name(name)
    if isinstance(source, bytes):
        size = len(source)
    else:
        path = Path(source).resolve()
        if not path.is_file():
            yield Answer("refused", f"There is no file {own} to read: check its name and folder.")
            return
        size = path.stat().st_size
    bad_size = describe_bad_size(size, own)
    if bad_size:
        yield Answer("refused", bad_size)
        return
    with tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if isinstance(source, bytes):
            path = folder / "upload"
            path.write_bytes(source)
        task = {"path": str(path), "name": own, "profile": profile, "folder": str(folder), "form": form}
        code = _run(task, keep=form == "arrow")
        yield _collect(folder, own, code)


def _run(task: dict[str, Any], keep: bool) -> int | None:
    with _pool.slots:
        worker = _pool.take(ready=keep)
        code: int | None = None
        try:
            code = worker.ask(task)
        finally:
            # A worker that gave no reply may be stuck; one that is not copied for each file has done its work.
            if code is not None and keep and sys.platform == "linux":
                _pool.put_back(worker)
            else:
                worker.end()
                if keep:
                    warm()
    return code


def _collect(folder: Path, name: str, code: int | None) -> Answer:
    """Return the worker's answer, or what its end says where it left none."""
    try:
        answer = json.loads((folder / "answer.json").read_bytes()) if code == 0 else None
    except (OSError, ValueError):
        answer = None
    if not isinstance(answer, dict):
        _LOG.warning("A worker ended without an answer (exit code %s).", code)
        return Answer("refused", too_big_or_damaged(name))
    if answer.get("outcome") == "broken":
        reference = secrets.token_hex(4).upper()
        _LOG.error("Reference %s: %s at %s.", reference, answer.get("kind"), answer.get("where"))
        sentence = (
            f"{name} could not be read because of a fault in this program (reference {reference}): "
            "please tell the people who look after this dashboard."
        )
        return Answer("refused", sentence)
    return Answer(str(answer.get("outcome")), str(answer.get("sentence", "")), answer.get("report") or {}, folder)


def too_big_or_damaged(name: str) -> str:
    """Return what is said of a file whose reading came to a bad end."""
    return f"{name} is too big or damaged and could not be read: delete what is not needed, save it as a new Excel workbook (.xlsx) and upload that."
