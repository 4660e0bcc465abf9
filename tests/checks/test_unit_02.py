"""Answers to the exercises of unit 02, right and wrong, and what the check says to each.

The references are held to transformers' logits processors and to values worked out by hand.
"""

import numpy as np
import pytest
from cases import Answers, table

from helpers.checks import unit_02, unit_02_cuts

NUMPY = "import numpy as np\nimport math\n"

SOFTMAX = Answers(
    right=(
        """def softmax(logits, temperature):
    top = max(logits)
    if temperature == 0:
        first = list(logits).index(top)
        return [1 if i == first else 0 for i in range(len(logits))]
    powers = [math.exp((x - top) / temperature) for x in logits]
    return [p / sum(powers) for p in powers]""",
        """def softmax(logits, temperature):
    if temperature == 0:
        return np.eye(len(logits))[np.argmax(logits)]
    z = logits / temperature
    return np.exp(z - np.logaddexp.reduce(z))""",
    ),
    wrong=(
        (
            "def softmax(logits, t):\n    p = np.exp(logits / t)\n    return p / p.sum()",
            "subtract the largest logit",
        ),
        (
            "def softmax(logits, t):\n    p = [math.exp(x / t) for x in logits]\n"
            "    return [x / sum(p) for x in p]",
            "subtract the largest logit",
        ),
        (
            "def softmax(logits, t):\n    p = np.exp((logits - logits.max()) / t)\n"
            "    return p / p.sum()",
            "temperature 0 divides by zero",
        ),
        (
            "def softmax(logits, t):\n    p = np.exp(logits - logits.max())\n"
            "    return p / p.sum() / (t or 1)",
            "no longer sum to 1",
        ),
        (
            "def softmax(logits, t):\n    p = np.exp(logits - logits.max())\n"
            "    p = p / p.sum() / (t or 1)\n    return p / p.sum()",
            "the temperature has no effect",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[::-1][np.argmax(logits[::-1])]\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "you choose the last",
        ),
        (
            "def softmax(logits, t):\n    p = np.exp((logits - logits.max()) * t)\n"
            "    return p / p.sum()",
            "you multiply by the temperature",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n        return int(np.argmax(logits))\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "which token it is",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n        p = logits == logits.max()\n"
            "        return p / p.sum()\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "two tokens share",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    return np.exp((logits - logits.max()) / t)",
            "divide by their sum",
        ),
        (
            "def softmax(logits, t):\n    logits = np.sort(logits)[::-1]\n    if t == 0:\n"
            "        return np.eye(len(logits))[0]\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "not in the order",
        ),
    ),
    setup=NUMPY,
)

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

