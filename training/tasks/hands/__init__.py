"""Tasks from texts that independent people wrote: each draws a text by one writer and an
instruction by another, and puts the right reply beside them (the writers: training/hands.py).

    labels     the class of a ticket, in the form that was asked for; by examples, as JSON, as a call
    sums       word problems, worked or at once
    copying    a text, or a piece of it, word for word
    passages   answers from documents, with their source, or that there is none
    fields     JSON from a message; broken JSON mended
    telling    summaries, replies to customers, translations, notes
    coding     functions and SQL
    verdicts   is it supported, relevant, useful, against a rule?
    errands    tool calls
    obeying    orders that have nothing to do with the text, and prompts that ask for no class
    far        the same far down a long prompt

For the split "heldout" everything is by writers of whom training reads nothing.
"""
