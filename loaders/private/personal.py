"""Refusing files that hold records of single children, before anything is stored and without repeating a value.

Every sheet is looked at, hidden ones too, and what lies behind them (comments, rows stored for pivot tables). What is looked for, and what must
pass, was tried on made-up sheets of children's records and on sheets that only look like them; there is no way round a refusal but to take the
records out.
"""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest

from loaders.grid import Book, Cell, Sheet, column_letter
from loaders.private.identifiers import (
    NATIONAL_INSURANCE,
    POSTCODE,
    TEN_DIGITS,
    UPN,
    is_learner_number,
    is_national_insurance_number,
    is_nhs_number,
    is_upn,
    looks_like_a_year,
)
from loaders.private.person_cells import as_day
from loaders.private.person_headings import EVENT, LONGEST_HEADING, OF_PEOPLE, ORGANISATION, REFERENCE, TELEPHONE, kind_of, normalise
from loaders.private.person_tables import HEADING_ROWS, Finding, find_headings, look_at_headings
from loaders.reading import Refused

# NHS numbers without a heading: so many valid ones, and such a share of the ten-digit values: 9% of mobile numbers without their zero are valid.
NHS_VALID, NHS_SHARE = 5, 0.6
# National Insurance numbers under the heading of a reference: so many different ones.
INSURED_REFERENCES = 3
# Dates of birth without a heading: how many, which share young enough, how young, over how many years, and which share all different.
BIRTHS, BIRTH_SHARE, OLDEST_YEARS, BIRTH_SPREAD_YEARS, BIRTHS_DISTINCT = 8, 0.95, 25.5, 2.5, 0.8
DAYS_IN_A_YEAR = 365.25
# Different postcodes without a heading.
POSTCODES = 15
LONGEST_ADDRESS = 150
# Findings that the sentence names one by one.
MOST_NAMED = 4

# One of the numbers of a person may be in a text that this finds; a text without it holds none.
_MAYBE_NUMBER = re.compile(r"\d(?:[ -]?\d){9}|\d\d ?\d\d ?\d\d ?[A-Da-d](?![A-Za-z0-9])")
_MAYBE_POSTCODE = re.compile(r"\d[A-Za-z]? ?\d[A-Za-z]{2}(?![A-Za-z0-9])")
_MAYBE_DATE = re.compile(r"^\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}", re.MULTILINE)
_SPACED_UPN = re.compile(r"[A-Za-z][ -]?\d[\d -]{9,16}[ -]?[0-9A-Za-z]")
_NHS_IN_TEXT = re.compile(r"\bNHS\b\D{0,25}(\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)", re.IGNORECASE)


def check(book: Book, today: date | None = None) -> None:
    """Refuse a book that holds records of single children.

    Parameters
    ----------
    book : Book
        Notes are added where dates stand under an event's heading but look like dates of birth.
    today : date, optional
        The day to which ages are worked out; the computer's date if left out.

    Raises
    ------
    Refused
        One sentence with sheet, column, kind and how many; never a value.
    """
    day = today or datetime.now(tz=UTC).date()
    found = [finding for sheet in [*book.sheets, *book.behind] for finding in look_at(sheet, day, book.notes)]
    if not found:
        return
    named = "; ".join(finding.words() for finding in found[:MOST_NAMED])
    more = f"; and {len(found) - MOST_NAMED} more columns like them" if len(found) > MOST_NAMED else ""
    raise Refused(
        f"{book.file} was not taken and nothing was stored, because it holds records of single children or their families ({named}{more}): "
        "take these out, hidden sheets included, or upload totals instead."
    )


def look_at(sheet: Sheet, today: date, notes: list[tuple[str, str, str]]) -> list[Finding]:
    """Return what one sheet holds that belongs to single people, each column once."""
    # Most cells repeat, and most sheets hold nothing that even looks like it: each different text is searched once, for a hint only.
    texts: set[str] = set()
    large = days = False
    for row in sheet.rows:
        for value in row:
            kind = type(value)
            if kind is str:
                texts.add(value)  # type: ignore[arg-type]
            elif kind is float or kind is int:
                large = large or 1e9 <= value < 1e10  # type: ignore[operator]
            elif isinstance(value, date):
                days = True
    text = "\n".join(texts)
    numbers = large or _MAYBE_NUMBER.search(text) is not None
    days = days or _MAYBE_DATE.search(text) is not None
    postcodes = _MAYBE_POSTCODE.search(text) is not None
    found: list[Finding] = []
    if numbers or days or postcodes:
        for number, cells in enumerate(zip_longest(*sheet.rows), 1):
            column = _Column(sheet.name, number, cells)
            found += _numbers(column) if numbers else []
            found += _births(column, today, notes) if days else []
            found += _postcodes(column, sheet) if postcodes else []
    found += look_at_headings(sheet, find_headings(sheet, texts))
    first: dict[int, Finding] = {}
    for finding in found:
        first.setdefault(finding.column, finding)
    return [first[column] for column in sorted(first)]


class _Column:
    """One column of a sheet: its cells, and the text that stands above a cell."""

    def __init__(self, sheet: str, number: int, cells: tuple[Cell, ...]) -> None:
        self.sheet, self.number, self.cells = sheet, number, cells

    def above(self, row: int) -> str:
        """Return the nearest short text above a row (counted from 0), empty where there is none."""
        texts = (cell for cell in reversed(self.cells[:row]) if isinstance(cell, str) and cell.strip())
        nearest = next(texts, "")
        return nearest if len(nearest) <= LONGEST_HEADING else ""

    def finding(self, kind: str, count: int, heading: str = "") -> Finding:
        """Return a finding; the heading is named only where its words are known, for any other text may itself be a value."""
        return Finding(self.sheet, self.number, heading if kind_of(heading) else "", kind, count)


