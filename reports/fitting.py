"""Whether words fit: estimated from the usual width of a letter, because no file format says how wide a text will be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

POINT = 12_700  # EMU
LEAST = 12  # point; nothing in a pack is smaller
LETTER = 0.53  # of the size: the mean width of a letter of Arial in running text, a little on the safe side
# Of the size: the widths of Arial's letters, for single words, where a mean would break "medium" or waste room beside "little".
_WIDTHS = {
    **dict.fromkeys("ijl.,:;|!'", 0.25), **dict.fromkeys("ft ()[]/-I", 0.32), "r": 0.34, **dict.fromkeys("mwMW%@", 0.86),
    **dict.fromkeys("ABCDEFHKNPRSTUVXYZ&", 0.7), **dict.fromkeys("GOQ", 0.78), **dict.fromkeys("■▲◆●○", 0.75),
}  # fmt: skip
_OTHER = 0.56  # digits and all other letters
_BOLD = 1.1  # times as wide
_LINE = 1.2  # of the size
_SHORT = 17  # letters, such as 30 September 2026; columns of such texts stay on one line where there is room
_LONGEST = 16  # letters; a longer word may be broken


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.top + self.height

    def below(self, top: int, gap: int = 0) -> "Box":
        """Return what is left of it beneath a line."""
        start = max(self.top, top + gap)
        return Box(self.left, start, self.width, max(self.bottom - start, 0))

    def split(self, share: float, gap: int) -> tuple["Box", "Box"]:
        """Return its left part and the rest."""
        first = int((self.width - gap) * share)
        return Box(self.left, self.top, first, self.height), Box(self.left + first + gap, self.top, self.width - gap - first, self.height)


def count_lines(text: str, size: float, width: int) -> int:
    """Return how many lines a text takes at a size in point and a width in EMU, line breaks counted."""
    room = max(1.0, width / POINT / (size * LETTER))
    return sum(_wrap(part, room) for part in text.split("\n")) or 1


def _wrap(text: str, room: float) -> int:
    """Break between words, as programs do; a word longer than a line is broken itself."""
    lines, used = 1, 0.0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0.0
        if length > room:
            lines += math.ceil(length / room) - 1
            used = length % room
        else:
            used += length + (1 if used else 0)
    return lines


def measure(texts: Sequence[str], size: float, width: int, gap: float = 0.0) -> int:
    """Return the height in EMU of paragraphs, with a gap of so many point after each."""
    return int(sum(count_lines(text, size, width) * size * _LINE + gap for text in texts) * POINT)


def share_width(rows: Sequence[Sequence[str]], shares: Sequence[float], width: int, size: float, side: int = 0) -> list[int]:
    """Return the widths of a table's columns in EMU: as wide as its longest word at least, the rest of the room by shares.

    Parameters
    ----------
    rows : sequence of sequence of str
        The headings first; they are bold.
    shares : sequence of float
        How wide the columns are beside one another; empty for all alike.
    width : int
        Room for all of them.
    size : float
        Point.
    side : int
        Margin at each side of a cell.
    """
    shares = list(shares) or [1.0] * len(rows[0])
    columns = list(zip(*rows, strict=True))
    for longest in (_longest_piece, _longest_word):
        least = [2 * side + int(longest(column) * size * POINT) for column in columns]
        if sum(least) < width:
            break
    else:
        return [int(width * one / sum(least)) for one in least]
    widths = [int(width * share / sum(shares)) for share in shares]
    # What the narrow columns need is taken from those that have room to spare.
    needed = sum(max(0, one - its) for one, its in zip(least, widths, strict=True))
    spare = sum(max(0, its - one) for one, its in zip(least, widths, strict=True))
    return [one if its <= one else int(its - (its - one) * needed / spare) for one, its in zip(least, widths, strict=True)]


def _longest_piece(column: Sequence[str]) -> float:
    """Return the width of the longest word, in a column of statuses, references or dates that of the longest of them, as a multiple of the size."""
    _, *cells = column
    longest = max((len(text) for text in cells), default=1)
    return max(_longest_word(column), max(map(_width, cells), default=0) if longest <= _SHORT else 0)


def _longest_word(column: Sequence[str]) -> float:
    heading, *cells = column
    bold, plain = (max((_width(word[:_LONGEST]) for text in texts for word in text.split()), default=_OTHER) for texts in ([heading], cells))
    return max(bold * _BOLD, plain)


def _width(text: str) -> float:
    """Return how wide a short text is, as a multiple of its size."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def choose_size(texts: Sequence[str], width: int, height: int, sizes: Sequence[int], gap: float = 0.0) -> int:
    """Return the largest of some sizes at which paragraphs fit, the smallest where none does."""
    return next((size for size in sizes if measure(texts, size, width, gap) <= height), sizes[-1])


def shorten(text: str, length: int) -> str:
    """Return a text of at most so many characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"
