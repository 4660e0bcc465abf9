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
            "def penalise(logits, ids, f, p):\n"
            "    for i in range(len(logits)):\n"
            "        logits[i] -= ids.count(i) * f + (i in ids) * p\n    return logits",
            "your code changes `logits`",
        ),
        (
            "def penalise(logits, ids, f, p):\n    out = list(logits)\n    while ids:\n"
            "        i = ids[0]\n        out[i] -= ids.count(i) * f + p\n"
            "        ids[:] = [x for x in ids if x != i]\n    return out",
            "your code changes `ids`",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - np.maximum(c * f + (c > 0) * p, 0)",
            "negative penalty for 0",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - c * f - (c == 0) * p",
            "tokens that did not come",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - c * f - (c > 1) * p",
            "from the second time on",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - np.maximum(c - 1, 0) * f - (c > 0) * p",
            "leave the first time out",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - c * c * f - (c > 0) * p",
            "once for every occurrence",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - c * f",
            "leave out the presence penalty",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return np.maximum(logits - c * f - (c > 0) * p, 0)",
            "whatever its sign",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return np.where(logits > 0, logits - c * f - (c > 0) * p, logits)",
            "whatever its sign",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))]) * np.sign(logits)\n"
            "    return logits - c * f - np.sign(c) * p",
            "whatever its sign",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - (c > 0) * p",
            "leave out the frequency penalty",
        ),
        (
            "def penalise(logits, ids, f, p):\n"
            "    c = np.array([ids.count(i) for i in range(len(logits))])\n"
            "    return logits - c * max(f, 0) - (c > 0) * max(p, 0)",
            "negative penalty for 0",
        ),
        (
            "def penalise(logits, ids, f, p):\n    out = list(logits)\n    for i in ids:\n"
            "        out[i] -= ids.count(i) * f + p\n        break\n    return out",
            "stop after the first",
        ),
        (
            "def penalise(logits, ids, f, p):\n    out = list(logits)\n    for i in ids[-1:]:\n"
            "        out[i] -= ids.count(i) * f + p\n    return out",
            "the last of the generated ids only",
        ),
        (
            "def penalise(logits, ids, f, p):\n    out = list(logits)\n    for i in set(ids):\n"
            "        if i:\n            out[i] -= ids.count(i) * f + p\n    return out",
            "pass over token 0",
        ),
        (
            "def penalise(logits, ids, f, p):\n    c = np.bincount(np.array(ids, dtype=int))\n"
            "    return logits - c * f - (c > 0) * p",
            "as many counts as logits",
        ),
        (
            "def penalise(logits, ids, f, p):\n    return logits - ids.count(0) * f",
            "leave out the presence penalty",
        ),
    ),
    setup=NUMPY,
)
test_answers = table("02.3", CASES)


def test_the_penalties_follow_the_documented_example():
    new = penalties.penalise(np.array([1.0, 1.0, 1.0]), [0, 0, 2], 0.5, 0.1)
    assert np.allclose(new, [-0.1, 1.0, 0.4])
