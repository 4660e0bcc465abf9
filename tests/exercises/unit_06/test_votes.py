"""Exercise 06.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_06 import votes


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


CASES = Answers(
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
        (vote(IN_TIME, count="answer"), "answer of 0 for no answer"),
        (vote(IN_TIME, best="max(n, key=lambda a: (n[a], a))"), "came first"),
        (vote(IN_TIME, best="min(n, key=lambda a: (-n[a], a))"), "came first"),
        (vote(IN_TIME, best="[*n][0]"), "input"),
        (vote("len(n) == 1 and top[-1] > r"), "on this input"),
        (vote("top[-1] - top[-2] > r + 1"), "once more than is needed"),
        (vote(f"len(n) > 1 and {IN_TIME}"), "as long as nobody gave a second"),
        (vote("top[-1] > r"), "against what is left alone"),
        (vote(IN_TIME).replace("0), asked", "0), k"), "k as the third value"),
    ),
    setup="from collections import Counter",
)
test_answers = table("06.2", CASES)


def test_hand_worked_examples_of_the_lab():
    assert votes.vote([7, 7, 9, 7, 9], 5) == (7, 3, 4)
    assert votes.vote([None] * 3, 3) == (None, 0, 3)
