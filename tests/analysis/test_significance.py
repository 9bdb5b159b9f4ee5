"""Exact tests against sums of exact fractions, the sentences a board reads, and a funnel that agrees with them."""

import math
from fractions import Fraction

import pytest

from analysis.significance import (
    binomial_p,
    cannot_judge,
    describe_p,
    funnel,
    judge_percentage,
    judge_rate,
    poisson_p,
    rate_funnel,
)


def exact_binomial_p(k: int, n: int, proportion: Fraction) -> float:
    terms = [math.comb(n, j) * proportion**j * (1 - proportion) ** (n - j) for j in range(n + 1)]
    return float(min(1, 2 * min(sum(terms[: k + 1]), sum(terms[k:]))))


class TestBinomial:
    def test_worked_by_hand(self):
        # 0 of 3 at a half: the lower tail is 1/8, doubled 1/4.
        assert binomial_p(0, 3, 0.5) == pytest.approx(0.25)
        # 2 of 3: tails 7/8 and 4/8, the smaller doubled is 1.
        assert binomial_p(2, 3, 0.5) == 1.0

    @pytest.mark.parametrize(("n", "proportion"), [(1, Fraction(99, 100)), (7, Fraction(1, 10)), (40, Fraction(24, 100)), (150, Fraction(1, 2))])
    def test_every_count_equals_the_sum_of_fractions(self, n, proportion):
        for k in range(n + 1):
            assert binomial_p(k, n, float(proportion)) == pytest.approx(exact_binomial_p(k, n, proportion), rel=1e-9)

    def test_large_denominators(self):
        assert binomial_p(22_600, 100_000, 0.226) == 1.0
        # The normal approximation gives 2 * P(Z > 3.02) = 0.0025 for 23,000.
        assert binomial_p(23_000, 100_000, 0.226) == pytest.approx(0.0025, abs=0.0002)
        assert binomial_p(100_000, 100_000, 0.226) == 0.0

    def test_reference_of_nothing_or_everything(self):
        assert binomial_p(0, 10, 0) == 1.0
        assert binomial_p(1, 10, 0) == 0.0
        assert binomial_p(10, 10, 1) == 1.0
        assert binomial_p(9, 10, 1) == 0.0

    @pytest.mark.parametrize(("k", "n", "proportion"), [(5, 4, 0.5), (-1, 4, 0.5), (1.5, 4, 0.5), (1, 4, 1.2), (float("nan"), 4, 0.5)])
    def test_refusals(self, k, n, proportion):
        with pytest.raises(ValueError, match=r"\.$"):
            binomial_p(k, n, proportion)


class TestPoisson:
    def test_worked_by_hand(self):
        # P(X <= 0) at 3 is e^-3 = 0.0498, doubled 0.0996.
        assert poisson_p(0, 3) == pytest.approx(2 * math.exp(-3))
        # P(X >= 2) at 0.5 is 1 - 1.5 e^-0.5 = 0.0902, doubled 0.1804.
        assert poisson_p(2, 0.5) == pytest.approx(2 * (1 - 1.5 * math.exp(-0.5)))

    @pytest.mark.parametrize("expected", [0.3, 4.0, 31.7])
    def test_every_count_equals_the_plain_sum(self, expected):
        terms = [math.exp(-expected) * expected**j / math.factorial(j) for j in range(100)]
        for k in range(60):
            plain = min(1, 2 * min(math.fsum(terms[: k + 1]), math.fsum(terms[k:])))
            assert poisson_p(k, expected) == pytest.approx(plain, rel=1e-9, abs=1e-300)

    def test_nothing_expected(self):
        assert poisson_p(0, 0) == 1.0
        assert poisson_p(1, 0) == 0.0

    def test_refusals(self):
        for count, expected in [(-1, 2), (1.5, 2), (1, -2), (1, float("inf"))]:
            with pytest.raises(ValueError, match=r"\.$"):
                poisson_p(count, expected)


class TestVerdicts:
    def test_the_same_share_of_few_and_of_many_children(self):
        assert judge_percentage(12, 40, 24, "low").sentence == "12 of 40 against 24%, low is good: cannot tell, p = 0.47"
        many = judge_percentage(120, 400, 24, "low")
        assert many.word == "worse"
        assert many.sentence == "120 of 400 against 24%, low is good: worse, p = 0.007"

    @pytest.mark.parametrize(("numerator", "polarity", "word"), [
        (120, "high", "better"), (70, "high", "worse"), (70, "low", "better"), (120, "none", "higher"), (70, "none", "lower"),
        (96, "low", "cannot tell"),
    ])
    def test_polarity_decides_better_or_worse(self, numerator, polarity, word):
        assert judge_percentage(numerator, 400, 24, polarity).word == word

    def test_no_polarity_is_not_said_to_be_good(self):
        assert judge_percentage(120, 400, 24, "none").sentence == "120 of 400 against 24%: higher, p = 0.007"

    def test_nobody_to_count(self):
        verdict = judge_percentage(0, 0, 24, "low")
        assert (verdict.word, verdict.p) == ("cannot tell", None)

    def test_rate(self):
        verdict = judge_rate(120, 20_000, 50.8, "low")
        assert verdict.sentence == "120 where 101.6 would be expected at 50.8 per 10,000, low is good: cannot tell, p = 0.08"
        assert judge_rate(1_200, 200_000, 50.8, "low").word == "worse"

    def test_reason_where_no_test_can_be_made(self):
        assert cannot_judge("the counts are not published").sentence == "cannot tell: the counts are not published"

    def test_unknown_polarity_is_refused(self):
        with pytest.raises(ValueError, match="polarity"):
            judge_percentage(1, 2, 24, "up")

    @pytest.mark.parametrize(("p", "words"), [
        (1.0, "p = 1.00"), (0.4719, "p = 0.47"), (0.0102, "p = 0.01"), (0.0071, "p = 0.007"), (0.0004, "p < 0.001"),
        (0.0496, "p = 0.0496"), (0.0502, "p = 0.0502"), (0.05, "p = 0.05"), (0.048, "p = 0.048"),
    ])
    def test_p_in_words(self, p, words):
        assert describe_p(p) == words


class TestFunnel:
    def test_limits_of_three_children_at_a_half(self):
        # p of 0 and 3 is 0.25 and of 1 and 2 is 1: everything is inside.
        row = funnel(50, [3]).iloc[0]
        assert row.tolist() == [3, 0, 0, 50, 100, 100]

    @pytest.mark.parametrize("reference", [0, 0.4, 24, 50, 99, 100])
    def test_a_count_is_outside_exactly_when_the_test_says_so(self, reference):
        for row in funnel(reference, [1, 2, 40, 137]).itertuples():
            for k in range(row.denominator + 1):
                share, p = 100 * k / row.denominator, binomial_p(k, row.denominator, reference / 100)
                assert (share < row.lower_95 or share > row.upper_95) == (p < 0.05)
                assert (share < row.lower_99_8 or share > row.upper_99_8) == (p < 0.002)

    def test_rates(self):
        row = rate_funnel(50, [20_000]).iloc[0]
        expected = 100
        inside = [k for k in range(300) if poisson_p(k, expected) >= 0.05]
        assert (row["lower_95"], row["upper_95"]) == (inside[0] / 2, inside[-1] / 2)

    def test_a_denominator_of_nothing_is_refused(self):
        with pytest.raises(ValueError, match="1 or more"):
            funnel(24, [0])
        with pytest.raises(ValueError, match="1 or more"):
            rate_funnel(24, [0])
