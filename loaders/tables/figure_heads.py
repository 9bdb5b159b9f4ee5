"""Which row of a sheet is the heading of figures, told by what stands below it."""

from loaders.grid import Sheet
from loaders.tables.known_columns import text_of
from loaders.words.headings import known
from loaders.words.numbers import read_figure
from loaders.words.periods import is_period

_ROW_LABELS = ("area", "area_code", "old_code", "school", "period", "region_value")


def heads_figures(sheet: Sheet, row: int, lowest: int = 0) -> bool:
    """Tell whether a row is the heading of figures by what stands below it: words only, one of them Month, Area or the like, and figures beneath.

    ``lowest`` is the last row of a heading of two.
    """
    last = max(row, lowest)
    heads = [(place, cell) for place, cell in enumerate(sheet.rows[row - 1], start=1) if text_of(cell) is not None]
    below = next((number for number in range(last + 1, min(last + 3, len(sheet.rows)) + 1) if any(text_of(c) for c in sheet.rows[number - 1])), None)
    words = sum(bool(read_figure(cell).problem) for _, cell in heads)  # "1 to 4" is an age band as well as a hidden number
    if below is None or len(heads) < 2 or 2 * words <= len(heads) or not all(isinstance(cell, str) for _, cell in heads):
        return False
    labels = {place: name for place, cell in heads if (name := known(str(cell), "figures_wide")) in _ROW_LABELS}
    others = [sheet.cell(below, place) for place, _ in heads if place not in labels]
    dated = all(is_period(sheet.cell(below, place)) for place, name in labels.items() if name == "period")
    figures = sum(text_of(cell) is not None and not read_figure(cell).problem for cell in others)
    return bool(labels) and dated and len(others) > 0 and 2 * figures > len(others)
