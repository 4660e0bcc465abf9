"""What a calculator does: the value of a text such as "(3 + 4) * 2", and nothing else.

A parser of its own instead of eval(): a model writes the text, and nobody has read it before.
In: numbers, + - * /, parentheses. Out: names, powers, anything that Python could run.
"""

import re
from fractions import Fraction

LONGEST = 200  # characters; it bounds the work and the depth of parentheses
TOKEN = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|[-+*/()])\s*", re.ASCII)


def evaluate(expression: str) -> str:
    """The value, exact or to four decimals: evaluate("(3 + 4) / 2") -> "3.5".

    ValueError says what is wrong with anything that is no such expression.
    """
    if len(expression) > LONGEST:
        raise ValueError(f"expression has {len(expression)} characters, at most {LONGEST}")
    tokens, at = [], 0
    while at < len(expression):
        match = TOKEN.match(expression, at)
        if not match:
            raise ValueError(f"cannot read {expression[at:].strip()[:20]!r}")
        tokens.append(match[1])
        at = match.end()
    tokens.reverse()  # the next token is the last, to pop
    value = _sum(tokens)
    if tokens:
        raise ValueError(f"unexpected {tokens[-1]!r}")
    return written(value)


def written(value: Fraction) -> str:
    """written(Fraction(5, 2)) -> "2.5"; at most four decimals."""
    text = f"{float(round(value, 4)):.4f}" if value.denominator > 1 else f"{value.numerator}.0"
    return text.rstrip("0").rstrip(".")


def _sum(tokens: list[str]) -> Fraction:
    value = _product(tokens)
    while tokens and tokens[-1] in "+-":
        sign = 1 if tokens.pop() == "+" else -1
        value += sign * _product(tokens)
    return value


def _product(tokens: list[str]) -> Fraction:
    value = _factor(tokens)
    while tokens and tokens[-1] in "*/":
        operator, right = tokens.pop(), _factor(tokens)
        if operator == "/" and right == 0:
            raise ValueError("division by zero")
        value = value * right if operator == "*" else value / right
    return value


def _factor(tokens: list[str]) -> Fraction:
    if not tokens:
        raise ValueError("the expression is not complete")
    token = tokens.pop()
    if token == "-":
        return -_factor(tokens)
    if token == "(":
        value = _sum(tokens)
        if not tokens or tokens.pop() != ")":
            raise ValueError("a ) is missing")
        return value
    if not token[0].isdigit():
        raise ValueError(f"unexpected {token!r}")
    return Fraction(token)
