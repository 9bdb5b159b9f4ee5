"""Naming colours by their hue, because no two councils use the same shade of green."""

from colorsys import rgb_to_hls

# Where one named hue ends and the next begins, in degrees round the colour circle.
_HUES = (
    (18, "red"),
    (36, "orange"),
    (52, "amber"),
    (68, "yellow"),
    (168, "green"),
    (186, "turquoise"),
    (256, "blue"),
    (320, "purple"),
    (343, "pink"),
    (361, "red"),
)
# Below this difference between the strongest and the weakest of red, green and blue, an eye sees grey.
_LEAST_COLOUR = 0.05
COLOURS = ("red", "orange", "amber", "yellow", "green", "turquoise", "blue", "purple", "pink", "brown", "grey", "white", "black")


def _parts(fill: str) -> tuple[float, float, float] | None:
    """Return red, green and blue from 0 to 1, None where the text is no colour."""
    digits = fill.strip().lstrip("#")[-6:]
    try:
        number = int(digits, 16) if len(digits) == 6 else None
    except ValueError:
        return None
    return None if number is None else ((number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255)


def colour_name(fill: str) -> str:
    """Return the name of a colour such as ``#92D050``, by its hue; empty where the text is no colour."""
    parts = _parts(fill)
    if parts is None:
        return ""
    hue, lightness, saturation = rgb_to_hls(*parts)
    strength = max(parts) - min(parts)
    if lightness > 0.97:
        return "white"
    if lightness < 0.08:
        return "black"
    if strength < _LEAST_COLOUR or (saturation < 0.15 and strength < 0.12):
        return "grey"
    degrees = hue * 360
    name = next(name for end, name in _HUES if degrees < end)
    if name in ("orange", "amber") and lightness < 0.3:
        return "brown"
    return "red" if name == "pink" and lightness < 0.6 else name


def is_pale(fill: str) -> bool:
    """Tell whether a colour is so pale that it is as likely banding as a rating."""
    parts = _parts(fill)
    if parts is None:
        return False
    return (max(parts) + min(parts)) / 2 >= 0.88 and max(parts) - min(parts) < 0.2
