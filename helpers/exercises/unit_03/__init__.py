"""Unit 03: outcomes, server-sent events, waiting, many calls at once, a client, a bucket to mend.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_03.bucket import BUCKET
from helpers.exercises.unit_03.client import CLIENT
from helpers.exercises.unit_03.crowd import CROWD
from helpers.exercises.unit_03.outcomes import OUTCOMES
from helpers.exercises.unit_03.stream import STREAM
from helpers.exercises.unit_03.waiting import WAITING

EXERCISES = (earlier.exercise("03"), OUTCOMES, STREAM, WAITING, CROWD, CLIENT, BUCKET)
