"""Exercise 01.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = ('日本語', 7)\n"
BYTES = "def fitting(text, limit):\n    return text.encode()[:limit].decode(errors='ignore')"
BROKEN = """
def fitting(text, limit):
    while len(text.encode()) > limit:
        too_many = len(text.encode()) - limit
        text = text[: max(len(text) - too_many, 0)]
    return text
"""

CASES = Answers(
    right=(
        FAILING + BYTES,
        "failing = ('🙂🙂', 6)\n"
        "def fitting(text, limit):\n"
        "    sizes = [len(text[:n].encode()) for n in range(len(text) + 1)]\n"
        "    return text[: max(n for n, size in enumerate(sizes) if size <= limit)]",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        ("failing = ('charged twice', 5)\n" + BYTES, "does not show the fault"),
        ("failing = ('日本語', -1)\n" + BYTES, "a limit from 0"),
        ("failing = '日本語'\n" + BYTES, "as a tuple"),
        (FAILING + "def fitting(text, limit):\n    return text[:limit]", "counts characters"),
        (FAILING + BYTES.replace("ignore", "replace"), "half a character"),
    ),
)
test_answers = table("01.6", CASES)
