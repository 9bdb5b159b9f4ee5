"""How many findings each rule about the data has."""

import pandas as pd

from charts.base import Chart, build_chart
from charts.palette import FONT_SIZE, Palette


def build_rules(counted: pd.DataFrame, palette: Palette) -> Chart:
    """Draw the findings of each rule as bars; from ``analysis.quality.count_rules``."""
    drawn = counted.iloc[::-1]
    trace = {
        "type": "bar", "orientation": "h", "x": drawn["findings"].tolist(), "y": drawn["rule"].tolist(), "marker": {"color": palette.series[0]},
        "text": [f"{number:,}" for number in drawn["findings"]], "textposition": "outside", "cliponaxis": False,
        "textfont": {"size": FONT_SIZE, "color": palette.text}, "hoverinfo": "skip",
    }  # fmt: skip
    return build_chart(
        [trace], palette, height=60 + 36 * len(drawn), bargap=0.35, margin={"l": 8, "r": 60, "t": 8, "b": 8},
        xaxis={"visible": False, "rangemode": "tozero"}, yaxis={"showgrid": False, "type": "category"},
    )
