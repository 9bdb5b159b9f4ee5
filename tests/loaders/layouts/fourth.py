"""Layouts 24 to 33: more ways in which councils lay their plans out."""

from datetime import datetime

from openpyxl import Workbook

from tests.loaders.layouts.drawing import AMBER, BLUE, GREEN, NAVY, PALE, RED, Truth, banner, in_font, new_book, paint, put, put_rows


def rating_letters_in_a_group() -> tuple[Workbook, Truth]:
    """Crosses under B, R, A and G in a merged group; theme lines one column in; a rating key on a sheet of its own."""
    book, sheet = new_book("Improvement Plan")
    put(sheet, 1, ["WYREFORD COUNCIL"], 2)
    put(sheet, 2, ["Children's Services Improvement Plan - Version 4.0 (March 2026)"], 2)
    put(sheet, 5, ["No", "Action we will take", "Lead", "Completion date", "Status", None, None, None, "Comments"], 2, NAVY)
    put(sheet, 6, [None, None, None, None, "B", "R", "A", "G", None], 2, NAVY)
    for span in ("B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:I5", "J5:J6"):
        sheet.merge_cells(span)
    banner(sheet, 7, "Area 1 - Front door", 9, column=2)
    put_rows(
        sheet,
        8,
        [
            [
                1,
                "Review the screening process with partners so that decisions are timely.",
                "MASH Manager",
                datetime(2026, 6, 1),
                None,
                None,
                None,
                "x",
                "Going well",
            ],
            [2, "Write a new threshold document.", "Head of Early Help", "End June 26", "x", None, None, None, "Published"],
        ],
        2,
    )
    banner(sheet, 10, "Area 2 - Court work", 9, column=2)
    put_rows(sheet, 11, [[3, "Appoint a case progression officer.", "Legal Manager", "Aug 2026", None, "x", None, None, "No applicants"]], 2)
    key = book.create_sheet("RAG definitions")
    put_rows(key, 1, [["Rating", "Meaning"], ["B", "Complete"], ["R", "Off track"], ["A", "Some delay"], ["G", "On track"]])
    return book, [
        {
            "ref": "1",
            "theme": "Front door",
            "action": "Review the screening process with partners so that decisions are timely.",
            "lead": "MASH Manager",
            "due": "2026-06-01",
            "due_precision": "day",
            "status": "on track",
            "update": "Going well",
        },
        {
            "ref": "2",
            "theme": "Front door",
            "action": "Write a new threshold document.",
            "lead": "Head of Early Help",
            "due": "2026-06-30",
            "due_precision": "month",
            "status": "complete",
            "update": "Published",
        },
        {
            "ref": "3",
            "theme": "Court work",
            "action": "Appoint a case progression officer.",
            "lead": "Legal Manager",
            "due": "2026-08-31",
            "status": "off track",
            "update": "No applicants",
        },
    ]


def live_and_completed_sheets() -> tuple[Workbook, Truth]:
    """Open and finished actions on two sheets with the same headings; workstream as theme; references lost their last nought."""
    book, sheet = new_book("Live actions")
    heads = [
        "Action No",
        "Workstream",
        "Action description",
        "Action owner",
        "Start date",
        "Due date",
        "Revised due date",
        "RAG",
        "Progress notes",
        "Date closed",
    ]
    put(sheet, 1, heads)
    put_rows(
        sheet,
        2,
        [
            [
                1.8,
                "Practice",
                "Agree case recording standards",
                "Practice Lead",
                datetime(2026, 1, 5),
                datetime(2026, 6, 30),
                None,
                "Amber",
                "Second draft",
                None,
            ],
            [
                1.9,
                "Practice",
                "Dip sample recording",
                "Quality Lead",
                datetime(2026, 2, 2),
                datetime(2026, 7, 31),
                datetime(2026, 10, 31),
                "Red",
                "Delayed",
                None,
            ],
            [
                1.1,
                "Practice",
                "Share the findings with every team",
                "Quality Lead",
                datetime(2026, 3, 2),
                datetime(2026, 9, 30),
                None,
                "Green",
                None,
                None,
            ],
        ],
    )
    done = book.create_sheet("Completed actions")
    put(done, 1, heads)
    put_rows(
        done,
        2,
        [
            [
                1.1,
                "Practice",
                "Map current recording practice",
                "Practice Lead",
                datetime(2025, 9, 1),
                datetime(2025, 12, 31),
                None,
                "Blue",
                "Done",
                datetime(2025, 12, 12),
            ]
        ],
    )
    return book, [
        {
            "ref": "1.8",
            "theme": "Practice",
            "action": "Agree case recording standards",
            "lead": "Practice Lead",
            "start": "2026-01-05",
            "due": "2026-06-30",
            "first_due": "2026-06-30",
            "status": "at risk",
            "update": "Second draft",
            "completed": None,
        },
        {
            "ref": "1.9",
            "theme": "Practice",
            "action": "Dip sample recording",
            "start": "2026-02-02",
            "due": "2026-10-31",
            "first_due": "2026-07-31",
            "status": "off track",
        },
        {"theme": "Practice", "action": "Share the findings with every team", "due": "2026-09-30", "status": "on track", "update": None},
        {
            "ref": "1.1",
            "theme": "Practice",
            "action": "Map current recording practice",
            "status": "complete",
            "completed": "2025-12-12",
            "due": "2025-12-31",
        },
    ]


