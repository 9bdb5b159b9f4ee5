"""Layouts 72 to 79: longer plans whose dates, ratings and bodies are drawn from the phrases of published plans."""

import random
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from tests.loaders.layouts.drawing import AMBER, BLUE, GREEN, GREY, NAVY, PALE, RED, Truth, new_book, paint, put, put_rows

VERBS = ("Review", "Re-write", "Audit", "Launch", "Publish", "Put in place", "Agree with partners", "Monitor monthly", "Train all managers in",
    "Revise")
THINGS = ("the threshold document", "the supervision policy", "the permanence tracker", "the neglect toolkit", "the pathway planning guidance")
ENDS = ("so that repeat referrals fall", "so that every child is seen alone", "so that drift and delay are challenged", "so that plans are specific")
LEADS = ("Principal Social Worker", "Head of Early Help", "Service Manager, Assessment", "Director of Children's Services", "Virtual School Head")
UPDATES = ("Draft circulated to the working group.", "First cohort trained; second cohort booked.", "Delayed while the system is upgraded.",
    "Audit of 20 cases in hand.")
OUTCOMES = ("More children seen within timescale", "Fewer repeat plans", "Better assessments on time", "Faster stable placements")
EVIDENCE = ("Audit report", "Training register", "Board minute", "Dip sample of 20 cases")
BODIES: tuple[tuple[str, list[str]], ...] = (
    ("Housing", ["Housing"]), ("ICB", ["Integrated Care Board"]), ("MASH / YJS", ["MASH", "Youth Justice Service"]),
    ("Health and Wellbeing Board", ["Health and Wellbeing Board"]), ("Police, Probation and Housing", ["Police", "Probation Service", "Housing"]),
    ("CSC; Early Help", ["Children's Social Care", "Early Help"]), ("Education & Inclusion", ["Education and Inclusion"]),
)  # fmt: skip
# As typed, the date meant, how exactly: all in a plan as at 30 January 2026.
DATES: tuple[tuple[Any, str | None, str], ...] = (
    (datetime(2026, 3, 26), "2026-03-26", "day"), ("December 2026", "2026-12-31", "month"), ("Sept 26", "2026-09-30", "month"),
    ("by the end of March 2026", "2026-03-31", "month"), ("end of 2026", "2026-12-31", "year"), ("1/04/2026", "2026-04-01", "day"),
    ("10.4.26", "2026-04-10", "day"), ("6th March 2026", "2026-03-06", "day"), ("June 15th", "2026-06-15", "day"),
    ("13th and 14th March 2026", "2026-03-14", "day"), ("February-March 2026", "2026-03-31", "month"), ("June/July 2026", "2026-07-31", "month"),
    ("Q3 2026/27", "2026-12-31", "quarter"), ("quarter 2 (July-September 2026)", "2026-09-30", "quarter"), ("2026/27", "2027-03-31", "year"),
    ("late 2026", "2026-12-31", "part"), ("Jan 2026 onwards", None, "ongoing"), ("From Oct 25", None, "ongoing"), ("Monthly", None, "recurring"),
    ("on a six monthly basis", None, "recurring"), ("Ongoing", None, "ongoing"), ("TBC", None, "none"), ("as soon as possible", None, "none"),
    ("As per strategy and action plan", None, "none"), ("January 2026 / March 2026", "2026-03-31", "month"),
    ("Strategy agreed and in place by April 2026", "2026-04-30", "month"), ("Dec 2025 / Phase 2 Mar 2026", "2026-03-31", "month"),
)  # fmt: skip


class Drawer:
    """Draws the parts of made-up actions, no two actions alike."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.texts = [f"{verb} {thing} {end}." for verb in VERBS for thing in THINGS for end in ENDS]
        self.random.shuffle(self.texts)

    def action(self) -> str:
        """Return the next action's text."""
        return self.texts.pop()

    def one(self, choices: Any) -> Any:
        """Return one of some choices."""
        return self.random.choice(choices)


