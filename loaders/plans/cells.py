"""Reading the cells of one row of a plan: its dates, its rating and its texts, with what went wrong on the way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.grid import Cell, place
from loaders.plans.bars import Bar, drawn_bars
from loaders.plans.claims import LEAST_HUES, Assignment
from loaders.plans.rows import Grid
from loaders.questions import status_id
from loaders.reading import Problem
from loaders.tables.contents import CROSSES, opens_with_date, rating_colour, text_of
from loaders.tables.table import Context, FoundColumn
from loaders.words.date_pieces import MONTHS
from loaders.words.dates import DateRead, DateStyle, decide_style, read_date
from loaders.words.status_words import exact_status
from loaders.words.statuses import BLANK, StatusRead, colour_name, opening_status, read_status

SHORTEST_COMMENT = 8  # characters after a keyword that make the cell a comment and not a mere rating
SHORTEST_SENTENCE = 3  # words: less beside a colour is a rating in words of its own
MOSTLY, FEW_RATINGS = 0.8, 0.4  # shares of a column's filled cells
LEAST_CLOSING = 0.5  # share of actions whose text closes with a deadline, in a plan without a column of dates
_CLOSING = re.compile(r"\b(?:by|before|no later than)\s+(?P<words>(?:the\s+)?(?:end\s+(?:of\s+)?)?[\w\s/.'’-]{4,30}?)\W*$", re.IGNORECASE)
_IN_LINE = re.compile(r"\bby\s+(?P<words>(?:the\s+)?(?:end\s+(?:of\s+)?)?[\w/.'’-]+(?:\s[\w/.'’-]+){0,3}?)\s*(?:$|[),;:.])", re.IGNORECASE)
LONGEST_LINE = 200  # characters of a line above actions in which a date is looked for
_WAS = re.compile(r"\b(?:was|previously|originally|formerly)\b\W*(?P<date>[\w\s/.'’-]{4,25}?)\W*$", re.IGNORECASE)
_FIRM = ("day", "month", "quarter", "term", "year")
_DATED_FIELDS = ("start", "due", "revised", "first_due", "completed", "signed_off", "update_date")


@dataclass
class Dates:
    """Reads the date columns of a table, each in the one style that its whole column is written in."""

    grid: Grid
    fields: Assignment
    anchor: date | None
    problems: list[Problem] = field(default_factory=list)
    styles: dict[str, DateStyle] = field(default_factory=dict)
    closing: bool = False
    below: DateRead | None = None  # the date that the line above the rows gives them
    _known: dict[tuple[str, Cell], DateRead] = field(default_factory=dict)

    def decide(self, rows: list[int]) -> None:
        """Decide the style of every date column."""
        for name in _DATED_FIELDS:
            column = self.fields.fields.get(name)
            if column is None:
                continue
            columns = self.fields.revised if name == "revised" and self.fields.revised else [column]
            style = decide_style([self.grid.value(row, one) for one in columns for row in rows])
            self.styles[name] = style
            if style.problem:
                self.problems.append(
                    Problem(self.grid.sheet.name, place(rows[0] if rows else 1, column.index), column.heading, style.problem, "warning")
                )
        if not any(name in self.fields.fields for name in ("due", "revised", "first_due")):
            closed = [self._closing_words(row) for row in rows]
            self.closing = sum(words != "" for words in closed) >= max(2, LEAST_CLOSING * len(rows))

    def _closing_words(self, row: int) -> str:
        """Return the deadline that closes an action's text ("... by June 2026"), empty where none does."""
        column = self.fields.fields.get("action") or self.fields.fields.get("recommendation")
        found = _CLOSING.search(text_of(self.grid.own(row, column))[-60:])
        return found["words"] if found and read_date(found["words"], DateStyle(), self.anchor).precision in _FIRM else ""

    def read(self, row: int, name: str) -> DateRead | None:
        """Return what a date cell says, None where it is empty."""
        column = self.column(row, name)
        value = self.grid.value(row, column)
        if column is None or value is None:
            return None
        value = self._as_shown(row, column, value)
        read = self._known.get((name, value))
        if read is None:
            read = self._known[(name, value)] = read_date(value, self.styles.get(name, DateStyle()), self.anchor)
        if read.problem and not self.grid.covered(row, column):
            self.problems.append(Problem(self.grid.sheet.name, place(row, column.index), text_of(value)[:80], read.problem, "warning"))
        return read

    def column(self, row: int, name: str) -> FoundColumn | None:
        """Return the column that holds a date of a row: of several revised dates the last that is filled in."""
        several = self.fields.revised if name == "revised" else []
        filled = [column for column in several if not _says_nothing(text_of(self.grid.value(row, column)))]
        return filled[-1] if filled else self.fields.fields.get(name)

    def _as_shown(self, row: int, column: FoundColumn, value: Cell) -> Cell:
        """Return "March 2026" for the first of a month that its cell shows as month and year: nobody typed the day."""
        shown = self.grid.anchor(row, column.index) in self.grid.sheet.months
        return f"{MONTHS[value.month - 1]} {value.year}" if shown and isinstance(value, date) and value.day == 1 else value

    def read_text(self, text: str, name: str) -> DateRead:
        """Return what one part of a date cell says, in the style of its column."""
        return read_date(text, self.styles.get(name, DateStyle()), self.anchor)

    def deadlines(self, row: int) -> dict[str, Any]:
        """Return due, first due, their words and precision, from the original and the revised date."""
        original, revised, first = self.read(row, "due"), self.read(row, "revised"), self.read(row, "first_due")
        now = revised if revised is not None and (revised.due or not _says_nothing(revised.text)) else (original or first)
        if self.closing and now is None and (words := self._closing_words(row)):
            now = self.read_text(words, "due")
        if now is None and self.below is not None:
            now = self.below
        promised = first or original or self.below
        was = _WAS.search(now.text) if now is not None and promised is now else None
        if was is not None and (before := self.read_text(was["date"], "due")).due is not None:
            promised = before  # "18 December 2026 (was 30 October 2026)"
        if now is None and (drawn := self._drawn(row)):
            now = DateRead(due=drawn[-1].last, start=drawn[0].first, precision=drawn[-1].precision, text=drawn[-1].text)
            return _drawn_deadline(now, self._start(row))
        return {
            "due": now.due if now else None,
            "due_text": now.text if now else None,
            "due_precision": now.precision if now else "none",
            "first_due": (promised.due if promised else None) or (now.due if now else None),
            "start": self._start(row) or (now.start if now else None),
            "all_dates": now.all_dates if now else (),
        }

    def _drawn(self, row: int) -> list[Bar]:
        beside = self.fields.fields.get("action") or self.fields.fields.get("recommendation")
        return drawn_bars(self.grid, self.fields.bars, row, beside) if self.fields.bars else []

    def take_line(self, text: str) -> None:
        """Let the date in a line above actions ("Short term targets, by June 2026") hold for them, where the plan has no column of first dates."""
        found = None if any(name in self.fields.fields for name in ("due", "first_due")) else _IN_LINE.search(text[:LONGEST_LINE])
        read = self.read_text(found["words"], "due") if found is not None else None
        self.below = read if read is not None and read.precision in _FIRM and read.due is not None else None

    def _start(self, row: int) -> date | None:
        read = self.read(row, "start")
        if read is None:
            return None
        if read.start is not None:
            return read.start
        return read.due.replace(day=1) if read.due is not None and read.precision == "month" else read.due

    def day(self, row: int, name: str) -> date | None:
        """Return the date of a column that holds one day."""
        read = self.read(row, name)
        if read is not None and len(read.all_dates) > 1 and opens_with_date(read.text):
            return read.all_dates[0]  # "18/06/2017 All staff trained; next course in September 2018"
        return (read.due or read.start) if read is not None else None


