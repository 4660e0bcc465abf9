"""Exercise 00.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table


def text_of(message: str, chat: str = "reply.choices[0].message.content or ''") -> str:
    """text_of with these expressions for a Message and a ChatCompletion."""
    return (
        "def text_of(reply):\n    if hasattr(reply, 'choices'):\n"
        f"        return {chat}\n    return {message}"
    )


CASES = Answers(
    right=(
        text_of("''.join(getattr(block, 'text', '') for block in reply.content)"),
        "def text_of(reply):\n"
        "    if type(reply).__name__ == 'ChatCompletion':\n"
        "        content = reply.choices[0].message.content\n"
        "        return '' if content is None else content\n"
        "    text = ''\n"
        "    for block in reply.content:\n"
        "        if block.type == 'text':\n"
        "            text += block.text\n"
        "    return text",
    ),
    wrong=(
        (text_of("reply.content[0].text"), "look at `block.type`"),
        (
            text_of("next((b.text for b in reply.content if b.type == 'text'), '')"),
            "only the first text block",
        ),
        (
            text_of("([''] + [b.text for b in reply.content if b.type == 'text'])[-1]"),
            "only the last text block",
        ),
        (
            text_of("'\\n'.join(b.text for b in reply.content if b.type == 'text')"),
            "line ends between",
        ),
        (
            text_of("' '.join(b.text for b in reply.content if b.type == 'text')"),
            "spaces between",
        ),
        (
            text_of(
                "''.join(b.text for b in reply.content if b.type == 'text')",
                "reply.choices[0].message.content",
            ),
            "`None` came back",
        ),
        (
            text_of("[b.text for b in reply.content if b.type == 'text']"),
            "one text is wanted",
        ),
        (text_of("str(reply.content)"), "blocks themselves into text"),
        (text_of("[b.text for b in reply.content if b.type == 'text'][0]"), "several"),
        ("def text_of(reply):\n    return reply.choices[0].message.content", "`choices`"),
    ),
)
test_answers = table("00.4", CASES)
