"""The rules that ask: what makes a question for the board, its worst case first, and what a good answer would hold.

Rules stand in a fixed order, the most telling first; `analysis.questions` chooses from what they find.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from analysis import contradictions as contra
from analysis.agencies import body_key
from analysis.figure_words import describe_day, format_value
from analysis.history import summarise_dates
from analysis.impact import NO_IMPACT
from analysis.matching import identify
from analysis.progress import NO_UPDATE_DAYS, judge_dates, read_statuses
from analysis.promises import NO_SIGN, WRONG
from analysis.wording import are, count_of, join_words, share_of
from model.vocabulary import DONE

MOVED_FROM = 3  # moves of one date
MORE, LESS = "more", "less"  # which way a figure gets worse


@dataclass(frozen=True)
class Board:
    """What the questions are drawn from.

    Parameters
    ----------
    plan : contradictions.Plan
    themes : DataFrame
        From ``impact.place_groups`` by theme.
    promises : DataFrame
        From ``promises.judge_promises``.
    """

    plan: contra.Plan
    themes: pd.DataFrame
    promises: pd.DataFrame


@dataclass(frozen=True)
class Kind:
    """One kind of question: its name, what it rests on, and the function that finds its cases, worst first."""

    name: str
    meaning: str
    find: Callable[[Board], Iterator[dict[str, object]]]


def name_over_time(board: Board) -> dict[str, list[str]]:
    """Return for each action of this version the names it has had over the versions, this one's first."""
    plan = board.plan
    own = {key: [name] for key, name in zip(plan.actions["key"], identify(plan.actions), strict=True)}
    if plan.traced.empty:
        return own
    names = pd.Series(identify(plan.traced), index=plan.traced.index)
    newest = plan.traced[plan.traced["version"] == plan.traced["version"].max()]
    key_of = dict(zip(newest["thread"], newest["key"], strict=True))
    for thread, name in zip(plan.traced["thread"], names, strict=True):
        if thread in key_of and name not in own.get(key_of[thread], [name]):
            own[key_of[thread]].append(name)
    return own


def _name(action: pd.Series) -> str:
    text = str(action["action"]).rstrip(". ")
    text = text if len(text) <= 120 else f"{text[:119]}…"
    return f'{action["ref"]}, "{text}"' if pd.notna(action["ref"]) else f'"{text}"'


def _of_action(board: Board, kind: str, action: pd.Series, names: dict[str, list[str]]) -> dict[str, object]:
    own = names[action["key"]]
    return {
        "id": f"{kind}:{own[0]}",
        "aliases": [f"{kind}:{name}" for name in own[1:]],
        "worse": MORE,
        "who": action["lead"],
        "says": action["update"],
        "page": "actions",
        "choice": {"action": action["key"]},
    }


def ask_moved(board: Board) -> Iterator[dict[str, object]]:
    """An action that is not done and whose date has moved three times or more."""
    plan = board.plan
    if plan.traced.empty:
        return
    dates = summarise_dates(plan.traced)
    moved = dates[(dates["moves"] >= MOVED_FROM) & ~dates["status"].isin(DONE)].sort_values(["moves", "days"], ascending=False, kind="stable")
    names, by_key = name_over_time(board), plan.actions.set_index("key", drop=False)
    for row in moved.to_dict("records"):
        action = by_key.loc[row["key"]]
        listed = join_words(describe_day(day) for day in row["dates"])
        yield {
            **_of_action(board, "moved", action, names),
            "figure": row["moves"],
            "question": f"The date of {_name(action)} has moved {row['moves']} times. What will be different this time?",
            "rests_on": f"{row['moves']} moves: its dates were {listed}; its status is {row['status']}.",
            "good_answer": "What held it up, what has been removed since, who has agreed to the new date, and what children get until then.",
        }


def ask_worsening(board: Board) -> Iterator[dict[str, object]]:
    """A measure that is worsening and to which no action is linked."""
    plan = board.plan
    linked = set(plan.links["measure"].dropna())
    for measure in plan.worsening[~plan.worsening["measure"].isin(linked)].to_dict("records"):
        figure = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
        yield {
            "id": f"worse:{measure['measure']}",
            "figure": measure["value"],
            "worse": LESS if measure["polarity"] == "high" else MORE,
            "question": f"{measure['name']} is worsening and no action is linked to it. Who is doing something about it?",
            "rests_on": f"{figure} on {describe_day(measure['period_end'])}. {measure['verdict']} No action names this measure.",
            "who": measure["owner"],
            "good_answer": "Why it is worsening, which children it touches, one action with a name and a date, or the action it belongs to.",
            "says": plan.commentary.get(measure["measure"]),
            "page": "measure",
            "choice": {"measure": measure["measure"]},
        }


