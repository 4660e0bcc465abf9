"""What a learner gets back: one page, in the words of the checks.

In: per exercise what was asked, what went wrong, the hint that fits. Out: inputs that were drawn,
answers that were wanted, other learners.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from helpers.checks.exercise import Exercise
from helpers.checks.record import points as in_points
from helpers.grading import labs
from helpers.grading.gradebook import Late
from helpers.grading.marking import Mark, Result
from helpers.grading.page import markdown, page, text

DEVICES = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}


def write(
    folder: Path,
    results: Iterable[Result],
    weights: Mapping[str, float],
    late: Late | None,
) -> list[Path]:
    """A page for each learner, with all of their submissions; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    by_learner: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_learner[result.learner].append(result)
    written = []
    for learner, mine in sorted(by_learner.items()):
        file = folder / f"{file_name(learner)}.html"
        file.write_text(of_learner(learner, mine, weights, late), encoding="utf-8", newline="\n")
        written.append(file)
    return written


def file_name(learner: str) -> str:
    """A name that every system can store, different for different learners."""
    letters = unicodedata.normalize("NFKD", learner).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9-]+", "_", letters).strip("_")[:40]
    # ada.html and Ada.html are one file on many systems, and con.html is none on Windows
    if plain == learner.lower() == learner and plain not in DEVICES:
        return plain
    return f"{plain}_{hashlib.sha256(learner.encode('utf-8', 'replace')).hexdigest()[:8]}"


def of_learner(
    learner: str, results: list[Result], weights: Mapping[str, float], late: Late | None
) -> str:
    """The page of one learner."""
    ordered = sorted(results, key=lambda result: (result.lab, result.submission))
    return page(f"Feedback for {learner}", "\n".join(_lab(r, weights, late) for r in ordered))


def _lab(result: Result, weights: Mapping[str, float], late: Late | None) -> str:
    head = f"<h2>Lab {text(result.lab)}</h2>" if result.lab else "<h2>Not graded</h2>"
    head += f"<p>{text(result.submission)}</p>"
    if not result.marks:
        return f"{head}<p>{text(result.reason)}</p>"
    got = sum(weights.get(id, m.of) * m.share for id, m in result.marks.items())
    of = sum(weights.get(id, m.of) for id, m in result.marks.items())
    lost = late.penalty(result) if late else 0.0
    total = f"<p><strong>{in_points(round(got * (1 - lost), 2), of)} points</strong>"
    total += f", after {lost:.0%} for handing in late</p>" if lost else "</p>"
    lab = labs.lab(result.lab)
    parts = [
        _exercise(lab.exercise(id), mark, weights.get(id, mark.of))
        for id, mark in result.marks.items()
    ]
    return head + total + "\n".join(parts)


def _exercise(exercise: Exercise, mark: Mark, of: float) -> str:
    points = in_points(round(of * mark.share, 2), of)
    parts = [
        f"<article><h3>{exercise.id} {text(exercise.title)}: {text(mark.outcome)} "
        f"({points} points)</h3>",
        markdown(exercise.goal),
        f"<p>{text(asked(exercise))}</p>",
        markdown(mark.message),
    ]
    if mark.outcome in ("not yet", "not attempted"):
        parts.append(f"<p><strong>Hint.</strong></p>{markdown(hint(exercise, mark))}")
    return "\n".join([*parts, "</article>"])


@cache  # drawing questions takes longer than writing a page
def asked(exercise: Exercise) -> str:
    """What was asked, in words: counted under a seed that is not the class's."""
    questions = exercise.questions(0)
    names = Counter(question.name for question in questions if hasattr(question, "args"))
    looked = [q.name for q in questions if not hasattr(q, "args")]
    parts = [f"your {name} was called with {n} inputs" for name, n in names.items()]
    parts += [f"your {name} was looked at" for name in looked]
    how = ", drawn for this grading" if names else ""
    model = ", and the model answered the prompts that came back" if exercise.follow_up else ""
    sentence = f"{'; '.join(parts)}{how}{model}."
    return f"Asked: {sentence}"


def hint(exercise: Exercise, mark: Mark) -> str:
    """The first hint for who has not begun, the second for who has tried."""
    tried = mark.outcome == "not yet" and len(exercise.hints) > 1
    return exercise.hints[1 if tried else 0]
