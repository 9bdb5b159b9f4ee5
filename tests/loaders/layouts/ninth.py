"""Layouts 64 to 71: the header rows of published plans again, each with the difficulties that were seen beside them."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from tests.loaders.layouts.drawing import AMBER, GREEN, GREY, NAVY, PALE, RED, Truth, banner, fill, new_book, paint, put, put_rows


def sub_actions_under_requirements() -> tuple[Workbook, Truth]:
    """Areas merged down over actions lettered (1a), (1b); two dates a cell; initials; updates added to the progress."""
    book, sheet = new_book("YOS action plan")
    put(sheet, 1, ["Youth Offending Service: improvement action plan after inspection, November 2012"])
    heads = ["Ref No", "AREA REQUIRING IMPROVEMENT (Recommendations)", "Action Required", "Planned Completion Date", "Lead Officer / Agency"]
    put(sheet, 3, [*heads, "Progress against agreed action and impact monitoring"], colour=GREY)
    first = "Assessments are of sufficient quality and kept under review"
    second = "Plans to manage risk of harm are put in place in good time"
    lines = (
        ("1a", first, "Train all case managers in assessment, raising sufficient quality from 61% to 85%", "January 2013 / March 2013", "2013-03-31",
         "month", "Operations Manager (SF)", "Two of three courses held. Update (July 2013): all trained."),
        ("1b", None, "Countersign each assessment within five working days", "28 February 2013", "2013-02-28", "day", "Team Managers",
         "In place since January."),
        ("1c", None, "Audit ten assessments each month with health colleagues", "Ongoing", None, "ongoing", "Operations Manager (SF) / Health",
         "Audits show 74% sufficient."),
        ("2a", second, "Agree a risk panel with police and probation", "End April 2013", "2013-04-30", "month", "Head of Service (CD)",
         "Panel meets every fortnight."),
        ("2b", None, "Check that each plan names who will do what", "April - July 2013", "2013-07-31", "month", "Team Managers", "Template changed."),
    )  # fmt: skip
    truth: Truth = []
    area = ""
    for row, (ref, text, action, when, due, precision, lead, update) in enumerate(lines, start=4):
        area = text or area
        put(sheet, row, [f"({ref})", text, action, when, lead, update])
        truth.append({"ref": f"({ref})", "recommendation": area, "action": action, "lead": lead, "due": due, "due_precision": precision,
            "update": update})
    sheet.merge_cells("B4:B6")
    sheet.merge_cells("B7:B8")
    return book, truth


def grades_with_a_yellow_between() -> tuple[Workbook, Truth]:
    """A four-colour key in one line; the last column holds the colour and has no heading; last year's grade is no rating of the action."""
    book, sheet = new_book("APA plan")
    put(sheet, 1, ["Annual performance assessment: action plan 2009"])
    put(sheet, 2, ["Key: Red = no progress; Amber = slow progress, at risk; Yellow = on course; Green = achieved"])
    heads = ["CURRENT PERFORMANCE (APRIL 09)", "Area for improvement", "APA GRADE", "Progress achieved in 08/09", "Key future actions 09/10", "Lead",
        "Resources"]
    put(sheet, 4, heads, colour=NAVY)
    lines = (
        ("62% of initial assessments in time", "Timeliness of initial assessments", "2", "Duty team at full strength.",
         "Move duty workers to the contact centre", "Head of Assessment", "Within budget", AMBER, "at risk"),
        ("11% of children with three placements", "Stability of placements", "3", "New carers approved.", "Offer support to carers at weekends",
         "Fostering Manager", "£40,000", "FFFF00", "on track"),
        ("74% of reviews in time", "Reviews of looked after children", "2", "Two reviewing officers began.",
         "Publish a calendar of reviews for the year", "Reviewing Service Manager", "Within budget", GREEN, "complete"),
        ("48% of leavers in work or learning", "Care leavers in work or learning", "2", "No progress.", "Agree apprenticeships with five employers",
         "Leaving Care Manager", "£15,000", RED, "off track"),
    )  # fmt: skip
    truth: Truth = []
    for row, (now, area, grade, progress, action, lead, money, colour, status) in enumerate(lines, start=5):
        put(sheet, row, [now, area, grade, progress, action, lead, money])
        paint(sheet, f"H{row}", colour)
        truth.append({"recommendation": area, "action": action, "lead": lead, "update": progress, "status": status, "status_source": "fill"})
    return book, truth


