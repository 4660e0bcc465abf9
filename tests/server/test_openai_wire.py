"""Chat Completions, seen through OpenAI's own SDK."""

import asyncio

HELLO = [{"role": "user", "content": "Hello"}]


def test_hello(openai):
    reply = openai.chat.completions.create(model="tiny", messages=HELLO, max_tokens=5)
    print(reply)
    assert reply.choices[0].finish_reason == "length"
