"""The choices change the trace that is shown, and the text twin says the same."""

from helpers.widgets import retrieval_trace

ONE = {
    "id": "q1", "question": "What does Kalk cost?", "groups": ["public"], "value": "784",
    "sentence": "Kalk costs 784 euros.", "allowed": ["a#0", "a#1"], "ranked": ["a#1", "a#0"],
    "packed": ["a#0"], "reply": "784 [1]", "cited": "a#0",
}  # fmt: skip
LOG = {
    "loaded": {"a": "It is <small>. Kalk costs 784 euros."},
    "chunks": {"a#0": "It is <small>.", "a#1": "Kalk costs 784 euros."},
    "asked": [ONE, {**ONE, "id": "q2", "packed": ["a#1"], "reply": "9 [1]", "cited": ""}],
}
CUT = {**LOG, "chunks": {"a#0": "It is <small>. Kalk costs", "a#1": "784 euros."}}
LOGS = {"A": LOG, "B": CUT}


def test_a_line_for_each_stage(capsys):
    retrieval_trace.table(LOGS)
    assert capsys.readouterr().out.splitlines() == [
        "A, q1: What does Kalk cost? [public]",
        "  needs: Kalk costs 784 euros.",
        "  loading   yes",
        "  cutting   yes",
        "  filtering yes  2 of 2 chunks",
        "  ranking   yes  a#1 'Kalk costs 784 euros.'; a#0 'It is <small>.'",
        "  packing   no   a#0 'It is <small>.'",
        "  reading   yes  '784 [1]'",
        "  citing    no   a#0 'It is <small>.'",
    ]


def test_what_is_lost_shows_what_is_nearest_and_what_was_wanted():
    assert "cutting   no   nearest: 'Kalk costs'" in retrieval_trace.text(LOGS, "B", "q1")
    said = retrieval_trace.text(LOGS, "A", "q2")
    assert "reading   no   '9 [1]', wanted '784'" in said
    assert "citing    no   no passage" in said


def test_the_choices_redraw_and_the_plain_text_is_the_table(capsys):
    widget = retrieval_trace.trace(LOGS)
    before = widget.view.value
    widget.choices["system"].value = "B"
    widget.choices["question"].value = "q2"
    assert widget.view.value != before
    retrieval_trace.table(LOGS, "B", "q2")
    printed = capsys.readouterr().out.rstrip("\n")
    assert widget._repr_mimebundle_()["text/plain"] == f"{widget.promise}\n{printed}"


def test_words_are_escaped():
    assert "It is &lt;small&gt;." in retrieval_trace.html(LOGS, "A", "q1")
