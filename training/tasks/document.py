"""What one training example is. Every task of this package gives one.

In: conversations, plain texts, what a reply counts. Out: what they say (the tasks), token ids
(training/batches.py).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """What one training example holds: a conversation, or plain text (the other is None).

    `tools` are the definitions that a conversation begins with (helpers/pocket/tools.py), `form`
    is the JSON schema that its reply is held to, `gold` what a judge of the reply needs to know.
    """

    messages: list[dict] | None = None
    text: str | None = None
    tools: tuple = ()
    form: dict | None = None
    gold: object = None

    @property
    def prompt(self) -> list[dict]:
        """The conversation without its last reply."""
        return self.messages[:-1]

    @property
    def reply(self) -> str:
        return self.messages[-1]["content"]


def conversation(messages: list[dict], reply: str) -> Document:
    return Document(messages=[*messages, {"role": "assistant", "content": reply}])


def loosely(document: Document, weight: float = 0.25) -> Document:
    """The same, its reply counted less: long free text would drown the one-word answers."""
    reply = document.messages[-1] | {"weight": weight}
    return Document(messages=[*document.prompt, reply])
