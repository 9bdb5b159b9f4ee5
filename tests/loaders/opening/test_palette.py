"""Colours as they are seen. The tints are Excel's own for its theme of 2007: 'Lighter 80%' of accent 1 is DCE6F1 there."""

import pytest

from loaders.opening.palette import INDEXED, Palette, from_rgb, resolve, seen_through, tinted


@pytest.mark.parametrize(("attributes", "seen"), [
    ({"rgb": "FFFF0000"}, "#FF0000"),
    ({"rgb": "00ff0000"}, "#FF0000"),
    ({"rgb": "FF0000"}, "#FF0000"),
    ({"rgb": "red"}, None),
    ({"theme": "0"}, "#FFFFFF"),
    ({"theme": "1"}, "#000000"),
    ({"theme": "4"}, "#4F81BD"),
    ({"theme": "99"}, None),
    ({"indexed": "10"}, "#FF0000"),
    ({"indexed": "64"}, "#000000"),
    ({"indexed": "65"}, "#FFFFFF"),
    ({"indexed": "81"}, None),
    ({"auto": "1"}, None),
    ({"rgb": "FFFF0000", "tint": "words"}, "#FF0000"),
])
def test_colours_by_their_attributes(attributes, seen):
    assert resolve(attributes, Palette()) == seen


@pytest.mark.parametrize(("colour", "tint", "seen"), [
    ("#4F81BD", 0.7999816888943144, "#DCE6F2"),
    ("#4F81BD", 0.5999938962981048, "#B9CDE5"),
    ("#4F81BD", -0.249977111117893, "#376092"),
    ("#FFFFFF", -0.0499893185216834, "#F2F2F2"),
    ("#000000", 0.5, "#808080"),
    ("#123456", 0, "#123456"),
])
def test_tints_change_the_lightness_alone(colour, tint, seen):
    found = tinted(colour, tint)
    assert all(abs(int(found[i : i + 2], 16) - int(seen[i : i + 2], 16)) <= 1 for i in (1, 3, 5)), found


def test_a_pattern_shows_a_mixture():
    assert seen_through("mediumGray", "#FF0000", None) == "#FF8080"
    assert seen_through("gray125", None, "#00FF00") == "#00DF00"


def test_the_indexed_palette_is_openpyxls():
    from openpyxl.styles.colors import COLOR_INDEX

    assert [from_rgb(value) for value in COLOR_INDEX[:64]] == list(INDEXED[:64])
