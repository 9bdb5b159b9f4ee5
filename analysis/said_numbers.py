"""Small numbers of children that somebody wrote into a text: hidden where the text leaves the council.

A text such as "Hold a panel on the 3 children in unregistered homes" says what a table hides. A number of 1 to 5, in figures or words, is hidden
where the people it counts stand within two words after it ("three care-experienced young people") or before it with a colon or bracket
("children without a school place: 4"). What else is a number there is left: year groups, ages, tiers, days, percentages. No rule finds every
number that a sentence can hold, so a person still reads the texts before they leave.
"""

import re
from collections.abc import Sequence

import pandas as pd

from analysis.disclosure import HIDDEN, THRESHOLD

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PEOPLE = (
    r"(?:child(?:ren)?|young\s+(?:people|persons?|wom[ae]n|m[ae]n)|boys?|girls?|bab(?:y|ies)|infants?|siblings?|teenagers?|pupils?|care\s+leavers?|"
    r"families|young\s+carers?|unaccompanied\s+minors?)\b"
    # A children's home is no child, and child protection is a service.
    r"(?!['’]s|s?['’]|\s+(?:protection|looked|in\s+need)\s+(?:plans?|reviews?|conferences?)|-)"
)
_NO_COUNT = r"(?:working|days?|weeks?|months?|years?|hours?|minutes?|terms?|times?|per|cent|in|for|with|after|before|to)\b"
_BETWEEN = rf"(?:\s+(?:looked\s+after|(?!{_NO_COUNT})[\w-]+)){{0,2}}\s+"
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})"
# What makes a number a name and no count.
_NAMES = "year|stage|level|tier|band|phase|step|part|section|theme|priority|aged?|under|over|than|group|no|number"
_NAMED = re.compile(rf"(?:\b(?:{_NAMES})\s+|[\d.,/–-])$", re.I)
_AHEAD = re.compile(rf"\b{_NUMBER}(?={_BETWEEN}{_PEOPLE})", re.I)
_BEHIND = re.compile(rf"(?P<people>\b{_PEOPLE}(?:\s+[\w'’-]+){{0,5}}\s*[:=(]\s*){_NUMBER}(?=\s*(?:[).;,]|$))", re.I)


def hide_counts(text: object, threshold: int = THRESHOLD) -> object:
    """Return a text with small numbers of children as [c]; what is no text as it is.

    Parameters
    ----------
    text : object
    threshold : int
        Numbers of 1 to this many are hidden.
    """
    if not isinstance(text, str):
        return text

    def replace(found: re.Match[str]) -> str:
        said = found["number"].lower()
        number = int(said) if said.isdecimal() else _WORDS.index(said) + 1
        people = found.groupdict().get("people") or ""
        if not 1 <= number <= threshold or (not people and _NAMED.search(found.string[: found.start()])):
            return found[0]
        return f"{people}[{HIDDEN}]"

    return _BEHIND.sub(replace, _AHEAD.sub(replace, text))


def hide_in(frame: pd.DataFrame, columns: Sequence[str], threshold: int = THRESHOLD) -> pd.DataFrame:
    """Return a table whose texts say no small number of children."""
    safe = {name: frame[name].map(lambda text: hide_counts(text, threshold)).astype(frame[name].dtype) for name in columns if name in frame}
    return frame.assign(**safe)
