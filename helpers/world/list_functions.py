"""Functions over a collection: which items are kept, what is made of each, and what of all.

Every part has a wording, an expression and a callable; the parts compose freely. In: numbers,
words, the numbers from 1 to n, tickets. Out: single texts (text_functions), values
(value_functions).
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass

from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.meanings import Meaning, quoted, returning, said

GREATER = "(greater than|larger than|bigger than|more than|above|over|higher than|that are greater than|that are larger than|that are bigger than|which are greater than|that are above|that exceed)"
LESS = "(less than|smaller than|below|under|lower than|that are less than|that are smaller than|which are below|which are less than)"
AT_LEAST = "(of at least|that are at least|not less than|not smaller than|that are not below|greater than or equal to|of {k} or more)"
AT_MOST = "(of at most|that are at most|not more than|not greater than|that do not exceed|less than or equal to|of {k} or less)"


@dataclass(frozen=True)
class Part:
    """A filter or a map: its words, its expression over the item x, the same as a callable."""

    words: str
    expression: str
    call: Callable


def constant(pattern: str, k: object) -> str:
    """The pattern with its number: after the words, unless the words name its place."""
    return pattern.replace("{k}", str(k)) if "{k}" in pattern else f"{pattern} {k}"


def number_filter(draw: Draw, noun: str) -> Part:
    """A condition on numbers; the words are "even numbers" or "numbers above 7"."""
    k, d = draw.between(1, draw.pick([12, 30, 100])), draw.between(3, 12)

    def compared(pattern: str, sign: str, compare: Callable) -> Part:
        words = constant(said(draw, pattern), k)
        return Part(f"{noun} {words}", f"x {sign} {k}", lambda x: compare(x, k))

    def word(patterns: str, expression: str, call: Callable) -> Part:
        return Part(said(draw, patterns).replace("{n}", noun), expression, call)

    kinds = [
        lambda: word(
            "(even {n}|even {n}|{n} that are even|{n} which are even|{n} divisible by two)",
            "x % 2 == 0",
            lambda x: not x & 1,
        ),
        lambda: word(
            "(odd {n}|odd {n}|{n} that are odd|{n} which are odd|{n} that are not even)",
            "x % 2 == 1",
            lambda x: bool(x & 1),
        ),
        lambda: word(
            "(positive {n}|positive {n}|{n} that are positive|{n} above zero|{n} greater than zero)",
            "x > 0",
            lambda x: x >= 1,
        ),
        lambda: word(
            "(negative {n}|negative {n}|{n} that are negative|{n} below zero|{n} less than zero)",
            "x < 0",
            lambda x: x <= -1,
        ),
        lambda: compared(GREATER, ">", operator.gt),
        lambda: compared(GREATER, ">", operator.gt),
        lambda: compared(LESS, "<", operator.lt),
        lambda: compared(LESS, "<", operator.lt),
        lambda: compared(AT_LEAST, ">=", operator.ge),
        lambda: compared(AT_MOST, "<=", operator.le),
        lambda: compared(
            "(different from|that are not|not equal to|other than|that differ from|that are not equal to)",
            "!=",
            operator.ne,
        ),
        lambda: word(
            f"({{n}} divisible by {d}|multiples of {d}|{{n}} that are multiples of {d}|{{n}} that {d} divides|{{n}} that can be divided by {d}|{{n}} that are divisible by {d})",
            f"x % {d} == 0",
            lambda x: x in range(-d * 1000, d * 1000, d),
        ),
    ]
    return draw.pick(kinds)()


def number_map(draw: Draw) -> Part:
    """What is made of each number; the words follow the items: "each doubled"."""
    k, t = draw.between(1, draw.pick([10, 50])), draw.between(3, 20)
    words, expression, call = draw.pick(
        [
            ("(doubled|times two|multiplied by two|times 2|multiplied by 2)", "x * 2", lambda x: x + x),
            ("(squared|multiplied by itself|to the power of two)", "x ** 2", lambda x: x * x),
            ("(cubed|to the power of three)", "x ** 3", lambda x: x * x * x),
            ("(as an absolute value|without its sign|made absolute)", "abs(x)", lambda x: max(x, -x)),
            ("(negated|with its sign changed|with the opposite sign)", "-x", lambda x: 0 - x),
            (f"(plus {k}|increased by {k}|raised by {k}|with {k} added)", f"x + {k}", lambda x: k + x),
            (f"(minus {k}|decreased by {k}|reduced by {k}|with {k} taken away)", f"x - {k}", lambda x: -k + x),
            (f"(times {t}|multiplied by {t}|multiplied with {t})", f"x * {t}", lambda x: sum([x] * t)),
        ]
    )  # fmt: skip
    return Part(f"each {said(draw, words)}", expression, call)


def word_filter(draw: Draw, noun: str) -> Part:
    k, c = draw.between(2, 8), draw.pick("abcdefghilmnoprstuw")
    words, expression, call = draw.pick(
        [
            (f"(longer than {k} letters|with more than {k} letters|that have more than {k} letters|of more than {k} letters)", f"len(x) > {k}", lambda x: len(x[k:]) > 0),
            (f"(shorter than {k} letters|with fewer than {k} letters|that have less than {k} letters|of less than {k} letters)", f"len(x) < {k}", lambda x: len(x[k - 1 :]) == 0),
            (f"(of exactly {k} letters|with {k} letters|that have {k} letters|that are {k} letters long)", f"len(x) == {k}", lambda x: len(list(x)) == k),
            (f"(that start with {c}|starting with {c}|that begin with {c}|which begin with the letter {c})", f"x.startswith({quoted(c)})", lambda x: x[:1] == c),
            (f"(that end with {c}|ending in {c}|that end in {c}|whose last letter is {c})", f"x.endswith({quoted(c)})", lambda x: x[-1:] == c),
            (f"(that contain {c}|with the letter {c}|that contain the letter {c}|that have a {c} in them)", f"{quoted(c)} in x", lambda x: x.count(c) > 0),
            (f"(without the letter {c}|that do not contain {c}|that have no {c}|with no {c} in them)", f"{quoted(c)} not in x", lambda x: x.count(c) == 0),
        ]
    )  # fmt: skip
    return Part(f"{noun} {said(draw, words)}", expression, call)


def word_map(draw: Draw) -> Part:
    words, expression, call = draw.pick(
        [
            ("(in upper case|in capitals|in capital letters|upper-cased)", "x.upper()", str.upper),
            ("(in lower case|in small letters|lower-cased)", "x.lower()", str.lower),
            ("(reversed|backwards|turned around|in reverse)", "x[::-1]", lambda x: "".join(reversed(x))),
            ("(capitalised|capitalized|with a capital letter first)", "x.capitalize()", lambda x: x[:1].upper() + x[1:].lower()),
            ("(doubled|repeated twice|written twice)", "x * 2", lambda x: x + x),
        ]
    )  # fmt: skip
    return Part(f"each {said(draw, words)}", expression, call)


def comprehension(source: str, keep: Part | None, make: Part | None) -> str:
    """ "x * 2 for x in $0 if x > 5", or the source alone when it is taken as it is."""
    if not keep and not make:
        return source
    test = f" if {keep.expression}" if keep else ""
    return f"{make.expression if make else 'x'} for x in {source}{test}"


# --- what is made of all: (wording, body from the comprehension c and the source s, callable) ---

PRODUCT = "result = 1\nfor x in {s}:\n    {test}result *= {made}\nreturn result"
LISTED = "(list~|return~ a list of|give~ a list of|return~|collect~|give~ back|keep~ only|find~)"
NUMBER_REDUCTIONS = {
    "sum": ("(add~ up|sum~|sum~ up|return~ the sum of|return~ the total of|compute~ the sum of|give~ the total of|calculate~ the sum of|add~ together)", sum),
    "product": ("(return~ the product of|multiply~ together|compute~ the product of|give~ the product of)", math.prod),
    "largest": ("(return~ the largest of|find~ the largest of|return~ the maximum of|find~ the biggest of|give~ the highest of|find~ the maximum of)", lambda kept: sorted(kept)[-1] if kept else None),
    "smallest": ("(return~ the smallest of|find~ the smallest of|return~ the minimum of|give~ the lowest of|find~ the minimum of)", lambda kept: sorted(kept)[0] if kept else None),
    "average": ("(return~ the average of|compute~ the average of|calculate~ the mean of|return~ the mean of|find~ the average of|average~)", lambda kept: math.fsum(kept) / len(kept) if kept else None),
    "sorted": ("(sort~|return~ in ascending order|sort~ from the smallest to the largest)", sorted),
    "descending": ("(sort~ in descending order|sort~ from the largest to the smallest|return~ in descending order)", lambda kept: sorted(kept)[::-1]),
}  # fmt: skip


def folded(how: str, source: str, keep: Part | None, make: Part | None) -> str:
    """The body that folds the kept and made items into one value."""
    inside = comprehension(source, keep, make)
    bare = inside == source
    if how == "product":
        test = f"if {keep.expression}:\n        " if keep else ""
        made = make.expression if make else "x"
        return PRODUCT.format(s=source, test=test, made=made)
    if how == "average":
        if bare:
            return returning(f"sum({source}) / len({source})")
        return f"chosen = [{inside}]\nreturn sum(chosen) / len(chosen)"
    if how == "list":
        return returning(f"[{inside}]")
    if how == "descending":
        return returning(
            f"sorted({inside}, reverse=True)" if bare else f"sorted([{inside}], reverse=True)"
        )
    name = {"sum": "sum", "largest": "max", "smallest": "min", "sorted": "sorted"}[how]
    return returning(f"{name}({inside})")


def chosen(items, keep: Part | None, make: Part | None) -> list:
    """The items that stay, made into what is wanted, by callables alone."""
    kept = [x for x in items if keep is None or keep.call(x)]
    return list(map(make.call, kept)) if make else kept


def worded(verb: str, phrase: str, where: str, make: Part | None) -> str:
    """ "add up" + "even numbers" + "of a list" + "each doubled", with the map after the rest."""
    order = ""
    for tail in (" in ascending order", " in descending order", " from the smallest to the largest", " from the largest to the smallest"):  # fmt: skip
        if verb.endswith(tail):
            verb, order = verb.removesuffix(tail), tail
    text = f"{verb} the {phrase} {where}"
    if make:
        text += f", {make.words}{',' if order else ''}"
    return text + order


WHERE_NUMBERS = "(in a list|of a list|in a list of numbers|in the list|from a list|in a given list)"
WHERE_RANGE = "(from 1 to $0|between 1 and $0|from one up to $0|up to $0, starting at 1)"
WHERE_WORDS = "(in a list|of a list|in a list of words|from a list|in the list|in a given list)"
NOUNS = "(numbers|numbers|numbers|numbers|values|integers|elements)"


def numbers_input(draw: Draw, near: list[int], positive: bool = False) -> list[int]:
    """Four to nine numbers; values near the constants of the function are among them."""
    low = 1 if positive else -20
    pool = [draw.between(low, 40) for _ in range(draw.between(3, 6))]
    pool += [k + draw.between(-1, 2) for k in near for _ in range(2)]
    pool += [-k if draw.chance(0.3) else k * 2 for k in near]
    draw.rng.shuffle(pool)
    return pool[:9]


def near(*parts: Part | None) -> list[int]:
    """The constants in the expressions: where a wrong comparison would show."""
    words = " ".join(p.expression for p in parts if p).split()
    return [int(w) for w in words if w.isdigit() and int(w) > 2]


def of_numbers(draw: Draw) -> Meaning:
    """A fold over a list of numbers, or over the numbers from 1 to n."""
    ranged = draw.chance(0.15)
    how = draw.pick([*NUMBER_REDUCTIONS, "list", "list", "list", "sum", "sum", "sum", "largest"])
    keep = number_filter(draw, said(draw, NOUNS)) if draw.chance(0.7) else None
    make = number_map(draw) if draw.chance(0.45) else None
    if how == "list" and not keep and not make:
        keep = number_filter(draw, "numbers")
    verb, fold = NUMBER_REDUCTIONS.get(how, (LISTED, list))
    if make or not keep:
        verb = verb.replace("|keep~ only|find~", "")
    where = said(draw, WHERE_RANGE if ranged else WHERE_NUMBERS)
    phrase = keep.words if keep else said(draw, NOUNS)
    wording = worded(said(draw, verb), phrase, where, make)
    source = "range(1, $0 + 1)" if ranged else "$0"
    body = folded(how, source, keep, make)
    constants = near(keep, make)

    def inputs(draw: Draw) -> tuple:
        return (draw.between(2, 25),) if ranged else (numbers_input(draw, constants),)

    def call(given):
        return fold(chosen(range(1, given + 1) if ranged else given, keep, make))

    parameter = "n" if ranged else "numbers"
    return Meaning((parameter,), wording, body, call, inputs, body if keep or make else None)


COUNTS = (
    "count~ how many {p} there are {w}",
    "return~ (the number of|the count of) {p} {w}",
    "return~ how many {p} there are {w}",
    "tell~ how many {p} there are {w}",
    "count~ the {p} {w}",
    "give~ the number of {p} {w}",
)
ANY = (
    "(check~|tell~|return~) whether there are any {p} {w}",
    "return~ True if (there are|it finds) any {p} {w}",
    "check~ if there are {p} {w}",
)
ALL = (
    "(check~|tell~|return~) whether there are only {p} {w}",
    "return~ True if there are only {p} {w}",
    "check~ if all items are {p} {w}",
)


def of_conditions(draw: Draw) -> Meaning:
    """How many numbers or words meet a condition; whether any or all do."""
    words = draw.chance(0.35)
    keep = word_filter(draw, "words") if words else number_filter(draw, said(draw, NOUNS))
    where = said(draw, WHERE_WORDS if words else WHERE_NUMBERS)
    patterns, body, call = draw.pick(
        [
            (COUNTS, "sum(1 for x in $0 if {t})", lambda given: len(chosen(given, keep, None))),
            (COUNTS, "sum(1 for x in $0 if {t})", lambda given: len(chosen(given, keep, None))),
            (ANY, "any({t} for x in $0)", lambda given: True in map(keep.call, given)),
            (ALL, "all({t} for x in $0)", lambda given: False not in map(keep.call, given)),
        ]
    )
    body = returning(body.replace("{t}", keep.expression))
    wording = said(draw, draw.pick(patterns)).replace("{p}", keep.words).replace("{w}", where)
    constants = [] if words else near(keep)

    def inputs(draw: Draw) -> tuple:
        items = words_input(draw) if words else numbers_input(draw, constants)
        if patterns is not COUNTS and draw.chance(0.6):
            items = [x for x in items if bool(keep.call(x)) == (patterns is ALL)]
        return (items,)

    return Meaning(("words" if words else "numbers",), wording, body, call, inputs, body)


def words_input(draw: Draw) -> list[str]:
    """Four to eight words, common and made up, some of them with a capital letter."""
    words = [draw.pick(COMMON) if draw.chance(0.6) else draw.made_up() for _ in range(draw.between(4, 8))]  # fmt: skip
    return [w.capitalize() if draw.chance(0.15) else w for w in words]


def of_words(draw: Draw) -> Meaning:
    """A list of words filtered, changed, measured, sorted or joined."""
    keep = word_filter(draw, "words") if draw.chance(0.6) else None
    make = word_map(draw) if draw.chance(0.6) or not keep else None
    if make is None and draw.chance(0.3):
        make = Part("", "len(x)", len)
    inside = comprehension("$0", keep, make)
    where, phrase = said(draw, WHERE_WORDS), keep.words if keep else "words"
    separator, named = draw.pick(
        [(" ", "spaces"), ("-", "hyphens"), (", ", "commas and spaces"), ("+", "plus signs"), ("", "nothing in between"), ("/", "slashes")]
    )  # fmt: skip
    if make and not make.words:
        verb = said(
            draw, "(return~ the lengths of|list~ the lengths of|give~ the length of each of)"
        )
        body, fold, wording = f"[{inside}]", list, f"{verb} the {phrase} {where}"
    elif draw.chance(0.3):
        body, fold = f"{quoted(separator)}.join({inside})", separator.join
        wording = worded(said(draw, "(join~|put~ together|glue~ together)"), phrase, where, make)
        wording += f"{',' if make else ''} with {named}"
    elif draw.chance(0.25):
        body, fold = f"sorted({inside})", sorted
        wording = worded(said(draw, "(sort~|sort~ alphabetically)"), phrase, where, make)
    else:
        body, fold = f"[{inside}]", list
        verb = LISTED.replace("|keep~ only|find~", "") if make else LISTED
        wording = worded(said(draw, verb), phrase, where, make)
    body = returning(body)

    def call(given):
        return fold(chosen(given, keep, make))

    return Meaning(("words",), wording, body, call, lambda d: (words_input(d),), body)
