"""Exercises of unit 05: shots as messages, shots from SQL, choices that order cannot upset, a lean.

In: the four small exercises and the order of all. Out: the categoriser (unit_05_categoriser), the
reference answers in full (solutions/).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence

from helpers import metrics
from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
from helpers.checks.unit_05_categoriser import CATEGORISER
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

Shots = Sequence[tuple[str, str]]  # (text, label)

# --- 05.1 shots as turns and as one prompt ---------------------------------------------------


def as_turns(shots: Shots, text: str) -> list[dict]:
    """Each shot as a turn of the user and one of the assistant; then the text."""
    pairs = [
        ({"role": "user", "content": x}, {"role": "assistant", "content": y}) for x, y in shots
    ]
    return [*(message for pair in pairs for message in pair), {"role": "user", "content": text}]


def as_prompt(shots: Shots, text: str) -> str:
    """Blocks with a blank line between them; the last one waits for its label."""
    return "\n\n".join([*(f"Text: {x}\nLabel: {y}" for x, y in shots), f"Text: {text}\nLabel:"])


def questions_05_1(seed: int) -> list[Question]:
    """No shot, one, and several; labels known and invented."""
    draw, asked = Draw(f"05.1/{seed}", "heldout"), []
    for n in (0, 1, 3, 5):
        names = {category: draw.made_up() if n == 5 else category for category in CATEGORIES}
        shots = [(tickets.subject_line(draw, c), names[c]) for c in draw.pick_some(CATEGORIES, n)]
        text = tickets.subject_line(draw, draw.pick(CATEGORIES))
        asked += [Call(name, (shots, text)) for name in ("as_turns", "as_prompt")]
    return asked


def _roles(value: list[dict]) -> list[str]:
    return [message["role"] for message in value]


FORMATS = Exercise(
    id="05.1",
    title="Shots as turns and as one prompt",
    goal="Write `as_turns(shots, text)`, which gives messages, and `as_prompt(shots, text)`, which "
    "gives one text.",
    points=2,
    minutes=10,
    difficulty="easy",
    budget="no call; up to five lines each",
    answers=("as_turns", "as_prompt"),
    questions=questions_05_1,
    judge=compare(
        {"as_turns": as_turns, "as_prompt": as_prompt},
        [
            value_is(
                lambda value, wanted: isinstance(value, str) and value == wanted + " ",
                "The prompt ends in a space after `Label:`. The model's next token brings its own "
                "space along, so a space before it makes the usual token impossible.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and value.rstrip() == wanted,
                "The prompt must end right after `Label:`; a line end follows it.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, str)
                    and value.replace("\n\n", "\n") == wanted.replace("\n\n", "\n")
                ),
                "Between two blocks stands a blank line, so that the model sees where one ends.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and wanted.startswith(value.rstrip()),
                "The new text is missing at the end: without it there is nothing to label.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, list) and value == wanted[:-1],
                "The new text is missing: the last message is the user's, with the text to label.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, list) and len(value) > 1 and set(_roles(value)) == {"user"}
                ),
                "Every message is the user's. A label is what the *assistant* should say, so show "
                "it in that role.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, list) and _roles(value)[-1] != "user",
                "The last message must be the user's: it is the text that waits for a label.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and isinstance(wanted, list),
                "`as_turns` gives a list of messages, each a dict with `role` and `content`.",
            ),
        ],
        message="Both forms hold the same shots. Which one a model follows better, you measure.",
    ),
    hints=(
        "A list of messages grows by two for each shot: `messages += [{…user…}, {…assistant…}]`.",
        'For the prompt, make a list of blocks and join them with `"\\n\\n"`. The last block has '
        "no label.",
    ),
)

# --- 05.2 the newest of each -----------------------------------------------------------------

Rows = Sequence[Mapping]


def newest_of_each(rows: Rows, k: int) -> list[tuple[str, str]]:
    """(text, category) of the k newest rows of each category, oldest first."""
    labelled = sorted((r for r in rows if r["category"] is not None), key=_received)
    kept = [row for c in CATEGORIES for row in [r for r in labelled if r["category"] == c][-k:]]
    return _pairs(sorted(kept, key=_received))


def _received(row: Mapping) -> str:
    return row["received"]


def _pairs(rows: Rows) -> list[tuple[str, str]]:
    return [(row["text"], row["category"]) for row in rows]


def _rows(question: Call) -> Rows:
    return question.args[0].settings["tables"]["feedback"]


def _from_database(function):
    """The same function of the double that a question holds."""
    return lambda database, k: function(database.settings["tables"]["feedback"], k)


def feedback_table(draw: Draw) -> list[dict]:
    """Twenty-six rows in no order: one category is frequent and late, one rare, five undecided."""
    common, rare, *others = draw.pick_some(CATEGORIES, 4)
    late = [common] * 8
    early = [*([rare] * 2), *(others * 5), common, None, None, None]
    draw.rng.shuffle(early)
    kinds = [*early, *late, None, None]
    numbers = draw.pick_some(range(1000, 9999), len(kinds))
    rows = [
        _row(draw, i, number, kind)
        for i, (number, kind) in enumerate(zip(numbers, kinds, strict=True))
    ]
    return draw.pick_some(rows, len(rows))


def _row(draw: Draw, minute: int, number: int, category: str | None) -> dict:
    text = tickets.one_liner(draw, category or draw.pick(CATEGORIES))
    received = f"2026-10-{5 + minute // 4:02} {8 + minute % 4:02}:{draw.between(0, 59):02}"
    return {"id": number, "received": received, "category": category, "text": text}


def questions_05_2(seed: int) -> list[Question]:
    rows = feedback_table(Draw(f"05.2/{seed}", "heldout"))
    table = Double("database", {"tables": {"feedback": rows}}, "database")
    return [Call("newest_of_each", (table, k)) for k in (1, 2, 3)]


def _as_lists(value: object) -> object:
    """Rows as sqlite3 gives them (tuples) or as lists: the same shots."""
    return [list(pair) for pair in value] if isinstance(value, list | tuple) else value


def same_shots(wanted: object, value: object) -> bool:
    return _as_lists(wanted) == _as_lists(value)


def shots_like(wrong, words: str):
    """The misconception of somebody whose query gives what `wrong` gives."""
    return would_return(_from_database(wrong), words, same_shots)


def _by_id(rows: Rows, k: int) -> list:
    renumbered = [{**row, "received": f"{row['id']:05}"} for row in rows]
    return newest_of_each(renumbered, k)


def _oldest(rows: Rows, k: int) -> list:
    labelled = sorted((r for r in rows if r["category"] is not None), key=_received)
    kept = [row for c in CATEGORIES for row in [r for r in labelled if r["category"] == c][:k]]
    return _pairs(sorted(kept, key=_received))


def _newest_of_all(rows: Rows, n: int) -> list:
    labelled = sorted((r for r in rows if r["category"] is not None), key=_received)
    return _pairs(labelled[-n:])


def _has_undecided(value: list, wanted: list) -> bool:
    return any(pair[1] is None for pair in value)


def _same_set(value: list, wanted: list) -> bool:
    return sorted(map(tuple, value)) == sorted(map(tuple, wanted))


NEWEST = Exercise(
    id="05.2",
    title="Balanced shots from SQL",
    goal="Write `newest_of_each(database, k)`: the k newest labelled rows of each category.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; one query",
    answers=("newest_of_each",),
    questions=questions_05_2,
    judge=compare(
        _from_database(newest_of_each),
        [
            value_is(
                _has_undecided,
                "Rows without a category are among the shots. SQL keeps NULL as a group of its "
                "own: leave those rows out with `WHERE category IS NOT NULL`.",
            ),
            value_is(
                lambda value, wanted: _as_lists(value) == _as_lists(wanted)[::-1],
                "The right rows, newest first. The newest should stand last, next to the text that "
                "is to be labelled.",
            ),
            shots_like(
                lambda rows, k: _newest_of_all(rows, k),
                "These are the k newest of all. Of *each* category k are wanted: number the rows "
                "within a category (`PARTITION BY`).",
            ),
            value_is(
                lambda value, wanted: (
                    len({p[1] for p in value}) < len({p[1] for p in wanted})
                    and len(value) >= len({p[1] for p in value})
                ),
                "A category is missing. The newest rows of the table are mostly of one kind: "
                "number the rows within each category (`PARTITION BY category`).",
            ),
            shots_like(_oldest, "These are the oldest of each category; the newest are wanted."),
            value_is(
                lambda value, wanted: _same_set([p[::-1] for p in value], wanted),
                "Each shot is (text, category), in this order; yours are the other way round.",
            ),
            value_is(
                _same_set,
                "The right rows, in another order: the shots are wanted by `received`, oldest "
                "first, across the categories.",
            ),
            shots_like(
                _by_id, "You go by `id`. The numbers do not follow the times: use `received`."
            ),
            stops_with("OperationalError", "SQLite cannot run the query: read the error below."),
        ],
        equal=same_shots,
        message="Every category has its shots, however the table is filled.",
    ),
    hints=(
        "`ROW_NUMBER() OVER (PARTITION BY category ORDER BY received DESC)` numbers the rows of "
        "each category, 1 for the newest.",
        "A window function cannot stand in WHERE. Put the numbering into an inner query: "
        "`SELECT text, category FROM (SELECT …, ROW_NUMBER() OVER (…) AS place FROM feedback "
        "WHERE category IS NOT NULL) WHERE place <= ? ORDER BY received`.",
    ),
)

# --- 05.3 a choice that order cannot upset ---------------------------------------------------

Results = Mapping[str, Sequence[tuple[int, int]]]  # {prompt: (right, n) for each order}


def robust(results: Results) -> str | None:
    """The prompt whose worst order is clearly better than every other prompt's worst order."""
    worst = {name: min(orders, key=_share) for name, orders in results.items()}
    best = max(worst, key=lambda name: _share(worst[name]))
    others = [metrics.wilson(*worst[name])[1] for name in worst if name != best]
    return best if metrics.wilson(*worst[best])[0] > max(others) else None


