"""Can the figures be relied on? Each rule looks at the council's own figures and puts what it finds into a sentence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.cells import find_relations, is_count
from analysis.figure_words import describe_day, format_value
from analysis.measures import PERIOD_DAYS, keep_whole
from analysis.spc import SCREEN_FACTOR, exact_mean
from analysis.wording import count_of, join_words, share_of
from model.vocabulary import SYMBOLS

# A jump is a move this many times the usual one, and needs this many moves before it to know what is usual.
JUMP_FACTOR = SCREEN_FACTOR
JUMP_MOVES = 7
# A repeated small count is no surprise; a larger one, or any with a decimal, is.
REPEATED_FROM = 20
# How far a percentage may lie from its own counts: it is published to one decimal.
ROUNDING = 0.06
# How many of its periods a figure may be old.
OLD_PERIODS = 2


@dataclass(frozen=True)
class Rule:
    """One rule: its name, what it looks for, and the function that finds it."""

    name: str
    meaning: str
    find: Callable[["Ground"], Iterator["Finding"]]


@dataclass(frozen=True)
class Finding:
    """Something to look at: the rule, the measure, the figure, where it stands, and the sentence."""

    measure: str
    figure: str
    place: str
    sentence: str


@dataclass(frozen=True)
class Ground:
    """What the rules look at.

    Parameters
    ----------
    observations : DataFrame
        The council's own figures, every breakdown and period, each from the newest upload.
    every : DataFrame
        The same from every upload, replaced ones too, with ``version_id``, oldest first.
    latest : DataFrame
        From ``measures.compare_latest``.
    pairs : DataFrame
        ``measure``, ``numerator``, ``denominator``, ``part_of``: what published measures are made of.
    today : date
    """

    observations: pd.DataFrame
    every: pd.DataFrame
    latest: pd.DataFrame
    pairs: pd.DataFrame
    today: date


def check_figures(ground: Ground) -> pd.DataFrame:
    """Apply every rule.

    Returns
    -------
    DataFrame
        ``rule``, ``measure``, ``name``, ``figure``, ``place``, ``sentence``: one row for each finding, in the order of the rules.
    """
    names = dict(zip(ground.latest["measure"], ground.latest["name"], strict=True))
    rows = [
        (rule.name, found.measure, names.get(found.measure, found.measure), found.figure, found.place, found.sentence)
        for rule in RULES
        for found in rule.find(ground)
    ]
    return pd.DataFrame(rows, columns=["rule", "measure", "name", "figure", "place", "sentence"], dtype="str")


def count_rules(findings: pd.DataFrame) -> pd.DataFrame:
    """Return how often each rule found something, those that found nothing with 0: ``rule``, ``findings``, ``measures``, ``meaning``."""
    rows = []
    for rule in RULES:
        its = findings[findings["rule"] == rule.name]
        rows.append((rule.name, len(its), its["measure"].nunique(), rule.meaning))
    return pd.DataFrame(rows, columns=["rule", "findings", "measures", "meaning"])


def describe_findings(findings: pd.DataFrame, measures: int) -> str:
    """Return the sentence on top."""
    if findings.empty:
        return f"Nothing was found in {count_of(measures, 'measure')}: every rule was applied and none found a fault."
    counted = count_rules(findings)
    said = [f"{row.findings:,} {row.rule.lower()}" for row in counted.itertuples() if row.findings]
    touched = findings["measure"].nunique()
    return f"{share_of(touched, measures)} measures have something to look at: {join_words(said)}."


def _place(row: pd.Series) -> str:
    """Return where a figure stands: area, breakdown, period and upload."""
    breakdown = "" if pd.isna(row["breakdown"]) or row["breakdown"] == "Total" else f", {row['breakdown']}"
    upload = f", upload {row['version_id']}" if "version_id" in row else ""
    return f"{row['area']}{breakdown}, {describe_day(row['period_end'])}{upload}"


def _figure(row: pd.Series) -> str:
    return format_value(row["value"], row["unit"], row["symbol"])


# --- the rules -----------------------------------------------------------------------------------------------------


def find_broken_sums(ground: Ground) -> Iterator[Finding]:
    """Parts of a breakdown that do not add to the total that stands beside them; with a letter among them, parts that are already too many."""
    frame = ground.observations.reset_index(drop=True)
    frame = frame[is_count(frame)].reset_index(drop=True)
    for relation in find_relations(frame, is_count(frame), ground.pairs, exact=False)[0]:
        values = frame["value"].to_numpy()
        known, total = values[list(relation.parts)], values[relation.total]
        known = known[~np.isnan(known)]
        parts, whole = known.sum(), len(known) == len(relation.parts)
        row = frame.loc[relation.total]
        # One part alone is no breakdown, and what stands as a letter may be all that is missing.
        if len(known) > 1 and (abs(parts - total) > 0.5 if whole else parts > total + 0.5):
            what = "more" if parts > total else "less"
            sentence = f"{len(known)} parts add up to {parts:,.0f}: {abs(parts - total):,.0f} {what} than the total of {total:,.0f}."
            yield Finding(row["measure"], f"{parts:,.0f} against {total:,.0f}", _place(row), sentence)


def find_impossible(ground: Ground) -> Iterator[Finding]:
    """Percentages outside 0 to 100, more above the line than below it, negative counts, a percentage that its counts do not give."""
    frame = ground.observations
    value, above, below = frame["value"], frame["numerator"], frame["denominator"]
    percentage = frame["unit"] == "%"
    given = 100 * above / below.where(below > 0)
    # Half of the last printed place: a whole percentage may lie half a point from its counts.
    slack = (value.mod(1) == 0).map({True: 0.5 + 1e-9, False: ROUNDING})
    for wrong, say in (
        (percentage & ~value.between(0, 100) & value.notna(), lambda row: f"A percentage lies between 0 and 100, not at {row['value']:,.1f}%."),
        (percentage & (above > below), lambda row: f"{row['numerator']:,.0f} above the line is more than {row['denominator']:,.0f} below it."),
        ((frame["unit"] == "count") & (value < 0), lambda row: f"A count cannot be negative: {row['value']:,.0f}."),
        (percentage & (above <= below) & ((value - given).abs() > slack) & value.between(0, 100), _describe_mismatch),
    ):
        for _, row in frame[wrong].iterrows():
            yield Finding(row["measure"], _figure(row), _place(row), say(row))


def _describe_mismatch(row: pd.Series) -> str:
    given = 100 * row["numerator"] / row["denominator"]
    return f"{row['numerator']:,.0f} of {row['denominator']:,.0f} is {given:,.1f}%, not {row['value']:,.1f}%."


def find_jumps(ground: Ground) -> Iterator[Finding]:
    """A latest figure that moved far more than the series usually moves."""
    for _, series in _series(ground):
        known = series[series["value"].notna()]
        moves = known["value"].diff().abs().dropna().tolist()
        if len(moves) <= JUMP_MOVES:
            continue
        *earlier, last = moves
        usual = exact_mean(earlier) or 0.0
        if usual and last > JUMP_FACTOR * usual:
            row, before = known.iloc[-1], known.iloc[-2]
            moved = f"{_figure(before)} to {_figure(row)}"
            sentence = f"From {moved}: a move of {last:,.1f}, where {usual:,.1f} is usual. Check it before it is believed."
            yield Finding(row["measure"], moved, _place(row), sentence)


def find_repeats(ground: Ground) -> Iterator[Finding]:
    """A latest figure that is exactly the one before."""
    for _, series in _series(ground):
        if len(series) < 2:
            continue
        before, row = series.iloc[-2], series.iloc[-1]
        value = row["value"]
        same = pd.notna(value) and value == before["value"] and _same(row["numerator"], before["numerator"])
        if same and (value >= REPEATED_FROM or value % 1) and _same(row["denominator"], before["denominator"]):
            sentence = f"{_figure(row)} is exactly the figure of {describe_day(before['period_end'])}: was it copied?"
            yield Finding(row["measure"], _figure(row), _place(row), sentence)


def _same(first: float, second: float) -> bool:
    return bool(first == second or (pd.isna(first) and pd.isna(second)))


def find_old(ground: Ground) -> Iterator[Finding]:
    """Figures older than twice their period, or past the day on which the next one was due."""
    for _, row in ground.latest[ground.latest["period_end"].notna()].iterrows():
        allowed = PERIOD_DAYS.get(str(row["frequency"]).casefold())
        due = row.get("next_update")
        if allowed and row["age_days"] > OLD_PERIODS * allowed:
            day, age = describe_day(row["period_end"]), int(row["age_days"])
            sentence = f"The latest figure, of {day}, is {age:,} days old; the measure is {row['frequency']}."
        elif due is not None and pd.notna(due) and due < pd.Timestamp(ground.today):
            sentence = f"The next figure was due on {describe_day(due)}; the latest is of {describe_day(row['period_end'])}."
        else:
            continue
        yield Finding(row["measure"], _figure(row), describe_day(row["period_end"]), sentence)


def find_disagreements(ground: Ground) -> Iterator[Finding]:
    """Two uploads, or two rows of one, that give different figures for the same measure, area, breakdown and period."""
    every = ground.every.assign(breakdown=ground.every["breakdown"].fillna("Total"))
    every = every[every["value"].notna()]
    keys = ["measure", "area_code", "breakdown", "period_end"]
    differing = every[every.groupby(keys, dropna=False)["value"].transform("nunique") > 1]
    for _, its in differing.groupby(keys, dropna=False, sort=False):
        last = its.iloc[-1]
        other = its[its["value"] != last["value"]].iloc[-1]
        first, second = _figure(other), _figure(last)
        if other["version_id"] == last["version_id"]:
            sentence = f"{first} in one row and {second} in another of upload {last['version_id']}; the last one is shown."
        else:
            sentence = f"{first} in upload {other['version_id']} and {second} in upload {last['version_id']}; the newest is shown."
        yield Finding(last["measure"], f"{first} and {second}", _place(last), sentence)
    yield from _find_other_names(ground)


def _find_other_names(ground: Ground) -> Iterator[Finding]:
    """Compare measures of different sources that are one measure: those with the same catalogue id, or the same name."""
    latest = ground.latest
    identity = latest["catalogue_id"].fillna(latest["name"].str.casefold())
    one = dict(zip(latest["measure"], identity, strict=True))
    whole = keep_whole(ground.observations)
    whole = whole[whole["value"].notna()].assign(identity=lambda frame: frame["measure"].map(one), unit=lambda frame: frame["unit"].fillna(""))
    keys = ["identity", "unit", "period_end"]
    shared = whole[(whole.groupby(keys)["measure"].transform("nunique") > 1) & (whole.groupby(keys)["value"].transform("nunique") > 1)]
    for _, its in shared.groupby(keys, sort=False):
        first, last = its.iloc[0], its.iloc[-1]
        sentence = f"{_figure(first)} under {first['measure']} and {_figure(last)} under {last['measure']}, which are one measure by name."
        yield Finding(last["measure"], f"{_figure(first)} and {_figure(last)}", _place(last), sentence)


def find_letters(ground: Ground) -> Iterator[Finding]:
    """Measures of which figures stand as letters."""
    whole = keep_whole(ground.observations)
    with_letters = whole["measure"].isin(whole.loc[whole["symbol"].notna(), "measure"])
    for measure, its in whole[with_letters].groupby("measure", sort=False):
        letters = its["symbol"].dropna()
        kinds = [f"{number} [{letter}] {SYMBOLS.get(letter, '')}".strip() for letter, number in letters.value_counts().items()]
        sentence = f"{share_of(len(letters), len(its))} figures stand as letters: {join_words(kinds)}."
        last = its.sort_values("period_end").iloc[-1]
        yield Finding(str(measure), f"{len(letters)} of {len(its)}", str(last["area"]), sentence)


def _series(ground: Ground) -> Iterable[tuple[object, pd.DataFrame]]:
    ordered = keep_whole(ground.observations).sort_values("period_end", kind="stable")
    return ordered.groupby("measure", sort=False)


RULES: tuple[Rule, ...] = (
    Rule(
        "Parts that do not add to the total", "The parts of a breakdown, added together, are more or less than the total beside them.",
        find_broken_sums,
    ),
    Rule(
        "Impossible figures", "A percentage outside 0 to 100, or one that its own counts do not give; a negative count.", find_impossible,
    ),
    Rule(
        "Two sources that disagree", "Two uploads, or two rows, give different figures for the same thing. A corrected figure is one of these.",
        find_disagreements,
    ),
    Rule("Jumps", f"The latest figure moved more than {JUMP_FACTOR} times as far as the series usually moves.", find_jumps),
    Rule("Same as last time", f"The latest figure is exactly the one before it ({REPEATED_FROM} or more, or with a decimal).", find_repeats),
    Rule("Old figures", "Older than twice its frequency, or the next figure was due before today.", find_old),
    Rule("Figures that stand as letters", "Hidden, not available or too unreliable: how many of the measure's own figures.", find_letters),
)


def label_findings(findings: pd.DataFrame) -> pd.DataFrame:
    """Return the findings as people read them."""
    return findings[["rule", "name", "figure", "place", "sentence"]].set_axis(["Rule", "Measure", "Figure", "Where", "What was found"], axis=1)


def label_rules(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the rules with how often each found something."""
    return counted[["rule", "findings", "measures", "meaning"]].set_axis(["Rule", "Findings", "Measures", "What it looks for"], axis=1)


def list_found(findings: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the rules that found something, in the order of the findings, each with what it found."""
    return [(str(rule), its) for rule, its in findings.groupby("rule", sort=False)]


def of_rule(findings: pd.DataFrame, rule: str) -> pd.DataFrame:
    """Return the findings of one rule."""
    return findings[findings["rule"] == rule]


def number_of(rule: str) -> int:
    """Return the place of a rule in the list, counted from 1."""
    return 1 + [known.name for known in RULES].index(rule)


def describe_counted(counted: pd.DataFrame) -> str:
    """Return how many findings each rule has, in one sentence."""
    return f"Findings by rule: {join_words(f'{row.rule.lower()}, {row.findings}' for row in counted.itertuples())}."
