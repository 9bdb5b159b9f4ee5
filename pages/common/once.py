"""Work that is done once for all visitors: the same question about the same table is not worked out again at every click.

Most of what a rerun costs is pandas on small tables. Analysis and charts are pure and their tables are never written to, so an answer is
kept under the function, its plain arguments and *which* table it was asked about: the very object, not its cells, which takes no time to
compare. A kept answer keeps its tables too, so no other table can ever come to stand in their place. What is asked least lately goes first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import is_dataclass
from threading import Lock
from typing import Any, TypeVar

import pandas as pd

Answer = TypeVar("Answer")

MOST = 512  # answers; a whole page of a plan of 400 actions asks about thirty, of some kilobytes each
_kept: OrderedDict[Hashable, tuple[tuple[Any, ...], Any]] = OrderedDict()
_tables: set[int] = set()  # which tables are kept answers
_lock = Lock()


def once(function: Callable[..., Answer], *arguments: Any, **named: Any) -> Answer:
    """Return what a pure function answers, worked out where it is not known yet.

    Parameters
    ----------
    function : callable
        Its answer may depend on nothing but its arguments, and nobody may write to the answer. Never a function made on the spot.
    *arguments, **named : Any
        Tables, their rows and what is made of them count as the same where they are the same object; everything else must be hashable.
    """
    key = (function, tuple(map(_mark, arguments)), tuple((name, _mark(value)) for name, value in sorted(named.items())))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][1]
    answer = function(*arguments, **named)
    with _lock:
        if key in _kept:  # someone else was quicker: all must get the same table, for others are asked about it
            return _kept[key][1]
        _kept[key] = ((*arguments, *named.values()), answer)
        if isinstance(answer, pd.DataFrame):
            _tables.add(id(answer))
        while len(_kept) > MOST:
            _tables.discard(id(_kept.popitem(last=False)[1][1]))
    return answer


def lasts(table: pd.DataFrame) -> bool:
    """Return whether a table is a kept answer: then it is worth keeping what is made of it, for it will be shown again."""
    return id(table) in _tables


def _mark(value: Any) -> Hashable:
    """Return what stands for an argument in the key: itself, or for a table, a row or another thing that holds tables which one it is."""
    try:
        hash(value)
    except TypeError:
        if isinstance(value, (pd.DataFrame, pd.Series)) or is_dataclass(value):
            return ("object", id(value))
        raise
    return value
