"""What several draws of a prompt exercise measured, together."""

import pytest

from helpers.checks.exercise import Exercise, Value, Verdict
from helpers.grading import asking, judging, pooling
from helpers.measure import metrics


def said(right: int, n: int) -> str:
    return f"Right for {metrics.rate(right, n)} tickets that you have not seen."


@pytest.mark.parametrize("n", [1, 2, 7, 50, 1000])
def test_every_rate_that_checks_write_is_read_again(n):
    for right in {0, 1, n // 2, n}:
        assert pooling.rates(said(right, n)) == [("Right for ", right, n)]


def test_counts_are_added_and_the_interval_is_that_of_all():
    # Wilson 1927 by hand for 131 of 150: centre 0.8639, half width 0.0535
    together = pooling.pooled([said(43, 50), said(45, 50), said(43, 50)])
    assert together == ["Right for 131 of 150 (87%, 95% interval 81-92%)"]


def test_several_rates_are_told_apart_by_the_words_before_them():
    one = (
        f"Words as they were: {metrics.rate(3, 40)} right. Prepared: {metrics.rate(38, 40)} right."
    )
    two = (
        f"Words as they were: {metrics.rate(5, 40)} right. Prepared: {metrics.rate(36, 40)} right."
    )
    assert pooling.pooled([one, two]) == [
        f"Words as they were: {metrics.rate(8, 80)}",
        f"Prepared: {metrics.rate(74, 80)}",
    ]
    listed = f"- **log**\n  - entries: {metrics.rate(7, 10)}, wanted 70%: reached"
    assert pooling.rates(listed) == [("entries: ", 7, 10)]


def test_a_draw_without_a_number_leaves_the_others():
    assert pooling.pooled(["Your code stopped.", said(3, 4)]) == [f"Right for {metrics.rate(3, 4)}"]
    assert pooling.pooled(["Your code stopped."]) == []


def verdict(right: int, n: int = 50) -> Verdict:
    return Verdict("passed" if right > 43 else "not yet", right / n, said(right, n))


def test_the_middle_draw_decides_and_all_are_told():
    together = judging._together([verdict(48), verdict(40), verdict(46)])
    assert (together.outcome, together.share) == ("passed", 1.0)
    assert together.message.startswith(said(46, 50))
    assert (
        f"All draws together (passed in 2 of 3 draws):\n- Right for {metrics.rate(134, 150)}"
        in (together.message)
    )
    assert together.note == "passed in 2 of 3 draws"
    assert together.measured == f"Right for {metrics.rate(134, 150)}"


def test_one_draw_keeps_the_words_of_the_check():
    alone = judging._together([verdict(48)])
    assert alone.message == said(48, 50)
    assert alone.measured == f"Right for {metrics.rate(48, 50)}"


def exercise(questions) -> Exercise:
    return Exercise("90.1", "t", "g", 1, 1, "easy", "b", ("x",), questions, print, ("", ""))


def test_draws_that_are_the_same_are_asked_once():
    assert len(asking.sheet(exercise(lambda seed: [Value("x")]), [1, 2, 3]).questions) == 1
    differing = asking.sheet(exercise(lambda seed: [Value(f"x{seed % 2}")]), [1, 2, 3])
    assert [drawn[0].name for drawn in differing.questions] == ["x1", "x0"]
