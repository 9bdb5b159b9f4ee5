"""Finding the tables of a sheet: where each heading stands, how far its columns and rows reach, and which rows are no records."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from loaders.grid import Cell, Sheet
from loaders.tables.contents import MANY_ROWS, filled_cells, is_blank, text_of
from loaders.tables.figure_heads import heads_figures
from loaders.tables.guidance import counts_columns, is_guidance, is_stranger
from loaders.tables.labels import is_key_line, is_labels
from loaders.tables.table import FoundColumn, FoundTable
from loaders.words.dates import find_date
from loaders.words.headings import LONGEST_HEADING, heading_like, known, normalise, split_date, tables_knowing
from loaders.words.periods import count_periods, is_period
from loaders.words.status_words import exact_status

REPEATED = "heading repeated"
MOST_KNOWN = 0.6  # share of known headings that makes a row under titles of one column each a row of headings
LONGEST_PERIOD = 25  # characters
_FOOTER = re.compile(
    r"^(page\s*\d+(\s*(of|/)\s*\d+)?|\d+\s+of\s+\d+|printed( on)?\b.*|continued( overleaf| on next page)?|official(\b.*sensitive)?|"
    r"(restricted|confidential|protect)\b.{0,30}|end of (table|plan|document)|version control.*|©.*|filename:?.*)\W*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^((grand |sub-?)?totals?\b( number| count| actions)?|(number|no\.?|count) of (all )?(actions|recommendations|tasks|items)\b).{0,30}$",
    re.IGNORECASE,
)


def find_tables(sheet: Sheet) -> list[FoundTable]:
    """Find every table of a sheet that has a heading.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    list of FoundTable
        In order down the sheet, those side by side from left to right. ``kind`` and ``title`` are not filled in.
    """
    heads = _find_heads(sheet)
    tables: list[FoundTable] = []
    for number, (rows, columns) in enumerate(heads):
        last = heads[number + 1][0][0] - 1 if number + 1 < len(heads) else len(sheet.rows)
        tables += _build(sheet, rows, columns, last)
    return tables


def is_footer(text: str) -> bool:
    """Tell whether a text is what stands at the foot of a printed page."""
    return bool(_FOOTER.match(text.strip()))


def is_total(text: str) -> bool:
    """Tell whether a text opens a row of totals."""
    return bool(_TOTAL.match(text.strip()))


def _find_heads(sheet: Sheet) -> list[tuple[tuple[int, ...], list[FoundColumn]]]:
    heads: list[tuple[tuple[int, ...], list[FoundColumn]]] = []
    row = 1
    while row <= len(sheet.rows):
        if heads and row > heads[0][0][0] + MANY_ROWS:
            break
        columns = None
        directly_below = bool(heads) and row == heads[-1][0][-1] + 1  # guidance, or the first record, but no second heading
        if not directly_below and _is_head(sheet, row, after=heads[-1][1] if heads else None):
            rows = _head_rows(sheet, row)
            columns = _name_columns(sheet, rows)
            if heads and _same_heading(sheet, rows[-1], heads[-1]):
                row = rows[-1] + 1
                continue
            heads.append((rows, columns))
            row = rows[-1]
        row += 1
    return heads


def _is_head(sheet: Sheet, row: int, after: list[FoundColumn] | None) -> bool:
    cells = filled_cells(sheet, row)
    if len(cells) < 2:
        return False
    texts = [value for _, value in cells if isinstance(value, str)]
    if not texts or max(map(len, texts)) > 400 or (after is not None and not _may_be_head(cells)):
        return False
    likeness = {normalise(text): heading_like(text.strip()) for text in texts}
    exact = sum(value == 1.0 for value in likeness.values())
    score, share = sum(likeness.values()), sum(likeness.values()) / len(cells)
    dated = count_periods([value for _, value in cells])
    if dated >= 3 and exact + dated >= 0.6 * len(cells) and (exact or sum(isinstance(v, str) for _, v in cells) >= 1):
        return True  # a measure in each row and the months across
    if exact >= 1 and heads_figures(sheet, row, row + 1 if _stands_under_groups(sheet, row, filled_cells(sheet, row + 1)) else row):
        return True  # a month or an area in each row and the measures across
    if len(texts) < 2 or exact < 1 or any(isinstance(value, (date, datetime)) for _, value in cells):
        return False
    if sum(len(text) > 90 for text in texts) > 1 or is_key_line(cells) or is_labels(sheet, row):
        return False
    if after is not None:
        # Below a heading, words such as "Done", "Signed off" or "End Sep 2026" are a record's values, though each also stands over columns somewhere.
        # A row that is dressed apart is a heading all the same: one of tick columns says "Achieved" and "On target".
        spoken = [] if _stands_apart(sheet, row) else list(likeness)
        values = [text for text in spoken if exact_status(text) is not None or find_date(text) is not None or is_period(text)]
        exact -= sum(likeness[text] == 1.0 for text in values)
        share -= sum(likeness[text] for text in values) / len(cells)
        return exact >= 2 and share >= 0.6 and (len(cells) >= 3 or _stands_apart(sheet, row))
    if len(cells) == 2:
        return exact == 2 or (score >= 1.5 and _stands_apart(sheet, row))
    together = _one_table_knows(texts)
    return (together >= 2 and share >= 0.4) or (score >= 2 and share >= 0.5) or (score >= 1.5 and _stands_apart(sheet, row))


def _may_be_head(cells: list[tuple[int, Cell]]) -> bool:
    """Tell quickly whether a row below a heading could be another: it gives up as soon as too many cells are no known heading."""
    texts = sorted((value for _, value in cells if isinstance(value, str)), key=len)  # the shortest first: they come again and are known already
    allowed = 0.5 * len(cells)
    misses = sum(len(text) > LONGEST_HEADING for text in texts)
    for text in texts[: len(texts) - misses]:
        if misses > allowed:
            return False
        misses += not tables_knowing(text.strip()) and not (len(text) <= LONGEST_PERIOD and is_period(text))
    return misses <= allowed


def _one_table_knows(texts: Iterable[str]) -> int:
    """Return the most headings of a row that any one kind of table knows."""
    counts: dict[str, int] = {}
    for text in {normalise(text): text for text in texts}.values():
        for table in tables_knowing(text.strip()):
            counts[table] = counts.get(table, 0) + 1
    return max(counts.values(), default=0)


def _stands_apart(sheet: Sheet, row: int) -> bool:
    """Tell whether a row's cells all have one fill that the next row does not share: how headings are usually dressed."""
    columns = [column for column, _ in filled_cells(sheet, row)]
    fills = {sheet.fills.get((row, column)) for column in columns}
    below = {sheet.fills.get((row + 1, column)) for column in columns}
    return len(fills) == 1 and None not in fills and fills != below


