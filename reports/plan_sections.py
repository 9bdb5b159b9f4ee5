"""The parts of a pack that are about the plan itself: overview, themes, agencies, timeline, recommendations."""

import pandas as pd

from analysis import agencies as bodies_of
from analysis import progress, summary, timeline
from analysis import recommendations as recs
from analysis.actions import label_actions
from analysis.wording import are, count_of, share_of
from charts.status import describe_status_bar, describe_status_bars
from reports import figures
from reports.fitting import shorten
from reports.ground import Ground
from reports.parts import Section, Sheet, Slide, Table, Tile

MOST_BARS = 10  # groups on one slide; more stand on the next one
_NAME = 48  # characters of a name inside a title


def build_overview(ground: Ground) -> Section:
    """Return how far the plan is, and what needs attention."""
    actions, as_at = ground.actions, ground.as_at
    counts = progress.count_dates(actions, as_at)
    whole = progress.total_progress(actions, as_at)
    tiles = tuple(
        Tile(row["label"], "not known" if pd.isna(row["count"]) else f"{row['count']:,}", row["share"])
        for name, row in counts.iterrows()
        if name in progress.COUNTS_SHOWN
    )
    words = describe_status_bar(whole)
    slides = [
        Slide(
            progress.headline(actions, as_at),
            (words, *_say_extremes(ground)),
            tiles,
            figures.draw_statuses(whole, words),
            notes="\n".join(f"{row['label']}: {row['note']}" for _, row in counts.iterrows()),
        )
    ]
    sheets = [
        Sheet("Statuses", "How many actions have each status", summary.label_statuses(actions)),
        Sheet("Dates", "What is done and what the dates say, and how each is counted", progress.label_dates(counts)),
        Sheet("Actions", "Every action of the plan", label_plan(ground)),
    ]
    return Section("overview", "Overview", tuple(slides), tuple(sheets))


def _say_extremes(ground: Ground) -> list[str]:
    what, worst, best = progress.worst_and_best(ground.actions, ground.as_at)
    said = []
    for head, groups, number in (("Look first at", worst, "trouble"), ("Furthest on", best, "done")):
        word = "overdue or off track" if number == "trouble" else "done"
        if len(groups):
            listed = "; ".join(f"{shorten(str(row['group']), _NAME)}, {share_of(row[number], row['total'])} {word}" for _, row in groups.iterrows())
            said.append(f"{head}, by {what}: {listed}.")
    return said


def label_plan(ground: Ground) -> pd.DataFrame:
    """Return the actions as a reader sees them, with what stands beside them: theme, recommendations, bodies."""
    actions = ground.readable_actions
    listed = progress.describe_actions(actions, ground.as_at)
    listed.insert(1, "Theme", actions["theme"])
    listed["Recommendations"] = actions["recommendation_refs"].map("; ".join)
    listed["Delivered by"] = actions["deliver"].map("; ".join)
    listed["First due"] = actions["first_due"]
    listed["Completed"] = actions["completed"]
    return listed.dropna(axis="columns", how="all") if len(listed) else listed


def build_themes(ground: Ground) -> Section:
    """Return how far each theme is."""
    actions, as_at = ground.actions, ground.as_at
    themes = progress.theme_progress(actions, as_at, themes=ground.table("themes")["name"])
    slides = bar_slides(themes, "theme", note="Every action stands in one theme. The length of a bar is the number of actions.")
    described = progress.describe_progress(progress.add_total(themes, actions, as_at), "Theme")
    return Section("themes", "Themes", slides, (Sheet("Themes", "Actions by theme and status; the last row is the whole plan", described),))


