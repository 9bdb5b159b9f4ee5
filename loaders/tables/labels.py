"""Rows of labels with their values, and lines of a key: rows that hold known headings and are no heading."""

from loaders.grid import Cell, Sheet
from loaders.tables.contents import filled_cells, text_of
from loaders.words.colours import COLOURS
from loaders.words.headings import heading_like, normalise
from loaders.words.status_words import exact_status

MOST_HEADINGS = 0.5  # share of known headings among the values of labels
LONGEST_CODE = 2  # characters of a letter or number in a key
LABEL_RUN = 4  # rows up and down in which labels above each other are looked for


def is_labels(sheet: Sheet, row: int) -> bool:
    """Tell whether a row is one of a run of label and value pairs, not a heading: different labels stand above each other, each with a value."""
    colons = [text_of(value).endswith(":") for _, value in filled_cells(sheet, row)]
    if all(colons[::2]) and not any(colons[1::2]):
        return True  # "Status: | Complete | Expected outcome: | Plans are better": however much the values sound like headings
    if _dresses_labels(sheet, row):
        return True
    beside = [other for other in (row - 1, row + 1) if len(filled_cells(sheet, other)) > 2]
    pair = len(filled_cells(sheet, row)) == 2  # "Status | On track": a value may be a known heading too
    if not pair and _label_share(sheet, row) > 0.5 and not any(0 < _label_share(sheet, other) <= 0.5 for other in beside):
        return False
    column = filled_cells(sheet, row)[0][0]
    labels = set()
    for other in range(max(1, row - LABEL_RUN), row + LABEL_RUN + 1):
        value = sheet.cell(other, column)
        if isinstance(value, str) and len(filled_cells(sheet, other)) > 1 and heading_like(value.strip(" :")) == 1.0:
            labels.add(normalise(value))
    return len(labels) >= 3


def _dresses_labels(sheet: Sheet, row: int) -> bool:
    """Tell whether every other cell of a row is a known heading in one colour that the cells between do not have: labels, each with its value."""
    if not _is_striped(sheet, row):
        return False
    between = [value for _, value in filled_cells(sheet, row)[1::2]]
    if sum(isinstance(value, str) and heading_like(value.strip(" :")) == 1.0 for value in between) < MOST_HEADINGS * len(between):
        return True
    # Where the cells between sound like headings too, one row alone is a striped heading: cards have other labels in the rows beside it.
    labels = [value for _, value in filled_cells(sheet, row)[::2]]
    near = (other for other in range(max(1, row - LABEL_RUN), row + LABEL_RUN + 1) if other != row)
    return any(_is_striped(sheet, other) and [value for _, value in filled_cells(sheet, other)[::2]] != labels for other in near)


def _is_striped(sheet: Sheet, row: int) -> bool:
    cells = filled_cells(sheet, row)
    fills = [sheet.fills.get((row, column)) for column, _ in cells]
    if len(cells) < 4 or fills[0] is None or set(fills[::2]) != {fills[0]} or fills[0] in fills[1::2]:
        return False
    return all(isinstance(value, str) and heading_like(value.strip(" :")) >= 0.5 for _, value in cells[::2])


def is_key_line(cells: list[tuple[int, Cell]]) -> bool:
    """Tell whether a row is a line of a key: "Rating: | C | Complete", each short word or colour with its meaning."""
    first, *rest = (text_of(value) for _, value in cells)
    words, meanings = rest[::2], rest[1::2]
    short = all(len(word) <= LONGEST_CODE or normalise(word) in COLOURS for word in words)
    return first.endswith(":") and bool(rest) and len(words) == len(meanings) and short and all(exact_status(text) is not None for text in meanings)


def _label_share(sheet: Sheet, row: int) -> float:
    """Return the share of a row's cells that are known headings, 0 where its first cell is none."""
    known = [isinstance(value, str) and heading_like(value.strip(" :")) == 1.0 for _, value in filled_cells(sheet, row)]
    return sum(known) / len(known) if known and known[0] else 0.0
