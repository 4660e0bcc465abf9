"""The time that one learner has, over all that they handed in.

In: seconds that their bytes took: reading them, running them, judging them. Out: what is done with
a learner who has none left. Time in which the machine was busy with others does not count.
"""

from __future__ import annotations


class Budget:
    """Seconds, spent until none is left."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self._spent = seconds, 0.0

    @property
    def left(self) -> float:
        return max(0.0, self.seconds - self._spent)

    def spend(self, seconds: float) -> None:
        """Notes what was used; a negative number gives some back."""
        self._spent += seconds

    @property
    def words(self) -> str:
        """Why nothing more is done."""
        return f"the {self.seconds:g} seconds that one learner has were used up"
