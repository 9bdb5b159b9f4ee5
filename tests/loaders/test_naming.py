"""Text from strangers is made fit to show, and nothing else about it changes."""

from loaders.limits import UPLOAD_BYTES
from loaders.naming import describe_bad_size, shown_name, strip_unwanted


def test_control_and_direction_characters_go_and_spaces_stay():
    assert strip_unwanted("a\x00b\x1b[31m  c\u202eevil\u2066x\u2069") == "ab[31m  cevilx"
    assert strip_unwanted("first\r\nsecond\rthird\tend") == "first\nsecond\nthird\tend"
    assert strip_unwanted("Café £5 👩\u200d👧 naïve") == "Café £5 👩\u200d👧 naïve"


def test_names_have_no_folders_and_no_second_line():
    assert shown_name("C:\\plans\\plan v2.xlsx") == "plan v2.xlsx"
    assert shown_name("/tmp/a\nb.csv") == "a b.csv"
    assert shown_name("") == "The file"
    assert len(shown_name("x" * 500)) == 120


def test_sizes():
    assert describe_bad_size(1, "a.csv") == ""
    assert "empty" in describe_bad_size(0, "a.csv")
    assert "larger than 50 MB" in describe_bad_size(UPLOAD_BYTES + 1, "a.csv")
