"""Native tables on slides: a marked heading row, rows that fit, statuses with colour, symbol and word."""

from dataclasses import replace

import pandas as pd
from lxml import etree
from pandas.api.types import is_numeric_dtype
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import Table as NativeTable
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from charts.palette import LIGHT
from model.vocabulary import STATUS_NAMES, STATUS_SYMBOLS
from reports.fitting import POINT, Box, count_lines, share_width
from reports.parts import Table
from reports.writing import write_rows

SIZES = (14, 12)  # point
_SIDE, _ABOVE = int(Inches(0.07)), int(Inches(0.035))
_TINTS = {f"{STATUS_SYMBOLS[name]} {name}": LIGHT.tint[name] for name in STATUS_NAMES}


def split_rows(table: Table, width: int, height: int) -> list[tuple[Table, str]]:
    """Return the parts of a table that fit on one slide each, about as long as each other, with a sentence where rows are left out.

    Parameters
    ----------
    table : Table
    width, height : int
        Room on a slide, in EMU.
    """
    frame = table.frame.head(table.most)
    cut_short = len(table.frame) > len(frame)
    left_out = f"The first {len(frame):,} of {len(table.frame):,} rows are shown; the workbook holds them all." if cut_short else ""
    heights = measure_rows(table, frame, width, SIZES[-1])
    cuts = _cut(heights, height)
    # The same number of slides, filled evenly: a last slide with one row looks like a mistake.
    even = sum(heights[1:]) // max(len(cuts), 1)
    for limit in (heights[0] + even * (10 + more) // 10 for more in range(10)):
        if limit <= height and len(evenly := _cut(heights, limit)) == len(cuts):
            cuts = evenly
            break
    return [
        (replace(table, frame=frame.iloc[start:end]), left_out if end >= len(frame) else "")
        for start, end in cuts
    ]  # fmt: skip


def _cut(heights: list[int], height: int) -> list[tuple[int, int]]:
    """Return first and last row of each part; a part has at least one row, however high."""
    cuts, start, used = [], 0, heights[0]
    for row, its in enumerate(heights[1:]):
        if row > start and used + its > height:
            cuts.append((start, row))
            start, used = row, heights[0]
        used += its
    return [*cuts, (start, len(heights) - 1)]


def measure_rows(table: Table, frame: pd.DataFrame, width: int, size: int) -> list[int]:
    """Return the height of the heading row and of every row after it, in EMU."""
    rows = write_rows(frame)
    widths = [room - 2 * _SIDE for room in share_width(rows, table.widths, width, size, _SIDE)]
    lines = [max(count_lines(text, size, room) for text, room in zip(row, widths, strict=True)) for row in rows]
    return [int(number * size * 1.2 * POINT) + 2 * _ABOVE for number in lines]


def add_table(page: Slide, table: Table, area: Box, accent: str) -> None:
    """Put a table on a slide, described by its caption."""
    frame = table.frame
    size = next((size for size in SIZES if sum(measure_rows(table, frame, area.width, size)) <= area.height), SIZES[-1])
    heights = measure_rows(table, frame, area.width, size)
    shape = page.shapes.add_table(
        len(frame) + 1,
        len(frame.columns),
        Emu(area.left),
        Emu(area.top),
        Emu(area.width),
        Emu(min(sum(heights), area.height)),
    )
    described = shape._element.nvGraphicFramePr.cNvPr
    described.set("name", f"Table: {table.caption}")
    described.set("descr", table.caption)
    native = shape.table
    native.first_col, native.horz_banding = table.headed, False
    rows = write_rows(frame)
    for place, width in enumerate(share_width(rows, table.widths, area.width, size, _SIDE)):
        native.columns[place].width = Emu(width)
    for place, height in enumerate(heights):
        native.rows[place].height = Emu(height)
    _fill(native, table, rows, accent, size)


def _fill(native: NativeTable, table: Table, rows: list[list[str]], accent: str, size: int) -> None:
    numbers = [is_numeric_dtype(table.frame[name]) for name in table.frame.columns]
    cells = iter(native._tbl.iter_tcs())  # asking for each cell by its place searches the table each time
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = _Cell(next(cells), native)
            heading = place == 0
            bold = heading or (table.headed and column == 0)
            _write(cell, text, size, bold=bold, colour=readable_on(accent) if heading else LIGHT.text, right=numbers[column])
            cell.fill.solid()
            shade = accent if heading else _TINTS.get(text, LIGHT.background)
            cell.fill.fore_color.rgb = RGBColor.from_string(shade.lstrip("#"))
            _rule(cell)


def _write(cell: _Cell, text: str, size: int, *, bold: bool, colour: str, right: bool) -> None:
    cell.margin_left = cell.margin_right = _SIDE
    cell.margin_top = cell.margin_bottom = _ABOVE
    cell.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    if right:
        paragraph.alignment = PP_ALIGN.RIGHT


def _rule(cell: _Cell) -> None:
    """Draw a thin line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.Element(qn("a:lnB"))
    line.set("w", "6350")
    solid = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(solid, qn("a:srgbClr")).set("val", LIGHT.grid.lstrip("#"))
    properties.insert(0, line)


def readable_on(colour: str) -> str:
    """Return black or white, whichever stands out more from a colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return LIGHT.background if 1.05 / (light + 0.05) >= (light + 0.05) / 0.0533 else LIGHT.text
