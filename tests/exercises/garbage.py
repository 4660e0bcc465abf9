"""Prompts that have nothing to do with the job: a bar that one of them reaches is no bar.

One list for every exercise whose check runs a prompt of the learner. Where an answer must keep
rules, CASES.garbage puts the prompt in the place of the words that the learner chooses.
"""

from __future__ import annotations

from collections.abc import Callable

GARBAGE = {
    "nothing": "",
    "a blank": " ",
    "hello": "hello",
    "a pirate": "You are a pirate. Speak like one.",
    "a poem": "Write a poem about the sea.",
    "always one label": "Always answer feature.",
    "a count": "Count the words of the message.",
    "another language": "Translate the message into Spanish.",
    "a form": "Return JSON with the keys plan and region.",
    # what the lessons ask for: garbage wherever it is not the job
    "labels": "Classify the ticket. The labels are billing, outage, access, bug, feature.",
    "a subject line": "Write a subject line for this ticket.",
    "letters": "Reverse the letters of the word.",
    "steps": "Think step by step.",
}
OWN = {"00.5": "a subject line", "01.5": "letters", "06.3": "steps"}
NO_PROMPT = {
    "00.2": "the messages are counted, and no reply is judged",
    "02.4": "the learner chooses settings; the prompts are the check's",
}


def answers(exercise: str, with_prompt: Callable[[str], str]) -> dict[str, str]:
    """{name: answer cell} of all that is not the exercise's own job."""
    own = OWN.get(exercise)
    return {name: with_prompt(prompt) for name, prompt in GARBAGE.items() if name != own}
