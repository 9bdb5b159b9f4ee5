"""Outcomes Based Accountability: how much was done, how well, is anyone better off; and the curve that the plan is to turn.

After Mark Friedman, *Trying Hard Is Not Good Enough* (2005). The curve is the measure's own figures. Its baseline is their mean over the 12
months before the plan began; the promised line leads from where the promise begins to what was promised.
"""

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.figure_words import describe_day, format_value
from analysis.links import bare
from analysis.spc_input import SHORTEST_BASELINE
from analysis.verdicts import CANNOT_TELL, IMPROVING, WORSENING
from analysis.wording import count_of, join_words, share_of

HOW_MUCH, HOW_WELL, BETTER_OFF, NOT_MARKED = "how much", "how well", "is anyone better off", "not marked"
KINDS = {
    BETTER_OFF: "Is anyone better off? What changed for children.",
    HOW_WELL: "How well? Whether the work is on time, complete and good.",
    HOW_MUCH: "How much? How many children and how much work.",
    NOT_MARKED: "Not marked: no word of its name says which it is.",
}
BASELINE_MONTHS = 12


@dataclass(frozen=True)
class Curve:
    """What stands beside a measure's figures: the baseline (missing where too few figures), when the plan began, the promised lines.

    Parameters
    ----------
    baseline : float
    points : int
        How many figures the baseline is the mean of.
    began : date or None
    promised : DataFrame
        ``text``, ``from_day``, ``start``, ``by``, ``goal``: one row for each promise with a figure and a day.
    """

    baseline: float
    points: int
    began: date | None
    promised: pd.DataFrame


def mark_measures(measures: pd.DataFrame, words: pd.DataFrame) -> pd.Series:
    """Say of each measure which of the three questions it answers.

    What children have of it comes before how well the work is done, and that before how much; where neither higher nor lower is better,
    a measure only says how much.

    Parameters
    ----------
    measures : DataFrame
        ``name`` and ``polarity``.
    words : DataFrame
        ``kind`` and ``phrase``; a star at the end of a word stands for any ending.
    """
    patterns = {kind: _any_of(words.loc[words["kind"] == kind, "phrase"].tolist()) for kind in (BETTER_OFF, HOW_WELL, HOW_MUCH)}
    marks = []
    for name, polarity in zip(measures["name"], measures["polarity"], strict=True):
        plain = bare(name)
        said = next((kind for kind, pattern in patterns.items() if pattern.search(plain)), NOT_MARKED)
        marks.append(HOW_MUCH if polarity == "none" else said)
    return pd.Series(marks, index=measures.index, dtype="str")


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    parts = [re.escape(re.sub(r"[^\w*]+", " ", phrase)).replace(r"\*", r"\w*").replace(r"\ ", " ") for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)


def describe_marks(measures: pd.DataFrame, marks: pd.Series) -> str:
    """Return the sentence on top: how many measures say whether anyone is better off, and how many of these are really improving."""
    counts = marks.value_counts()
    said = [f"{counts[kind]} {kind}" for kind in KINDS if kind in counts]
    its = measures.loc[marks == BETTER_OFF, "word"]
    if its.empty:
        return f"None of {count_of(len(measures), 'measure')} says whether anyone is better off: {join_words(said)}."
    better, worse, unknown = (int((its == word).sum()) for word in (IMPROVING, WORSENING, CANNOT_TELL))
    first = f"{share_of(len(its), len(measures))} measures say whether anyone is better off"
    rest = f"; {unknown} cannot be judged" if unknown else ""
    return f"{first}: {better} of these {'is' if better == 1 else 'are'} really improving and {worse} worsening{rest}."