def _drawn_deadline(read: DateRead, start: date | None) -> dict[str, Any]:
    return {
        "due": read.due,
        "due_text": read.text,
        "due_precision": read.precision,
        "first_due": read.due,
        "start": start or read.start,
        "all_dates": (),
    }


def _says_nothing(text: str) -> bool:
    return text.strip(" .-–—").casefold() in ("", "n/a", "na", "none", "no", "no change", "unchanged", "as original", "same")


@dataclass
class Ratings:
    """Reads a row's rating from its word, letter, number, tick, symbol or colour, by the plan's own key first."""

    grid: Grid
    fields: Assignment
    context: Context
    seen: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, list[int]] = field(default_factory=dict)
    conflicts: list[Problem] = field(default_factory=list)
    arrows: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str | None, str | None, str | None, bool], StatusRead] = field(default_factory=dict)

    def read(self, row: int) -> StatusRead:
        """Return the row's status."""
        if self.fields.ticks:
            read = self._ticked(row)
        else:
            column = self.fields.fields.get("status")
            read = self._cell(row, column) if column is not None else self._without_column(row)
        return self._answered(row, read)

    def _cell(self, row: int, column: FoundColumn) -> StatusRead:
        place_of = self.grid.anchor(row, column.index)
        value = self.grid.sheet.cell(*place_of) if place_of[1] == column.index else None
        text = " ".join(text_of(value).split()) or None
        fill, font = self.grid.sheet.fills.get(place_of), self.grid.sheet.fonts.get(place_of)
        if text is None and not (fill and (rating_colour(self.grid.sheet, *place_of) or place_of in self.grid.sheet.patterns)):
            return StatusRead(self.context.key.get(BLANK, "not known"), "", "", True)
        cell = (text, fill, font, place_of in self.grid.sheet.patterns)
        if cell not in self._known:
            self._known[cell] = self._fresh(column, place_of, cell)
        return self._known[cell]

    def _colours_rate(self, column: FoundColumn) -> bool:
        """Tell whether a column's colours are its ratings and its words a comment: nearly every cell is coloured, few open with a rating."""
        contents = self.fields.profiles.get(column.index)
        if contents is None or not contents.filled or contents.hues < LEAST_HUES:
            return False
        return contents.coloured >= MOSTLY * contents.filled and contents.openings + contents.ratings < FEW_RATINGS

    def _fresh(self, column: FoundColumn, place_of: tuple[int, int], cell: tuple[str | None, str | None, str | None, bool]) -> StatusRead:
        """Read a rating that no row above had: its text, fill, font and whether the fill is a pattern."""
        text, fill, font, pattern = cell
        if text is not None and self._colours_rate(column) and fill and rating_colour(self.grid.sheet, *place_of) and _is_sentence(text):
            read = read_status(None, fill, None, self.context.key, pattern=pattern)
            return StatusRead(read.status, f"{colour_name(fill)} fill ({fill.upper()})", "fill", read.known)
        if text is not None:
            opened = opening_status(text)
            if opened is not None and len(text) > len(opened[1]) + SHORTEST_COMMENT:
                return StatusRead(self._keyed(opened[1], opened[0]), opened[1], "text", True)
        read = read_status(text, fill, font, self.context.key, pattern=pattern, heading=column.heading)
        if not read.known and text is not None and _arrow(text, font):
            self.arrows.setdefault(text, _arrow(text, font))
            read = StatusRead(_ARROWS[_arrow(text, font)], text, "symbol", True)
        if read.conflict:
            self.conflicts.append(
                Problem(
                    self.grid.sheet.name,
                    place(*place_of),
                    f"{text} on {colour_name(fill or '')}",
                    "a word and a colour that say the same; the word was taken",
                    "warning",
                )
            )
        return read

    def _keyed(self, word: str, status: str) -> str:
        read = read_status(word, None, None, self.context.key)
        return read.status if read.known else status

    def _ticked(self, row: int) -> StatusRead:
        for word, column in self.fields.ticks:
            text = text_of(self.grid.value(row, column))
            at = self.grid.anchor(row, column.index)
            coloured = not text and bool(rating_colour(self.grid.sheet, *at))
            if coloured or (text and text.casefold() not in CROSSES | {"✗", "no", "0"}):
                read = read_status(word, None, None, self.context.key, heading=column.heading)
                if not read.known and word in ("done", "complete", "completed", "achieved", "closed"):
                    read = StatusRead("complete", word, "text", True)
                return StatusRead(read.status, column.heading, "fill" if coloured else "tick", read.known)
        return StatusRead("not known", "", "", True)

    def _without_column(self, row: int) -> StatusRead:
        notes, sheet = self.fields.notes, self.grid.sheet
        if "colour" in notes:
            at = self.grid.anchor(row, int(notes["colour"]))
            fill = sheet.fills.get(at)
            return read_status(None, fill, None, self.context.key, pattern=at in sheet.patterns) if fill else StatusRead("not known", "", "", True)
        if "bars" in notes:
            beside = self.fields.fields.get("action") or self.fields.fields.get("recommendation")
            drawn = [self.grid.anchor(row, bar.column.index) for bar in drawn_bars(self.grid, self.fields.bars, row, beside)]
            fill = next((sheet.fills[at] for at in reversed(drawn) if rating_colour(sheet, *at) not in ("", "grey")), None)
            return read_status(None, fill, None, self.context.key) if fill else StatusRead("not known", "", "", True)
        if "opening" in notes:
            opened = opening_status(text_of(self.grid.value(row, self.fields.fields["update"])))
            if opened is not None:
                return StatusRead(self._keyed(opened[1], opened[0]), opened[1], "text", True)
        return StatusRead("not known", "", "", True)

    def _answered(self, row: int, read: StatusRead) -> StatusRead:
        """Take a person's answer about a word or colour, and remember what each became."""
        if not read.text:
            return read
        word = " ".join(read.text.split())
        name = status_id(read.text, read.source == "fill")
        answer = self.context.profile.get(name)
        if answer:
            read = StatusRead(answer, read.text, read.source or "text", True)
        self.seen[word[:60]] = read.status
        if not read.known:
            self.unknown.setdefault(word, []).append(row)
        return read

    def second(self, row: int) -> str | None:
        """Return the row's second rating as typed, or the name of its colour."""
        column = self.fields.fields.get("outcome_rating")
        if column is None:
            return None
        text = text_of(self.grid.value(row, column))
        if text:
            return " ".join(text.split())
        return rating_colour(self.grid.sheet, *self.grid.anchor(row, column.index)).capitalize() or None


