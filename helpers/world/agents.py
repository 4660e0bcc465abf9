"""How people tell a model that it has tools: system prompts, and ReAct instructions.

In: patterns for Draw.say. Out: the prompts (training/tasks/tooling.py).
"""

USE = (
    "(Use|Call) the tools (when you need them|where they help|if needed|to answer|that you have)(.|; answer briefly.| and answer with the value only.)",
    "You (can use|have|may call) tools(.|, use them.| to look things up.)",
    "(Answer|Help) (the user|with the help of the tools|using the tools)(.|; be brief.)",
    "(Never guess|Do not guess|Do not calculate in your head)(:|;|, but) (call|use) (a|the right) tool.",
    "You are (an agent|a helpful agent|an assistant with tools|a support agent at Larkspur)(.| and answer with tools.)",
)
LEADS = (
    "(Answer|Solve|Work out|Reply to) (the|each|this) question (step by step|with the tools|with tools|using the tools below|by using tools).",
    "You (have|can use|may use) (these|the following|some) tools.",
    "(Think|Reason) and act(| in turns| by turns| step by step)(.| to answer the question.)",
    "You (answer|solve) (questions|a question) (in steps|with tools|with actions).",
    "(Use|Take) (one action|a tool|one tool) at a time (to|and) answer (the question|questions).",
)
LISTS = "(Tools|Available tools|The tools|Your tools|Actions|You can use|Available actions|You have)(:|:\n)"
TOOL_LINES = (
    "- {act}: {told}",
    "{act}: {told}",
    "{act} - {told}",
    "{name}: {told}",
    "- {name}: {told}",
    "* `{name}`: {told}",
    "{n}. {act}: {told}",
)
FORMS = (
    "(Use|Follow|Keep to|Reply in|Write in) (this|the following|exactly this) (format|form|pattern):\n{form}",
    "(Format|Form|Your format|The format|Write):\n{form}",
    "(Each turn|Every step|Always), write:\n{form}",
    "Your (replies|turns) look like this:\n{form}",
)
WAITS = (
    "(Then|After an action,|After that) (wait for|you get|you will get|comes) (the|an) (observation|Observation)(.|: the result.)",
    "(An action is followed by|The result comes as) an Observation.",
    "Stop after (an|each) action(.|; the observation is given to you.)",
    "",
)
