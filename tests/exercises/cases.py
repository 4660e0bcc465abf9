"""The harness that runs every exercise's table of answers through the check, as a notebook does.

An exercise's test file, tests/exercises/unit_NN/test_<topic>.py, holds a table and one line:

    CASES = Answers(right=("def f(): ...", "f = ..."), wrong=(("code", "words"), ...))
    test_answers = table("00.1", CASES)

The reference answer and the stub are not repeated there: they are read from solutions/NN_*.ipynb.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from helpers.checks import judge, recall, verdicts
from helpers.checks.exercise import Complete, Exercise, Verdict
from helpers.exercises import earlier, release, units
from helpers.grading import judging
from tests.exercises import garbage

ROOT = Path(__file__).resolve().parents[2]
STRANGERS = json.loads(Path(__file__).with_name("strangers.json").read_text("utf-8"))
SEEDS = (verdicts.PRACTICE_SEED, 1, 20_260)  # the learner's and two that a teacher might draw


@dataclass(frozen=True)
class Answers:
    """Answers to one exercise, as the source of its answer cell.

    `right`: two or more that differ from the reference. `wrong`: three or more, each with words
    that the check must say. `setup` runs before each (imports, data, earlier answers).
    `seeds`: fewer than usual only where a check runs the model many times. `garbage`: where a check
    runs prompts, the answer with any prompt in the place of the learner's words (garbage.py).
    `unseen`: answers by writers who read the task alone (strangers.json); no test wants them to
    pass, and benchmarks.graders counts them.
    """

    right: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]
    setup: str = ""
    seeds: tuple[int, ...] = SEEDS
    garbage: Callable[[str], str] | None = None
    unseen: tuple[str, ...] = ()


def judged(exercise: Exercise, code: str, setup: str = "", seed: int = 0) -> Verdict:
    """The verdict on an answer cell with this source; where a model answers, with grading's eyes
    as well: an answer whose requests hold what they ask for is no answer there."""
    namespace: dict = {"__name__": "__main__"}
    for source in (setup, code):
        # a notebook has no `from __future__ import annotations`, and this module has
        exec(compile(source, "cell", "exec", dont_inherit=True), namespace)
    asked, replies = verdicts.asked(exercise, namespace, seed)
    prompts = [one for one in asked if isinstance(one, Complete)]
    n = len(asked) - len(prompts)
    return judging.verdict(exercise, (asked[:n], replies[:n]), (prompts, replies[n:]))


@cache  # reading and validating a notebook costs more than judging an answer
def from_solution(unit: str) -> dict[str, tuple[str, str]]:
    """{exercise: (stub, reference)} of a unit; the cells of one exercise are joined."""
    files = list((ROOT / "solutions").glob(f"{unit}_*.ipynb"))
    assert len(files) == 1, f"unit {unit} wants one solutions/{unit}_*.ipynb, found {len(files)}"
    found: dict[str, tuple[str, str]] = {}
    for exercise, stub, answer in release.answers(release.read(files[0])):
        before = found.get(exercise, ("", ""))
        found[exercise] = (f"{before[0]}{stub}\n", f"{before[1]}{answer}\n")
    return found


def cell_in_solution(unit: str, name: str) -> str:
    """The source of the cell with this id: what a learner's answer finds when it runs."""
    (file,) = (ROOT / "solutions").glob(f"{unit}_*.ipynb")
    return next(cell.source for cell in release.read(file).cells if cell.id == name)


def goal_in_solution(exercise: Exercise) -> str:
    """The Markdown cell of a solution that begins with this exercise's heading; "" without one."""
    (file,) = (ROOT / "solutions").glob(f"{exercise.id[:2]}_*.ipynb")
    texts = [cell.source for cell in release.read(file).cells if cell.cell_type == "markdown"]
    heading = f"{exercise.id} {exercise.title}"
    return next((text for text in texts if heading in text.partition("\n")[0]), "")


def expect_passed(exercise: Exercise, code: str, answers: Answers) -> None:
    """Full marks, under every seed."""
    for seed in answers.seeds:
        verdict = judged(exercise, code, answers.setup, seed)
        assert verdict.outcome == "passed", f"seed {seed}: {in_words(exercise, verdict)}"
        assert exercise.earned(verdict) == exercise.points


def expect_not_attempted(exercise: Exercise, code: str, answers: Answers) -> None:
    """The stub, untouched: no marks, and told from a wrong answer."""
    verdict = judged(exercise, code, answers.setup)
    assert verdict.outcome == "not attempted", in_words(exercise, verdict)
    assert verdict == judge.not_attempted()


