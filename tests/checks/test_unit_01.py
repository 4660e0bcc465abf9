"""Answers to the exercises of unit 01, right and wrong, and what the check says to each."""

import re

import pytest
import tiktoken
from cases import SEEDS, Answers, table
from tiktoken import _educational

from helpers.checks import doubles, unit_01_bpe, unit_01_budget, unit_01_letters, unit_01_merges
from helpers.checks.ask import ask
from helpers.checks.exercise import Reply, reply_from_json

SETUP = r"""
import itertools, re, sqlite3
from collections import Counter
from math import inf
import tiktoken
PIECES = re.compile(r" ?\w+| ?[^\w\s]+|\s+")
HEADER = "id | received | category | text"
o200k = tiktoken.get_encoding("o200k_base")
def count_tokens(text):
    return len(o200k.encode_ordinary(text))
"""

LEARN = """
def join(piece, pair):
    out, i = [], 0
    while i < len(piece):
        if tuple(piece[i:i + 2]) == pair:
            out.append(pair[0] + pair[1])
            i += 2
        else:
            out.append(piece[i])
            i += 1
    return out
def learn_merges(text, n):
    pieces = [CUT for p in PIECES.findall(text)]
    merges = []
    for _ in range(n):
        counts = Counter(pair for p in pieces for pair in zip(p, p[1:]))
        if not counts:
            break
        pair = max(counts, key=counts.get)
        merges.append(pair)
        pieces = [join(p, pair) for p in pieces]
    return merges
""".replace("CUT", "[bytes([b]) for b in p.encode()]")

EDUCATIONAL = """
import regex
def learn_merges(text, n):
    words = [[bytes([b]) for b in w.encode()] for w in regex.findall(PIECES.pattern, text)]
    found = []
    while len(found) < n:
        stats = {}
        for word in words:
            for left, right in zip(word[:-1], word[1:]):
                stats[left, right] = stats.get((left, right), 0) + 1
        if not stats:
            return found
        top = max(stats.values())
        pair = next(pair for pair in stats if stats[pair] == top)
        found.append(pair)
        for word in words:
            i = 0
            while i < len(word) - 1:
                if (word[i], word[i + 1]) == pair:
                    word[i:i + 2] = [pair[0] + pair[1]]
                i += 1
    return found
"""

ENCODE = """
def encode(text, ranks):
    ids = []
    for piece in PIECES.findall(text):
        tokens = [bytes([b]) for b in piece.encode()]
        while True:
            best = None
            for i in range(len(tokens) - 1):
                rank = ranks.get(tokens[i] + tokens[i + 1])
                if rank is not None and (best is None or rank < best[0]):
                    best = (rank, i)
            if best is None:
                break
            i = best[1]
            tokens = tokens[:i] + [tokens[i] + tokens[i + 1]] + tokens[i + 2:]
        ids.extend(ranks[token] for token in tokens)
    return ids
"""

RECURSIVE = """
def merge(tokens, ranks):
    unions = [tokens[i] + tokens[i + 1] for i in range(len(tokens) - 1)]
    known = [(ranks[union], i) for i, union in enumerate(unions) if union in ranks]
    if not known:
        return tokens
    _, i = min(known)
    return merge(tokens[:i] + [unions[i]] + tokens[i + 2:], ranks)
def encode(text, ranks):
    pieces = [piece.encode() for piece in PIECES.findall(text)]
    cut = [merge([p[i:i + 1] for i in range(len(p))], ranks) for p in pieces]
    return [ranks[token] for tokens in cut for token in tokens]
"""

LONGEST = """
def encode(text, ranks):
    ids = []
    for piece in map(str.encode, PIECES.findall(text)):
        while piece:
            end = max(e for e in range(1, len(piece) + 1) if piece[:e] in ranks)
            ids.append(ranks[piece[:end]])
            piece = piece[end:]
    return ids
"""

PACK = """
def pack(database, budget):
    query = "SELECT id, received, category, text FROM tickets ORDER BY received DESC"
    rows = database.execute(query)
    text = HEADER
    for row in rows.fetchall():
        longer = text + "\\n" + " | ".join(map(str, row))
        if count_tokens(longer) > budget:
            break
        text = longer
    return text
"""

MONTH = """
def month_cost(job, price, days=30):
    cached = job["prompt_tokens"] * job["cached_share"]
    new = job["prompt_tokens"] - cached
    cost = new * price["input"] + cached * price["cached_input"]
    cost = cost + job["output_tokens"] * price["output"]
    return cost / 1e6 * job["requests_per_day"] * days
"""