def months_as_date_headings() -> tuple[Workbook, Truth]:
    """Commentary in a column for each month whose heading is a real date; ratings with words added; priority in two cells above its actions."""
    book, sheet = new_book("Tracker")
    put(sheet, 1, ["Post-inspection action tracker"])
    heads = ["Ref.", "Key action", "Lead", "Timescale", "Overall RAG", "Progress Jan-26", "Progress Feb-26", "Progress Mar-26"]
    put(sheet, 3, heads, colour=NAVY)
    put(sheet, 4, ["Priority 1", "Children are safe"], colour=PALE)
    put_rows(
        sheet,
        5,
        [
            [
                "1.1",
                "Visit every child on a plan within ten working days",
                "Service Manager",
                "Ongoing",
                "Green - on track",
                "Rates at 80%",
                "Rates at 85%",
                "Rates at 90%",
            ],
            [
                "1.2",
                "Hold strategy discussions with health present",
                "MASH Manager",
                "31 March 2026",
                "Amber: some slippage",
                "Talks begun",
                "Pilot agreed",
                None,
            ],
        ],
    )
    put(sheet, 7, ["Priority 2", "Children have stable homes"], colour=PALE)
    put_rows(sheet, 8, [["2.1", "Match carers earlier", "Fostering Manager", "Spring 2026", "Red (off track)", None, None, "Not begun"]])
    return book, [
        {
            "ref": "1.1",
            "theme": "Children are safe",
            "action": "Visit every child on a plan within ten working days",
            "lead": "Service Manager",
            "due_precision": "ongoing",
            "status": "on track",
            "update": "Rates at 90%",
        },
        {
            "ref": "1.2",
            "theme": "Children are safe",
            "action": "Hold strategy discussions with health present",
            "due": "2026-03-31",
            "status": "at risk",
            "update": "Pilot agreed",
        },
        {
            "ref": "2.1",
            "theme": "Children have stable homes",
            "action": "Match carers earlier",
            "lead": "Fostering Manager",
            "due_precision": "term",
            "status": "off track",
            "update": "Not begun",
        },
    ]


def unusual_headings() -> tuple[Workbook, Truth]:
    """Headings that nobody has listed: contents and likeness have to tell."""
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Safeguarding improvement: our plan"])
    put(
        sheet,
        2,
        [
            "Item",
            "Improvement actions agreed",
            "Person leading the work",
            "Agencies contributing",
            "To finish",
            "Where we have got to",
            "RAG rating (officer)",
            "Difference made for children",
        ],
        colour=NAVY,
    )
    put_rows(
        sheet,
        3,
        [
            [
                "A",
                "Refresh the neglect strategy and its toolkit",
                "Head of Safeguarding",
                "Education; Wyre Constabulary",
                "30/09/2026",
                "Strategy out for comment",
                "Amber",
                "Neglect is seen sooner",
            ],
            [
                "B",
                "Run a neglect audit across agencies",
                "Quality Assurance Manager",
                "Integrated Care Board",
                "31/10/2026",
                "Tool agreed",
                "Green",
                "Families get the right help",
            ],
            [
                "C",
                "Brief all head teachers",
                "Education Safeguarding Lead",
                "Education",
                "30/11/2026",
                "Not yet",
                "Red",
                "Schools refer with confidence",
            ],
        ],
    )
    return book, [
        {
            "ref": "A",
            "action": "Refresh the neglect strategy and its toolkit",
            "lead": "Head of Safeguarding",
            "deliver": ["Education", "Wyre Constabulary"],
            "due": "2026-09-30",
            "update": "Strategy out for comment",
            "status": "at risk",
            "outcome": "Neglect is seen sooner",
        },
        {
            "ref": "B",
            "action": "Run a neglect audit across agencies",
            "lead": "Quality Assurance Manager",
            "deliver": ["Integrated Care Board"],
            "due": "2026-10-31",
            "update": "Tool agreed",
            "status": "on track",
            "outcome": "Families get the right help",
        },
        {
            "ref": "C",
            "action": "Brief all head teachers",
            "lead": "Education Safeguarding Lead",
            "due": "2026-11-30",
            "update": "Not yet",
            "status": "off track",
        },
    ]


