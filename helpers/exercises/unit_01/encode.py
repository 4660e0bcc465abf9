"""Exercise 01.2: encode with a given table of ranks.

In: what is asked, the misconceptions, hints. Out: the merging itself, right and wrong (merges).

"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import tiktoken

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import (
    Case,
    Misconception,
    compare,
    show_case,
    stops_with,
    value_is,
    would_return,
)
from helpers.exercises.unit_01 import merges as merges
from helpers.exercises.unit_01.learn import texts_01_1
from helpers.world import tickets
from helpers.world.draw import Draw


def vocabulary(draw: Draw, size: int) -> dict[bytes, int]:
    """The 256 bytes and the merges of some tickets, learnt across the cuts.

    So the table has tokens that stand over a cut, and only who cuts first does not use them.
    """
    ranks = {bytes([b]): b for b in range(256)}
    for left, right in merges.learn_without_split(texts_01_1(draw, 12), size):
        ranks.setdefault(left + right, len(ranks))
    return ranks


def by_hand() -> dict[bytes, int]:
    """A table that no text would teach: "abc" comes before "ab", which it is joined from."""
    ranks = {bytes([b]): b for b in range(256)}
    for token in (b"aa", b"abc", b"ab", b" a", b"ca", b"aaaa", b"c a"):
        ranks[token] = len(ranks)
    return ranks


def in_no_order() -> dict[bytes, int]:
    """The lab's example with all bytes: ids with gaps, the highest first, low ones for unions."""
    tokens = [b"l", b"o", b"w", b"e", b"r", b"ow", b"lo", b"er"]
    tokens += [bytes([b]) for b in range(256) if bytes([b]) not in tokens]
    return {token: 3 * rank for rank, token in reversed(list(enumerate(tokens)))}


# under by_hand(); the last is in the table as a whole, and stands over a cut
HARD = ("xabc", "xabcabx", "aaa", "xaaaaa", " aaa aab", "caab", "ab aa", "ca", "c a")
AGAIN = ("lower", "caab", "a  low\n\n")  # under in_no_order(); two spaces are a piece


def questions_01_2(seed: int) -> list[Question]:
    """Texts on which right and wrong ways differ, and some that are short or foreign; a table in
    which a join makes room for one of a lower rank, and one whose ids are not its order."""
    draw = Draw(f"01.2/{seed}", "heldout")
    ranks = vocabulary(draw, 150)
    candidates = [tickets.one_liner(draw, draw.pick(tickets.CATEGORIES)) for _ in range(60)]
    texts = ["", "a", "naïve café: 12 €", f"{draw.made_up(3)} 数据库 ß"]
    ways = (merges.encode, *merges.WRONG_ENCODERS)
    results = {text: [way(text, ranks) for way in ways] for text in candidates}
    for wrong in range(1, len(ways)):
        # where no other way, right or wrong, gives the same, the check can name the mistake
        telling = [text for text, ids in results.items() if ids.count(ids[wrong]) == 1]
        texts += telling[:4]
    asked = [(text, ranks) for text in dict.fromkeys(texts)]
    asked += [(text, by_hand()) for text in HARD]
    asked += [(text, in_no_order()) for text in AGAIN]
    return [Call("encode", arguments) for arguments in asked]


def by_tiktoken(text: str, ranks: dict[bytes, int]) -> list[int]:
    """What tiktoken makes of the text with this table."""
    encoding = tiktoken.Encoding(
        "exercise", pat_str=merges.SPLIT, mergeable_ranks=ranks, special_tokens={}
    )
    return encoding.encode_ordinary(text)


FROM_LEFT_TO_RIGHT = (
    "You take the longest token that fits, or join in text order, from left to right. BPE joins "
    "the pair with the lowest rank first, wherever it stands."
)


def numbers(value: object) -> list[int]:
    """What came, if it is a flat list of whole numbers; else []."""
    flat = isinstance(value, list | tuple) and all(type(x) is int for x in value)
    return list(value) if flat else []


def of_no_token(case: Case) -> bool:
    """Whether a number of the answer is no id of the table."""
    return not set(numbers(case.value)) <= set(case.question.args[1].values())


def spelt(case: Case) -> list[bytes]:
    """The tokens of the answer; [] if it is no list of ids of this table."""
    token_of = {rank: token for token, rank in case.question.args[1].items()}
    return [] if of_no_token(case) else [token_of[id] for id in numbers(case.value)]


def another_text(case: Case) -> bool:
    return bool(spelt(case)) and b"".join(spelt(case)) != case.question.args[0].encode()


