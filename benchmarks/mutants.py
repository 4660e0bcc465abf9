"""Small changes to every reference answer, and those that no question of its exercise tells apart.

    python -m benchmarks.mutants             all exercises without a model, seeds 0 to 4
    python -m benchmarks.mutants 06.2 --seeds 20

A mutant differs from the reference in one comparison, number, text, operator, condition, order or
jump, or it changes an argument after its work is done. It is killed when its check refuses it
under every seed. Exits with 1 where one survives that EQUIVALENT does not name.

In: making mutants, running them through the check. Out: prompt exercises, where a change of words
is no fault, and exercises of a made call (00.2).
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.checks import broken
from helpers.checks.exercise import Call, Exercise
from helpers.exercises import units
from tests.exercises.cases import cases_of, from_solution, judged

SECONDS = 1.0  # for one question: a mutant may run for ever
# (exercise, mutant): why it is no fault
_ANY_OF_EQUALS = "of equally likely tokens the text names none"
_NEVER_EQUAL = "an end of Wilson's interval is no such share exactly"
_OWN_WORDS = "the words of an error are the learner's"
_OWN_PAUSES = "how long the pauses are is the learner's"
_ANY_CASE = "a header's name has no case"
_ANY_SIGN_BETWEEN = "both texts are joined by the same sign, which no text holds"
EQUIVALENT = {
    (
        "01.4",
        "a_request = (prompt + job['output_tokens'] * price['output']) / 1000001",
    ): "a millionth of the bill: rounding is allowed as much",
    ("02.2", "order = np.argsort(-probabilities)"): _ANY_OF_EQUALS,
    ("02.2", "order = np.argsort(-probabilities, kind='stabl')"): _ANY_OF_EQUALS,
    ("02.2", "order = np.argsort(-probabilities, kind='stable~')"): _ANY_OF_EQUALS,
    ("02.2", "order = np.argsort(-probabilities, kind='STABLE')"): _ANY_OF_EQUALS,
    (
        "04.1",
        "raise ValueError(f\"{name}wants {', '.join(lacking)}\")",
    ): _OWN_WORDS,
    (
        "04.1",
        "raise ValueError(f\"{name} WANTS {', '.join(lacking)}\")",
    ): _OWN_WORDS,
    (
        "04.1",
        "raise ValueError(f\"{name} wants ~{', '.join(lacking)}\")",
    ): _OWN_WORDS,
    (
        "04.1",
        "raise ValueError(f\"{name} wants {', ~'.join(lacking)}\")",
    ): _OWN_WORDS,
    (
        "04.1",
        "raise ValueError(f\"{name} wants {','.join(lacking)}\")",
    ): _OWN_WORDS,
    (
        "04.1",
        "raise ValueError(f\"{name} wants {' '.join(lacking)}\")",
    ): _OWN_WORDS,
    (
        "04.2",
        "return len([s for s in re.split('(?<=[.!?])\\\\s', reply.strip()) if s]) == wanted",
    ): "only the first blank is behind an end",
    (
        "04.3",
        "text, count = re.subn(pattern, '', text, flags=re.IGNORECASE)",
    ): "no two terms join where a whole word is taken out",
    (
        "04.3",
        "text, count = re.subn(pattern, '|~', text, flags=re.IGNORECASE)",
    ): "no letter either",
    (
        "04.5",
        "for n, (a, b) in enumerate(zip(one, other)):",
    ): "strict=False is the default",
    (
        "04.5",
        "longest = max((same_beginning(prompt, earlier) for earlier in prompts[:at]), default=-1)",
    ): "below `least`, so 0",
    (
        "05.3",
        "return best if metrics.wilson(*worst[best])[0] >= max(others, default=-1) else None",
    ): _NEVER_EQUAL,
    (
        "05.3",
        "return best if metrics.wilson(*worst[best])[0] > max(others, default=-2) else None",
    ): "any number below 0 will do",
    (
        "05.4",
        "if paired.difference(to, away, len(pairs))[1] >= 0:",
    ): "the low end is never 0 exactly",
    **{
        (
            "06.2",
            f"first, second, *_ = [*(n for _, n in votes.most_common({most})), 0, {none}]",
        ): "with fewer than two answers read, only the last question decides"
        for most, none in ((2, 1), (2, -1), (3, 0))
    },
    (
        "06.1",
        "lines = re.findall('.*ANSWER:(.*)', reply, re.IGNORECASE)",
    ): "capitals do not matter",
    (
        "06.1",
        "lines = re.findall('.*nswer:(.*)', reply, re.IGNORECASE)",
    ): "no other word ends so",
    ("13.1", "return ' ~'.join(passage['text'].lower().split())"): _ANY_SIGN_BETWEEN,
    ("13.2", "return ' ~'.join(text.split())"): _ANY_SIGN_BETWEEN,
    (
        "13.5",
        "for stage, held in zip(STAGES, texts):",
    ): "five texts and seven stages, in either way",
    ("16.3", "finish = choice.finish_reason"): "the last choice of a stream carries it",
    (
        "16.3",
        "return StreamingResponse(events(chunks), media_type='TEXT/EVENT-STREAM')",
    ): "a media type has no case (RFC 9110, 8.3.1)",
    **{
        ("16.3", f"await asyncio.wait({{pending}}, timeout={seconds})"): "up to 15 are allowed"
        for seconds in (9, 11)
    },
    ("16.4", "once, pause = (client.with_options(max_retries=0), 1.5)"): _OWN_PAUSES,
    ("16.4", "pause = pause * 3"): _OWN_PAUSES,
    **{
        (
            "16.4",
            f"wait = max(pause, float(error.response.headers.get('retry-after', {least})))",
        ): _OWN_PAUSES
        for least in (-1, 1)
    },
    (
        "16.4",
        "wait = max(pause, float(error.response.headers.get('RETRY-AFTER', 0)))",
    ): _ANY_CASE,
    (
        "16.5",
        "return 0 if self.level >= 0 else math.floor(-self.level * 60 / self.budget) + 1",
    ): "a level that refills is 0 for no time",
    (
        "16.5",
        "return 0 if self.level > 1 else math.floor(-self.level * 60 / self.budget) + 1",
    ): "of a level between 0 and 1 the second half makes 0, too",
    **{
        ("16.5", f"return 0 if self.level > 0 else math.floor({wait}"): "2 seconds more are fine"
        for wait in (
            "-self.level * 60 / self.budget) + 2",
            "-self.level * 61 / self.budget) + 1",
        )
    },
    **{
        ("16.5", f"return problem(503, 'too many at once', Retry_After={n})"): "any whole seconds"
        for n in (0, 2)
    },
    ("16.5", "choice = reply.choices[-1]"): "one choice is asked for, and one comes",
    ("16.5", "return JSONResponse(said, headers={'x-cACHE': 'miss'})"): _ANY_CASE,
    ("16.5", "return JSONResponse(cache[key], headers={'x-cACHE': 'hit'})"): _ANY_CASE,
    (
        "16.5",
        "answered = problem(401, 'an API key is wanted', WWW_Authenticate='bEARER')",
    ): "a scheme's name has no case (RFC 9110, 11.1)",
    **{
        ("08.3", line): "copies share 0.8, others 0.6: any bar between, and any cut into words"
        for line in (
            "return len(a & b) > 0.7 * min(len(a), len(b))",
            'return set(re.findall("[a-z-9\']+", text.lower()))',
            'return set(re.findall("[a-z09\']+", text.lower()))',
            "return set(re.findall('[a-z0-9]+', text.lower()))",
        )
    },
    **{
        ("08.5", f"before = [sum(case) {bar} for case in old]"): "an old run is never that close"
        for bar in (">= len(case) / 2", "> len(case) / 3")
    },
    (
        "08.5",
        "assert mended > broke or p > 0.05, (mended, broke, p)",
    ): "where as many broke as were mended, p is 1",
    ("08.6", "for one in list(set(golds)):"): "a mean knows no order",
    **{
        (
            "08.6",
            f"right = sum((g == s == one for g, s in zip(golds, said{strict})))",
        ): "equally long"
        for strict in ("", ", strict=False")
    },
    ("06.4", "kept = [(1.0, [])]"): "every score is larger by as much",
    ("06.4", "kept = [(-1.0, [])]"): "every score is smaller by as much",
    (
        "06.6",
        "lead -= 1 if answer == leader else -1",
    ): "the same with the sign turned round: only 0 is asked for",
}

# (exercise, a line of its reference, text in it that the goal leaves to the learner)
WORDS = (
    ("16.1", 'raise ValueError("an event\'s name is one line")', "an event's name is one line"),
    ("16.3", "yield ': still here\\n\\n'", " still here"),
    ("16.3",
     "raise HTTPException(502, f'the model did not answer: {type(error).__name__}') from error",
     "the model did not answer: "),
    ("16.3", "words = f'the model broke off: {type(error).__name__}'", "the model broke off: "),
    ("16.3", "yield event('error', json.dumps({'message': words}))", "message"),
    ("16.5", "replies = Counter('replies', 'Answers by status.', ['status'], registry=registry)",
     "Answers by status."),
    ("16.5", "return JSONResponse({'error': title}, status, headers)", "error"),
    ("16.5", "return {'status': 'ok'}", "status"),
    ("16.5", "return {'status': 'ok'}", "ok"),
    ("16.5", "answered = problem(401, 'an API key is wanted', WWW_Authenticate='Bearer')",
     "an API key is wanted"),
    ("16.5", "return problem(422, 'this Idempotency-Key was used for another request')",
     "this Idempotency-Key was used for another request"),
    ("16.5",
     "return JSONResponse(done) if done else problem(409, 'this request is being answered')",
     "this request is being answered"),
    ("16.5", "return problem(429, 'the budget of this key is spent', Retry_After=wait)",
     "the budget of this key is spent"),
    ("16.5", "return problem(503, 'too many at once', Retry_After=1)", "too many at once"),
    ("16.5", "return problem(504, 'the model did not answer in time')",
     "the model did not answer in time"),
    ("16.5", "return problem(502, 'the model refused')", "the model refused"),
)  # fmt: skip

SWAPS: dict[type, tuple[type, ...]] = {
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Break: (ast.Continue, ast.Pass),
    ast.Continue: (ast.Break, ast.Pass),
}
NAMES = {"max": "min", "min": "max", "argmax": "argmin", "sorted": "list", "append": "count"}
SQL = (("DESC", "ASC"), ("IS NOT NULL", "IS NULL"), ("<=", "<"), ("ORDER BY received", ""))


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node, a small change each."""
    for other in SWAPS.get(type(node), ()):
        yield other()
    if isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _constants(node.value))
    elif isinstance(node, ast.Name | ast.Attribute):
        key = "id" if isinstance(node, ast.Name) else "attr"
        if (name := getattr(node, key)) in NAMES:
            yield _with(node, **{key: NAMES[name]})
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from (ast.Constant(True), ast.Constant(False))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield _with(node, ifs=[])
    elif isinstance(node, ast.Call) and (node.keywords or len(node.args) > 2):
        yield _with(node, keywords=[])
        yield _with(node, args=node.args[:2])
    elif isinstance(node, ast.Slice):
        yield from (_with(node, **{end: None}) for end in ("lower", "upper") if getattr(node, end))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1)
    elif isinstance(value, str) and value:
        if "SELECT" in value:  # neither case nor space at its edges says anything
            yield value + "~"
        else:
            edges = {value + "~", value.swapcase(), value[1:], value[:-1], value.strip()}
            yield from edges - {value}
        yield from (value.replace(*pair) for pair in SQL if pair[0] in value)
        if re.search(r"[\\\[(]", value) and len(value) < 60:
            yield from filter(_is_pattern, (value[:i] + value[i + 1 :] for i in range(len(value))))


