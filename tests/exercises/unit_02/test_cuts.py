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
KTH = "np.sort(q)[::-1][:k][-1]"
NUCLEUS = "np.searchsorted(np.cumsum(q[order]), p) + 1"


CASES = Answers(
    right=(
        ALL_CUTS,
        ALL_CUTS.replace('np.argsort(-q, kind="stable")', "np.argsort(q)[::-1]"),  # last of equals
        """
def one(kept):
    return [x / sum(kept) for x in kept]
def keep_top_k(q, k):
    return one([x if sum(y > x for y in q) < k else 0.0 for x in q])
def keep_top_p(q, p):
    kept, total = [0.0] * len(q), 0
    for i in sorted(range(len(q)), key=lambda i: q[i], reverse=True):
        if total < p or total == 0:
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
        (  # with p = 0 nothing is left
            TOP_K
            + MIN_P
            + """
def keep_top_p(q, p):
    order = np.argsort(-q, kind="stable")
    kept = np.zeros(len(q))
    stays = order[np.cumsum(q[order]) - q[order] < p]
    kept[stays] = q[stays]
    return kept / kept.sum()
""",
            "nothing is left",
        ),
        (
            MIN_P
            + TOP_P
            + """
def keep_top_k(q, k):
    q[q < np.sort(q)[::-1][:k][-1]] = 0
    return q / q.sum()
""",
            "your code changes `q`",
        ),
        (TOP_K + MIN_P + "def keep_top_p(q, p):\n    return ...", "still open"),
        (
            ALL_CUTS.replace(NUCLEUS, "np.argmax(np.cumsum(q[order]) >= p) + 1"),
            "may add up to a little less than 1",
        ),
        (
            ALL_CUTS.replace(NUCLEUS, "np.flatnonzero(np.cumsum(q[order]) >= p)[0] + 1"),
            "may add up to a little less than 1",
        ),
        (
            ALL_CUTS.replace(
                "kept[order[:n]] = q[order[:n]]",
                "last = q[order[:n]][-1]\n    kept[q >= last] = q[q >= last]",
            ),
            "that is top_k's rule",
        ),
        (
            ALL_CUTS.replace('order = np.argsort(-q, kind="stable")', "order = np.arange(len(q))"),
            "in the order of the ids",
        ),
        (
            ALL_CUTS.replace(NUCLEUS, f"{NUCLEUS} if p else len(q)"),
            "p = 0 for no cut",
        ),
        (
            TOP_K
            + MIN_P
            + """
def keep_top_p(q, p):
    kept = np.where((q >= p) | (np.arange(len(q)) == q.argmax()), q, 0)
    return kept / kept.sum()
""",
            "compare single probabilities",
        ),
        (
            ALL_CUTS.replace("m * q.max(), q, 0)", "m, q, 0)\n    kept[q.argmax()] = q.max()"),
            "min_p times the largest",
        ),
        (
            ALL_CUTS.replace("q >= m * q.max(),", "(q > m * q.max()) | (q == q.max()),"),
            "exactly at the border",
        ),
        (ALL_CUTS.replace("m * q.max()", "q.max() - m"), "you subtract min_p"),
        (ALL_CUTS.replace("m * q.max()", "(1 - m) * q.max()"), "you take 1 - min_p"),
        (ALL_CUTS.replace("m * q.max()", "m * q[0]"), "another number than the largest"),
        (ALL_CUTS.replace("m * q.max()", "m * q.mean()"), "another number than the largest"),
        (ALL_CUTS.replace(f"q >= {KTH}", "np.arange(len(q)) < k"), "the first k places"),
        (ALL_CUTS.replace(f"q >= {KTH}", f"q > {KTH}"), "drop the k-th most likely"),
        (ALL_CUTS.replace("[:k][-1]", "[: k + 1][-1]"), "one token too many"),
        (ALL_CUTS.replace("np.sort(q)", "np.unique(q)"), "how many different probabilities"),
        (
            ALL_CUTS.replace(f"q >= {KTH}", f"(q > {KTH}) | np.isclose(q, {KTH})"),
            "nearly as likely",
        ),
        (
            ALL_CUTS.replace(f"np.where(q >= {KTH}, q, 0)", f"q[q >= {KTH}]"),
            "one number for each token",
        ),
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