def actions_that_hold_their_dates() -> tuple[Workbook, Truth]:
    """A children's centre plan: targets merged down, initials, actions that end with a date in brackets, monitoring with dates."""
    book, sheet = new_book("Centre plan")
    put(sheet, 2, ["Children's centre service development plan 2013-14"], 2)
    heads = ["Priority Target", "Objective", "Specific Actions (dated)", "Person/s Responsible", "Success Criteria", "Specific Monitoring (dated)",
        "Evaluation of impact", "Resource Implication"]
    put(sheet, 4, heads, 2, PALE)
    lines = (
        ("Reach", "More families in the lowest third use the centre", "Visit every family with a child under one (by 30/09/2013)", "2013-09-30",
         "JH", "Seven in ten families seen", "Termly data report", "Up from five in ten", None),
        (None, None, "Hold a stall at the baby clinic each month (by July 2013)", "2013-07-31", "OM/KB", "Ten new families a month", "Monthly sheet",
         None, "Leaflets"),
        ("School readiness", "Two-year-olds are ready for nursery", "Train staff in early talk (by 31/10/2013)", "2013-10-31", "KB",
         "All staff trained", "Training record", None, "£900"),
        (None, None, "Share the two-year check with health visitors (by December 2013)", "2013-12-31", "JH/OM", "Each check shared",
         "Audit in January 2014", None, None),
    )  # fmt: skip
    truth: Truth = []
    theme = ""
    for row, (target, objective, action, due, lead, success, monitoring, impact, money) in enumerate(lines, start=5):
        theme = target or theme
        put(sheet, row, [target, objective, action, lead, success, monitoring, impact, money], 2)
        truth.append({"theme": theme, "action": action, "lead": lead, "due": due, "outcome": success})
    for column in "BC":
        sheet.merge_cells(f"{column}5:{column}6")
        sheet.merge_cells(f"{column}7:{column}8")
    return book, truth


def how_before_what() -> tuple[Workbook, Truth]:
    """Questions of a board's business plan, the method before the action; a sheet for each aim; conditions beside dates."""
    book, sheet = new_book("Aim 1")
    truth: Truth = []
    aims = (
        ("Aim 1: Children are safe from exploitation", "Children are safe from exploitation", (
            ("Through the exploitation subgroup", "Write a single referral form for exploitation", "Exploitation subgroup",
             ["Exploitation subgroup"], "September 2014 (website permitting)", None, "Children are found earlier", "More referrals from schools"),
            ("Training offer", "Train taxi drivers and hotel staff", "Training subgroup", ["Training subgroup"], "As per strategy and action plan",
             None, "The public reports concerns", "Calls from businesses"),
        )),
        ("Aim 2: Neglect is seen and acted on", "Neglect is seen and acted on", (
            ("Launch event", "Launch the graded care profile", "Neglect subgroup", ["Neglect subgroup"], "by the end of December 2014", "2014-12-31",
             "Neglect is named early", "Profiles used in each area"),
            ("Multi-agency audit", "Audit twenty cases of long-lasting neglect", "Quality subgroup", ["Quality subgroup"], "Quarter 4 of 2014/15",
             "2015-03-31", "Drift is challenged", "Fewer repeat plans"),
            ("Board meeting", "Hear from parents at the board", "Board Manager", [], "TBC", None, "Parents shape services", "Views in minutes"),
        )),
    )  # fmt: skip
    heads = ["How will the LSCB do this?", "What will it do?", "Responsible lead/ group", "By when", "What is desired outcome",
        "What will impact be and how measured"]
    for number, (title, theme, actions) in enumerate(aims):
        page = sheet if number == 0 else book.create_sheet(f"Aim {number + 1}")
        put(page, 1, [title])
        put(page, 3, heads, colour=NAVY)
        for row, (how, action, lead, _, when, due, outcome, measure) in enumerate(actions, start=4):
            put(page, row, [how, action, lead, when, outcome, measure])
            truth.append({"theme": theme, "action": action, "lead": lead, "due": due, "due_text": when, "outcome": outcome})
    return book, truth


