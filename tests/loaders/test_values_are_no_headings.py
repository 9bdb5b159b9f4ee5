"""A record whose words also stand over columns somewhere is a record, wherever it lies below the heading."""

import pytest

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book

HEAD = ["What are we going to do", "Who will do it", "By when", "How are we doing", "Progress note"]
PLAIN = ["Do useful thing number {} with partners", "Early Help", "31/03/2027", "On track", "Half way"]
TRAPS = [
    ["Rewrite the threshold guide with partners", "Safeguarding Partnership", "End Sep 2026", "Done", "Signed off"],
    ["Achieve the standard", "Partners", "Sept 26", "Complete", "Closed"],
]


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("place", [1, 5, 9])
def test_every_row_is_an_action(trap, place):
    rows = [[PLAIN[0].format(number), *PLAIN[1:]] for number in range(9)]
    rows.insert(place, trap)
    reading = read_book(Book("plan.xlsx", "xlsx", [Sheet("Plan", [["Testbury improvement plan"], [], HEAD, *rows])]), {})
    assert reading.table("actions")["action"].tolist() == [row[0] for row in rows]
    assert reading.found == reading.loaded + len(reading.explained) == 12
