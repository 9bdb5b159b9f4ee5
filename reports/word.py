"""A pack as a draft committee report in Word: sentences and figures from the data, and marked gaps where a person has to write."""

from datetime import date

import pandas as pd

from analysis import progress, summary
from analysis.records import next_events
from analysis.wording import are, count_of, join_words
from reports.closing_sections import describe_source, list_readings
from reports.document import Report
from reports.ground import Ground
from reports.parts import Pack, Slide, Table
from reports.plan_sections import label_plan, summary_day

AUTHOR = "the report's author"
BOARD = "board meeting"
# Headings that committee reports have and that no data can fill, with who fills them.
IMPLICATIONS = (
    ("Financial implications", "the finance officer"),
    ("Legal implications", "the monitoring officer or legal adviser"),
    ("Staffing implications", "the human resources adviser"),
    ("Equality implications", "the equality officer"),
    ("Risk implications", "the risk owner"),
    ("Data protection implications", "the data protection officer"),
)
_PLAN_WIDTHS = {"Ref": 1.0, "Theme": 2.4, "Action": 6.0, "Lead": 2.4, "Due": 1.9, "Status": 1.8, "Delivered by": 2.6}
_MOST = 2_000  # rows of the appendix


def build_word(ground: Ground, pack: Pack) -> bytes:
    """Return a pack as a .docx file: a draft of the report that goes to a committee or board.

    Parameters
    ----------
    ground : Ground
    pack : Pack
        Its sections; what was not chosen is left out.
    """
    report = Report(f"{pack.title}: progress report", pack.council, pack.footer, pack.today)
    report.title(f"{pack.title}: progress report")
    if pack.partner:
        report.say(pack.subtitle[-1])
    meeting = find_meeting(ground)
    _write_head(report, ground, meeting)
    _write_purpose(report, ground, pack, meeting)
    _write_recommendations(report, ground)
    _write_reasons(report, pack)
    _write_background(report, ground)
    _write_progress(report, ground, pack)
    _write_slides(report, pack, "Timeline", ("timeline",))
    _write_slides(report, pack, "Monitoring and governance", ("agencies", "questions", "next"))
    _write_implications(report)
    _write_papers(report, ground)
    _write_appendices(report, ground, pack)
    return report.save()


def find_meeting(ground: Ground) -> pd.Series | None:
    """Return the next board meeting, None where none is known."""
    events = ground.records["events"]
    ahead = next_events(events[events["kind"] == BOARD], ground.today, number=1)
    return None if ahead.empty else ahead.iloc[0]


def _gap(who: str, what: str) -> str:
    return f"[to be completed by {who}: {what}]"


def _write_head(report: Report, ground: Ground, meeting: pd.Series | None) -> None:
    named = meeting is not None and pd.notna(meeting["title"])
    report.facts(
        [
            ("Report to", str(meeting["title"]) if meeting is not None and named else _gap(AUTHOR, "the board or committee")),
            ("Report of", _gap(AUTHOR, "name and post of the officer")),
            ("Date of meeting", summary_day(meeting["date"]) if meeting is not None else _gap(AUTHOR, "the date")),
            ("Council", ground.wanted.council),
            ("Information as at", summary_day(ground.as_at)),
            ("Version", describe_source(ground)),
            ("Draft of", summary_day(ground.today)),
        ]
    )


def _write_purpose(report: Report, ground: Ground, pack: Pack, meeting: pd.Series | None) -> None:
    board = str(meeting["title"]) if meeting is not None and pd.notna(meeting["title"]) else "the board"
    report.heading("Purpose")
    since = f", what has changed since {summary_day(ground.earlier.day)}" if ground.earlier and pack.section("changes") is not None else ""
    article = "" if board.lower().startswith("the ") else "the "
    told = f"To tell {article}{board} how far {ground.wanted.plan} is on {summary_day(ground.as_at)}{since}"
    report.say(f"{told}, and what the figures say about children and families.")


def _write_recommendations(report: Report, ground: Ground) -> None:
    counts = progress.count_dates(ground.actions, ground.as_at)["count"]
    late, trouble = int(counts["overdue"]), int(counts["in_trouble"])
    asked = [f"note that {progress.headline(ground.actions, ground.as_at)[:1].lower()}{progress.headline(ground.actions, ground.as_at)[1:]}"]
    if late:
        asked.append(f"consider the {count_of(late, 'action')} that {are(late)} overdue, and agree what is to be done and by when.")
    if trouble:
        asked.append(f"challenge the leads of the {count_of(trouble, 'action')} that {are(trouble)} at risk or off track.")
    waiting = int(progress.read_statuses(ground.actions).eq("complete").sum())
    if waiting:
        asked.append(f"decide on sign-off of the {count_of(waiting, 'action')} that {are(waiting)} said to be complete and not signed off.")
    report.heading("Recommendations")
    report.say("The board is asked to:")
    report.list_items(asked, numbered=True)
    report.gap(AUTHOR, "any other decision that is asked for", "List Number")


