"""Answers to the exercises of unit 00, right and wrong, and what the check says to each."""

from cases import Answers, table

REPLY = """
from openai.types.chat import ChatCompletion
def chat(text):
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    usage = {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}
    return ChatCompletion.model_validate({"id": "x", "object": "chat.completion", "created": 0,
                                          "model": "m", "choices": [choice], "usage": usage})
from helpers import connect
from openai import OpenAI
MODEL = connect.model()
client = OpenAI()
"""

CASES = {
    "00.1": Answers(
        right=(
            "def greeting(name):\n    return 'Hello, ' + name + '!'",
            "greeting = 'Hello, {}!'.format",
        ),
        wrong=(
            ("def greeting(name):\n    return f'Hello {name}!'", "the comma"),
            ("def greeting(name):\n    return f'Hello, {name}'", "exclamation mark"),
            ("def greeting(name):\n    return 'Hello, Ada!'", "the name is fixed"),
            ("def greeting(name):\n    return f'hello, {name}!'", "upper and lower case"),
            ("def greeting(name):\n    print(f'Hello, {name}!')", "only prints"),
            ("def greeting(name):\n    return f'Hello, {nam}!'", "NameError"),
        ),
    ),
    "00.2": Answers(
        right=("reply = chat('Hello.')", "answer = chat('I can sort tickets.')\nreply = answer"),
        wrong=(
            ("reply = chat('Hello.').choices[0].message.content", "only the text"),
            ("reply = chat('')", "the reply is empty"),
            ("reply = client", "chat.completions.create"),
            ("reply = [{'role': 'user', 'content': 'Hi'}]", "chat.completions.create"),
        ),
        setup=REPLY,
    ),
    "00.3": Answers(
        right=(
            "def tokens_used(replies):\n    return sum(r.usage.total_tokens for r in replies)",
            "def tokens_used(replies):\n    n = 0\n    for r in replies:\n"
            "        n += r.usage.prompt_tokens + r.usage.completion_tokens\n    return n",
        ),
        wrong=(
            (
                "def tokens_used(rs):\n    return sum(r.usage.completion_tokens for r in rs)",
                "only what the model wrote",
            ),
            (
                "def tokens_used(rs):\n    return sum(r.usage.prompt_tokens for r in rs)",
                "only the prompts",
            ),
            (
                "def tokens_used(rs):\n    n = 0\n    for r in rs:\n"
                "        n = r.usage.total_tokens\n    return n",
                "only the last reply",
            ),
            (
                "def tokens_used(rs):\n    n = 0\n    for r in rs:\n"
                "        n += r.usage.total_tokens\n        return n\n    return n",
                "inside the loop",
            ),
            ("def tokens_used(rs):\n    return rs.usage.total_tokens", "AttributeError"),
        ),
    ),
}

test_answers = table("00", CASES)
