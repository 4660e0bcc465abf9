"""Unit 16: an event, a cache key, a stream, a deadline, and the service that needs them all.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_16.bucket import BUCKET
from helpers.exercises.unit_16.event import EVENT
from helpers.exercises.unit_16.key import KEY
from helpers.exercises.unit_16.service import SERVICE
from helpers.exercises.unit_16.streaming import STREAMING
from helpers.exercises.unit_16.within import WITHIN

EXERCISES = (earlier.exercise("16"), EVENT, KEY, STREAMING, WITHIN, SERVICE, BUCKET)
