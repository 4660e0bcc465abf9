"""Answers to the exercises of unit 05, right and wrong, and what the check says to each."""

import pytest
from cases import Answers, goal_in_solution, table

from helpers.checks import unit_05_categoriser, unit_05_leaning, unit_05_robust
from helpers.checks.exercise import Reply

TURNS = """
def as_turns(shots, text):
    said = [("user", "assistant")[i % 2] for i in range(2 * len(shots))]
    parts = [part for shot in shots for part in shot]
    pairs = [[{"role": role, "content": part}] for role, part in zip(said, parts)]
    return [m for pair in pairs for m in pair] + [{"role": "user", "content": text}]
"""
PROMPT = """
def as_prompt(shots, text):
    return "".join(f"Text: {x}\\nLabel: {y}\\n\\n" for x, y in shots) + f"Text: {text}\\nLabel:"
"""


def newest(query: str) -> str:
    """newest_of_each with this query; {n} stands for k times the categories of the table."""
    return (
        f"def newest_of_each(database, k):\n    return database.execute('''{query}''').fetchall()"
    )


NUMBERED = (
    "SELECT {columns} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY category ORDER BY {by}) AS p "
    "FROM feedback {where}) WHERE p <= ''' + str(k) + ''' ORDER BY {order}"
)


def numbered(
    columns: str = "text, category",
    by: str = "received DESC",
    where: str = "WHERE category IS NOT NULL",
    order: str = "received",
) -> str:
    return newest(NUMBERED.format(columns=columns, by=by, where=where, order=order))


ROBUST = """
from helpers import metrics
def share(pair): return pair[0] / pair[1]
def worst(orders): return min(orders, key=share)
"""
LEANING = """
from collections import Counter
from helpers import metrics
"""


def leaning(kept: str = "", bar: str = "wanted[x] / n", by: str = "said[x] - wanted[x]") -> str:
    return (
        "def leaning(pairs):\n"
        f"    pairs = [(w, r) for w, r in pairs {kept}]\n"
        "    n, (wanted, said) = len(pairs), map(Counter, zip(*pairs))\n"
        f"    clear = [x for x in wanted if metrics.wilson(said[x], n)[0] > {bar}]\n"
        f"    return max(clear, key=lambda x: {by}, default=None)"
    )


CATEGORISER = """
import tiktoken
larkspur = tiktoken.get_encoding("larkspur")
def tokens_of(messages):
    return sum(len(larkspur.encode_ordinary(message["content"])) for message in messages)
def rows_of(database):
    query = "SELECT text, team FROM feedback WHERE team IS NOT NULL ORDER BY received DESC"
    return database.execute(query).fetchall()
def alike(one, other):
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second)
def turn(shot, team):
    return [{"role": "user", "content": shot}, {"role": "assistant", "content": team}]
def packed(shots, text, budget):
    messages = [{"role": "user", "content": text}]
    for shot, team in shots:
        if tokens_of([*turn(shot, team), *messages]) > budget:
            break
        messages = [*turn(shot, team), *messages]
    return messages
"""


def by_likeness(system: str = "") -> str:
    """Every team in turn, the likest first, in Python; with a system prompt, if there is one."""
    first = f"[{{'role': 'system', 'content': {system!r}}}] + " if system else ""
    left = f"budget - {len(system)}" if system else "budget"
    return (
        "def messages_for(database, text, budget):\n"
        "    teams = {}\n"
        "    for shot, team in sorted(rows_of(database), key=lambda r: -alike(r[0], text)):\n"
        "        teams.setdefault(team, []).append((shot, team))\n"
        "    shots = [shot for place in zip(*teams.values()) for shot in place]\n"
        f"    return {first}packed(shots, text, {left})"
    )


def messages(body: str) -> str:
    return f"def messages_for(database, text, budget):\n    {body}"


