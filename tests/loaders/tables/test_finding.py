"""Tables are found wherever their heading stands; repeats, guidance and footers are no records."""

from loaders.grid import Book, Sheet
from loaders.interpretation import read_book
from loaders.tables.finding import find_tables

HEAD = ["Ref", "Action", "Lead", "Due date"]


def test_a_heading_low_on_the_sheet_and_columns_in() -> None:
    sheet = Sheet("Plan", [["Our plan"], [], [None, None, *HEAD], [None, None, "1", "Write a policy", "Policy Officer", "May 2026"]])

    (table,) = find_tables(sheet)

    assert table.header_rows == (3,)
    assert [(column.index, column.heading) for column in table.columns] == [(3, "Ref"), (4, "Action"), (5, "Lead"), (6, "Due date")]
    assert table.rows == [4]


def test_group_titles_above_the_heading_are_part_of_it() -> None:
    sheet = Sheet(
        "Plan", [["Ref", "Action", "Timescale", None], [None, None, "Original", "Revised"], ["1", "Write a policy", "May 2026", "June 2026"]]
    )
    sheet.merged = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)]

    (table,) = find_tables(sheet)

    assert table.header_rows == (1, 2)
    assert [column.heading for column in table.columns] == ["Ref", "Action", "Timescale Original", "Timescale Revised"]


def test_repeated_headings_guidance_and_footers_are_skipped_with_the_reason() -> None:
    guidance = ["Number", "What will be done?", "Name of the officer", "dd/mm/yyyy"]
    sheet = Sheet(
        "Plan", [HEAD, guidance, ["1", "Write a policy", "Officer", "May 2026"], HEAD, ["2", "Train staff", "Officer", "June 2026"], ["Page 1 of 2"]]
    )

    (table,) = find_tables(sheet)

    assert table.rows == [3, 5]
    assert table.skipped == {2: "guidance under the heading", 4: "heading repeated", 6: "page footer"}


def test_tables_below_each_other_with_their_own_headings() -> None:
    sheet = Sheet(
        "Plan",
        [
            HEAD,
            ["1", "Write a policy", "Officer", "May 2026"],
            [],
            ["Risk", "Likelihood", "Impact", "Mitigation"],
            ["Staff leave", 4, 5, "Retention offer"],
        ],
    )

    first, second = find_tables(sheet)

    assert (first.rows, second.header_rows, second.rows) == ([2], (4,), [5])


def test_tables_beside_each_other_are_two() -> None:
    rows = [[*HEAD, None, "Risk", "Likelihood", "Impact"], ["1", "Write a policy", "Officer", "May 2026", None, "Staff leave", 4, 5]]

    first, second = find_tables(Sheet("Plan", rows))

    assert [column.heading for column in first.columns] == HEAD
    assert [column.heading for column in second.columns] == ["Risk", "Likelihood", "Impact"]


def test_a_heading_that_carries_a_date_gives_it_up() -> None:
    (table,) = find_tables(Sheet("Plan", [["Action", "Lead", "Update 24/12/2018"], ["Write a policy", "Officer", "Begun"]]))

    assert (table.columns[2].stem, str(table.columns[2].dated)) == ("Update", "2018-12-24")


def test_sentences_are_no_heading() -> None:
    rows = [["Lead officers should update the action column each month.", "The status is agreed by the board."], ["More text.", "And more."]]

    assert find_tables(Sheet("Notes", rows)) == []


def test_a_register_of_risks_and_a_dressed_heading_of_ticks_start_tables_below_a_plan() -> None:
    rows = [
        *([HEAD, ["1", "Write a policy", "Officer", "May 2026"], []]),
        *([["Action", "Lead", "Achieved", "On target", "Not started"], ["Train staff", "Officer", None, "x", None], []]),
        *([["Risk", "Likelihood", "Impact", "Mitigation"], ["Vacancies", 4, 4, "Joint recruitment"]]),
    ]
    sheet = Sheet("Plan", rows, fills={(4, column): "#1F3864" for column in range(1, 6)})  # type: ignore[arg-type]

    assert [table.header_rows for table in find_tables(sheet)] == [(1,), (4,), (7,)]


def read_figures(rows, merged):
    sheet = Sheet("C1", [list(row) for row in rows], merged=merged)
    return read_book(Book("c1.xlsx", "xlsx", [sheet])).table("observations")


