"""Unit 05: shots as messages, shots from SQL, an order-proof choice, a lean, all in one.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_05.categoriser import CATEGORISER
from helpers.exercises.unit_05.formats import FORMATS
from helpers.exercises.unit_05.last_shots import LAST_SHOTS
from helpers.exercises.unit_05.leaning import LEANING
from helpers.exercises.unit_05.newest import NEWEST
from helpers.exercises.unit_05.robust import ROBUST

EXERCISES = (earlier.exercise("05"), FORMATS, NEWEST, ROBUST, LEANING, CATEGORISER, LAST_SHOTS)
