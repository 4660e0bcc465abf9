"""Exercise 04.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table


def code(
    there: str = r"(?<!\w){t}(?:s|es)?(?!\w)",
    kept: str = r"(?<!\w){t}(?:s|es)?(?!\w)",
    flags: str = "re.I",
    also: str = "re.I",
    order: str = "sorted(terms, key=len, reverse=True)",
    source: str = "'|'",
    translation: str = "'|'",
    escape: str = "re.escape(term)",
    end: str = "sorted(found)",
) -> str:
    """Masked in both texts; with `text` in the place of a mask, in one or none."""
    return (
        "def standing(terms, text, pattern, flags, mask):\n    found = set()\n"
        f"    for term in {order}:\n"
        f"        mine = pattern.replace('{{t}}', {escape})\n"
        "        if re.search(mine, text, flags):\n"
        "            found.add(term)\n"
        "            text = re.sub(mine, '|', text, flags=re.I) if mask else text\n"
        "    return found\n\n"
        "def lapses(source, translation, glossary):\n"
        f"    there = standing(glossary, source, r'{there}', {flags}, {source})\n"
        f"    kept = standing(set(glossary.values()), translation, r'{kept}', {also}, "
        f"{translation})\n"
        "    found = [term for term in there if glossary[term] not in kept]\n"
        f"    return {end}"
    )


ONE_PATTERN = """
def lapses(source, translation, glossary):
    def standing(terms, text):
        small = sorted({term.lower() for term in terms}, key=lambda term: -len(term))
        anything = "|".join(map(re.escape, small))
        return set(re.findall(rf"(?<!\\w)({anything})(?:es|s)?(?!\\w)", text.lower()))
    if not glossary:
        return []
    there, kept = standing(glossary, source), standing(glossary.values(), translation)
    return sorted(t for t in glossary if t.lower() in there and glossary[t].lower() not in kept)
"""
SOURCE_ONLY = """
def pattern(term):
    return re.compile(rf"(?<!\\w){re.escape(term)}(?:s|es)?(?!\\w)", re.IGNORECASE)
def lapses(source, translation, glossary):
    found = []
    for term in sorted(glossary, key=len, reverse=True):
        source, count = pattern(term).subn("|", source)
        if count and not pattern(glossary[term]).search(translation):
            found.append(term)
    return sorted(found)
"""
ONCE_EACH = """
def lapses(source, translation, glossary):
    found = []
    for term in sorted(glossary, key=len, reverse=True):
        for text in re.findall(rf"(?<!\\w){re.escape(term)}(?:s|es)?(?!\\w)", source, re.I):
            source = source.replace(text, "|", 1)
            if term in lapses_of_one(translation, glossary, term):
                found.append(term)
    return sorted(found)
def lapses_of_one(translation, glossary, term):
    for other in sorted(set(glossary.values()), key=len, reverse=True):
        here = rf"(?<!\\w){re.escape(other)}(?:s|es)?(?!\\w)"
        if other == glossary[term]:
            return [] if re.search(here, translation, re.I) else [term]
        translation = re.sub(here, "|", translation, flags=re.I)
"""
COUNTED = """
def counts(terms, text):
    found = {}
    for term in sorted(terms, key=len, reverse=True):
        mine = rf"(?<!\\w){re.escape(term)}(?:s|es)?(?!\\w)"
        text, found[term] = re.subn(mine, "|", text, flags=re.I)
    return found
def lapses(source, translation, glossary):
    there, kept = counts(glossary, source), counts(set(glossary.values()), translation)
    return sorted(t for t, n in there.items() if n > kept[glossary[t]])
"""
EACH_WORD = r"re.escape(term).replace('\ ', r'(?:s|es)?\ ')"
CASES = Answers(
    right=(code(), ONE_PATTERN),
    wrong=(
        (code(source="''", translation="''"), "inside a longer one as well"),
        (SOURCE_ONLY, "in the source only"),
        (code(translation="''"), "in the source only"),
        (code(source="''"), "in the translation only"),
        (ONCE_EACH, "once for each time"),
        (COUNTED, "how often a term stands in both"),
        (code(escape=EACH_WORD), "each word of a term"),
        (code(order="terms"), "not yet"),
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
        (code(end="tuple(sorted(found))"), "a sorted list"),
        (code(end="bool(found)"), "a sorted list"),
        ("def lapses(source, translation, glossary):\n    return sorted(t for t in glossary "
         "if t in source and glossary[t] not in translation)", "not yet"),
    ),
    setup="import re\n",
)  # fmt: skip
test_answers = table("04.3", CASES)
