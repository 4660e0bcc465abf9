"""Three questions from earlier units: every bank can be asked, answered rightly and wrongly."""

import random
import re
from pathlib import Path

import pytest
from cases import cases_of, expect_not_attempted, expect_passed, expect_words, from_solution

from helpers.checks import recall
from helpers.exercises import earlier, units

LATER = units.numbers()[1:]
MADE = [
    pytest.param(made, id=f"{unit}-{made.__name__}")
    for unit, bank in earlier.banks("99").items()
    for made in bank
]


def test_every_unit_has_a_bank_of_six_or_more():
    banks = earlier.banks("99")
    assert list(banks) == units.numbers()
    assert all(len(bank) >= 6 for bank in banks.values())


@pytest.mark.parametrize("made", MADE)
def test_a_question_knows_its_right_answer_and_refuses_others(made):
    for seed in range(40):
        item = made(random.Random(seed))
        assert item.is_right(eval(item.answer)), item
        for other in (None, "", "?", -1, [], "a b c d e f", 12345.678, "nonsense"):
            assert not item.is_right(other), (item, other)
        assert re.match(r"(unit|lab) \d\d[ ,.]", item.see)


@pytest.mark.parametrize("made", MADE)
def test_no_two_choices_are_the_same(made):
    for seed in range(10):
        listed = [x for x in made(random.Random(seed)).words.splitlines() if x.startswith("   - ")]
        assert len({line[8:] for line in listed}) == len(listed)


def test_banks_vary():
    for unit, bank in earlier.banks("99").items():
        words = [{made(random.Random(seed)).words for seed in range(20)} for made in bank]
        assert sum(len(one) > 1 for one in words) >= 3, f"unit {unit} asks the same every time"


@pytest.mark.parametrize("unit", LATER)
def test_only_earlier_units_are_asked_about(unit):
    asked = list(earlier.banks(unit))
    assert asked == sorted(asked)
    assert {"00"} <= set(asked) <= {number for number in units.numbers() if number < unit}


README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
CHAIN = dict(re.findall(r"^\| \[(\d\d) .*\| (\d\d) \|$", README, re.MULTILINE))


@pytest.mark.parametrize("unit", LATER)
def test_nobody_is_asked_about_a_unit_that_the_readme_lets_them_skip(unit):
    chain = [unit]
    while chain[0] in CHAIN:
        chain.insert(0, CHAIN[chain[0]])
    assert list(earlier.banks(unit)) == chain[:-1]


@pytest.mark.parametrize("unit", LATER)
def test_answers(unit):
    exercise = units.find(f"{unit}.0")
    cases = cases_of(exercise)
    stub, reference = from_solution(unit)[exercise.id]
    expect_not_attempted(exercise, stub, cases)
    for code in (reference, *cases.right):
        expect_passed(exercise, code, cases)
    for code, words in cases.wrong:
        expect_words(exercise, code, cases, words)


def test_a_lab_that_is_opened_again_asks_others(monkeypatch):
    monkeypatch.delenv("COURSE_DRAW", raising=False)
    assert len({earlier.draw() for _ in range(20)}) > 15
    monkeypatch.setenv("COURSE_DRAW", "7")
    assert {earlier.draw() for _ in range(3)} == {7}


@pytest.mark.parametrize("unit", LATER)
def test_questions_to_the_room_hold_neither_questions_nor_answers(unit):
    exercise = units.find(f"{unit}.0")
    assert exercise.questions(3) == exercise.questions(4) == recall.questions(0)
