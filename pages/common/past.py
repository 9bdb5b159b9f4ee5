"""The past of the plan on show: its versions up to the one on show, each action followed through them."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from analysis import history
from analysis.matching import hold_apart
from analysis.uk_time import date_version, end_of_day
from model import empty
from pages.common import show
from pages.common.choices import Shown, ask, find_tables, get_store
from pages.common.once import once

MATCH = "match:"  # under this, with the old action's identity, stands what a person said: the new action's identity, or that it is another
WENT = "went:"  # under this stands what became of an outstanding action of an older plan


@dataclass(frozen=True)
class Past:
    """The versions of a plan in order and every action followed through them.

    Parameters
    ----------
    snapshots : tuple of Snapshot
        Oldest first; the last is the version on show.
    traced : DataFrame
        From ``analysis.history.trace``.
    names : mapping of int to str
        A short name for every action that any version has, by thread; all are different.
    """

    snapshots: tuple[history.Snapshot, ...]
    traced: pd.DataFrame
    names: Mapping[int, str]

    def snapshot(self, number: int) -> history.Snapshot | None:
        """Return the version with a number, None where it is not among them."""
        return next((one for one in self.snapshots if one.number == number), None)


def find_actions(number: int) -> pd.DataFrame:
    """Return the actions of a version, an empty table where it has none."""
    return find_tables(number).get("actions", empty("actions"))


def load_past(shown: Shown) -> Past:
    """Return the past of the plan on show, as it was known at the moment on show."""
    numbers = tuple(int(number) for number in shown.versions["version_id"])
    return _follow(os.environ.get("DASHBOARD_DATABASE_URL"), numbers, shown.as_at, tuple(load_answers(shown, shown.plan).items()))


@st.cache_resource(show_spinner=False, max_entries=4)
def _follow(url: str | None, numbers: tuple[int, ...], as_at: date, answers: tuple[tuple[str, str], ...]) -> Past:
    # Versions never change and answers are part of the key, so nothing else can change the result. Never written to afterwards.
    versions = get_store().versions(withdrawn=True).set_index("version_id")
    snapshots = []
    for number in numbers:
        day = date_version(versions.loc[number])
        if day <= as_at:
            snapshots.append(history.Snapshot(number, day, find_actions(number), {**kept_matches(url, number), **as_pairs(dict(answers))}))
    ordered = history.put_in_order(snapshots)
    traced = history.trace(ordered)
    return Past(tuple(ordered), traced, _name_threads(traced))


@st.cache_data(show_spinner=False, max_entries=200)
def kept_matches(url: str | None, number: int) -> dict[str, str]:
    """Return the pairs confirmed when a version was uploaded."""
    return as_pairs(get_store().report(number).get("profile", {}))


def as_pairs(answers: Mapping[str, str]) -> dict[str, str]:
    """Return, of all answers, those that pair actions, as ``analysis.matching.pair`` takes them."""
    return {question.removeprefix(MATCH): answer for question, answer in answers.items() if question.startswith(MATCH)}


def load_answers(shown: Shown, plan: str) -> dict[str, str]:
    """Return what was said about a plan's actions by the moment on show: the last answer to each question."""
    said = load_said(shown, plan)
    return dict(zip(said["question"], said["answer"], strict=True))


def load_said(shown: Shown, plan: str) -> pd.DataFrame:
    """Return the answers about a plan's actions by the moment on show, as ``Store.answers`` has them: oldest first, with who said each and when."""
    said = shown.store.answers(shown.council, plan, until=shown.until)
    if shown.moment is not None:
        said = said[said["at"] <= pd.Timestamp(shown.moment)]
    return said[said["question"].str.startswith((MATCH, WENT))]


def offer_keeping(shown: Shown, plan: str, answers: Mapping[str, str], key: str) -> None:
    """Ask who decided, and keep what was said about a plan's actions; the page then shows it at once."""
    st.text_input("Your name or role", value=st.session_state.get("_who", ""), key=f"{key}-who", help="Kept with the answers")
    st.button("Keep these answers", key=f"{key}-keep", on_click=_keep_answers, args=(shown, plan, dict(answers), key))
    if st.session_state.pop(f"{key}-incomplete", False):
        st.error("Please decide at least one of them and give your name or role.")


def _keep_answers(shown: Shown, plan: str, answers: Mapping[str, str], key: str) -> None:
    who = st.session_state.get(f"{key}-who", "").strip()
    if not answers or not who:
        st.session_state[f"{key}-incomplete"] = True
        return
    st.session_state["_who"] = who
    for question, answer in answers.items():
        shown.store.answer_question(shown.council, plan, question, answer, who=who, when=datetime.now(UTC), version_id=shown.version_id)


