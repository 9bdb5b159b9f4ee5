"""Layouts 1 to 6: headings low on the sheet, dated headings, guidance rows, numbers with a key, ticks, two-row headings."""

from datetime import datetime

from openpyxl import Workbook

from tests.loaders.layouts.drawing import NAVY, Truth, banner, in_font, new_book, paint, put, put_rows


def letters_low_on_the_sheet() -> tuple[Workbook, Truth]:
    """Title, version and key above a heading in row 12, column C; letters; one reference with paragraphs; a hidden column; a page footer."""
    book, sheet = new_book("Plan")
    put(sheet, 2, ["Wyreford Children and Families Improvement Plan"], 3)
    put(sheet, 3, ["Version 9 - updated 26 June 2026"], 3)
    put_rows(sheet, 5, [["Key"], ["R", "Off target"], ["A", "On track but needs watching"], ["G", "Completed"]], 3)
    put(
        sheet,
        12,
        ["No.", "Ofsted Para No", "Ofsted Area for\nImprovement", "Lead *", "Action", "By When", "Progress", "R/A/G", "Monitoring and Evaluation"],
        3,
        NAVY,
    )
    put_rows(
        sheet,
        13,
        [
            [
                "1.",
                "(12, 14)",
                "Make sure that referrals are decided within one working day",
                "Head of Service, MASH",
                "Set up a daily huddle of all agencies.",
                datetime(2026, 7, 31),
                "Huddle meets each morning.",
                "G",
                "Improvement Board",
            ],
            [
                "2.",
                "(57, 138)",
                "See children alone and record what they say",
                "Principal Social Worker",
                "Publish practice standards for visits.",
                "Sept 2026",
                "Draft shared with teams.",
                "A",
                "Improvement Board",
            ],
            [
                None,
                None,
                None,
                "Service Manager, Assessment",
                "Audit twenty visits each month.",
                "Ongoing",
                "First audit done.",
                "A",
                "Safeguarding Children Partnership",
            ],
            [
                "3.",
                "(60)",
                "Plan early for permanence",
                "Head of Permanence",
                "Hold a permanence planning meeting by the second review.",
                "31/12/2026",
                "Chairs not yet appointed.",
                "R",
                "Corporate Parenting Panel",
            ],
        ],
        3,
    )
    put(sheet, 18, ["Page 1 of 1"], 3)
    sheet.column_dimensions["D"].hidden = True
    board, panel = ["Improvement Board"], ["Corporate Parenting Panel"]
    return book, [
        {
            "ref": "1.",
            "recommendation": "Make sure that referrals are decided within one working day",
            "lead": "Head of Service, MASH",
            "action": "Set up a daily huddle of all agencies.",
            "due": "2026-07-31",
            "due_precision": "day",
            "update": "Huddle meets each morning.",
            "status": "complete",
            "monitor": board,
        },
        {
            "ref": "2.",
            "recommendation": "See children alone and record what they say",
            "lead": "Principal Social Worker",
            "action": "Publish practice standards for visits.",
            "due": "2026-09-30",
            "due_precision": "month",
            "update": "Draft shared with teams.",
            "status": "on track",
            "monitor": board,
        },
        {
            "ref": None,
            "recommendation": "See children alone and record what they say",
            "lead": "Service Manager, Assessment",
            "action": "Audit twenty visits each month.",
            "due": None,
            "due_precision": "ongoing",
            "update": "First audit done.",
            "status": "on track",
            "monitor": ["Safeguarding Children Partnership"],
        },
        {
            "ref": "3.",
            "recommendation": "Plan early for permanence",
            "lead": "Head of Permanence",
            "action": "Hold a permanence planning meeting by the second review.",
            "due": "2026-12-31",
            "due_precision": "day",
            "update": "Chairs not yet appointed.",
            "status": "off track",
            "monitor": panel,
        },
    ]


