"""Checks of the labs: `check`, `hint` and `progress` for learners, exercises for their authors.

Read in order: encoding (values as JSON), exercise (what is asked and answered), ask (runs in the
learner's process, with doubles), equality and evidence (of one case), judge (decides, elsewhere if
need be), complete (runs prompts), record (remembers), notebook (shows).
The exercises of a unit are in unit_NN.py. Knows nothing of kernels and of whole classes.
"""

from typing import Any

__all__ = ["check", "hint", "progress"]


def __getattr__(name: str) -> Any:
    # late, so that the process that runs a learner's code can import `ask` and nothing that judges
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.checks import notebook

    return getattr(notebook, name)
