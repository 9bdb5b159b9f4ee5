"""The presentation to start from: the house's own, or the council's template checked and cleared of its example slides."""

import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

from charts.palette import LIGHT
from loaders.opening.archive import Archive
from loaders.reading import Refused

TEMPLATE_BYTES = 50 * 1024 * 1024
# XML in it, unpacked: the library builds trees of all of it in this very process, and takes ten times as much memory for them.
TEMPLATE_MARKUP_BYTES = 40 * 1024 * 1024
TEMPLATE_ENDINGS = (".potx", ".pptx")
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_DECK_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_FONT = "Arial"
_COLOURS = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.background,
    "dk2": LIGHT.series[0],
    "lt2": LIGHT.panel,
    "accent1": LIGHT.series[0],
    "accent2": LIGHT.series[1],
    "accent3": LIGHT.series[2],
    "accent4": LIGHT.series[3],
    "accent5": LIGHT.muted,
    "accent6": LIGHT.link,
    "hlink": LIGHT.link,
    "folHlink": LIGHT.series[2],
}
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"


def open_template(data: bytes | None, name: str = "The template") -> Deck:
    """Return an empty presentation to fill.

    Parameters
    ----------
    data : bytes, optional
        A .potx or .pptx of the council; left out, the house's own.
    name : str
        The file's name, for the sentence where it is refused.

    Raises
    ------
    Refused
        The file is no PowerPoint template, too large, damaged or made to do harm.
    """
    if data is None:
        return Presentation(io.BytesIO(_house()))
    deck = _open(check_template(data, name), name)
    for entry in list(deck.slides._sldIdLst):
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    # Custom shows, sections and links to slides that are gone would make PowerPoint repair the file.
    for extra in deck.part._element.xpath("./p:extLst | ./p:custShowLst"):
        deck.part._element.remove(extra)
    return deck


def check_template(data: bytes, name: str = "The template") -> bytes:
    """Return a council's template as an ordinary presentation; refuse what is none.

    Parameters
    ----------
    data : bytes
        A .potx or .pptx.
    name : str

    Raises
    ------
    Refused
    """
    again = "save it in PowerPoint as a template (.potx) or presentation (.pptx) and choose it again"
    if not name.lower().endswith(TEMPLATE_ENDINGS) and "." in name:
        raise Refused(f"{name} is no PowerPoint template: choose a file that ends in .potx or .pptx.")
    if len(data) > TEMPLATE_BYTES:
        raise Refused(f"{name} is larger than {TEMPLATE_BYTES // 1024**2} MB: delete its pictures and example slides, and choose it again.")
    if not data.startswith(b"PK"):
        raise Refused(f"{name} is no PowerPoint file, or is protected by a password: {again}.")
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.zip"
            path.write_bytes(data)
            archive = Archive(path, name)
            types = archive.read("[Content_Types].xml")
            if archive.markup_bytes > TEMPLATE_MARKUP_BYTES:
                raise Refused(f"{name} is far too big once unpacked.")
    except Refused as refused:
        raise Refused(f"{name} cannot be used as a template, for it is damaged, protected or far too big once unpacked: {again}.") from refused
    if b"macroEnabled" in types or "ppt/vbaproject.bin" in archive:
        raise Refused(f"{name} holds macros: {again}.")
    if _DECK_TYPE not in types and _TEMPLATE_TYPE not in types:
        raise Refused(f"{name} is no PowerPoint template: {again}.")
    return data if _DECK_TYPE in types else _as_deck(data)


