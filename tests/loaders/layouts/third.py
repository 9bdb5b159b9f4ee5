"""Layouts 14 to 23: header rows as published plans have them, filled in for the made-up council."""

from datetime import datetime

from openpyxl import Workbook

from tests.loaders.layouts.drawing import AMBER, BLUE, GREEN, GREY, NAVY, RED, Truth, banner, new_book, paint, put, put_rows


def business_plan_with_strategic_leads() -> tuple[Workbook, Truth]:
    """Lines for priority, strategic lead and objectives; a sentence as timescale; ratings as fill with no letter."""
    book, sheet = new_book("Business Plan")
    put_rows(sheet, 1, [["Wyreford Safeguarding Children Board"], ["Business Plan 2026/27"]])
    row = 4
    colours = iter((GREEN, AMBER, RED, GREY, BLUE))
    truth: Truth = []
    for priority, name, lead, objective, actions in (
        (
            "PRIORITY 1: Early Help",
            "Early Help",
            "Assistant Director, Early Help",
            "Families get help before things get worse",
            (
                (
                    "Agree the early help strategy",
                    "Strategy agreed and in place by April 2026",
                    "Early Help Manager",
                    "Strategy published",
                    "2026-04-30",
                ),
                ("Launch the lead professional guide", datetime(2026, 6, 30), "Practice Lead", "Lead professionals feel confident", "2026-06-30"),
            ),
        ),
        (
            "PRIORITY 2: Child Exploitation",
            "Child Exploitation",
            "Detective Superintendent",
            "Children are found sooner",
            (
                ("Review the risk tool", "Review completed by September 2026", "Exploitation Coordinator", "One tool in use", "2026-09-30"),
                ("Hold a community event", "Ongoing", "Community Lead", "Parents know the signs", None),
                ("Map hotspots each term", datetime(2026, 12, 18), "Analyst", "Patrols go where they are needed", "2026-12-18"),
            ),
        ),
    ):
        banner(sheet, row, priority, 6)
        put(sheet, row + 1, [f"Strategic Lead: {lead}"])
        put(sheet, row + 2, ["OBJECTIVES", objective])
        put(sheet, row + 3, ["Specific Actions", "Timescale/Target", "Lead", "Output/Outcome measurement", "RAG rating", "Evaluation"], colour=NAVY)
        row += 4
        for action, when, owner, outcome, due in actions:
            put(sheet, row, [action, when, owner, outcome])
            colour = next(colours)
            paint(sheet, f"E{row}", colour)
            status = {GREEN: "on track", AMBER: "at risk", RED: "off track", GREY: "not started", BLUE: "complete"}[colour]
            truth.append({"theme": name, "action": action, "lead": owner, "due": due, "outcome": outcome, "status": status})
            row += 1
        row += 1
    return book, truth


def milestones_in_one_cell() -> tuple[Workbook, Truth]:
    """Several milestones and dates to an action: the row stays one action, due on its last date."""
    book, sheet = new_book("CPAP")
    put(sheet, 1, ["Corporate Parenting Action Plan 2026-29"])
    put(sheet, 2, ["Ref", "Action", "Measure", "Milestones", "Timescale", "RAG", "Lead Officer(s)"], colour=NAVY)
    put_rows(
        sheet,
        3,
        [
            [
                "CP1",
                "Improve the health of children in care",
                "Health assessments in time",
                "Agree pathway\nTrain nurses\nReport quarterly",
                "Oct 26\nDec 26\nApril 27",
                "G",
                "Designated Nurse",
            ],
            [
                "CP2",
                "Raise attainment",
                "Progress 8 score",
                "Appoint tutors\nReview plans",
                "Sept 26 / Dec 26",
                "A",
                "Virtual School Head; Headteacher",
            ],
            ["CP3", "Keep siblings together", "Siblings placed together", "Audit", "March 2027", "R", "Head of Placements"],
        ],
    )
    return book, [
        {
            "ref": "CP1",
            "action": "Improve the health of children in care",
            "measure": "Health assessments in time",
            "due": "2027-04-30",
            "status": "on track",
            "lead": "Designated Nurse",
        },
        {
            "ref": "CP2",
            "action": "Raise attainment",
            "measure": "Progress 8 score",
            "due": "2026-12-31",
            "status": "at risk",
            "lead": "Virtual School Head; Headteacher",
        },
        {
            "ref": "CP3",
            "action": "Keep siblings together",
            "measure": "Siblings placed together",
            "due": "2027-03-31",
            "due_precision": "month",
            "status": "off track",
            "lead": "Head of Placements",
        },
    ]


