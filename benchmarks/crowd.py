"""Many people on one process, each touching a filter every five seconds: how long they wait."""

import asyncio
import random
import statistics
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.visits import Server

EVERY = 5.0  # seconds between two touches of one person
TOUCHES = 4  # of each person; the first is not counted


def find_waits(server: Server, people: int, label: str) -> float:
    """Return the wait in milliseconds that 95 of 100 touches do not exceed.

    Parameters
    ----------
    server : Server
    people : int
    label : str
        The list of which each person chooses another option every time.
    """
    waits = asyncio.run(_send(server, people, label))
    return statistics.quantiles(waits, n=20)[-1] * 1_000


async def _send(server: Server, people: int, label: str) -> list[float]:
    chance = random.Random(people)
    crowd = [_come(server, label, chance.random() * EVERY, chance.randrange(100)) for _ in range(people)]
    return [wait for waits in await asyncio.gather(*crowd) for wait in waits]


async def _come(server: Server, label: str, delay: float, first: int) -> list[float]:
    """Open the page and touch the list; return how long each touch but the first waited for its answer, in seconds."""
    await asyncio.sleep(delay)
    waits = []
    state = ClientState()
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None, open_timeout=60) as connection:
        box = await _ask(connection, state, label)
        for touch in range(TOUCHES):
            due = time.monotonic() + EVERY
            _choose(state, box, first + touch)
            began = time.perf_counter()
            box = await _ask(connection, state, label)
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(max(due - time.monotonic(), 0))
    return waits[1:]


async def _ask(connection: ClientConnection, state: ClientState, label: str) -> Selectbox:
    """Ask for the page, read it whole and return its list of that name."""
    await connection.send(BackMsg(rerun_script=state).SerializeToString())
    found = None
    while True:
        message = ForwardMsg.FromString(await connection.recv())
        kind = message.WhichOneof("type")
        if kind == "navigation":
            state.page_script_hash = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.new_element.selectbox.label == label:
            found = message.delta.new_element.selectbox
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            if found is None:
                raise RuntimeError(f"The page has no list {label}.")
            return found


def _choose(state: ClientState, box: Selectbox, place: int) -> None:
    del state.widget_states.widgets[:]
    state.widget_states.widgets.add(id=box.id, string_value=box.options[place % len(box.options)])
