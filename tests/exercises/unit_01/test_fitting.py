"""Exercise 01.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = ('日本語', 7)\n"
BYTES = "def fitting(text, limit):\n    return text.encode()[:limit].decode(errors='ignore')"
BROKEN = """
def fitting(text, limit):
    while len(text.encode()) > limit:
        too_many = len(text.encode()) - limit
        text = text[: max(len(text) - too_many, 0)]
    return text
"""

CASES = Answers(
    right=(
        FAILING + BYTES,
        "failing = ('🙂🙂', 6)\n"
        "def fitting(text, limit):\n"
        "    sizes = [len(text[:n].encode()) for n in range(len(text) + 1)]\n"
        "    return text[: max(n for n, size in enumerate(sizes) if size <= limit)]",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        ("failing = ('charged twice', 5)\n" + BYTES, "does not show the fault"),
        ("failing = ('日本語', -1)\n" + BYTES, "a limit from 0"),
        ("failing = '日本語'\n" + BYTES, "as a tuple"),
        (FAILING + "def fitting(text, limit):\n    return text[:limit]", "counts characters"),
        (FAILING + BYTES.replace("ignore", "replace"), "half a character"),
        (FAILING + "def fitting(text, limit):\n    return text[: limit // 3]", "on this input"),
        (FAILING + BYTES.replace("[:limit]", "[: limit - 1]"), "less than has room"),
        (FAILING + BYTES + ".strip()", "on this input"),
        (FAILING + BYTES + ".rstrip()", "less than has room"),
        (
            FAILING + "def fitting(text, limit):\n    out = ''\n    for c in text:\n"
            "        if len((out + c).encode()) <= limit:\n            out += c\n    return out",
            "nothing left out in between",
        ),
        (
            FAILING
            + "import unicodedata\n"
            + BYTES.replace("text.encode", "unicodedata.normalize('NFC', text).encode"),
            "comes back as it is",
        ),
        (
            FAILING + BROKEN.replace("- too_many,", "- max(too_many // 3, 1),"),
            "less than has room",
        ),
        (
            FAILING + "def fitting(text, limit):\n    for end in (limit, limit - 1, limit - 2):\n"
            "        try:\n            return text.encode()[: max(end, 0)].decode()\n"
            "        except UnicodeDecodeError:\n            pass\n    return ''",
            "less than has room",
        ),
        (
            FAILING + "def fitting(text, limit):\n    size = 0\n"
            "    for i, c in enumerate(text):\n        size += len(c.encode())\n"
            "        if size > limit:\n            return text[: i + 1]\n    return text",
            "more than `limit` bytes",
        ),
    ),
)
test_answers = table("01.6", CASES)