def standards_in_the_first_column() -> tuple[Workbook, Truth]:
    """A standard merged over its actions; numbered pairs of actions, leads and dates in one row; a month in the heading of the progress column."""
    book, sheet = new_book("Safeguarding")
    put(sheet, 1, ["Safeguarding improvement plan, 31 October 2026"])
    put(sheet, 3, ["Standard", "Actions Required", "Lead Officer(s)", "Timescale", "Progress October 2026"], colour=NAVY)
    put_rows(
        sheet,
        4,
        [
            [
                "Standard 1",
                "1. Rewrite the referral policy 2. Brief all duty staff",
                "1. Policy Officer\n2. Duty Manager",
                "End Oct 26 / End Nov 26",
                "Policy written.",
            ],
            ["Standard 2", "Check every closed case for a manager's decision", "Audit Lead", "By end of December 2026", "Ten checked."],
            [None, "Report gaps to the leadership team", "Audit Lead", "Jan 27", None],
        ],
    )
    sheet.merge_cells("A5:A6")
    return book, [
        {"recommendation": "Standard 1", "action": "Rewrite the referral policy", "lead": "Policy Officer", "due": "2026-10-31"},
        {"recommendation": "Standard 1", "action": "Brief all duty staff", "lead": "Duty Manager", "due": "2026-11-30"},
        {
            "recommendation": "Standard 2",
            "action": "Check every closed case for a manager's decision",
            "lead": "Audit Lead",
            "due": "2026-12-31",
            "update": "Ten checked.",
        },
        {
            "recommendation": "Standard 2",
            "action": "Report gaps to the leadership team",
            "lead": "Audit Lead",
            "due": "2027-01-31",
            "due_precision": "month",
            "update": None,
        },
    ]


def recommendation_first_and_achieved_dates() -> tuple[Workbook, Truth]:
    """Source references in brackets; "Achieved" holds dates; a start without an end."""
    book, sheet = new_book("Fostering")
    put(sheet, 1, ["Peer review and fostering recommendations"])
    put(sheet, 3, ["Recommendation", "Timescale", "Lead officer", "Actions", "Evidence/Impact", "Achieved"], colour=NAVY)
    put_rows(
        sheet,
        4,
        [
            [
                "Update the statement of purpose [22PR]",
                "March 2026",
                "Fostering Manager",
                "Redraft and send to the regulator",
                "Statement on website",
                datetime(2026, 3, 12),
            ],
            ["Strengthen the panel", "Jan 2026 onwards", "Panel Adviser", "Recruit three members", "Minutes", None],
            ["Support carers out of hours", "31/05/2026", "Fostering Manager", "Set up a rota", "Rota; carer survey", datetime(2026, 5, 20)],
        ],
    )
    return book, [
        {
            "recommendation": "Update the statement of purpose [22PR]",
            "action": "Redraft and send to the regulator",
            "lead": "Fostering Manager",
            "due": "2026-03-31",
            "evidence": "Statement on website",
            "completed": "2026-03-12",
        },
        {
            "recommendation": "Strengthen the panel",
            "action": "Recruit three members",
            "due": None,
            "due_precision": "ongoing",
            "start": "2026-01-01",
            "completed": None,
        },
        {
            "recommendation": "Support carers out of hours",
            "action": "Set up a rota",
            "due": "2026-05-31",
            "due_precision": "day",
            "completed": "2026-05-20",
        },
    ]