def _share(pair: tuple[int, int]) -> float:
    return pair[0] / pair[1]


def _no_interval(results: Results) -> str:
    return max(results, key=lambda name: min(map(_share, results[name])))


def _by_mean(results: Results) -> str:
    return max(results, key=lambda n: sum(map(_share, results[n])) / len(results[n]))


def _by_best(results: Results) -> str:
    return max(results, key=lambda name: max(map(_share, results[name])))


def _by_count(results: Results) -> str:
    return max(results, key=lambda name: min(right for right, _ in results[name]))


def questions_05_3(seed: int) -> list[Question]:
    """Clear, unclear, and where mean, best order or bare counts would mislead."""
    draw = random.Random(f"05.3/{seed}")
    a, b, c = draw.sample(["turns", "blocks", "arrows", "tags", "table"], 3)

    def near(right: int) -> int:
        return right + draw.randint(-2, 2)

    clear = {a: [(near(85), 100), (near(86), 100)], b: [(near(55), 100), (near(90), 100)]}
    mean = {a: [(near(60), 100), (98, 100), (99, 100)], b: [(near(78), 100)] * 3}
    unclear = {a: [(near(16), 20), (18, 20)], b: [(near(11), 20), (19, 20)]}
    counts = {a: [(near(120), 300), (near(130), 300)], b: [(near(90), 100), (near(92), 100)]}
    three = {
        a: [(near(250), 300), (290, 300)],
        b: [(near(200), 300), (294, 300)],
        c: [(near(150), 300), (298, 300)],
    }
    near_tie = {a: [(near(84), 100)] * 2, b: [(near(84), 100)] * 2, c: [(near(30), 100)] * 2}
    return [Call("robust", (table,)) for table in (clear, mean, unclear, counts, three, near_tie)]


