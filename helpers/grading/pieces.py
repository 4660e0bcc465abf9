"""From the texts of cells to code: IPython's own lines left out, torn pieces put together.

In: compiling, and which cells only compile together, when somebody split a function or a bracket
over several. Out: running. It works in the room, because it compiles what the learner wrote.
"""

from __future__ import annotations

import ast
import re
import types
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from collections.abc import Callable, Iterator, Sequence

MAX_PIECES = 24  # more are not put together: the tries grow with the square
INDENTED = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]+[^\s#]")
MAGIC = re.compile(r"[ \t]*(%|!|\?)|[\w.]+\?\??$")
BARE = re.compile(r"^([ \t]*)(?:pip|pip3|conda|mamba|uv)[ \t]+\w.*(?:(?<=\\)\n.*)*$", re.MULTILINE)
PYTHON_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")

Code = types.CodeType


def assembled(sources: Sequence[str]) -> list[Code | str | None]:
    """For each source its code, or its error in words, or None where it runs with an earlier one.

    assembled(["def f(x):", "y = 1", "    return x"]) -> [code of the first and third, code, None]
    """
    texts = [_readable(source) for source in sources]
    parts = [[i] for i in range(len(texts))]
    if 1 < len(texts) <= MAX_PIECES:
        for read in (str, dedented):  # a piece that begins indented goes on with what is above it
            for i in range(len(texts)):
                _join(parts, texts, i, read)
    found: list[Code | str | None] = [None] * len(texts)
    for part in parts:
        found[part[0]] = _code(_text(part, texts), dedented(_text(part, texts)))
    return found


def statements(sources: Sequence[str]) -> list[Code]:
    """The statements at the top of each source, one by one, so that each may stop by itself.

    statements(["n = int(input())\\ndef f(x): return x"]) -> [code of n, code of f]
    """
    found = []
    for text in map(dedented, map(_readable, sources)):
        if _compiles(text):
            body = ast.parse(text).body
            future = [s for s in body if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
            found += [compiled(ast.Module([*future, s], []), "cell") for s in body]
    return found


def _join(parts: list[list[int]], texts: Sequence[str], i: int, read: Callable[[str], str]) -> None:
    """Joins the part of piece i, if it does not compile, with the fewest others that mend it."""
    at = next(n for n, part in enumerate(parts) if i in part)
    if _compiles(read(_text(parts[at], texts))):
        return
    for chosen in _groups(at, [_text(part, texts) for part in parts]):
        joined = [piece for n in chosen for piece in parts[n]]
        if _compiles(read(_text(joined, texts))):
            parts[chosen[0]] = joined
            for n in reversed(chosen[1:]):
                del parts[n]
            return


def _groups(at: int, parts: Sequence[str]) -> Iterator[list[int]]:
    """Neighbours of part `at`, the fewest first: all, then without scratch work between them,
    which is whole by itself or does not begin indented."""
    torn = {n for n, part in enumerate(parts) if not _compiles(part)}
    indented = {n for n in torn if INDENTED.match(parts[n])}
    for size in range(2, len(parts) + 1):
        for start in range(max(0, at - size + 1), min(at, len(parts) - size) + 1):
            near = range(start + 1, start + size)
            for kept in (near, torn.intersection(near), indented.intersection(near)):
                yield [start, *sorted(kept)]


def _text(part: Sequence[int], texts: Sequence[str]) -> str:
    return "\n".join(texts[i] for i in part)


def _readable(source: str) -> str:
    """The source; without IPython's own lines where Python stops at them."""
    return source if _compiles(source) else without_magics(source)


def _compiles(text: str) -> bool:
    return not isinstance(_code(text), str)


def _code(*texts: str) -> Code | str:
    """The code of the first text that compiles, or the first one's error."""
    error = ""
    for text in texts:
        try:
            return compiled(text, "cell")
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as stop:
            where = f" (line {stop.lineno})" if isinstance(stop, SyntaxError) else ""
            error = error or f"{type(stop).__name__}: {_first_words(stop)}{where}"
    return error


def _first_words(error: BaseException) -> str:
    return str(getattr(error, "msg", None) or error)[:200]


def compiled(source: str | ast.Module, name: str) -> Code:
    """The code of one text or syntax tree. `await` may stand at the top, as in a notebook."""
    return compile(source, f"<{name}>", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)


def dedented(source: str) -> str:
    """Without the first line's indentation, as IPython runs a cell that begins indented."""
    space = re.match(r"(?:[ \t]*\n)*([ \t]*)", source)[1]
    return re.sub(rf"^{space}", "", source, flags=re.MULTILINE) if space else source


def without_magics(source: str) -> str:
    """The cell as Python: IPython's lines as the calls that IPython makes of them (see shell),
    what only IPython's shell reads left empty."""
    text = source
    while (first := text.lstrip().partition("\n")[0]).startswith("%%"):
        if not first.startswith(PYTHON_MAGICS):
            return ""
        text = text.replace(first, "", 1)
    text = BARE.sub(r"\1pass", text)
    try:
        made = _transform(text)
    except SyntaxError:
        made = text
    if _compiles(made) or _compiles(dedented(made)):
        return made
    return "\n".join("" if MAGIC.match(line) else line for line in text.split("\n"))


def _transform(text: str) -> str:
    from IPython.core import inputtransformer2  # only who needs it pays for it

    manager = inputtransformer2.TransformerManager()
    # a piece of a torn cell begins indented, and must stay so
    leading = inputtransformer2.leading_indent
    kept = [one for one in manager.cleanup_transforms if one is not leading]
    manager.cleanup_transforms = kept
    return manager.transform_cell(text)
