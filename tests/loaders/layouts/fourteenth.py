"""Layouts 90 to 93: trackers written line by line after those before them were read."""

from openpyxl import Workbook

from tests.loaders.layouts.drawing import Truth, new_book
from tests.loaders.layouts.lines import BAND, day, deadline, rows, shade, write


def codes_with_their_guide_on_another_sheet() -> tuple[Workbook, Truth]:
    """Codes whose key is a table on a sheet of guidance, windows of delivery, themes typed once."""
    wb, ws = new_book("Guide")
    acts: Truth = []
    write(ws, 1, 1, ["How to use this tracker"])
    write(ws, 3, 1, ["Code", "Use when"], True)
    for i, (a, b) in enumerate(
        (("C", "The action has closed"), ("O", "The action is on schedule"), ("S", "The action is slipping"), ("N", "The action has not commenced"))
    ):
        write(ws, 4 + i, 1, [a, b])
    ws = wb.create_sheet("Tracker")
    write(ws, 1, 2, ["Wyreford written statement of action – children's social care"])
    write(
        ws,
        3,
        2,
        [
            "Improvement priority",
            "Action ID",
            "Action and intended impact",
            "Named owner (role)",
            "Delivery window",
            "Status code",
            "Comment for the Partnership Board",
        ],
        True,
    )
    st = {"C": "complete", "O": "on track", "S": "at risk", "N": "not started"}
    r = 4
    prev = None
    for p, i, a, o, d, s, c in rows("""
Quality of practice|QP1|Give each team a practice lead so that children get the right plan|Principal Social Worker|\
Jan 26 – Jun 26~2026-06-30~month|C|All nine in post.
Quality of practice|QP2|Hold weekly case discussion in each team so that drift is seen|Team Managers|Feb 26 – Dec 26~2026-12-31~month|O|\
Held in seven of nine teams.
Quality of practice|QP3|Rewrite the supervision record so that reflection is written down|Principal Social Worker|\
Apr 26 – Sep 26~2026-09-30~month|S|Pilot ended late.
Placement choice|PC1|Recruit fifteen foster homes for brothers and sisters|Head of Fostering|Jan 26 – Mar 27~2027-03-31~month|O|Eight approved.
Placement choice|PC2|Open a four-bed home in the town|Head of Residential Care|Sep 26 – Aug 27~2027-08-31~month|N|
Placement choice|PC3|Meet each Monday to match children waiting for a home|Commissioning Manager|Weekly~~recurring|O|Met on 38 Mondays.
Leadership|LM1|Train all members in corporate parenting|Democratic Services Manager|May 26 – Jul 26~2026-07-31~month|C|54 of 54 trained.
Leadership|LM2|Publish a self-evaluation twice a year|Director of Children's Services|Ongoing~~ongoing|O|Second published in October."""):
        sh, t = deadline(d)
        write(ws, r, 2, [p if p != prev else None, i, a, o, sh, s, c or None])
        prev = p
        r += 1
        acts.append({"ref": i, "theme": p, "action": a, "lead": o, **t, "status": st[s], "update": c or None})
    write(ws, r + 1, 2, ["Last saved by the programme office"])
    return wb, acts


