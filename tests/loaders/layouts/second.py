"""Layouts 7 to 12: blocks of label and value, sub-actions, a sheet per theme, stacked tables, keywords in comments, symbols."""

from datetime import datetime

from openpyxl import Workbook

from tests.loaders.layouts.drawing import BLUE, GREEN, GREY, NAVY, RED, Truth, banner, in_font, new_book, paint, put, put_rows


def blocks_of_label_and_value() -> tuple[Workbook, Truth]:
    """A record layout: each action is a block of labels with their values beside them."""
    book, sheet = new_book("Corporate parenting")
    put(sheet, 1, ["Corporate Parenting action plan 2026 to 2028"])
    row = 3
    for action, officer, timeline, outcome, colour in (
        ("Give every child a life story book", "Head of Permanence", "September 2026", "Children understand their journey", "Green"),
        (
            "Widen the mentoring offer",
            "Virtual School and Team Manager: Family Placement",
            datetime(2026, 11, 30),
            "More young people in education",
            "Amber",
        ),
        ("Review the leaving care grant", "Finance Manager", "Ongoing", "Young people can furnish a home", "Red"),
    ):
        row = 1 + put_rows(
            sheet,
            row,
            [["Action:", action], ["Responsible officer:", officer], ["Timeline:", timeline], ["Expected outcome:", outcome], ["RAG:", colour]],
        )
    return book, [
        {
            "action": "Give every child a life story book",
            "lead": "Head of Permanence",
            "due": "2026-09-30",
            "due_precision": "month",
            "outcome": "Children understand their journey",
            "status": "on track",
        },
        {
            "action": "Widen the mentoring offer",
            "lead": "Virtual School and Team Manager: Family Placement",
            "due": "2026-11-30",
            "due_precision": "day",
            "outcome": "More young people in education",
            "status": "at risk",
        },
        {
            "action": "Review the leaving care grant",
            "lead": "Finance Manager",
            "due": None,
            "due_precision": "ongoing",
            "outcome": "Young people can furnish a home",
            "status": "off track",
        },
    ]


def actions_within_a_cell() -> tuple[Workbook, Truth]:
    """A numbered list with as many dates becomes one action each, with fewer it stays one; a row without an action goes on."""
    book, sheet = new_book("Sheet1")
    put(sheet, 2, ["Youth justice improvement action plan"], 2)
    put(
        sheet,
        4,
        [
            "Ref No",
            "AREA REQUIRING IMPROVEMENT (Recommendations)",
            "Action Required",
            "Planned Completion Date",
            "Lead Officer / Agency",
            "Progress against agreed action and impact monitoring",
        ],
        2,
        NAVY,
    )
    put_rows(
        sheet,
        5,
        [
            [
                "1",
                "Improve assessments",
                "(a) Train every case manager\n(b) Audit ten cases a month",
                "January 2027 / March 2027",
                "Operations Manager",
                "Update (July 2026): dates booked.",
            ],
            [
                "2",
                "Manage risk to others",
                "(1) Revise the risk template (2) Brief the court team (3) Report to the board",
                "November 2026 / February 2027",
                "Practice Lead",
                "Template drafted.",
            ],
            ["3", "Involve parents", "Ask parents about their experience after each review", "31.12.26", "Participation Officer", "Survey designed."],
            [None, None, None, None, None, "Pilot with six families."],
        ],
        2,
    )
    return book, [
        {
            "ref": "1a",
            "recommendation": "Improve assessments",
            "action": "Train every case manager",
            "due": "2027-01-31",
            "due_precision": "month",
            "lead": "Operations Manager",
        },
        {
            "ref": "1b",
            "recommendation": "Improve assessments",
            "action": "Audit ten cases a month",
            "due": "2027-03-31",
            "due_precision": "month",
            "lead": "Operations Manager",
            "update": "Update (July 2026): dates booked.",
        },
        {
            "ref": "2",
            "recommendation": "Manage risk to others",
            "action": "(1) Revise the risk template (2) Brief the court team (3) Report to the board",
            "due": "2027-02-28",
            "lead": "Practice Lead",
            "update": "Template drafted.",
        },
        {
            "ref": "3",
            "recommendation": "Involve parents",
            "action": "Ask parents about their experience after each review",
            "due": "2026-12-31",
            "due_precision": "day",
            "update": "Survey designed. Pilot with six families.",
        },
    ]


