"""Exercise 06.4: a small tree search over the lines that a model proposes.

In: trees with log-probabilities, the search, what is known of wrong ones. Out: a model (the
double that stands for it knows its proposals).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, value_is, would_return

Path = tuple[str, ...]
Proposals = list[tuple[str, float]]  # (line, log-probability)
Tree = dict[Path, Proposals]
BRANCHES, DEPTH = 3, 4
SPEAKS = ("So the Answer: {} may be right.", "Check of the answer {}.", "Answer follows: {}?")


def is_finished(path: Path) -> bool:
    return bool(path) and path[-1].startswith("Answer:")


def search(tree: Tree, width: int, depth: int) -> list[str] | None:
    """The best finished path among the `width` best, after `depth` rounds at most."""
    kept: list[tuple[float, Path]] = [(0.0, ())]
    for _ in range(depth):
        kept = best(_grown(tree, kept), width)
        if all(is_finished(path) for _, path in kept):
            break
    return next((list(path) for _, path in kept if is_finished(path)), None)


def _grown(tree: Tree, kept: list[tuple[float, Path]]) -> list[tuple[float, Path]]:
    """Every path one line longer; a finished one as it is."""
    return [
        pair
        for score, path in kept
        for pair in (
            [(score, path)]
            if is_finished(path)
            else [(score + logprob, (*path, line)) for line, logprob in tree[path]]
        )
    ]


def best(paths: list[tuple[float, Path]], width: int) -> list[tuple[float, Path]]:
    return sorted(paths, key=lambda pair: pair[0], reverse=True)[:width]


# --- searches that go wrong --------------------------------------------------------------------


def _greedy(tree: Tree, width: int, depth: int) -> list[str] | None:
    return search(tree, 1, depth)


def _exhaustive(tree: Tree, width: int, depth: int) -> list[str] | None:
    return search(tree, 10**6, depth)


def _by_last_line(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept: list[tuple[float, Path]] = [(0.0, ())]
    for _ in range(depth):
        grown = _grown(tree, [(0.0, p) if not is_finished(p) else (s, p) for s, p in kept])
        kept = best(grown, width)
    return next((list(path) for _, path in kept if is_finished(path)), None)


def _set_aside(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept, done = [(0.0, ())], []
    for _ in range(depth):
        grown = _grown(tree, kept)
        done += [pair for pair in grown if is_finished(pair[1])]
        kept = best([pair for pair in grown if not is_finished(pair[1])], width)
    return list(best(done, 1)[0][1]) if done else None


def _first_finished(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept: list[tuple[float, Path]] = [(0.0, ())]
    for _ in range(depth):
        kept = best(_grown(tree, kept), width)
        for _, path in kept:
            if is_finished(path):
                return list(path)
    return None


def _by_mean(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept: list[tuple[float, Path]] = [(0.0, ())]
    for _ in range(depth):
        grown = _grown(tree, kept)
        kept = sorted(grown, key=lambda pair: pair[0] / len(pair[1]), reverse=True)[:width]
    return next((list(path) for _, path in kept if is_finished(path)), None)


def _ended_where(says: Callable[[str], bool]) -> Callable:
    """A search that takes a path for finished where its last line `says` so."""

    def wrong(tree: Tree, width: int, depth: int) -> list[str] | None:
        kept: list[tuple[float, Path]] = [(0.0, ())]
        for _ in range(depth):
            ended = [pair for pair in kept if pair[1] and says(pair[1][-1])]
            going = [pair for pair in kept if pair not in ended]
            kept = best([*ended, *_grown(tree, going)], width)
        return next((list(path) for _, path in kept if says(path[-1])), None)

    return wrong


_speaks_of_it = _ended_where(lambda line: "Answer:" in line)
_begins_so = _ended_where(lambda line: line.startswith("Answer"))


def _a_round_less(tree: Tree, width: int, depth: int) -> list[str] | None:
    return search(tree, width, depth - 1)


def _unfinished_too(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept: list[tuple[float, Path]] = [(0.0, ())]
    for _ in range(depth):
        kept = best(_grown(tree, kept), width)
    return list(kept[0][1])


def _freed(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept, done = [(0.0, ())], []
    for _ in range(depth):
        kept = best(_grown(tree, kept), width)
        done += [pair for pair in kept if is_finished(pair[1])]
        kept = [pair for pair in kept if not is_finished(pair[1])]
    return list(best(done, 1)[0][1]) if done else None


def _kept_by(choose: Callable, choice: Callable | None = None) -> Callable:
    """A search that keeps `choose(grown, width)`, and gives back `choice` of the finished."""

    def wrong(tree: Tree, width: int, depth: int) -> list[str] | None:
        kept: list[tuple[float, Path]] = [(0.0, ())]
        for _ in range(depth):
            kept = choose(_grown(tree, kept), width)
        ended = [pair for pair in kept if is_finished(pair[1])]
        return list((choice or _most_likely)(ended)[1]) if ended else None

    return wrong


def _most_likely(pairs: list) -> tuple[float, Path]:
    return best(pairs, 1)[0]


def _one_for_each(group: Callable[[Path], str | Path], most: int | None) -> Callable:
    """Keeps up to `most` (or width) paths for each group; of single lines, width in all."""

    def choose(grown: list, width: int) -> list:
        seen: dict = {}
        for pair in best(grown, len(grown)):
            seen.setdefault(group(pair[1]), []).append(pair)
        kept = [pair for pairs in seen.values() for pair in pairs[: most or width]]
        return best(kept, width if most else len(kept))

    return choose


_last_lines = _kept_by(_one_for_each(lambda path: path[-1], 1))
_width_each = _kept_by(_one_for_each(lambda path: path[:-1], None))
_least_likely = _kept_by(lambda grown, width: sorted(grown, key=lambda pair: pair[0])[:width])
_unsorted = _kept_by(lambda grown, width: grown[:width])
_last_finished = _kept_by(best, lambda ended: ended[-1])


def _dropped(tree: Tree, width: int, depth: int) -> list[str] | None:
    kept: list[tuple[float, Path]] = [(0.0, ())]
    for _ in range(depth):
        going = [pair for pair in kept if not is_finished(pair[1])]
        kept = best(_grown(tree, going), width)
    return next((list(path) for _, path in kept if is_finished(path)), None)


def _top_only(tree: Tree, width: int, depth: int) -> list[str] | None:
    path = tuple(_unfinished_too(tree, width, depth))
    return list(path) if is_finished(path) else None


def _first_proposals(tree: Tree, width: int, depth: int) -> list[str] | None:
    return search({path: proposals[:width] for path, proposals in tree.items()}, width, depth)


# --- what is asked -----------------------------------------------------------------------------


def grow(rng: random.Random) -> Tree:
    """A tree of working lines; from the third line on, some propose an answer."""
    tree: Tree = {}
    _grow(rng, tree, (), rng.randint(10, 50))
    return tree


def _grow(rng: random.Random, tree: Tree, path: Path, value: int) -> None:
    if len(path) == DEPTH or is_finished(path):
        return
    lines: dict[str, int] = {}
    while len(lines) < BRANCHES:
        by = rng.randint(1, 40)
        lines[f"{value} + {by} = {value + by}"] = value + by
    if len(path) > 1 and (len(path) == DEPTH - 1 or rng.random() < 0.5):
        lines = {**dict(list(lines.items())[1:]), f"Answer: {value}": value}
    if rng.random() < 0.5:  # a line that speaks of an answer and does not begin with it
        lines = {**dict(list(lines.items())[1:]), rng.choice(SPEAKS).format(value): value}
    shares = [rng.uniform(0.1, 1) for _ in lines]
    tree[path] = [
        (line, round(math.log(share / sum(shares)), 6))
        for line, share in zip(lines, shares, strict=True)
    ]
    for line, result in lines.items():
        _grow(rng, tree, (*path, line), result)


def questions_06_4(seed: int) -> list[Question]:
    """A tree for each wrong search that it upsets, one that one round cannot finish, one where a
    line comes twice, and small ones by hand."""
    rng = random.Random(f"06.4/{seed}")
    asked = []
    wrongs = (_greedy, _exhaustive, _by_last_line, _set_aside, _first_finished, _by_mean)
    for wrong in (*wrongs, _speaks_of_it, _begins_so, _a_round_less):
        asked.append(_question(_upsetting(rng, wrong, 2), 2, DEPTH))
    asked.append(_question(_upsetting(rng, _exhaustive, 3), 3, DEPTH))
    asked.append(_question(_upsetting(rng, _unfinished_too, 2), 2, DEPTH))
    return [
        *asked,
        _question(grow(rng), 2, 1),
        _question(same_lines(), 2, 3),
        *_by_hand(),
    ]


def _by_hand() -> list[Call]:
    """A finished path that is out in the end, one that stays, and the lab's example."""
    return [_question(PUSHED_OUT, 2, 2), _question(STAYS, 2, 2), _question(TURNED, 1, 2)]


