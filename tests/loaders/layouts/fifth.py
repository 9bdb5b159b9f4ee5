"""Layouts 34 to 43: titles without a label, classes as lines, cards, groups of scrutiny, ratings by quarter, yes and no."""

from datetime import datetime

from openpyxl import Workbook

from tests.loaders.layouts.drawing import AMBER, GREEN, GREY, NAVY, PALE, RED, Truth, banner, new_book, paint, put, put_rows


def titles_without_a_label() -> tuple[Workbook, Truth]:
    """One table a page: the plan's title, a theme without the word theme, the heading again."""
    book, sheet = new_book("Sheet1")
    heads = ["Action ref", "Action to be taken", "Responsible", "To be completed by", "RAG", "Update"]
    truth: Truth = []
    row = 1
    for theme, actions in (
        (
            "Leadership and governance",
            (
                ("LG1", "Hold quarterly assurance days", "DCS", "30 June 2026", "Green", "on track"),
                ("LG2", "Publish a sufficiency duty statement", "AD Commissioning", "31 July 2026", "Amber", "at risk"),
            ),
        ),
        ("Voice of the child", (("VC1", "Recruit young inspectors", "Participation Lead", "31 August 2026", "Red", "off track"),)),
        ("Partnership", (("PA1", "Sign the escalation protocol", "Board Manager", "30 September 2026", "Blue", "complete"),)),
    ):
        put(sheet, row, ["Wyreford Practice Improvement Plan"])
        put(sheet, row + 1, [theme])
        put(sheet, row + 2, heads, colour=NAVY)
        row += 3
        for ref, action, lead, when, colour, status in actions:
            put(sheet, row, [ref, action, lead, when, colour, "Reported to board"])
            truth.append(
                {"ref": ref, "theme": theme, "action": action, "lead": lead, "due_precision": "day", "status": status, "update": "Reported to board"}
            )
            row += 1
        put(sheet, row, ["Page 1 of 3"])
        row += 2
    return book, truth


def classes_as_lines() -> tuple[Workbook, Truth]:
    """Ofsted's classes are lines above the rows; recommendations hold their paragraphs; the recommendation is the action."""
    book, sheet = new_book("Action plan")
    put(sheet, 1, ["Response to the inspection of children's services"])
    put(sheet, 3, ["Recommendation", "Who", "Due by", "What we have done", "Current RAG"], colour=NAVY)
    banner(sheet, 4, "Priority and immediate actions", 5)
    put_rows(
        sheet, 5, [["1. (22, 31) Ensure that strategy discussions include health", "Head of MASH", "Immediately", "Health join daily.", "Green"]]
    )
    banner(sheet, 6, "Areas for improvement", 5)
    put_rows(
        sheet,
        7,
        [
            ["2. (45) Improve the quality of chronologies", "Practice Lead", "within 6 months", "Template issued.", "Amber"],
            ["3. (57, 138) Offer advocacy to every child on a plan", "Commissioner", "December 2026", None, "Red"],
        ],
    )
    return book, [
        {
            "category": "Priority and immediate action",
            "recommendation": "1. (22, 31) Ensure that strategy discussions include health",
            "recommendation_refs": ["LA 1"],
            "action": "1. (22, 31) Ensure that strategy discussions include health",
            "lead": "Head of MASH",
            "due_precision": "relative",
            "status": "on track",
        },
        {
            "category": "Area for improvement",
            "recommendation_refs": ["LA 2"],
            "action": "2. (45) Improve the quality of chronologies",
            "due_precision": "relative",
            "status": "at risk",
            "update": "Template issued.",
        },
        {
            "category": "Area for improvement",
            "recommendation_refs": ["LA 3"],
            "action": "3. (57, 138) Offer advocacy to every child on a plan",
            "due": "2026-12-31",
            "due_precision": "month",
            "status": "off track",
            "update": None,
        },
    ]


