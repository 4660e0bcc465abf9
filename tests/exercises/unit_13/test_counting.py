"""Exercise 13.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = 'failing = (["a", "b"], [["a", "b"]])\n'
HEAD = """
def relevant(cited, enough):
    def supports(ids):
        return any(set(some) <= set(ids) for some in enough)
"""
RIGHT = (
    HEAD
    + """
    counts = []
    for id in cited:
        others = [x for x in cited if x != id]
        if supports(cited) and not (not supports([id]) and supports(others)):
            counts.append(id)
    return counts
"""
)
WHOLE = """
def relevant(cited, enough):
    held = [set(some) for some in enough if set(some) <= set(cited)]
    alone = {id for some in held if len(some) == 1 for id in some}
    always = set.intersection(*held) if held else set()
    return [id for id in cited if id in alone | always]
"""


def one(end: str) -> str:
    return FAILING + HEAD + f"    {end}\n"


ALONE = "return [id for id in cited if supports([id])]"
CASES = Answers(
    right=(
        FAILING + RIGHT,
        'failing = (("n1", "n2", "n3"), [["n3", "n1"]])\n' + WHOLE,
        'failing = [["x", "y"], [["y", "x"], ["z"]]]\n' + RIGHT,
    ),
    wrong=(
        (one(ALONE), "still gives the same"),
        ('failing = (["a"], [["a"]])\n' + RIGHT, "does not show the fault"),
        ('failing = (["a", "b"], [["c"]])\n' + RIGHT, "does not show the fault"),
        ('failing = (["a", "a"], [["a"]])\n' + RIGHT, "each once"),
        ('failing = (["a"], ["ab"])\n' + RIGHT, "is a list of"),
        ('failing = ([["a", "b"]], ["a", "b"])\n' + RIGHT, "first what is cited"),
        (FAILING + RIGHT.replace("cited, enough):", "enough, cited):"), "then what is enough"),
        (one("return [id for id in cited if supports(cited) and any("
             "id in some for some in enough)]"), "some set names"),
        (one("return list(cited) if supports(cited) else []"), "nobody misses"),
        (one("return [id for id in cited if supports(cited) and not supports("
             "[x for x in cited if x != id])]"), "cannot do without"),
        (one("return [id for id in cited if any(id in some for some in enough)]"), "could help"),
        (one("return [id for id in cited if any(id in some for some in enough "
             "if set(some) <= set(cited))]"), "cited whole"),
        (one("return [id for id in cited if supports([id]) or not supports("
             "[x for x in cited if x != id])]"), "nothing supports"),
    ),
)  # fmt: skip
test_answers = table("13.6", CASES)
