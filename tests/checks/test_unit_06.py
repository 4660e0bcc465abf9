"""Right and wrong answers to the exercises of unit 06, and what the checks say to them."""

import pytest
from cases import Answers, goal_in_solution, table

from helpers import datasets
from helpers.checks import unit_06, unit_06_pieces, unit_06_search, unit_06_votes
from helpers.checks.exercise import Reply, question_to_json

PARSER = "import re\n"


def parser(pattern: str, flags: str = "re.I", which: str = "-1", after: str = "") -> str:
    """answer_of by two patterns; `after` changes the number's text."""
    return (
        "def answer_of(reply):\n"
        f"    lines = re.findall(r'{pattern}', reply, {flags})\n"
        "    if not lines:\n        return None\n"
        f"    number = re.search(r'-?\\d[\\d,]*', lines[{which}])\n"
        f"    return int(number[0].replace(',', ''){after}) if number else None"
    )


def vote(over: str, count: str = "answer is not None", best: str = "max(n, key=n.get)") -> str:
    """A vote that stops when `over` is true; n counts, r is what is left."""
    return (
        "def vote(ask, k):\n"
        "    n = {}\n"
        "    for asked in range(1, k + 1):\n"
        "        answer, r = ask(), k - asked\n"
        f"        if {count}:\n"
        "            n[answer] = n.get(answer, 0) + 1\n"
        "        top = [0, 0, *sorted(n.values())]\n"
        f"        if {over}:\n"
        "            break\n"
        f"    found = {best} if n else None\n"
        "    return found, n.get(found, 0), asked"
    )


IN_TIME = "top[-1] - top[-2] > r"
PIECES = r"""
import re
def sentences_of(text):
    return [sentence.strip() for sentence in re.findall(r"[^.?]+[.?]", text)]
def things_in(text):
    return re.search(r"(?:How many|number of) (\w+)", text)[1]
"""


def pieces(
    size: int = 3,
    start: str = "There are {value} {things}.",
    ask: str = "\\nThink step by step.",
    done: str = "prompts",
) -> str:
    return (
        "def pieces(text):\n"
        "    start, *changes, question = sentences_of(text)\n"
        "    prompts = []\n"
        f"    for at in range(0, len(changes), {size}):\n"
        f"        later = '{start}'.replace('{{things}}', things_in(text))\n"
        f"        said = [later if prompts else start, *changes[at:at + {size}], question]\n"
        f"        prompts.append(' '.join(said) + '{ask}')\n"
        f"    return {done}"
    )


