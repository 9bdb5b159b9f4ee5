"""What columns claim to be, and what was decided: shared by the deciding of fields and the filling of gaps."""

from dataclasses import dataclass, field

from loaders.plans.bars import Bar
from loaders.reading import Mapped, Question
from loaders.tables.contents import Profile
from loaders.tables.table import FoundColumn

KNOWN, ANSWERED = "known heading", "answered by a person"
NOT_RECOGNISED = "not recognised, kept under Other columns"
LEAST_HUES = 2  # colours of bars from which they are ratings and not mere drawing


@dataclass
class Claim:
    """One column's claim to a field."""

    column: FoundColumn
    contents: Profile
    field: str
    how: str
    named: str  # the field that the heading alone names
    strength: float  # 3 answered by a person, 2 known heading, 1 suggested


@dataclass
class Assignment:
    """The fields of a plan's table.

    Parameters
    ----------
    fields : dict of str to FoundColumn
    ticks : list of (status word, column)
        Columns of which the ticked one gives the status.
    earlier : dict of str to list of FoundColumn
        Older dated columns of the same field, newest first.
    revised : list of FoundColumn
        Where a plan has several columns of revised dates: all of them, from left to right.
    others : list of FoundColumn
        Columns kept under Other columns.
    notes : dict of str to str
        Field to how it was decided, where that matters to its reader.
    """

    fields: dict[str, FoundColumn] = field(default_factory=dict)
    ticks: list[tuple[str, FoundColumn]] = field(default_factory=list)
    earlier: dict[str, list[FoundColumn]] = field(default_factory=dict)
    revised: list[FoundColumn] = field(default_factory=list)
    others: list[FoundColumn] = field(default_factory=list)
    mapping: list[Mapped] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    profiles: dict[int, Profile] = field(default_factory=dict)
    bars: list[Bar] = field(default_factory=list)
