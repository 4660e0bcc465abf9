"""Unit 01: byte-pair encoding, packing to a budget, a month's bill, spelled words.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_01.encode import ENCODE
from helpers.exercises.unit_01.fitting import FITTING
from helpers.exercises.unit_01.learn import LEARN
from helpers.exercises.unit_01.letters import SPELL
from helpers.exercises.unit_01.month import MONTH
from helpers.exercises.unit_01.pack import PACK

EXERCISES = (earlier.exercise("01"), LEARN, ENCODE, PACK, MONTH, SPELL, FITTING)
