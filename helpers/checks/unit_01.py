"""Exercises of unit 01: byte-pair encoding, packing to a budget, a month's bill, spelled words.

In: what is asked, how it is judged, hints. Out: the reference answers in full (solutions/).
The ways of learning and applying merges, right and wrong, are in unit_01_bpe.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import tiktoken

from helpers import metrics
from helpers.checks import unit_01_bpe as bpe
from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict
from helpers.checks.judge import (
    Case,
    compare,
    near,
    not_yet,
    passed,
    show_case,
    show_reply,
    stops_with,
    value_is,
    would_return,
)
from helpers.world import desk, letters, tickets
from helpers.world.draw import Draw

# --- 01.1 learn merges -----------------------------------------------------------------------


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
        ("aaaa aaa aaaaa", 3),  # neighbours overlap
        ("to be", 20),  # runs out of pairs
        ("", 3),
    ]
    return [Call("learn_merges", arguments) for arguments in asked]


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
        bpe.learn,
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
                bpe.learn_without_split,
                "You ignore the pre-tokenisation: your merges cross from one piece to the next. "
                "Count pairs inside each piece of `PIECES.findall(text)` only.",
            ),
            would_return(
                bpe.learn_from_first_counts,
                "You count once and take the most frequent pairs. After each merge the neighbours "
                "have changed: join, then count again.",
            ),
            would_return(
                bpe.learn_from_distinct_pieces,
                "A piece that occurs five times counts five times; you count each piece once.",
            ),
            would_return(
                bpe.learn_last_of_ties,
                "Ties: of equally frequent pairs the first in the text wins, you take the last "
                "(`>=` where `>` is meant?).",
            ),
            would_return(
                bpe.learn_largest_of_ties,
                "Ties: of equally frequent pairs the first in the text wins, you take the one "
                "that sorts last. `max` over `(count, pair)` does that.",
            ),
            would_return(
                bpe.learn_smallest_of_ties,
                "Ties: of equally frequent pairs the first in the text wins, you take the one "
                "that sorts first.",
            ),
            would_return(
                bpe.learn_characters,
                "You begin with characters; BPE begins with bytes, and `é` is two of them. "
                "Begin with `piece.encode()`.",
            ),
            would_return(
                bpe.learn_first_place_only,
                "You join a pair only at its first place in a piece; join it at every place.",
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

# --- 01.2 encode with a given vocabulary -----------------------------------------------------


def vocabulary(draw: Draw, merges: int) -> dict[bytes, int]:
    """The 256 bytes and the merges of some tickets, learnt across the cuts.

    So the table has tokens that stand over a cut, and only who cuts first does not use them.
    """
    ranks = {bytes([b]): b for b in range(256)}
    for left, right in bpe.learn_without_split(texts_01_1(draw, 12), merges):
        ranks.setdefault(left + right, len(ranks))
    return ranks


def questions_01_2(seed: int) -> list[Question]:
    """Texts on which right and wrong ways of encoding differ, and some that are short or foreign."""
    draw = Draw(f"01.2/{seed}", "heldout")
    ranks = vocabulary(draw, 150)
    candidates = [tickets.one_liner(draw, draw.pick(tickets.CATEGORIES)) for _ in range(60)]
    texts = ["", "a", "naïve café: 12 €", f"{draw.made_up(3)} 数据库 ß"]
    for wrong in bpe.WRONG_ENCODERS:
        telling = [text for text in candidates if bpe.differ(bpe.encode, wrong, text, ranks)]
        texts += telling[:4]
    return [Call("encode", (text, ranks)) for text in dict.fromkeys(texts)]


def by_tiktoken(text: str, ranks: dict[bytes, int]) -> list[int]:
    """What tiktoken makes of the text with this table."""
    encoding = tiktoken.Encoding(
        "exercise", pat_str=bpe.SPLIT, mergeable_ranks=ranks, special_tokens={}
    )
    return encoding.encode_ordinary(text)


ENCODE = Exercise(
    id="01.2",
    title="Encode like tiktoken",
    goal="Write `encode(text, ranks)`: the ids of the text, equal to tiktoken's for the same table.",
    points=5,
    minutes=20,
    difficulty="medium",
    budget="no call; about 12 lines",
    answers=("encode",),
    questions=questions_01_2,
    judge=compare(
        by_tiktoken,
        [
            value_is(
                lambda value, wanted: any(isinstance(x, bytes) for x in value),
                "You return tokens; their ids are wanted: `ranks[token]`.",
            ),
            would_return(
                bpe.encode_longest_match,
                "You take the longest token that fits, from left to right. BPE joins the pair "
                "with the lowest rank first, wherever it stands, and may end elsewhere.",
            ),
            would_return(
                bpe.encode_in_text_order,
                "You join in the order of the text. BPE joins the pair with the lowest rank "
                "first, wherever it stands in the piece.",
            ),
            would_return(
                bpe.encode_without_split,
                "You ignore the pre-tokenisation: one of your tokens stands over a cut. Encode "
                "each piece of `PIECES.findall(text)` by itself.",
            ),
            would_return(
                bpe.encode_highest_rank,
                "You join the pair with the highest rank first. A low rank means learnt early: "
                "the lowest goes first.",
            ),
            would_return(
                bpe.encode_one_pass,
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
    ),
    hints=(
        "One piece at a time: begin with its single bytes, and look at all neighbouring pairs.",
        "The next join is the pair whose union has the lowest rank: "
        "`min(range(len(tokens) - 1), key=lambda i: ranks.get(tokens[i] + tokens[i + 1], inf))`. "
        "Stop when that union is not in `ranks`.",
        "`tokens[i:i + 2] = [tokens[i] + tokens[i + 1]]` joins two items of a list in place.",
    ),
)

# --- 01.3 pack rows to a budget --------------------------------------------------------------

HEADER = "id | received | category | text"
COUNTED_BY = "o200k_base"


def count(text: str) -> int:
    return len(tiktoken.get_encoding(COUNTED_BY).encode_ordinary(text))


def lines_of(rows: Sequence[dict]) -> list[str]:
    """A line for each row, newest first."""
    newest_first = sorted(rows, key=lambda row: row["received"], reverse=True)
    return [" | ".join(str(value) for value in row.values()) for row in newest_first]


def packed(rows: Sequence[dict], budget: int) -> str:
    """The header and as many of the newest rows as the budget has room for."""
    lines = lines_of(rows)
    fitting = (k for k in range(len(lines), -1, -1) if count(text_of(lines[:k])) <= budget)
    return text_of(lines[: next(fitting)])


def text_of(lines: Sequence[str]) -> str:
    return "\n".join([HEADER, *lines])


def questions_01_3(seed: int) -> list[Question]:
    """One table and budgets: exact, one less, room for none, for all, and where skipping pays."""
    rows = desk.tickets_table(Draw(f"01.3/{seed}", "heldout"), 24)
    table = Double("database", {"tables": {"tickets": rows}}, "database")
    totals = [count(text_of(lines_of(rows)[:k])) for k in range(len(rows) + 1)]
    k, m = random.Random(seed).sample(range(4, 20), 2)
    budgets = [totals[k], totals[k] - 1, totals[m] + 12, totals[0], totals[-1], totals[1] - 1]
    return [Call("pack", (table, budget)) for budget in [*budgets, 4 * totals[-1]]]


def judge_01_3(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict:
    """The first budget at which the text breaks a rule, and which rule it is."""
    for question, reply in zip(questions, replies, strict=True):
        database, budget = question.args
        rows = database.settings["tables"]["tickets"]
        if reply.error:
            return not_yet("Your code stopped with an error.", _evidence_01_3(question, reply))
        if words := broken_rule(reply.value, rows, budget):
            return not_yet(words, _evidence_01_3(question, reply))
    return passed(f"{len(questions)} budgets, every one used up to the last row that fits.")


def broken_rule(text: object, rows: Sequence[dict], budget: int) -> str | None:
    """The rule that a packed text breaks, in words; None when it keeps them all."""
    if not isinstance(text, str):
        return f"A text (`str`) is wanted, a `{type(text).__name__}` came: join the lines."
    lines, right = text.split("\n"), packed(rows, budget)
    if text == right:
        return None
    if lines[0] != HEADER:
        return f"The first line must be the header, `{HEADER}`, whatever the budget is."
    if text.endswith("\n"):
        return "There is a line end after the last row: it costs a token and holds nothing."
    return _wrong_rows(lines[1:], lines_of(rows)) or _wrong_amount(text, rows, budget)


def _wrong_rows(got: Sequence[str], wanted: Sequence[str]) -> str | None:
    if any(line not in wanted for line in got):
        cut = any(whole.startswith(line) for line in got for whole in wanted if line)
        return (
            "A row is cut in the middle: half a ticket misleads. Leave out the whole row."
            if cut
            else "A line is not a row of the table: join its four values with ` | `, in their order."
        )
    if len(got) > 1 and list(got) == sorted(got, key=wanted.index, reverse=True):
        return "The rows come oldest first; the newest is wanted first (`ORDER BY received DESC`)."
    if list(got) != sorted(got, key=wanted.index):
        return "The rows are not in the order of `received`: the numbers do not follow the times."
    if list(got) != list(wanted[: len(got)]):
        return (
            "There is a gap: you leave out a newer row and go on with older ones. Stop at the "
            "first row that does not fit, so that the model sees an unbroken stretch."
        )
    return None


def _wrong_amount(text: str, rows: Sequence[dict], budget: int) -> str:
    lines, got = lines_of(rows), text.count("\n")
    if count(text) > budget:
        if count("\n".join(lines[:got])) <= budget:
            return "Over the budget: the rows fit, but the header counts as well."
        return (
            "Over the budget. Count the text that is sent, header and line ends included, "
            "in tokens."
        )
    if len(text) <= budget < len(text_of(lines[: got + 1])):
        return "You count characters; the budget is in tokens. There is room for more rows."
    if len(text.encode()) <= budget < len(text_of(lines[: got + 1]).encode()):
        return "You count bytes; the budget is in tokens. There is room for more rows."
    if count(text_of(lines[: got + 1])) == budget:
        return "One more row would fill the budget exactly, and that is allowed (`<=`)."
    return "One more row would fit. Count the whole text that is sent, not more."


def _evidence_01_3(question: Call, reply: Reply) -> str:
    """The budget and the size of what came; the table itself would not be read."""
    came = f"`{reply.error}`" if reply.error else f"`{str(reply.value)[:160]!r}`"
    if not isinstance(reply.value, str):
        return f"- budget: {question.args[1]} tokens\n- came: {came}"
    size = f"{count(reply.value)} tokens in {reply.value.count(chr(10)) + 1} lines"
    return f"- budget: {question.args[1]} tokens\n- came: {size}: {came}"


PACK = Exercise(
    id="01.3",
    title="Pack tickets into a budget",
    goal="Write `pack(database, budget)`: header and newest tickets, as many as fit.",
    points=4,
    minutes=20,
    difficulty="medium",
    budget="no call; about 10 lines",
    answers=("pack",),
    questions=questions_01_3,
    judge=judge_01_3,
    hints=(
        '`database.execute("SELECT id, received, category, text FROM tickets ORDER BY received '
        'DESC")` gives tuples, newest first; `" | ".join(map(str, row))` makes a line of one.',
        "Begin with the header as the text. For each row make the longer text, count that, and "
        "stop when it is over the budget. So you never have to add up parts.",
    ),
)

# --- 01.4 the bill of a month ----------------------------------------------------------------


def bill(job: dict, price: dict, days: int = 30) -> float:
    """Euros for a month: the same sum as in the lesson."""
    cached = job["prompt_tokens"] * job["cached_share"]
    a_request = (
        (job["prompt_tokens"] - cached) * price["input"]
        + cached * price["cached_input"]
        + job["output_tokens"] * price["output"]
    )
    return a_request / 1_000_000 * job["requests_per_day"] * days


def questions_01_4(seed: int) -> list[Question]:
    """Three jobs at three prices; one has nothing cached, one writes nothing to speak of."""
    draw = random.Random(seed)
    return [
        Call("month_cost", (_job(draw, share), _price(draw)), {"days": days})
        for share, days in [(0.75, 30), (0.0, 30), (0.4, 31)]
    ]


def _job(draw: random.Random, cached_share: float) -> dict:
    return {
        "requests_per_day": draw.randrange(2_000, 90_000, 500),
        "prompt_tokens": draw.randrange(400, 6_000, 50),
        "cached_share": cached_share,
        "output_tokens": draw.randrange(40, 900, 10),
    }


def _price(draw: random.Random) -> dict:
    dear = draw.choice([0.5, 2.0, 6.0])
    return {"input": dear, "cached_input": dear / 10, "output": dear * 4}


def _variant(**changes: float) -> object:
    """The bill of somebody who reads the job or the price differently."""

    def wrong(job: dict, price: dict, days: int = 30) -> float:
        read = {**job, **price, "days": days}
        read |= {key: read.get(value, value) for key, value in changes.items()}
        return bill(read, read, read["days"])

    return wrong


def _cached_output(job: dict, price: dict, days: int = 30) -> float:
    share = job["cached_share"]
    saved = job["output_tokens"] * share * (price["output"] - price["cached_input"])
    return bill(job, price, days) - saved * job["requests_per_day"] * days / 1_000_000


MONTH = Exercise(
    id="01.4",
    title="What does a month cost?",
    goal="Write `month_cost(job, price, days=30)`: what a job's traffic costs in a month.",
    points=3,
    minutes=10,
    difficulty="easy",
    budget="no call; about 5 lines",
    answers=("month_cost",),
    questions=questions_01_4,
    judge=compare(
        bill,
        [
            would_return(
                lambda *a, **k: bill(*a, **k) * 1_000_000,
                "Prices are per million tokens, you take them per token.",
                near(1e-6),
            ),
            would_return(
                lambda *a, **k: bill(*a, **k) * 1_000,
                "Prices are per million tokens, you take them per thousand.",
                near(1e-6),
            ),
            would_return(
                _variant(output_tokens=0),
                "The output tokens are missing; they are the dearest ones.",
                near(1e-6),
            ),
            would_return(
                _variant(cached_share=0),
                "You forget the cached discount: that share of the prompt costs `cached_input`.",
                near(1e-6),
            ),
            would_return(
                _variant(cached_input=0),
                "Cached tokens are cheaper, not free: they cost `cached_input`.",
                near(1e-6),
            ),
            would_return(
                _variant(cached_share=1),
                "You price the whole prompt as cached; only `cached_share` of it is.",
                near(1e-6),
            ),
            would_return(
                lambda job, price, days=30: bill(job, price, 1),
                "That is one day. A month has `days` of them.",
                near(1e-6),
            ),
            would_return(
                lambda job, price, days=30: bill(job, price, 30),
                "The number of days is fixed: use the argument `days`.",
                near(1e-6),
            ),
            would_return(
                _cached_output,
                "Only prompts are cached. What the model writes is always at the full price.",
                near(1e-6),
            ),
            would_return(
                _variant(output="input"),
                'Output tokens have a price of their own, `price["output"]`.',
                near(1e-6),
            ),
            would_return(
                lambda job, price, days=30: bill({**job, "requests_per_day": 1}, price, days),
                "That is one request a day; multiply by `requests_per_day`.",
                near(1e-6),
            ),
        ],
        equal=near(1e-6),
    ),
    hints=(
        "First the price of one request, then of a month.",
        "A request has three kinds of tokens: prompt tokens that are new, prompt tokens from the "
        "cache, and output tokens. Each kind has its own price per million.",
    ),
)

# --- 01.5 words that the model can spell -----------------------------------------------------

PHRASES = (
    'Reverse the word "{}".',
    'Write "{}" backwards.',
    'What is "{}" spelled backwards?',
    'Write the word "{}" in reverse order.',
    'Turn around the letters of "{}".',
)
LEAVE = (
    "How many tickets came in March?",
    'The error says "no such table". Which team takes this ticket?',
    'Which plan is meant by "Bloom 2"?',
)
WORDS = 40
WANTED = 0.8


def questions_01_5(seed: int) -> list[Question]:
    """Prompts about one quoted word each, and prompts that must stay as they are."""
    draw, words = Draw(f"01.5/{seed}", "heldout"), {}
    while len(words) < WORDS:
        word = letters.word(draw)
        if 4 <= len(word) <= 9 and word != word[::-1]:
            words[word] = None
    prompts = [PHRASES[i % len(PHRASES)].format(word) for i, word in enumerate(words)]
    return [Call("prepare", (prompt,)) for prompt in [*prompts, *LEAVE]]


def requests_01_5(questions: Sequence[Call], replies: Sequence[Reply]) -> list[Complete]:
    """Each prompt about a word twice: as it was, and as the learner prepared it."""
    if unprepared(questions, replies):
        return []
    asked = [q.args[0] for q in questions[:WORDS]] + [r.value for r in replies[:WORDS]]
    return [
        Complete(
            {
                "messages": [{"role": "user", "content": prompt}],
                "max_tokens": 40,
                "temperature": 0,
            }
        )
        for prompt in asked
    ]


def word_in(prompt: str) -> str:
    return prompt.split('"')[1]


def unprepared(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict | None:
    """What is wrong with the prompts themselves, before the model sees one."""
    for question, reply in zip(questions, replies, strict=False):
        evidence = show_reply(question, reply)
        if reply.error:
            return not_yet("Your code stopped with an error.", evidence)
        if not isinstance(reply.value, str):
            return not_yet("The prompt that goes to the model must be a text (`str`).", evidence)
        prompt = question.args[0]
        if prompt in LEAVE and reply.value != prompt:
            return not_yet(
                "This prompt has no single word in double quotes, so it must stay as it is.",
                show_case(Case(question, reply, prompt)),
            )
        if prompt not in LEAVE and (words := _not_spelled(prompt, reply.value)):
            return not_yet(words, evidence)
    return None


def _not_spelled(prompt: str, prepared: str) -> str | None:
    word = word_in(prompt)
    if word[::-1] in "".join(re.findall("[a-z]", prepared)) and word[::-1] not in prompt:
        return "Your code has put the answer into the prompt. The model is to find it."
    if word in prepared:
        return "The word still stands whole in the prompt, so the model sees tokens, not letters."
    return None


def judge_01_5(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Passed when the prepared prompts do clearly better than the plain ones."""
    calls = [question for question in questions if isinstance(question, Call)]
    if verdict := unprepared(calls, replies):
        return verdict
    words = [word_in(question.args[0]) for question in calls[:WORDS]]
    answers = [reversal(reply) for reply in replies[len(calls) :]]
    plain = sum(map(is_reversed, words, answers[:WORDS]))
    spelled = sum(map(is_reversed, words, answers[WORDS:]))
    measured = (
        f"Words as they were: {metrics.rate(plain, WORDS)} right. "
        f"Prepared: {metrics.rate(spelled, WORDS)} right."
    )
    clear = metrics.wilson(spelled, WORDS)[0] > metrics.wilson(plain, WORDS)[1]
    if spelled / WORDS >= WANTED and (clear or spelled / WORDS > 0.95):
        return passed(measured)
    missed = [i for i, w in enumerate(words) if not is_reversed(w, answers[WORDS + i])]
    shown = "\n".join(f"- {replies[i].value!r} → {answers[WORDS + i]!r}" for i in missed[:3])
    why = (
        "At least 80 % are wanted. Which form of the word lets the model see one letter "
        "for each token, and nothing else between them?"
    )
    return not_yet(f"{measured} {why}", shown)


def reversal(reply: Reply) -> str:
    """What the model wrote; a refused request is an empty answer."""
    return reply.value["choices"][0]["message"]["content"] or "" if reply.value else ""


def is_reversed(word: str, answer: str) -> bool:
    """Right with or without spaces between the letters, and after words of its own."""
    return "".join(re.findall("[a-z]", answer.lower())).endswith(word[::-1])


SPELL = Exercise(
    id="01.5",
    title="Let the model see the letters",
    goal="Write `prepare(prompt)`: it rewrites the word in double quotes so that the model can "
    "reverse it.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="one call for each word, made by the check; about 3 lines",
    answers=("prepare",),
    questions=questions_01_5,
    follow_up=requests_01_5,
    judge=judge_01_5,
    hints=(
        "Look at the figure in the lesson: in which form did the model get the words right?",
        "`re.sub(pattern, function, prompt)` calls `function(match)` for every match; "
        "`r'\"([a-z]+)\"'` matches one word of letters in double quotes.",
        '`" ".join("cat")` is `"c a t"`.',
    ),
)

EXERCISES = (LEARN, ENCODE, PACK, MONTH, SPELL)
