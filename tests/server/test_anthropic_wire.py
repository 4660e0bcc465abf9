HELLO = [{"role": "user", "content": "Hello"}]


def test_hello(anthropic):
    reply = anthropic.messages.create(model="tiny", messages=HELLO, max_tokens=5)
    print(reply)
    with anthropic.messages.stream(model="tiny", messages=HELLO, max_tokens=5) as s:
        print(list(s))
