"""The parts of the outcomes page."""

import pandas as pd

from analysis import outcomes as analysis
from analysis.measures import keep_months, keep_whole
from loaders.words.accountability import read_accountability_words
from pages.common import figures, impact
from pages.common.choices import Shown


def mark(measures: pd.DataFrame) -> pd.Series:
    """Return which of the three questions each measure answers."""
    return analysis.mark_measures(measures, read_accountability_words())


def sort_by_mark(measures: pd.DataFrame, marks: pd.Series) -> pd.DataFrame:
    """Return the measures, those that say whether anyone is better off first."""
    order = {kind: place for place, kind in enumerate(analysis.KINDS)}
    return measures.iloc[marks.map(order).argsort(kind="stable").to_numpy()]


def find_curve(shown: Shown, ground: impact.Ground, row: pd.Series, safe: bool = False) -> tuple[pd.DataFrame, analysis.Curve]:
    """Return a measure's figures and what stands beside them."""
    own = keep_whole(figures.load_own(figures.Source.of(shown, safe)))
    series = keep_months(own[own["measure"] == row["measure"]], shown.months)
    promises = ground.promises[ground.promises["measure"] == row["measure"]]
    return series, analysis.find_curve(series, promises, figures.plan_start(shown))


def label_safe(shown: Shown, row: pd.Series) -> pd.DataFrame:
    """Return the figures of a curve as they may leave the council."""
    return analysis.label_curve(*find_curve(shown, impact.load(shown, safe=True), row, safe=True))


def label_safe_marks(shown: Shown) -> pd.DataFrame:
    """Return the measures by question as they may leave the council."""
    measures = impact.load(shown, safe=True).measures
    return analysis.label_marks(measures, mark(measures))
