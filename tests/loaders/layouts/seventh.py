"""Layouts 52 to 57: groups over guidance, histories under banners, categories, ticks with new dates, 1904 with tints, months as bars."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.loaders.layouts.drawing import AMBER, BLUE, GREEN, GREY, NAVY, PALE, RED, Truth, banner, in_font, new_book, paint, put, put_rows


def groups_over_a_line_of_guidance() -> tuple[Workbook, Truth]:
    """Two rows of headings at row 11, column C, a line of guidance, a key in which amber is on track and green complete, two ratings."""
    book, sheet = new_book("CSIP")
    put(sheet, 2, ["Children's Services Improvement Plan 2025 - 2027"], 3)
    put(sheet, 3, ["Position as at 28 November 2025"], 3)
    key = [["RAG key"], ["B", "Signed off by the Improvement Board"], ["G", "Action complete"], ["A", "Action on track for delivery"], ["R",
        "Action will miss its date"]]
    put_rows(sheet, 5, key, 3)
    groups = ["Ref", "Rec no.", "Ofsted recommendation", "Action", "Who", None, "When", None, None, "Rating", None, "Commentary"]
    put(sheet, 11, groups, 3, NAVY)
    put(sheet, 12, ["Lead", "Supporting partners", "Start", "Original date", "Revised date", "Progress", "Impact on children"], 7, NAVY)
    for span in ("C11:C12", "D11:D12", "E11:E12", "F11:F12", "G11:H11", "I11:K11", "L11:M11", "N11:N12"):
        sheet.merge_cells(span)
    guidance = ["Plan ref", "From the report", "What did Ofsted say?", "What are we going to do?", "Who is accountable?", "Who else must act?"]
    put(sheet, 13, [*guidance, "dd/mm/yy", "dd/mm/yy", "dd/mm/yy", "BRAG", "BRAG", "No more than 50 words"], 3)
    oversight = "Strengthen management oversight and the recording of decisions"
    visits = "Make sure that children are visited in line with their plan"
    sufficiency = "Increase the choice of homes for children in care"
    lines = (
        ("1.1", "17. (57, 138)", oversight, "Introduce a case supervision template with a decision log", "Principal Social Worker", "ICB",
         "2025-09-01", "2025-12-19", None, "A", "on track", "A", "Template tested in two teams."),
        ("1.2", None, None, "Audit 30 supervision records each month and report to the board", "Head of Quality Assurance", None, "2025-10-01",
         "2025-11-28", None, "G", "complete", "A", "October audit reported."),
        ("1.3", None, None, "Train every team manager in reflective supervision", "Workforce Development Manager", "Police; Housing", "2025-09-15",
         "2025-10-31", "2026-01-30", "R", "off track", "R", "Trainer withdrew; new date agreed."),
        ("2.1", "4. (23)", visits, "Publish a weekly list of visits due and overdue", "Performance and Data Manager", None, "2025-07-01",
         "2025-08-29", None, "B", "signed off", "G", "Live since August."),
        ("2.2", None, None, "Review every child not seen for six weeks", "Head of Safeguarding", "MASH / YJS", "2025-09-01", "2026-02-27", None, "A",
         "on track", "A", "First review of 41 children done."),
        ("3.1", "9. (88, 90-92)", sufficiency, "Commission eight homes with local providers", "Head of Commissioning", "Housing, ICB", "2025-11-03",
         "2026-03-31", "2026-09-30", "A", "on track", "R", "Market event held on 4 November."),
        ("3.2", None, None, "Recruit 20 foster carers through the regional hub", "Head of Corporate Parenting", None, "2025-06-02", "2026-05-29",
         None, "G", "complete", "G", "Twenty-two approved."),
    )  # fmt: skip
    bodies = {None: [], "ICB": ["Integrated Care Board"], "Police; Housing": ["Police", "Housing"], "MASH / YJS": ["MASH", "Youth Justice Service"]}
    bodies["Housing, ICB"] = ["Housing", "Integrated Care Board"]
    truth: Truth = []
    recommendation, refs = "", []
    for row, (ref, number, text, action, lead, partners, start, first, revised, letter, status, impact, comment) in enumerate(lines, start=14):
        days = [datetime.fromisoformat(day) if day else None for day in (start, first, revised)]
        put(sheet, row, [ref, number, text, action, lead, partners, *days, letter, impact, comment], 3)
        for column in (9, 10, 11):
            sheet.cell(row, column).number_format = "dd/mm/yy"
        recommendation, refs = text or recommendation, [f"LA {number.split('.')[0]}"] if number else refs
        truth.append(
            {
                "ref": ref,
                "recommendation": recommendation,
                "recommendation_refs": refs,
                "action": action,
                "lead": lead,
                "deliver": bodies[partners],
                "start": start,
                "first_due": first,
                "due": revised or first,
                "due_precision": "day",
                "status": status,
                "status_text": letter,
                "outcome_rating": impact,
                "update": comment,
            }
        )
    for span in ("14:16", "17:18", "19:20"):
        first, last = span.split(":")
        for column in "DE":
            sheet.merge_cells(f"{column}{first}:{column}{last}")
    sheet.row_dimensions[18].hidden = True
    sheet.column_dimensions["H"].hidden = True
    put(sheet, 22, ["Total number of actions", None, None, 7], 3)
    put(sheet, 24, ["Page 1 of 1"], 3)
    return book, truth


def histories_under_priority_banners() -> tuple[Workbook, Truth]:
    """Questions as headings, colours only, dated updates, priorities with an objective line, the heading again on the second page."""
    book, sheet = new_book("Action Plan")
    put(sheet, 1, ["Getting to Good: our improvement journey"])
    put(sheet, 2, ["Updated for the Improvement Board, 14 October 2025"])
    heads = ["No", "What do we need to do?", "Who will do it?", "When does it need to be done by?", "How will we know it has made a difference?"]
    heads += ["Where are we now?", "Update 30/09/2025", "Update 30/06/2025"]
    put(sheet, 4, heads, colour=NAVY)
    truth: Truth = []
    priorities = (
        (
            "PRIORITY 1 – Help at the right time",
            "Help at the right time",
            "Families get help before problems grow",
            (
                ("1a", "Re-launch the threshold document with schools and GPs", "Head of Early Help", "End of October 2025", "2025-10-31", "month",
                 "Fewer contacts with no further action", GREEN, "on track", "Launch on 21 October.", "Draft agreed."),
                ("1b", "Move early help workers into the front door", "Service Manager, MASH", "31/07/2025", "2025-07-31", "day",
                 "Contacts decided within one day", BLUE, "complete", "Six workers moved.", "Consultation closed."),
                ("1c", "Agree one assessment form with partners", "Head of Early Help", "Autumn term 2025", "2025-12-31", "term",
                 "Families tell their story once", AMBER, "at risk", "Two partners have not agreed.", "Form tested."),
            ),
        ),
        (
            "PRIORITY 2 – Strong plans for children",
            "Strong plans for children",
            "Plans are specific and reviewed in time",
            (
                ("2a", "Bring in a plan template with dates and names", "Principal Social Worker", "Q3 2025/26", "2025-12-31", "quarter",
                 "Audit grades rise", GREY, "not started", "Starts in November.", None),
                ("2b", "Hold a panel for children on a plan for 15 months or longer", "Head of Safeguarding", "By 30 September 2025", "2025-09-30",
                 "day", "Fewer long plans", RED, "off track", "No chair appointed.", "Terms agreed."),
                ("2c", "Check every core group for attendance of health visitors", "Child Protection Chairs", "Monthly", None, "recurring",
                 "Health at nine of ten groups", GREEN, "on track", "Checked in September.", "Checked in June."),
            ),
        ),
    )  # fmt: skip
    row = 5
    for line, theme, objective, actions in priorities:
        if row > 5:
            put(sheet, row, ["Page 1"])
            put(sheet, row + 1, heads, colour=NAVY)
            row += 2
        banner(sheet, row, line, 8)
        banner(sheet, row + 1, f"Objective: {objective}", 8, colour=None)
        row += 2
        for ref, action, lead, when, due, precision, outcome, colour, status, update, earlier in actions:
            put(sheet, row, [ref, action, lead, when, outcome, None, update, earlier])
            paint(sheet, f"F{row}", colour)
            truth.append({"ref": ref, "theme": theme, "action": action, "lead": lead, "due": due, "due_text": when, "due_precision": precision})
            truth[-1].update({"outcome": outcome, "status": status, "update": update})
            row += 1
        row += 1
    put(sheet, row, ["Page 2"])
    return book, truth


def categories_of_progress_without_actions() -> tuple[Workbook, Truth]:
    """A scrutiny committee's list: recommendations are what is done; numbers of progress whose key stands below in one line."""
    book, sheet = new_book("Monitoring")
    put(sheet, 1, ["Children and Young People Select Committee"])
    put(sheet, 2, ["Progress update - Review of Children's Residential Homes"])
    heads = ["No.", "Recommendation", "Responsibility", "Date", "Progress presented to Committee March 2026",
        "Assessment of progress Categories 1 - 4"]
    put(sheet, 4, heads, colour=PALE)
    lines = (
        ("1", "That the Council publishes a sufficiency strategy for homes", "Assistant Director, Commissioning", "April 2026", "2026-04-30",
         "month", "Strategy drafted.", 2, "on track"),
        ("2", "That each home has a named link with the Virtual School", "Virtual School Head", datetime(2025, 12, 19), "2025-12-19", "day",
         "All nine homes linked.", 1, "complete"),
        ("3", "That the regulations on unregistered homes are followed in commissioning", "Head of Commissioning",
         "To be confirmed in Children's Wellbeing and Schools Act", None, "none", "Bill before Parliament.", 2, "on track"),
        ("4", "That members visit each home at least once a year", "Democratic Services Manager", "Ongoing", None, "ongoing", "Four visits made.", 3,
         "at risk"),
        ("5", "That a report on missing episodes comes to each meeting", "Head of Safeguarding", "Quarterly", None, "recurring", "No report yet.", 4,
         "off track"),
        ("6", "That children design the welcome pack", "Participation Lead", "by the end of March 2026", "2026-03-31", "month", "Pack printed.", 1,
         "complete"),
    )  # fmt: skip
    truth: Truth = []
    for row, (ref, text, lead, when, due, precision, update, number, status) in enumerate(lines, start=5):
        put(sheet, row, [ref, text, lead, when, update, number])
        truth.append({"ref": ref, "recommendation": text, "action": text, "lead": lead, "due": due, "due_precision": precision})
        truth[-1].update({"update": update, "status": status})
    put(sheet, 12, ["Assessment of progress gradings: 1 - Fully achieved; 2 - On track; 3 - Some slippage; 4 - Not achieved"])
    return book, truth


