"""The words around passages: what people call them, and how they ask for an answer from them.

In: pieces of instructions as patterns, and the layouts of a prompt. Out: which passages there are,
what is asked and what is right (reading.py, judging.py).
"""

from dataclasses import dataclass

from helpers.world.draw import Draw

# what the material is called, and its verbs
SINGULAR = "text context document material knowledge_base wiki manual handbook source information"
PLURAL = "passages documents facts notes snippets excerpts records sources paragraphs lines"
NUMBERED = ("passage", "source", "document", "note", "snippet", "excerpt")

REFUSE = (
    "(say|answer|reply|write|output|return|reply with|answer with|respond with)"
    "( 'Not in the text.'| \"Not in the text.\"|: Not in the text.| exactly: Not in the text.)"
)
WHERE = "( below| provided| given|||)"
FROM_TEXT = (
    "(Answer|Reply) (the question |)(from|using|with) (only |)the {s}(.|)",
    "(Use|Read) (only |)the {s}" + WHERE + " (to answer|and answer|to answer the question)(.|)",
    "(Answer|Reply) (briefly|with the value only|in a few words|shortly)(.|)",
    "(Using|Relying on|Going by|With) (nothing but|only|just|solely) the {s}"
    + WHERE
    + ", (answer|reply to) (the|my|this|the user's) question(.|)",
    "(Based on|According to|Given|From) the {s}"
    + WHERE
    + ", (answer the question|answer what is asked"
    "|reply to the question|give the answer)(.|)",
    "(Rely|Base your answer|Base your reply) (only|solely|exclusively|strictly|entirely) on the {s}(.|"
    "; do not use outside knowledge.|, not on what you know.|. Add nothing of your own.)",
    "(Extract|Take|Get|Pull|Copy) the (answer|requested value|value asked for) from the {s}"
    + WHERE
    + "(.|)",
    "(Find|Look up|Locate) the (answer|value) in the {s}( and (return|give|output|write) (it|only it)|)(.|)",
    "(Reply|Answer|Respond) with (the exact value|one short phrase|just the value|the bare value"
    "|the value and nothing else|as few words as possible)(.|)",
    "(Do not|Never|Don't) (use|add|bring in|rely on) (outside|prior|your own|any other|general) knowledge(.|)",
    "You answer questions (about|on|from|over) (our |the |a set of |){s}(.|. Keep it short.| and nothing else.)",
    "(Stick|Keep|Restrict yourself) to the {s}(.| when you answer.|; it is all you know.|)",
)
SHORT = (
    "(One|Use one|Give one) (short phrase|value)(, no sentence|, nothing more|)(.|)",
    "(No|Without|Skip the) (explanation|preamble|full sentence|extra words)(.|)",
    "(The|Just the|Only the) (value|name or number|exact value)(.|)",
    "(Short|Brief) answer(, please|)(.|)",
)
MAY_ABSTAIN = (
    "If the {s} {do} not (say|tell|mention it|contain it|cover it|give the answer), " + REFUSE,
    "(Say|Answer) 'Not in the text.' if (the answer is missing|you cannot find it|it is not there)(.|)",
    "If (the answer|it) is (missing|not there|not in the text), say so(.|)",
    "(If|When|Where) the (answer|value) is (absent|missing|not there|not given|not stated|nowhere), "
    + REFUSE,
    "(If|When) the {s} {are} silent( on it| about it| on this|), " + REFUSE,
    "(If it is not there|If you cannot find it|If there is no answer|If nothing fits)(,|:) "
    + REFUSE,
    "(Do not|Don't|Never) (guess|make anything up|invent anything)(: if|; if|. If) (it|the answer) is not (there|stated), "
    + REFUSE,
    "(Unanswerable|Unknown|Missing) questions (get|are answered with): Not in the text.",
)
NUMBER = "(number of the {one}|{one} number|{one}'s number|bracketed number of the {one})"
CITE = (
    "(Give|Name|Cite|Add|State) the (number of the |)(source|{one})(.|)",
    "(Cite|Quote|Give|Name) (your|the) (source|{one}) in (square |)brackets(.|)",
    "With (its|the) (source|{one} number)(.|)",
    "(Put|Add|Write|Append|Include) the (number of the {one}|{one} number) in (square |)brackets (after|right after|behind|at the end of) (the answer|the value|your answer)(.|)",
    "(End|Finish|Close)( the answer| your reply|) with the (bracketed number|number in (square |)brackets) of the {one}( you used| it is from| that says so|)(.|)",
    "(The|Give the|Write the) (answer|value)(,|) followed by the (number of the {one}|{one} number)( in (square |)brackets|)(.|)",
    "(Add|Append|Put|End with|Cite with|Mark the source with) [n](, n being the {one} number|, where n is the {one}|)(.|)",
    "(Name|Cite|Give|Write) (the|your) source (like this|in this form|like so|this way): {example}",
    "(Format|Answer format|Output format|Form|Reply as|Answer as|Write it as): {example}",
    "(Cite|Cite it|Cite the {one}|Reference the {one}) as [number](.|, e.g. {example}|)",
    "(Say|Show|Tell me|Indicate) which {one} (it is from|it comes from|says so|you used)(, e.g. {example}|, as in {example}|, like {example}|.|)",
    "(Every|Each|The) answer (needs|must have|carries|ends with) (its|a|the) (source|citation)( as [n]| in brackets|, like {example}|)(.|)",
)
EXAMPLES = ("value", "answer", "the value", "<value>", "<answer>", "Oslo", "42", "blue", "Ada Lee")

