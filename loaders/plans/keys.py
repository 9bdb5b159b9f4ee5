"""The plan's own printed key: which word, letter, number or colour means what, wherever on a sheet it stands."""

import re
from dataclasses import dataclass, field
from datetime import date, time

from loaders.grid import Cell, Sheet
from loaders.tables.contents import filled_cells, rating_colour, text_of
from loaders.words.headings import normalise
from loaders.words.statuses import is_blank_word, looks_like_status, status_of_meaning

Line = tuple[str, str, str]  # fill, word, meaning
_TITLE = re.compile(
    r"^\W*((r?b?rag\w*|brag+|status|rating|colour|progress|symbols?)\s+)*(key|legend)(\s+(to|for|of)\b.{0,40})?\W*$|^\W*(rag|brag+|status|rating)s?\s+"
    r"(definitions?|meanings?|guide|descriptions?|criteria|explained)\W*$",
    re.IGNORECASE,
)
_HEADS = re.compile(r"(b?rag|status|key|colour|colou?r|symbol|code|category|letter|number|score|word|grade|rating)( rating| status)?")
_MEANS = re.compile(
    r"(what (it|this|does it) means?|meanings?|definitions?|descriptions?|explanation|criteria|guidance|descriptor|status|rating|progress)"
)
LONGEST_KEY_LINE = 12  # cells
LONGEST_MEANING = 60  # characters, where a row has several words and meanings
WIDEST_GAP = 3  # columns from a word to its meaning, where a key stands in the columns of a table
LEAST_PAIRS = 2  # in a line whose title is no usual one
_OWN_TITLE = re.compile(r"^[^:;=]{3,70}:\s+(?=\S)")
_PAIR = re.compile(r"^\s*[(\[]?(?P<word>[^=:–—]{1,30}?)[)\]]?\s*(?:=|:|–|—|\s-\s|->|→)\s*(?P<meaning>\S.*)$", re.DOTALL)
_SYMBOL = "[^\\w\\s.,;:()\\[\\]/&'\"-]|[éèêìîñðòóûüþýç]"  # a sign, or a letter that Wingdings draws as one
_SIGN = "[^\\w\\s.,;:()\\[\\]/&'\"-]"
_APART = re.compile(r"[;\n]|,\s(?=[^,;=:]{1,25}[=:])|\s{3,}|\|")
_CLOSER = re.compile(rf"[;\n]|,\s(?=[^,;=:]{{1,25}}[=:])|\s{{2,}}|\||\s(?=(?:{_SYMBOL})\s+[A-Za-z])")
_LEADING_TITLE = re.compile(r"^\W*((rag|brag+|status|rating|colour)\s+)*(key|legend)\W+", re.IGNORECASE)
_OPENING_LABEL = re.compile(rf"^\s*[(\[]?(?P<word>[1-9]|[RAGBY]|{_SYMBOL})[)\].]?\s+(?P<meaning>[A-Za-z]\S.*)$", re.DOTALL)


@dataclass
class Key:
    """A printed key: its lines, the rows of its sheet that it takes, and the columns beside a table that hold nothing else."""

    lines: list[Line] = field(default_factory=list)
    rows: dict[int, str] = field(default_factory=dict)
    columns: set[int] = field(default_factory=set)

    def words(self) -> str:
        """Return the key as text, one 'word = meaning' a line."""
        return "\n".join(f"{word} = {meaning}" for _, word, meaning in self.lines)


def find_key(sheet: Sheet, taken: frozenset[int] = frozenset(), head_rows: frozenset[int] = frozenset()) -> Key:
    """Find the printed key of a sheet.

    Parameters
    ----------
    sheet : Sheet
    taken : frozenset of int
        Rows that stand under the heading of a table: a key beside them is read, but they remain the table's.
    head_rows : frozenset of int
        Rows of headings, which are no lines of a key.

    Returns
    -------
    Key
        ``rows`` holds only rows that are nothing but key.
    """
    key = Key()
    open_at: tuple[int, int] | None = None  # row and column of the key's title
    run: list[tuple[int, list[Line], bool]] = []
    for row in range(1, len(sheet.rows) + 1):
        values = filled_cells(sheet, row)
        if open_at is None and not run and _is_long(values) and not any(_may_be_title(v) for _, v in values):
            continue
        cells = [(c, text_of(v)) for c, v in values]
        title = next(((c, t) for c, t in cells if _TITLE.match(t)), None)
        if title is None and _is_key_head([t for _, t in cells]) and open_at is None:
            title = cells[0]
        if row in head_rows:
            _close(key, run, open_at)
            run, open_at = [], (row, title[0]) if title is not None else None
            continue
        if title is not None:
            _close(key, run, open_at)
            run, open_at = [], (row, title[0])
        lines, whole = ([], False) if open_at is None and _is_long(values) else _lines(sheet, row, cells, open_at)
        if lines:
            run.append((row, lines, whole and row not in taken))
            if not whole and open_at is not None:
                key.columns |= {open_at[1], open_at[1] + 1}
        elif title is not None or (open_at and run == [] and _is_key_head([t for _, t in cells])):
            if len(cells) <= 2 and row not in taken:
                key.rows[row] = "the plan's printed key"
            elif title is not None and len(cells) > 2:
                key.columns.add(title[0])
        elif cells and (open_at is None or row not in taken):
            _close(key, run, open_at)
            run = []
            open_at = None if len(cells) > 2 or run else open_at
    _close(key, run, open_at)
    if not key.lines:
        _read_across(key, sheet, taken, head_rows)
    if not key.lines:
        key.rows.clear()
        key.columns.clear()
    return key