def ticks_with_new_dates() -> tuple[Workbook, Truth]:
    """Three columns to tick under one heading, deadlines in the lines that group the rows, and a new date where one is needed."""
    book, sheet = new_book("Review")
    put(sheet, 1, ["Best value review: improvement plan"])
    put(sheet, 3, ["Ref", "Recommendation", "Responsible Officer", "Update on progress", "Progress (please tick)", None, None,
        "Give expected new achievement date"])
    put(sheet, 4, ["Achieved", "On target to achieve", "Not on target"], 5)
    for span in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4"):
        sheet.merge_cells(span)
    groups = (
        (
            "SHORT TERM TARGETS (Achievable within 6 months ie, by June 2026)",
            "2026-06-30",
            (
                ("1 (i)", "Put a duty manager in each locality office", "Head of Assessment", "In post since April.", 0, None),
                ("1 (ii)", "Give each team a budget for family support", "Finance Business Partner", "Schedule with finance.", 1, None),
                ("2 (i)", "Close cases held open only for reviews", "Head of Safeguarding", "Forty left.", 2, "September 2026"),
            ),
        ),
        (
            "MEDIUM TERM TARGETS (Achievable within 12 months ie, by December 2026)",
            "2026-12-31",
            (
                ("2 (v)", "Agree joint funding for complex placements", "Director of Children's Services", "Draft with partners.", 1, None),
                ("3 (i)", "Move the emergency duty team to one site", "Head of Assessment", "Lease refused.", 2, "30 April 2027"),
            ),
        ),
    )
    truth: Truth = []
    row = 5
    for line, first, actions in groups:
        banner(sheet, row, line, 8)
        row += 1
        for ref, text, lead, update, place, new in actions:
            ticks = [None, None, None]
            put(sheet, row, [ref, text, lead, update, *ticks, new])
            sheet.cell(row, 5 + place, "ü")
            in_font(sheet, f"{'EFG'[place]}{row}", "Wingdings")
            due = {"September 2026": "2026-09-30", "30 April 2027": "2027-04-30", None: first}[new]
            truth.append({"ref": ref, "recommendation": text, "action": text, "lead": lead, "update": update, "due": due})
            truth[-1].update({"first_due": first, "status": ("complete", "on track", "off track")[place]})
            row += 1
    return book, truth


