"""Promises kept: what an action promised to do to a measure, beside the figure of the promised day.

A promise is judged on the figure of its day: the one whose period holds that day, else the last one before it. Until there is one it is too
early. *Hit*: the figure has reached what was promised. *Right direction*: short of it, but by its control chart really on the way. *No sign*:
short of it and no real change. *Wrong way*: really changed, away from it. *Cannot tell*: the chart allows no verdict, or the words give no
figure or no day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.control_chart import work_out
from analysis.effects import DOWN, UP
from analysis.figure_words import describe_day, format_value
from analysis.gate import refuse_chart
from analysis.links import bare
from analysis.measures import PERIOD_DAYS, keep_months
from analysis.wording import count_of, join_words
from model.vocabulary import POLARITIES

HIT, RIGHT, NO_SIGN, WRONG, EARLY, UNKNOWN = "hit", "right direction", "no sign", "wrong way", "too early", "cannot tell"
VERDICTS = {
    HIT: "The figure of the promised day has reached what was promised",
    RIGHT: "Short of it, but really on the way",
    NO_SIGN: "Short of it, and no real change",
    WRONG: "Really changed, away from what was promised",
    EARLY: "The promised day, or its figure, has not come yet",
    UNKNOWN: "No control chart is allowed, or the promise gives no figure or no day",
}
SYMBOLS = {HIT: "■", RIGHT: "●", NO_SIGN: "◆", WRONG: "▲", EARLY: "○", UNKNOWN: "○"}
# Which way a figure went by its chart's verdict, for a measure of which more, less or neither is better.
_WENT = {
    ("improving", "high"): UP, ("improving", "low"): DOWN, ("worsening", "high"): DOWN, ("worsening", "low"): UP,
    **{("higher than usual", polarity): UP for polarity in POLARITIES}, **{("lower than usual", polarity): DOWN for polarity in POLARITIES},
}
_UNJUDGED = "cannot tell"
# A figure older than half its period says nothing about the promised day; the next one is awaited.
_FRESH = 0.5


def judge_promises(promises: pd.DataFrame, measures: pd.DataFrame, observations: pd.DataFrame, today: date, *, months: int = 0) -> pd.DataFrame:
    """Judge every promise.

    Parameters
    ----------
    promises : DataFrame
        From ``effects.read_promises``.
    measures : DataFrame
        From ``measures.compare_latest`` or ``verdicts.judge_measures``.
    observations : DataFrame
        The council's own figures, whole only, all periods.
    today : date
    months : int
        How many months of figures charts take in, 0 for all.

    Returns
    -------
    DataFrame
        ``promises`` with ``verdict``, ``figure`` and ``day`` (of the promised day; of the latest figure where it is too early), ``word`` (the
        chart's verdict then), ``short`` (by how much, in the unit; missing where hit), ``latest``, ``latest_day`` and ``sentence``.
    """
    about = measures.set_index("measure")
    series = {measure: its.sort_values("period_end") for measure, its in observations.groupby("measure", sort=False)}
    nothing = observations.head(0)
    rows = [_judge(row, about.loc[row["measure"]], series.get(row["measure"], nothing), today, months) for row in promises.to_dict("records")]
    columns = ["verdict", "figure", "day", "word", "short", "latest", "latest_day", "sentence"]
    kinds = {"figure": "float64", "short": "float64", "latest": "float64", "day": "datetime64[us]", "latest_day": "datetime64[us]"}
    judged = pd.DataFrame(rows, columns=columns, index=promises.index).astype({**dict.fromkeys(("verdict", "word", "sentence"), "str"), **kinds})
    return pd.concat([promises, judged], axis=1)


@dataclass(frozen=True)
class _Seen:
    """What is known of a measure when a promise is judged: the figure of the promised day, the one judged on, the last one, the chart's word."""

    due: bool
    of_day: pd.Series | None
    judged_on: pd.Series | None
    last: pd.Series | None
    word: str


def _judge(promise: Mapping, measure: pd.Series, series: pd.DataFrame, today: date, months: int) -> tuple:
    seen = _look(promise, measure, series, today, months)
    verdict, why = _decide(promise, measure, seen)
    short = _short(promise, seen.judged_on) if verdict in (RIGHT, NO_SIGN, WRONG) else float("nan")
    value, day = _figure(seen.judged_on)
    return verdict, value, day, seen.word, short, *_figure(seen.last), _describe(promise, measure, seen, (verdict, why), short)


def _figure(row: pd.Series | None) -> tuple[float, pd.Timestamp]:
    return (float("nan"), pd.NaT) if row is None else (row["value"], row["period_end"])


def _look(promise: Mapping, measure: pd.Series, series: pd.DataFrame, today: date, months: int) -> _Seen:
    known = series[series["value"].notna()]
    last = known.iloc[-1] if len(known) else None
    due = bool(pd.notna(promise["by"]) and promise["by"] <= pd.Timestamp(today))
    of_day = find_figure(series, promise["by"], measure.get("frequency")) if due else None
    judged_on = last if of_day is None else of_day
    return _Seen(due, of_day, judged_on, last, _word_then(series, measure, judged_on, months))


def find_figure(series: pd.DataFrame, by: pd.Timestamp, frequency: object) -> pd.Series | None:
    """Return the figure of a promised day: its period holds the day, else the last before it that is fresh enough; None while it is awaited.

    Parameters
    ----------
    series : DataFrame
        Observations of one measure, oldest first.
    by : Timestamp
    frequency : str
        How often a figure comes; unknown counts as monthly.
    """
    known = series[series["value"].notna()]
    holding = known[(known["period_end"] >= by) & (known["period_start"].fillna(known["period_end"]) <= by)]
    if len(holding):
        return holding.iloc[0]
    before = known[known["period_end"] <= by]
    if before.empty:
        return None
    period = PERIOD_DAYS.get(str(frequency).casefold(), PERIOD_DAYS["monthly"])
    fresh = (by - before["period_end"].iloc[-1]).days <= _FRESH * period
    return before.iloc[-1] if fresh or (known["period_end"] > by).any() else None


def _word_then(series: pd.DataFrame, measure: pd.Series, seen: pd.Series | None, months: int) -> str:
    """Return the control chart's verdict as it stood on the day of a figure."""
    if seen is None:
        return _UNJUDGED
    until = keep_months(series[series["period_end"] <= seen["period_end"]], months)
    return _UNJUDGED if refuse_chart(until, measure) else work_out(until, measure).shown.word


def _decide(promise: Mapping, measure: pd.Series, seen: _Seen) -> tuple[str, str]:
    """Return the verdict, and why where none can be given."""
    if pd.isna(promise["goal"]):
        return UNKNOWN, "no figure was promised"
    if seen.judged_on is None:
        return UNKNOWN, "there is no figure for this measure"
    if promise["way"] not in (UP, DOWN):
        return UNKNOWN, "the words do not say which way is meant"
    if pd.isna(promise["by"]):
        return UNKNOWN, "no day was promised"
    if not seen.due:
        return EARLY, "the promised day has not come" + (", and the latest figure meets it already" if _short(promise, seen.judged_on) <= 0 else "")
    if seen.of_day is None:
        return EARLY, "the figure of that day has not come"
    if _short(promise, seen.of_day) <= 0:
        return HIT, ""
    went = _WENT.get((seen.word, str(measure["polarity"])))
    if went is None:
        return (NO_SIGN, "") if seen.word == "no real change" else (UNKNOWN, "the figures allow no verdict on a change")
    return (RIGHT, "") if went == promise["way"] else (WRONG, "")


def _short(promise: Mapping, figure: pd.Series | None) -> float:
    """Return how far a figure is from what was promised, 0 or less where it has reached it."""
    if figure is None:
        return float("nan")
    distance = promise["goal"] - figure["value"]
    return round(distance if promise["way"] == UP else -distance, 9)


def _describe(promise: Mapping, measure: pd.Series, seen: _Seen, decided: tuple[str, str], short: float) -> str:
    (verdict, why), (value, day), (latest, latest_day) = decided, _figure(seen.judged_on), _figure(seen.last)

    def write(number: float) -> str:
        return format_value(number, measure["unit"], decimals=measure.get("decimals"))

    promised = "An effect was promised without a figure" if pd.isna(promise["goal"]) else f"{write(promise['goal'])} was promised"
    if pd.notna(promise["start"]) and pd.notna(promise["goal"]):
        promised = f"{write(promise['start'])} to {write(promise['goal'])} was promised"
    promised += f" by {describe_day(promise['by'])}" if pd.notna(promise["by"]) else ""
    stood = "" if pd.isna(value) else f"; it was {write(value)} on {describe_day(day)}"
    distance = format_value(short) if pd.notna(short) else ""
    ends = {
        HIT: "Hit" + (", though by its chart there is no real change." if seen.word == "no real change" else "."),
        RIGHT: f"Right direction, short by {distance}.",
        NO_SIGN: f"No sign: short by {distance}, and no real change.",
        WRONG: f"Wrong way: short by {distance}.",
        EARLY: f"Too early: {why}.",
        UNKNOWN: f"Cannot tell: {why}.",
    }
    since = f" It is {write(latest)} on {describe_day(latest_day)}." if pd.notna(latest) and verdict != EARLY and latest_day > day else ""
    return f"{promised}{stood}. {ends[verdict]}{since}"


def find_changed(traced: pd.DataFrame, by_version: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """Find promises whose words changed from one version to the next; both texts are shown.

    Parameters
    ----------
    traced : DataFrame
        From ``analysis.history.trace``.
    by_version : mapping of int to DataFrame
        The promises of each version, by its number, from ``effects.read_promises``.

    Returns
    -------
    DataFrame
        ``thread``, ``ref``, ``measure``, ``before``, ``before_day``, ``after`` (missing where the promise was dropped), ``after_day``; case,
        spacing and punctuation are no change.
    """
    said: dict[tuple[int, str], tuple[str, object]] = {}
    rows = []
    for number, its in traced.sort_values("version", kind="stable").groupby("number", sort=False):
        promised = by_version[int(str(number))]
        texts = {key: dict(zip(group["measure"], group["text"], strict=True)) for key, group in promised.groupby("key")}
        for action in its.itertuples():
            now = texts.get(action.key, {})
            for (thread, measure), (before, day) in list(said.items()):
                if thread != action.thread or bare(now.get(measure)) == bare(before):
                    continue
                rows.append((thread, action.ref, measure, before, day, now.get(measure), action.day))
                del said[(thread, measure)]
            said |= {(action.thread, measure): (text, action.day) for measure, text in now.items()}
    columns = ["thread", "ref", "measure", "before", "before_day", "after", "after_day"]
    kinds = {"ref": "str", "measure": "str", "before": "str", "after": "str", "before_day": "datetime64[us]", "after_day": "datetime64[us]"}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def count_verdicts(judged: pd.DataFrame) -> pd.DataFrame:
    """Return how many promises have each verdict, those that none has with 0: ``verdict``, ``count``, ``meaning``."""
    counts = judged["verdict"].value_counts()
    return pd.DataFrame([(name, int(counts.get(name, 0)), meaning) for name, meaning in VERDICTS.items()], columns=["verdict", "count", "meaning"])


def describe_promises(judged: pd.DataFrame) -> str:
    """Return the sentence on top."""
    if judged.empty:
        return "No action of this plan promises an effect on a measure that is known here."
    counts = count_verdicts(judged)
    said = [f"{row.count:,} {row.verdict}" for row in counts.itertuples(index=False) if row.count]
    return f"Of {count_of(len(judged), 'promise')}: {join_words(said)}."


def sort_promises(judged: pd.DataFrame) -> pd.DataFrame:
    """Order promises as a board reads them: wrong way first, then no sign, right direction, hit, too early and those that cannot be told."""
    order = {name: place for place, name in enumerate((WRONG, NO_SIGN, RIGHT, HIT, EARLY, UNKNOWN))}
    return judged.sort_values("verdict", key=lambda names: names.map(order), kind="stable").reset_index(drop=True)


def label_promises(judged: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """Return the promises as people read them, with the owner's own words."""
    about = actions.drop_duplicates("key").set_index("key")
    return pd.DataFrame(
        {
            "Measure": judged["name"],
            "Verdict": [f"{SYMBOLS[name]} {name}" for name in judged["verdict"]],
            "Ref": judged["ref"],
            "Promised, in the plan's words": judged["text"],
            "What the figures say": judged["sentence"],
            "The owner says": [about.at[key, "update"] for key in judged["key"]],
            "Who": [about.at[key, "lead"] for key in judged["key"]],
        }
    )


def label_verdicts(judged: pd.DataFrame) -> pd.DataFrame:
    """Return how many promises have each verdict, and what it means."""
    counted = count_verdicts(judged)
    counted["verdict"] = [f"{SYMBOLS[name]} {name}" for name in counted["verdict"]]
    return counted.set_axis(["Verdict", "Promises", "What it means"], axis=1)


def label_changed(changed: pd.DataFrame) -> pd.DataFrame:
    """Return changed promises as people read them, both texts."""
    return pd.DataFrame(
        {
            "Ref": changed["ref"],
            "Promised before": changed["before"],
            "In the version of": changed["before_day"],
            "Promised then": changed["after"].fillna("nothing"),
            "Since the version of": changed["after_day"],
        }
    )
