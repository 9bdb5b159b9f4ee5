"""A pack as a PowerPoint presentation: native charts and tables on the council's own masters or the house's."""

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import Slide as Page
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from charts.palette import LIGHT
from reports.fitting import LEAST, Box, choose_size, measure
from reports.native import add_chart
from reports.parts import Figure, Pack, Slide, Table, Tile
from reports.slide_table import add_table, split_rows
from reports.speaker_notes import SpeakerNotes
from reports.template import choose_layouts, open_template, read_accent

Progress = Callable[[int, int, str], None]
TITLE_SIZES = (28, 26, 24, 22, 20, 18)
POINT_SIZES = (20, 18, 16, 14, LEAST)
_GAP = Inches(0.15)
_BULLET = Inches(0.25)
_BAR = Inches(0.65)  # room for one bar and its name
_KEY = Inches(0.5)  # room for the key above them
_AFTER = 6  # point after a sentence
_CONTENT_LEAST = 0.55  # of the slide's height; where a template's title leaves less, the title is put at the top


def build_powerpoint(pack: Pack, template: bytes | None = None, template_name: str = "The template", progress: Progress | None = None) -> bytes:
    """Return a pack as a .pptx file.

    Parameters
    ----------
    pack : Pack
    template : bytes, optional
        The council's own .potx or .pptx; its masters, fonts and colours are used, its example slides are left out.
    template_name : str
    progress : callable, optional
        Told after each slide how many are done, of how many, and its title.

    Raises
    ------
    Refused
        The template cannot be used.
    """
    deck = open_template(template, template_name)
    _count_parts(deck)
    builder = _Builder(deck, pack)
    builder.add_first()
    slides = [page for slide in pack.slides for page in builder.paginate(slide)]
    for number, slide in enumerate(slides, start=1):
        builder.add(slide)
        if progress is not None:
            progress(number, len(slides), slide.heading)
    properties = deck.core_properties
    properties.title, properties.subject, properties.author = pack.title, pack.subtitle[0], pack.council
    properties.language, properties.keywords, properties.comments, properties.last_modified_by = "en-GB", "", "", pack.council
    properties.created = properties.modified = datetime(pack.today.year, pack.today.month, pack.today.day)
    sink = io.BytesIO()
    deck.save(sink)
    return sink.getvalue()


def _count_parts(deck: Deck) -> None:
    """Name new parts by counting on: the library walks through the whole file for every new name, so that each slide takes longer than the last."""
    package = deck.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    numbers: dict[str, int] = {}

    def name(template: str) -> PackURI:
        number = numbers.get(template, 0) + 1
        while template % number in taken:
            number += 1
        numbers[template] = number
        return PackURI(template % number)

    package.next_partname = name


