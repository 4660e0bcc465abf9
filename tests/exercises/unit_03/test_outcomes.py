"""Exercise 03.1: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_03 import outcomes

WORDS = (
    "WORDS = {'stop': 'complete', 'end_turn': 'complete', 'stop_sequence': 'complete',\n"
    "         'length': 'cut off', 'max_tokens': 'cut off', 'content_filter': 'refused',\n"
    "         'refusal': 'refused', 'tool_calls': 'tool call', 'tool_use': 'tool call',\n"
    "         'pause_turn': 'paused', 'model_context_window_exceeded': 'context full'}\n"
)


def answer(
    transport: str = "status is None or status in (408, 409, 429) or status >= 500",
    reply: str = "status == 200",
    said: str = "str(body.get('error')).lower()",
    too_long: str = "status == 400",
    full: str = "'context_length_exceeded' in said or 'prompt is too long' in said",
    refusal: str = "choices and choices[0]['message'].get('refusal')",
    no_reason: str = "return 'transport fault'",
    unknown: str = "raise ValueError(reason)",
) -> str:
    return (
        "def outcome(status, body):\n"
        f"    if {transport}:\n"
        "        return 'transport fault'\n"
        "    body = body or {}\n"
        f"    if not ({reply}):\n"
        f"        said = {said}\n"
        f"        if {too_long} and ({full}):\n"
        "            return 'context full'\n"
        "        raise ValueError(said)\n"
        "    choices = body.get('choices')\n"
        "    reason = choices[0]['finish_reason'] if choices else body.get('stop_reason')\n"
        "    if reason is None:\n"
        f"        {no_reason}\n"
        f"    if {refusal}:\n"
        "        return 'refused'\n"
        "    if reason not in WORDS:\n"
        f"        {unknown}\n"
        "    return WORDS[reason]"
    )


MATCH = """
def outcome(status, body):
    match status, body:
        case (None, _) | (408 | 409 | 429, _):
            return "transport fault"
        case (int(), _) if status >= 500:
            return "transport fault"
        case (400, {"error": {"code": "context_length_exceeded"}}):
            return "context full"
        case (400, {"error": {"message": str(text)}}) if "prompt is too long" in text.lower():
            return "context full"
        case 200, {"choices": [{"finish_reason": str(), "message": {"refusal": str(n)}}, *_]} if n:
            return "refused"
        case (200, {"choices": [{"finish_reason": str(reason)}, *_]}):
            return WORDS[reason] if reason in WORDS else stop(reason)
        case (200, {"stop_reason": str(reason)}):
            return WORDS[reason] if reason in WORDS else stop(reason)
        case (200, _):
            return "transport fault"
    stop(status)

def stop(what):
    raise ValueError(what)
