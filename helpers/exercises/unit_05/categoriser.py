"""Exercise 05.5: a categoriser that takes its shots from SQLite, judged by running its prompts.

In: the tables, the form of a prompt, the requests, what the replies are worth and when that is
enough evidence. Out: making the calls (complete).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache

import tiktoken

from helpers.checks import measured
from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.measure import metrics
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

POOL = 1200
TABLES, TEAMS, TEXTS = 3, 3, 15  # texts for each table: 45 in all
ROWS, WAVE = 14, 16  # rows of each team; as many more of the team that the newest ones are of
BUDGET = 150
WANTED = 0.6  # where the 95 % interval must begin
SETTINGS = {"max_tokens": 12, "temperature": 0}

Row = Mapping[str, object]


@cache
def pool() -> dict[str, str]:
    """{text: category}: held-out messages; from the text alone the judge finds its category."""
    draw, found = Draw("05.5", "heldout"), {}
    while len(found) < POOL:
        category = CATEGORIES[len(found) % len(CATEGORIES)]
        write = draw.pick([tickets.subject_line, tickets.one_liner])
        found.setdefault(write(draw, category), category)
    whole = "\n".join(found)
    # a text inside another one would look as if it were among the shots, too
    return {text: category for text, category in found.items() if whole.count(text) == 1}


def tokens_of(messages: Sequence[Mapping]) -> int:
    """The tokens of all contents together, under the box's vocabulary."""
    larkspur = tiktoken.get_encoding("larkspur")
    return sum(len(larkspur.encode_ordinary(message["content"])) for message in messages)


# --- what is asked ---------------------------------------------------------------------------


def questions_05_5(seed: int) -> list[Question]:
    """Three tables, each with teams of its own, and fifteen new messages for each."""
    return [
        question
        for i in range(TABLES)
        for question in _of_one_table(Draw(f"05.5/{seed}/{i}", "heldout"))
    ]


def _of_one_table(draw: Draw) -> list[Question]:
    chosen = draw.pick_some(CATEGORIES, TEAMS)
    teams = dict(zip(chosen, team_names(draw), strict=True))
    texts = {c: draw.pick_some([t for t in pool() if pool()[t] == c], 60) for c in chosen}
    table = Double("database", {"tables": {"feedback": rows(draw, texts, teams)}}, "database")
    new = [texts[chosen[i % TEAMS]].pop() for i in range(TEXTS)]
    return [Call("messages_for", (table, text, BUDGET)) for text in new]


def team_names(draw: Draw) -> list[str]:
    """Different invented words: ["brolent", "kastim", "vompai"]."""
    found: dict[str, None] = {}
    while len(found) < TEAMS:
        found[draw.made_up()] = None
    return list(found)


def rows(draw: Draw, texts: Mapping[str, list[str]], teams: Mapping[str, str]) -> list[Row]:
    """The table, in no order of time. Its newest rows are of one team; one row in seven is open.

    The teams came in waves, and lie one after the other: neither the newest nor the oldest, the
    first nor the last that fit a prompt are of more than one team. With rows mixed, those that
    come first hold every team, and a query without an idea was right for 44 of 45.
    """
    kinds = [category for category in list(teams)[::-1] for _ in range(ROWS)]
    kinds += [next(iter(teams))] * WAVE
    numbers = sorted(draw.pick_some(range(1000, 9999), len(kinds)))
    made = [
        {
            "id": number,
            "received": f"2026-10-{5 + i // 12:02} {8 + i % 12:02}:{draw.between(0, 59):02}",
            "team": None if i % 7 == 3 else teams[category],
            "text": texts[category].pop(),
        }
        for i, (number, category) in enumerate(zip(numbers, kinds, strict=True))
    ]
    block = {category: place for place, category in enumerate(draw.pick_some(teams, TEAMS))}
    mixed = draw.pick_some(list(zip(kinds, made, strict=True)), len(made))
    return [row for _, row in sorted(mixed, key=lambda pair: block[pair[0]])]


def table_of(question: Call) -> list[Row]:
    return question.args[0].settings["tables"]["feedback"]


def team_of(question: Call) -> str:
    """The right team: the one that the table's rows of the same category went to."""
    category = pool()[question.args[1]]
    decided = (row for row in table_of(question) if row["team"])
    return next(row["team"] for row in decided if pool()[row["text"]] == category)


# --- the form of a prompt --------------------------------------------------------------------


def broken_rule(question: Call, messages: object) -> str:
    """The rule that a prompt breaks, in words; "" when it keeps them all."""
    _, text, budget = question.args
    if isinstance(messages, tuple):
        return "A tuple came; a list of messages is wanted."
    if isinstance(messages, list) and any(
        isinstance(item, dict) and item.get("content", "") is None for item in messages
    ):
        return (
            "A message holds `None`: that is what NULL in the table becomes. A row whose `team` is "
            "NULL is open, and no shot: leave it out."
        )
    if not _is_messages(messages):
        return (
            "`messages_for` returns a list of messages, each a dict with `role` and `content`, "
            "both of them text."
        )
    if messages[-1]["role"] != "user" or text not in messages[-1]["content"]:
        return "The last message must be the user's and hold the new message, word for word."
    if (used := tokens_of(messages)) > budget:
        return f"Over the budget: {used} tokens, {budget} are allowed. Count before you add a shot."
    return _broken_by_shots(table_of(question), messages)


def _is_messages(value: object) -> bool:
    def is_message(item: object) -> bool:
        # no other keys: the budget does not count what a call of a tool holds
        form = isinstance(item, dict) and item.keys() == {"role", "content"}
        return form and all(isinstance(text, str) for text in item.values())

    return isinstance(value, list) and len(value) > 0 and all(map(is_message, value))


