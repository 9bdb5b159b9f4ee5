"""A file in any layout in, canonical tables and a reading report out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.grid import Book
    from loaders.reading import Reading, Refused

__all__ = ["Refused", "open_book", "read", "warm"]


def read(source: str | Path | bytes, name: str | None = None, profile: dict[str, str] | None = None) -> "Reading":
    """Read an uploaded file in a separate, limited process.

    Parameters
    ----------
    source : str, Path or bytes
        A path, or the file's own bytes.
    name : str, optional
        The file's own name, for what is said about it; the path's where it is not given.
    profile : dict of str to str, optional
        Answers given earlier for this layout (``Question.id`` to the chosen value).

    Returns
    -------
    Reading
        Canonical tables, and a report in which rows found are rows loaded and rows explained.

    Raises
    ------
    Refused
        The file is not read. Its text is one plain sentence: what was found and what to do.
    """
    from loaders.apart.isolate import read_apart
    from loaders.apart.received import receive

    own = name or ("The file" if isinstance(source, bytes) else Path(source).name)
    with read_apart(source, own, dict(profile or {})) as answer:
        return receive(answer)


def warm() -> None:
    """Start a worker in the background, so that the first file need not wait for imports."""
    from loaders.apart.isolate import warm as start

    start()


def open_book(path: Path, format: str = "", name: str = "") -> "Book":
    """Open a file into sheets of cells with their looks, in this process: for workers and tests, not for uploads."""
    from loaders.opening.workbook import open_book as open_here

    return open_here(path, format, name)


def __getattr__(name: str) -> Any:
    # Refused is looked up when it is asked for: its module imports pandas, which the command line has no use for.
    if name == "Refused":
        from loaders.reading import Refused

        return Refused
    raise AttributeError(f"module 'loaders' has no attribute {name!r}")
