"""Functions of numbers, pairs, dictionaries and tickets.

In: chains of arithmetic, conditions, conversions, look-ups. Out: folds over lists
(list_functions), texts (text_functions).
"""

import operator
from collections.abc import Callable

from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.lexicon import CATEGORIES, PLANS, REGIONS
from helpers.world.list_functions import near, number_filter, numbers_input
from helpers.world.meanings import Meaning, quoted, returning, said


def number_input(draw: Draw) -> tuple:
    return (draw.between(-30, 120),)


def two_numbers(draw: Draw) -> tuple:
    return draw.between(1, 60), draw.between(1, 30)


def three_numbers(draw: Draw) -> tuple:
    return draw.between(1, 40), draw.between(1, 12), draw.between(1, 40)


def arithmetic(draw: Draw) -> Meaning:
    """One to three steps with a number, in the order in which the words say them."""
    code, words, calls = "$0", [], []
    for i in range(draw.pick([1, 2, 2, 3])):
        k, t = draw.between(1, draw.pick([10, 60])), draw.between(3, 12)
        it = said(draw, "(a number|the number|a given number|a number n)") if i == 0 else "it"
        if it.endswith(" n"):
            it = it.removesuffix(" n")
        patterns, form, call = draw.pick(
            [
                (f"add~ {k} to {it}", f"{{}} + {k}", lambda x, k=k: k + x),
                (f"(subtract~ {k} from {it}|take~ {k} away from {it})", f"{{}} - {k}", lambda x, k=k: -k + x),
                (f"(double~ {it}|multiply~ {it} by two)", "{} * 2", lambda x: x + x),
                (f"multiply~ {it} (by|with) {t}", f"{{}} * {t}", lambda x, t=t: sum([x] * t)),
                (f"square~ {it}", "{} ** 2", lambda x: x * x),
            ]
        )  # fmt: skip
        code = form.format(f"({code})" if " " in code and form not in sums(k) else code)
        words, calls = [*words, said(draw, patterns)], [*calls, call]

    def call(x):
        for step in calls:
            x = step(x)
        return x

    wording = words[0] + "".join(said(draw, "(, then | and then | and )") + w for w in words[1:])
    return Meaning(("n",), wording, returning(code), call, number_input, code)


def sums(k: int) -> tuple[str, str]:
    """The forms that need no brackets around what comes before."""
    return f"{{}} + {k}", f"{{}} - {k}"


def decision(draw: Draw) -> Meaning:
    """Whether a number meets one or two conditions, or one of two words for it."""
    first = number_filter(draw, "!")
    while not first.words.startswith("! "):
        first = number_filter(draw, "!")
    told = first.words.removeprefix("! ").removeprefix("that are ").removeprefix("which are ")
    if told.startswith(("that ", "of ")):
        return decision(draw)
    test = first.expression.replace("x", "$0")
    constants = near(first)

    def inputs(draw: Draw) -> tuple:
        return (draw.pick(numbers_input(draw, constants)),)

    who = said(draw, "(a number|the number|a given number)")
    if draw.chance(0.4):
        wording = said(draw, "(check~ whether|tell~ whether|return~ True if|check~ if)")
        return Meaning(
            ("n",), f"{wording} {who} is {told}", returning(test), first.call, inputs, test
        )
    yes, no = draw.pick([("yes", "no"), ("big", "small"), ("high", "low"), ("ok", "bad"), ("pass", "fail"), ("hit", "miss"), tuple(draw.pick_some(COMMON, 2))])  # fmt: skip
    wording = said(
        draw,
        "(return~ {y} if {w} is {t} and {n} otherwise|return~ {y} if {w} is {t}, otherwise {n}|answer~ {y} when {w} is {t}, else {n})",
    )
    for slot, text in {"y": quoted(yes), "n": quoted(no), "w": who, "t": told}.items():
        wording = wording.replace(f"{{{slot}}}", text)
    body = f"if {test}:\n    return {quoted(yes)}\nreturn {quoted(no)}"
    return Meaning(
        ("n",), wording, body, lambda x: yes if first.call(x) else no, inputs, test + yes + no
    )


