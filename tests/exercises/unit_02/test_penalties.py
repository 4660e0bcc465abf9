"""Exercise 02.3: answers right and wrong, and what the check says to each."""

import numpy as np
from cases import Answers, table

from helpers.exercises.unit_02 import penalties

NUMPY = "import numpy as np\nimport math\n"


CASES = Answers(
    right=(
        "def penalise(logits, ids, f, p):\n    out = list(logits)\n    for i in ids:\n"
        "        out[i] -= f\n    for i in set(ids):\n        out[i] -= p\n    return out",
        "def penalise(logits, ids, f, p):\n    c = np.bincount(ids, minlength=len(logits))\n"
        "    return logits - c * f - (c > 0) * p",
        "from collections import Counter\ndef penalise(logits, ids, f, p):\n"
        "    new = np.array(logits)\n    for i, c in Counter(ids).items():\n"
        "        new[i] = logits[i] - c * f - p\n    return new",
    ),
    wrong=(
        (
            "def penalise(logits, ids, f, p):\n    out = list(logits)\n    for i in ids:\n"
            "        out[i] -= f + p\n    return out",
            "you subtract it for every occurrence",
        ),
        (
            "def penalise(logits, ids, f, p):\n    logits[ids] -= f + p\n    return logits",
            "only once",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.bincount(np.array(ids, dtype=int), minlength=len(logits))\n"
            "    e = np.exp(logits) / np.exp(logits).sum()\n    return e - c * f - (c > 0) * p",
            "from probabilities",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.bincount(np.array(ids, dtype=int), minlength=len(logits))\n"
            "    e = np.exp(logits - c * f - (c > 0) * p)\n    return e / e.sum()",
            "the new logits are wanted",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.bincount(np.array(ids, dtype=int), minlength=len(logits))\n"
            "    return logits + c * f + (c > 0) * p",
            "you add the penalties",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.bincount(np.array(ids, dtype=int), minlength=len(logits))\n"
            "    return logits - c * f - p",
            "you subtract it from all",
        ),
        (
            "def penalise(logits, ids, f, p):\n    return logits - ids.count(0) * f",
            "differs from what is wanted",
        ),
    ),
    setup=NUMPY,
)
test_answers = table("02.3", CASES)


def test_the_penalties_follow_the_documented_example():
    new = penalties.penalise(np.array([1.0, 1.0, 1.0]), [0, 0, 2], 0.5, 0.1)
    assert np.allclose(new, [-0.1, 1.0, 0.4])