def cards_with_one_cell_a_line() -> tuple[Workbook, Truth]:
    """Cards: each line is one cell with its label before the colon."""
    book, sheet = new_book("Cards")
    put_rows(
        sheet,
        1,
        [
            ["Improvement cards"],
            [],
            ["Action: Audit strategy discussions"],
            ["Lead: Head of MASH"],
            ["Deadline: 30/06/2026"],
            ["Status: On track"],
            ["Evidence: Audit report"],
            [],
            ["Action: Train panel members"],
            ["Lead: Panel Adviser"],
            ["Deadline: TBC"],
            ["Status: Not started"],
            ["Evidence: Register"],
            [],
            ["Action: Refresh the website"],
            ["Lead: Communications Officer"],
            ["Deadline: Ongoing"],
            ["Status: Complete"],
            ["Evidence: Site visits"],
        ],
    )
    return book, [
        {"action": "Audit strategy discussions", "lead": "Head of MASH", "due": "2026-06-30", "status": "on track", "evidence": "Audit report"},
        {"action": "Train panel members", "lead": "Panel Adviser", "due": None, "status": "not started", "evidence": "Register"},
        {"action": "Refresh the website", "lead": "Communications Officer", "due_precision": "ongoing", "status": "complete"},
    ]


def groups_of_scrutiny() -> tuple[Workbook, Truth]:
    """A theme column without a heading, merged down; scrutiny in two columns under one title; dates under another."""
    book, sheet = new_book("Plan")
    put(sheet, 2, ["Children's Trust improvement plan, as at 1 February 2026"], 2)
    put(sheet, 4, [None, "Ref", "Action", "Lead", "Scrutiny", None, "Dates", None, None, "BRAG"], 2, NAVY)
    put(sheet, 5, [None, None, None, None, "First", "Second", "Start", "End", "Revised end", None], 2, NAVY)
    sheet.merge_cells("F4:G4")
    sheet.merge_cells("H4:J4")
    put_rows(
        sheet,
        6,
        [
            [
                "Leadership",
                "1",
                "Refresh the scheme of delegation",
                "DCS",
                "Improvement Board",
                "Children's Scrutiny Committee",
                datetime(2026, 1, 1),
                datetime(2026, 3, 1),
                None,
                "G",
            ],
            [
                None,
                "2",
                "Hold a monthly challenge session",
                "DCS",
                "Improvement Board",
                "Full Council",
                datetime(2026, 1, 1),
                datetime(2026, 4, 1),
                datetime(2026, 6, 1),
                "A",
            ],
            [
                "Practice",
                "3",
                "Adopt one assessment tool",
                "PSW",
                "Improvement Board",
                "Children's Scrutiny Committee",
                datetime(2026, 2, 1),
                datetime(2026, 5, 1),
                None,
                "R",
            ],
        ],
        2,
    )
    sheet.merge_cells("B6:B7")
    return book, [
        {
            "ref": "1",
            "theme": "Leadership",
            "action": "Refresh the scheme of delegation",
            "scrutinise": ["Improvement Board"],
            "second_scrutiny": ["Children's Scrutiny Committee"],
            "start": "2026-01-01",
            "first_due": "2026-03-01",
            "due": "2026-03-01",
            "status": "on track",
        },
        {
            "ref": "2",
            "theme": "Leadership",
            "action": "Hold a monthly challenge session",
            "second_scrutiny": ["Full Council"],
            "first_due": "2026-04-01",
            "due": "2026-06-01",
            "status": "at risk",
        },
        {
            "ref": "3",
            "theme": "Practice",
            "action": "Adopt one assessment tool",
            "lead": "PSW",
            "start": "2026-02-01",
            "due": "2026-05-01",
            "status": "off track",
        },
    ]


def ratings_by_quarter() -> tuple[Workbook, Truth]:
    """Four quarters of colour under one title, the year not said: the last one filled in is current."""
    book, sheet = new_book("Tracker")
    put(sheet, 1, ["Service improvement tracker 2026/27"])
    put(sheet, 3, ["No.", "Action", "Owner", "Timescale", "RAG status", None, None, None, "Comments"], colour=NAVY)
    put(sheet, 4, [None, None, None, None, "Q1", "Q2", "Q3", "Q4", None], colour=NAVY)
    sheet.merge_cells("E3:H3")
    put_rows(
        sheet,
        5,
        [
            [1, "Run the parent survey", "Engagement Officer", "Q2 2026/27", "Amber", "Green", None, None, "200 replies"],
            [2, "Report complaints to the board", "Complaints Manager", "Q4 2026/27", "Red", "Amber", None, None, "First report sent"],
        ],
    )
    return book, [
        {
            "ref": "1",
            "action": "Run the parent survey",
            "lead": "Engagement Officer",
            "due_precision": "quarter",
            "status": "on track",
            "update": "200 replies",
        },
        {"ref": "2", "action": "Report complaints to the board", "due_precision": "quarter", "status": "at risk", "update": "First report sent"},
    ]