def over_a_cut(case: Case) -> bool:
    """Whether the tokens of the answer make the text, and one of them stands over a cut."""
    if not spelt(case) or another_text(case):
        return False
    pieces = merges.PIECES.findall(case.question.args[0])
    cuts = accumulate(len(piece.encode()) for piece in pieces)
    return not set(cuts) <= set(accumulate(map(len, spelt(case))))


COMPARE_IDS = compare(
    by_tiktoken,
    [
        value_is(
            lambda value, wanted: any(isinstance(x, bytes) for x in value),
            "You return tokens; their ids are wanted: `ranks[token]`.",
        ),
        would_return(merges.encode_longest_match, FROM_LEFT_TO_RIGHT),
        would_return(merges.encode_in_text_order, FROM_LEFT_TO_RIGHT),
        Misconception(
            "You ignore the pre-tokenisation: one of your tokens stands over a cut. Encode "
            "each piece of `PIECES.findall(text)` by itself.",
            over_a_cut,
        ),
        value_is(
            lambda value, wanted: any(isinstance(x, list) for x in value),
            "You give a list for each piece; one list with the ids of the whole text is wanted.",
        ),
        would_return(
            merges.encode_last_of_equals,
            "You join the last of several equal pairs first; the leftmost one goes first.",
        ),
        would_return(
            merges.encode_rank_by_rank,
            "You go through the table once, rank by rank. A join may make room for one of a lower "
            "rank: look for the lowest again after each.",
        ),
        would_return(
            merges.encode_highest_rank,
            "You join the pair with the highest rank first. A low rank means learnt early: "
            "the lowest goes first.",
        ),
        would_return(
            merges.encode_one_pass,
            "You go over each piece once. After a join there may be new pairs in the table: "
            "go on until no pair is in it.",
        ),
        value_is(
            lambda value, wanted: (
                len(value) > len(wanted) and list(value[len(value) - len(wanted) :]) == list(wanted)
            ),
            "You still have the ids of earlier calls: begin each call with an empty list.",
        ),
        Misconception(
            "You give an id that is not in this table. Ids come from the `ranks` of this call, as "
            "they stand there, and a piece begins with the bytes of `piece.encode()`.",
            of_no_token,
        ),
        Misconception(
            "Your tokens, put together, are not the text. Each of its bytes is in one of them, in "
            "order: blanks, capitals and letters of other languages as well.",
            another_text,
        ),
        stops_with(
            "KeyError",
            "A token of yours is not in the table. Every single byte is in it, characters are "
            "not: begin with the bytes of `piece.encode()`.",
        ),
        stops_with(
            "ValueError",
            "Your code stops where a piece has no pair left to join, e.g. a piece of one byte.",
        ),
    ],
    message="Your ids equal tiktoken's.",
)


def judge_01_2(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict:
    """compare()'s verdict, its evidence as tokens instead of numbers and a table of ranks."""
    verdict = COMPARE_IDS(questions, replies)
    for question, reply in zip(questions, replies, strict=True):
        if verdict.evidence == show_case(Case(question, reply, by_tiktoken(*question.args))):
            return replace(verdict, evidence=_evidence_01_2(question, reply))
    return verdict


def _evidence_01_2(question: Call, reply: Reply) -> str:
    text, ranks = question.args
    came = f"`{reply.error}`" if reply.error else _as_tokens(reply.value, ranks)
    wanted = _as_tokens(by_tiktoken(text, ranks), ranks)
    return f"- input: `encode({text!r}, ranks)`\n- came: {came}\n- wanted: {wanted}"


def _as_tokens(ids: object, ranks: dict[bytes, int]) -> str:
    """The ids as `t|he| end`; what is no list of known ids as it is."""
    token_of = {rank: token for token, rank in ranks.items()}
    try:
        tokens = [token_of[id].decode(errors="replace") for id in ids]
    except (TypeError, KeyError):
        return f"`{str(ids)[:200]}`"
    return f"`{'|'.join(tokens)}`"


ENCODE = Exercise(
    id="01.2",
    title="Encode like tiktoken",
    goal="Write `encode(text, ranks)`: the ids that tiktoken gives with the same table.",
    points=5,
    minutes=20,
    difficulty="medium",
    budget="no call; about 12 lines",
    answers=("encode",),
    questions=questions_01_2,
    judge=judge_01_2,
    distractor="            i = unions.index(max(unions))",
    hints=(
        "One piece at a time: begin with its single bytes, and look at all neighbouring pairs.",
        "The next join is the pair whose union has the lowest rank: "
        "`min(range(len(tokens) - 1), key=lambda i: ranks.get(tokens[i] + tokens[i + 1], inf))`. "
        "Stop when that union is not in `ranks`.",
        "`tokens[i:i + 2] = [tokens[i] + tokens[i + 1]]` joins two items of a list in place.",
    ),
)
