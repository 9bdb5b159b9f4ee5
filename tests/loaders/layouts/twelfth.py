"""Layouts 83 to 85: more trackers written line by line."""

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.loaders.layouts.drawing import Truth, new_book
from tests.loaders.layouts.lines import day, deadline, rows, shade, write


def two_ratings_under_a_strip_of_meanings() -> tuple[Workbook, Truth]:
    """Two ratings in one plan, objectives in lines, a hidden row, and a strip of meanings above the table."""
    wb, ws = new_book("SIP 2026-27")
    acts: Truth = []
    write(ws, 1, 1, ["Service improvement plan 2026-27 – version 9"])
    for i, (k, t) in enumerate((("G", "Green = on plan"), ("A", "Amber = minor concern"), ("R", "Red = major concern"), ("B", "Blue = finished"))):
        ws.cell(2, 2 + i, t)
        shade(ws.cell(2, 2 + i), k)
    write(
        ws,
        4,
        1,
        ["#", "Task", "Task lead", "Other agencies", "Started", "Timescale", "Delivery RAG", "Impact RAG", "What has been achieved", "Evidence held"],
        True,
    )
    st = {"Green": "on track", "Amber": "at risk", "Red": "off track", "Blue": "complete", "Not started": "not started"}
    r = 5
    for band, theme, obj, block in [
        (
            "Area A: Children at risk outside the home",
            "Children at risk outside the home",
            "Objective: exploitation is spotted and stopped early",
            """
A.1|Map children at risk of exploitation each week|Exploitation Manager|Wyreford Police / Youth Justice Service|2026-01-05|2026-04-30|Blue|\
Green|Map shared each Friday.|Map of 16 October
A.2|Offer a return interview within three days of a missing episode|Exploitation Manager|Wyreford Police|2026-02-02|2026-10-30|Amber|Red|\
Offered in time for 68%.|Dashboard
A.3|Brief all hotels and taxi firms|Licensing Manager|Community Safety Partnership|2026-06-08|Q3 2026/27~2026-12-31~quarter|Green|\
Not started|41 firms briefed.|Attendance sheets
A.4|Agree a transition protocol for 17 year olds|Head of Adult Safeguarding|Adult Social Care / Youth Justice Service|2026-07-06|2027-02-26|\
Green|Amber|Draft with both services.|Draft protocol""",
        ),
        (
            "Area B: Private fostering and connected carers",
            "Private fostering and connected carers",
            "Objective: children living with others are known and safe",
            """
B.1|Visit every known private fostering arrangement|Fostering Manager||2026-03-02|2026-05-29|Blue|Blue|All 19 visited.|Visit log
B.2|Run a campaign in schools and surgeries|Communications Officer|Schools Forum / Health Visiting Service|2026-09-01|\
Spring 2027~2027-03-31|Not started|Not started||
B.3|Finish connected carer assessments before week sixteen|Fostering Manager||2026-04-01|2026-11-27|Red|Amber|Nine of 22 late.|Tracker
B.4|Write a guide for connected carers with carers|Fostering Manager|Carers Forum|2026-05-04|End of January 2027~2027-01-31~month|Green|\
Green|Two workshops held.|Workshop notes""",
        ),
    ]:
        write(ws, r, 1, [band])
        ws.cell(r, 1).font = Font(bold=True)
        ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=10)
        r += 1
        write(ws, r, 1, [obj])
        ws.merge_cells(start_row=r, end_row=r, start_column=1, end_column=10)
        r += 1
        for ref, a, lead, ag, s0, du, d1, d2, u, e in rows(block):
            shown, t = deadline(du)
            write(ws, r, 1, [ref, a, lead, ag or None, day(s0), shown, d1, d2, u or None, e or None])
            for c, v in ((7, d1), (8, d2)):
                if v[0] in "GARB":
                    shade(ws.cell(r, c), v[0])
            if ref == "A.3":
                ws.row_dimensions[r].hidden = True
            r += 1
            acts.append(
                {
                    "ref": ref,
                    "theme": theme,
                    "action": a,
                    "lead": lead,
                    "deliver": [x.strip() for x in ag.split("/")] if ag else [],
                    "start": s0,
                    **t,
                    "status": st[d1],
                    "outcome_rating": d2,
                    "update": u or None,
                    "evidence": e or None,
                }
            )
        r += 1
    write(ws, r, 1, ["Notes: hidden rows are closed to the public report."])
    rk = wb.create_sheet("Risks")
    write(rk, 1, 1, ["Ref", "Risk description", "Likelihood", "Impact", "Score", "Mitigating action", "Risk owner"], True)
    write(rk, 2, 1, ["RK1", "Agency staff leave at once", 4, 4, 16, "Convert agency staff to permanent", "Head of Human Resources"])
    write(rk, 3, 1, ["RK2", "Case system fails during upgrade", 2, 5, 10, "Back-up forms", "Head of ICT"])
    return wb, acts


