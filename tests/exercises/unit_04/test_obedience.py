"""Exercise 04.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table

SETUP = "import json, re\n"
RULES = {
    "max_words": "len(r.split()) <= w",
    "sentences": r"len([s for s in re.split(r'(?<=[.!?])\s+', r.strip()) if s]) == w",
    "bullets": "sum(x.strip().startswith(('- ', '* ')) for x in r.splitlines()) == w",
    "json_keys": "keys(r) == sorted(w)",
    "capitals": "r.isupper()",
    "ends_with": "r.rstrip().endswith(w)",
    "without": "not any(re.search(rf'(?<!\\w){re.escape(x)}(?!\\w)', r, re.I) for x in w)",
}
KEYS = """
def keys(reply):
    try:
        value = json.loads(reply)
    except ValueError:
        return None
    return sorted(value) if isinstance(value, dict) else None
"""


def code(end: str = "[n for n, w in rules.items() if not KEEPS[n](reply, w)]", **other) -> str:
    rules = ", ".join(f"{n!r}: lambda r, w: {test}" for n, test in {**RULES, **other}.items())
    return (
        f"{KEYS}\nKEEPS = {{{rules}}}\n\ndef broken(reply, rules):\n"
        "    if set(rules) - set(KEEPS):\n        raise ValueError('no such rule')\n"
        f"    return {end}"
    )


LENIENT = code(
    end="[n for n, w in rules.items() if n in KEEPS and not KEEPS[n](reply, w)]"
).replace("    if set(rules) - set(KEEPS):\n        raise ValueError('no such rule')\n", "")
BY_HAND = """
def sentences(text):
    count, open_ = 0, False
    text = text.strip()
    for at, sign in enumerate(text):
        if not sign.isspace():
            open_ = True
        if sign in ".!?" and (at + 1 == len(text) or text[at + 1].isspace()):
            count, open_ = count + 1, False
    return count + open_

def broken(reply, rules):
    wrong = []
    for name, wanted in rules.items():
        if name == "max_words":
            ok = len(re.findall(r"\\S+", reply)) <= wanted
        elif name == "sentences":
            ok = sentences(reply) == wanted
        elif name == "bullets":
            ok = len(re.findall(r"^[^\\S\\n]*[-*] ", reply, re.M)) == wanted
        elif name == "json_keys":
            try:
                found = json.loads(reply)
                ok = type(found) is dict and found.keys() == set(wanted)
            except json.JSONDecodeError:
                ok = False
        elif name == "capitals":
            ok = any(c.isalpha() for c in reply) and reply == reply.upper()
        elif name == "ends_with":
            ok = reply.rstrip()[-len(wanted):] == wanted
        elif name == "without":
            text = " " + reply.lower() + " "
            ok = True
            for word in map(str.lower, wanted):
                for at in range(len(text)):
                    around = text[at - 1] + text[at + len(word):][:1]
                    if text.startswith(word, at) and not re.search(r"\\w", around):
                        ok = False
        else:
            raise ValueError("unknown rule " + name)
        if not ok:
            wrong.append(name)
    return wrong
"""
LOADED = """def loaded(reply):
    try:
        return json.loads(reply)
    except ValueError:
        return None
def keys("""
CASES = Answers(
    right=(code(), BY_HAND),
    wrong=(
        (code(max_words="len(r.split(' ')) <= w"), "single blanks"),
        (code(max_words="len(r.split()) < w"), "exactly `max_words` words"),
        (code(max_words="len(r) <= w"), "count characters"),
        (code(sentences="len(re.findall('[.!?]', r)) == w"), "count full stops"),
        (code(sentences=r"len(re.findall(r'[.!?](?:\s|$)', r)) == w"), "the last sentence"),
        (code(bullets="sum(x.lstrip().startswith(('-', '*')) for x in r.splitlines()) == w"),
         "for a bullet"),
        (code(bullets="sum(x.startswith(('- ', '* ')) for x in r.splitlines()) == w"), "indented"),
        (code(bullets="sum(x.lstrip().startswith('- ') for x in r.splitlines()) == w"),
         "the sign `-` only"),
        (code(bullets="len(re.findall(r'^\\s*\\* ', r, re.M)) == w"), "the sign `*` only"),
        (code(sentences=r"len(re.split(r'(?<=[.!?])\s+', r)) == w"), "You count empty pieces"),
        (code(sentences=r"len([s for s in re.split(r'(?<=[.!?])\s+', r) if s]) == w"),
         "blanks and line ends alone"),
        (code(sentences=r"len(re.split(r'(?<=[.!?])\s+', r.strip())) == w"), "an empty reply"),
        (code(json_keys="keys(re.sub(r'```(json)?', '', r)) == sorted(w)"), "three backticks"),
        (code(json_keys="isinstance(loaded(r), dict | list) and set(loaded(r)) == set(w)").replace(
            "def keys(", LOADED),
         "list of the keys' names"),
        (code(json_keys="loaded(r) is not None and sorted(loaded(r)) == sorted(w)").replace(
            "def keys(", LOADED), "stops your function"),
        (code(json_keys="isinstance(loaded(r), dict) and list(loaded(r)) == w").replace(
            "def keys(", LOADED), "keys in this order"),
        (code(capitals="re.search('[A-Z]', r) and not re.search('[a-z]', r)"), "from A to Z"),
        (code(capitals="not re.search('[a-z]', r)"), "from a to z"),
        (code(without="not any(re.search(rf'(?<!\\w){x}(?!\\w)', r, re.I) for x in w)"),
         "for a pattern"),
        (code(without="not any(re.search(rf'\\b{re.escape(x)}\\b', r, re.I) for x in w)"),
         "wants a letter beside it"),
        (code(end="tuple(n for n, w in rules.items() if not KEEPS[n](reply, w))"),
         "a list of names"),
        (code(bullets="r.count('- ') + r.count('* ') == w"), "signs anywhere"),
        (code(json_keys="set(w) <= set(keys(r) or [])"), "other keys"),
        (code(json_keys="sorted(json.loads(r)) == sorted(w)"), "error"),
        (code(capitals="r == r.upper()"), "without any letter"),
        (code(ends_with="r.endswith(w)"), "ending break the rule"),
        (code(ends_with="w in r"), "ending anywhere"),
        (code(without="not any(x.lower() in r.lower() for x in w)"), "parts of words"),
        (code(without="not any(re.search(rf'\\b{x}\\b', r) for x in w)"), "not yet"),
        (code(without="not any(re.search(rf'(?<!\\w){re.escape(x)}(?!\\w)', r) for x in w)"),
         "mind capitals"),
        (code(without="not {x.lower() for x in w} & set(r.lower().split())"), "punctuation"),
        (code(end="sorted(n for n, w in rules.items() if not KEEPS[n](reply, w))"),
         "another order"),
        (code(end="{n for n, w in rules.items() if not KEEPS[n](reply, w)}"), "a list of names"),
        (code(end="all(KEEPS[n](reply, w) for n, w in rules.items())"), "a list of names"),
        (LENIENT, "do not know"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("04.2", CASES)
