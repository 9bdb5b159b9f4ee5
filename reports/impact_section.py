"""The part of a pack about difference made: what is done beside what became of the measures, and promises kept."""

import pandas as pd

from analysis import impact, links, promises
from analysis.effects import read_promises
from analysis.wording import join_words
from reports.ground import Ground
from reports.measure_sections import NO_FIGURES
from reports.parts import Section, Sheet, Slide, Table

LABEL = "Delivery beside impact"
_CAUTION = "A measure moved after the work, or it did not; nothing here says that it moved because of it. Not measured is never good news."


def build_impact(ground: Ground) -> Section:
    """Return where each theme stands between delivery and impact, and what became of the promised effects."""
    if not ground.known_figures:
        return Section("impact", LABEL, (Slide("Impact cannot be judged yet", (NO_FIGURES,)),))
    actions, judged = ground.actions, ground.judged
    published = ground.table("plans")["report_published"].dropna()
    newest = ground.whole["period_end"].max()
    day = max(ground.as_at, newest.date()) if pd.notna(newest) else ground.as_at
    promised = read_promises(actions, judged, published.iloc[0].date() if len(published) else None)
    linked = links.link_measures(actions, judged, links.newest_answers(ground.said, ground.answers))
    verdicts = impact.judge_impact(judged, promised, day)
    order = ground.table("themes")["name"].tolist()
    placed = impact.place_groups(actions, impact.group_by_theme(actions), linked, verdicts, ground.as_at, order=order)
    labelled = impact.label_groups(placed, "Theme")
    said = impact.describe_groups(placed, "theme")
    first, _, rest = said.partition(". ")
    caption = "Each theme: what is done, beside the verdicts on its measures"
    slides = [
        Slide(
            first, tuple(part for part in (rest, _CAUTION) if part),
            table=Table(_for_slide(placed, labelled), caption, (3, 2.2, 2, 1, 5), headed=True),
            notes="\n".join(f"{corner}: {meaning}" for corner, meaning in impact.CORNERS.items()),
        )
    ]  # fmt: skip
    sheets = [Sheet("Delivery beside impact", "Each theme: actions done, verdicts on its measures", labelled)]
    # What was promised stands in the plan's own words and may name a figure that partners are not shown.
    if len(promised) and not ground.wanted.partner:
        made = promises.sort_promises(promises.judge_promises(promised, judged, ground.whole, day, months=ground.wanted.months))
        table = promises.label_promises(made, ground.actions)
        words = promises.describe_promises(made)
        short = table[["Verdict", "Ref", "Measure", "What the figures say"]]
        slides.append(Slide(words, table=Table(short, "Effects promised, and what became of them", (1.6, 0.8, 3, 7), most=10)))
        sheets.append(Sheet("Promises", "Effects promised, and what became of them", table))
    return Section("impact", LABEL, tuple(slides), tuple(sheets))


def _for_slide(placed: pd.DataFrame, labelled: pd.DataFrame) -> pd.DataFrame:
    """Return the themes with the verdicts on their measures in words: five columns of counts would not fit a page."""
    said = [join_words(f"{row[name]} {name}" for name in impact.VERDICTS if row[name]) for row in placed.to_dict("records")]
    chosen = labelled[["Theme", "Where it stands", "Actions done", "Overdue"]]
    return chosen.assign(**{"Measures linked": [words or "none" for words in said]})
