"""What a column holds: shares of its filled cells."""

from datetime import date

import pytest

from loaders.grid import Sheet
from loaders.tables.contents import Profile


def test_shares_are_of_the_filled_cells():
    cells = [date(2026, 3, 31), "June 2026", "On track", "Health Board", None, "  ", "1.2", 0.5, "On track", "Head of Service"]
    contents = Profile(Sheet("Plan", [[cell] for cell in cells]), 1, range(1, 11))
    assert contents.filled == 8
    assert contents.dates == 2 / 8
    assert contents.real_dates == 1 / 8
    assert contents.ratings == 2 / 8
    assert contents.bodies == 1 / 8
    assert contents.roles >= 1 / 8
    assert contents.references == 3 / 8  # "June 2026" has the shape of one, as 1.2 and 0.5 have
    assert contents.percents == 1 / 8
    assert contents.distinct == 7 / 8
    assert contents.length == pytest.approx((13 + 9 + 8 + 12 + 3 + 3 + 8 + 15) / 8)


def test_an_empty_column_is_of_no_kind():
    contents = Profile(Sheet("Plan", [[None], [""]], fills={(1, 1): "#FF0000"}), 1, [1, 2])
    assert (contents.filled, contents.dates, contents.distinct, contents.length) == (0, 0, 0, 0)
    assert (contents.hues, contents.coloured) == (1, 1)
