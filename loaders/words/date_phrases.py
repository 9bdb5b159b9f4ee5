"""The words that plans use for time, each found in a text with the days it may mean."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from dateutil.easter import easter

from loaders.words.date_pieces import FIRST_YEAR, LAST_YEAR, MONTHS, DateStyle, Days, Piece, month_days, quarter_days

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?![a-z])\.?"
)
ORDINAL = r"(?:st|nd|rd|th)"
# A year in four digits or two; a number of cases or a percentage is not a year.
YEAR = rf"'?(?P<year>(?:19|20)\d\d|\d\d)(?!\d|\s?%|{ORDINAL}\b|[:/.]\d|\s(?:cases|days|weeks|months|children|staff|per cent)\b)"
SPLIT_YEAR = r"(?P<from>(?:20)?\d\d)\s?[/-]\s?(?P<to>(?:20)?\d\d|\d)(?![\d/.-])"
# "Phase 2 Mar 2017" is March, not the second of March.
NUMBERED = re.compile(
    r"\b(?:phase|stage|step|tranche|wave|part|cohort|level|tier|section|number|no|version|round|priority|action|recommendation|rec|theme|objective)\.?\s*$",
    re.I,
)
# The usual last day of each school term in England, as (month, day); plans use the seasons for the terms.
TERM_ENDS = {"autumn": (12, 31), "spring": (3, 31), "summer": (7, 31), "winter": (2, 28)}
TERM_STARTS = {"autumn": (9, 1), "spring": (1, 1), "summer": (4, 1), "winter": (12, 1)}
QUARTERS = {
    word: number
    for number, words in enumerate(("1 1st first one", "2 2nd second two", "3 3rd third three", "4 4th fourth four final last"), 1)
    for word in words.split()
}

Build = Callable[[re.Match[str], DateStyle], Piece | None]


def full_year(digits: str) -> int:
    """Return the year that two or four digits mean."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _group(match: re.Match[str], name: str) -> str:
    """Return what a group caught, empty where the pattern has no such group or it caught nothing."""
    return match.groupdict().get(name) or ""


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower()[:3]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exact(match: re.Match[str], year: int, month: int, day: int, problem: str = "") -> Piece:
    """Return the piece for one full date, or say that there is no such day."""
    found = _day(year, month, day)
    if found is None:
        return Piece(*match.span(), "none", problem=f"there is no such day as {match[0].strip()}")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Piece(*match.span(), "none", problem=f"the year of {match[0].strip()} cannot be right")
    return Piece(*match.span(), "day", (found, found), problem=problem)


def _iso(match: re.Match[str], style: DateStyle) -> Piece:
    return _exact(match, int(match["y"]), int(match["m"]), int(match["d"]))


def _numeric(match: re.Match[str], style: DateStyle) -> Piece:
    first, second, year = int(match["a"]), int(match["b"]), full_year(match["y"])
    if style.mixed and first != second and max(first, second) <= 12:
        return Piece(*match.span(), "none", problem=f"{match[0]} could be day first or month first: the column has both")
    day, month = (second, first) if style.month_first else (first, second)
    if _day(year, month, day) is None and _day(year, day, month) is not None:
        order = "day" if style.month_first else "month"
        return _exact(match, year, day, month, f"{match[0]} can only be read with the {order} first")
    return _exact(match, year, month, day)


def _day_list(match: re.Match[str], style: DateStyle) -> Piece | None:
    """Read "13th and 14th March" or "5-16 December 2023": several days of one month."""
    if NUMBERED.search(match.string[: match.start()]):
        return None
    first, last, month = int(match["first"]), int(match["last"]), _month(match["month"])

    def of_year(year: int) -> Days | None:
        start, end = _day(year, month, first), _day(year, month, last)
        return (start, end) if start and end and start <= end else None

    if not _group(match, "year"):
        return Piece(*match.span(), "day", of_year=of_year, span=True)
    days = of_year(full_year(match["year"]))
    return Piece(*match.span(), "day", days, problem="" if days else f"there are no such days as {match[0].strip()}", span=True)


def _day_month(match: re.Match[str], style: DateStyle) -> Piece | None:
    if NUMBERED.search(match.string[: match.start()]):
        return None
    day, month = int(match["day"]), _month(match["month"])
    if _group(match, "year"):
        return _exact(match, full_year(match["year"]), month, day)
    if _day(2000, month, day) is None:
        return Piece(*match.span(), "none", problem=f"there is no such day as {match[0].strip()}")

    def of_year(year: int) -> Days | None:
        found = _day(year, month, day)
        return (found, found) if found else None

    return Piece(*match.span(), "day", of_year=of_year)


