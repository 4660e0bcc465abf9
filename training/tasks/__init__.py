"""The tasks that the model in the box learns: each draws one conversation from Larkspur's world.

A task is a function `task(draw) -> Document`. The same functions, with draw.split "heldout", make
the questions of the model card.

    document      what one example is: a conversation with a right reply, or plain text
    asking        layouts for an instruction and its content, system prompts, pleases
    spelling      letters of words
    writing       tickets, logs and reports on request
    labels        Larkspur's five categories
    shots         labels that only examples explain
    reasoning     word problems, direct or step by step
    reading       answers from passages
    frames        instructions and layouts around passages
    extraction    JSON fields and one-line summaries
    fields        the many wordings of a request for fields
    keys          how such a request shows its keys
    elsewhere     what is outside this world
    judging       is an answer supported, which of two is better
    verdicts      the words of judges
    attacks       instructions inside of texts, and defences
    priority      is a ticket urgent
    translating   English to Spanish
    coding        a description to a Python function
    tooling       errands with tools, as calls and as ReAct

In: what is asked and the right reply. Out: how often each task is drawn (training/mixture.py).
"""
