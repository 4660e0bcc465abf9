"""Exercise 12.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = ([('a', 'staff', 0.9), ('b', 'public', 0.2)], ['public'], 1)\n"
BROKEN = """
def best_allowed(hits, groups, k):
    ordered = sorted(hits, key=lambda hit: -hit[2])
    return [id for id, group, _ in ordered[:k] if group in groups]
"""
MENDED = BROKEN.replace("ordered[:k] if group in groups]", "ordered if group in groups][:k]")

CASES = Answers(
    right=(
        FAILING + MENDED,
        FAILING + BROKEN.replace("sorted(hits,", "sorted((h for h in hits if h[1] in groups),"),
        "failing = ([['a', 'finance', 2], ['b', 'staff', 1]], ['staff'], 1)\n"
        "import heapq\n"
        "def best_allowed(hits, groups, k):\n"
        "    mine = [(score, id) for id, group, score in hits if group in groups]\n"
        "    return [id for _, id in heapq.nlargest(k, mine)]",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        (FAILING.replace("'staff'", "'public'") + MENDED, "does not show the fault"),
        (FAILING.replace(", 1)", ", -1)") + MENDED, "0 or more"),
        ("failing = 0\n" + MENDED, "as a tuple"),
        (FAILING + BROKEN.replace(" if group in groups", ""), "nothing is filtered"),
        (FAILING + BROKEN.replace("[:k]", "[:2 * k]").replace("groups]", "groups][:k]"),
         "until more than that"),
        (FAILING + BROKEN.replace("[:k]", "[:4 * k]").replace("groups]", "groups][:k]"),
         "until more than that"),
        (FAILING + BROKEN.replace("[:k]", "[:k + 5]").replace("groups]", "groups][:k]"),
         "until more than that"),
        (FAILING + BROKEN.replace("[:k]", "[:100 * k]").replace("groups]", "groups][:k]"),
         "until more than that"),
        (FAILING + MENDED.replace("sorted(hits, key=lambda hit: -hit[2])", "hits"),
         "order by score is gone"),
        (FAILING + MENDED.replace("][:k]", "]"), "at most k are wanted"),
        (FAILING + MENDED.replace("in groups]", "in str(groups)]"), "not one of theirs"),
        (FAILING + MENDED.replace("group in groups]", "group.startswith(tuple(groups))]"),
         "not one of theirs"),
        (FAILING + MENDED.replace("if group", "if not groups or group"), "not one of theirs"),
        (FAILING + BROKEN.replace("[:k]", "[:k + sum(h[1] not in groups for h in hits)]"),
         "More than k come back"),
        (FAILING + MENDED.replace("in groups]", "in groups and _ > 0]"), "0 or less are missing"),
        (FAILING + MENDED.replace("-hit[2]", "-abs(hit[2])"), "without their sign"),
        (FAILING + MENDED.replace("-hit[2]", "hit[2]"), "The worst come first"),
        (FAILING + MENDED.replace("group in groups]", "group == groups]"), "Nothing ever comes"),
        (FAILING + MENDED.replace("in groups]", "in groups[:1]]"), "one of the reader's groups"),
        (FAILING + MENDED.replace("in groups]", "in groups[-1:]]"), "one of the reader's groups"),
        (FAILING + MENDED.replace("id for id", "id for one in groups for id").replace(
            "if group in groups", "if group == one"), "group by group"),
        (FAILING + MENDED.replace("    return", "    if sum(h[1] in groups for h in hits) < k:\n"
                                  "        return []\n    return"), "fewer than k"),
    ),
)  # fmt: skip
test_answers = table("12.6", CASES)
