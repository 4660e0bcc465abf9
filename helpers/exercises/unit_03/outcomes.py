"""Exercise 03.1: which of seven outcomes a response is.

In: responses in both dialects, the reference, how they are misread. Out: sending requests.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import (
    Case,
    Misconception,
    Raised,
    compare,
    expected,
    stops_with,
    value_is,
)

Body = Mapping[str, Any] | None

REASONS = {
    "stop": "complete",
    "end_turn": "complete",
    "stop_sequence": "complete",
    "length": "cut off",
    "max_tokens": "cut off",
    "content_filter": "refused",
    "refusal": "refused",
    "tool_calls": "tool call",
    "tool_use": "tool call",
    "pause_turn": "paused",
    "model_context_window_exceeded": "context full",
    None: "transport fault",
}
TRANSPORT = "transport fault"
RETRIED = (408, 409, 429)


def outcome(status: int | None, body: Body) -> str:
    """One of the seven; ValueError for a mistake of one's own and for a reason nobody knows."""
    if status is None or status in RETRIED or status >= 500:
        return TRANSPORT
    if status != 200:
        return _of_error(status, body or {})
    body = body or {}
    choice = (body.get("choices") or [{}])[0]
    reason = choice.get("finish_reason") or body.get("stop_reason")
    if reason and (choice.get("message") or {}).get("refusal"):
        return "refused"
    if reason not in REASONS:
        raise ValueError(f"no outcome is known for {reason!r}")
    return REASONS[reason]


def _of_error(status: int, body: Mapping[str, Any]) -> str:
    error = body.get("error") or {}
    too_long = "prompt is too long" in (error.get("message") or "").lower()
    if status == 400 and (too_long or error.get("code") == "context_length_exceeded"):
        return "context full"
    raise ValueError(f"{status}: {error.get('message')}")


# --- outcomes that are misread -------------------------------------------------------------------


def _first(body: Body) -> dict:
    """finish_reason and refusal of the first choice; both None where there is none."""
    choice = ((body or {}).get("choices") or [{}])[0]
    refusal = choice.get("message", {}).get("refusal")
    return {"reason": choice.get("finish_reason"), "refusal": refusal}


def _refusing(body: Body, refusal: str | None) -> Body:
    """The body with another refusal in its choices."""
    if not (body or {}).get("choices"):
        return body
    choices = [{**c, "message": {**c["message"], "refusal": refusal}} for c in body["choices"]]
    return {**body, "choices": choices}


def _without_refusal(status: int | None, body: Body) -> str:
    return outcome(status, _refusing(body, None))


def _refusal_at_stop_only(status: int | None, body: Body) -> str:
    return outcome(status, body if _first(body)["reason"] == "stop" else _refusing(body, None))


def _reason_before_refusal(status: int | None, body: Body) -> str:
    found = _without_refusal(status, body)
    return outcome(status, body) if found in REASONS.values() else found


def _empty_refusal(status: int | None, body: Body) -> str:
    said = _first(body)["refusal"]
    return outcome(status, body if said is None else _refusing(body, "No."))


def _refusal_without_reason(status: int | None, body: Body) -> str:
    return "refused" if status == 200 and _first(body)["refusal"] else outcome(status, body)


def _one_dialect(status: int | None, body: Body) -> str:
    return outcome(status, {k: v for k, v in (body or {}).items() if k != "stop_reason"})


def _famous_only(status: int | None, body: Body) -> str:
    if status not in (None, 200, 400, 401, 403, 404, 413, 422, 429, 500, 503):
        raise ValueError(status)
    return outcome(status, body)


def _listed_5xx(status: int | None, body: Body) -> str:
    if status and status >= 500 and status not in (*range(500, 505), 529):
        raise ValueError(status)
    return outcome(status, body)


def _any_2xx(status: int | None, body: Body) -> str:
    return outcome(200 if status and 200 <= status < 300 else status, body)


def _below_400(status: int | None, body: Body) -> str:
    return outcome(200 if status and status < 400 else status, body)


def _any_4xx_full(status: int | None, body: Body) -> str:
    kept = status in RETRIED or not status or not 400 <= status < 500
    return outcome(status if kept else 400, body)


def _capitals_count(status: int | None, body: Body) -> str:
    error = (body or {}).get("error") or {}
    known = "prompt is too long" in (error.get("message") or "")
    return outcome(status, body) if known else _by_code_only(status, body)


def _at_the_beginning(status: int | None, body: Body) -> str:
    said = ((body or {}).get("error") or {}).get("message") or ""
    known = said.lower().startswith("prompt is too long")
    return outcome(status, body) if known else _by_code_only(status, body)