SPELL = """
def prepare(prompt):
    return re.sub(r'"([a-z]+)"', lambda m: '"' + SPELLED + '"', prompt)
""".replace("SPELLED", "' '.join(m[1])")

CASES = {
    "01.1": Answers(
        right=(LEARN, EDUCATIONAL),
        wrong=(
            (LEARN.replace("PIECES.findall(text)", "[text]"), "ignore the pre-tokenisation"),
            (LEARN.replace("PIECES.findall(text)", "text.split()"), "differs"),
            (
                LEARN.replace("PIECES.findall(text)", "dict.fromkeys(PIECES.findall(text))"),
                "count each piece once",
            ),
            (
                LEARN.replace("key=counts.get", "key=lambda p: (counts[p], p)"),
                "sorts last",
            ),
            (LEARN.replace("max(counts,", "max(reversed(counts),"), "you take the last"),
            (
                LEARN.replace(
                    "max(counts, key=counts.get)", "min(counts, key=lambda p: (-counts[p], p))"
                ),
                "sorts first",
            ),
            (LEARN.replace("[bytes([b]) for b in p.encode()]", "list(p)"), "characters"),
            (
                LEARN.replace("[bytes([b]) for b in p.encode()]", "[c.encode() for c in p]"),
                "begin with characters",
            ),
            (LEARN.replace("[bytes([b]) for b in p.encode()]", "list(p.encode())"), "numbers"),
            (LEARN.replace("append(pair)", "append(pair[0] + pair[1])"), "joined tokens"),
            (LEARN.replace("pieces = [join(p, pair) for p in pieces]", "del counts"), "differs"),
            (
                "def learn_merges(text, n):\n"
                "    p = [[bytes([b]) for b in w.encode()] for w in PIECES.findall(text)]\n"
                "    c = Counter(pair for w in p for pair in zip(w, w[1:]))\n"
                "    return [pair for pair, _ in c.most_common(n)]",
                "count again",
            ),
            (
                LEARN.replace("if not counts:\n            break", "pass"),
                "no pair is left",
            ),
            (
                LEARN.replace("i += 2", "return out + piece[i + 2:]"),
                "only at its first place",
            ),
            (LEARN.replace("return merges", "print(merges)"), "only prints"),
        ),
        setup=SETUP,
    ),
    "01.2": Answers(
        right=(ENCODE, RECURSIVE),
        wrong=(
            (LONGEST, "longest token that fits"),
            (ENCODE.replace("rank < best[0]", "False"), "text order"),
            (ENCODE.replace("PIECES.findall(text)", "[text]"), "ignore the pre-tokenisation"),
            (ENCODE.replace("rank < best[0]", "rank > best[0]"), "highest rank"),
            (
                ENCODE.replace(
                    "[bytes([b]) for b in piece.encode()]", "[c.encode() for c in piece]"
                ),
                "bytes",
            ),
            (
                ENCODE.replace("extend(ranks[token] for token in tokens)", "extend(tokens)"),
                "their ids",
            ),
            (
                "def encode(text, ranks):\n    return list(text.encode())",
                "differs",
            ),
            (
                "def encode(text, ranks):\n    ids = []\n    for piece in PIECES.findall(text):\n"
                "        t, i = [bytes([b]) for b in piece.encode()], 0\n"
                "        while i < len(t) - 1:\n"
                "            if t[i] + t[i + 1] in ranks:\n"
                "                t[i:i + 2] = [t[i] + t[i + 1]]\n"
                "            i += 1\n        ids += [ranks[x] for x in t]\n    return ids",
                "each piece once",
            ),
            (
                ENCODE.replace(
                    "best is None:\n                break",
                    "best is None:\n                raise ValueError('no pair')",
                ),
                "no pair left",
            ),
        ),
        setup=SETUP,
    ),
    "01.3": Answers(
        right=(
            PACK,
            "def pack(database, budget):\n"
            "    rows = database.execute('SELECT * FROM tickets').fetchall()\n"
            "    rows = sorted(rows, key=lambda r: r[1])[::-1]\n"
            "    lines = [HEADER] + [' | '.join(str(v) for v in r) for r in rows]\n"
            "    while count_tokens('\\n'.join(lines)) > budget and len(lines) > 1:\n"
            "        lines.pop()\n"
            "    return '\\n'.join(lines)",
        ),
        wrong=(
            (
                PACK.replace(
                    "if count_tokens(longer) > budget",
                    "if count_tokens(longer.removeprefix(HEADER)) > budget",
                ),
                "header counts as well",
            ),
            (PACK.replace(" DESC", ""), "oldest first"),
            (PACK.replace("received DESC", "id DESC"), "not in the order of `received`"),
            (PACK.replace("break", "continue"), "a gap"),
            (PACK.replace("count_tokens(longer)", "len(longer)"), "count characters"),
            (
                PACK.replace("count_tokens(longer) > budget", "count_tokens(longer) >= budget"),
                "exactly",
            ),
            (PACK.replace("return text", "return text + '\\n'"), "line end after the last row"),
            (
                PACK.replace("return text", "return text.removeprefix(HEADER + '\\n')"),
                "first line must be the header",
            ),
            (
                "def pack(database, budget):\n"
                "    rows = database.execute('SELECT * FROM tickets ORDER BY received DESC')\n"
                "    text = '\\n'.join([HEADER] + [' | '.join(map(str, r)) for r in rows])\n"
                "    return o200k.decode(o200k.encode_ordinary(text)[:budget])",
                "cut in the middle",
            ),
            (PACK.replace("return text", "return text.split('\\n')"), "a text"),
            (PACK.replace('" | ".join', '", ".join'), "not a row of the table"),
            (PACK.replace("> budget", "> budget + 20"), "over the budget"),
            (PACK.replace("tickets ORDER", "ticket ORDER"), "OperationalError"),
        ),
        setup=SETUP,
    ),
    "01.4": Answers(
        right=(
            MONTH,
            "def month_cost(job, price, days=30):\n"
            "    n, share = job['requests_per_day'] * days, job['cached_share']\n"
            "    prompts = n * job['prompt_tokens'] / 1e6\n"
            "    outputs = n * job['output_tokens'] / 1e6\n"
            "    mixed = share * price['cached_input'] + (1 - share) * price['input']\n"
            "    return round(prompts * mixed + outputs * price['output'], 6)",
        ),
        wrong=(
            (MONTH.replace(" / 1e6", ""), "you take them per token"),
            (MONTH.replace("1e6", "1e3"), "per thousand"),
            (
                MONTH.replace(' + job["output_tokens"] * price["output"]', ""),
                "output tokens are missing",
            ),
            (MONTH.replace('* price["cached_input"]', '* price["input"]'), "cached discount"),
            (MONTH.replace('cached * price["cached_input"]', "0"), "not free"),
            (MONTH.replace(" * days", ""), "one day"),
            (MONTH.replace("* days", "* 30"), "use the argument"),
            (MONTH.replace('* job["requests_per_day"] ', ""), "one request a day"),
            (MONTH.replace('price["output"]', 'price["input"]'), "a price of their own"),
            (MONTH.replace('* job["cached_share"]', ""), "whole prompt as cached"),
            (
                MONTH.replace(
                    'job["output_tokens"] * price["output"]',
                    'job["output_tokens"] * (price["output"] * (1 - job["cached_share"])'
                    ' + price["cached_input"] * job["cached_share"])',
                ),
                "Only prompts are cached",
            ),
            (MONTH.replace("cached_share", "cache"), "KeyError"),
        ),
    ),
    "01.5": Answers(
        right=(
            SPELL,
            "def prepare(prompt):\n    parts = prompt.split('\"')\n"
            "    if len(parts) == 3 and parts[1].isalpha():\n"
            "        parts[1] = ' '.join(parts[1])\n    return '\"'.join(parts)",
        ),
        wrong=(
            ("def prepare(prompt):\n    return prompt", "still stands whole"),
            (SPELL.replace("' '.join(m[1])", "m[1].upper()"), "at least 75 %"),
            (SPELL.replace('"([a-z]+)"', '"(.+)"'), "must stay as it is"),
            (SPELL.replace("' '.join(m[1])", "m[1][::-1]"), "put the answer"),
            (SPELL.replace("' '.join(m[1])", "' '.join(m[1][::-1])"), "put the answer"),
            (SPELL.replace("' '.join(m[1])", "'-'.join(m[1][::-1]).upper()"), "put the answer"),
            ("def prepare(prompt):\n    return ' '.join(prompt)", "must stay as it is"),
            (
                "def prepare(prompt):\n    return {'role': 'user', 'content': prompt}",
                "must be a text",
            ),
        ),
        setup=SETUP,
    ),
}

