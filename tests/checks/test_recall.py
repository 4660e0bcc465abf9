"""Questions from earlier units: the draw's number decides them, and answers are read kindly."""

import random

import pytest

from helpers.checks import judge, recall
from helpers.checks.exercise import Reply
from helpers.exercises import earlier

BANKS = {
    "00": [lambda rng, n=n: recall.number(f"a{n}", n, "see a") for n in range(4)],
    "01": [
        lambda rng, n=n: recall.text(f"b{n}", [f"word {n}", "other"], "see b") for n in range(4)
    ],
}
JUDGE = recall.judge(lambda: BANKS)


def judged(value):
    (question,) = recall.questions(3)
    return JUDGE([question], [Reply(value)])


def right(draw):
    return [eval(item.answer) for item in recall.drawn(BANKS, draw)]


def test_a_draw_is_the_same_three_questions_again_and_draws_differ():
    def words(draw):
        return tuple(item.words for item in recall.drawn(BANKS, draw))

    assert words(7) == words(7)
    assert len({words(draw) for draw in range(1, 60)}) > 20
    assert all(len(set(words(draw))) == 3 for draw in range(1, 60))


def test_the_questions_come_from_as_many_units_as_there_are():
    for draw in range(1, 30):
        assert {item.words[0] for item in recall.drawn(BANKS, draw)} == {"a", "b"}


def test_one_unit_alone_gives_three():
    assert len(recall.drawn({"00": BANKS["00"]}, 1)) == 3


@pytest.mark.parametrize("draw", [1, 2, 99_999])
def test_three_right_answers_pass(draw):
    assert judged((draw, *right(draw))).outcome == "passed"
    assert judged([draw, *right(draw)]).outcome == "passed"


def test_a_right_answer_earns_its_third_and_the_wrong_ones_are_pointed_at():
    verdict = judged((7, right(7)[0], -1, None))
    assert verdict.outcome == "not yet"
    assert verdict.share == pytest.approx(1 / 3)
    assert "1 of 3" in verdict.message
    assert "question 2: see" in verdict.message
    assert "question 1" not in verdict.message


def test_answers_to_another_draw_are_judged_by_the_draw_that_is_named():
    other = next(d for d in range(8, 99) if right(d) != right(7))
    assert judged((7, *right(other))).outcome == "not yet"


@pytest.mark.parametrize(
    "value", [5, "abcd", (7, 1, 2), (7, 1, 2, 3, 4), ("7", 1, 2, 3), (0, 1, 2, 3), (True, 1, 2, 3)]
)
def test_what_is_no_draw_with_three_answers_is_told_so(value):
    verdict = judged(value)
    assert (verdict.outcome, verdict.share) == ("not yet", 0)
    assert "recalled" in verdict.message


def test_the_stub_is_not_attempted():
    exercise = earlier.exercise("05")
    verdict = judge.verdict(exercise, exercise.questions(0), [Reply(unset=True)])
    assert verdict == judge.not_attempted()


@pytest.mark.parametrize(
    ("given", "is_right"),
    [(1.5, True), ("1.5", True), ("1,500", False), (2, False), (True, False), (None, False),
     ("x", False), (float("nan"), False), (1.5000001, True)],
)  # fmt: skip
def test_a_number_may_be_typed_as_text(given, is_right):
    assert recall.number("?", 1.5, "").is_right(given) is is_right


@pytest.mark.parametrize("given", ["end_turn", "End_Turn.", "`end_turn`", ' "end_turn" '])
def test_a_word_is_read_without_capitals_quotes_and_full_stops(given):
    assert recall.text("?", ["end_turn"], "").is_right(given)
    assert not recall.text("?", ["stop"], "").is_right(given)


def test_a_choice_is_answered_by_letter_or_by_words_and_its_order_varies():
    made = [recall.choice("?", "yes", ["no", "both"], "", random.Random(n)) for n in range(9)]
    assert len({item.answer for item in made}) == 3
    for item in made:
        letter = eval(item.answer)
        assert f"{letter}) yes" in item.words
        assert item.is_right(letter)
        assert item.is_right(f"{letter.upper()})")
        assert item.is_right("Yes")
        wrong = next(other for other in "abc" if other != letter)
        assert not item.is_right(wrong)
        assert not item.is_right(3)
