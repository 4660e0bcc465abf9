"""Exercise 02.5: answers right and wrong, and what the check says to each."""

from cases import Answers, table

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
        ("def next_step(r):\n    return 'use'", "cut off at your limit"),
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
    ),
)
test_answers = table("02.5", CASES)
