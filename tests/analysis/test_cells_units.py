"""Which units count children: all but those known to count nobody, so that no small number is shown for want of a word."""

import pytest

from analysis.cells import counts_children, grows_with_size


@pytest.mark.parametrize("unit", ["count", "incidents", "contacts", "No. of children", "Number (n)", "placements", "", None, "looked after children"])
def test_a_unit_counts_unless_it_is_known_not_to(unit):
    assert counts_children(unit)


@pytest.mark.parametrize("unit", ["%", "per cent", "per 10,000", "rate", "average", "days", "weeks", "£", "score", "FTE"])
def test_shares_rates_times_and_money_count_nobody(unit):
    assert not counts_children(unit)


def test_a_sum_of_money_grows_with_the_area_and_a_share_does_not():
    assert [grows_with_size(unit) for unit in ("£", "count", None, "%", "per 10,000", "£ per child", "days")] == [True, True, True, *[False] * 4]