def formula(draw: Draw) -> Meaning:
    """A formula with two or three parameters, or a conversion."""
    low, high = draw.between(0, 20), draw.between(30, 100)
    k = draw.between(2, 95)
    ab, abc, n = ("a", "b"), ("a", "b", "c"), ("n",)
    parameters, words, expression, call, inputs, is_open = draw.pick(
        [
            (abc, "(multiply~ $0 by $1 and add~ $2|return~ $0 times $1, plus $2)", "$0 * $1 + $2", lambda a, b, c: c + b * a, three_numbers, False),
            (abc, "(add~ $0 and $1 and multiply~ the sum by $2|return~ the sum of $0 and $1, times $2)", "($0 + $1) * $2", lambda a, b, c: c * a + c * b, three_numbers, False),
            (abc, "(return~ the sum of $0, $1 and $2|add~ up $0, $1 and $2|add~ three numbers)", "$0 + $1 + $2", lambda a, b, c: sum([c, b, a]), three_numbers, False),
            (abc, "(return~ the largest of three numbers|find~ the biggest of $0, $1 and $2)", "max($0, $1, $2)", lambda a, b, c: sorted([a, b, c])[2], three_numbers, False),
            (abc, "(return~ the average of $0, $1 and $2|compute~ the mean of three numbers)", "($0 + $1 + $2) / 3", lambda a, b, c: sum([c, b, a]) / 3, three_numbers, False),
            (ab, "(add~ two numbers|return~ the sum of $0 and $1|add~ $0 and $1)", "$0 + $1", lambda a, b: sum([b, a]), two_numbers, False),
            (ab, "(subtract~ $1 from $0|return~ the difference $0 minus $1)", "$0 - $1", lambda a, b: sum([a, -b]), two_numbers, False),
            (ab, "(multiply~ two numbers|return~ the product of $0 and $1|multiply~ $0 by $1)", "$0 * $1", lambda a, b: sum([a] * b), two_numbers, False),
            (ab, "(divide~ $0 by $1|return~ $0 divided by $1)", "$0 / $1", operator.truediv, two_numbers, False),
            (ab, "(return~ the remainder of $0 divided by $1|compute~ $0 modulo $1)", "$0 % $1", lambda a, b: divmod(a, b)[1], two_numbers, False),
            (ab, "(return~ the larger of two numbers|return~ the maximum of $0 and $1|find~ the bigger of $0 and $1)", "max($0, $1)", lambda a, b: a if a > b else b, two_numbers, False),
            (ab, "(return~ the smaller of two numbers|return~ the minimum of $0 and $1|find~ the smaller of $0 and $1)", "min($0, $1)", lambda a, b: b if a > b else a, two_numbers, False),
            (ab, "(return~ the distance between two numbers|return~ the absolute difference of $0 and $1)", "abs($0 - $1)", lambda a, b: max(a, b) - min(a, b), two_numbers, False),
            (ab, "(return~ the average of two numbers|compute~ the mean of $0 and $1)", "($0 + $1) / 2", lambda a, b: a / 2 + b / 2, two_numbers, False),
            (ab, "(swap~ two values and return~ them as a pair|return~ the pair $1, $0|return~ $0 and $1 swapped)", "($1, $0)", lambda a, b: (a, b)[::-1], two_numbers, False),
            (ab, "(check~ whether $0 is divisible by $1|tell~ if $1 divides $0)", "$0 % $1 == 0", lambda a, b: a in range(0, 100, b), two_numbers, False),
            (("price", "percent"), "(return~ $1 percent of $0|compute~ $1 percent of $0)", "$0 * $1 / 100", lambda p, q: p / 100 * q, two_numbers, False),
            (("price", "percent"), "(reduce~ $0 by $1 percent|take~ $1 percent off $0|return~ $0 after a discount of $1 percent)", "$0 - $0 * $1 / 100", lambda p, q: p * (100 - q) / 100, two_numbers, False),
            (("width", "height"), "(return~ the area of a rectangle|compute~ the area of a rectangle from $0 and $1)", "$0 * $1", lambda a, b: sum([a] * b), two_numbers, False),
            (("width", "height"), "(return~ the perimeter of a rectangle|compute~ the perimeter of a rectangle from $0 and $1)", "2 * ($0 + $1)", lambda a, b: a + b + a + b, two_numbers, False),
            (("celsius",), "(convert~ (degrees |)Celsius to Fahrenheit|turn~ $0 into Fahrenheit|return~ the Fahrenheit value of a temperature in Celsius)", "$0 * 9 / 5 + 32", lambda c: 1.8 * c + 32, number_input, False),
            (("fahrenheit",), "(convert~ (degrees |)Fahrenheit to Celsius|turn~ $0 into Celsius|return~ the Celsius value of a temperature in Fahrenheit)", "($0 - 32) * 5 / 9", lambda f: (f - 32) / 1.8, number_input, False),
            (("minutes",), "(convert~ minutes to hours|turn~ $0 into hours|return~ how many hours $0 are)", "$0 / 60", lambda m: m / 6 / 10, number_input, False),
            (("hours",), "(convert~ hours to minutes|turn~ $0 into minutes|return~ how many minutes $0 are)", "$0 * 60", lambda h: h * 6 * 10, number_input, False),
            (("minutes",), "(split~ minutes into a pair of hours and minutes|return~ the hours and the minutes that are left as a pair)", "($0 // 60, $0 % 60)", lambda m: divmod(m, 60), number_input, False),
            (n, f"(return~ {k} percent of a number|compute~ {k} percent of a number)", f"$0 * {k} / 100", lambda x: x / 100 * k, number_input, True),
            (n, f"(clamp~ a number between {low} and {high}|keep~ a number within {low} and {high}|limit~ a number to the range from {low} to {high})", f"max({low}, min({high}, $0))", lambda x: sorted([low, x, high])[1], number_input, True),
            (n, f"(check~ whether a number is between {low} and {high}|return~ True if a number lies between {low} and {high})", f"{low} <= $0 <= {high}", lambda x: x in range(low, high + 1), number_input, True),
            (n, f"(return~ the remainder of a number divided by {k}|compute~ a number modulo {k})", f"$0 % {k}", lambda x: divmod(x, k)[1], number_input, True),
            (n, "(return~ the absolute value of a number|remove~ the sign of a number)", "abs($0)", lambda x: max(x, -x), number_input, False),
        ]
    )  # fmt: skip
    body = returning(expression)
    return Meaning(parameters, said(draw, words), body, call, inputs, body if is_open else None)