def roles_under_groups() -> tuple[Workbook, Truth]:
    """Groups of roles and dates over two rows at row 9; themes merged down; letters whose key is a table on its own sheet; a hidden row."""
    draw = Drawer(72)
    book, sheet = new_book("Plan")
    put_rows(sheet, 2, [["Wyreford Children's Improvement Plan"], ["As at 30 January 2026"]], 2)
    put(sheet, 9, ["Theme", "Ref", "Class", "Action", "Responsibility", None, None, None, "Timescale", None, "RAG", "Progress update"], 2, NAVY)
    put(sheet, 10, ["Lead", "Delivered by", "Monitored by", "Scrutiny", "Start", "End"], 6, NAVY)
    for span in ("B9:B10", "C9:C10", "D9:D10", "E9:E10", "F9:I9", "J9:K9", "L9:L10", "M9:M10"):
        sheet.merge_cells(span)
    letters = (("S", "signed off"), ("C", "complete"), ("G", "on track"), ("A", "at risk"), ("R", "off track"), ("N", "not started"))
    truth: Truth = []
    row = 11
    for number, theme in enumerate(("Leadership", "Help and protection", "Care and permanence"), start=1):
        sheet.merge_cells(f"B{row}:B{row + 5}")
        for item in range(1, 7):
            action, lead, (agencies, deliver), (when, due, precision) = draw.action(), draw.one(LEADS), draw.one(BODIES), draw.one(DATES)
            letter, status = draw.one(letters)
            kind, update = draw.one(("Priority and immediate action", "Area for improvement")), draw.one(UPDATES)
            cells = [theme if item == 1 else None, f"{number}.{item}", kind, action, lead, agencies, "Improvement Board",
                "Children's Scrutiny Committee"]
            put(sheet, row, [*cells, datetime(2025, 4 + item, 1), when, letter, update], 2)
            truth.append({"ref": f"{number}.{item}", "theme": theme, "category": kind, "action": action, "lead": lead, "deliver": deliver})
            truth[-1].update({"monitor": ["Improvement Board"], "scrutinise": ["Children's Scrutiny Committee"], "start": f"2025-{4 + item:02d}-01"})
            truth[-1].update({"due": due, "due_precision": precision, "status": status, "status_text": letter, "update": update})
            row += 1
    sheet.row_dimensions[14].hidden = True
    put(sheet, row + 1, ["Total actions", 18], 2)
    key = book.create_sheet("RAG definitions")
    meanings = ("Signed off by the Improvement Board", "Complete", "On track to meet the date", "At risk of missing the date", "Date missed",
        "Not yet started")
    put_rows(key, 1, [["Code", "Definition"], *([letter, meaning] for (letter, _), meaning in zip(letters, meanings, strict=True))])
    return book, truth


def keywords_on_numbered_sheets() -> tuple[Workbook, Truth]:
    """A sheet a priority with its number in the name; a keyword in capitals opens the comment; two dated updates; the heading on each page."""
    draw = Drawer(73)
    book, sheet = new_book("1. Leadership")
    keywords = (("COMPLETED", "complete"), ("ON TRACK", "on track"), ("SLIPPING", "at risk"), ("NOT ON TRACK", "off track"), ("NOT STARTED",
        "not started"))
    heads = ["Ref.", "What are we going to do?", "Who is responsible?", "By when?", "How will we know?", "Status", "Update Jan 2026",
        "Update Oct 2025"]
    truth: Truth = []
    for number, theme in enumerate(("Leadership", "Front door", "Court work", "Care leavers"), start=1):
        page = sheet if number == 1 else book.create_sheet(f"{number}. {theme}")
        put_rows(page, 1, [[f"Priority {number}: {theme}"], ["As at 30 January 2026"]])
        put(page, 4, heads, colour=NAVY)
        row = 5
        for item in range(1, 6):
            if item == 4:
                put(page, row, [f"Page {number}"])
                put(page, row + 1, heads, colour=NAVY)
                row += 2
            action, lead, (when, due, precision), outcome = draw.action(), draw.one(LEADS), draw.one(DATES), draw.one(OUTCOMES)
            (word, status), update = draw.one(keywords), draw.one(UPDATES)
            put(page, row, [f"{number}{'abcde'[item - 1]}", action, lead, when, outcome, f"{word}. Agreed with partners.", update, "Scoped."])
            truth.append({"ref": f"{number}{'abcde'[item - 1]}", "theme": theme, "action": action, "lead": lead, "due": due,
                "due_precision": precision})
            truth[-1].update({"outcome": outcome, "status": status, "update": update, "update_date": "2026-01-31"})
            row += 1
    return book, truth


