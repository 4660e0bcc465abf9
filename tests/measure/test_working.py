"""What is wrong with a working is told apart."""

import pytest

from helpers import datasets
from helpers.measure import working

RIGHT = "14 + 5 = 19\n19 - 3 = 16\nAnswer: 16"


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        (RIGHT, "none"),
        ("14 + 5 = 19\nAnswer: 19", "steps left out"),
        ("Answer: 16", "steps left out"),
        ("14 + 5 = 19\n19 + 3 = 22\nAnswer: 22", "reading"),
        ("14 + 6 = 20\n20 - 3 = 17\nAnswer: 17", "reading"),
        ("41 + 5 = 46\n46 - 3 = 43\nAnswer: 43", "reading"),
        ("14 + 5 = 18\n18 - 3 = 15\nAnswer: 15", "calculation"),
        ("14 + 5 = 19\n18 - 3 = 15\nAnswer: 15", "carrying"),
        ("14 + 5 = 19\n19 - 3 = 16\nAnswer: 15", "answer"),
        ("14 + 5 = 19\n19 - 3 = 16", "answer"),
    ],
)
def test_a_fault_has_the_name_of_its_first_wrong_line(reply, wanted):
    assert working.fault(reply, "14 + 5 = 19; 19 - 3 = 16") == wanted
    assert wanted in working.FAULTS


@pytest.mark.parametrize(
    ("reply", "is_sound"),
    [
        (RIGHT, True),
        ("14 + 5 = 19\n19 + 3 = 22\nAnswer: 22", True),  # misread, and nobody can see it here
        ("14 + 5 = 18\n18 - 3 = 15\nAnswer: 15", False),
        ("14 + 5 = 19\n18 - 3 = 15\nAnswer: 15", False),
        ("14 + 5 = 19\n19 - 3 = 16\nAnswer: 15", False),
        ("14 + 5 = 19\n19 - 3 = 16", False),
        ("Answer: 16", False),
    ],
)
def test_a_working_is_sound_where_sums_carry_and_answer_agree(reply, is_sound):
    assert working.sound(reply) is is_sound


def test_the_working_of_every_problem_has_no_fault():
    for row in datasets.rows("problems"):
        reply = row["working"].replace("; ", "\n") + f"\nAnswer: {row['answer']}"
        assert working.fault(reply, row["working"]) == "none"
        assert working.sound(reply)