STAYS: Tree = {
    (): [("Answer: 5", -0.1), ("2 + 4 = 6", -2.0)],
    ("2 + 4 = 6",): [("Answer: 6", -3.0)],
}
TURNED: Tree = {
    (): [("1 + 1 = 2", -0.4), ("2 + 1 = 3", -0.7)],
    ("1 + 1 = 2",): [("Answer: 2", -1.2)],
    ("2 + 1 = 3",): [("Answer: 3", -0.1)],
}
PUSHED_OUT: Tree = {
    (): [("Answer: 5", -0.9), ("2 + 3 = 5", -0.3)],
    ("2 + 3 = 5",): [("5 + 1 = 6", -0.1), ("5 + 2 = 7", -0.2)],
}


def same_lines() -> Tree:
    """Two first lines that go on with the same line, and with other answers after it."""
    tree: Tree = {(): [("3 + 4 = 7", -0.5), ("4 + 3 = 7", -0.7)]}
    for first, ends in (("3 + 4 = 7", -1.5), ("4 + 3 = 7", -0.1)):
        tree[first,] = [("7 + 2 = 9", -0.1), ("7 + 1 = 8", -3.0)]
        tree[first, "7 + 2 = 9"] = [("Answer: 9", ends), ("Answer: 90", -2.5)]
        tree[first, "7 + 1 = 8"] = [("Answer: 8", -0.2), ("Answer: 80", -2.5)]
    return tree


