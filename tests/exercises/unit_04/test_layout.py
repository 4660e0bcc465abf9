"""Exercise 04.5: answers right and wrong, and what the check says to each."""

from cases import Answers, table

ORDER = "ORDER = ['release', 'day', 'customer', 'request']\n"


def code(
    key: str = "ORDER.index(part['per'])",
    gap: str = r"'\n\n'",
    earlier: str = "prompts[:at]",
    shared: str = "beginning(prompt, one)",
    kept: str = "n if n >= least else 0",
    end: str = "found",
) -> str:
    return (
        ORDER + "def layout(parts):\n"
        f"    parts = sorted(parts, key=lambda part: {key})\n"
        f"    system = {gap}.join(p['text'] for p in parts if p['per'] != 'request')\n"
        f"    user = {gap}.join(p['text'] for p in parts if p['per'] == 'request')\n"
        "    return [{'role': 'system', 'content': system}, {'role': 'user', 'content': user}]\n\n"
        "def beginning(a, b):\n    n = 0\n"
        "    while n < min(len(a), len(b)) and a[n] == b[n]:\n        n += 1\n    return n\n\n"
        "def cached(prompts, least):\n    found = []\n"
        "    for at, prompt in enumerate(prompts):\n"
        f"        n = max((({shared}) for one in {earlier}), default=0)\n"
        f"        found.append({kept})\n    return {end}"
    )


BY_GROUPS = """
from itertools import takewhile
def layout(parts):
    groups = {per: [] for per in ("release", "day", "customer", "request")}
    for part in parts:
        groups[part["per"]].append(part["text"])
    last = groups.pop("request")
    first = [text for texts in groups.values() for text in texts]
    return [dict(role="system", content="\\n\\n".join(first)),
            dict(role="user", content="\\n\\n".join(last))]

def cached(prompts, least):
    seen, result = [], []
    for prompt in prompts:
        best = 0
        for other in seen:
            best = max(best, len(list(takewhile(lambda p: p[0] == p[1], zip(prompt, other)))))
        result.append(0 if best < least else best)
        seen.append(prompt)
    return result
"""
CASES = Answers(
    right=(code(), BY_GROUPS),
    wrong=(
        (code(key="0"), "in which they come"),
        (code(key="-ORDER.index(part['per'])"), "what changes most in front"),
        (code(key="part['per']"), "by the name of the kind"),
        (code(key="(ORDER.index(part['per']), part['text'])"), "of the same kind by their text"),
        (code(key="(ORDER.index(part['per']), part['name'])"), "of the same kind by their name"),
        (code(gap=r"'\n'"), "an empty line"),
        (code(earlier="prompts[at - 1:at]"), "the prompt just before"),
        (code(earlier="prompts[:min(at, 1)]"), "the first prompt only"),
        (code(kept="n"), "too short to be kept"),
        (code(kept="n if n > least else 0"), "exactly `least`"),
        (code(kept="max(0, n - least)"), "take `least` away"),
        (code(shared="len(set(prompt) & set(one))"), "anywhere in both"),
        (code(shared="sum(a == b for a, b in zip(prompt, one))"), "equal places"),
        (code(end="sum(found)"), "a number for each prompt"),
    ),
)  # fmt: skip
test_answers = table("04.5", CASES)
