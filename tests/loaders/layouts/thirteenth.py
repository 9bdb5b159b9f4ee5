"""Layouts 86 to 89: more trackers written line by line."""

import re

from openpyxl import Workbook

from tests.loaders.layouts.drawing import Truth, new_book
from tests.loaders.layouts.lines import day, deadline, rows, shade, write


def two_parts_with_signs_in_one_line() -> tuple[Workbook, Truth]:
    """Two tables with different headings on one sheet, and signs whose key is one line without a title."""
    wb, ws = new_book("90 day and year plan")
    acts: Truth = []
    write(ws, 1, 1, ["Children's services recovery plan"])
    write(ws, 2, 1, ["✔ finished    ➔ going to plan    ! needs attention    ✖ stuck    ○ not begun"])
    st = {"✔": "complete", "➔": "on track", "!": "at risk", "✖": "off track", "○": "not started"}
    write(ws, 4, 1, ["Part A – The first 90 days"])
    write(ws, 5, 1, ["Action number", "Immediate action", "Who will do it", "Date for completion", "Progress", "Latest position"], True)
    r = 6
    for ref, a, w, du, s, u in rows("""
A1|Check the safety of every unallocated case|Head of Assessment|2026-01-16|✔|All 143 checked.
A2|Bring in an experienced interim team|Director of Children's Services|2026-01-30|✔|In post.
A3|Clear the backlog of overdue visits|Service Managers|2026-02-13|!|Eleven remain.
A4|Set a weekly safety meeting|Director of Children's Services|Weekly~~recurring|➔|Held each Monday.
A5|Write to all partners about thresholds|Partnership Business Manager|by 20 February 2026~2026-02-20~day|✔|Sent."""):
        shown, t = deadline(du)
        write(ws, r, 1, [ref, a, w, shown, s, u])
        r += 1
        acts.append({"ref": ref, "action": a, "lead": w, **t, "status": st[s], "update": u, "theme": "The first 90 days"})
    r += 2
    write(ws, r, 1, ["Part B – The first year"])
    r += 1
    write(
        ws,
        r,
        1,
        [
            "Action number",
            "Planned action",
            "Success looks like",
            "Who will do it",
            "With whom",
            "Start",
            "Date for completion",
            "Progress",
            "Latest position",
        ],
        True,
    )
    r += 1
    for ref, a, m, w, pw, s0, du, s, u in rows("""
B1|Adopt one practice model across all teams|Families tell their story once|Principal Social Worker|\
Schools Forum and Health Visiting Service|2026-03-02|2026-12-18|➔|Eight of 14 teams trained.
B2|Rebuild the quality assurance framework|Leaders know the quality of practice|Head of Quality Assurance||2026-04-06|\
July 2026~2026-07-31~month|✖|Post empty since May.
B3|Create a children's commissioning plan|Enough homes for children|Commissioning Manager|Integrated Care Board|2026-05-04|2027-01-31|!|\
Needs data from health.
B4|Set up a corporate parenting academy|Members know their role|Democratic Services Manager|Members' Forum|2026-06-01|\
Nov 26~2026-11-30~month|➔|Three sessions held.
B5|Open a second family hub in the north|Help close to home|Head of Early Help|Voluntary Sector Forum; Health Visiting Service|2026-09-07|\
Spring term 2027~2027-04-30|○|
B6|Redesign the independent visitor scheme|Every child who wants a visitor has one|Participation Manager||2026-07-06|2027-03-31|➔|\
Tender issued."""):
        shown, t = deadline(du)
        write(ws, r, 1, [ref, a, m, w, pw or None, day(s0), shown, s, u or None])
        r += 1
        if "Spring" in du:
            t.pop("due")
        acts.append(
            {
                "ref": ref,
                "action": a,
                "outcome": m,
                "lead": w,
                "deliver": [x.strip() for x in re.split(r"; | and ", pw)] if pw else [],
                "start": s0,
                **t,
                "status": st[s],
                "update": u or None,
                "theme": "The first year",
            }
        )
    write(ws, r + 1, 1, ["Signed: Improvement Board chair"])
    return wb, acts