def colours_in_the_reference() -> tuple[Workbook, Truth]:
    """No rating column: the reference cells carry the colours; unlabelled theme lines in bold capitals; a total and notes at the end."""
    book, sheet = new_book("Sheet1")
    put(sheet, 1, ["Improving together: action plan as at 1 May 2026"])
    put(sheet, 3, ["Ref", "What needs to happen", "Who", "By when", "Evidence of impact"], colour=NAVY)
    put(sheet, 4, ["WORKFORCE"])
    put_rows(
        sheet,
        5,
        [
            ["W1", "Fill all team manager posts", "HR Partner", "1/7/26", "Vacancy report"],
            ["W2", "Launch the academy", "Workforce Lead", "1/9/26", "Numbers enrolled"],
        ],
    )
    put(sheet, 7, ["QUALITY"])
    put_rows(
        sheet,
        8,
        [
            ["Q1", "Moderate every audit", "Principal Social Worker", "1/8/26", "Moderation log"],
            ["Q2", "Report learning monthly", "Quality Lead", "monthly", "Bulletin"],
        ],
    )
    put_rows(sheet, 11, [["Total actions", 4], ["Prepared by the improvement team"]])
    for place, colour in (("A5", RED), ("A6", GREEN), ("A8", AMBER), ("A9", BLUE)):
        paint(sheet, place, colour)
    return book, [
        {
            "ref": "W1",
            "theme": "WORKFORCE",
            "action": "Fill all team manager posts",
            "lead": "HR Partner",
            "due": "2026-07-01",
            "evidence": "Vacancy report",
            "status": "off track",
        },
        {"ref": "W2", "theme": "WORKFORCE", "action": "Launch the academy", "due": "2026-09-01", "status": "on track"},
        {"ref": "Q1", "theme": "QUALITY", "action": "Moderate every audit", "due": "2026-08-01", "status": "at risk"},
        {"ref": "Q2", "theme": "QUALITY", "action": "Report learning monthly", "due": None, "due_precision": "recurring", "status": "complete"},
    ]


def recommendation_sheets() -> tuple[Workbook, Truth]:
    """A sheet lists the recommendations; each sheet of actions has its recommendation in its title; classes in short."""
    book, sheet = new_book("Recommendations")
    put(sheet, 1, ["Rec no", "Ofsted recommendation", "Category", "Paragraph"], colour=NAVY)
    put_rows(sheet, 2, [[1, "Improve the timeliness of assessments", "PIA", "12"], [2, "Improve management oversight", "AFI", "15, 16"]])
    page = book.create_sheet("Actions")
    put(page, 1, ["Rec", "Type", "Action ref", "Agreed action", "Responsible officer", "Target date", "Status", "Success measures"], colour=NAVY)
    put_rows(
        page,
        2,
        [
            ["Rec 1", "PIA", "1a", "Set a forty five day tracker", "Service Manager", datetime(2026, 5, 1), "Complete", "90% in time"],
            [None, None, "1b", "Meet weekly on late assessments", "Service Manager", datetime(2026, 5, 15), "In progress", "None over 60 days"],
            ["Rec 1 & 2", "AFI", "2a", "Record decisions with reasons", "Head of Service", datetime(2026, 6, 1), "Not started", "Audit grade good"],
        ],
    )
    page.merge_cells("A2:A3")
    page.merge_cells("B2:B3")
    return book, [
        {
            "ref": "1a",
            "recommendation_refs": ["LA 1"],
            "category": "Priority and immediate action",
            "action": "Set a forty five day tracker",
            "lead": "Service Manager",
            "due": "2026-05-01",
            "status": "complete",
            "outcome": "90% in time",
        },
        {
            "ref": "1b",
            "recommendation_refs": ["LA 1"],
            "category": "Priority and immediate action",
            "action": "Meet weekly on late assessments",
            "status": "on track",
        },
        {
            "ref": "2a",
            "recommendation_refs": ["LA 1", "LA 2"],
            "category": "Area for improvement",
            "action": "Record decisions with reasons",
            "status": "not started",
        },
    ]


