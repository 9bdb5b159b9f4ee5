"""The risk grid."""

from typing import Any

import pandas as pd

from charts.base import Chart, build_chart, write_label
from charts.palette import FONT_SIZE, Palette

_BAND_STATUS = {"high": "off track", "medium": "at risk", "low": "not started"}


def build_risk_grid(grid: pd.DataFrame, palette: Palette, bands: tuple[tuple[int, str], ...]) -> Chart:
    """Draw likelihood by impact with the risks' references in their places.

    Parameters
    ----------
    grid : DataFrame
        From ``analysis.records.place_risks``.
    palette : Palette
    bands : tuple of (least score, word)
        From ``analysis.records.BANDS``; the word stands in every place, so that colour is never alone.
    """
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for likelihood, impact, count, names in grid.itertuples(index=False):
        band = next(word for least, word in bands if likelihood * impact >= least)
        tint = palette.tint[_BAND_STATUS[band]]
        shapes.append(
            {
                "type": "rect",
                "x0": impact - 0.5,
                "x1": impact + 0.5,
                "y0": likelihood - 0.5,
                "y1": likelihood + 0.5,
                "fillcolor": tint,
                "line": {"color": palette.background, "width": 2},
                "layer": "below",
            }
        )
        # The word of the band in every place; the names of the risks above it where there are any.
        text = f"<b>{_wrap(names)}</b><br>{band}" if count else band
        notes.append(
            {
                "x": impact,
                "y": likelihood,
                "text": text,
                "showarrow": False,
                "font": {"size": FONT_SIZE, "color": palette.text if count else palette.muted},
            }
        )
    axis = {"range": [0.5, 5.5], "tickvals": [1, 2, 3, 4, 5], "showgrid": False}
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": grid["impact"].tolist(),
        "y": grid["likelihood"].tolist(),
        "marker": {"opacity": 0, "size": 40},
        "customdata": [[count, names] for count, names in grid[["count", "names"]].itertuples(index=False)],
        "hovertemplate": "likelihood %{y}, impact %{x}: %{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    }
    return build_chart(
        [trace],
        palette,
        height=440,
        shapes=shapes,
        annotations=notes,
        xaxis={**axis, "title": {"text": "Impact (1 small, 5 severe)"}},
        yaxis={**axis, "title": {"text": "Likelihood (1 rare, 5 almost certain)"}},
    )


def _wrap(names: str, width: int = 16) -> str:
    lines, line = [], ""
    for name in write_label(names).split(", "):
        if line and len(line) + len(name) > width:
            lines.append(line + ",")
            line = name
        else:
            line = f"{line}, {name}" if line else name
    return "<br>".join([*lines, line])