def _spans(sheet: Sheet, row: int) -> dict[int, tuple[int, int, int, int]]:
    """Return the merged ranges that start on a row, by their first column."""
    return {merged[1]: merged for merged in sheet.merged if merged[0] == row}


def _head_rows(sheet: Sheet, row: int) -> tuple[int, ...]:
    """Return the rows of a heading: its own, with group titles above it or the headings of groups below it."""
    if _is_upper_row(sheet, row):
        return (row, row + 1)
    above = filled_cells(sheet, row - 1)
    columns = [column for column, _ in filled_cells(sheet, row)]
    inside = [(c, v) for c, v in above if isinstance(v, str) and len(v) <= 60]
    if not inside or len(inside) != len(above):
        return (row,)
    spans = _spans(sheet, row - 1)
    wide = [c for c, _ in inside if c in spans and spans[c][3] > c and not (c <= columns[0] and spans[c][3] >= columns[-1])]
    tall = [c for c, _ in inside if c in spans and spans[c][2] >= row]
    partly = len(inside) >= 2 and all(sheet.fills.get((row - 1, c)) == sheet.fills.get((row, columns[0])) is not None for c, _ in inside)
    if (wide and (len(inside) >= 2 or inside[0][0] > columns[0])) or tall or partly:
        return (row - 1, row)
    return (row,)