def wide_gaps_and_hidden_columns() -> tuple[Workbook, Truth]:
    """Blank columns between the headings and blank rows between the actions; hidden row; e-mail addresses; struck words; per cent as text."""
    book, sheet = new_book("Ofsted action plan")
    put(sheet, 2, ["Ofsted Action Plan - Wyreford Borough Council"], 2)
    put(
        sheet,
        12,
        ["Ref", None, "Actions", None, "Lead officer (name and e-mail)", None, "Deadline", None, "% complete", None, "RAG (B, R, A, G)"],
        3,
        NAVY,
    )
    put(sheet, 14, ["OP1", None, "Redesign the duty rota", None, "Duty Manager duty@wyreford.example", None, "01.05.2026", None, "75%", None, "A"], 3)
    put(sheet, 16, ["OP2", None, "Publish a charter for care leavers", None, "Care Leavers Manager", None, "TBC", None, "0%", None, "R"], 3)
    put(sheet, 18, ["OP3", None, "Train the board", None, "Board Manager", None, "20.04.2026", None, "100%", None, "B"], 3)
    sheet.row_dimensions[16].hidden = True
    put(sheet, 20, ["OFFICIAL"], 3)
    return book, [
        {
            "ref": "OP1",
            "action": "Redesign the duty rota",
            "lead": "Duty Manager duty@wyreford.example",
            "due": "2026-05-01",
            "progress": 75.0,
            "status": "at risk",
        },
        {"ref": "OP2", "action": "Publish a charter for care leavers", "due": None, "due_precision": "none", "progress": 0.0, "status": "off track"},
        {"ref": "OP3", "action": "Train the board", "lead": "Board Manager", "due": "2026-04-20", "progress": 100.0, "status": "complete"},
    ]


def numbered_priorities_on_sheets() -> tuple[Workbook, Truth]:
    """A sheet for each priority with its title, objective and sponsor above the heading; a summary of counts that is no plan."""
    book, sheet = new_book("Summary")
    put_rows(
        sheet,
        1,
        [
            ["Wyreford Improvement Plan - summary"],
            ["Priority", "Blue", "Green", "Amber", "Red", "Total"],
            ["Priority 1", 0, 1, 1, 0, 2],
            ["Priority 2", 1, 0, 0, 0, 1],
        ],
    )
    truth: Truth = []
    for number, name, rows in (
        (
            1,
            "Strong leadership",
            (
                ("Report quarterly to cabinet", "Lead Member", "Q1 2026/27", "Green", "2026-06-30", "on track"),
                ("Refresh the board's terms", "Chair", "Q4 2026/27", "Amber", "2027-03-31", "at risk"),
            ),
        ),
        (2, "Purposeful practice", (("Adopt motivational interviewing", "Practice Lead", "Mar-27", "Blue", "2027-03-31", "complete"),)),
    ):
        page = book.create_sheet(f"P{number}")
        put_rows(
            page, 1, [[f"Priority {number}: {name}"], ["Objective:", "Children notice the change"], ["Sponsor:", "Director of Children's Services"]]
        )
        put(page, 5, ["#", "Task", "Assigned to", "Finish", "BRAG", "Latest position"], colour=NAVY)
        for position, (action, lead, when, colour, due, status) in enumerate(rows, start=1):
            put(page, 5 + position, [f"{number}.{position}", action, lead, when, colour, "As planned"])
            truth.append(
                {"ref": f"{number}.{position}", "theme": name, "action": action, "lead": lead, "due": due, "status": status, "update": "As planned"}
            )
    return book, truth