def dated_headings_and_colours() -> tuple[Workbook, Truth]:
    """No reference column; three dated updates, the latest in the middle; ratings by colour alone; the recommendation merged down."""
    book, sheet = new_book("Action plan")
    put(sheet, 1, ["Wyreford safeguarding action plan (as at 30/06/2026)"])
    put(
        sheet,
        3,
        ["Recommendation", "Action", "Target date", "Lead", "Update 31/03/2026", "Update 30/06/2026", "Update\n31/12/2025", "RAG"],
        colour=NAVY,
    )
    put_rows(
        sheet,
        4,
        [
            [
                "Strengthen supervision",
                "Introduce a supervision contract",
                datetime(2026, 9, 1),
                "Head of Safeguarding",
                "Drafted",
                "Signed by all managers",
                "Agreed in outline",
            ],
            [None, "Audit supervision files quarterly", datetime(2026, 12, 1), "Quality Assurance Manager", None, "First audit booked", None],
            [
                "Improve return home interviews",
                "Commission an independent service",
                datetime(2026, 3, 1),
                "Commissioning Manager",
                "Tender issued",
                None,
                "Scoped",
            ],
        ],
    )
    sheet.merge_cells("A4:A5")
    for place, colour in (("H4", "008000"), ("H5", "FFBF00"), ("H6", "C00000")):
        paint(sheet, place, colour)
    return book, [
        {
            "recommendation": "Strengthen supervision",
            "action": "Introduce a supervision contract",
            "due": "2026-09-01",
            "due_precision": "day",
            "lead": "Head of Safeguarding",
            "update": "Signed by all managers",
            "update_date": "2026-06-30",
            "status": "on track",
            "status_source": "fill",
            "earlier_updates": "31 March 2026: Drafted\n\n31 December 2025: Agreed in outline",
        },
        {
            "recommendation": "Strengthen supervision",
            "action": "Audit supervision files quarterly",
            "due": "2026-12-01",
            "due_precision": "day",
            "lead": "Quality Assurance Manager",
            "update": "First audit booked",
            "status": "at risk",
        },
        {
            "recommendation": "Improve return home interviews",
            "action": "Commission an independent service",
            "due": "2026-03-01",
            "due_precision": "day",
            "lead": "Commissioning Manager",
            "update": "Tender issued",
            "update_date": "2026-03-31",
            "status": "off track",
            "earlier_updates": "31 December 2025: Scoped",
        },
    ]


def guidance_and_many_dates() -> tuple[Workbook, Truth]:
    """A guidance row under the heading; agencies under one heading; four milestones with four dates; a printed key beside the table."""
    book, sheet = new_book("Multi-agency plan")
    put(sheet, 1, ["Multi-agency action plan"])
    put(
        sheet,
        3,
        [
            "RECOMMENDATION",
            "Scope of recommendation",
            "Action to be taken",
            "Lead Agency",
            "Key milestones to enact recommendation",
            "Target date",
            "Progress indicator",
            "Date of completion and outcome",
        ],
        colour=NAVY,
    )
    put(
        sheet,
        4,
        [
            "(What is the over-arching recommendation?)",
            "Local, regional or national?",
            "What will be done?",
            "Which agency leads?",
            "What are the steps?",
            "When will each step be finished?",
            "Red / Amber / Green",
            "When was it completed?",
        ],
    )
    put_rows(
        sheet,
        5,
        [
            [
                "Share information sooner",
                "Local",
                "Write one protocol for all agencies",
                "Wyre Constabulary; Integrated Care Board",
                "Draft\nConsult\nSign\nLaunch",
                "By 31/12/2026\nBy 31/01/2027\nBy 31/01/2027\nBy 31/03/2027",
                "Amber",
                None,
            ],
            [
                "Know who the father is",
                "Local",
                "Add fathers to the assessment template",
                "Children's Social Care",
                "Template",
                "By 30/09/2026",
                "Green",
                datetime(2026, 9, 14),
            ],
        ],
    )
    put_rows(sheet, 3, [["Key"], ["Red", "Not started"], ["Amber", "Under way"], ["Green", "Completed"]], 10)
    return book, [
        {
            "recommendation": "Share information sooner",
            "action": "Write one protocol for all agencies",
            "deliver": ["Wyre Constabulary", "Integrated Care Board"],
            "due": "2027-03-31",
            "due_precision": "day",
            "completed": None,
            "status": "on track",
        },
        {
            "recommendation": "Know who the father is",
            "action": "Add fathers to the assessment template",
            "deliver": ["Children's Social Care"],
            "due": "2026-09-30",
            "due_precision": "day",
            "completed": "2026-09-14",
            "status": "complete",
        },
    ]


