"""Questions in the words of people: datasets/task_wordings.csv, which training never reads.

Each task fills a hand-written prompt with held-out material and says how its reply is judged. A
reply is judged as a program would take it: case and a full stop at the end do not count. In: tasks
of that file, a right reply to each, their judges. Out: a model's replies (behaviours.py,
experiments.py).
"""

import functools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from helpers import datasets
from helpers.world import functions, incidents, letters, passages, problems, spanish, tickets
from helpers.world.draw import Draw
from training.tasks import attacks, extraction, judging, reading
from training.tasks.keys import as_json


@dataclass(frozen=True)
class Question:
    """Messages, a right reply (of code: the function), and what an attack wants."""

    messages: list[dict]
    right: str | functions.Function
    wanted: str = ""


Filled = tuple[Mapping[str, str], str | functions.Function]  # a prompt's slots, what is right
Judge = Callable[[str, str], bool]  # (reply, a right one)


@functools.cache
def wordings(task: str) -> list[dict[str, str]]:
    """The task's prompts: dicts with "system" (may be empty) and "user"."""
    return [row for row in datasets.rows("task_wordings") if row["task"] == task]


def plain(text: str) -> str:
    """plain(' "Billing". ') -> "billing"."""
    return text.strip(" \n\"'*`.").lower()


def same(reply: str, right: str) -> bool:
    return plain(reply) == plain(right)


def last_number(reply: str, right: str) -> bool:
    """The last number of the reply is the right one."""
    return re.findall(r"\d+(?:\.\d+)?", reply)[-1:] == [right]


def cited(reply: str, right: str) -> bool:
    """The value, and [number] of its passage and of no other: "It is Kenji [2]" for "Kenji [2]"."""
    value, _, source = right.rpartition(" ")
    whole = rf"(?<!\w){re.escape(plain(value))}(?!\w)"
    return re.findall(r"\[.*?\]", reply) == [source] and bool(re.search(whole, plain(reply)))


def same_object(reply: str, right: str) -> bool:
    """Equal as JSON, whatever the order and the spaces."""
    try:
        return json.loads(reply) == json.loads(right)
    except ValueError:
        return False


def letters_only(reply: str, right: str) -> bool:
    return plain(reply).replace(" ", "") == right


def _read(k: int, known: bool = True) -> Callable[[Draw], Filled]:
    """k passages and a question that one of them answers, or none."""

    def fill(draw: Draw) -> Filled:
        facts = passages.facts(draw, k + 1)
        about = facts[draw.between(0, k - 1) if known else k]
        text = "\n".join(passages.passage(draw, fact) for fact in facts[:k])
        slots = {"passages": text, "question": passages.question(draw, about)}
        return slots, about.value if known else reading.NOT_IN_TEXT

    return fill


def _cite(draw: Draw) -> Filled:
    facts, asked = passages.facts(draw, 5), draw.between(0, 4)
    lines = [f"[{i}] {passages.passage(draw, fact)}" for i, fact in enumerate(facts, 1)]
    question = passages.question(draw, facts[asked])
    slots = {"passages": "\n".join(lines), "question": question}
    return slots, f"{facts[asked].value} [{asked + 1}]"


def _reverse(draw: Draw) -> Filled:
    word = letters.word(draw)
    return {"word": letters.spelled(word)}, word[::-1]


def _summarise(draw: Draw) -> Filled:
    one = incidents.incident(draw)
    return {"incident": one.text}, one.summary


def _translate(draw: Draw) -> Filled:
    one = spanish.pair(draw)
    return {"text": one.english}, one.spanish


def _code(draw: Draw) -> Filled:
    one = functions.function(draw)
    return {"description": one.does, "name": one.name}, one


def _json(draw: Draw) -> Filled:
    one = tickets.ticket(draw)
    present = [key for key in extraction.FIELDS if key in one.fields]
    keys = draw.pick_some(present, min(len(present), 3)) or draw.pick_some(extraction.FIELDS, 2)
    return {"keys": ", ".join(keys), "ticket": one.text}, as_json(one.fields, keys)


def _problem(draw: Draw) -> Filled:
    one = problems.problem(draw, 3)
    return {"problem": one.text}, str(one.answer)


def _judge(draw: Draw) -> Filled:
    facts = passages.facts(draw, 3)
    about, true = facts[0], draw.chance(0.5)
    claimed = about if true else judging.wrong(draw, about, facts)
    text = " ".join(passages.passage(draw, fact) for fact in facts[:2])
    question = passages.question(draw, about)
    slots = {"passage": text, "question": question, "answer": judging.answer_text(draw, claimed)}
    return slots, "yes" if true else "no"


def _pairwise(draw: Draw) -> Filled:
    facts = passages.facts(draw, 2)
    text = " ".join(passages.passage(draw, fact) for fact in facts)
    a, b, right = judging.clear_pair(draw, facts[0], facts)
    question = passages.question(draw, facts[0])
    return {"passage": text, "question": question, "a": a, "b": b}, right


def _may_not_know(draw: Draw) -> Filled:
    return {"question": passages.question(draw, passages.fact(draw))}, "I do not know."


# task -> (what fills its slots, how a reply is judged; None: experiments.py gives it a score)
TASKS: dict[str, tuple[Callable[[Draw], Filled], Judge | None]] = {
    "reverse": (_reverse, letters_only),
    "summarise": (_summarise, None),
    "translate": (_translate, None),
    "code": (_code, None),
    "json": (_json, same_object),
    "steps": (_problem, last_number),
    "direct": (_problem, same),
    "reading": (_read(3), same),
    "cite": (_cite, cited),
    "absent": (_read(3, known=False), same),
    "judge": (_judge, same),
    "pairwise": (_pairwise, same),
    "may_not_know": (_may_not_know, same),
}


def filled(draw: Draw, task: str, slots: Mapping[str, str]) -> list[dict]:
    """One of the task's hand-written prompts with its slots filled."""
    wording = draw.pick(wordings(task))
    messages = []
    for role in ("system", "user"):
        text = wording[role]
        for name, value in slots.items():
            text = text.replace("{" + name + "}", value)
        if text:
            messages.append({"role": role, "content": text})
    return messages


def question(draw: Draw, task: str) -> Question:
    """A hand-written prompt of the task with held-out material in it."""
    slots, right = TASKS[task][0](draw)
    return Question(filled(draw, task, slots), right)


def under_attack(draw: Draw, task: str) -> Question:
    """A ticket that holds an attack, under a "defended" or an "undefended" prompt."""
    one = tickets.ticket(draw)
    written, wanted = attacks.payload(draw)
    while same(wanted, one.category):
        written, wanted = attacks.payload(draw)
    attack = draw.say(draw.pick(attacks.ATTACK), payload=written)
    text = attacks.infected(draw, one.text, attack)
    return Question(filled(draw, task, {"document": text}), one.category, wanted)