def tints_and_hatching_from_1904() -> tuple[Workbook, Truth]:
    """Dates counted from 1904; fills as theme colours with tints, indexed colours and patterns; the key on a sheet of its own."""
    book, sheet = new_book("Programme")
    book.epoch = CALENDAR_MAC_1904
    put(sheet, 2, ["Improvement programme: timetable"], 2)
    heads = ["Ref", "Key action", "Owner", "Start date", "Completion date", "Status", "Status / Corrective Action"]
    put(sheet, 4, heads, 2, GREY)
    green = PatternFill("solid", fgColor=Color(theme=6, tint=-0.25))
    amber = PatternFill("solid", fgColor=Color(theme=9, tint=0.4))
    blue = PatternFill("solid", fgColor=Color(indexed=12))
    red = PatternFill("solid", fgColor=Color(indexed=10))
    hatched = PatternFill("lightUp", fgColor="FF000000")
    lines = (
        ("P1", "Appoint the permanent head of the front door", datetime(2025, 4, 7), datetime(2025, 9, 30), green, "on track",
         "ON TARGET Interviews on 9 September."),
        ("P2", "Close the backlog of assessments over 45 days", datetime(2025, 5, 1), datetime(2025, 7, 31), amber, "at risk",
         "One month behind after a rise in contacts."),
        ("P3", "Replace the case recording system", datetime(2025, 6, 2), datetime(2026, 3, 31), blue, "suspended",
         "Stopped until the budget is set."),
        ("P4", "Co-locate the police referral unit", datetime(2025, 4, 1), datetime(2025, 6, 30), red, "off track", "No building found."),
        ("P5", "Roll out the practice model to all teams", datetime(2025, 9, 1), datetime(2026, 2, 28), green, "on track",
         "Second cohort begins in October."),
    )  # fmt: skip
    truth: Truth = []
    for row, (ref, action, start, due, look, status, update) in enumerate(lines, start=5):
        put(sheet, row, [ref, action, "Programme Manager", start, due, None, update], 2)
        sheet.cell(row, 7).fill = look
        truth.append({"ref": ref, "action": action, "lead": "Programme Manager", "start": start.date().isoformat()})
        truth[-1].update({"due": due.date().isoformat(), "status": status, "update": update})
    keys = book.create_sheet("Key")
    put(keys, 1, ["What the colours mean"])
    meanings = ((green, "On target"), (amber, "Up to one month behind"), (red, "More than one month behind"), (blue, "Suspended, with approval"),
        (hatched, "Reprogrammed, date extended"))  # fmt: skip
    for row, (look, meaning) in enumerate(meanings, start=3):
        keys.cell(row, 1).fill = look
        keys.cell(row, 2, meaning)
    return book, truth


