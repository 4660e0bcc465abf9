"""Exercise 02.2: answers right and wrong, and what the check says to each."""

import numpy as np
import pytest
from cases import Answers, table

from helpers.exercises.unit_02 import cuts, softmax

NUMPY = "import numpy as np\nimport math\n"


TOP_K = """
def keep_top_k(q, k):
    kept = np.where(q >= np.sort(q)[::-1][:k][-1], q, 0)
    return kept / kept.sum()
"""


TOP_P = """
def keep_top_p(q, p):
    order = np.argsort(-q, kind="stable")
    n = np.searchsorted(np.cumsum(q[order]), p) + 1
    kept = np.zeros(len(q))
    kept[order[:n]] = q[order[:n]]
    return kept / kept.sum()
"""


MIN_P = """
def keep_min_p(q, m):
    kept = np.where(q >= m * q.max(), q, 0)
    return kept / kept.sum()
"""


ALL_CUTS = TOP_K + TOP_P + MIN_P


CASES = Answers(
    right=(
        ALL_CUTS,
        """
def one(kept):
    return [x / sum(kept) for x in kept]
def keep_top_k(q, k):
    return one([x if sum(y > x for y in q) < k else 0.0 for x in q])
def keep_top_p(q, p):
    kept, total = [0.0] * len(q), 0
    for i in sorted(range(len(q)), key=lambda i: q[i], reverse=True):
        if total < p:
            kept[i] = q[i]
        total += q[i]
    return one(kept)
def keep_min_p(q, m):
    return one([x if x / max(q) >= m else 0.0 for x in q])
""",
    ),
    wrong=(
        (ALL_CUTS.replace(" + 1", ""), "crosses the border"),
        (
            ALL_CUTS.replace(
                "np.searchsorted(np.cumsum(q[order]), p) + 1", "(np.cumsum(q[order]) <= p).sum()"
            ),
            "crosses the border",
        ),
        (ALL_CUTS.replace("q[order]), p)", "q[order]), p, side='right')"), "one token more"),
        (ALL_CUTS.replace("m * q.max()", "m"), "min_p times the largest"),
        (ALL_CUTS.replace("q >= m *", "q > m *"), "exactly at the border"),
        (
            ALL_CUTS.replace(
                "np.where(q >= np.sort(q)[::-1][:k][-1], q, 0)",
                "np.zeros(len(q))\n    best = np.argsort(-q)[:k]\n    kept[best] = q[best]",
            ),
            "ties with the k-th",
        ),
        (ALL_CUTS.replace("np.sort(q)[::-1][:k][-1]", "np.sort(q)[-k]"), "then all stay"),
        (ALL_CUTS.replace("kept / kept.sum()", "kept"), "does not sum to 1"),
        (
            ALL_CUTS.replace("kept[order[:n]] = q[order[:n]]", "kept[:n] = q[order[:n]]"),
            "another order",
        ),
        (TOP_K + MIN_P + "def keep_top_p(q, p):\n    return ...", "still open"),
    ),
    setup=NUMPY,
)
test_answers = table("02.2", CASES)


def test_the_references_are_what_transformers_computes():
    torch = pytest.importorskip("torch")
    process = pytest.importorskip("transformers.generation.logits_process")
    warpers = {
        "keep_top_k": (process.TopKLogitsWarper, cuts.keep_top_k, (1, 3)),
        "keep_top_p": (process.TopPLogitsWarper, cuts.keep_top_p, (0.3, 0.8, 0.95)),
        "keep_min_p": (process.MinPLogitsWarper, cuts.keep_min_p, (0.05, 0.4)),
    }
    logits = np.random.default_rng(2).normal(size=(20, 8)) * 2
    for row in logits:
        scores = torch.tensor(row[None])
        for warper, reference, values in warpers.values():
            for value in values:
                wanted = torch.softmax(warper(value)(None, scores), -1)[0].numpy()
                got = reference(torch.softmax(scores, -1)[0].numpy(), value)
                assert np.allclose(got, wanted)
        wanted = torch.softmax(process.TemperatureLogitsWarper(0.6)(None, scores), -1)[0].numpy()
        assert np.allclose(softmax.softmax(row, 0.6), wanted)
