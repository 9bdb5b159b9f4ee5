"""Run by a test: save a second upload, and end this process without warning at a chosen point of it.

Usage: python killed_while_saving.py ADDRESS POINT, where POINT is a number of statements after which the process ends,
"in the middle of a statement", "before commit" or "after commit".
"""

import os
import sys

from sqlalchemy import event

from store import open_store, schema, writing
from tests.store.examples import TUESDAY, keep, large_figures


def end(*_: object) -> None:
    """End at once, as a power cut would: nothing is flushed, closed or rolled back."""
    if hasattr(os, "kill") and sys.platform != "win32":
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(9)


def main(address: str, point: str) -> None:
    """Save, and end at the point."""
    # Many statements, and so little memory that unfinished pages reach the disk.
    writing.CHUNK, schema.SAVING_CACHE_KIB = 1_000, 64
    store = open_store(address)
    engine = store._engine
    if point == "before commit":
        event.listen(engine, "commit", end)
    elif point == "in the middle of a statement":
        inserts = 0

        def interrupt(connection: object, cursor: object, statement: str, *_: object) -> None:
            nonlocal inserts
            inserts += statement.startswith("INSERT INTO observations")
            if inserts == 2:
                # Called by SQLite itself after so many of its own steps, so the statement is under way.
                cursor.connection.set_progress_handler(end, 2_000)  # type: ignore[attr-defined]

        event.listen(engine, "before_cursor_execute", interrupt)
    elif point != "after commit":
        left = int(point)

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                end()

        event.listen(engine, "after_cursor_execute", count)
    keep(store, large_figures(2.0), b"second", when=TUESDAY)
    end()


if __name__ == "__main__":
    main(*sys.argv[1:])
