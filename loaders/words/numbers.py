"""Reading a figure from a cell: its number, or the symbol that stands in place of one, and what was printed around it."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders.grid import Cell

# Float noise of a spreadsheet begins after the 15th digit and is carried on by sums: 12 digits are more than any source publishes.
DIGITS = 12


@dataclass(frozen=True)
class Figure:
    """What a cell says.

    Parameters
    ----------
    value : float or None
    symbol : str
        The letter in place of a number; empty where there is a number or nothing at all.
    percent : bool
        A per cent sign was printed; 58.7% has the value 58.7.
    numerator, denominator : float or None
        Where the cell prints them, as in "58.7% (210/358)".
    unit : str
        A unit printed behind the number, such as days.
    problem : str
        Why the cell could not be read, empty where it could.
    """

    value: float | None = None
    symbol: str = ""
    percent: bool = False
    numerator: float | None = None
    denominator: float | None = None
    unit: str = ""
    problem: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether the cell holds neither a number nor a symbol nor anything wrong."""
        return self.value is None and not self.symbol and not self.problem


# What tables print where there is no number, and the letter of the Government Analysis Function that it stands for.
_SYMBOLS = {
    "c": "c", "conf": "c", "confidential": "c", "suppressed": "c", "supp": "c", "*": "c", "**": "c", "***": "c", "#": "c", "s": "c",
    "k": "k", "low": "low", "u": "u", "unreliable": "u", "x": "x", "z": "z", ":": ":", "~": "~",
    "..": "x", "...": "x", "…": "x", "n/k": "x", "nk": "x", "tbc": "x", "tba": "x", "not available": "x", "unavailable": "x", "no data": "x",
    "not known": "x", "not yet available": "x", "not collected": "x", "not reported": "x", "data not available": "x", "awaited": "x",
    "awaiting data": "x", "pending": "x", "not published": "x",
    "n/a": "z", "na": "z", "n.a.": "z", "n.a": "z", "#n/a": "x", "not applicable": "z", ".": "z",
    "-": "-", "--": "-",
}  # fmt: skip
_DASHES = re.compile(r"[‐-―−]")
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_BRACKETED = re.compile(r"^[\[(]\s*([a-z:~*#.-]{1,4})\s*[\])]$")
_SMALL = re.compile(
    r"^(?:(?:<|≤|<=|fewer than|less than|under|up to)\s*=?\s*\d{1,2}|[01]\s*(?:-|to)\s*\d{1,2}|(?:>|≥|>=|more than|over)\s*9\d(?:\.\d+)?\s*%)\s*%?$"
)
_PLAIN = re.compile(r"^[+-]?(?:(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?$")
# No figure, its brackets and its footnote marks are longer; longer texts are sentences.
_LONGEST = 80
_RATIO = re.compile(r"^(?P<n>[\d, ]+(?:\.\d+)?)\s*(?:/|out of|of)\s*(?P<d>[\d, ]+(?:\.\d+)?)$")
_BESIDE = re.compile(r"^(?P<first>[^()\[\]]+?)\s*[(\[](?P<second>[^()\[\]]+)[)\]]$")
# Revision marks, footnote numbers and stars behind a number say nothing about its size.
_MARKS = re.compile(r"(?<=[\d%])\s*(?:\[\s*(?:\d{1,2}|[prebf]|note \d+)\s*\]|\(\s*[prebf]\s*\)|(?:note|r|p|e|b|f)|[*†‡¹²³^]+)$")
_UNIT = re.compile(
    r"(?<=\d)\s*(?P<unit>pp|percentage points|days?|working days?|weeks?|months?|years?|hours?|children|young people|cases|per [\d,]+)$"
)


def read_figure(cell: Cell) -> Figure:
    """Read one cell of a table of figures.

    Parameters
    ----------
    cell : Cell

    Returns
    -------
    Figure
        A number, a symbol, nothing (``empty``), or a problem that says what was expected. Never raises.
    """
    if cell is None or isinstance(cell, bool):
        return Figure() if cell is None else Figure(problem="a number")
    if isinstance(cell, (int, float)):
        try:
            number = float(cell)
        except OverflowError:
            return Figure(problem="a number")
        return Figure(value=clean(number)) if math.isfinite(number) else Figure()
    if isinstance(cell, (datetime, date, time, timedelta)):
        return Figure(problem="a number, not a date")
    text = _tidy(str(cell))
    if len(text) > _LONGEST:
        return Figure(problem="a number")
    return _read_text(text) if text else Figure()


def _tidy(text: str) -> str:
    return _DASHES.sub("-", _SPACES.sub(" ", text)).strip().casefold()