def questions_as_headings() -> tuple[Workbook, Truth]:
    """Every heading is a question; the plan's own words for status; a sheet of notes and a contents sheet around it."""
    book, sheet = new_book("Contents")
    put_rows(sheet, 1, [["Wyreford SEND Improvement Plan"], ["1", "Plan"], ["2", "Notes"]])
    page = book.create_sheet("Plan")
    put(
        page,
        1,
        [
            "What are we going to do?",
            "Why are we doing this?",
            "Who is responsible?",
            "Who else is involved?",
            "When will it be done by?",
            "How will we know it's worked?",
            "What have we done so far?",
            "Is it on track?",
        ],
        colour=NAVY,
    )
    put_rows(
        page,
        2,
        [
            [
                "Clear the backlog of assessments",
                "Parents wait too long",
                "SEND Manager",
                "Integrated Care Board",
                "31 July 2026",
                "No child waits over 20 weeks",
                "Forty left.",
                "On track",
            ],
            [
                "Write a local offer with parents",
                "The offer is out of date",
                "Local Offer Officer",
                "Education, Housing",
                "Autumn term 2026",
                "Parents find what they need",
                None,
                "Not started",
            ],
            [
                "Train every SENCO",
                "Quality varies",
                "Principal Educational Psychologist",
                "Education",
                "Complete",
                "Audit grades rise",
                "All trained.",
                "Completed",
            ],
        ],
    )
    notes = book.create_sheet("Notes")
    put_rows(notes, 1, [["Notes"], ["The plan is reviewed each month by the SEND board."]])
    return book, [
        {
            "action": "Clear the backlog of assessments",
            "lead": "SEND Manager",
            "deliver": ["Integrated Care Board"],
            "due": "2026-07-31",
            "outcome": "No child waits over 20 weeks",
            "update": "Forty left.",
            "status": "on track",
        },
        {
            "action": "Write a local offer with parents",
            "lead": "Local Offer Officer",
            "deliver": ["Education", "Housing"],
            "due_precision": "term",
            "status": "not started",
        },
        {
            "action": "Train every SENCO",
            "lead": "Principal Educational Psychologist",
            "due": None,
            "outcome": "Audit grades rise",
            "update": "All trained.",
            "status": "complete",
        },
    ]


def scrutiny_tracker() -> tuple[Workbook, Truth]:
    """No action column; slashed initials; words against a colour key; an area column and an origin that is kept aside."""
    book, sheet = new_book("Tracker")
    put(sheet, 1, ["Scrutiny Recommendation Tracker (DRAFT) 2026/27"])
    put_rows(
        sheet,
        2,
        [["Green", "Recommendation achieved, monitoring no longer required"], ["Amber", "Acceptable progress made"], ["Red", "Not progressed"]],
    )
    for place, colour in (("A2", GREEN), ("A3", AMBER), ("A4", RED)):
        paint(sheet, place, colour)
    put(sheet, 6, ["Reference", "Origin", "Date", "Area", "Recommendation", "Exec Date", "Lead Officer/EM", "Action taken", "Status"], colour=NAVY)
    put_rows(
        sheet,
        7,
        [
            [
                "SR (26/27) 01",
                "CYP",
                "01/02/26",
                "Placements",
                "That the sufficiency strategy is refreshed every year",
                "01/09/26",
                "DM/PL/KL",
                "Refreshed in May.",
                "Complete",
            ],
            [
                "SR (26/27) 02",
                "CYP",
                "01/02/26",
                "Placements",
                "That members visit each home twice a year",
                "01/12/26",
                "DM",
                "Visits booked.",
                "Ongoing",
            ],
            ["SR (26/27) 03", "COR", "15/03/26", "Workforce", "That exit interviews are offered to all leavers", "01/10/26", "KL", None, "Paused"],
        ],
    )
    for place, colour in (("I7", GREEN), ("I8", AMBER), ("I9", RED)):
        paint(sheet, place, colour)
    return book, [
        {
            "ref": "SR (26/27) 01",
            "theme": "Placements",
            "recommendation": "That the sufficiency strategy is refreshed every year",
            "action": "That the sufficiency strategy is refreshed every year",
            "due": "2026-09-01",
            "lead": "DM/PL/KL",
            "update": "Refreshed in May.",
            "status": "complete",
        },
        {
            "ref": "SR (26/27) 02",
            "theme": "Placements",
            "action": "That members visit each home twice a year",
            "due": "2026-12-01",
            "lead": "DM",
            "status": "on track",
        },
        {
            "ref": "SR (26/27) 03",
            "theme": "Workforce",
            "action": "That exit interviews are offered to all leavers",
            "due": "2026-10-01",
            "status": "suspended",
        },
    ]


