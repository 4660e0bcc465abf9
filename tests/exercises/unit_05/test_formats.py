"""Exercise 05.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

TURNS = """
def as_turns(shots, text):
    said = [("user", "assistant")[i % 2] for i in range(2 * len(shots))]
    parts = [part for shot in shots for part in shot]
    pairs = [[{"role": role, "content": part}] for role, part in zip(said, parts)]
    return [m for pair in pairs for m in pair] + [{"role": "user", "content": text}]
"""


PROMPT = """
def as_prompt(shots, text):
    return "".join(f"Text: {x}\\nLabel: {y}\\n\\n" for x, y in shots) + f"Text: {text}\\nLabel:"
"""


CASES = Answers(
    right=(
        TURNS + PROMPT,
        "def as_turns(shots, text):\n"
        "    said = [part for shot in shots for part in shot] + [text]\n"
        "    roles = ['user', 'assistant']\n"
        "    return [{'role': roles[i % 2], 'content': s} for i, s in enumerate(said)]\n"
        "def as_prompt(shots, text):\n"
        "    whole = ''\n"
        "    for shot in (*shots, (text, '')):\n"
        "        whole += 'Text: {}\\nLabel: {}\\n\\n'.format(*shot)\n"
        "    return whole.rstrip()",
    ),
    wrong=(
        (TURNS + PROMPT.replace('Label:"', 'Label: "'), "ends in a space"),
        (TURNS + PROMPT.replace('Label:"', 'Label:\\n"'), "right after `Label:`"),
        (TURNS + PROMPT.replace("\\n\\n", "\\n"), "stands a blank line"),
        (TURNS + PROMPT.split(" + f")[0], "new text is missing"),
        (TURNS.split(" + [")[0] + PROMPT, "new text is missing"),
        (TURNS.replace("assistant", "user") + PROMPT, "every message is the user's"),
        (PROMPT + "as_turns = as_prompt", "a list of messages"),
        (
            TURNS.replace("for shot in shots", "for shot in dict(shots).items()") + PROMPT,
            "comes twice",
        ),
        (TURNS + PROMPT.replace("in shots)", "in dict(shots).items())"), "comes twice"),
        (TURNS + PROMPT.replace("{x}", "{x.strip()}"), "only spaces"),
        (TURNS.replace('"content": text', '"content": text.strip()') + PROMPT, "only spaces"),
        (
            TURNS + "def as_prompt(shots, text):\n    shots.append((text, ''))\n    return "
            "'\\n\\n'.join(f'Text: {x}\\nLabel: {y}' for x, y in shots).removesuffix(' ')",
            "your code changes `shots`",
        ),
        (
            TURNS.replace(
                "return [m for pair in pairs for m in pair] +", "return (m for m in"
            ).replace('"content": text}]', '"content": text}])')
            + PROMPT,
            "read once only",
        ),
        (TURNS.replace('"assistant"', '"system"') + PROMPT, "the roles differ"),
        (
            TURNS.replace('("user", "assistant")[i % 2]', '("assistant", "user")[i % 2]') + PROMPT,
            "its label the `assistant`'s",
        ),
        (TURNS.replace("in shots", "in shots[:1]") + PROMPT, "the first shot only"),
        (TURNS + PROMPT.replace("in shots", "in shots[-1:]"), "the last shot only"),
        (TURNS + PROMPT.replace("in shots", "in shots[::-1]"), "from the last to the first"),
        (
            TURNS.replace("in zip(said, parts)", "in zip(said, mark(parts))") + "def mark(parts):\n"
            "    return [('Text: ', 'Label: ')[i % 2] + p for i, p in enumerate(parts)]\n" + PROMPT,
            "you write `text:` and `label:` into the turns",
        ),
        (
            "def as_turns(shots, text):\n"
            "    return [{'role': 'user', 'content': as_prompt(shots, text)}]\n" + PROMPT,
            "the whole prompt into one message",
        ),
        (
            TURNS.replace('{"role": role, "content": part}', "(role, part)").replace(
                '{"role": "user", "content": text}', '("user", text)'
            )
            + PROMPT,
            "each a dict with",
        ),
        (
            TURNS.replace("shots, text", "shots, text, before=[]").replace(
                "    return ", "    before += "
            )
            + "    return before\n"
            + PROMPT,
            "a list as a default value",
        ),
        (TURNS + PROMPT.replace("{y}", "{y.lower()}"), "only capitals differ"),
    ),
)
test_answers = table("05.1", CASES)