ROBUST = Exercise(
    id="05.3",
    title="A choice that order cannot upset",
    goal="Write `robust(results)`: the prompt whose worst order is clearly the best, or `None`.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to six lines",
    answers=("robust",),
    questions=questions_05_3,
    judge=compare(
        robust,
        [
            would_return(
                _no_interval,
                "You always name a prompt. Where the intervals of the worst orders overlap, there "
                "is not enough evidence yet, and the answer is `None`.",
            ),
            would_return(
                _by_mean,
                "You compare the means over the orders. A good mean can hide an order that fails; "
                "compare the worst ones.",
            ),
            would_return(
                _by_best,
                "You compare the best orders. In production nobody promises you the best order; "
                "compare the worst ones.",
            ),
            would_return(
                _by_count,
                "You compare how many were right. The prompts were tried on different numbers of "
                "texts: compare shares.",
            ),
            value_is(
                lambda value, wanted: value is None,
                "Here the interval of one worst order lies wholly above all others: that is "
                "enough evidence. Do you compare low end with high end, of the worst orders only?",
            ),
            value_is(
                lambda value, wanted: isinstance(value, tuple | list),
                "The name of the prompt is wanted, not its numbers.",
            ),
        ],
        message="By the worst order, and only on evidence.",
    ),
    hints=(
        "First find each prompt's worst order: `min(orders, key=lambda pair: pair[0] / pair[1])`.",
        "`metrics.wilson(right, n)` gives (low, high). The low end of the best must lie above the "
        "high end of every other.",
    ),
)

