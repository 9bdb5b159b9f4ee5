"""The words and small tables of the overview."""

from datetime import date

import pandas as pd

from analysis import measures as figures
from analysis.clock import SUBMISSION_WORKING_DAYS, clock
from analysis.progress import count_statuses
from analysis.uk_time import in_uk
from analysis.wording import are, count_of, share_of

WORST_RULE = "Highest share overdue or off track first; then the lowest share done."
BEST_RULE = "Highest share done first; then the lowest share overdue or off track. None stands on both sides."
HEADLINE_MEASURES = 6
MEASURES_RULE = "At most six: furthest from their target first, then those that got worse, then those without a target"


def label_statuses(actions: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of statuses with headings for reading, every status, those that nobody has with 0."""
    counted = count_statuses(actions)
    return pd.DataFrame(
        {"Status": counted["symbol"] + " " + counted["status"], "Actions": counted["count"], "Of": counted["whole"], "Share %": counted["share"]}
    )


def label_worst(worst: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return the groups that need attention as two columns: which, and why by the rule."""
    return pd.DataFrame(
        {
            what.capitalize(): worst["group"],
            "Overdue or off track": [share_of(part, whole) for part, whole in zip(worst["trouble"], worst["total"], strict=True)],
            "Done": [share_of(part, whole) for part, whole in zip(worst["done"], worst["total"], strict=True)],
        }
    )


def label_best(best: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return the groups that are furthest on, columns in the order of the rule."""
    labelled = label_worst(best, what)
    return labelled[[what.capitalize(), "Done", "Overdue or off track"]]


def label_headlines(latest: pd.DataFrame) -> pd.DataFrame:
    """Return the few measures to look at first: those furthest from their target, then those that got worse.

    Parameters
    ----------
    latest : DataFrame
        From ``measures.compare_latest``.
    """
    chosen = figures.sort_worst_first(latest[latest["period_end"].notna()]).head(HEADLINE_MEASURES)
    return figures.label_latest(chosen)[["Measure", "Latest", "Of", "Change", "Target"]].rename(columns={"Of": "Date"})


def label_events(events: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return events to come with the days until each."""
    days = (events["date"] - pd.Timestamp(today)).dt.days
    return pd.DataFrame(
        {
            "Date": events["date"],
            "In": ["today" if day == 0 else count_of(int(day), "day") for day in days],
            "Event": events["title"].fillna(events["kind"]),
            "Kind": events["kind"],
        }
    )


def describe_clock(plans: pd.DataFrame, today: date) -> str:
    """Say where the statutory clock stands: when the plan was or is due at Ofsted, and how that was counted.

    Parameters
    ----------
    plans : DataFrame
        Canonical plans; the first row counts.
    today : date
    """
    dates = {name: _date_of(plans, name) for name in ("report_published", "report_received", "submission_due")}
    stands = clock(dates["report_published"], dates["report_received"], today)
    stated = dates["submission_due"]
    if stands.due is None or stands.start is None or stands.left is None:
        unknown = "The plan does not say when the inspection report was received or published"
        if stated:
            return f"{unknown}; it gives {_day(stated)} as the day by which it is due at Ofsted."
        return f"{unknown}, so its {SUBMISSION_WORKING_DAYS} working days to submission cannot be counted."
    passed = stands.due < today
    left = f"{count_of(stands.left, 'working day')} left" if stands.left else "today"
    when = f"{count_of((today - stands.due).days, 'day')} ago" if passed else left
    why = "" if stands.counted_from == "received" else " (when it was received is not known)"
    words = (
        f"Statutory clock: the plan {'was' if passed else 'is'} due at Ofsted by {_day(stands.due)}, {when}. "
        f"Counted: {SUBMISSION_WORKING_DAYS} working days from {_day(stands.start)}, when the report was {stands.counted_from}{why}, "
        "without weekends and England's bank holidays; the day after is day 1."
    )
    return words if stated in (None, stands.due) else f"{words} The plan itself gives {_day(stated)}."


def _date_of(plans: pd.DataFrame, column: str) -> date | None:
    known = plans[column].dropna()
    return None if known.empty else known.iloc[0].date()


def describe_version(version: pd.Series, versions: pd.DataFrame) -> str:
    """Say which version is on show, where it came from and how many earlier and later ones are kept.

    Parameters
    ----------
    version : Series
        A row of ``Store.versions``.
    versions : DataFrame
        All versions of the same council, of any plan.
    """
    same = versions[versions["plan"] == version["plan"]]
    earlier = int((same["version_id"] < version["version_id"]).sum())
    later = int((same["version_id"] > version["version_id"]).sum())
    named = f"Version {version['label']}" if pd.notna(version["label"]) else "This version"
    as_at = f"is as at {_day(version['as_at'])} and" if pd.notna(version["as_at"]) else "gives no date of its own and"
    words = f"{named} {as_at} was uploaded on {_day(in_uk(version['uploaded_at']))} by {version['uploaded_by']} (upload {version['version_id']})."
    kept = f"{count_of(earlier, 'earlier version').capitalize()} of this plan {are(earlier)} kept"
    return f"{words} {kept}, and {count_of(later, 'later one')}." if later else f"{words} {kept}."


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
