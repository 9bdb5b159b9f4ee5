"""Small numbers: what is hidden, what is not, and that nothing hidden can be worked out again."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import disclosure as subject
from model import conform

DAY = "2026-03-31"


def rows(*cells, **common):
    base = {"measure": "M", "area_code": "W00", "area": "Wyreford", "area_level": "council", "breakdown": "Total", "unit": "count", "period_end": DAY}
    return conform([{**base, **common, **cell} for cell in cells], "observations")


def shown(frame):
    return [symbol if isinstance(symbol, str) else value for value, symbol in zip(frame["value"], frame["symbol"], strict=True)]


def parts(*values, total=None, **common):
    named = [{"value": value, "breakdown": f"Category: {place}"} for place, value in enumerate(values)]
    return rows({"value": sum(values) if total is None else total}, *named, **common)


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (1, "c"), (5, "c"), (6, 6), (1234, 1234)])
def test_counts_of_one_to_five_are_hidden_and_zero_is_a_true_zero(value, expected):
    assert shown(subject.suppress(rows({"value": value}))) == [expected]


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [(3, 40, True), (37, 40, True), (0, 4, True), (12, 40, False), (0, 40, False), (40, 40, False)],
)
def test_percentages_are_hidden_with_their_numerator_complement_or_denominator(numerator, denominator, hidden):
    safe = subject.suppress(rows({"value": 7.5, "numerator": numerator, "denominator": denominator, "unit": "%"}))
    assert shown(safe) == (["c"] if hidden else [7.5])
    assert safe["numerator"].isna().all() == hidden
    assert safe["denominator"].isna().all() == hidden


def test_a_second_part_is_hidden_where_the_total_would_give_the_first_away():
    # 60 less 30 and 27 is 3: the smaller of the other two goes too.
    assert shown(subject.suppress(parts(30, 27, 3))) == [60, 30, "c", "c"]


def test_parts_that_together_are_too_few_take_a_third_with_them():
    # 1 and 1 hidden in a total of 42 could only be 1 and 1.
    assert shown(subject.suppress(parts(30, 10, 1, 1))) == [42, 30, "c", "c", "c"]


def test_a_total_goes_where_no_part_is_left_to_hide():
    assert shown(subject.suppress(parts(60, 4, 0))) == [64, "c", "c", 0]


def test_parts_that_do_not_add_up_are_no_sum():
    assert shown(subject.suppress(parts(30, 27, 3, total=100))) == [100, 30, 27, "c"]


def test_a_letter_of_the_source_is_protected_like_our_own_and_keeps_its_letter():
    frame = parts(30, 27, 0)
    frame.loc[3, ["value", "symbol"]] = [float("nan"), "k"]
    assert shown(subject.suppress(frame)) == [57, 30, "c", "k"]


def test_counts_of_regions_and_england_are_rounded_to_ten():
    frame = rows({"value": 1234, "area_level": "England"}, {"value": 45, "area_level": "region"}, {"value": 45})
    assert shown(subject.suppress(frame)) == [1230, 50, 45]


def test_other_figures_are_left_alone():
    frame = rows({"value": 3.2, "unit": "days"}, {"value": 4.0, "unit": "£"}, {"value": 2.5, "unit": "%"}, {"value": 3, "unit": "average"})
    assert shown(subject.suppress(frame)) == [3.2, 4.0, 2.5, 3]


PAIRS = pd.DataFrame(
    [("percent", "above", "below", None), ("part a", None, None, "whole"), ("part b", None, None, "whole")],
    columns=["measure", "numerator", "denominator", "part_of"],
)


def test_a_percentage_and_the_count_above_its_line_are_hidden_together():
    # 38 of 40: 2 are left, so the percentage is hidden, and 38 beside 40 would give it back.
    frame = rows(
        {"measure": "percent", "value": 95.0, "unit": "%", "numerator": 38, "denominator": 40}, {"measure": "above", "value": 38},
        {"measure": "below", "value": 40},
    )
    assert shown(subject.suppress(frame, pairs=PAIRS)) == ["c", "c", 40]


def test_measures_that_are_parts_of_another_protect_each_other():
    frame = rows({"measure": "whole", "value": 50}, {"measure": "part a", "value": 46}, {"measure": "part b", "value": 4})
    assert shown(subject.suppress(frame, pairs=PAIRS)) == [50, "c", "c"]


def test_schools_are_parts_of_their_council():
    frame = rows(
        {"value": 64}, {"value": 40, "area_level": "school", "area_code": "S1"}, {"value": 20, "area_level": "school", "area_code": "S2"},
        {"value": 4, "area_level": "school", "area_code": "S3"},
    )
    assert shown(subject.suppress(frame, own_code="W00")) == [64, 40, "c", "c"]
    assert shown(subject.suppress(frame)) == [64, 40, 20, "c"]


def test_the_order_and_index_of_the_rows_stay():
    frame = parts(30, 27, 3).iloc[::-1]
    assert subject.suppress(frame).index.tolist() == [3, 2, 1, 0]
    assert shown(subject.suppress(frame))[::-1] == shown(subject.suppress(frame.sort_index()))


tables = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=1, max_size=4))


def build(table):
    """Return a table of counts with its row, column and grand totals as observations."""
    grid = np.array(table)
    cells = [{"breakdown": "age: Total; sex: Total", "value": int(grid.sum())}]
    cells += [{"breakdown": f"age: A{a}; sex: Total", "value": int(row.sum())} for a, row in enumerate(grid)]
    cells += [{"breakdown": f"age: Total; sex: S{s}", "value": int(column.sum())} for s, column in enumerate(grid.T)]
    cells += [{"breakdown": f"age: A{a}; sex: S{s}", "value": int(v)} for a, row in enumerate(grid) for s, v in enumerate(row)]
    return rows(*cells), grid.shape


def sums_of(shape):
    """Return, for the rows of ``build``, every sum: 1 for its total and -1 for each part."""
    height, width = shape
    ages, sexes, inner = 1, 1 + height, 1 + height + width
    made = [[0, *range(ages, sexes)], [0, *range(sexes, inner)]]
    made += [[ages + a, *(inner + a * width + s for s in range(width))] for a in range(height)]
    made += [[sexes + s, *(inner + a * width + s for a in range(height))] for s in range(width)]
    matrix = np.zeros((len(made), inner + height * width))
    for line, (total, *its) in enumerate(made):
        matrix[line, total], matrix[line, its] = 1, -1
    return matrix


@settings(max_examples=150, deadline=None)
@given(tables)
def test_no_hidden_cell_of_a_table_can_be_worked_out_from_its_totals(table):
    frame, shape = build(table)
    safe = subject.suppress(frame)
    small = frame["value"].between(1, 5).to_numpy()
    hidden = safe["value"].isna().to_numpy()
    assert hidden[small].all()
    assert (safe["value"][~hidden] == frame["value"][~hidden]).all()
    matrix = sums_of(shape)[:, hidden]
    for cell in range(int(hidden.sum())):
        # A cell is given away where the sums have one solution for it: its unit vector lies among their combinations.
        unit = np.zeros(matrix.shape[1])
        unit[cell] = 1
        alone = np.linalg.matrix_rank(np.vstack([matrix, unit])) == np.linalg.matrix_rank(matrix)
        assert not alone


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_nobody_can_guess_a_hidden_part_from_a_total_that_is_shown(values):
    frame = parts(*values)
    safe = subject.suppress(frame)
    hidden = [place for place in range(len(values)) if np.isnan(safe["value"][place + 1])]
    if np.isnan(safe["value"][0]) or not hidden:
        return
    left = sum(values[place] for place in hidden)
    # Everyone knows that a hidden part is 1 or more: each must still have two possible values, one of them above 5.
    fitting = [guess for guess in product(range(1, left + 1), repeat=len(hidden)) if sum(guess) == left]
    for place in range(len(hidden)):
        possible = {guess[place] for guess in fitting}
        assert len(possible) > 1
        assert max(possible) > 5