def sequence(draw: Draw) -> Meaning:
    """A list as a whole: its ends, its order, its repeats."""
    k = draw.between(2, 6)
    it = said(draw, "(a list|the list|a list of numbers|a given list)")
    words, expression, call, is_open = draw.pick(
        [
            ("(reverse~ {it}|return~ {it} in reverse order|turn~ {it} around)", "$0[::-1]", lambda xs: list(reversed(xs)), False),
            ("(count~ the numbers in {it}|return~ the length of {it}|tell~ how many numbers are in {it})", "len($0)", lambda xs: sum(1 for _ in xs), False),
            ("(remove~ duplicates from {it}|return~ {it} without repeats|keep~ each number of {it} only once)", "list(dict.fromkeys($0))", lambda xs: [x for i, x in enumerate(xs) if x not in xs[:i]], False),
            ("(count~ the different numbers in {it}|tell~ how many different numbers {it} has)", "len(set($0))", lambda xs: len([x for i, x in enumerate(xs) if x not in xs[:i]]), False),
            ("(return~ the difference between the largest and the smallest number of {it}|compute~ the range of {it})", "max($0) - min($0)", lambda xs: sorted(xs)[-1] - sorted(xs)[0], False),
            ("(return~ the second largest number of {it}|find~ the second biggest number in {it})", "sorted($0)[-2]", lambda xs: sorted(xs, reverse=True)[1], False),
            ("(return~ the first item of {it}|give~ the first element of {it})", "$0[0]", lambda xs: next(iter(xs)), False),
            ("(return~ the last item of {it}|give~ the last element of {it})", "$0[-1]", lambda xs: list(xs).pop(), False),
            (f"(return~ the first {k} items of {{it}}|give~ the first {k} elements of {{it}}|keep~ only the first {k} items of {{it}})", f"$0[:{k}]", lambda xs: [x for i, x in enumerate(xs) if i < k], True),
            (f"(return~ the last {k} items of {{it}}|give~ the last {k} elements of {{it}}|keep~ only the last {k} items of {{it}})", f"$0[-{k}:]", lambda xs: [x for i, x in enumerate(xs) if i >= len(xs) - k], True),
            (f"(drop~ the first {k} items of {{it}}|skip~ the first {k} elements of {{it}})", f"$0[{k}:]", lambda xs: [x for i, x in enumerate(xs) if i >= k], True),
            (f"(return~ the {k} largest numbers of {{it}}, largest first|find~ the {k} biggest numbers in {{it}}, biggest first)", f"sorted($0, reverse=True)[:{k}]", lambda xs: sorted(xs)[::-1][:k], True),
            (f"(return~ the {k} smallest numbers of {{it}}, smallest first|find~ the {k} lowest numbers in {{it}}, lowest first)", f"sorted($0)[:{k}]", lambda xs: sorted(xs, reverse=True)[::-1][:k], True),
            (f"(check~ whether {{it}} contains {k}|tell~ if {k} is in {{it}}|return~ True if {{it}} contains {k})", f"{k} in $0", lambda xs: xs.count(k) > 0, True),
            (f"(count~ how often {k} occurs in {{it}}|count~ how many times {k} is in {{it}})", f"$0.count({k})", lambda xs: len([x for x in xs if x == k]), True),
        ]
    )  # fmt: skip
    body = returning(expression)

    def inputs(draw: Draw) -> tuple:
        numbers = numbers_input(draw, [k] if draw.chance(0.6) else [])
        return ([*numbers, *numbers[:2]] if draw.chance(0.4) else numbers,)

    wording = said(draw, words).replace("{it}", it)
    return Meaning(("numbers",), wording, body, call, inputs, body if is_open else None)


