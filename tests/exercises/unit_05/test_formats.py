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
    ),
)
test_answers = table("05.1", CASES)
