"""Larkspur, the small company that every unit talks about: seeded generators of its text.

Read in this order; each group knows only the ones above it:

    draw                                  seeds, and the split of all text into train and held out
    lexicon, english                      closed word lists
    tickets, letters, problems, passages  the desk's mail, words, word problems, facts
    incidents, everyday                   status reports; prompts from outside this world
    urgency                               which tickets are urgent, with a bias that is planted
    handbook_facts, handbook,
    handbook_gold, paper                  documentation of two releases, questions about it, PDFs
    notes                                 notes of realistic length, and three kinds of questions
    desk, samples                         tickets as a table; files of examples for the lessons

    meanings                              what a small Python function does: wording, body, callable
    list_functions, text_functions,
    value_functions, functions            the functions, by what they take
    trials, trial_worker                  does a reply's code do what its function promises

    spanish_words, conjugation            word lists of two languages, verb forms
    spanish_phrases, spanish_clauses,
    spanish                               parallel sentences, from the inside out

    arithmetic, topics                    what a calculator does, what a lookup can know
    devices, benches                      tools that really run, and the facts behind them
    requests, errands, agents             questions that take tools, and how tools are announced

In: text with its right answers. Out: prompts and chat formats (training/tasks and the lessons own
those), models, files.
"""