def expect_words(exercise: Exercise, code: str, answers: Answers, words: str) -> None:
    """Less than full marks under every seed, and these words in the verdicts."""
    said = in_words(exercise, judged(exercise, code, answers.setup))
    assert words.lower() in said.lower(), f"it should say {words!r}, it says:\n{said}"
    for seed in answers.seeds:
        verdict = judged(exercise, code, answers.setup, seed)
        assert verdict.outcome == "not yet", f"seed {seed}: {in_words(exercise, verdict)}"
        assert exercise.earned(verdict) < exercise.points


def in_words(exercise: Exercise, verdict: Verdict) -> str:
    """As the learner reads it, without Markdown's bold."""
    return verdicts.plain(verdicts.in_words(exercise, verdict))


def table(exercise_id: str, cases: Answers) -> Callable:
    """A pytest test with one case for every answer to an exercise."""

    @pytest.mark.parametrize(("kind", "code", "words"), _rows(cases))
    def test_answers(kind: str, code: str, words: str) -> None:
        exercise = units.find(exercise_id)
        assert exercise is not None, f"there is no exercise {exercise_id}"
        stub, reference = from_solution(exercise_id[:2])[exercise_id]
        if kind == "stub":
            expect_not_attempted(exercise, stub, cases)
        elif kind == "wrong":
            expect_words(exercise, code, cases, words)
        else:
            expect_passed(exercise, code or reference, cases)

    return test_answers


def _rows(cases: Answers) -> list:
    yet = [("reference", "", ""), ("stub", "", "")]
    yet += [("right", code, "") for code in cases.right]
    yet += [("wrong", code, words) for code, words in cases.wrong]
    return [pytest.param(*row, id=f"{row[0]}-{n}") for n, row in enumerate(yet)]


def topic(exercise: Exercise) -> str:
    """The module of an exercise, by name: "newest" for 05.2, helpers/exercises/unit_05/newest.py.

    It is the one whose first line begins "Exercise 05.2:".
    """
    folder = ROOT / "helpers" / "exercises" / f"unit_{exercise.id[:2]}"
    begins = f'"""Exercise {exercise.id}:'
    found = [f.stem for f in folder.glob("*.py") if f.read_text("utf-8").startswith(begins)]
    assert len(found) == 1, f"{exercise.id} wants one module that begins {begins}, found {found}"
    return found[0]


def cases_of(exercise: Exercise) -> Answers:
    """CASES of tests/exercises/unit_NN/test_<topic>.py: it has its exercise's name.

    Questions from earlier units have their right answers beside them (recall.py), so their cases
    are made here.
    """
    if exercise.answers == (recall.NAME,):
        return _recalled(exercise.id[:2])
    if str(Path(__file__).parent) not in sys.path:  # a table imports this module by its bare name
        sys.path.insert(0, str(Path(__file__).parent))
    file = Path(__file__).parent / f"unit_{exercise.id[:2]}" / f"test_{topic(exercise)}.py"
    spec = importlib.util.spec_from_file_location(f"cases_of_{exercise.id}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CASES


def _recalled(unit: str) -> Answers:
    answers = [[item.answer for item in recall.drawn(earlier.banks(unit), n)] for n in (1, 2)]
    first, second = (f"recalled = ({n}, {', '.join(one)})" for n, one in enumerate(answers, 1))
    return Answers(
        right=(first, second),
        wrong=(
            (f"recalled = (1, {answers[0][0]}, None, None)", "1 of 3 are right"),
            ("recalled = (1, -1, -1, -1)", "0 of 3 are right"),
            ("recalled = ('a', 'b', 'c')", "the number of the draw"),
        ),
    )


def gaps(exercise: Exercise, answers: Answers) -> list[str]:
    """What an exercise or its table lacks, one sentence each."""
    texts = (exercise.title, exercise.goal, exercise.budget)
    found = {
        "at least two hints": len(exercise.hints) >= 2,
        "two different right answers": len(set(answers.right)) >= 2,
        "three different wrong answers": len({code for code, _ in answers.wrong}) >= 3,
        "words for every wrong answer": all(words.strip() for _, words in answers.wrong),
        "a title, a goal and a budget": all(texts),
        "points and minutes": exercise.points > 0 and exercise.minutes > 0,
        "an answer for garbage, as its check runs prompts": answers.garbage is not None
        or exercise.follow_up is None
        or exercise.id in garbage.NO_PROMPT,
        "a difficulty of easy, medium or hard": exercise.difficulty in ("easy", "medium", "hard"),
    }
    return [f"{exercise.id}: it should have {what}" for what, there in found.items() if not there]
