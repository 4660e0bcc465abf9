"""Workings: all right, or with one slip from which the rest is computed."""

import itertools

from helpers.world import problems
from helpers.world.draw import Draw
from training.tasks import reasoning

HOLDS = {"+": int.__add__, "-": int.__sub__, "*": int.__mul__}


def read(working: str):
    """(start, operator, operand, result) of each line, and the number after "Answer:"."""
    *lines, last = working.split("\n")
    equations = [line.split() for line in lines]
    assert all(len(parts) == 5 and parts[3] == "=" for parts in equations)
    assert last.startswith("Answer: ")
    steps = [(int(a), operator, int(b), int(c)) for a, operator, b, _, c in equations]
    return steps, int(last.removeprefix("Answer: "))


def wrong_steps(steps) -> int:
    return sum(HOLDS[operator](a, b) != c for a, operator, b, c in steps)


def test_a_slip_is_one_wrong_result_and_the_rest_follows_from_it():
    places = set()
    for seed in range(400):
        problem = problems.problem(Draw(seed), 1 + seed % 4)
        steps, answer = read(reasoning.slipped(Draw(f"slip {seed}"), problem))
        true, _ = read(reasoning.worked(problem))
        assert wrong_steps(steps) == 1
        assert all(one[3] == following[0] for one, following in itertools.pairwise(steps))
        assert answer == steps[-1][3]
        assert [step[1:3] for step in steps] == [step[1:3] for step in true]
        at = next(i for i, s in enumerate(steps) if HOLDS[s[1]](s[0], s[2]) != s[3])
        assert steps[:at] == true[:at]
        places.add(at)
    assert places == {0, 1, 2, 3}


def test_slips_have_their_share_in_training_and_are_never_held_out():
    def slips(split):
        documents = (reasoning.word_problem(Draw(s, split), 3, "steps") for s in range(1000))
        return sum(wrong_steps(read(d.reply)[0]) for d in documents)

    assert slips("heldout") == 0
    # four standard errors
    assert abs(slips("train") / 1000 - reasoning.SLIPS) < 0.046


def test_a_direct_answer_is_the_last_result_of_the_working(monkeypatch):
    drawn = []
    real = problems.problem
    monkeypatch.setattr(
        reasoning.problems, "problem", lambda *a: drawn.append(real(*a)) or drawn[-1]
    )
    for seed in range(200):
        document = reasoning.word_problem(Draw(seed), 2, "direct")
        assert int(document.reply) == read(reasoning.worked(drawn[-1]))[1]
        assert drawn[-1].text in document.messages[-2]["content"]