def _is_upper_row(sheet: Sheet, row: int) -> bool:
    """Tell whether the next row holds the headings of this row's groups: it is filled only where this row's groups reach."""
    upper = dict(filled_cells(sheet, row))
    lower = [(c, v) for c, v in filled_cells(sheet, row + 1) if min(upper) <= c]
    spans = _spans(sheet, row)
    if _stands_under_groups(sheet, row, lower):
        return True
    if len(lower) < 2 or any(not isinstance(v, str) or len(v) > 60 for _, v in lower):
        return False
    grouped: set[int] = set()
    starts = sorted(upper)
    for position, column in enumerate(starts):
        end = spans[column][3] if column in spans else (starts[position + 1] - 1 if position + 1 < len(starts) else column)
        if end > column and not (column in spans and spans[column][2] > row):
            grouped |= set(range(column, end + 1))
    reach = [c for c, _ in lower]
    dressed = bool(grouped) and all(sheet.fills.get((row + 1, c)) == sheet.fills.get((row, starts[0])) is not None for c in reach)
    if not set(reach) <= grouped | {max(upper) + 1, max(upper) + 2} | (set(upper) if dressed else set()):
        return False
    likely = sum(heading_like(str(v).strip()) >= 0.5 for _, v in lower)
    return likely >= max(1, len(lower) / 3) or all(sheet.fills.get((row + 1, c)) == sheet.fills.get((row, starts[0])) is not None for c in reach)


def _stands_under_groups(sheet: Sheet, row: int, lower: list[tuple[int, Cell]]) -> bool:
    """Tell whether a row holds only words and periods, and these only under a row's titles, some merged over several columns: no record is filled so.

    Under a title of a single column, and beside all titles, headings may stand too, where most of the row is known headings.
    """
    spans = _spans(sheet, row)
    wide = [span for span in spans.values() if span[3] > span[1] and span[2] == span[0]]
    under = [[value for column, value in lower if span[1] <= column <= span[3]] for span in wide]
    beside = [value for column, value in lower if not any(span[1] <= column <= span[3] for span in wide)]
    if not wide or max(map(len, under)) < 2:
        return False
    if beside and sum(heading_like(value.strip()) == 1.0 for _, value in lower if isinstance(value, str)) < MOST_KNOWN * len(lower):
        return False
    periods = sum(count_periods(values) for values in (*under, beside))
    return sum(isinstance(v, str) and len(v) <= LONGEST_HEADING and not is_period(v) for _, v in lower) + periods == len(lower)


def _name_columns(sheet: Sheet, rows: tuple[int, ...]) -> list[FoundColumn]:
    lower, upper = rows[-1], rows[0] if len(rows) == 2 else None
    below = {c: text_of(v) for c, v in filled_cells(sheet, lower)}
    above: dict[int, str] = {}
    if upper is not None:
        spans, titles = _spans(sheet, upper), filled_cells(sheet, upper)
        for position, (column, value) in enumerate(titles):
            after = titles[position + 1][0] - 1 if position + 1 < len(titles) else max([column, *below])
            end = spans[column][3] if column in spans else after
            for reached in range(column, end + 1):
                if reached == column or reached in below:
                    above[reached] = text_of(value)
    columns = []
    for index in sorted(set(below) | set(above)):
        own, group = below.get(index, ""), above.get(index, "")
        own, group = (own, group) if own else (group, "")
        heading = " ".join(part for part in (group, own) if part)
        dated_stem, dated = _heading_date(sheet.cell(lower, index), heading)
        columns.append(FoundColumn(index, _one_line(heading), own=_one_line(own), group=_one_line(group), dated=dated, stem=_one_line(dated_stem)))
    return columns


def _heading_date(value: Cell, heading: str) -> tuple[str, date | None]:
    if isinstance(value, datetime):
        return heading, value.date()
    if isinstance(value, date):
        return heading, value
    return split_date(heading)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same_heading(sheet: Sheet, row: int, head: tuple[tuple[int, ...], list[FoundColumn]]) -> bool:
    """Tell whether a row repeats a heading: most of its columns say the same again."""
    own = [(c.index, value) for c in head[1] if not is_blank(value := sheet.cell(head[0][-1], c.index))]
    needed, misses = max(2.0, 0.6 * len(own)), 0
    for index, value in own:
        here = sheet.cell(row, index)
        same = here == value or (isinstance(here, str) and len(here) <= LONGEST_HEADING and normalise(here) == normalise(value))
        misses += not same
        if len(own) - misses < needed:
            return False
    named = {index for index, _ in own}
    more = [value for index, value in filled_cells(sheet, row) if index not in named and isinstance(value, str)]
    return bool(own) and not any(heading_like(value.strip()) == 1.0 for value in more)  # one column more makes it a heading of its own


