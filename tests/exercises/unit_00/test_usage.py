"""Exercise 00.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table

BOTH = """
def pair(usage):
    if hasattr(usage, "prompt_tokens"):
        return usage.prompt_tokens, usage.completion_tokens
    return usage.input_tokens, usage.output_tokens
"""


def used(body: str) -> str:
    """tokens_used with this body, after `pairs` was made."""
    return (
        f"{BOTH}\ndef tokens_used(replies):\n    pairs = [pair(r.usage) for r in replies]\n{body}"
    )


CASES = Answers(
    right=(
        used(
            "    read, written = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
            "    return {'total': read + written, 'input': read, 'output': written}"
        ),
        "def tokens_used(replies):\n"
        "    used = {'input': 0, 'output': 0, 'total': 0}\n"
        "    for reply in replies:\n"
        "        numbers = reply.usage.model_dump()\n"
        "        openai = 'prompt_tokens' in numbers\n"
        "        used['input'] += numbers['prompt_tokens' if openai else 'input_tokens']\n"
        "        used['output'] += numbers['completion_tokens' if openai else 'output_tokens']\n"
        "    used['total'] = used['input'] + used['output']\n"
        "    return used",
    ),
    wrong=(
        (
            used(
                "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    more = sum(getattr(r.usage, 'total_tokens', 0) for r in replies)\n"
                "    return {'input': read, 'output': out, 'total': read + out + more}"
            ),
            "counts twice",
        ),
        (
            used(
                "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    total = sum(getattr(r.usage, 'total_tokens', 0) for r in replies)\n"
                "    return {'input': read, 'output': out, 'total': total}"
            ),
            "leaves out the Anthropic",
        ),
        (
            used(
                "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    return {'input': read, 'output': out, 'total': out}"
            ),
            "only what the model wrote",
        ),
        (
            used(
                "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    return {'input': out, 'output': read, 'total': read + out}"
            ),
            "swapped",
        ),
        (used("    return sum(p[1] for p in pairs)"), "only what the model wrote"),
        (used("    return sum(map(sum, pairs))"), "different prices"),
        (
            used("    return {'in': sum(p[0] for p in pairs), 'out': 0}"),
            "wants `input`, `output` and `total`",
        ),
        (
            used(
                "    read, out = pairs[-1] if pairs else (0, 0)\n"
                "    return {'input': read, 'output': out, 'total': read + out}"
            ),
            "only the last reply",
        ),
        (
            "def tokens_used(replies):\n"
            "    read = sum(r.usage.prompt_tokens for r in replies)\n"
            "    out = sum(r.usage.completion_tokens for r in replies)\n"
            "    return {'input': read, 'output': out, 'total': read + out}",
            "two SDKs name the same thing differently",
        ),
        (
            "def tokens_used(replies):\n"
            "    usages = [r.usage for r in replies if hasattr(r.usage, 'prompt_tokens')]\n"
            "    read = sum(u.prompt_tokens for u in usages)\n"
            "    out = sum(u.completion_tokens for u in usages)\n"
            "    return {'input': read, 'output': out, 'total': read + out}",
            "leave out the replies of the Anthropic SDK",
        ),
        (  # 0 is taken for nothing
            "def tokens_used(replies):\n"
            "    read = out = 0\n"
            "    for usage in [reply.usage.model_dump() for reply in replies]:\n"
            "        read += usage.get('prompt_tokens') or usage['input_tokens']\n"
            "        out += usage.get('completion_tokens') or usage['output_tokens']\n"
            "    return {'input': read, 'output': out, 'total': read + out}",
            "KeyError",
        ),
        (
            used(
                "    read, out = map(sum, zip(*set(pairs))) if pairs else (0, 0)\n"
                "    return {'input': read, 'output': out, 'total': read + out}"
            ),
            "count equal replies once",
        ),
        (
            used(
                "    pairs = [p for p in pairs if all(p)]\n"
                "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    return {'input': read, 'output': out, 'total': read + out}"
            ),
            "wrote nothing",
        ),
        (
            used(
                "    read, out = sum(p[0] for p in pairs), sum(p[1] for p in pairs)\n"
                "    replies.clear()\n"
                "    return {'input': read, 'output': out, 'total': read + out}"
            ),
            "your code changes `replies`",
        ),
    ),
)
test_answers = table("00.3", CASES)