def _too_long_at_all(status: int | None, body: Body) -> str:
    said = ((body or {}).get("error") or {}).get("message") or ""
    return "context full" if status == 400 and "too long" in said.lower() else outcome(status, body)


def _every_400_full(status: int | None, body: Body) -> str:
    return "context full" if status == 400 else outcome(status, body)


def _no_body_passes(status: int | None, body: Body) -> str:
    return TRANSPORT if body is None else outcome(status, body)


def _more_4xx_pass(status: int | None, body: Body) -> str:
    return TRANSPORT if status == 425 else outcome(status, body)


def _all_errors_transport(status: int | None, body: Body) -> str:
    return TRANSPORT if status != 200 else outcome(status, body)


def _full_is_error(status: int | None, body: Body) -> str:
    if status == 400:
        raise ValueError(status)
    return outcome(status, body)


def _by_code_only(status: int | None, body: Body) -> str:
    error = (body or {}).get("error") or {}
    return outcome(status, {**(body or {}), "error": {**error, "message": ""}})


def _unended_complete(status: int | None, body: Body) -> str:
    found = outcome(status, body)
    return "complete" if status == 200 and found == TRANSPORT else found


def _sequence_cuts(status: int | None, body: Body) -> str:
    found = outcome(status, body)
    return "cut off" if (body or {}).get("stop_reason") == "stop_sequence" else found


def _full_is_cut(status: int | None, body: Body) -> str:
    return {"context full": "cut off"}.get(found := outcome(status, body), found)


def _guesses(status: int | None, body: Body) -> str:
    try:
        return outcome(status, body)
    except ValueError:
        return "complete" if status == 200 else TRANSPORT


def read_like(wrong: Callable, words: str) -> Misconception:
    """The misconception of somebody whose code returns and stops as `wrong` does."""

    def fits(case: Case) -> bool:
        came = expected(wrong, case.question)
        if isinstance(came, Raised) or case.reply.error:
            return isinstance(came, Raised) and _kind_of_error(case) == came.kind
        return came == case.value

    return Misconception(words, fits, predicts=True)


def _kind_of_error(case: Case) -> str:
    return (case.reply.error or "").split(":")[0]


def stops_on(kind: str, words: str, test: Callable[[Case], bool]) -> Misconception:
    return Misconception(words, lambda case: _kind_of_error(case) == kind and test(case))


def _wants_value(case: Case) -> bool:
    return isinstance(case.expected, str)


def _of_status(case: Case) -> bool:
    """An error where the status alone says that it is the transport."""
    return case.expected == TRANSPORT and case.question.args[0] not in (None, 200)


def _odd(status: int | None) -> bool:
    return status is not None and status < 400 and status != 200


def _lacks_a_reason(case: Case) -> bool:
    """A KeyError whose key is a reason of the table."""
    key = (case.reply.error or "").partition(": ")[2].strip("'\"")
    return _wants_value(case) and key in map(str, REASONS)


# --- what is asked -------------------------------------------------------------------------------


def chat(reason: str | None, text: str | None, **more: Any) -> dict:
    """A body of Chat Completions, as far as it matters here."""
    message = {"role": "assistant", "content": text, "refusal": None} | more
    return {"object": "chat.completion", "choices": [{"finish_reason": reason, "message": message}]}


def message(reason: str | None, *blocks: Mapping[str, Any]) -> dict:
    """A body of Messages."""
    return {"type": "message", "stop_reason": reason, "content": list(blocks)}


def error(text: str, code: str | None = None, kind: str = "invalid_request_error") -> dict:
    return {"error": {"type": kind, "message": text, "code": code}}