def ticks_under_five_words() -> tuple[Workbook, Truth]:
    """Five columns of ratings, one ticked in each row, by signs of several kinds; workstreams as lines in capitals; a note in the middle."""
    draw = Drawer(74)
    book, sheet = new_book("Tracker")
    put_rows(sheet, 1, [["Transformation tracker"], ["Updated 30/01/2026"]])
    words = (("Not started", "not started"), ("On track", "on track"), ("At risk", "at risk"), ("Off track", "off track"), ("Complete", "complete"))
    put(sheet, 4, ["ID", "Activity", "Owner", "Due", *(word for word, _ in words), "Comments"], colour=NAVY)
    truth: Truth = []
    row = 5
    for number, theme in enumerate(("PRACTICE", "WORKFORCE", "PARTNERSHIP"), start=1):
        put(sheet, row, [f"WORKSTREAM {number}: {theme}"])
        paint(sheet, f"A{row}", PALE)
        row += 1
        for item in range(1, 6):
            action, lead, (when, due, precision), comment = draw.action(), draw.one(LEADS), draw.one(DATES), draw.one(UPDATES)
            place = draw.random.randrange(5)
            ticks = [None] * 5
            ticks[place] = draw.one(("✓", "x", "Y", "✔"))
            put(sheet, row, [f"W{number}.{item}", action, lead, when, *ticks, comment])
            truth.append({"ref": f"W{number}.{item}", "theme": theme, "action": action, "lead": lead, "due": due, "due_precision": precision})
            truth[-1].update({"status": words[place][1], "update": comment})
            row += 1
        row += 1
    return book, truth


def scores_with_linked_recommendations() -> tuple[Workbook, Truth]:
    """A score of one to five with its key above; recommendations linked in many wordings; first and revised dates; shares done."""
    draw = Drawer(75)
    book, sheet = new_book("Improvement plan")
    put(sheet, 1, ["Improvement plan - status at 30 January 2026"])
    meanings = (("Not started", "not started"), ("Off track", "off track"), ("Some slippage", "at risk"), ("On track", "on track"), ("Completed",
        "complete"))
    put(sheet, 3, ["Score", "Meaning"])
    put_rows(sheet, 4, [[number, meaning] for number, (meaning, _) in enumerate(meanings, start=1)])
    heads = ["Action ref", "Recommendation(s) addressed", "Improvement action", "Accountable officer", "Original target date", "Revised target date",
        "% complete", "Score", "Evidence"]
    put(sheet, 11, heads, colour=GREY)
    links = (("1 and 2", ["LA 1", "LA 2"]), ("14 and 15.", ["LA 14", "LA 15"]), ("1-3", ["LA 1", "LA 2", "LA 3"]), ("SCB 4", ["SCB 4"]),
        ("LA 5; LA 6", ["LA 5", "LA 6"]), (7, ["LA 7"]))  # fmt: skip
    truth: Truth = []
    for number in range(1, 17):
        action, lead, evidence = draw.action(), draw.one(LEADS), draw.one(EVIDENCE)
        typed, refs = draw.one(links)
        first, revised = datetime(2025, 3 + number % 9, 28), datetime(2026, 1 + number % 8, 27) if number % 3 == 0 else None
        score = draw.random.randrange(1, 6)
        share = draw.one((0, 25, 50, 75, 100))
        put(sheet, 11 + number, [f"A{number:02d}", typed, action, lead, first, revised, f"{share}%", score, evidence])
        truth.append({"ref": f"A{number:02d}", "recommendation_refs": refs, "action": action, "lead": lead, "first_due": first.date().isoformat()})
        truth[-1].update({"due": (revised or first).date().isoformat(), "progress": share, "status": meanings[score - 1][1], "evidence": evidence})
    return book, truth