def numbers_with_a_key_below() -> tuple[Workbook, Truth]:
    """No action column: the recommendation is the action; numbers as ratings; the key is printed below the table; a total."""
    book, sheet = new_book("Progress")
    put(sheet, 1, ["Review of the Safeguarding Board: action plan"])
    put(
        sheet,
        4,
        ["No.", "Recommendation", "Responsibility", "Date", "Progress presented to Committee Dec 2026", "Assessment of progress\nCategories 1 - 4"],
        colour=NAVY,
    )
    put_rows(
        sheet,
        5,
        [
            [1, "That the Board agrees one set of thresholds", "Independent Chair", "April 2026", "Agreed and published.", 1],
            [2, "That partners attend at the right level", "All partner leads", datetime(2026, 10, 31), "Attendance is reported.", 2],
            [3, "That the voice of the child is heard at the Board", "Participation Lead", "To be confirmed", "Not begun.", 4],
            ["Total", None, None, None, "3 recommendations", None],
        ],
    )
    put_rows(sheet, 11, [["Key to progress"], [1, "Fully achieved"], [2, "On track"], [3, "Slipped"], [4, "Not started"]])
    return book, [
        {
            "ref": "1",
            "recommendation": "That the Board agrees one set of thresholds",
            "action": "That the Board agrees one set of thresholds",
            "lead": "Independent Chair",
            "due": "2026-04-30",
            "due_precision": "month",
            "update": "Agreed and published.",
            "status": "complete",
            "recommendation_refs": ["LA 1"],
        },
        {
            "ref": "2",
            "recommendation": "That partners attend at the right level",
            "action": "That partners attend at the right level",
            "lead": "All partner leads",
            "due": "2026-10-31",
            "due_precision": "day",
            "update": "Attendance is reported.",
            "status": "on track",
            "recommendation_refs": ["LA 2"],
        },
        {
            "ref": "3",
            "recommendation": "That the voice of the child is heard at the Board",
            "action": "That the voice of the child is heard at the Board",
            "lead": "Participation Lead",
            "due": None,
            "due_precision": "none",
            "update": "Not begun.",
            "status": "not started",
            "recommendation_refs": ["LA 3"],
        },
    ]


def ticks_and_banners() -> tuple[Workbook, Truth]:
    """Ticks in one of three columns (one of them in Wingdings); lines in capitals group the rows; a new date where the old one is lost."""
    book, sheet = new_book("Review")
    put(sheet, 1, ["Safeguarding improvement plan review"])
    put(
        sheet,
        2,
        [
            "Ref",
            "Action",
            "Responsible Officer",
            "By when",
            "Update on progress",
            "Achieved (tick)",
            "On Target to Achieve (tick)",
            "Not achieved (tick)",
            "Give expected new achievement date",
        ],
        colour=NAVY,
    )
    banner(sheet, 3, "SHORT TERM TARGETS", 9)
    put_rows(
        sheet,
        4,
        [
            ["1 (i)", "Recruit two advanced practitioners", "Head of Workforce", datetime(2026, 6, 30), "Both in post.", "✓", None, None, None],
            [
                "1 (ii)",
                "Reduce caseloads below eighteen",
                "Head of Assessment",
                datetime(2026, 6, 30),
                "Average is nineteen.",
                None,
                None,
                "x",
                datetime(2026, 9, 30),
            ],
        ],
    )
    banner(sheet, 6, "LONGER TERM TARGETS", 9)
    put_rows(
        sheet,
        7,
        [
            ["2 (i)", "Open a second children's home", "Head of Placements", datetime(2027, 3, 31), "Site found.", None, "ü", None, None],
            ["2 (ii)", "Agree a joint commissioning budget", "Commissioning Lead", datetime(2027, 4, 30), None, None, None, None, None],
        ],
    )
    in_font(sheet, "G7", "Wingdings")
    return book, [
        {
            "ref": "1 (i)",
            "theme": "SHORT TERM TARGETS",
            "action": "Recruit two advanced practitioners",
            "lead": "Head of Workforce",
            "due": "2026-06-30",
            "first_due": "2026-06-30",
            "update": "Both in post.",
            "status": "complete",
            "status_source": "tick",
        },
        {
            "ref": "1 (ii)",
            "theme": "SHORT TERM TARGETS",
            "action": "Reduce caseloads below eighteen",
            "lead": "Head of Assessment",
            "due": "2026-09-30",
            "first_due": "2026-06-30",
            "update": "Average is nineteen.",
            "status": "off track",
        },
        {
            "ref": "2 (i)",
            "theme": "LONGER TERM TARGETS",
            "action": "Open a second children's home",
            "lead": "Head of Placements",
            "due": "2027-03-31",
            "first_due": "2027-03-31",
            "update": "Site found.",
            "status": "on track",
        },
        {
            "ref": "2 (ii)",
            "theme": "LONGER TERM TARGETS",
            "action": "Agree a joint commissioning budget",
            "lead": "Commissioning Lead",
            "due": "2027-04-30",
            "status": "not known",
        },
    ]


