"""Rows under a heading that say how to fill in the columns, or only number them: no records."""

import re
from collections.abc import Sequence

from loaders.grid import Cell, Sheet
from loaders.tables.contents import Profile, is_blank, looks_like_date, names_post, text_of
from loaders.words.dates import DateStyle
from loaders.words.statuses import looks_like_status

_GUIDANCE_CELL = re.compile(
    r"^[(\[<*\s]*(please|enter|insert|select|choose|pick|describe|state|list|give|provide|use|type|add|note|include|complete this|name of|"
    r"who|what|when|how|which|where|e\.?g\.?|i\.?e\.?|eg|dd[/.-]mm|drop.?down|free text|from list|guidance|date by which|"
    r"the (over|name|date|person|officer|action|lead)|this (column|is)|"
    r"unique|number from|yes ?/ ?no|r ?/ ?a ?/ ?g|red ?/ ?amber|automatically|should|must|record|explain|set out|summar)\b",
    re.IGNORECASE,
)
_DATE_FORM = re.compile(r"\b(?:dd|d)[/.-]mm?[/.-]yy(?:yy)?\b|\bmm[/.-]yy(?:yy)?\b", re.IGNORECASE)
_NO_DATE_YET = re.compile(
    r"^\W*(tb[cad]|to be (confirmed|agreed|decided)|not (yet )?(known|agreed|set)|as soon as|asap|n/?a|none|immediate)",
    re.IGNORECASE,
)
_LONE = re.compile(r"^[(*\s]*(guidance|note|please|instructions?|complete|use)\b", re.IGNORECASE)
_OF_A_KIND = 0.8  # share of a column's other cells that are dates, ratings or references, from which it holds nothing else
_SHORT = 0.6  # of the mean length of its column: guidance says less than the texts that it asks for
LEAST_STRANGERS = 2  # cells that are not of their columns' kind, from which a row is guidance
LEAST_ROWS = 3  # rows below, to know what the columns hold


def is_guidance(cells: Sequence[tuple[int, Cell]], columns: int) -> bool:
    """Tell whether the words of a row under a heading ask for something to be filled in.

    Parameters
    ----------
    cells : sequence of (column, value)
        The row's filled cells.
    columns : int
        How many columns the heading has.
    """
    texts = [value.strip() for _, value in cells if isinstance(value, str)]
    if len(texts) < len(cells) or not texts:
        return False
    telling = sum(bool(_GUIDANCE_CELL.match(text)) or text.endswith("?") or (text[0] in "([<" and text[-1] in ")]>") for text in texts)
    if len(texts) == 1:
        return bool(_LONE.match(texts[0])) and columns > 1
    forms = any(_DATE_FORM.search(text) for text in texts)  # nothing but guidance says how a date is to be written
    return telling >= 2 and (forms or telling >= 0.5 * len(texts))


def is_stranger(sheet: Sheet, cells: Sequence[tuple[int, Cell]], below: Sequence[int]) -> bool:
    """Tell whether a row of words fits none of its columns: no date among dates, no rating among ratings, no number among references.

    Parameters
    ----------
    sheet : Sheet
    cells : sequence of (column, value)
        The row's filled cells.
    below : sequence of int
        The rows under it, which say what each column holds.
    """
    if len(below) < LEAST_ROWS or not all(isinstance(value, str) for _, value in cells):
        return False
    profiles = {column: Profile(sheet, column, below) for column, _ in cells}
    fits = [_fits(text_of(value), profiles[column]) for column, value in cells]
    strangers = fits.count(False)
    if True in fits or strangers < LEAST_STRANGERS:
        return False
    prose = max(profiles, key=lambda column: profiles[column].length)
    full = len(text_of(dict(cells)[prose])) > _SHORT * profiles[prose].length
    works = any(_speaks_of_work(sheet, column, text_of(value), profiles[column], below) for column, value in cells)
    return strangers - full - works >= LEAST_STRANGERS  # an action may have a vague date and an unusual rating


def _speaks_of_work(sheet: Sheet, column: int, text: str, contents: Profile, below: Sequence[int]) -> bool:
    """Tell whether a cell holds what a record holds: somebody's post among posts, or the very words of a record below."""
    post = contents.roles >= _OF_A_KIND and names_post(text)
    return post or any(text_of(sheet.cell(row, column)).casefold() == text.casefold() for row in below)


def _fits(text: str, contents: Profile) -> bool | None:
    """Tell whether a text is of its column's kind, None where the column is of no kind that can be told."""
    if contents.filled < LEAST_ROWS:
        return None
    if contents.dates >= _OF_A_KIND:
        return looks_like_date(text, DateStyle()) or bool(_NO_DATE_YET.match(text))
    if contents.ratings >= _OF_A_KIND:
        return looks_like_status(text)
    if contents.references >= _OF_A_KIND and contents.distinct >= _OF_A_KIND:
        return any(character.isdigit() for character in text)
    return None


def counts_columns(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, 3 or a, b, c."""
    texts = [text_of(value).strip("().").casefold() for _, value in cells if not is_blank(value)]
    numbers = [str(n) for n in range(1, len(texts) + 1)]
    letters = [chr(96 + n) for n in range(1, len(texts) + 1)]
    return len(texts) >= 3 and texts in (numbers, letters)