# What an arrow in a column of ratings stands for until a person or the plan's key says otherwise: up is going well.
_ARROWS = {"↑": "on track", "↗": "on track", "→": "at risk", "↔": "at risk", "↘": "off track", "↓": "off track"}
_PICTURED = {"é": "↑", "è": "→", "ê": "↓", "ì": "↗", "î": "↘", "ñ": "↑", "ð": "→", "ò": "↓", "ó": "↔", "ß": "←"}
_SAME_ARROW = {"⬆": "↑", "⬇": "↓", "➡": "→", "▲": "↑", "▼": "↓", "►": "→", "▶": "→", "➔": "→", "⇧": "↑", "⇩": "↓", "⇨": "→", "⬌": "↔"}


def _arrow(text: str, font: str | None) -> str:
    """Return the arrow that a cell shows, a letter of Wingdings included; empty where it shows none."""
    sign = text.strip("\ufe0f ")
    sign = _PICTURED.get(sign, sign) if font and font.casefold().startswith("wingdings") else sign
    sign = _SAME_ARROW.get(sign, sign)
    return sign if sign in _ARROWS else ""


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= SHORTEST_SENTENCE and exact_status(text) is None


def shows_whole(values: Iterable[Cell]) -> bool:
    """Tell whether a column's bare numbers are per cent: some are above 1 (in a text file, numbers are text), or there are none."""
    numbers = [number for value in values if value is not None and not isinstance(value, bool) and (number := _bare(value)) is not None]
    return not numbers or any(number > 1 for number in numbers)


def _bare(value: Cell) -> float | None:
    if isinstance(value, (int, float)):
        return float(value)
    return float(value) if isinstance(value, str) and re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", value) else None


def read_progress(value: Cell, whole: bool) -> float | None:
    """Return progress in per cent; a column whose numbers are all 1 or less holds fractions."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        number = float(value) if whole else float(value) * 100
        return round(number, 2) if 0 <= number <= 100 else None
    typed = str(value).strip()
    text = typed.rstrip("%").replace("per cent", "").replace("percent", "").strip()
    try:
        number = float(text)
    except ValueError:
        return None
    number *= 100 if text == typed and not whole else 1
    return round(number, 2) if 0 <= number <= 100 else None
