"""Layouts 44 to 51: keys across the top, records under pledges, deadlines inside milestones, pictures, planner exports, codes."""

from datetime import datetime

from openpyxl import Workbook

from tests.loaders.layouts.drawing import AMBER, BLUE, GREEN, NAVY, RED, Truth, banner, in_font, new_book, paint, put, put_rows


def paragraphs_beside_the_recommendation() -> tuple[Workbook, Truth]:
    """The heading stands in row 12 from column C; a recommendation's number and paragraphs are merged down over its actions."""
    book, sheet = new_book("CHIPP")
    put(sheet, 2, ["Children's improvement plan and progress"], 3)
    put(sheet, 3, ["Version 9 - 26 June 2015"], 3)
    put_rows(sheet, 5, [["Key to R/A/G"], ["R", "Off target"], ["A", "Minor slippage"], ["G", "On target"], ["B", "Complete"]], 3)
    heads = ["No.", "Ofsted Para No", "Ofsted Area for Improvement", "Lead", "Action", "By When", "Progress", "R/A/G", "Monitoring and Evaluation"]
    put(sheet, 12, heads, 3, NAVY)
    lines = (
        ("17. (57, 138)", "Improve plans", "Train all chairs", "26 June 2015", "2015-06-26", "day", "G", "on track"),
        (None, None, "Audit ten plans", "Ongoing", None, "ongoing", "A", "at risk"),
        ("3. (21)", "Improve visits", "Visit within five days", "Oct 2015", "2015-10-31", "month", "B", "complete"),
        (None, None, "Report visits weekly", datetime(2015, 12, 4), "2015-12-04", "day", "R", "off track"),
    )
    truth: Truth = []
    for number, (paragraphs, area, action, when, due, precision, letter, status) in enumerate(lines, start=1):
        monitors = "Improvement Board; Corporate Parenting Panel" if number % 2 else "Health and Wellbeing Board"
        put(sheet, 12 + number, [number, paragraphs, area, "Head of Service", action, when, "In hand with partners.", letter, monitors], 3)
        truth.append(
            {
                "ref": str(number),
                "recommendation": "Improve plans" if number < 3 else "Improve visits",
                "recommendation_refs": ["LA 17"] if number < 3 else ["LA 3"],
                "action": action,
                "lead": "Head of Service",
                "due": due,
                "due_precision": precision,
                "status": status,
                "monitor": monitors.split("; "),
            }
        )
    for column in "DE":
        sheet.merge_cells(f"{column}13:{column}14")
        sheet.merge_cells(f"{column}15:{column}16")
    put(sheet, 18, ["Page 1 of 31"], 3)
    return book, truth


def records_under_pledges() -> tuple[Workbook, Truth]:
    """Each action is a block of labels and values; lines between the blocks name the pledge; a value is a heading elsewhere."""
    book, sheet = new_book("Corporate parenting")
    put(sheet, 1, ["Corporate parenting action plan 2025 to 2028"])
    truth: Truth = []
    row = 3
    for pledge, actions in (
        ("Your voice", (("Ask the council in care what to change", "On track", "on track"), ("Publish what changed", "Complete", "complete"))),
        ("Your home", (("Open two homes in the county", "Not started", "not started"),)),
        ("Your future", (("Offer every leaver a mentor", "At risk", "at risk"), ("Keep a place for each at the college", "On track", "on track"))),
    ):
        put(sheet, row, [f"Pledge {1 + len({entry['theme'] for entry in truth})}: {pledge}"])
        row += 2
        for action, word, status in actions:
            lead = "Virtual School and Team Manager: Family Placement"
            pairs = [["Action", action], ["Responsible officer", lead], ["Timeline", "September 2025"], ["Expected outcome", "Fewer moves"]]
            row = put_rows(sheet, row, [*pairs, ["Status", word]]) + 1
            truth.append({"theme": pledge, "action": action, "lead": lead, "due": "2025-09-30", "outcome": "Fewer moves", "status": status})
    return book, truth


