"""Exercise 03.2: answers right and wrong; the standard's own streams are the oracle."""

import json
import random
from pathlib import Path

import pytest
from cases import Answers, table

from helpers.checks.feed import Feed
from helpers.exercises.unit_03 import stream

VECTORS = json.loads(Path(__file__).with_name("event_streams.json").read_text("utf-8"))["streams"]


def answer(
    decode: str = "decoder.decode(chunk)",
    errors: str = "replace",
    bom: str = "text.removeprefix('\\ufeff')",
    split: str = "re.split('\\r\\n|\\n|\\r', rest + text)",
    half: str = "text.endswith('\\r')",
    value: str = "value.removeprefix(' ')",
    when: str = "data",
    join: str = "'\\n'",
    after: str = "event, data = '', []",
    at_end: str = "pass",
    colon: str = "True",
    name: str = "field == 'event'",
) -> str:
    """listen() in one style: text is collected, and cut at line ends."""
    return (
        "import codecs, re\n"
        "def listen(stream):\n"
        f"    decoder = codecs.getincrementaldecoder('utf-8')('{errors}')\n"
        "    rest, event, data, first, half = '', '', [], True, False\n"
        "    for chunk in stream:\n"
        f"        text = {decode}\n"
        "        if not text:\n"
        "            continue\n"
        "        if first:\n"
        f"            text, first = {bom}, False\n"
        "        if half:\n"
        "            text = text.removeprefix('\\n')\n"
        f"        half = {half}\n"
        f"        *lines, rest = {split}\n"
        "        for line in lines:\n"
        "            if not line:\n"
        f"                if {when}:\n"
        f"                    stream.show(event or 'message', {join}.join(data))\n"
        f"                {after}\n"
        "            field, colon, value = line.partition(':')\n"
        f"            value = {value}\n"
        f"            if not ({colon}):\n"
        "                continue\n"
        "            if field == 'data':\n"
        "                data.append(value)\n"
        f"            if {name}:\n"
        "                event = value\n"
        f"    {at_end}"
    )


# both wait after a CR; the second as Python's own universal newlines do
HOLDS_BACK = (
    answer(half="False", split="held(rest + text)")
    + """
def held(text):
    cr = "\\r" if text.endswith("\\r") else ""
    *lines, rest = re.split("\\r\\n|\\n|\\r", text.removesuffix(cr))
    return [*lines, rest + cr]
"""
)
TRANSLATED = answer(half="False", split="(rest + text).split('\\n')").replace(
    "('replace')\n",
    "('replace')\n    import io\n"
    "    decoder = io.IncrementalNewlineDecoder(decoder, translate=True)\n",
)


# letter by letter, without waiting after a CR
LETTERS = """
import codecs

class Reader:
    def __init__(self, show):
        self.show, self.line, self.event, self.data = show, "", "", None
        self.begun = self.after_cr = False
    def letter(self, c):
        if not self.begun:
            self.begun = True
            if c == "\\ufeff":
                return
        if c == "\\n" and self.after_cr:
            self.after_cr = False
            return
        self.after_cr = c == "\\r"
        if c in "\\r\\n":
            self.end()
            self.line = ""
        else:
            self.line += c
    def end(self):
        if not self.line:
            if self.data is not None:
                self.show(self.event or "message", self.data)
            self.event, self.data = "", None
        elif self.line[0] != ":":
            name, value = (self.line.split(":", 1) + [""])[:2]
            value = value[1:] if value[:1] == " " else value
            if name == "event":
                self.event = value
            elif name == "data":
                self.data = value if self.data is None else self.data + "\\n" + value

def listen(stream):
    reader = Reader(stream.show)
    for text in codecs.iterdecode(stream, "utf-8", "replace"):
        for c in text:
            reader.letter(c)
"""

# bytes until the end of a line is there; utf-8 can be cut at line ends
BYTES = """
def listen(stream):
    buffer, event, data, first, skip = b"", b"", [], True, False
    for chunk in stream:
        buffer += chunk
        while True:
            if skip and buffer:
                buffer, skip = buffer.removeprefix(b"\\n"), False
            ends = [i for i in (buffer.find(b"\\r"), buffer.find(b"\\n")) if i >= 0]
            if not ends:
                break
            skip = buffer[min(ends)] == 13
            line, buffer = buffer[:min(ends)], buffer[min(ends) + 1:]
            if first:
                line, first = line.removeprefix(b"\\xef\\xbb\\xbf"), False
            name, _, value = line.partition(b":")
            value = value[1:] if value.startswith(b" ") else value
            if name == b"data":
                data += [value.decode("utf-8", "replace")]
            elif name == b"event":
                event = value
            elif line == b"":
                if data:
                    stream.show(event.decode("utf-8", "replace") or "message", "\\n".join(data))
                event, data = b"", []
"""

AT_THE_END = """
import re
def listen(stream):
    text = b"".join(stream).decode("utf-8", "replace").removeprefix("\\ufeff")
    event, data = "", []
    for line in re.split("\\r\\n|\\n|\\r", text)[:-1]:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if line == "":
            if data:
                stream.show(event or "message", "\\n".join(data))
            event, data = "", []
        if name == "data":
            data.append(value)
        if name == "event":
            event = value
"""