def _broken_by_shots(table: Sequence[Row], messages: Sequence[Mapping]) -> str:
    whole = "\n".join(message["content"] for message in messages)
    shown = [row for row in table if row["text"] in whole]
    if not shown:
        return (
            "No row of the table is among your messages: without shots, the model cannot know what "
            "the teams are called."
        )
    if any(row["team"] is None for row in shown):
        return "You show a row whose `team` is NULL: nobody has decided on it yet. Leave it out."
    if any(row["team"] not in whole for row in shown):
        return "A shot has no team: show each text together with the team that it went to."
    following = {
        before["content"]: after["content"]
        for before, after in itertools.pairwise(messages)
        if after["role"] == "assistant"
    }
    if any(following.get(row["text"], row["team"]) != row["team"] for row in shown):
        return "After a shot's text, the assistant's message is not the team that the row has."
    return ""


# --- the requests, and the verdict -----------------------------------------------------------


def newest(question: Call) -> list[dict]:
    """What the check compares with: the newest labelled rows that fit, whatever they are."""
    _, text, budget = question.args
    labelled = [row for row in table_of(question) if row["team"]]
    messages = [{"role": "user", "content": text}]
    for row in sorted(labelled, key=lambda row: row["received"], reverse=True):
        shot = [
            {"role": "user", "content": row["text"]},
            {"role": "assistant", "content": row["team"]},
        ]
        if tokens_of([*shot, *messages]) > budget:
            break
        messages = [*shot, *messages]
    return messages


def requests_05_5(questions: Sequence[Call], replies: Sequence[Reply]) -> list[Complete]:
    """The learner's prompts, then the newest rows for the same texts; none if a rule is broken."""
    if any(broken_rule(q, r.value) for q, r in zip(questions, replies, strict=True)):
        return []
    prompts = [reply.value for reply in replies] + [newest(question) for question in questions]
    return [Complete({"messages": messages, **SETTINGS}) for messages in prompts]


def _scored(asked: Sequence[Call], prompts: Sequence[list], said: Sequence[str]) -> Verdict:
    """The interval must begin above the bar, and above that of the newest rows."""
    n, gold = len(asked), [team_of(question) for question in asked]
    answers, newest = [text.strip() for text in said[:n]], [text.strip() for text in said[n:]]
    right, base = sum(map(str.__eq__, answers, gold)), sum(map(str.__eq__, newest, gold))
    result = (
        f"Your shots: {metrics.rate(right, n)} right, on messages that you have not seen. "
        f"The newest rows as shots: {metrics.rate(base, n)}."
    )
    low, high = metrics.wilson(right, n)[0], metrics.wilson(base, n)[1]
    if right == n or (low > WANTED and low > high):
        return passed(result)
    missed = [i for i in range(n) if answers[i] != gold[i]]
    first = missed[0]
    shown = evidence(asked[first], prompts[first], answers[first], gold[first])
    fault = _fault([(prompts[i], answers[i], gold[i]) for i in missed])
    needed = measured.needed(right / n, base / n, WANTED)
    return not_yet(f"{result} {needed} {fault}", shown)


def _fault(misses: Sequence[tuple[list, str, str]]) -> str:
    """What most of the misses, (prompt, what came, the right team), have in common."""
    n = len(misses)
    unseen = [prompt for prompt, _, team in misses if team not in str(prompt)]
    wordy = [came for _, came, team in misses if team in came]
    if 2 * len(wordy) > n:
        return "The team is there, with words around it: show the model replies of one word."
    if 2 * len(unseen) > n:
        return (
            f"In {len(unseen)} of {n} misses the right team was not among the shots at "
            "all: take some of every team."
        )
    return "The teams were shown; do the shots resemble the new message, and are there enough?"


def evidence(question: Call, messages: object, came: str = "", wanted: str = "") -> str:
    """The message, the prompt as one line, and what came of it; the table is too long to read."""
    contents = [m["content"] for m in messages] if _is_messages(messages) else [str(messages)]
    said = " / ".join(contents)
    lines = [f"- message: `{question.args[1]}`", f"- your prompt: `{said[:400]!r}`"]
    return "\n".join([*lines, *([f"- came: `{came}`, wanted: `{wanted}`"] if wanted else [])])


judge_05_5 = measured.judge(broken_rule, evidence, _scored)

CATEGORISER = Exercise(
    id="05.5",
    title="A categoriser that learns from its table",
    goal="Write `messages_for(database, text, budget)`: messages with shots that SQL selects, so "
    "that the model names the team for a new text.",
    points=6,
    minutes=35,
    difficulty="hard",
    budget=f"{BUDGET} tokens a prompt; the check makes {2 * TABLES * TEXTS} calls",
    answers=("messages_for",),
    questions=questions_05_5,
    follow_up=requests_05_5,
    judge=judge_05_5,
    distractor="        messages = [*messages, *turn]",
    hints=(
        "The newest rows are nearly all of one team. Number the rows within each team, as in 05.2, "
        "and take the first of every team, then the second of every team, until the budget is "
        "full.",
        "Which row of a team comes first? The one most like the text. SQLite can call your "
        'function: `database.create_function("similarity", 2, similarity)`, then '
        "`ORDER BY similarity(text, ?) DESC`.",
        "Begin with the new text as the only message. Put each shot *in front of* what you have, "
        "count, and stop before it is too much: so the best shots stand next to the text.",
    ),
)
