"""Layouts 80 to 82: trackers written line by line, each cell with its truth beside it."""

import re

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.loaders.layouts.drawing import Truth, new_book
from tests.loaders.layouts.lines import BAND, day, deadline, rows, shade, write


def delivery_between_groups_and_key_in_columns() -> tuple[Workbook, Truth]:
    """Groups whose titles name no field, a guidance row, banners for priorities and letters whose key stands under the table in its own columns."""
    wb, ws = new_book("Plan Oct 26")
    acts: Truth = []
    ws["B1"] = "Wyreford Council"
    ws["B2"] = "Getting to Good: children's services improvement plan"
    ws["B3"] = "Position reported to the Improvement Board on 21 October 2026"
    for c, w, t in ((2, 3, "The action"), (5, 4, "Delivery"), (9, 4, "Assurance")):
        write(ws, 6, c, [t], True)
        ws.merge_cells(start_row=6, start_column=c, end_row=6, end_column=c + w - 1)
    write(
        ws,
        7,
        2,
        [
            "Ref",
            "Ofsted rec",
            "What we are going to do",
            "Accountable head of service",
            "Working with",
            "Begin",
            "Finish by",
            "Where this is reported",
            "BRAG",
            "Where are we now?",
            "How we will know",
        ],
        True,
    )
    write(
        ws,
        8,
        2,
        [
            "Unique number",
            "From the inspection report",
            "Start with a verb",
            "One named role",
            "List all partners",
            "dd/mm/yyyy",
            "dd/mm/yyyy",
            "Board or group",
            "See key below",
            "Two sentences at most",
            "One measure",
        ],
    )
    for c in range(2, 13):
        ws.cell(8, c).font = Font(italic=True)
    r = 9
    data = [
        (
            "PRIORITY 1 – A front door that children and families can rely on",
            "A front door that children and families can rely on",
            """
1.1|2|Hold a daily triage meeting with police and health in the front door|Head of Assessment|Wyreford Police; Health Visiting Service|\
2026-01-12|2026-03-31|Safeguarding Children Partnership|B|Meeting runs daily; minutes sampled in June.|Decisions in one working day
1.2|2, 3|Rewrite the contact and referral form with schools|Head of Assessment|Schools Forum|2026-02-02|30 Sept 26~2026-09-30~day|\
Safeguarding Children Partnership|G|Form live from 1 September.|Fewer returned referrals
1.3|3|Test every no-further-action decision above ten percent of contacts|Service Manager, MASH and Assessment||2026-04-01|\
End Nov 26~2026-11-30~month|Children's Improvement Board|A|Sample of 30 checked each month.|Repeat referrals fall
1.4|4|Publish the threshold guide in plain language|Partnership Business Manager|Voluntary Sector Forum; Schools Forum|2026-05-11|\
Q4 2026/27~2027-03-31~quarter|Safeguarding Children Partnership|R|Printer contract has lapsed; new quote awaited.|More right-first-time contacts""",
        ),
        (
            "PRIORITY 2 – Plans that change children's lives",
            "Plans that change children's lives",
            """
2.1|5|Replace the child in need plan with a one-page family version|Principal Social Worker|Health Visiting Service|2026-03-02|\
Dec-26~2026-12-31~month|Children's Improvement Board|A|Template tested with 14 families.|Families can say what must change
2.2|5, 6|Bring core group membership up to strength in every locality|Head of Safeguarding|\
Wyreford Police; Schools Forum; Health Visiting Service|2026-03-16|2027-01-29|Safeguarding Children Partnership|A|\
Attendance is now counted weekly.|Three agencies at each meeting
2.3|6|Move children whose plans have lasted eighteen months to a senior review|Head of Safeguarding||2026-01-05|TBC~~none|\
Children's Improvement Board|W|Waiting for the list from performance.|Fewer long plans
2.4|7|Introduce a legal gateway tracker read weekly by the head of service|Head of Court Work|Legal Services|2026-02-23|\
31.8.26~2026-08-31~day|Children's Improvement Board|G|In weekly use since July.|Pre-proceedings within 12 weeks""",
        ),
        (
            "PRIORITY 3 – A workforce that stays",
            "A workforce that stays",
            """
3.1|9|Agree a caseload promise and report against it in public|Workforce Development Manager|Trade Unions|2026-01-19|2026-06-30|\
Corporate Parenting Panel|B|Agreed by Cabinet in June.|Average caseload of 16
3.2|9|Recruit twelve newly qualified social workers for the September intake|Workforce Development Manager|University of Wyreford|\
2026-02-09|by the end of September 2026~2026-09-30~month|Corporate Parenting Panel|G|Thirteen started.|Vacancy rate falls
3.3|10|Give every team manager a coach from outside the council|Principal Social Worker||2026-06-01|Ongoing~~ongoing|\
Children's Improvement Board|A|Nine coaches matched.|Supervision judged good""",
        ),
    ]
    st = {"B": "signed off", "G": "complete", "A": "on track", "R": "off track", "W": "not started"}
    for band, theme, block in data:
        write(ws, r, 2, [band])
        ws.merge_cells(start_row=r, start_column=2, end_row=r, end_column=12)
        ws.cell(r, 2).fill = BAND
        r += 1
        for ref, rec, act, lead, dl, start, du, rep, s, upd, out in rows(block):
            shown, t = deadline(du)
            write(ws, r, 2, [ref, rec, act, lead, dl or None, day(start), shown, rep, s, upd, out])
            r += 1
            acts.append(
                {
                    "ref": ref,
                    "theme": theme,
                    "recommendation_refs": [f"LA {x.strip()}" for x in rec.split(",")],
                    "action": act,
                    "lead": lead,
                    "deliver": [x.strip() for x in dl.split(";")] if dl else [],
                    "start": start,
                    **t,
                    "monitor": [rep],
                    "status": st[s],
                    "update": upd,
                    "outcome": out,
                }
            )
    r += 1
    write(ws, r, 2, ["Key to BRAG"])
    r += 1
    for a, b in (
        ("B", "Delivered, and signed off by the Board"),
        ("G", "Delivered"),
        ("A", "Under way and to time"),
        ("R", "Not delivered by the date, or will not be"),
        ("W", "Not due to begin yet"),
    ):
        write(ws, r, 2, [a, None, b])
        r += 1
    write(ws, r + 1, 2, ["Total actions", None, 11])
    write(ws, r + 2, 2, ["Page 1 of 1 – OFFICIAL"])
    return wb, acts


