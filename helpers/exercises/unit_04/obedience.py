"""Exercise 04.2: which rules of form does a reply break? Each rule can be checked by a program.

The idea of rules that need no judge is IFEval's (Zhou et al. 2023, arXiv 2311.07911); these are
stated anew for this course. In: the rules, replies that tell misconceptions apart. Out: whether a
reply is right.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import (
    Misconception,
    compare,
    same_kind,
    stops_with,
    value_is,
    would_return,
)

Rules = Mapping[str, object]
Check = Callable[[str, object], bool]


def _bulleted(reply: str) -> int:
    return sum(line.lstrip().startswith(("- ", "* ")) for line in reply.splitlines())


def _sentences(reply: str) -> int:
    """Pieces that end in . ! or ? before a blank or the end; a rest without one counts too."""
    return len([piece for piece in re.split(r"(?<=[.!?])\s+", reply.strip()) if piece])


def _object(reply: str) -> object:
    try:
        return json.loads(reply)
    except ValueError:
        return None


def _has_keys(reply: str, keys: object) -> bool:
    value = _object(reply)
    return isinstance(value, dict) and set(value) == set(keys)


def _word(word: str, reply: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", reply, re.IGNORECASE) is not None


KEEPS: Mapping[str, Check] = {
    "max_words": lambda reply, most: len(reply.split()) <= most,
    "sentences": lambda reply, n: _sentences(reply) == n,
    "bullets": lambda reply, n: _bulleted(reply) == n,
    "json_keys": _has_keys,
    "capitals": lambda reply, _: reply.isupper(),
    "ends_with": lambda reply, end: reply.rstrip().endswith(end),
    "without": lambda reply, words: not any(_word(word, reply) for word in words),
}


def broken(reply: str, rules: Rules) -> list[str]:
    """The names of the rules that the reply breaks, in the order of `rules`."""
    return _broken(reply, rules, {})


def _broken(reply: str, rules: Rules, other: Mapping[str, Check]) -> list[str]:
    checks = {**KEEPS, **other}
    if strange := set(rules) - set(KEEPS):
        raise ValueError(f"no such rule: {sorted(strange)}")
    return [name for name, wanted in rules.items() if not checks[name](reply, wanted)]


def _with(name: str, check: Check) -> Callable[[str, Rules], list[str]]:
    return lambda reply, rules: _broken(reply, rules, {name: check})


def _found_object(reply: str, keys: object) -> bool:
    found = re.search(r"{.*}", reply, re.DOTALL)
    return bool(found) and _has_keys(found[0], keys)


def _unfenced(reply: str, keys: object) -> bool:
    return _has_keys(re.sub(r"^\s*```\w*|```\s*$", "", reply), keys)


def _some_keys(reply: str, keys: object) -> bool:
    value = _object(reply)
    return isinstance(value, dict) and set(keys) <= set(value)


def _or_array(reply: str, keys: object) -> bool:
    value = _object(reply)
    return isinstance(value, dict | list | str) and set(value) == set(keys)


def _same_order(reply: str, keys: object) -> bool:
    value = _object(reply)
    return isinstance(value, dict) and list(value) == list(keys)


def _pieces(strip: bool, empty: bool) -> Check:
    """Sentences cut from a reply as it is, or with empty pieces counted."""

    def check(reply: str, n: object) -> bool:
        pieces = re.split(r"(?<=[.!?])\s+", reply.strip() if strip else reply)
        return sum(empty or bool(piece) for piece in pieces) == n

    return check


def _without(pattern: Callable[[str], str], flags: int = re.IGNORECASE) -> Check:
    return lambda reply, words: not any(re.search(pattern(w), reply, flags) for w in words)


def _lenient(reply: str, rules: Rules) -> list[str]:
    return _broken(reply, {name: wanted for name, wanted in rules.items() if name in KEEPS}, {})


WRONG: Sequence[Misconception] = tuple(
    would_return(_with(name, check), words)
    for name, check, words in (
        ("max_words", lambda r, n: len(r.split(" ")) <= n,
         "You cut at single blanks, so that a line end is no gap and two blanks are a word. "
         "`split()` without an argument cuts at any run of blanks."),
        ("max_words", lambda r, n: len(r.split()) < n,
         "You refuse a reply of exactly `max_words` words. At most means up to and with."),
        ("max_words", lambda r, n: len(r) <= n, "You count characters; the rule counts words."),
        ("sentences", lambda r, n: len(re.findall(r"[.!?]", r)) == n,
         "You count full stops. 3.5 holds one and ends no sentence, and … ends once: a sentence "
         "ends where a blank or the end of the reply follows."),
        ("sentences", lambda r, n: len(re.findall(r"[.!?](?:\s|$)", r)) == n,
         "You do not count the last sentence where it has no full stop."),
        ("sentences", _pieces(strip=False, empty=True),
         "You count empty pieces. A reply that ends in a blank leaves one behind its last "
         "sentence, and an empty reply is one: take off the ends' blanks, leave empty ones out."),
        ("sentences", _pieces(strip=False, empty=False),
         "You take blanks and line ends alone for a sentence. Take them off the ends first."),
        ("sentences", _pieces(strip=True, empty=True),
         "You count a sentence in an empty reply: cut, it is one piece, an empty one."),
        ("sentences", lambda r, n: _sentences(r) <= n,
         "You let fewer sentences pass. The rule says how many exactly."),
        ("bullets", lambda r, n: n
         == sum(x.lstrip().startswith(("-", "*")) for x in r.splitlines()),
         "You take every line that begins with `-` or `*` for a bullet. `-5 degrees`, `---` and "
         "`**bold**` are none: a blank follows the sign."),
        ("bullets", lambda r, n: sum(x.startswith(("- ", "* ")) for x in r.splitlines()) == n,
         "You miss bullets that are indented."),
        ("bullets", lambda r, n: sum(x.lstrip().startswith("- ") for x in r.splitlines()) == n,
         "You know the sign `-` only. A bullet may begin with `* `, too."),
        ("bullets", lambda r, n: sum(x.lstrip().startswith("* ") for x in r.splitlines()) == n,
         "You know the sign `*` only. A bullet may begin with `- `, too."),
        ("bullets", lambda r, n: _bulleted(r) >= n,
         "You let more bullets pass. The rule says how many exactly."),
        ("bullets", lambda r, n: r.count("- ") + r.count("* ") == n,
         "You count signs anywhere in a line. A bullet is a line that begins with one."),
        ("json_keys", _unfenced,
         "You take a fence of three backticks off first. The program that reads the reply does "
         "not: the whole reply must be the object."),
        ("json_keys", _found_object,
         "You look for an object inside the reply. A program that reads the reply finds the prose "
         "around it first: the whole reply must be the object."),
        ("json_keys", _some_keys, "You let other keys pass. Exactly these keys are wanted."),
        ("json_keys", _or_array,
         "You take a list of the keys' names for the object. JSON may be a list, a text or a "
         "number as well: only an object has keys."),
        ("json_keys", _same_order,
         "You want the keys in this order. An object of JSON has none."),
        ("capitals", lambda r, _: r == r.upper(),
         "A reply without any letter is not written in capitals: `42` and nothing at all pass "
         "your test. You compare with `upper()`; `isupper()` wants a letter."),
        ("capitals", lambda r, _: bool(re.search("[A-Z]", r)) and not re.search("[a-z]", r),
         "You know the letters from A to Z only. `í` is a small letter, and `Ñ` is a large one."),
        ("capitals", lambda r, _: not re.search("[a-z]", r),
         "You look for the letters from a to z only. `í` is a small one as well, and `42` has no "
         "letter at all."),
        ("ends_with", lambda r, end: r.endswith(end),
         "You let a line end or a blank after the ending break the rule."),
        ("ends_with", lambda r, end: end in r, "You look for the ending anywhere in the reply."),
        ("without", lambda r, words: not any(w.lower() in r.lower() for w in words),
         "You look for parts of words: `sql` is not in `mysqld`. Whole words are forbidden."),
        ("without", _without(lambda w: rf"(?<!\w){w}(?!\w)"),
         "You take a word for a pattern. In `C++` the signs mean *once or more*, and `C` is found: "
         "`re.escape`."),
        ("without", _without(lambda w: rf"\b{re.escape(w)}\b"),
         "You put `\\b` around a word. It wants a letter beside it, so that `C++` is never found: "
         "`(?<!\\w)` and `(?!\\w)` want none."),
        ("without", _without(lambda w: rf"\b{w}\b"),
         "You take a word for a pattern, with `\\b` around it: `C++` is another one then. "
         "`re.escape`, and `(?<!\\w)`, `(?!\\w)` around it."),
        ("without", _without(lambda w: rf"(?<!\w){re.escape(w)}(?!\w)", 0),
         "You mind capitals. `Sorry` is the word `sorry`."),
        ("without", _without(lambda w: rf"\b{re.escape(w)}\b", 0),
         "You mind capitals. `Sorry` is the word `sorry`."),
        ("without", lambda r, words: not {w.lower() for w in words} & set(r.lower().split()),
         "You compare with the pieces between blanks, and `sorry,` is not `sorry` there. "
         "Punctuation does not belong to a word."),
    )
)  # fmt: skip
REPLIES = (
    "", "  \n", "Reads were slow for 3.5 minutes. A disk was full", "One. Two! Three? ",
    "Well ... it works. Thanks", "- a disk was full\n- it was cleared\n- all is well",
    "Three things:\n  - one\n* two\n- three", "-5 degrees\n---\n**bold**\n- one", "BUG", "42",
    "Bug", "It is DOWN.", "A DISK WAS FULL. ALL IS WELL.", '{"team": "bug"}',
    ' {"team": "bug", "sure": true}\n', 'Here it is: {"team": "bug"}', '{"sure": 1, "team": null}',
    '["team", "sure"]', '"team"', '{"team": "bug"', "Sorry, we cannot say.", "We are not sorry.",
    "The mysqld log is empty. Best regards,\n", "Ask the DBA! Best regards",
    "SQL\n\nis  a\tlanguage",
    "Use SQL.", "Use nosql here",
    "Use sqlite here", "Why? Because.", "a - b - c", "Best regards, and goodbye",
    '```json\n{"team": "bug"}\n```', "CAíDA", "CAÍDA", "Ñ", "* one\n* two\n  * three",
    "We write it in C++.", "Vitamin C helps.", "CCC", "c++ and c",
)  # fmt: skip
RULES = (
    {"max_words": 3}, {"max_words": 5}, {"max_words": 0}, {"sentences": 1}, {"sentences": 2},
    {"sentences": 3}, {"sentences": 0}, {"bullets": 0}, {"bullets": 1}, {"bullets": 3},
    {"json_keys": ["team"]}, {"json_keys": ["team", "sure"]}, {"capitals": True},
    {"ends_with": "."}, {"ends_with": "Best regards,"}, {"ends_with": "Best regards"},
    {"without": ["sorry"]}, {"without": ["SQL", "DBA"]}, {"without": ["C++"]}, {"without": []}, {},
)  # fmt: skip


def questions(seed: int) -> list[Question]:
    """Every reply under every kind of rule once, some rules together, one rule that is none."""
    rng = random.Random(f"04.2/{seed}")
    asked = [Call("broken", (reply, rule)) for rule in RULES for reply in REPLIES]
    for _ in range(20):
        rules: dict[str, object] = {}
        for one in rng.sample(RULES[:-1], 4):
            rules |= one
        names = rng.sample(list(rules), len(rules))
        asked.append(Call("broken", (rng.choice(REPLIES), {name: rules[name] for name in names})))
    return [*asked, Call("broken", ("BUG", {"capitals": True, "rhymes": 2}))]


OBEDIENCE = Exercise(
    id="04.2",
    title="Was the form kept?",
    goal="Write `broken(reply, rules)`: the names of the rules of form that a reply breaks.",
    points=5,
    minutes=25,
    difficulty="medium",
    budget="no call; up to three lines a rule",
    answers=("broken",),
    questions=questions,
    judge=compare(
        broken,
        [
            *WRONG,
            would_return(_lenient, "You pass over a rule that you do not know. A misspelled rule "
                         "would then be kept by every reply: raise a `ValueError`."),
            value_is(lambda value, wanted: isinstance(value, bool | set | tuple),
                     "A list of names is wanted, `[]` where no rule is broken."),
            value_is(lambda value, wanted: type(value) is list and sorted(value) == sorted(wanted),
                     "You name the right rules in another order: they are wanted as in `rules`."),
            stops_with("JSONDecodeError", "A reply that is no JSON stops your function. It breaks "
                       "the rule, that is all."),
            stops_with("TypeError", "A reply that is JSON and no object stops your function: `42` "
                       "has no keys. It breaks the rule, that is all."),
        ],
        equal=same_kind,
        message="Seven rules that need no judge: a prompt's effect on form can be counted.",
    ),
    distractor="    return all(checks[name](reply, wanted) for name, wanted in rules.items())",
    hints=(
        "A dict from the name of a rule to a function `(reply, wanted) -> kept?` keeps it short. "
        "Then one comprehension over `rules.items()`.",
        "`re.split(r'(?<=[.!?])\\s+', reply.strip())` cuts behind the ends of sentences; leave out "
        "empty pieces. `json.loads` raises a `ValueError` for what is no JSON.",
        "For `without`: `re.search(rf'(?<!\\w){re.escape(word)}(?!\\w)', reply, re.IGNORECASE)`.",
    ),
)  # fmt: skip