def headings_on_each_printed_page() -> tuple[Workbook, Truth]:
    """Headings and title again on every page, ratings that open the comment, bodies in three roles."""
    wb, ws = new_book("Table 1")
    acts: Truth = []
    heads = [
        "Item",
        "Priority theme",
        "What needs doing",
        "Person responsible",
        "Partners to deliver",
        "Overseen by",
        "Scrutinised by",
        "Target completion",
        "Position at October 2026",
    ]
    data = rows("""
1|Early help|Join up early help records with schools|Head of Early Help|Schools Forum; Health and Wellbeing Board|\
Children's Improvement Board|Overview and Scrutiny Committee|2026-06-26|COMPLETE. Records joined on 24 June.|complete
2|Early help|Set out the early help offer on one website|Communications Officer|Voluntary Sector Forum|Children's Improvement Board|\
Overview and Scrutiny Committee|Sept 26~2026-09-30~month|ON TRACK – pages drafted and tested with parents.|on track
3|Early help|Put a family worker in each of nine schools|Head of Early Help|Schools Forum, Health Visiting Service|Early Help Board|\
Overview and Scrutiny Committee|2026-11-20|SLIPPING: four of nine recruited.|at risk
4|Help for disabled children|Review every short break package|Head of SEND|Parent Carer Forum|SEND Improvement Board|\
Overview and Scrutiny Committee|2026-12-11|ON TRACK – 88 of 120 reviewed.|on track
5|Help for disabled children|Agree joint funding rules|Director of Commissioning|Integrated Care Board|SEND Improvement Board|\
Health and Wellbeing Board|TBC~~none|NOT STARTED. Legal advice sought.|not started
6|Help for disabled children|Train the disabled children's team in safeguarding|Training Manager|Safeguarding Children Partnership|\
SEND Improvement Board|Overview and Scrutiny Committee|By 31/07/2026~2026-07-31~day|OFF TRACK. Trainer withdrew; dates lost.|off track
7|Domestic abuse|Put specialist workers beside the front door|Head of Safeguarding|Wyreford Police; Women's Centre|\
Community Safety Partnership|Overview and Scrutiny Committee|2026-05-29|COMPLETE. Two workers in post.|complete
8|Domestic abuse|Write a joint plan for children who see abuse at home|Head of Safeguarding|\
Wyreford Police; Women's Centre; Probation Service|Community Safety Partnership|Health and Wellbeing Board|March 2027~2027-03-31~month|\
ON TRACK – group meets monthly.|on track
9|Domestic abuse|Audit repeat incidents each quarter|Head of Quality Assurance|Wyreford Police|Community Safety Partnership|\
Overview and Scrutiny Committee|Quarterly~~recurring|ON TRACK – second audit done.|on track
10|Domestic abuse|Offer a programme to young people who harm|Head of Youth Justice|Youth Justice Service|Youth Justice Board|\
Overview and Scrutiny Committee|2027-02-12|SLIPPING: provider not yet named.|at risk""")
    r = 1
    for i, (ref, th, a, w, pw, mo, sc, du, u, s) in enumerate(data):
        if i % 4 == 0:
            if i:
                write(ws, r, 1, [f"Page {i // 4} of 3"])
                r += 2
            write(ws, r, 1, ["Improvement plan – detailed actions"])
            ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=9)
            write(ws, r + 1, 1, heads, True)
            r += 2
        shown, t = deadline(du)
        write(ws, r, 1, [int(ref), th, a, w, pw, mo, sc, shown, u])
        r += 1
        acts.append(
            {
                "ref": ref,
                "theme": th,
                "action": a,
                "lead": w,
                "deliver": [x.strip() for x in re.split(r"[;,]", pw)],
                "monitor": [mo],
                "scrutinise": [sc],
                **t,
                "status": s,
            }
        )
    write(ws, r, 1, ["Page 3 of 3"])
    return wb, acts