CASES = {
    "05.1": Answers(
        right=(
            TURNS + PROMPT,
            "def as_turns(shots, text):\n"
            "    said = [part for shot in shots for part in shot] + [text]\n"
            "    roles = ['user', 'assistant']\n"
            "    return [{'role': roles[i % 2], 'content': s} for i, s in enumerate(said)]\n"
            "def as_prompt(shots, text):\n"
            "    whole = ''\n"
            "    for shot in (*shots, (text, '')):\n"
            "        whole += 'Text: {}\\nLabel: {}\\n\\n'.format(*shot)\n"
            "    return whole.rstrip()",
        ),
        wrong=(
            (TURNS + PROMPT.replace('Label:"', 'Label: "'), "ends in a space"),
            (TURNS + PROMPT.replace('Label:"', 'Label:\\n"'), "right after `Label:`"),
            (TURNS + PROMPT.replace("\\n\\n", "\\n"), "stands a blank line"),
            (TURNS + PROMPT.split(" + f")[0], "new text is missing"),
            (TURNS.split(" + [")[0] + PROMPT, "new text is missing"),
            (TURNS.replace("assistant", "user") + PROMPT, "every message is the user's"),
            (PROMPT + "as_turns = as_prompt", "a list of messages"),
        ),
    ),
    "05.2": Answers(
        right=(
            numbered(),
            "def newest_of_each(database, k):\n"
            "    rows = database.execute('SELECT received, text, category FROM feedback '\n"
            "        'WHERE category IS NOT NULL ORDER BY received DESC').fetchall()\n"
            "    kept = []\n"
            "    for row in rows:\n"
            "        if sum(row[2] == other[2] for other in kept) < k:\n"
            "            kept.append(row)\n"
            "    return [[text, category] for _, text, category in reversed(kept)]",
            "import sqlite3\n"
            + numbered().replace(
                "    return", "    database.row_factory = sqlite3.Row\n    return", 1
            ),
        ),
        wrong=(
            (numbered(where=""), "without a category are among the shots"),
            (numbered(order="received DESC"), "newest first"),
            (numbered(by="received"), "the oldest of each"),
            (numbered().replace("p <= ", "p < "), "one row of each category is missing"),
            (numbered(by="id DESC", order="id"), "you go by `id`"),
            (numbered(columns="category, text"), "the other way round"),
            (numbered(order="category, received"), "in another order"),
            (numbered(columns="txt, category"), "cannot run the query"),
            (
                newest(
                    "SELECT text, category FROM (SELECT * FROM feedback WHERE category IS NOT NULL "
                    "ORDER BY received DESC LIMIT ''' + str(k) + ''') ORDER BY received"
                ),
                "newest of all",
            ),
        ),
    ),
    "05.3": Answers(
        right=(
            "def robust(results):\n"
            "    ends = {name: metrics.wilson(*worst(r)) for name, r in results.items()}\n"
            "    for name, (low, _) in ends.items():\n"
            "        if all(low > high for other, (_, high) in ends.items() if other != name):\n"
            "            return name",
            "def robust(results):\n"
            "    first, second, *_ = sorted(results, key=lambda n: -share(worst(results[n])))\n"
            "    tops = [metrics.wilson(*worst(results[n]))[1] for n in results if n != first]\n"
            "    clear = metrics.wilson(*worst(results[first]))[0] > max(tops)\n"
            "    return first if clear else None",
        ),
        wrong=(
            (
                "robust = lambda results: max(results, key=lambda n: share(worst(results[n])))",
                "not enough evidence yet",
            ),
            (
                "robust = lambda r: max(r, key=lambda n: sum(map(share, r[n])) / len(r[n]))",
                "compare the means",
            ),
            (
                "robust = lambda r: max(r, key=lambda n: max(map(share, r[n])))",
                "compare the best orders",
            ),
            (
                "robust = lambda r: max(r, key=lambda n: min(p[0] for p in r[n]))",
                "how many were right",
            ),
            ("robust = lambda results: None", "that is enough evidence"),
        ),
        setup=ROBUST,
    ),
    "05.4": Answers(
        right=(
            "def leaning(pairs):\n"
            "    best, most = None, 0\n"
            "    for label in {w for w, _ in pairs}:\n"
            "        said = sum(r == label for _, r in pairs)\n"
            "        wanted = sum(w == label for w, _ in pairs)\n"
            "        low = metrics.wilson(said, len(pairs))[0]\n"
            "        if low > wanted / len(pairs) and said - wanted > most:\n"
            "            best, most = label, said - wanted\n"
            "    return best",
            "def leaning(pairs):\n"
            "    n = len(pairs)\n"
            "    wanted, said = map(Counter, zip(*pairs))\n"
            "    surplus = {x: said[x] - wanted[x] for x in wanted}\n"
            "    for x in sorted(surplus, key=surplus.get, reverse=True):\n"
            "        if metrics.wilson(said[x], n)[0] * n > wanted[x]:\n"
            "            return x\n"
            "    return None",
        ),
        wrong=(
            (
                "leaning = lambda pairs: Counter(r for _, r in pairs).most_common(1)[0][0]",
                "said most",
            ),
            (
                "def leaning(pairs):\n"
                "    wanted, said = map(Counter, zip(*pairs))\n"
                "    return max(wanted, key=lambda x: said[x] - wanted[x])",
                "largest surplus, however small",
            ),
            (
                "def leaning(pairs):\n"
                "    wanted, said = map(Counter, zip(*pairs))\n"
                "    low = {x: metrics.wilson(said[x], len(pairs))[0] for x in wanted}\n"
                "    clear = [x for x in wanted if low[x] > 1 / len(wanted)]\n"
                "    return max(clear, key=lambda x: said[x], default=None)",
                "equal shares",
            ),
            (
                "def leaning(pairs):\n"
                "    n = len(pairs)\n"
                "    wanted, said = map(Counter, zip(*pairs))\n"
                "    clear = [x for x in said if metrics.wilson(said[x], n)[0] > wanted[x] / n]\n"
                "    return max(clear, key=lambda x: said[x] - wanted[x], default=None)",
                "not a label",
            ),
            ("leaning = lambda pairs: None", "there is enough evidence here"),
            (leaning(bar="metrics.wilson(wanted[x], n)[1]"), "two intervals"),
            (leaning(kept="if r in {w for w, _ in pairs}"), "leave out the replies"),
            (leaning(by="said[x]"), "largest surplus counts"),
        ),
        setup=LEANING,
    ),
    "05.5": Answers(
        right=(by_likeness(), by_likeness("Which team?")),
        wrong=(
            (messages("return packed(rows_of(database), text, budget)"), "take some of every team"),
            (messages("return [{'role': 'user', 'content': text}]"), "without shots"),
            (messages("return packed(rows_of(database), text, 2 * budget)"), "over the budget"),
            (messages("return packed(rows_of(database), text, budget)[:-1]"), "last message"),
            (messages("return text"), "a list of messages"),
            (
                messages(
                    "rows = database.execute('SELECT text FROM feedback WHERE team IS NULL')\n"
                    "    return packed([(shot, 'open') for shot, in rows], text, budget)"
                ),
                "is NULL",
            ),
            (
                messages(
                    "return packed([(s, 'team') for s, _ in rows_of(database)], text, budget)"
                ),
                "a shot has no team",
            ),
        ),
        setup=CATEGORISER,
        seeds=(0, 1),  # each answer that keeps the rules costs ninety calls for each seed
    ),
}

