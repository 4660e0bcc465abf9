"""Larkspur, the small company that every unit talks about: seeded generators of its text.

Read in this order: draw (seeds, the train / held-out split), lexicon and english (closed word
lists), tickets, letters, problems, passages, incidents, everyday (prompts from outside this world).

In: text with its right answers. Out: prompts and chat formats (training/tasks and the lessons own
those), models, files.
"""
