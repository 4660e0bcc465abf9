"""Exercise 05.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table


def newest(query: str) -> str:
    """newest_of_each with this query; {n} stands for k times the categories of the table."""
    return (
        f"def newest_of_each(database, k):\n    return database.execute('''{query}''').fetchall()"
    )


NUMBERED = (
    "SELECT {columns} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY category ORDER BY {by}) AS p "
    "FROM feedback {where}) WHERE p <= ''' + str(k) + ''' ORDER BY {order}"
)


def numbered(
    columns: str = "text, category",
    by: str = "received DESC",
    where: str = "WHERE category IS NOT NULL",
    order: str = "received",
) -> str:
    return newest(NUMBERED.format(columns=columns, by=by, where=where, order=order))


CASES = Answers(
    right=(
        numbered(),
        "def newest_of_each(database, k):\n"
        "    rows = database.execute('SELECT received, text, category FROM feedback '\n"
        "        'WHERE category IS NOT NULL ORDER BY received DESC').fetchall()\n"
        "    kept = []\n"
        "    for row in rows:\n"
        "        if sum(row[2] == other[2] for other in kept) < k:\n"
        "            kept.append(row)\n"
        "    return [[text, category] for _, text, category in reversed(kept)]",
        "import sqlite3\n"
        + numbered().replace("    return", "    database.row_factory = sqlite3.Row\n    return", 1),
    ),
    wrong=(
        (numbered(where=""), "without a category are among the shots"),
        (numbered(order="received DESC"), "newest first"),
        (numbered(by="received"), "the oldest of each"),
        (numbered().replace("p <= ", "p < "), "one row of each category is missing"),
        (numbered(by="id DESC", order="id"), "you go by `id`"),
        (numbered(columns="category, text"), "the other way round"),
        (numbered(order="category, received"), "in another order"),
        (numbered(columns="txt, category"), "cannot run the query"),
        (numbered(columns="DISTINCT text, category"), "a row whose text comes twice"),
        (
            numbered(where="WHERE category IN ('billing', 'outage', 'access', 'bug', 'feature')"),
            "a category is missing",
        ),
        (
            "def newest_of_each(database, k):\n"
            "    database.execute('DELETE FROM feedback WHERE category IS NULL')\n"
            + numbered(where="").split("\n", 1)[1],
            "your code changes `database`",
        ),
        (
            newest(
                "SELECT text, category FROM (SELECT * FROM feedback WHERE category IS NOT NULL "
                "ORDER BY received DESC LIMIT ''' + str(k) + ''') ORDER BY received"
            ),
            "newest of all",
        ),
        (
            "def newest_of_each(database, k):\n"
            "    rows = database.execute('SELECT received, text, category FROM feedback '\n"
            "        'WHERE category IS NOT NULL ORDER BY received').fetchall()\n"
            "    kept = [row for c in {r[2] for r in rows} for row in\n"
            "            [r for r in rows if r[2] == c][-k:]]\n"
            "    return [row[1:] for row in sorted(kept)]",
            "with k = 0 no row is wanted",
        ),
        (numbered().replace("p <= ", "p <= 1 + "), "one row of each category is too many"),
        (numbered().replace("str(k)", "'1'"), "whatever k is"),
        (numbered(by="id DESC"), "you choose the rows by `id`"),
        (numbered(where="WHERE category != NULL"), "say `is not null`"),
        (numbered(columns="text, category, received"), "two columns, no more"),
        (numbered().replace("return ", "return dict(") + ")", "a dict keeps one row"),
        (numbered().replace("fetchall", "fetchone"), "one row where a list of rows"),
        (
            numbered(
                where="WHERE category IN (SELECT category FROM feedback GROUP BY category "
                "HAVING COUNT(*) >= ''' + str(k) + ''')"
            ),
            "fewer than k rows",
        ),
    ),
)
test_answers = table("05.2", CASES)