def questions_with_comments_on_colours() -> tuple[Workbook, Truth]:
    """Questions for headings at row 12, comments on coloured ratings by a key in the plan's own words."""
    wb, ws = new_book("Our plan")
    acts: Truth = []
    write(ws, 2, 3, ["Better for children: our plan"])
    write(ws, 4, 3, ["Written with young people. Agreed by the Council on 3 March 2026."])
    for i, (k, t) in enumerate(
        (
            ("G", "We have done it"),
            ("Y", "We are doing it and it is going well"),
            ("A", "We are doing it but it is hard"),
            ("R", "We have not kept our promise"),
        )
    ):
        shade(ws.cell(6 + i, 3), k)
        ws.cell(6 + i, 4, t)
    write(
        ws,
        12,
        3,
        [
            "What did Ofsted tell us?",
            "What are we doing about it?",
            "Who is leading?",
            "Who is helping?",
            "When will it be done?",
            "What difference will children see?",
            "How is it going?",
        ],
        True,
    )
    st = {"G": "complete", "Y": "on track", "A": "at risk", "R": "off track"}
    r = 13
    prev = first = None
    for rec, a, w, hp, du, m, k, u in rows("""
1. Children wait too long for help|Ring families back the same day|Front Door Manager|Customer Services|2026-04-24|Help comes sooner|G|\
Ninety-five per cent called back.
1. Children wait too long for help|Tell families what happens next in writing|Front Door Manager||2026-06-19|Families know what to expect|Y|\
Letters sent in most cases.
1. Children wait too long for help|Open on Saturday mornings|Head of Early Help|Libraries Service|October 2026~2026-10-31~month|\
Help at the right time|R|Staff not yet hired.
2. Social workers change too often|Keep agency staff below ten per cent|Workforce Development Manager|Human Resources|2027-03-31|\
Children keep their social worker|A|Fifteen per cent in October.
2. Social workers change too often|Say goodbye properly when a worker leaves|Principal Social Worker||Ongoing~~ongoing|Goodbyes are kind|Y|\
Guide sent to all teams.
3. Children's records are poor|Write records to the child|Principal Social Worker|Children in Care Council|2026-09-18|\
Children can read their own story|Y|Seen in half of files.
3. Children's records are poor|Check ten records in each team every month|Head of Quality Assurance||Monthly~~recurring|Records get better|\
Y|Done each month since May.
4. Care leavers feel alone|Give each care leaver a named mentor|Leaving Care Manager|Voluntary Sector Forum|Easter 2027~|Somebody to call|A|\
Twenty-two of sixty matched.
4. Care leavers feel alone|Hold a Sunday lunch once a month|Leaving Care Manager|Children in Care Council|2026-05-31|Friends and food|G|\
Six lunches so far."""):
        shown, t = deadline(du)
        if "Easter" in du:
            t = {}
        write(ws, r, 3, [rec if rec != prev else None, a, w, hp or None, shown, m, u])
        shade(ws.cell(r, 9), k)
        if rec != prev:
            if first and r - 1 > first:
                ws.merge_cells(start_row=first, end_row=r - 1, start_column=3, end_column=3)
            first = r
        prev = rec
        r += 1
        acts.append({"recommendation": rec, "action": a, "lead": w, "deliver": [hp] if hp else [], **t, "outcome": m, "update": u, "status": st[k]})
    ws.merge_cells(start_row=first, end_row=r - 1, start_column=3, end_column=3)
    return wb, acts


