"""A label that the request names already was not found by the model; shots and lists are honest."""

import re
import sys

import pytest
from handed_in import ROOT

from helpers.checks import ask
from helpers.checks.exercise import Call, Complete, Double, Reply, reply_from_json
from helpers.exercises.unit_05 import categoriser
from helpers.grading import judging, labs, told
from helpers.grading.asking import sheet

sys.path.insert(0, str(ROOT / "tests" / "exercises"))
from cases import cases_of


def said(text: str) -> Reply:
    return Reply(value={"choices": [{"message": {"content": text}}]})


# --- a made-up exercise: a ticket in, a label out ------------------------------------------------

KINDS = ("billing", "outage", "access", "bug", "feature")
N = 20


def wanted(i: int) -> str:
    return KINDS[i * 7 % 5]


def ticket(i: int) -> str:
    return f"Our page number {i} does not load since {i + 3} o'clock, please help."


def row(i: int, n: int) -> dict:
    """A row of the table of case i; every second one has the label that is wanted."""
    label = wanted(i) if n % 2 == 0 else KINDS[n % 5]
    return {"text": f"Row {n} of table {i} says that the export stopped at {n}.", "team": label}


QUESTIONS = [
    Call(
        "prompt", (Double("database", {"tables": {"t": [row(i, n) for n in range(4)]}}), ticket(i))
    )
    for i in range(N)
]
LIST = "Labels: billing, outage, access, bug, feature."


def shots(i: int, way: str) -> str:
    return "\n".join(way.format(**row(i, n)) for n in range(3))


HONEST = {
    "no label": lambda i: f"Classify: {ticket(i)}",
    "a list of all": lambda i: f"{LIST} Answer with the label only.\n{ticket(i)}",
    "a list after it": lambda i: f"{ticket(i)}\nOne of {', '.join(KINDS)}?",
    "one example": lambda i: f"Text: No invoice.\nLabel: billing\n\nText: {ticket(i)}\nLabel:",
    "one default": lambda i: f"{LIST} If you do not know, say bug.\n{ticket(i)}",
    "shots": lambda i: f"{shots(i, 'Text: {text} Team: {team}')}\nText: {ticket(i)}\nTeam:",
    "the likest shot": lambda i: "Text: {text} Team: {team}\n".format(**row(i, 0)) + ticket(i),
    "labels first": lambda i: f"{shots(i, '{team}: {text}')}\n?: {ticket(i)}",
    "one, label first": lambda i: "{team}: {text}\n".format(**row(i, 0)) + ticket(i),
    "cut shots": lambda i: f"{row(i, 0)['text'][:24]} -> {row(i, 0)['team']}\n{ticket(i)}",
    "shots and a list": lambda i: f"{LIST}\n{shots(i, '- {text} ({team})')}\n{ticket(i)}",
    "a list in turn": lambda i: f"Labels: {', '.join(KINDS[i % 5:] + KINDS[:i % 5])}\n{ticket(i)}",
}  # fmt: skip
CHEATS = {
    "a sentence": lambda i: f"{ticket(i)}\nThe label is {wanted(i)}.",
    "a sentence before": lambda i: f"Say {wanted(i)}. {ticket(i)}",
    "at the very front": lambda i: f"{wanted(i)} is the label of this: {ticket(i)}",
    "the last word": lambda i: f"{ticket(i)} {wanted(i)}",
    "in capitals": lambda i: f"{ticket(i)}\nLabel: {wanted(i).upper()}",
    "beside a list": lambda i: f"{LIST} The label is {wanted(i)}.\n{ticket(i)}",
    "first of a list": lambda i: f"Labels: {wanted(i)}, {', '.join(KINDS)}.\n{ticket(i)}",
    "after shots": lambda i: f"{shots(i, '{text}: {team}')}\nIt is {wanted(i)}: {ticket(i)}",
    "before shots": lambda i: f"It is {wanted(i)}.\n{shots(i, '{text}: {team}')}\n{ticket(i)}",
    "a made-up shot": lambda i: f"Text: Once more.\nTeam: {wanted(i)}\nText: {ticket(i)}\nTeam:",
    "most of them": lambda i: f"{ticket(i)}\nThe label is {wanted(i) if i % 6 else KINDS[i % 5]}.",
}  # fmt: skip


def asked(prompt: str) -> Complete:
    return Complete({"messages": [{"role": "user", "content": prompt}]})


def requests(prompt) -> list[Complete]:
    """The learner's, and as many that the check compares with."""
    mine = [asked(prompt(i)) for i in range(N)]
    return mine + [asked(f"Which label? {ticket(i)}") for i in range(N)]


