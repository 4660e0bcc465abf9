"""Exercise 10.6: somebody's A/B test with three faults; find an input, mend it.

In: both programs, logs that show the faults and that do not. Out: how an input and a mended
program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

MOST = 12  # rows of a learner's log
KEYS = {"text", "gold", "a", "b", "b_says"}
Row = Mapping[str, object]
Counts = tuple[int, int]


def ab_test(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    """(mended, broke): tickets that only B gets right by majority, and tickets that only A does."""
    return _counted(rows, shots, _majority, _majority, leaks=False)


def handed_out(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    """One sample of each, B graded by itself, the shots among the tickets."""
    return _counted(rows, shots, _first, _own_grade, leaks=True)


def _counted(
    rows: Sequence[Row], shots: Sequence[str], a: Callable, b: Callable, leaks: bool
) -> Counts:
    kept = [row for row in rows if leaks or row["text"] not in shots]
    pairs = [(a(row, "a"), b(row, "b")) for row in kept]
    return sum(not x and y for x, y in pairs), sum(x and not y for x, y in pairs)


def _majority(row: Row, arm: str) -> bool:
    return 2 * row[arm].count(row["gold"]) > len(row[arm])


def _plurality(row: Row, arm: str) -> bool:
    return Counter(row[arm]).most_common(1)[0][0] == row["gold"]


def _holds(row: Row, arm: str) -> bool:
    return 2 * sum(row["gold"] in reply for reply in row[arm]) > len(row[arm])


def _is_part(row: Row, arm: str) -> bool:
    return 2 * sum(reply in row["gold"] for reply in row[arm]) > len(row[arm])


def _first(row: Row, arm: str) -> bool:
    return row[arm][0] == row["gold"]


def _last(row: Row, arm: str) -> bool:
    return row[arm][-1] == row["gold"]


def _caseless(row: Row, arm: str) -> bool:
    found = [reply.strip().lower() == row["gold"].lower() for reply in row[arm]]
    return 2 * sum(found) > len(found)


def _two(row: Row, arm: str) -> bool:
    return row[arm].count(row["gold"]) >= 2


def _first_three(row: Row, arm: str) -> bool:
    return 2 * row[arm][:3].count(row["gold"]) > len(row[arm][:3])


def _all(row: Row, arm: str) -> bool:
    return {*row[arm]} == {row["gold"]}


def _by_both(row: Row, arm: str) -> bool:
    """Right by gold, and by the grade that B gave itself."""
    pairs = zip(row["b"], row["b_says"], strict=True)
    return 2 * sum(reply == row["gold"] and says == "right" for reply, says in pairs) > len(
        row["b"]
    )


def _any(row: Row, arm: str) -> bool:
    return row["gold"] in row[arm]


def _own_grade(row: Row, arm: str) -> bool:
    return row["b_says"][0] == "right"


def _own_grades(row: Row, arm: str) -> bool:
    return 2 * row["b_says"].count("right") > len(row["b_says"])


def _with(a: Callable, b: Callable, leaks: bool) -> Callable:
    return lambda rows, shots: _counted(rows, shots, a, b, leaks)


def _part_of_a_shot(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    kept = [row for row in rows if not any(row["text"] in shot for shot in shots)]
    return ab_test(kept, [])


def _holds_a_shot(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    kept = [row for row in rows if not any(shot in row["text"] for shot in shots)]
    return ab_test(kept, [])


def _up_to_a_shot(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    at = next((at for at, row in enumerate(rows) if row["text"] in shots), len(rows))
    return ab_test(rows[:at], shots)


def _turned(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    return ab_test(rows, shots)[::-1]


def _all_right(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    """How many each arm gets right, whether or not the other does."""
    kept = [row for row in rows if row["text"] not in shots]
    return sum(_majority(row, "b") for row in kept), sum(_majority(row, "a") for row in kept)


def _every_sample(rows: Sequence[Row], shots: Sequence[str]) -> Counts:
    """Each pair of samples as if it were a ticket."""
    kept = [row for row in rows if row["text"] not in shots]
    pairs = [
        (x == row["gold"], y == row["gold"])
        for row in kept
        for x, y in zip(row["a"], row["b"], strict=True)
    ]
    return sum(not x and y for x, y in pairs), sum(x and not y for x, y in pairs)


def admits(*args: object) -> str:
    """Rows of a log and the texts of the shots; "" for both."""
    if len(args) != 2 or not all(isinstance(arg, list | tuple) for arg in args):
        return "Two lists are wanted: `failing = ([{…}], [])`, the rows and the texts of the shots."
    rows, shots = args
    if len(rows) > MOST or not all(isinstance(row, dict) and set(row) == KEYS for row in rows):
        return f"The rows are up to {MOST} dicts with the keys {', '.join(sorted(KEYS))}."
    if not all(isinstance(shot, str) for shot in shots):
        return "The shots are texts."
    return next((words for row in rows if (words := _wrong_row(row))), "")


def _wrong_row(row: dict) -> str:
    lists = [row["a"], row["b"], row["b_says"]]
    if not all(isinstance(x, list | tuple) and all(isinstance(y, str) for y in x) for x in lists):
        return "`a`, `b` and `b_says` are lists of texts."
    if len({len(x) for x in lists}) > 1 or len(row["a"]) % 2 == 0:
        return "`a`, `b` and `b_says` are of one length, an odd one: one of each for every sample."
    if not set(row["b_says"]) <= {"right", "wrong"}:
        return '`b_says` holds `"right"` and `"wrong"`.'
    return "" if isinstance(row["text"], str) and isinstance(row["gold"], str) else "Two texts."


def draws(seed: int) -> list[tuple]:
    """A fair log, one for each fault alone, all together, and logs of nothing."""
    rng, draw = random.Random(f"10.6/{seed}"), Draw(f"10.6/{seed}", "heldout")

    def log(a: Sequence[int], b: Sequence[int], honest: bool = True, lucky: bool = False) -> list:
        rows = [_row(draw, rng, x, y, honest, lucky) for x, y in zip(a, b, strict=True)]
        return _told_apart(rows)

    fair = log([3, 3, 0, 0, 3, 0], [3, 0, 3, 3, 3, 0])
    noisy = log([2, 1, 2, 1, 3], [1, 2, 2, 1, 0], lucky=True)
    vain = log([3, 0, 3, 0, 0], [0, 0, 3, 3, 0], honest=False)
    leaky = log([0, 0, 3, 0, 3], [3, 3, 3, 0, 0])
    seen = [leaky[0]["text"], leaky[1]["text"]]
    vain_noise = log([2, 1, 2, 3], [1, 2, 0, 0], honest=False, lucky=True)
    leaky_noise = log([2, 1, 1, 0], [1, 2, 1, 3], lucky=True)
    vain_leak = log([3, 0, 0, 3, 0], [0, 0, 3, 3, 0], honest=False)
    every = log([2, 0, 1, 3, 0], [1, 3, 2, 0, 0], honest=False, lucky=True)
    five = [
        _row(draw, rng, x, y, True, True, 5) for x, y in ((2, 3), (2, 3), (3, 2), (5, 1), (0, 4))
    ]
    one = [_row(draw, rng, x, y, True, False, 1) for x, y in ((0, 1), (1, 0), (0, 0), (0, 1))]
    # the gold label is the most frequent one, and not the majority
    split = [_split(draw, rng, arm) for arm in "aabbb"]
    # more words than the label, and a part of it
    wordy = [_spelled(draw, arm, "{gold}, I think") for arm in "aab"]
    wordy += [_spelled(draw, arm, "{part}") for arm in "abb"]
    capitals = [_spelled(draw, arm, words) for arm, words in (("a", "{label}"), ("b", " {gold}"))]
    # the minority comes last, and in the middle; B's own grades are too strict
    late = [_in_order(draw, arm, order) for arm in "ab" for order in ("++-", "+-+")]
    strict = [{**row, "b_says": ["wrong"] * 3} for row in log([3, 0, 0], [0, 3, 3])]
    for rows in (five, one, split, wordy, capitals, late):
        _told_apart(rows)
    longer, shorter = fair[1]["text"] + " again", fair[2]["text"][:-1]
    return [
        (split, []), (wordy, []), (capitals, []), (late, []), (strict, []),
        (fair, [longer]), (fair, [shorter]),
        (fair, []), (fair, ["Another ticket."]), (one, []), ([], []), (noisy, []), (vain, []),
        (leaky, seen), (leaky, []), (every, [every[1]["text"]]), (five, []),
        (vain_noise, []), (leaky_noise, [leaky_noise[3]["text"]]),
        (vain_leak, [vain_leak[0]["text"]]),
    ]  # fmt: skip


def _told_apart(rows: list[dict]) -> list[dict]:
    """The same rows, no two with one text: whether that is one ticket or two, no promise says."""
    texts: set[str] = set()
    for at, row in enumerate(rows, 1):
        if row["text"] in texts:
            row["text"] += f" (ticket {at})"
        texts.add(row["text"])
    return rows


def _row(
    draw: Draw, rng: random.Random, a: int, b: int, honest: bool, lucky: bool, k: int = 3
) -> dict:
    """A ticket of which a and b of k samples are right; where lucky, the first is of the fewer."""
    gold, wrong = draw.pick_some(CATEGORIES, 2)

    def samples(right: int) -> list[str]:
        found = [gold] * right + [wrong] * (k - right)
        if lucky and 0 < right < k:
            return found if 2 * right < k else found[::-1]
        return rng.sample(found, k)

    of_b = samples(b)
    says = [("right" if reply == gold or not honest else "wrong") for reply in of_b]
    text = tickets.subject_line(draw, gold)
    return {"text": text, "gold": gold, "a": samples(a), "b": of_b, "b_says": says}


def _split(draw: Draw, rng: random.Random, arm: str) -> dict:
    """Of five samples two are right, three wrong in three ways; the other arm is wrong."""
    row = _row(draw, rng, 0, 0, honest=True, lucky=False, k=5)
    gold, *others = [row["gold"], *(label for label in CATEGORIES if label != row["gold"])]
    return _replied(row, arm, [gold, gold, *rng.sample(others, 3)])


def _spelled(draw: Draw, arm: str, words: str) -> dict:
    """Two of three samples are no label, and one is right; the other arm is wrong."""
    row = _row(draw, random.Random(0), 0, 0, honest=True, lucky=False)
    gold = row["gold"]
    said = words.format(gold=gold, part=gold[:-1], label=gold.capitalize())
    return _replied(row, arm, [row["gold"], said, said])


def _in_order(draw: Draw, arm: str, order: str) -> dict:
    """Of three samples those at a "+" are right; the other arm is wrong."""
    row = _row(draw, random.Random(0), 0, 0, honest=True, lucky=False)
    wrong = row[arm][0]
    return _replied(row, arm, [row["gold"] if sign == "+" else wrong for sign in order])


def _replied(row: dict, arm: str, replies: list[str]) -> dict:
    says = ["right" if reply == row["gold"] else "wrong" for reply in replies]
    return {**row, arm: replies} | ({"b_says": says} if arm == "b" else {})


PROGRAM = Broken(
    "ab_test",
    handed_out,
    ab_test,
    admits,
    draws,
    fault="It took one sample of several, let B grade itself, and tested on what B had seen.",
    misconceptions=(
        would_return(
            _every_sample,
            "You count every sample as a ticket. Samples of one ticket are alike, so they are no "
            "new evidence: one outcome for each ticket, by its majority.",
        ),
        would_return(
            _with(_plurality, _plurality, False),
            "You take the most frequent reply. A majority is more than half of the samples: two of "
            "five are none, whatever the other three say.",
        ),
        would_return(
            _with(_holds, _holds, False),
            "You look for the label inside the sample. A sample is right when it *equals* `gold`; "
            "with more words around it, it does not.",
        ),
        would_return(
            _with(_is_part, _is_part, False),
            "You look for the sample inside the label: a part of a label is not the label.",
        ),
        would_return(
            _part_of_a_shot,
            "You leave out tickets that are only a part of a shot. `shots` is a list of texts: a "
            "ticket stands among them when it equals one.",
        ),
        would_return(
            _holds_a_shot,
            "You leave out tickets that only contain a shot. A ticket stands among the shots when "
            "it equals one.",
        ),
        would_return(
            _with(_any, _any, False),
            "One right sample is enough for you. The promise says: the majority of its samples.",
        ),
        would_return(
            _with(_all, _all, False),
            "You want every sample to be right. The promise says: the majority of its samples.",
        ),
        would_return(
            _with(_two, _two, False),
            "You want two right samples, however many there are. Of one sample a majority is one, "
            "of five it is three.",
        ),
        would_return(
            _with(_first_three, _first_three, False),
            "You look at three samples, and there may be more: the majority of all of them counts.",
        ),
        would_return(
            _with(_caseless, _caseless, False),
            "You overlook capitals or blanks. A sample is right when it *equals* `gold`, as it is.",
        ),
        would_return(
            _with(_last, _last, False),
            "The verdict hangs on the last sample now; at this temperature the next may differ.",
        ),
        would_return(
            _with(_first, _majority, False),
            "A's verdict still hangs on its first sample. Of both arms the majority counts.",
        ),
        would_return(
            _with(_majority, _first, False),
            "B's verdict hangs on its first sample. Of both arms the majority counts.",
        ),
        would_return(
            _with(_majority, _own_grade, False),
            "B still grades its own replies. Both arms are graded by the same: by `gold`.",
        ),
        would_return(
            _with(_majority, _by_both, False),
            "B's own grades still have a say. Both arms are graded by `gold` alone.",
        ),
        would_return(
            _up_to_a_shot,
            "You stop at the first ticket that stands among the shots. The tickets after it count.",
        ),
        would_return(
            _turned,
            "The two counts are the wrong way round: first what only B gets right, then A.",
        ),
        would_return(
            _all_right,
            "You count how many each prompt gets right. A ticket that both get right tells "
            "nothing: only those that one of them alone gets right are counted.",
        ),
        would_return(
            _with(_majority, _majority, True),
            "B has seen some of these tickets in its shots, with their answers. They test nothing.",
        ),
        would_return(
            _with(_first, _first, False),
            "The verdict still hangs on the first sample; at this temperature the next may differ.",
        ),
        would_return(
            _with(_majority, _own_grades, False),
            "B still grades its own replies. Both arms are graded by the same: by `gold`.",
        ),
        would_return(
            _with(_first, _first, True),
            "B no longer grades itself. There are two more faults: what of the other samples, and "
            "what of tickets that B has seen?",
        ),
        would_return(
            _with(_first, _own_grade, False),
            "The shots are out. There are two more faults: who grades, and how many samples count?",
        ),
        would_return(
            _with(_majority, _own_grades, True),
            "All samples count. There are two more faults: who grades, and what has B seen before?",
        ),
    ),
)

AB_TEST = Exercise(
    id="10.6",
    title="The test that B could not lose",
    goal="Find a log for which `ab_test` gives wrong counts, and mend it: it has three faults.",
    points=4,
    minutes=20,
    difficulty="medium",
    budget="one input; about four lines to change",
    answers=("failing", "ab_test"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor='        b = "right" in row["b_says"]',
    hints=(
        "An A/A test finds what an A/B test hides: let B's replies be A's replies. What must come "
        "out, and what could come out here?",
        "Read the promise word by word: *majority of its samples*, *graded by gold*, *no ticket "
        "that stands among the shots*. Each is broken in one line.",
    ),
)