def tables_of_different_order() -> tuple[Workbook, Truth]:
    """Three tables below each other on one sheet, each with its title and its own order and wording of headings; words as ratings."""
    draw = Drawer(76)
    book, sheet = new_book("All themes")
    put_rows(sheet, 1, [["Practice improvement plan"], ["As at 30 January 2026"]])
    words = (("Achieved", "complete"), ("Under control", "at risk"), ("On target", "on track"), ("Behind schedule", "off track"), ("Pending",
        "not started"))
    orders = (
        ("Theme 1: Assessment", {"ref": "No", "action": "Action", "lead": "Lead", "due": "By when", "status": "Status", "update": "Commentary"}),
        ("Theme 2: Planning", {"status": "RAG status", "ref": "Ref", "action": "What we will do", "due": "Timescale", "lead": "Owner",
         "update": "Latest update"}),
        ("Theme 3: Permanence", {"ref": "ID", "lead": "Responsible officer", "action": "Agreed action", "update": "Progress update",
         "due": "Due date", "status": "Rating"}),
    )  # fmt: skip
    truth: Truth = []
    row = 4
    for number, (title, heads) in enumerate(orders, start=1):
        put(sheet, row, [title])
        put(sheet, row + 1, list(heads.values()), colour=NAVY)
        row += 2
        for item in range(1, 6):
            (when, due, precision), (word, status) = draw.one(DATES), draw.one(words)
            cells = {"ref": f"{number}.{item}", "action": draw.action(), "lead": draw.one(LEADS), "due": when, "status": word,
                "update": draw.one(UPDATES)}
            put(sheet, row, [cells[name] for name in heads])
            truth.append({**cells, "theme": title.partition(": ")[2], "due": due, "due_precision": precision, "status": status, "status_text": word})
            row += 1
        row += 2
    return book, truth


def delivery_and_impact_in_colour() -> tuple[Workbook, Truth]:
    """Two ratings, one a colour by theme, index or pattern, one a word; a key beside the table in which blue is suspended; a hidden column."""
    draw = Drawer(77)
    book, sheet = new_book("Sheet1")
    put_rows(sheet, 1, [["Ofsted action plan"], ["Position at 30/01/2026"]])
    heads = ["Ref", "Finding", "Action", "Lead officer", "Deadline", "Delivery RAG", "Impact RAG", "Comments"]
    put(sheet, 4, heads, colour=NAVY)
    looks = (
        (PatternFill("solid", fgColor=Color(theme=6)), "on track"), (PatternFill("solid", fgColor=Color(indexed=13)), "at risk"),
        (PatternFill("solid", fgColor="FFC00000"), "off track"), (PatternFill("solid", fgColor=Color(theme=4, tint=-0.25)), "suspended"),
    )  # fmt: skip
    key = (("Green", GREEN, "On track"), ("Amber", AMBER, "At risk of delay"), ("Red", RED, "Off track"), ("Blue", BLUE, "Suspended by the Board"))
    put(sheet, 4, ["Key"], 11)
    for row, (word, colour, meaning) in enumerate(key, start=5):
        put(sheet, row, [word, meaning], 11)
        paint(sheet, f"K{row}", colour)
    truth: Truth = []
    finding = ""
    for number in range(1, 15):
        (when, due, precision), (look, status), impact = draw.one(DATES), draw.one(looks), draw.one(("Red", "Amber", "Green"))
        action, lead, update = draw.action(), draw.one(LEADS), draw.one(UPDATES)
        new = f"Inspectors found weakness {number // 3 + 1} in planning" if number % 3 == 1 else None
        finding = new or finding
        put(sheet, 4 + number, [number, new, action, lead, when, None, impact, update])
        sheet.cell(4 + number, 6).fill = look
        truth.append({"ref": str(number), "recommendation": finding, "action": action, "lead": lead, "due": due, "due_precision": precision})
        truth[-1].update({"status": status, "outcome_rating": impact, "update": update})
    sheet.column_dimensions["H"].hidden = True
    return book, truth


