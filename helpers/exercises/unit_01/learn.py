"""Exercise 01.1: learn merges from a text.

In: what is asked, the misconceptions, hints. Out: the merging itself, right and wrong (merges).

"""

from __future__ import annotations

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, same, stops_with, value_is, would_return
from helpers.exercises.unit_01 import merges as merges
from helpers.world import tickets
from helpers.world.draw import Draw


def texts_01_1(draw: Draw, n: int) -> str:
    """A few tickets, one after the other."""
    return " ".join(tickets.ticket(draw).text for _ in range(n))


def questions_01_1(seed: int) -> list[Question]:
    """Tickets, and the small inputs on which one mistake each shows."""
    draw = Draw(f"01.1/{seed}", "heldout")
    name = draw.made_up(3)
    asked = [
        (texts_01_1(draw, 3), 40),
        (texts_01_1(draw, 5), 60),
        (f"{name} {name} {name}ed", 4),
        ("café café Größe größer", 6),  # a letter of two bytes is a pair
        ("hahaha hahaha ha", 3),
        ("aaaa aaa aaaaa", 3),  # neighbours overlap
        ("aaa bc bc", 1),  # two pairs (a, a)
        ("bc bc xyxyxy", 1),  # three pairs (x, y), in one piece
        ("xa\nxa\nxab\nab\nab", 3),  # the token xa ends as a begins
        ("to be", 20),  # runs out of pairs
        ("", 3),
        (texts_01_1(draw, 1), 0),
        # ties: the first in the text is the last in the alphabet, and the other way round
        ("zz aa zz aa", 2),
        ("aa zz aa zz", 2),
        ("ab  ab\n\nab\t ab!! ab!!", 6),  # pieces of spaces, and of signs
    ]
    return [Call("learn_merges", arguments) for arguments in asked]


WITHOUT_SPACES = (
    "You lose the spaces: `PIECES` keeps one at the beginning of a word, and it is joined as every "
    "other byte is."
)

LEARN = Exercise(
    id="01.1",
    title="Learn the merges",
    goal="Write `learn_merges(text, n)`: the first `n` merges that BPE learns from the text.",
    points=5,
    minutes=25,
    difficulty="hard",
    budget="no call; about 15 lines",
    answers=("learn_merges",),
    questions=questions_01_1,
    judge=compare(
        merges.learn,
        [
            value_is(
                lambda value, wanted: bool(value) and all(isinstance(x, bytes) for x in value),
                "You return joined tokens; a merge is a pair `(left, right)`.",
            ),
            value_is(
                lambda value, wanted: any(isinstance(x, str) for pair in value for x in pair),
                "Your pairs hold characters (`str`), BPE joins bytes: `é` is two of them. "
                "Begin with `piece.encode()`.",
            ),
            value_is(
                lambda value, wanted: any(isinstance(x, int) for pair in value for x in pair),
                "Your pairs hold numbers: iterating over `bytes` gives integers. Keep each token "
                "as `bytes`, e.g. `bytes([number])`.",
            ),
            would_return(
                merges.learn_without_split,
                "You ignore the pre-tokenisation: your merges cross from one piece to the next. "
                "Count pairs inside each piece of `PIECES.findall(text)` only.",
            ),
            would_return(
                merges.learn_from_first_counts,
                "You count once and take the most frequent pairs. After each merge the neighbours "
                "have changed: join, then count again.",
            ),
            would_return(
                merges.learn_from_distinct_pieces,
                "A piece that occurs five times counts five times; you count each piece once.",
            ),
            would_return(
                merges.learn_last_of_ties,
                "Ties: of equally frequent pairs the first in the text wins, you take the last "
                "(`>=` where `>` is meant?).",
            ),
            would_return(
                merges.learn_largest_of_ties,
                "Ties: of equally frequent pairs the first in the text wins, you take the one "
                "that sorts last. `max` over `(count, pair)` does that.",
            ),
            would_return(
                merges.learn_smallest_of_ties,
                "Ties: of equally frequent pairs the first in the text wins, you take the one "
                "that sorts first.",
            ),
            would_return(
                merges.learn_characters,
                "You begin with characters; BPE begins with bytes, and `é` is two of them. "
                "Begin with `piece.encode()`.",
            ),
            would_return(
                merges.learn_first_place_only,
                "You join a pair only at its first place in a piece; join it at every place.",
            ),
            would_return(
                merges.learn_from_the_right,
                "You join from right to left. In `aaa` the first two are joined.",
            ),
            would_return(
                merges.learn_by_replacing,
                "You join by replacing in a text. There the end of a longer token looks like the "
                "token: after `x` and `a` are one, no `a` is left to join with `b`. Compare whole "
                "tokens.",
            ),
            would_return(
                merges.learn_without_overlaps,
                "You count pairs that overlap only once. Each token and the next one are a pair: "
                "`aaa` has two.",
            ),
            would_return(merges.learn_without_spaces, WITHOUT_SPACES),
            would_return(merges.learn_from_words, WITHOUT_SPACES),
            would_return(
                merges.learn_once_a_piece,
                "You count a pair once for each piece it is in; count it at every place.",
            ),
            value_is(
                lambda value, wanted: (
                    len(value) < len(wanted) and same(wanted[: len(value)], value)
                ),
                "You stop too early. Go on to `n` merges, or until no pair is left: a pair that "
                "occurs once is a pair.",
            ),
            value_is(
                lambda value, wanted: (
                    len(value) > len(wanted) and same(wanted, value[: len(wanted)])
                ),
                "You give more than `n` merges; for `n = 0` none is wanted.",
            ),
            value_is(
                lambda value, wanted: (
                    len(value) > len(wanted) and same(wanted, value[len(value) - len(wanted) :])
                ),
                "You still have the merges of earlier calls: begin each call with an empty list.",
            ),
            stops_with(
                "ValueError",
                "Your code stops when no pair is left to join. Then return the merges there are.",
            ),
            stops_with(
                "IndexError",
                "Your code stops when no pair is left to join. Then return the merges there are.",
            ),
        ],
        message="Your merges equal those of an independent trainer.",
    ),
    distractor="        merges.append(counts.most_common(n)[0])",
    hints=(
        "Keep the text as a list of pieces, each a list of tokens: "
        "`[[bytes([b]) for b in piece.encode()] for piece in PIECES.findall(text)]`.",
        "Count with `Counter(pair for piece in pieces for pair in itertools.pairwise(piece))`. "
        "A Counter keeps the order in which keys first came, and `max(counts, key=counts.get)` "
        "gives the first of the largest: that is the tie rule.",
        "To join a pair in a piece, build a new list: if the last token of the new list and the "
        "next one are the pair, replace the last by both together, else append.",
    ),
)