def colours_by_priority_with_a_key_on_the_contents() -> tuple[Workbook, Truth]:
    """A sheet for each priority, ratings in colour alone with their key on the sheet of contents, updates by month, findings merged down."""
    wb, ws = new_book("Contents")
    acts: Truth = []
    write(ws, 1, 1, ["Improvement plan workbook – contents"])
    for i, t in enumerate(("Help and protection", "Children in our care", "Care leavers")):
        write(ws, 3 + i, 1, [f"Tab {i + 1}", t])
    write(ws, 8, 1, ["What the colours mean"])
    for i, (k, t) in enumerate(
        (
            ("P", "Complete and tested by audit – signed off"),
            ("DG", "Complete"),
            ("G", "On schedule"),
            ("A", "Some slippage, recoverable"),
            ("R", "Serious slippage"),
            ("GR", "Not yet started"),
        )
    ):
        shade(ws.cell(9 + i, 1), k)
        write(ws, 9 + i, 2, [t])
    c = wb.create_sheet("Contacts")
    write(c, 1, 1, ["Name of team", "Telephone", "Email"], True)
    write(c, 2, 1, ["Improvement team", "01632 960001", "improvement@wyreford.example"])
    write(c, 3, 1, ["Quality assurance", "01632 960002", "qa@wyreford.example"])
    st = {"P": "signed off", "DG": "complete", "G": "on track", "A": "at risk", "R": "off track", "GR": "not started"}
    data = [
        (
            "1 Help & prot",
            "Priority 1: Help and protection",
            "Help and protection",
            """
1a|Assessments are too slow and too shallow|Set a ten-day checkpoint for each assessment|Team Managers, Assessment|2026-02-27||\
More assessments finished on time|Checkpoint agreed.|Checkpoint seen in 8 of 10 files.|DG
1b|Assessments are too slow and too shallow|Teach analysis through fortnightly practice clinics|Principal Social Worker|\
July 2026~2026-07-31~month|2026-11-30|Analysis judged good in audit|Four clinics held.|Six clinics held; two put off by sickness.|A
1c|Neglect is not recognised early enough|Adopt one neglect tool across the partnership|Head of Early Help|2026-05-29||Neglect seen earlier|\
Tool chosen.|Tool adopted by all partners and audited.|P
1d|Neglect is not recognised early enough|Run a neglect learning week for 300 staff|Training Manager|Mar 27~2027-03-31~month||\
Staff confidence rises|||GR""",
        ),
        (
            "2 In our care",
            "Priority 2: Children in our care",
            "Children in our care",
            """
2a|Too many children wait for permanence|Review the permanence plan of each child under ten at the second review|Head of Permanence|\
2026-04-30|2026-12-18|Children wait less|Half reviewed.|62 of 80 children reviewed.|G
2b|Too many children wait for permanence|Buy in extra adoption assessment capacity|Commissioning Manager|31/07/2026~2026-07-31~day||\
More adopters approved|Tender failed.|Second tender failed; no bidders.|R
2c|Placements end too often|Offer wraparound support in the first six weeks of each placement|Head of Fostering|Autumn 2026~2026-12-31||\
Placements last|Offer designed.|Offer in place for new placements.|G""",
        ),
        (
            "3 Care leavers",
            "Priority 3: Care leavers",
            "Care leavers",
            """
3a|Pathway plans are of poor quality|Write pathway plans with the young person in the room|Leaving Care Manager|2026-08-31||\
Young people own their plan|Started with 20 young people.|Now 71% of plans.|A
3b|Pathway plans are of poor quality|Give each young person a health passport at 17|Designated Nurse|Quarterly~~recurring||\
Care leavers know their health history||Passport printed.|G
3c|Too few are in work or learning|Ring-fence ten council apprenticeships a year|Head of Human Resources|2026-09-07||\
More in work or learning|Agreed.|Ten young people began in September.|DG""",
        ),
    ]
    for sheet, title, theme, block in data:
        ws = wb.create_sheet(sheet)
        write(ws, 1, 1, [title])
        write(ws, 2, 1, ["Sponsor: Assistant Director"])
        write(
            ws,
            4,
            1,
            [
                "No",
                "Inspectors found that…",
                "Step we will take",
                "Owner",
                "Complete by",
                "Revised complete by",
                "How we'll know it's working",
                "Progress (Sept 26)",
                "Progress (Oct 26)",
                "RAG",
            ],
            True,
        )
        r, prev, first = 5, None, 5
        for ref, f, a, o, du, rv, m, u1, u2, k in rows(block):
            shown, t = deadline(du)
            write(ws, r, 1, [ref, f if f != prev else None, a, o, shown, day(rv) if rv else None, m, u1 or None, u2 or None])
            shade(ws.cell(r, 10), k)
            if f == prev and r > first:
                for mr in [m2 for m2 in ws.merged_cells.ranges if m2.min_col == 2 and m2.max_row == r - 1]:
                    ws.unmerge_cells(str(mr))
                    ws.merge_cells(start_row=mr.min_row, end_row=r, start_column=2, end_column=2)
                    break
                else:
                    ws.merge_cells(start_row=r - 1, end_row=r, start_column=2, end_column=2)
            prev = f
            r += 1
            x = {
                "ref": ref,
                "theme": theme,
                "recommendation": f,
                "action": a,
                "lead": o,
                **t,
                "outcome": m,
                "update": u2 or u1 or None,
                "status": st[k],
            }
            if rv:
                x["first_due"] = t["due"]
                x["due"] = rv
                x["due_precision"] = "day"
            acts.append(x)
        write(ws, r + 1, 1, [f"End of priority {ref[0]}"])
    k = wb.create_sheet("Scorecard")
    write(k, 1, 1, ["Measure", "Sept 26", "Oct 26", "Target", "England"], True)
    write(k, 2, 1, ["Re-referrals in 12 months", 24.1, 23.0, 20, 22.4])
    write(k, 3, 1, ["Assessments in 45 days", 71, 78, 90, 83])
    return wb, acts