class _Builder:
    """Puts slides into one presentation."""

    def __init__(self, deck: Deck, pack: Pack) -> None:
        self.deck, self.pack = deck, pack
        self.first, self.layout = choose_layouts(deck)
        self.accent = read_accent(deck)
        self.moved, self.title_box, self.area = self._measure_layout()
        # Asked for once: the library looks through the whole layout each time.
        kinds = {holder.placeholder_format.type: holder for holder in self.layout.placeholders}
        self.footer, self.number = kinds.get(PP_PLACEHOLDER.FOOTER), kinds.get(PP_PLACEHOLDER.SLIDE_NUMBER)
        self.notes = SpeakerNotes()

    def _measure_layout(self) -> tuple[bool, Box, Box]:
        """Return whether the title is moved away from the layout's own place, where it stands, and where the content goes."""
        width, height = self.deck.slide_width or 0, self.deck.slide_height or 0
        floor = self._find_floor(self.layout, height)
        title = next((holder for holder in self.layout.placeholders if holder.placeholder_format.type == PP_PLACEHOLDER.TITLE), None)
        if title is not None and title.width and title.height:
            top = title.top + title.height + int(_GAP)
            if floor - top >= _CONTENT_LEAST * height and title.width > width // 2:
                own = Box(title.left, title.top, title.width, title.height)
                return False, own, Box(title.left, top, title.width, floor - top)
        margin = int(width * 0.05)
        box = Box(margin, int(height * 0.05), width - 2 * margin, int(height * 0.13))
        return True, box, Box(margin, box.bottom + int(_GAP), box.width, floor - box.bottom - int(_GAP))

    def _find_floor(self, layout: SlideLayout, height: int) -> int:
        """Return where the footers begin."""
        kinds = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
        tops = [holder.top for holder in layout.placeholders if holder.placeholder_format.type in kinds and holder.top is not None]
        low = [top for top in tops if top > height * 0.75]
        return min([*low, height - Inches(0.45)]) - int(_GAP) // 2

    def add_first(self) -> None:
        """Add the first slide: the plan, its council, date and version."""
        page = self.deck.slides.add_slide(self.first)
        lines = list(self.pack.subtitle)
        if page.shapes.title is not None:
            page.shapes.title.text_frame.text = self.pack.title
        holder = next((holder for holder in page.placeholders if holder.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE), None)
        if holder is None:
            holder = page.shapes.add_textbox(self.area.left, self.area.top, self.area.width, Inches(2))
        frame = holder.text_frame
        frame.word_wrap = True
        _write(frame, lines, choose_size(lines, holder.width, holder.height, POINT_SIZES, _AFTER))
        _drop_empty(page)
        _speak_british(page)

    def paginate(self, slide: Slide) -> Iterator[Slide]:
        """Yield a slide, and more after it where its table is too long for one."""
        if slide.table is None:
            yield slide
            return
        parts = split_rows(slide.table, self.area.width, self._room_for_table(slide))
        for number, (table, left_out) in enumerate(parts, start=1):
            points = (*(slide.points if number == 1 else ()), *([left_out] if left_out else []))
            yield replace(slide, points=points, table=table, part=number, parts=len(parts))

    def _room_for_table(self, slide: Slide) -> int:
        cut_short = slide.table is not None and len(slide.table.frame) > slide.table.most
        said = [*slide.points, *(["One line that says how many rows are left out."] if cut_short else [])]
        used = measure(said, LEAST + 2, self.area.width - int(_BULLET), _AFTER) + int(_GAP) if said else 0
        return self.area.height - used - (int(Inches(1.25)) if slide.tiles else 0)

    def add(self, slide: Slide) -> None:
        """Add one slide."""
        page = self.deck.slides.add_slide(self.layout)
        self._write_title(page, slide.heading)
        area = self.area
        if slide.tiles:
            area = area.below(_add_tiles(page, slide.tiles, area, self.accent), int(_GAP))
        if slide.table is not None:
            self._add_with_table(page, slide, slide.table, area)
        elif slide.figure is not None:
            self._add_with_figure(page, slide, area)
        else:
            _add_points(page, slide.points, area, POINT_SIZES)
        self._write_footers(page)
        _drop_empty(page)
        _speak_british(page)
        if slide.notes:
            self.notes.write(page, slide.notes)

    def _write_title(self, page: Page, text: str) -> None:
        title = page.shapes.title
        if title is None:
            title = page.shapes.add_textbox(self.area.left, int(_GAP), self.area.width, self.area.top - int(_GAP))
        box = self.title_box
        if self.moved:
            title.left, title.top, title.width, title.height = box.left, box.top, box.width, box.height
        frame = title.text_frame
        frame.word_wrap = True
        frame.text = text
        size = choose_size([text], int(box.width * 0.93), box.height, TITLE_SIZES)
        frame.paragraphs[0].runs[0].font.size = Pt(size)

    def _add_with_table(self, page: Page, slide: Slide, table: Table, area: Box) -> None:
        if slide.points:
            area = area.below(_add_points(page, slide.points, area, (16, 14, LEAST), share=0.45), int(_GAP))
        add_table(page, table, area, self.accent)

    def _add_with_figure(self, page: Page, slide: Slide, area: Box) -> None:
        figure = slide.figure
        assert figure is not None
        name = f"Chart: {slide.heading}"
        if not slide.points:
            add_chart(page, figure, _fit_bars(area, figure), name)
        elif slide.tiles:
            bar = Box(area.left, area.top, area.width, int(Inches(1.3)))
            add_chart(page, figure, bar, name)
            _add_points(page, slide.points, area.below(bar.bottom, int(_GAP)), POINT_SIZES)
        elif figure.kind == "bars":
            # Names need half of the width: words beside the bars would leave them no room for their figures.
            top = _add_points(page, slide.points, area, (16, 14, LEAST), share=0.4)
            add_chart(page, figure, _fit_bars(area.below(top, int(_GAP)), figure), name)
        else:
            left, right = area.split(0.66, int(Inches(0.3)))
            add_chart(page, figure, left, name)
            _add_points(page, slide.points, right, (18, 16, 14, LEAST))

    def _write_footers(self, page: Page) -> None:
        """Fill the layout's own footer and page number; where it has none, put them at the bottom."""
        bottom = (self.deck.slide_height or 0) - int(Inches(0.45))
        if self.footer is not None:
            _write_run(_copy_holder(page, self.footer), self.pack.footer)
        else:
            _write_run(_add_box(page, Box(self.area.left, bottom, int(self.area.width * 0.8), int(Inches(0.35))))._element, self.pack.footer)
        if self.number is None:
            left = self.area.left + int(self.area.width * 0.85)
            shape = _add_box(page, Box(left, bottom, int(self.area.width * 0.15), int(Inches(0.35))))._element
        else:
            shape = _copy_holder(page, self.number)
        _write_number(shape)


