"""Reading the agencies named in one cell."""

from functools import cache


@cache
def load_bodies() -> dict[str, str]:
    """Return every known spelling, normalised, with the body's one name."""
    return {}


def split_bodies(text: str) -> list[str]:
    """Split a cell into the bodies it names."""
    return [text] if text else []


def is_body(text: str) -> bool:
    """Tell whether a text names a known body."""
    return False


def same_body(first: str, second: str) -> bool:
    """Tell whether two texts are two spellings of one body."""
    return first == second
