"""Canonical frames: brought into shape, written and read back, and turned into records."""

import pandas as pd
import pytest

from model import TABLES, conform, empty, from_arrow, responsibilities, to_arrow, to_records

ACTION = {"key": "1", "action": "Train managers", "due": "2026-03-31", "deliver": ["Police", "Early Help"], "progress": 50.0, "row": 7}


def test_a_record_has_every_declared_column_in_order():
    record = to_records(conform([ACTION], "actions"))[0]
    assert list(record) == TABLES["actions"].names
    assert (record["due"], record["progress"], record["row"]) == ("2026-03-31", 50, 7)
    assert (record["deliver"], record["monitor"]) == (["Police", "Early Help"], [])
    assert str(record["progress"]) == "50"
    assert record["lead"] is None


def test_a_fraction_stays_a_fraction_and_a_missing_figure_is_none():
    figures = conform([{"measure": "m", "value": 58.7}, {"measure": "m", "symbol": "c"}], "observations")
    assert [record["value"] for record in to_records(figures)] == [58.7, None]


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="no column colour"):
        conform([{"key": "1", "action": "x", "colour": "red"}], "actions")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_back_from_arrow_as_it_was(table):
    pd.testing.assert_frame_equal(from_arrow(to_arrow(empty(table)), table), empty(table))


def test_lists_and_dates_come_back_from_arrow():
    actions = conform([ACTION, {"key": "2", "action": "x"}], "actions")
    pd.testing.assert_frame_equal(from_arrow(to_arrow(actions), "actions"), actions)


def test_each_body_in_each_role_is_one_responsibility():
    rows = responsibilities(conform([{**ACTION, "scrutinise": ["Board"]}], "actions"))
    assert list(rows.itertuples(index=False, name=None)) == [("1", "Police", "deliver"), ("1", "Early Help", "deliver"), ("1", "Board", "scrutinise")]
