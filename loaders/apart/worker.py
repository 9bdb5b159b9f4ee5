"""The child's side of reading a file: takes one task a line, reads the file within limits and leaves the answer in the task's folder.

Run as ``python -m loaders.apart.worker``. On Linux every file is read in a fresh copy of this process; elsewhere the process reads one file and ends.
It ends when its standard input does, which is when its parent is gone.
"""

import gc
import json
import math
import os
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.limits import WORKER_BYTES, WORKER_CPU_SECONDS, WORKER_FILE_BYTES, WORKER_WALL_SECONDS

if TYPE_CHECKING:
    from loaders.reading import Reading

_COPIES = sys.platform == "linux"

# How much of a text file is looked at for its heading row.
_START = 65_536
# Rows turned into JSON at a time.
_ROWS_AT_ONCE = 20_000
_NEEDED = (
    "loaders.opening.workbook",
    "openpyxl",
    "loaders.private.personal",
    "loaders.interpretation",
    "loaders.figures.ees",
    "loaders.figures.lait",
    "loaders.figures.lait_dictionary",
    "orjson",
)

_REHEARSAL = (
    ("Improvement plan as at 31 March 2026",),
    ("Ref", "Theme", "Recommendation", "Action", "Lead", "Delivered by", "Monitored by", "Due date", "RAG", "Update at last board", "Unheard of"),
    (
        "1.1", "Front door", "1. Improve practice", "Train all managers in the new thresholds by June 2026", "Head of Service", "Police; Health",
        "Improvement Board", "Q2 2026/27", "On track", "In hand with partners, Police and Health", "Next steps",
    ),
)


def main() -> None:
    """Serve tasks until standard input ends."""
    if "--ready" in sys.argv:
        _import_all()
        with suppress(Exception):  # what fails here shows, with a reference, when a file needs it
            rehearse()
        gc.collect()
        gc.freeze()
    for line in sys.stdin.buffer:
        task = json.loads(line)
        if _COPIES:
            code = _serve_in_copy(task)
        else:
            _serve(task)
            code = 0
        sys.stdout.buffer.write(b"%d\n" % code)
        sys.stdout.buffer.flush()
        if not _COPIES:
            return


def _import_all() -> None:
    """Import what reading needs, so that it is there before the first file. A fault here shows, with a reference, when a file needs the module."""
    for module in _NEEDED:
        with suppress(Exception):
            import_module(module)


def rehearse() -> None:
    """Read a made-up plan of one action, so that vocabularies and headings are known already in every copy that reads a file.

    A copy begins with nothing but what this process knows: looked up anew for each file they take longer than the file itself.
    """
    from loaders import interpretation
    from loaders.grid import Book, Sheet
    from loaders.private import personal

    book = Book("rehearsal.csv", "csv", [Sheet("Plan", [list(row) for row in _REHEARSAL])])
    personal.check(book)
    interpretation.read_book(book, {})


def _serve_in_copy(task: dict[str, Any]) -> int:
    """Serve one task in a copy of this process and return how the copy ended: 0, or minus the signal."""
    child = os.fork()
    if child == 0:
        try:
            _let_go_of_pipes()
            _serve(task)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _let_go_of_pipes() -> None:
    """Part the copy from the pipes to the parent: only this process answers."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for pipe in (0, 1, 2):
        os.dup2(nothing, pipe)


def _limit() -> None:
    """Set the limits of this process. Windows has none of these: there the parent's wall clock is the only limit."""
    try:
        import resource
    except ImportError:
        return
    used = math.ceil(time.process_time())
    wanted = (
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_CPU", used + WORKER_CPU_SECONDS, used + WORKER_CPU_SECONDS + 2),
        ("RLIMIT_FSIZE", WORKER_FILE_BYTES, WORKER_FILE_BYTES),
        ("RLIMIT_AS", WORKER_BYTES, WORKER_BYTES),
    )
    for name, soft, hard in wanted:
        limit = getattr(resource, name, None)
        if limit is None:
            continue
        try:
            resource.setrlimit(limit, (soft, hard))
        except (ValueError, OSError):
            # macOS does not take every limit; the ones that it takes still hold.
            continue
    # Should the parent go away meanwhile, nobody else is watching the clock.
    signal.alarm(WORKER_WALL_SECONDS)


