"""Reading a whole book: questions and their answers, unknown words, files without a plan, recommendations and the layout's fingerprint."""

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book

HEAD = ["Ref", "Action", "Lead", "Due date", "Status"]


def _book(*rows: list[object], name: str = "Plan") -> Book:
    return Book("plan.xlsx", "xlsx", [Sheet(name, [list(row) for row in rows])])  # type: ignore[arg-type]


def test_an_unknown_word_is_counted_as_not_known_and_asked_about() -> None:
    book = _book(HEAD, ["1", "Write a policy", "Officer", "May 2026", "Gold"], ["2", "Train staff", "Officer", "May 2026", "Complete"])

    reading = read_book(book)
    (question,) = [q for q in reading.questions if q.id == "status:gold"]
    answered = read_book(book, {"status:gold": "complete"})

    assert reading.table("actions")["status"].tolist() == ["not known", "complete"]
    assert question.examples == ("Write a policy",)
    assert [p.found for p in reading.problems if p.severity == "warning"] == ["Gold"]
    assert answered.table("actions")["status"].tolist() == ["complete", "complete"]
    assert not [q for q in answered.questions if q.id == "status:gold"]


def test_a_heading_nobody_has_listed_is_asked_about_and_the_answer_holds_next_time() -> None:
    book = _book(
        [*HEAD, "Blue sky"],
        ["1", "Write a policy", "Officer", "May 2026", "Complete", "An easier read"],
        ["2", "Train", "Officer", "May 2026", "Complete", "Fewer errors"],
    )

    reading = read_book(book)
    answered = read_book(book, {"field:blue sky": "outcome"})

    assert [q.examples for q in reading.questions if q.id == "field:blue sky"] == [("An easier read", "Fewer errors")]
    assert reading.table("actions")["other"].tolist() == ["Blue sky: An easier read", "Blue sky: Fewer errors"]
    assert answered.table("actions")["outcome"].tolist() == ["An easier read", "Fewer errors"]
    assert [m.how for m in answered.mapping if m.heading == "Blue sky"] == ["answered by a person"]


def test_the_layout_is_the_same_next_month_and_another_with_another_heading() -> None:
    march = read_book(_book([*HEAD, "Update March 2026"], ["1", "Write a policy", "Officer", "May 2026", "Complete", "Done"]))
    april = read_book(
        _book(
            [*HEAD, "Update April 2026"],
            ["1", "Write a policy", "Officer", "May 2026", "Complete", "Done"],
            ["2", "Train", "Officer", "May 2026", "R", None],
        )
    )
    other = read_book(_book([*HEAD, "Evidence"], ["1", "Write a policy", "Officer", "May 2026", "Complete", "Done"]))

    assert march.layout == april.layout != other.layout


def test_a_book_without_a_plan_is_explained_and_not_refused() -> None:
    reading = read_book(_book(["Shopping"], ["Apples", 3], ["Pears", 4]))

    assert (reading.kind, reading.found, reading.loaded, len(reading.explained)) == ("unrecognised", 3, 0, 3)
    assert [p.severity for p in reading.problems] == ["error"]


def test_repeated_references_keep_their_own_keys() -> None:
    reading = read_book(
        _book(
            HEAD,
            ["1", "Write a policy", "Officer", "May 2026", "R"],
            ["1", "Train staff", "Officer", "May 2026", "G"],
            [None, "Audit", "Officer", None, "G"],
        )
    )

    assert reading.table("actions")["key"].tolist() == ["1 (Plan row 2)", "1 (Plan row 3)", "Plan row 4"]


def test_revised_dates_and_what_was_promised_first() -> None:
    heads = ["Ref", "Action", "Lead", "Target date", "Revised date", "Status"]
    reading = read_book(
        _book(heads, ["1", "Write a policy", "Officer", "31/03/2026", "30/06/2026", "A"], ["2", "Train staff", "Officer", "31/03/2026", None, "A"])
    )
    actions = reading.table("actions")

    assert actions["first_due"].dt.strftime("%d/%m/%Y").tolist() == ["31/03/2026", "31/03/2026"]
    assert actions["due"].dt.strftime("%d/%m/%Y").tolist() == ["30/06/2026", "31/03/2026"]


def test_a_row_that_goes_on_is_part_of_the_action_above() -> None:
    reading = read_book(
        _book(
            [*HEAD, "Progress update"],
            ["1", "Write a policy", "Officer", "May 2026", "A", "Begun."],
            [None, None, "Manager", None, None, "Sent out."],
        )
    )
    (action,) = reading.table("actions").to_dict("records")

    assert (action["lead"], action["update"]) == ("Officer; Manager", "Begun. Sent out.")
    assert (reading.found, reading.loaded) == (3, 2)


REFS = ["Ref", "Recommendation refs", "Action", "Lead", "Due date", "Status"]


def test_a_blank_reference_is_the_one_above_where_each_stands_once() -> None:
    reading = read_book(
        _book(
            REFS,
            ["1", "LA 1", "Write a policy", "Officer", "May 2026", "R"],
            ["2", None, "Train staff", "Officer", "May 2026", "G"],
            ["3", "LA 2", "Audit", "Officer", "May 2026", "G"],
        )
    )

    assert reading.table("actions")["recommendation_refs"].tolist() == [["LA 1"], ["LA 1"], ["LA 2"]]


def test_a_blank_reference_means_none_where_they_are_typed_on_every_row() -> None:
    reading = read_book(
        _book(
            REFS,
            ["1", "LA 1", "Write a policy", "Officer", "May 2026", "R"],
            ["2", "LA 1", "Train staff", "Officer", "May 2026", "G"],
            ["3", None, "Audit", "Officer", "May 2026", "G"],
        )
    )

    assert reading.table("actions")["recommendation_refs"].tolist() == [["LA 1"], ["LA 1"], []]


def test_a_label_said_twice_in_lines_of_label_and_value() -> None:
    lines = ["Action: Write a policy", "Action: Train staff", "Lead: Officer", "Due: 31 March 2026", "Status: On track"]

    reading = read_book(_book(*[[line] for line in lines], name="Notes"))

    assert reading.table("actions")["action"].tolist() == ["Write a policy\nTrain staff"]
    assert (reading.found, reading.loaded) == (5, 5)


def test_registers_beside_neighbours_are_records() -> None:
    pages = {
        "Risks": [["Ref", "Risk", "Likelihood", "Impact"], ["R1", "Too few staff", 4, 5]],
        "Events": [["Date", "Event"], ["1 May 2026", "Improvement Board"]],
        "Near": [["LA number", "Neighbour code", "Neighbour"], ["301", "821", "Luton"]],
    }

    reading = read_book(Book("records.xlsx", "xlsx", [Sheet(name, rows) for name, rows in pages.items()]))

    assert reading.kind == "records"
    assert {name: len(table) for name, table in reading.tables.items() if name != "plans"} == {"risks": 1, "events": 1, "neighbours": 1}
