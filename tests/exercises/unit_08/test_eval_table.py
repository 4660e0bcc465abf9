"""Exercise 08.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table

SETUP = "import pandas as pd\nfrom helpers.measure import clusters\n"


def by_hand(
    judged: str = "[r for r in mine if r['label'] is not None]",
    names: str = "[r['customer'] for r in judged]",
    paid: str = "mine",
    each: str = "r['tokens_in'] * a + r['tokens_out'] * b",
    by: str = "1e6",
    per: str = "cost / sum(right) if sum(right) else None",
    failed: str = "len(mine) - len(judged)",
    end: str = "table",
    low: str = "low",
) -> str:
    return (
        "def eval_table(results, prices):\n"
        "    table = []\n"
        "    for system in dict.fromkeys(r['system'] for r in results):\n"
        "        mine = [r for r in results if r['system'] == system]\n"
        f"        judged = {judged}\n"
        "        right = [int(r['label'] == r['gold']) for r in judged]\n"
        f"        share, low, high = clusters.interval(right, {names})\n"
        "        a, b = prices[system]\n"
        f"        cost = sum({each} for r in {paid}) / {by}\n"
        "        table.append({'system': system, 'n': len(judged), 'failed': "
        f"{failed}, 'right': share, 'low': {low}, 'high': high, 'cost': cost, "
        f"'per_right': {per}}})\n"
        f"    return {end}"
    )


PANDAS = """
def eval_table(results, prices):
    frame = pd.DataFrame(results)
    rows = []
    for system, mine in frame.groupby("system", sort=False):
        judged = mine[mine["label"].notna()]
        right = (judged["label"] == judged["gold"]).astype(float)
        mean, low, high = clusters.interval(right.tolist(), judged["customer"].tolist())
        price = prices[system]
        cost = (mine["tokens_in"] * price[0] + mine["tokens_out"] * price[1]).sum() / 1_000_000
        rows.append(dict(system=system, n=len(judged), failed=int(mine["label"].isna().sum()),
                         right=mean, low=low, high=high, cost=float(cost),
                         per_right=float(cost / right.sum()) if right.sum() else None))
    return rows
"""
OWN_FORMULA = """
def eval_table(results, prices):
    groups = {}
    for r in results:
        groups.setdefault(r["system"], []).append(r)
    out = []
    for name, mine in groups.items():
        cost, seen, right, by = 0.0, 0, 0, {}
        for r in mine:
            cost += (r["tokens_in"] * prices[name][0] + r["tokens_out"] * prices[name][1]) / 10**6
            if r["label"] is None:
                continue
            seen += 1
            right += r["label"] == r["gold"]
            by.setdefault(r["customer"], []).append(float(r["label"] == r["gold"]))
        p = right / seen
        alone = sum((s - p) ** 2 for one in by.values() for s in one)
        whole = sum(sum(s - p for s in one) ** 2 for one in by.values())
        half = 1.96 * max(0, alone / (seen - 1) / seen + (whole - alone) / seen**2) ** 0.5
        out.append({"system": name, "n": seen, "failed": len(mine) - seen, "right": p,
                    "low": p - half, "high": p + half, "cost": cost,
                    "per_right": cost / right if right else None})
    return out
"""
CASES = Answers(
    right=(by_hand(), PANDAS, OWN_FORMULA),
    wrong=(
        (by_hand(judged="mine", failed="sum(r['label'] is None for r in mine)"), "not yet"),
        (by_hand(judged="mine"), "nobody replied"),
        (by_hand(names="range(len(judged))"), "for independent"),
        (by_hand(paid="judged", failed="0"), "before all else"),
        (by_hand(paid="judged"), "out of the cost"),
        (by_hand(paid="judged"), "differs in: `cost`, `per_right`"),
        (by_hand(judged="[r for r in mine if r['label']]"), "an empty label for a failed"),
        (by_hand(per="cost / len(judged)"), "divide the cost by the cases"),
        (by_hand(per="sum((r['tokens_in'] * a + r['tokens_out'] * b) / 1e6 for r in judged if "
                     "r['label'] == r['gold']) / sum(right) if sum(right) else None"),
         "of the right replies only"),
        (by_hand(per="cost / sum(right) if sum(right) else 0"), "reads as free"),
        (by_hand(per="cost / sum(right)"), "nothing to divide by"),
        (by_hand(per="cost / sum(right) if sum(right) else float('nan')"), "you give NaN"),
        (by_hand(end="pd.DataFrame(table).to_dict('records')"), "you give NaN"),
        (by_hand(low="max(0, low)").replace("'high': high", "'high': min(1, high)"),
         "cut the interval"),
        (by_hand().replace("r['label'] == r['gold']", "r['label'].lower() == r['gold'].lower()"),
         "only looks like the gold"),
        (by_hand().replace("r['label'] == r['gold']", "r['label'].strip() == r['gold']"),
         "only looks like the gold"),
        (by_hand().replace("r['label'] == r['gold']", "r['gold'] in r['label']"),
         "only looks like the gold"),
        (by_hand(each="r['tokens_in'] * b + r['tokens_out'] * a"), "the wrong way round"),
        (by_hand(by="1"), "divide by a million"),
        (by_hand(end="sorted(table, key=lambda row: row['right'], reverse=True)"),
         "sort the systems"),
        (PANDAS.replace(", sort=False", ""), "by name"),
        (by_hand(end="{row['system']: row for row in table}"), "a list of dicts"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("08.4", CASES)
