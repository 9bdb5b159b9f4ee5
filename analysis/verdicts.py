"""Every measure with its verdict: has it really changed, will it meet its target; and the nine cells of the two together."""

from datetime import date

import pandas as pd

from analysis.control_chart import ControlChart, work_out
from analysis.figure_words import describe_counts, describe_day, describe_target, format_value
from analysis.gate import ANNUAL, refuse_chart
from analysis.measures import keep_months
from analysis.rebases import find_rebases
from analysis.wording import are, count_of, join_words

CANNOT_TELL = "cannot tell"
# Names in one cell of the table of measures without a place in the matrix.
NAMED = 25
IMPROVING, NO_CHANGE, WORSENING = "improving", "no real change", "worsening"
PASS, VARIES, FAIL = "consistent_pass", "inconsistent", "consistent_fail"
# The rows and columns of the matrix, best first, with how a cell's sentence puts them.
_CHANGES = {IMPROVING: "Improving", NO_CHANGE: "No real change", WORSENING: "Worsening"}
_TARGETS = {PASS: "Target will be met every time", VARIES: "Target met at some times, missed at others", FAIL: "Target will be missed every time"}
_TARGET_SHORT = {PASS: "✓ will meet its target", VARIES: "± may meet or miss its target", FAIL: "✗ will miss its target"}
# What an icon shows, for those who cannot see colour: which way the figure went, and what that means.
_ARROWS = {
    "improvement_high": "↑", "improvement_low": "↓", "concern_high": "↑", "concern_low": "↓", "neutral_high": "↑", "neutral_low": "↓",
    "common_cause": "≈",
}


def judge_measures(
    latest: pd.DataFrame, observations: pd.DataFrame, *, months: int = 0, plan_began: date | None = None, rebases: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, dict[str, ControlChart]]:
    """Judge every measure by its control chart, where it may have one.

    Parameters
    ----------
    latest : DataFrame
        From ``measures.compare_latest``.
    observations : DataFrame
        The same council's observations, whole only, all periods.
    months : int
        How many months of figures count, 0 for all.
    plan_began : date, optional
        Fix the limits on the 12 months before this day.
    rebases : DataFrame, optional
        Canonical rebases: recorded decisions to start limits afresh.

    Returns
    -------
    DataFrame
        ``latest`` with ``word`` (improving, worsening, no real change, higher than usual, lower than usual, cannot tell), ``arrow``,
        ``assurance`` (as the engine names it, missing where there is none), ``verdict`` (a sentence), ``outlook`` (whether the target will
        be met, a sentence or nothing), ``why_not`` (why it is not judged, or nothing).
    dict of str to ControlChart
        The control chart of each measure that may have one.
    """
    grouped = dict(list(observations.groupby("measure", sort=False)))
    charts: dict[str, ControlChart] = {}
    rows: list[tuple[str, str, str | None, str, str, str]] = []
    for _, row in latest.iterrows():
        series = grouped.get(row["measure"])
        if series is None or series["value"].notna().sum() == 0:
            rows.append((CANNOT_TELL, "○", None, "There is no figure.", "", "no figure"))
            continue
        refused = refuse_chart(series, row)
        if refused:
            rows.append((CANNOT_TELL, "○", None, refused, "", refused))
            continue
        chart = work_out(keep_months(series, months), row, plan_began=plan_began, rebases=find_rebases(rebases, row["measure"]))
        charts[row["measure"]] = chart
        shown = chart.shown
        why = shown.withheld[0] if shown.withheld else ""
        rows.append((shown.word, _ARROWS.get(shown.variation or "", "○"), shown.assurance, shown.sentence, _describe_outlook(row, chart), why))
    judged = pd.DataFrame(rows, columns=["word", "arrow", "assurance", "verdict", "outlook", "why_not"], index=latest.index, dtype="str")
    return pd.concat([latest, judged], axis=1), charts


def _describe_outlook(row: pd.Series, chart: ControlChart) -> str:
    """Say whether the target will be met, and where the latest figure says otherwise, why: limits take in the time before a change."""
    text = chart.shown.target_sentence
    met = row["distance"] >= 0
    if chart.shown.assurance == FAIL and met:
        return f"{text} The latest figure meets it all the same: the limits still take in the time before the change."
    if chart.shown.assurance == PASS and row["distance"] < 0:
        return f"{text} The latest figure misses it all the same."
    return text