def ask_reopen(board: Board) -> Iterator[dict[str, object]]:
    """Actions signed off in the last 180 days whose measure is worsening, one question for each measure."""
    found = pd.DataFrame(list(contra.find_reopen(board.plan)), columns=list(contra.COLUMNS[1:]))
    for name, its in found.groupby("measure", sort=False):
        measure = board.plan.worsening.loc[name]
        figure = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
        refs = join_words(its["ref"].fillna("an action"))
        yield {
            "id": f"reopen:{name}",
            "figure": measure["value"],
            "worse": LESS if measure["polarity"] == "high" else MORE,
            "question": f"{measure['name']} is worsening after {refs} {'was' if len(its) == 1 else 'were'} signed off. Should the work be re-opened?",
            "rests_on": f"{figure} on {describe_day(measure['period_end'])}. {' '.join(its['rests_on'].str.split(';').str[0] + '.')}",
            "who": join_words(dict.fromkeys(its["who"].dropna())),
            "good_answer": "What the second look found in the records, and whether the work still happens in every team.",
            "says": its["says"].iloc[0],
            "page": "measure",
            "choice": {"measure": name},
        }


def ask_no_impact(board: Board) -> Iterator[dict[str, object]]:
    """Themes that are done without impact, the furthest done first."""
    placed = board.themes[board.themes["corner"] == NO_IMPACT].sort_values("done_share", ascending=False, kind="stable")
    for theme in placed.to_dict("records"):
        its = board.plan.actions[board.plan.actions["theme"] == theme["group"]]
        judged = theme["improving"] + theme["no real change"] + theme["worsening"]
        done, better = share_of(theme["done"], theme["total"]), f"{theme['improving']} of {count_of(judged, 'measure')} {are(theme['improving'])}"
        yield {
            "id": f"impact:{body_key(theme['group'])}",
            "figure": judged - theme["improving"],
            "worse": MORE,
            "question": f"{theme['group']} is {done} done, and {better} improving. What would have to be true for the work to show?",
            "rests_on": theme["why"],
            "who": join_words(dict.fromkeys(its["lead"].dropna().value_counts().index[:2])),
            "good_answer": "By when which figure should move, what says that the work reaches children, and what is changed if it does not.",
            "says": None,
            "page": "impact",
            "choice": {"impact-theme": theme["group"]},
        }


def ask_promises(board: Board) -> Iterator[dict[str, object]]:
    """Promises past their day that went the wrong way or show no sign, the wrong way first, then the furthest from what was promised."""
    asked = set(board.themes.loc[board.themes["corner"] == NO_IMPACT, "measures"].explode().dropna())
    asked |= {row["measure"] for row in contra.find_reopen(board.plan)}
    broken = board.promises[board.promises["verdict"].isin((WRONG, NO_SIGN)) & ~board.promises["measure"].isin(asked)]
    share = broken["short"] / broken["goal"].abs().where(broken["goal"] != 0, 1)
    broken = broken.assign(wrong=broken["verdict"] == WRONG, share=share).sort_values(["wrong", "share"], ascending=False, kind="stable")
    names, by_key = name_over_time(board), board.plan.actions.set_index("key", drop=False)
    for promise in broken.to_dict("records"):
        action = by_key.loc[promise["key"]]
        yield {
            **_of_action(board, "promise", action, names),
            "figure": promise["short"],
            "question": f"{action['ref']} promised an effect on {promise['name']} by {describe_day(promise['by'])}. Why has it not come?",
            "rests_on": promise["sentence"],
            "good_answer": "What was learned, whether the action was the right one, and what is promised instead, by when.",
            "page": "promises",
            "choice": {},
        }


def ask_silent(board: Board) -> Iterator[dict[str, object]]:
    """Bodies that have written nothing for sixty days about any of the open actions that they alone deliver, the longest silent first."""
    plan = board.plan
    dates = judge_dates(plan.actions, plan.today)
    said = _last_words(plan)
    found = []
    for body, keys in _deliveries(plan.actions).items():
        its = plan.actions[plan.actions["key"].isin(keys) & dates["live"]]
        silent = dates.loc[its.index, "no_update"]
        if its.empty or not silent.fillna(False).all():
            continue
        last = max((said[key] for key in keys if key in said), default=pd.NaT)
        begun = its["start"].min() if pd.isna(last) else last
        if pd.isna(begun) or (pd.Timestamp(plan.today) - begun).days < NO_UPDATE_DAYS:
            continue
        found.append(((pd.Timestamp(plan.today) - begun).days, body, its, last))
    for days, body, its, last in sorted(found, key=lambda one: (-one[0], -len(one[2]), one[1])):
        since = f"its last update is of {describe_day(last)}" if pd.notna(last) else "nothing it wrote has a date"
        yield {
            "id": f"silent:{body_key(body)}",
            "figure": days,
            "worse": MORE,
            "question": f"{body} has given no update for {days} days on {count_of(len(its), 'open action')}. Where do they stand?",
            "rests_on": f"{count_of(len(its), 'open action').capitalize()} that it delivers ({', '.join(its['ref'].fillna(its['key']))}); {since}.",
            "who": join_words(dict.fromkeys(its["lead"].dropna())) or body,
            "good_answer": "For each action what was done since, its date, what stands in the way, and who reports next time.",
            "says": next(iter(its["update"].dropna()), None),
            "page": "actions",
            "choice": {"agency": body},
        }