def forms_of_two_pairs_a_line() -> tuple[Workbook, Truth]:
    """A form for each action with two labels and values on a line, under a title; lines of blanks between the forms."""
    draw = Drawer(78)
    book, sheet = new_book("Forms")
    put_rows(sheet, 1, [["Action records"], ["As at 30 January 2026"]])
    words = (("Complete", "complete"), ("On track", "on track"), ("Delayed", "at risk"), ("Not started", "not started"))
    truth: Truth = []
    row = 4
    for number in range(1, 9):
        (when, due, precision), (word, status), (agencies, deliver) = draw.one(DATES), draw.one(words), draw.one(BODIES)
        action, lead, outcome, update = draw.action(), draw.one(LEADS), draw.one(OUTCOMES), draw.one(UPDATES)
        theme = ("Safe", "Heard")[number % 2]
        rows = [["Ref:", f"F{number}", "Theme:", theme], ["Action:", action], ["Lead officer:", lead, "Partners:", agencies]]
        rows += [["Target date:", when, "Status:", word], ["Success measure:", outcome], ["Latest update:", update]]
        row = put_rows(sheet, row, rows) + 1
        truth.append({"ref": f"F{number}", "theme": theme, "action": action, "lead": lead, "deliver": deliver, "due": due,
            "due_precision": precision})
        truth[-1].update({"status": status, "outcome": outcome, "update": update})
    return book, truth


def nine_questions() -> tuple[Workbook, Truth]:
    """Every heading is a question; findings merged down; the table begins at C7; answers under a line of guidance; fills beside words."""
    draw = Drawer(79)
    book, sheet = new_book("SEF plan")
    put_rows(sheet, 2, [["Our plan for children and families"], ["Correct as at 30 January 2026"]], 3)
    heads = ["What did inspectors find?", "What will we do?", "Who is leading?", "Who else is involved?", "When will it start?",
        "By when will it be done?"]
    heads += ["How are we doing?", "How do we know?", "What difference has it made?"]
    put(sheet, 7, heads, 3, NAVY)
    guidance = ["From the letter", "Be specific", "Job title", "Partners", "dd/mm/yyyy", "dd/mm/yyyy", "Choose from the list", "List the evidence",
        "For children"]
    put(sheet, 8, guidance, 3)
    words = (("Complete", BLUE, "complete"), ("On track", GREEN, "on track"), ("Some concerns", AMBER, "at risk"), ("Off track", RED, "off track"))
    truth: Truth = []
    for number in range(12):
        (when, due, precision), (word, colour, status), (agencies, deliver) = draw.one(DATES), draw.one(words), draw.one(BODIES)
        action, lead, evidence, outcome = draw.action(), draw.one(LEADS), draw.one(EVIDENCE), draw.one(OUTCOMES)
        finding = f"Practice in area {number // 4 + 1} is not consistent"
        row = 9 + number
        put(sheet, row, [finding if number % 4 == 0 else None, action, lead, agencies, datetime(2025, 9, number + 1), when, word, evidence, outcome],
            3)
        paint(sheet, f"I{row}", colour)
        _merge(sheet, number, row)
        truth.append({"recommendation": finding, "action": action, "lead": lead, "deliver": deliver, "start": f"2025-09-{number + 1:02d}",
            "due": due})
        truth[-1].update({"due_precision": precision, "status": status, "status_text": word, "evidence": evidence, "outcome": outcome})
    return book, truth


def _merge(sheet: Worksheet, number: int, row: int) -> None:
    if number % 4 == 0:
        sheet.merge_cells(f"C{row}:C{row + 3}")


LAYOUTS = (
    roles_under_groups,
    keywords_on_numbered_sheets,
    ticks_under_five_words,
    scores_with_linked_recommendations,
    tables_of_different_order,
    delivery_and_impact_in_colour,
    forms_of_two_pairs_a_line,
    nine_questions,
)
