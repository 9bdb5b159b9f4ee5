"""What the cells of a column hold, whatever its heading says: dates, ratings, ticks, numbers, references, bodies or prose."""

import functools
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from loaders.grid import Cell, Sheet
from loaders.words.bodies import is_body
from loaders.words.date_pieces import words_of
from loaders.words.dates import DateStyle, decide_style, read_date
from loaders.words.statuses import colour_name, is_pale, is_symbol, looks_like_status, opening_status

MANY_ROWS = 2_000  # rows; further down, only a repeat of the heading is looked for, so that long lists of figures stay quick
TICKS = frozenset({"✓", "✔", "√", "☑", "✅", "ü", "þ", "x", "y", "yes", "tick", "ticked", "•", "●", "■"})
CROSSES = frozenset({"✗", "✘", "☒", "☐", "û", "n", "no", "-", "–", "□", "o"})
_REFERENCE = re.compile(r"^[a-z]{0,5}[\s.\-/]?\(?\d{1,4}(?:[.\-/]\d{1,3}){0,3}\)?[.)]?\s?(?:\(?[a-z]{1,4}\)?)?[.)]?$", re.IGNORECASE)
_INVISIBLE = "".join((" ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff"))  # no-break and zero-width spaces look empty too
_PERCENT = re.compile(r"^\s*\d{1,3}(?:\.\d+)?\s*(?:%|per ?cent)\s*$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(head|director|manager|officer|lead|worker|chair|chief|coordinator|co-ordinator|principal|dcs|psw|ad|hos|service|team|nurse|teacher|assistant|"
    r"deputy|portfolio|member|iro|lado|commissioner|superintendent|inspector|all)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^[A-Z]{2,4}(?:\s*[/,&]\s*[A-Z]{2,4})*$")
_PERSON = re.compile(r"^[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,2}$")
_RECOMMENDATIONS = re.compile(r"^\W*(?:(?:rec(?:ommendation)?s?|la|[a-z]{2,5})\.?\s*)?\d{1,2}\b[\s,;&\d\-–()]*(?:and\s+\d{1,2}\W*)?$", re.IGNORECASE)
ENOUGH_ROWS = 150  # rows that tell what a column holds
LONGEST_DATE = 60  # characters: a longer text with a date in it is a sentence, not a deadline
LONGEST_ROLE = 90  # characters
LONGEST_VAGUE = 25  # characters, for "ongoing", "monthly" and their like
_OPENING_DATE = re.compile(
    r"^\W*(?:completed?\s*(?:on|in)?\W*)?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{2,4})\b",
    re.IGNORECASE,
)
_LEVELS = frozenset({"high", "medium", "med", "low", "urgent", "important", "critical", "normal", "must", "should", "could", "essential"})
RAG_HUES = frozenset({"red", "amber", "yellow", "orange", "green", "blue", "purple", "grey"})


def text_of(value: Cell) -> str:
    """Return a cell as text: whole numbers without a point, dates as day month year, no space around it; empty for nothing."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return words_of(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value).strip()


def filled_cells(sheet: Sheet, row: int) -> list[tuple[int, Cell]]:
    """Return (column, value) of a row's cells that hold something; the list is not the caller's to change."""
    if row < 1 or row > len(sheet.rows):
        return []
    if row in sheet.filled:
        return sheet.filled[row]
    cells = [(index, value) for index, value in enumerate(sheet.rows[row - 1], start=1) if not is_blank(value)]
    if row <= MANY_ROWS:  # long lists of figures would fill the memory
        sheet.filled[row] = cells
    return cells


def is_blank(value: Cell) -> bool:
    """Tell whether a cell holds nothing that can be seen."""
    return value is None or (isinstance(value, str) and value[:1] in _INVISIBLE and not value.strip(_INVISIBLE))


def rating_colour(sheet: Sheet, row: int, column: int) -> str:
    """Return the name of a cell's fill where it is a colour that ratings use, empty where it is none, white or mere banding."""
    fill = sheet.fills.get((row, column))
    if not fill:
        return ""
    name = colour_name(fill)
    if name == "grey":
        return name
    return "" if name not in RAG_HUES or is_pale(fill) else name


def looks_like_date(value: Cell, style: DateStyle) -> bool:
    """Tell whether a cell reads as a deadline of any precision; a bare number or a long sentence does not."""
    if isinstance(value, (date, datetime)):
        return True
    if not isinstance(value, str) or len(value) > LONGEST_DATE:
        return False
    vague = ("none", "") if len(value) <= LONGEST_VAGUE else ("none", "", "ongoing", "recurring", "relative", "part")
    return read_date(value, style).precision not in vague


def names_post(text: str) -> bool:
    """Tell whether a text names somebody's post, or gives initials."""
    return 0 < len(text) <= LONGEST_ROLE and not text.endswith(".") and bool(_ROLE.search(text) or _INITIALS.match(text))


def _is_role(text: str) -> bool:
    return names_post(text) or (len(text) <= LONGEST_ROLE and bool(_PERSON.match(text)))


def opens_with_date(value: Cell) -> bool:
    """Tell whether a cell is a date, or begins with one and goes on in words."""
    return isinstance(value, (date, datetime)) or (isinstance(value, str) and bool(_OPENING_DATE.match(value)))


