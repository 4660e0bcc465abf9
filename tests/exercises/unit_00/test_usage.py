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
        "        used['input'] += numbers.get('prompt_tokens') or numbers['input_tokens']\n"
        "        out = numbers.get('completion_tokens') or numbers['output_tokens']\n"
        "        used['output'] += out\n"
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
    ),
)
test_answers = table("00.3", CASES)
