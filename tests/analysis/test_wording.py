"""How counts and shares read."""

from analysis.wording import are, count_of, join_words, percent, percent_number, share_of


def test_shares_have_one_decimal_and_halves_go_up():
    assert share_of(210, 358) == "210 of 358 (58.7%)"
    assert share_of(1234, 12340) == "1,234 of 12,340 (10.0%)"
    assert percent(1, 16) == "6.3%"  # 6.25
    assert percent_number(1, 16) == 6.3


def test_a_share_of_nothing_is_not_invented():
    assert share_of(0, 0) == "0 of 0"
    assert percent(0, 0) == ""


def test_one_two_and_none_read_as_people_say_them():
    assert [count_of(n, "action") for n in (0, 1, 2, 1500)] == ["no actions", "1 action", "2 actions", "1,500 actions"]
    assert count_of(2, "body", "bodies") == "2 bodies"
    assert [are(n) for n in (0, 1, 2)] == ["are", "is", "are"]


def test_lists_end_with_and():
    assert [join_words(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