test_answers = table("01", CASES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_learns_what_tiktokens_own_teaching_code_learns(seed):
    for question in unit_01_bpe.questions_01_1(seed):
        text, n = question.args
        merges = unit_01_merges.learn(text, n)
        ranks = _educational.bpe_train(
            text, 256 + len(merges), unit_01_merges.SPLIT, visualise=None
        )
        assert [left + right for left, right in merges] == list(ranks)[256:]


@pytest.mark.parametrize("wrong", [w for w in dir(unit_01_merges) if w.startswith("learn_")])
@pytest.mark.parametrize("seed", SEEDS)
def test_some_question_tells_each_wrong_way_of_learning(seed, wrong):
    way = getattr(unit_01_merges, wrong)
    asked = [question.args for question in unit_01_bpe.questions_01_1(seed)]
    assert any(way(*args) != unit_01_merges.learn(*args) for args in asked)


@pytest.mark.parametrize("wrong", unit_01_merges.WRONG_ENCODERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_some_question_tells_each_wrong_way_of_encoding(seed, wrong):
    asked = [question.args for question in unit_01_bpe.questions_01_2(seed)]
    assert any(wrong(*args) != unit_01_bpe.by_tiktoken(*args) for args in asked)


def test_the_encoder_equals_tiktoken_on_a_real_vocabulary():
    ranks = tiktoken.get_encoding("larkspur")._mergeable_ranks
    for text in ("We were charged twice.", "naïve 数据库 🙂", "  a\n\n12345"):
        assert unit_01_merges.encode(text, ranks) == unit_01_bpe.by_tiktoken(text, ranks)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_budgets_hold_an_exact_fit_and_one_token_less(seed):
    exact, less = unit_01_budget.questions_01_3(seed)[1:3]
    rows = exact.args[0].settings["tables"]["tickets"]
    packed = [unit_01_budget.packed(rows, question.args[1]) for question in (exact, less)]
    assert unit_01_budget.count(packed[0]) == exact.args[1] == less.args[1] + 1
    assert len(packed[0]) > len(packed[1])


def test_a_database_double_is_an_ordinary_database():
    database = doubles.database({"t": [{"id": 1, "text": "it's"}, {"id": 2, "text": "b"}]})
    assert database.execute("SELECT text FROM t ORDER BY id").fetchall() == [("it's",), ("b",)]


def test_the_worked_example_of_the_bill():
    job = {
        "requests_per_day": 10_000,
        "prompt_tokens": 1_000,
        "cached_share": 0.5,
        "output_tokens": 100,
    }
    price = {"input": 0.20, "cached_input": 0.02, "output": 0.80}
    assert unit_01_budget.bill(job, price) == pytest.approx(
        57.0
    )  # 100 + 10 + 80 per million, by hand


def test_pack_is_judged_by_the_first_rule_that_it_breaks():
    questions = unit_01_budget.questions_01_3(0)
    namespace = {"pack": lambda database, budget: None}
    replies = [reply_from_json(reply) for reply in ask(questions, namespace)]
    verdict = unit_01_budget.judge_01_3(questions, replies)
    assert "`NoneType` came" in verdict.message


def judged_letters(plain, spelled):
    """The verdict on 01.5 when the model gets so many plain and so many prepared prompts right."""
    calls = unit_01_letters.questions_01_5(0)
    words = [unit_01_letters.word_in(call.args[0]) for call in calls[: unit_01_letters.WORDS]]
    prompts = [
        call.args[0].replace(word, " ".join(word)) for call, word in zip(calls, words, strict=False)
    ]
    answers = [Reply(prompt) for prompt in [*prompts, *unit_01_letters.LEAVE]]
    texts = [w[::-1] if i < plain else "no" for i, w in enumerate(words)]
    texts += [" ".join(w[::-1]) if i < spelled else "no" for i, w in enumerate(words)]
    completions = [Reply({"choices": [{"message": {"content": text}}]}) for text in texts]
    asked = unit_01_letters.requests_01_5(calls, answers)
    return unit_01_letters.judge_01_5([*calls, *asked], [*answers, *completions])


@pytest.mark.parametrize(
    ("plain", "spelled", "outcome"),
    [
        (4, 40, "passed"),
        (20, 38, "passed"),
        (39, 37, "passed"),  # a model that needs no help
        (4, 29, "not yet"),  # fewer than 75 %
        (33, 34, "not yet"),  # no clear effect
        (0, 0, "not yet"),
    ],
)
def test_letters_are_judged_by_rate_and_by_effect(plain, spelled, outcome):
    verdict = judged_letters(plain, spelled)
    assert verdict.outcome == outcome, verdict.message
    assert f"{spelled} of 40" in verdict.message


def test_the_prompts_to_leave_alone_hold_no_single_quoted_word():
    for prompt in unit_01_letters.LEAVE:
        assert not re.search(r'"[a-z]+"', prompt)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_are_different_and_their_reversal_is_not_in_the_prompt(seed):
    calls = unit_01_letters.questions_01_5(seed)[: unit_01_letters.WORDS]
    words = [unit_01_letters.word_in(call.args[0]) for call in calls]
    assert len(set(words)) == unit_01_letters.WORDS
    assert not any(word[::-1] == word for word in words)
