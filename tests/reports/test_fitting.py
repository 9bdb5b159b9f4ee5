"""Whether words fit, with answers worked by hand."""

import pytest

from reports.fitting import POINT, Box, choose_size, count_lines, measure, share_width, shorten

# At 10 point a letter takes 5.3 points, so 54 points hold ten letters.
TEN_LETTERS = 54 * POINT


@pytest.mark.parametrize(
    ("text", "lines"),
    [("ten lettrs", 1), ("eleven lett", 2), ("one two three", 2), ("a\nb", 2), ("abcdefghijklmnopqrstu", 3), ("", 1)],
)
def test_lines_break_between_words(text, lines):
    assert count_lines(text, 10, TEN_LETTERS) == lines


def test_paragraphs_add_up():
    # Two lines and one line of 12 points each, and 6 after each paragraph: 3 * 12 + 2 * 6.
    assert measure(["one two three", "four"], 10, TEN_LETTERS, gap=6) == 48 * POINT


def test_the_largest_size_that_fits_is_chosen():
    assert choose_size(["one two three"], TEN_LETTERS, 24 * POINT, (20, 10, 5)) == 10
    assert choose_size(["one two three"], TEN_LETTERS, 1, (20, 10)) == 10


def test_columns_are_as_wide_as_their_longest_word():
    rows = [["No.", "What"], ["1", "a very long sentence that takes all the room that there is"]]
    widths = share_width(rows, (1, 1), 400 * POINT, 10, side=0)
    assert sum(widths) == 400 * POINT
    narrow = share_width([["Overdue", "Text"], ["1", "words and more words"]], (0.01, 1), 400 * POINT, 10)
    assert narrow[0] >= 7 * 10 * 0.6 * POINT


def test_a_word_of_wide_letters_is_not_broken():
    # "medium" is 2 * 0.86 + 3 * 0.56 + 0.25 = 3.65 of the size wide, more than its six letters' mean.
    widths = share_width([["A", "B"], ["medium", "words and more words"]], (0.01, 1), 400 * POINT, 10)
    assert widths[0] == int(36.5 * POINT)


def test_shortened_between_words():
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("one two", 12) == "one two"


def test_boxes_part_without_overlap():
    left, right = Box(0, 0, 100, 10).split(0.5, 10)
    assert (left.width, right.left, right.width) == (45, 55, 45)
    assert Box(0, 0, 100, 10).below(4, 1) == Box(0, 5, 100, 5)
