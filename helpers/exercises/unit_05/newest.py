"""Exercise 05.2: shots from SQL, the newest rows of each category.

In: the table (a double holds it), the query's result, wrong queries. Out: SQLite itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

Rows = Sequence[Mapping]


def newest_of_each(rows: Rows, k: int) -> list[tuple[str, str]]:
    """(text, category) of the k newest rows of each category, oldest first."""
    labelled = sorted((r for r in rows if r["category"] is not None), key=_received)
    categories = dict.fromkeys(row["category"] for row in labelled)
    kept = [
        row for c in categories for row in _last([r for r in labelled if r["category"] == c], k)
    ]
    return _pairs(sorted(kept, key=_received))


def _last(rows: Rows, k: int) -> Rows:
    return rows[max(len(rows) - k, 0) :]


def _received(row: Mapping) -> str:
    return row["received"]


def _pairs(rows: Rows) -> list[tuple[str, str]]:
    return [(row["text"], row["category"]) for row in rows]


def _from_database(function):
    """The same function of the double that a question holds."""
    return lambda database, k: function(database.settings["tables"]["feedback"], k)


def feedback_table(draw: Draw) -> list[dict]:
    """Twenty-six rows in no order: one category is frequent and late, one rare, one invented, five
    undecided. One text comes twice."""
    common, rare, *others = [*draw.pick_some(CATEGORIES, 3), draw.made_up()]
    late = [common] * 8
    early = [*([rare] * 2), *(others * 5), common, None, None, None]
    draw.rng.shuffle(early)
    kinds = [*early, *late, None, None]
    numbers = draw.pick_some(range(1000, 9999), len(kinds))
    rows = [
        _row(draw, i, number, kind)
        for i, (number, kind) in enumerate(zip(numbers, kinds, strict=True))
    ]
    rows[-3] = {**rows[-3], "text": rows[-4]["text"]}  # both are late, and of the common category
    return draw.pick_some(rows, len(rows))


def _row(draw: Draw, minute: int, number: int, category: str | None) -> dict:
    known = category if category in CATEGORIES else draw.pick(CATEGORIES)
    text = tickets.one_liner(draw, known)
    received = f"2026-10-{5 + minute // 4:02} {8 + minute % 4:02}:{draw.between(0, 59):02}"
    return {"id": number, "received": received, "category": category, "text": text}


def questions_05_2(seed: int) -> list[Question]:
    rows = feedback_table(Draw(f"05.2/{seed}", "heldout"))
    table = Double("database", {"tables": {"feedback": rows}}, "database")
    return [Call("newest_of_each", (table, k)) for k in (1, 2, 3, 8, 40, 0)]


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
    categories = dict.fromkeys(row["category"] for row in labelled)
    kept = [row for c in categories for row in [r for r in labelled if r["category"] == c][:k]]
    return _pairs(sorted(kept, key=_received))


def _one_less(rows: Rows, k: int) -> list:
    return newest_of_each(rows, k - 1) if k > 1 else []


def _newest_of_all(rows: Rows, k: int) -> list:
    labelled = sorted((r for r in rows if r["category"] is not None), key=_received)
    return _pairs(_last(labelled, k))


def _kinds(rows: Rows) -> dict:
    return Counter(row["category"] for row in rows)


def _full_only(rows: Rows, k: int) -> list:
    return newest_of_each([row for row in rows if _kinds(rows)[row["category"]] >= k], k)


def _one_per_text(rows: Rows, k: int) -> list:
    return list(dict.fromkeys(newest_of_each(rows, k)))


def _by_number_inside(rows: Rows, k: int) -> list:
    labelled = sorted((r for r in rows if r["category"] is not None), key=lambda row: row["id"])
    kept = [
        r for c in _kinds(labelled) for r in _last([x for x in labelled if x["category"] == c], k)
    ]
    return _pairs(sorted(kept, key=_received))


def _all_for_none(rows: Rows, k: int) -> list:
    return newest_of_each(rows, k or len(rows))


def _names(value: list) -> set:
    return {pair[1] for pair in value}


def _invented_missing(value: list, wanted: list) -> bool:
    missing = _names(wanted) - _names(value)
    return isinstance(value, list) and bool(missing) and not missing & set(CATEGORIES)


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
                lambda value, wanted: isinstance(value, dict),
                "A dict keeps one row for each key. A list of pairs is wanted.",
            ),
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
                _one_less,
                "One row of each category is missing: the newest is number 1, or has no newer one.",
            ),
            shots_like(
                _newest_of_all,
                "These are the k newest of all. Of *each* category k are wanted: number the rows "
                "within a category (`PARTITION BY`).",
            ),
            shots_like(
                lambda rows, k: newest_of_each(rows, k + 1),
                "One row of each category is too many: of the newest, k are wanted.",
            ),
            shots_like(
                lambda rows, k: newest_of_each(rows, 1),
                "You take the newest row of each category, whatever k is.",
            ),
            shots_like(
                _full_only,
                "You leave out a category that has fewer than k rows. It gives what it has.",
            ),
            shots_like(
                _one_per_text,
                "You lose a row whose text comes twice: every row is a shot of its own.",
            ),
            shots_like(
                _all_for_none,
                "With k = 0 no row is wanted, and all come. `rows[-0:]` begins at the start.",
            ),
            shots_like(
                _by_number_inside,
                "You choose the rows by `id`. The numbers do not follow the times: use `received`.",
            ),
            value_is(
                lambda value, wanted: value == [] and len(wanted) > 0,
                "No row came back. In SQL nothing is equal to NULL, and nothing is unequal to it: "
                "if you compare with it, say `IS NOT NULL`.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, tuple) and isinstance(value[0], str),
                "You give one row where a list of rows is wanted: `fetchall()` gives all of them.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, list) and any(len(pair) != 2 for pair in value)
                ),
                "Each shot is (text, category): two columns, no more.",
            ),
            value_is(
                _invented_missing,
                "A category is missing, one with an invented name. Do you know the names "
                "beforehand? Only the table says which there are.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, list) and 0 < len(_names(value)) < len(_names(wanted))
                ),
                "A category is missing. Each has its shots, whatever its name and however few or "
                "old its rows: number the rows within each category (`PARTITION BY category`).",
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
    distractor='    query = "SELECT text, category FROM feedback GROUP BY category LIMIT ?"',
    hints=(
        "`ROW_NUMBER() OVER (PARTITION BY category ORDER BY received DESC)` numbers the rows of "
        "each category, 1 for the newest.",
        "A window function cannot stand in WHERE. Put the numbering into an inner query: "
        "`SELECT text, category FROM (SELECT …, ROW_NUMBER() OVER (…) AS place FROM feedback "
        "WHERE category IS NOT NULL) WHERE place <= ? ORDER BY received`.",
    ),
)