def months_as_coloured_bars() -> tuple[Workbook, Truth]:
    """A Gantt plan: months across the page, the weeks of work shown by coloured cells, a letter for the rating."""
    book, sheet = new_book("Gantt")
    put(sheet, 1, ["Improvement plan on a page 2025/26"])
    put(sheet, 3, ["Ref", "Action", "Owner", "RAG"], colour=NAVY)
    for month in range(12):
        put(sheet, 3, [datetime(2025 + (month + 3) // 12, (month + 3) % 12 + 1, 1)], 5 + month, NAVY)
        sheet.cell(3, 5 + month).number_format = "mmm-yy"
    lines = (
        ("1.1", "Write the neglect strategy with partners", "Head of Safeguarding", "G", "on track", 0, 5, "2025-04-01", "2025-09-30"),
        ("1.2", "Train all social workers in the neglect toolkit", "Workforce Development Manager", "A", "at risk", 4, 9, "2025-08-01", "2026-01-31"),
        ("2.1", "Open the family hub in the north of the county", "Head of Early Help", "B", "complete", 1, 3, "2025-05-01", "2025-07-31"),
        ("2.2", "Evaluate the family hubs with parents", "Head of Early Help", "R", "off track", 8, 11, "2025-12-01", "2026-03-31"),
    )  # fmt: skip
    truth: Truth = []
    for row, (ref, action, lead, letter, status, first, last, start, due) in enumerate(lines, start=4):
        put(sheet, row, [ref, action, lead, letter])
        for month in range(first, last + 1):
            sheet.cell(row, 5 + month).fill = PatternFill("solid", fgColor="FF5B9BD5")
        truth.append({"ref": ref, "action": action, "lead": lead, "status": status, "start": start, "due": due, "due_precision": "month"})
    return book, truth


LAYOUTS = (
    groups_over_a_line_of_guidance,
    histories_under_priority_banners,
    categories_of_progress_without_actions,
    ticks_with_new_dates,
    tints_and_hatching_from_1904,
    months_as_coloured_bars,
)
