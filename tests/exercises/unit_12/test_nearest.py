"""Exercise 12.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table

COS = """
def cos(a, b):
    lengths = math.sqrt(sum(x * x for x in a) * sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b)) / lengths if lengths else 0
"""
SETUP = "import math\nimport numpy as np\n" + COS
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
        # of equal cosines the last comes first
        RIGHT.replace("sorted(mine", "sorted(mine[::-1]"),
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
        ("nearest = lambda query, rows, k: ['p1'] * k", "only nonsense"),
        (RIGHT.replace('row["model"] == query["model"]', 'query["model"] in row["model"]'),
         "names are alike"),
        (RIGHT.replace('row["model"] == query["model"]', 'row["model"] in query["model"]'),
         "names are alike"),
        (RIGHT.replace('row["model"] == query["model"]',
                       'row["model"].lower() == query["model"].lower()'), "capitals count"),
        (RIGHT.replace("    mine = sorted(mine", "    mine = sorted(rows"), "only nonsense"),
        (RIGHT.replace("    mine = sorted", "    if not any(query['vector']):\n        return []\n"
                       "    mine = sorted"), "a query of zeros"),
        (RIGHT + COS.replace(" if lengths else 0", ""), "length of a vector of zeros"),
        (RIGHT + COS.replace(" if lengths else 0", " if any(a) else 0"),
         "a query of zeros"),
        (RIGHT + COS.replace(" else 0", " else -1"), "of zeros stands last"),
        (RIGHT + COS.replace(" if lengths else 0", " if sum(a) and sum(b) else 0"), "differs"),
        (RIGHT + COS.replace(" / lengths if lengths else 0", " / (lengths + 1e-3)"), "differs"),
        (RIGHT.replace("    mine = sorted(mine", "    mine = sorted([r for r in mine if "
                       "any(r['vector'])]"), "of zeros is missing"),
        (RIGHT.replace("cos(row", "abs(cos(row").replace('"]), rev', '"])), rev'),
         "without its sign"),
        (RIGHT.replace("cos(row", "round(cos(row").replace('"]), rev', '"]), 2), rev'),
         "You round the cosine"),
        (RIGHT.replace("    mine = sorted(mine", "    mine = sorted([r for r in mine if "
                       "cos(r['vector'], query['vector']) > 0]"), "point away are missing"),
        (RIGHT.replace("if not mine:", "if len(mine) < k:"), "It is for no such row at all"),
        (RIGHT.replace("if not mine:", "if not mine or len(mine) < len(rows):"),
         "It is for no such row at all"),
        (RIGHT.replace('return [row["id"] for row in mine][:k]',
                       'return [mine[i]["id"] for i in range(k)]'), "fewer than k rows"),
        (RIGHT.replace("[:k]", "[:k - 1]"), "one too early"),
        (RIGHT.replace("[:k]", ""), "All rows of the model"),
        ("def nearest(query, rows, k):\n"
         "    found = {cos(r['vector'], query['vector']): r['id'] for r in rows\n"
         "             if r['model'] == query['model']}\n"
         "    if not found: raise ValueError\n"
         "    return [found[c] for c in sorted(found, reverse=True)][:k]", "You lose a row"),
    ),
)  # fmt: skip
test_answers = table("12.2", CASES)
