"""The parts of a pack about difference made: what is done beside what became of the measures, promises kept, and the questions to ask."""

import pandas as pd

from analysis import impact, promises, questions
from analysis.asking import Board
from analysis.contradictions import Plan
from analysis.notes import find_plan_start
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
    judged = ground.impact
    labelled = impact.label_groups(judged.themes, "Theme")
    first, _, rest = impact.describe_groups(judged.themes, "theme").partition(". ")
    caption = "Each theme: what is done, beside the verdicts on its measures"
    slides = [
        Slide(
            first,
            tuple(part for part in (rest, _CAUTION) if part),
            table=Table(_for_slide(judged.themes, labelled), caption, (3, 2.2, 2, 1, 5), headed=True),
            notes="\n".join(f"{corner}: {meaning}" for corner, meaning in impact.CORNERS.items()),
        )
    ]
    sheets = [Sheet("Delivery beside impact", "Each theme: actions done, verdicts on its measures", labelled)]
    # What was promised stands in the plan's own words and may name a figure that partners are not shown.
    if len(judged.promises) and not ground.wanted.partner:
        made = promises.sort_promises(judged.promises)
        table = promises.label_promises(made, ground.actions)
        short = table[["Verdict", "Ref", "Measure", "What the figures say"]]
        kept = Table(short, "Effects promised, and what became of them", (1.6, 0.8, 3, 7), most=10)
        slides.append(Slide(promises.describe_promises(made), table=kept))
        sheets.append(Sheet("Promises", "Effects promised, and what became of them", table))
    return Section("impact", LABEL, tuple(slides), tuple(sheets))


def _for_slide(placed: pd.DataFrame, labelled: pd.DataFrame) -> pd.DataFrame:
    """Return the themes with the verdicts on their measures in words: five columns of counts would not fit a page."""
    said = [join_words(f"{row[name]} {name}" for name in impact.VERDICTS if row[name]) for row in placed.to_dict("records")]
    chosen = labelled[["Theme", "Where it stands", "Actions done", "Overdue"]]
    return chosen.assign(**{"Measures linked": [words or "none" for words in said]})


def build_questions(ground: Ground) -> Section:
    """Return the questions that the board should ask next, ranked by rule."""
    judged = ground.impact
    defined = ground.definitions.drop_duplicates("measure")
    commentary = dict(zip(defined["measure"], defined["commentary"], strict=True))
    plan = Plan(
        ground.actions, ground.table("recommendations"), judged.links, ground.judged, ground.whole, ground.traced, ground.as_at,
        find_plan_start(ground.table("plans"), ground.actions),
        {measure: text for measure, text in commentary.items() if isinstance(text, str)},
    )  # fmt: skip
    drawn = questions.draw_questions(Board(plan, judged.themes, judged.promises))
    answers = ground.said[ground.said["question"].str.startswith(questions.PREFIXES)]
    still, answered = questions.set_aside(drawn, answers)
    chosen = questions.choose_questions(still)
    said = questions.describe_questions(chosen, still, answered)
    label = "Challenge questions"
    if chosen.empty:
        return Section("questions", label, (Slide(said),))
    table = questions.label_questions(chosen)
    shown = table[["No.", "Question", "What it rests on", "Who could answer"]]
    short = Table(shown, "Questions for the board, the most telling first", (0.6, 6, 5, 2.4))
    notes = "\n".join(f"{number}. A good answer holds: {text}" for number, text in zip(table["No."], table["A good answer holds"], strict=True))
    slide = Slide(said, ("They are drawn by rules in a fixed order. Each is a question, not a finding.",), table=short, notes=notes)
    return Section("questions", label, (slide,), (Sheet("Questions", "Questions for the board, with what a good answer holds", table),))
