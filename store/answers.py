"""Answers that people gave: to a board's question, or to whether an action and a measure belong together. Lines are only ever added."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from store.schema import answers, councils, journal, next_number

_COLUMNS = {
    "answer_id": "int64", "question": "str", "board": "datetime64[us]", "answer": "str", "figure": "float64", "who": "str", "at": "datetime64[us]",
    "version_id": "Int64",
}


@dataclass(frozen=True)
class Answer:
    """One answer.

    Parameters
    ----------
    question : str
        The question's id, the same from version to version.
    answer : str
        What was said.
    who : str
        Who recorded it.
    at : datetime
        When; a time without a zone counts as UTC.
    board : date, optional
        The day of the board that was answered.
    figure : float, optional
        The figure that the question rested on then.
    version_id : int, optional
        The version that was on show.
    """

    question: str
    answer: str
    who: str
    at: datetime
    board: date | None = None
    figure: float | None = None
    version_id: int | None = None


def add(connection: Connection, council: str, plan: str, given: Answer) -> int:
    """Add an answer and return its number.

    Raises
    ------
    ValueError
        The question, the answer or the person is empty, or the council has nothing in the store.
    """
    for name, text in (("question", given.question), ("answer", given.answer), ("name or role", given.who)):
        if not text.strip():
            raise ValueError(f"The {name} is missing.")
    council_id = connection.scalar(select(councils.c.council_id).where(councils.c.name == council))
    if council_id is None:
        raise ValueError(f"The store has nothing of a council called {council}.")
    number = next_number(connection, answers.c.answer_id)
    at = given.at.astimezone(UTC).replace(tzinfo=None) if given.at.tzinfo else given.at
    connection.execute(
        insert(answers).values(
            answer_id=number, council_id=council_id, plan=plan, question=given.question.strip(), board=given.board, answer=given.answer.strip(),
            figure=given.figure, who=given.who.strip(), at=at, version_id=given.version_id,
            after=connection.scalar(select(func.coalesce(func.max(journal.c.entry_id), 0))),
        )
    )
    return number


def listing(connection: Connection, council: str, plan: str, until: int | None) -> pd.DataFrame:
    """Return a plan's answers, oldest first, without those that came after journal line ``until``."""
    found = (
        select(*(answers.c[name] for name in _COLUMNS))
        .join(councils, councils.c.council_id == answers.c.council_id)
        .where(councils.c.name == council, answers.c.plan == plan)
        .order_by(answers.c.answer_id)
    )
    if until is not None:
        found = found.where(answers.c.after <= until)
    return pd.DataFrame(connection.execute(found).fetchall(), columns=list(_COLUMNS)).astype(_COLUMNS)
