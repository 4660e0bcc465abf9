"""From a folder of submissions to a gradebook.

Read in order: submissions (files in folders and archives), labs (what was handed out), cells (the
learner's answers in a notebook), isolation and furniture (the walls of a room and what is in it),
room (runs the learner's cells; the only module that does), sandbox (a room seen from outside),
pieces (compiles cells, also torn ones), asking (plans, questions, replies), prompts (the grader's
own calls to the model), judging (verdicts), echo and told (where the model only repeats), pooling
(what several draws measured), marking (one submission -> one result), results (kept on disk),
gradebook, feedback, classpage, shards. Expected values never enter a room. Knows nothing of any one
lab.
"""