def scrutiny_scores_without_actions() -> tuple[Workbook, Truth]:
    """Recommendations without actions, scores whose key stands above, original and revised dates."""
    wb, ws = new_book("Scrutiny view")
    acts: Truth = []
    write(ws, 1, 1, ["Progress against the recommendations of the Ofsted inspection of November 2025"])
    write(ws, 3, 1, ["Progress score:"])
    for i, t in enumerate(
        ("1 – Not started", "2 – Started but behind", "3 – Progressing to plan", "4 – Achieved", "5 – Achieved and sustained, signed off by Board")
    ):
        write(ws, 4 + i, 1, [t])
    write(
        ws,
        11,
        1,
        [
            "Recommendation number",
            "Ofsted's recommendation",
            "Report para",
            "Responsible director",
            "Original date",
            "Revised date",
            "Progress score",
            "Council's update to Scrutiny (October 2026)",
            "What has changed for children?",
        ],
        True,
    )
    st = {1: "not started", 2: "off track", 3: "on track", 4: "complete", 5: "signed off"}
    r = 12
    for n, a, p, lead, du, rv, s, u, o in rows("""
1|Strengthen management oversight so that drift is challenged|12, 14|Director of Practice|2026-03-31|2026-09-30|3|\
Supervision template changed.|Fewer cases drift
2|Improve the timeliness and quality of strategy meetings|15|Director of Safeguarding|2026-02-27||4|Held in time in 94% of cases.|\
Children are safe sooner
3|Ensure that children are seen alone and their views recorded|16|Director of Practice|2026-04-30||5|Audited twice.|Children are heard
4|Improve the response to children missing from care|19, 20|Director of Safeguarding|June 2026~2026-06-30~month|\
December 2026~2026-12-31~month|2|Return interviews still slow.|Not yet seen
5|Ensure sufficient homes for children in care close to Wyreford|22|Director of Commissioning|2027-03-31||3|Two homes bought.|More live nearby
6|Improve life story work for children who are adopted|25|Director of Practice|2026-07-31|2027-01-29|2|Backlog of 31.|Not yet seen
7|Ensure that private fostering arrangements are assessed|27|Director of Safeguarding|2026-05-29||4|All assessed.|Arrangements are known
8|Strengthen the support given to care leavers over 21|30, 31|Director of Corporate Parenting|End of March 2027~2027-03-31~month||3|\
Offer published.|More keep in touch
9|Improve the quality of supervision records|33|Director of Practice|2026-10-30||1||"""):
        shown, t = deadline(du)
        sr = None
        x = {"action": a, "lead": lead, **t}
        if rv:
            sr, t2 = deadline(rv)
            x.update(t2)
            x["first_due"] = t["due"]
        write(ws, r, 1, [int(n), a, p, lead, shown, sr, int(s), u or None, o or None])
        r += 1
        x.update(status=st[int(s)], update=u or None, outcome=o or None, recommendation_refs=[f"LA {n}"])
        acts.append(x)
    write(ws, r + 1, 1, ["Source: improvement programme office, 30 October 2026"])
    return wb, acts


def action_cards_with_labels() -> tuple[Workbook, Truth]:
    """One card an action: a label and its value on each line."""
    wb, ws = new_book("Action cards")
    acts: Truth = []
    write(ws, 1, 1, ["Rapid improvement action cards"])
    r = 3
    for ref, th, a, o, help_, du, s, st, u, m in rows("""
RI-01|Front door|Move the front door team to one site|Head of Assessment|Estates Service|2026-03-27|Complete|complete|Moved on 20 March.|\
Contacts answered in 24 hours
RI-02|Front door|Bring health and education staff into the front door|Head of Assessment|Integrated Care Board; Youth Justice Service|\
2026-09-11|Slipped|at risk|Education post vacant.|Checks done the same day
RI-03|Front door|Record the reason for every re-referral|Performance Manager||2026-11-30|On course|on track|Field added to the form.|\
Reasons known for each
RI-04|Court work|Write a pre-proceedings letter template with parents|Legal Manager|Family Rights Group|2026-05-15|Complete|complete|\
In use.|Parents say they understand
RI-05|Court work|Train 40 social workers in evidence writing|Principal Social Worker|Legal Services|Feb 2027~2027-02-28~month|On course|\
on track|Two of four days run.|Fewer statements returned
RI-06|Court work|Track each case past 26 weeks|Head of Court Work|CAFCASS|Ongoing~~ongoing|At risk|at risk|17 cases past 26 weeks.|\
Average falls to 30 weeks
RI-07|Leadership|Appoint a permanent leadership team|Chief Executive||2026-06-30|Complete|complete|All posts filled.|Stable leadership
RI-08|Leadership|Report to Cabinet four times a year|Chief Executive|Democratic Services|Quarterly~~recurring|On course|on track|\
Third report due.|Cabinet knows its children
RI-09|Leadership|Commission a peer review|Director of Children's Services|Regional Improvement Alliance|Q1 2027/28~2027-06-30~quarter|\
Not yet started|not started||A fair outside view"""):
        shown, t = deadline(du)
        pairs = [
            ("Action ref:", ref),
            ("Workstream:", th),
            ("Action:", a),
            ("Owner:", o),
            ("Supporting partners:", help_ or None),
            ("Due date:", shown),
            ("Current status:", s),
            ("Latest update:", u or None),
            ("Measure of success:", m),
        ]
        for i, (k, v) in enumerate(pairs):
            write(ws, r + i, 1, [k, v])
            ws.cell(r + i, 1).font = Font(bold=True)
        r += len(pairs) + 1
        acts.append(
            {
                "ref": ref,
                "theme": th,
                "action": a,
                "lead": o,
                "deliver": [x.strip() for x in help_.split(";")] if help_ else [],
                **t,
                "status": st,
                "update": u or None,
                "outcome": m,
            }
        )
    return wb, acts


LAYOUTS = (
    two_ratings_under_a_strip_of_meanings,
    scrutiny_scores_without_actions,
    action_cards_with_labels,
)
