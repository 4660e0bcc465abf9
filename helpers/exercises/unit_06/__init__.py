"""Unit 06: reading an answer, votes, pieces, a tree search, the cheapest method.

In: the order of its exercises. Out: each one (a module of its topic), the reference answers in
full (solutions/).
"""

from helpers.exercises import earlier
from helpers.exercises.unit_06.cheapest import CHEAPEST
from helpers.exercises.unit_06.majority import MAJORITY
from helpers.exercises.unit_06.parser import PARSER
from helpers.exercises.unit_06.pieces import PIECES
from helpers.exercises.unit_06.search import SEARCH
from helpers.exercises.unit_06.votes import VOTES

EXERCISES = (earlier.exercise("06"), PARSER, VOTES, PIECES, SEARCH, CHEAPEST, MAJORITY)
