"""Tables on their side: headings below each other in the first column, one action a column."""

from loaders.grid import Sheet
from loaders.plans.turned import find_turned

TURNED = [
    ["Care leavers: plan on a page"],
    [],
    ["Action", "Write the offer", "Open a clinic", "Find mentors"],
    ["Lead officer", "Head of Service", "Nurse", "Team Manager"],
    ["Deadline", "June 2026", "31/03/2026", None],
    ["Cost", 100, 200, 300],
    ["Status", "Complete", "On track", "At risk"],
    ["Agreed by the panel"],
]


def test_a_table_on_its_side_is_stood_up_with_the_rows_it_came_from() -> None:
    (table,) = find_turned(Sheet("Plan", [list(row) for row in TURNED]))

    assert [column.heading for column in table.columns] == ["Action", "Lead officer", "Deadline", "Cost", "Status"]
    assert [table.cell(row, table.columns[0]) for row in table.rows] == ["Write the offer", "Open a clinic", "Find mentors"]
    assert set(table.sources.values()) == {(3, 4, 5, 6, 7)}


def test_one_record_or_a_table_that_stands_upright_is_not_turned() -> None:
    one = [["Action", "Write the offer"], ["Lead officer", "Head of Service"], ["Deadline", "June 2026"], ["Status", "Complete"]]
    upright = [["Action", "Lead officer", "Deadline", "Status"], ["Write the offer", "Head of Service", "June 2026", "Complete"]] * 3

    assert find_turned(Sheet("Plan", [list(row) for row in one])) == []
    assert find_turned(Sheet("Plan", [list(row) for row in upright])) == []
