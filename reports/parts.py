"""What a pack is made of: slides with their words, figures and tables, and the tables behind them. No file format knows more than this."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

# A colour of the council's own template; any other colour is six hexadecimal digits after a #.
ACCENT = "accent"
Kind = Literal["bars", "columns", "lines"]
Dash = Literal["solid", "dash", "dot", "long dash"]
Marker = Literal["", "circle", "diamond", "square"]


@dataclass(frozen=True)
class Series:
    """One series of a figure.

    Parameters
    ----------
    name : str
        With the status symbol where it is a status.
    values : tuple of float or None
        One for each category; None leaves a gap.
    colour : str
        ``ACCENT`` or a colour such as #0F8571.
    on : str
        Colour of figures written on a bar.
    dash, marker, width
        How a line is drawn; width 0 draws markers alone.
    labels : dict of int to str
        What is written beside single points, by their place.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    on: str = "#FFFFFF"
    dash: Dash = "solid"
    marker: Marker = ""
    width: float = 2.25
    labels: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A chart as data: drawn as a native chart in files and by plotly on the screen.

    Parameters
    ----------
    kind : {"bars", "columns", "lines"}
        Stacked across, stacked upright, or lines over time.
    categories : tuple of str or date
    series : tuple of Series
    alt : str
        What it shows, in words.
    unit : str
        "%" or nothing.
    longest : float
        The longest bar that the scale must hold, where several figures share one; 0 for the longest of this one.
    """

    kind: Kind
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    alt: str
    unit: str = ""
    longest: float = 0


def find_longest(figure: Figure) -> float:
    """Return the length of the longest stack of a figure."""
    stacks = [sum(series.values[place] or 0 for series in figure.series) for place in range(len(figure.categories))]
    return max(stacks, default=1) or 1


@dataclass(frozen=True)
class Table:
    """A table on a slide or in a report.

    Parameters
    ----------
    frame : DataFrame
        Column names are what the reader sees; numbers and dates are typed.
    caption : str
    widths : tuple of float
        Relative widths of the columns; empty for equal ones.
    most : int
        Rows that are shown; what is left out is said.
    headed : bool
        Whether the first column heads its rows, too.
    """

    frame: pd.DataFrame
    caption: str
    widths: tuple[float, ...] = ()
    most: int = 24
    headed: bool = False


@dataclass(frozen=True)
class Tile:
    """One large figure: what it counts, the figure and what it is a share of."""

    label: str
    figure: str
    share: str


@dataclass(frozen=True)
class Slide:
    """One idea: a title that says the finding, and what it rests on.

    Parameters
    ----------
    title : str
    points : tuple of str
        Sentences.
    tiles, figure, table
        Any of them may be absent.
    notes : str
        How it was counted, for the speaker.
    part, parts : int
        Which of how many slides with the same finding this is.
    """

    title: str
    points: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    figure: Figure | None = None
    table: Table | None = None
    notes: str = ""
    part: int = 1
    parts: int = 1

    @property
    def heading(self) -> str:
        """The title as it stands on the slide; its number never stands alone on a second line."""
        title = self.title.rstrip(".")
        return title if self.parts == 1 else f"{title} ({self.part}\u00a0of\u00a0{self.parts})"


@dataclass(frozen=True)
class Sheet:
    """A table behind the pack: one sheet of the workbook, all its rows.

    Parameters
    ----------
    name : str
        At most 31 characters, unique in the pack.
    title : str
        What the table shows, for the sheet of contents.
    frame : DataFrame
    """

    name: str
    title: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Section:
    """One part of the pack in its order: its slides and the tables behind them."""

    key: str
    label: str
    slides: tuple[Slide, ...]
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Pack:
    """Everything that goes into a file.

    Parameters
    ----------
    title, subtitle : str
        The plan; and its council, as-at date and version.
    footer : str
        Stands on every slide and page: as-at date, and that small numbers are hidden where they are.
    sections : sequence of Section
    """

    council: str
    title: str
    subtitle: tuple[str, ...]
    footer: str
    today: date
    partner: bool
    sections: Sequence[Section]

    @property
    def slides(self) -> list[Slide]:
        """Every slide after the title, in order."""
        return [slide for section in self.sections for slide in section.slides]

    @property
    def sheets(self) -> list[Sheet]:
        """Every table behind the pack, in order."""
        return [sheet for section in self.sections for sheet in section.sheets]

    def section(self, key: str) -> Section | None:
        """Return a section, None where it was not chosen."""
        return next((section for section in self.sections if section.key == key), None)
