"""The part of a pack about what happened since the version before, and whether the plan will finish on time."""

import pandas as pd

from analysis import changes, forecast, green, history, pace, slippage
from analysis.wording import are, count_of
from reports.fitting import shorten
from reports.ground import Ground
from reports.parts import Section, Sheet, Slide, Table
from reports.plan_sections import summary_day
from reports.writing import write_cell

# What a board asks for first; new updates and evidence stand in the workbook.
_ON_SLIDES = tuple(kind for kind in changes.KINDS if kind not in (changes.NEW_UPDATE, changes.NEW_EVIDENCE, changes.RENUMBERED))

_IN_TITLE = (changes.COMPLETED, changes.SIGNED_OFF, changes.DATE_MOVED, changes.DROPPED, changes.ADDED, changes.REOPENED)


def build_changes(ground: Ground) -> Section:
    """Return what changed since the version before, and the chance of finishing on time."""
    if ground.earlier is None:
        first = Slide("This is the first version kept, so nothing can be compared", ("What changed is shown from the second upload on.",))
        return Section("changes", "Since the last board", (first,))
    difference = changes.Difference(ground.earlier.actions, ground.actions, ground.snapshots[-1].confirmed)
    lines = changes.describe_changes(difference)
    counts, sums = changes.count_changes(lines), changes.add_up(difference)
    red = changes.pick_dropped_red(lines)
    since = summary_day(ground.earlier.day)
    moved = changes.label_statuses(changes.tabulate_statuses(difference))
    said = changes.describe_difference(counts, sums, len(red))
    caption = f"Status on {since} (down) and on {summary_day(ground.as_at)} (across); the totals add up"
    slides = [
        Slide(
            f"Since {since}: {_shorten_finding(counts, sums)}",
            (f"{said[0].upper()}{said[1:]}", changes.describe_sums(sums)),
            table=Table(moved, caption, _widths(moved), headed=True),
        ),
        *_list_changes(ground, lines, since),
        *_look_ahead(ground),
    ]
    sheets = (
        Sheet("Changes", f"Every change since {since}", changes.label_changes(lines)),
        Sheet("From status to status", f"Statuses on {since} and now", moved),
        *_sheets_of_history(ground),
    )
    return Section("changes", "Since the last board", tuple(slides), sheets)


def _shorten_finding(counts: dict[str, int], sums: dict[str, int]) -> str:
    """Return the two or three weightiest changes as a title."""
    kinds = [kind for kind in _IN_TITLE if kind in counts]
    said = [f"{counts[kind]} {'dates moved' if kind == changes.DATE_MOVED and counts[kind] > 1 else kind}" for kind in kinds[:3]]
    return ", ".join(said) if said else f"{count_of(sums['changed'], 'action')} changed"


def _widths(frame: pd.DataFrame) -> tuple[float, ...]:
    return (2.2, *(1.0,) * (len(frame.columns) - 1))


def _list_changes(ground: Ground, lines: pd.DataFrame, since: str) -> list[Slide]:
    chosen = lines[lines["change"].isin(_ON_SLIDES)]
    if chosen.empty:
        return []
    labelled = changes.label_changes(chosen)
    frame = pd.DataFrame(
        {
            "Ref": labelled["Ref"], "Action": [shorten(text, 80) for text in labelled["Action"]], "Change": labelled["Change"],
            "Before": [shorten(write_cell(value), 60) for value in labelled["Before"]],
            "Now": [shorten(write_cell(value), 60) for value in labelled["After"]],
        }
    )  # fmt: skip
    gone = lines[lines["change"] == changes.DROPPED]
    title = f"{count_of(len(chosen), 'change').capitalize()} since {since}"
    title += f", {count_of(len(gone), 'action')} dropped" if len(gone) else ", no action dropped"
    return [Slide(title, table=Table(frame, f"What changed since {since}, the weightiest first", (0.8, 5, 1.7, 2.4, 2.4), most=20))]


def _look_ahead(ground: Ground) -> list[Slide]:
    """Return whether dates hold, what green is worth, and the chance of finishing."""
    traced, today = ground.traced, ground.as_at
    dates = history.summarise_dates(traced, ground.earlier.day if ground.earlier else None)
    delays = slippage.measure_delays(traced, today)
    by_theme = slippage.slippage_by(dates, delays, "theme")
    worth = green.weigh_green(green.judge_green(traced), ground.actions, today)
    outlook = pace.look_ahead(traced, today)
    made, own = outlook.made, outlook.own
    table = _say_missing(slippage.label_slippage(by_theme, "Theme")).drop(columns=["With a date", "Days moved (median)"])
    words = slippage.describe_slippage(by_theme)
    themes = pace.label_themes(pace.forecast_themes(traced, today, own))
    apart = "Each theme is taken at its own pace, so a slow one can have less chance than the plan."
    points = (forecast.describe_forecast(made, today, own), worth.describe(), pace.describe_pace(outlook.months, outlook.endless, outlook.suspended))
    return [
        Slide(
            words, (slippage.describe_delay(delays),),
            table=Table(table, "Dates moved, by theme", _widths(table), headed=True),
            notes="The first date is kept for ever. A date moved is a due date that differs from the version before.",
        ),
        Slide(
            _title_forecast(made, today, own), points if themes.empty else (*points, apart),
            table=Table(themes, "The chance of finishing, by theme", (2.4, 0.8, 1.2, 0.8, 1, 1.5, 1.5), headed=True),
            notes="Worked out exactly from the actions finished and added in each past month: it says what the pace so far would bring.",
        ),
    ]  # fmt: skip


def _say_missing(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose empty numbers say why they are empty."""
    said = table.copy()
    for name in said.columns[1:]:
        if said[name].isna().any():
            said[name] = [write_cell(value) or "too few" for value in said[name]]
    return said


def _title_forecast(made: forecast.Forecast, today: object, own: object) -> str:
    left = f"{count_of(made.left, 'action').capitalize()} {are(made.left)} left"
    if made.why_not or not made.left or own is None:
        return f"{left}: {made.why_not}" if made.why_not else left
    chance = forecast.say_chance(made.chance_by(forecast.months_until(today, own)))  # type: ignore[arg-type]
    return f"{left}; the chance of finishing by {summary_day(own)} is {chance} at the pace so far"


def _sheets_of_history(ground: Ground) -> tuple[Sheet, ...]:
    traced = ground.traced
    dates = history.summarise_dates(traced, ground.earlier.day if ground.earlier else None)
    by_theme = slippage.slippage_by(dates, slippage.measure_delays(traced, ground.as_at), "theme")
    return (
        Sheet("Dates moved by theme", "First and current dates, by theme", slippage.label_slippage(by_theme, "Theme")),
        Sheet("Dates moved", "Every action whose date moved", slippage.label_moved(slippage.list_moved(dates))),
    )
