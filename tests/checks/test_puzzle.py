"""The shuffled answer: all its lines and one too many, never in the right order."""

import random

import pytest

from helpers.checks import puzzle

CODE = """
def f(x):  # a comment at the end of a line stays
    # a comment alone goes
    table = {
        "a": 1,
    }

    if x:
        return table
    return None
"""
LINES = [
    "def f(x):  # a comment at the end of a line stays",
    '    table = {\n        "a": 1,\n    }',
    "    if x:",
    "        return table",
    "    return None",
]


def test_lines_are_those_of_python_without_comments():
    assert puzzle.lines(CODE) == LINES


def test_an_answer_of_one_statement_is_cut_at_its_line_ends():
    assert puzzle.lines('x = {\n    "a": 1,\n}\n') == ["x = {", '    "a": 1,', "}"]


@pytest.mark.parametrize("seed", [str(n) for n in range(50)])
def test_it_holds_every_line_and_the_distractor_and_is_never_right(seed):
    mixed = puzzle.shuffled(LINES, "    return x", seed)
    assert sorted(mixed) == sorted([*LINES, "    return x"])
    assert [line for line in mixed if line != "    return x"] != LINES


def test_what_stands_in_brackets_is_counted_as_one_piece():
    assert "these are the 4 pieces" in puzzle.as_markdown(LINES)
    assert "these are the 3 lines" in puzzle.as_markdown([*LINES[2:], LINES[0]])


def test_the_seed_alone_decides_the_order():
    one = puzzle.shuffled(LINES, "    return x", "05.2")
    random.seed(3)
    assert puzzle.shuffled(LINES, "    return x", "05.2") == one
    others = {tuple(puzzle.shuffled(LINES, "    return x", str(seed))) for seed in range(9)}
    assert len(others) > 1


def test_two_lines_have_one_wrong_order_and_it_is_found():
    for seed in range(20):
        mixed = puzzle.shuffled(["def f():", "    return 1"], "    return 2", str(seed))
        assert mixed.index("    return 1") < mixed.index("def f():")


def test_a_distractor_that_is_a_line_of_the_answer_is_refused():
    with pytest.raises(ValueError, match="is a line of the answer"):
        puzzle.shuffled(LINES, "return None", "1")


def test_lines_that_have_no_other_order_are_refused():
    with pytest.raises(ValueError, match="no other order"):
        puzzle.shuffled(["a", "a"], "b", "1")