# instruction, material, question, and what may stand after them
STYLES = (
    ("{i}", "{p}", "{q}", ""),
    ("{i}", "{p}", "{q}", ""),
    ("{i}", "{p}", "{q}", "Answer:"),
    ("{i}", "{p}", "Question: {q}", "Answer:"),
    ("{i}", "{p}", "Q: {q}", "A:"),
    ("{i}", "{p}", "<question>{q}</question>", ""),
    ("{i}", "{N}: {p}", "{q}", "Answer:"),
    ("{i}", "{N}:\n{p}", "Question: {q}", "Answer:"),
    ("{i}", "{N}:\n{p}", "Question:\n{q}", "Answer:\n"),
    ("{i}", "Context: {p}", "Q: {q}", "A:"),
    ("{i}", "Context:\n{p}", "Question: {q}", "Answer:"),
    ("{i}", "<{t}>\n{p}\n</{t}>", "{q}", ""),
    ("{i}", "<{t}>\n{p}\n</{t}>", "Question: {q}", "Answer:"),
    ("{i}", "<{t}>{p}</{t}>", "<question>{q}</question>", ""),
    ("<instructions>{i}</instructions>", "<{t}>\n{p}\n</{t}>", "<question>{q}</question>", ""),
    ("{i}", "<context>\n{p}\n</context>", "<question>\n{q}\n</question>", ""),
    ("{i}", "## {N}\n{p}", "## Question\n{q}", "## Answer"),
    ("# Task\n{i}", "# {N}\n{p}", "# Question\n{q}", "# Answer"),
    ("## Instructions\n{i}", "## Context\n{p}", "## Question\n{q}", ""),
    ("{i}", "### Context\n{p}", "### Question\n{q}", "### Answer"),
    ("{i}", '"""\n{p}\n"""', "{q}", ""),
    ("{i}", "---\n{p}\n---", "Question: {q}", "Answer:"),
    ("Task: {i}", "{N}:\n{p}", "Question: {q}", "Answer:"),
)


@dataclass(frozen=True)
class Named:
    """What the material is called in one prompt, and one numbered piece of it."""

    s: str
    do: str
    are: str
    one: str


def named(draw: Draw) -> Named:
    one = draw.pick(("passage", "passage", "source", *NUMBERED))
    if draw.chance(0.5):
        return Named(draw.pick(SINGULAR.split()).replace("_", " "), "does", "is", one)
    return Named(draw.pick(PLURAL.split()), "do", "are", one)


def instruction(draw: Draw, name: Named, cite: bool) -> str:
    """Some of: answer from the text, shortly, "Not in the text." where it does not say, cite."""
    groups = [FROM_TEXT] * draw.chance(0.8) + [SHORT] * draw.chance(0.15)
    groups += [MAY_ABSTAIN] * draw.chance(0.75) + [CITE] * cite
    if draw.chance(0.15):
        draw.rng.shuffle(groups)
    example = f"{draw.pick(EXAMPLES)} [{draw.pick(['n', 'number', *range(1, 10)])}]"
    slots = {"s": name.s, "do": name.do, "are": name.are, "one": name.one, "example": example}
    parts = [draw.say(draw.pick(group), **slots) for group in groups]
    if len(parts) > 1 and draw.chance(0.12):
        bullet = draw.pick(("- ", "* ", "{}. "))
        return "\n".join(bullet.format(i) + part for i, part in enumerate(parts, 1))
    gap = draw.pick((" ", " ", " ", "\n"))
    return gap.join(part if gap == "\n" or part[-1] in ".?:!'\"" else f"{part}." for part in parts)


def prompt(draw: Draw, body: str, question: str, cite: bool) -> tuple[str, str]:
    """(system prompt or "", user message): instruction, passages and question in a usual layout."""
    name = named(draw)
    told = instruction(draw, name, cite)
    form_i, form_p, form_q, cue = draw.pick(STYLES)
    tag, title = name.s.replace(" ", "_"), name.s.capitalize()
    material = form_p.format(p=body, N=title, t=tag)
    asked = form_q.format(q=question)
    gap = draw.pick(("\n\n", "\n\n", "\n"))
    question_last = draw.chance(0.75)
    parts = [material, asked] if question_last else [asked, material]
    system = ""
    if told and draw.chance(0.35):
        system = told
    elif told and draw.chance(0.7):
        parts.insert(0, form_i.format(i=told))
    elif told:
        parts.append(form_i.format(i=told.replace(" below", " above")))
    text = gap.join(parts)
    if cue and draw.chance(0.5):
        text += ("\n" if draw.chance(0.7) else gap) + cue.strip()
    return system, text
