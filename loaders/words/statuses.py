"""Reading the rating of one cell: word, letter, number, tick, symbol or colour."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.words.colours import COLOURS, colour_name, is_pale
from loaders.words.status_words import accepts, exact_status, normalise, status_of_meaning, status_of_words, usual_words
from model.vocabulary import DONE

__all__ = ["StatusRead", "colour_name", "is_pale", "is_symbol", "looks_like_status", "opening_status", "read_key", "read_status", "status_of_meaning"]

_EMOJI = {
    **dict.fromkeys("🔴🟥", "red"),
    **dict.fromkeys("🟠🟧", "orange"),
    **dict.fromkeys("🟡🟨", "yellow"),
    **dict.fromkeys("🟢🟩", "green"),
    **dict.fromkeys("🔵🟦", "blue"),
    **dict.fromkeys("🟣🟪", "purple"),
    **dict.fromkeys("⚪⬜", "white"),
    **dict.fromkeys("⚫⬛", "black"),
}
_TICKS = frozenset("✓✔☑✅√🗸🗹")
# A cross says that the heading does not hold; a letter x is a mark like a tick.
_CROSSES = frozenset("✗✘✖❌❎☒🗴🗶")
_ARROWS = frozenset("↑↓→←↗↘↔↕⬆⬇➡⬅▲▼►◄▶◀△▽●○■□◆◇★☆➔➜🔺🔻🔼🔽")
# Which letters are pictures in the fonts whose letters are pictures.
_PICTURES = {
    "wingdings": dict(zip("üþûýéêèçìîñòðlnu", "✓✓✗✗↑↓→←↗↘↑↓→●■◆", strict=True)),
    "wingdings 2": {"P": "✓", "R": "✓", "O": "✗", "Q": "✗", "S": "✗"},
    "wingdings 3": {"h": "↑", "i": "↓", "g": "→", "f": "←", "p": "▲", "q": "▼", "u": "▶"},
    "webdings": {"a": "✓", "r": "✗", "5": "▲", "6": "▼", "4": "▶"},
    "marlett": {"a": "✓", "b": "✓", "r": "✗"},
}
_MARKS = frozenset({"x", "y", "yes", "tick", "ticked", "true", "1"})
_DENIALS = frozenset({"n", "no", "false", "0"})
# One amber is another council's yellow: where the key does not tell them apart, neither does the reader.
_NEAR = {"amber": ("orange", "yellow"), "orange": ("amber", "yellow"), "yellow": ("amber", "orange"), "pink": ("red",)}
_LETTERS = {"blue": "b", "black": "b", "green": "g", "red": "r", "amber": "a", "yellow": "y", "orange": "o", "purple": "p", "white": "w"}
_PATTERN = re.compile(r"\b(?:hash|hatch|pattern|strip|shad)", re.I)
# Words that say only that work has begun, not how it goes.
_STAGES = frozenset({"in progress", "started", "ongoing", "on going", "under way", "underway", "commenced", "begun", "active", "open", "live"})
LONGEST_HEALTH = 4  # words
_SEPARATOR = re.compile(r"\s[-–—=]\s|[:;(=]|\.\s|\.$|\n|,\s")


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


BLANK = "(blank)"  # under which a key keeps what an empty cell means
_BLANK = frozenset(
    {"blank", "empty", "left blank", "no colour", "no color", "no fill", "no symbol", "no rating", "no entry", "unshaded", "uncoloured", "not shaded"}
)


def read_key(lines: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Read a plan's printed key.

    Parameters
    ----------
    lines : iterable of (fill, word, meaning)
        The swatch's colour or empty, the word, letter or number, and its explanation; a line "Green - on track" may stand as the word alone.

    Returns
    -------
    dict of str to str
        Every way to say it (word, letter, number, colour, exact shade, "pattern") with its status. A line that is not understood gives
        "not known", so that the usual meaning of its colour is not taken.
    """
    key: dict[str, str] = {}
    said: dict[str, str] = {}  # what a colour means where a word or letter names it
    letters: dict[str, str] = {}
    for fill, word, explanation in lines:
        label, meaning = _label_and_meaning(word, explanation)
        if not (label or fill) or not (meaning or label):
            continue
        status = status_of_meaning(meaning) or exact_status(meaning) or _own_word(label) or "not known"
        named = [colour for colour in COLOURS if re.search(rf"\b{colour}\b", label.replace("gray", "grey"))]
        colour = named[0] if len(named) == 1 else next((name for name, letter in _LETTERS.items() if letter == label), "")
        if fill:
            key[fill.upper()] = status
            if colour_name(fill) != "white" and not is_pale(fill):
                key.setdefault(colour_name(fill), status)
        if _PATTERN.search(word) or _PATTERN.search(meaning.split(" ")[0] if not word else ""):
            key["pattern"] = status
        elif is_blank_word(label):
            key[BLANK] = status
        elif label and key.get(label, "not known") == "not known":
            key[label] = status  # of two keys side by side, and of a count beside a meaning, the first that is understood stands
        if colour and said.get(colour, "not known") == "not known":
            key[colour] = said[colour] = status
            letters.setdefault(_LETTERS.get(colour, ""), status)
            if colour in ("blue", "green"):
                letters[_LETTERS[colour]] = status
    for letter, status in letters.items():
        if letter:
            key.setdefault(letter, status)
    return key


