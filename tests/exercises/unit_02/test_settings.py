"""Exercise 02.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table

CASES = Answers(
    right=(
        """settings = {"classify": {"temperature": 1, "top_p": 0}, "log": {"temperature": 0.5},
            "subjects": {"temperature": 0.7, "top_p": 0.9}}""",
        """settings = {"classify": {"temperature": 0.9, "top_k": 1},
            "subjects": {"temperature": 0.9, "min_p": 0.2},
            "log": {"temperature": 0.4, "frequency_penalty": 0.2}}""",
    ),
    wrong=(
        (
            "settings = {name: {'temperature': 0} for name in ('classify', 'subjects', 'log')}",
            "the lines are too much alike",
        ),
        ("settings = {'log': {'temperature': 0}}", "goes round in circles"),
        ("settings = {'classify': {'temperature': 2}}", "should not roll dice"),
        ("settings = {'subjects': {'temperature': 2}}", "start well and derail"),
        ("settings = {'log': {'temperature': 2}}", "the entries fall apart"),
        ("settings = {'log': {'temperature': 3}}", "the server refused"),
        ("settings = {'log': {'max_tokens': 3}}", "is not among"),
        ("settings = {'temperature': 1}", "wanted {"),
    ),
    seeds=(0, 7),
)
test_answers = table("02.4", CASES)
