"""The plan's themes: collected from lines, columns, sheet names and the sheet that lists them, each kept once."""

import re
from dataclasses import dataclass
from typing import Any

from loaders.plans.banners import theme_name
from loaders.words.headings import normalise

_KIND_OF_PLAN = (
    r"(improvement|action|delivery|ofsted|post.?inspection|inspection|full|main|master|live|current|open|new|draft|final|"
    r"service|business|project|implementation)"
)
_PLAIN_SHEETS = (
    r"(sheet|page|tab|table)?\s*\d*",
    r"(children'?s?\b.*)?(the )?("
    + _KIND_OF_PLAN
    + r"\s*){0,3}(plan|tracker|log|actions|action list|register|programme|plan on a page|data|list|workbook|document)s?"
    r"(\s*v?\d[\d.]*)?",
    r"(completed?|closed|archived?|finished|signed.?off|done|open|live|outstanding|overdue|superseded)( actions)?",
    r"(q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s*(\d{2,4}([/-]\d{2,4})?)?",
    r"\d{4}([/-]\d{2,4})?",
    r"actions?",
)
_PLAIN_SHEET = re.compile("|".join(f"(?:{pattern})" for pattern in _PLAIN_SHEETS), re.IGNORECASE)


@dataclass
class Theme:
    """One theme as found: where, its number, name, objective and lead."""

    name: str
    number: str = ""
    objective: str = ""
    lead: str = ""
    sheet: str = ""
    row: int | None = None


class Themes:
    """The themes of a plan in the order in which they are met; a name is kept once, whatever its spelling of capitals and spaces."""

    def __init__(self) -> None:
        self._by_name: dict[str, Theme] = {}

    def add(self, theme: Theme) -> Theme:
        """Add a theme, or what is new about one already known, and return the one that is kept."""
        kept = self._by_name.setdefault(normalise(theme.name), theme)
        for part in ("number", "objective", "lead"):
            if not getattr(kept, part):
                setattr(kept, part, getattr(theme, part))
        return kept

    def find(self, text: str) -> Theme | None:
        """Return the known theme that a text names in full, or by its number alone ("Theme 1")."""
        number, name = theme_name(text)
        exact = self._by_name.get(normalise(name))
        if exact is not None:
            return exact
        if number and only_number(text):
            return next((theme for theme in self._by_name.values() if theme.number == number), None)
        return None

    def records(self) -> list[dict[str, Any]]:
        """Return the themes as canonical records."""
        return [
            {"number": t.number or None, "name": t.name, "objective": t.objective or None, "lead": t.lead or None, "sheet": t.sheet, "row": t.row}
            for t in self._by_name.values()
        ]


def only_number(text: str) -> bool:
    """Tell whether a text is nothing but a theme's number: "Theme 1", "Priority 3", "4"."""
    return bool(re.fullmatch(r"\W*(?:[a-z]+\s*){0,3}\d{1,2}\W*", text, re.IGNORECASE))


def is_plain_sheet(name: str) -> bool:
    """Tell whether a sheet's name says nothing about a theme: Sheet1, Action Plan, Completed actions, Q2 2026."""
    return bool(_PLAIN_SHEET.fullmatch(" ".join(name.split())))
