"""Colours as workbooks write them (RGB, theme with tint, indexed) turned into the ``#RRGGBB`` that is seen."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

# The 64 colours of Excel's old palette (ECMA-376 part 1, 18.8.27); 64 and 65 are the system's text and window colours.
_INDEXED_TEXT = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333 "
    "000000 FFFFFF"
)
INDEXED: tuple[str, ...] = tuple(f"#{value}" for value in _INDEXED_TEXT.split())

# The Office theme of 2007, for workbooks without a theme part. Cells count light before dark: 0 is the window, 1 the text.
_OFFICE_TEXT = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080"
OFFICE_THEME: tuple[str, ...] = tuple(f"#{value}" for value in _OFFICE_TEXT.split())

# The share of a cell that the lines or dots of a pattern cover; patterns of light lines cover a quarter, others half.
_COVER: dict[str, float] = {
    "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625, "darkTrellis": 0.75,
}

_HEX = frozenset("0123456789abcdefABCDEF")


@dataclass(frozen=True)
class Palette:
    """The colours that a workbook's theme and indexed palette stand for."""

    theme: tuple[str, ...] = OFFICE_THEME
    indexed: tuple[str, ...] = INDEXED


def from_rgb(text: str) -> str | None:
    """Return ``#RRGGBB`` of RRGGBB or AARRGGBB; the transparency that Excel ignores is ignored here too."""
    return f"#{text[-6:].upper()}" if len(text) in (6, 8) and _HEX.issuperset(text) else None


def tinted(colour: str, tint: float) -> str:
    """Return a colour made lighter (tint above 0) or darker, as ECMA-376 part 1, 18.8.19 says: by its lightness alone."""
    if not tint:
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def resolve(attributes: Mapping[str, str], palette: Palette) -> str | None:
    """Return the colour of a colour element by its attributes, None where it is automatic or cannot be read."""
    colour: str | None = None
    if "rgb" in attributes:
        colour = from_rgb(attributes["rgb"])
    elif "theme" in attributes:
        colour = _pick(palette.theme, attributes["theme"])
    elif "indexed" in attributes:
        colour = _pick(palette.indexed, attributes["indexed"])
    if colour is None:
        return None
    try:
        return tinted(colour, max(-1.0, min(1.0, float(attributes.get("tint", "0")))))
    except ValueError:
        return colour


def _pick(colours: tuple[str, ...], index: str) -> str | None:
    return colours[int(index)] if index.isdecimal() and int(index) < len(colours) else None


def seen_through(pattern: str, lines: str | None, ground: str | None) -> str:
    """Return the colour that a patterned cell shows from a distance: its lines' colour over its ground's, by the share that they cover."""
    cover = _COVER.get(pattern, 0.25 if pattern.startswith("light") else 0.5)
    above, below = lines or "#000000", ground or "#FFFFFF"
    parts = (round(int(above[i : i + 2], 16) * cover + int(below[i : i + 2], 16) * (1 - cover)) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)
