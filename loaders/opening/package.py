"""Which parts of an Office workbook are its sheets, styles and theme, and what its styles look like."""

import posixpath
import re
from dataclasses import dataclass, field
from typing import TypeVar

from loaders.opening.archive import Archive
from loaders.opening.markup import Attributes, BadMarkupError, walk
from loaders.opening.palette import INDEXED, OFFICE_THEME, Palette, from_rgb, resolve, seen_through
from loaders.reading import Refused

# Fonts whose letters are pictures: ü is a tick in Wingdings.
PICTURE_FONTS = ("wingdings", "webdings", "symbol", "marlett")

LEAST_INK = 60  # of 255: between the strongest and the weakest of red, green and blue of letters that are meant to be seen in colour

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_WHITE = "#FFFFFF"
Item = TypeVar("Item")
_COLOURS = ("fgColor", "bgColor", "color")
LONGEST_FORMAT = 255  # characters of a number format: more than that Excel itself refuses
_MONTH_FORMAT = 17  # Excel's own "mmm-yy"
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # words, signs and locales in a number format


@dataclass(frozen=True)
class SheetPart:
    """One sheet as the workbook lists it. ``part`` is empty where the sheet lies outside the workbook; ``kind`` is worksheet, chartsheet ..."""

    name: str
    state: str
    part: str
    kind: str


@dataclass
class Package:
    """A workbook's parts by what they are."""

    workbook: str
    sheets: list[SheetPart] = field(default_factory=list)
    styles: str = ""
    theme: str = ""
    strings: str = ""


@dataclass(frozen=True)
class Look:
    """What one cell style shows: its colour, whether that is a pattern, its font of pictures, its line through the text, its letters' colour.

    ``month`` says that a date is shown as month and year, without its day.
    """

    fill: str | None = None
    hatched: bool = False
    font: str = ""
    struck: bool = False
    ink: str | None = None
    month: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing about the style has a meaning."""
        return not (self.fill or self.font or self.struck or self.ink or self.month)


@dataclass
class Styles:
    """Cell styles in order, and the colours of conditional formats (None where a format has no colour)."""

    looks: list[Look] = field(default_factory=list)
    conditional: list[str | None] = field(default_factory=list)


def read_package(archive: Archive) -> Package:
    """Return which parts of a workbook are what.

    Raises
    ------
    Refused
        The list of sheets is missing or broken.
    """
    try:
        return _read_package(archive)
    except BadMarkupError as error:
        raise Refused(f"{archive.name} is damaged (its list of sheets cannot be read): open it in Excel, save it and upload it again.") from error


def _read_package(archive: Archive) -> Package:
    package = Package("xl/workbook.xml")
    for kind, target, _ in _relations(archive, "").values():
        if kind == "officeDocument" and target in archive:
            package.workbook = target
    relations = _relations(archive, package.workbook)
    for kind, target, _ in relations.values():
        if kind == "styles":
            package.styles = target
        elif kind == "theme":
            package.theme = target
        elif kind == "sharedStrings":
            package.strings = target

    def on_start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            kind, target, outside = relations.get(attributes.get("id", ""), ("worksheet", "", False))
            package.sheets.append(SheetPart(attributes.get("name", ""), attributes.get("state", "visible"), "" if outside else target, kind))

    walk(archive.read(package.workbook), on_start)
    return package


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str, bool]]:
    """Return a part's relations by id: kind, target part, and whether the target lies outside the file."""
    folder, own = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{own}.rels")
    found: dict[str, tuple[str, str, bool]] = {}

    def on_start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            outside = attributes.get("TargetMode", "").lower() == "external"
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target, outside)

    if path in archive:
        walk(archive.read(path), on_start)
    return found


def read_styles(archive: Archive, package: Package) -> Styles:
    """Return what each cell style of a workbook looks like; a workbook whose styles are broken has none."""
    try:
        palette = Palette(_read_theme(archive, package.theme))
        return _StyleReader(palette).read(archive.read(package.styles)) if package.styles in archive else Styles()
    except BadMarkupError:
        return Styles()


def _read_theme(archive: Archive, part: str) -> tuple[str, ...]:
    colours: dict[str, str] = {}
    inside, current = [False], [""]

    def on_start(tag: str, attributes: Attributes) -> None:
        if tag == "clrScheme":
            inside[0] = True
        elif inside[0] and tag in _THEME_ORDER:
            current[0] = tag
        elif inside[0] and tag in ("srgbClr", "sysClr") and current[0] not in colours:
            colour = from_rgb(attributes.get("lastClr", "") or attributes.get("val", ""))
            if colour:
                colours[current[0]] = colour

    def on_end(tag: str) -> None:
        if tag == "clrScheme":
            inside[0] = False

    if part in archive:
        walk(archive.read(part), on_start, end=on_end)
    return tuple(colours.get(name, usual) for name, usual in zip(_THEME_ORDER, OFFICE_THEME, strict=True))