def key_across_the_top() -> tuple[Workbook, Truth]:
    """The key stands beside the title with each meaning under its word; a guidance row; four dates; completions that go on in words."""
    book, sheet = new_book("Multi-agency")
    put(sheet, 1, ["Multi-agency action plan", None, None, None, None, None, "Red", "Amber", "Green"])
    put(sheet, 2, ["From the report of 13 October 2016", None, None, None, None, None, "Not achieved", "Slippage", "Achieved"])
    for place, colour in (("G1", RED), ("H1", AMBER), ("I1", GREEN)):
        paint(sheet, place, colour)
    heads = ["RECOMMENDATION", "Scope of recommendation", "Action to be taken", "Lead Agency", "Key milestones to enact recommendation"]
    heads += ["Target date", "Progress indicator", "Agency response to recommendations", "Date of completion and outcome"]
    put(sheet, 4, heads, colour=NAVY)
    guidance = ["What is the over-arching recommendation?", "Local, regional or national?", "What will be done?", "Which agency will lead?"]
    put(
        sheet,
        5,
        [*guidance, "What are the steps?", "When will it be done?", "Red, amber or green", "What has the agency done?", "When was it completed?"],
    )
    dates = "By 31/12/2016\nBy 31/01/2017\nBy 31/03/2017"
    put_rows(
        sheet,
        6,
        [
            [
                "Share information early",
                "Local",
                "Write one protocol",
                "MASH / SA",
                "1. Draft\n2. Consult\n3. Sign",
                dates,
                "Amber",
                "Drafted.",
                None,
            ],
            [
                None,
                "Local",
                "Train all staff",
                "Health and Wellbeing Board",
                "1. Book",
                "By 31/12/2016",
                "Green",
                "Held.",
                "12/12/2016 All staff trained",
            ],
            ["Hear the child", "Local", "Fund advocacy", "Police, Housing", "1. Tender", "By 31/01/2017", "Red", "Delayed.", None],
        ],
    )
    shared = {"due_precision": "day", "completed": None}
    return book, [
        {
            **shared, "recommendation": "Share information early", "action": "Write one protocol",
            "deliver": ["MASH", "SA"], "due": "2017-03-31", "status": "at risk",
        },
        {
            **shared,
            "recommendation": "Share information early",
            "action": "Train all staff",
            "deliver": ["Health and Wellbeing Board"],
            "due": "2016-12-31",
            "completed": "2016-12-12",
            "status": "complete",
        },
        {
            **shared, "recommendation": "Hear the child", "action": "Fund advocacy",
            "deliver": ["Police", "Housing"], "due": "2017-01-31", "status": "off track",
        },
    ]  # fmt: skip


def milestones_that_close_with_their_date() -> tuple[Workbook, Truth]:
    """No column of dates: each milestone ends with its deadline; two ratings."""
    book, sheet = new_book("Delivery plan")
    put(sheet, 2, ["Annual delivery plan 2008/09"], 2)
    heads = ["Milestone", "Directorate", "Owner", "Current Status", "Current Commentary", "What are the prospects for the future?"]
    put(sheet, 4, heads, 2, NAVY)
    truth: Truth = []
    lines = (
        ("Open the assessment centre by June 2008", "2008-06-30", "month", "G", "on track", "A"),
        ("Train all chairs by the end of March 2009", "2009-03-31", "month", "A", "at risk", "G"),
        ("Publish the neglect guide by 14 November 2008", "2008-11-14", "day", "R", "off track", "R"),
    )
    for row, (action, due, precision, letter, status, prospects) in enumerate(lines, start=5):
        put(sheet, row, [action, "Children's Directorate", "Head of Service", letter, "Reported to the board.", prospects], 2)
        truth.append(
            {"action": action, "lead": "Head of Service", "due": due, "due_precision": precision, "status": status, "outcome_rating": prospects}
        )
    return book, truth


def legend_in_pictures() -> tuple[Workbook, Truth]:
    """Tables by area with pictures of Wingdings under Progress, a legend in one line that gives level a meaning of its own, and risks below."""
    book, sheet = new_book("WSOA")
    put(sheet, 1, ["Written statement of action"])
    put(sheet, 2, ["Legend: é on track  è complete  ê off track"])
    truth: Truth = []
    row = 4
    areas = (
        ("Therapies", (("1a", "é", "on track"), ("1b", "ê", "off track"))),
        ("Waiting times", (("2a", "è", "complete"), ("2b", "é", "on track"))),
    )
    for number, (area, actions) in enumerate(areas, start=1):
        banner(sheet, row, f"Area {number}: {area}", 6)
        put(sheet, row + 1, ["Accountable lead: Head of Service"])
        put(sheet, row + 2, ["No", "Actions", "Start date", "End date", "Impact measures", "Progress"], colour=NAVY)
        row += 3
        for ref, sign, status in actions:
            action = f"Agree with partners what {area.lower()} need ({ref})"
            put(sheet, row, [ref, action, datetime(2019, 4, 1), "31st March 2020", "Fewer children wait", sign])
            in_font(sheet, f"F{row}", "Wingdings")
            truth.append({"ref": ref, "theme": area, "action": action, "start": "2019-04-01", "due": "2020-03-31", "status": status})
            truth[-1].update({"lead": "Head of Service", "outcome": "Fewer children wait"})
            row += 1
        row += 1
    put(sheet, row + 1, ["Risk", "Likelihood", "Impact", "Mitigation"], colour=NAVY)
    put(sheet, row + 2, ["Therapist vacancies", 4, 4, "Joint recruitment"])
    return book, truth


