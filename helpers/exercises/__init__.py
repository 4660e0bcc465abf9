"""What the labs ask: `check`, `hint`, `progress` and more for learners, a folder for each unit.

unit_NN/ holds one module an exercise, named by its topic: its questions, its judge, its hints.
notebook (what a learner calls), units (finds exercises), earlier (three questions from earlier
units), answers (the references, in solutions/), release (labs out of them), nbgrader (the same
labs for it). The machinery that asks, judges and shows is helpers.checks.
"""

from typing import Any

__all__ = ["check", "foresight", "hint", "predict", "predicted", "progress", "recall"]


def __getattr__(name: str) -> Any:
    # late: in the process that runs a learner's code a stand-in takes the place of `notebook`
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.exercises import notebook

    return getattr(notebook, name)
