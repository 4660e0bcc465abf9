"""Exercise 10.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

ROW = "{'text': 't', 'gold': 'bug', 'a': ['x'], 'b': ['x'], 'b_says': ['right']}"
FAILING = f"failing = ([{ROW}], [])\n"


def program(
    a: str = "row['a'].count(row['gold']) * 2 > len(row['a'])",
    b: str = "row['b'].count(row['gold']) * 2 > len(row['b'])",
    skip: str = "row['text'] in shots",
) -> str:
    return (
        "def ab_test(rows, shots):\n"
        "    mended = broke = 0\n"
        "    for row in rows:\n"
        f"        if {skip}:\n"
        "            continue\n"
        f"        a = {a}\n"
        f"        b = {b}\n"
        "        mended += b and not a\n"
        "        broke += a and not b\n"
        "    return mended, broke"
    )


FIRST = {"a": "row['a'][0] == row['gold']", "b": "row['b'][0] == row['gold']"}
OWN = "row['b_says'].count('right') * 2 > len(row['b_says'])"
CASES = Answers(
    right=(
        FAILING + program(),
        "from statistics import mean\n"
        "failing = [[{'text': 't', 'gold': 'bug', 'a': ['bug', 'x', 'x'], 'b': ['x', 'x', 'x'],"
        " 'b_says': ['wrong'] * 3}], ['other']]\n"
        "def ab_test(rows, shots):\n"
        "    def right(row, arm):\n"
        "        return mean(reply == row['gold'] for reply in row[arm]) > 0.5\n"
        "    kept = [row for row in rows if row['text'] not in set(shots)]\n"
        "    pairs = [(right(row, 'a'), right(row, 'b')) for row in kept]\n"
        "    return [pairs.count((False, True)), pairs.count((True, False))]",
        "from collections import Counter\n"
        "failing = ([{'text': 't', 'gold': 'bug', 'a': ['x'], 'b': ['bug'], 'b_says': ['right']}],"
        " ['t'])\n"
        "def ab_test(rows, shots):\n"
        "    count = Counter()\n"
        "    for row in rows:\n"
        "        if row['text'] not in shots:\n"
        "            a, b = (sorted(x == row['gold'] for x in row[arm])[len(row[arm]) // 2]"
        " for arm in 'ab')\n"
        "            count[b - a] += 1\n"
        "    return count[1], count[-1]",
    ),
    wrong=(
        (FAILING + program(FIRST["a"], "row['b_says'][0] == 'right'", "False"),
         "the same wrong value as before"),
        ("failing = ([], [])\n" + program(), "does not show the fault"),
        ("failing = ([{'text': 't'}], [])\n" + program(), "dicts with the keys"),
        (f"failing = [{ROW}]\n" + program(), "two lists are wanted"),
        (FAILING.replace("['right']", "['yes']") + program(), "`b_says` holds"),
        (FAILING + program(skip="False"), "they test nothing"),
        (FAILING + program(**FIRST), "hangs on the first sample"),
        (FAILING + program(b=OWN), "still grades its own replies"),
        (FAILING + program(**FIRST, skip="False"), "no longer grades itself"),
        (FAILING + program(FIRST["a"], "row['b_says'][0] == 'right'"), "the shots are out"),
        (FAILING + program(b=OWN, skip="False"), "all samples count"),
        (FAILING + program("row['gold'] in row['a']", "row['gold'] in row['b']"),
         "one right sample is enough"),
        ("from collections import Counter\n" + FAILING + program(
            "Counter(row['a']).most_common(1)[0][0] == row['gold']",
            "Counter(row['b']).most_common(1)[0][0] == row['gold']"), "two of five are none"),
        (FAILING + program("sum(row['gold'] in x for x in row['a']) * 2 > len(row['a'])",
                           "sum(row['gold'] in x for x in row['b']) * 2 > len(row['b'])"),
         "*equals* `gold`"),
        (FAILING + program("sum(x in row['gold'] for x in row['a']) * 2 > len(row['a'])",
                           "sum(x in row['gold'] for x in row['b']) * 2 > len(row['b'])"),
         "a part of a label"),
        (FAILING + program("row['a'][-1] == row['gold']", "row['b'][-1] == row['gold']"),
         "on the last sample"),
        (FAILING + program("row['a'][len(row['a']) // 2] == row['gold']",
                           "row['b'][len(row['b']) // 2] == row['gold']"), "not yet"),
        (FAILING + program(
            b="sum(x == row['gold'] and s == 'right' for x, s in zip(row['b'], row['b_says'])) * 2"
            " > len(row['b'])"), "have a say"),
        (FAILING + program("sum(x.lower() == row['gold'] for x in row['a']) * 2 > len(row['a'])",
                           "sum(x.lower() == row['gold'] for x in row['b']) * 2 > len(row['b'])"),
         "not yet"),
        (FAILING + program(
            "sum(x.strip().lower() == row['gold'] for x in row['a']) * 2 > len(row['a'])",
            "sum(x.strip().lower() == row['gold'] for x in row['b']) * 2 > len(row['b'])"),
         "capitals or blanks"),
        (FAILING + program("set(row['a']) == {row['gold']}", "set(row['b']) == {row['gold']}"),
         "every sample to be right"),
        (FAILING + program("row['a'].count(row['gold']) >= 2", "row['b'].count(row['gold']) >= 2"),
         "two right samples, however"),
        (FAILING + program("row['a'][:3].count(row['gold']) * 2 > len(row['a'][:3])",
                           "row['b'][:3].count(row['gold']) * 2 > len(row['b'][:3])"),
         "look at three samples"),
        (FAILING + program(a=FIRST["a"]), "A's verdict still hangs"),
        (FAILING + program(b=FIRST["b"]), "B's verdict hangs"),
        (FAILING + program(b="row['b_says'][0] == 'right'"), "still grades its own"),
        (FAILING + program().replace("continue", "break"), "the tickets after it count"),
        (FAILING + program().replace("return mended, broke", "return broke, mended"),
         "the wrong way round"),
        (FAILING + program().replace("b and not a", "b").replace("a and not b", "a"),
         "that both get right tells"),
        (FAILING + program(skip="any(row['text'] in shot for shot in shots)"), "part of a shot"),
        (FAILING + program(skip="any(shot in row['text'] for shot in shots)"), "only contain"),
        (FAILING + "def ab_test(rows, shots):\n"
         "    pairs = [(x == r['gold'], y == r['gold']) for r in rows if r['text'] not in shots\n"
         "             for x, y in zip(r['a'], r['b'])]\n"
         "    return pairs.count((False, True)), pairs.count((True, False))",
         "every sample as a ticket"),
    ),
)  # fmt: skip
test_answers = table("10.6", CASES)
