"""The last parts of a pack: the statutory clock and what comes next, and the appendix: method, age of the data, reconciliation of rows."""

import pandas as pd

from analysis import records, summary
from analysis.disclosure import describe_rule
from analysis.uk_time import date_versions, in_uk
from analysis.wording import count_of
from reports.ground import Ground
from reports.parts import Section, Sheet, Slide, Table
from reports.plan_sections import summary_day
from reports.writing import write_day

_METHOD = (
    "A status is what somebody typed. What is overdue, due soon or without an update is worked out from dates, on the day of the plan's information.",
    "A measure has really changed only where a rule of its control chart says so; two figures side by side prove nothing.",
    "Control charts need 13 figures; with 5 to 12 the limits are provisional, and annual or rolling figures take none.",
    "Whether a target will be met is said only where the target lies outside the usual variation.",
    "A figure may have moved after an action, never for certain because of it.",
    "A letter in brackets stands where there is no number; it is never zero. [c] is a small number of children that is hidden.",
)


def build_next(ground: Ground) -> Section:
    """Return where the statutory clock stands and which events come next."""
    words = summary.describe_clock(ground.table("plans"), ground.today)
    events = records.next_events(ground.records["events"], ground.today, number=10)
    labelled = summary.label_events(events, ground.today)
    first, _, rest = words.partition(". ")
    points = (rest,) if rest else ()
    title = first.rstrip(".").removeprefix("Statutory clock: ")
    title = title[:1].upper() + title[1:]
    none = "No event from this day on is known: events are read from the workbook of records."
    slide = Slide(
        title,
        points if len(labelled) else (*points, none),
        table=Table(labelled, f"The next events from {write_day(ground.today)}", (2, 1.4, 6, 2)) if len(labelled) else None,
    )
    risks = records.grade_risks(ground.records["risks"])
    every = ground.records["events"][["date", "kind", "title"]].set_axis(["Date", "Kind", "Event"], axis=1)
    slides, sheets = [slide], [Sheet("Events", "Every event that is known", every)]
    if len(risks):
        high = int((risks["band"] == "high").sum())
        listed = risks[["ref", "risk", "score", "band", "owner"]].set_axis(["Ref", "Risk", "Score", "Band", "Owner"], axis=1)
        grid = records.place_risks(ground.records["risks"])
        title = f"{high} of {count_of(len(risks), 'risk')} {'is' if high == 1 else 'are'} high"
        table = Table(listed, "Risks, highest first", (1, 7, 1, 1.3, 3), most=12)
        slides.append(Slide(title, (records.describe_risks(ground.records["risks"], grid),), table=table))
        sheets.append(Sheet("Risks", "The risk register, highest first", listed))
    return Section("next", "Statutory clock, events and risks", tuple(slides), tuple(sheets))


def build_appendix(ground: Ground) -> Section:
    """Return how it was counted, how old the data are, and that every row of every file is accounted for."""
    method: tuple[str, ...] = _METHOD
    if ground.wanted.partner:
        method = ("Partner version: what officers wrote in their own words, and what compares versions, is left out.", *method)
    if ground.wanted.safe:
        method = (*method, describe_rule(ground.wanted.threshold))
    ages, rows = list_ages(ground), list_readings(ground)
    old = int((ages["Days old"].fillna(0) > 45).sum())
    found, loaded, explained = (int(rows[name].sum()) for name in ("Rows found", "Loaded", "Explained"))
    slides = (
        Slide("How it was counted", method),
        Slide(
            f"{old} of {count_of(len(ages), 'source')} {'is' if old == 1 else 'are'} more than 45 days old" if len(ages) else "No source is known",
            table=Table(ages, f"How old the information is on {write_day(ground.today)}", (3, 4, 2, 1.3, 1), most=20),
        ),
        Slide(
            f"Every row is accounted for: {found:,} found = {loaded:,} loaded + {explained:,} explained",
            table=Table(rows, "Rows found, loaded and explained in each file", (1, 4, 1.4, 2, 1.3, 1.2, 1.3), most=14),
            notes="Explained rows are headings, totals, notes and the like; the workbook names each with its reason.",
        ),
    )
    sheets = (Sheet("Age of the data", "How old each source is", ages), Sheet("Files", "Rows found, loaded and explained in each file", rows))
    return Section("appendix", "Appendix", slides, sheets)


def list_ages(ground: Ground) -> pd.DataFrame:
    """Return each source with the date it is true for and its age in days."""
    today = pd.Timestamp(ground.today)
    used = _used(ground)
    when = date_versions(used)
    frame = pd.DataFrame(
        {
            "Source": used["kind"].map({"plan": "The plan", "figures": "Figures", "records": "Risks, inspections, events"}).fillna(used["kind"]),
            "File": used["file"], "As at": when, "Days old": (today - when).dt.days.clip(lower=0).astype("Int64"), "Upload": used["version_id"],
        }
    )  # fmt: skip
    return frame.reset_index(drop=True)


def _used(ground: Ground) -> pd.DataFrame:
    own = int(ground.version["version_id"])
    return ground.versions[ground.versions["version_id"].isin(ground.readings) | (ground.versions["version_id"] == own)].sort_values("version_id")


def list_readings(ground: Ground) -> pd.DataFrame:
    """Return the rows found, loaded and explained in each file behind the pack."""
    used = _used(ground)
    return pd.DataFrame(
        {
            "Upload": used["version_id"], "File": used["file"], "Kind": used["kind"], 
            "As at": [write_day(day) or "not stated" for day in used["as_at"]],
            "Rows found": used["found"], "Loaded": used["loaded"], "Explained": used["explained"],
        }
    ).reset_index(drop=True)  # fmt: skip


def describe_source(ground: Ground) -> str:
    """Return which version this is, and its fingerprint."""
    version = ground.version
    return f"Upload {version['version_id']} of {summary_day(in_uk(version['uploaded_at']))}, {version['file']}, fingerprint {version['sha256'][:12]}"
