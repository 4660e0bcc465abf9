"""Exercise 16.6: answers right and wrong, and what the check says to each."""

from cases import Answers, from_solution, table
from service_cells import changed

STUB, REFERENCE = from_solution("16")["16.6"]
FAILING = REFERENCE.partition("\n")[0]
HANDED_OUT = STUB.partition("\n")[2]

CASES = Answers(
    right=(
        FAILING + changed(HANDED_OUT, ("levels, last, answers = {}, 0, []",
                                       "levels, times, answers = {}, {}, []"),
                          ("(at - last)", "(at - times.get(key, 0))"),
                          ("last = at", "times[key] = at")),
        "failing = ([[0, 'x', 3], [2, 'y', 0], [3, 'x', 3]], 3, 1)\n"
        "def admitted(requests, capacity, per_second):\n"
        "    full, said = {}, []\n"
        "    for at, key, tokens in requests:\n"
        "        level, since = full.get(key, (capacity, at))\n"
        "        level = min(capacity, level + per_second * (at - since))\n"
        "        said += [level >= tokens]\n"
        "        full[key] = (level - tokens * said[-1], at)\n"
        "    return said",
    ),
    wrong=(
        (FAILING + HANDED_OUT, "the same wrong value as before"),
        ("failing = ([(0, 'a', 10), (10, 'a', 10)], 10, 1)\n" + REFERENCE.partition("\n")[2],
         "does not show the fault"),
        ("failing = ([(9, 'a', 10), (1, 'a', 10)], 10, 1)\n" + REFERENCE.partition("\n")[2],
         "in the order of time"),
        ("failing = 7\n" + REFERENCE.partition("\n")[2], "as a tuple"),
        (changed(REFERENCE, ("min(capacity, levels.get(key, capacity) + refill)",
                             "levels.get(key, capacity) + refill")), "holds at most `capacity`"),
        (changed(REFERENCE, ("levels[key] =", "levels['all'] ="), ("levels.get(key,",
                 "levels.get('all',"), ("last.get(key,", "last.get('all',"),
                 ("last[key]", "last['all']")), "share one bucket"),
        (changed(REFERENCE, ("        last[key] = at",
                             "        last[key] = at if answers[-1] else last.get(key, at)")),
         "refills the same seconds again"),
    ),
    seeds=tuple(range(20)),
)  # fmt: skip
test_answers = table("16.6", CASES)
