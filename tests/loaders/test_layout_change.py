"""What is said when a tracker's layout is not that of the last upload."""

import pytest

from loaders.layout_change import describe_layout_change


def columns(**fields: str) -> list[dict[str, str]]:
    return [{"sheet": "Plan", "heading": heading.replace("_", " "), "field": field, "how": "known heading"} for heading, field in fields.items()]


BEFORE = columns(Ref="ref", Action="action", Owner="lead", RAG="status")


def test_the_same_headings_in_another_order_on_another_sheet_are_the_same_layout():
    after = [{**line, "sheet": "October"} for line in reversed(BEFORE)]
    assert describe_layout_change(BEFORE, after) == ""


def test_headings_that_went_came_or_are_read_differently_are_named():
    after = columns(Ref="ref", Action="action", Owner="deliver", Current_status="status", Notes="")
    assert describe_layout_change(BEFORE, after) == (
        "The layout has changed since this plan was last uploaded. "
        "Headings no longer there: RAG; new: Current status (read as status), Notes (not used); "
        "read differently: Owner (read as deliver, last time read as lead)."
    )


@pytest.mark.parametrize("field", ["update", "earlier_updates"])
def test_next_month_s_dated_column_is_no_change(field):
    before = [*BEFORE, {"heading": "Update 24/12/2018", "field": "update"}]
    after = [*BEFORE, {"heading": "Update 24/12/2018", "field": field}, {"heading": "Update 31/01/2019", "field": "update"}]
    assert describe_layout_change(before, after) == ""


def test_many_headings_are_counted():
    after = [*BEFORE, *columns(A="", B="", C="", D="", E="", F="", G="")]
    said = describe_layout_change(BEFORE, after)
    assert said.endswith("new: A (not used), B (not used), C (not used), D (not used), E (not used) and 2 more.")
