"""What kind of place a name is: England, a region, the statistical neighbours, a school or a council."""

import re

_ENGLAND = re.compile(r"^(?:england|national)(?: (?:average|avg|mean|median|figure|total|rate))?$")
_NEIGHBOURS = re.compile(
    r"\b(?:stat(?:istical)?\.? ?n(?:eigh(?:bour)?s?)?\b|statistical neighbours?|sns?\b|nearest neighbours?|neighbours?\b|comparator)"
)
_REGIONS = (
    "north east", "north west", "yorkshire and the humber", "yorkshire and humber", "yorkshire & the humber", "yorkshire & humber",
    "east midlands", "west midlands", "east of england", "eastern", "london", "inner london", "outer london", "london (inner)", "london (outer)",
    "south east", "south west",
)  # fmt: skip
_LEVELS = {
    "local authority": "council", "la": "council", "council": "council", "authority": "council", "national": "England", "england": "England",
    "regional": "region", "region": "region", "school": "school", "statistical neighbour": "statistical neighbour",
    "statistical neighbours": "statistical neighbour", "sn": "statistical neighbour",
}  # fmt: skip
_REGION = re.compile(r"^(?:the )?(?:region(?:al)?)(?: (?:average|avg|mean|median|figure|rate))?$")
_SCHOOL = re.compile(r"\b(?:school|academy|college|nursery|pru|pupil referral unit)\b")
_AVERAGE = re.compile(r"\s*\b(?:average|avg|mean|median|figure|rate|latest|value)\b\s*")


def read_level(text: str | None) -> str | None:
    """Return the area level that a column of levels names, None where it names none."""
    return _LEVELS.get((text or "").casefold())


def level_of(name: str, usual: str = "council") -> str:
    """Return the area level that a place's name gives away.

    Parameters
    ----------
    name : str
    usual : str
        The level of a name that gives nothing away.
    """
    text = " ".join(name.casefold().split()).strip(" :*")
    if _ENGLAND.match(text):
        return "England"
    if _NEIGHBOURS.search(text) or text in ("sn", "s n"):
        return "statistical neighbour"
    if is_region(text) or _REGION.match(text):
        return "region"
    return "school" if usual == "school" or _SCHOOL.search(text) else usual


def is_region(name: str) -> bool:
    """Tell whether a name is that of an English region."""
    text = _AVERAGE.sub(" ", " ".join(name.casefold().split())).strip(" :*")
    return text.removesuffix(" region") in _REGIONS


def is_comparator(name: str) -> bool:
    """Tell whether a heading names England, a region or the statistical neighbours."""
    return level_of(name, "") in ("England", "region", "statistical neighbour")
