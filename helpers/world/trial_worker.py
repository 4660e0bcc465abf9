"""The process behind trials.py: reads requests as JSON lines, runs them, writes what came out.

It knows arguments, never expected values. In: {"code", "name", "arguments"}. Out: judging.
"""

import ast
import builtins
import io
import json
import sys

MEMORY = 512 * 2**20  # bytes
MODULES = (
    "math",
    "re",
    "statistics",
    "collections",
    "itertools",
    "functools",
    "string",
    "operator",
)
FORBIDDEN = ("open", "input", "exec", "eval", "compile", "breakpoint", "exit", "quit", "help")


def limited_import(name: str, *rest):
    """The import of the code that is tried: only modules without a way out."""
    if name.split(".")[0] not in MODULES:
        raise ImportError(f"{name} cannot be imported here, only {', '.join(MODULES)}")
    return __import__(name, *rest)


def results(code: str, name: str, arguments: str) -> str:
    """repr of the list of values that the function `name` of the code gives."""
    allowed = {k: v for k, v in vars(builtins).items() if k not in FORBIDDEN}
    space = {"__builtins__": allowed | {"__import__": limited_import}, "__name__": "reply"}
    exec(compile(code, "reply", "exec"), space)
    return repr([space[name](*one) for one in ast.literal_eval(arguments)])


def limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    limit_memory()
    lines, answers = sys.stdin, sys.stdout
    sys.stdin = sys.stdout = io.StringIO()  # a reply that prints must not answer for us
    print("ready", file=answers, flush=True)
    for line in lines:
        sys.stdout = io.StringIO()
        try:
            value = results(**json.loads(line))
        except BaseException as error:  # whatever a reply raises, also SystemExit, is its failure
            value = f"error {type(error).__name__}"
        print(json.dumps(value), file=answers, flush=True)


if __name__ == "__main__":
    main()