def delivery_plan_by_milestone() -> tuple[Workbook, Truth]:
    """The milestone is the action and holds its own deadline; directorate and owner; a letter; a second rating of the prospects."""
    book, sheet = new_book("Delivery plan")
    put(sheet, 1, ["Annual delivery plan"])
    put(
        sheet, 2, ["Milestone", "Directorate", "Owner", "Current Status", "Current Commentary", "What are the prospects for the future?"], colour=NAVY
    )
    put_rows(
        sheet,
        3,
        [
            ["Open the new assessment centre by June 2026", "Children's Social Care", "Head of Assessment", "G", "Opened.", "Good"],
            ["Cut agency use by a third by March 2027", "Human Resources", "HR Partner", "A", "Down a tenth.", "Uncertain"],
            ["Publish the workforce strategy", "Human Resources", "HR Partner", "R", "Not written.", "Poor"],
        ],
    )
    return book, [
        {
            "action": "Open the new assessment centre by June 2026",
            "deliver": ["Children's Social Care"],
            "lead": "Head of Assessment",
            "status": "on track",
            "update": "Opened.",
            "outcome_rating": "Good",
        },
        {
            "action": "Cut agency use by a third by March 2027",
            "deliver": ["Human Resources"],
            "lead": "HR Partner",
            "status": "at risk",
            "outcome_rating": "Uncertain",
        },
        {
            "action": "Publish the workforce strategy",
            "deliver": ["Human Resources"],
            "lead": "HR Partner",
            "status": "off track",
            "update": "Not written.",
        },
    ]


def service_plan_with_groups() -> tuple[Workbook, Truth]:
    """Priority and objective columns merged down; initials; success criteria; a heading over two rows with only some groups."""
    book, sheet = new_book("Service plan")
    put(sheet, 1, ["Children's centres development plan 2026-27"])
    put(
        sheet,
        3,
        [
            "Priority Target",
            "Objective",
            "Specific Actions (dated)",
            "Person/s Responsible",
            "Success Criteria",
            "Dates",
            None,
            "Progress",
            None,
            "Resource Implication",
        ],
        colour=NAVY,
    )
    put(sheet, 4, [None, None, None, None, None, "Start", "End", "RAG", "Narrative", None], colour=NAVY)
    sheet.merge_cells("F3:G3")
    sheet.merge_cells("H3:I3")
    put_rows(
        sheet,
        5,
        [
            [
                "School readiness",
                "More two year olds ready",
                "Visit every family on the list",
                "JH",
                "Take-up at 90%",
                datetime(2026, 4, 1),
                datetime(2026, 9, 30),
                "Amber",
                "Half visited.",
                "None",
            ],
            [
                None,
                None,
                "Run a library session weekly",
                "OM/KB/JH",
                "Twenty families a week",
                datetime(2026, 5, 1),
                datetime(2027, 3, 31),
                "Green",
                "Running.",
                "£2,000",
            ],
            [
                "Healthy start",
                "More mothers feeding at six weeks",
                "Train peer supporters",
                "KB",
                "Ten trained",
                datetime(2026, 6, 1),
                datetime(2026, 12, 31),
                "Red",
                None,
                None,
            ],
        ],
    )
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    return book, [
        {
            "theme": "School readiness",
            "action": "Visit every family on the list",
            "lead": "JH",
            "outcome": "Take-up at 90%",
            "start": "2026-04-01",
            "due": "2026-09-30",
            "status": "at risk",
            "update": "Half visited.",
        },
        {
            "theme": "School readiness",
            "action": "Run a library session weekly",
            "lead": "OM/KB/JH",
            "start": "2026-05-01",
            "due": "2027-03-31",
            "status": "on track",
        },
        {
            "theme": "Healthy start",
            "action": "Train peer supporters",
            "lead": "KB",
            "outcome": "Ten trained",
            "due": "2026-12-31",
            "status": "off track",
            "update": None,
        },
    ]