def _upsetting(rng: random.Random, wrong: Callable, width: int) -> Tree:
    """A tree on which the wrong search finds something else."""
    while True:
        tree = grow(rng)
        if wrong(tree, width, DEPTH) != search(tree, width, DEPTH):
            return tree


def _question(tree: Tree, width: int, depth: int) -> Call:
    answers = [[[list(path)], [list(p) for p in proposals]] for path, proposals in tree.items()]
    double = Double("lookup", {"answers": answers}, "propose")
    return Call("search", (double, width, depth))


def tree_of(question: Call) -> Tree:
    answers = question.args[0].settings["answers"]
    return {tuple(path): [tuple(p) for p in proposals] for (path,), proposals in answers}


def _of_double(function: Callable) -> Callable:
    return lambda propose, width, depth: function(tree_of(Call("search", (propose,))), width, depth)


def finds_like(wrong: Callable, words: str) -> Misconception:
    """The misconception of somebody whose search finds what `wrong` finds."""
    return would_return(_of_double(wrong), words, same_path)


def same_path(wanted: object, value: object) -> bool:
    return _as_list(wanted) == _as_list(value)


def _as_list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


# of mistakes that explain as much, the first is named: the rarer ones stand in front
MISTAKES = (
    finds_like(
        _least_likely,
        "You keep the least likely paths. A log-probability of -0.4 is more likely than one of "
        "-0.7: sort from the largest down.",
    ),
    finds_like(
        _dropped,
        "You lose a path as soon as it is finished. It is not continued, and it stays in the new "
        "list as it is.",
    ),
    finds_like(
        _freed,
        "You give the place of a finished path to another one. It keeps its place as long as it "
        "is among the `width` best, and is out when it no longer is.",
    ),
    finds_like(
        _last_lines,
        "You keep one path for each last line. Two paths may end in the same line and go on in "
        "other ways: both may be among the best.",
    ),
    finds_like(
        _width_each,
        "You keep `width` continuations of each path. After a round, `width` in all are kept.",
    ),
    finds_like(
        _unsorted,
        "You keep the first `width` paths as they come. Sort them by their score first.",
    ),
    finds_like(
        _first_proposals,
        "You look at the first `width` proposals of a path only. They come in no order: look at "
        "all, and cut after the round.",
    ),
    finds_like(
        _last_finished,
        "Of several finished paths you return one that is not the best.",
    ),
    finds_like(
        _top_only,
        "You return `None` where the best of all is not finished. Another of those kept may be: "
        "return the best *finished* one.",
    ),
    finds_like(
        _by_mean,
        "You rank by the mean of a path's lines. Its score is their sum: each line that is added "
        "makes a working less likely.",
    ),
    finds_like(
        _speaks_of_it,
        "You take a path for finished where a line holds `Answer:` anywhere. Only a line that "
        "*begins* with it is an answer.",
    ),
    finds_like(
        _begins_so,
        "You take a path for finished where a line begins with `Answer`, without the colon.",
    ),
    finds_like(
        _greedy,
        "You keep one path. A first line that looks worse may lead to the better working: keep "
        "the `width` best.",
    ),
    finds_like(
        _exhaustive,
        "You keep every path. That finds the best of all, and its cost grows with every round: "
        "after each, keep the `width` best only.",
    ),
    finds_like(
        _by_last_line,
        "You rank by the last line alone. A path is as likely as all its lines together: add up "
        "the log-probabilities from the first line on.",
    ),
    finds_like(
        _set_aside,
        "You put finished paths aside, and others take their places. A finished path stays in the "
        "running and takes one of the `width` places.",
    ),
    finds_like(
        _first_finished,
        "You stop at the first finished path. A path that is still open may end up more likely: "
        "stop when all that you keep are finished.",
    ),
    finds_like(
        _a_round_less,
        "That is found one round earlier: there are `depth` rounds, and the last one counts too.",
    ),
    finds_like(
        _unfinished_too,
        "The path that came back has no answer. Return the best *finished* one among those that "
        "you keep, or `None`.",
    ),
    value_is(lambda value, wanted: isinstance(value, str), "Return the path: a list of its lines."),
    value_is(
        lambda value, wanted: isinstance(value[0], float | int) or isinstance(value[1], float),
        "Return the lines only, without the score.",
    ),
    Misconception(
        "You ask for a continuation of a path that nobody proposed. `propose` takes the list of "
        "lines so far, and a finished path is not continued.",
        lambda case: (case.reply.error or "").startswith("ValueError: nothing is known of"),
    ),
)