def mapping(draw: Draw) -> Meaning:
    """A dictionary from words to numbers."""
    k, word = draw.between(2, 60), draw.pick(COMMON)
    it = said(draw, "(a dictionary|the dictionary|a dict|a given dictionary)")
    more = said(draw, "(greater than|more than|larger than|above|over|bigger than)")
    less = said(draw, "(less than|smaller than|below|under)")
    words, expression, call, is_open = draw.pick(
        [
            ("(add~ up the values of {it}|return~ the sum of the values in {it}|sum~ the values of {it})", "sum($0.values())", lambda d: sum(d[key] for key in d), False),
            ("(return~ the largest value of {it}|find~ the biggest value in {it})", "max($0.values())", lambda d: sorted(d[key] for key in d)[-1], False),
            ("(return~ the key with the largest value in {it}|find~ the key of {it} whose value is largest)", "max($0, key=$0.get)", lambda d: sorted(d.items(), key=lambda kv: -kv[1])[0][0], False),
            ("(return~ the key with the smallest value in {it}|find~ the key of {it} whose value is smallest)", "min($0, key=$0.get)", lambda d: sorted(d.items(), key=lambda kv: kv[1])[0][0], False),
            ("(list~ the keys of {it} in alphabetical order|return~ the sorted keys of {it}|sort~ the keys of {it})", "sorted($0)", lambda d: sorted(d.keys()), False),
            ("(list~ the values of {it}|return~ the values of {it} as a list)", "list($0.values())", lambda d: [d[key] for key in d], False),
            ("(swap~ keys and values of {it}|turn~ the values of {it} into keys and the keys into values)", "{v: k for k, v in $0.items()}", lambda d: dict(zip(d.values(), d.keys(), strict=True)), False),
            (f"(list~ the keys of {{it}} (with a value {more} {k}|whose value is {more} {k})|return~ the keys of {{it}} whose value is {more} {k})", f"[k for k, v in $0.items() if v > {k}]", lambda d: [key for key in d if not d[key] <= k], True),
            (f"(list~ the keys of {{it}} (with a value {less} {k}|whose value is {less} {k})|return~ the keys of {{it}} whose value is {less} {k})", f"[k for k, v in $0.items() if v < {k}]", lambda d: [key for key in d if not d[key] >= k], True),
            (f"(count~ the values of {{it}} that are {more} {k}|tell~ how many values of {{it}} are {more} {k})", f"sum(1 for v in $0.values() if v > {k})", lambda d: len([key for key in d if not d[key] <= k]), True),
            (f"(add~ up the values of {{it}} that are {more} {k}|return~ the sum of all values of {{it}} {more} {k})", f"sum(v for v in $0.values() if v > {k})", lambda d: sum(d[key] for key in d if not d[key] <= k), True),
            (f"(multiply~ every value of {{it}} by {k}|return~ {{it}} with all values times {k})", f"{{k: v * {k} for k, v in $0.items()}}", lambda d: dict(zip(d, (k * v for v in d.values()), strict=True)), True),
            (f"(add~ {k} to every value of {{it}}|return~ {{it}} with all values increased by {k})", f"{{k: v + {k} for k, v in $0.items()}}", lambda d: dict(zip(d, (k + v for v in d.values()), strict=True)), True),
            (f"(look~ up {quoted(word)} in {{it}}, with 0 if it is missing|return~ the value of {quoted(word)} in {{it}}, or 0 if there is none)", f"$0.get({quoted(word)}, 0)", lambda d: d[word] if word in list(d) else 0, True),
        ]
    )  # fmt: skip

    def inputs(draw: Draw) -> tuple:
        keys = [*draw.pick_some(COMMON, draw.between(3, 5)), *([word] if draw.chance(0.5) else [])]
        values = draw.pick_some([*range(1, 80), k, k + 1], len(keys))
        return (dict(zip(keys, values, strict=True)),)

    body = returning(expression)
    wording = said(draw, words).replace("{it}", it)
    return Meaning(("prices",), wording, body, call, inputs, body if is_open else None)


