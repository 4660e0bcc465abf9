"""Exercise 16.2: the key of a response cache, which holds all that changes a reply.

In: requests that must share a key and requests that must not. Out: the reference (solutions/).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from itertools import combinations, takewhile

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed, show_reply

MOST = 200  # characters of a key
LEAST = 22  # in which keys differ: 128 bits in base64; in hexadecimal digits they are 32
HASHED = re.compile(r"(?<!\w)\d{16,19}(?!\w)")  # a number as hash() gives it
NOT_OF_THE_REPLY = ("stream", "stream_options", "user", "metadata")
TOPICS = ("invoice", "outage", "queue", "password", "replica")


def requests(seed: int) -> list[tuple[str, tuple]]:
    """(what it differs in, arguments): the first one is what the others are compared with."""
    rng = random.Random(f"16.2/{seed}")
    topic, secret = rng.choice(TOPICS), f"customer {rng.randint(10_000, 99_999)}"
    messages = [
        {"role": "system", "content": "Answer in one word."},
        {"role": "user", "content": f"{topic} of {secret}"},
    ]
    body = {"model": "pocket", "messages": messages, "temperature": 0, "max_tokens": 20, "seed": 1}
    turned = [dict(reversed(m.items())) for m in messages]
    same = {
        "the order in which the fields stand": {**dict(reversed(body.items())), "messages": turned},
        "`stream`, which is about the way and not the reply": {**body, "stream": True},
        "`stream_options`, which are too": {**body, "stream_options": {"include_usage": True}},
        "`user`, which is for the vendor's statistics": {**body, "user": "u-17", "metadata": {}},
    }
    other = {
        "the model": {**body, "model": "pocket-mini"},
        "the temperature": {**body, "temperature": rng.choice([0.7, 1.0])},
        "`max_tokens`": {**body, "max_tokens": 21},
        "the seed": {**body, "seed": 2},
        "`stop`, a setting that the first request does not have": {**body, "stop": ["\n"]},
        "the response format": {**body, "response_format": {"type": "json_object"}},
        "the text of the last message": _with_text(body, f"{topic} of {secret}?"),
        "capitals": _with_text(body, f"{topic.upper()} of {secret}"),
        "blanks": _with_text(body, f"{topic}  of {secret}"),
        "a blank at the end": _with_text(body, f"{topic} of {secret} "),
        "a field `user` deep inside": {**body, "response_format": _schema("user")},
        "a field `metadata` deep inside": {**body, "response_format": _schema("metadata")},
        "a field `stream` deep inside": {**body, "response_format": _schema("stream")},
        "`top_p`": {**body, "top_p": 0.9},
        "`n`": {**body, "n": 2},
        "`logit_bias`": {**body, "logit_bias": {"42": -100}},
        "`tools`": {**body, "tools": [{"type": "function", "function": {"name": topic}}]},
        "`frequency_penalty`": {**body, "frequency_penalty": 0.5},
        "`reasoning_effort`": {**body, "reasoning_effort": "low"},
        "a setting that nobody knows yet": {**body, f"setting_{rng.randint(100, 999)}": 1},
        "the order of the messages": {**body, "messages": messages[::-1]},
        "the system prompt": {**body, "messages": messages[1:]},
        "a role": {**body, "messages": [messages[0], {**messages[1], "role": "assistant"}]},
    }
    tenant, version = rng.choice([("acme", "v12"), ("birch", "v31"), ("corvid", "v27")])
    asked = [("", (body, tenant, version))]
    asked += [(what, (changed, tenant, version)) for what, changed in {**same, **other}.items()]
    asked += [
        ("the tenant", (body, f"{tenant}2", version)),
        ("the version of the prompt", (body, tenant, f"{version}3")),
        (
            "where the tenant ends and the version begins",
            (body, tenant + version[0], version[1:]),
        ),
        ("where the tenant ends, with a separator in its name", (body, f"{tenant}|x", version)),
        ("the same separator in the version", (body, tenant, f"x|{version}")),
    ]
    return asked


def _schema(field: str) -> dict:
    schema = {"type": "object", "properties": {field: {"type": "string"}}}
    return {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}}


def _with_text(body: dict, text: str) -> dict:
    *first, last = body["messages"]
    return {**body, "messages": [*first, {**last, "content": text}]}


def canonical(body: dict, tenant: str, version: str) -> str:
    """What two requests share where one reply does for both."""
    kept = {name: value for name, value in body.items() if name not in NOT_OF_THE_REPLY}
    return json.dumps([kept, tenant, version], sort_keys=True)


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Keys are text and short; equal exactly where one reply does for both requests."""
    labels = [what for what, _ in requests(0)]
    for question, reply in zip(questions, replies, strict=True):
        if words := _form(question, reply):
            return not_yet(words, show_reply(question, reply))
    if words := _short(questions, replies):
        return not_yet(words, show_reply(questions[0], replies[0]))
    found = list(zip(labels, questions, replies, strict=True))
    wrong = [pair for pair in combinations(found, 2) if not _agree(*pair)]
    if not wrong:
        return passed("Whatever changes a reply changes the key, and nothing else does.")
    (one, first, came), (other, second, _) = wrong[0]
    share = 1 - len({pair[1][0] for pair in wrong}) / len(found)
    differs = other if not one else f"{other}, or {one}"
    same = canonical(*first.args) == canonical(*second.args)
    words = (
        f"These requests get the same reply, and your keys differ: {differs}."
        if same
        else f"These requests may get different replies, and your key is the same: {differs}."
    )
    return not_yet(words, f"{show_reply(first, came)}\n- and: `{second.args!r}`", min(share, 0.5))