def _read_text(text: str) -> Figure:
    symbol = symbol_of(text)
    if symbol:
        return Figure(symbol=symbol)
    bare = _MARKS.sub("", text).strip()
    beside = _BESIDE.match(bare)
    if beside:
        return _read_beside(beside["first"], beside["second"])
    ratio = _RATIO.match(bare)
    if ratio:
        numerator, denominator = _number(ratio["n"]), _number(ratio["d"])
        if numerator is not None and denominator is not None:
            value = clean(100 * numerator / denominator) if denominator else None
            return Figure(value, "" if denominator else "z", True, numerator, denominator)
    return _read_number(bare)


def _read_beside(first: str, second: str) -> Figure:
    """Read "58.7% (210)", "210 (58.7%)" and "58.7% (210/358)"."""
    one, other = _read_text(first), _read_text(second)
    if one.value is None or (other.value is None and not other.symbol):
        return Figure(problem="one number")
    if other.percent and other.denominator is None and not one.percent:
        return Figure(other.value, other.symbol, True, one.value)
    if one.percent and other.denominator is not None:
        return Figure(one.value, "", True, other.numerator, other.denominator)
    if one.percent and not other.percent:
        return Figure(one.value, "", True, other.value)
    return Figure(problem="one number")


def _read_number(text: str) -> Figure:
    unit = _UNIT.search(text)
    if unit:
        text = text[: unit.start()].strip()
    percent = text.endswith(("%", "percent", "per cent"))
    if percent:
        text = re.sub(r"\s*(?:%|per ?cent)$", "", text)
    pounds = text.lstrip("+-").startswith("£")
    number = _number(text.replace("£", "", 1) if pounds else text)
    if number is None:
        return Figure(problem="a number")
    return Figure(number, percent=percent, unit="£" if pounds else unit["unit"] if unit else "")


def _number(text: str) -> float | None:
    text = text.strip()
    if not _PLAIN.match(text):
        return None
    number = float(text.replace(",", "").replace(" ", ""))
    return clean(number) if math.isfinite(number) else None


def symbol_of(text: str) -> str:
    """Return the symbol that a cell's text stands for, empty where it is none: ``[c]``, ``*`` and ``<5`` are c, ``..`` is x, ``n/a`` is z."""
    text = _tidy(text)
    if len(text) > _LONGEST:
        return ""
    inside = _BRACKETED.match(text)
    if inside and inside[1] in _SYMBOLS:
        return _SYMBOLS[inside[1]]
    return _SYMBOLS.get(text) or ("c" if _SMALL.match(text) else "")


def clean(number: float) -> float:
    """Return a number without the noise of binary fractions: 37.200000000000003 is 37.2."""
    return float(f"{number:.{DIGITS}g}") if number % 1 else number


def read_texts(texts: pa.Array | pa.ChunkedArray) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Read many cells of text at once.

    Parameters
    ----------
    texts : pyarrow array of text
        Each distinct text is read once.

    Returns
    -------
    values : DoubleArray
        Null where there is no number.
    symbols : StringArray
        Null where there is no symbol.
    bad : BooleanArray
        True where a text is neither.
    """
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    coded = texts if pa.types.is_dictionary(texts.type) else pc.dictionary_encode(texts, null_encoding="mask")
    values, symbols, bad = read_distinct(coded.dictionary)
    return values.take(coded.indices), symbols.take(coded.indices), pc.fill_null(bad.take(coded.indices), False)


def read_distinct(texts: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Read distinct texts: plain numbers all together, anything else one by one. Returns values, symbols and bad as `read_texts` does."""
    stripped = pc.utf8_trim_whitespace(texts)
    plain = pc.match_substring_regex(stripped, r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$")
    values = pc.cast(pc.if_else(plain, stripped, pa.scalar(None, stripped.type)), pa.float64()).to_numpy(zero_copy_only=False).copy()
    # A text of so few characters holds no noise.
    for place in pc.indices_nonzero(pc.and_(plain, pc.greater(pc.utf8_length(stripped), DIGITS + 1))).to_pylist():
        values[place] = clean(float(values[place]))
    odd = pc.indices_nonzero(pc.invert(pc.fill_null(plain, True))).to_pylist()
    symbols: list[str | None] = [None] * (len(values) if odd else 0)
    bad = np.zeros(len(values), dtype=bool)
    for place in odd:
        figure = read_figure(stripped[place].as_py())
        symbols[place], bad[place] = figure.symbol or None, bool(figure.problem)
        values[place] = np.nan if figure.value is None else figure.value
    letters = pa.array(symbols, pa.string()) if odd else pa.nulls(len(values), pa.string())
    return pa.array(values, pa.float64(), from_pandas=True), letters, pa.array(bad)


def decimals_of(texts: pa.Array) -> int:
    """Return the decimal places of the most exact of some printed numbers, at most 3: more is the noise of a spreadsheet."""
    plain = texts.filter(pc.match_substring_regex(texts, r"^-?[0-9]+\.[0-9]{1,12}$"))
    if not len(plain):
        return 0
    places = pc.subtract(pc.subtract(pc.binary_length(plain), pc.find_substring(plain, ".")), 1)
    return min(3, pc.max(places).as_py())
