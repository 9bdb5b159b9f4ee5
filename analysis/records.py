"""Risks on a grid, inspections before and after, case reviews by stage, events to come."""

from datetime import date

import pandas as pd

from analysis.wording import are, count_of, join_words
from model.vocabulary import INSPECTION_JUDGEMENTS

SCALE = (1, 2, 3, 4, 5)
# Score bands of a five by five register: the usual ones of public registers, shown as words beside the colour.
BANDS: tuple[tuple[int, str], ...] = ((15, "high"), (8, "medium"), (1, "low"))
MONITORING = "monitoring visit"
AWAITED = "awaited"


def grade_risks(risks: pd.DataFrame) -> pd.DataFrame:
    """Return the risks with ``score`` (the register's own, else likelihood times impact) and ``band``, highest first.

    A risk without likelihood or impact keeps a missing score and the band "not scored"; it is counted, never dropped.
    """
    graded = risks.copy()
    graded["score"] = graded["score"].fillna(graded["likelihood"] * graded["impact"])
    graded["band"] = [_band(score) for score in graded["score"]]
    return graded.sort_values("score", ascending=False, kind="stable", na_position="last").reset_index(drop=True)


def _band(score: float) -> str:
    if pd.isna(score):
        return "not scored"
    return next(word for least, word in BANDS if score >= least) if score >= 1 else "not scored"


def place_risks(risks: pd.DataFrame) -> pd.DataFrame:
    """Place the scored risks on the grid.

    Returns
    -------
    DataFrame
        ``likelihood``, ``impact``, ``count`` and ``names`` (references, else short texts, joined by commas): one row for each of the
        25 places, empty places too.
    """
    inside = risks[risks["likelihood"].isin(SCALE) & risks["impact"].isin(SCALE)]
    rows = []
    for likelihood in SCALE:
        for impact in SCALE:
            here = inside[(inside["likelihood"] == likelihood) & (inside["impact"] == impact)]
            rows.append((likelihood, impact, len(here), ", ".join(_name(ref, text) for ref, text in zip(here["ref"], here["risk"], strict=True))))
    return pd.DataFrame(rows, columns=["likelihood", "impact", "count", "names"])


def _name(ref: object, text: str) -> str:
    return str(ref) if pd.notna(ref) else " ".join(text.split()[:3])


def headline_risks(risks: pd.DataFrame) -> str:
    """Say in a few words how many risks are high, and which is the highest."""
    if risks.empty:
        return "No risk register was uploaded"
    graded = grade_risks(risks)
    high, top = int((graded["band"] == "high").sum()), graded.iloc[0]
    first = f"; the highest is {_name(top['ref'], top['risk'])}" if high else ""
    return f"{high or 'None'} of {count_of(len(risks), 'risk')} {are(high or 1)} high{first}"


def describe_risks(risks: pd.DataFrame, grid: pd.DataFrame) -> str:
    """Return the sentence under the grid."""
    if risks.empty:
        return "No risk register was uploaded."
    graded = grade_risks(risks)
    high, outside = int((graded["band"] == "high").sum()), len(risks) - int(grid["count"].sum())
    text = f"{count_of(len(risks), 'risk')}, {high} of them high (score {BANDS[0][0]} or more)"
    top = graded.iloc[0]
    text += f"; the highest is {_name(top['ref'], top['risk'])} with {int(top['score'])}" if pd.notna(top["score"]) else ""
    return text + (
        f"; {outside} {are(outside)} not scored from 1 to 5 and {'stands' if outside == 1 else 'stand'} only in the table." if outside else "."
    )


def judge_inspections(inspections: pd.DataFrame) -> pd.DataFrame:
    """Say what each inspection changed.

    Returns
    -------
    DataFrame
        The canonical columns and ``result``: up, down, unchanged, monitoring visit, awaited (no judgement yet) or "not comparable"
        (a judgement missing or outside the four of Ofsted).
    """
    judged = inspections.copy()
    judged["result"] = [_result(kind, before, after) for kind, before, after in zip(judged["kind"], judged["before"], judged["after"], strict=True)]
    return judged.sort_values("date", ascending=False, kind="stable", na_position="first").reset_index(drop=True)


def _result(kind: object, before: object, after: object) -> str:
    if pd.notna(kind) and "monitoring" in str(kind).casefold():
        return MONITORING
    if pd.isna(after) or AWAITED in str(after).casefold():
        return AWAITED
    ranks = {name.casefold(): rank for rank, name in enumerate(INSPECTION_JUDGEMENTS)}
    was, now = ranks.get(str(before).strip().casefold()), ranks.get(str(after).strip().casefold())
    if was is None or now is None:
        return "not comparable"
    return "unchanged" if was == now else "up" if now < was else "down"


def is_school(inspections: pd.DataFrame) -> pd.Series:
    """Return which inspections are of schools: by the kind of provider, else by the provider's name."""
    kind = inspections["provider_kind"].fillna("").str.casefold()
    name = inspections["provider"].fillna("").str.casefold()
    return kind.str.contains("school|academy|college|nursery") | (kind.eq("") & name.str.contains(r"\b(?:school|academy|primary|infant|junior)\b"))


def describe_inspections(judged: pd.DataFrame, what: str) -> str:
    """Return ``7 schools, 8 events: 1 up, 2 down ...``; every event is in exactly one of the counts."""
    if judged.empty:
        return f"No inspections of {what}s were uploaded."
    counts = judged["result"].value_counts()
    order = ["up", "down", "unchanged", MONITORING, AWAITED, "not comparable"]
    said = [
        count_of(int(counts[result]), MONITORING) if result == MONITORING else f"{int(counts[result])} {result}"
        for result in order
        if result in counts
    ]
    return f"{count_of(judged['provider'].nunique(), what)}, {count_of(len(judged), 'event')}: {join_words(said)}."


def count_stages(reviews: pd.DataFrame) -> pd.DataFrame:
    """Count case reviews by stage, in the order in which stages first appear."""
    stages = reviews["stage"].fillna("stage not given")
    counts = stages.value_counts().reindex(dict.fromkeys(stages))
    return pd.DataFrame({"stage": counts.index.astype("str"), "reviews": counts.to_numpy(dtype="int64")})


def describe_reviews(reviews: pd.DataFrame) -> str:
    """Return the sentence about case reviews."""
    if reviews.empty:
        return "No case reviews were uploaded."
    stages = count_stages(reviews)
    return f"{count_of(len(reviews), 'review')}: " + join_words(f"{n} {stage.lower()}" for stage, n in stages.itertuples(index=False)) + "."


def next_events(events: pd.DataFrame, today: date, number: int = 5) -> pd.DataFrame:
    """Return the next events from ``today`` on, soonest first."""
    ahead = events[events["date"] >= pd.Timestamp(today)]
    return ahead.sort_values("date", kind="stable").head(number).reset_index(drop=True)
