"""Two ways on the same questions."""

import pytest

from helpers.measure import paired


@pytest.mark.parametrize(
    ("mended", "broke", "p"),
    [(9, 0, 2 / 512), (0, 9, 2 / 512), (1, 1, 1.0), (0, 0, 1.0), (5, 1, 14 / 64)],
)
def test_the_sign_test_is_the_binomial_tail(mended, broke, p):
    assert paired.sign_test(mended, broke) == pytest.approx(p)


def test_the_verdict_names_direction_and_evidence():
    assert "better" in paired.verdict([False] * 9 + [True], [True] * 10)
    assert "worse" in paired.verdict([True] * 10, [False] * 9 + [True])
    assert "mended 1, broke 1 of 2: not enough evidence yet" in paired.verdict([0, 1], [1, 0])
    with pytest.raises(ValueError, match="the same questions"):
        paired.verdict([True], [])
