"""Unit 04: a template library, rules for replies, a glossary, a form, a layout, a fill in one go.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_04.fill import FILL
from helpers.exercises.unit_04.form import FORM
from helpers.exercises.unit_04.glossary import GLOSSARY
from helpers.exercises.unit_04.layout import LAYOUT
from helpers.exercises.unit_04.library import LIBRARY
from helpers.exercises.unit_04.obedience import OBEDIENCE

EXERCISES = (earlier.exercise("04"), LIBRARY, OBEDIENCE, GLOSSARY, FORM, LAYOUT, FILL)
