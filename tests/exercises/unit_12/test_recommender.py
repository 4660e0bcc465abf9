"""Exercise 12.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table

RIGHT = """
def recommend(read, vectors, k):
    if not read:
        return []
    units = {page: np.array(v) / np.linalg.norm(v) for page, v in vectors.items()}
    taste = sum(units[page] for page in read) / len(read)
    unread = [page for page in units if page not in read]
    return sorted(unread, key=lambda page: units[page] @ taste, reverse=True)[:k]
"""

CASES = Answers(
    setup="import math\nimport numpy as np",
    right=(
        RIGHT,
        # the sum has the same order as the mean
        RIGHT.replace(" / len(read)", ""),
        # one matrix
        "def recommend(read, vectors, k):\n"
        "    pages = list(vectors)\n"
        "    m = np.array([vectors[p] for p in pages], float)\n"
        "    m /= np.linalg.norm(m, axis=1, keepdims=True)\n"
        "    if len(read) == 0: return []\n"
        "    taste = m[[pages.index(p) for p in read]].mean(axis=0)\n"
        "    order = [pages[i] for i in np.argsort(-(m @ taste), kind='stable')]\n"
        "    return [p for p in order if p not in read][:k]",
    ),
    wrong=(
        (RIGHT.replace(" if page not in read", ""), "has been read already"),
        (RIGHT.replace(" if page not in read", "").replace("return sorted(unread", "best = sorted("
         "unread") + "    return [page for page in best if page not in read]\n",
         "before you cut"),
        (RIGHT.replace(" / np.linalg.norm(v)", ""), "length 1"),
        (RIGHT.replace("sum(units[page] for page in read) / len(read)", "units[read[-1]]"),
         "read last"),
        (RIGHT.replace("    if not read:", "    read = set(read)\n    if not read:"), "read twice"),
        (RIGHT.replace("[:k]", "[:k or None]"), "and k are wanted"),
        (RIGHT.replace(", reverse=True", ""), "farthest"),
        (RIGHT.replace("    if not read:\n        return []\n", ""), "nothing is recommended"),
        ("recommend = lambda read, vectors, k: list(vectors)[:k]", "in the order of"),
        (RIGHT.replace("page not in read]", "page not in ' '.join(read)]"), "names are alike"),
        (RIGHT.replace("page not in read]", "not page.startswith(tuple(read))]"),
         "names are alike"),
        (RIGHT.replace("page not in read]", "vectors[page] not in [vectors[r] for r in read]]"),
         "whether the page itself"),
        (RIGHT.replace("units[page] @ taste,", "round(units[page] @ taste, 2),"), "not yet"),
        ("UNITS = {}" + RIGHT.replace("    taste", "    for page in units:\n"
                                      "        units[page] = UNITS.setdefault(page, units[page])\n"
                                      "    taste"), "differs"),
        (RIGHT.replace("units[page] for page in read", "np.array(vectors[page]) for page in read"),
         "the mean of vectors as they are"),
        (RIGHT.replace("units[page] @", "np.array(vectors[page]) @"), "that you score"),
        (RIGHT.replace("units[page] @ taste", "max(units[page] @ units[r] for r in read)"),
         "the one read page"),
        (RIGHT.replace("page not in read]", "page not in read and units[page] @ taste > 0]"),
         "0 or less are missing"),
        (RIGHT.replace("sum(units[page] for page in read) / len(read)", "units[read[0]]"),
         "read first"),
        (RIGHT.replace("[:k]", ""), "All unread pages"),
        (RIGHT.replace("[:k]", "[:max(0, k - 1)]"), "one too early"),
        (RIGHT.replace("return sorted(unread,", "sorted(unread,") + "    return unread[:k]\n",
         "in the order of `vectors`"),
        (RIGHT.replace("[page for page in units if page not in read]",
                       "list(units)\n    for page in read:\n        unread.remove(page)"),
         "You take a page away"),
        (RIGHT.replace("[page for page in units if page not in read]",
                       "dict(units)\n    for page in read:\n        del unread[page]"),
         "You take a page away"),
        (RIGHT.replace("return []", "return list(vectors)[:k]"), "nothing is recommended"),
    ),
)  # fmt: skip
test_answers = table("12.4", CASES)