def search(
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
CHEAPEST = """
from helpers import metrics
def low(x): return metrics.wilson(x[0], x[1])[0]
def high(x): return metrics.wilson(x[0], x[1])[1]
def each(x): return x[2] / x[1]
"""


def cheapest(
    fits: str = "low(x) >= target", by: str = "each", unsure: str = "any(high(x) >= target", no=""
) -> str:
    no = no or f"'not enough evidence' if {unsure} for x in results.values()) else 'none'"
    return (
        "def cheapest(results, target):\n"
        f"    names = [name for name, x in results.items() if {fits}]\n"
        f"    return min(names, key=lambda name: {by}(results[name])) if names else ({no})"
    )


CASES = {
    "06.1": Answers(
        right=(
            parser("answer:(.*)"),
            "def answer_of(reply):\n"
            "    for line in reversed(reply.lower().splitlines()):\n"
            "        if 'answer:' in line:\n"
            "            after = line.rpartition('answer:')[2].replace(',', '')\n"
            "            found = re.search('-?[0-9]+', after)\n"
            "            return int(found.group()) if found else None",
        ),
        wrong=(
            (
                "def answer_of(reply):\n"
                "    numbers = re.findall(r'-?\\d+', reply.replace(',', ''))\n"
                "    return int(numbers[-1]) if numbers else None",
                "last number of the reply",
            ),
            (
                "def answer_of(reply):\n"
                "    lines = re.findall('(?i)answer:(.*)', reply)\n"
                "    numbers = re.findall(r'-?\\d[\\d,]*', lines[-1]) if lines else []\n"
                "    return int(numbers[-1].replace(',', '')) if numbers else None",
                "the first after `answer:` counts",
            ),
            (parser("answer:(.*)", which="0"), "the last one counts"),
            (parser("answer:(.*)", flags="re.I | re.S"), "same line"),
            (parser("Answer:(.*)", flags="0"), "mean the same"),
            (parser("answer:(.*)", after=".strip('-')"), "minus sign"),
            (parser("answer:(.*)").replace("[\\d,]*", "\\d*"), "cut at it"),
            (
                "def answer_of(reply):\n"
                "    return int(re.search(r'(?i)answer:.*?(-?\\d[\\d,]*)', reply)[1])",
                "a search gives `none`",
            ),
            (
                "def answer_of(reply):\n    return reply.rpartition('Answer: ')[2]",
                "an `int` is wanted",
            ),
        ),
        setup=PARSER,
    ),
    "06.2": Answers(
        right=(
            vote(IN_TIME),
            "def vote(ask, k):\n"
            "    said = []\n"
            "    while len(said) < k:\n"
            "        said.append(ask())\n"
            "        read = [a for a in said if a is not None]\n"
            "        counts = sorted(map(read.count, dict.fromkeys(read)), reverse=True) + [0, 0]\n"
            "        if counts[0] > counts[1] + k - len(said):\n"
            "            break\n"
            "    best = max(dict.fromkeys(read), key=read.count, default=None)\n"
            "    return [best, read.count(best), len(said)]",
            "from collections import namedtuple\n"
            "Votes = namedtuple('Votes', 'answer votes asked')\n"
            + vote(IN_TIME).replace("return ", "return Votes(")
            + ")",
        ),
        wrong=(
            (vote("False"), "you always ask k times"),
            (vote(IN_TIME, count="True"), "it has no vote"),
            (vote("top[-1] == 2"), "two equal votes"),
            (vote("top[-1] > k / 2"), "more than half"),
            (vote("top[-1] - top[-2] >= r"), "too early"),
            (vote(f"answer is not None and {IN_TIME}"), "after an unreadable reply"),
            (vote(IN_TIME) + " - 1", "one too small"),
            (vote(IN_TIME, best="max(reversed(n), key=n.get)"), "came first counts"),
            (vote(IN_TIME).replace("found, n.get(found, 0), asked", "found"), "three things"),
            (vote(IN_TIME).replace("(1, k + 1)", "(1, k + 2)"), "more than k times"),
        ),
        setup="from collections import Counter",
    ),
    "06.3": Answers(
        right=(
            pieces(3),
            pieces(4, ask="\\nShow your working."),
        ),
        wrong=(
            (pieces(1), "pieces; from 1 to 3"),
            (pieces(9), "more than 4 steps"),
            (pieces(3, ask="\\nAnswer with the number only."), "no working"),
            (pieces(3, start="There are some {things}."), "every piece but the first"),
            (pieces(3, done="[text] + prompts"), "is in 2 pieces"),
            (pieces(3, done="prompts[:1]"), "is in no piece"),
            (pieces(3, done="prompts[::-1]"), "first piece must hold"),
            (pieces(3, done="'\\n'.join(prompts)"), "a list of prompts"),
            (pieces(3, done="[p + ' {value}' for p in prompts]"), "no `{value}` in it"),
        ),
        setup=PIECES,
        seeds=(0, 1),  # each answer that keeps the rules costs more than a hundred calls
    ),
    "06.4": Answers(
        right=(search(), HEAP),
        wrong=(
            (search(keep="[:1]"), "you keep one path"),
            (search(keep=""), "you keep every path"),
            (search(score="p"), "by the last line alone"),
            (search(by="-x[0] / len(x[1])"), "the mean of a path's lines"),
            (search().replace("range(depth)", "range(depth - 1)"), "one round earlier"),
            (
                search(
                    finished="pass",
                    extra="aside += [x for x in grown if done(x[1])]; "
                    "kept = [x for x in sorted(grown, key=lambda x: -x[0]) if not done(x[1])]"
                    "[:width]",
                    back="max(aside)[1] if aside else None",
                ),
                "finished paths aside",
            ),
            (
                search(
                    extra="ready = [p for _, p in kept if done(p)]\n"
                    "        if ready: return ready[0]"
                ),
                "stop at the first finished",
            ),
            (search(back="kept[0][1]"), "has no answer"),
            (search(back="'\\n'.join(kept[0][1])"), "a list of its lines"),
            (search(back="next((x for x in kept if done(x[1])), None)"), "without the score"),
            (search().replace("if done(path)", "if False"), "nobody proposed"),
            (search(extra="[propose([]) for _ in 'ab']"), "calls of `propose`"),
        ),
    ),
    "06.5": Answers(
        right=(
            cheapest(),
            "def cheapest(results, target):\n"
            "    for name in sorted(results, key=lambda name: each(results[name])):\n"
            "        if low(results[name]) >= target:\n"
            "            return name\n"
            "    ends = [high(x) for x in results.values()]\n"
            "    return ['none', 'not enough evidence'][max(ends) >= target]",
        ),
        wrong=(
            ("cheapest = lambda r, t: max(r, key=lambda m: r[m][0] / r[m][1])", "the most right"),
            (cheapest(fits="x[0] / x[1] >= target"), "the bare share"),
            (cheapest(by="(lambda x: x[2])"), "the sums of the tokens"),
            (cheapest(by="(lambda x: x[2] / x[0])"), "that came out right"),
            (cheapest(no="'not enough evidence'"), "there is evidence"),
            (cheapest(no="'none'"), "more problems may decide"),
            (cheapest(no="None"), "say it in words"),
        ),
        setup=CHEAPEST,
    ),
}

test_answers = table("06", CASES)


def said(text: str) -> Reply:
    return Reply({"choices": [{"message": {"content": text}}]})


def judged(replies_to, at_once=lambda problem: "Answer: -1"):
    """The verdict on pieces that keep the rules, when the model says these things."""
    asked = unit_06_pieces.questions_06_3(0)
    namespace: dict = {}
    exec(PIECES + pieces(3), namespace)
    made = [Reply(namespace["pieces"](*question.args)) for question in asked]
    prompts = unit_06_pieces.requests_06_3(asked, made)
    replies = [
        said(replies_to(i, piece))
        for i, (question, reply) in enumerate(zip(asked, made, strict=True))
        for piece in unit_06_pieces.pieces_of(question.problem, reply.value)
    ]
    replies += [said(at_once(q.problem)) for q in asked[: unit_06_pieces.N_WHOLE]]
    return unit_06_pieces.judge_06_3([*asked, *prompts], [*made, *replies])


def right_if(condition):
    return lambda i, piece: f"Answer: {piece.after if condition(i) else 'none'}"


def test_pieces_pass_on_evidence_only():
    assert judged(right_if(lambda i: i % 5)).outcome == "passed"
    narrow = judged(right_if(lambda i: i % 5 < 3))  # 26 of 42: the interval begins at 47 %
    assert narrow.outcome == "not yet"
    assert "not enough evidence yet" in narrow.message


def test_pieces_must_beat_the_problems_at_once():
    verdict = judged(right_if(lambda i: i % 5), lambda problem: f"Answer: {problem.answer}")
    assert verdict.outcome == "not yet"


def test_one_wrong_piece_makes_the_chain_wrong():
    verdict = judged(lambda i, piece: f"Answer: {piece.after + (piece.steps < 3)}")
    assert "14 of 42" in verdict.message  # six steps make two pieces of three; others have a rest


def test_a_number_that_is_not_carried_on_is_named():
    apart = judged(lambda i, piece: f"{piece.before + 1} + 2 = 3\nAnswer: -1")
    assert "begin with the number that you carry on" in apart.message
    more = judged(lambda i, piece: f"{piece.before} - 1 = 3\n" * (piece.steps + 1))
    assert "as many steps" in more.message


def test_a_reply_without_working_is_named():
    assert "no working" in judged(lambda i, piece: "7").message


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_the_problems_are_new_and_their_numbers_follow(seed):
    asked = unit_06_pieces.questions_06_3(seed)
    known = {row["text"] for row in datasets.rows("problems")}
    assert len(asked) == 42
    for question in asked:
        assert question.problem.text not in known
        whole = [" ".join([*question.problem.sentences])]
        (piece,) = unit_06_pieces.pieces_of(question.problem, whole)
        assert piece.after == question.problem.answer


def test_the_problem_itself_does_not_cross_to_the_learners_code():
    question = unit_06_pieces.questions_06_3(0)[0]
    assert question.problem.equations[-1] not in str(question_to_json(question))


def test_the_goal_of_the_pieces_says_the_bars():
    goal = goal_in_solution(unit_06.PIECES)
    assert f"above {unit_06_pieces.WANTED:.0%}" in goal
    assert f"{3 * unit_06_pieces.N_EACH} problems" in goal


def test_hand_worked_examples_of_the_lab():
    assert unit_06.answer_of("14 + 5 = 19\n**Answer:** 19 lamps.") == 19
    assert unit_06.answer_of("ANSWER: $1,204") == 1204
    assert unit_06.answer_of("14 + 5 = 19\n19 - 3") is None
    assert unit_06_votes.vote([7, 7, 9, 7, 9], 5) == (7, 3, 4)
    assert unit_06_votes.vote([None] * 3, 3) == (None, 0, 3)
    table = {"direct": (12, 100, 300), "steps": (92, 100, 4100), "votes": (99, 100, 37_000)}
    assert unit_06.cheapest(table, 0.8) == "steps"


def test_a_second_line_can_turn_the_ranking():
    tree = {
        (): [("a", -0.4), ("b", -0.7)],
        ("a",): [("Answer: 1", -1.2)],
        ("b",): [("Answer: 2", -0.1)],
    }
    assert unit_06_search.search(tree, 1, 2) == ["a", "Answer: 1"]
    assert unit_06_search.search(tree, 2, 2) == ["b", "Answer: 2"]
    assert unit_06_search.search(tree, 2, 1) is None


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_every_outcome_is_asked_for(seed):
    chosen = [unit_06.cheapest(*q.args) for q in unit_06.questions_06_5(seed)]
    assert {"none", "not enough evidence"} < set(chosen)
    paths = [
        unit_06_search.search(unit_06_search.tree_of(q), *q.args[1:])
        for q in unit_06_search.questions_06_4(seed)
    ]
    assert None in paths
    assert any(paths)
