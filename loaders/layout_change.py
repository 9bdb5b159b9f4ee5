"""What changed in a tracker's layout since it was last read: headings that went, came, or are read as another field."""

from collections.abc import Iterable, Mapping

from loaders.words.headings import normalise, split_date

MOST_NAMED = 5  # headings of each kind that the sentence names; more are counted


def describe_layout_change(before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]) -> str:
    """Say in one sentence how the layout differs from last time; empty where it is the same.

    Parameters
    ----------
    before, after : iterable of mapping
        The ``mapping`` of two reading reports: ``heading`` and ``field`` of every column. The order of columns, the names of sheets
        and the dates that headings carry ("Update 24/12/2018") are no layout.
    """
    old, new = _fields(before), _fields(after)
    gone = [old[key][0] for key in old if key not in new]
    come = [f"{new[key][0]} ({_read_as(new[key][1])})" for key in new if key not in old]
    other = [
        f"{new[key][0]} ({_read_as(new[key][1])}, last time {_read_as(old[key][1])})" for key in new if key in old and old[key][1] != new[key][1]
    ]
    parts = [
        f"{words}: {_name(headings)}"
        for words, headings in (("no longer there", gone), ("new", come), ("read differently", other))
        if headings
    ]
    return f"The layout has changed since this plan was last uploaded. Headings {'; '.join(parts)}." if parts else ""


def _fields(mapping: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, frozenset[str]]]:
    """Return each heading by its words without a date: as it is typed, and the fields it is read as on any sheet."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for line in mapping:
        stem = split_date(line["heading"])[0]
        typed, fields = found.get(normalise(stem), (" ".join(stem.split()), frozenset()))
        # Of a heading that is repeated with later dates one column is current and the others are history: both are the same column.
        field = line["field"].removeprefix("earlier_").removesuffix("s") if line["field"].startswith("earlier_") else line["field"]
        found[normalise(stem)] = typed, fields | {field}
    return found


def _read_as(fields: frozenset[str]) -> str:
    named = sorted(field.replace("_", " ") for field in fields if field)
    return f"read as {' and '.join(named)}" if named else "not used"


def _name(headings: list[str]) -> str:
    shown, rest = headings[:MOST_NAMED], len(headings) - MOST_NAMED
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")
