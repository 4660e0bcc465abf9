"""Exercise 05.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import STRANGERS, Answers, cell_in_solution, goal_in_solution, table

from helpers.checks.exercise import Reply
from helpers.exercises.unit_05 import categoriser

CATEGORISER = f"""
import sqlite3, tiktoken
from helpers import datasets
{cell_in_solution("05", "05-5-table")}
def rows_of(database):
    query = "SELECT text, team FROM feedback WHERE team IS NOT NULL ORDER BY received DESC"
    return database.execute(query).fetchall()
def alike(one, other):
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second)
def turn(shot, team):
    return [dict(role="user", content=shot), dict(role="assistant", content=team)]
def packed(shots, text, budget):
    messages = [dict(role="user", content=text)]
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


BY_TEAM = """
def messages_for(database, text, budget):
    teams = {}
    for shot, team in rows_of(database):
        teams.setdefault(team, []).append((shot, team))
    return packed([shot for place in zip(*teams.values()) for shot in place], text, budget)
"""
ONE_PROMPT = """
def messages_for(database, text, budget):
    teams, blocks = {}, [f"Text: {text}\\nTeam:"]
    for shot, team in sorted(rows_of(database), key=lambda r: -alike(r[0], text)):
        teams.setdefault(team, []).append(f"Text: {shot}\\nTeam: {team}")
    for block in (block for place in zip(*teams.values()) for block in place):
        longer = [{"role": "user", "content": "\\n\\n".join([block, *blocks])}]
        if tokens_of(longer) > budget:
            break
        blocks.insert(0, block)
    return [{"role": "user", "content": "\\n\\n".join(blocks)}]
"""


def rows_as_they_come(system: str = "", order: str = "") -> str:
    """Shots from a query without an idea, under a system prompt."""
    return (
        "def messages_for(database, text, budget):\n"
        f"    system = {{'role': 'system', 'content': {system!r}}}\n"
        "    query = 'SELECT text, team FROM feedback WHERE team IS NOT NULL '\n"
        f"    rows = database.execute(query + {order!r}).fetchall()\n"
        "    return [system, *packed(rows, text, budget - tokens_of([system]))]"
    )


CASES = Answers(
    # two wordings that were listed from the lab's text before the judge was read
    right=(by_likeness(), by_likeness("Which team?"), BY_TEAM, ONE_PROMPT),
    wrong=(
        (messages("return packed(rows_of(database), text, budget)"), "take some of every team"),
        (rows_as_they_come(), "take some of every team"),
        (rows_as_they_come(order="ORDER BY received"), "take some of every team"),
        (messages("return [{'role': 'user', 'content': text}]"), "without shots"),
        (messages("return packed(rows_of(database), text, 2 * budget)"), "over the budget"),
        (messages("return packed(rows_of(database), text, budget)[:-1]"), "last message"),
        (messages("return text"), "a list of messages"),
        (messages("return tuple(packed(rows_of(database), text, budget))"), "a tuple came"),
        (
            messages(
                "rows = database.execute('SELECT text, team FROM feedback ORDER BY team LIMIT 2')\n"
                "    return [m for r in rows for m in turn(*r)] + turn(text, '')[:1]"
            ),
            "what NULL in the table becomes",
        ),
        (
            messages(
                "rows = database.execute('SELECT text FROM feedback WHERE team IS NULL')\n"
                "    return packed([(shot, 'open') for shot, in rows], text, budget)"
            ),
            "is NULL",
        ),
        (
            messages("return packed([(s, 'team') for s, _ in rows_of(database)], text, budget)"),
            "a shot has no team",
        ),
    ),
    setup=CATEGORISER,
    garbage=rows_as_they_come,
    unseen=tuple(STRANGERS["05.5"]),
    seeds=(0, 1),  # each answer that keeps the rules costs ninety calls for each seed
)
test_answers = table("05.5", CASES)


def newest(query: str) -> str:
    """newest_of_each with this query; {n} stands for k times the categories of the table."""
    return (
        f"def newest_of_each(database, k):\n    return database.execute('''{query}''').fetchall()"
    )


def said(text: str) -> Reply:
    return Reply({"choices": [{"message": {"content": text}}]})


def judged(mine, newest=lambda question: "nobody"):
    """The verdict on prompts that keep the rules, when the model says these things."""
    asked = categoriser.questions_05_5(0)
    made = [Reply(categoriser.newest(question)) for question in asked]
    prompts = categoriser.requests_05_5(asked, made)
    replies = [said(mine(i, q)) for i, q in enumerate(asked)] + [said(newest(q)) for q in asked]
    return categoriser.judge_05_5([*asked, *prompts], [*made, *replies])


def right_if(condition):
    return lambda i, q: categoriser.team_of(q) if condition(i) else "nobody"


def test_a_categoriser_passes_on_evidence_only():
    assert judged(right_if(lambda i: i % 10)).outcome == "passed"
    narrow = judged(right_if(lambda i: i % 3 < 2))  # 30 of 45: the interval begins at 52 %
    assert narrow.outcome == "not yet"
    assert "not enough evidence yet" in narrow.message


def test_a_categoriser_must_beat_the_newest_rows():
    good = categoriser.team_of
    same = judged(right_if(lambda i: i % 10), lambda q: good(q))
    assert same.outcome == "not yet"


def test_words_around_the_team_are_named():
    wordy = judged(lambda i, q: f"The team is {categoriser.team_of(q)}.")
    assert "words around it" in wordy.message


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_the_newest_rows_never_show_every_team(seed):
    asked = categoriser.questions_05_5(seed)
    missing = [q for q in asked if categoriser.team_of(q) not in str(categoriser.newest(q))]
    assert len(missing) >= len(asked) / 2
    assert all(categoriser.tokens_of(categoriser.newest(q)) <= q.args[2] for q in asked)


def test_the_questions_hold_no_category():
    asked = categoriser.questions_05_5(0)
    for question in asked:
        columns = {key for row in categoriser.table_of(question) for key in row}
        assert columns == {"id", "received", "team", "text"}
        texts = [row["text"] for row in categoriser.table_of(question)]
        assert question.args[1] not in texts


def test_the_goal_of_the_categoriser_says_the_bars():
    goal = goal_in_solution(categoriser.CATEGORISER)
    assert f"{categoriser.BUDGET} tokens a prompt" in goal
    assert f"above {categoriser.WANTED:.0%}" in goal