def yes_and_no() -> tuple[Workbook, Truth]:
    """Complete or not by yes and no; the day of completion beside it; recommendations as lists; numbers as references."""
    book, sheet = new_book("Log")
    put(sheet, 1, ["ID", "Linked recommendations", "Task", "Assigned to", "Start date", "End date", "Completed?", "Completion date", "Notes"])
    put_rows(
        sheet,
        2,
        [
            [
                101,
                "1, 3 & 5",
                "Rewrite the induction handbook",
                "Workforce Lead",
                datetime(2026, 1, 12),
                datetime(2026, 3, 31),
                "Yes",
                datetime(2026, 3, 20),
                "Issued to all.",
            ],
            [102, 2, "Start a practice week", "PSW", datetime(2026, 2, 2), datetime(2026, 6, 30), "No", None, "Planned for June."],
            [103, "4 to 6", "Share exit interview findings", "HR Partner", None, datetime(2026, 7, 31), "No", None, None],
        ],
    )
    return book, [
        {
            "ref": "101",
            "recommendation_refs": ["LA 1", "LA 3", "LA 5"],
            "action": "Rewrite the induction handbook",
            "lead": "Workforce Lead",
            "start": "2026-01-12",
            "due": "2026-03-31",
            "status": "complete",
            "completed": "2026-03-20",
            "update": "Issued to all.",
        },
        {
            "ref": "102",
            "recommendation_refs": ["LA 2"],
            "action": "Start a practice week",
            "start": "2026-02-02",
            "due": "2026-06-30",
            "completed": None,
        },
        {
            "ref": "103",
            "recommendation_refs": ["LA 4", "LA 5", "LA 6"],
            "action": "Share exit interview findings",
            "start": None,
            "due": "2026-07-31",
            "update": None,
        },
    ]


def priorities_with_leads_in_the_line() -> tuple[Workbook, Truth]:
    """Lines that name a theme and its lead together; no lead column; a key to the right of the title; sign-off words in the ratings."""
    book, sheet = new_book("Improvement plan 2026")
    put(
        sheet,
        1,
        [
            "Wyreford SEND and Inclusion Improvement Plan",
            None,
            None,
            "Key",
            "Red",
            "Off track",
            "Amber",
            "At risk",
            "Green",
            "On track",
            "Blue",
            "Complete",
        ],
    )
    put(sheet, 3, ["Action", "Deadline", "Success criteria", "RAG"], colour=NAVY)
    banner(sheet, 4, "Priority 1: Timely plans (Lead: SEND Manager)", 4)
    put_rows(
        sheet,
        5,
        [
            ["Clear overdue annual reviews", "Summer 2026", "None overdue", "A"],
            ["Appoint four coordinators", "30/04/2026", "All in post", "Complete"],
        ],
    )
    banner(sheet, 7, "Priority 2: Better transitions - Lead Officer: Transitions Manager", 4)
    put_rows(
        sheet,
        8,
        [
            ["Start planning at year nine", "Sept 2026", "Plans by December", "Signed off"],
            ["Map local offers post sixteen", "Oct 2026", "Map published", "R"],
        ],
    )
    return book, [
        {
            "theme": "Timely plans",
            "lead": "SEND Manager",
            "action": "Clear overdue annual reviews",
            "outcome": "None overdue",
            "due_precision": "term",
            "status": "at risk",
        },
        {"theme": "Timely plans", "lead": "SEND Manager", "action": "Appoint four coordinators", "due": "2026-04-30", "status": "complete"},
        {
            "theme": "Better transitions",
            "lead": "Transitions Manager",
            "action": "Start planning at year nine",
            "due": "2026-09-30",
            "status": "signed off",
        },
        {
            "theme": "Better transitions",
            "lead": "Transitions Manager",
            "action": "Map local offers post sixteen",
            "due": "2026-10-31",
            "status": "off track",
        },
    ]