CUTS = Answers(
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

PENALTIES = Answers(
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

CUT_OFF = Answers(
    right=(
        """def next_step(r):
    reason = r["stop_reason"] if "stop_reason" in r else r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens"):
        return "more tokens"
    if reason == "model_context_window_exceeded":
        return "shorten"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
        """def next_step(r):
    match r:
        case {"choices": [{"finish_reason": "length"}, *_]} | {"stop_reason": "max_tokens"}:
            return "more tokens"
        case {"choices": [{"finish_reason": "content_filter"}, *_]} | {"stop_reason": "refusal"}:
            return "refused"
        case {"choices": [{"finish_reason": "tool_calls"}, *_]} | {"stop_reason": "tool_use"}:
            return "run tools"
        case {"stop_reason": "model_context_window_exceeded"}:
            return "shorten"
    return "use\"""",
    ),
    wrong=(
        (
            "def next_step(r):\n    reason = r['choices'][0]['finish_reason']\n"
            "    return {'stop': 'use', 'length': 'more tokens', 'content_filter': 'refused',"
            " 'tool_calls': 'run tools'}[reason]",
            "An Anthropic response is not read",
        ),
        (
            "def next_step(r):\n    return {'end_turn': 'use', 'stop_sequence': 'use',"
            " 'max_tokens': 'more tokens', 'model_context_window_exceeded': 'shorten',"
            " 'refusal': 'refused', 'tool_use': 'run tools'}[r['stop_reason']]",
            "An OpenAI response is not read",
        ),
        (
            "def next_step(r):\n"
            "    parts = [c['message']['content'] for c in r.get('choices', [])]\n"
            "    text = [*parts, *(b['text'] for b in r.get('content', []))][0]\n"
            "    return 'use' if text.endswith('.') else 'more tokens'",
            "the text does not tell",
        ),
        ("def next_step(r):\n    return 'use'", "cut off at your limit"),
        (
            """def next_step(r):
    reason = r.get("stop_reason") or r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens", "stop_sequence"):
        return "more tokens"
    if reason == "model_context_window_exceeded":
        return "shorten"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
            "the reply is finished",
        ),
        (
            """def next_step(r):
    reason = r.get("stop_reason") or r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens", "model_context_window_exceeded"):
        return "more tokens"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
            "the prompt has to be shortened",
        ),
    ),
)

# the check runs the model some 90 times, so two seeds must do
JOBS = Answers(
    right=(
        """settings = {"classify": {"temperature": 1, "top_p": 0}, "log": {"temperature": 0.5},
            "subjects": {"temperature": 0.7, "top_p": 0.9}}""",
        """settings = {"classify": {"temperature": 0.9, "top_k": 1},
            "subjects": {"temperature": 0.9, "min_p": 0.2},
            "log": {"temperature": 0.4, "frequency_penalty": 0.2}}""",
    ),
    wrong=(
        (
            "settings = {name: {'temperature': 0} for name in ('classify', 'subjects', 'log')}",
            "the lines are too much alike",
        ),
        ("settings = {'log': {'temperature': 0}}", "goes round in circles"),
        ("settings = {'classify': {'temperature': 2}}", "should not roll dice"),
        ("settings = {'subjects': {'temperature': 2}}", "start well and derail"),
        ("settings = {'log': {'temperature': 2}}", "the entries fall apart"),
        ("settings = {'log': {'temperature': 3}}", "the server refused"),
        ("settings = {'log': {'max_tokens': 3}}", "is not among"),
        ("settings = {'temperature': 1}", "wanted {"),
    ),
    seeds=(0, 7),
)

CASES = {"02.1": SOFTMAX, "02.2": CUTS, "02.3": PENALTIES, "02.4": JOBS, "02.5": CUT_OFF}
test_answers = table("02", CASES)


def test_the_references_are_what_transformers_computes():
    torch = pytest.importorskip("torch")
    process = pytest.importorskip("transformers.generation.logits_process")
    cuts = {
        "keep_top_k": (process.TopKLogitsWarper, unit_02_cuts.keep_top_k, (1, 3)),
        "keep_top_p": (process.TopPLogitsWarper, unit_02_cuts.keep_top_p, (0.3, 0.8, 0.95)),
        "keep_min_p": (process.MinPLogitsWarper, unit_02_cuts.keep_min_p, (0.05, 0.4)),
    }
    logits = np.random.default_rng(2).normal(size=(20, 8)) * 2
    for row in logits:
        scores = torch.tensor(row[None])
        for warper, reference, values in cuts.values():
            for value in values:
                wanted = torch.softmax(warper(value)(None, scores), -1)[0].numpy()
                got = reference(torch.softmax(scores, -1)[0].numpy(), value)
                assert np.allclose(got, wanted)
        wanted = torch.softmax(process.TemperatureLogitsWarper(0.6)(None, scores), -1)[0].numpy()
        assert np.allclose(unit_02.softmax(row, 0.6), wanted)


def test_the_penalties_follow_the_documented_example():
    new = unit_02.penalise(np.array([1.0, 1.0, 1.0]), [0, 0, 2], 0.5, 0.1)
    assert np.allclose(new, [-0.1, 1.0, 0.4])
