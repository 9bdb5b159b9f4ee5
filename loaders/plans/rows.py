"""What each row of a plan's table is: an action, a line above several actions, more of the action above, a total or a note."""

import re
from collections import Counter
from dataclasses import dataclass, field

from loaders.grid import Cell
from loaders.plans.banners import Banner, is_note, read_banner
from loaders.plans.claims import Assignment
from loaders.tables.contents import is_blank, rating_colour, text_of
from loaders.tables.finding import is_footer, is_total
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.headings import normalise
from loaders.words.status_words import usual_words

_STATED = ("lead", "due", "status", "deliver", "update", "start", "evidence", "outcome", "measure", "revised", "completed")
MOST_COUNTED = 3  # cells on a line that only counts ("On track | 9 | 38%")
_COUNTED = r"(?:actions?|recommendations?|items?|tasks?|milestones?|priorities|objectives)"
_BARE = re.compile(  # says by itself that it sums up
    rf"^\W*(?:[\w-]+ totals?\W*$|(?:open|closed|live|outstanding|completed?|overdue|remaining) {_COUNTED}\W+\d+\W*$|"
    rf"(?:totals?(?: (?:number|no\.?|count))?(?: of)?(?: all)?(?: {_COUNTED})?|(?:number|no\.?|count) of (?:all )?{_COUNTED})\W*(?:\d.{{0,40}})?$|"
    r"(?:(?:grand |sub-?)totals?|totals? for)\b.{0,80}$)",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(r"^\W*(?:grand |sub-?)?totals?\W*(?:number|for|of|actions?|count|recommendations?)\b.{0,80}$", re.IGNORECASE)
_WITH_SUM = re.compile(r"[:=]\s*\d+.{0,30}$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:%|(?:/|of|out of)\s*\d+)?$")
_GLOSSARY = re.compile(
    r"^\W*(?:(?:list|table|key) of |key )?(?:glossary|abbreviations|acronyms|initials|definitions|jargon|(?:key )?(?:terms|words) (?:we )?used?|"
    r"(?:words|terms|jargon) explained|what (?:the |these |our )?(?:words|terms|abbreviations|initials) mean)\b.{0,60}$",
    re.IGNORECASE,
)
LEAST_SUMS = 3  # numbers on a row without a word
MOSTLY_NUMBERED = 0.8  # share of the actions whose references hold a number
WITH_KEY = 3  # cells on a line: its own, and a word with its meaning


@dataclass
class Row:
    """One row of a plan's table: ``kind`` is action, banner, more, total or note."""

    number: int
    kind: str
    banners: list[Banner] = field(default_factory=list)
    why: str = ""


class Grid:
    """A table's cells with merged ranges filled in: a cell merged down says the same on every row that it covers."""

    def __init__(self, table: FoundTable) -> None:
        self.table, self.sheet = table, table.sheet
        self._anchors = {
            (row, column): (top, left)
            for top, left, bottom, right in table.sheet.merged
            if bottom > top or right > left
            for row in range(top, min(bottom, top + 2_000) + 1)
            for column in range(left, min(right, left + 100) + 1)
        }
        self._fills: dict[int, Counter[str | None]] = {}
        self._filled: dict[int, list[tuple[int, str]]] = {}
        self._wide = {merged[:2]: merged[3] - merged[1] + 1 for merged in table.sheet.merged}

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the place where a cell's value and looks stand."""
        return self._anchors.get((row, column), (row, column))

    def own(self, row: int, column: FoundColumn | None) -> Cell:
        """Return the value typed on the row itself."""
        value = self.sheet.cell(row, column.index) if column is not None else None
        return None if is_blank(value) else value

    def value(self, row: int, column: FoundColumn | None) -> Cell:
        """Return the value that holds on the row, the range merged down over it included."""
        if column is None:
            return None
        place = self.anchor(row, column.index)
        value = self.sheet.cell(*place) if place[1] == column.index else None
        return None if is_blank(value) else value

    def covered(self, row: int, column: FoundColumn | None) -> bool:
        """Tell whether a range merged down from a row above covers the cell."""
        return column is not None and self.anchor(row, column.index)[0] < row

    def width(self, row: int, column: int) -> int:
        """Return over how many columns the cell is merged."""
        return self._wide.get((row, column), 1)

    def share_of_fill(self, column: int, fill: str) -> float:
        """Return the share of the table's rows whose cell in a column has a fill."""
        if column not in self._fills:
            self._fills[column] = Counter(self.sheet.fills.get((row, column)) for row in self.table.rows)
        return self._fills[column][fill] / max(1, len(self.table.rows))

    def filled(self, row: int) -> list[tuple[int, str]]:
        """Return (column, text) of the table's own filled cells on a row."""
        if row not in self._filled:
            self._filled[row] = [(c.index, text_of(value)) for c in self.table.columns if (value := self.own(row, c)) is not None]
        return self._filled[row]


def could_be_banner(grid: Grid, row: int) -> bool:
    """Tell whether a row has so few cells that its contents should not weigh on what the columns hold."""
    cells = grid.filled(row)
    return len(cells) <= 1 or len({text for _, text in cells}) == 1


def is_total_row(grid: Grid, row: int) -> bool:
    """Tell whether a row is one of totals: it opens with the word and leaves many cells empty, or says it beside nothing but numbers.

    Work may open with the word too ("Total review of placements"). So where more than the word and what is counted is said, the number must stand
    beside it, on its right: on its left stands a reference.
    """
    texts = [text for _, text in grid.filled(row)]
    words = [place for place, text in enumerate(texts) if not _NUMBER.match(text)]
    if not words:  # the sums under columns of ticks, with nothing where the actions stand
        return len(texts) >= LEAST_SUMS and grid.filled(row)[0][0] > min(column.index for column in grid.table.columns)
    if words[0] == 0 and _BARE.match(texts[0]) and len(texts) < max(3, 0.7 * len(grid.table.columns)):
        return True
    said = [texts[place] for place in words]
    if all(_BARE.match(text) for text in said):
        return True
    summed = words[-1] < len(texts) - 1 or all(_WITH_SUM.search(text) for text in said)
    return summed and all(is_total(text) or _BARE.match(text) or _SUMS_UP.match(text) for text in said)


def counts_rating(grid: Grid, row: int) -> bool:
    """Tell whether a row says how many actions have a usual rating ("On track | 9 | 38%")."""
    texts = [text for _, text in grid.filled(row)]
    return 1 < len(texts) <= MOST_COUNTED and normalise(texts[0]) in usual_words() and all(_NUMBER.match(text) for text in texts[1:])


def sort_rows(grid: Grid, rows: list[int], fields: Assignment) -> list[Row]:
    """Say of every row what it is; lines that stand above no action are notes."""
    sorted_rows = [_sort(grid, row, fields) for row in rows]
    labelled = any(b.kind == "theme" for row in sorted_rows if row.kind == "banner" for b in row.banners)
    last = max((position for position, row in enumerate(sorted_rows) if row.kind == "action"), default=-1)
    last = _close(grid, sorted_rows, last, fields)
    for position, row in enumerate(sorted_rows):
        if row.kind != "banner":
            continue
        if position > last and not (labelled and any(b.kind == "theme" for b in row.banners)):
            row.kind, row.why = "note", "note below the table"
        elif not any(b.kind for b in row.banners) and is_note(row.banners[0].text):
            row.kind, row.why = "note", "note inside the table"
    return sorted_rows


def _close(grid: Grid, rows: list[Row], last: int, fields: Assignment) -> int:
    """Make notes of what stands below the table, and return the position of the last action.

    What follows a note, a total or a blank row below the last action continues no action. A list under a line of its own that gives not one
    lead, date or rating (a glossary) is no list of actions, where those above it have them.
    """
    last = _before_glossary(grid, rows, last, fields)
    while last > 0 and _is_closing_line(grid, rows[last].number):
        rows[last].kind, rows[last].why = "note", "note below the table"
        last = max((place for place in range(last) if rows[place].kind == "action"), default=-1)
    closed = False
    for row in rows[last + 1 :]:
        closed = closed or row.kind in ("note", "total") or _is_apart(grid, row.number)
        if closed and row.kind in ("more", "action"):
            row.kind, row.why = "note", "note below the table"
    return last


def _is_closing_line(grid: Grid, row: int) -> bool:
    """Tell whether a lone text below a blank row is a note ("Reported to the Board, 12 November") or the title of a list ("Ratings:")."""
    cells = grid.filled(row)
    return len(cells) == 1 and _is_apart(grid, row) and (is_note(cells[0][1]) or cells[0][1].endswith(":"))


def _before_glossary(grid: Grid, rows: list[Row], last: int, fields: Assignment) -> int:
    """Return the position of the last action above a list of words with their meanings, ``last`` where there is no such list.

    The line above the list says what it is, or its first column holds words where the actions above have numbers: last actions without a lead,
    a date or a rating stand under a line too, and are not to be lost.
    """
    stated = [column for name, column in fields.fields.items() if name in _STATED]
    tells = [any(grid.value(row.number, column) is not None for column in stated) for row in rows]
    full = max((place for place, row in enumerate(rows) if row.kind == "action" and tells[place]), default=-1)
    below = rows[full + 1 : last + 1]
    title = next((row for row in below if row.kind != "action" or _names_glossary(grid, row)), None)
    if full < 0 or title is None or any(tells[full + 1 : last + 1]) or not _is_apart(grid, title.number) or len(grid.filled(title.number)) > 1:
        return last
    labelled = any(banner.kind not in ("", "recommendation column") for banner in title.banners)
    if labelled or any(row.kind == "action" for row in below[: below.index(title)]):
        return last
    listed = [row for row in below[below.index(title) + 1 :] if row.kind == "action"]
    return full if _names_glossary(grid, title) or _are_words(grid, rows[: full + 1], listed, fields) else last


def _names_glossary(grid: Grid, row: Row) -> bool:
    cells = grid.filled(row.number)
    return len({text for _, text in cells}) == 1 and bool(_GLOSSARY.match(cells[0][1]))


def _are_words(grid: Grid, above: list[Row], listed: list[Row], fields: Assignment) -> bool:
    """Tell whether the rows of a list all have words without a number where the actions above have references with one."""
    ref = fields.fields.get("ref")
    numbered = [any(map(str.isdigit, text_of(grid.own(row.number, ref)))) for row in above if row.kind == "action"]
    words = [normalise(text_of(grid.own(row.number, ref))) for row in listed]
    said = all(text and not any(map(str.isdigit, text)) for text in words) and len(set(words)) == len(words)  # "New" or "TBC" comes again
    return len(words) > 1 and said and sum(numbered) >= MOSTLY_NUMBERED * len(numbered)


def _is_apart(grid: Grid, row: int) -> bool:
    """Tell whether the row above is blank."""
    return all(is_blank(value) for value in (grid.sheet.rows[row - 2] if row > 1 else []))


def _sort(grid: Grid, row: int, fields: Assignment) -> Row:
    cells = grid.filled(row)
    if not cells:
        outside = any(not is_blank(value) for value in grid.sheet.rows[row - 1])
        return Row(row, "note", why="note beside the table" if outside else "a colour without any words")
    texts = [text for _, text in cells]
    if is_total_row(grid, row):
        return Row(row, "total", why="total")
    if _is_count(grid, row, cells, fields):
        return Row(row, "total", why="a count of actions")
    if all(is_footer(text) for text in texts):
        return Row(row, "note", why="page footer")
    banners = _find_banner(grid, row, cells, fields)
    if banners:
        return Row(row, "banner", banners)
    action, recommendation = fields.fields.get("action"), fields.fields.get("recommendation")
    if grid.own(row, action) is not None:
        return Row(row, "action")
    stated = any(grid.own(row, fields.fields.get(name)) is not None for name in _STATED)
    if recommendation is not None and grid.own(row, recommendation) is not None and (stated or action is None):
        return Row(row, "action")
    if recommendation is not None and grid.own(row, recommendation) is not None:
        return Row(row, "banner", [Banner("recommendation column", text_of(grid.own(row, recommendation)))])
    if _is_loose(grid, row, cells, fields):
        return Row(row, "note", why="note below the table" if row > _last_action(grid, fields) else "note inside the table")
    return Row(row, "more")


def _is_count(grid: Grid, row: int, cells: list[tuple[int, str]], fields: Assignment) -> bool:
    """Tell whether a row only counts: a number where the action stands, or a rating with nothing but numbers after it."""
    if not 1 < len(cells) <= MOST_COUNTED:
        return False
    done = fields.fields.get("action") or fields.fields.get("recommendation")
    said = text_of(grid.own(row, done))
    if said and not any(character.isalpha() for character in said):
        return True
    if not all(_NUMBER.match(text) for _, text in cells[1:]):
        return False
    word, status = normalise(cells[0][1]), fields.fields.get("status")  # "Complete the audit | 40" is work, "Complete | 40" is not
    return word in usual_words() or any(normalise(text_of(grid.value(other, status))) == word for other in grid.table.rows)


def _last_action(grid: Grid, fields: Assignment) -> int:
    names = ("action", "recommendation")
    return max((row for row in grid.table.rows if any(grid.own(row, fields.fields.get(name)) is not None for name in names)), default=0)


def _is_loose(grid: Grid, row: int, cells: list[tuple[int, str]], fields: Assignment) -> bool:
    """Tell whether a row without an action adds nothing to the one above: one text where a reference stands, or apart from the table."""
    named = {column.index: name for name, column in fields.fields.items()}
    telling = [c for c, _ in cells if named.get(c, "") not in ("ref", "theme", "category", "objective", "")]
    return not telling or (len(cells) == 1 and _is_apart(grid, row))


def _find_banner(grid: Grid, row: int, cells: list[tuple[int, str]], fields: Assignment) -> list[Banner]:
    """Return what a row says where it is a line above other rows, nothing where it is not."""
    texts = list(dict.fromkeys(text for _, text in cells))
    width = len(grid.table.columns)
    first, text = cells[0]
    if len(texts) == 1:
        banners = read_banner(text)
        wide = grid.width(row, first) >= max(2, 0.5 * width) or len(cells) >= max(2, 0.5 * width)
        if wide or (banners[0].kind and len(cells) == 1 and not _is_plain_action(grid, row, first, fields, banners)):
            return banners
        return banners if _stands_out(grid, row, first, text, fields) else []
    if len(cells) <= WITH_KEY and grid.width(row, first) >= max(3, 0.6 * width) and (banners := read_banner(text))[0].kind:
        return banners  # merged over the table, with the lines of a key beside it
    labels = [(c, t) for c, t in cells if _is_label(t)]
    if labels and len(cells) <= 2 * len(labels) and cells[0] == labels[0]:
        return _read_pairs(cells)
    if len(texts) == 2 and len(cells) == 2:
        (one, head), (two, tail) = cells
        joined = read_banner(f"{head}: {tail}" if not head.rstrip().endswith((":", ".", ")")) else f"{head} {tail}")
        numbered = head.strip(" .)").isdigit() and len(tail) < 90 and not tail.endswith(".")
        dressed = grid.width(row, two) >= max(2, 0.5 * width) or (_is_dressed(grid, row, one) and _is_dressed(grid, row, two))
        if joined and joined[0].kind == "theme" and len(head) < 20 and read_banner(head)[0].kind == "theme":
            return joined
        if len(head) <= 25 and read_banner(f"{head}: x")[0].kind in ("lead", "objective", "theme") and not _has_place(fields, one):
            return joined
        if dressed and (numbered or len(head) < 12):
            return [Banner("", tail, head.strip(" .)"))]
    if len(texts) >= 2 and width >= 4 and all(banner.kind in ("theme", "lead", "objective") for t in texts for banner in read_banner(t)):
        return [banner for t in texts for banner in read_banner(t)]

    return []


def _has_place(fields: Assignment, column: int) -> bool:
    """Tell whether a column is one where themes, objectives or leads are expected anyway."""
    named = {c.index: name for name, c in fields.fields.items()}.get(column)
    return named in ("theme", "objective", "lead", "recommendation", "category")


def _is_plain_action(grid: Grid, row: int, column: int, fields: Assignment, banners: list[Banner]) -> bool:
    """Tell whether a labelled text standing alone is the recommendation or action that its own column is for."""
    named = {c.index: name for name, c in fields.fields.items()}.get(column)
    return named == "recommendation" and banners[0].kind == "recommendation" and len(banners) == 1


def _is_label(text: str) -> bool:
    return len(text) <= 40 and text.rstrip().endswith(":") and len(read_banner(f"{text} x")) == 1 and bool(read_banner(f"{text} x")[0].kind)


def _read_pairs(cells: list[tuple[int, str]]) -> list[Banner]:
    """Read a line of labels with their values in the next cells ("Theme:" | "Leadership" | "Lead:" | "Head of ...")."""
    banners, position = [], 0
    while position < len(cells):
        text = cells[position][1]
        if _is_label(text) and position + 1 < len(cells):
            banners += read_banner(f"{text} {cells[position + 1][1]}")
            position += 2
        else:
            banners += read_banner(text)
            position += 1
    return banners


def _is_dressed(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a cell has a fill that is neither its column's usual one nor a rating's."""
    fill = grid.sheet.fills.get((row, column))
    if fill is None or rating_colour(grid.sheet, row, column) not in ("", "grey", "blue"):
        return False
    return grid.share_of_fill(column, fill) <= 0.5


def _stands_out(grid: Grid, row: int, column: int, text: str, fields: Assignment) -> bool:
    """Tell whether a lone text without a label is the name of what follows: dressed, numbered, in capitals, or where a reference belongs."""
    named = {c.index: name for name, c in fields.fields.items()}.get(column, "")
    contents = fields.profiles.get(column)
    if is_note(text) or text.lstrip().startswith(("•", "-", "–")):
        return False
    if _is_dressed(grid, row, column) or grid.width(row, column) >= 3:
        return True
    letters = [character for character in text if character.isalpha()]
    capitals = len(letters) > 3 and all(character.isupper() for character in letters)
    if named == "action" or named not in ("ref", "theme", "recommendation_refs", "category", ""):
        return capitals and len(text) < 90 and len(grid.table.columns) >= 3
    if named == "theme":
        return False
    shortish = contents is not None and contents.length < 0.6 * len(text)
    return column == min(c.index for c in grid.table.columns) and len(text) > 3 and (capitals or named == "ref" or shortish)
