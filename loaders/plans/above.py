"""What the lines above an action say of it: its theme, objective, lead, class and recommendation, each until the next line of its kind."""

import re
from dataclasses import dataclass, field

from loaders.plans.banners import Banner
from loaders.plans.themes import Theme, Themes, only_number
from loaders.plans.wording import find_category, leading_references
from model.vocabulary import RECOMMENDATION_CLASSES

_WHEN = (
    r"(?:(?:agreed|closed|completed|added|signed off) )?(?:in|at|to|from|by|on) (?:\w+ )?"
    r"(?:\d|q[1-4]|jan|feb|mar|apr|may\b|june?\b|july?\b|aug|sep|oct|nov|dec)"
)
_BY_STATUS = re.compile(  # with nothing more than when, how many or what for: "New tasks for homes" is a theme
    r"^\W*(?:completed?|closed|open|live|outstanding|archived?|finished|current|new|overdue|achieved|signed[ -]off|ongoing|not started)\s+"
    r"(?:actions?|items?|recommendations?|tasks?|milestones?|work)\W*"
    r"(?:$|\(.{0,40}$|\d.{0,30}$|(?:since|up to|as at|as of|to date|this|last|below|above|before|after|during|moved|archived|q[1-4]|"
    rf"for (?:information|reference|audit)|{_WHEN})\b.{{0,40}}$)",
    re.IGNORECASE,
)


@dataclass
class Above:
    """What holds for the next row of one table.

    Parameters
    ----------
    themes : Themes
        The plan's themes so far; those that the lines name are added.
    sheet : str
        The name of the sheet on which the table stands.
    series : str
        The series of a bare recommendation number.
    theme : Theme or None
        The theme of the next row; at first that of the whole table.
    themed : bool
        The table has a column of themes, so that a line without a label names none.
    nested : bool
        Some lines are labelled as themes, so that one without a label stands below them.
    carried : dict of str to str
        What the grouping columns said last; a new theme begins afresh.
    """

    themes: Themes
    sheet: str
    series: str
    theme: Theme | None = None
    themed: bool = False
    nested: bool = False
    objective: str = ""
    lead: str = ""
    category: str = ""
    recommendation: str = ""
    recommendation_refs: list[str] = field(default_factory=list)
    carried: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._whole = self.theme
        self.lead = self.theme.lead if self.theme is not None else ""

    def take(self, banner: Banner, row: int) -> str:
        """Let a line hold for the rows below it, and say what it is."""
        category = find_category(banner.text)
        if category in RECOMMENDATION_CLASSES and not banner.kind:
            self.category = category
            return "row with Ofsted's class, carried down"
        if not banner.kind and _BY_STATUS.match(banner.text):
            return "line above a group of actions, no theme"
        kind = self._kind(banner)
        if kind == "theme":
            self._begin(banner, row)
        elif kind == "objective":
            self.objective = banner.text
            if self.theme is not None and not self.theme.objective:
                self.theme.objective = banner.text
        elif kind == "lead":
            self.lead = banner.text
            if self.theme is not None and not self.theme.lead:
                self.theme.lead = banner.text
        else:
            self.recommendation = banner.text
            self.recommendation_refs = [f"{self.series} {banner.number}"] if banner.number else leading_references(banner.text, self.series)[:1]
            self.carried.pop("recommendation", None)
        return f"{kind} row, carried down"

    def _kind(self, banner: Banner) -> str:
        """Return what a line is; one without a label is a theme, or below a theme its objective."""
        if banner.kind:
            return banner.kind
        deeper = self.nested or (self.theme is not None and banner.level > 1 and self.theme is not self._whole)
        return "objective" if deeper or self.themed else "theme"

    def _begin(self, banner: Banner, row: int) -> None:
        known = self.themes.find(f"Theme {banner.number}") if only_number(banner.text) and banner.number else None
        self.theme = known or self.themes.add(Theme(banner.text, banner.number, sheet=self.sheet, row=row))
        self.lead = self.theme.lead
        self.objective = self.category = self.recommendation = ""
        self.recommendation_refs = []
        self.carried.clear()