def _write_reasons(report: Report, pack: Pack) -> None:
    report.heading("Reasons for the recommendations")
    for key in ("overview", "changes", "measures", "impact"):
        section = pack.section(key)
        if section is not None and section.slides:
            report.say(_as_sentence(section.slides[0].title))
    report.gap(AUTHOR, "what lies behind these figures")


def _write_background(report: Report, ground: Ground) -> None:
    plans, actions = ground.table("plans"), ground.actions
    report.heading("Background")
    framework = plans["framework"].dropna()
    if len(framework):
        report.say(f"The plan answers an inspection under the {framework.iloc[0]} framework.")
    report.say(summary.describe_clock(plans, ground.today))
    recommendations = count_of(len(ground.table("recommendations")), "recommendation")
    parts = [count_of(actions["theme"].nunique(), "theme"), recommendations, count_of(len(actions), "action")]
    report.say(f"The plan has {join_words(parts)}. {summary.describe_version(ground.version, ground.versions)}")
    report.gap(AUTHOR, "anything else that the reader needs to know")


def _write_progress(report: Report, ground: Ground, pack: Pack) -> None:
    report.heading("Progress by theme")
    overview, themes = pack.section("overview"), pack.section("themes")
    for slide in overview.slides if overview else ():
        _write_slide(report, slide, titled=False)
    if themes is not None:
        report.table(_theme_table(ground))
        for theme, its in ground.actions.groupby(ground.actions["theme"].fillna(progress.NO_THEME), sort=False):
            report.heading(str(theme), 2)
            report.say(_describe_theme(its, ground.as_at))
            report.gap("the theme's lead", "what was achieved, and what comes next")
    for key, heading in (
        ("changes", "Since the last board"), ("recommendations", "Recommendations of the inspection"), ("measures", "What the figures say"),
        ("exceptions", "Measures that stand out"), ("impact", "Delivery beside impact"),
    ):  # fmt: skip
        section = pack.section(key)
        if section is not None and section.slides:
            report.heading(heading, 2)
            for slide in section.slides:
                _write_slide(report, slide)


def _theme_table(ground: Ground) -> Table:
    themes = progress.theme_progress(ground.actions, ground.as_at, themes=ground.table("themes")["name"])
    frame = progress.add_total(themes, ground.actions, ground.as_at)
    names = {"group": "Theme", "total": "Actions", "done": "Done", "done_share": "Done %", "overdue": "Overdue", "trouble": "Overdue or off track"}
    labelled = frame[list(names)].rename(columns=names)
    return Table(labelled, "Actions by theme; the last row is the whole plan", (4, 1.4, 1.2, 1.3, 1.5, 1.7), most=60)


def _describe_theme(actions: pd.DataFrame, today: date) -> str:
    judged = progress.judge_dates(actions, today)
    late = actions.loc[judged["overdue"], "ref"].fillna(actions["key"])
    words = progress.headline(actions, today)
    return f"{words} Overdue: {join_words(late)}." if len(late) else words


def _write_slides(report: Report, pack: Pack, heading: str, keys: tuple[str, ...]) -> None:
    report.heading(heading)
    for key in keys:
        section = pack.section(key)
        if section is not None:
            if section.label != heading:  # a part of the chapter's own name needs no second heading
                report.heading(section.label, 2)
            for slide in section.slides:
                _write_slide(report, slide)


def _write_slide(report: Report, slide: Slide, *, titled: bool = True) -> None:
    """Write what a slide says as running text: its finding, its sentences, its table. A further slide of bars has nothing more to say."""
    if slide.part > 1 and slide.table is None:
        return
    if titled:
        report.lead(_as_sentence(slide.title))
    for point in slide.points:
        report.say(point)
    if slide.table is not None:
        report.table(slide.table)


def _as_sentence(title: str) -> str:
    return title if title.endswith(".") else f"{title}."


def _write_implications(report: Report) -> None:
    report.heading("Implications")
    for heading, who in IMPLICATIONS:
        report.heading(heading, 2)
        report.gap(who)


def _write_papers(report: Report, ground: Ground) -> None:
    report.heading("Background papers")
    files = list_readings(ground)
    report.list_items([f"{file} (upload {number}, {kind})" for file, number, kind in zip(files["File"], files["Upload"], files["Kind"], strict=True)])
    report.gap(AUTHOR, "other papers used")


def _write_appendices(report: Report, ground: Ground, pack: Pack) -> None:
    report.turn()
    report.heading("Appendix 1: the plan")
    plan = label_plan(ground)
    chosen = [name for name in _PLAN_WIDTHS if name in plan]
    report.table(Table(plan[chosen], "Every action of the plan", tuple(_PLAN_WIDTHS[name] for name in chosen), most=_MOST))
    section = pack.section("appendix")
    if section is not None:
        report.heading("Appendix 2: how it was counted, and the data behind it")
        for slide in section.slides:
            _write_slide(report, slide)
