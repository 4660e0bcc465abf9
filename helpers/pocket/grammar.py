"""What a reply may look like -> which token may come next: structured output and forced calls.

A model only gives a probability to every token. Constrained decoding sets those to zero that
would lead out of a grammar, at every step, and draws among the rest: what comes out is valid
because nothing else could come out. The end of the reply is allowed where the grammar is complete.

    grammar = of_schema({"type": "object", "properties": {"id": {"type": "integer"}}})
    engine.complete([prompt], Settings(grammar=grammar))

White space between the parts of JSON is one blank, or a line end with up to eight blanks: a model
that finds nothing better to say must not say blanks for ever. Where the schema gives a string, a
list or a number no end, bounds.py does. A reply that max_tokens cuts off is still not complete.

The automaton behind it is llguidance, with our own vocabulary. Knows nothing of HTTP and vendors.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import tiktoken

from helpers.pocket.bounds import bounded
from helpers.pocket.tokenizer import CALL, END, special_id

JSON_OBJECT = {"type": "object"}  # any object at all
WHITE_SPACE = {"whitespace_flexible": True, "whitespace_pattern": r"[ ]|\n {0,8}"}
CALLS = 8  # at most so many calls in one reply


@dataclass(frozen=True)
class Grammar:
    """A grammar in llguidance's form of Lark; `after` is the special token that puts it in force.

    After that token the reply must be in the grammar; None: from its first token on.
    """

    lark: str
    after: str | None = None


class GrammarError(ValueError):
    """A grammar that cannot be enforced, or that llguidance gave up on half way."""


def of_schema(schema: Mapping[str, Any], lenient: bool = False) -> Grammar:
    """Replies that are JSON of this schema; lenient ignores keywords that cannot be enforced."""
    return Grammar(f"start: {_json(schema, lenient)}")


def of_calls(tools: Mapping[str, Mapping[str, Any]], forced: bool, several: bool = True) -> Grammar:
    """Replies that call one of these tools (name -> schema of its arguments), as chat.py spells it.

    forced   the reply must be calls; otherwise it is free until the model writes <|call|>
    several  more than one call may follow each other

    Keywords of the schemas that cannot be enforced are ignored.
    """
    names = list(tools)
    rules = [f"{json.dumps(name)} {_json(tools[name], lenient=True)}" for name in names]
    more = f" ({CALL} call){{0,{CALLS - 1}}}" if several else ""
    start = f"start: {CALL + ' ' if forced else ''}call{more}"
    choices = " | ".join(f"call_{i}" for i in range(len(names)))
    lines = [start, f"call: {choices}", *(f"call_{i}: {rule}" for i, rule in enumerate(rules))]
    return Grammar("\n".join(lines), None if forced else CALL)


def of_either(
    schema: Mapping[str, Any],
    tools: Mapping[str, Mapping[str, Any]],
    several: bool = True,
    lenient: bool = False,
) -> Grammar:
    """Replies that are JSON of this schema, or calls of these tools: the model decides which."""
    calls = of_calls(tools, forced=True, several=several).lark.removeprefix("start: ")
    return Grammar(f"start: reply | calls\nreply: {_json(schema, lenient)}\ncalls: {calls}")


def _json(schema: Mapping[str, Any], lenient: bool) -> str:
    options = WHITE_SPACE | {"lenient": lenient}
    return f"%json {json.dumps(bounded(schema) | {'x-guidance': options})}"


def problem(grammar: Grammar) -> str | None:
    """Why this grammar cannot be enforced, in llguidance's words; None where it can."""
    from llguidance import LLMatcher

    failed, messages = LLMatcher.validate_grammar_with_warnings(_source(grammar))
    return sentence(messages[0]) if failed else None


def sentence(message: str) -> str:
    """llguidance's message without the lines of source that it shows and where they stand.

    sentence("at 2(8): failed to compile JSON schema: Invalid type: x") -> "Invalid type: x"
    """
    told = re.split(r"\n\s*\d+ \|", message)[0]
    told = re.sub(r"^(at \d+\(\d+\): )?(failed to compile JSON schema: )?", "", told)
    return " ".join(line for line in told.splitlines() if line.strip() and line[:1] != " ")


class Mask:
    """Where one reply stands in its grammar. GrammarError where it cannot be enforced."""

    def __init__(self, grammar: Grammar, vocabulary: tiktoken.Encoding):
        self._matcher = _matcher(grammar, vocabulary).deep_copy()
        self._size = vocabulary.n_vocab
        self._after = None if grammar.after is None else special_id(grammar.after, vocabulary)

    def allowed(self) -> np.ndarray | None:
        """Whether each token may come next; None where all may."""
        if self._after is not None:
            return None
        bits = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        self._check()
        return np.unpackbits(bits, bitorder="little", count=self._size).astype(bool)

    def take(self, token: int) -> None:
        """Goes on to where the grammar stands after this token."""
        if self._after is None:
            self._matcher.consume_token(token)
            self._check()
        elif token == self._after:
            self._after = None

    def _check(self) -> None:
        if self._matcher.is_error():
            raise GrammarError(f"the grammar failed: {self._matcher.get_error()}")


@lru_cache(maxsize=64)
def _matcher(grammar: Grammar, vocabulary: tiktoken.Encoding):
    """The automaton in its first state: compiled once, copied for every reply."""
    from llguidance import LLMatcher

    matcher = LLMatcher(_tokens(vocabulary), _source(grammar), log_level=0)
    if matcher.is_error():
        raise GrammarError(f"this grammar cannot be enforced: {matcher.get_error()}")
    return matcher


@lru_cache(maxsize=4)
def _tokens(vocabulary: tiktoken.Encoding):
    """llguidance's view of a vocabulary."""
    from llguidance.tiktoken import lltokenizer_from_encoding

    return lltokenizer_from_encoding(vocabulary, eos_token=special_id(END, vocabulary))


def _source(grammar: Grammar) -> str:
    return "%llguidance {}\n" + grammar.lark
