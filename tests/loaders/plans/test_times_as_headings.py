"""Columns headed by nothing but a time: ratings month by month, or the bars of a chart; and references under the name of something else."""

import pandas as pd
import pytest

from loaders.grid import Book, Cell, Sheet
from loaders.interpretation import read_book

HEAD: list[Cell] = ["Action", "Lead", "Due date", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026"]


def _read(rows: list[list[Cell]], **look: object) -> pd.DataFrame:
    return read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", rows, **look)])).table("actions")  # type: ignore[arg-type]


@pytest.mark.parametrize("group", ["", "RAG "])
def test_of_ratings_month_by_month_the_last_month_that_is_filled_in_is_the_rating(group: str) -> None:
    head: list[Cell] = [*HEAD[:3], *(f"{group}{month}" for month in HEAD[3:])]
    rows: list[list[Cell]] = [head, ["Write", "Officer", "Sep 2026", "R", "A", None, None], ["Train", "Owner", "Oct 2026", "A", "G", None, None]]
    actions = _read(rows)

    assert actions["status"].tolist() == ["at risk", "on track"]
    assert actions["due"].dt.strftime("%Y-%m-%d").tolist() == ["2026-09-30", "2026-10-31"]


def test_marks_and_colours_under_months_are_the_bars_of_a_chart() -> None:
    head: list[Cell] = [*HEAD[:2], *HEAD[3:]]
    marks = _read([head, ["Write", "Officer", "x", "x", None, None], ["Train", "Owner", None, "x", "x", None]])
    paint = {(2, 3): "#4472C4", (2, 4): "#4472C4", (3, 4): "#4472C4", (3, 5): "#4472C4"}
    bars = _read([head, ["Write", "Officer", None, None, None, None], ["Train", "Owner", None, None, None, None]], fills=paint)

    for actions in (marks, bars):
        assert actions["start"].dt.strftime("%Y-%m-%d").tolist() == ["2026-04-01", "2026-05-01"]
        assert actions["due"].dt.strftime("%Y-%m-%d").tolist() == ["2026-05-31", "2026-06-30"]
        assert actions["status"].tolist() == ["not known", "not known"]


def test_references_of_requirements_are_the_actions_and_numbers_of_recommendations_are_not() -> None:
    rest: list[list[Cell]] = [["Write", "Officer", "May 2026"], ["Train", "Owner", "June 2026"], ["Audit", "Owner", "June 2026"]]
    group: list[Cell] = ["Requirement", "Delivery"]
    head: list[Cell] = ["Ref", "Action", "Lead", "Due date"]
    refs = _read([group, head, *([ref, *cells] for ref, cells in zip(("1.1.1", "1.1.2", "1.2.1"), rest, strict=True))], merged=[(1, 2, 1, 4)])
    numbers = _read([["Recommendation", *head[1:]], *([number, *cells] for number, cells in zip((1, 2, 2), rest, strict=True))])

    assert refs["ref"].tolist() == ["1.1.1", "1.1.2", "1.2.1"]
    assert numbers["recommendation_refs"].tolist() == [["LA 1"], ["LA 2"], ["LA 2"]]
