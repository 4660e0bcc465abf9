"""Exercise 01.2: encode with a given table of ranks.

In: what is asked, the misconceptions, hints. Out: the merging itself, right and wrong (merges).

"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import tiktoken

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Case, compare, show_case, stops_with, value_is, would_return
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


def questions_01_2(seed: int) -> list[Question]:
    """Texts on which right and wrong ways differ, and some that are short or foreign."""
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
    return [Call("encode", (text, ranks)) for text in dict.fromkeys(texts)]


def by_tiktoken(text: str, ranks: dict[bytes, int]) -> list[int]:
    """What tiktoken makes of the text with this table."""
    encoding = tiktoken.Encoding(
        "exercise", pat_str=merges.SPLIT, mergeable_ranks=ranks, special_tokens={}
    )
    return encoding.encode_ordinary(text)


FROM_LEFT_TO_RIGHT = (
    "You work in text order: the longest token that fits, or the first pair in the table, from "
    "left to right. BPE joins the pair with the lowest rank first, wherever it stands."
)


COMPARE_IDS = compare(
    by_tiktoken,
    [
        value_is(
            lambda value, wanted: any(isinstance(x, bytes) for x in value),
            "You return tokens; their ids are wanted: `ranks[token]`.",
        ),
        would_return(merges.encode_longest_match, FROM_LEFT_TO_RIGHT),
        would_return(merges.encode_in_text_order, FROM_LEFT_TO_RIGHT),
        would_return(
            merges.encode_without_split,
            "You ignore the pre-tokenisation: one of your tokens stands over a cut. Encode "
            "each piece of `PIECES.findall(text)` by itself.",
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
            lambda value, wanted: any(isinstance(x, int) and x > 10_000 for x in value),
            "You begin with characters; the table holds bytes, and `é` is two of them.",
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
