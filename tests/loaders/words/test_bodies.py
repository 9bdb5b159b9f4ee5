"""Agencies in one cell: whole names first, job titles whole, aliases only where they are listed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.words.bodies import is_body, load_bodies, normalise, split_bodies

CELLS = [
    ("Early Help, Wyre Constabulary", ["Early Help", "Wyre Constabulary"]),
    ("Youth Justice Service; CAFCASS", ["Youth Justice Service", "CAFCASS"]),
    ("Education, Early Help, Probation Service", ["Education", "Early Help", "Probation Service"]),
    ("Children's Improvement Board", ["Children's Improvement Board"]),
    ("Health and Wellbeing Board", ["Health and Wellbeing Board"]),
    ("Health & Well-being Board", ["Health and Wellbeing Board"]),
    ("Children, Young People and Families Scrutiny Committee", ["Children, Young People and Families Scrutiny Committee"]),
    ("MASH / SA", ["MASH", "SA"]),
    ("Police/Health", ["Police", "Health"]),
    ("Police and Health", ["Police", "Health"]),
    ("Police, Health & Education", ["Police", "Health", "Education"]),
    ("Housing and Homelessness Service", ["Housing and Homelessness Service"]),
    ("Schools Forum and Health Visiting Service", ["Schools Forum", "Health Visiting Service"]),
    ("Children's Services and Skills Committee", ["Children's Services and Skills Committee"]),
    ("Youth Justice Service and Police", ["Youth Justice Service", "Police"]),
    ("Police and Skills Committee", ["Police and Skills Committee"]),  # a known body may only be how another's name begins
    ("Learning and Improvement Partnership", ["Learning and Improvement Partnership"]),
    ("Police and Crime Commissioner and Probation", ["Police and Crime Commissioner", "Probation Service"]),
    ("Service Manager, Assessment", ["Service Manager, Assessment"]),
    ("Service Manager, Assessment, Service Manager, Fostering", ["Service Manager, Assessment", "Service Manager, Fostering"]),
    ("Service Manager, Assessment Team; Police", ["Service Manager, Assessment Team", "Police"]),
    ("Director of Children's Services", ["Director of Children's Services"]),
    ("Head of Early Help, Wyre Constabulary", ["Head of Early Help", "Wyre Constabulary"]),
    ("CSC", ["Children's Social Care"]),
    ("CSC & Early Help", ["Children's Social Care", "Early Help"]),
    ("Children’s Social Care", ["Children's Social Care"]),
    ("Integrated Care Board (ICB)", ["Integrated Care Board"]),
    ("Health (ICB, NHS Trust)", ["Health (ICB, NHS Trust)"]),
    ("Early Help (lead), Police", ["Early Help", "Police"]),
    ("Lead: CSC; Support: Police", ["Children's Social Care", "Police"]),
    ("- Police\n• Health\n3. Education", ["Police", "Health", "Education"]),
    ("Police, Health, police", ["Police", "Health"]),
    ("Wyreford Parents’ Forum", ["Wyreford Parents’ Forum"]),
    ("TBC", []),
    ("N/A", []),
    ("", []),
]


@pytest.mark.parametrize(("cell", "bodies"), CELLS, ids=[case[0] for case in CELLS])
def test_a_cell(cell: str, bodies: list[str]) -> None:
    assert split_bodies(cell) == bodies


def test_what_is_a_body() -> None:
    assert all(is_body(text) for text in ("CAFCASS", "csc", "Wyre Constabulary", "Corporate Parenting Panel", "Children's Trust"))
    assert not any(is_body(text) for text in ("Head of Service", "Service Manager, Assessment", "March 2026", "Complete", ""))


def test_every_listed_body_reads_as_itself() -> None:
    for spelling, name in load_bodies().items():
        assert split_bodies(name) == [name]
        assert spelling == normalise(spelling)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([case[0] for case in CELLS]) | st.text(max_size=15), max_size=4),
    st.sampled_from([", ", "; ", " / ", " and ", "\n", " & ", " "]),
)
def test_no_name_is_made_up(parts: list[str], separator: str) -> None:
    cell = separator.join(parts)
    listed = set(load_bodies().values())
    text = "".join(cell.split())
    for body in split_bodies(cell):
        assert body in listed or "".join(body.split()) in text
