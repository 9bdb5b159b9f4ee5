"""What a column holds where its heading alone does not say: headings with several meanings, and columns without a heading."""

from loaders.tables.contents import Profile
from loaders.tables.table import FoundColumn, FoundTable

LONGEST_DEADLINE = 20  # characters on average: what is longer says more than a date ("Train all staff (by 31/10/2013)")
DATE_FIELDS = ("due", "start", "revised", "first_due", "completed", "signed_off", "update_date")


def decide_by_contents(name: str, contents: Profile) -> str:
    """Return the field that the contents make of a heading that has more than one meaning."""
    if not contents.filled:
        return "status" if name in ("achieved", "tick") else ("due" if name == "target" else name)
    dates, rated = contents.dates >= 0.5, contents.ratings + contents.ticks >= 0.6
    prose = contents.long >= 0.4 and contents.ratings < 0.5
    if name == "achieved":
        return "completed" if dates else ("status" if rated or not prose else "update")
    if name == "tick":
        return "status" if rated else "update"
    if name == "target":
        return "due" if dates else ("measure" if contents.numbers + contents.percents + contents.long > 0.3 or contents.length > 12 else "due")
    if name in ("completed", "signed_off") and not dates:
        if contents.percents + contents.numbers >= 0.6:
            return "progress"
        if rated and contents.length < 30:
            return "status" if name == "completed" else name
        if name == "signed_off" and contents.bodies >= 0.4:
            return "signed_off_by"
        return "update" if prose and name == "completed" and contents.opening_dates < 0.5 else name
    if name == "status" and prose and contents.openings + contents.ratings < 0.2 and contents.hues < 2:
        return "update"  # a heading that asks "How are we doing?" over sentences
    if name in ("update", "progress", "direction") and not prose:
        return _short_progress(name, contents, dates, rated)
    if name == "progress" and prose:
        return "update"
    if name in ("outcome", "evidence", "measure", "outcome_rating", "theme") and rated and contents.length < 30:
        return "outcome_rating"
    mere_dates = contents.dates >= 0.7 and contents.length <= LONGEST_DEADLINE and (contents.opening_dates >= 0.3 or contents.dates == 1)
    if name in ("outcome", "evidence", "action", "lead", "deliver", "monitor", "measure", "objective") and mere_dates:
        return {"outcome": "completed", "evidence": "completed"}.get(name, "due")
    if name == "outcome_rating" and prose:
        return "outcome"
    if name in DATE_FIELDS and not dates:
        return _not_dates(name, contents, rated)
    if name == "theme":
        return _theme_or_not(contents)
    if name == "category" and contents.long >= 0.5:
        return "theme"
    if name == "ref" and contents.long >= 0.5:
        return "action"
    if name == "recommendation" and contents.references >= 0.9 and contents.distinct == 1.0 and contents.recommendations < 0.6:
        return "ref"  # "Requirement | Ref" over 1.1.1, 1.1.2 ...
    if name == "recommendation" and contents.recommendations >= 0.6:
        return "recommendation_refs"
    if name == "recommendation_refs" and contents.long >= 0.5:
        return "recommendation"
    return name


def _short_progress(name: str, contents: Profile, dates: bool, rated: bool) -> str:
    if rated or (name != "direction" and contents.symbols >= 0.6):
        return "status"
    if contents.percents >= 0.6 or (name == "progress" and contents.numbers >= 0.6):
        return "progress"
    if dates and contents.real_dates >= 0.5:
        return "update_date"
    if contents.hues >= 2 and contents.filled < contents.coloured:
        return "status"
    return name if name != "direction" else ("status" if contents.ratings >= 0.6 else "direction")


def _not_dates(name: str, contents: Profile, rated: bool) -> str:
    if rated and contents.length < 30:
        return "status"
    if contents.roles >= 0.7 and contents.dates < 0.1:
        return "lead"
    if name == "due" and contents.recommendations >= 0.8 and contents.distinct > 0.5 and contents.numbers < 0.5:
        return "due"
    return name


def _theme_or_not(contents: Profile) -> str:
    if contents.levels >= 0.8:
        return "other"
    if contents.dates >= 0.7:
        return "due"
    if contents.bodies >= 0.7:
        return "deliver"
    return "theme"


def guess_field(table: FoundTable, column: FoundColumn, contents: Profile) -> str:
    """Return the field of a column without a heading, where its contents are plain."""
    if contents.filled == 0:
        return "status" if contents.hues >= 2 else "other"
    if contents.ratings >= 0.8 or (contents.hues >= 2 and contents.length < 15):
        return "status"
    if contents.real_dates >= 0.8 or contents.dates >= 0.9:
        return "due"
    first = column.index == min(c.index for c in table.columns)
    if (
        first
        and contents.numbers == 0
        and any(top in table.rows and left == column.index and bottom > top for top, left, bottom, _ in table.sheet.merged)
    ):
        return "theme"
    if first and contents.references >= 0.8:
        return "ref"
    if contents.long >= 0.8 and contents.distinct >= 0.8:
        return "action"
    if contents.roles >= 0.8:
        return "lead"
    return "theme" if first and contents.distinct <= 0.5 and contents.long < 0.5 and contents.numbers == 0 else "other"
