"""Exercise 13.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_13 import clinic
from helpers.retrieval import pipeline

RIGHT = """
def diagnose(log):
    chunks, blame = log["chunks"], []
    for q in log["asked"]:
        s, value = q["sentence"], q["reply"].split(" [")[0]
        if s == "":
            blame.append("" if q["reply"] == "Not in the text." else "reading")
            continue
        def has(ids):
            return any(s in chunks[i] for i in ids)
        if value == q["value"] and q["cited"] and s in chunks[q["cited"]]:
            blame.append("")
        elif not any(s in t for t in log["loaded"].values()):
            blame.append("loading")
        elif not has(chunks):
            blame.append("cutting")
        elif not has(q["allowed"]):
            blame.append("filtering")
        elif not has(q["ranked"]):
            blame.append("ranking")
        elif not has(q["packed"]):
            blame.append("packing")
        elif value != q["value"]:
            blame.append("reading")
        else:
            blame.append("citing")
    worst, most = "none", 0
    for stage in ["loading", "cutting", "filtering", "ranking", "packing", "reading", "citing"]:
        if blame.count(stage) > most:
            worst, most = stage, blame.count(stage)
    return worst, [q["id"] for q, b in zip(log["asked"], blame) if b == worst]
"""
BY_DEPTH = """
NAMES = "loading cutting filtering ranking packing reading citing".split()

def depth(log, q):
    s, c = q["sentence"], log["chunks"]
    if not s:
        return 7 if q["reply"] == "Not in the text." else 5
    steps = [any(s in t for t in log["loaded"].values()), any(s in t for t in c.values())]
    steps += [any(s in c[i] for i in q[k]) for k in ("allowed", "ranked", "packed")]
    steps += [q["reply"].partition(" [")[0] == q["value"], s in c.get(q["cited"], "")]
    if steps[5] and steps[6]:
        return 7
    return steps.index(False)

def diagnose(log):
    at = {q["id"]: depth(log, q) for q in log["asked"]}
    counts = [sum(d == n for d in at.values()) for n in range(7)]
    if not any(counts):
        return "none", []
    n = counts.index(max(counts))
    return NAMES[n], [id for id, d in at.items() if d == n]
"""
LISTS = BY_DEPTH.replace("return NAMES[n], [", "return [NAMES[n]] + [[").replace(
    "if d == n]\n", "if d == n]]\n"
)
FINE = 'value == q["value"] and q["cited"] and s in chunks[q["cited"]]'


def every(steps: str) -> str:
    """Each question counted at all stages that lack it."""
    lacking = f"[i for i, there in enumerate({steps}) if not there]"
    pairs = (("return 7", "return []"), ("else 5", "else [5]"), ("d == n", "n in d"))
    code = BY_DEPTH.replace(
        "return steps.index(False)", f"return {lacking} or [steps.index(False)]"
    )
    for old, new in pairs:
        code = code.replace(old, new)
    return code


CASES = Answers(
    right=(RIGHT, BY_DEPTH, LISTS),
    wrong=(
        (BY_DEPTH.replace("steps.index(False)", "6 - steps[::-1].index(False)"), "the last stage"),
        (BY_DEPTH.replace("steps.index(False)",
                          "max([i for i in range(5) if not steps[i]], default=steps.index(False))"),
         "the last stage"),
        (every("steps[:5]"), "count every stage"),
        (every("steps"), "count every stage"),
        (every("steps").replace("n = counts.index(max(counts))",
                                "n = 6 - counts[::-1].index(max(counts))"), "count every stage"),
        (RIGHT.replace('q["reply"].split(" [")[0]', 'q["reply"]'), "more than the value"),
        (RIGHT.replace('q["reply"].split(" [")[0]', 'q["reply"].split("[")[0]'), "that blank"),
        (RIGHT.replace('q["reply"].split(" [")[0]', 'q["reply"].split()[0]'), "first word"),
        (RIGHT.replace('q["reply"].split(" [")[0]',
                       'q["value"] if q["value"] in q["reply"] else ""'), "holds the value"),
        (RIGHT.replace('q["reply"].split(" [")[0]',
                       'q["value"] if q["reply"].startswith(q["value"]) else ""'), "that begins"),
        (RIGHT.replace('s in chunks[q["cited"]]', 'value in chunks[q["cited"]]'),
         "source pass that holds the value"),
        (RIGHT.replace('value == q["value"] and q["cited"]', 'q["cited"]'), "a right source"),
        (RIGHT.replace('q["reply"] == "Not in the text."', 'q["reply"].startswith("Not")'),
         "that text and no other"),
        (RIGHT.replace(f"if {FINE}", f'if q["reply"] == "Not in the text." or {FINE}'),
         "fine everywhere"),
        (RIGHT.replace('if value != q["value"]', 'if value == q["value"]'), "in citing if it is"),
        (RIGHT.replace('"" if q["reply"] == "Not in the text." else "reading"',
                       '"" if q["reply"] == "Not in the text." else "citing"'), "at another stage"),
        (RIGHT.replace("> most:", "> 0 and not most:"), "first stage that lost any"),
        (RIGHT.replace("for stage in [", "for stage in blame or [").replace(
            "blame.count(stage) > most", "stage and blame.count(stage) > most"), "log has first"),
        (RIGHT.replace("return worst, [", "return worst, most or ["), "a list of ids"),
        (RIGHT.replace("return worst, [", "return worst, most and set(").replace(
            "if b == worst]", "if b == worst) or []"), "a list of ids"),
        (RIGHT.replace("return worst, [", "return worst, sorted(").replace(
            "if b == worst]", "if b == worst)"), "order of the log"),
        (RIGHT.replace(FINE, f'{FINE} and q["cited"] == next(i for i in chunks if s in chunks[i])'),
         "differs"),
        (RIGHT.replace('"Not in the text." else', '"Not in the text." and not q["cited"] else'),
         "what it should do"),
        (RIGHT.replace(FINE, 'value == q["value"]'), "for a fine answer"),
        (RIGHT.replace(f"if {FINE}", "if False"), "other questions were lost"),
        (RIGHT.replace('q["sentence"], q["reply"]', 'q["value"], q["reply"]').replace(
            FINE, 'value == q["value"] and q["sentence"] in chunks.get(q["cited"], "")'),
         "look for the value"),
        (RIGHT.replace('else "reading")\n            continue', 'else "")\n            continue'),
         "pass over questions"),
        (RIGHT.replace('"" if q["reply"] == "Not in the text." else "reading"', '"reading"'),
         "what it should do"),
        (RIGHT.replace("> most:", ">= max(most, 1):"), "lost equally many"),
        (RIGHT.replace("if b == worst]", "if b]"), "all that are lost"),
        (RIGHT.replace("if b == worst]", "if b == worst][:1]"), "one id"),
        (RIGHT.replace("return worst, [", "return worst, ["[:12] + " #"), "two things"),
        (RIGHT.replace('for q, b in zip(log["asked"], blame)',
                       'for q, b in reversed(list(zip(log["asked"], blame)))'), "order of the log"),
    ),
)  # fmt: skip
test_answers = table("13.5", CASES)


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_each_planted_fault_is_found_by_what_it_lost(seed):
    found = [clinic.diagnose(question.args[0]) for question in clinic.questions(seed)]
    named = {stage for stage, ids in found if len(ids) >= 3}
    assert set(pipeline.FAULTS) <= named
    assert ("none", []) in found
