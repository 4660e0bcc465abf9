"""Unit 12: chunks, a search by vectors, rankings made one, recommendations, a whole retriever.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_12.allowed import ALLOWED
from helpers.exercises.unit_12.chunker import CHUNKER
from helpers.exercises.unit_12.fuse import FUSE
from helpers.exercises.unit_12.nearest import NEAREST
from helpers.exercises.unit_12.recommender import RECOMMENDER
from helpers.exercises.unit_12.retriever import RETRIEVER

EXERCISES = (
    earlier.exercise("12"),
    CHUNKER,
    NEAREST,
    FUSE,
    RECOMMENDER,
    RETRIEVER,
    ALLOWED,
)
