"""Exercise 06.4: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_06 import search


def answer(
    score: str = "score + p",
    keep: str = "[:width]",
    finished: str = "grown.append((score, path))",
    back: str = "next((p for _, p in kept if done(p)), None)",
    extra: str = "",
    by: str = "-x[0]",
) -> str:
    return (
        "def done(path):\n"
        "    return bool(path) and path[-1].startswith('Answer:')\n"
        "def search(propose, width, depth):\n"
        "    kept, aside = [(0, [])], []\n"
        "    for _ in range(depth):\n"
        "        grown = []\n"
        "        for score, path in kept:\n"
        "            if done(path):\n"
        f"                {finished}\n"
        "                continue\n"
        "            for line, p in propose(path):\n"
        f"                grown.append(({score}, path + [line]))\n"
        f"        kept = sorted(grown, key=lambda x: {by}){keep}\n"
        f"        {extra or 'pass'}\n"
        f"    return {back}"
    )


HEAP = """
import heapq
def search(propose, width, depth, score=0.0):
    beam = [(0.0, ())]
    for _ in range(depth):
        following = []
        for total, lines in beam:
            if lines and lines[-1][:7] == "Answer:":
                following.append((total, lines))
            else:
                following.extend((total + p, lines + (line,)) for line, p in propose(lines))
        beam = heapq.nlargest(width, following)
    ended = [pair for pair in beam if pair[1][-1][:7] == "Answer:"]
    return list(max(ended)[1]) if ended else None
"""


CASES = Answers(
    right=(answer(), HEAP),
    wrong=(
        (answer(keep="[:1]"), "you keep one path"),
        (answer(keep=""), "you keep every path"),
        (answer(score="p"), "by the last line alone"),
        (answer(by="-x[0] / len(x[1])"), "the mean of a path's lines"),
        (answer().replace("range(depth)", "range(depth - 1)"), "one round earlier"),
        (
            answer(
                finished="pass",
                extra="aside += [x for x in grown if done(x[1])]; "
                "kept = [x for x in sorted(grown, key=lambda x: -x[0]) if not done(x[1])]"
                "[:width]",
                back="max(aside)[1] if aside else None",
            ),
            "finished paths aside",
        ),
        (
            answer(
                extra="ready = [p for _, p in kept if done(p)]\n        if ready: return ready[0]"
            ),
            "stop at the first finished",
        ),
        (answer(back="kept[0][1]"), "has no answer"),
        (answer(back="'\\n'.join(kept[0][1])"), "a list of its lines"),
        (answer(back="next((x for x in kept if done(x[1])), None)"), "without the score"),
        (answer().replace("if done(path)", "if False"), "nobody proposed"),
        (answer(extra="[propose([]) for _ in 'ab']"), "calls of `propose`"),
        (answer().replace("path[-1].startswith('Answer:')", "'Answer:' in path[-1]"), "anywhere"),
        (answer().replace("startswith('Answer:')", "startswith('Answer')"), "without the colon"),
        (
            answer().replace(
                "return bool(path) and path[-1].startswith('Answer:')",
                "return any(line.startswith('Answer:') for line in path[:-1])",
            ),
            "on this input",
        ),
        (answer(by="x[0]"), "the least likely paths"),
        (answer(by="0"), "as they come"),
        (answer(finished="pass"), "as soon as it is finished"),
        (
            answer(
                extra="aside += [x for x in kept if done(x[1])]; "
                "kept = [x for x in kept if not done(x[1])]",
                back="max(aside)[1] if aside else None",
            ),
            "the place of a finished path",
        ),
        (
            answer(
                extra="kept = sorted({p[-1]: (s, p) for s, p in sorted(grown)}.values())"
                "[::-1][:width]"
            ),
            "one path for each last line",
        ),
        (answer(back="kept[0][1] if done(kept[0][1]) else None"), "the best of all is not"),
        (answer().replace("propose(path):", "sorted(propose(path))[:2]:"), "on this input"),
    ),
)
test_answers = table("06.4", CASES)


def test_a_second_line_can_turn_the_ranking():
    tree = {
        (): [("a", -0.4), ("b", -0.7)],
        ("a",): [("Answer: 1", -1.2)],
        ("b",): [("Answer: 2", -0.1)],
    }
    assert search.search(tree, 1, 2) == ["a", "Answer: 1"]
    assert search.search(tree, 2, 2) == ["b", "Answer: 2"]
    assert search.search(tree, 2, 1) is None


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_some_trees_hold_an_answer_and_some_none(seed):
    paths = [search.search(search.tree_of(q), *q.args[1:]) for q in search.questions_06_4(seed)]
    assert None in paths
    assert any(paths)