def words_of_their_own() -> tuple[Workbook, Truth]:
    """The plan's own words for status with a printed key of two rows; a word that nobody has explained; outcome beside impact."""
    book, sheet = new_book("Plan")
    put(sheet, 1, ["Joint action plan"])
    put(sheet, 2, ["Key:", "Embedded = complete and signed off; Delivering = on track; Stalled = off track; Scoping = not started"])
    put(sheet, 4, ["Ref", "Action", "Lead agency", "Lead officer", "Timeline", "Position", "Outcome", "Impact to date"], colour=NAVY)
    put_rows(
        sheet,
        5,
        [
            [
                "J1",
                "Pool budgets for speech therapy",
                "Integrated Care Board",
                "Commissioning Lead",
                "Sept 26",
                "Delivering",
                "Shorter waits",
                "Ten weeks shorter",
            ],
            ["J2", "Open a family hub in the north", "Early Help", "Hub Manager", "Dec 26", "Embedded", "Help close to home", "200 families"],
            ["J3", "Joint training on trauma", "Education", "Training Lead", "Jan 27", "Scoping", "Staff respond well", None],
            ["J4", "One consent form", "Housing", "Information Manager", "Feb 27", "Stalled", "Asked once", None],
        ],
    )
    return book, [
        {
            "ref": "J1",
            "action": "Pool budgets for speech therapy",
            "deliver": ["Integrated Care Board"],
            "lead": "Commissioning Lead",
            "due": "2026-09-30",
            "status": "on track",
            "outcome": "Shorter waits",
        },
        {
            "ref": "J2",
            "action": "Open a family hub in the north",
            "deliver": ["Early Help"],
            "due": "2026-12-31",
            "status": "signed off",
            "outcome": "Help close to home",
        },
        {"ref": "J3", "action": "Joint training on trauma", "due": "2027-01-31", "status": "not started"},
        {"ref": "J4", "action": "One consent form", "due": "2027-02-28", "status": "off track"},
    ]


def ticks_on_one_side() -> tuple[Workbook, Truth]:
    """Sub-headings of two levels; ticks in a picture font under Complete, In progress and Not started; a date of start in words."""
    book, sheet = new_book("Workplan")
    put(sheet, 1, ["Care experienced young people: work plan 2026"])
    put(sheet, 2, ["Task", "Responsible person", "Started", "Deadline", "Not started", "In progress", "Complete", "Notes"], colour=NAVY)
    banner(sheet, 3, "Theme 1: Health", 8)
    put(sheet, 4, ["Objective 1.1: Every young person has a dentist"])
    put_rows(
        sheet,
        5,
        [
            ["Contract with two practices", "Health Lead", "January 2026", "April 2026", None, None, "ü", "Both signed"],
            ["Send every young person a card", "Health Lead", None, "May 2026", "ü", None, None, None],
        ],
    )
    banner(sheet, 7, "Theme 2: Homes", 8)
    put(sheet, 8, ["Objective 2.1: Nobody leaves care without a home"])
    put_rows(sheet, 9, [["Agree a housing protocol", "Housing Lead", "March 2026", "July 2026", None, "ü", None, "With legal"]])
    for place in ("G5", "E6", "F9"):
        in_font(sheet, place, "Wingdings")
    return book, [
        {
            "theme": "Health",
            "action": "Contract with two practices",
            "lead": "Health Lead",
            "start": "2026-01-01",
            "due": "2026-04-30",
            "status": "complete",
            "update": "Both signed",
        },
        {"theme": "Health", "action": "Send every young person a card", "start": None, "due": "2026-05-31", "status": "not started", "update": None},
        {
            "theme": "Homes",
            "action": "Agree a housing protocol",
            "lead": "Housing Lead",
            "start": "2026-03-01",
            "due": "2026-07-31",
            "status": "on track",
            "update": "With legal",
        },
    ]


LAYOUTS = (
    rating_letters_in_a_group,
    live_and_completed_sheets,
    months_as_date_headings,
    unusual_headings,
    colours_in_the_reference,
    recommendation_sheets,
    wide_gaps_and_hidden_columns,
    numbered_priorities_on_sheets,
    words_of_their_own,
    ticks_on_one_side,
)
