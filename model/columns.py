"""What a canonical column and a canonical table are."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "date", "number", "integer", "flag", "list"]


@dataclass(frozen=True)
class Column:
    """One column of a canonical table.

    Parameters
    ----------
    name : str
        The field's name in frames, files and JSON.
    label : str
        What a person reads above the column.
    type : {"text", "date", "number", "integer", "flag", "list"}
        ``list`` holds a list of texts and is empty, never missing.
    meaning : str
        One sentence for the glossary.
    unit : str
        The unit of a number, empty where it has none of its own.
    required : bool
        A row without it is not a row of this table.
    choices : tuple of str
        The only values it may take, where there is such a list.
    """

    name: str
    label: str
    type: Type
    meaning: str
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A canonical table: its name, label, meaning and columns in order."""

    name: str
    label: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