test_answers = table("05", CASES)


def said(text: str) -> Reply:
    return Reply({"choices": [{"message": {"content": text}}]})


def judged(mine, newest=lambda question: "nobody"):
    """The verdict on prompts that keep the rules, when the model says these things."""
    asked = unit_05_categoriser.questions_05_5(0)
    made = [Reply(unit_05_categoriser.newest(question)) for question in asked]
    prompts = unit_05_categoriser.requests_05_5(asked, made)
    replies = [said(mine(i, q)) for i, q in enumerate(asked)] + [said(newest(q)) for q in asked]
    return unit_05_categoriser.judge_05_5([*asked, *prompts], [*made, *replies])


def right_if(condition):
    return lambda i, q: unit_05_categoriser.team_of(q) if condition(i) else "nobody"


def test_a_categoriser_passes_on_evidence_only():
    assert judged(right_if(lambda i: i % 10)).outcome == "passed"
    narrow = judged(right_if(lambda i: i % 3 < 2))  # 30 of 45: the interval begins at 52 %
    assert narrow.outcome == "not yet"
    assert "not enough evidence yet" in narrow.message


def test_a_categoriser_must_beat_the_newest_rows():
    good = unit_05_categoriser.team_of
    same = judged(right_if(lambda i: i % 10), lambda q: good(q))
    assert same.outcome == "not yet"


def test_words_around_the_team_are_named():
    wordy = judged(lambda i, q: f"The team is {unit_05_categoriser.team_of(q)}.")
    assert "words around it" in wordy.message


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_the_newest_rows_never_show_every_team(seed):
    asked = unit_05_categoriser.questions_05_5(seed)
    missing = [
        q for q in asked if unit_05_categoriser.team_of(q) not in str(unit_05_categoriser.newest(q))
    ]
    assert len(missing) >= len(asked) / 2
    assert all(
        unit_05_categoriser.tokens_of(unit_05_categoriser.newest(q)) <= q.args[2] for q in asked
    )


def test_the_questions_hold_no_category():
    asked = unit_05_categoriser.questions_05_5(0)
    for question in asked:
        columns = {key for row in unit_05_categoriser.table_of(question) for key in row}
        assert columns == {"id", "received", "team", "text"}
        texts = [row["text"] for row in unit_05_categoriser.table_of(question)]
        assert question.args[1] not in texts


def test_the_answers_of_the_small_exercises_differ_between_the_questions():
    answers = {unit_05_robust.robust(*q.args) for q in unit_05_robust.questions_05_3(0)}
    leans = {unit_05_leaning.leaning(*q.args) for q in unit_05_leaning.questions_05_4(0)}
    assert None in answers
    assert len(answers) > 2
    assert None in leans
    assert len(leans) > 1


def test_hand_worked_examples_of_the_lab():
    table = {"turns": [(90, 100), (85, 100)], "blocks": [(97, 100), (60, 100)]}
    assert unit_05_robust.robust(table) == "turns"
    assert unit_05_robust.robust({"turns": [(17, 20)], "blocks": [(12, 20)]}) is None
    pairs = [("a", "a")] * 20 + [("b", "a")] * 12 + [("b", "b")] * 8
    assert unit_05_leaning.leaning(pairs) == "a"
    assert unit_05_leaning.leaning([*pairs[:22], *[("b", "b")] * 18]) is None


def test_the_goal_of_the_categoriser_says_the_bars():
    goal = goal_in_solution(unit_05_categoriser.CATEGORISER)
    assert f"{unit_05_categoriser.BUDGET} tokens a prompt" in goal
    assert f"above {unit_05_categoriser.WANTED:.0%}" in goal
