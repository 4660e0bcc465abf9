"""What goes into a prompt: records as text (formats), examples (shots), lines that are thought
further (thoughts). In: making and choosing. Out: the call to a model, which the lessons make.
"""
