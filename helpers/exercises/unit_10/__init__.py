"""Unit 10: kinds of errors, a verdict, a plan, many prompts, weak slices, an A/B test to mend.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_10.ab_test import AB_TEST
from helpers.exercises.unit_10.better import BETTER
from helpers.exercises.unit_10.kinds import KINDS
from helpers.exercises.unit_10.plan import PLAN
from helpers.exercises.unit_10.slices import SLICES
from helpers.exercises.unit_10.verdict import VERDICT

EXERCISES = (earlier.exercise("10"), KINDS, VERDICT, PLAN, BETTER, SLICES, AB_TEST)