class Profile:
    """What stands in a column on the given rows (of many rows, a sample): ``filled`` is how many cells hold something.

    The shares, 0 to 1, say how many of these look like each kind of content. Each is worked out when it is first asked for: a column whose
    heading is known is asked for few of them.

    Parameters
    ----------
    sheet : Sheet
    column : int
    rows : sequence of int
    """

    def __init__(self, sheet: Sheet, column: int, rows: Sequence[int]) -> None:
        rows = sample(rows)
        cells = [(value, (row, column)) for row in rows if not is_blank(value := sheet.cell(row, column))]
        colours = [name for row in rows if (name := rating_colour(sheet, row, column))]
        self.filled, self.hues, self.coloured = len(cells), len(set(colours)), len(colours)
        self._values = [value for value, _ in cells]
        self._fonts = [sheet.fonts.get(place) for _, place in cells]
        self._texts = [text_of(value) for value in self._values]
        self._strings = [value if isinstance(value, str) else "" for value in self._values]

    def _share(self, tests: Iterable[bool]) -> float:
        return sum(tests) / self.filled if self.filled else 0.0

    @functools.cached_property
    def dates(self) -> float:
        """Deadlines of any precision."""
        short = any(isinstance(value, str) and len(value) <= LONGEST_DATE for value in self._values)
        style = decide_style(self._values) if short else DateStyle()  # only short texts are tried as dates
        return self._share(looks_like_date(value, style) for value in self._values)

    @functools.cached_property
    def opening_dates(self) -> float:
        """Dates, and texts that begin with one."""
        return self._share(opens_with_date(value) for value in self._values)

    @functools.cached_property
    def openings(self) -> float:
        """Comments that begin with a rating."""
        return self._share(len(text) > 8 and _opens_with_rating(text) for text in self._texts)

    @functools.cached_property
    def symbols(self) -> float:
        """One picture and nothing else: an arrow, a disc, a tick."""
        return self._share(is_symbol(value, font) for value, font in zip(self._values, self._fonts, strict=True))

    @functools.cached_property
    def levels(self) -> float:
        """High, medium, low and their like."""
        return self._share(text.casefold().strip(" .") in _LEVELS for text in self._texts)

    @functools.cached_property
    def real_dates(self) -> float:
        """Cells that hold a date, not a text."""
        return self._share(isinstance(value, (date, datetime)) for value in self._values)

    @functools.cached_property
    def ratings(self) -> float:
        """Words, letters and signs of ratings."""
        return self._share(len(text) <= 40 and _is_rating(text) for text in self._texts)

    @functools.cached_property
    def ticks(self) -> float:
        """Ticks and crosses."""
        return self._share(text.casefold() in TICKS or text.casefold() in CROSSES for text in self._texts)

    @functools.cached_property
    def ones(self) -> float:
        """The numbers 1 and 0, as ticks are typed where they are to be added up."""
        return self._share(text in ("1", "0") for text in self._texts)

    @functools.cached_property
    def numbers(self) -> float:
        """Cells that hold a number, not a text."""
        return self._share(isinstance(value, (int, float)) and not isinstance(value, bool) for value in self._values)

    @functools.cached_property
    def percents(self) -> float:
        """Percentages, and numbers from 0 to 1."""
        both = zip(self._values, self._texts, strict=True)
        return self._share(bool(_PERCENT.match(text)) or (isinstance(value, float) and 0 <= value <= 1) for value, text in both)

    @functools.cached_property
    def references(self) -> float:
        """References such as 1.2 or A3(b)."""
        return self._share(len(text) <= 14 and bool(_REFERENCE.match(text)) for text in self._texts)

    @functools.cached_property
    def recommendations(self) -> float:
        """Numbers of recommendations."""
        return self._share(bool(_RECOMMENDATIONS.match(text)) for text in self._texts)

    @functools.cached_property
    def bodies(self) -> float:
        """Agencies, boards and the like."""
        return self._share(_names_body(text) for text in self._strings)

    @functools.cached_property
    def roles(self) -> float:
        """Posts, initials and names."""
        return self._share(_is_role(text) for text in self._strings)

    @functools.cached_property
    def long(self) -> float:
        """Texts of more than a few words."""
        return self._share(len(text) > 45 for text in self._strings)

    @functools.cached_property
    def distinct(self) -> float:
        """Texts that are not the same as another."""
        return len(set(self._texts)) / self.filled if self.filled else 0.0

    @functools.cached_property
    def length(self) -> float:
        """Characters of a text, on average."""
        return sum(map(len, self._texts)) / self.filled if self.filled else 0.0


def sample(rows: Sequence[int]) -> Sequence[int]:
    """Return enough rows, spread evenly, to tell what a column holds."""
    step = len(rows) / ENOUGH_ROWS
    return rows if step <= 1 else [rows[int(position * step)] for position in range(ENOUGH_ROWS)]


@functools.lru_cache(maxsize=4_096)
def _is_rating(text: str) -> bool:
    return looks_like_status(text)


@functools.lru_cache(maxsize=4_096)
def _opens_with_rating(text: str) -> bool:
    return opening_status(text) is not None


@functools.lru_cache(maxsize=4_096)
def _names_body(text: str) -> bool:
    if not text or len(text) > 200:
        return False
    return is_body(text) or any(is_body(part.strip()) for part in re.split(r"[;,/\n]", text) if part.strip())
