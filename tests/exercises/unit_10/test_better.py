"""Exercise 10.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table


def better(
    adjust: str = "{'holm': many.holm, 'bh': many.benjamini_hochberg}[way](p)",
    won: str = "results[x][0] > results[x][1]",
    key: str = "key=lambda x: p[names.index(x)]",
    first: str = "",
) -> str:
    return (
        "def better(results, way):\n"
        f"{first}"
        "    names = list(results)\n"
        "    p = [paired.sign_test(*results[x]) for x in names]\n"
        f"    q = {adjust}\n"
        f"    kept = [x for x in names if q[names.index(x)] < 0.05 and {won}]\n"
        f"    return sorted(kept, {key})"
    )


BY_HAND = """
def better(results, way):
    p = {name: paired.sign_test(*counts) for name, counts in results.items()}
    order = sorted(p, key=p.get)
    k, last = len(order), 0
    for place, name in enumerate(order, 1):
        bar = 0.05 / (k - place + 1) if way == "holm" else 0.05 * place / k
        if p[name] < bar:
            last = place
        elif way == "holm":
            break
    return [name for name in order[:last] if results[name][0] > results[name][1]]
"""
CASES = Answers(
    right=(
        better(),
        BY_HAND,
        "def better(results, way):\n"
        "    p = [paired.sign_test(m, b) for m, b in results.values()]\n"
        "    q = (many.holm if way == 'holm' else many.benjamini_hochberg)(p)\n"
        "    rows = sorted(zip(p, q, results.items()))\n"
        "    return tuple(name for _, q, (name, (m, b)) in rows if m > b and q < 0.05)",
    ),
    wrong=(
        (better(adjust="p"), "gets there by luck"),
        (better(won="True"), "clearly *worse*"),
        (better(first="    results = {n: c for n, c in results.items() if c[0] > c[1]}\n"),
         "they count among the tries"),
        (better(adjust="{'bh': many.holm, 'holm': many.benjamini_hochberg}[way](p)"), "confused"),
        (better(adjust="[len(p) * x for x in p]"), "Bonferroni"),
        (BY_HAND.replace("        elif way == \"holm\":\n            break\n", ""),
         "Holm stops at the first"),
        (BY_HAND.replace("        elif way == \"holm\":\n", "        else:\n"),
         "the *last* that reaches its bar"),
        (better(key="key=names.index"), "another order"),
        (better(key="key=lambda x: q[names.index(x)]"), "another order"),
        (better(key="key=lambda x: -results[x][0]"), "another order"),
        (better(first="    results = {n: c for n, c in results.items() "
                      "if paired.sign_test(*c) < 0.05}\n"), "with a small p-value alone"),
        (better(first="    results = {n: c if c[0] > c[1] else (0, 0) "
                      "for n, c in results.items()}\n"), "before you adjust"),
        (better(won="results[x][0] > 0"), "even if it mended some"),
        (better().replace("names.index(x)])", "names.index(x)])[:1]"), "one prompt at most"),
        (better(adjust="many.holm(p)"), "in Holm's way whatever"),
        (better(adjust="many.benjamini_hochberg(p)"), "Hochberg whatever"),
        (better(first="    first = list(results)[0]\n"), "no prompt at all"),
        (better().replace("sorted(kept,", "set(kept) or set(") .replace(
            "set(kept) or set( key=lambda x: p[names.index(x)])", "set(kept)"), "a list of names"),
    ),
    setup="from helpers.measure import many, paired\n",
)  # fmt: skip
test_answers = table("10.4", CASES)