def tasks_from_a_planner() -> tuple[Workbook, Truth]:
    """An export of a task planner: the bucket is the theme, the month comes first, a priority is no theme."""
    book, sheet = new_book("Tasks")
    put_rows(sheet, 1, [["Plan name", "Improvement plan"], ["Date of export", "04/18/2025"]])
    heads = ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created Date", "Start date", "Due date", "Completed Date"]
    put(sheet, 4, [*heads, "Description"])
    lines = (
        ("T1", "Open the centre", "Front door", "Completed", "Urgent", "05/30/2025", "2025-05-30", "04/14/2025", "2025-04-14", "complete"),
        ("T2", "Train all chairs", "Workforce", "In progress", "Medium", "06/02/2025", "2025-06-02", None, None, "on track"),
        ("T3", "Audit ten plans", "Front door", "Not started", "Important", "12/19/2025", "2025-12-19", None, None, "not started"),
    )
    truth: Truth = []
    for row, (ref, action, bucket, progress, priority, when, due, done, completed, status) in enumerate(lines, start=5):
        cells = [ref, action, bucket, progress, priority, "Head of Service", "01/15/2025", "02/24/2025", when, done, "Agreed with partners."]
        put(sheet, row, cells)
        truth.append({"ref": ref, "action": action, "theme": bucket, "lead": "Head of Service", "start": "2025-02-24", "due": due})
        truth[-1].update({"due_precision": "day", "completed": completed, "status": status})
    return book, truth


def series_before_their_numbers() -> tuple[Workbook, Truth]:
    """Actions, outcomes and evidence, with the recommendations of two series written as people write them; the heading again below."""
    book, sheet = new_book("Practice improvement")
    put_rows(sheet, 1, [["Practice improvement plan"], ["Version 4 as at 11 November 2019"]])
    heads = ["Ref", "Linked recs", "Actions", "Outcomes", "Evidence", "Owner", "Target date", "Status"]
    put(sheet, 4, heads, colour=NAVY)
    truth: Truth = []
    lines = (
        ("A1", "LSCB recs 1-3", ["SCB 1", "SCB 2", "SCB 3"], "Q2 2019/20", "2019-09-30", "quarter", "Complete", "complete"),
        ("A2", "Recs 4, 5 and 6.", ["LA 4", "LA 5", "LA 6"], "by March 2020", "2020-03-31", "month", "In Progress", "on track"),
        ("A3", "14 and 15.", ["LA 14", "LA 15"], "31/01/2020", "2020-01-31", "day", "Overdue", "off track"),
        ("A4", "SCB 3", ["SCB 3"], "2019/20", "2020-03-31", "year", "On hold", "suspended"),
        ("A5", "[22PR]", ["PR 22"], "TBC", None, "none", "Closed and signed off", "signed off"),
    )
    row = 5
    for ref, typed, refs, when, due, precision, word, status in lines:
        if ref == "A3":
            put(sheet, row, heads, colour=NAVY)
            row += 1
        action = f"Agree the practice standard of area {ref} with every team"
        put(sheet, row, [ref, typed, action, "Plans are specific", "Dip sample of ten", "Principal Social Worker", when, word])
        truth.append({"ref": ref, "recommendation_refs": refs, "action": action, "outcome": "Plans are specific", "evidence": "Dip sample of ten"})
        truth[-1].update({"lead": "Principal Social Worker", "due": due, "due_precision": precision, "status": status})
        row += 1
    put(sheet, row, ["Total", None, "5 actions"])
    return book, truth


def codes_beside_the_title() -> tuple[Workbook, Truth]:
    """The plan's own letters are explained in the cells beside its title; fractions of progress; completed and signed off apart."""
    book, sheet = new_book("Tracker")
    codes = ["C - Complete", "OT - On track", "D - Delayed", "NS - Not started", "SO - Signed off by board"]
    put(sheet, 1, ["Action tracker", None, None, "Status codes:", *codes])
    heads = ["Action ID", "Theme", "Action", "Owner", "Start date", "Due date", "% complete", "Status", "Date completed", "Date signed off"]
    put(sheet, 3, heads, colour=BLUE)
    truth: Truth = []
    lines = (("C", "complete", 1.0, 12, None), ("OT", "on track", 0.5, None, None), ("D", "at risk", 0.25, None, None))
    for number, (code, status, share, done, signed) in enumerate(
        (*lines, ("NS", "not started", 0.0, None, None), ("SO", "signed off", 1.0, 9, 20)), start=1
    ):
        completed, accepted = datetime(2022, 12, done) if done else None, datetime(2023, 1, signed) if signed else None
        action = f"Carry out step {number} of the recovery programme"
        cells = [f"ACT-{number:03d}", "Court work", action, "Head of Court Work", datetime(2022, 3, 1), datetime(2022, 11, 30), share, code]
        put(sheet, 3 + number, [*cells, completed, accepted])
        sheet.cell(3 + number, 7).number_format = "0%"
        truth.append({"ref": f"ACT-{number:03d}", "theme": "Court work", "action": action, "lead": "Head of Court Work", "start": "2022-03-01"})
        truth[-1].update({"due": "2022-11-30", "progress": int(share * 100), "status": status})
        truth[-1]["completed"] = completed.date().isoformat() if completed else None
        truth[-1]["signed_off"] = accepted.date().isoformat() if accepted else None
    return book, truth


LAYOUTS = (
    paragraphs_beside_the_recommendation,
    records_under_pledges,
    key_across_the_top,
    milestones_that_close_with_their_date,
    legend_in_pictures,
    tasks_from_a_planner,
    series_before_their_numbers,
    codes_beside_the_title,
)