# --- by what a cell holds -----------------------------------------------------------------------------------------


def _numbers(column: _Column) -> list[Finding]:
    """Return the numbers of people in a column, by their check letters and digits."""
    found = []
    texts = [(row, _as_text(cell)) for row, cell in enumerate(column.cells)]
    maybe = [(row, text) for row, text in texts if text and _MAYBE_NUMBER.search(text)]
    if not maybe:
        return []
    heading = column.above(maybe[0][0])
    words = normalise(heading)
    kind = kind_of(heading)
    pupils = sum(_count_upns(text, believed=kind == "unique pupil number") for _, text in maybe)
    if pupils:
        found.append(column.finding("unique pupil numbers", pupils, heading))
    insured = _count_insured(maybe, kind, words)
    if insured:
        found.append(column.finding("National Insurance numbers", insured, heading))
    ten = [re.sub(r"\D", "", text) for _, text in maybe if TEN_DIGITS.fullmatch(text.strip())]
    nhs = sum(map(is_nhs_number, ten))
    telephone = TELEPHONE.search(words) is not None
    headed = re.search(r"\bnhs\b", words) is not None
    if ten and kind == "NHS number":
        found.append(column.finding("NHS numbers", len(ten), heading))
    elif nhs and not telephone and (headed or (nhs >= NHS_VALID and nhs >= NHS_SHARE * len(ten))):
        found.append(column.finding("NHS numbers", nhs))
    written = sum(is_nhs_number(re.sub(r"\D", "", match[1])) for _, text in maybe for match in _NHS_IN_TEXT.finditer(text))
    if written:
        found.append(column.finding("NHS numbers in text", written))
    if kind == "unique learner number" and any(map(is_learner_number, ten)):
        found.append(column.finding("unique learner numbers", len(ten), heading))
    return found


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1e9 <= cell < 1e10 and cell == int(cell):
        return str(int(cell))
    return ""


def _count_upns(text: str, believed: bool) -> int:
    """Return how many pupil numbers a text holds; under a heading that says so, those with a wrong check letter too."""
    matches = UPN.findall(text)
    if not matches and _SPACED_UPN.fullmatch(text.strip()):
        matches = UPN.findall(re.sub(r"[ -]", "", text))
    return len(matches) if believed else sum(map(is_upn, matches))


def _count_insured(texts: list[tuple[int, str]], kind: str, words: str) -> int:
    valid = [match for _, text in texts for match in NATIONAL_INSURANCE.finditer(text) if is_national_insurance_number(match)]
    if kind == "National Insurance number" or any(match[2] for match in valid):
        return len(valid)
    # References are often two letters, a year and a letter.
    sure = [match for match in valid if not looks_like_a_year(match)]
    return 0 if REFERENCE.search(words) and len({match[0] for match in sure}) < INSURED_REFERENCES else len(sure)


def _births(column: _Column, today: date, notes: list[tuple[str, str, str]]) -> list[Finding]:
    """Return dates of birth that no heading names, by the shape of the column."""
    maybe = ((row, cell) for row, cell in enumerate(column.cells) if cell and (cell[0].isdigit() if type(cell) is str else isinstance(cell, date)))
    days = [(row, day) for row, cell in maybe if (day := as_day(cell)) is not None]
    if len(days) < BIRTHS or not _look_like_births([day for _, day in days], today):
        return []
    heading = column.above(days[0][0])
    if kind_of(heading) == "date of birth":
        return [column.finding("dates of birth", len(days), heading)]
    if not EVENT.search(normalise(heading)):
        return [column.finding("dates of birth, going by their spread", len(days), heading)]
    notes.append((column.sheet, column_letter(column.number), "these dates are spread like dates of birth: make sure that they are not"))
    return []


def _look_like_births(days: list[date], today: date) -> bool:
    ages = [(today - day).days / DAYS_IN_A_YEAR for day in days]
    young = sum(0 <= age < OLDEST_YEARS for age in ages)
    month_edges = sum(day.day == 1 or (day + timedelta(days=1)).day == 1 for day in days)
    return (
        young >= BIRTH_SHARE * len(days)
        and max(ages) - min(ages) >= BIRTH_SPREAD_YEARS
        and len({day.day for day in days}) >= min(len(days), 10) / 2
        and month_edges < len(days) / 2
        and len(set(days)) >= BIRTHS_DISTINCT * len(days)
        and days != sorted(days)
        and days != sorted(days, reverse=True)
    )


def _postcodes(column: _Column, sheet: Sheet) -> list[Finding]:
    """Return postcodes of many places, unless the columns beside them are about organisations and nobody else."""
    texts = [(row, cell) for row, cell in enumerate(column.cells) if isinstance(cell, str) and len(cell) <= LONGEST_ADDRESS]
    holding = [(row, match) for row, cell in texts if _MAYBE_POSTCODE.search(cell) for match in POSTCODE.findall(cell)]
    if len({match.replace(" ", "").upper() for _, match in holding}) < POSTCODES:
        return []
    first = holding[0][0]
    above = [cell for row in sheet.rows[max(0, first - HEADING_ROWS):first] for cell in row]
    beside = [cell for cell in above if isinstance(cell, str) and len(cell) <= LONGEST_HEADING]
    people = any(kind_of(cell) in OF_PEOPLE for cell in beside)
    if not people and any(ORGANISATION.search(normalise(cell)) for cell in beside):
        return []
    return [column.finding("postcodes", len(holding), column.above(first))]