def merged_actions_with_steps() -> tuple[Workbook, Truth]:
    """An action merged over its steps, each step with its own date: one action, due on the last; the colour stands in an unnamed column."""
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Ref", "Action", "Lead", "Milestones", "Due", None], colour=NAVY)
    put_rows(
        sheet,
        2,
        [
            ["1", "Redesign the front door", "Head of MASH", "Agree model", datetime(2026, 3, 31)],
            [None, None, None, "Consult staff", datetime(2026, 5, 31)],
            [None, None, None, "Go live", datetime(2026, 9, 30)],
            ["2", "Set up a family group conference service", "Head of Early Help", "Commission", datetime(2026, 6, 30)],
            [None, None, None, "Launch", datetime(2026, 10, 31)],
        ],
    )
    for letter in "ABC":
        sheet.merge_cells(f"{letter}2:{letter}4")
        sheet.merge_cells(f"{letter}5:{letter}6")
    for row, colour in ((2, GREEN), (3, GREEN), (4, GREEN), (5, AMBER), (6, AMBER)):
        paint(sheet, f"F{row}", colour)
    return book, [
        {"ref": "1", "action": "Redesign the front door", "lead": "Head of MASH", "due": "2026-09-30", "status": "on track"},
        {"ref": "2", "action": "Set up a family group conference service", "lead": "Head of Early Help", "due": "2026-10-31", "status": "at risk"},
    ]


def words_with_dates_in_the_rating() -> tuple[Workbook, Truth]:
    """Ratings with dates and remarks in the same cell; the lead with a telephone number; a line of instructions above the heading."""
    book, sheet = new_book("Tracker v3")
    put(sheet, 1, ["Ofsted improvement action tracker"])
    put(sheet, 2, ["Please update the Status column by the last working day of each month."])
    put(sheet, 3, ["Action No.", "Agreed Action", "Lead (tel)", "Target Completion Date", "Status", "Evidence Link"], colour=PALE)
    put_rows(
        sheet,
        4,
        [
            ["A.1", "Set up a data dashboard", "Data Manager 01234 567890", "30th April 2026", "Complete (12/03/26)", "Board paper 4"],
            ["A.2", "Run monthly performance clinics", "Data Manager 01234 567890", "31st May 2026", "In progress", "Diary"],
            ["A.3", "Train managers in using data", "Data Manager 01234 567890", "30th June 2026", "Overdue", None],
            ["A.4", "Buy a mapping tool", "Systems Lead", "31st July 2026", "On hold", None],
        ],
    )
    return book, [
        {
            "ref": "A.1",
            "action": "Set up a data dashboard",
            "lead": "Data Manager 01234 567890",
            "due": "2026-04-30",
            "status": "complete",
            "evidence": "Board paper 4",
        },
        {"ref": "A.2", "action": "Run monthly performance clinics", "due": "2026-05-31", "status": "on track", "evidence": "Diary"},
        {"ref": "A.3", "action": "Train managers in using data", "due": "2026-06-30", "status": "off track"},
        {"ref": "A.4", "action": "Buy a mapping tool", "lead": "Systems Lead", "due": "2026-07-31", "status": "suspended"},
    ]


def areas_on_numbered_sheets() -> tuple[Workbook, Truth]:
    """A contents sheet names the areas; each sheet is called by number; greys and greens by tint; board footers; blank first column."""
    book, sheet = new_book("Contents")
    put(sheet, 1, ["Improvement plan: areas"])
    put(sheet, 3, ["Area", "Title", "Lead officer"], colour=NAVY)
    put_rows(sheet, 4, [["Area 1", "Help and protection", "Head of Safeguarding"], ["Area 2", "Care and permanence", "Head of Permanence"]])
    truth: Truth = []
    for number, name, rows in (
        (
            1,
            "Help and protection",
            (
                ("Write visiting standards", "31.03.26", GREEN, "2026-03-31", "on track"),
                ("Audit thresholds", "30.04.26", RED, "2026-04-30", "off track"),
            ),
        ),
        (2, "Care and permanence", (("Start a permanence panel", "31.05.26", GREY, "2026-05-31", "not started"),)),
    ):
        page = book.create_sheet(f"Area {number}")
        put(page, 2, [None, "Ref", "Key actions", "By when", "RAG status"])
        for position, (action, when, colour, due, status) in enumerate(rows, start=1):
            put(page, 2 + position, [None, f"{number}.{position}", action, when])
            paint(page, f"E{2 + position}", colour)
            truth.append({"ref": f"{number}.{position}", "theme": name, "action": action, "due": due, "status": status})
        put(page, 8, [None, "Agreed by the Improvement Board"])
    return book, truth


LAYOUTS = (
    titles_without_a_label,
    classes_as_lines,
    cards_with_one_cell_a_line,
    groups_of_scrutiny,
    ratings_by_quarter,
    yes_and_no,
    priorities_with_leads_in_the_line,
    merged_actions_with_steps,
    words_with_dates_in_the_rating,
    areas_on_numbered_sheets,
)