def _month_year(match: re.Match[str], style: DateStyle) -> Piece:
    month, year = _month(match["month"]), full_year(match["year"])
    days = month_days(year, month)
    # "June 15" is June 2015 unless the column's other dates speak against it and for 15 June.
    if len(match["year"]) == 2 and not style.fits(days[1]) and _day(2000, month, int(match["year"])):
        return Piece(*match.span(), "none", problem=f"{match[0].strip()} could be a month and year or a day without a year")
    return Piece(*match.span(), "month", days)


def _month_number(match: re.Match[str], style: DateStyle) -> Piece:
    return Piece(*match.span(), "month", month_days(int(match["y"]), int(match["m"])))


def _month_alone(match: re.Match[str], style: DateStyle) -> Piece | None:
    """Read a month without a year; "may" and "march" are also verbs, so they need a word of time beside them."""
    before, after = match.string[: match.start()].strip(), match.string[match.end() :].strip()
    beside = re.search(r"(?:^|\b(?:by|in|of|end|from|until|till|to|during|early|mid|late|since|before|and|every)|[-/,(&])$", before, re.I)
    if match["month"].lower() in ("may", "mar", "march") and not (beside and (match["month"][0].isupper() or len(match.string) < 12)):
        return None
    if match["month"].lower() == "may" and not before and after and not re.match(r"[-/,&(]|to\b|and\b|onwards?\b", after, re.I):
        return None
    month = _month(match["month"])
    return Piece(*match.span(), "month", of_year=lambda year: month_days(year, month))


