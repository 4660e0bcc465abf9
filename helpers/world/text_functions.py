"""Functions of one text: change it, cut it, count in it, ask something of it.

In: texts and their parts. Out: lists of words (list_functions), numbers (value_functions).
"""

import re
from collections.abc import Callable

from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.meanings import Meaning, quoted, returning, said

TEXT = "(a text|a string|the text|a given text|a given string|the string|a piece of text)"
LETTERS = "abcdefghilmnoprstuvwy"


def text_input(draw: Draw) -> str:
    """Two to five words; one text in eight is a palindrome, one in eight has digits."""
    words = [draw.pick(COMMON) for _ in range(draw.between(2, 5))]
    words = [w.capitalize() if draw.chance(0.25) else w for w in words]
    if draw.chance(0.12):
        half = draw.pick(COMMON)
        return half + half[::-1]
    if draw.chance(0.12):
        words.append(str(draw.between(2, 9999)))
    return " ".join(words)


def steps(draw: Draw) -> list[tuple[str, str, Callable]]:
    """Changes that can follow one another: (words with "it" as the object, method, callable)."""
    k, times, (a, b) = draw.between(2, 9), draw.between(2, 6), draw.pick_some(LETTERS, 2)
    end = draw.pick(["!", "?", ".", "...", "-", "_", "x", "#"])
    return [
        ("(reverse~ {it}|turn~ {it} around|write~ {it} backwards)", "[::-1]", lambda t: "".join(reversed(t))),
        ("(turn~ {it} into upper case|convert~ {it} to upper case|make~ {it} all capitals|write~ {it} in capitals)", ".upper()", str.upper),
        ("(turn~ {it} into lower case|convert~ {it} to lower case|write~ {it} in small letters|make~ {it} lower case)", ".lower()", str.lower),
        ("(remove~ (all |the |)spaces from {it}|delete~ (all |the |)spaces in {it}|take~ the spaces out of {it})", '.replace(" ", "")', lambda t: "".join(c for c in t if c != " ")),
        (f"(keep~ the first {k} (characters|letters) of {{it}}|return~ the first {k} (characters|letters) of {{it}}|cut~ {{it}} after {k} (characters|letters))", f"[:{k}]", lambda t: "".join(c for i, c in enumerate(t) if i < k)),
        (f"(keep~ the last {k} (characters|letters) of {{it}}|return~ the last {k} (characters|letters) of {{it}}|give~ the final {k} characters of {{it}})", f"[-{k}:]", lambda t: "".join(c for i, c in enumerate(t) if i >= len(t) - k)),
        (f"(drop~ the first {k} (characters|letters) of {{it}}|remove~ the first {k} (characters|letters) of {{it}})", f"[{k}:]", lambda t: "".join(c for i, c in enumerate(t) if i >= k)),
        (f"(drop~ the last {k} (characters|letters) of {{it}}|remove~ the last {k} (characters|letters) of {{it}})", f"[:-{k}]", lambda t: "".join(c for i, c in enumerate(t) if i < len(t) - k)),
        (f"(replace~ every {a} with {b} in {{it}}|replace~ each letter {a} by {b} in {{it}}|change~ every {a} in {{it}} to {b})", f".replace({quoted(a)}, {quoted(b)})", lambda t: "".join(b if c == a else c for c in t)),
        (f"(remove~ every {a} from {{it}}|delete~ the letter {a} from {{it}}|take~ each {a} out of {{it}})", f'.replace({quoted(a)}, "")', lambda t: "".join(c for c in t if c != a)),
        (f"(repeat~ {{it}} {times} times|write~ {{it}} {times} times in a row)", f" * {times}", lambda t: "".join([t] * times)),
        (f"(add~ {quoted(end)} to the end of {{it}}|append~ {quoted(end)} to {{it}}|put~ {quoted(end)} after {{it}})", f" + {quoted(end)}", lambda t: f"{t}{end}"),
        ("(replace~ (the |)spaces with underscores in {it}|turn~ the spaces of {it} into underscores)", '.replace(" ", "_")', lambda t: "_".join(t.split(" "))),
        ("(replace~ (the |)spaces with hyphens in {it}|turn~ the spaces of {it} into hyphens)", '.replace(" ", "-")', lambda t: "-".join(t.split(" "))),
        ("(capitalise~ each word of {it}|capitalize~ every word of {it}|start~ each word of {it} with a capital letter)", ".title()", lambda t: re.sub("[A-Za-z]+", lambda m: m[0][0].upper() + m[0][1:].lower(), t)),
    ]  # fmt: skip


