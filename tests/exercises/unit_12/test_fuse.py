"""Exercise 12.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table

RIGHT = """
def fuse(rankings, k=60):
    sums = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            sums[item] = sums.get(item, 0) + 1 / (k + rank)
    return sorted(sums, key=lambda item: -sums[item])
"""
ZIPPED = """
def fuse(rankings, k=60):
    sums = {}
    for rank, items in enumerate(zip(*rankings), 1):
        for item in items:
            sums[item] = sums.get(item, 0) + 1 / (k + rank)
    return sorted(sums, key=lambda item: -sums[item])
"""

CASES = Answers(
    right=(
        RIGHT,
        "from collections import Counter\n"
        "def fuse(rankings, k=60):\n"
        "    score = Counter()\n"
        "    for r in rankings:\n"
        "        score.update({x: 1 / (k + i + 1) for i, x in enumerate(r)})\n"
        "    return [x for x, _ in score.most_common()]",
        "def fuse(rankings, k=60):\n"
        "    items = list(dict.fromkeys(x for r in rankings for x in r))\n"
        "    def total(x):\n"
        "        return sum(1 / (k + r.index(x) + 1) for r in rankings if x in r)\n"
        "    return sorted(items, key=total, reverse=True)",
    ),
    wrong=(
        (RIGHT.replace("(k + rank)", "rank"), "`k` is missing"),
        (RIGHT.replace("(k + rank)", "(60 + rank)"), "`k` is not used"),
        (RIGHT.replace("ranking, 1", "ranking"), "ranks from 0"),
        (RIGHT.replace("-sums", "sums"), "turn the order"),
        (RIGHT.replace("1 / (k + rank)", "len(ranking) - rank"), "length of the ranking"),
        (RIGHT.replace("sums.get(item, 0) + 1 / (k + rank)", "max(sums.get(item, 0), 1 / rank)"),
         "*sum*"),
        (RIGHT.replace("sums.get(item, 0)", "sums[item]"), "no sum before"),
        (RIGHT.replace("return sorted(sums", "both = [x for x in sums if all(x in r for r in "
                       "rankings)]\n    return sorted(both"), "only one ranking has"),
        ("fuse = lambda rankings, k=60: [x for r in rankings for x in r]", "differs"),
        (RIGHT.replace("ranking, 1", "ranking, 2"), "ranks from 2"),
        (RIGHT.replace("enumerate(ranking, 1)", "enumerate(ranking[::-1], 1)"), "from the end"),
        (RIGHT.replace("1 / (k + rank)", "1 / k + rank"), "Brackets are missing"),
        (RIGHT.replace("1 / (k + rank)", "1 // (k + rank)"), "in which you met them"),
        (RIGHT.replace("lambda item: -sums[item]", "lambda item: str(item)"), "ids themselves"),
        (RIGHT.replace("sorted(sums, key=lambda item: -sums[item])",
                       "sorted(sums.items(), key=lambda pair: -pair[1])"), "ids alone"),
        (RIGHT.replace("-sums[item])", "-sums[item])[:k]"), "cut the result after k"),
        (RIGHT.replace("in rankings:", "in rankings[:2]:"), "first two rankings"),
        (RIGHT.replace("sums.get(item, 0) + ", ""), "takes the place of the one before"),
        (RIGHT.replace("-sums[item]", "-sums[item] / sum(item in r for r in rankings)"),
         "You divide by"),
        (RIGHT.replace("-sums[item]", "(-sum(item in r for r in rankings), -sums[item])"),
         "who is in most rankings"),
        (RIGHT.replace("k=60):\n    sums = {}", "k=60, sums={}):"), "sums of earlier calls"),
        (RIGHT.replace("            sums", "            if not item: continue\n            sums"),
         "The id 0 is lost"),
        (RIGHT.replace("            sums", "            item = str(item)\n            sums"),
         "has become text"),
        (ZIPPED, "where the shortest ranking ends"),
        ("import itertools" + ZIPPED.replace("zip(*", "itertools.zip_longest(*"),
         "`None` is among"),
        ("def fuse(rankings, k=60):\n"
         "    items = list(dict.fromkeys(x for r in rankings for x in r))\n"
         "    def total(x):\n"
         "        return sum(1 / (k + 1 + (r.index(x) if x in r else len(r))) for r in rankings)\n"
         "    return sorted(items, key=total, reverse=True)", "There it gets nothing"),
    ),
)  # fmt: skip
test_answers = table("12.3", CASES)
