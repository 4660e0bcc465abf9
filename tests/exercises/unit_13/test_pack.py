"""Exercise 13.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

RIGHT = """
def key(text):
    return tuple(text.casefold().split())

def pack(passages, budget):
    order = sorted(range(len(passages)), key=lambda i: (-passages[i]["score"], i))
    taken, left = [], budget
    for i in order:
        one = passages[i]
        n = len(one["text"].split())
        if one["score"] <= 0 or n > left:
            continue
        if any(key(one["text"]) == key(other["text"]) for other in taken):
            continue
        taken.append(one)
        left -= n
    ids = []
    for first in taken:
        if first["id"] not in ids:
            mine = [p for p in taken if p["page"] == first["page"]]
            ids += [p["id"] for p in sorted(mine, key=lambda p: p["place"])]
    return ids
"""
GROUPS = """
def pack(passages, budget):
    pages, known = {}, set()
    for p in sorted(passages, key=lambda p: p["score"], reverse=True):
        words = p["text"].lower().split()
        if p["score"] > 0 and " ".join(words) not in known and len(words) <= budget:
            known.add(" ".join(words))
            budget -= len(words)
            pages.setdefault(p["page"], []).append((p["place"], p["id"]))
    return [id for page in pages.values() for _, id in sorted(page)]
"""
# doubles thrown out before the best are chosen
FIRST = """
def last(passages):
    return list({" ".join(p["text"].lower().split()): p for p in passages}.values())

def first(passages):
    return last(passages[::-1])[::-1]
"""


def by_best(then: str) -> str:
    """Pages by their best score, equal ones by something else."""
    best = 'max(q["score"] for q in taken if q["page"] == p["page"])'
    order = f'key=lambda p: (-{best}, {then}, p["place"])'
    return RIGHT.replace("    ids = []", f'    return [p["id"] for p in sorted(taken, {order})]')


CASES = Answers(
    setup="import re\n",
    right=(
        RIGHT,
        GROUPS,
        GROUPS.replace('sorted(passages, key=lambda p: p["score"], reverse=True)', "best(passages)")
        + "\ndef best(passages):\n    left = list(passages)\n    while left:\n        "
        "top = max(left, key=lambda p: p['score'])\n        left.remove(top)\n        yield top\n",
    ),
    wrong=(
        (RIGHT.replace('one["score"] <= 0 or n > left:\n            continue',
                       'one["score"] <= 0:\n            continue\n        if n > left:\n'
                       "            break"), "stop at the first"),
        (RIGHT.replace('len(one["text"].split())', 'len(one["text"])'), "count characters"),
        (RIGHT.replace("n > left", "n >= left"), "fills the budget exactly"),
        (RIGHT.replace('any(key(one["text"]) == key(other["text"]) for other in taken)', "False"),
         "the same text twice"),
        (RIGHT.replace("tuple(text.casefold().split())", "text"), "character by character"),
        (RIGHT.replace("text.casefold().split()", "text.split()"), "mind capitals"),
        (RIGHT.replace("tuple(text.casefold().split())", "text.casefold()"), "mind blanks"),
        (RIGHT.replace('one["score"] <= 0 or', ""), "score is 0 or less"),
        (RIGHT.replace('one["score"] <= 0', 'one["score"] < 0'), "score is 0"),
        (RIGHT.replace('(-passages[i]["score"], i)', "i"), "in which they come"),
        (RIGHT.replace('(-passages[i]["score"], i)', '(-passages[i]["score"], -i)'),
         "equal scores"),
        (GROUPS.replace('[id for page in pages.values() for _, id in sorted(page)]',
                        '[id for page in pages.values() for _, id in page]'), "reading order"),
        (GROUPS.replace("pages.values()", "[pages[name] for name in sorted(pages)]"), "by name"),
        (GROUPS.replace('[id for page in pages.values() for _, id in sorted(page)]',
                        '[id for _, id in sorted((x for page in pages.values() for x in page), '
                        'key=lambda x: x[0])]'),
         "across pages"),
        (RIGHT.replace("tuple(text.casefold().split())", "text.casefold().strip()"),
         "blanks inside"),
        (RIGHT.replace("tuple(text.casefold().split())",
                       'text.casefold().replace("\\n", " ").replace("  ", " ").strip()'),
         "of three two are left"),
        (RIGHT.replace("tuple(text.casefold().split())", '"".join(text.casefold().split())'),
         "all blanks out"),
        (RIGHT.replace("text.casefold().split()", 're.findall(r"\\w+", text.casefold())'),
         "full stops and commas"),
        (RIGHT.replace("tuple(text.casefold().split())", "set(text.casefold().split())"),
         "which words there are"),
        (RIGHT.replace('if any(key(one["text"])',
                       'if any(one["page"] == other["page"] and key(one["text"])'),
         "within a page only"),
        (RIGHT.replace('len(one["text"].split())', 'len(one["text"].split(" "))'), "single blank"),
        (GROUPS.replace("sorted(passages,", "sorted(first(passages),") + FIRST,
         "copy that came first"),
        (GROUPS.replace("sorted(passages,", "sorted(last(passages),") + FIRST,
         "copy that came last"),
        (RIGHT.replace("        if any(", "        left -= n\n        if any(").replace(
            "        taken.append(one)\n        left -= n", "        taken.append(one)"),
         "use up the budget"),
        (RIGHT.replace('(-passages[i]["score"], i)', '(-passages[i]["score"], passages[i]["id"])'),
         "equal scores by id"),
        (by_best('p["page"]'), "equal pages by name"),
        (by_best('[q["page"] for q in passages].index(p["page"])'), "any passage of theirs"),
        (RIGHT.replace("    ids = []", "    came = [p['page'] for p in passages]\n    taken.sort("
                       "key=lambda p: (came.index(p['page']), p['place']))\n"
                       "    return [p['id'] for p in taken]"), "as they come in the input"),
        (GROUPS.replace('(p["place"], p["id"])', '(str(p["place"]), p["id"])'), "places as texts"),
        (RIGHT.replace("    ids = []", "    return [p['id'] for p in taken]\n    ids = []"),
         "order of their scores"),
        (RIGHT.replace("    ids = []", "    return taken\n    ids = []"), "a list of ids"),
    ),
)  # fmt: skip
test_answers = table("13.1", CASES)