def _serve(task: dict[str, Any]) -> None:
    """Read one file and leave the answer; nothing that can be caught gets out of here."""
    _limit()
    folder = Path(task["folder"])
    # The parent empties this folder whatever becomes of this process: what is put down on the way must not stay where it is killed.
    tempfile.tempdir = str(folder)
    try:
        answer = _answer(task, folder)
    except (MemoryError, RecursionError):
        return
    except Exception as error:
        answer = _describe(error)
    except BaseException:
        # A panic of a reader written in Rust is no Exception. The file is damaged, and this process is not to be trusted further.
        return
    (folder / "answer.part").write_text(json.dumps(answer, default=str), encoding="utf-8")
    os.replace(folder / "answer.part", folder / "answer.json")


def _answer(task: dict[str, Any], folder: Path) -> dict[str, Any]:
    from loaders.reading import Refused

    try:
        reading = read_file(Path(task["path"]), task["name"], task["profile"])
        reading.check()
    except Refused as error:
        return {"outcome": "refused", "sentence": " ".join(str(error).split())}
    report = reading.report()
    if task["form"] == "json":
        write_json(reading, folder / "reading.json")
        report["records"] = {name: len(table) for name, table in reading.tables.items()}
        report["plans"] = _first_plan(reading)
    else:
        from model import to_arrow

        for name, table in reading.tables.items():
            (folder / f"{name}.arrow").write_bytes(to_arrow(table))
        report["records"] = {name: len(table) for name, table in reading.tables.items()}
    return {"outcome": "read", "report": report}


def write_json(reading: "Reading", path: Path) -> None:
    """Write what `Reading.as_json` gives as JSON text, some rows at a time: as one object, a long table would take more memory than there is."""
    import orjson

    from model import to_records
    from model.frames import json_default

    def dumped(value: Any) -> bytes:
        return orjson.dumps(value, default=json_default, option=orjson.OPT_SERIALIZE_NUMPY)

    report = reading.report()
    with path.open("wb") as file:
        file.write(b'{"file":' + dumped(report.pop("file")) + b',"kind":' + dumped(report.pop("kind")) + b',"tables":{')
        for number, (name, table) in enumerate(reading.tables.items()):
            file.write((b"," if number else b"") + dumped(name) + b":[")
            for start in range(0, len(table), _ROWS_AT_ONCE):
                rows = dumped(to_records(table.iloc[start : start + _ROWS_AT_ONCE]))
                file.write((b"," if start else b"") + rows[1:-1])
            file.write(b"]")
        file.write(b"}," + dumped(report)[1:])


def _first_plan(reading: "Reading") -> dict[str, Any]:
    from model import to_records

    plans = to_records(reading.table("plans").head(1))
    return plans[0] if plans else {}


def _describe(error: Exception) -> dict[str, Any]:
    """Return an unexpected error's type and place; never its text, which may hold what is in a cell."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    frame = (own or frames)[-1]
    return {"outcome": "broken", "kind": type(error).__name__, "where": f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"}


def read_file(path: Path, name: str, profile: dict[str, str]) -> "Reading":
    """Read a file of any kind: say what it is, open it, and hand it to whoever understands it.

    Parameters
    ----------
    path : Path
    name : str
        The file's own name.
    profile : dict
        Answers given earlier for this layout.

    Returns
    -------
    Reading

    Raises
    ------
    Refused
        The file is not read; its text is one plain sentence.
    """
    from loaders.opening.sniff import sniff

    format = sniff(path, name)
    if path.name == "upload":
        # An upload's bytes come without a name of their own; some readers go by the ending.
        path = path.rename(path.with_suffix(".csv" if format == "text" else f".{format}"))
    reading = _read_figures(path, format, name)
    if reading is None:
        from loaders import interpretation
        from loaders.opening.workbook import open_book
        from loaders.private import personal

        book = open_book(path, format, name)
        personal.check(book)
        return interpretation.read_book(book, profile)
    reading.profile = dict(profile)
    return reading


def _read_figures(path: Path, format: str, name: str) -> "Reading | None":
    """Return the reading of a file in one of the published forms that have a reader of their own, None where it is no such file."""
    if format == "parquet":
        from loaders.figures import lait
        from loaders.private import person_columns

        person_columns.check_parquet(path, name)
        return lait.read_parquet(path, name=name)
    if format != "text":
        return None
    from loaders.figures import ees, lait_dictionary

    first = _first_line(path)
    if not ees.is_ees(first) and not lait_dictionary.is_dictionary(first):
        return None
    # These readers never look at a column that they do not use, but the file is kept whole: so all of it is searched first.
    from loaders.opening.workbook import open_book
    from loaders.private import personal

    personal.check(open_book(path, format, name))
    if ees.is_ees(first):
        return ees.read_csv(path, name)
    return lait_dictionary.read_dictionary(path, name)


def _first_line(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_START)
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    lines = start.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff").splitlines()
    return lines[0] if lines else ""


if __name__ == "__main__":
    main()