def sort_by_verdict(judged: pd.DataFrame) -> pd.DataFrame:
    """Order measures worst first.

    Worsening and bound to miss the target; worsening; bound to miss it; short of it by most of the target first; no judgement; met now;
    improving and short of it no more; bound to meet it; no figure last.
    """
    short = (-judged["distance"] / judged["target"].abs()).where(judged["target"] != 0, -judged["distance"])
    fails, passes = judged["assurance"] == FAIL, judged["assurance"] == PASS
    rank = pd.Series(4, index=judged.index)
    rank = rank.mask(judged["distance"] >= 0, 5).mask(judged["word"] == IMPROVING, 6).mask(passes, 7).mask(short > 0, 3)
    rank = rank.mask(fails, 2).mask(judged["word"] == WORSENING, 1).mask((judged["word"] == WORSENING) & fails, 0)
    rank = rank.mask(judged["period_end"].isna(), 8)
    order = judged.assign(_rank=rank, _short=short.fillna(0)).sort_values(["_rank", "_short"], ascending=[True, False], kind="stable")
    return order.drop(columns=["_rank", "_short"]).reset_index(drop=True)


def pick_best(judged: pd.DataFrame, number: int = 3) -> pd.DataFrame:
    """Return the measures that go best: improving or bound to meet their target, and not short of it by much; best first."""
    good = judged[(judged["word"] == IMPROVING) | (judged["assurance"] == PASS)]
    good = good.assign(_both=(good["word"] == IMPROVING).astype(int) + (good["assurance"] == PASS), _met=good["distance"] >= 0)
    return good.sort_values(["_both", "_met"], ascending=False, kind="stable").drop(columns=["_both", "_met"]).head(number)


def pick_worst(judged: pd.DataFrame, number: int = 3) -> pd.DataFrame:
    """Return the measures that go worst: worsening, bound to miss their target or short of it; none that is improving."""
    bad = judged[(judged["word"] != IMPROVING) & ((judged["word"] == WORSENING) | (judged["assurance"] == FAIL) | (judged["distance"] < 0))]
    return sort_by_verdict(bad).head(number)


