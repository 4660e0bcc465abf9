"""Exercise 02.5: answers right and wrong, and what the check says to each."""

from cases import Answers, table

REASON = """
STEPS = {"stop": "use", "end_turn": "use", "stop_sequence": "use", "length": "more tokens",
         "max_tokens": "more tokens", "model_context_window_exceeded": "shorten",
         "content_filter": "refused", "refusal": "refused", "tool_calls": "run tools",
         "tool_use": "run tools"}
def next_step(r):
    reason = r["choices"][0]["finish_reason"] if "choices" in r else r["stop_reason"]
"""
MESSAGE = (
    REASON + "    message = r['choices'][0]['message'] if 'choices' in r else {'content': 1}\n"
)

CASES = Answers(
    right=(
        """def next_step(r):
    reason = r["stop_reason"] if "stop_reason" in r else r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens"):
        return "more tokens"
    if reason == "model_context_window_exceeded":
        return "shorten"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
        """def next_step(r):
    match r:
        case {"choices": [{"finish_reason": "length"}, *_]} | {"stop_reason": "max_tokens"}:
            return "more tokens"
        case {"choices": [{"finish_reason": "content_filter"}, *_]} | {"stop_reason": "refusal"}:
            return "refused"
        case {"choices": [{"finish_reason": "tool_calls"}, *_]} | {"stop_reason": "tool_use"}:
            return "run tools"
        case {"stop_reason": "model_context_window_exceeded"}:
            return "shorten"
    return "use\"""",
    ),
    wrong=(
        (
            "def next_step(r):\n    reason = r['choices'][0]['finish_reason']\n"
            "    return {'stop': 'use', 'length': 'more tokens', 'content_filter': 'refused',"
            " 'tool_calls': 'run tools'}[reason]",
            "An Anthropic response is not read",
        ),
        (
            "def next_step(r):\n    return {'end_turn': 'use', 'stop_sequence': 'use',"
            " 'max_tokens': 'more tokens', 'model_context_window_exceeded': 'shorten',"
            " 'refusal': 'refused', 'tool_use': 'run tools'}[r['stop_reason']]",
            "An OpenAI response is not read",
        ),
        (
            "def next_step(r):\n"
            "    parts = [c['message']['content'] for c in r.get('choices', [])]\n"
            "    text = [*parts, *(b['text'] for b in r.get('content', []))][0]\n"
            "    return 'use' if text.endswith('.') else 'more tokens'",
            "the text does not tell",
        ),
        ("def next_step(r):\n    return 'use'", "whatever the reason"),
        (
            """def next_step(r):
    reason = r.get("stop_reason") or r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens", "stop_sequence"):
        return "more tokens"
    if reason == "model_context_window_exceeded":
        return "shorten"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
            "the reply is finished",
        ),
        (
            """def next_step(r):
    reason = r.get("stop_reason") or r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens", "model_context_window_exceeded"):
        return "more tokens"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
            "the prompt has to be shortened",
        ),
        (
            """def next_step(r):
    reason = r.get("stop_reason") or r["choices"][-1]["finish_reason"]
    if reason in ("length", "max_tokens"):
        return "more tokens"
    if reason == "model_context_window_exceeded":
        return "shorten"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
            "the first counts",
        ),
        (
            """def next_step(r):
    reason = r.pop("stop_reason", "") or r["choices"][0]["finish_reason"]
    if reason in ("length", "max_tokens"):
        return "more tokens"
    if reason == "model_context_window_exceeded":
        return "shorten"
    if reason in ("content_filter", "refusal"):
        return "refused"
    return "run tools" if "tool" in reason else "use\"""",
            "your code changes `r`",
        ),
        (
            MESSAGE + "    return STEPS[reason] if message['content'] else 'refused'",
            "without text for a refusal",
        ),
        (
            MESSAGE + "    return 'run tools' if 'tool_calls' in message else STEPS[reason]",
            "has the field `tool_calls`",
        ),
        (REASON + "    return STEPS[reason].replace(' ', '_')", "spelled otherwise"),
        (REASON + "    return STEPS[reason].capitalize()", "spelled otherwise"),
        (REASON + "    return reason", "you return the reason"),
        (REASON + "    print(STEPS[reason])", "only prints"),
        (
            REASON + "    if reason == 'stop' or 'end_turn':\n        return 'use'\n"
            "    return STEPS[reason]",
            "is always true",
        ),
        (
            REASON + "    return STEPS[reason.replace('_sequence', 's')]",
            "the reply is finished",
        ),
        (REASON + "    return STEPS[r.choices[0].finish_reason]", "not the SDK's object"),
    ),
)
test_answers = table("02.5", CASES)