def _read_across(key: Key, sheet: Sheet, taken: frozenset[int], head_rows: frozenset[int]) -> None:
    """Read a key that runs across the lines above the first heading: each word or colour with its meaning under it, or both in one cell."""
    for row in range(1, min(head_rows, default=len(sheet.rows) + 1)):
        values = filled_cells(sheet, row)
        if row in taken or len(values) > LONGEST_KEY_LINE:
            continue
        lines: list[Line] = []
        for column, value in values:
            meaning, above = text_of(value), text_of(sheet.cell(row - 1, column)) if row > 1 else ""
            if len(meaning) > LONGEST_MEANING or status_of_meaning(meaning) is None:
                continue
            inside = _split_inside(meaning, True)
            if len(inside) == 1 and status_of_meaning(inside[0][1]) is not None:
                lines.append((sheet.fills.get((row, column), ""), *inside[0]))
            elif above and row - 1 not in taken and _is_label(sheet, row - 1, column, above):
                lines.append((sheet.fills.get((row - 1, column), ""), above, meaning))
            elif rating_colour(sheet, row, column):
                lines.append((sheet.fills[(row, column)], "", meaning))
            elif not above and row > 1 and rating_colour(sheet, row - 1, column):
                lines.append((sheet.fills[(row - 1, column)], "", meaning))
        if len({(fill, word) for fill, word, _ in lines}) >= 2:
            key.lines += lines
            for number in (row - 1, row):
                if number >= 1 and filled_cells(sheet, number) and len(filled_cells(sheet, number)) == len(lines):
                    key.rows[number] = "the plan's printed key"
            return


def _is_long(values: list[tuple[int, Cell]]) -> bool:
    """Tell quickly whether a row holds too much to be a line of a key that has no title."""
    if len(values) > LONGEST_KEY_LINE:
        return True
    return len(values) > 2 and any(isinstance(v, (date, time)) or (isinstance(v, str) and len(v) > LONGEST_MEANING) for _, v in values)


def _may_be_title(value: Cell) -> bool:
    return isinstance(value, str) and len(value) < 80 and any(word in value.casefold() for word in ("key", "legend", "rag", "status", "rating"))


def _close(key: Key, run: list[tuple[int, list[Line], bool]], open_at: tuple[int, int] | None) -> None:
    """Keep a run of lines where it is a key: under a title, or at least two lines whose words and meanings are both known."""
    lines = [line for _, found, _ in run for line in found]
    known = sum(status_of_meaning(meaning) is not None or looks_like_status(meaning) for _, _, meaning in lines)
    if open_at is None and (len(lines) < 2 or known < max(2, 0.5 * len(lines))):
        return
    if open_at is not None and not (known or len(lines) >= 2):
        return
    for row, found, whole in run:
        key.lines.extend(line for line in found if line not in key.lines)
        if whole:
            key.rows[row] = "the plan's printed key"


def _is_key_head(texts: list[str]) -> bool:
    plain = [normalise(text) for text in texts]
    return len(plain) in (2, 3) and bool(_HEADS.fullmatch(plain[0]) and _MEANS.fullmatch(plain[1]))


def is_key_head(texts: list[str]) -> bool:
    """Tell whether a row of texts is the heading of a key ("Colour | Meaning")."""
    return _is_key_head(texts)


def is_key_title(text: str) -> bool:
    """Tell whether a text is the title of a key ("Key", "RAG legend")."""
    return bool(_TITLE.match(text))


def _is_label(sheet: Sheet, row: int, column: int, text: str) -> bool:
    if not text:
        return bool(rating_colour(sheet, row, column))
    return len(text) <= 25 and (looks_like_status(text) or bool(re.fullmatch(rf"\d|[A-Za-z]{{1,2}}[+*]?|{_SYMBOL}", text)) or is_blank_word(text))


