"""How people tell a model that it has tools: system prompts, and ReAct instructions.

In: patterns for Draw.say. Out: the prompts (training/tasks/tooling.py).
"""

USE = (
    "(Use|Call) the tools (when you need them|where they help|if needed|to answer|that you have)(.|; answer briefly.| and answer with the value only.)",
    "You (can use|have|may call) tools(.|, use them.| to look things up.)",
    "(Answer|Help) (the user|with the help of the tools|using the tools)(.|; be brief.)",
    "(Never guess|Do not guess|Do not calculate in your head)(:|;|, but) (call|use) (a|the right) tool.",
    "(Look things up|Look it up|Check) with (your|the) tools(.|; do not rely on memory.| before you answer.)",
    "You have access to (some |a few |)tools(.|. Call one when it helps.|. Use them instead of guessing.)",
    "(If|When|Whenever) a tool (can help|fits|is needed)(, call it|, use it)(.|; otherwise answer directly.)",
    "You are (an agent|a helpful agent|an assistant with tools|a support agent at Larkspur)(.| and answer with tools.)",
)
LEADS = (
    "(Answer|Solve|Work out|Reply to) (the|each|this) question (step by step|with the tools|with tools|using the tools below|by using tools).",
    "You (have|can use|may use) (these|the following|some) tools.",
    "(Think|Reason) and act(| in turns| by turns| step by step)(.| to answer the question.)",
    "You (answer|solve) (questions|a question) (in steps|with tools|with actions).",
    "You have access to (the following|these|a few) (tools|functions).",
    "(Answer|Solve) (the following|this|the user's) (question|questions) as (best|well) as you can(.|, with the tools below.|. You have access to tools.)",
    "You are (an agent|a ReAct agent|an assistant|a helper)( with tools| that uses tools| that reasons and acts|).",
    "(Alternate|Go back and forth|Switch) between (thinking|reasoning) and (acting|tool calls)(.| until you know the answer.)",
    "(Work|Run|Go) in a loop of (Thought, Action, Observation|steps|actions and observations)(.|; at the end, give the answer.)",
    "(Look up|Find out) what you need with (the|your) tools, then answer.",
    "(Use|Take) (one action|a tool|one tool) at a time (to|and) answer (the question|questions).",
)
LISTS = "(You have access to the following tools|The following tools are available|You may call|Functions|Available functions|Toolbox|## Tools|Tools|Available tools|The tools|Your tools|Actions|You can use|Available actions|You have)(:|:\n)"
TOOL_LINES = (
    "- {act}: {told}",
    "{act}: {told}",
    "{act} - {told}",
    "{name}: {told}",
    "- {name}: {told}",
    "* `{name}`: {told}",
    "{n}. {act}: {told}",
    "{n}. {name} - {told}",
    "* {act} - {told}",
    "- **{name}**: {told}",
    "`{act}`: {told}",
    "| {name} | {told} |",
    "| {act} | {told} |",
)
FORMS = (
    "(Use|Follow|Keep to|Reply in|Write in) (this|the following|exactly this) (format|form|pattern):\n{form}",
    "(Format|Form|Your format|The format|Write):\n{form}",
    "Use (this|the following|exactly this) (format|form):\n\n{form}",
    "(Follow|Use|Keep to) the (pattern|form|layout|scheme)( below| of these lines|):\n{form}",
    "(Output|Reply|Answer) (format|form|pattern|template):\n{form}",
    "(In each|At every|For each) (step|turn), (write|output|produce|give)( exactly|):\n{form}",
    "(1. Write|1. Output|1. Give) (the next step|one step) in (this form|the form below).\n2. (Wait for|Read) the (observation|result).\n3. (Repeat|Go on) until you can answer.\n{form}",
    "(Loop|Repeat|Do this) until you know the answer:\n{form}",
    "(## Format|## Output format|## Form)\n{form}",
    "(Each turn|Every step|Always), write:\n{form}",
    "Your (replies|turns) look like this:\n{form}",
)
WAITS = (
    "(Then|After an action,|After that) (wait for|you get|you will get|comes) (the|an) (observation|Observation)(.|: the result.)",
    "(An action is followed by|The result comes as) an Observation.",
    "(Stop|Pause|Halt) after (each|every) (Action|action) and wait for the (Observation|observation|result)(.|)",
    "(Do not|Never|Don't) (write|invent|make up) (the|an) Observation( yourself|)(.|; it is given to you.)",
    "(One|Only one|Exactly one) action (per|a|each) (turn|step|reply)(.|, then wait.)",
    "Stop after (an|each) action(.|; the observation is given to you.)",
    "",
    "",
)
