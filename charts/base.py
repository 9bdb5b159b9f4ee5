"""What all charts share: a figure that costs nothing to make, and one layout."""

import html
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.palette import FONT, FONT_SIZE, Palette

# Handed to every chart on a page and in every export: no logo, no button that sends data to a public server.
CONFIG: dict[str, Any] = {"displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "plotlyServerURL": "", "responsive": True}
DAYS_NAMED_MONTHLY = 200  # a time axis that is shorter names each month once


class Chart(go.Figure):
    """A plotly figure that is kept as the plain description it was made from.

    Building a ``go.Figure`` checks every property, about 5 ms a figure; pages build five at each rerun. The description is
    checked once instead, in the tests (``Chart.checked``).
    """

    def __init__(self, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        object.__setattr__(self, "_spec", {"data": data, "layout": layout})

    def to_dict(self) -> dict[str, Any]:
        """Return the description, ready for JSON."""
        return self._spec

    def checked(self) -> go.Figure:
        """Return an ordinary figure, every property checked by plotly."""
        return go.Figure(self._spec["data"], self._spec["layout"])


# Letters of a name that stands beside a bar or at the end of a line.
LONGEST_NAME = 24


def write_label(text: object, longest: int = 0) -> str:
    """Return text of a file as a label on a chart: cut where it is too long, and with nothing that plotly would read as a tag."""
    whole = str(text)
    shown = whole if not longest or len(whole) <= longest else whole[: longest - 1] + "…"
    # Plotly turns these back into the signs themselves when it draws.
    return html.escape(shown, quote=False)


def build_chart(data: list[dict[str, Any]], palette: Palette, *, height: int, **layout: Any) -> Chart:
    """Return a chart in the house style.

    Parameters
    ----------
    data : list of dict
        Plotly traces.
    palette : Palette
    height : int
        Pixels.
    layout : Any
        Further plotly layout; ``xaxis`` and ``yaxis`` are laid over the house axes.
    """
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.border,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
        "tickfont": {"size": FONT_SIZE, "color": palette.text},
        "title": {"font": {"size": FONT_SIZE, "color": palette.text}},
    }
    base: dict[str, Any] = {
        "template": None,
        "paper_bgcolor": palette.background,
        "plot_bgcolor": palette.background,
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.text},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "height": height,
        "showlegend": False,
        "separators": ".,",
        "hoverlabel": {"font": {"family": FONT, "size": FONT_SIZE}},
        "dragmode": False,
    }
    xaxis = _lay_over({**axis, "showgrid": False}, layout.pop("xaxis", {}))
    yaxis = _lay_over({**axis, "showgrid": True}, layout.pop("yaxis", {}))
    return Chart(data, {**base, "xaxis": xaxis, "yaxis": yaxis, **layout})


def _lay_over(axis: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the house axis with a chart's own settings over it; the words of a title keep the house letters."""
    return {**axis, **own, "title": {**axis["title"], **own.get("title", {})}}


def space_months(first: pd.Timestamp, last: pd.Timestamp) -> dict[str, str]:
    """Return the settings of a time axis that keep a month from being named twice where few months are drawn."""
    return {"dtick": "M1"} if (last - first).days < DAYS_NAMED_MONTHLY else {}
