"""Exercise 12.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

WORDS = """
def words(sentences):
    return sum(len(sentence.split()) for sentence in sentences)
"""
RIGHT = """
def chunks(sentences, size, overlap):
    done, now = [], []
    for new in sentences:
        if now and words(now + [new]) > size:
            done.append(now[:])
            now = now[-overlap:] if overlap else []
            while now and words(now + [new]) > size:
                now.pop(0)
        now.append(new)
    if now:
        done.append(now)
    return done
"""

CASES = Answers(
    setup=WORDS,
    right=(
        RIGHT,
        # by indices: where a chunk starts, and where it ends
        "def chunks(sentences, size, overlap):\n"
        "    found, start, end, n = [], 0, 0, len(sentences)\n"
        "    while end < n:\n"
        "        while start < end and words(sentences[start:end + 1]) > size:\n"
        "            start += 1\n"
        "        first = end\n"
        "        end += 1\n"
        "        while end < n and words(sentences[start:end + 1]) <= size:\n"
        "            end += 1\n"
        "        found.append(sentences[start:end])\n"
        "        start = max(start, end - overlap)\n"
        "    return found",
        # tuples, and a generator
        "def parts(sentences, size, overlap):\n"
        "    now = ()\n"
        "    for new in sentences:\n"
        "        if now and words((*now, new)) > size:\n"
        "            yield list(now)\n"
        "            now = now[len(now) - overlap:] if overlap < len(now) else now\n"
        "            while now and words((*now, new)) > size:\n"
        "                now = now[1:]\n"
        "        now = (*now, new)\n"
        "    if now:\n"
        "        yield list(now)\n"
        "def chunks(sentences, size, overlap):\n"
        "    return list(parts(sentences, size, overlap))",
    ),
    wrong=(
        (RIGHT.replace("    if now:\n        done.append(now)\n", ""), "The last chunk is missing"),
        (RIGHT.replace(" if overlap else []", ""), "begins at the start"),
        (RIGHT.replace("            while now and words(now + [new]) > size:\n"
                       "                now.pop(0)\n", ""), "because of what it repeats"),
        (RIGHT.replace("            while now", "            if now"), "at most one repeated"),
        (RIGHT.replace("now.pop(0)", "now = []"), "all repeated sentences"),
        (RIGHT.replace("now.pop(0)", "now.pop()"), "the newest of the repeated"),
        (RIGHT.replace("now[-overlap:] if overlap else []",
                       "[x for x in now[-overlap:] if x != new] if overlap else []"),
         "stands twice in the text"),
        (RIGHT.replace("> size", ">= size"), "exactly `size` words is allowed"),
        (RIGHT.replace("now[-overlap:] if overlap else []", "[]"), "No sentence is repeated"),
        (RIGHT.replace("words(now + [new])", "len(' '.join(now + [new]))"), "characters"),
        ("chunks = lambda sentences, size, overlap: [' '.join(sentences)]", "differs"),
    ),
)  # fmt: skip
test_answers = table("12.1", CASES)