def quarters_of_ratings() -> tuple[Workbook, Truth]:
    """A rating for each quarter, the latest is current; theme lines with numbers; completed and sign-off dates; a risk table on the same sheet."""
    book, sheet = new_book("Tracker")
    put_rows(sheet, 1, [["Improvement Plan tracker v2.4"], ["Position as at 30 September 2026"]])
    heads = [
        "ID",
        "Action",
        "Accountable",
        "Due",
        "RAG Mar 2026",
        "RAG Jun 2026",
        "RAG Sep 2026",
        "Latest update",
        "Date completed",
        "Signed off",
        "Signed off by",
    ]
    put(sheet, 4, heads, colour=NAVY)
    banner(sheet, 5, "1. Leadership and governance", 11)
    put_rows(
        sheet,
        6,
        [
            [
                "L1",
                "Agree the scheme of delegation",
                "Monitoring Officer",
                datetime(2026, 5, 1),
                "Amber",
                "Green",
                "Blue",
                "Agreed.",
                datetime(2026, 7, 2),
                datetime(2026, 9, 15),
                "Improvement Board",
            ],
            ["L2", "Set up a finance board", "Finance Director", datetime(2026, 10, 1), "Red", "Amber", "Green", "Meets monthly.", None, None, None],
        ],
    )
    banner(sheet, 8, "2. Front line practice", 11)
    put_rows(
        sheet,
        9,
        [
            [
                "P1",
                "Introduce reflective supervision",
                "Principal Social Worker",
                datetime(2026, 12, 1),
                None,
                "Red",
                "Red",
                "Not begun.",
                None,
                None,
                None,
            ]
        ],
    )
    put(sheet, 13, ["Risk", "Likelihood", "Impact", "Mitigation", "Owner"], colour=NAVY)
    put_rows(sheet, 14, [["Staff leave", 4, 4, "Retention offer", "HR Partner"]])
    return book, [
        {
            "ref": "L1",
            "theme": "Leadership and governance",
            "action": "Agree the scheme of delegation",
            "due": "2026-05-01",
            "status": "complete",
            "update": "Agreed.",
            "completed": "2026-07-02",
            "signed_off": "2026-09-15",
        },
        {
            "ref": "L2",
            "theme": "Leadership and governance",
            "action": "Set up a finance board",
            "lead": "Finance Director",
            "status": "on track",
            "signed_off": None,
        },
        {
            "ref": "P1",
            "theme": "Front line practice",
            "action": "Introduce reflective supervision",
            "lead": "Principal Social Worker",
            "status": "off track",
        },
    ]


def pairs_across_the_page() -> tuple[Workbook, Truth]:
    """Blocks with two pairs of label and value on each row."""
    book, sheet = new_book("Cards")
    put(sheet, 1, ["Practice improvement cards"])
    put_rows(
        sheet,
        3,
        [
            ["Ref", "K1", "Theme", "Assessment"],
            ["Action", "Use one assessment tool", "Lead", "Head of Assessment"],
            ["Due date", datetime(2026, 6, 30), "Status", "On track"],
            ["Evidence", "Audit of forty cases", "Progress update", "Tool chosen."],
            [],
            ["Ref", "K2", "Theme", "Permanence"],
            ["Action", "Track every child weekly", "Lead", "Head of Permanence"],
            ["Due date", "Dec-26", "Status", "Off track"],
            ["Evidence", "Tracker", "Progress update", None],
        ],
    )
    return book, [
        {
            "ref": "K1",
            "theme": "Assessment",
            "action": "Use one assessment tool",
            "lead": "Head of Assessment",
            "due": "2026-06-30",
            "status": "on track",
            "evidence": "Audit of forty cases",
            "update": "Tool chosen.",
        },
        {
            "ref": "K2",
            "theme": "Permanence",
            "action": "Track every child weekly",
            "lead": "Head of Permanence",
            "due": "2026-12-31",
            "due_precision": "month",
            "status": "off track",
            "evidence": "Tracker",
            "update": None,
        },
    ]


LAYOUTS = (
    business_plan_with_strategic_leads,
    milestones_in_one_cell,
    standards_in_the_first_column,
    recommendation_first_and_achieved_dates,
    questions_as_headings,
    scrutiny_tracker,
    delivery_plan_by_milestone,
    service_plan_with_groups,
    quarters_of_ratings,
    pairs_across_the_page,
)
