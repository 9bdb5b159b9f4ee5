"""Naming the columns of a table that is no plan: by the vocabulary first, then by likeness, each column once."""

from dataclasses import dataclass, field
from datetime import date, datetime

from loaders.grid import Cell
from loaders.reading import Mapped
from loaders.tables.table import Context, FoundColumn, FoundTable
from loaders.words.headings import known, normalise, suggest
from model import TABLES

_SPACES = " \t\r\n\u00a0\u200b\ufeff"


@dataclass
class Named:
    """The columns of a table by field; ``others`` are those with a heading but no field."""

    table: FoundTable
    columns: dict[str, FoundColumn] = field(default_factory=dict)
    others: list[FoundColumn] = field(default_factory=list)
    mapping: list[Mapped] = field(default_factory=list)

    def cell(self, row: int, name: str) -> Cell:
        """Return the cell of a field on a row, None where the table has no such column."""
        column = self.columns.get(name)
        return None if column is None else self.table.cell(row, column)

    def text(self, row: int, name: str) -> str | None:
        """Return the text of a field on a row, None where nothing stands there."""
        return text_of(self.cell(row, name))


def text_of(value: Cell) -> str | None:
    """Return a cell as text, whole numbers without a point; None where nothing stands there."""
    if value is None or isinstance(value, bool):
        return None if value is None else "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return f"{value.day} {value:%B %Y}"
    return str(value).strip(_SPACES) or None


def name_columns(table: FoundTable, kind: str, context: Context, taken: tuple[FoundColumn, ...] = (), guess: bool = True) -> Named:
    """Name the columns of a table.

    Parameters
    ----------
    table : FoundTable
    kind : str
        The vocabulary to use.
    context : Context
        Its profile may answer for a heading: the id is ``field:`` and the normalised heading.
    taken : tuple of FoundColumn
        Columns that have been understood already.
    guess : bool
        Whether a heading like a known one counts.
    """
    named = Named(table)
    for exact in (True, False) if guess else (True,):
        for column in table.columns:
            if not column.heading or column in taken or column in named.columns.values():
                continue
            name, how = _name(column, kind, context, exact)
            if name and name not in named.columns:
                named.columns[name] = column
                named.mapping.append(Mapped(table.sheet.name, column.heading, _field(kind, name), how))
    _give_names(named)
    named.others = [c for c in table.columns if c.heading and c not in taken and c not in named.columns.values()]
    return named


def _give_names(named: Named) -> None:
    """Take a column headed Measure for the measure's id where another is headed Name: alone it holds the name."""
    beside = next((column for column in named.table.columns if normalise(column.own or column.heading) == "name"), None)
    measure = named.columns.get("name")
    if beside is None or measure is None or measure is beside or "measure" in named.columns:
        return
    named.columns |= {"measure": measure, "name": beside}
    of_measure = next(mapped for mapped in named.mapping if mapped.heading == measure.heading)
    named.mapping[named.mapping.index(of_measure)] = Mapped(of_measure.sheet, measure.heading, "measures.measure", of_measure.how)
    named.mapping.append(Mapped(of_measure.sheet, beside.heading, "measures.name", "known heading beside the measure's id"))


def _field(kind: str, name: str) -> str:
    """Return a field as "table.field", naming the canonical table that it belongs to."""
    if kind not in TABLES:
        kind = next((table for table in ("observations", "measures", "areas") if name in TABLES[table].names), "observations")
    return f"{kind}.{name}"


def _name(column: FoundColumn, kind: str, context: Context, exact: bool) -> tuple[str | None, str]:
    answered = context.profile.get(f"field:{normalise(column.heading)}")
    if answered:
        return answered, "answered by a person"
    if exact:
        return known(column.heading, kind) or (known(column.own, kind) if column.group else None), "known heading"
    match = suggest(column.heading, kind)
    return (match.field, match.how) if match else (None, "")


def not_used(named: Named, how: str = "not used") -> list[Mapped]:
    """Return what is said of the columns without a field."""
    return [Mapped(named.table.sheet.name, column.heading, "", how) for column in named.others]


def row_is_empty(table: FoundTable, row: int) -> bool:
    """Tell whether nothing stands in any of the table's columns on a row."""
    return all(text_of(table.cell(row, column)) is None for column in table.columns)


def filled_texts(table: FoundTable, row: int) -> list[str]:
    """Return the texts of a row's filled cells from left to right, those outside the table's columns too."""
    cells = table.sheet.rows[row - 1] if row <= len(table.sheet.rows) else []
    return [text for text in map(text_of, cells) if text]
