"""Unit 13: a context packer, citations checked, thresholds, a grounded answerer, a clinic, a count.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_13.clinic import CLINIC
from helpers.exercises.unit_13.counting import COUNTING
from helpers.exercises.unit_13.grounded import GROUNDED
from helpers.exercises.unit_13.pack import PACK
from helpers.exercises.unit_13.silence import SILENCE
from helpers.exercises.unit_13.sources import SOURCES

EXERCISES = (earlier.exercise("13"), PACK, SOURCES, SILENCE, GROUNDED, CLINIC, COUNTING)
