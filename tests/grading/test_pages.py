"""The gradebook, feedback and class page: what they say, and what they never say."""

from datetime import UTC, datetime

import pytest

from helpers.grading import classpage, feedback, gradebook, labs, marking, page, schema
from helpers.grading.marking import Mark, Result


def result(learner: str = "ada", shares: tuple = (1.0, 0.0, 1.0, 0.5), **fields) -> Result:
    exercises = labs.lab("01").exercises
    marks = {}
    for exercise, share in zip(exercises, shares, strict=False):
        outcome = "passed" if share == 1 else "not yet"
        message = f"You count `bytes` in {exercise.id}."
        marks[exercise.id] = Mark(
            outcome, share, exercise.points * share, exercise.points, message, "a note"
        )
    usual = {
        "submission": f"{learner}.ipynb", "learner": learner, "lab": "01", "verdict": "graded",
        "reason": "", "isolation": "bubblewrap", "marks": marks, "seconds": 0.01,
    }  # fmt: skip
    return Result(**{**usual, **fields})


def test_feedback_has_the_words_the_hint_and_no_note_for_the_teacher():
    text = feedback.of_learner("ada", [result()], {}, None)
    exercise = labs.lab("01").exercises[1]
    assert "You count <code>bytes</code> in 01.2." in text
    assert page.markdown(exercise.hints[1]) in text
    assert "Asked: your encode was called with" in text
    assert "a note" not in text
    assert page.markdown(labs.lab("01").exercises[0].hints[1]) not in text


def test_feedback_shows_no_hidden_input():
    text = feedback.of_learner("ada", [result(shares=(0, 0, 0, 0, 0))], {}, None)
    for exercise in labs.lab("01").exercises:
        for question in exercise.questions(7):
            for given in getattr(question, "args", ()):
                if isinstance(given, str) and len(given) > 12:
                    assert given not in text


def test_pages_stand_alone_and_are_readable_by_keyboard_and_in_print():
    for text in (
        feedback.of_learner("ada", [result()], {}, None),
        classpage.of_class([result(), result("bob", (0, 1, 0, 0))]),
    ):
        assert "<script" not in text
        assert "http" not in text
        assert '<html lang="en">' in text
        assert "@media print" in text
        assert text.count("<h1>") == 1
    assert '<th scope="col">' in classpage.of_class([result()])


def test_the_class_page_counts_misconceptions_and_tells_apart():
    strong = [result(f"s{i}", (1, 1, 1, 1)) for i in range(5)]
    weak = [result(f"w{i}", (0, 0, 0, 0)) for i in range(5)]
    text = classpage.of_class([*strong, *weak])
    assert "5 ×: <p>You count <code>bytes</code> in 01.1.</p>" in text
    assert "5 of 10 (50%" in text
    assert classpage.discrimination("01.1", [*strong, *weak]) == pytest.approx(1.0)
    assert classpage.discrimination("01.1", strong) is None


def test_discrimination_is_the_correlation_with_the_rest():
    import statistics

    draws = [(1, 0, 1, 1), (0, 1, 0, 0), (1, 1, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0)]
    results = [result(str(i), shares) for i, shares in enumerate(draws)]
    xs = [r.marks["01.1"].share for r in results]
    ys = [sum(m.points for id, m in r.marks.items() if id != "01.1") for r in results]
    assert classpage.discrimination("01.1", results) == pytest.approx(
        statistics.correlation(xs, ys)
    )


def test_cells_that_a_spreadsheet_would_run_are_quoted():
    table = gradebook.rows([result("=1+1"), result("@x"), result("-x"), result("ada")])
    text = gradebook.as_csv(table)
    assert "\n'=1+1," in text
    assert "\n'@x," in text
    assert "\n'-x," in text
    assert "\nada," in text


@pytest.mark.parametrize(
    ("handed_in", "lost"),
    [
        ("2026-11-20T23:59:00+00:00", 0.0),
        ("2026-11-21T00:01:00+00:00", 0.1),
        ("2026-11-22T00:01:00+00:00", 0.2),
        ("2026-12-31T00:00:00+00:00", 0.5),
        ("", 0.0),
    ],
)
def test_each_begun_day_costs(handed_in, lost):
    late = gradebook.Late({"lab 01": datetime(2026, 11, 21, tzinfo=UTC)})
    assert late.penalty(result(handed_in=handed_in)) == pytest.approx(lost)


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        (b"[" * 200, 200),
        (b'"' + b"[" * 200 + b'"', 0),
        (b"[]" * 200, 1),
        (b'"' + b'\\"[[' * 100 + b'"', 0),
    ],
)
def test_depth_is_found_without_parsing(text, deep):
    assert schema.depth(text) == deep


@pytest.mark.parametrize(
    "line", [b"", b"[" * 100_000, b"[1]", b"{", b"\xff", b'{"a": 1' + b"0" * 9999]
)
def test_a_line_that_is_no_answer_loses_the_process_and_nothing_else(line):
    with pytest.raises(schema.Malformed):
        schema.parsed(line)


def test_results_survive_their_json():
    import json

    one = result()
    assert marking.from_json(json.loads(json.dumps(one.to_json()))) == one


def test_lists_in_lists_are_nested_and_closed():
    made = page.markdown("Measured:\n\n- **a**\n  - one\n  - two\n- b\n\nEnd `x`.")
    flat = made.replace("\n", "")
    assert flat == (
        "<p>Measured:</p><ul><li><strong>a</strong><ul><li>one</li><li>two</li></ul></li>"
        "<li>b</li></ul><p>End <code>x</code>.</p>"
    )
    assert page.markdown("- a\n  - b").count("</ul>") == 2


def test_the_gradebook_tells_score_n_and_interval_of_prompt_exercises():
    mark = Mark("passed", 1.0, 4, 4, "words", "", "Right for 131 of 150 (87%, 95% interval 81-92%)")
    (row,) = gradebook.rows([result(marks={"00.5": mark})])
    assert row["measured"] == "00.5: Right for 131 of 150 (87%, 95% interval 81-92%)"
