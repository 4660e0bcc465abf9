"""The commands of `course.py`, one function each: arguments in, exit code out."""

import argparse
import os
import signal
import sys

from helpers.door import doctor, environment, jupyter, labs, oracle


def main(arguments: list[str], usage: str) -> int:
    """Runs the command that the first argument names; `learn` when it names none."""
    # a console that lacks a letter shows ? instead of crashing
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    if {"-h", "--help"} & set(arguments[:1]):
        print(usage)
        return 0
    named = arguments and not arguments[0].startswith("-")
    name, rest = (arguments[0], arguments[1:]) if named else ("learn", arguments)
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n{usage}", file=sys.stderr)
        return 2
    # as an exception, so that what was started ends with this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return COMMANDS[name](rest)
    except KeyboardInterrupt:
        print("\nStopped. What was begun is begun again at the next start.", file=sys.stderr)
        return 130


def learn(arguments: list[str]) -> int:
    """Opens the course."""
    parser = argparse.ArgumentParser("course.py learn", allow_abbrev=False)
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--port", type=int, help=f"default {jupyter.PORT}, or the next free one")
    known, extra = parser.parse_known_args(arguments)
    if known.port is not None and not 1 <= known.port <= 65535:
        parser.error(f"--port takes 1 to 65535, not {known.port}")
    environment.prepare(environment.LEARN)
    for sentence in labs.hand_out(environment.ROOT / "labs", environment.ROOT / "work"):
        print(sentence)
    print("Starting JupyterLab …", flush=True)
    return jupyter.open_course(known.port, not known.no_browser, extra)


def test(arguments: list[str]) -> int:
    """Runs everything that can be tested: pytest, and through it every notebook."""
    environment.prepare(environment.LEARN, environment.TEST)
    oracle.prepare()
    oracle.prepare_embeddings()
    # one notebook's cells must stay on one worker, in order
    return environment.run("-m", "pytest", "-n", str(_workers()), "--dist", "loadfile", *arguments)


def embeddings(arguments: list[str]) -> int:
    """Installs all-MiniLM-L6-v2, which is not in the base installation because of its size."""
    if arguments:
        print(f"embeddings takes no arguments, got {arguments}", file=sys.stderr)
        return 2
    environment.prepare(environment.LEARN, environment.EMBEDDINGS)
    print("all-MiniLM-L6-v2 is installed. Kernels and servers find it after a restart.")
    return 0


def grade(arguments: list[str]) -> int:
    """Grades submissions."""
    environment.prepare(environment.LEARN)
    # its paths are those of the caller's folder
    return environment.run("-m", "helpers.grading", "--called-from", os.getcwd(), *arguments)


def release(arguments: list[str]) -> int:
    """Makes labs/ out of solutions/."""
    environment.prepare(environment.LEARN)
    return environment.run("-m", "helpers.exercises.release", *arguments)


def examine(arguments: list[str]) -> int:
    """Prints what a helper would ask; 1 when something must be fixed."""
    if arguments:
        print(f"doctor takes no arguments, got {arguments}", file=sys.stderr)
        return 2
    return doctor.main()


def _workers() -> int:
    return max(1, min(os.cpu_count() or 1, 8))


COMMANDS = {
    "learn": learn,
    "embeddings": embeddings,
    "test": test,
    "grade": grade,
    "release": release,
    "doctor": examine,
}
