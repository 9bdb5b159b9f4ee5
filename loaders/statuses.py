"""Reading the rating of one cell: word, letter, number, tick, symbol or colour."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class StatusRead:
    """What one cell says about status.

    Parameters
    ----------
    status : str
        One of STATUS_NAMES.
    text : str
        As it stands in the file; a cell with only a colour reads "green fill (#92D050)".
    source : str
        One of STATUS_SOURCES, empty where the cell holds nothing.
    known : bool
        False where something stands in the cell that could not be read.
    conflict : bool
        The words and the fill of the cell disagree; the words were taken.
    """

    status: str
    text: str
    source: str
    known: bool
    conflict: bool = False


def read_key(lines: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Read a plan's printed key: lines of (fill, word, meaning) to a map of label to status."""
    return {}


def status_of_meaning(text: str) -> str | None:
    """Return the status that a key's explanation means."""
    return None


def read_status(
    text: str | None, fill: str | None, font: str | None, key: dict[str, str], *, pattern: bool = False, heading: str = ""
) -> StatusRead:
    """Read one rating cell."""
    return StatusRead("not known", text or "", "", False)


def opening_status(text: str) -> tuple[str, str] | None:
    """Return (status, keyword) where a comment opens with a rating."""
    return None


def colour_name(fill: str) -> str:
    """Return the name of a colour, by its hue."""
    return ""


def is_pale(fill: str) -> bool:
    """Tell whether a colour is so pale that it may be banding."""
    return False


def looks_like_status(text: str) -> bool:
    """Tell whether a cell's text is a rating."""
    return False
