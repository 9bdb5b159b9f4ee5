"""What one cell of a table of figures says."""

from datetime import datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.words.numbers import read_figure, read_texts, symbol_of


@pytest.mark.parametrize(
    ("cell", "value", "percent"),
    [
        ("58.7%", 58.7, True), ("58.7 per cent", 58.7, True), ("1,234", 1234, False), ("1 234", 1234, False), (37.200000000000003, 37.2, False),
        ("7.0000000000000007E-2", 0.07, False), ("£1,234", 1234, False), ("3.4 (p)", 3.4, False), ("5 [r]", 5, False), ("12*", 12, False),
        ("-0.5", -0.5, False), ("−3", -3, False), ("12 days", 12, False), (0, 0, False), (0.1 + 0.2, 0.3, False), (1e15 + 1, 1e15 + 1, False),
    ],
)  # fmt: skip
def test_numbers(cell: object, value: float, percent: bool) -> None:
    figure = read_figure(cell)  # type: ignore[arg-type]
    assert (figure.value, figure.percent, figure.symbol, figure.problem) == (value, percent, "", "")


@pytest.mark.parametrize(
    ("cell", "symbol"),
    [("[c]", "c"), ("c", "c"), ("*", "c"), ("<5", "c"), ("1-5", "c"), ("1 to 5", "c"), ("fewer than 10", "c"), ("..", "x"), ("n/a", "z"), 
     ("[low]", "low"), ("-", "-"), ("–", "-"), ("u", "u"), ("(z)", "z"), ("TBC", "x"), (":", ":"), ("k", "k")],
)  # fmt: skip
def test_symbols_are_never_numbers(cell: str, symbol: str) -> None:
    figure = read_figure(cell)
    assert (figure.value, figure.symbol) == (None, symbol)
    assert symbol_of(cell) == symbol


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("58.7% (210/358)", (58.7, 210, 358)), ("210 (58.7%)", (58.7, 210, None)), ("58.7% (210)", (58.7, 210, None)), ("12/40", (30, 12, 40)),
     ("12 out of 40", (30, 12, 40))],
)  # fmt: skip
def test_counts_beside_percentages(cell: str, expected: tuple[float, float, float | None]) -> None:
    figure = read_figure(cell)
    assert (figure.value, figure.numerator, figure.denominator) == expected


@pytest.mark.parametrize("cell", ["see note", "1,23", "1.2.3", True, datetime(2025, 1, 1), "9" * 400, "10-20"])
def test_what_is_no_figure_is_a_problem(cell: object) -> None:
    figure = read_figure(cell)  # type: ignore[arg-type]
    assert (figure.value, figure.symbol, bool(figure.problem)) == (None, "", True)


@pytest.mark.parametrize("cell", [None, "", "  ", float("nan"), float("inf")])
def test_nothing_is_nothing(cell: object) -> None:
    assert read_figure(cell).empty  # type: ignore[arg-type]


@given(st.one_of(st.text(), st.floats(), st.integers(), st.text(alphabet="0123456789.,%()/-[]c<*e £", max_size=15)))
def test_never_raises_and_agrees_with_the_column_reader(cell: str | float | int) -> None:
    figure = read_figure(cell)
    assert figure.value is None or not figure.symbol
    if isinstance(cell, str):
        value, symbol, bad = (column[0].as_py() for column in read_texts(pa.array([cell])))
        assert (value, symbol or "", bad) == (figure.value, figure.symbol, bool(figure.problem))
