"""Unit 02: softmax, cuts, penalties, settings for three jobs, cut-off replies.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_02.cuts import FILTERS
from helpers.exercises.unit_02.endings import CUT_OFF
from helpers.exercises.unit_02.penalties import PENALTIES
from helpers.exercises.unit_02.pick import PICK
from helpers.exercises.unit_02.settings import THREE_JOBS
from helpers.exercises.unit_02.softmax import SOFTMAX

EXERCISES = (earlier.exercise("02"), SOFTMAX, FILTERS, PENALTIES, THREE_JOBS, CUT_OFF, PICK)