"""

CASES = Answers(
    right=(answer(), MATCH, answer(transport="not status or status > 499 or status in PASSING")),
    wrong=(
        (answer(transport="status != 200"), "you retry every error"),
        (answer(transport="status is None or status in (429, 500, 503)"), "every 5xx"),
        (answer(transport="status is None or status >= 500 or status == 429"), "408, 409"),
        (answer(refusal="False"), "`message.refusal`"),
        (answer(refusal="reason == 'stop' and choices[0]['message'].get('refusal')"),
         "only where the finish reason is `stop`"),
        (answer(refusal="reason in WORDS and choices and choices[0]['message'].get('refusal')"),
         "a new one too"),
        (answer(refusal="choices and choices[0]['message'].get('refusal') is not None"),
         "an empty text"),
        (answer(no_reason="return 'refused' if choices and choices[0]['message'].get('refusal') "
                "else 'transport fault'"), "a refusal without a reason"),
        (answer(said="str(body.get('error'))"), "capitals do not count"),
        (answer(too_long="400 <= status < 500"), "only a 400 says that"),
        (answer(transport="status in (None, 408, 409, 429, 500, 501, 502, 503, 504, 529)"),
         "every 5xx is a transport fault"),
        (answer(reply="200 <= status < 300"), "every 2xx"),
        (answer(reply="status < 400"), "every status below 400"),
        (answer(unknown="pass"), "a `keyerror` came"),
        (answer().replace("WORDS[reason]", "{w: WORDS[w] for w in WORDS if w[0] != 'p'}[reason]"),
         "is missing in yours"),
        (answer().replace("body.get('choices')", "body['choices']"), "a body has the fields"),
        (answer(no_reason="return 'complete'"), "lost on the way"),
        (answer(full="'context_length_exceeded' in said"), "has no code"),
        (answer(full="False"), "that says that the prompt is too long"),
        (answer(unknown="return 'complete'"), "raise `valueerror`"),
        (answer().replace("else body.get('stop_reason')", "else None"), "`stop_reason`"),
        (answer().replace("body = body or {}", "pass"), "`body` is `none`"),
        (
            answer().replace("return WORDS[reason]", "return WORDS[reason].title()"),
            "in small letters",
        ),
        (
            answer().replace(
                "    return WORDS",
                "    if reason == 'stop_sequence': return 'cut off'\n    return WORDS",
            ),
            "an end that you asked for",
        ),
        (
            answer().replace("return 'context full'", "return 'cut off'").replace(
                "    return WORDS",
                "    if reason[:7] == 'model_c': return 'cut off'\n    return WORDS",
            ),
            "never the other",
        ),
        (answer(transport="not status or status > 499 or status in (408, 409, 425, 429)"),
         "a 4xx that the table does not name"),
        (answer(transport="status != 200 and (not status or status < 400 or status > 499 or "
                "status in PASSING)"), "that the table does not name (204, 302)"),
        (answer(transport="not status or status > 500 or status in PASSING"), "500 and 599 too"),
        (answer(transport="body is None or status > 499 or status in PASSING"),
         "every response without a body"),
        (answer(full="True"), "every 400"),
        (answer(transport="not status or status > 499 or status in PASSING and body"),
         "500 and 599 too"),
        (answer(said="str((body.get('error') or {}).get('message')).lower()",
                full="said.startswith('prompt is too long') or "
                "(body.get('error') or {}).get('code') == 'context_length_exceeded'"),
         "stand somewhere in it"),
        (answer(full="'context_length_exceeded' in said or 'too long' in said"),
         "everything that is *too long*"),
        (answer(unknown="return 'complete' if body.get('stop_reason') else stop(reason)")
         + "\ndef stop(what):\n    raise ValueError(what)", "that nobody knows"),
        (answer(unknown="return ValueError(reason)"), "`raise` it"),
        (answer(no_reason="raise ValueError('no reason')"), "a 200 without a body"),
        (answer().replace("body.get('stop_reason')", "body['stop_reason'] if body else None"),
         "`.get()` gives `none`"),
    ),
    setup=f"{WORDS}PASSING = [408, 409, 429]\n",
)  # fmt: skip
test_answers = table("03.1", CASES)


# RFC 9110 and the vendors' lists: which statuses may be sent again as they are
@pytest.mark.parametrize("status", [None, 408, 409, 429, 500, 502, 503, 504, 529])
def test_the_transport_is_retried(status):
    assert outcomes.outcome(status, None) == "transport fault"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_a_mistake_of_ones_own_is_not(status):
    with pytest.raises(ValueError, match=str(status)):
        outcomes.outcome(status, {"error": {"message": "No."}})


def test_every_reason_that_the_sdks_know_has_its_word():
    from typing import get_args

    from anthropic.types import StopReason
    from openai.types.chat.chat_completion import Choice

    theirs = {*get_args(StopReason), *get_args(Choice.model_fields["finish_reason"].annotation)}
    # function_call is the field that tool_calls has replaced
    assert theirs - {"function_call"} - set(outcomes.REASONS) == set()
