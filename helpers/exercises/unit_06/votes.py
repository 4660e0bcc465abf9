"""Exercise 06.2: self-consistency that stops as soon as nothing can change any more.

In: the vote, wrong ways to count and to stop. Out: asking a model (a double gives the answers).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, value_is, would_return

Votes = tuple[int | None, int, int]  # (answer, its votes, how many were asked)


def vote(answers: Sequence[int | None], k: int) -> Votes:
    """The most frequent of up to k answers, asking no more than needed; ties to the first."""
    return _voted(answers, k, _decided)


def _voted(answers: Sequence[int | None], k: int, over: Callable) -> Votes:
    """Votes until over(found, left), or until k were asked."""
    found: Counter[int] = Counter()
    for asked, answer in enumerate(answers[:k], 1):
        found.update([answer] if answer is not None else [])
        if asked == k or over(found, k - asked):
            return (*_leader(found), asked)


def _leader(found: Counter[int]) -> tuple[int | None, int]:
    return max(found.items(), key=lambda pair: pair[1], default=(None, 0))


def _decided(found: Counter[int], left: int) -> bool:
    """Is the leader ahead by more than what is left?"""
    first, second, *_ = [*(n for _, n in found.most_common(2)), 0, 0]
    return first > second + left


# --- votes that go wrong -----------------------------------------------------------------------


def _all_k(answers: Sequence[int | None], k: int) -> Votes:
    return _voted(answers, k, lambda found, left: False)


def _none_votes(answers: Sequence[int | None], k: int) -> Votes:
    answer, n, asked = vote(["nothing" if a is None else a for a in answers], k)
    return None if answer == "nothing" else answer, n, asked


def _zero_is_none(answers: Sequence[int | None], k: int) -> Votes:
    return vote([answer or None for answer in answers], k)


def _at_two(answers: Sequence[int | None], k: int) -> Votes:
    return _voted(answers, k, lambda found, left: _leader(found)[1] == 2)


def _at_half(answers: Sequence[int | None], k: int) -> Votes:
    return _voted(answers, k, lambda found, left: _leader(found)[1] > k / 2)


def _at_tie(answers: Sequence[int | None], k: int) -> Votes:
    def over(found: Counter[int], left: int) -> bool:
        first, second, *_ = [*(n for _, n in found.most_common(2)), 0, 0]
        return first >= second + left

    return _voted(answers, k, over)


def _last_of_equals(answers: Sequence[int | None], k: int) -> Votes:
    answer, n, asked = vote(answers, k)
    found = Counter(a for a in answers[:asked] if a is not None)
    return [a for a, count in found.items() if count == n][-1] if n else answer, n, asked


def _not_after_none(answers: Sequence[int | None], k: int) -> Votes:
    found: Counter[int] = Counter()
    for asked, answer in enumerate(answers[:k], 1):
        if answer is not None:
            found.update([answer])
            if _decided(found, k - asked):
                break
    return (*_leader(found), asked)


def _counted_from_0(answers: Sequence[int | None], k: int) -> Votes:
    answer, n, asked = vote(answers, k)
    return answer, n, asked - 1


def _one_more(answers: Sequence[int | None], k: int) -> Votes:
    return _voted(answers, k, lambda found, left: _decided(found, left + 1))


def _second_needed(answers: Sequence[int | None], k: int) -> Votes:
    return _voted(answers, k, lambda found, left: len(found) > 1 and _decided(found, left))


def _over_left(answers: Sequence[int | None], k: int) -> Votes:
    return _voted(answers, k, lambda found, left: _leader(found)[1] > left)


def _readable(answers: Sequence[int | None], k: int) -> Votes:
    answer, n, asked = vote(answers, k)
    return answer, n, sum(a is not None for a in answers[:asked])


def _none_at_tie(answers: Sequence[int | None], k: int) -> Votes:
    answer, n, asked = vote(answers, k)
    tied = [*Counter(a for a in answers[:asked] if a is not None).values()].count(n) > 1
    return (None, 0, asked) if tied else (answer, n, asked)


def _of_double(function):
    """The same function of the answers that the double gives."""
    return lambda ask, k: function(ask.settings["answers"], k)


def questions_06_2(seed: int) -> list[Question]:
    """Clear at once, late, a tie, unreadable ones, nothing readable, a single try; an unreadable
    one that decides; all alike."""
    a, b, c = random.Random(f"06.2/{seed}").sample(range(10, 99), 3)
    patterns = [
        [a, a, b, a, b],
        [a, b, b, a, c, b, b, a, a],
        [a, a, b, c, b, c, b, b, c],
        [a, b, c, b, a],
        [None, a, None, b, a, None, a],
        [None, None, a, None, None],
        [None, None, None],
        [a, a, a, a, b, b, b, b, b],
        [b],
        [a, None, b, b, None, a, a],
        [a, a, None, b],
        [0, 0, a],  # an answer of 0 is an answer
        [0, None, 0, a, a],
        [0],
        [None],
        [a, 0, a, 0],
        [-a, a, a, -a, a],
        [a] * 7,
    ]
    # whichever of two answers is the larger, and whichever came first
    small, large = sorted((a, b))
    for one, two in ((small, large), (large, small)):
        patterns += [[one, two], [one, two, two, one], [one, one, two, two], [None, one, two]]
        patterns += [[one, two, c, two, one], [one, two, two, two], [one, one, one, two, two]]
    return [
        Call("vote", (Double("recorder", {"answers": p, "at_most": len(p)}, "ask"), len(p)))
        for p in patterns
    ]


def votes_like(wrong, words: str) -> Misconception:
    """The misconception of somebody who votes as `wrong` does."""
    return would_return(_of_double(wrong), words)


def as_asked(said: Misconception, asked: Callable[[Case], int]) -> Misconception:
    """The same misconception, of who asked that many times."""
    return Misconception(
        said.words,
        lambda case: said.fits(case) and len(case.reply.logs["ask"]) == asked(case),
        said.predicts,
    )


MISVOTES = (
    votes_like(
        _not_after_none,
        "After an unreadable reply you ask on. It leaves one question less, and that too can make "
        "the leader safe: test after every question.",
    ),
    votes_like(
        _at_half,
        "You stop at more than half of k. Often it is decided earlier: compare the leader with "
        "what the second has and can still get.",
    ),
    votes_like(
        _at_tie,
        "You stop too early: while the second can still reach *as many* votes, ask on.",
    ),
    as_asked(
        votes_like(
            _all_k,
            "You always ask k times. Each question costs tokens: stop as soon as the leader has "
            "more votes than the second can still reach.",
        ),
        lambda case: case.value[2],
    ),
    as_asked(
        votes_like(
            _all_k,
            "You stop in time and say k as the third value: it is how many times you asked.",
        ),
        lambda case: case.expected[2],
    ),
    votes_like(
        _one_more,
        "You ask once more than is needed: after a question, k - asked are left.",
    ),
    votes_like(
        _second_needed,
        "You go on as long as nobody gave a second answer. One that nobody gave yet has 0 votes, "
        "and can reach what is left.",
    ),
    votes_like(
        _over_left,
        "You hold the leader against what is left alone. The second has votes already: what is "
        "left comes on top of them.",
    ),
    votes_like(
        _readable,
        "The third value is how many times you asked; an unreadable reply was asked for, too.",
    ),
    votes_like(
        _none_at_tie,
        "You give `None` where several have equally many votes. There the answer that came first "
        "counts.",
    ),
    value_is(
        lambda value, wanted: value[1] > value[2],
        "There are more votes than questions. Do votes stay from one call to the next? A dict or a "
        "list as a default value keeps what it holds.",
    ),
    value_is(
        lambda value, wanted: isinstance(value[1], float),
        "The second value is how many votes the answer has, not their share.",
    ),
    votes_like(
        _none_votes,
        "`None` is a reply that nobody could read. It costs a question, and it has no vote.",
    ),
    votes_like(
        _zero_is_none,
        "You take an answer of 0 for no answer: in a condition it counts as nothing. Ask "
        "`is not None`.",
    ),
    votes_like(
        _counted_from_0,
        "The third value is one too small: it is how many times you asked, counted from 1.",
    ),
    votes_like(_at_two, "You stop at two equal votes. With many left, another answer may win."),
    votes_like(_last_of_equals, "Of equally many votes, the answer that came first counts."),
    value_is(
        lambda value, wanted: value == wanted[0],
        "Return three things: the answer, its votes, and how many times you asked.",
    ),
    Misconception(
        "You ask more than k times.", lambda case: (case.reply.error or "").startswith("OverBudget")
    ),
)


def another_count(case: Case) -> str:
    """What to say of more or fewer questions than the third value says."""
    asked = len(case.reply.logs["ask"])
    said = case.expected[2]
    return "" if asked == said else f"It says {said}, and asked {asked} times."


VOTES = Exercise(
    id="06.2",
    title="Votes that stop in time",
    goal="Write `vote(ask, k)`: the answer with the most votes, its votes, and how many times you "
    "asked.",
    points=3,
    minutes=20,
    difficulty="medium",
    budget="at most k questions, and none that can change nothing",
    answers=("vote",),
    questions=questions_06_2,
    judge=compare(
        _of_double(vote),
        MISVOTES,
        message="As sure as k votes would be, for fewer questions.",
        cost=another_count,
    ),
    distractor="        if first > k / 2:",
    hints=(
        "A `Counter` of the answers, without `None`. `most_common(2)` gives the leader and the "
        "second; there may be one of them only, or none.",
        "After each question: left = k - asked. Stop when the leader's votes are more than the "
        "second's + left. An answer that nobody gave yet has 0.",
        "`most_common` and `max` keep equals in the order in which they came: the first wins.",
    ),
)