def named() -> dict[tuple[str, str], str]:
    """EQUIVALENT, and every change of WORDS."""
    changed = {
        (exercise, line.replace(words, str(other))): _OWN_WORDS
        for exercise, line, words in WORDS
        for other in _constants(words)
    }
    return EQUIVALENT | changed


def _is_pattern(text: str) -> bool:
    try:
        return bool(re.compile(text))
    except re.error:
        return False


def mutants(source: str) -> dict[str, str]:
    """{what was changed: the source with that one change}, for every node of a program."""
    found, tree = {}, ast.parse(source)
    for at, node in enumerate(ast.walk(tree)):
        for other in alternatives(node):
            changed = _replaced(tree, at, other)
            before, after = ast.unparse(tree).splitlines(), ast.unparse(changed).splitlines()
            lines = [two for one, two in zip(before, after, strict=False) if one != two]
            # another input is no fault, nor is another docstring
            if lines and not lines[0].strip().startswith((f"{broken.FAILING} =", '"""')):
                found[lines[0].strip()] = "\n".join(after)
    return found


def _replaced(tree: ast.AST, at: int, other: ast.AST) -> ast.AST:
    """A copy of the tree with another node in the place of the one that ast.walk gives at `at`."""
    tree = copy.deepcopy(tree)
    target = list(ast.walk(tree))[at]
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, other)
            elif isinstance(value, list):
                setattr(parent, name, [other if item is target else item for item in value])
    return ast.fix_missing_locations(tree)