def standards_with_lists_in_their_cells() -> tuple[Workbook, Truth]:
    """A standard in each row with two numbered actions, two leads and two dates in its cells; months in the headings."""
    book, sheet = new_book("Safeguarding plan")
    put(sheet, 1, ["Safeguarding improvement plan", None, None, None, "31 October 2003"])
    put(sheet, 3, ["Standard", "Actions Required", "Lead Officer(s)", "Timescale", "Progress October 2003", "Action from October 2003"], colour=GREY)
    put(
        sheet,
        4,
        ["Standard 1: Referrals are decided within a day", "1. Put a manager on the front desk\n2. Copy each decision to the referrer",
            "Head of Assessment\nBusiness Manager", "End Oct 03\nDec 03", "Manager began on 6 October.", "Check ten letters."],
    )
    put(sheet, 5, ["Standard 2: Each child has an allocated worker", "List all unallocated cases each week", "Team Managers", "From Oct 03",
        "List in use.", "Report to members."])
    put(sheet, 6, ["Standard 3: Files hold a chronology", "1. Agree one form\n2. Fill in the form for open cases",
        "Head of Safeguarding\nTeam Managers", "Nov 03\nMarch 04", "Form agreed.", "Train clerks."])
    ones = "Standard 1: Referrals are decided within a day"
    threes = "Standard 3: Files hold a chronology"
    return book, [
        {"recommendation": ones, "action": "Put a manager on the front desk", "lead": "Head of Assessment", "due": "2003-10-31",
            "update": "Manager began on 6 October."},
        {"recommendation": ones, "action": "Copy each decision to the referrer", "lead": "Business Manager", "due": "2003-12-31",
            "update": "Manager began on 6 October."},
        {"recommendation": "Standard 2: Each child has an allocated worker", "action": "List all unallocated cases each week",
            "lead": "Team Managers", "due": None, "start": "2003-10-01", "due_precision": "ongoing", "update": "List in use."},
        {"recommendation": threes, "action": "Agree one form", "lead": "Head of Safeguarding", "due": "2003-11-30", "update": "Form agreed."},
        {"recommendation": threes, "action": "Fill in the form for open cases", "lead": "Team Managers", "due": "2004-03-31",
            "update": "Form agreed."},
    ]  # fmt: skip


def references_with_their_year() -> tuple[Workbook, Truth]:
    """A scrutiny tracker: references with a year in brackets, two columns of dates, members beside officers, a key of three colours."""
    book, sheet = new_book("Tracker 2025-26")
    put(sheet, 1, ["Scrutiny recommendation tracker 2025/26"])
    put(sheet, 2, ["Complete", "Recommendation achieved, monitoring no longer required"])
    put(sheet, 3, ["Ongoing", "Acceptable progress made"])
    put(sheet, 4, ["Paused", "Work suspended until a decision of the Executive"])
    for place, colour in (("A2", GREEN), ("A3", AMBER), ("A4", GREY)):
        paint(sheet, place, colour)
    put(sheet, 6, ["Reference", "Origin", "Date", "Area", "Recommendation", "Exec Date", "Lead Officer/EM", "Action taken", "Status"], colour=NAVY)
    lines = (
        ("SR (25/26) 01", "CYPSC", datetime(2025, 6, 12), "Fostering", "That allowances for carers are raised to the national rate", datetime(2025,
         9, 9), "2025-09-09", "DM/PL/KL", "Agreed by the Executive.", "Complete", GREEN, "complete"),
        ("SR (25/26) 02", "CYPSC", datetime(2025, 6, 12), "Fostering", "That a champion for carers is named in each district", datetime(2025, 9, 9),
         "2025-09-09", "DM", "Three of five named.", "Ongoing", AMBER, "on track"),
        ("SR (25/26) 03", "CPP", datetime(2025, 10, 2), "Care leavers", "That council tax is waived for care leavers up to 25", "01/02/26",
         "2026-02-01", "Head of Revenues", "Waits for the budget.", "Paused", GREY, "suspended"),
        ("SR (25/26) 04", "CPP", datetime(2025, 10, 2), "Health", "That dental checks are reported each quarter", "TBC", None, "Designated Nurse",
         "First report in January.", "Ongoing", AMBER, "on track"),
    )  # fmt: skip
    truth: Truth = []
    for row, (ref, origin, day, area, text, when, due, lead, taken, word, colour, status) in enumerate(lines, start=7):
        put(sheet, row, [ref, origin, day, area, text, when, lead, taken, word])
        paint(sheet, f"I{row}", colour)
        truth.append({"ref": ref, "theme": area, "recommendation": text, "action": text, "due": due, "lead": lead, "update": taken, "status": status,
            "status_text": word})
    return book, truth