def _fit_bars(area: Box, figure: Figure) -> Box:
    """Return as much of an area as bars need: few bars are no thicker than many."""
    if figure.kind != "bars":
        return area
    return Box(area.left, area.top, area.width, min(area.height, int(_KEY) + len(figure.categories) * int(_BAR)))


def _add_box(page: Page, box: Box) -> Shape:
    shape = page.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return shape


def _write(frame: TextFrame, lines: list[str], size: int, *, bulleted: bool = False) -> None:
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        paragraph.space_after = Pt(_AFTER)
        if bulleted:
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(int(_BULLET)))
            properties.set("indent", str(-int(_BULLET)))
            etree.SubElement(properties, qn("a:buChar")).set("char", "•")


def _add_points(page: Page, points: tuple[str, ...], area: Box, sizes: tuple[int, ...], share: float = 1.0) -> int:
    """Write sentences, each with its bullet, as large as they fit into a share of the area; return where they end."""
    if not points:
        return area.top
    width = area.width - int(_BULLET)
    room = int(area.height * share)
    size = choose_size(points, width, room, sizes, _AFTER)
    kept = list(points)
    while len(kept) > 1 and measure(kept, size, width, _AFTER) > room:
        kept.pop()
    height = min(measure(kept, size, width, _AFTER), room)
    shape = _add_box(page, Box(area.left, area.top, area.width, height))
    shape.name = "What it says"
    _write(shape.text_frame, kept, size, bulleted=len(points) > 1)
    return area.top + height


def _add_tiles(page: Page, tiles: tuple[Tile, ...], area: Box, accent: str) -> int:
    """Write large figures side by side; return where they end."""
    gap, height = int(_GAP), int(Inches(1.2))
    width = (area.width - gap * (len(tiles) - 1)) // len(tiles)
    for place, tile in enumerate(tiles):
        box = Box(area.left + place * (width + gap), area.top, width, height)
        shape = _add_box(page, box)
        shape.name = f"{tile.label}: {tile.figure}"
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(LIGHT.panel.lstrip("#"))
        frame = shape.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Inches(0.08)
        for line, (text, size, bold) in enumerate(((tile.label, LEAST, False), (tile.figure, 26, True), (tile.share, LEAST, False))):
            paragraph = frame.paragraphs[0] if line == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = RGBColor.from_string(LIGHT.text.lstrip("#"))
    return area.top + height


def _copy_holder(page: Page, holder: LayoutPlaceholder) -> BaseOxmlElement:
    """Put a layout's footer or page number on the slide: the library leaves them out."""
    element = copy.deepcopy(holder._element)
    body = element.find(qn("p:txBody"))
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    etree.SubElement(body, qn("a:p"))
    properties = element.find(qn("p:spPr"))
    for child in list(properties):
        properties.remove(child)
    element.nvSpPr.cNvPr.set("id", str(max(int(number) for number in page.shapes._spTree.xpath(".//@id") if str(number).isdigit()) + 1))
    page.shapes._spTree.append(element)
    return element


def _write_run(element: BaseOxmlElement, text: str) -> None:
    paragraph = element.find(qn("p:txBody")).find(qn("a:p"))
    run = etree.SubElement(paragraph, qn("a:r"))
    etree.SubElement(run, qn("a:rPr")).set("sz", str(LEAST * 100))
    etree.SubElement(run, qn("a:t")).text = text


def _write_number(element: BaseOxmlElement) -> None:
    paragraph = element.find(qn("p:txBody")).find(qn("a:p"))
    etree.SubElement(paragraph, qn("a:pPr")).set("algn", "r")
    field = etree.SubElement(paragraph, qn("a:fld"))
    field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    etree.SubElement(field, qn("a:rPr")).set("sz", str(LEAST * 100))
    etree.SubElement(field, qn("a:t")).text = "‹#›"


def _drop_empty(page: Page) -> None:
    """Take out placeholders that nothing was written in: they would show their prompt."""
    for mark in list(page._element.iter(qn("p:ph"))):
        shape = next(mark.iterancestors(qn("p:sp")), None)
        if shape is not None and not any((text.text or "").strip() for text in shape.iter(qn("a:t"))):
            shape.getparent().remove(shape)


def _speak_british(page: Page) -> None:
    """Mark every run as British English, for spelling checkers and screen readers."""
    for properties in page._element.iter(qn("a:rPr")):
        properties.set("lang", "en-GB")
