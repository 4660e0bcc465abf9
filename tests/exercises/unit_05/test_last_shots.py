"""Exercise 05.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = ([('Card declined', 'billing')], 'billing', 0)\n"
BROKEN = """
def last_shots(rows, label, k):
    mine = [text for text, given in rows if given == label]
    return mine[-k:]
"""

CASES = Answers(
    right=(
        FAILING + BROKEN.replace("mine[-k:]", "mine[-k:] if k else []"),
        "failing = ([['a', 'x'], ['b', 'x']], 'x', 0)\n"
        "def last_shots(rows, label, k):\n"
        "    mine = [text for text, given in rows if given == label]\n"
        "    return mine[::-1][:k][::-1]",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        (FAILING.replace(", 0)", ", 1)") + BROKEN.replace("[-k:]", "[-k:] if k else []"),
         "does not show the fault"),
        (FAILING.replace(", 0)", ", -1)") + BROKEN.replace("[-k:]", "[-k:] if k else []"),
         "0 or more"),
        ("failing = 0" + BROKEN.replace("[-k:]", "[-k:] if k else []"), "as a tuple"),
        (FAILING + BROKEN.replace("[-k:]", "[:k]"), "the *first* k"),
        (FAILING + BROKEN.replace("[-k:]", "[len(mine) - k:]"), "the start is negative"),
        (FAILING + BROKEN.replace("[-k:]", "[::-1][:k]"), "reversed"),
        (FAILING + BROKEN.replace("mine[-k:]", "mine[-k:] if k else None"), "a value is wanted"),
        (FAILING + BROKEN.replace("mine[-k:]", "mine[-k:] if k else []")
         .replace("    return", "    rows.clear()\n    return"), "your code changes `rows`"),
        (FAILING + BROKEN.replace("mine[-k:]", "mine[-k - 1 :]"), "one text too many"),
        (FAILING + BROKEN.replace("-k:", "-max(k, 1) :"), "zero shots are wanted"),
        (FAILING + BROKEN.replace("mine[-k:]", "mine[-k:] if 0 < k <= len(mine) else []"),
         "fewer rows than k"),
        (FAILING + BROKEN.replace("mine[-k:]", "list(dict.fromkeys(mine))[-k:] if k else []"),
         "wanted twice"),
        (FAILING + BROKEN.replace("mine[-k:]", "mine[-k:] if k else []")
         .replace("in rows", "in rows[max(len(rows) - k, 0) :]"), "whatever their label"),
    ),
)  # fmt: skip
test_answers = table("05.6", CASES)
