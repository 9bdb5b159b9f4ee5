"""What reading a file gives: canonical tables and a report that accounts for every row."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from model import empty, to_records


class Refused(Exception):  # noqa: N818 - the word that people read in reports and messages
    """The file cannot be read. Its text is one plain sentence for the person: what was found and what to do."""


@dataclass(frozen=True)
class Explained:
    """A row that is no record, with the reason."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True)
class Mapped:
    """What one heading became. ``field`` is empty where the column was kept under Other columns or not used.

    ``how`` says how it was decided: known heading, by its contents, similar to ..., answered by a person, not recognised.
    """

    sheet: str
    heading: str
    field: str
    how: str


@dataclass(frozen=True)
class Problem:
    """Something the person should look at.

    ``severity`` is "error" (a value could not be read), "warning" (read, but doubtful) or "note" (nothing is wrong, but say it).
    """

    sheet: str
    cell: str
    found: str
    expected: str
    severity: str


@dataclass(frozen=True)
class Question:
    """Something the program is not sure of, to be asked in the plan's own words.

    ``id`` is stable for the same layout, ``choices`` are (value, label) pairs and ``suggested`` is the value in use until somebody answers.
    """

    id: str
    text: str
    examples: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    suggested: str


@dataclass
class Reading:
    """Everything read from one file.

    Parameters
    ----------
    file : str
    kind : str
        plan, figures, records (risks, inspections, events ...), neighbours or measures (definitions alone).
    tables : dict of str to DataFrame
        Canonical tables by name; those that the file does not have are absent.
    found, loaded : int
        Rows with anything in them, and rows that became records.
    explained : list of Explained
        All other rows: ``found == loaded + len(explained)`` always.
    mapping : list of Mapped
    status_map : dict of str to str
        What each status word, letter or colour became.
    problems : list of Problem
    questions : list of Question
    profile : dict
        The answers in use, as given to ``read``; kept with the version.
    layout : str
        A fingerprint of sheets and headings: the same tracker next month has the same one.
    """

    file: str
    kind: str
    tables: dict[str, pd.DataFrame]
    found: int = 0
    loaded: int = 0
    explained: list[Explained] = field(default_factory=list)
    mapping: list[Mapped] = field(default_factory=list)
    status_map: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    profile: dict[str, str] = field(default_factory=dict)
    layout: str = ""

    def table(self, name: str) -> pd.DataFrame:
        """Return a canonical table, empty where the file has none."""
        return self.tables.get(name, empty(name))

    def check(self) -> None:
        """Refuse the file where its rows do not add up."""
        if self.found != self.loaded + len(self.explained):
            raise Refused(
                f"{self.file} was not taken: {self.found} rows were found but only {self.loaded + len(self.explained)} can be accounted for; "
                "please send the file's layout to the people who look after this dashboard."
            )

    def report(self) -> dict[str, Any]:
        """Return all but the tables, ready for JSON."""
        return {
            "file": self.file,
            "kind": self.kind,
            "rows": {"found": self.found, "loaded": self.loaded, "explained": [vars(e) for e in self.explained]},
            "mapping": [vars(m) for m in self.mapping],
            "status_map": self.status_map,
            "problems": [vars(p) for p in self.problems],
            "questions": [{**vars(q), "examples": list(q.examples), "choices": [list(c) for c in q.choices]} for q in self.questions],
            "profile": self.profile,
            "layout": self.layout,
        }

    def as_json(self) -> dict[str, Any]:
        """Return the report with the tables as records, dates as ISO text."""
        report = self.report()
        return {"file": report.pop("file"), "kind": report.pop("kind"), "tables": {name: to_records(t) for name, t in self.tables.items()}, **report}
