"""Exercise 04.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table


def code(
    there: str = r"(?<!\w){t}(?:s|es)?(?!\w)",
    kept: str = r"(?<!\w){t}(?:s|es)?(?!\w)",
    flags: str = "re.I",
    also: str = "re.I",
    order: str = "sorted(glossary, key=len, reverse=True)",
    taken: str = "source = re.sub(mine, '|', source, flags=re.I)",
    end: str = "sorted(found)",
) -> str:
    return (
        "def lapses(source, translation, glossary):\n    found = []\n"
        f"    for term in {order}:\n"
        f"        mine = r'{there}'.replace('{{t}}', re.escape(term))\n"
        f"        other = r'{kept}'.replace('{{t}}', re.escape(glossary[term]))\n"
        f"        if re.search(mine, source, {flags}):\n"
        f"            {taken}\n"
        f"            if not re.search(other, translation, {also}):\n"
        f"                found.append(term)\n    return {end}"
    )


ONE_PATTERN = """
def lapses(source, translation, glossary):
    if not glossary:
        return []
    terms = sorted(glossary, key=lambda term: -len(term))
    small = {term.lower(): term for term in terms}
    anything = "|".join(map(re.escape, small))
    whole = rf"(?<!\\w)({anything})(?:es|s)?(?!\\w)"
    there = {small[hit] for hit in re.findall(whole, source.lower())}
    def kept(word):
        return re.search(rf"(?<!\\w){re.escape(word.lower())}(e?s)?(?!\\w)", translation.lower())
    return sorted(term for term in there if not kept(glossary[term]))
"""
CASES = Answers(
    right=(code(), ONE_PATTERN),
    wrong=(
        (code(taken="pass"), "inside a longer one"),
        (code(order="glossary"), "not yet"),
        (code(there="{t}", kept="{t}"), "parts of words"),
        (code(kept="{t}"), "in the translation"),
        (code(there="{t}"), "in the source"),
        (code(there=r"(?<!\w){t}(?!\w)", kept=r"(?<!\w){t}(?!\w)"), "you miss plurals"),
        (code(kept=r"(?<!\w){t}(?!\w)"), "plurals in the translation"),
        (code(there=r"(?<!\w){t}(?!\w)"), "plurals in the source"),
        (code(flags="0", also="0"), "capitals"),
        (code(also="0"), "capitals in the translation"),
        (code(there=""), "do not stand in the source"),
        (code(end="set(found)"), "a sorted list"),
        (code(end="bool(found)"), "a sorted list"),
        ("def lapses(source, translation, glossary):\n    return sorted(t for t in glossary "
         "if t in source and glossary[t] not in translation)", "not yet"),
    ),
    setup="import re\n",
)  # fmt: skip
test_answers = table("04.3", CASES)
