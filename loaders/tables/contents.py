"""What the cells of a column hold, whatever its heading says: dates, ratings, ticks, numbers, references, bodies or prose."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from loaders.grid import Cell, Sheet
from loaders.words.bodies import is_body
from loaders.words.date_pieces import words_of
from loaders.words.dates import DateStyle, decide_style, read_date
from loaders.words.statuses import colour_name, is_pale, is_symbol, looks_like_status, opening_status

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


@dataclass(frozen=True)
class Profile:
    """Shares, 0 to 1, of a column's filled cells that look like each kind of content; ``filled`` is how many there are."""

    filled: int
    dates: float = 0.0
    opening_dates: float = 0.0
    openings: float = 0.0  # comments that begin with a rating
    symbols: float = 0.0  # one picture and nothing else: an arrow, a disc, a tick
    levels: float = 0.0  # high, medium, low and their like
    real_dates: float = 0.0
    ratings: float = 0.0
    ticks: float = 0.0
    numbers: float = 0.0
    percents: float = 0.0
    references: float = 0.0
    recommendations: float = 0.0
    bodies: float = 0.0
    roles: float = 0.0
    long: float = 0.0
    distinct: float = 0.0
    hues: int = 0
    coloured: int = 0
    length: float = 0.0


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


def profile_cells(sheet: Sheet, column: int, rows: Sequence[int]) -> Profile:
    """Describe what stands in a column on the given rows; of many rows, a sample."""
    rows = sample(rows)
    cells = [(row, sheet.cell(row, column)) for row in rows]
    filled = [value for _, value in cells if not is_blank(value)]
    colours = [name for row, _ in cells if (name := rating_colour(sheet, row, column))]
    if not filled:
        return Profile(0, hues=len(set(colours)), coloured=len(colours))
    count = len(filled)
    texts = [text_of(value) for value in filled]
    short = any(isinstance(value, str) and len(value) <= LONGEST_DATE for value in filled)
    style = decide_style(filled) if short else DateStyle()  # only short texts are tried as dates

    def share(test: Sequence[bool]) -> float:
        return sum(test) / count

    strings = [value if isinstance(value, str) else "" for value in filled]
    return Profile(
        filled=count,
        dates=share([looks_like_date(v, style) for v in filled]),
        opening_dates=share([opens_with_date(v) for v in filled]),
        openings=share([len(t) > 8 and _opens_with_rating(t) for t in texts]),
        symbols=share([is_symbol(value, sheet.fonts.get((row, column))) for row, value in cells if not is_blank(value)]),
        levels=share([t.casefold().strip(" .") in _LEVELS for t in texts]),
        real_dates=share([isinstance(v, (date, datetime)) for v in filled]),
        ratings=share([len(t) <= 40 and _is_rating(t) for t in texts]),
        ticks=share([t.casefold() in TICKS or t.casefold() in CROSSES for t in texts]),
        numbers=share([isinstance(v, (int, float)) and not isinstance(v, bool) for v in filled]),
        percents=share([bool(_PERCENT.match(t)) or (isinstance(v, float) and 0 <= v <= 1) for v, t in zip(filled, texts, strict=True)]),
        references=share([len(t) <= 14 and bool(_REFERENCE.match(t)) for t in texts]),
        recommendations=share([bool(_RECOMMENDATIONS.match(t)) for t in texts]),
        bodies=share([_names_body(t) for t in strings]),
        roles=share([_is_role(t) for t in strings]),
        long=share([len(t) > 45 for t in strings]),
        distinct=len(set(texts)) / count,
        hues=len(set(colours)),
        coloured=len(colours),
        length=sum(map(len, texts)) / count,
    )


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