def months_of_colours_under_short_groups() -> tuple[Workbook, Truth]:
    """Two rows of headings, one group over a single column, colours by month of which the last is current."""
    wb, ws = new_book("Delivery plan")
    acts: Truth = []
    write(ws, 1, 1, ["Delivery plan and dashboard – position at 30 October 2026"])
    for c, w, t in ((1, 4, "WHAT"), (5, 2, "WHO"), (7, 2, "WHEN"), (9, 3, "RAG"), (12, 1, "COMMENTARY"), (13, 3, "MEASURE")):
        write(ws, 3, c, [t], True)
        if w > 1:
            ws.merge_cells(start_row=3, end_row=3, start_column=c, end_column=c + w - 1)
    write(
        ws,
        4,
        1,
        [
            "Ref",
            "Area",
            "Ofsted recommendation",
            "Action",
            "Lead",
            "Support",
            "Start",
            "End",
            "Aug 26",
            "Sep 26",
            "Oct 26",
            "Progress since last month",
            "Baseline",
            "Target",
            "Now",
        ],
        True,
    )
    st = {"R": "off track", "A": "at risk", "G": "on track", "B": "complete"}
    r = 5
    for ref, th, rec, a, lead, su, s0, d, rag, c, b, t0, n in rows("""
1|Front door|Rec 1|Answer every contact in one working day|Head of Front Door|Customer Services|2026-01-12|2026-12-18|R A G|91% in October.|\
62%|95%|91%
2|Front door|Rec 1|Feed back to each referrer|Head of Front Door|Schools Forum|2026-02-02|2026-10-30|A A R|\
Letters are held up by the new system.|30%|90%|44%
3|Assessment|Rec 2|See each child within five days|Head of Assessment||2026-01-12|2026-06-30|G B B|Closed in September.|70%|95%|96%
4|Assessment|Rec 2|Share the assessment with parents before the conference|Head of Assessment|Independent Chairs|2026-03-02|\
Dec 26~2026-12-31~month|A A A|Three in five parents.|40%|90%|61%
5|Care|Rec 3|Bring placement moves down|Head of Permanence|Foster Carers' Association|2026-04-06|2027-03-31|G G G|Eleven in a hundred.|15%|9%|11%
6|Care|Rec 4|Give each child a life story book|Head of Permanence||2026-05-04|2027-01-29|R R A|Backlog is now 40.|90|0|40
7|Leaving care|Rec 5|Keep in touch with 95 in 100 care leavers|Leaving Care Manager|Care Leavers' Forum|2026-02-02|2026-11-27|A G G|\
93 in 100.|81%|95%|93%
8|Leaving care|Rec 5|Offer each care leaver a home of their own choice|Leaving Care Manager|Care Leavers' Forum|2026-06-01|TBC~~none|A A A|\
Protocol is with members.|||"""):
        sh, t = deadline(d)
        write(ws, r, 1, [int(ref), th, rec, a, lead, su or None, day(s0), sh, None, None, None, c, b or None, t0 or None, n or None])
        for i, k in enumerate(rag.split()):
            shade(ws.cell(r, 9 + i), k)
        r += 1
        acts.append(
            {
                "ref": ref,
                "theme": th,
                "recommendation_refs": [f"LA {rec[-1]}"],
                "action": a,
                "lead": lead,
                "deliver": [su] if su else [],
                "start": s0,
                **t,
                "status": st[rag[-1]],
                "update": c,
            }
        )
    return wb, acts


def revised_dates_in_brackets_beside_a_key() -> tuple[Workbook, Truth]:
    """Headings in capitals with brackets, themes with their leads merged over the table, a key beside the first rows."""
    wb, ws = new_book("Improvement plan")
    acts: Truth = []
    write(ws, 2, 1, ["CHILDREN'S SERVICES IMPROVEMENT PLAN"])
    write(ws, 3, 10, ["KEY"])
    write(
        ws,
        5,
        1,
        [
            "NO.",
            "ACTION\n(what we will do)",
            "RESPONSIBLE\n(job title)",
            "COMPLETION DATE\n(original)",
            "COMPLETION DATE\n(revised)",
            "RAG",
            "PROGRESS\n(what has been done)",
            "IMPACT\n(what is different)",
        ],
        True,
    )
    for i, (k, t) in enumerate((("B", "Complete"), ("G", "On target"), ("A", "Behind but will recover"), ("R", "Behind and will not be met"))):
        shade(ws.cell(5 + i, 10), k)
        write(ws, 5 + i, 11, [t])
    r = 6
    st = {"Blue": "complete", "Green": "on track", "Amber": "at risk", "Red": "off track"}
    for head, theme, _, block in (
        (
            "Theme 1 – Helping early (Theme lead: Head of Early Help)",
            "Helping early",
            "",
            """
1.1|Set up three family hubs|Head of Early Help|2026-03-31|2026-09-30|Blue|All three open.|More families use them
1.2|Agree one early help assessment|Partnership Manager|30/04/2026~2026-04-30~day||Green|In use by schools.|Families tell their story once
1.3|Measure what parents think of help|Performance Manager|2026-12-18||Amber|Survey is designed.|\
Not yet known""",
        ),
        (
            "Theme 2 – Keeping safe (Theme lead: Head of Safeguarding)",
            "Keeping safe",
            "",
            """
2.1|Hold each strategy meeting with three agencies|Head of Safeguarding|2026-02-27|2026-11-30|Amber|Health present at most.|Decisions are shared
2.2|Check each child on a plan is seen every ten days|Team Managers|Monthly~~recurring||Green|94% in October.|Children are seen
2.3|Stop unplanned ends to plans|Head of Safeguarding|Sept 26~2026-09-30~month||Red|Review delayed twice.|\
None yet""",
        ),
        (
            "Theme 3 – A strong workforce (Theme lead: Workforce Manager)",
            "A strong workforce",
            "",
            """
3.1|Start an academy for new social workers|Workforce Manager|2026-09-07||Blue|Opened on time.|Vacancies fall
3.2|Cap caseloads at eighteen|Workforce Manager|End Dec 26~2026-12-31~month||Green|Average is seventeen.|Workers stay""",
        ),
    ):
        write(ws, r, 1, [head])
        ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=8)
        ws.cell(r, 1).fill = BAND
        r += 1
        n0 = r
        for ref, a, lead, d, rv, s, p, m in rows(block):
            sh, t = deadline(d)
            write(ws, r, 1, [ref, a, lead, sh, day(rv) if rv else None, s, p, m])
            shade(ws.cell(r, 6), s[0])
            r += 1
            x = {"ref": ref, "theme": theme, "action": a, "lead": lead, **t, "status": st[s], "update": p, "outcome": m}
            if rv:
                x.update(first_due=t["due"], due=rv, due_precision="day")
            acts.append(x)
        write(ws, r, 1, [f"Actions in this theme: {r - n0}"])
        r += 1
    return wb, acts


