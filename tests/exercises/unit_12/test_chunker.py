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
# a long sentence is handed over at once
LONG = """\
        if words([new]) > size:
            done.append([new])
"""
PIECES = """
def pieces(sentences, size):
    for sentence in sentences:
        cut = sentence.split()
        yield from [" ".join(cut[i:i + size]) for i in range(0, len(cut), size)]
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
        ("chunks = lambda sentences, size, overlap: [' '.join(sentences)]", "list of sentences"),
        # what a long sentence does to those before it, and to itself
        (RIGHT.replace("        if now and", LONG + "            now = []\n            continue\n"
                       "        if now and"), "Sentences before a long one are missing"),
        (RIGHT.replace("        if now and", LONG + "            continue\n        if now and"),
         "lost its place"),
        (RIGHT.replace("in sentences", "in [s for s in sentences if words([s]) <= size]"),
         "longer than `size` is missing"),
        (PIECES + RIGHT.replace("in sentences", "in pieces(sentences, size)"),
         "You cut a sentence"),
        (RIGHT.replace("now[-overlap:] if overlap else []", "now[len(now) - overlap:]"),
         "begins at the wrong end"),
        (RIGHT + WORDS.replace("split()", "split(' ')"),
         'not `split(" ")`'),
        (RIGHT.replace("in sentences", "in (' '.join(s.split()) for s in sentences)"), "differs"),
        (RIGHT.replace("        while", "        while words(now) > overlap:\n"
                       "                now.pop(0)\n            while").replace(
                       "now[-overlap:] if overlap else []", "now[:]"), "a number of sentences"),
        (RIGHT.replace("            while now and words(now + [new]) >",
                       "            while now and words(now + [new]) >="), "all fit exactly"),
        (RIGHT.replace("now[-overlap:]", "now[-1:]"), "You repeat one sentence"),
        (RIGHT.replace("    if now:\n        done.append(now)", "    done.append(now)"),
         "chunks is empty"),
        (RIGHT.replace("        if now and", "        if"), "chunks is empty"),
        (RIGHT.replace("done.append(now[:])", "done.append(now)").replace(
            "now = now[-overlap:] if overlap else []", "del now[:max(0, len(now) - overlap)]"),
         "the same list again and again"),
        (RIGHT.replace("    return done", "    return [*done, now[-overlap:]] if done and overlap "
                       "else done"), "repeated sentences alone"),
        ("DONE = []" + RIGHT.replace("done, now = [], []", "done, now = DONE, []"),
         "earlier calls"),
    ),
)  # fmt: skip
test_answers = table("12.1", CASES)