def need_two(past: Past) -> None:
    """Where only one version is kept, say what is missing and end the page."""
    if len(past.snapshots) < 2:
        st.info("Only one version of this plan is kept up to here, so there is nothing to compare it with yet.")
        st.markdown("Upload each new issue of the tracker as it is; every one is kept.")
        st.page_link(show.page("upload"), label="Go to Upload")
        st.stop()


def need_officer(shown: Shown) -> None:
    """End the page in the partner view: two versions side by side can give a hidden number away."""
    if shown.partner:
        st.info("The partner view shows only the newest version of the plan. Turn it off in the side bar to see what changed.")
        st.stop()


def pick_threads(shown: Shown, past: Past) -> tuple[int, ...]:
    """Return the threads of the actions that the shared filters leave, of the version on show."""
    return once(_pick_threads, past, shown.actions)


def _pick_threads(past: Past, actions: pd.DataFrame) -> tuple[int, ...]:
    last = past.traced[past.traced["number"] == past.snapshots[-1].number]
    return tuple(last.loc[last["key"].isin(set(actions["key"])), "thread"].tolist())


def _name_threads(traced: pd.DataFrame) -> dict[int, str]:
    last = history.last_rows(traced)
    names: dict[int, str] = {}
    taken: set[str] = set()
    for thread, ref, action, gone in last[["ref", "action", "gone"]].itertuples():
        text = action if len(action) <= 60 else f"{action[:59]}…"
        name = f"{ref} {text}" if isinstance(ref, str) else text
        name = f"{name} (no longer in the plan)" if gone else name
        names[thread] = name if name not in taken else f"{name} ({thread})"
        taken.add(names[thread])
    return names


def link_actions(past: Past, keys: list[tuple[int, str]]) -> list[str]:
    """Return the addresses of the histories of actions, each given by the number of a version and its key there."""
    threads = once(_find_threads, past)
    return [show.address("history", story=past.names[threads[key]]) for key in keys]


def _find_threads(past: Past) -> dict[tuple[int, str], int]:
    return dict(zip(zip(past.traced["number"], past.traced["key"], strict=True), past.traced["thread"], strict=True))


def known_on(shown: Shown, day: date) -> int | None:
    """Return the version of the plan that was the newest at the end of a day, None where there was none."""
    until = ask(shown.line, shown.store.versions_until, end_of_day(day))
    versions = ask(shown.line, shown.store.versions, council=shown.council, kind="plan", until=until)
    versions = versions[versions["plan"] == shown.plan]
    return int(versions["version_id"].iloc[0]) if len(versions) else None


def find_day(shown: Shown, number: int) -> date:
    """Return the day that a version's information is as at, else the day it was uploaded."""
    return date_version(ask(shown.line, shown.store.versions, withdrawn=True).set_index("version_id").loc[number])


def ask_same(suggested: pd.DataFrame, key: str) -> dict[str, str]:
    """Ask of each suggested pair whether it is one action; return the answers given, fit to be kept."""
    answers = {}
    for number, row in enumerate(suggested.itertuples()):
        refs = " → ".join(ref if isinstance(ref, str) else "no reference" for ref in (row.old_ref, row.new_ref))
        st.markdown(show.plain(f"{refs}: {row.old_action}"))
        said = st.radio(
            show.plain(f"Is it now: {row.new_action}"),
            ["Not decided", "The same action", "Another action"],
            key=f"{key}-{number}-{row.old_id}-{row.new_id}",
            horizontal=True,
            help=f"{row.why}; {row.alike} of 100 alike",
        )
        if said != "Not decided":
            answers[f"{MATCH}{row.old_id}"] = row.new_id if said == "The same action" else hold_apart(row.new_id)
    return answers


def keep_threads(frame: pd.DataFrame, shown: Shown, past: Past) -> pd.DataFrame:
    """Return the rows whose thread the shared filters leave; all rows, those of actions now gone too, where none is set."""
    return frame[frame["thread"].isin(pick_threads(shown, past))] if shown.filtered else frame


def link_threads(past: Past, threads: Iterable[int], shown: Shown) -> list[str]:
    """Return the addresses of the histories of actions given by thread; none in the partner view, which has no history."""
    return [] if shown.partner else [show.address("history", story=past.names[thread]) for thread in threads]


def choose_period(past: Past) -> date | None:
    """Let the person choose since when moves count as in this period: since the version before, or an earlier one."""
    if len(past.snapshots) < 2:
        return None
    days = {f"as at {show.format_date(one.day)}": one.day for one in reversed(past.snapshots[:-1])}
    chosen = st.selectbox("This period begins after the version", list(days), key="from", bind="query-params")
    return days.get(chosen or "", past.snapshots[-2].day)