def _agree(one: tuple, other: tuple) -> bool:
    same = canonical(*one[1].args) == canonical(*other[1].args)
    return same == (one[2].value == other[2].value)


def _form(question: Question, reply: Reply) -> str:
    """What is wrong with one key alone, or ""."""
    if reply.error:
        return "Your code stopped with an error."
    if isinstance(reply.value, int):
        return f"{_IN_THE_NEXT} A key is text."
    if not isinstance(reply.value, str):
        return "A key is text."
    if question.args[0]["messages"][-1]["content"].casefold() in reply.value.casefold():
        return "What the customer wrote stands in your key, and keys stand in logs. Hash it."
    return f"A key has at most {MOST} characters." if len(reply.value) > MOST else ""


_IN_THE_NEXT = (
    "A number from `hash()` is another one in the next process; "
    "`hashlib.sha256(text.encode()).hexdigest()` is the same everywhere."
)


def _short(questions: Sequence[Question], replies: Sequence[Reply]) -> str:
    """Whether the keys look like numbers from hash(), or are so short that two requests meet."""
    if not all(isinstance(reply.value, str) for reply in replies):
        return ""
    if sum(bool(HASHED.search(reply.value)) for reply in replies) > len(replies) / 2:
        return f"Your keys hold a number such as `hash()` gives. {_IN_THE_NEXT}"
    whose = questions[0].args[1:]  # with one tenant and version, only the hash differs
    pairs = zip(questions, replies, strict=True)
    keys = {reply.value for question, reply in pairs if question.args[1:] == whose}
    before = _shared(keys)
    behind = _shared([key[:before:-1] for key in keys])
    differ = max(map(len, keys)) - before - behind
    if len(keys) < 2 or differ >= LEAST:
        return ""
    return (
        "Your keys differ in too few characters. Among many requests two meet by "
        "chance, or on purpose, and one gets the other's reply. Keep 32 hexadecimal digits."
    )


def _shared(texts: Iterable[str]) -> int:
    """How many characters all of them begin with."""
    columns = takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False))
    return sum(1 for _ in columns)


KEY = Exercise(
    id="16.2",
    title="A key that holds all that changes a reply",
    goal="Write `cache_key(body, tenant, prompt_version)`: the key of a response cache, as text.",
    points=2,
    minutes=12,
    difficulty="medium",
    budget="no call; up to five lines",
    answers=("cache_key",),
    questions=lambda seed: [Call("cache_key", args) for _, args in requests(seed)],
    judge=judge,
    distractor="    return str(hash(text))",
    hints=(
        "Go through the body and ask of each field: could another value give another reply? "
        "It is safer to list what does not count than what does.",
        "`json.dumps(…, sort_keys=True)` of a list of all parts writes equal things equally, and "
        "its quotes keep the parts apart. Then a hash from `hashlib` makes it short.",
    ),
)