def two_row_headings() -> tuple[Workbook, Truth]:
    """Group titles merged above the headings; original and revised dates; two ratings that stay two; the heading repeated with its groups."""
    book, sheet = new_book("Improvement programme")
    put(sheet, 1, ["Wyreford Improvement Programme"])
    top = ["Ref", "Priority", "Action", "Responsibility", None, None, None, "Timescale", None, "Rating", None, "Comments"]
    low = [None, None, None, "Lead", "Delivery", "Monitoring", "Scrutiny", "Original", "Revised", "Progress RAG", "Outcome RAG", None]

    def head(row: int) -> None:
        put(sheet, row, top, colour=NAVY)
        put(sheet, row + 1, low, colour=NAVY)
        for span in ("A{0}:A{1}", "B{0}:B{1}", "C{0}:C{1}", "D{0}:G{0}", "H{0}:I{0}", "J{0}:K{0}", "L{0}:L{1}"):
            sheet.merge_cells(span.format(row, row + 1))

    head(3)
    put_rows(
        sheet,
        5,
        [
            [
                "A1",
                "Front door",
                "Merge the two screening teams",
                "Head of MASH",
                "MASH, Early Help",
                "Improvement Board",
                "Children's Scrutiny Committee",
                datetime(2026, 5, 31),
                None,
                "Green",
                "Amber",
                "One team since May.",
            ],
            [
                "A2",
                None,
                "Record consent on every contact",
                "MASH Manager",
                "MASH",
                "Improvement Board",
                "Children's Scrutiny Committee",
                datetime(2026, 3, 31),
                datetime(2026, 8, 31),
                "Amber",
                "Red",
                "New form is being tested.",
            ],
        ],
    )
    sheet.merge_cells("B5:B6")
    head(8)
    put_rows(
        sheet,
        10,
        [
            [
                "B1",
                "Care leavers",
                "Offer every care leaver a named adviser",
                "Head of Care Leavers",
                "Housing; Department for Work and Pensions",
                "Corporate Parenting Panel",
                "Full Council",
                datetime(2026, 7, 31),
                None,
                "Blue",
                "Green",
                "All have one.",
            ],
        ],
    )
    return book, [
        {
            "ref": "A1",
            "theme": "Front door",
            "action": "Merge the two screening teams",
            "lead": "Head of MASH",
            "deliver": ["MASH", "Early Help"],
            "monitor": ["Improvement Board"],
            "scrutinise": ["Children's Scrutiny Committee"],
            "first_due": "2026-05-31",
            "due": "2026-05-31",
            "status": "on track",
            "outcome_rating": "Amber",
            "update": "One team since May.",
        },
        {
            "ref": "A2",
            "theme": "Front door",
            "action": "Record consent on every contact",
            "lead": "MASH Manager",
            "deliver": ["MASH"],
            "first_due": "2026-03-31",
            "due": "2026-08-31",
            "status": "at risk",
            "outcome_rating": "Red",
            "update": "New form is being tested.",
        },
        {
            "ref": "B1",
            "theme": "Care leavers",
            "action": "Offer every care leaver a named adviser",
            "deliver": ["Housing", "Department for Work and Pensions"],
            "monitor": ["Corporate Parenting Panel"],
            "scrutinise": ["Full Council"],
            "due": "2026-07-31",
            "status": "complete",
            "outcome_rating": "Green",
        },
    ]


LAYOUTS = (
    letters_low_on_the_sheet,
    dated_headings_and_colours,
    guidance_and_many_dates,
    numbers_with_a_key_below,
    ticks_and_banners,
    two_row_headings,
)
