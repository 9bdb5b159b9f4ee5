"""What the pages of the board stand on: links, verdicts and promises of the plan on show, kept for the next visitor; and the impact page's parts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from analysis import impact as analysis
from analysis import links as linking
from analysis import promises as promising
from analysis.contradictions import Plan
from analysis.effects import read_promises
from analysis.measures import keep_whole
from pages.common import figures, past, show
from pages.common.choices import Shown, get_store

BY = {"Theme": "theme", "Recommendation": "recommendation"}


@dataclass(frozen=True)
class Ground:
    """What the pages of the board look at.

    Parameters
    ----------
    actions : DataFrame
        Every action of the version on show.
    measures : DataFrame
        The council's measures with their verdicts.
    links, promises, impact : DataFrame
        From ``analysis.links``, ``analysis.promises`` and ``analysis.impact``.
    today : date
        The day on which effects are judged: the plan's, or that of its newest figure where that is later.
    """

    actions: pd.DataFrame
    measures: pd.DataFrame
    links: pd.DataFrame
    promises: pd.DataFrame
    impact: pd.DataFrame
    today: date


def load(shown: Shown, safe: bool = False) -> Ground:
    """Return what the pages of the board look at; ``safe`` hides small numbers whatever the view."""
    answers = tuple(sorted(linking.newest_answers(load_answers(shown), _profile(shown)).items()))
    return _ground(figures.Source.of(shown, safe), shown.version_id or 0, (shown.as_at, shown.figures_as_at), shown.months, answers)


@st.cache_resource(show_spinner=False, max_entries=8)
def _ground(source: figures.Source, version_id: int, days: tuple[date, date], months: int, answers: tuple[tuple[str, str], ...]) -> Ground:
    as_at, today = days
    actions, plans = (get_store().table(version_id, name) for name in ("actions", "plans"))
    own = keep_whole(figures.load_own(source))
    measures, _ = figures.judge(source, today, months, None)
    newest = own["period_end"].max()
    day = max(as_at, newest.date()) if pd.notna(newest) else as_at
    published = plans["report_published"].dropna()
    promises = read_promises(actions, measures, published.iloc[0].date() if len(published) else None)
    return Ground(
        actions, measures, linking.link_measures(actions, measures, dict(answers)),
        promising.judge_promises(promises, measures, own, day, months=months), analysis.judge_impact(measures, promises, day), day,
    )


def load_answers(shown: Shown) -> pd.DataFrame:
    """Return the answers given for this plan, as known then."""
    answers = shown.store.answers(shown.council, shown.plan, until=shown.until)
    return answers if shown.moment is None else answers[answers["at"] <= shown.moment]


@st.cache_data(show_spinner=False, max_entries=8)
def _kept_answers(url: str, version_id: int) -> dict[str, str]:
    return dict(get_store().report(version_id).get("profile") or {})


def _profile(shown: Shown) -> dict[str, str]:
    return _kept_answers(figures.Source.of(shown).url, shown.version_id or 0)


def load_commentary(shown: Shown) -> dict[str, str]:
    """Return what the owner of each measure says about its latest figure."""
    defined = figures.load_definitions(figures.Source.of(shown)).drop_duplicates("measure")
    said = defined[defined["commentary"].notna()]
    return dict(zip(said["measure"], said["commentary"], strict=True))


def load_plan(shown: Shown, ground: Ground, safe: bool = False) -> Plan:
    """Return what the rules about contradictions and questions look at; ``safe`` hides small numbers whatever the view."""
    known, source = past.load_past(shown), figures.Source.of(shown, safe)
    return Plan(
        shown.all_actions, shown.table("recommendations"), ground.links, ground.measures, keep_whole(figures.load_own(source)), known.traced,
        shown.as_at, figures.plan_start(shown), load_commentary(shown),
    )


def place(shown: Shown, ground: Ground, by: str) -> pd.DataFrame:
    """Return the themes or recommendations of the actions that the filters leave, each in its place."""
    actions = shown.actions
    if by == "theme":
        order = [] if shown.filtered else shown.table("themes")["name"].tolist()
        groups = analysis.group_by_theme(actions)
    else:
        order = [] if shown.filtered else shown.table("recommendations")["ref"].tolist()
        groups = analysis.group_by_recommendation(actions)
    return analysis.place_groups(actions, groups, ground.links, ground.impact, shown.as_at, order=order)


def show_group(shown: Shown, ground: Ground, table: pd.DataFrame, by: str) -> None:
    """Show one theme or recommendation: the verdict of each linked measure, its chart one click away, and the owners' words."""
    names = table.loc[table["total"] > 0, "group"].tolist()
    group = st.selectbox(f"{by.capitalize()} to open", names, key=f"impact-{by}", bind="query-params") or names[0]
    row = table[table["group"] == group].iloc[0]
    st.subheader(show.plain(f"{group}: {row['corner']}"))
    st.markdown(show.plain(row["why"]))
    its = analysis.list_measures(table, group, ground.impact)
    if its.empty:
        st.info("No measure is linked to these actions, so nothing can be said about impact. Name a measure beside an action in the tracker.")
    else:
        commentary = load_commentary(shown)
        show.table(
            analysis.label_measures(its, ground.links, shown.actions, commentary), "impact-measures",
            caption="Its measures, worst first; each leads to its chart", export=lambda: _safe_measures(shown, table, group, commentary),
            links=[show.address("measure", measure=measure) for measure in its["measure"]],
        )
    groups = analysis.group_by_theme(shown.actions) if by == "theme" else analysis.group_by_recommendation(shown.actions)
    replies = analysis.label_replies(shown.actions, groups.loc[groups["group"] == group, "key"])
    show.table(replies, "impact-replies", caption="What the owners of its actions say", closed=True)


def _safe_measures(shown: Shown, table: pd.DataFrame, group: str, commentary: dict[str, str]) -> pd.DataFrame:
    safe = load(shown, safe=True)
    return analysis.label_measures(analysis.list_measures(table, group, safe.impact), safe.links, shown.actions, commentary)


def record(shown: Shown, question: str, answer: str, *, who: str, board: date | None = None, figure: float | None = None) -> None:
    """Keep an answer; the store refuses one without a person."""
    shown.store.answer_question(
        shown.council, shown.plan, question, answer, who=who, when=datetime.now(UTC), board=board, figure=figure, version_id=shown.version_id
    )
