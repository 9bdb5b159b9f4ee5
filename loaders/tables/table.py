"""What the loaders know of a table found on a sheet, before and after its rows have been read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.grid import Cell, Sheet
from loaders.naming import compared
from loaders.reading import Mapped, Problem, Question


@dataclass
class FoundColumn:
    """One column of a table found on a sheet.

    Parameters
    ----------
    index : int
        The sheet's column, counted from 1.
    heading : str
        The heading as printed; a heading under a group title is "group own".
    own : str
        The lowest heading alone.
    group : str
        The group title above it, empty where there is none.
    dated : date or None
        The date that the heading carries ("Update 24/12/2018").
    stem : str
        The heading without that date.
    """

    index: int
    heading: str
    own: str = ""
    group: str = ""
    dated: date | None = None
    stem: str = ""


@dataclass
class FoundTable:
    """A table found on a sheet.

    Parameters
    ----------
    sheet : Sheet
    header_rows : tuple of int
        The rows of its heading, one or two.
    columns : list of FoundColumn
    rows : list of int
        Its body rows in order. Repeated headings, guidance, page footers and printed keys are not among them.
    skipped : dict of int to str
        Those other rows within the table and why each is no record.
    kind : str
        actions, alignment, risks, inspections, case_reviews, events, measures, figures_wide, figures_long, neighbours; empty where not known.
    title : str
        The title printed above it, empty where there is none.
    sources : dict of int to tuple of int
        Of a table put together from label and value blocks: the sheet's own rows behind each row of ``sheet``.
    aside : str
        Why a table that could be read is not: what it says is said elsewhere, or no longer true.
    printed : Sheet or None
        Of such a table: the sheet on which the blocks stand.
    """

    sheet: Sheet
    header_rows: tuple[int, ...]
    columns: list[FoundColumn]
    rows: list[int]
    skipped: dict[int, str] = field(default_factory=dict)
    kind: str = ""
    title: str = ""
    sources: dict[int, tuple[int, ...]] = field(default_factory=dict)
    aside: str = ""
    printed: Sheet | None = None

    @property
    def page(self) -> Sheet:
        """The sheet as it was uploaded, with the lines above the table."""
        return self.printed or self.sheet

    def cell(self, row: int, column: FoundColumn) -> Cell:
        """Return the value of one of its columns on a row."""
        return self.sheet.cell(row, column.index)


@dataclass
class TableResult:
    """What reading one table gave: canonical records by table name, and what became of its rows and headings.

    ``loaded`` and ``explained`` together hold every row of ``FoundTable.rows``.
    """

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    loaded: set[int] = field(default_factory=set)
    explained: dict[int, str] = field(default_factory=dict)
    mapping: list[Mapped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    status_map: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


@dataclass
class Context:
    """What is known of the whole file while one of its tables is read.

    Parameters
    ----------
    council : str
        The council's name where the file gives it.
    title : str
        The plan's title.
    as_at : date or None
        The date the file says it is true for: the anchor for dates without a year.
    profile : dict
        Answers of a person, question id to value.
    key : dict
        The plan's own printed key: normalised word, letter or colour name to status.
    units : dict
        The unit of each measure that a sheet of definitions gives, by id and by name.
    """

    council: str = ""
    title: str = ""
    as_at: date | None = None
    profile: dict[str, str] = field(default_factory=dict)
    key: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    def add_units(self, measures: list[dict[str, Any]]) -> None:
        """Keep the units that definitions give; a name that two measures share keeps none."""
        for row in measures:
            for text in {row["measure"], row["name"], row.get("catalogue_id") or row["measure"]}:
                if row.get("unit"):
                    same = self.units.setdefault(compared(text), row["unit"]) == row["unit"]
                    self.units[compared(text)] = row["unit"] if same else ""

    def unit(self, measure: str, name: str) -> str | None:
        """Return the unit that the definitions give a measure, None where they say nothing."""
        return self.units.get(compared(measure)) or self.units.get(compared(name)) or None
