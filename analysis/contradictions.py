"""Where the plan contradicts itself, or its figures: nine rules, each with what it rests on and the owner's own words.

A contradiction is a question, not a verdict: there may be a good answer, and it may stand in the owner's words beside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.agencies import gaps
from analysis.figure_words import describe_day, format_value
from analysis.measures import PERIOD_DAYS
from analysis.progress import IN_TROUBLE, NO_UPDATE_DAYS, judge_dates, read_statuses
from analysis.recommendations import link_actions
from analysis.verdicts import WORSENING
from analysis.wording import count_of, join_words
from model.vocabulary import DONE

ON_TRACK, NOT_STARTED = "on track", ("not started", "not known")
REOPEN_WITHIN = 180  # days after sign-off in which a worsening measure asks for a second look
FEWEST_WORDS = 4  # of an update that gives a reason; "Work continues." gives none
COLUMNS = ("rule", "subject", "key", "measure", "ref", "what", "rests_on", "who", "says")


@dataclass(frozen=True)
class Plan:
    """What the rules look at.

    Parameters
    ----------
    actions : DataFrame
        Canonical actions of the version on show.
    recommendations : DataFrame
    links : DataFrame
        From ``links.link_measures``.
    measures : DataFrame
        From ``verdicts.judge_measures``.
    observations : DataFrame
        The council's own figures, whole only.
    traced : DataFrame
        From ``history.trace``, up to this version.
    today : date
        The day the plan's dates are judged on.
    began : date, optional
        When the plan began.
    commentary : dict of str to str
        What the owner of each measure says.
    """

    actions: pd.DataFrame
    recommendations: pd.DataFrame
    links: pd.DataFrame
    measures: pd.DataFrame
    observations: pd.DataFrame
    traced: pd.DataFrame
    today: date
    began: date | None = None
    commentary: dict[str, str] = field(default_factory=dict)

    @property
    def worsening(self) -> pd.DataFrame:
        """The measures that are worsening, by key."""
        return self.measures[self.measures["word"] == WORSENING].set_index("measure", drop=False)


@dataclass(frozen=True)
class Rule:
    """One rule: its name, what it looks for, what it leaves alone, and the function that finds it."""

    name: str
    meaning: str
    find: Callable[[Plan], Iterator[dict[str, object]]]


def find_contradictions(plan: Plan) -> pd.DataFrame:
    """Apply every rule.

    Returns
    -------
    DataFrame
        ``rule``, ``subject`` (action, measure or recommendation), ``key`` (the action's), ``measure``, ``ref``, ``what``, ``rests_on`` (the
        figures and dates behind it), ``who`` (could answer), ``says`` (the owner's own words); in the order of the rules.
    """
    rows = [{"rule": rule.name, **found} for rule in RULES for found in rule.find(plan)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")


def _about(action: pd.Series, rests_on: str) -> dict[str, object]:
    return {
        "subject": "action", "key": action["key"], "ref": action["ref"], "what": action["action"], "rests_on": rests_on, "who": action["lead"],
        "says": action["update"],
    }


def _rows(frame: pd.DataFrame) -> Iterator[pd.Series]:
    yield from (row for _, row in frame.iterrows())


def find_overdue(plan: Plan) -> Iterator[dict[str, object]]:
    """On track, though its date has passed."""
    dates = judge_dates(plan.actions, plan.today)
    for action in _rows(plan.actions[read_statuses(plan.actions).eq(ON_TRACK) & dates["overdue"]]):
        late = count_of(int(dates.at[action.name, "days_overdue"]), "day")
        yield _about(action, f"Rated on track; due {describe_day(action['due'])}, {late} before {describe_day(plan.today)}.")


def find_silent(plan: Plan) -> Iterator[dict[str, object]]:
    """On track, though nothing was written for sixty days."""
    silent = judge_dates(plan.actions, plan.today)["no_update"].fillna(False).astype(bool)
    for action in _rows(plan.actions[read_statuses(plan.actions).eq(ON_TRACK) & silent]):
        written = action["update_date"]
        age = "nothing was written about it" if pd.isna(written) else f"the last update is of {describe_day(written)}, {_days(written, plan)} old"
        yield _about(action, f"Rated on track; {age}.")


def _days(since: pd.Timestamp, plan: Plan) -> str:
    return count_of((pd.Timestamp(plan.today) - since).days, "day")


def find_without_evidence(plan: Plan) -> Iterator[dict[str, object]]:
    """Complete without evidence, in a plan that names evidence for some action."""
    done = read_statuses(plan.actions).isin(DONE)
    named = plan.actions["evidence"].fillna("").str.strip().ne("")
    if not named.any():
        return
    others = f"{count_of(int(named.sum()), 'other action')} {'names' if named.sum() == 1 else 'name'} some"
    for action in _rows(plan.actions[done & ~named]):
        yield _about(action, f"Its status is {action['status']}; its evidence is empty, and {others}.")


def find_never_started(plan: Plan) -> Iterator[dict[str, object]]:
    """Complete, though no version ever showed it begun, or its own dates or progress say that it was not."""
    done = plan.actions[read_statuses(plan.actions).isin(DONE)]
    was = _statuses_before(plan)
    for action in _rows(done):
        if pd.notna(action["start"]) and action["start"] > pd.Timestamp(plan.today):
            why = f"it is to start on {describe_day(action['start'])}"
        elif pd.notna(action["start"]) and pd.notna(action["completed"]) and action["start"] > action["completed"]:
            why = f"it was to start on {describe_day(action['start'])} and was completed on {describe_day(action['completed'])}"
        elif action["progress"] == 0:
            why = "its progress is 0%"
        elif (before := was.get(action["key"])) and all(status in NOT_STARTED for status in before) and "not started" in before:
            why = f"the {count_of(len(before), 'version')} before {'shows' if len(before) == 1 else 'show'} it not started"
        else:
            continue
        yield _about(action, f"Its status is {action['status']}, but {why}.")


def _statuses_before(plan: Plan) -> dict[str, list[str]]:
    """Return the statuses that each action of this version had in the versions before."""
    if plan.traced.empty:
        return {}
    newest = plan.traced["version"].max()
    keys = plan.traced[plan.traced["version"] == newest].set_index("thread")["key"]
    before = plan.traced[plan.traced["version"] < newest]
    listed = read_statuses(before).groupby(before["thread"]).agg(list)
    return {keys[thread]: statuses for thread, statuses in listed.items() if thread in keys.index}


def find_without_reason(plan: Plan) -> Iterator[dict[str, object]]:
    """At risk or off track, without a reason in the update."""
    words = plan.actions["update"].fillna("").str.findall(r"\w+").map(len)
    for action in _rows(plan.actions[read_statuses(plan.actions).isin(IN_TROUBLE) & (words < FEWEST_WORDS)]):
        # An update that ends its own sentence ends this one too.
        end = "" if str(action["update"]).rstrip().endswith((".", "!", "?")) else "."
        said = f'its update says only "{action["update"]}"{end}' if pd.notna(action["update"]) else "it has no update."
        yield _about(action, f"Rated {action['status']}; {said}")


def find_reopen(plan: Plan) -> Iterator[dict[str, object]]:
    """Signed off in the last 180 days, while a measure linked to it worsens."""
    worse = plan.worsening
    day = pd.Timestamp(plan.today)
    recent = plan.actions["signed_off"].between(day - pd.Timedelta(days=REOPEN_WITHIN), day)
    signed = plan.actions[read_statuses(plan.actions).eq("signed off") & recent]
    by_key = signed.set_index("key", drop=False)
    for link in plan.links[plan.links["key"].isin(set(signed["key"])) & plan.links["measure"].isin(set(worse.index))].itertuples():
        action, measure = by_key.loc[link.key], worse.loc[link.measure]
        rests_on = (
            f"Signed off on {describe_day(action['signed_off'])}, {_days(action['signed_off'], plan)} ago; {measure['name']} is worsening: "
            f"{_figure(measure)}. Consider re-opening it."
        )
        yield {**_about(action, rests_on), "measure": link.measure, "says": _both(action["update"], plan.commentary.get(str(link.measure)))}


def _figure(measure: pd.Series) -> str:
    return f"{format_value(measure['value'], measure['unit'], measure['symbol'], measure['decimals'])} on {describe_day(measure['period_end'])}"


def _both(update: object, commentary: object) -> object:
    said = [str(words) for words in (update, commentary) if words is not None and pd.notna(words)]
    return " / ".join(said) or None


def find_same_body(plan: Plan) -> Iterator[dict[str, object]]:
    """The body that does the work also scrutinises it."""
    found = gaps(plan.actions)
    by_key = plan.actions.set_index("key", drop=False)
    for gap in found[found["gap"] == "scrutinises itself"].itertuples():
        yield _about(by_key.loc[gap.key], f"{gap.bodies} both delivers and scrutinises it.")


def find_unowned(plan: Plan) -> Iterator[dict[str, object]]:
    """A measure with a target that nobody owns."""
    for measure in _rows(plan.measures[plan.measures["target"].notna() & plan.measures["owner"].isna()]):
        yield {
            "subject": "measure", "measure": measure["measure"], "ref": "", "what": measure["name"],
            "rests_on": f"Its target is {format_value(measure['target'], measure['unit'])}; no owner is named.",
            "says": plan.commentary.get(measure["measure"]),
        }


def find_worse_than_at_start(plan: Plan) -> Iterator[dict[str, object]]:
    """A recommendation whose actions are all complete, and whose measure is really worse than when the plan began."""
    links = link_actions(plan.actions)
    done = dict(zip(plan.actions["key"], read_statuses(plan.actions).isin(DONE), strict=True))
    texts = plan.recommendations.drop_duplicates("ref").set_index("ref")
    by_key = plan.actions.set_index("key", drop=False)
    for ref, its in links.groupby("ref", sort=False):
        if not all(done[key] for key in its["key"]):
            continue
        tied = plan.links[plan.links["key"].isin(set(its["key"])) & plan.links["measure"].isin(set(plan.worsening.index))]
        for name in dict.fromkeys(tied["measure"]):
            measure = plan.worsening.loc[name]
            start = find_start(plan.observations, measure, plan.began)
            if start is None or not _is_worse(measure["value"], start["value"], measure["polarity"]):
                continue
            known = texts.loc[ref] if ref in texts.index else None
            actions = by_key.loc[its["key"]]
            yield {
                "subject": "recommendation", "measure": name, "ref": ref, "what": "" if known is None else known["text"],
                "rests_on": f"All of its {count_of(len(its), 'action')} are done; {measure['name']} was "
                f"{format_value(start['value'], measure['unit'])} on {describe_day(start['period_end'])} and is {_figure(measure)}, really worse.",
                "who": actions["lead"].iloc[0] if known is None or pd.isna(known["owner"]) else known["owner"],
                "says": _both(actions["update"].iloc[0], plan.commentary.get(name)),
            }


def find_start(observations: pd.DataFrame, measure: pd.Series, began: date | None) -> pd.Series | None:
    """Return a measure's figure when the plan began: the last one up to that day, None where there is none or it is old by then."""
    if began is None:
        return None
    series = observations[(observations["measure"] == measure["measure"]) & observations["value"].notna()].sort_values("period_end")
    before = series[series["period_end"] <= pd.Timestamp(began)]
    if before.empty:
        return None
    allowed = 2 * PERIOD_DAYS.get(str(measure["frequency"]).casefold(), PERIOD_DAYS["monthly"])
    return before.iloc[-1] if (pd.Timestamp(began) - before["period_end"].iloc[-1]).days <= allowed else None


def _is_worse(now: float, then: float, polarity: object) -> bool:
    return bool(now < then if polarity == "high" else now > then if polarity == "low" else False)


RULES: tuple[Rule, ...] = (
    Rule("Signed off while its measure worsens", f"Signed off in the last {REOPEN_WITHIN} days, and a linked measure is worsening.", find_reopen),
    Rule(
        "All done, and worse than at the start",
        "A recommendation has all its actions done, and a linked measure is really worse than when the plan began.",
        find_worse_than_at_start,
    ),
    Rule("On track but overdue", "Rated on track, and its date has passed.", find_overdue),
    Rule("On track without an update", f"Rated on track, and nothing dated was written for {NO_UPDATE_DAYS} days.", find_silent),
    Rule("Complete without evidence", "Done, and its evidence is empty, though the plan names evidence elsewhere.", find_without_evidence),
    Rule("Complete though never started", "Done, and its dates, its progress or every earlier version say it was not begun.", find_never_started),
    Rule("Amber or red without a reason", f"At risk or off track, and its update has fewer than {FEWEST_WORDS} words.", find_without_reason),
    Rule("Owner and scrutiniser the same", "A body that does the work also scrutinises it.", find_same_body),
    Rule("A target that nobody owns", "A measure has a target, and no owner is named.", find_unowned),
)


def count_rules(found: pd.DataFrame) -> pd.DataFrame:
    """Return how often each rule fired, those that did not with 0: ``rule``, ``count``, ``meaning``."""
    counts = found["rule"].value_counts()
    return pd.DataFrame([(rule.name, int(counts.get(rule.name, 0)), rule.meaning) for rule in RULES], columns=["rule", "count", "meaning"])


def describe_contradictions(found: pd.DataFrame) -> str:
    """Return the sentence on top."""
    if found.empty:
        return f"None of {len(RULES)} rules found a contradiction."
    counts = count_rules(found)
    fired = counts[counts["count"] > 0]
    said = [f"{row.rule[0].lower()}{row.rule[1:]} ({row.count})" for row in fired.itertuples(index=False)]
    return f"{count_of(len(found), 'contradiction').capitalize()} by {len(fired)} of {len(RULES)} rules: {join_words(said)}."


def list_unapplied(plan: Plan) -> list[str]:
    """Return which rules could not be applied, and why: a plan is not blamed for a column that it does not have."""
    said = []
    if not plan.actions["evidence"].notna().any():
        said.append("No action names evidence, so none is said to be complete without it.")
    if not plan.actions["update_date"].notna().any():
        said.append("No update has a date, so their age is not known.")
    if plan.traced["version"].nunique() < 2:
        said.append("Only one version is kept, so what earlier ones showed is not known.")
    if not plan.measures["period_end"].notna().any():
        said.append("No figures were uploaded, so no measure can contradict the plan.")
    return said


def label_contradictions(found: pd.DataFrame) -> pd.DataFrame:
    """Return contradictions as people read them."""
    names = {"rule": "Rule", "ref": "Ref", "what": "What", "rests_on": "What it rests on", "who": "Who could answer", "says": "The owner says"}
    table = found[list(names)].rename(columns=names)
    return table.fillna({"Who could answer": "nobody named", "The owner says": "nothing"})


def label_rules(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the rules with how often each fired."""
    return counted.set_axis(["Rule", "Found", "What it looks for"], axis=1)
