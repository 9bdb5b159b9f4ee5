"""The colours, light and dark. Measured for contrast (WCAG 2.2 AA) and for the three kinds of colour blindness."""

from dataclasses import dataclass

from model.vocabulary import STATUS_NAMES

FONT = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
FONT_SIZE = 14  # px; the smallest text on a chart


@dataclass(frozen=True)
class Palette:
    """One set of colours. ``status`` and ``tint`` are by status name, ``on_status`` is the text colour on a status."""

    name: str
    background: str
    panel: str
    text: str
    muted: str
    border: str
    grid: str
    link: str
    series: tuple[str, str, str, str]
    status: dict[str, str]
    tint: dict[str, str]
    on_status: dict[str, str]
    # Control charts: what has not changed, what got better, what got worse, what only changed.
    common: str
    improvement: str
    concern: str
    neutral: str


def _by_status(done: str, off: str, risk: str, on: str, none: str) -> dict[str, str]:
    colours = {"signed off": done, "complete": done, "off track": off, "at risk": risk, "on track": on}
    return {name: colours.get(name, none) for name in STATUS_NAMES}


LIGHT = Palette(
    name="light",
    background="#FFFFFF",
    panel="#F3F4F5",
    text="#0B0C0C",
    muted="#5A5F63",
    border="#707070",
    grid="#D3D5D7",
    link="#1A5A96",
    series=("#12436D", "#28A197", "#801650", "#F46A25"),
    status=_by_status("#12436D", "#A3141E", "#B87200", "#0F8571", "#5A5F63"),
    tint=_by_status("#DCE7F3", "#F8DCDD", "#FDEBC8", "#D8F1EA", "#EBEDEE"),
    on_status=_by_status("#FFFFFF", "#FFFFFF", "#0B0C0C", "#FFFFFF", "#FFFFFF"),
    common="#6F7478",
    improvement="#0072A8",
    concern="#C75300",
    neutral="#490092",
)
DARK = Palette(
    name="dark",
    background="#14191F",
    panel="#1F2730",
    text="#F3F2F1",
    muted="#A9B0B6",
    border="#8C949B",
    grid="#3A434C",
    link="#8EBEE8",
    series=("#4F93D0", "#28A197", "#D98CC0", "#F46A25"),
    status=_by_status("#4F93D0", "#E5484D", "#FFC34D", "#9CE8D3", "#A9B0B6"),
    tint=_by_status("#12304A", "#4A1618", "#443003", "#0F3B33", "#2A2F34"),
    on_status=_by_status("#0B0C0C", "#0B0C0C", "#0B0C0C", "#0B0C0C", "#0B0C0C"),
    common="#A9B0B6",
    improvement="#00B0F0",
    concern="#F58A3C",
    neutral="#B58CF0",
)
PALETTES = {"light": LIGHT, "dark": DARK}
