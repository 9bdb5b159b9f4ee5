"""The parts of the changes page: what to compare with, the counts, and the lines."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import changes, history, matching
from analysis.wording import count_of
from pages.common import past as pasts
from pages.common import show
from pages.common.choices import Shown, ask
from pages.common.once import once
from pages.common.past import Past

OTHER_DAY = "Another day"


@dataclass(frozen=True)
class Since:
    """The earlier version of a comparison and how it was chosen, in words."""

    number: int
    words: str


def choose_since(shown: Shown, past: Past) -> Since:
    """Let the person choose what to compare with: the last board, any board, any version or any day."""
    choices = {**_boards(shown, past), **_versions(past)}
    help_ = "The plan as it was known at a board, in a version or on a day"
    chosen = st.selectbox("Compare with", [*choices, OTHER_DAY], key="since", bind="query-params", help=help_)
    if chosen == OTHER_DAY:
        return _choose_day(shown, past)
    label = chosen if chosen in choices else next(iter(choices))
    return Since(choices[label], label)


def _boards(shown: Shown, past: Past) -> dict[str, int]:
    """Return the version known at each past board meeting, the last board first, without those that knew the one on show or a later one."""
    events = ask(shown.line, shown.store.records, shown.council, "events")
    days = events.loc[(events["kind"] == "board meeting") & (events["date"] < pd.Timestamp(shown.today)), "date"].drop_duplicates()
    known = {day.date(): pasts.known_on(shown, day.date()) for day in days.sort_values(ascending=False)}
    earlier = {day: number for day, number in known.items() if number is not None and _is_earlier(shown, past, number)}
    return {f"The board of {show.format_date(day)}": number for day, number in earlier.items()}


def _is_earlier(shown: Shown, past: Past, number: int) -> bool:
    """Tell whether a version stands before the one on show: as at an earlier day, or as at the same day and corrected since."""
    now = past.snapshots[-1]
    return (pasts.find_day(shown, number), number) < (now.day, now.number)


def _versions(past: Past) -> dict[str, int]:
    return {f"The version as at {show.format_date(one.day)} (upload {one.number})": one.number for one in reversed(past.snapshots[:-1])}


def _choose_day(shown: Shown, past: Past) -> Since:
    first, last = past.snapshots[0], past.snapshots[-1]
    begin = past.snapshots[-2].day
    day = st.date_input("What was known on", value=begin, key="since_day", bind="query-params", max_value=shown.today, format="DD/MM/YYYY")
    number = pasts.known_on(shown, day)
    if number is None or not _is_earlier(shown, past, number):
        why = _say_why_not(number, last.number)
        st.info(f"On {show.format_date(day)} {why}. Compared with the first version instead.")
        number = first.number
    return Since(number, f"What was known on {show.format_date(day)}")


def _say_why_not(number: int | None, now: int) -> str:
    if number is None:
        return "nothing had been uploaded yet"
    return "the version on show was the newest already" if number == now else "a later version than the one on show was known"


def compare(shown: Shown, past: Past, since: Since) -> changes.Difference:
    """Return the difference between an earlier version and the one on show, for the actions that the shared filters leave."""
    from analysis.progress import filter_actions

    difference = once(_compare, past, since.number)
    if not shown.filtered:
        return difference
    before = once(filter_actions, difference.old, theme=shown.theme, agency=shown.agency, statuses=shown.statuses)
    return difference.only(set(before["key"]), set(shown.actions["key"]))


def _compare(past: Past, number: int) -> changes.Difference:
    now = past.snapshots[-1]
    old = pasts.find_actions(number)
    followed = past.snapshot(number) is not None
    pairing = history.pair_versions(past.traced, number, now.number) if followed else None
    return changes.Difference(old, now.actions, now.confirmed, pairing=pairing)


def show_answer(difference: changes.Difference, lines: pd.DataFrame, since: Since) -> None:
    """Say what changed, what was dropped while off track, and that nothing was lost."""
    red = changes.pick_dropped_red(lines)
    sums = changes.add_up(difference)
    st.header(show.plain(changes.describe_difference(changes.count_changes(lines), sums, len(red))))
    st.markdown(show.plain(f"Since: {since.words}. {changes.describe_sums(sums)}"))
    for _, row in red.iterrows():
        st.error(show.plain(f"▲ Dropped while off track: {row['ref'] if isinstance(row['ref'], str) else ''} {row['action']}"))
    reused = changes.find_reused(difference)
    for _, row in reused.iterrows():
        st.warning(show.plain(f"Reference {row['ref']} now stands for another action: it was “{row['before']}” and is “{row['after']}”"))


def show_counts(lines: pd.DataFrame, difference: changes.Difference) -> None:
    """Show how many actions changed in each way."""
    grid = st.grid(6, min_column_width=120, border=True)
    for kind, count in {**changes.count_changes(lines), changes.UNTOUCHED: changes.add_up(difference)[changes.UNTOUCHED]}.items():
        with grid.cell():
            st.metric(kind.capitalize(), f"{count:,}")


def show_lines(lines: pd.DataFrame, past: Past, since: Since) -> None:
    """Show the lines of each kind, each leading to its action's whole history."""
    now = past.snapshots[-1].number
    kinds = list(changes.count_changes(lines))
    if not kinds:
        return
    st.header("Every change")
    chosen = st.pills("Show only", kinds, selection_mode="multi", key="kinds", bind="query-params", help="None chosen: all kinds")
    weighty = [kind for kind in kinds if kind not in (changes.NEW_UPDATE, changes.NEW_EVIDENCE)]
    picked = lines[lines["change"].isin(chosen or weighty)]
    if not chosen and len(weighty) < len(kinds):
        st.caption("New updates and evidence are left out; choose them above to see them.")
    labelled = changes.label_changes(picked)
    known = past.snapshot(since.number) is not None
    keys = [(now, new) if isinstance(new, str) else (since.number, old) for old, new in zip(picked["old_key"], picked["new_key"], strict=True)]
    links = pasts.link_actions(past, keys) if known else ()
    labelled["Ref"] = labelled["Ref"].fillna("open")
    show.table(labelled, "changes", caption="Each reference opens the action's whole history", links=links)


def offer_pairs(shown: Shown, past: Past) -> None:
    """Ask whether actions that look alike are the same, and keep the answers."""
    if len(past.snapshots) < 2 or past.snapshots[-1].number != shown.version_id:
        return
    suggested = once(_suggest, past)
    if suggested.empty or not show.can_write(shown, f"{count_of(len(suggested), 'pair')} of actions may be the same, and none can be decided"):
        return
    with st.expander(f"Dropped and added actions that may be the same ({len(suggested)})", key="alike"):
        pasts.offer_keeping(shown, shown.plan, pasts.ask_same(suggested, "alike"), "alike")


def _suggest(past: Past) -> pd.DataFrame:
    before, now = past.snapshots[-2:]
    return matching.suggest_pairs(before.actions, now.actions, now.confirmed)