def bar_slides(groups: pd.DataFrame, one: str, many: str = "", *, title: str = "", points: tuple[str, ...] = (), note: str = "") -> tuple[Slide, ...]:
    """Return slides of stacked bars, so many groups on each; those with most overdue or off track first where there are several slides."""
    words = describe_status_bars(groups, one, many)
    title = title or title_groups(groups, one, many)
    filled = groups[groups["total"] > 0]
    if len(filled) > MOST_BARS:
        filled = filled.sort_values("trouble", ascending=False, kind="stable")
    number_of_parts = -(-len(filled) // MOST_BARS)
    each = -(-len(filled) // max(number_of_parts, 1))
    parts = [filled.iloc[start : start + each] for start in range(0, len(filled), max(each, 1))]
    longest = float(filled["total"].max()) if len(filled) else 0.0
    return tuple(
        Slide(
            title,
            (words, *points) if number == 1 else (),
            figure=figures.draw_statuses(part, words if number == 1 else f"{words} Part {number} of {len(parts)}.", longest),
            notes=note,
            part=number,
            parts=len(parts),
        )
        for number, part in enumerate(parts, start=1)
    ) or (Slide(title, (words, *points), notes=note),)


def title_groups(groups: pd.DataFrame, one: str, many: str = "") -> str:
    """Return which group has most overdue, as a title; which is furthest on where nothing is overdue."""
    filled = groups[groups["total"] > 0]
    if filled.empty:
        return f"No {one} has an action"
    late = filled.sort_values(["overdue", "overdue_share"], ascending=False, kind="stable").iloc[0]
    if late["overdue"]:
        return f"{shorten(str(late['group']), _NAME)} has the most overdue: {share_of(late['overdue'], late['total'])}"
    first = filled.sort_values(["done_share", "total"], ascending=False, kind="stable").iloc[0]
    whom = count_of(len(filled), one, many)
    return f"Nothing is overdue in {whom}; {shorten(str(first['group']), _NAME)} is furthest on: {share_of(first['done'], first['total'])} done"


def build_agencies(ground: Ground) -> Section:
    """Return what each body has to do and who watches over it; leads where the plan names no body."""
    actions, as_at = ground.actions, ground.as_at
    roles = bodies_of.used_roles(actions)
    if not roles:
        leads = progress.lead_progress(actions, as_at)
        sheet = Sheet("Leads", "Actions by lead as typed, and status", progress.describe_progress(leads, "Lead"))
        bars = bar_slides(leads, "lead", points=("The plan names no body, so its actions are shown by lead.",))
        return Section("agencies", "Agencies", bars, (sheet,))
    counted = bodies_of.body_roles(actions, as_at, roles[0])
    gaps, themes = bodies_of.gaps(actions, roles), bodies_of.body_by_theme(actions, roles[0])
    points = (bodies_of.describe_counting(actions, roles[0]), bodies_of.describe_themes(themes))
    slides = [*bar_slides(counted, "body", "bodies", points=points, note="An action with several bodies counts for each of them.")]
    if len(gaps):
        table = Table(bodies_of.label_count(bodies_of.count_gaps(gaps)), "Gaps in the chain from delivery to second scrutiny", (3, 6, 1))
        with_gap = int(gaps["key"].nunique())
        title = f"{share_of(with_gap, len(actions))} actions {'has' if with_gap == 1 else 'have'} a gap in oversight"
        slides.append(Slide(title, ("An action may have several gaps.",), table=table))
    chain = bodies_of.label_chain(bodies_of.chain(actions, roles))
    return Section(
        "agencies", "Agencies", tuple(slides),
        (
            Sheet("Agencies", "Actions by body and status", progress.describe_progress(counted, "Body")),
            Sheet("Agencies by role", "Actions by body and role", bodies_of.label_roles(bodies_of.count_roles(actions))),
            Sheet("Agencies by theme", "Actions by body and theme", bodies_of.label_themes(themes)),
            Sheet("Oversight", "Who delivers, monitors and scrutinises, with gaps", chain),
            Sheet("Gaps in oversight", "The actions with a gap", bodies_of.label_gaps(gaps)),
        ),
    )  # fmt: skip


def build_timeline(ground: Ground) -> Section:
    """Return whether completion keeps up with the promise, and what is due when."""
    actions, as_at = ground.actions, ground.as_at
    running, undated = timeline.compare_planned(actions, as_at), timeline.count_undated_done(actions, as_at)
    deadlines, bars = timeline.count_deadlines(actions), timeline.list_bars(actions, as_at)
    slides = []
    words = timeline.describe_planned(running, as_at, undated)
    figure = figures.draw_planned(running, words) if running["completed"].notna().any() else None
    slides.append(
        Slide(
            words.rstrip("."),
            (timeline.describe_bars(bars, actions),),
            figure=figure,
            notes="Promised counts first due dates. Completed counts dates of completion or sign-off.",
        )
    )
    if len(deadlines):
        words = timeline.describe_deadlines(deadlines, as_at)
        overdue = int(bars["overdue"].sum())
        later = words.split("; ")[-1]
        points = (f"{later[:1].upper()}{later[1:]}", f"{count_of(overdue, 'action').capitalize()} {are(overdue)} overdue on {summary_day(as_at)}.")
        slides.append(Slide(words.split(";")[0], points, figure=figures.draw_deadlines(deadlines.tail(36), words)))
    slides += _list_due(ground)
    totals = ["Month", "Promised by then", "Completed by then"]
    return Section(
        "timeline", "Timeline", tuple(slides),
        (
            Sheet("Promised and completed", "Running totals at the end of each month", running.set_axis(totals, axis=1)),
            Sheet("Deadlines by month", "Deadlines of each month by status", timeline.label_deadlines(deadlines)),
            Sheet("Every date", "Start, first and current due date of every dated action", timeline.label_bars(bars)),
        ),
    )  # fmt: skip


def _list_due(ground: Ground) -> list[Slide]:
    """Return the actions that are overdue, longest first."""
    actions = ground.actions
    judged = progress.judge_dates(actions, ground.as_at)
    late = actions.assign(days=judged["days_overdue"])[judged["overdue"]].sort_values("days", ascending=False, kind="stable")
    if late.empty:
        return []
    frame = pd.DataFrame(
        {
            "Ref": late["ref"], "Action": [shorten(text, 110) for text in late["action"]], "Lead": late["lead"], "Due": late["due"],
            "Days overdue": late["days"], "Status": progress.describe_statuses(late),
        }
    )  # fmt: skip
    longest = int(late["days"].iloc[0])
    title = f"{count_of(len(late), 'action').capitalize()} {are(len(late))} overdue, the longest by {count_of(longest, 'day')}"
    return [Slide(title, table=Table(frame, "Actions overdue, the longest first", (1, 6, 2.6, 2, 1.2, 1.8), most=16))]


def summary_day(day: object) -> str:
    """Return a date as 31 March 2025."""
    return f"{day.day} {day:%B %Y}"  # type: ignore[attr-defined, str-bytes-safe]


def build_recommendations(ground: Ground) -> Section:
    """Return whether every recommendation is being answered."""
    table = recs.list_recommendations(ground.table("recommendations"), ground.actions, ground.as_at)
    lonely, unlinked = recs.find_orphans(table, ground.actions)
    words = recs.describe_recommendations(table, lonely, unlinked)
    if table.empty:
        return Section("recommendations", "Recommendations", (Slide("This plan names no recommendations", (words,)),))
    counted = recs.count_progress(table, ground.actions, ground.as_at)
    worst = table.assign(open=table["actions"] - table["done"]).sort_values(["overdue", "open"], ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            "Ref": worst["ref"], "Recommendation": [shorten(text, 130) if isinstance(text, str) else "" for text in worst["text"]],
            "Actions": worst["actions"], "Done": worst["done"], "Overdue": worst["overdue"],
        }
    )  # fmt: skip
    done = int(((table["actions"] > 0) & (table["done"] == table["actions"])).sum())
    title = f"{share_of(done, len(table))} recommendations {_have(done)} all actions done; {len(lonely)} {_have(len(lonely))} no action"
    slide = Slide(
        title,
        (words, recs.describe_progress(counted)),
        table=Table(frame, "Recommendations, most overdue first", (1, 9, 1.1, 1, 1.1), most=20),
    )
    sheets = (
        Sheet("Recommendations", "Every recommendation once, with its actions", recs.label_recommendations(table)),
        Sheet("Without a recommendation", "Actions that name no recommendation", label_actions(unlinked)),
    )
    return Section("recommendations", "Recommendations", (slide,), sheets)


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
