"""References and elements, in the forms that programs write."""

import pytest

from loaders.opening.markup import BadMarkupError, column_number, parse_range, parse_reference, walk


def test_references():
    assert parse_reference("B3") == (3, 2)
    assert parse_reference("$AA$10") == (10, 27)
    assert parse_reference("A0") is None
    assert parse_reference("3B") is None
    assert column_number("XFD") == 16_384


def test_ranges():
    assert parse_range("B2:D9") == (2, 2, 9, 4)
    assert parse_range("D9:B2") == (2, 2, 9, 4)
    assert parse_range("C4") == (4, 3, 4, 3)
    assert parse_range("F:F") == (1, 6, 1_048_576, 6)
    assert parse_range("2:3") == (2, 1, 3, 16_384)
    assert parse_range("#REF!") is None


def test_prefixes_are_dropped():
    seen = []
    walk(b'<x:a xmlns:x="u"><x:b x:id="1">t</x:b></x:a>', lambda tag, attributes: seen.append((tag, attributes.get("id"))))
    assert seen == [("a", None), ("b", "1")]


@pytest.mark.parametrize("data", [b"<a>", b"", b"<!DOCTYPE a><a/>", b"<a>\xff</a>"])
def test_broken_markup(data):
    with pytest.raises(BadMarkupError):
        walk(data, lambda tag, attributes: None)
