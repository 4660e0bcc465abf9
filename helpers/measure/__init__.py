"""Numbers about many judgments, and what they are made of.

tokens (how long), variety and rules (what a text is like), working (where a reply goes wrong),
logprobs (how sure a model was); metrics (rates with intervals), paired (two ways on the same
questions), calibration (does a probability mean what it says). Knows no exercise and no model.
"""
