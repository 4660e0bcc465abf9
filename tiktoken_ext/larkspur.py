"""Registers the model's tokenizer with tiktoken: `tiktoken.get_encoding("larkspur")` works.

tiktoken looks for plug-ins in the namespace package `tiktoken_ext`; this folder must therefore
have no `__init__.py`.
"""

from helpers.pocket import tokenizer


def larkspur() -> dict:
    """The arguments of tiktoken's Encoding."""
    return tokenizer.definition(tokenizer.read_ranks(tokenizer.VOCABULARY))


ENCODING_CONSTRUCTORS = {tokenizer.NAME: larkspur}
