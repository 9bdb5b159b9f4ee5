"""A worker that comes to a bad end in the way that the file's name asks for; run in place of ``loaders.apart.worker`` by the tests of isolation."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from loaders.apart import worker
from loaders.reading import Explained, Question, Reading, Refused
from model import conform

SECRET = "what is in a cell"


class Panic(BaseException):
    """What a panic of a reader written in Rust looks like."""


def read_file(path: Path, name: str, profile: dict[str, str]) -> Reading:
    """End as the name says, or return a small reading."""
    if name == "abort":
        os.abort()
    if name == "copy":
        copy = Path(tempfile.mkdtemp()) / "copy.xls"
        copy.write_text(SECRET, encoding="utf-8")
        Path(path.read_text(encoding="utf-8")).write_text(str(copy), encoding="utf-8")
        os._exit(3)
    if name == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "exit":
        os._exit(3)
    if name == "memory":
        bytearray(8 << 30)
    if name == "busy":
        while True:
            pass
    if name == "sleep":
        time.sleep(600)
    if name == "panic":
        raise Panic
    if name == "deep":
        return read_file(path, name, profile)
    if name == "fault":
        raise KeyError(SECRET)
    if name == "chatter":
        sys.stdout.write("0\n")
        sys.stdout.flush()
        raise Refused("a sentence\nof two lines")
    if name == "refuse":
        raise Refused(f"{name} is refused: {len(path.read_bytes())} bytes.")
    if name == "unequal":
        return Reading(name, "plan", {}, found=3, loaded=1)
    action = {"key": "LA 1", "action": "Visit", "deliver": ["Health", "Police"], "due": pd.Timestamp("2025-03-31")}
    actions = conform([action], "actions")
    question = Question("q1", "Which?", ("a",), (("x", "X"),), "x")
    return Reading(
        name, "plan", {"actions": actions}, 2, 1, [Explained("Plan", 1, "title")], status_map={"G": "on track"}, questions=[question], profile=profile
    )


if __name__ == "__main__":
    worker.read_file = read_file
    worker.WORKER_CPU_SECONDS = 1
    worker.main()