CHUNKWISE = AT_THE_END.replace(
    'text = b"".join(stream).decode',
    "for chunk in stream: read(stream, chunk)\n"
    "def read(stream, chunk):\n"
    "    text = (chunk + b'\\n\\n').decode",
)
SHOWS_REST = "stream.show(event or 'message', '\\n'.join(data)) if data else None"
CASES = Answers(
    right=(answer(), LETTERS, BYTES),
    wrong=(
        (answer(decode="chunk.decode()"), "half until the rest comes"),
        (CHUNKWISE, "a chunk ends anywhere"),
        (AT_THE_END, "some come late"),
        (answer(bom="text"), "byte order mark"),
        (answer(split="re.split('\\r?\\n', rest + text)", half="False"), "a lone `\\r`"),
        (
            answer(split="re.split('\\r\\n|\\n|\\r', rest + text)", half="False"),
            "one end of a line, not two",
        ),
        (HOLDS_BACK, "hold a `\\r` back"),
        (TRANSLATED, "hold a `\\r` back"),
        (
            answer(split="[*(rest + text + '.').splitlines()]").replace(
                "        for line", "        rest = rest[:-1]\n        for line"
            ),
            "`str.splitlines`",
        ),
        (answer(errors="strict"), "no utf-8 stop it"),
        (answer(errors="ignore"), "are left out"),
        (answer(name="field == 'event' and value"), "without a value"),
        (answer(bom="text.lstrip('\\ufeff')"), "a second one"),
        (answer(name="field.lower() == 'event'"), "not yet"),
        (answer(value="value"), "one space after the colon"),
        (answer(value="value.strip()"), "only *one* space"),
        (answer(join="''"), "joined by a line break"),
        (answer(when="data or event"), "without a data line"),
        (answer(when="any(data)"), "event with empty text"),
        (answer(after="data = []"), "holds for one event"),
        (answer(colon="colon"), "without a colon"),
        (answer(at_end=SHOWS_REST), "what nobody ended is dropped"),
        (answer().replace("data.append(value)", "data = [value]"), "all count"),
        ("def listen(stream):\n    for chunk in stream: pass", "nothing is shown"),
        (answer(decode="chunk.decode('utf-8', 'replace')"), "within a letter"),
        (answer().replace("not line:", "not line or line[0] == ':':"), "a comment ends nothing"),
        (answer().replace("not line:", "not line.strip():"), "a line with a space in it"),
        (answer(value="value[1:] if value[:1] in (' ', '\\t') else value"), "a tab belongs"),
        (answer().replace("field == 'data'", "field.startswith('data')"), "only begins so"),
        (answer().replace("field == 'data'", "field.lower() == 'data'"), "capitals count"),
        (answer(name="field.lower() == 'event'"), "capitals count"),
        (answer(colon="(field := field.strip()) or True"), "a space before a field"),
        (answer(value="value.split(':')[0].removeprefix(' ')"), "only the first colon"),
        (answer(when="data and data != ['[DONE]']"), "`[done]` is data"),
        (answer(name="field == 'event' and not event"), "the last one counts"),
        (answer(after="if data: event, data = '', []"), "a name without data is gone"),
        (answer().replace("event or 'message'", "event"), "is shown as `message`"),
        (
            answer().replace("data.append(value)", "data += [value] if value else []"),
            "alone and among others",
        ),
        (answer(split="(rest + text).split('\\n')", half="False"), "you know one end of a line"),
        (
            answer()
            .replace("def listen(stream):\n", "")
            .replace("    decoder", "decoder", 1)
            .replace("    rest, event", "def listen(stream):\n    rest, event", 1),
            "of another one",
        ),
    ),
    setup="import codecs, re",
)
test_answers = table("03.2", CASES)


def heard(code: str, chunks: list[bytes]) -> list[list[str]]:
    namespace: dict = {}
    exec(code, namespace)
    feed = Feed(chunks)
    namespace["listen"](feed)
    return [entry[1:] for entry in feed.log if entry[0] == "event"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_reference_reads_the_streams_of_the_standard_as_it_says(vector):
    whole = vector["stream"].encode()
    for size in (len(whole), 1, 2, 7):
        chunks = [whole[i : i + size] for i in range(0, len(whole), size)]
        assert [list(event) for event in stream.events(chunks)] == vector["events"]


@pytest.mark.parametrize("code", CASES.right)
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_right_answers_read_them_so_too_however_they_are_cut(code, vector):
    chunks = stream.cut(random.Random(3), vector["stream"].encode())
    assert heard(code, chunks) == vector["events"]


def test_both_sdks_differ_from_the_standard_as_the_lab_says():
    from anthropic._streaming import SSEDecoder as Anthropic
    from openai._streaming import SSEDecoder as OpenAI

    for decoder in (OpenAI(), Anthropic()):
        found = list(decoder.iter_bytes(iter([b"event: ping\n\ndata: a\n\n"])))
        assert [(each.event, each.data) for each in found] == [("ping", ""), (None, "a")]
