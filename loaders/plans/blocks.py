"""Record layouts: a label beside, or before, each value, block after block, instead of one heading above many rows."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.grid import Cell, Sheet
from loaders.plans.banners import read_banner
from loaders.tables.contents import filled_cells, is_blank, text_of
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.headings import known, normalise

LEAST_LABELS = 3  # different known labels in one block
_INLINE = re.compile(
    r"^\s*(?P<label>[^:\n]{2,60}?|[A-Za-z ]{3,30}\d{1,3}(?:\.\d{1,3})*(?=\s*[–—-]\s))\s*(?::|[–—-](?=\s))\s*(?P<value>\S.*)$",
    re.DOTALL,
)
_COUNTED = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*$")  # the number in "Action 3: ..."
LEAST_THEMES, LONGEST_THEME = 2, 100
LONGEST_TITLE = 300  # characters of a line that names a record
_WANTED = ("action", "recommendation", "risk", "method")


@dataclass
class _Pair:
    row: int
    column: int
    label: str
    value: Cell
    value_column: int


@dataclass
class _Block:
    """One record, or a line that names what the records below it belong to."""

    pairs: list[_Pair] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    banner: str = ""


def find_blocks(sheet: Sheet, free: list[int]) -> tuple[list[FoundTable], set[int]]:
    """Find the records of a sheet that stand as blocks of label and value.

    Parameters
    ----------
    sheet : Sheet
    free : list of int
        The rows that belong to no table with a heading.

    Returns
    -------
    tables : list of FoundTable
        At most one: its sheet is made up, one row for each block, and ``sources`` leads back to the sheet's own rows.
    rows : set of int
        The sheet's own rows that the blocks take.
    """
    pairs = [pair for row in free for pair in _pairs(sheet, row)]
    labels = {_key(pair.label) for pair in pairs}
    wanted = [pair for pair in pairs if known(_plain(pair.label), "actions") in _WANTED or known(_plain(pair.label), "risks") == "risk"]
    if len(labels) >= LEAST_LABELS and not wanted:
        pairs = wanted = _named_by_titles(sheet, pairs, free)
    if len(labels) < LEAST_LABELS or not wanted:
        return [], set()
    banners = _find_banners(sheet, pairs, free)
    pairs = [pair for pair in pairs if pair.row not in banners]
    cut = _cut(sheet, pairs, [row for row in free if row not in banners])
    blocks = [block for block in cut if _is_full(block)]
    if len(blocks) >= 2:  # among full blocks one that says only what is done is a record too
        blocks = [block for block in cut if _is_full(block) or any(pair in wanted for pair in block.pairs)]
    if not blocks or (len(blocks) == 1 and len(labels) < LEAST_LABELS + 1):
        return [], set()
    blocks += [_Block([], [row], text) for row, text in banners.items() if row < blocks[-1].rows[0]]
    blocks.sort(key=lambda block: block.rows[0])
    return [_as_table(sheet, blocks)], {row for block in blocks for row in block.rows}


def _named_by_titles(sheet: Sheet, pairs: list[_Pair], free: list[int]) -> list[_Pair]:
    """Take the line above each record for what is done, where no label says it; return no pair where a record has no such line."""
    opener, above = _opener(pairs), dict(zip(free[1:], free, strict=False))
    titles = []
    for pair in (pair for pair in pairs if _key(pair.label) == opener):
        cells = filled_cells(sheet, above.get(pair.row, 0))
        if len(cells) != 1 or not isinstance(cells[0][1], str) or len(cells[0][1]) > LONGEST_TITLE or any(p.row == above[pair.row] for p in pairs):
            return []
        titles.append(_Pair(above[pair.row], cells[0][0], "Action", cells[0][1], cells[0][0]))
    plan = {known(pair.label, "actions") for pair in pairs} & {"lead", "due", "status"}
    return sorted(titles + pairs, key=lambda pair: (pair.row, pair.column)) if len(titles) >= 2 and len(plan) >= 2 else []


def _find_banners(sheet: Sheet, pairs: list[_Pair], free: list[int]) -> dict[int, str]:
    """Return the lines between records that name their theme, objective or lead ("Pledge 1: Your voice"), with their text."""
    opener = _opener(pairs)
    counts = Counter(_key(pair.label) for pair in pairs)
    opening = {pair.row for pair in pairs if _key(pair.label) == opener}
    by_row = {row: [pair for pair in pairs if pair.row == row] for row in free}
    found: dict[int, str] = {}
    for row, below in reversed(list(pairwise(free))):
        texts = list(dict.fromkeys(text_of(value) for _, value in filled_cells(sheet, row)))
        if len(texts) > 2 or (below not in opening and below not in found) or any(counts[_key(p.label)] >= counts[opener] for p in by_row[row]):
            continue
        text = ": ".join(part.rstrip(" :") for part in texts)
        kinds = [banner.kind for banner in read_banner(text)]
        if kinds[0] in ("theme", "objective", "lead") and (len(texts) == 1 or kinds[0] == "theme"):
            found[row] = text
    return found if any(read_banner(text)[0].kind == "theme" for text in found.values()) else _find_dressed(sheet, pairs, free)


def _find_dressed(sheet: Sheet, pairs: list[_Pair], free: list[int]) -> dict[int, str]:
    """Return the lines without a label that stand above several records each, all in one colour that no label has: the names of their themes."""
    opener = _opener(pairs)
    opening = {pair.row for pair in pairs if _key(pair.label) == opener}
    labelled = {sheet.fills.get((pair.row, pair.column)) for pair in pairs}
    named = {pair.row for pair in pairs}
    found: dict[int, str] = {}
    fills = set()
    for row, below in pairwise(free):
        cells = filled_cells(sheet, row)
        if row in named or below not in opening or len(cells) != 1 or not isinstance(cells[0][1], str) or len(cells[0][1]) > LONGEST_THEME:
            continue
        found[row] = text_of(cells[0][1])
        fills.add(sheet.fills.get((row, cells[0][0])))
    one_colour = len(fills) == 1 and None not in fills and not fills & labelled
    return found if one_colour and len(set(found.values())) == len(found) >= LEAST_THEMES and 2 * len(found) <= len(opening) else {}


def _is_full(block: _Block) -> bool:
    return len({_key(pair.label) for pair in block.pairs}) >= LEAST_LABELS


def _key(label: str) -> str:
    return normalise(_COUNTED.sub("", label.strip(" :")))


def _is_label(text: str) -> bool:
    return len(text) <= 60 and any(known(_plain(text), table) for table in ("actions", "risks"))


def _plain(label: str) -> str:
    """Return a label without its colon, and without its number unless it is known with it: "Action 3" is an action, "Scrutiny 2" its own field."""
    label = label.strip(" :")
    return label if known(label, "actions") else _COUNTED.sub("", label)


def _pairs(sheet: Sheet, row: int) -> list[_Pair]:
    """Return the label and value pairs of a row: in neighbouring cells, or both in one cell with a colon between them."""
    cells, found, position = filled_cells(sheet, row), [], 0
    while position < len(cells):
        column, value = cells[position]
        text = text_of(value)
        inline = _INLINE.match(text) if isinstance(value, str) else None
        if inline is not None and _is_label(inline.group("label")):
            found.append(_Pair(row, column, inline.group("label"), inline.group("value"), column))
            position += 1
            continue
        following = cells[position + 1] if position + 1 < len(cells) else None
        if (
            isinstance(value, str)
            and _is_label(text)
            and (following is None or not (_is_label(text_of(following[1])) and text_of(following[1]).rstrip().endswith(":")))
        ):
            if following is not None:
                found.append(_Pair(row, column, text, following[1], following[0]))
                position += 2
                continue
            found.append(_Pair(row, column, text, None, column + 1))
        elif isinstance(value, str) and text.rstrip().endswith(":") and _key(text) and following is None:
            found.append(_Pair(row, column, text, None, column + 1))
        position += 1
    return found


def _cut(sheet: Sheet, pairs: list[_Pair], free: list[int]) -> list[_Block]:
    """Cut the pairs into blocks: a new one begins where the label that opens the blocks comes again."""
    opener = _opener(pairs)
    by_row: dict[int, list[_Pair]] = {}
    for pair in pairs:
        by_row.setdefault(pair.row, []).append(pair)
    blocks: list[_Block] = []
    for row in free:
        here = by_row.get(row, [])
        opened = bool(blocks) and blocks[-1].rows[-1] == row - 1 and all(_key(pair.label) == opener for pair in blocks[-1].pairs)
        if any(_key(pair.label) == opener for pair in here) and not opened:  # "Action: ..." twice on end opens one block
            blocks.append(_Block())
        if not blocks:
            continue
        if here:
            blocks[-1].pairs += here
            blocks[-1].rows.append(row)
        elif blocks[-1].rows and row == blocks[-1].rows[-1] + 1 and _continues(sheet, row, blocks[-1]):
            last = blocks[-1].pairs[-1]
            last.value = f"{text_of(last.value)}\n{text_of(filled_cells(sheet, row)[0][1])}"
            blocks[-1].rows.append(row)
    return blocks


def _opener(pairs: list[_Pair]) -> str:
    """Return the label that opens the records: the first, or the first of those that come most often."""
    counts = Counter(_key(pair.label) for pair in pairs)
    return next(_key(pair.label) for pair in pairs if counts[_key(pair.label)] == max(counts.values()))


def _continues(sheet: Sheet, row: int, block: _Block) -> bool:
    """Tell whether a row without a label goes on with the value above it."""
    cells = filled_cells(sheet, row)
    return len(cells) == 1 and cells[0][0] == block.pairs[-1].value_column and cells[0][0] != block.pairs[-1].column


def _as_table(sheet: Sheet, blocks: list[_Block]) -> FoundTable:
    by_key: dict[str, str] = {}
    for block in blocks:
        for pair in block.pairs:
            by_key.setdefault(_key(pair.label), _plain(pair.label))
    headings = list(by_key.values())
    index = {key: position for position, key in enumerate(by_key, start=1)}
    made = Sheet(sheet.name, [list(headings)])
    sources: dict[int, tuple[int, ...]] = {}
    for number, block in enumerate(blocks, start=2):
        cells: list[Cell] = [None] * len(headings)
        if block.banner:
            cells[0] = block.banner
            made.merged.append((number, 1, number, len(headings)))
        for pair in block.pairs:
            column = index[_key(pair.label)]
            if is_blank(cells[column - 1]):
                cells[column - 1] = pair.value
            elif not is_blank(pair.value):
                cells[column - 1] = f"{text_of(cells[column - 1])}\n{text_of(pair.value)}"
            made.copy_looks(sheet, (pair.row, pair.value_column), (number, column))
        made.rows.append(cells)
        sources[number] = tuple(block.rows)
    columns = [FoundColumn(position, heading, own=heading, stem=heading) for heading, position in zip(headings, index.values(), strict=True)]
    return FoundTable(made, (1,), columns, list(sources), sources=sources, printed=sheet)
