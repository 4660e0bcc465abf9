"""Exercises of unit 05: shots as messages, shots from SQL, choices that order cannot upset, a lean.

In: their order. Out: what is asked and how it is judged (the modules unit_05_*), the reference
answers in full (solutions/).
"""

from helpers.checks.unit_05_categoriser import CATEGORISER
from helpers.checks.unit_05_formats import FORMATS
from helpers.checks.unit_05_leaning import LEANING
from helpers.checks.unit_05_newest import NEWEST
from helpers.checks.unit_05_robust import ROBUST

EXERCISES = (FORMATS, NEWEST, ROBUST, LEANING, CATEGORISER)