def calls_in_vain(case: Case) -> str:
    """What to say of more calls of `propose` than width times depth."""
    _, width, depth = case.question.args
    asked = len(case.reply.logs["propose"])
    if asked <= width * depth:
        return ""
    return (
        f"The path is right, for {asked} calls of `propose`; {width * depth} are allowed: `width` "
        "a round. Ask only for the paths that you keep."
    )


SEARCH = Exercise(
    id="06.4",
    title="A small tree search",
    goal="Write `search(propose, width, depth)`: the most likely working that ends in an answer, "
    "among the paths that are kept.",
    points=4,
    minutes=30,
    difficulty="hard",
    budget="at most width times depth calls of propose",
    answers=("search",),
    questions=questions_06_4,
    judge=compare(
        _of_double(search),
        MISTAKES,
        same_path,
        "The best of what you kept, and no path was asked in vain.",
        calls_in_vain,
    ),
    distractor="        kept = sorted(grown, key=lambda pair: pair[0])[:width]",
    hints=(
        "Begin with `kept = [(0.0, [])]`: a score and a path. A round makes a new list from it, "
        "sorts it, and cuts it to `width`.",
        "For a path that is not finished: `(score + logprob, [*path, line])` for each proposal. A "
        "finished path goes into the new list as it is.",
        "At the end, the kept paths are sorted: `next((path for _, path in kept if path and "
        'path[-1].startswith("Answer:")), None)`.',
    ),
)