MEDDLER = """
def _meddle(value):
    for change in (
        lambda: value.execute("DELETE FROM " + value.execute(
            "SELECT name FROM sqlite_master").fetchone()[0]),
        lambda: value.append(value[-1] if value else 0),
        lambda: value.update({"more": 1}),
        lambda: value.__iadd__(1.0),
        lambda: setattr(value, "id", "other"),
    ):
        try:
            return change()
        except (AttributeError, TypeError, IndexError, ValueError):
            pass
_{name} = {name}
def {name}(*args):
    answer = _{name}(*args)
    _meddle(args[{at}])
    return answer
"""


def meddlers(exercise: Exercise, source: str) -> dict[str, str]:
    """The reference, which changes one of its arguments when its work is done."""
    calls = {q.name: q for q in exercise.questions(0) if isinstance(q, Call)}
    return {
        f"{name} changes argument {at}": source
        + MEDDLER.replace("{name}", name).replace("{at}", str(at))
        for name, call in calls.items()
        for at, value in enumerate(call.args)
        if not isinstance(value, str | int | float | bytes)
        and getattr(value, "kind", "") not in ("recorder", "lookup", "clock", "upstream")
    }


def quick(exercise: Exercise, seconds: float = SECONDS) -> Exercise:
    """The same with questions that are drawn once, and cut off soon."""

    @functools.cache
    def questions(seed: int) -> list:
        asked = exercise.questions(seed)
        return [replace(q, seconds=seconds) if isinstance(q, Call) else q for q in asked]

    return replace(exercise, questions=questions)