def _label_and_meaning(word: str, meaning: str) -> tuple[str, str]:
    """Return the label as it is compared and its explanation, taking "Green - on track" or "1: achieved" apart."""
    word, meaning = word.strip(), meaning.strip(" -–—:=")
    if not meaning:
        parts = re.split(r"\s*[-–—:=]\s+|\s+[-–—:=]\s*|\s*\(|(?<=^\d)[.)]\s+", word, maxsplit=1)
        if len(parts) == 2 and parts[0] and len(parts[0].split()) <= 4:
            return normalise(parts[0]), parts[1].strip(" )")
        return normalise(word) or word, word
    return normalise(word) or word, meaning  # "!" is a label, though as a word it would be nothing


def is_blank_word(text: str) -> bool:
    """Tell whether a key's label stands for a cell with nothing in it: "(blank)", "no colour"."""
    return normalise(text) in _BLANK


def _own_word(label: str) -> str | None:
    """Return the status of a key's label by itself; a colour or letter has none, because the key says that it means something else."""
    return None if len(label) < 2 or any(colour in label for colour in (*COLOURS, "gray")) else status_of_words(label)


def read_status(
    text: str | None, fill: str | None, font: str | None, key: dict[str, str], *, pattern: bool = False, heading: str = ""
) -> StatusRead:
    """Read one rating cell: its words first, then its colour.

    Parameters
    ----------
    text : str or None
    fill : str or None
        The colour that is seen, ``#RRGGBB``.
    font : str or None
        The font's name, where its letters are pictures.
    key : dict of str to str
        The plan's own key, from ``read_key``: it wins over every usual meaning.
    pattern : bool
        The fill is hatched.
    heading : str
        The column's heading: a tick means what its heading says.
    """
    typed = re.sub(r"^(\d+)\.0$|^[-–—]$", r"\1", " ".join((text or "").split()))
    by_fill = _status_of_fill(fill or "", key, pattern)
    if not typed:
        name = colour_name(fill or "")
        if not fill or name in ("", "white"):
            return StatusRead("not known", "", "", True)
        shown = f"{name} {'pattern' if pattern else 'fill'} ({fill.upper()})"
        return StatusRead(by_fill or "not known", shown, "fill", by_fill not in (None, "not known"))
    status, source = _status_of_text(typed, font or "", key, heading)
    if status and status != "not known":
        differs = by_fill not in (None, "not known", status) and not {by_fill, status} <= set(DONE) and not is_pale(fill or "")
        return StatusRead(status, typed, source, True, differs)
    if by_fill not in (None, "not known") and by_fill and not is_pale(fill or ""):
        return StatusRead(by_fill, f"{typed}, {colour_name(fill or '')} fill ({(fill or '').upper()})", "fill", True)
    return StatusRead("not known", typed, source, False)


def _status_of_fill(fill: str, key: dict[str, str], pattern: bool) -> str | None:
    """Return what a colour means: by the key's own shade, by its name, then by its usual meaning."""
    name = colour_name(fill) if fill else ""
    if not name or name == "white":
        return None
    if pattern and "pattern" in key:
        return key["pattern"]
    if fill.upper() in key:
        return key[fill.upper()]
    for colour in (name, *_NEAR.get(name, ())):
        if colour in key:
            return key[colour]
    return usual_words().get(name)


def _status_of_colour(name: str, key: dict[str, str]) -> str | None:
    return next((key[colour] for colour in (name, *_NEAR.get(name, ())) if colour in key), usual_words().get(name))


def _status_of_text(typed: str, font: str, key: dict[str, str], heading: str) -> tuple[str | None, str]:
    """Return the status and its source; the status is None where the text is not understood."""
    pictures = _PICTURES.get(font.strip().casefold(), {})
    drawn = "".join(pictures.get(letter, letter) for letter in typed) if pictures and len(typed) <= 3 else typed
    plain = normalise(drawn)
    source = _source_of(drawn, plain)
    for label in (normalise(typed), plain, drawn):
        if label in key:
            return key[label], source
    signs = [sign for sign in drawn if sign in _EMOJI or sign in _TICKS or sign in _CROSSES or sign in _ARROWS]
    words = normalise("".join(letter for letter in drawn if letter not in signs and letter not in "\ufe0f\u200d"))
    if signs and words:
        return _status_of_words(words, key), "text"
    if signs:
        return _status_of_signs(signs, key, heading)
    if plain in _MARKS and (meant := _status_of_words(normalise(re.sub(r"\(.*?\)|\?", "", heading)), key)):
        return meant, "tick"
    if plain in _DENIALS or plain in ("x", "yes", "tick"):
        return None, "tick"
    if source == "number":
        return ("complete" if plain in ("100%", "100% complete") else None), source
    return _status_of_words(drawn, key), source