def _build(sheet: Sheet, rows: tuple[int, ...], columns: list[FoundColumn], last: int) -> list[FoundTable]:
    body = [row for row in range(rows[-1] + 1, last + 1) if filled_cells(sheet, row)]
    skipped = _find_skipped(sheet, rows, columns, body)
    kept = [row for row in body if row not in skipped]
    groups = _split_columns(sheet, columns, kept)
    tables = []
    for position, group in enumerate(groups):
        right = groups[position + 1][0].index - 1 if position + 1 < len(groups) else None
        extra = _unnamed_columns(sheet, group, kept, right)
        own_columns = sorted(group + extra, key=lambda column: column.index)
        edges = (own_columns[0].index, own_columns[-1].index) if len(groups) > 1 else None
        own_rows = kept if edges is None else [r for r in kept if any(edges[0] <= c <= edges[1] for c, _ in filled_cells(sheet, r))]
        tables.append(FoundTable(sheet, rows, own_columns, own_rows, dict(skipped)))
    return tables


def _find_skipped(sheet: Sheet, rows: tuple[int, ...], columns: list[FoundColumn], body: list[int]) -> dict[int, str]:
    """Return the rows under a heading that are no records whatever the table is, with the reason."""
    skipped: dict[int, str] = {}
    head = (rows, columns)
    upper = {index: normalise(value) for index, value in filled_cells(sheet, rows[0])} if len(rows) == 2 else {}
    for row in body:
        if _same_heading(sheet, row, head) or (len(upper) > 1 and {i: normalise(v) for i, v in filled_cells(sheet, row)} == upper):
            skipped[row] = REPEATED
        else:
            cells = filled_cells(sheet, row)
            if len(cells) <= 3 and all(is_footer(text_of(value)) for _, value in cells):
                skipped[row] = "page footer"
    records = [row for row in body if row not in skipped]
    for place, row in enumerate(records[:2], start=1):
        cells = filled_cells(sheet, row)
        if is_guidance(cells, len(columns)) or is_stranger(sheet, cells, records[place:]):
            skipped[row] = "guidance under the heading"
        elif counts_columns(cells):
            skipped[row] = "numbers of the columns"
        else:
            break
    return skipped


def _split_columns(sheet: Sheet, columns: list[FoundColumn], rows: list[int]) -> list[list[FoundColumn]]:
    """Split a heading row into tables side by side: an empty column between them, and headings on each side that make a table."""
    groups: list[list[FoundColumn]] = [[columns[0]]]
    for before, column in pairwise(columns):
        between = range(before.index + 1, column.index)
        empty = len(between) > 0 and all(is_blank(sheet.cell(row, c)) for row in rows for c in between)
        if empty:
            groups.append([])
        groups[-1].append(column)
    makes_table = [len(group) >= 2 and _one_table_knows(column.heading for column in group) >= 2 for group in groups]
    if len(groups) > 1 and (not all(makes_table) or _share_one_action(groups)):
        return [columns]
    return groups


def _share_one_action(groups: list[list[FoundColumn]]) -> bool:
    """Tell whether empty columns only space out one plan: every part is a plan's, but not every part says what is done."""
    telling = 0
    for group in groups:
        headings = [column.heading for column in group]
        counts = Counter(table for heading in headings for table in tables_knowing(heading.strip()))
        if counts["actions"] < max(counts.values(), default=0):
            return False  # a table of risks or figures beside the plan
        telling += any(known(heading, "actions") in ("action", "recommendation", "method") for heading in headings)
    return telling == 1


def _unnamed_columns(sheet: Sheet, columns: list[FoundColumn], rows: list[int], right: int | None) -> list[FoundColumn]:
    """Return columns that have contents on most rows, or colours, but no heading."""
    named = {column.index for column in columns}
    last = right if right is not None else max(named) + 2  # a column of colours alone may lie beyond the last value
    found = []
    for index in range(max(1, min(named) - 2), last + 1):
        if index in named:
            continue
        filled = sum(not is_blank(sheet.cell(row, index)) for row in rows)
        coloured = sum((row, index) in sheet.fills for row in rows)
        if max(filled, coloured) >= max(2, 0.3 * len(rows)):
            found.append(FoundColumn(index, ""))
    return found