def sheet_per_theme_with_objectives() -> tuple[Workbook, Truth]:
    """A sheet for each theme, named by the sheet; objective and lead lines; a key in one cell: amber is on track; a hidden sheet and row."""
    book, sheet = new_book("Guidance")
    put_rows(
        sheet,
        1,
        [
            ["How to use this workbook"],
            ["Update each sheet by the fifth of the month."],
            ["RAG key: Red = off track; Amber = on track; Green = complete"],
        ],
    )
    heads = ["Ref", "Action", "Owner", "Deadline", "RAG status", "Commentary"]
    for name, rows in (
        (
            "T1 - Leadership",
            [
                ["1.1", "Hold a monthly performance board", "DCS", datetime(2026, 4, 30), "Green", "Held since April."],
                ["1.2", "Appoint a practice lead", "AD", datetime(2026, 9, 30), "Amber", "Interviews in August."],
            ],
        ),
        (
            "T2 - Partnership",
            [
                ["2.1", "Sign a data sharing agreement", "Partnership Manager", datetime(2026, 6, 30), "Red", "Two partners have not signed."],
                ["2.2", "Hold joint training", "Training Lead", "Spring term 2027", "Amber", None],
            ],
        ),
    ):
        page = book.create_sheet(name)
        put(page, 1, heads, colour=NAVY)
        banner(page, 2, f"Objective: {name.split()[-1].lower()} that children can feel", 6, colour=None)
        put(page, 3, ["Strategic Lead: Chief Executive"])
        put_rows(page, 4, rows)
    book["T2 - Partnership"].sheet_state = "hidden"
    book["T1 - Leadership"].row_dimensions[5].hidden = True
    return book, [
        {
            "ref": "1.1",
            "theme": "Leadership",
            "action": "Hold a monthly performance board",
            "lead": "DCS",
            "due": "2026-04-30",
            "status": "complete",
            "update": "Held since April.",
        },
        {
            "ref": "1.2",
            "theme": "Leadership",
            "action": "Appoint a practice lead",
            "lead": "AD",
            "due": "2026-09-30",
            "status": "on track",
            "update": "Interviews in August.",
        },
        {
            "ref": "2.1",
            "theme": "Partnership",
            "action": "Sign a data sharing agreement",
            "lead": "Partnership Manager",
            "due": "2026-06-30",
            "status": "off track",
        },
        {
            "ref": "2.2",
            "theme": "Partnership",
            "action": "Hold joint training",
            "lead": "Training Lead",
            "due_precision": "term",
            "status": "on track",
            "update": None,
        },
    ]


def stacked_tables() -> tuple[Workbook, Truth]:
    """Several tables below each other, each with its title, its own columns, a lead above it and totals and footers below it."""
    book, sheet = new_book("Plan on a page")
    put_rows(sheet, 1, [["Wyreford Children's Services Plan v3.1"], ["Last updated: 14 May 2026"]])
    put_rows(sheet, 4, [["Priority 1: Early help"], ["Lead:", "Head of Early Help"]])
    put(sheet, 6, ["No", "What will we do?", "By when?", "How are we doing?"], colour=NAVY)
    put_rows(
        sheet,
        7,
        [
            [1, "Open two family hubs", "Q2 2026/27", "On target"],
            [2, "Offer a parenting course in every ward", "31 March 2027", "Behind schedule"],
            ["Total actions: 2"],
            ["Next review by the Partnership Board"],
        ],
    )
    put_rows(sheet, 13, [["Priority 2: Placements close to home"], ["Lead:", "Head of Placements"]])
    put(sheet, 15, ["No", "What will we do?", "Success criteria", "By when?", "Who?", "How are we doing?"], colour=NAVY)
    put_rows(
        sheet,
        16,
        [
            [3, "Recruit thirty foster carers", "Thirty more by March", "End of March 2027", "Fostering Manager", "On target"],
            [4, "Reduce the use of unregistered homes", "None in use", datetime(2026, 8, 1), "Placements Manager", "Achieved"],
            ["Page 1 of 1"],
        ],
    )
    return book, [
        {
            "ref": "1",
            "theme": "Early help",
            "action": "Open two family hubs",
            "due": "2026-09-30",
            "due_precision": "quarter",
            "status": "on track",
            "lead": "Head of Early Help",
        },
        {
            "ref": "2",
            "theme": "Early help",
            "action": "Offer a parenting course in every ward",
            "due": "2027-03-31",
            "due_precision": "day",
            "status": "off track",
        },
        {
            "ref": "3",
            "theme": "Placements close to home",
            "action": "Recruit thirty foster carers",
            "outcome": "Thirty more by March",
            "due": "2027-03-31",
            "lead": "Fostering Manager",
            "status": "on track",
        },
        {
            "ref": "4",
            "theme": "Placements close to home",
            "action": "Reduce the use of unregistered homes",
            "outcome": "None in use",
            "due": "2026-08-01",
            "lead": "Placements Manager",
            "status": "complete",
        },
    ]


