"""The figures that a sentence quotes, beside those of the measure: among them, in the order of time, and going the way that is claimed."""

import re
from collections.abc import Sequence

import pandas as pd

from analysis.figure_words import format_value
from analysis.wording import join_words

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_PER_CENT = re.compile(r"\s*\bper\s?cent\b", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\w.]){_NUMBER}\s*%(?!\s*points?\b)")
_FROM_TO = re.compile(rf"\bfrom\s+{_NUMBER}(?![\d,.]*\d)\s*%?(?:\s+(?!to\b)[\w()]+){{0,6}}?\s+to\s+{_NUMBER}(?![\d,.]*\d)", re.IGNORECASE)
_BY = re.compile(rf"\bby\s+(?:[a-z]+\s+){{0,2}}?{_NUMBER}\s*(%(?:\s*points?)?|percentage\s+points?|points?|pp)(?!\w)", re.IGNORECASE)
_TO = re.compile(
    rf"\b(?:fallen|fell|falls?|rose|risen|rises?|reduced|increased|decreased|improved|dropped|grew|grown|up|down|now)\s+(?:to|at)\s+{_NUMBER}"
    r"(?![\d,.]*[\d%])",
    re.IGNORECASE,
)
# How large a change some words claim at least, as a share of the figure before: a little less than the word says, for "about" is meant.
_SHARES = {
    re.compile(r"\bhalv(?:ed|ing)\b|\bby\s+(?:a\s+|one\s+)?half\b", re.IGNORECASE): 0.45,
    re.compile(r"\bdoubl(?:ed|ing)\b", re.IGNORECASE): 0.9,
    re.compile(r"\b(?:tripled|trebled)\b", re.IGNORECASE): 1.8,
    re.compile(r"\bby\s+(?:a|one)\s+third\b", re.IGNORECASE): 0.3,
    re.compile(r"\bby\s+(?:a|one)\s+quarter\b", re.IGNORECASE): 0.22,
}
_YEARS = range(1990, 2100)  # "from 2023 to 2025" are years and no figures
_WAYS = {"up": 1, "down": -1}


def doubt_figures(clause: str, claims: set[str], measure: pd.Series, values: Sequence[float], beside: re.Pattern[str]) -> str:
    """Return what is wrong with the figures that a clause quotes, as a sentence; nothing where all is well.

    Parameters
    ----------
    clause : str
    claims : set of str
        Which way is claimed, from ``claim_words.Reader.claims``.
    measure : Series
        ``unit``, ``polarity``, ``target``, ``value``, ``symbol``, ``decimals``.
    values : sequence of float
        All its figures, oldest first.
    beside : Pattern
        Words behind which figures of other places stand, such as "the national average".
    """
    way, sign = _find_way(claims, str(measure["polarity"])), "%" if measure["unit"] == "%" else ""
    text = _PER_CENT.sub("%", clause)
    amounts, text = [match.groups() for match in _BY.finditer(text)], _BY.sub(" ", text)
    pairs = [pair for pair in _FROM_TO.findall(text) if not all(number.isdigit() and int(number) in _YEARS for number in pair)]
    text = re.sub(rf"(?:{beside.pattern})(?:\W+\w+){{0,4}}?\W+{_NUMBER}\s*%", " ", text, flags=re.IGNORECASE)
    quoted = _PERCENT.findall(text) if sign else _TO.findall(text)
    quoted = list(dict.fromkeys([number for pair in pairs for number in pair] + list(quoted)))
    known = [*values, *([measure["target"]] if pd.notna(measure["target"]) else [])]
    missing = [f"{number}{sign}" for number in quoted if not any(_is(number, value) for value in known)]
    said = []
    if missing:
        latest = format_value(measure["value"], measure["unit"], measure["symbol"], measure["decimals"])
        said.append(f"{join_words(missing)} {'is' if len(missing) == 1 else 'are'} not among its figures; the latest is {latest}.")
    else:
        said += [_doubt_pair(first, second, way, values, sign) for first, second in pairs]
    said += [_doubt_amount(number, kind, way, values) for number, kind in amounts]
    said += [_doubt_share(match.group(), least, way, values) for words, least in _SHARES.items() if (match := words.search(text))]
    return " ".join(filter(None, said))


def _find_way(claims: set[str], polarity: str) -> int:
    """Return 1 where a rise is claimed, -1 where a fall is, 0 where the words leave it open."""
    ways = {_WAYS[claim] for claim in claims if claim in _WAYS}
    good = {"high": 1, "low": -1}.get(polarity, 0)
    ways |= {good if claim == "better" else -good for claim in claims if claim in ("better", "worse") and good}
    return ways.pop() if len(ways) == 1 else 0


def _doubt_pair(first: str, second: str, way: int, values: Sequence[float], sign: str) -> str:
    """Return what is wrong with "from a to b": it goes the other way, or b never came after a."""
    step = _read(second) - _read(first)
    if way and step * way < 0:
        return f"From {first}{sign} to {second}{sign} is {'a rise' if step > 0 else 'a fall'}."
    began = next((place for place, value in enumerate(values) if _is(first, value)), len(values))
    if not any(_is(second, value) for value in values[began + 1 :]):
        return f"{second}{sign} never came after {first}{sign}."
    return ""


def _doubt_amount(number: str, kind: str, way: int, values: Sequence[float]) -> str:
    """Return what is wrong with "by so much": no figure lies so far from an earlier one; per cent may be points or a share."""
    for place, earlier in enumerate(values):
        for later in values[place + 1 :]:
            moved = later - earlier
            if way and moved * way < 0:
                continue
            if _is(number, abs(moved)) or (kind == "%" and earlier and _is(number, abs(moved / earlier) * 100)):
                return ""
    return f"No figure lies {number}{kind if kind.startswith('%') else f' {kind}'} from an earlier one that way."


def _doubt_share(words: str, least: float, way: int, values: Sequence[float]) -> str:
    """Return that no figure moved by so large a share, such as a half, from an earlier one; nothing where one did."""
    for place, earlier in enumerate(values):
        for later in values[place + 1 :]:
            moved = (later - earlier) * (way or 1)
            if earlier and (moved if way else abs(moved)) >= least * abs(earlier):
                return ""
    return f"No figure moved so far from an earlier one (\"{words}\")."


def _read(quoted: str) -> float:
    return float(quoted.replace(",", ""))


def _is(quoted: str, value: float) -> bool:
    places = len(quoted.partition(".")[2])
    return abs(_read(quoted) - value) <= 0.5 * 10**-places + 1e-9