def of_tickets(draw: Draw) -> Meaning:
    """Tickets as dictionaries with category, plan, region, id and amount."""
    field, pool = draw.pick([("category", CATEGORIES), ("plan", PLANS), ("region", REGIONS)])
    value = draw.pick(pool)
    some = said(draw, f"(whose {field} is {quoted(value)}|with the {field} {quoted(value)}|with {field} {quoted(value)})")  # fmt: skip
    test = f'if t["{field}"] == {quoted(value)}'

    def chosen(tickets: list[dict]) -> list[dict]:
        return [t for t in tickets if (field, value) in t.items()]

    choices: list[tuple[str, str, Callable]] = [
        ("(count~ the tickets {s}|return~ the number of tickets {s}|tell~ how many tickets there are {s})", f"sum(1 for t in $0 {test})", lambda ts: len(chosen(ts))),
        ("(list~ the ids of the tickets {s}|return~ the ids of all tickets {s})", f'[t["id"] for t in $0 {test}]', lambda ts: [t["id"] for t in chosen(ts)]),
        ("(add~ up the amounts of the tickets {s}|return~ the sum of the amounts of all tickets {s})", f'sum(t["amount"] for t in $0 {test})', lambda ts: sum(t["amount"] for t in chosen(ts))),
        ("(list~ the tickets {s}|return~ only the tickets {s}|keep~ only the tickets {s})", f"[t for t in $0 {test}]", chosen),
    ]  # fmt: skip
    words, expression, call = draw.pick(choices)

    def inputs(draw: Draw) -> tuple:
        rows = [(draw.between(1, 99), draw.between(5, 90)) for _ in range(draw.between(3, 6))]
        return (
            [
                {"id": i, "amount": a, field: value if draw.chance(0.5) else draw.pick(pool)}
                for i, a in rows
            ],
        )

    body = returning(expression)
    wording = said(draw, words).replace("{s}", some)
    return Meaning(("tickets",), wording, body, call, inputs, body)
