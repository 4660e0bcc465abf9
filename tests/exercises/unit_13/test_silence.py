"""Exercise 13.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table

RIGHT = """
def good(row):
    return row["right"] and row["answerable"]

def promised(rows, most):
    for t in sorted({r["confidence"] for r in rows}):
        said = [r for r in rows if r["confidence"] >= t]
        if sum(not good(r) for r in said) / len(said) <= most:
            return t, len(said) / len(rows)
    return None, 0.0

def best(rows):
    choices = [(sum(not r["answerable"] for r in rows), float("inf"), None)]
    for t in {r["confidence"] for r in rows}:
        n = sum(good(r) if r["confidence"] >= t else not r["answerable"] for r in rows)
        choices.append((n, t, t))
    n, _, t = max(choices, key=lambda c: c[:2])
    return t, n
"""
RUNNING = """
def ordered(rows):
    return sorted(rows, key=lambda r: -r["confidence"])

def is_last(rows, i):
    return i + 1 == len(rows) or rows[i + 1]["confidence"] < rows[i]["confidence"]

def promised(rows, most):
    rows, wrong, found = ordered(rows), 0, [None, 0.0]
    for i, r in enumerate(rows):
        wrong += 0 if r["right"] and r["answerable"] else 1
        if is_last(rows, i) and wrong <= most * (i + 1) + 1e-12:
            found = [r["confidence"], (i + 1) / len(rows)]
    return found

def best(rows):
    rows = ordered(rows)
    score = top = sum(not r["answerable"] for r in rows)
    at = None
    for i, r in enumerate(rows):
        score += (1 if r["right"] else 0) if r["answerable"] else -1
        if is_last(rows, i) and score > top:
            at, top = r["confidence"], score
    return at, top
"""
LISTS = RIGHT.replace("return t, len(said) / len(rows)", "return [t, len(said) / len(rows)]")
CASES = Answers(
    right=(RIGHT, RUNNING, LISTS),
    wrong=(
        (RUNNING.replace("found = [r[\"confidence\"], (i + 1) / len(rows)]\n",
                         "found = [r[\"confidence\"], (i + 1) / len(rows)]\n"
                         "        elif is_last(rows, i):\n            break\n"), "first too high"),
        (RUNNING.replace("is_last(rows, i) and wrong", "wrong"), "one after the other"),
        (RIGHT.replace("/ len(said) <= most", "/ len(rows) <= most"), "by all questions"),
        (RIGHT.replace('row["right"] and row["answerable"]', 'row["right"]'),
         "as right where nothing answers"),
        (RIGHT.replace("    for t in sorted({", "    rows = [r for r in rows if r['answerable']]\n"
                       "    for t in sorted({"), "nothing answers"),
        (RIGHT.replace("sorted({r[\"confidence\"] for r in rows})",
                       "sorted({r[\"confidence\"] for r in rows}, reverse=True)"),
         "highest threshold"),
        (RIGHT.replace("<= most", "< most"), "exactly `most`"),
        (RIGHT.replace("len(said) / len(rows)", "len(said)"), "a share of all"),
        (RIGHT.replace("key=lambda c: c[:2]", "key=lambda c: (c[0], -c[1])"), "equally good"),
        (RUNNING.replace("at = None", "at, top = None, -1"), "better than silence"),
        (RIGHT.replace("good(r) if r[\"confidence\"] >= t", "good(r) if r[\"confidence\"] > t"),
         "above the threshold"),
        (RIGHT.replace('else not r["answerable"] for r in rows)', "else 0 for r in rows)").replace(
            'choices = [(sum(not r["answerable"] for r in rows)', "choices = [(0"),
         "right answers only"),
        (RUNNING.replace("is_last(rows, i) and score > top", "score > top"), "one after the other"),
        (RIGHT.replace("len(said) / len(rows)", "sum(map(good, said)) / len(rows)"),
         "count right answers"),
        (RIGHT.replace("len(said) / len(rows)",
                       "len(said) / (sum(r['answerable'] for r in rows) or 1)"), "share of all"),
        (RIGHT.replace("not good(r) for r", "r['answerable'] and not good(r) for r"),
         "no answer as wrong"),
        (RIGHT.replace('not r["answerable"]', "not good(r)"), "silence as right"),
        (RIGHT.replace("n = sum(good(r) if", "n = sum(r['right'] or not r['answerable'] if"),
         "even if it is answered"),
        (RIGHT.replace("n = sum(good(r) if", "n = sum((1 if good(r) else -1) if"),
         "take wrong answers off"),
        (RIGHT.replace("    return t, n", "    return t, n / len(rows) if rows else 0"), "a count"),
        (RIGHT.replace("    return t, n", "    return t"), "two values"),
    ),
)  # fmt: skip
test_answers = table("13.3", CASES)
