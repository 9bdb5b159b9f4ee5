"""The parts of a pack about children's figures: the matrix of all measures, and a slide for each that stands out."""

import pandas as pd

from analysis import notes, verdicts
from analysis.figure_words import describe_counts, describe_day, describe_target, format_value
from analysis.measures import keep_months
from analysis.targets import label_targets, list_targets
from analysis.wording import count_of
from reports import figures
from reports.fitting import shorten
from reports.ground import Ground
from reports.parts import Section, Sheet, Slide, Table
from reports.writing import write_short_day

MOST_EXCEPTIONS = 10  # slides of single measures; further ones stand in the table
_CELL = 300  # characters of measure names in a cell of the matrix
NO_FIGURES = "No figures of this council were uploaded yet, so nothing can be said about children's outcomes."


def build_measures(ground: Ground) -> Section:
    """Return the nine cells of change by target, and the table of all measures."""
    if not ground.known_figures:
        return Section("measures", "Measures", (Slide("No figures were uploaded yet", (NO_FIGURES,)),))
    judged = verdicts.sort_by_verdict(ground.judged)
    matrix = verdicts.build_matrix(judged)
    said = verdicts.describe_judged(judged)
    short = _shorten_matrix(judged, matrix)
    slide = Slide(
        said.split(". ")[0].rstrip("."),
        tuple(part if part.endswith(".") else f"{part}." for part in said.split(". ")[1:]),
        table=Table(short, "Has it really changed, and will the target be met? Each measure stands in one cell", (1, 2.4, 2.4, 2.4), headed=True),
        notes="A change is called real only where a rule of the control chart says so; see the notes on method.",
    )
    labelled = verdicts.label_judged(judged)
    table = labelled[["Measure", "Latest", "Of", "Target", "Verdict"]].assign(
        Of=[write_short_day(day) for day in labelled["Of"]],
        Target=labelled["Target"].str.removeprefix("target "),
    )
    every = Slide(
        f"{count_of(len(judged), 'measure').capitalize()}, the ones to look at first on top",
        table=Table(table, "Latest figures, worst first", (4, 1.1, 1.3, 3.4, 3.2), most=20),
    )
    sheets = (
        Sheet("Measures", "Latest figure, target and verdict of each measure, worst first", label_typed(judged)),
        Sheet("Matrix", "Change by outlook on the target, in sentences", matrix),
        Sheet("Not in the matrix", "Measures without a verdict and a target, with the reason", verdicts.list_outside(judged)),
        Sheet("Figures", "Every figure of the council, the whole of each measure", label_figures(ground)),
    )
    return Section("measures", "Measures", (slide, every), sheets)


def _shorten_matrix(judged: pd.DataFrame, matrix: pd.DataFrame) -> pd.DataFrame:
    """Return the matrix with how many measures and their names alone: row and column say what a cell means."""
    cells = [_name_measures(names) for _, names in verdicts.list_cells(judged)]
    outlooks = list(matrix.columns[1:])
    return matrix.assign(**{heading: cells[place :: len(outlooks)] for place, heading in enumerate(outlooks)})


def _name_measures(names: list[str]) -> str:
    """Return how many measures and as many whole names as a cell holds."""
    if not names:
        return "None"
    kept = list(names)
    while len(kept) > 1 and len("; ".join(kept)) > _CELL:
        kept.pop()
    more = f"; and {len(names) - len(kept)} more" if len(kept) < len(names) else ""
    return f"{count_of(len(names), 'measure').capitalize()}: {'; '.join(kept)}{more}"


