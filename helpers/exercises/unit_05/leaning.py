"""Exercise 05.4: the label that a model says clearly too often.

In: wanted labels and replies, the choice, wrong ways to choose. Out: intervals (metrics).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.measure import metrics
from helpers.world.lexicon import CATEGORIES

Pairs = Sequence[tuple[str, str]]  # (wanted, reply)


def leaning(pairs: Pairs) -> str | None:
    """The label that is said clearly more often than it is wanted, the strongest one, or None."""
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in wanted if metrics.wilson(said[c], n)[0] > wanted[c] / n]
    return max(clear, key=lambda label: said[label] - wanted[label], default=None)


def _most_said(pairs: Pairs) -> str:
    return Counter(reply for _, reply in pairs).most_common(1)[0][0]


def _most_over(pairs: Pairs) -> str:
    said, wanted = Counter(r for _, r in pairs), Counter(w for w, _ in pairs)
    return max(wanted, key=lambda label: said[label] - wanted[label])


def _against_equal(pairs: Pairs) -> str | None:
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in wanted if metrics.wilson(said[c], n)[0] > 1 / len(wanted)]
    return max(clear, key=lambda label: said[label], default=None)


def _any_reply(pairs: Pairs) -> str | None:
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in said if metrics.wilson(said[c], n)[0] > wanted[c] / n]
    return max(clear, key=lambda label: said[label] - wanted[label], default=None)


def _over_both(pairs: Pairs) -> str | None:
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    ends = {c: (metrics.wilson(said[c], n)[0], metrics.wilson(wanted[c], n)[1]) for c in wanted}
    clear = [c for c, (low, high) in ends.items() if low > high]
    return max(clear, key=lambda label: said[label] - wanted[label], default=None)


def _readable_only(pairs: Pairs) -> str | None:
    labels = {w for w, _ in pairs}
    return leaning([pair for pair in pairs if pair[1] in labels])


def _most_said_of_all(pairs: Pairs) -> str | None:
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in wanted if metrics.wilson(said[c], n)[0] > wanted[c] / n]
    return max(clear, key=lambda label: said[label], default=None)


def questions_05_4(seed: int) -> list[Question]:
    """A lean, none, one too small to tell, one on an uneven set, replies that are no label; a
    slight one, one among the readable replies only, two at once."""
    draw = random.Random(f"05.4/{seed}")
    a, b, c = draw.sample(CATEGORIES, 3)
    k = draw.randint(18, 22)
    lean = [(a, a)] * k + [(b, b)] * 6 + [(b, a)] * (k - 6)
    fair = [(a, a)] * (k - 1) + [(a, b)] + [(b, b)] * (k - 1) + [(b, a)]
    small = [(a, a)] * 4 + [(b, b)] * 2 + [(b, a)] * 2
    uneven = [(a, a)] * (3 * k) + [(b, b)] * 9 + [(c, c)] * 10
    noise = [(a, a)] * 6 + [(a, "Text:")] * 15 + [(b, b)] * 6 + [(b, "Text:")] * 15
    hidden = [(a, a)] * (4 * k) + [(b, b)] * 5 + [(c, b)] * (k // 2) + [(a, b)] * 9
    slight = [(a, a)] * 30 + [(b, a)] * 10 + [(b, b)] * 20
    unread = [(a, a)] * 5 + [(a, "Text:")] * 15 + [(b, a)] * 11 + [(b, b)] * 4 + [(b, "Text:")] * 5
    two = [(a, a)] * 30 + [(b, b)] * 5 + [(c, a)] * 10 + [(c, b)] * 30
    cases = [lean, fair, small, uneven, noise, hidden, slight, unread, two]
    return [Call("leaning", (draw.sample(pairs, len(pairs)),)) for pairs in cases]


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
                "You leave out the replies that are no label. They are replies too: n is the "
                "number of all pairs.",
            ),
            would_return(
                _most_said_of_all,
                "Several lean, and you name the one that is said most. The largest surplus counts: "
                "how often it is said, less how often it was wanted.",
            ),
            would_return(
                _most_over,
                "You name the label with the largest surplus, however small. Name one only where "
                "the whole interval of its share lies above the share that was wanted.",
            ),
            would_return(
                _against_equal,
                "You compare with equal shares. These texts are not spread evenly: compare with "
                "the share that each label has among the *wanted* ones.",
            ),
            would_return(
                _over_both,
                "You compare two intervals. What was wanted is known, not measured: the low end "
                "must lie above the share itself.",
            ),
            would_return(
                _any_reply,
                "That is not a label. Unreadable replies are a fault of their own; a lean is "
                "towards a label that occurs among the wanted ones.",
            ),
            would_return(
                _most_said,
                "You name the label that is said most. It may be wanted most: compare with how "
                "often it was wanted.",
            ),
            value_is(
                lambda value, wanted: value is None,
                "There is enough evidence here: the low end of a label's interval is above its "
                "share among the wanted ones.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, tuple | list | dict),
                "One label is wanted, or `None`: the strongest one where several lean.",
            ),
        ],
        message="A lean is named only where the evidence is enough.",
    ),
    distractor="    leans = [x for x in said if said[x] > wanted[x]]",
    hints=(
        "`Counter(reply for _, reply in pairs)` counts what was said; do the same for `wanted`. "
        "n is the number of pairs, unreadable replies included.",
        "A label leans when `metrics.wilson(said[label], n)[0] > wanted[label] / n`.",
    ),
)