def signed_off_register_with_confidence() -> tuple[Workbook, Truth]:
    """References with their paragraphs, confidence as a second rating, who signed off and when, stages with their health."""
    wb, ws = new_book("Cover")
    acts: Truth = []
    write(ws, 3, 2, ["Ofsted improvement plan"])
    write(ws, 5, 2, ["Owner", "Director of Children's Services"])
    write(ws, 6, 2, ["Version", "4.2"])
    write(ws, 7, 2, ["Date", "28 October 2026"])
    ws = wb.create_sheet("Actions")
    write(
        ws,
        1,
        1,
        [
            "Ofsted reference",
            "Area for improvement",
            "Agreed response",
            "Delivery manager",
            "Contributing services",
            "Assurance board",
            "Target date for delivery",
            "Delivery status",
            "Confidence in impact",
            "Date signed off",
            "Signed off by",
            "Evidence of impact",
        ],
        True,
    )
    r = 2
    st = {"Open – on time": "on track", "Open – late": "off track", "Closed": "complete", "Signed off": "signed off", "Not yet open": "not started"}
    for ref, af, a, lead, de, mo, d, s, cf, so, by, e in rows("""
Rec 1 (para 12)|Management oversight of cases|Record a decision on each case every month|Head of Practice|Quality Assurance Service|\
Improvement Board|2026-03-31|Signed off|High|2026-09-16|Improvement Board|Audit of 40 cases
Rec 1 (para 13)|Management oversight of cases|Train managers in reflective supervision|Workforce Manager||Improvement Board|2026-10-30|\
Closed|High|||Feedback forms
Rec 2 (para 17)|Response to neglect|Use the neglect tool in each assessment|Head of Assessment|Health Visiting Service; Schools Forum|\
Safeguarding Partnership|2026-12-18|Open – on time|Medium|||Dip sample
Rec 2 (paras 17, 18)|Response to neglect|Review children on plans for neglect over a year|Head of Safeguarding||Safeguarding Partnership|\
by end of August 2026~2026-08-31~month|Open – late|Low|||Tracker
Rec 3 (para 21)|Stability for children in care|Agree each plan for permanence by the second review|Head of Permanence|Legal Services|\
Corporate Parenting Board|2027-01-29|Open – on time|Medium|||Reviews
Rec 3 (para 22)|Stability for children in care|Write a sufficiency strategy|Commissioning Manager|Schools Forum|Corporate Parenting Board|\
2026-05-29|Signed off|Medium|2026-07-15|Corporate Parenting Board|Strategy
Rec 4 (para 26)|Support for care leavers|Write the local offer with care leavers|Leaving Care Manager|Care Leavers' Forum|\
Corporate Parenting Board|Q4 2026/27~2027-03-31~quarter|Not yet open|Low|||"""):
        sh, t = deadline(d)
        write(ws, r, 1, [ref, af, a, lead, de or None, mo, sh, s, cf, day(so) if so else None, by or None, e or None])
        r += 1
        acts.append(
            {
                "recommendation_refs": [f"LA {ref[4]}"],
                "recommendation": af,
                "action": a,
                "lead": lead,
                "deliver": [x.strip() for x in de.split(";")] if de else [],
                "monitor": [mo],
                **t,
                "status": st[s],
                "outcome_rating": cf,
                "signed_off": so or None,
                "signed_off_by": by or None,
                "evidence": e or None,
            }
        )
    return wb, acts


LAYOUTS = (
    codes_with_their_guide_on_another_sheet,
    months_of_colours_under_short_groups,
    revised_dates_in_brackets_beside_a_key,
    signed_off_register_with_confidence,
)