def changed(draw: Draw) -> Meaning:
    """One change of a text, or two in a row."""
    pool = steps(draw)
    first, second = draw.pick_some(pool, 2)
    name = said(draw, TEXT)
    words, body = said(draw, first[0]).replace("{it}", name), f"$0{first[1]}"
    call, key = first[2], None if name_free(first[1]) else first[1]
    if draw.chance(0.4):
        then = said(draw, "( and |, then | and then )")
        words += then + said(draw, second[0]).replace("{it}", said(draw, "(it|the result)"))
        body = f"({body}){second[1]}" if " " in first[1][:2] else body + second[1]
        key = first[1] + second[1]

        def call(text):
            return second[2](first[2](text))

    return Meaning(("text",), words, returning(body), call, lambda d: (text_input(d),), key)


def name_free(method: str) -> bool:
    """Is this change without a constant of its own, so that there is only one of it?"""
    return method in ("[::-1]", ".upper()", ".lower()", ".title()") or '" "' in method


def split_words(text: str) -> list[str]:
    """The words of a text, by hand."""
    words, word = [], ""
    for c in text + " ":
        if c != " ":
            word += c
        elif word:
            words, word = [*words, word], ""
    return words


def questions(draw: Draw) -> list[tuple]:
    """What can be asked of a text: (words, expression, callable, has a constant)."""
    c, k, i = draw.pick(LETTERS), draw.between(2, 8), draw.between(2, 9)
    start = draw.pick(COMMON)[: draw.between(1, 3)]
    return [
        (f"(count~ how often the letter {c} occurs in {{it}}|count~ the letter {c} in {{it}}|return~ how many times {c} appears in {{it}}|count~ every {c} in {{it}})", f"$0.count({quoted(c)})", lambda t: sum(x == c for x in t), True),
        ("(count~ the vowels in {it}|return~ the number of vowels in {it}|tell~ how many vowels {it} has|count~ how many vowels are in {it})", 'sum(1 for c in $0.lower() if c in "aeiou")', lambda t: sum(t.count(v) for v in "aeiouAEIOU"), False),
        ("(return~ the length of {it}|count~ the characters of {it}|tell~ how many characters {it} has)", "len($0)", lambda t: sum(1 for _ in t), False),
        ("(count~ the words in {it}|return~ the number of words in {it}|tell~ how many words {it} has|count~ how many words {it} contains)", "len($0.split())", lambda t: len(split_words(t)), False),
        ("(count~ the spaces in {it}|return~ the number of spaces in {it}|tell~ how many spaces {it} has)", '$0.count(" ")', lambda t: len([x for x in t if x == " "]), False),
        ("(check~ whether {it} is a palindrome|tell~ whether {it} reads the same backwards|return~ True if {it} is a palindrome|check~ if {it} is the same in reverse)", "$0 == $0[::-1]", lambda t: all(t[j] == t[-1 - j] for j in range(len(t))), False),
        (f"(check~ whether {{it}} starts with {quoted(start)}|tell~ if {{it}} begins with {quoted(start)}|return~ True if {{it}} starts with {quoted(start)})", f"$0.startswith({quoted(start)})", lambda t: t[: len(start)] == start, start),
        (f"(check~ whether {{it}} ends with {quoted(start)}|tell~ if {{it}} ends in {quoted(start)}|return~ True if {{it}} ends with {quoted(start)})", f"$0.endswith({quoted(start)})", lambda t: t[-len(start) :] == start, start),
        (f"(check~ whether {{it}} contains {quoted(start)}|tell~ if {quoted(start)} is in {{it}}|return~ True if {{it}} contains {quoted(start)})", f"{quoted(start)} in $0", lambda t: t.find(start) >= 0, start),
        (f"(check~ whether {{it}} is longer than {i} characters|tell~ if {{it}} has more than {i} characters|return~ True if {{it}} has more than {i} characters)", f"len($0) > {i}", lambda t: t[i:] != "", True),
        (f"(list~ the words of {{it}} (with more than|longer than) {k} letters|return~ the words in {{it}} that have more than {k} letters|find~ all words of {{it}} longer than {k} letters)", f"[w for w in $0.split() if len(w) > {k}]", lambda t: [w for w in split_words(t) if w[k:]], True),
        (f"(count~ the words of {{it}} (with more than|longer than) {k} letters|tell~ how many words of {{it}} have more than {k} letters)", f"sum(1 for w in $0.split() if len(w) > {k})", lambda t: len([w for w in split_words(t) if w[k:]]), True),
        (f"(list~ the words of {{it}} that start with {c}|return~ the words in {{it}} that begin with {c})", f"[w for w in $0.split() if w.startswith({quoted(c)})]", lambda t: [w for w in split_words(t) if w[0] == c], True),
        ("(split~ {it} into words|list~ the words of {it}|return~ the list of words in {it})", "$0.split()", split_words, False),
        ("(return~ the first word of {it}|find~ the first word of {it}|give~ the word that {it} starts with)", "$0.split()[0]", lambda t: split_words(t)[0], False),
        ("(return~ the last word of {it}|find~ the last word of {it}|give~ the final word of {it})", "$0.split()[-1]", lambda t: split_words(t).pop(), False),
        ("(return~ the longest word of {it}|find~ the longest word in {it}|give~ the word of {it} with the most letters)", "max($0.split(), key=len)", lambda t: next(w for w in split_words(t) if not any(len(v) > len(w) for v in split_words(t))), False),
        ("(reverse~ the order of the words in {it}|return~ the words of {it} in reverse order, joined by spaces|turn~ the word order of {it} around)", '" ".join($0.split()[::-1])', lambda t: " ".join(reversed(split_words(t))), False),
        ("(reverse~ each word of {it}|turn~ every word in {it} around|write~ each word of {it} backwards)", '" ".join(w[::-1] for w in $0.split())', lambda t: " ".join("".join(reversed(w)) for w in split_words(t)), False),
        ("(return~ the initials of {it}|join~ the first letters of the words in {it}|put~ together the first letter of each word of {it})", '"".join(w[0] for w in $0.split())', lambda t: "".join(next(iter(w)) for w in split_words(t)), False),
        ("(return~ the digits of {it}|keep~ only the digits of {it}|extract~ the digits from {it})", '"".join(c for c in $0 if c.isdigit())', lambda t: "".join(c for c in t if c in "0123456789"), False),
        ("(remove~ the vowels from {it}|delete~ all vowels in {it}|take~ the vowels out of {it})", '"".join(c for c in $0 if c.lower() not in "aeiou")', lambda t: t.translate(dict.fromkeys(map(ord, "aeiouAEIOU"))), False),
    ]  # fmt: skip


def asked(draw: Draw) -> Meaning:
    """One question about a text."""
    words, expression, call, open_ended = draw.pick(questions(draw))
    wording = said(draw, words).replace("{it}", said(draw, TEXT))

    def inputs(draw: Draw) -> tuple:
        text = text_input(draw)
        if isinstance(open_ended, str) and draw.chance(0.5):
            text = draw.pick([open_ended + text, text + open_ended])
        return (text,)

    body = returning(expression)
    return Meaning(("text",), wording, body, call, inputs, body if open_ended else None)
