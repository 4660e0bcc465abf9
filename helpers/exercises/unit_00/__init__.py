"""Unit 00: a first check, a first call; what a call uses and says; a system prompt.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises.unit_00.first_call import FIRST_CALL
from helpers.exercises.unit_00.greeting import FIRST_CHECK
from helpers.exercises.unit_00.report import REPORT
from helpers.exercises.unit_00.system_prompt import SYSTEM_PROMPT
from helpers.exercises.unit_00.text import READ_TEXT
from helpers.exercises.unit_00.usage import READ_USAGE

EXERCISES = (FIRST_CHECK, FIRST_CALL, READ_USAGE, READ_TEXT, SYSTEM_PROMPT, REPORT)
