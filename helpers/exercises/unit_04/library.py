"""Exercise 04.1: a template library that names what is missing and takes the newest version.

In: templates, values, both functions, wrong ways to write them. Out: Jinja2 (its own package).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

import jinja2
from jinja2 import meta

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import (
    Case,
    Misconception,
    compare,
    same_kind,
    stopped_with,
    stops_with,
    value_is,
    would_return_in,
)

Versions = Mapping[str, str]  # {"1.10": template}
STRICT = jinja2.Environment(undefined=jinja2.StrictUndefined)


def missing(template: str, values: Mapping[str, object]) -> list[str]:
    """The variables that a template reads and that have no value, sorted."""
    return sorted(meta.find_undeclared_variables(STRICT.parse(template)) - set(values))


def render(library: Mapping[str, Versions], name: str, values: Mapping[str, object]) -> str:
    """The newest version of a template, filled.

    KeyError for an unknown name, ValueError where values are missing.
    """
    return _rendered(library, name, values, newest)


def newest(versions: Versions) -> str:
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def _rendered(library: Mapping, name: str, values: Mapping, which: Callable, env=STRICT) -> str:
    template = library[name][which(library[name])]
    if lacking := missing(template, values):
        raise ValueError(f"{name} wants {', '.join(lacking)}")
    return env.from_string(template).render(values)


def _by_pattern(template: str, values: Mapping) -> list[str]:
    return sorted(set(re.findall(r"{{\s*(\w+)", template)) - set(values))


def _by_simple_pattern(template: str, values: Mapping) -> list[str]:
    return sorted(set(re.findall(r"{{\s*(\w+)\s*}}", template)) - set(values))


def _first_only(template: str, values: Mapping) -> list[str]:
    return missing(template, values)[:1]


def _all_of_them(template: str, values: Mapping) -> list[str]:
    return missing(template, {})


def _empty_counts(template: str, values: Mapping) -> list[str]:
    return missing(template, {name: value for name, value in values.items() if value})


def _none_counts(template: str, values: Mapping) -> list[str]:
    return missing(template, {name: value for name, value in values.items() if value is not None})


def _as_text(library: Mapping, name: str, values: Mapping) -> str:
    return _rendered(library, name, values, max)


def _last_written(library: Mapping, name: str, values: Mapping) -> str:
    return _rendered(library, name, values, lambda versions: list(versions)[-1])


def _oldest(library: Mapping, name: str, values: Mapping) -> str:
    return _rendered(
        library, name, values, lambda v: min(v, key=lambda one: [int(p) for p in one.split(".")])
    )


def _escaped(library: Mapping, name: str, values: Mapping) -> str:
    env = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    return _rendered(library, name, values, newest, env)


def _twice(library: Mapping, name: str, values: Mapping) -> str:
    return jinja2.Environment().from_string(render(library, name, values)).render(values)


def _lenient(library: Mapping, name: str, values: Mapping) -> str:
    template = library[name][newest(library[name])]
    return jinja2.Environment().from_string(template).render(values)


PLAIN = "Classify this ticket. Labels: {{ labels }}.\n\n<ticket>\n{{ ticket }}\n</ticket>"
LOOP = (
    "Translate into {{language}}. Terms:\n{% for term in terms %}- {{ term }}\n{% endfor %}"
    "\n{{ text }}"
)
SET = (
    "{% set noun = kind | lower %}Summarise the {{ noun }} in {{ words }} words.\n"
    "{{ noun }}: {{ text }}"
)
FIELD = "Answer {{ ticket.author }} of {{ ticket.company }}. {{ ticket.text }} {{- sign }}"
IF = "{% if formal %}Answer formally.{% else %}Answer in a friendly way.{% endif %}\n{{ text }}"
NONE = "Reply with the word pong."
COMMENT = "{# {{ never }} is read #}Say {{ word }}, not {{ '{{ this }}' }}."
TEMPLATES = (PLAIN, LOOP, SET, FIELD, IF, NONE, COMMENT)
VALUES = {
    "labels": "billing, bug",
    "ticket": "It says <b>5 & 7</b> and {{ labels }}.",
    "language": "Spanish",
    "terms": ["queue", "backup"],
    "text": "Nothing loads & \"all\" is slow.",
    "kind": "Incident",
    "words": 12,
    "formal": False,
    "sign": "",
    "word": "yes",
}  # fmt: skip
AUTHOR = {"author": "Ada", "company": "Quell", "text": "No mail."}


def _values(template: str) -> dict[str, object]:
    needed = missing(template, {})
    return {
        name: AUTHOR if name == "ticket" and template == FIELD else VALUES[name] for name in needed
    }


def questions(seed: int) -> list[Question]:
    """Every template whole, without each of its values, without any; versions that sort badly."""
    rng = random.Random(f"04.1/{seed}")
    asked: list[Question] = []
    for template in TEMPLATES:
        whole = _values(template)
        lacking = [{k: v for k, v in whole.items() if k != name} for name in whole]
        nothing = [{**whole, name: None} for name in list(whole)[:1]]
        for values in (whole, {}, {**whole, "extra": 1}, *lacking, *nothing):
            asked.append(Call("missing", (template, values)))
    old = "Old: {{ text }}"
    numbers = [f"1.{rng.randint(2, 8)}", f"1.{rng.randint(10, 30)}", f"0.{rng.randint(40, 90)}"]
    for template in (PLAIN, LOOP, SET, FIELD, IF, NONE, COMMENT):
        versions = dict.fromkeys(numbers, old) | {numbers[1]: template}
        shuffled = dict(rng.sample(sorted(versions.items()), 3))
        library = {"job": shuffled, "other": {"9.9": "Another prompt."}}
        asked.append(Call("render", (library, "job", {**_values(template), "extra": "x"})))
    two = {"job": {"2": old, "10": PLAIN, "10.0.1": "Newest: {{ text }}", "9.8.7": old}}
    asked.append(Call("render", (two, "job", {"text": "abc"})))
    asked.append(Call("render", ({"job": {"2": PLAIN, "10": NONE}}, "job", {})))
    asked.append(Call("render", ({"job": {"1.0": PLAIN}}, "job", {"labels": "bug"})))
    asked.append(Call("render", ({"job": {"1.0": IF}}, "job", {"text": "only the text"})))
    asked.append(Call("render", ({"job": {"1.9": NONE, "1.10": LOOP}}, "job", {"text": "a"})))
    asked.append(Call("render", ({"job": {"1.0": PLAIN}}, "jobs", _values(PLAIN))))
    return asked


MISCONCEPTIONS: Sequence[Misconception] = (
    would_return_in(
        "missing",
        _by_simple_pattern,
        "You look for `{{ name }}` with a pattern. A variable is "
        "read in conditions, loops and filters, too: `jinja2.meta` finds them all.",
    ),
    would_return_in(
        "missing",
        _by_pattern,
        "You look for names after `{{` with a pattern. It misses what "
        "conditions and loops read, and finds what the template sets itself.",
    ),
    would_return_in(
        "missing",
        _first_only,
        "You name one missing variable. Whoever mends a call wants all of them at once.",
    ),
    would_return_in(
        "missing",
        _all_of_them,
        "You name all variables of the template, and not only those without a value.",
    ),
    would_return_in(
        "missing",
        _none_counts,
        "You take `None` for a missing value. Whoever wrote it into the dict gave one.",
    ),
    would_return_in(
        "missing",
        _empty_counts,
        "You take an empty value for a missing one. `False`, `0`, `None` "
        "and an empty text are values.",
    ),
    would_return_in(
        "render",
        _as_text,
        "You compare versions as texts, where 1.9 is after 1.10. Compare their parts as numbers.",
    ),
    would_return_in(
        "render", _last_written, "You take the version that stands last. Compare the numbers."
    ),
    would_return_in("render", _oldest, "You take the oldest version; the newest is wanted."),
    would_return_in(
        "render",
        _escaped,
        "You escape for HTML: `&` became `&amp;`. A prompt is no web page: leave `autoescape` off.",
    ),
    would_return_in(
        "render",
        _twice,
        "You render the text a second time. What stands in a value is data: "
        "braces in a ticket stay braces.",
    ),
    would_return_in(
        "render",
        _lenient,
        "You leave a hole where a value is missing. The prompt goes out and "
        "nobody hears of it: raise a `ValueError`.",
    ),
    stops_with(
        "UndefinedError",
        "Jinja2 stops at the first missing variable, with an error of its "
        "own. Ask `missing` first, and raise a `ValueError` that names all of them.",
    ),
    value_is(
        lambda value, wanted: isinstance(value, set | tuple) and sorted(value) == wanted,
        "A sorted list is wanted.",
    ),
)


def unnamed(case: Case) -> str:
    """What is wrong with an error of the right kind: it does not name all that is missing."""
    if case.question.name != "render" or not stopped_with(case.reply, "ValueError"):
        return ""
    library, name, values = case.question.args
    template = library[name][newest(library[name])]
    words = re.findall(r"\w+", (case.reply.error or "").partition(":")[2])
    named = [one in words for one in missing(template, values)]
    if all(named):
        return ""
    if any(named):
        return (
            "Your `ValueError` names some of what is missing, as Jinja2's own message does. "
            "Whoever mends the call wants all the names at once, in one line."
        )
    return (
        "Your `ValueError` does not say what is missing. Put all the names into its message, in "
        "one line: `raise ValueError(…)`."
    )


LIBRARY = Exercise(
    id="04.1",
    title="A library that names what is missing",
    goal="Write `missing(template, values)` and `render(library, name, values)` with Jinja2.",
    points=5,
    minutes=25,
    difficulty="medium",
    budget="no call; up to five lines each",
    answers=("missing", "render"),
    questions=questions,
    judge=compare(
        {"missing": missing, "render": render},
        MISCONCEPTIONS,
        equal=same_kind,
        cost=unnamed,
        message="A prompt with a hole in it never leaves the house, and the error says which hole.",
    ),
    distractor='    version = max(library[name])',
    hints=(
        "`meta.find_undeclared_variables(env.parse(template))` is the set of the names that a "
        "template reads and does not set. Take those away that have a value.",
        "`max(versions, key=…)` with a key that makes a list of numbers of a version: "
        "`[int(part) for part in version.split('.')]`.",
        "In `render`: find the template, ask `missing`, raise a `ValueError` with all of it in its "
        "message, "
        "else `env.from_string(template).render(values)`. An unknown name is a `KeyError` already.",
    ),
)  # fmt: skip
