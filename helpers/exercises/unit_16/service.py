"""Exercise 16.5: the whole service, held to its contract by a client from outside.

In: the clauses: keys, cache, idempotency, deadline, budget, shedding, health, metrics. Out: the
frame (contract), the reference answer (solutions/). RFC 9110 says what statuses and Retry-After
mean; the draft "The Idempotency-Key HTTP Header Field" says 409 and 422.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Mapping
from functools import partial

from helpers.checks.exercise import Exercise, Served
from helpers.exercises.unit_16 import contract
from helpers.exercises.unit_16.contract import SOON, Clause, Come

KEYS = {"sk-acme-71": "acme", "sk-birch-08": "birch", "sk-acme-72": "acme"}
ACME, BIRCH, SECOND = KEYS  # acme has two
USUAL = {"budget": 1_000_000, "at_once": 8, "seconds": 20.0}


def _post(ticket: str, at: float = 0.0, key: str = ACME, again: str = "", **more: object) -> dict:
    headers = {"authorization": f"Bearer {key}"} if key else {}
    headers |= {"idempotency-key": again} if again else {}
    return {"at": at, "method": "POST", "path": "/reply", "headers": headers,
            "json": {"ticket": ticket, **more}}  # fmt: skip


def _get(path: str, at: float) -> dict:
    return {"at": at, "method": "GET", "path": path, "headers": {}}


def _ticket(rng: random.Random) -> str:
    return f"Case {rng.randint(1000, 9999)}: {rng.choice(['queue', 'shard', 'login'])} is slow"


def _statuses(come: Come, *wanted: int) -> str:
    """The first status that is another one, in words; "" where all are as wanted."""
    for n, status in enumerate(wanted):
        if come.status(n) != status:
            where = f"{come.visits[n]['method']} {come.visits[n]['path']}"
            return f"request {n + 1} ({where}) got {come.status(n)}; {status} is wanted."
    return ""


def _text(come: Come, n: int) -> str | None:
    body = come.json(n)
    return body.get("text") if isinstance(body, dict) else None


def _cache(come: Come, n: int) -> str:
    return come.seen[n]["headers"].get("x-cache", "")


def _calls(come: Come, wanted: int, why: str) -> str:
    n = len(come.log)
    return "" if n == wanted else f"the model was called {n} times; {wanted} is wanted. {why}"


def _seconds(come: Come, n: int) -> str:
    """What is wrong with Retry-After of visit n: whole seconds are wanted (RFC 9110, 10.2.3)."""
    value = come.seen[n]["headers"].get("retry-after", "")
    if value.isascii() and value.isdigit():
        return ""
    return f"status {come.status(n)} comes with `Retry-After`, in whole seconds."


def _reply(rng: random.Random) -> tuple[list, list]:
    return [{"text": f"billing {rng.random()}"}], [_post(_ticket(rng))]


def _no_reply(come: Come) -> str:
    if words := _statuses(come, 200) or _calls(come, 1, ""):
        return words
    if come.json(0) != {"text": come.moves[0]["text"], "finish_reason": "stop"}:
        return 'the body has to be `{"text": …, "finish_reason": …}`, with what the model said.'
    if come.visits[0]["json"]["ticket"] not in json.dumps(come.log[0]["body"]):
        return "the ticket did not reach the model."
    return "" if _cache(come, 0) == "miss" else "`X-Cache: miss` is missing."


def _strangers(rng: random.Random) -> tuple[list, list]:
    asked = [_post(_ticket(rng), key=""), _post(_ticket(rng), 1, f"sk-{rng.random()}")]
    for at, value in ((2, ACME), (3, f"Basic {ACME}"), (4, f"Token {ACME}"), (5, "Bearer")):
        asked.append(_post(_ticket(rng), at) | {"headers": {"authorization": value}})
    return [{}], asked


def _let_in(come: Come) -> str:
    if words := _statuses(come, 401, 401):
        return words
    if words := _statuses(come, *[401] * 6):
        return f"{words} Only `Authorization: Bearer KEY` counts: no bare key, no other scheme."
    if words := _calls(come, 0, "Nobody pays for a stranger."):
        return words
    schemes = [seen["headers"].get("www-authenticate", "").split() for seen in come.seen]
    named = all(scheme and scheme[0].rstrip(",").lower() == "bearer" for scheme in schemes)
    return "" if named else "RFC 9110 (15.5.2): 401 comes with `WWW-Authenticate`, here `Bearer`."


def _again(rng: random.Random) -> tuple[list, list]:
    ticket = _ticket(rng)
    asked = [_post(ticket), _post(ticket, 5), _post(ticket, 10, style="long"),
             _post(ticket, 15, BIRCH), _post(ticket, 20), _post(ticket, 25, SECOND)]  # fmt: skip
    return [{}], asked


def _badly_cached(come: Come) -> str:
    if words := _statuses(come, *[200] * 6):
        return words
    if _text(come, 3) == _text(come, 0):
        return "a tenant got what another tenant's request had left in the cache."
    if _text(come, 2) == _text(come, 0):
        return "`style` changes the prompt, and the reply of the other style came."
    hits = [_cache(come, n) for n in range(6)]
    if hits[:5] == ["miss", "hit", "miss", "miss", "hit"] and hits[5] != "hit":
        return "a tenant has two API keys, and what one had asked was no hit for the other."
    if hits[:5] != ["miss", "hit", "miss", "miss", "hit"]:
        return "`X-Cache` was not miss, hit, miss, miss, hit for these five requests."
    if _text(come, 1) != _text(come, 0):
        return "a hit gives the same text."
    return _calls(come, 3, "A hit costs no call.")


def _half(rng: random.Random) -> tuple[list, list]:
    ticket = _ticket(rng)
    return [{"finish": "length"}, {}], [_post(ticket), _post(ticket, 5), _post(ticket, 10)]


def _half_cached(come: Come) -> str:
    words = "A reply that was cut off does not belong into the cache; the next request asks again."
    return _statuses(come, 200, 200, 200) or _calls(come, 2, words)


def _twice(rng: random.Random) -> tuple[list, list]:
    ticket, key = _ticket(rng), f"order-{rng.randint(100, 999)}"
    move = {"finish": "length", "first": 3.0}
    asked = [
        _post(ticket, 0, again=key), _post(ticket, 1, again=key), _post(ticket, 10, again=key),
        _post(f"{ticket}!", 20, again=key), _post(ticket, 30, BIRCH, again=key),
        _post(ticket, 40, SECOND, again=key),
    ]  # fmt: skip
    return [move], asked


def _not_idempotent(come: Come) -> str:
    why = (
        "While the first request with a key is being answered, the second gets 409; the same key "
        "with another body gets 422; and a key belongs to its tenant."
    )
    if words := _statuses(come, 200, 409, 200, 422, 200):
        return f"{words} {why}"
    if _text(come, 2) != _text(come, 0):
        return "the same key and body have to bring the *first* reply again."
    if _text(come, 4) == _text(come, 0):
        return "two tenants chose the same key, and one got the other's reply."
    if come.status(5) != 200 or _text(come, 5) != _text(come, 0):
        return (
            "a tenant has two API keys, and the same `Idempotency-Key` and body with the other "
            "one did not bring the first reply."
        )
    return _calls(come, 2, "The same key and body are one job.")


def _failed_first(rng: random.Random) -> tuple[list, list]:
    ticket, key = _ticket(rng), f"order-{rng.randint(100, 999)}"
    asked = [_post(ticket, at, again=key) for at in (0, 5)]
    asked += [_post(f"{ticket}?", at, again=f"{key}?") for at in (10, 200)]
    return [{"status": 400}, {}, {"never": True}, {}], asked


def _remembers_failure(come: Come) -> str:
    words = _statuses(come, 502, 200, 504, 200)
    return f"{words} A key whose job failed is free for another try." if words else ""


def _late(rng: random.Random) -> tuple[list, list]:
    moves = [{"status": 503}, {}, {"never": True}]
    return moves, [_post(_ticket(rng)), _post(f"{_ticket(rng)} again", 40)]


def _no_deadline(come: Come, seconds: float) -> str:
    if words := _statuses(come, 200, 504):
        return f"{words} One fault is retried; when the time is over, 504 says so."
    took = come.seen[1]["ended"] - come.seen[1]["at"]
    return f"504 came after {took:.1f} s, not {seconds:g}." if took > seconds + SOON else ""


def _spent(rng: random.Random) -> tuple[list, list]:
    used = rng.choice([[300, 100], [280, 120]])
    tickets, key = [f"{n}: {_ticket(rng)}" for n in range(10)], f"order-{rng.randint(100, 999)}"
    asked = [_post(ticket, n) for n, ticket in enumerate(tickets[:3])]
    asked += [_post(tickets[3], 3, again=key)]
    asked += [_post(tickets[0], 4), _post(tickets[4], 5, BIRCH), _post(tickets[5], 6, SECOND)]
    asked += [_post(tickets[3], 40, again=key)]
    asked += [_post(ticket, 1000 + n) for n, ticket in enumerate(tickets[6:])]
    return [{"usage": used}], asked


def _overspent(come: Come, budget: float) -> str:
    if words := _statuses(come, 200, 200, 200, 429):
        return f"{words} {budget:g} tokens a minute, and each reply takes 400."
    if words := _seconds(come, 3):
        return words
    said, wanted = int(come.seen[3]["headers"]["retry-after"]), _until_refilled(budget)
    if not wanted <= said <= wanted + 2:
        return f"`Retry-After: {said}`; the bucket is empty for about {wanted} s more."
    kept = [200, 200, 200, 429, 200, 200]
    if words := _statuses(come, *kept):
        return (
            f"{words} What stands in the cache costs nothing, and other keys have buckets of "
            "their own."
        )
    if words := _statuses(come, *kept, 200):
        return f"{words} A tenant has two API keys: each key has a bucket of its own."
    if words := _statuses(come, *kept, 200, 200):
        return f"{words} A bucket refills, and a request that got 429 has begun no job."
    if words := _statuses(come, *kept, 200, 200, 200, 200, 200, 429):
        return f"{words} After a long quiet time a bucket holds {budget:g} tokens and no more."
    return ""


def _until_refilled(budget: float) -> int:
    """Whole seconds at second 3, when three replies of 400 have come, each within 0.4 s."""
    rate, level, before = budget / 60, budget, 0.0
    for at in (0.4, 1.4, 2.4):
        level = min(budget, level + (at - before) * rate) - 400
        before = at
    return math.ceil(-(level + (3 - before) * rate) / rate)


def _owing(rng: random.Random) -> tuple[list, list]:
    owed = rng.choice([250, 500, 750])
    seconds = owed * 60 / 1000  # until the level is 0 again
    asked = [
        _post(f"{n}: {_ticket(rng)}", at)
        for n, at in enumerate((0.0, seconds - 0.03, seconds + 0.03))
    ]
    return [{"usage": [900, 100 + owed], "first": 0.0, "pace": 0.0}], asked


def _early_or_late(come: Come) -> str:
    why = (
        "A bucket that is below 0 refills evenly, and lets in as soon as its level is above 0: "
        "not before, and not later."
    )
    words = _statuses(come, 200, 429, 200)
    return f"{words} {why}" if words else ""


def _crowd(rng: random.Random) -> tuple[list, list]:
    asked = [_post(f"{n}: {_ticket(rng)}", n / 10) for n in range(2)]
    shed = _post(f"2: {_ticket(rng)}", 0.2, again=f"order-{rng.randint(100, 999)}")
    asked += [shed, _get("/healthz", 1.0), shed | {"at": 12}]
    return [{"first": 6.0}], asked


def _not_shed(come: Come) -> str:
    if words := _statuses(come, 200, 200, 503, 200, 200):
        return (
            f"{words} Two replies may be in the making; the third request is shed at once, health "
            "is still told, and later there is room again, also for the `Idempotency-Key` of a "
            "request that was shed."
        )
    waited = [come.seen[n]["ended"] - come.seen[n]["at"] for n in (2, 3)]
    if max(waited) > SOON:
        return f"the refusal or the health check took {max(waited):.1f} s; both are due at once."
    return _seconds(come, 2) or _calls(come, 3, "A request that is shed costs no call.")


def _leaks(rng: random.Random) -> tuple[list, list]:
    asked = [_post(f"{n}: {_ticket(rng)}", n / 10) for n in range(2)]
    asked += [_post(f"{n}: {_ticket(rng)}", 30 + n / 10) for n in range(2)]
    return [{"never": True}, {"status": 400}, {}], asked


def _slot_lost(come: Come) -> str:
    words = _statuses(come, 504, 502, 200, 200)
    return f"{words} A place that a failed request took has to come free." if words else ""


def _counted(rng: random.Random) -> tuple[list, list]:
    ticket = _ticket(rng)
    asked = [_post(ticket), _post(ticket, 5), _post(ticket, 6, key="")]
    return [{}, {"status": 400}], [*asked, _post(f"{ticket}?", 7), _get("/metrics", 20)]


def _miscounted(come: Come) -> str:
    if words := _statuses(come, 200, 200, 401, 502, 200):
        return words
    text, kind = come.seen[4]["body"], come.seen[4]["headers"].get("content-type", "")
    if not kind.startswith(("text/plain", "application/openmetrics-text")):
        return (
            "`/metrics` has no `Content-Type` that Prometheus reads; without one, 3.0 refuses it."
        )
    if any(key in text for key in KEYS):
        return "an API key stands in `/metrics`, where many can read it."
    found = samples(text)
    if found is None:
        return "`/metrics` cannot be read by Prometheus' own parser."
    wanted = {"200": 2.0, "401": 1.0, "502": 1.0}
    if found != wanted:
        return f"`replies_total` by `status` is not {wanted}."
    return ""


def samples(text: str) -> Mapping[str, float] | None:
    """replies_total by status, summed over other labels; None where the text is no exposition."""
    from prometheus_client.parser import text_string_to_metric_families

    found: dict[str, float] = {}
    try:
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if sample.name == "replies_total":
                    status = sample.labels.get("status", "")
                    found[status] = found.get(status, 0.0) + sample.value
    except (ValueError, KeyError, IndexError):
        return None
    return {status: value for status, value in found.items() if value}


CLAUSES: tuple[tuple[Clause, Mapping], ...] = (
    (Clause("a reply", _reply, _no_reply), {}),
    (Clause("no key, no call", _strangers, _let_in), {}),
    (Clause("the cache", _again, _badly_cached), {}),
    (Clause("only whole replies are cached", _half, _half_cached), {}),
    (Clause("one key, one job", _twice, _not_idempotent), {}),
    (Clause("a failed job may be tried again", _failed_first, _remembers_failure), {}),
    (Clause("the deadline", _late, partial(_no_deadline, seconds=20.0)), {}),
    (Clause("the budget", _spent, partial(_overspent, budget=1000)), {"budget": 1000}),
    (Clause("the edge of the budget", _owing, _early_or_late), {"budget": 1000}),
    (Clause("shedding", _crowd, _not_shed), {"at_once": 2}),
    (Clause("a place comes free", _leaks, _slot_lost), {"at_once": 2}),
    (Clause("metrics", _counted, _miscounted), {}),
)


def questions(seed: int) -> list[Served]:
    asked = []
    for clause, settings in CLAUSES:
        rng = random.Random(f"16.5/{seed}/{clause.title}")
        asked.append(
            contract.question("create_app", clause, rng, KEYS, *({**USUAL, **settings}.values()))
        )
    return asked


JUDGE: Callable = contract.judge([clause for clause, _ in CLAUSES])

SERVICE = Exercise(
    id="16.5",
    title="The service, by its contract",
    goal="Write `create_app(client, keys, budget, at_once, seconds)`: the service of the contract.",
    points=6,
    minutes=60,
    difficulty="hard",
    budget="the check makes 57 requests on its own clock; about 60 lines",
    answers=("create_app",),
    questions=questions,
    judge=JUDGE,
    distractor="        cache[key] = answer",
    hints=(
        "Begin with the first clause alone, check, then add one clause after the other: each is "
        "checked on a service of its own, and each counts.",
        "The order of the questions is most of the design: who are you (401) · have I done this "
        "job (replay, 409, 422) · do I know the answer (hit) · may you (429) · can I (503) · then "
        "ask the model (502, 504). What costs nothing comes first.",
        "All state lives inside `create_app`, or two services share it. Whatever is taken before "
        "the call (a place, an idempotency key) is given back in `finally` where there is no "
        "reply. `Counter(…, registry=CollectorRegistry())` counts for this service alone.",
    ),
)