def _deliveries(actions: pd.DataFrame) -> dict[str, list[str]]:
    """Return the actions that each body delivers alone; all that it delivers where it delivers none alone."""
    alone: dict[str, list[str]] = {}
    shared: dict[str, list[str]] = {}
    for key, bodies in zip(actions["key"], actions["deliver"], strict=True):
        for body in dict.fromkeys(bodies):
            (alone if len(set(bodies)) == 1 else shared).setdefault(body, []).append(key)
    return {body: alone.get(body) or shared[body] for body in [*alone, *(body for body in shared if body not in alone)]}


def _last_words(plan: contra.Plan) -> dict[str, pd.Timestamp]:
    """Return the day of the last dated update of each action of this version, in whichever version it stands."""
    own = plan.actions.set_index("key")["update_date"]
    if plan.traced.empty:
        return own.dropna().to_dict()
    newest = plan.traced[plan.traced["version"] == plan.traced["version"].max()].set_index("thread")["key"]
    last = plan.traced.groupby("thread")["update_date"].max().dropna()
    earlier = {newest[thread]: day for thread, day in last.items() if thread in newest.index}
    return {**earlier, **own.dropna().to_dict()}


def ask_unowned(board: Board) -> Iterator[dict[str, object]]:
    """Measures with a target that nobody owns, those furthest from it first."""
    measures = board.plan.measures
    unowned = measures[measures["target"].notna() & measures["owner"].isna()].sort_values("distance", kind="stable")
    for measure in unowned.to_dict("records"):
        figure = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
        target = format_value(measure["target"], measure["unit"])
        yield {
            "id": f"owner:{measure['measure']}",
            "figure": measure["value"],
            "worse": LESS if measure["polarity"] == "high" else MORE,
            "question": f"Who answers for {measure['name']}?",
            "rests_on": f"Its target is {target}, it is {figure}, and no owner is named.",
            "who": None,
            "good_answer": "One role, who accepts it here, and what that role will do before the next board.",
            "says": board.plan.commentary.get(measure["measure"]),
            "page": "measure",
            "choice": {"measure": measure["measure"]},
        }


def ask_unanswered(board: Board) -> Iterator[dict[str, object]]:
    """Recommendations that no action answers."""
    named = {ref for refs in board.plan.actions["recommendation_refs"] for ref in refs}
    lonely = board.plan.recommendations[~board.plan.recommendations["ref"].isin(named)].drop_duplicates("ref")
    for recommendation in lonely.to_dict("records"):
        text = f": {str(recommendation['text']).rstrip('. ')}." if pd.notna(recommendation["text"]) else "."
        yield {
            "id": f"lonely:{recommendation['ref']}",
            "figure": 0.0,
            "worse": LESS,
            "question": f"No action answers {recommendation['ref']}{text} What is being done about it?",
            "rests_on": f"0 of {count_of(len(board.plan.actions), 'action')} name {recommendation['ref']}.",
            "who": recommendation["owner"],
            "good_answer": "An action with a lead and a date, or why none is needed.",
            "says": None,
            "page": "recommendations",
            "choice": {},
        }


def ask_evidence(board: Board) -> Iterator[dict[str, object]]:
    """Actions that are complete without evidence, as one question."""
    found = list(contra.find_without_evidence(board.plan))
    if found:
        refs = join_words(str(row["ref"]) for row in found)
        done = int(read_statuses(board.plan.actions).isin(DONE).sum())
        yield {
            "id": "evidence",
            "figure": len(found),
            "worse": MORE,
            "question": f"{share_of(len(found), done)} done actions {are(len(found))} without evidence: {refs}. How does the board know?",
            "rests_on": f"{len(found)} of {done} done actions have an empty evidence field, though others name some.",
            "who": join_words(dict.fromkeys(str(row["who"]) for row in found if pd.notna(row["who"]))),
            "good_answer": "What shows that it was done and that it reaches children, and where the board can see it.",
            "says": found[0]["says"],
            "page": "contradictions",
            "choice": {},
        }


KINDS: tuple[Kind, ...] = (
    Kind("A date that keeps moving", f"An action that is not done and whose date has moved {MOVED_FROM} times or more; most moves first.", ask_moved),
    Kind("A worsening measure without an action", "A measure that is worsening and that no action names.", ask_worsening),
    Kind("A body that is silent", f"No update for {NO_UPDATE_DAYS} days on any open action that a body alone delivers; longest first.", ask_silent),
    Kind(
        "Signed off, and worsening",
        f"A measure worsens, and actions linked to it were signed off in the last {contra.REOPEN_WITHIN} days.",
        ask_reopen,
    ),
    Kind("Done but no impact", "A theme whose work is mostly done and whose measures are mostly not improving; furthest done first.", ask_no_impact),
    Kind("A promise not kept", "A promised effect whose day has passed without a sign, or that went the wrong way; wrong way first.", ask_promises),
    Kind("A target that nobody owns", "A measure with a target and no owner; furthest from its target first.", ask_unowned),
    Kind("A recommendation without an action", "A recommendation that no action names.", ask_unanswered),
    Kind("Done without evidence", "Done actions whose evidence is empty, in a plan that names evidence elsewhere.", ask_evidence),
)
