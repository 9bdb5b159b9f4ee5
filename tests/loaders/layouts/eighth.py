"""Layouts 58 to 63: actions across the page, workstreams with measures and risks, many bodies, records, coloured dots, sentences as ratings."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.loaders.layouts.drawing import AMBER, BLUE, GREEN, NAVY, PALE, RED, Truth, banner, new_book, paint, put, put_rows


def actions_across_the_page() -> tuple[Workbook, Truth]:
    """A table turned on its side: the headings stand in the first column, one action a column."""
    book, sheet = new_book("Plan on a page")
    put(sheet, 1, ["Care leavers: plan on a page"])
    columns = (
        ("CL1", "Offer every care leaver a setting-up-home grant", "Leaving Care Manager", datetime(2025, 9, 30), "2025-09-30", "Complete",
         "complete", "Paid to 31 young people."),
        ("CL2", "Write the local offer with young people", "Participation Lead", "December 2025", "2025-12-31", "On track", "on track",
         "Two workshops held."),
        ("CL3", "Open a drop-in for health advice", "Designated Nurse", "31/01/2026", "2026-01-31", "At risk", "at risk", "Venue not agreed."),
        ("CL4", "Guarantee an interview for council apprenticeships", "Head of Human Resources", "Q4 2025/26", "2026-03-31", "Not started",
         "not started", "Starts in January."),
    )  # fmt: skip
    names = ("Ref", "Action", "Lead officer", "Deadline", "Status", "Progress update")
    fields = list(zip(*((ref, action, lead, when, word, update) for ref, action, lead, when, _, word, _, update in columns), strict=True))
    for row, (name, values) in enumerate(zip(names, fields, strict=True), start=3):
        put(sheet, row, [name, *values])
        paint(sheet, f"A{row}", NAVY)
    truth: Truth = []
    for ref, action, lead, _, due, _, status, update in columns:
        truth.append({"ref": ref, "action": action, "lead": lead, "due": due, "status": status, "update": update})
    return book, truth


def workstreams_with_measures_and_risks() -> tuple[Workbook, Truth]:
    """A sheet for each workstream named by its title; below the actions stand its measures and its risks; a contents sheet in front."""
    book, sheet = new_book("Contents")
    put_rows(sheet, 1, [["Children's Improvement Programme"], ["Workstream", "Sponsor"], ["WS1 Practice", "Director of Children's Services"],
        ["WS2 Workforce", "Director of Human Resources"], ["WS3 Partnership", "Independent Chair"]])
    sheets = (
        ("WS1", "Workstream 1: Practice and purposeful planning", "Practice and purposeful planning", (
            ("WS1.01", "Adopt one model of practice", "Principal Social Worker", datetime(2025, 11, 14), "2025-11-14", "Delivered", "complete",
             "Model adopted by 12 teams"),
            ("WS1.02", "Coach first-line managers in case direction", "Head of Assessment", datetime(2026, 1, 30), "2026-01-30", "Behind schedule",
             "off track", "Coaching log"),
        )),
        ("WS2", "Workstream 2: Workforce and capacity", "Workforce and capacity", (
            ("WS2.01", "Offer a retention payment to experienced social workers", "HR Business Partner", datetime(2025, 10, 31), "2025-10-31",
             "In progress", "on track", "Turnover report"),
            ("WS2.02", "Bring average caseloads below 18", "Head of Assessment", datetime(2026, 3, 31), "2026-03-31", "In progress", "on track",
             "Weekly caseload report"),
            ("WS2.03", "Start an academy for newly qualified social workers", "Workforce Development Manager", "Sept 2026", "2026-09-30",
             "Yet to start", "not started", None),
        )),
        ("WS3", "Workstream 3: Partnership and scrutiny", "Partnership and scrutiny", (
            ("WS3.01", "Agree one data set for the safeguarding partnership", "Partnership Business Manager", "TBC", None, "Paused", "suspended",
             "Minutes"),
            ("WS3.02", "Hold a challenge session with district councils", "Partnership Business Manager", datetime(2025, 12, 5), "2025-12-05",
             "Delivered", "complete", "Notes of session"),
        )),
    )  # fmt: skip
    truth: Truth = []
    for name, title, theme, actions in sheets:
        page = book.create_sheet(name)
        put(page, 1, [title], 2)
        put(page, 3, ["Ref", "Task", "Task owner", "Target completion date", "RAG status", "Evidence of completion"], 2, NAVY)
        row = 4
        for ref, action, lead, when, due, word, status, evidence in actions:
            put(page, row, [ref, action, lead, when, word, evidence], 2)
            truth.append({"ref": ref, "theme": theme, "action": action, "lead": lead, "due": due, "status": status, "status_text": word})
            truth[-1]["evidence"] = evidence
            row += 1
        put(page, row + 1, ["Measures of success"], 2)
        put(page, row + 2, ["Indicator", "Baseline", "Target", "Current", "Trend"], 2, PALE)
        put_rows(page, row + 3, [["Assessments completed in 45 days", 0.71, 0.9, 0.83, "↑"], ["Visits in time", 0.64, 0.95, 0.81, "↑"]], 2)
        put(page, row + 6, ["Risks"], 2)
        put(page, row + 7, ["Risk", "Likelihood", "Impact", "Mitigation", "Risk owner"], 2, PALE)
        put(page, row + 8, ["Agency staff leave before posts are filled", 3, 4, "Earlier adverts", "Director"], 2)
    return book, truth


def bodies_in_four_roles_and_doubtful_dates() -> tuple[Workbook, Truth]:
    """Who delivers, monitors and scrutinises, by whole names and short names; dates as text, some of which could be read two ways."""
    book, sheet = new_book("Multi-agency plan")
    put(sheet, 1, ["Joint targeted area inspection: multi-agency improvement plan"])
    heads = ["Action Ref", "AFI", "Agreed action", "Lead role", "Responsible agencies", "Oversight", "Scrutiny", "Start", "Deadline", "Progress RAG",
        "Outcome RAG", "Latest position"]
    put(sheet, 3, heads, colour=NAVY)
    lines = (
        ("A1", "Improve the quality of strategy discussions", "Set a rota for health at strategy discussions", "Designated Doctor", "ICB / MASH",
         ["Integrated Care Board", "MASH"], "Health and Wellbeing Board", ["Health and Wellbeing Board"], "02/05/2025", "2025-05-02", "28/11/2025",
         "2025-11-28", "day", "Green", "on track", "Amber", "Rota begins on Monday."),
        ("A2", None, "Share police intelligence before the meeting", "Detective Superintendent", "Police", ["Police"],
         "Safeguarding Children Partnership and Improvement Board", ["Safeguarding Children Partnership", "Improvement Board"], "14/05/2025",
         "2025-05-14", "03/10/2025", "2025-10-03", "day", "Blue", "complete", "Green", "Working since July."),
        ("A3", "Respond to children who go missing", "Offer a return home interview within 72 hours", "Service Manager, Exploitation", "CSC & YJS",
         ["Children's Social Care", "Youth Justice Service"], "Improvement Board", ["Improvement Board"], "30/06/2025", "2025-06-30", "31/03/2026",
         "2026-03-31", "day", "Amber", "at risk", "Red", "Half are in time."),
        ("A4", None, "Map hot spots each month", "Analyst", "Police, Housing and Education", ["Police", "Housing", "Education"], "Improvement Board",
         ["Improvement Board"], "01/07/2025", "2025-07-01", "Ongoing", None, "ongoing", "Green", "on track", "Amber", "Map of October shared."),
        ("A5", None, "Commission an advocacy service", "Head of Commissioning", "Voluntary and Community Sector", ["Voluntary Sector"],
         "Improvement Board", ["Improvement Board"], "04/08/2025", "2025-08-04", "31/11/2025", None, "none", "Red", "off track", "Red", "No bids."),
    )  # fmt: skip
    truth: Truth = []
    finding = ""
    for row, (ref, area, action, lead, agencies, deliver, oversight, monitor, begin, start, when, due, precision, word, status, second,
        update) in enumerate(lines, start=4):
        finding = area or finding
        put(sheet, row, [ref, area, action, lead, agencies, oversight, "Children's Scrutiny Committee", begin, when, word, second, update])
        truth.append({"ref": ref, "recommendation": finding, "action": action, "lead": lead, "deliver": deliver, "monitor": monitor})
        truth[-1].update({"scrutinise": ["Children's Scrutiny Committee"], "start": start, "due": due, "due_text": when, "due_precision": precision})
        truth[-1].update({"status": status, "outcome_rating": second, "update": update})
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("B6:B8")
    return book, truth


def pledges_as_records_with_titles() -> tuple[Workbook, Truth]:
    """A web page pasted into a sheet: each action is a line of its own above labels that end in a colon, in two columns far apart."""
    book, sheet = new_book("Sheet1")
    put(sheet, 1, ["Corporate parenting strategy 2025-2028: action plan"], 2)
    put(sheet, 2, ["Last updated: 3 November 2025"], 2)
    truth: Truth = []
    row = 4
    pledges = (
        ("Pledge 1: We will listen to you", "We will listen to you", (
            ("Run a survey of all children in care each spring", "Participation Lead", "June 2026", "2026-06-30", "Children say that they are heard",
             "Questions agreed.", "On track", "on track"),
            ("Invite the Children in Care Council to each panel", "Chair of Corporate Parenting Panel", "Ongoing", None, "Decisions change",
             "Attended in May and July.", "Complete", "complete"),
        )),
        ("Pledge 2: We will help you to be healthy", "We will help you to be healthy", (
            ("Complete health assessments in time", "Designated Nurse for Children in Care", "31 March 2026", "2026-03-31", "Nine in ten in time",
             "Eight in ten.", "Behind", "off track"),
        )),
    )  # fmt: skip
    number = 0
    for line, theme, actions in pledges:
        put(sheet, row, [line], 2)
        row += 2
        for action, lead, when, due, outcome, update, word, status in actions:
            number += 1
            put(sheet, row, [f"Action {number}: {action}"], 2)
            pairs = (("Responsible officer:", lead), ("Timeline:", when), ("Expected outcome:", outcome), ("Progress so far:", update), ("Status:",
                word))
            for label, value in pairs:
                row += 1
                put(sheet, row, [label, None, value], 2)
            row += 2
            truth.append({"theme": theme, "action": action, "lead": lead, "due": due, "outcome": outcome, "update": update, "status": status})
    return book, truth


def coloured_dots_and_shares_done() -> tuple[Workbook, Truth]:
    """The rating is a dot in colour, the dot alike in each row; the area is merged down; the share done is a percentage; assurance last."""
    book, sheet = new_book("Tracker Nov 25")
    put(sheet, 1, ["Ofsted improvement tracker"], 2)
    heads = ["Judgement area", "Ref", "Ofsted finding", "What are we going to do about it", "SRO", "Target completion", "% complete", "RAG",
        "Position at 31 October 2025", "Source of evidence"]
    put(sheet, 3, heads, 2, NAVY)
    lines = (
        ("Help and protection", "HP1", "Thresholds are not understood", "Hold six threshold briefings for partners", "Head of Service, Front Door",
         "31.10.25", "2025-10-31", 1, BLUE, "complete", "Six held.", "Attendance sheets"),
        (None, "HP2", "Assessments lack the child's voice", "Add direct work tools to the assessment", "Principal Social Worker", "30.1.26",
         "2026-01-30", 0.6, GREEN, "on track", "Tools chosen.", "Dip sample of 20 cases"),
        (None, "HP3", "Pre-proceedings take too long", "Track each case in pre-proceedings every week", "Head of Court Work", "19.12.25",
         "2025-12-19", 0.25, RED, "off track", "Tracker not in use.", None),
        ("Children in care", "CC1", "Too many children live far away", "Review each child placed over 20 miles away", "Head of Corporate Parenting",
         "27.2.26", "2026-02-27", 0.4, AMBER, "at risk", "Half reviewed.", "Review sheets"),
        (None, "CC2", "Life story work starts late", "Start life story work at the second review", "Adoption Team Manager", "31.3.26", "2026-03-31",
         0.1, GREEN, "on track", "Guide written.", None),
    )  # fmt: skip
    truth: Truth = []
    theme = ""
    for row, (area, ref, finding, action, lead, when, due, share, colour, status, update, evidence) in enumerate(lines, start=4):
        theme = area or theme
        put(sheet, row, [area, ref, finding, action, lead, when, share, "●", update, evidence], 2)
        sheet.cell(row, 8).number_format = "0%"
        sheet.cell(row, 9).font = Font(color=f"FF{colour}", size=16)
        truth.append({"ref": ref, "theme": theme, "recommendation": finding, "action": action, "lead": lead, "due": due, "due_precision": "day"})
        truth[-1].update({"progress": int(share * 100), "status": status, "update": update, "evidence": evidence})
    sheet.merge_cells("B4:B6")
    sheet.merge_cells("B7:B8")
    return book, truth


def sentences_as_ratings() -> tuple[Workbook, Truth]:
    """A rating is a word that goes on as a sentence with dates of its own; several dates a cell; section lines with leads; ended by notes."""
    book, sheet = new_book("Improvement Plan v6")
    put(sheet, 1, ["IMPROVEMENT PLAN v6 - 12.11.25"])
    put(sheet, 3, ["Item", "Issue", "Improvement action", "Accountable officer", "Key dates", "RAG and comment", "Measure of success"], colour=NAVY)
    groups = (
        ("A. LEADERSHIP AND MANAGEMENT", "Leadership and management", (
            ("A1", "Oversight is weak", "Chief Executive chairs a monthly performance board", "Chief Executive", "May 2025", "2025-05-31",
             "COMPLETE - first board held 14/05/2025", "complete", "Monthly minutes"),
            ("A2", "Data is not trusted", "1. Cleanse open cases\n2. Retrain recorders\n3. Publish a data guide", "Head of Performance",
             "30/06/2025\n30/09/2025\n31/01/2026", "2026-01-31", "AMBER - cleansing finished, training has slipped", "at risk",
             "Fewer than 2% errors"),
        )),
        ("B. QUALITY OF PRACTICE", "Quality of practice", (
            ("B1", "Audits are over-graded", "Moderate one audit in four with a peer authority", "Head of Quality Assurance",
             "Dec 2025 / Phase 2 Mar 2026", "2026-03-31", "GREEN - on track", "on track", "Grades agree in nine of ten"),
            ("B2", "Chronologies are missing", "Complete a chronology for each child on a plan", "Team Managers", "28th Nov 2025", "2025-11-28",
             "RED - not yet begun in two teams", "off track", "Every child has one"),
            ("B3", "Children are not seen alone", "Record in each visit whether the child was seen alone", "Team Managers", "July 2025",
             "2025-07-31", "Closed and signed off by the Board 09/10/2025", "signed off", "95% seen alone"),
        )),
    )  # fmt: skip
    truth: Truth = []
    row = 4
    for line, theme, actions in groups:
        banner(sheet, row, line, 7)
        row += 1
        for ref, issue, action, lead, when, due, word, status, measure in actions:
            put(sheet, row, [ref, issue, action, lead, when, word, measure])
            items = [line.partition(" ") for line in action.split("\n")] if "\n" in action else [("", "", action)]
            for place, (mark, _, text) in enumerate(items):  # several dates in a cell belong to the items of the list beside it, by order
                day = due if len(items) == 1 else ("2025-06-30", "2025-09-30", "2026-01-31")[place]
                whole = f"{ref}.{mark.rstrip('.')}" if mark else ref
                truth.append({"ref": whole, "theme": theme, "recommendation": issue, "action": text, "lead": lead, "due": day, "status": status})
                truth[-1]["outcome"] = measure
            row += 1
    put(sheet, row + 1, ["Notes: dates in bold are statutory. RAG is agreed by the accountable officer."])
    return book, truth


LAYOUTS = (
    actions_across_the_page,
    workstreams_with_measures_and_risks,
    bodies_in_four_roles_and_doubtful_dates,
    pledges_as_records_with_titles,
    coloured_dots_and_shares_done,
    sentences_as_ratings,
)