def test_years_under_merged_titles_are_the_second_row_of_a_heading() -> None:
    rows = [
        ["Table C1: Children looked after by local authority (1)(2)"],
        ["Coverage: England"],
        ["Local authority", "Local authority code", "Number at 31 March", None, "Rate per 10,000 children", None],
        [None, None, 2024, 2025, 2024, 2025],
        ["Blackpool", "E06000009", 590, "[c]", 198, 190],
        [None],
        ["Source: a statutory return"],
    ]
    figures = read_figures(rows, [(3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4), (3, 5, 3, 6)])

    measure = "Children looked after by local authority"
    assert figures["measure"].tolist() == [f"{measure} – Number at 31 March"] * 2 + [f"{measure} – Rate per 10,000 children"] * 2
    assert figures["value"].fillna(-1).tolist() == [590, -1, 198, 190]
    assert figures["symbol"].fillna("").tolist() == ["", "c", "", ""]


def test_words_under_one_merged_title_are_headings_and_not_a_record() -> None:
    rows = [
        ["Table B5: Factors in assessments, year ending 31 March 2025"],
        ["Local authority", "Factors identified", None, None, "All assessments"],
        [None, "Alcohol misuse", "Drug misuse", "Domestic abuse", None],
        ["Blackpool", 270, 320, 500, 1900],
        ["Bury", 190, 210, 400, 1400],
    ]
    figures = read_figures(rows, [(2, 1, 3, 1), (2, 2, 2, 4), (2, 5, 3, 5)])

    assert figures.loc[figures["measure"] == "Factors identified Drug misuse", "value"].tolist() == [320, 210]
    assert len(figures) == 8


def test_a_heading_repeated_on_the_next_page_is_no_table_of_its_own_but_one_with_a_column_more_is() -> None:
    one, two = ["1", "Write a policy", "Officer", "May 2026"], ["2", "Train staff", "Officer", "June 2026"]
    wider = [*HEAD, "Date completed"]

    (whole,) = find_tables(Sheet("Plan", [HEAD, one, HEAD, two]))
    first, second = find_tables(Sheet("Plan", [HEAD, one, [], wider, [*two, "2 April 2026"]]))

    assert (whole.rows, whole.skipped) == ([2, 4], {3: "heading repeated"})
    assert (first.rows, second.header_rows, second.rows) == ([2], (4,), [5])
    assert [column.heading for column in second.columns] == wider


def test_a_word_beside_a_repeated_heading_that_is_no_heading_opens_no_table() -> None:
    rows = [HEAD, ["1", "Write a policy", "Officer", "May 2026"], [*HEAD, "Sheet two"], ["2", "Train staff", "Officer", "June 2026"]]

    (table,) = find_tables(Sheet("Plan", rows))
    assert table.rows == [2, 4]


def test_headings_under_groups_of_which_one_has_a_single_column_without_any_fill() -> None:
    rows = [
        ["The work", None, "When", None, "Progress"],
        ["Ref", "Action", "Start date", "Due date", "Status"],
        ["1", "Write a policy", "April 2026", "May 2026", "On track"],
        ["2", "Train staff", "May 2026", "June 2026", "Complete"],
    ]
    sheet = Sheet("Plan", rows, merged=[(1, 1, 1, 2), (1, 3, 1, 4)])

    (table,) = find_tables(sheet)
    assert (table.header_rows, table.rows) == ((1, 2), [3, 4])
    assert [column.own for column in table.columns] == rows[1]


def test_a_first_record_of_short_words_under_a_heading_of_one_row_is_no_second_row_of_it() -> None:
    rows = [["Action", None, "Lead", "Status"], ["Write it", "Send it", "Officer", "Complete"], ["Train staff", None, "Manager", "Complete"]]
    sheet = Sheet("Plan", rows, merged=[(1, 1, 1, 2)])

    (table,) = find_tables(sheet)
    assert (table.header_rows, table.rows) == ((1,), [2, 3])


def test_headings_under_groups_of_which_some_stand_beside_all_groups() -> None:
    rows = [
        [None, None, "Delivery", None, None],
        ["Ref", "Action", "Lead", "Due date", "Status"],
        ["1", "Write a policy", "Officer", "May 2026", "On track"],
        ["2", "Train staff", "Owner", "June 2026", "Complete"],
    ]

    (table,) = find_tables(Sheet("Plan", rows, merged=[(1, 3, 1, 4)]))
    assert (table.header_rows, table.rows) == ((1, 2), [3, 4])
    assert [(column.group, column.own) for column in table.columns][2:4] == [("Delivery", "Lead"), ("Delivery", "Due date")]