def recommendations_with_their_source() -> tuple[Workbook, Truth]:
    """Fostering recommendations: the source in brackets, dates that are only a start, cross references, achieved with its date or not yet."""
    book, sheet = new_book("Fostering")
    put(sheet, 1, ["Peer review and Ofsted fostering recommendations: plan 2013"])
    put(sheet, 3, ["Recommendation", "Timescale", "Lead officer", "Actions", "Evidence/Impact", "Achieved"], colour=PALE)
    lines = (
        ("Raise the number of carers for teenagers [22PR]", ["PR 22"], "Jan 2013 onwards", None, "ongoing", "Fostering Manager",
         "Run a campaign in the local paper", "Nine enquiries", None, None, None),
        ("Make sure that each carer has a yearly review [31PR]", ["PR 31"], "March 2013", "2013-03-31", "month", "Reviewing Officer",
         "Publish a list of reviews due", "List in use", "15/03/2013", "2013-03-15", None),
        ("Give carers a handbook [23PR]", ["PR 23"], "By 30/06/2013", "2013-06-30", "day", "Fostering Manager",
         "Write a handbook with six carers", "Draft with carers", "30/05/2013", "2013-05-30", None),
        ("Improve support out of hours [24PR]", ["PR 24"], "Refer to 10", None, "none", "Service Manager",
         "Share a telephone rota with the duty team", None, None, None, None),
    )  # fmt: skip
    truth: Truth = []
    for row, (text, refs, when, due, precision, lead, action, evidence, done, completed, _) in enumerate(lines, start=4):
        put(sheet, row, [text, when, lead, action, evidence, done])
        truth.append({"recommendation": text, "recommendation_refs": refs, "action": action, "lead": lead, "due": due})
        truth[-1].update({"due_precision": precision, "evidence": evidence, "completed": completed})
    return book, truth


def priorities_with_sentences_for_dates() -> tuple[Workbook, Truth]:
    """A board's business plan, a sheet each priority: strategic lead and objectives above the table, sentences as timescales, tinted fills."""
    book, sheet = new_book("Priority One")
    truth: Truth = []
    green, amber, red = (PatternFill("solid", fgColor=Color(theme=6, tint=-0.25)), fill("FFC000"), fill("C00000"))
    priorities = (
        ("Priority One", "Priority 1 - Early help", "Early help", "Assistant Director, Early Help", (
            ("Agree the strategy for early help", "Strategy agreed and in place by April 2012", "2012-04-30", "Early Help Manager",
             "Strategy published", green, "on track", "Published on time"),
            ("Train lead professionals", "Training programme to run across financial year 2012/13", "2013-03-31", "Training Officer",
             "120 people trained", amber, "at risk", None),
        )),
        ("Priority Two", "Priority 2 - Children with a plan", "Children with a plan", "Head of Safeguarding", (
            ("Evaluate the hub with partners", "Evaluation of Hub to be received in June/July 2012", "2012-07-31", "Hub Manager",
             "Evaluation read by the board", red, "off track", "Not received"),
            ("Review how the hub works", "Review of Hub operation completed by September 2012", "2012-09-30", "Hub Manager",
             "Fewer repeat referrals", green, "on track", None),
        )),
    )  # fmt: skip
    for number, (name, title, theme, strategic, actions) in enumerate(priorities):
        page = sheet if number == 0 else book.create_sheet(name)
        banner(page, 1, title, 6)
        put_rows(page, 2, [["Strategic Lead:", strategic], ["OBJECTIVES:", "Children get the right help at the right time"]])
        put(page, 5, ["Specific Actions", "Timescale/Target", "Lead", "Output/Outcome measurement", "RAG rating", "Evaluation"], colour=NAVY)
        for row, (action, when, due, lead, outcome, look, status, evaluation) in enumerate(actions, start=6):
            put(page, row, [action, when, lead, outcome, None, evaluation])
            page.cell(row, 5).fill = look
            truth.append({"theme": theme, "action": action, "due": due, "due_text": when, "lead": lead, "outcome": outcome, "status": status})
    return book, truth


LAYOUTS = (
    sub_actions_under_requirements,
    grades_with_a_yellow_between,
    actions_that_hold_their_dates,
    how_before_what,
    standards_with_lists_in_their_cells,
    references_with_their_year,
    recommendations_with_their_source,
    priorities_with_sentences_for_dates,
)