def survived(exercise: Exercise, source: str, setup: str, seeds: Sequence[int]) -> list[int]:
    """The seeds under which a changed answer passes; [] also where it cannot even be run."""
    found = []
    for seed in seeds:
        try:
            verdict = judged(exercise, source, setup, seed)
        except Exception:  # the change broke the cell itself: it was noticed
            return []
        if verdict.outcome == "passed":
            found.append(seed)
        elif "OutOfTime" in verdict.evidence:
            break  # it runs for ever under the others, too
    return found


def survivors(exercise: Exercise, seeds: Sequence[int]) -> tuple[int, dict[str, list[int]]]:
    """(how many mutants, {those that pass under some seed: these seeds})."""
    source, setup = from_solution(exercise.id[:2])[exercise.id][1], cases_of(exercise).setup
    made = mutants(source) | meddlers(exercise, source)
    it = quick(exercise)
    passed = {what: survived(it, code, setup, seeds) for what, code in made.items()}
    return len(made), {what: under for what, under in passed.items() if under}


def is_mutable(exercise: Exercise) -> bool:
    """Not where a model answers, and not the three questions from earlier units."""
    return exercise.follow_up is None and not exercise.id.endswith(".0")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("exercises", nargs="*", help="e.g. 06.2, or a unit; default: all")
    parser.add_argument("--seeds", type=int, default=5)
    told, left, known = parser.parse_args(), 0, named()
    wanted = tuple(told.exercises) or ("",)
    for exercise in (e for unit in units.numbers() for e in units.exercises(unit)):
        if not is_mutable(exercise) or not exercise.id.startswith(wanted):
            continue
        n, passed = survivors(exercise, range(told.seeds))
        new = {what: seeds for what, seeds in passed.items() if (exercise.id, what) not in known}
        left += len(new)
        print(f"{exercise.id}: {n} mutants, {len(passed)} pass, {len(new)} not named", flush=True)
        for what, under in new.items():
            print(f"    under {len(under)} of {told.seeds} seeds: {what}", flush=True)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