def label_marks(measures: pd.DataFrame, marks: pd.Series) -> pd.DataFrame:
    """Return the measures by the question they answer, whether anyone is better off first."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    table = pd.DataFrame(
        {
            "Question": marks.map(lambda kind: kind[0].upper() + kind[1:]),
            "Measure": measures["name"],
            "Latest": [
                format_value(row["value"], row["unit"], row["symbol"], row["decimals"]) if pd.notna(row["period_end"]) else "no figure"
                for row in measures.to_dict("records")
            ],
            "Of": measures["period_end"],
            "Verdict": [f"{arrow} {word}" for arrow, word in zip(measures["arrow"], measures["word"], strict=True)],
        }
    )
    return table.iloc[marks.map(order).argsort(kind="stable").to_numpy()].reset_index(drop=True)


def find_curve(series: pd.DataFrame, promises: pd.DataFrame, began: date | None) -> Curve:
    """Return the baseline and the promised lines of one measure.

    Parameters
    ----------
    series : DataFrame
        The measure's own figures.
    promises : DataFrame
        The promises on this measure, from ``effects.read_promises``.
    began : date or None
        When the plan began.
    """
    known = series[series["value"].notna()]
    before = known.head(0)
    if began is not None:
        start = pd.Timestamp(began)
        before = known[(known["period_end"] < start) & (known["period_end"] >= start - pd.DateOffset(months=BASELINE_MONTHS))]
    baseline = float(before["value"].mean()) if len(before) >= SHORTEST_BASELINE else float("nan")
    dated = promises[promises["goal"].notna() & promises["by"].notna()]
    first = pd.Timestamp(began) if began is not None else known["period_end"].min()
    promised = pd.DataFrame(
        {"text": dated["text"], "from_day": first, "start": dated["start"].fillna(baseline), "by": dated["by"], "goal": dated["goal"]}
    )
    return Curve(baseline, len(before), began, promised.reset_index(drop=True))


def describe_curve(measure: pd.Series, curve: Curve) -> str:
    """Return what the curve shows: baseline, latest figure, promise and verdict."""

    def write(value: float) -> str:
        return format_value(value, measure["unit"], decimals=measure["decimals"] if measure["unit"] != "%" else 1)

    latest = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
    said = [f"{measure['name']}: {latest} on {describe_day(measure['period_end'])}"]
    if pd.notna(curve.baseline):
        said.append(f"{write(curve.baseline)} on average over the {curve.points} figures of the 12 months before the plan began")
    elif curve.began is not None:
        said.append(f"no baseline, because the 12 months before the plan began hold {count_of(curve.points, 'figure')}")
    said += [f"{write(row.goal)} promised by {describe_day(row.by)}" for row in curve.promised.itertuples()]
    return f"{'; '.join(said)}. {measure['verdict']}"


def label_curve(series: pd.DataFrame, curve: Curve) -> pd.DataFrame:
    """Return the figures of a curve with the baseline and the promised line beside them."""
    table = pd.DataFrame({"Date": series["period_end"], "Figure": series["value"], "Baseline": round(curve.baseline, 1)})
    for place, row in enumerate(curve.promised.to_dict("records"), start=1):
        table[f"Promised line {place}" if len(curve.promised) > 1 else "Promised line"] = [_on_line(day, row) for day in series["period_end"]]
    return table.sort_values("Date", ascending=False, kind="stable").reset_index(drop=True)


def _on_line(day: pd.Timestamp, row: dict) -> float:
    """Return where the promised line stands on a day, missing outside it."""
    if day < row["from_day"] or day > row["by"] or row["by"] == row["from_day"] or pd.isna(row["start"]):
        return float("nan")
    return round(row["start"] + (row["goal"] - row["start"]) * ((day - row["from_day"]) / (row["by"] - row["from_day"])), 1)


def side_by_side(actions: pd.DataFrame) -> pd.DataFrame:
    """Return actions, outcomes and evidence side by side, as plans of that layout have them; empty where no outcome is named."""
    if not actions["outcome"].notna().any():
        return pd.DataFrame(columns=["Ref", "Action", "Outcome", "Evidence"])
    table = actions[["ref", "action", "outcome", "evidence"]].set_axis(["Ref", "Action", "Outcome", "Evidence"], axis=1)
    return table.fillna({"Outcome": "none named", "Evidence": "none named"})


def describe_side_by_side(actions: pd.DataFrame) -> str:
    """Return how many actions name an outcome and evidence; a plan without these columns is only said to have none."""
    outcomes, evidence = int(actions["outcome"].notna().sum()), int(actions["evidence"].notna().sum())
    if not outcomes:
        return "This plan has no outcomes beside its actions, so there is nothing to set side by side. That is a layout, not a fault."
    first = f"{share_of(outcomes, len(actions))} actions {'names' if outcomes == 1 else 'name'} an outcome"
    return f"{first}, {share_of(evidence, len(actions))} {'names' if evidence == 1 else 'name'} evidence."
