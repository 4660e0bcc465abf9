"""Exercise 05.4: the label that a model says clearly too often.

In: wanted labels and replies, the choice, wrong ways to choose. Out: intervals (paired, metrics).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Misconception, compare, value_is, would_return
from helpers.measure import metrics, paired
from helpers.world.lexicon import CATEGORIES

Pairs = Sequence[tuple[str, str]]  # (wanted, reply)


def leaning(pairs: Pairs) -> str | None:
    """The label that clearly more texts are drawn to than away from, the strongest one, or None."""
    return _strongest(_clear(pairs), lambda label: _surplus(pairs, label))


def _moves(pairs: Pairs, label: str) -> tuple[int, int]:
    """How many texts are drawn to a label that is not wanted, and away from one that is."""
    to = sum(reply == label != wanted for wanted, reply in pairs)
    return to, sum(wanted == label != reply for wanted, reply in pairs)


def _surplus(pairs: Pairs, label: str) -> int:
    to, away = _moves(pairs, label)
    return to - away


def _labels(pairs: Pairs) -> list[str]:
    return sorted({wanted for wanted, _ in pairs})


def _clear(pairs: Pairs) -> list[str]:
    n = len(pairs)
    return [c for c in _labels(pairs) if paired.difference(*_moves(pairs, c), n)[1] > 0]


def _strongest(leans: Sequence[str], strength: Callable) -> str | None:
    return max(leans, key=strength, default=None)


def _shares(pairs: Pairs, clear: Callable[[int, int, int], bool]) -> str | None:
    """The choice of somebody who compares two counts of each label, (said, wanted, n)."""
    n, said = len(pairs), Counter(reply for _, reply in pairs)
    wanted = Counter(wanted for wanted, _ in pairs)
    leans = [c for c in _labels(pairs) if clear(said[c], wanted[c], n)]
    return _strongest(leans, lambda label: _surplus(pairs, label))


def _most_said(pairs: Pairs) -> str:
    return Counter(reply for _, reply in pairs).most_common(1)[0][0]


def _most_over(pairs: Pairs) -> str:
    return _strongest(_labels(pairs), lambda label: _surplus(pairs, label))


def _any_surplus(pairs: Pairs) -> str | None:
    return _shares(pairs, lambda said, wanted, n: said > wanted)


def _against_equal(pairs: Pairs) -> str | None:
    k = len(_labels(pairs))
    return _shares(pairs, lambda said, wanted, n: metrics.wilson(said, n)[0] > 1 / k)


def _unpaired(pairs: Pairs) -> str | None:
    return _shares(pairs, lambda said, wanted, n: metrics.wilson(said, n)[0] > wanted / n)


def _over_both(pairs: Pairs) -> str | None:
    return _shares(
        pairs, lambda said, wanted, n: metrics.wilson(said, n)[0] > metrics.wilson(wanted, n)[1]
    )


def _to_only(pairs: Pairs) -> str | None:
    n, moves = len(pairs), {c: _moves(pairs, c)[0] for c in _labels(pairs)}
    leans = [c for c in moves if paired.difference(moves[c], 0, n)[1] > 0]
    return _strongest(leans, moves.get)


def _any_reply(pairs: Pairs) -> str | None:
    n, found = len(pairs), sorted({label for pair in pairs for label in pair})
    leans = [c for c in found if paired.difference(*_moves(pairs, c), n)[1] > 0]
    return _strongest(leans, lambda label: _surplus(pairs, label))


def _readable_only(pairs: Pairs) -> str | None:
    labels = _labels(pairs)
    return leaning([pair for pair in pairs if pair[1] in labels])


def _most_said_of_all(pairs: Pairs) -> str | None:
    said = Counter(reply for _, reply in pairs)
    return _strongest(_clear(pairs), lambda label: said[label])


def _most_times(pairs: Pairs) -> str | None:
    said, wanted = Counter(r for _, r in pairs), Counter(w for w, _ in pairs)
    return _strongest(_clear(pairs), lambda label: said[label] / wanted[label])


def _most_drawn(pairs: Pairs) -> str | None:
    return _strongest(_clear(pairs), lambda label: _moves(pairs, label)[0])


def _largest_first(pairs: Pairs) -> str | None:
    label = _most_over(pairs)
    return label if label in _clear(pairs) else None


def _by_low_end(pairs: Pairs) -> str | None:
    n = len(pairs)
    return _strongest(_clear(pairs), lambda c: paired.difference(*_moves(pairs, c), n)[1])


def _tidied(pairs: Pairs) -> str | None:
    return leaning([(wanted, reply.strip().casefold()) for wanted, reply in pairs])


def _stripped(pairs: Pairs) -> str | None:
    return leaning([(wanted, reply.strip()) for wanted, reply in pairs])


def _lowered(pairs: Pairs) -> str | None:
    return leaning([(wanted, reply.casefold()) for wanted, reply in pairs])


def _contained(pairs: Pairs) -> str | None:
    held = {r: next((c for c in _labels(pairs) if c in r), r) for _, r in pairs}
    return leaning([(wanted, held[reply]) for wanted, reply in pairs])


def _differ(moves: Callable[[int, int, int, int], tuple[int, int]]) -> Callable:
    """The choice of somebody who counts otherwise: moves(to, away, said, wanted)."""

    def choice(pairs: Pairs) -> str | None:
        n, said = len(pairs), Counter(reply for _, reply in pairs)
        wanted = Counter(wanted for wanted, _ in pairs)
        counts = {c: moves(*_moves(pairs, c), said[c], wanted[c]) for c in _labels(pairs)}
        leans = [c for c in counts if paired.difference(*counts[c], n)[1] > 0]
        return _strongest(leans, lambda label: counts[label][0] - counts[label][1])

    return choice


def _of_apart(pairs: Pairs) -> str | None:
    n = sum(wanted != reply for wanted, reply in pairs)
    leans = [c for c in _labels(pairs) if n and paired.difference(*_moves(pairs, c), n)[1] > 0]
    return _strongest(leans, lambda label: _surplus(pairs, label))


def _of_label(pairs: Pairs) -> str | None:
    sizes = {c: sum(c in pair for pair in pairs) for c in _labels(pairs)}
    leans = [c for c in sizes if paired.difference(*_moves(pairs, c), sizes[c])[1] > 0]
    return _strongest(leans, lambda label: _surplus(pairs, label))


def _either_way(pairs: Pairs) -> str | None:
    n, ends = len(pairs), {c: _moves(pairs, c) for c in _labels(pairs)}
    leans = [c for c in ends if paired.difference(*ends[c], n)[1] > 0]
    leans += [c for c in ends if paired.difference(*ends[c], n)[2] < 0]
    return _strongest(leans, lambda label: _surplus(pairs, label))


def questions_05_4(seed: int) -> list[Question]:
    """A lean, none, one too small to tell, one on an uneven set, replies that are no label, one
    among the readable replies only; as many away as to it; one that only pairs show, and one that
    only shares show; several, of which one has most replies, grew most, or was drawn to most, or
    has the largest surplus and does not lean, or the interval that begins highest, each in front
    once; all replies one label; one; replies that only resemble a label."""
    draw = random.Random(f"05.4/{seed}")
    a, b, c = draw.sample(CATEGORIES, 3)
    k = draw.randint(18, 22)
    one_label = [
        [(a, a)] * k + [(b, b)] * 6 + [(b, a)] * (k - 6),
        [(a, a)] * (k - 1) + [(a, b)] + [(b, b)] * (k + 1) + [(b, a)],
        [(a, a)] * 4 + [(b, b)] * 2 + [(b, a)] * 2,
        [(a, a)] * (3 * k) + [(b, b)] * 9 + [(c, c)] * 10,
        [(a, a)] * 6 + [(a, "Text:")] * 15 + [(b, b)] * 6 + [(b, "Text:")] * 14,
        [(a, a)] * (4 * k) + [(b, b)] * 5 + [(c, b)] * (k // 2) + [(a, b)] * 9,
        [(a, a)] * 30 + [(b, a)] * 10 + [(b, b)] * 20,
        [(a, a)] * 5 + [(a, "Text:")] * 15 + [(b, a)] * 11 + [(b, b)] * 4 + [(b, "Text:")] * 5,
        [(a, a)] * k + [(b, b)] * (k + 3) + [(a, b)] * 10 + [(b, a)] * 10,
        [(a, a)] * 50 + [(b, a)] * 8 + [(b, b)] * 42,
        [(a, a)] * 30 + [(b, c)] * 3 + [(c, b)] * 10 + [(c, c)] * 57,
        [(a, a)] * k,
        [(a, a)],
        [(a, a)] * 20 + [(b, a.title())] * 10 + [(b, f" {a}")] * 12 + [(b, f"no {a}")] * 14,
    ]
    several = [
        [(a, a)] * 30 + [(b, b)] * 5 + [(c, a)] * 10 + [(c, b)] * 30,
        [(a, a)] * 30 + [(c, a)] * 20 + [(b, b)] * 3 + [(c, b)] * 12 + [(c, c)] * 35,
        [(a, a)] * 40 + [(c, a)] * 30 + [(a, c)] * 10 + [(c, b)] * 24 + [(b, b)] * 20,
        [(a, a)] * 30 + [(c, a)] * 26 + [(a, c)] * 17 + [(c, b)] * 8 + [(b, b)] * 20,
        [(a, a)] * 10 + [(c, a)] * 36 + [(a, c)] * 18 + [(c, b)] * 15 + [(b, b)] * 20,
        [(b, b)] * 10 + [(c, b)] * 36 + [(b, c)] * 18 + [(c, a)] * 15 + [(a, a)] * 20,
    ]
    cases = [draw.sample(pairs, len(pairs)) for pairs in one_label]
    for pairs in several:
        for first in (a, b):
            mixed = draw.sample(pairs, len(pairs))
            cases.append(sorted(mixed, key=lambda pair: pair != (first, first)))
    return [Call("leaning", (pairs,)) for pairs in cases]


LEANING = Exercise(
    id="05.4",
    title="Does it lean?",
    goal="Write `leaning(pairs)`: the label that the model says clearly too often, or `None`.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to seven lines",
    answers=("leaning",),
    questions=questions_05_4,
    judge=compare(
        leaning,
        [
            would_return(
                _readable_only,
                "You leave out the replies that are no label. A text with such a reply is drawn "
                "away from its label, too.",
            ),
            would_return(
                _most_said_of_all,
                "You name the label that is said most where several lean. The largest surplus "
                "counts: texts drawn to it, less those drawn away.",
            ),
            would_return(
                _most_times,
                "You name the label that grew most compared with itself where several lean. The "
                "largest surplus counts: texts drawn to it, less those drawn away.",
            ),
            would_return(
                _most_drawn,
                "You name the label that most texts are drawn to where several lean. Those drawn "
                "away count against it: the largest surplus is wanted.",
            ),
            would_return(
                _largest_first,
                "You look at the label with the largest surplus only. It may not lean while "
                "another does: first find those that lean, then the strongest of them.",
            ),
            would_return(
                _to_only,
                "You count the texts that are drawn to a label only. Those drawn away from it are "
                "the other side of the comparison.",
            ),
            would_return(
                _any_surplus,
                "You name a label as soon as it is said more often than it is wanted, however "
                "small the surplus. The interval of the difference must lie above 0.",
            ),
            would_return(
                _most_over,
                "You name the label with the largest surplus, however small. Name one only where "
                "the interval of the difference lies above 0.",
            ),
            would_return(
                _against_equal,
                "You compare with equal shares. These texts are not spread evenly: compare with "
                "what was wanted, text by text.",
            ),
            would_return(
                _unpaired,
                "You hold the interval of a share against the share that was wanted. Both are of "
                "the same texts: count those on which they differ, `paired.difference(to, away, "
                "n)`.",
            ),
            would_return(
                _over_both,
                "You compare two intervals. Both are of the same texts: count those on which they "
                "differ, `paired.difference(to, away, n)`.",
            ),
            would_return(
                _any_reply,
                "You name what is not a label. Unreadable replies are a fault of their own; a lean "
                "is towards a label that occurs among the wanted ones.",
            ),
            would_return(
                _most_said,
                "You name the label that is said most. It may be wanted most: compare with how "
                "often it was wanted.",
            ),
            would_return(
                _by_low_end,
                "You name the label whose interval begins highest where several lean. The largest "
                "surplus counts: texts drawn to it, less those drawn away.",
            ),
            *(
                would_return(
                    wrong,
                    "You take a reply for a label that it only resembles. A reply is taken as it "
                    "stands: with a space, a capital or a word more it is no label.",
                )
                for wrong in (_tidied, _stripped, _lowered, _contained)
            ),
            would_return(
                _differ(lambda to, away, said, wanted: (said, away)),
                "You count every reply that is the label as drawn to it. Those that were wanted "
                "tell nothing: count where the label is said and was *not* wanted.",
            ),
            would_return(
                _differ(lambda to, away, said, wanted: (to, wanted)),
                "You count every text that wants the label as drawn away. Those that got it tell "
                "nothing: count where it was wanted and is *not* said.",
            ),
            would_return(
                _differ(lambda to, away, said, wanted: (away, to)),
                "You have it the other way round: a pair is (wanted, reply), and `to` counts where "
                "the label is the reply and was not wanted.",
            ),
            *(
                would_return(
                    wrong,
                    "You divide by some of the pairs only. n counts all pairs, also those that "
                    "agree or have another label.",
                )
                for wrong in (_of_apart, _of_label)
            ),
            would_return(
                _either_way,
                "You name a label that texts are drawn away from. The interval must lie *above* 0; "
                "below 0 the label is said too rarely.",
            ),
            Misconception(
                "You name a label that leans, and another has a larger surplus, `to - away`. Where "
                "several lean, the largest is wanted, not the first or the last.",
                lambda case: case.value in _clear(case.question.args[0]),
            ),
            Misconception(
                "`to` and `away` are together more than n, or n is 0. n counts all pairs, and a "
                "pair that agrees is neither in `to` nor in `away`.",
                lambda case: "mended + broke <= n" in (case.reply.error or ""),
            ),
            value_is(
                lambda value, wanted: value is None,
                "There is enough evidence here: the interval of the difference between the texts "
                "drawn to a label and those drawn away from it lies above 0.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, tuple | list | dict | set),
                "One label is wanted, or `None`: the strongest one where several lean.",
            ),
        ],
        message="A lean is named only where the evidence is enough.",
    ),
    distractor="        if to > away:",
    hints=(
        "For one label: `to` counts the pairs whose reply is the label and whose wanted one is "
        "not, `away` the other way round. Pairs that agree count for neither.",
        "A label leans when `paired.difference(to, away, len(pairs))[1] > 0`: that is the low end. "
        "Keep `to - away` of those that lean in a dict, and take the largest.",
    ),
)