def programme_log_with_owners_and_forecasts() -> tuple[Workbook, Truth]:
    """A log of a programme office: who answers and who does it, planned, forecast and actual dates, stages with their health."""
    wb, ws = new_book("Programme log")
    acts: Truth = []
    write(ws, 1, 1, ["Programme log – extracted 02/11/2026"])
    write(
        ws,
        3,
        1,
        [
            "UID",
            "Type",
            "Programme",
            "Activity description",
            "SRO",
            "Activity owner",
            "Governance forum",
            "Planned start",
            "Planned finish",
            "Forecast finish",
            "Actual finish",
            "% complete",
            "Status",
            "Highlight this month",
            "Dependencies",
        ],
        True,
    )
    r = 4
    for ref, ty, th, a, sro, ow, mo, s0, du, fc, af, pc, s, st, u, dp in rows("""
PR-001|PIA|Safeguarding|Assure every child protection visit within ten days|Director of Safeguarding|Service Manager, Child Protection|\
Safeguarding Assurance Group|2026-01-05|2026-03-31||2026-03-27|100|Signed off by Board 14/10/2026|signed off|Assured by external audit.|
PR-002|PIA|Safeguarding|Allocate every child a qualified social worker|Director of Safeguarding|Head of Safeguarding|\
Safeguarding Assurance Group|2026-01-05|2026-02-27|||100|Completed - awaiting sign off|complete|No unallocated children since May.|
PR-003|AFI|Safeguarding|Reset the strategy meeting process with police|Director of Safeguarding|Head of Safeguarding|\
Safeguarding Assurance Group|2026-02-02|2026-07-31|2026-11-27||70|In progress - behind plan|off track|Police lead changed in August.|PR-001
PR-004|AFI|Safeguarding|Refresh the child protection conference model|Director of Safeguarding|Head of Reviewing Service|\
Safeguarding Assurance Group|2026-04-06|2027-01-29|||50|In progress - on plan|on track|Model tested in the south.|
PR-005|AFI|Corporate parenting|Improve timeliness of initial health assessments|Director of Corporate Parenting|Designated Nurse|\
Corporate Parenting Board|2026-03-02|2026-09-30|2026-12-18||60|In progress - some slippage|at risk|Clinic capacity added.|
PR-006|AFI|Corporate parenting|Recruit twenty foster carers for teenagers|Director of Corporate Parenting|Head of Fostering|\
Corporate Parenting Board|2026-03-02|2027-03-31|||45|In progress - on plan|on track|Nine approved.|
PR-007|AFI|Corporate parenting|Replace the residential short break unit|Director of Corporate Parenting|Head of Residential Care|\
Corporate Parenting Board|2026-06-01|2027-06-30|||10|On hold|suspended|Paused while the site is surveyed.|
PR-008|AFI|Systems and data|Upgrade the case recording system|Director of Resources|Head of ICT|Digital Board|2026-05-04|2026-12-31|||55|\
In progress - on plan|on track|Test system live.|
PR-009|AFI|Systems and data|Cleanse ethnicity and disability fields|Director of Resources|Performance Manager|Digital Board|2026-06-01|\
2026-10-30||2026-10-23|100|Completed|complete|Missing values below two per cent.|PR-008
PR-010|AFI|Systems and data|Publish a monthly data quality report|Director of Resources|Performance Manager|Digital Board|2027-01-04|\
2027-02-26|||0|Not yet due|not started||PR-009"""):
        shown, t = deadline(du)
        write(
            ws,
            r,
            1,
            [ref, ty, th, a, sro, ow, mo, day(s0), shown, day(fc) if fc else None, day(af) if af else None, int(pc) / 100, s, u or None, dp or None],
        )
        ws.cell(r, 12).number_format = "0%"
        r += 1
        x = {
            "ref": ref,
            "category": {"PIA": "Priority and immediate action", "AFI": "Area for improvement"}[ty],
            "theme": th,
            "action": a,
            "lead": ow,
            "monitor": [mo],
            "start": s0,
            **t,
            "completed": af or None,
            "progress": int(pc),
            "status": st,
            "update": u or None,
        }
        if fc:
            x["first_due"] = du
            x["due"] = fc
        acts.append(x)
    write(ws, r, 1, ["10 records"])
    return wb, acts


LAYOUTS = (
    two_parts_with_signs_in_one_line,
    headings_on_each_printed_page,
    questions_with_comments_on_colours,
    programme_log_with_owners_and_forecasts,
)