def label_typed(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the measures with figures as numbers; a letter stands in a column of its own."""
    labelled = verdicts.label_judged(judged)
    labelled.insert(2, "Value", judged["value"].to_numpy())
    labelled.insert(3, "Letter", judged["symbol"].to_numpy())
    labelled.insert(4, "Unit", judged["unit"].to_numpy())
    return labelled


def label_figures(ground: Ground) -> pd.DataFrame:
    """Return every figure of the whole of each measure, typed."""
    names = dict(zip(ground.latest["measure"], ground.latest["name"], strict=True))
    rows = ground.whole.sort_values(["measure", "period_end"], kind="stable")
    return pd.DataFrame(
        {
            "Measure": rows["measure"].map(names), "From": rows["period_start"], "To": rows["period_end"], "Value": rows["value"],
            "Letter": rows["symbol"], "Unit": rows["unit"], "Numerator": rows["numerator"], "Denominator": rows["denominator"],
            "Breakdown": rows["breakdown"], "Upload": rows["version_id"],
        }
    )  # fmt: skip


def pick_exceptions(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the measures that stand out: worsening, bound to miss their target or improving; worst first."""
    out = judged["word"].isin([verdicts.WORSENING, verdicts.IMPROVING]) | (judged["assurance"] == verdicts.FAIL)
    return verdicts.sort_by_verdict(judged[out & judged["period_end"].notna()])


def build_exceptions(ground: Ground) -> Section:
    """Return one slide for each measure that stands out, with its control chart in words."""
    if not ground.known_figures:
        return Section("exceptions", "Measures that stand out", ())
    chosen = pick_exceptions(ground.judged)
    slides = [_draw_measure(ground, row) for _, row in chosen.head(MOST_EXCEPTIONS).iterrows()]
    if not slides:
        slides = [Slide("No measure stands out: none is really improving, worsening or bound to miss its target")]
    rest = chosen.iloc[MOST_EXCEPTIONS:]
    if len(rest):
        table = verdicts.label_judged(rest)[["Measure", "Latest", "Target", "Verdict"]]
        title = f"{count_of(len(rest), 'further measure').capitalize()} {'stands' if len(rest) == 1 else 'stand'} out"
        slides.append(Slide(title, table=Table(table, "Further measures that stand out", (4, 1.2, 3.4, 3.4), most=12)))
    targets = [list_targets(ground.definitions, measure).assign(name=name) for measure, name in zip(chosen["measure"], chosen["name"], strict=True)]
    sheets = _list_targets(targets, chosen)
    rules = Sheet("Flagged points", "The rule that fired on each flagged point", _list_rules(ground, chosen))
    return Section("exceptions", "Measures that stand out", tuple(slides), (*sheets, rules))


def _draw_measure(ground: Ground, row: pd.Series) -> Slide:
    measure, chart = row["measure"], ground.charts.get(row["measure"])
    series = ground.whole[ground.whole["measure"] == measure]
    figure = format_value(row["value"], row["unit"], row["symbol"], row["decimals"])
    alt = verdicts.describe_card(row)
    counts = describe_counts(row)
    points = [
        f"{figure} on {describe_day(row['period_end'])}{f': {counts}' if counts else ''}; {describe_target(row)}.", row["verdict"], row["outlook"],
        *_say_gaps(series, ground.wanted.months), *_say_actions(ground, row),
    ]  # fmt: skip
    if row["old"]:
        points.insert(1, f"This figure is {count_of(int(row['age_days']), 'day')} old.")
    reservations = notes.list_reservations(chart) if chart is not None else []
    meaning = f"{row['name']}: {row['definition']}." if pd.notna(row["definition"]) else ""
    return Slide(
        f"{shorten(row['name'], 70)}: {figure}, {verdicts.label_verdict(row)}",
        tuple(point for point in points if point),
        figure=figures.draw_control(series, chart, row, ground.wanted.months, alt),
        notes="\n".join(filter(None, [meaning, *reservations])),
    )


def _say_gaps(series: pd.DataFrame, months: int) -> list[str]:
    """Name the periods that stand as a letter, for a gap in a line has no height to write it at."""
    gaps = keep_months(series, months)
    gaps = gaps[gaps["value"].isna() & gaps["symbol"].notna()]
    if gaps.empty:
        return []
    named = ", ".join(f"{day:%B %Y} [{letter}]" for day, letter in zip(gaps["period_end"].tail(4), gaps["symbol"].tail(4), strict=True))
    return [f"No figure can be shown for {named}{' and earlier ones' if len(gaps) > 4 else ''}."]


def _say_actions(ground: Ground, row: pd.Series) -> list[str]:
    linked = notes.link_actions(ground.actions, row)
    if linked.empty:
        return ["No action of the plan names this measure."]
    done = int(linked["status"].isin(["complete", "signed off"]).sum())
    return [f"{count_of(len(linked), 'action').capitalize()} of the plan {'names' if len(linked) == 1 else 'name'} it, {done} of them done."]


def _list_rules(ground: Ground, chosen: pd.DataFrame) -> pd.DataFrame:
    found = [
        notes.list_rules(ground.charts[row["measure"]], row["unit"]).assign(Measure=row["name"])
        for _, row in chosen.iterrows()
        if row["measure"] in ground.charts
    ]
    found = [frame for frame in found if len(frame)]
    if not found:
        return pd.DataFrame(columns=["Measure", "Date", "Figure", "Rule that fired", "Meaning"])
    return pd.concat(found, ignore_index=True)[["Measure", "Date", "Figure", "Rule that fired", "Meaning"]]


def _list_targets(targets: list[pd.DataFrame], chosen: pd.DataFrame) -> tuple[Sheet, ...]:
    units = dict(zip(chosen["name"], chosen["unit"], strict=True))
    found = [label_targets(frame, units[frame["name"].iloc[0]]).assign(Measure=frame["name"].iloc[0]) for frame in targets if len(frame)]
    if not found:
        return ()
    frame = pd.concat(found, ignore_index=True)
    return (Sheet("Targets", "Every target of the measures that stand out", frame[["Measure", *[name for name in frame if name != "Measure"]]]),)
