"""Exercise 10.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table


def read(loop: str, counts: str = "dict(Counter(notes))") -> str:
    """read() with this way to find `stop`."""
    return (
        "from collections import Counter\n"
        "def read(notes, quiet):\n"
        f"    stop = None\n{loop}"
        f"    return {counts}, stop"
    )


WINDOW = (
    "    for at in range(quiet, len(notes) + 1):\n"
    "        if set(notes[at - quiet:at]) <= set(notes[:at - quiet]):\n"
    "            stop = at\n"
    "            break\n"
)
LAST_NEW = (
    "    new = 0\n"
    "    for at, kind in enumerate(notes, 1):\n"
    "        if kind not in notes[:at - 1]:\n"
    "            new = at\n"
    "        if stop is None and at - new {reached} quiet:\n"
    "            stop = {stop}\n"
)

CASES = Answers(
    right=(
        read(WINDOW),
        read(LAST_NEW.format(reached=">=", stop="at"), "Counter(notes)"),
        "def read(notes, quiet):\n"
        "    counts, new_at = {}, [0]\n"
        "    for at, kind in enumerate(notes, 1):\n"
        "        counts[kind] = counts.get(kind, 0) + 1\n"
        "        if counts[kind] == 1:\n"
        "            new_at.append(at)\n"
        "    ends = [*new_at[1:], len(notes) + 1]\n"
        "    for new, end in zip(new_at, ends):\n"
        "        if end - new > quiet and new:\n"
        "            return counts, new + quiet\n"
        "    return [counts, None]",
    ),
    wrong=(
        (read(WINDOW, "dict(Counter(notes[:stop]))"), "all of it"),
        (read(WINDOW + "    stop = stop or len(notes)\n"), "nobody knows what else"),
        (
            read(
                "    new = max([notes.index(kind) + 1 for kind in notes], default=0)\n"
                "    if len(notes) - new >= quiet:\n"
                "        stop = new + quiet\n"
            ),
            "cannot look ahead",
        ),
        (
            read(
                "    for at in range(quiet, len(notes) + 1):\n"
                "        if len(set(notes[at - quiet:at])) == 1:\n"
                "            stop = at\n"
                "            break\n"
            ),
            "the same kind came in a row",
        ),
        (
            read(LAST_NEW.format(reached="==", stop="at").replace("stop is None and ", "")),
            "you stop at the last time",
        ),
        (read(LAST_NEW.format(reached=">=", stop="new")), "the place of the last new kind"),
        (read(LAST_NEW.format(reached=">", stop="at")), "one too many"),
        (
            read(
                "    known = 0\n"
                "    for at, kind in enumerate(notes, 1):\n"
                "        known += kind in notes[:at - 1]\n"
                "        if known == quiet and stop is None:\n"
                "            stop = at\n"
            ),
            "back to 0",
        ),
        (
            read(
                "    run = 0\n"
                "    for at, kind in enumerate(notes, 1):\n"
                "        run = run + 1 if kind in notes[:at - 1] else 1\n"
                "        if run == quiet and stop is None:\n"
                "            stop = at\n"
            ),
            "as the first quiet one",
        ),
        (read(LAST_NEW.format(reached=">=", stop="at - 1")), "counted from 0"),
        (read(WINDOW.replace(" + 1)", ")")), "after the very last note"),
        (read(WINDOW + "    stop = stop or 0\n"), "`None`, not a number"),
        (read(WINDOW).replace("return dict(Counter(notes)), stop",
                              "return stop, dict(Counter(notes))"), "the wrong way round"),
        (read(WINDOW).replace("return dict(Counter(notes)), stop", "return stop"), "not yet"),
        ("def read(notes, quiet):\n    return {kind: notes.count(kind) for kind in notes}",
         "a pair is wanted"),
    ),
    setup="from collections import Counter\n",
)  # fmt: skip
test_answers = table("10.1", CASES)
