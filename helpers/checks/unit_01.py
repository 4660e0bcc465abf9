"""Exercises of unit 01: byte-pair encoding, packing to a budget, a month's bill, spelled words.

In: their order. Out: what is asked and how it is judged (the modules unit_01_*), the reference
answers in full (solutions/).
"""

from helpers.checks.unit_01_bpe import ENCODE, LEARN
from helpers.checks.unit_01_budget import MONTH, PACK
from helpers.checks.unit_01_letters import SPELL

EXERCISES = (LEARN, ENCODE, PACK, MONTH, SPELL)