class _StyleReader:
    """Collects fonts, fills and cell styles from ``styles.xml`` as its elements go by."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.path: list[str] = []
        self.fills: list[tuple[str | None, bool]] = []
        self.fonts: list[tuple[str, bool, str | None]] = []
        self.styles = Styles()
        self.indexed: list[str] = []
        self.pattern: str | None = None
        self.stops: list[str] = []
        self.colours: dict[str, str | None] = {}
        self.months = {str(_MONTH_FORMAT)}

    def read(self, data: bytes) -> Styles:
        # A palette of its own stands at the end of the part but counts for the fills before it.
        if b"indexedColors" in data:
            walk(data, self._collect_indexed)
            self.palette = Palette(self.palette.theme, tuple(self.indexed) + INDEXED[len(self.indexed) :])
        walk(data, self._on_start, end=self._on_end)
        return self.styles

    def _collect_indexed(self, tag: str, attributes: Attributes) -> None:
        if tag == "rgbColor":
            self.indexed.append(from_rgb(attributes.get("rgb", "")) or _WHITE)

    def _on_start(self, tag: str, attributes: Attributes) -> None:
        inside = self.path
        inside.append(tag)
        if "extLst" in inside:
            return
        if tag in ("fill", "dxf"):
            self.pattern, self.colours, self.stops = None, {}, []
        elif tag == "patternFill":
            self.pattern = attributes.get("patternType", "")
        elif tag in _COLOURS and "fill" in inside:
            colour = resolve(attributes, self.palette)
            self.colours[tag] = colour
            if "gradientFill" in inside and colour:
                self.stops.append(colour)
        elif tag == "font" and "fonts" in inside:
            self.fonts.append(("", False, None))
        elif tag == "name" and self.fonts and "fonts" in inside:
            self.fonts[-1] = (attributes.get("val", ""), *self.fonts[-1][1:])
        elif tag == "strike" and self.fonts and "fonts" in inside:
            self.fonts[-1] = (self.fonts[-1][0], attributes.get("val", "1") not in ("0", "false"), self.fonts[-1][2])
        elif tag == "color" and self.fonts and "fonts" in inside:
            self.fonts[-1] = (*self.fonts[-1][:2], _ink(resolve(attributes, self.palette)))
        elif tag == "numFmt" and "numFmts" in inside and shows_month(attributes.get("formatCode", "")):
            self.months.add(attributes.get("numFmtId", ""))
        elif tag == "xf" and "cellXfs" in inside:
            self._add_look(attributes)

    def _on_end(self, tag: str) -> None:
        self.path.pop()
        if "extLst" in self.path:
            return
        if tag == "fill" and "fills" in self.path:
            self.fills.append(self._cell_fill())
        elif tag == "dxf":
            self.styles.conditional.append(self._conditional_fill())

    def _cell_fill(self) -> tuple[str | None, bool]:
        if self.stops:
            return self.stops[0], False
        if self.pattern in (None, "", "none"):
            return None, False
        lines, ground = self.colours.get("fgColor"), self.colours.get("bgColor")
        if self.pattern == "solid":
            return lines or ("#000000" if "fgColor" in self.colours else None), False
        return seen_through(self.pattern or "", lines, ground), True

    def _conditional_fill(self) -> str | None:
        """Return a conditional format's colour: there a solid fill keeps its colour where a cell's fill keeps its ground."""
        if self.stops:
            return self.stops[0]
        if self.pattern is None or self.pattern == "none":
            return None
        lines, ground = self.colours.get("fgColor"), self.colours.get("bgColor")
        if self.pattern in ("", "solid"):
            return ground or lines
        return seen_through(self.pattern, lines, ground)

    def _add_look(self, attributes: Attributes) -> None:
        fill, hatched = _at(self.fills, attributes.get("fillId", ""), (None, False))
        name, struck, ink = _at(self.fonts, attributes.get("fontId", ""), ("", False, None))
        pictures = name if name.lower().startswith(PICTURE_FONTS) else ""
        seen = None if fill == _WHITE else fill
        month = attributes.get("numFmtId", "") in self.months
        self.styles.looks.append(Look(seen, hatched and seen is not None, pictures, struck, ink, month))


def shows_month(code: str) -> bool:
    """Tell whether a number format shows a date as month and year alone ("mmm-yy", "mmmm yyyy")."""
    if len(code) > LONGEST_FORMAT:  # no program writes one; a hostile one of 200,000 quotes would hold the pattern up for ten seconds
        return False
    letters = set(_NOT_CODE.sub("", code).split(";", maxsplit=1)[0].casefold())
    return {"m", "y"} <= letters and not letters & set("dhs0#")


def _ink(colour: str | None) -> str | None:
    """Return the colour of a font where it is one: not black, white or a grey between them."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)] if colour else [0]
    return colour if max(parts) - min(parts) >= LEAST_INK else None


def _at(items: list[Item], index: str, otherwise: Item) -> Item:
    return items[int(index)] if index.isdecimal() and int(index) < len(items) else otherwise
