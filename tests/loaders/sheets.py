"""Tables found on a sheet, built from rows written in a test."""

from collections.abc import Sequence

from loaders.grid import Cell, Sheet
from loaders.tables.known_columns import text_of
from loaders.tables.table import Context, FoundColumn, FoundTable

WYREFORD = Context(council="Wyreford")


def found_table(rows: Sequence[Sequence[Cell]], kind: str, title: str = "", name: str = "Sheet1", heads: int = 1) -> FoundTable:
    """Return a table whose first row, or first two, are its heading; a group title holds until the next one."""
    columns, group = [], ""
    for place, cell in enumerate(rows[heads - 1], start=1):
        own = text_of(cell) or ""
        if heads == 2:
            group = text_of(rows[0][place - 1]) or group
        heading = " ".join(part for part in (group, own) if part)
        columns.append(FoundColumn(place, heading, own=own or group, group=group if own else "", stem=heading))
    header = tuple(range(1, heads + 1))
    return FoundTable(Sheet(name, [list(row) for row in rows]), header, columns, list(range(heads + 1, len(rows) + 1)), kind=kind, title=title)
