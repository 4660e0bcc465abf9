"""Numbers about many judgments, and what they are made of.

tokens (how long), variety and rules (what a text is like), working (where a reply goes wrong),
logprobs (how sure a model was), overlap (how near a text is to a person's); metrics (rates with
intervals), clusters (of cases that belong together), attempts (of several tries at one problem),
paired (two ways on the same questions), many (several comparisons), power (how many questions it
takes), sequential (looking before the end), calibration (does a probability mean what it says).
Knows no exercise and no model.
"""
