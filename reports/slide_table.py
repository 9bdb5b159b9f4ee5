"""Native tables on slides: a marked heading row, rows that fit, statuses with colour, symbol and word."""

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

import pandas as pd
from pandas.api.types import is_numeric_dtype
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Emu, Inches

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
    """Put a table on a slide, described by its caption.

    Its rows are written as XML in one go: asking the library for each cell takes ten times as long.
    """
    frame = table.frame
    size = next((size for size in SIZES if sum(measure_rows(table, frame, area.width, size)) <= area.height), SIZES[-1])
    heights, rows = measure_rows(table, frame, area.width, size), write_rows(frame)
    shape = page.shapes.add_table(1, 1, Emu(area.left), Emu(area.top), Emu(area.width), Emu(min(sum(heights), area.height)))
    described = shape._element.nvGraphicFramePr.cNvPr
    described.set("name", f"Table: {table.caption}")
    described.set("descr", table.caption)
    shape.table.first_col, shape.table.horz_banding = table.headed, False
    native = shape._element.graphic.graphicData.tbl
    widths = share_width(rows, table.widths, area.width, size, _SIDE)
    numbers = [is_numeric_dtype(frame.iloc[:, place]) for place in range(len(rows[0]))]
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    body = [
        f'<a:tr h="{height}">{"".join(_write_cells(row, numbers, table.headed, accent if place == 0 else "", size))}</a:tr>'
        for place, (row, height) in enumerate(zip(rows, heights, strict=True))
    ]
    written = parse_xml(f'<a:tbl {nsdecls("a")}><a:tblGrid>{grid}</a:tblGrid>{"".join(body)}</a:tbl>')
    for old in [native.tblGrid, *native.tr_lst]:
        native.remove(old)
    native.extend(list(written))


def _write_cells(row: list[str], numbers: list[bool], headed: bool, accent: str, size: int) -> Iterator[str]:
    """Yield the cells of a row; ``accent`` is the ground of the heading row, empty for all others."""
    colour = readable_on(accent) if accent else LIGHT.text
    for place, text in enumerate(row):
        ground = accent or _TINTS.get(text, LIGHT.background)
        bold = ' b="1"' if accent or (headed and place == 0) else ""
        right = ' algn="r"' if numbers[place] else ""
        looks = f'<a:rPr lang="en-GB" sz="{size * 100}"{bold}>{_fill(colour)}</a:rPr>'
        lines = "<a:br/>".join(f"<a:r>{looks}<a:t>{escape(line)}</a:t></a:r>" for line in text.split("\n"))
        yield (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{right}/>{lines}</a:p></a:txBody>"
            f'<a:tcPr marL="{_SIDE}" marR="{_SIDE}" marT="{_ABOVE}" marB="{_ABOVE}" anchor="t">'
            f'<a:lnB w="6350">{_fill(LIGHT.grid)}</a:lnB>{_fill(ground)}</a:tcPr></a:tc>'
        )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def readable_on(colour: str) -> str:
    """Return black or white, whichever stands out more from a colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return LIGHT.background if 1.05 / (light + 0.05) >= (light + 0.05) / 0.0533 else LIGHT.text