def _source_of(drawn: str, plain: str) -> str:
    if re.fullmatch(r"[\d.]+\s?%?", plain):
        return "number"
    if len(plain) == 1 and plain.isalpha():
        return "letter"
    return "text" if any(letter.isalnum() for letter in drawn) else "symbol"


def _status_of_signs(signs: list[str], key: dict[str, str], heading: str) -> tuple[str | None, str]:
    """Read ticks by their heading and coloured circles by their colour; arrows tell a direction, not a status."""
    if len(set(signs)) > 1:
        return None, "symbol"
    if signs[0] in _EMOJI:
        return _status_of_colour(_EMOJI[signs[0]], key), "symbol"
    if signs[0] in _TICKS:
        return _status_of_words(normalise(re.sub(r"\(.*?\)|\?", "", heading)), key), "tick"
    return None, "tick" if signs[0] in _CROSSES else "symbol"


def _status_of_words(text: str, key: dict[str, str]) -> str | None:
    """Return what words mean: by the key, as usual words, then by what they open with ("Green - all milestones met")."""
    plain = normalise(text)
    if plain in key:
        return key[plain]
    first = normalise(_SEPARATOR.split(text, maxsplit=1)[0])
    if first and first != plain and first in key:
        return key[first]
    if first and first != plain and first in usual_words() and len(first) > 1:
        said, rest = usual_words()[first], _SEPARATOR.split(text, maxsplit=1)[1]
        if first in _STAGES and (health := _health_of(rest)):
            return health
        return "signed off" if said == "complete" and accepts(rest) else said
    if first and first != plain and len(first) == 1 and first in usual_words() and re.match(r"^\w\s*[-–—:(=]", text):
        return usual_words()[first]
    status = status_of_words(text)
    if status is None and (opening := opening_status(text)):
        return opening[0]
    return status


def _health_of(rest: str) -> str | None:
    """Return how it goes where a stage is followed by that: "In progress - behind plan", "Under way (on track)"."""
    words = normalise(rest).split()
    status = status_of_words(rest) if 0 < len(words) <= LONGEST_HEALTH else None
    return status if status in ("on track", "at risk", "off track") else None


def opening_status(text: str) -> tuple[str, str] | None:
    """Return (status, keyword) where a comment opens with a rating, such as "COMPLETED. Evidence filed" or "On track - audit in hand".

    A keyword in capitals may run straight into its sentence; any other must be set off by a full stop, colon, dash or the like, so
    "Completed audit shows ..." and "Red flags were ..." are ordinary sentences.
    """
    plain = text.strip()[:300]
    opening = _SEPARATOR.split(plain, maxsplit=1)[0].strip(" *")
    words = opening.split()
    after = plain[len(opening) :].lstrip("* ")[:1]
    if words and len(words) <= 6 and not (normalise(opening) in COLOURS and after == ",") and len(normalise(opening)) > 1:
        status = exact_status(opening)
        if normalise(opening) in _STAGES and (health := _health_of(plain[len(opening) :])):
            return health, plain
        if status:
            return ("signed off" if status == "complete" and accepts(plain[len(opening) :]) else status), opening
    closed = re.match(r"\w+", plain)
    if closed and exact_status(closed[0]) == "complete" and accepts(plain[closed.end() :]):
        return "signed off", opening  # "Closed and signed off by the Board 09/10/2025"
    whole = re.match(r"[A-Z][A-Z'-]+(?:\s+[A-Z][A-Z'-]+)+\b", plain)
    if whole and (status := usual_words().get(normalise(whole[0]))):
        return status, whole[0]  # "SIGNED OFF by the Board in December": two words in capitals are no verb of a sentence
    # "COMPLETED Evidence filed" opens with a rating, "MET with partners" does not.
    capitals = re.match(r"(?:[A-Z][A-Z'-]+\b\s*)+(?!\s*[a-z])", plain)
    run = capitals[0].split() if capitals else []
    keywords = (" ".join(run[:length]) for length in range(len(run), 0, -1))
    return next(((status, keyword) for keyword in keywords if (status := usual_words().get(normalise(keyword)))), None)


def is_symbol(value: object, font: str | None) -> bool:
    """Tell whether a cell holds one picture and nothing else: an arrow, a disc or a tick, or a letter that its font draws as one."""
    if not isinstance(value, str):
        return False
    sign = value.strip("\ufe0f ")
    drawn = _PICTURES.get((font or "").casefold(), {})
    return len(sign) == 1 and (sign in _ARROWS | _TICKS | _CROSSES or sign in _EMOJI or sign in drawn)


def looks_like_status(text: str) -> bool:
    """Tell whether a cell's text is a rating, whatever the plan's key says: for finding the status column by its contents."""
    typed = " ".join(text.split())
    if not typed or len(typed) > 60 or normalise(typed) in _MARKS | _DENIALS - {"y"}:
        return False
    if normalise(typed) in usual_words():
        return True
    status, source = _status_of_text(typed, "", {}, "")
    return status is not None or (source in ("tick", "symbol") and any(sign in _EMOJI or sign in _TICKS for sign in typed))