# --- 05.4 does it lean? ----------------------------------------------------------------------

Pairs = Sequence[tuple[str, str]]  # (wanted, reply)


def leaning(pairs: Pairs) -> str | None:
    """The label that is said clearly more often than it is wanted, the strongest one, or None."""
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in wanted if metrics.wilson(said[c], n)[0] > wanted[c] / n]
    return max(clear, key=lambda label: said[label] - wanted[label], default=None)


def _most_said(pairs: Pairs) -> str:
    return Counter(reply for _, reply in pairs).most_common(1)[0][0]


def _most_over(pairs: Pairs) -> str:
    said, wanted = Counter(r for _, r in pairs), Counter(w for w, _ in pairs)
    return max(wanted, key=lambda label: said[label] - wanted[label])


def _against_equal(pairs: Pairs) -> str | None:
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in wanted if metrics.wilson(said[c], n)[0] > 1 / len(wanted)]
    return max(clear, key=lambda label: said[label], default=None)


def _any_reply(pairs: Pairs) -> str | None:
    n, wanted = len(pairs), Counter(w for w, _ in pairs)
    said = Counter(reply for _, reply in pairs)
    clear = [c for c in said if metrics.wilson(said[c], n)[0] > wanted[c] / n]
    return max(clear, key=lambda label: said[label] - wanted[label], default=None)


def questions_05_4(seed: int) -> list[Question]:
    """A lean, none, one too small to tell, one on an uneven set, replies that are no label."""
    draw = random.Random(f"05.4/{seed}")
    a, b, c = draw.sample(CATEGORIES, 3)
    k = draw.randint(18, 22)
    lean = [(a, a)] * k + [(b, b)] * 6 + [(b, a)] * (k - 6)
    fair = [(a, a)] * (k - 1) + [(a, b)] + [(b, b)] * (k - 1) + [(b, a)]
    small = [(a, a)] * 4 + [(b, b)] * 2 + [(b, a)] * 2
    uneven = [(a, a)] * (3 * k) + [(b, b)] * 9 + [(c, c)] * 10
    noise = [(a, a)] * 6 + [(a, "Text:")] * 15 + [(b, b)] * 6 + [(b, "Text:")] * 15
    hidden = [(a, a)] * (4 * k) + [(b, b)] * 5 + [(c, b)] * (k // 2) + [(a, b)] * 9
    cases = [lean, fair, small, uneven, noise, hidden]
    return [Call("leaning", (draw.sample(pairs, len(pairs)),)) for pairs in cases]


LEANING = Exercise(
    id="05.4",
    title="Does it lean?",
    goal="Write `leaning(pairs)`: the label that the model says clearly too often, or `None`.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to seven lines",
    answers=("leaning",),
    questions=questions_05_4,
    judge=compare(
        leaning,
        [
            would_return(
                _most_over,
                "You name the label with the largest surplus, however small. Name one only where "
                "the whole interval of its share lies above the share that was wanted.",
            ),
            would_return(
                _against_equal,
                "You compare with equal shares. These texts are not spread evenly: compare with "
                "the share that each label has among the *wanted* ones.",
            ),
            would_return(
                _any_reply,
                "That is not a label. Unreadable replies are a fault of their own; a lean is "
                "towards a label that occurs among the wanted ones.",
            ),
            would_return(
                _most_said,
                "You name the label that is said most. It may be wanted most: compare with how "
                "often it was wanted.",
            ),
            value_is(
                lambda value, wanted: value is None,
                "There is enough evidence here: the low end of a label's interval is above its "
                "share among the wanted ones.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, tuple | list | dict),
                "One label is wanted, or `None`: the strongest one where several lean.",
            ),
        ],
        message="A lean is named only where the evidence is enough.",
    ),
    hints=(
        "`Counter(reply for _, reply in pairs)` counts what was said; do the same for `wanted`. "
        "n is the number of pairs, unreadable replies included.",
        "A label leans when `metrics.wilson(said[label], n)[0] > wanted[label] / n`.",
    ),
)

EXERCISES = (FORMATS, NEWEST, ROBUST, LEANING, CATEGORISER)