def questions_03_1(seed: int) -> list[Question]:
    """Every reason of both dialects, errors that pass and that stay, no answer, new words."""
    rng = random.Random(f"03.1/{seed}")
    word = rng.choice(["billing", "outage", "access"])
    text = {"type": "text", "text": word}
    call = {"type": "tool_use", "id": f"toolu_{rng.randint(10, 99)}", "name": word, "input": {}}
    calls = [{"id": f"call_{rng.randint(10, 99)}", "function": {"name": word, "arguments": "{}"}}]
    asked: list[tuple[int | None, Body]] = [
        (200, chat("stop", word)),
        (200, chat("length", word)),
        (200, chat("content_filter", word)),
        (200, chat("stop", None, refusal="I can't help with that.")),
        (200, chat("length", None, refusal="I can't help with")),
        (200, chat("tool_calls", None, refusal="I can't help with that.")),
        (200, chat(rng.choice(["safety", "policy"]), None, refusal="I can't help with that.")),
        (200, chat(None, None, refusal="I can't")),
        (200, chat("stop", word, refusal="")),
        (200, {"choices": [*chat("stop", word)["choices"], *chat("length", word)["choices"]]}),
        (200, chat("tool_calls", None, tool_calls=calls)),
        (200, chat(None, word)),
        (200, None),
        (200, message("end_turn", text)),
        (200, message("stop_sequence", text)),
        (200, message("max_tokens", text)),
        (200, message("tool_use", text, call)),
        (200, message("refusal")),
        (200, message("pause_turn", text)),
        (200, message("model_context_window_exceeded", text)),
        (200, message(None, text)),
        (200, message(rng.choice(["length_limit", "filtered"]), text)),
        (200, error("The server behind this proxy broke off.")),
        (400, error("This model's maximum context length is 1024.", "context_length_exceeded")),
        (400, error(f"prompt is too long: {rng.randint(1025, 9999)} tokens > 1024 maximum")),
        (400, error(f"Prompt is too long ({rng.randint(1025, 9999)} tokens).")),
        (400, error(f"messages.0: prompt is too long: {rng.randint(1025, 9999)} tokens")),
        (400, error("metadata.user_id is too long: 64 letters at most.")),
        (413, error("prompt is too long: 40 MB")),
        (422, error("The request cannot be read.", "context_length_exceeded")),
        (400, error("temperature: must be at most 2.")),
        (400, {"error": {"type": "invalid_request_error"}}),
        (400, None),
        (401, error("Incorrect API key provided.", "invalid_api_key")),
        (None, None),
        (200, chat(rng.choice(["length_limit", "filtered"]), word)),
    ]
    passing = [408, 409, 429, 500, rng.choice([502, 503, 504]), 529]
    asked += [(status, error("Try again later.")) for status in passing[:-2]]
    asked += [(passing[-2], None), (529, error("Overloaded", kind="overloaded_error"))]
    asked += [(429, None), (505, None), (rng.choice([520, 522, 524]), None), (599, None)]
    asked += [(rng.choice([403, 404, 413, 422]), error("No.")), (403, None), (499, None)]
    asked += [(425, error("Too early."))]
    asked += [(204, None), (rng.choice([201, 202]), chat("stop", word)), (302, None)]
    return [Call("outcome", pair) for pair in asked]


