"""Small files as a council would have them, for uploading through the page. Everything in them is made up."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill

# Theme, reference, action, delivered by, monitored by, scrutiny, deadline, rating.
PLAN = [
    (
        "Theme 1: Front door",
        "1.1",
        "Rewrite the threshold document",
        "Wyre Police, Early Help",
        "Improvement Board",
        "Scrutiny Committee",
        "31/03/2026",
        "Complete",
    ),
    (
        "Theme 1: Front door",
        "1.2",
        "Audit every referral for a month",
        "Early Help",
        "Improvement Board",
        "Scrutiny Committee",
        "30/06/2026",
        "Green",
    ),
    ("Theme 1: Front door", "1.3", "Train all duty managers", "Early Help", "Improvement Board", "Scrutiny Committee", "30/06/2026", "Red"),
    (
        "Theme 2: Care leavers",
        "2.1",
        "Give each care leaver a pathway plan",
        "Housing",
        "Corporate Parenting Panel",
        "Scrutiny Committee",
        "31/12/2026",
        "Amber",
    ),
    ("Theme 2: Care leavers", "2.2", "Open a drop-in", "Housing", "Corporate Parenting Panel", "Scrutiny Committee", "Ongoing", "Green"),
]
COLOURS = {"Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Complete": "0070C0"}
HEADINGS = ["Ref", "Action", "Delivered by", "Monitored by", "Scrutiny", "Deadline", "RAG"]


def write_plan(path: Path, as_at: str, changes: dict[str, str] | None = None) -> Path:
    """Write the plan as a tracker; ``changes`` gives actions another rating by their reference."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(["Testbury Children's Improvement Plan"])
    sheet.append([f"As at {as_at}"])
    sheet.append([])
    sheet.append(HEADINGS)
    theme = None
    for row in PLAN:
        if row[0] != theme:
            theme = row[0]
            sheet.append([theme])
        rating = (changes or {}).get(row[1], row[7])
        sheet.append([*row[1:7], rating])
        sheet.cell(sheet.max_row, 7).fill = PatternFill("solid", fgColor=COLOURS[rating])
    book.save(path)
    return path


def write_figures(path: Path) -> Path:
    """Write a file in the layout of explore education statistics: two years, one suppressed cell."""
    lines = [
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,category,CPP_At31,CPP_At31_rate",
        "2024,Reporting year,National,E92000001,England,,,,,,All plans,50000,41.5",
        "2024,Reporting year,Local authority,E92000001,England,E12000002,North West,999,E06000999,Testbury,All plans,310,62.1",
        "2025,Reporting year,National,E92000001,England,,,,,,All plans,49420,40.9",
        "2025,Reporting year,Local authority,E92000001,England,E12000002,North West,999,E06000999,Testbury,All plans,358,c",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