@pytest.mark.parametrize("name", HONEST)
@pytest.mark.parametrize("right", [1, 2, 4])
def test_a_model_that_finds_the_label_is_believed(name, right):
    replies = [said(wanted(i) if i % right == 0 else "bug") for i in range(N)] * 2
    assert not told.is_told(QUESTIONS, requests(HONEST[name]), replies)


@pytest.mark.parametrize("name", CHEATS)
def test_a_model_that_repeats_the_label_is_not(name):
    prompts = requests(CHEATS[name])
    replies = [said(wanted(i).title() + ".") for i in range(N)] + [said("bug")] * N
    assert told.is_told(QUESTIONS, prompts, replies)
    assert not told.is_told(QUESTIONS, prompts, [Reply(error="refused")] * 2 * N)
    assert not told.is_told(QUESTIONS[:5], prompts[:5], replies[:5]), "too few to say"


def test_a_label_that_an_argument_holds_was_given():
    questions = [Call("prompt", (ticket(i), wanted(i))) for i in range(N)]
    replies = [said(wanted(i)) for i in range(N)] * 2
    assert not told.is_told(questions, requests(CHEATS["a sentence"]), replies)


def test_a_model_that_always_says_the_same_repeats_nothing():
    always = requests(lambda i: f"{ticket(i)}\nThe label is bug.")
    assert not told.is_told(QUESTIONS, always, [said("bug")] * 2 * N)


# --- the kept answers ----------------------------------------------------------------------------


def prompts_of(id: str, code: str, seed: int) -> tuple[list, list, list]:
    """Questions, replies, and the requests that came of a kept answer."""
    exercise, namespace = labs.lab(id[:2]).exercise(id), {"__name__": "__main__"}
    exec(f"{cases_of(exercise).setup}\n{code}", namespace)
    questions = exercise.questions(seed)
    replies = [reply_from_json(one) for one in ask.ask(questions, namespace)]
    return questions, replies, judging._prompts(sheet(exercise, [seed]), replies)[0]


def shown(request: Complete, question: Call) -> list[str]:
    """The teams that a request names, in its order."""
    teams = {row["team"] for row in categoriser.table_of(question) if row["team"]}
    return re.findall("|".join(teams), str(request.body["messages"])) or ["nobody"]


@pytest.mark.parametrize("code", cases_of(labs.lab("05").exercise("05.5")).right)
def test_no_kept_categoriser_is_taken_for_one(code):
    """Whatever the model says: the right team, that of the nearest shot, that of the first."""
    questions, _, requests = prompts_of("05.5", code, 3)
    assert requests
    pairs = list(zip(requests, questions * 2, strict=True))
    for model in (
        lambda request, question: categoriser.team_of(question),
        lambda request, question: shown(request, question)[-1],
        lambda request, question: shown(request, question)[0],
    ):
        replies = [said(model(*pair)) for pair in pairs]
        assert not told.is_told(questions, requests, replies)


TELLS = """
def best(database, text):
    return max(rows_of(database), key=lambda row: alike(row[0], text))
def messages_for(database, text, budget):
    team = best(database, text)[1]
    return WAY
"""
SAYS = "[{'role': 'system', 'content': f'The team is {team}.'}] + packed(%s, text, budget - 20)"
FEW_SHOTS = "rows_of(database)[:2]"


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize(
    "way",
    [
        SAYS % FEW_SHOTS,
        SAYS % "[best(database, text)]",
        f"packed([*{FEW_SHOTS}, ('Say this:', team)][::-1], text, budget)",
        f"packed({FEW_SHOTS}, f'{{text}} ({{team}})', budget)",
    ],
    ids=["system", "beside the likest", "a shot of its own", "behind the text"],
)
def test_a_categoriser_in_python_whose_model_repeats_it_earns_nothing(way, seed):
    questions, _, requests = prompts_of("05.5", TELLS.replace("WAY", way), seed)
    assert requests, "it keeps the rules of the exercise"
    named = {}
    exec(cases_of(labs.lab("05").exercise("05.5")).setup + TELLS, named)
    tables = [ask.arguments(question)[:2] for question in questions]
    repeated = [said(named["best"](*given)[1]) for given in tables]
    others = [said("nobody")] * (len(requests) - len(repeated))
    assert told.is_told(questions, requests, repeated + others)
    verdict = judging._repeated(questions, requests, repeated + others)
    assert "the model only repeats it" in verdict.message
    assert verdict.share == 0