def ticks_under_a_dated_group() -> tuple[Workbook, Truth]:
    """Ticks under four words and a dated group, a row of totals, themes merged down, recommendations as R1 and R6-R8."""
    wb, ws = new_book("Tracker")
    acts: Truth = []
    write(ws, 2, 3, ["POST-INSPECTION DELIVERY TRACKER"])
    ws.merge_cells("C2:L2")
    heads = ["Strand", "Ref", "Improvement activity", "Links to recommendation", "Lead director", "To be done by"]
    write(ws, 12, 3, heads, True)
    for i in range(6):
        ws.merge_cells(start_row=12, end_row=13, start_column=3 + i, end_column=3 + i)
    write(ws, 12, 9, ["Status at 31 October 2026"], True)
    ws.merge_cells("I12:L12")
    write(ws, 13, 9, ["Not begun", "On target", "Behind", "Done"], True)
    write(ws, 12, 13, ["Notes for the Board"], True)
    ws.merge_cells("M12:M13")
    data = rows("""
Practice|A1|Define what good looks like in a practice handbook|R1|Director of Practice|2026-04-17|Done|Handbook launched at the staff conference.
Practice|A2|Observe each social worker once a year|R1, R2|Director of Practice|2027-03-31|On target|64 of 110 seen.
Practice|A3|Stop sending unsigned chronologies to court|R2|Head of Legal|2026-06-30|Behind|Two returned by the court in September.
Practice|A4|Give families a copy of their assessment within five days|R4|Director of Practice|30/11/2026~2026-11-30~day|On target|
Management grip|B1|Audit twelve files a month with moderation|R3|Head of Quality Assurance|Monthly~~recurring|On target|\
Eleven audited in October.
Management grip|B2|Hold performance clinics chaired by the director|R3 and R5|Director of Children's Services|2026-02-27|Done|Held fortnightly.
Management grip|B3|Build one live performance screen for team managers|R5|Head of Performance|January 2027~2027-01-31~month|Behind|\
Supplier is six weeks late.
Voice|C1|Ask each child at review what should change and record it|R6|Head of Reviewing Service|2026-09-30|Done|Recorded in 93% of reviews.
Voice|C2|Publish a young inspectors' report twice a year|R6|Participation Manager|Oct 26 / April 27~2027-04-30~month|On target|First report out.
Voice|C3|Pay care-experienced trainers|R6-R8|Participation Manager|TBC~~none|Not begun|Budget not agreed.""")
    r = 14
    start = {}
    for th, ref, a, rec, lead, du, s, note in data:
        shown, t = deadline(du)
        new = th not in start
        if new:
            start[th] = r
        write(ws, r, 3, [th if new else None, ref, a, rec, lead, shown])
        ws.cell(r, 9 + ["Not begun", "On target", "Behind", "Done"].index(s), "✓")
        if note:
            ws.cell(r, 13, note)
        n = [int(x) for x in re.findall(r"\d+", rec)]
        if "-" in rec:
            n = list(range(n[0], n[1] + 1))
        acts.append(
            {
                "ref": ref,
                "theme": th,
                "action": a,
                "recommendation_refs": [f"LA {i}" for i in n],
                "lead": lead,
                **t,
                "status": {"Not begun": "not started", "On target": "on track", "Behind": "off track", "Done": "complete"}[s],
                "update": note or None,
            }
        )
        r += 1
    for th, s in start.items():
        e = s + sum(d[0] == th for d in data) - 1
        ws.merge_cells(start_row=s, end_row=e, start_column=3, end_column=3)
    write(ws, r, 3, ["Total", None, None, None, None, None, 1, 4, 2, 3])
    write(ws, r + 2, 3, ["Prepared by the programme office. Next update: 25 November 2026."])
    return wb, acts


LAYOUTS = (
    delivery_between_groups_and_key_in_columns,
    colours_by_priority_with_a_key_on_the_contents,
    ticks_under_a_dated_group,
)
