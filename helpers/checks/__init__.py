"""How an exercise is asked, judged and shown: machinery only, which knows no unit.

Read in order: encoding (values as JSON), exercise (what is asked and answered), ask (runs in the
learner's process, with doubles), equality and evidence (of one case), judge (decides, elsewhere if
need be), complete (runs prompts), record (remembers), verdicts (all of it in place, and shown).
Then the devices that every lab has: broken (a program to be mended), puzzle (the last hint), recall
(questions from earlier units); and predictions, for lessons.
What the labs ask is helpers.exercises. Knows nothing of kernels and of whole classes.
"""