def _lines(sheet: Sheet, row: int, cells: list[tuple[int, str]], open_at: tuple[int, int] | None) -> tuple[list[Line], bool]:
    """Return the lines of a key on a row, and whether the row holds nothing else."""
    texts = dict(cells)
    lines: list[Line] = []
    used: set[int] = {c for c, t in cells if _TITLE.match(t) or (t.endswith(":") and _HEADS.fullmatch(normalise(t)))}
    for column, text in cells:
        if column in used:
            continue
        inside = _split_inside(text, open_at is not None)
        if inside and not _explains_swatch(sheet, row, column, texts, inside):
            fill = sheet.fills.get((row, column), "")
            lines += [(fill if len(inside) == 1 else "", word, meaning) for word, meaning in inside]
            used.add(column)
            continue
        left = column - 1
        gap = 1 if column + 1 in texts or open_at is None or len(cells) != LEAST_PAIRS else next((c - column for c in texts if c > column), 1)
        meaning = texts.get(column + gap) if gap <= WIDEST_GAP else None
        own_word = open_at is not None and len(text) <= 25 and status_of_meaning(meaning or "") is not None
        if (own_word or _is_label(sheet, row, column, text)) and meaning and column + gap not in used and len(meaning) > 2:
            lines.append((sheet.fills.get((row, column), ""), text, meaning))
            used |= {column, column + gap}
        elif left >= 1 and left not in texts and _is_label(sheet, row, left, "") and len(cells) <= 12:
            lines.append((sheet.fills[(row, left)], "", text))
            used.add(column)
        elif rating_colour(sheet, row, column) and status_of_meaning(text) is not None:
            lines.append((sheet.fills[(row, column)], "", text))
            used.add(column)
        elif open_at is not None and column + 1 not in texts and rating_colour(sheet, row, column + 1) and status_of_meaning(text) is not None:
            lines.append((sheet.fills[(row, column + 1)], "", text))  # the colour stands at the right of its meaning
            used.add(column)
    beside_table = len(used) < len(cells)
    if beside_table and open_at is None:
        return [], False
    if beside_table and open_at is not None:
        lines = [line for line in lines if _in_key_columns(line, texts, open_at[1])]
    return lines, not beside_table


def _explains_swatch(sheet: Sheet, row: int, column: int, texts: dict[int, str], inside: list[tuple[str, str]]) -> bool:
    """Tell whether a text with a dash in it is the meaning of the colour to its left: "Complete and tested by audit - signed off"."""
    beside = column > 1 and column - 1 not in texts and _is_label(sheet, row, column - 1, "")
    return beside and len(inside) == 1 and not rating_colour(sheet, row, column) and len(inside[0][0].split()) > LEAST_PAIRS


def _in_key_columns(line: Line, texts: dict[int, str], column: int) -> bool:
    """Tell whether a line found beside other cells stands under the key's title."""
    return any(text in (line[1], line[2]) and abs(index - column) <= 2 for index, text in texts.items() if text)


def _split_inside(text: str, titled: bool) -> list[tuple[str, str]]:
    """Return (word, meaning) pairs printed in one cell, such as "Key: Red = off track; Amber = at risk"."""
    opened = titled or bool(_LEADING_TITLE.match(text))
    text = _LEADING_TITLE.sub("", text)
    closer = _read_parts(_CLOSER.split(text), opened) if opened else []
    return closer or _read_parts(_APART.split(text), opened) or _read_after_title(text) or _read_signs(text)


def _read_signs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a line that opens with a sign and says in turn what each sign means ("✔ finished   ➔ going to plan")."""
    parts = [part for part in _CLOSER.split(text) if part.strip()]
    if len(parts) < LEAST_PAIRS or not all(re.match(rf"\s*{_SIGN}\s*[A-Za-z]", part) for part in parts):
        return []
    pairs = _read_parts([re.sub(rf"^(\s*{_SIGN})\s*[=:–—-]?\s*", r"\1 ", part) for part in parts], True)
    return pairs if sum(status_of_meaning(meaning) is not None for _, meaning in pairs) >= LEAST_PAIRS else []


def _read_after_title(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a line that names itself first in words of its own ("Assessment of progress: 1 - Achieved; 2 - On track")."""
    named = _OWN_TITLE.match(text)
    pairs = _read_parts(_APART.split(text[named.end() :]), True) if named is not None else []
    known = sum(status_of_meaning(meaning) is not None for _, meaning in pairs)
    return pairs if len(pairs) >= LEAST_PAIRS and known >= LEAST_PAIRS else []


def _read_parts(texts: list[str], opened: bool) -> list[tuple[str, str]]:
    """Return the (word, meaning) pairs of the parts of a cell, none where any part is no pair."""
    parts, pairs = [part for part in texts if part.strip()], []
    for part in parts:
        found = _PAIR.match(part) or (_OPENING_LABEL.match(part) if opened else None)
        if found is None:
            return []
        word = found.group("word").strip()
        own_word = opened and status_of_meaning(found.group("meaning")) is not None
        if not (looks_like_status(word) or own_word or re.fullmatch(r"\d|[A-Za-z]{1,2}[+*]?", word)):
            return []
        pairs.append((word, found.group("meaning").strip(" .")))
    if not opened and len(pairs) == 1 and status_of_meaning(pairs[0][1]) is None:
        return []
    return pairs