def keywords_and_hatching() -> tuple[Workbook, Truth]:
    """No rating column: a keyword opens the comment; recommendations in lines above their actions, references inside the actions."""
    book, sheet = new_book("Improvement plan")
    put(sheet, 1, ["Ofsted improvement plan"])
    put(sheet, 3, ["Actions", "Responsible", "Timescale", "Status / Corrective Action"], colour=NAVY)
    put(sheet, 4, ["Recommendation 4: Improve the quality of plans"])
    put_rows(
        sheet,
        5,
        [
            ["4.1 Rewrite the plan template with young people", "Practice Lead", datetime(2026, 5, 1), "COMPLETED. Launched in May."],
            ["4.2 Review every plan older than a year", "Service Manager", datetime(2026, 7, 1), "ON TRACK. Half are done."],
        ],
    )
    put(sheet, 7, ["Recommendation 9: Hear the child"])
    put_rows(sheet, 8, [["9.1 Train staff in direct work", "Training Lead", "TBC", "NOT STARTED. Waiting for the budget."]])
    return book, [
        {
            "ref": "4.1",
            "recommendation": "Recommendation 4: Improve the quality of plans",
            "recommendation_refs": ["LA 4"],
            "action": "Rewrite the plan template with young people",
            "lead": "Practice Lead",
            "due": "2026-05-01",
            "status": "complete",
            "status_text": "COMPLETED",
            "update": "COMPLETED. Launched in May.",
        },
        {
            "ref": "4.2",
            "recommendation": "Recommendation 4: Improve the quality of plans",
            "recommendation_refs": ["LA 4"],
            "action": "Review every plan older than a year",
            "lead": "Service Manager",
            "due": "2026-07-01",
            "status": "on track",
        },
        {
            "ref": "9.1",
            "recommendation": "Recommendation 9: Hear the child",
            "recommendation_refs": ["LA 9"],
            "action": "Train staff in direct work",
            "due": None,
            "due_precision": "none",
            "status": "not started",
        },
    ]


def symbols_and_hatching() -> tuple[Workbook, Truth]:
    """Ratings as arrows in Wingdings and as hatched cells; progress in per cent; a heading that nobody has listed; a column without a heading."""
    book, sheet = new_book("Programme")
    put(sheet, 1, ["Transformation programme tracker"])
    put_rows(sheet, 2, [["Key"], ["Blue", "Suspended"], ["Green", "On target"], ["Red", "More than one month behind"], ["Grey", "Not started"]])
    for place, colour in (("A3", BLUE), ("A4", GREEN), ("A5", RED), ("A6", GREY)):
        paint(sheet, place, colour)
    put(sheet, 8, [None, "Workstream", "Action", "Programme office contact", "Deadline for completion", "% complete", "Status"], colour=NAVY)
    put_rows(
        sheet,
        9,
        [
            ["W1", "Practice", "Adopt one practice model", "Practice Lead", "1 June 2026", 1, None],
            ["W2", "Practice", "Train two cohorts", "Training Lead", "1 July 2026", 0.5, None],
            ["W3", "Systems", "Replace the case system", "Systems Lead", "1 August 2026", 0.25, None],
            ["W4", "Systems", "Migrate old records", "Systems Lead", "1 September 2026", 0, None],
        ],
    )
    for place, colour in (("G9", GREEN), ("G10", GREEN), ("G11", RED), ("G12", BLUE)):
        paint(sheet, place, colour)
    return book, [
        {
            "ref": "W1",
            "theme": "Practice",
            "action": "Adopt one practice model",
            "due": "2026-06-01",
            "progress": 100.0,
            "status": "on track",
            "lead": "Practice Lead",
        },
        {"ref": "W2", "theme": "Practice", "action": "Train two cohorts", "due": "2026-07-01", "progress": 50.0, "status": "on track"},
        {"ref": "W3", "theme": "Systems", "action": "Replace the case system", "due": "2026-08-01", "progress": 25.0, "status": "off track"},
        {"ref": "W4", "theme": "Systems", "action": "Migrate old records", "due": "2026-09-01", "progress": 0.0, "status": "suspended"},
    ]


def arrows_in_wingdings() -> tuple[Workbook, Truth]:
    """Arrows in a picture font as ratings; theme in a merged column; a plan beside a second table on the same rows."""
    book, sheet = new_book("Action plan")
    put(sheet, 2, ["Theme", "Ref", "Actions", "Lead(s)", "Target date", "RAG"], colour=NAVY)
    put_rows(
        sheet,
        3,
        [
            ["Theme 1 - Quality of practice", "1a", "Hold weekly case clinics", "Practice Lead", datetime(2026, 5, 5), "é"],
            [None, "1b", "Publish a learning bulletin", "Practice Lead", datetime(2026, 6, 5), "è"],
            ["Theme 2 - Workforce", "2a", "Convert agency posts", "HR Partner", datetime(2026, 7, 5), "ê"],
        ],
    )
    sheet.merge_cells("A3:A4")
    for row in (3, 4, 5):
        in_font(sheet, f"F{row}", "Wingdings")
    return book, [
        {
            "ref": "1a",
            "theme": "Quality of practice",
            "action": "Hold weekly case clinics",
            "lead": "Practice Lead",
            "due": "2026-05-05",
            "status": "on track",
            "status_source": "symbol",
        },
        {"ref": "1b", "theme": "Quality of practice", "action": "Publish a learning bulletin", "due": "2026-06-05", "status": "at risk"},
        {"ref": "2a", "theme": "Workforce", "action": "Convert agency posts", "lead": "HR Partner", "due": "2026-07-05", "status": "off track"},
    ]


LAYOUTS = (
    blocks_of_label_and_value,
    actions_within_a_cell,
    sheet_per_theme_with_objectives,
    stacked_tables,
    keywords_and_hatching,
    symbols_and_hatching,
    arrows_in_wingdings,
)
