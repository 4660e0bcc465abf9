"""Unit 08: two overlaps, several attempts, an audit of gold sets, an eval table, a gate, a mean.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_08.audit import AUDIT
from helpers.exercises.unit_08.eval_table import EVAL_TABLE
from helpers.exercises.unit_08.gate import GATE
from helpers.exercises.unit_08.macro import MACRO
from helpers.exercises.unit_08.overlaps import OVERLAPS
from helpers.exercises.unit_08.passes import PASSES

EXERCISES = (earlier.exercise("08"), OVERLAPS, PASSES, AUDIT, EVAL_TABLE, GATE, MACRO)
