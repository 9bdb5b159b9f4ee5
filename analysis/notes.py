"""What happened beside a measure: events and actions of the plan on its time axis, the rules that fired, its commentary."""

import re
from datetime import date

import pandas as pd

from analysis.control_chart import ControlChart
from analysis.figure_words import describe_day, format_value
from analysis.uk_time import in_uk
from analysis.wording import count_of, join_words
from model.vocabulary import STATUS_SYMBOLS

# A board meets every month: its meetings would cover the chart and say nothing about the figure.
LEFT_OUT = ("board meeting",)
_MOST_ON_AXIS = 12
_KIND_WORDS = {
    "special_cause_improvement": "improving", "special_cause_concern": "worsening",
    "special_cause_neutral_high": "higher than usual", "special_cause_neutral_low": "lower than usual",
}


def find_plan_start(plans: pd.DataFrame, actions: pd.DataFrame) -> date | None:
    """Return the day from which the plan can have had an effect: the report it answers, else the first start of an action."""
    published = plans["report_published"].dropna()
    if len(published):
        return published.iloc[0].date()
    starts = actions["start"].dropna()
    return starts.min().date() if len(starts) else None


def link_actions(actions: pd.DataFrame, measure: pd.Series) -> pd.DataFrame:
    """Return the actions that name a measure: under their measures, or in the effect they promise.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions.
    measure : Series
        ``measure``, ``name`` and ``catalogue_id`` of the measure.
    """
    names = {_bare(measure[field]) for field in ("measure", "name", "catalogue_id") if pd.notna(measure.get(field))} - {""}
    named = actions["measure"].fillna("").map(lambda text: any(_bare(part) in names for part in re.split(r"[;\n]", text)))
    promised = actions["effect"].fillna("").map(lambda text: any(_bare(text).startswith(name) for name in names if len(name) > 4))
    return actions[named.astype(bool) | promised.astype(bool)]


def _bare(text: object) -> str:
    return " ".join(re.findall(r"\w+", str(text).casefold()))


def list_notes(events: pd.DataFrame, actions: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return what is noted on a time axis, numbered by date: events (not board meetings) and the completion of actions.

    Returns
    -------
    DataFrame
        ``number``, ``date``, ``kind``, ``what``.
    """
    happened = events[~events["kind"].isin(LEFT_OUT)]
    rows = [(row.date, row.kind, row.title if pd.notna(row.title) else row.kind) for row in happened.itertuples()]
    done = actions[actions["completed"].notna()]
    rows += [(row.completed, "action completed", f"{_name(row)}") for row in done.itertuples()]
    notes = pd.DataFrame(rows, columns=["date", "kind", "what"]).astype({"date": "datetime64[us]"})
    inside = notes[(notes["date"] >= pd.Timestamp(first)) & (notes["date"] <= pd.Timestamp(last))]
    inside = inside.drop_duplicates().sort_values("date", kind="stable").tail(_MOST_ON_AXIS).reset_index(drop=True)
    inside.insert(0, "number", range(1, len(inside) + 1))
    return inside


def _name(action: object) -> str:
    ref, text = action.ref, str(action.action)  # type: ignore[attr-defined]
    short = text if len(text) <= 90 else text[:89] + "…"
    return f"{ref} {short}" if pd.notna(ref) else short


def label_notes(notes: pd.DataFrame) -> pd.DataFrame:
    """Return the notes as people read them."""
    return notes.set_axis(["No.", "Date", "Kind", "What happened"], axis=1)


def label_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """Return the actions that name a measure as people read them."""
    return pd.DataFrame(
        {
            "Ref": actions["ref"],
            "Action": actions["action"],
            "Effect promised": actions["effect"],
            "Due": actions["due"],
            "Completed": actions["completed"],
            "Status": [f"{STATUS_SYMBOLS.get(status, '')} {status}" if pd.notna(status) else "" for status in actions["status"]],
        }
    )


def list_rules(chart: ControlChart | None, unit: object) -> pd.DataFrame:
    """Return the flagged points with the rule that fired on each, newest first.

    Returns
    -------
    DataFrame
        ``Date``, ``Figure``, ``Rule that fired``, ``Meaning``.
    """
    flags = chart.shown.flags if chart else ()
    rows = [
        (pd.Timestamp(flag.date), format_value(chart.result.points["value"][flag.place], unit), flag.words, _KIND_WORDS[flag.point_type])
        for flag in reversed(flags)
        if chart
    ]
    return pd.DataFrame(rows, columns=["Date", "Figure", "Rule that fired", "Meaning"]).astype({"Date": "datetime64[us]"})


def describe_rules(chart: ControlChart) -> str:
    """Return in one sentence how many points are flagged, and by which rules."""
    flags = chart.shown.flags
    if not flags:
        return "No point is flagged." if chart.shown.variation is not None else "No point is flagged, because icons and flags are withheld."
    said = list(dict.fromkeys(flag.words for flag in flags))
    return f"{count_of(len(flags), 'point')} of {len(chart.result.points['value'])} {'is' if len(flags) == 1 else 'are'} flagged: {join_words(said)}."


def list_reservations(chart: ControlChart) -> list[str]:
    """Return what to know beside the chart: what is withheld and why, how limits were made, where they start afresh, the baseline."""
    said = [*chart.shown.withheld, *chart.shown.notes]
    if chart.baseline is not None:
        said.append(chart.baseline.sentence)
    said += [f"Limits start afresh on {describe_day(rebase.date)}: {rebase.reason} (decided by {rebase.author})." for rebase in chart.rebases]
    return said


def describe_commentary(said: pd.DataFrame, period_end: object) -> str:
    """Return what the owner says about the latest figure, and whether it was said already before.

    Parameters
    ----------
    said : DataFrame
        ``uploaded_at``, ``commentary``, newest first.
    period_end : Timestamp
        The day of the latest figure.
    """
    texts = said["commentary"].fillna("").str.strip()
    if texts.empty or not texts.iloc[0]:
        return "No commentary came with the newest upload."
    same = (texts == texts.iloc[0]).cumprod().astype(bool)
    repeated = int(same.sum())
    if repeated == 1:
        return texts.iloc[0]
    since = said.loc[same, "uploaded_at"].iloc[-1]
    return (
        f"{texts.iloc[0]} (Stale: word for word the same in {repeated} uploads, since that of {describe_day(in_uk(since))}, "
        f"so it may not speak of the figure of {describe_day(period_end)}.)"
    )
