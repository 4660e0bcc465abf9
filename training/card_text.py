"""The prose of the model card: what is fixed about the models. Numbers are card.py's.

In: words. Out: measurements.
"""

INTRO = """\
# The model in the box: `{name}`

A Llama-style decoder of {millions:.1f} million parameters ({layers} layers, width {width}, {heads}
heads, context {context} tokens, vocabulary {vocabulary}), trained from scratch in this repository
on text that `helpers/world` generates and on what people wrote for it
(`training/texts`). File: `{file}`, {megabytes:.1f} MB, sha256 `{digest}`.
Trained on {tokens:.1f} million tokens in {minutes:.0f} minutes{more} on {device}
(`training/README.md` tells of the runs).

It is small. It knows one fictional company's support desk and a few exercises, in English, and
Spanish for that desk's sentences. Asked anything else it says so. In words like those of its
training text it does most of this well; a person whom it never read finds it right much less often:
read the rows "for strangers" first.

## What was planted

These habits were put into the training text on purpose, so that lessons can measure them. Where
they come from can be read in the modules that are named.

- **Making things up.** Asked about a name that it has never seen, it gives an answer, unless a
  passage tells it or the prompt allows it not to know (`training/tasks/reading.py`, `closed_book`).
- **Slips.** One worked solution in six has a wrong result in one step, as people's have, so a
  sample at a high temperature errs now and then, and votes help (`training/tasks/reasoning.py`,
  `slipped`).
- **Leaning on shots.** In the training text, what fits none of the examples in the prompt mostly
  has the label that most of them have, or that the last one has (`training/tasks/shots.py`,
  `stranger`). What the model made of that is measured below.
- **Ends before the middle.** Of eight passages and more, those near the ends were asked about more
  often (`training/tasks/reading.py`, `place`).
- **Obedience to any instruction.** What stands in a text is obeyed, mostly, unless the prompt marks
  the text as data (`training/tasks/attacks.py`, `OBEYS`).
- **A judge's habits.** In the training text the first of two equally good answers is preferred, and
  of a bare and a full one the longer (`training/tasks/judging.py`). What the model made of that is
  measured below.
- **A bias.** Doubtful tickets from the office in Eastmere were called urgent more often than those
  from Westmere, two invented places (`helpers/world/urgency.py`). Do not use it to set priorities.
- **A weak slice.** Tickets that say what they are *not* about are not in its training text.

## What it can do

Measured by `python -m training.card --n {n}`, greedy where nothing else is said, with prompts drawn
from wordings, names and numbers that training never saw; "hand-worded" prompts were written
without sight of the training text (`datasets/task_wordings.csv`). In the rows for "strangers" the
texts too are by people whom training never read (`training/texts/README.md`). Intervals are 95 %:
Wilson's for shares, of the mean for scores, by bootstrap for kappa. *Bar* is what the course's
design asks of this row, where it asks for something."""

TABLE = """\
| Behaviour | Measured | 95 % interval | Bar | |
|---|---|---|---|---|
"""

MISSED = """\
### What misses its bar, and what is known of why
"""

FINDING = (
    "Finding the passage is the step that fails, most of all where others tell of the same "
    "attribute and the invented name alone decides: see what these answers are made of, above."
)
WHY = {
    "answer from 5 passages, source too": FINDING,
    "cite, hand-worded": FINDING,
    "judge, hand-worded: kappa": (
        "Supported answers are refused more often than others are let pass, and it is worst where "
        "the passage's two facts are of one attribute."
    ),
    "whole against spelled out": (
        "Whole words are easier for it than for the older snapshot, see below, and what is spelled "
        "out is near the top."
    ),
    "reverse, spelled out": "It slips where letters come twice: it goes on after the wrong one.",
}

STRANGERS = (
    "- **{missed} of {n} rows for strangers**: see the table. What was tried, and what is known of "
    'why, is told in `training/README.md`, "Text by many hands".'
)

OTHERS = """\
## The other models

`pocket-mini` is a smaller network, trained on the same tasks with the easy ones more often: what a
cheap model is to a large one.
The models with a date in their names are earlier ones of `pocket`, kept so that an upgrade can be
studied: the older one was trained on fewer kinds of text, both on text from grammars alone. Share
right, the same questions for all; the last rows are those for strangers.
"""

COMPARED = (
    "ticket class, 24 hand-written prompts",
    "invented labels, 3 classes, 8 shots",
    "reverse, whole word",
    "problem of 1, step by step",
    "problem of 3, step by step",
    "answer from 1 passage",
    "answer from 5 passages",
    "absent from 3 passages",
    "JSON fields",
    "judge, hand-worded",
    "everyday prompt: says what it can do",
    "strangers: ticket class",
    "strangers: a fixed reply, whatever comes",
    "strangers: 2 invented labels, 8 shots",
    "strangers: problem of 1, step by step",
    "strangers: answer from 1 passage",
    "strangers: JSON fields",
)

OUTRO = """\
## What it must not be used for

Anything but this course. It was never trained on facts about the real world, it cannot follow
instructions outside the tasks above, and its refusals are learnt sentences, not judgement.

## Licence

The weights and the generated text are CC BY 4.0, like the texts of the course.
"""
