"""Servers started for a measurement, and visitors who talk to them as a browser does."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

ROOT = Path(__file__).resolve().parents[1]
START_WITHIN = ANSWER_WITHIN = 90.0  # seconds on a busy machine


@dataclass(frozen=True)
class Server:
    """A running server.

    Parameters
    ----------
    address : str
        Without a slash at the end.
    process : psutil.Process
    """

    address: str
    process: psutil.Process

    def used(self) -> float:
        """Return the processor time that the server and what it started have used, in milliseconds."""
        total = 0.0
        for process in (self.process, *self.process.children(recursive=True)):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
        return total * 1_000

    def resident(self) -> float:
        """Return the memory of the server's own process, in MB."""
        return self.process.memory_info().rss / 1e6


@contextmanager
def serve(script: Path, *, quick: bool, database: Path | None = None) -> Iterator[Server]:
    """Serve an app until the measurement is over.

    Parameters
    ----------
    script : Path
        ``serve.py`` or an app that Streamlit can run.
    quick : bool
        Run the script itself, as `python serve.py` is; otherwise the usual ``streamlit run`` with its default settings.
    database : Path, optional
        The store of the dashboard.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DASHBOARD_PORT": str(port), "PYTHONPATH": str(ROOT)}
    if database:
        environment["DASHBOARD_DATABASE_URL"] = f"sqlite:///{database.as_posix()}"
    usual = ["-m", "streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1"]
    command = [sys.executable, *([str(script)] if quick else usual)]
    server = subprocess.Popen(command, cwd=script.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health", server)
        yield Server(address, psutil.Process(server.pid))
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("A server that was to be measured did not start.")


class Visitor:
    """A browser's side of the conversation, without the drawing.

    Parameters
    ----------
    server : Server
    page : str
        The page's address, empty for the first.
    """

    def __init__(self, server: Server, page: str = "") -> None:
        address = server.address.replace("http", "ws") + "/_stcore/stream"
        self._socket: ClientConnection = connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)
        self._state = ClientState(page_name=page)
        self.elements: list[Delta] = []

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def rerun(self) -> None:
        """Ask for the page and read until it has been sent whole."""
        self.ask()
        while not self.read(ANSWER_WITHIN):
            pass
        if self.count("exception"):
            raise RuntimeError("A page that was to be measured failed.")

    def ask(self) -> None:
        """Ask for the page and do not wait for it."""
        self.elements = []
        self._socket.send(BackMsg(rerun_script=self._state).SerializeToString())

    def read(self, within: float) -> bool:
        """Read one message; return whether it was the page's end."""
        message = ForwardMsg.FromString(self._socket.recv(timeout=within))
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._state.page_script_hash = message.navigation.page_script_hash
        elif kind == "delta":
            self.elements.append(message.delta)
        return kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def count(self, kind: str) -> int:
        """Return how many elements of a kind the last page had."""
        return sum(delta.WhichOneof("type") == "new_element" and delta.new_element.WhichOneof("type") == kind for delta in self.elements)

    def choose(self, label: str, places: int = 0) -> None:
        """Choose another option of a list at the next rerun: the one so many places down."""
        for delta in self.elements:
            box = delta.new_element.selectbox
            if box.label == label:
                state = next((state for state in self._state.widget_states.widgets if state.id == box.id), None)
                state = state or self._state.widget_states.widgets.add(id=box.id)
                state.string_value = box.options[places % len(box.options)]
                return
        raise LookupError(f"The page has no list {label}.")
