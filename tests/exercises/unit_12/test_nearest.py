"""Exercise 12.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table

SETUP = """
import math
import numpy as np

def cos(a, b):
    lengths = math.sqrt(sum(x * x for x in a) * sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b)) / lengths if lengths else 0
"""
RIGHT = """
def nearest(query, rows, k):
    mine = [row for row in rows if row["model"] == query["model"]]
    if not mine:
        raise ValueError("none")
    mine = sorted(mine, key=lambda row: cos(row["vector"], query["vector"]), reverse=True)
    return [row["id"] for row in mine][:k]
"""

CASES = Answers(
    setup=SETUP,
    right=(
        RIGHT,
        # one matrix, and argsort
        "def nearest(query, rows, k):\n"
        "    mine = [r for r in rows if r['model'] == query['model']]\n"
        "    if len(mine) == 0:\n"
        "        raise ValueError(query['model'])\n"
        "    m = np.array([r['vector'] for r in mine], float)\n"
        "    n = np.linalg.norm(m, axis=1)\n"
        "    n[n == 0] = 1\n"
        "    s = m @ np.array(query['vector']) / n\n"
        "    return [mine[i]['id'] for i in np.argsort(-s, kind='stable')[:k]]",
        # a heap
        "import heapq\n"
        "def nearest(query, rows, k):\n"
        "    pairs = [(cos(r['vector'], query['vector']), r['id']) for r in rows\n"
        "             if r['model'] == query['model']]\n"
        "    if not pairs: raise ValueError\n"
        "    return [id for _, id in heapq.nlargest(k, pairs)]",
    ),
    wrong=(
        (RIGHT.replace('if row["model"] == query["model"]', ""), "only nonsense"),
        (RIGHT.replace("cos(row", "np.dot(row"), "A long vector wins"),
        (RIGHT.replace("cos(row", "-math.dist(row"), "nearest by distance"),
        (RIGHT.replace(", reverse=True", ""), "least similar"),
        (RIGHT.replace('raise ValueError("none")', "return []"), "`ValueError` is wanted"),
        ("def nearest(query, rows, k):\n"
         "    if query['model'] not in [r['model'] for r in rows]: raise ValueError\n"
         "    best = sorted(rows, key=lambda r: -cos(r['vector'], query['vector']))[:k]\n"
         "    return [r['id'] for r in best if r['model'] == query['model']]", "Filter first"),
        ("nearest = lambda query, rows, k: ['p1'] * k", "`ValueError` is wanted"),
    ),
)  # fmt: skip
test_answers = table("12.2", CASES)
