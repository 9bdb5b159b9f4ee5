"""The points and limits of a funnel plot, for percentages and for rates."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.figure_words import format_value
from analysis.significance import FUNNEL_OUTSIDE, find_outliers, funnel, poisson_p, rate_funnel
from analysis.wording import count_of

_RATE = re.compile(r"per ([\d,]+)", re.IGNORECASE)
# Places along the axis at which limits are worked out: more cannot be told apart on the screen.
_STEPS = 48
# Fewer points are no funnel.
LEAST_POINTS = 4


@dataclass(frozen=True)
class Funnel:
    """The points (``area_code``, ``area``, ``numerator``, ``denominator``, ``value``, ``p``, ``outside``), the limits, and the middle line."""

    points: pd.DataFrame
    limits: pd.DataFrame
    reference: float
    reference_name: str


def build_funnel(figures: pd.DataFrame, unit: object, reference: float, reference_name: str) -> Funnel | None:
    """Return a funnel plot of one measure and period, or None where counts are known of too few areas.

    Parameters
    ----------
    figures : DataFrame
        Canonical observations of councils: one measure, breakdown and period.
    unit : str
        % or a rate such as "per 10,000".
    reference, reference_name : float, str
        The line in the middle, and whose figure it is.
    """
    rate = _RATE.search(str(unit))
    if pd.isna(reference) or (unit != "%" and not rate):
        return None
    if rate:
        per = float(rate[1].replace(",", ""))
        points = _find_rate_outliers(figures, reference, per)
    else:
        valid = figures["numerator"] <= figures["denominator"]
        points = find_outliers(figures[valid], reference) if 0 <= reference <= 100 else figures.iloc[:0]
    if len(points) < LEAST_POINTS:
        return None
    sizes = np.unique(np.round(np.geomspace(max(points["denominator"].min() * 0.8, 1), points["denominator"].max() * 1.05, _STEPS)))
    limits = rate_funnel(reference, sizes, per).rename(columns={"population": "denominator"}) if rate else funnel(reference, sizes)
    return Funnel(points.sort_values("denominator").reset_index(drop=True), limits, reference, reference_name)


def _find_rate_outliers(figures: pd.DataFrame, reference: float, per: float) -> pd.DataFrame:
    known = figures[figures["numerator"].mod(1).eq(0) & (figures["denominator"] >= 1)]
    points = known[["area_code", "area", "numerator", "denominator"]].reset_index(drop=True)
    points["value"] = per * points["numerator"] / points["denominator"]
    points["p"] = [poisson_p(k, reference * n / per) for k, n in zip(points["numerator"], points["denominator"], strict=True)]
    inner, outer = FUNNEL_OUTSIDE
    points["outside"] = pd.Series(["99.8%" if p < outer else "95%" if p < inner else "" for p in points["p"]], dtype="str")
    return points


def describe_funnel(shown: Funnel, own_code: str, unit: object) -> str:
    """Return the sentence under the funnel: where the council lies, and how many lie outside."""
    outside = int((shown.points["outside"] != "").sum())
    middle = f"{shown.reference_name}, {format_value(shown.reference, unit)}"
    text = f"{outside} of {count_of(len(shown.points), 'authority', 'authorities')} lie outside the 95% limits around {middle}"
    own = shown.points[shown.points["area_code"] == own_code]
    if own.empty:
        return f"{text}; the council's own counts are not known."
    row = own.iloc[0]
    where = f"lies outside the {row['outside']} limits" if row["outside"] else "lies inside the limits: no more different than chance would explain"
    return f"{row['area']}, {row['numerator']:,.0f} of {row['denominator']:,.0f}, {where}. {text}."


def label_funnel(shown: Funnel, unit: object) -> pd.DataFrame:
    """Return the points as people read them."""
    return pd.DataFrame(
        {
            "Area": shown.points["area"],
            "Count": shown.points["numerator"],
            "Of": shown.points["denominator"],
            "Figure": [format_value(value, unit, decimals=1) for value in shown.points["value"]],
            "Outside the limits of": shown.points["outside"].replace("", "none"),
        }
    )