def list_cells(judged: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Return the nine cells of variation by assurance, row by row: what a cell means as a sentence, and the names of its measures."""
    return [
        (_mean_cell(len(names), word, assurance), names)
        for word in _CHANGES
        for assurance in _TARGETS
        for names in [_name_in_cell(judged[(judged["word"] == word) & (judged["assurance"] == assurance)])]
    ]


def _name_in_cell(inside: pd.DataFrame) -> list[str]:
    """Return the names in a cell; where the latest figure says other than the limits, the name says so, as the measure's own verdict does."""
    met = inside["distance"] >= 0
    says = pd.Series("", index=inside.index).mask((inside["assurance"] == FAIL) & met, " (meets it now)")
    says = says.mask((inside["assurance"] == PASS) & (inside["distance"] < 0), " (misses it now)")
    return (inside["name"] + says).tolist()


def build_matrix(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the nine cells as a table, each a sentence that names its measures.

    Returns
    -------
    DataFrame
        Three rows; the first column says which variation, the others are named for the outlook on the target.
    """
    sentences = [f"{meaning}: {'; '.join(names)}." if names else f"{meaning}." for meaning, names in list_cells(judged)]
    table: dict[str, list[str]] = {"Has it changed?": list(_CHANGES.values())}
    for place, heading in enumerate(_TARGETS.values()):
        table[heading] = sentences[place :: len(_TARGETS)]
    return pd.DataFrame(table)


def _mean_cell(number: int, word: str, assurance: str) -> str:
    state = {IMPROVING: "improving", NO_CHANGE: "not really changing", WORSENING: "worsening"}[word]
    target = {PASS: "will meet the target every time", VARIES: "will meet the target at some times only", FAIL: "will miss the target every time"}
    if not number:
        return f"No measure is {state} and {target[assurance]}"
    targets = target[assurance] if number == 1 else target[assurance].replace("the target", "their targets")
    return f"{count_of(number, 'measure').capitalize()} {are(number)} {state} and {targets}"


def list_outside(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the measures that have no place in the matrix, gathered by the reason.

    Returns
    -------
    DataFrame
        ``Why``, ``Measures`` (how many) and ``Which``.
    """
    outside = judged[~(judged["word"].isin(list(_CHANGES)) & judged["assurance"].notna())]
    why = [_why_outside(row) for _, row in outside.iterrows()]
    rows = [(reason, len(its), _name_some(its.tolist())) for reason, its in outside["name"].groupby(why, sort=False)]
    return pd.DataFrame(rows, columns=["Why", "Measures", "Which"])


def _name_some(names: list[str]) -> str:
    """Return names in one line; of very many only the first, for the table of all measures has the others."""
    rest = len(names) - NAMED
    return "; ".join(names if rest <= 0 else [*names[:NAMED], f"and {rest:,} more, all in the table at the end of the page"])


def _why_outside(row: pd.Series) -> str:
    if row["why_not"]:
        return "No figure" if row["why_not"] == "no figure" else str(row["why_not"])
    if "stock" in str(row["kind"]) and pd.notna(row["target"]):
        return f"Counted on one day, so it drifts by itself and is not judged against its target: {row['word']}"
    if row["word"] not in _CHANGES:
        return f"Neither way is better by itself: the figure is {row['word']}"
    if pd.isna(row["target"]):
        return f"No target: {row['word']}"
    return f"No direction was given, so no target can be judged: {row['word']}"


def label_verdict(row: pd.Series) -> str:
    """Return a measure's verdict as symbol and words, such as "↓ improving; ✗ will miss its target"."""
    text = f"{row['arrow']} {row['word']}"
    if pd.isna(row["assurance"]):
        return text
    if row["assurance"] == FAIL and row["distance"] >= 0:
        return f"{text}; ± meets its target now, its limits do not yet"
    if row["assurance"] == PASS and row["distance"] < 0:
        return f"{text}; ± misses its target now, its limits do not"
    return f"{text}; {_TARGET_SHORT[row['assurance']]}"


def label_short(row: pd.Series) -> str:
    """Return a measure with its figure, target and verdict in one line."""
    figure = format_value(row["value"], row["unit"], row["symbol"], row["decimals"])
    return f"{row['name']}: {figure}, {describe_target(row)}; {label_verdict(row)}"


def label_judged(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the measures with their verdicts as people read them."""
    rows = [row for _, row in judged.iterrows()]
    return pd.DataFrame(
        {
            "Measure": judged["name"],
            "Latest": [format_value(row["value"], row["unit"], row["symbol"], row["decimals"]) if _has_figure(row) else "no figure" for row in rows],
            "Of": judged["period_end"],
            "Count": [describe_counts(row) for row in rows],
            "Target": [describe_target(row) for row in rows],
            "Verdict": [label_verdict(row) for row in rows],
            "Why": judged["verdict"],
            "Better is": judged["polarity"].map({"high": "higher", "low": "lower", "none": "neither"}).fillna("not given"),
            "Age": [f"{count_of(int(row['age_days']), 'day')}{', old' if row['old'] else ''}" if _has_figure(row) else "" for row in rows],
        }
    )


def _has_figure(row: pd.Series) -> bool:
    return bool(pd.notna(row["period_end"]))


def describe_judged(judged: pd.DataFrame) -> str:
    """Return the sentence on top: how many measures really changed, which way, how many will miss their target, and how many cannot be judged."""
    counts = judged["word"].value_counts()
    if len(judged) and int(counts.get(CANNOT_TELL, 0)) == len(judged):
        return _describe_unjudged(judged)
    better, worse, same = (int(counts.get(word, 0)) for word in (IMPROVING, WORSENING, NO_CHANGE))
    moved = int(counts.get("higher than usual", 0)) + int(counts.get("lower than usual", 0))
    fails = int((judged["assurance"] == FAIL).sum())
    all_the_same = int(((judged["assurance"] == FAIL) & (judged["distance"] >= 0)).sum())
    said = [f"{better} of {count_of(len(judged), 'measure')} {are(better)} really improving", f"{worse} worsening", f"{same} not really changing"]
    said += [f"{moved} out of the usual with no direction judged"] if moved else []
    unknown = int(counts.get(CANNOT_TELL, 0))
    text = f"{join_words([*said, f'{unknown} cannot be judged yet'] if unknown else said)}."
    if not fails:
        return text
    now = f"; {all_the_same} of {'these' if fails > 1 else 'this'} {'meets' if all_the_same == 1 else 'meet'} it now" if all_the_same else ""
    return f"{text} By their limits {fails} will miss {'its' if fails == 1 else 'their'} target every time unless something changes{now}."


def _describe_unjudged(judged: pd.DataFrame) -> str:
    """Say why no measure at all is judged, and what to look at instead."""
    yearly = int(judged["why_not"].str.startswith(ANNUAL).sum())
    text = f"None of {count_of(len(judged), 'measure')} can be judged yet"
    if yearly * 2 < len(judged):
        return f"{text}: too few figures are known."
    text += f": {yearly:,} {are(yearly)} yearly, and a few years do not tell a change from noise."
    return f"{text} Compare shows how each stands beside other areas."


def describe_card(row: pd.Series) -> str:
    """Return in one sentence what a small chart shows: its alternative text."""
    figure = format_value(row["value"], row["unit"], row["symbol"], row["decimals"])
    return f"{row['name']}: {figure} on {describe_day(row['period_end'])}, {describe_target(row)}. {row['verdict']} {row['outlook']}".strip()


def keep_theme(judged: pd.DataFrame, theme: str) -> pd.DataFrame:
    """Return the measures of a theme; all of them where none is asked for or no measure stands in it."""
    inside = judged["theme"] == theme
    return judged[inside] if inside.any() else judged
