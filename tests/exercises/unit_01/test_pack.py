"""Exercise 01.3: answers right and wrong, and what the check says to each."""

import pytest
from cases import SEEDS, Answers, table

from helpers.checks import doubles
from helpers.checks.ask import ask
from helpers.checks.exercise import reply_from_json
from helpers.exercises.unit_01 import pack

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


CASES = Answers(
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
        (
            PACK.replace("id, received, category", "id, category, received"),
            "not a row of the table",
        ),
        (PACK.replace("> budget", "> budget + 20"), "over the budget"),
        (PACK.replace("tickets ORDER", "ticket ORDER"), "OperationalError"),
        (
            PACK.replace("return text", "database.execute('DELETE FROM tickets')\n    return text"),
            "your code changes `database`",
        ),
        (PACK.replace("return text", "database.close()\n    return text"), "your code changes"),
        (PACK.replace("received DESC", "received DESC LIMIT 50"), "more rows would fit"),
        (PACK.replace("fetchall()", "fetchmany(budget // 30)"), "more rows would fit"),
        (PACK.replace("return text", "print(text)"), "only prints"),
        (PACK.replace("ORDER BY", "GROUP BY text ORDER BY"), "a gap"),
        (PACK.replace("map(str, row)", "(str(v).strip() for v in row)"), "as they are"),
        (PACK.replace("count_tokens(longer)", "len(o200k.encode(longer))"), "any text"),
        (  # the parts one by one: a line end after each, also after the last
            PACK.replace(
                "count_tokens(longer)", "sum(map(count_tokens, longer.splitlines(True)))"
            ).replace("> budget", "+ 1 > budget"),
            "parts, counted one by one",
        ),
        (
            PACK.replace("count_tokens(longer)", "sum(map(count_tokens, longer.splitlines()))"),
            "and so does every line end",
        ),
        (
            "mine = [(1, '2026-01-01 08:00', 'bug', 'It is slow.')]\n"
            + PACK.replace("rows.fetchall()", "mine"),
            "of another table",
        ),
    ),
    setup=SETUP,
)
test_answers = table("01.3", CASES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_budgets_hold_an_exact_fit_and_one_token_less(seed):
    exact, less = pack.questions_01_3(seed)[1:3]
    rows = exact.args[0].settings["tables"]["tickets"]
    packed = [pack.packed(rows, question.args[1]) for question in (exact, less)]
    assert pack.count(packed[0]) == exact.args[1] == less.args[1] + 1
    assert len(packed[0]) > len(packed[1])


def test_a_database_double_is_an_ordinary_database():
    database = doubles.database({"t": [{"id": 1, "text": "it's"}, {"id": 2, "text": "b"}]})
    assert database.execute("SELECT text FROM t ORDER BY id").fetchall() == [("it's",), ("b",)]


def test_pack_is_judged_by_the_first_rule_that_it_breaks():
    questions = pack.questions_01_3(0)
    namespace = {"pack": lambda database, budget: None}
    replies = [reply_from_json(reply) for reply in ask(questions, namespace)]
    verdict = pack.judge_01_3(questions, replies)
    assert "`None` came back" in verdict.message
