"""Exercise 02.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

NUMPY = "import numpy as np\nimport math\n"


CASES = Answers(
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
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    p = np.exp(logits / t)\n    return p / p.sum()",
            "subtract the largest logit",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    p = [math.exp(x / t) for x in logits]\n"
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
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    logits -= logits.max()\n"
            "    p = np.exp(logits / t)\n    return p / p.sum()",
            "your code changes `logits`",
        ),
        (
            "def softmax(logits, t):\n    if t < 0.1:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "differs",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    p = np.exp(logits / t - logits.max())\n    return p / p.sum()",
            "subtract before you divide",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    p = np.exp(np.clip(logits / t, -700, 700))\n    return p / p.sum()",
            "cut off at a limit",
        ),
        (
            "def softmax(logits, t):\n"
            "    p = np.exp((logits - logits.max()) / (t or 1))\n    return p / p.sum()",
            "temperature 0 for temperature 1",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[0]\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "you choose token 0",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return (logits == logits.max()) * 1.0\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return p / p.sum()",
            "1 to each of the largest",
        ),
        (
            "def softmax(logits, t):\n    if t == 0:\n"
            "        return np.eye(len(logits))[logits.argmax()]\n"
            "    p = np.exp((logits - logits.max()) / t)\n    return (p / p.sum()).round(3)",
            "you round",
        ),
    ),
    setup=NUMPY,
)
test_answers = table("02.1", CASES)