def _split(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the two years of 2015/16, 2014-5 or 2013-2016."""
    first = full_year(match["from"])
    to = match["to"]
    last = int(to) if len(to) == 4 else first - first % 10 ** len(to) + int(to)
    if last < first:
        last += 10 ** len(to)
    return (first, last) if first < last <= first + 12 else None


def _quarter(match: re.Match[str], style: DateStyle) -> Piece | None:
    number = QUARTERS[match["q"].lower()]
    if _group(match, "from"):
        years = _split(match)
        if years is None or years[1] != years[0] + 1:
            return Piece(*match.span(), "none", problem=f"the year of {match[0].strip()} could not be read")
        return Piece(*match.span(), "quarter", quarter_days(years[0], number))
    if _group(match, "year"):
        year = full_year(match["year"])
        if re.search(r"calendar", match.string, re.I):
            return Piece(*match.span(), "quarter", (date(year, 3 * number - 2, 1), month_days(year, 3 * number)[1]))
        problem = f"{match[0].strip()} was read as a quarter of the financial year {year}/{(year + 1) % 100:02d}: please check"
        return Piece(*match.span(), "quarter", quarter_days(year, number), problem=problem)
    # The year asked for is the one in which the quarter ends.
    return Piece(*match.span(), "quarter", of_year=lambda year: quarter_days(year - (number == 4), number))


def _years(match: re.Match[str], style: DateStyle) -> Piece | None:
    years = _split(match)
    if years is None or (len(match["to"]) == 1 and len(match["from"]) == 2):
        return None
    first, last = years
    if re.search(r"\b(?:academic|school)\b", match.string, re.I):
        return Piece(*match.span(), "year", (date(first, 9, 1), date(last, 8, 31)))
    problem = "" if last == first + 1 else f"{match[0].strip()} was read as financial years, to 31 March {last}"
    return Piece(*match.span(), "year", (date(first, 4, 1), date(last, 3, 31)), problem=problem, span=last > first + 1)


def _one_year(match: re.Match[str], style: DateStyle) -> Piece | None:
    """Read a single year, but only where a word of time stands before it: 2000 families is no year."""
    year = int(match["y"])
    before = match.string[: match.start()]
    kind = re.search(r"\b(financial|academic|school|calendar)?\s*year(?:[- ]end)?\s*(?:of\s*)?$", before, re.I)
    beside = re.search(
        r"(?:^|\b(?:by|in|of|end|during|early|mid|late|before|until|till|throughout|for|from|since|and|start|beginning)|[-/])[\s\-(]*$", before, re.I
    )
    if not (kind or beside):
        return None
    if kind and (kind[1] or "").lower() in ("academic", "school"):
        problem = f"the academic year was taken to end on 31 August {year}"
        return Piece(*match.span(), "year", (date(year - 1, 9, 1), date(year, 8, 31)), problem=problem)
    if kind and (kind[1] or "").lower() != "calendar":
        return Piece(*match.span(), "none", problem=f"{match[0]} could be a calendar, financial or academic year")
    sure = kind or re.search(r"\bend\s*(?:of\s*)?$|\b(?:early|mid|late)[\s-]*(?:in\s*)?$", before, re.I)
    problem = "" if sure else f"only a year was given: 31 December {year} stands"
    return Piece(*match.span(), "year", (date(year, 1, 1), date(year, 12, 31)), problem=problem)


def _term(match: re.Match[str], style: DateStyle) -> Piece:
    name = match["term"].lower()
    month, day = TERM_ENDS[name]

    def of_year(year: int) -> Days:
        # Winter is named by the year in which it begins, every other season by its own.
        ends = year + 1 if name == "winter" else year
        return date(year, *TERM_STARTS[name]), month_days(ends, month)[1] if name == "winter" else date(year, month, day)

    problem = f"{match['term']} was taken to end on {day} {MONTHS[month - 1]}"
    if _group(match, "from"):
        years = _split(match)
        if years is None or years[1] != years[0] + 1:
            return Piece(*match.span(), "none", problem=f"the year of {match[0].strip()} could not be read")
        return Piece(*match.span(), "term", of_year(years[0] if name in ("autumn", "winter") else years[1]), problem=problem)
    if _group(match, "year"):
        return Piece(*match.span(), "term", of_year(full_year(match["year"])), problem=problem)
    return Piece(*match.span(), "term", of_year=of_year, problem=problem)


def _feast(match: re.Match[str], style: DateStyle) -> Piece:
    def of_year(year: int) -> Days:
        day = easter(year) if match["feast"].lower() == "easter" else date(year, 12, 25)
        return day, day

    return Piece(*match.span(), "day", of_year(full_year(match["year"]))) if _group(match, "year") else Piece(*match.span(), "day", of_year=of_year)


_GAP = r"(?:\s*(?:of|in|,|\()?\s*(?:the\s+)?(?:(?:financial|calendar)\s+year\s+|FY\s?)?)"


def _quarters() -> Iterator[tuple[str, Build]]:
    """Yield the ways to write a quarter, most complete first; one group name per pattern is all that Python allows."""
    for way in (
        r"(?:quarter|qtr)\s*(?P<q>[1-4]|one|two|three|four)",
        r"q\s?(?P<q>[1-4])",
        r"(?P<q>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s+(?:quarter|qtr)",
    ):
        quarter = rf"\b{way}(?![\da-z])"
        yield rf"(?<!\d){SPLIT_YEAR}[\s,:-]*{quarter}", _quarter
        yield rf"{quarter}{_GAP}{SPLIT_YEAR}", _quarter
        yield rf"{quarter}{_GAP}(?P<year>20\d\d)(?!\d)", _quarter
        yield rf"(?<!\d)(?P<year>20\d\d)[\s,:-]*{quarter}", _quarter
        yield rf"{quarter}", _quarter


_SEASON = r"\b(?P<term>autumn|spring|summer|winter)\b(?:\s*term)?(?:\s*(?:of|in|,|-))?\s*"
PATTERNS = tuple(
    (re.compile(pattern, re.I), build)
    for pattern, build in (
        (r"(?<![\d.])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)?", _iso),
        (r"(?<![\d.v])(?P<a>\d{1,2})\s?(?P<s>[/.-])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4}|\d\d)(?!\d)", _numeric),
        *_quarters(),
        (
            rf"(?<![\d/.])(?P<first>\d{{1,2}}){ORDINAL}?(?:\s*(?:,|&|and|-|/|to)\s*\d{{1,2}}{ORDINAL}?){{0,9}}\s*(?:,|&|\band\b|-|/|\bto\b)\s*"
            rf"(?P<last>\d{{1,2}}){ORDINAL}?\s+(?:of\s+)?{MONTH}(?:[\s,]*{YEAR})?",
            _day_list,
        ),
        (rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:{ORDINAL}?\s*(?:of\s+)?|[-./]){MONTH}(?:[\s,./-]*{YEAR})?", _day_month),
        (rf"\b{MONTH}\s+(?P<day>\d{{1,2}}){ORDINAL}?,?\s+(?P<year>20\d\d)(?!\d)", _day_month),
        (rf"\b{MONTH}\s+(?P<day>\d{{1,2}}){ORDINAL}\b", _day_month),
        (rf"\b{MONTH}[\s,./-]*{YEAR}", _month_year),
        (rf"\b{MONTH}(?!'|[\s-]*\d{{3}})", _month_alone),
        (rf"{_SEASON}{SPLIT_YEAR}", _term),
        (rf"{_SEASON}{YEAR}", _term),
        (rf"{_SEASON}", _term),
        (rf"\b(?P<feast>easter|christmas|xmas)\b(?:\s*{YEAR})?", _feast),
        (rf"(?<![\d/.-]){SPLIT_YEAR}", _years),
        (r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>20\d\d)(?![\d/.-])", _month_number),
        (r"(?<![\d/.-])(?P<y>20\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d/.-])", _month_number),
        (r"(?<![\d/.£-])(?P<y>20\d\d)(?![\d%]|[/.-]\d)", _one_year),
    )
)


# What a text in small letters must hold somewhere for a pattern to find anything: most texts of a plan name no time at all, and one look says so.
_SIGNS = {
    "numbers": re.compile(r"\d\s?[/.-]\s?\d"),
    "year": re.compile(r"20\d\d"),
    "month": re.compile(rf"{MONTH}"),
    "quarter": re.compile(r"\bq\s?[1-4]|quarter|qtr"),
    "season": re.compile(r"autumn|spring|summer|winter"),
    "feast": re.compile(r"easter|christmas|xmas"),
}
_NEEDED: dict[Build, str] = {
    _iso: "numbers", _numeric: "numbers", _years: "numbers", _month_number: "numbers", _one_year: "year", _day_list: "month", _day_month: "month",
    _month_year: "month", _month_alone: "month", _quarter: "quarter", _term: "season", _feast: "feast",
}


def _next_match(pattern: re.Pattern[str], build: Build, text: str, begin: int, style: DateStyle) -> Piece | None:
    while match := pattern.search(text, begin):
        piece = build(match, style)
        if piece is not None:
            return piece
        begin = match.start() + 1
    return None


def find_pieces(text: str, style: DateStyle) -> list[Piece]:
    """Return every time that a text names, from left to right; where two readings begin together, the fuller one.

    Parameters
    ----------
    text : str
        With single spaces and plain hyphens.
    style : DateStyle
    """
    small = text.lower()
    seen = {sign for sign, look in _SIGNS.items() if look.search(small)}
    # The next piece of each pattern, in the patterns' order. One that begins further on is still the next when the search goes on.
    waiting = [(pattern, build, _next_match(pattern, build, text, 0, style)) for pattern, build in PATTERNS if _NEEDED[build] in seen] if seen else []
    pieces: list[Piece] = []
    begin = 0
    while begin < len(text):
        waiting = [
            (pattern, build, piece if piece.begin >= begin else _next_match(pattern, build, text, begin, style))
            for pattern, build, piece in waiting
            if piece is not None
        ]
        first = min((piece for _, _, piece in waiting if piece is not None), key=lambda one: one.begin, default=None)
        if first is None:
            break
        pieces.append(_part(text[begin : first.begin], first))
        begin = first.end
    return pieces


_VAGUE = re.compile(r"\b(early|mid|middle|later?|beginning|start|first half|second half)[\s-]*(?:in\s*|of\s*)*(?:the\s*)?$", re.I)


def _part(before: str, piece: Piece) -> Piece:
    """Return the part of a month, year or season that "early", "mid" or "late" names."""
    match = _VAGUE.search(before)
    if match is None or piece.precision not in ("month", "year", "term"):
        return piece
    word = match[1].lower()
    if word == "start" and "of" not in match[0].lower():
        return piece

    def narrow(days: Days) -> Days:
        first, last = days
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        share = {"early": 1, "beginning": 1, "start": 1, "mid": 2, "middle": 2}.get(word, 3)
        if "half" in word:
            return days if word.startswith("second") else (first, month_days(first.year, first.month + months // 2 - 1)[1])
        if months == 1:
            return (first, last if share == 3 else first.replace(day=10 * share))
        reach = first.month - 1 + max(1, months * share // 3)
        return (first, month_days(first.year + (reach - 1) // 12, (reach - 1) % 12 + 1)[1])

    def narrow_year(year: int) -> Days | None:
        days = piece.of_year(year) if piece.of_year else None
        return narrow(days) if days else None

    note = f"{match[0].strip(' -')} was read as the end of the part it names"
    return replace(
        piece, precision="part", problem=note, days=narrow(piece.days) if piece.days else None, of_year=narrow_year if piece.of_year else None
    )