OUTCOMES = Exercise(
    id="03.1",
    title="One word for what happened",
    goal="Write `outcome(status, body)`: which of the seven outcomes a response is (complete, cut "
    "off, refused, tool call, paused, context full, transport fault).",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="no call; up to fifteen lines",
    answers=("outcome",),
    questions=questions_03_1,
    judge=compare(
        outcome,
        [
            stops_with(
                "AttributeError",
                "Where no JSON came, `body` is `None`, and an error may come without a message: "
                "test before you look inside.",
            ),
            stops_with("TypeError", "Where no answer came, `status` or `body` is `None`: test it."),
            stops_on(
                "KeyError",
                "A reason that the goal's table names is missing in yours: the `KeyError` says "
                "which.",
                _lacks_a_reason,
            ),
            stops_on(
                "KeyError",
                "A body has the fields of its own dialect, and an error has other ones: `.get()` "
                "gives `None` where a field is missing.",
                lambda case: _wants_value(case) and not _lacks_a_reason(case),
            ),
            stops_on(
                "KeyError",
                "Here a `ValueError` is wanted, and a `KeyError` came: a dict was asked for what "
                "it does not hold.",
                lambda case: not _wants_value(case),
            ),
            Misconception(
                "`return ValueError(…)` gives an error back as if it were an outcome: `raise` it.",
                lambda case: not case.reply.error and getattr(case.value, "kind", "") == "Error",
            ),
            stops_with("IndexError", "A body of Messages, or of an error, has no choices."),
            read_like(
                _all_errors_transport,
                "You retry every error. 400, 401, 403, 404, 413 and 422 say the same the next time "
                "too: raise `ValueError`, or name what it is.",
            ),
            read_like(
                _no_body_passes,
                "You take every response without a body for a transport fault. Only a 200 is one "
                "then: a 403 without a body is still a `ValueError`.",
            ),
            Misconception(
                "You retry a status that the table does not name (204, 302). It is no reply and no "
                "fault: raise `ValueError`.",
                lambda case: case.value == TRANSPORT and _odd(case.question.args[0]),
            ),
            read_like(
                _more_4xx_pass,
                "You retry a 4xx that the table does not name. Of the 4xx only 408, 409 and 429 "
                "are transport faults.",
            ),
            read_like(
                _guesses,
                "You give every response an outcome. A mistake of your own program and a reason "
                "that nobody knows must be noticed: raise `ValueError`.",
            ),
            read_like(
                _without_refusal,
                "A model may refuse in the field `message.refusal`, and the finish reason is "
                "`stop` all the same.",
            ),
            read_like(
                _refusal_at_stop_only,
                "You read `message.refusal` only where the finish reason is `stop`. Text in it is "
                "a refusal beside any reason.",
            ),
            read_like(
                _reason_before_refusal,
                "You look for the reason in the table before you read `message.refusal`. Text in "
                "it is a refusal beside any reason, a new one too.",
            ),
            read_like(
                _empty_refusal,
                "An empty text in `message.refusal` refuses nothing: the reason says what "
                "happened.",
            ),
            read_like(
                _refusal_without_reason,
                "A refusal without a reason is a reply whose end was lost, like every 200 "
                "without a reason: `transport fault`.",
            ),
            read_like(
                _listed_5xx,
                "You list the server errors one by one. Every 5xx is a transport fault, proxies "
                "have their own: `status >= 500`.",
            ),
            read_like(
                _any_2xx,
                "You take every 2xx for a reply. The table names 200 only; any other status is a "
                "`ValueError`, so that somebody looks at it.",
            ),
            read_like(
                _below_400,
                "You take every status below 400 for a reply. The table names 200 only; any other "
                "is a `ValueError`, so that somebody looks at it.",
            ),
            read_like(
                _any_4xx_full,
                "You look for a full context in other errors than 400. By the table only a 400 "
                "says that; another 4xx is a `ValueError`, whatever its text.",
            ),
            read_like(
                _capitals_count,
                "*Prompt is too long* is the same message as *prompt is too long*: capitals do not "
                "count.",
            ),
            read_like(
                _at_the_beginning,
                "You want the message to begin with *prompt is too long*, or to be just that. It "
                "is enough that these words stand somewhere in it.",
            ),
            read_like(
                _too_long_at_all,
                "You take everything that is *too long* for the prompt. The words that count are "
                "*prompt is too long*.",
            ),
            read_like(
                _every_400_full,
                "You take every 400 for a full context. Its code or its message says so; any other "
                "400 is a `ValueError`.",
            ),
            read_like(
                _unended_complete,
                "A 200 without a reason, or without a body, is a reply whose end was lost on the "
                "way: `transport fault`.",
            ),
            read_like(
                _one_dialect, "In the dialect of Messages the reason stands in `stop_reason`."
            ),
            read_like(
                _full_is_cut,
                "`context full` is no `cut off`: a higher limit mends the one, never the other.",
            ),
            read_like(
                _by_code_only,
                "Anthropic's error has no code: its message holds `prompt is too long`, and more.",
            ),
            read_like(
                _full_is_error,
                "A 400 that says that the prompt is too long is an outcome: `context full`.",
            ),
            read_like(
                _famous_only,
                "408, 409 and 529 belong to the transport faults, and so does every 5xx: "
                "`status >= 500`.",
            ),
            read_like(
                _sequence_cuts,
                "`stop_sequence` is an end that you asked for: `complete`.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and value.lower() == wanted,
                "The words are wanted as they stand in the table, in small letters.",
            ),
            stops_on(
                "ValueError",
                "A status that the table names raises `ValueError`. 408, 409, 429 and every 5xx, "
                "500 and 599 too, are transport faults.",
                _of_status,
            ),
            stops_on(
                "ValueError",
                "A 200 without a body, or without a reason, raises `ValueError`. Its end was lost "
                "on the way: `transport fault`.",
                lambda case: case.expected == TRANSPORT and not _of_status(case),
            ),
            stops_on(
                "ValueError",
                "A reason that the goal's table names is missing in yours.",
                lambda case: (
                    _wants_value(case)
                    and case.question.args[0] == 200
                    and case.expected != TRANSPORT
                ),
            ),
            Misconception(
                "Here a `ValueError` is wanted, and another error came.",
                lambda case: bool(case.reply.error) and not _wants_value(case),
            ),
        ],
        message="Seven words; one of them is retried.",
    ),
    distractor='        return "transport fault" if status == 429 else "refused"',
    hints=(
        "Begin with the status: `None`, 408, 409, 429 and from 500 on are the transport; 400 needs "
        "a look at `body['error']`, where that is; what else is not 200 is a `ValueError`.",
        "For 200: `choice = (body.get('choices') or [{}])[0]`, then `reason = "
        "choice.get('finish_reason') or body.get('stop_reason')`. A dict turns reasons into words. "
        "Do not forget `message.refusal`, and that `body` may be `None`.",
    ),
)