def _as_deck(data: bytes) -> bytes:
    """Say that a template is a presentation: they differ in nothing but this word, and the library opens only the latter."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, content.replace(_TEMPLATE_TYPE, _DECK_TYPE) if info.filename == "[Content_Types].xml" else content)
    return sink.getvalue()


def _open(data: bytes, name: str) -> Deck:
    try:
        deck = Presentation(io.BytesIO(data))
        usable = bool(len(deck.slide_layouts)) and bool(deck.slide_width)
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise Refused(f"{name} cannot be opened: open it in PowerPoint, save it as a template (.potx) and choose it again.") from error
    if not usable:
        raise Refused(f"{name} has no slide layout to build on: save a template with at least one layout and choose it again.")
    return deck


def choose_layouts(deck: Deck) -> tuple[SlideLayout, SlideLayout]:
    """Return the layouts for the first slide and for all others: by what they hold, not by their name or place."""
    layouts = list(deck.slide_layouts)
    titled = [layout for layout in layouts if _kinds(layout) & {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}] or layouts
    first = next((layout for layout in titled if PP_PLACEHOLDER.SUBTITLE in _kinds(layout)), titled[0])
    bare = sorted((layout for layout in titled if PP_PLACEHOLDER.TITLE in _kinds(layout)), key=_count_bodies)
    return first, bare[0] if bare else titled[0]


def _kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    return {holder.placeholder_format.type for holder in layout.placeholders}


def _count_bodies(layout: SlideLayout) -> int:
    small = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    return sum(holder.placeholder_format.type not in small for holder in layout.placeholders)


def read_accent(deck: Deck) -> str:
    """Return the first accent colour of the deck's theme as #RRGGBB, the house's own where the theme names none."""
    for relation in deck.slide_master.part.rels.values():
        if not relation.is_external and relation.target_part.content_type == _THEME:
            found = re.search(rb"<a:accent1>\s*<a:srgbClr val=\"([0-9A-Fa-f]{6})\"", relation.target_part.blob)
            if found:
                return f"#{found.group(1).decode()}"
    return LIGHT.series[0]


@cache
def _house() -> bytes:
    """Return the house's own presentation: wide, Arial, its colours in the theme, titles at the left."""
    deck = Presentation()
    scale = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for holder in [deck.slide_master, *deck.slide_layouts]:
        for shape in holder.shapes:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = Emu(int(shape.left * scale)), Emu(int(shape.width * scale))
    _style_master(deck)
    for relation in deck.slide_master.part.rels.values():
        if not relation.is_external and relation.target_part.content_type == _THEME:
            relation.target_part._blob = _paint(relation.target_part.blob)
    sink = io.BytesIO()
    deck.save(sink)
    return sink.getvalue()


def _style_master(deck: Deck) -> None:
    margin = Inches(0.6)
    for shape in deck.slide_master.placeholders:
        kind = shape.placeholder_format.type
        if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.FOOTER):
            # Titles and footers begin at the edge at which tables and charts begin.
            shape.text_frame.margin_left = 0
        if kind == PP_PLACEHOLDER.TITLE:
            shape.left, shape.top, shape.width, shape.height = margin, Inches(0.35), WIDTH - 2 * margin, Inches(1.0)
        elif kind == PP_PLACEHOLDER.FOOTER:
            shape.left, shape.top, shape.width, shape.height = margin, Inches(6.98), Inches(10), Inches(0.35)
        elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape.left, shape.top, shape.width, shape.height = WIDTH - margin - Inches(1.2), Inches(6.98), Inches(1.2), Inches(0.35)
    for style in deck.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr"):
        style.set("algn", "l")
        text = style.find(f"{{{_DRAWING}}}defRPr")
        text.set("sz", "2800")
        text.set("b", "1")
        for colour in text.iter(f"{{{_DRAWING}}}schemeClr"):
            colour.set("val", "tx2")
    for footer in deck.slide_master._element.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='ftr']]//a:lvl1pPr"):
        footer.set("algn", "l")
    # Grey text of footers and subtitles has too little contrast.
    for grey in deck.slide_master._element.xpath(".//a:schemeClr/a:tint"):
        grey.getparent().remove(grey)
    _style_first(choose_layouts(deck)[0])
    # The layouts' own footers stand where the narrow page had them; without a place of their own they follow the master.
    for layout in deck.slide_layouts:
        for place in layout._element.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='ftr' or @type='sldNum' or @type='dt']]/p:spPr/a:xfrm"):
            place.getparent().remove(place)


def _style_first(layout: SlideLayout) -> None:
    """Set the first slide's title and subtitle one under the other, at the left."""
    for grey in layout._element.xpath(".//a:schemeClr/a:tint"):
        grey.getparent().remove(grey)
    for holder in layout.placeholders:
        kind = holder.placeholder_format.type
        if kind in (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE):
            first = kind == PP_PLACEHOLDER.CENTER_TITLE
            holder.left, holder.width = Inches(0.6), WIDTH - Inches(1.2)
            holder.top, holder.height = (Inches(1.6), Inches(1.6)) if first else (Inches(3.4), Inches(2.4))
            for level in holder._element.xpath(".//a:lvl1pPr"):
                level.set("algn", "l")


def _paint(theme: bytes) -> bytes:
    """Put the house's colours and font into a theme."""
    root = etree.fromstring(theme)
    for name, colour in _COLOURS.items():
        for slot in root.iter(f"{{{_DRAWING}}}{name}"):
            for old in list(slot):
                slot.remove(old)
            etree.SubElement(slot, f"{{{_DRAWING}}}srgbClr", val=colour.lstrip("#"))
    for font in root.iter(f"{{{_DRAWING}}}latin"):
        if font.getparent().tag in (f"{{{_DRAWING}}}majorFont", f"{{{_DRAWING}}}minorFont"):
            font.set("typeface", _FONT)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
