"""What the name of a published indicator says: its name in words, its unit and its kind. Never which way is better."""

import re
from dataclasses import dataclass

import pyarrow as pa

from loaders.words.numbers import decimals_of

_WORDS = {
    "cpp": "child protection plans", "cpps": "child protection plans", "cin": "children in need", "cla": "children looked after",
    "lac": "children looked after", "fte": "(full-time equivalent)", "icpc": "initial child protection conferences", "s47": "section 47 enquiries",
    "sgo": "special guardianship orders", "pt": "percentage", "pc": "percentage", "perc": "percentage", "pct": "percentage",
    "percent": "(percentage)", "num": "number", "avg": "average", "sess": "sessions", "at31": "at 31 March", "inpost": "in post",
    "rereferral": "re-referral", "uasc": "unaccompanied asylum-seeking children", "eet": "education, employment or training", "la": "local authority",
}  # fmt: skip
_PERCENT = re.compile(r"(?:^|_|\b)(?:percent(?:age)?|perc|pct|pt|pc|proportion|prop)(?:_|\b|$)|%", re.IGNORECASE)
_PER = re.compile(r"(?:per|/)[\s_]*(?P<n>1[\s,]*0{1,2}[\s,]*000|1,?000|10k|1k|100k)", re.IGNORECASE)
_RATE = re.compile(r"(?:^|_|\b)rates?(?:_|\b|$)", re.IGNORECASE)
_AVERAGE = re.compile(r"(?:^|_|\b)(?:average|avg|mean|caseload|score|aps|median)(?:_|\b|$)", re.IGNORECASE)
_POUNDS = re.compile(r"(?:^|_|\b)(?:cost|spend|expenditure|budget)(?:_|\b|$)|£|\bfinance\b", re.IGNORECASE)
_DAYS = re.compile(r"(?:^|_|\b)(?:average|avg|mean|median|number of)[\s_].*days|days[\s_](?:average|avg|mean|median)", re.IGNORECASE)
# The department gives these no polarity: the number and rate of plans, of children in need and of children looked after.
_NO_POLARITY = re.compile(
    r"^(?:cpp_at31|cpp_num(?:ber)?|cpp_rate|at31_episodes(?:_rate)?|cin_rate|cla_number|cla_rate)(?:_per_10000)?$", re.IGNORECASE
)
_COUNT = re.compile(r"(?:^|_|\b)(?:number|num|no[ _]of|count|total cases|entries|cases|headcount)(?:_|\b|$)", re.IGNORECASE)
_KINDS = {"%": "percentage", "count": "count", "£": "count"}


@dataclass(frozen=True)
class Indicator:
    """What is known of an indicator from its name and figures; ``polarity`` is None where it is not known."""

    name: str
    unit: str
    kind: str | None
    decimals: int | None
    polarity: str | None


def describe_indicator(name: str, largest: float | None = None, about: str = "", texts: pa.Array | None = None) -> Indicator:
    """Describe an indicator.

    Parameters
    ----------
    name : str
        The indicator's column name or title.
    largest : float or None
        Its largest figure: a "rate" above 100 cannot be a percentage.
    about : str
        What the file calls itself.
    texts : array of text, optional
        Its figures as printed, for the decimals.
    """
    unit = unit_of(name, largest) or "count"
    looked_after = bool(re.search(r"looked.after|\bcla(?:_|\b)", about.casefold())) and name.casefold() in ("children_count", "rate_per_10000")
    polarity = "none" if _NO_POLARITY.match(name) or looked_after else None
    decimals = None if texts is None else decimals_of(texts)
    return Indicator(humanise(name), unit, kind_of(unit), decimals, polarity)


def kind_of(unit: str | None) -> str | None:
    """Return the kind of measure that a unit gives away; whether a count is a flow or a stock it does not say."""
    return None if unit is None else _KINDS.get(unit, "rate" if unit.startswith("per ") else None)


def unit_of(name: str, largest: float | None = None, default: str | None = "count") -> str | None:
    """Return the unit that a name gives away: %, per 10,000, days, £, average or count.

    Parameters
    ----------
    name : str
    largest : float or None
        The largest figure: a "rate" above 100 cannot be a percentage. Without it a bare "rate" has no known unit.
    default : str or None
        The unit of a name that says nothing.
    """
    per = _PER.search(name)
    if per:
        digits = re.sub(r"[\s,_]", "", per["n"].casefold()).replace("k", "000")
        return f"per {int(digits):,}"
    if _PERCENT.search(name):
        return "%"
    if _RATE.search(name):
        return default if largest is None else "%" if largest <= 100 else "per 10,000"
    if _POUNDS.search(name):
        return "£"
    if _DAYS.search(name):
        return "days"
    if _AVERAGE.search(name):
        return "average"
    return "count" if _COUNT.search(name) else default


def humanise(name: str) -> str:
    """Return a column name in words: ``CPP_subsequent_percent`` is "Child protection plans subsequent (percentage)"."""
    if " " in name:
        return name
    words = [_WORDS.get(word.casefold(), word) for word in name.replace("-", "_").split("_") if word]
    text = re.sub(r"\bper 10000\b", "per 10,000", " ".join(words))
    return text[:1].upper() + text[1:]
