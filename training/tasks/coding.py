"""The task of writing a small Python function from its description.

`coding(draw)` is one conversation; the reply is bare code, in a Markdown block only where the
prompt asks for one. A function without a name in the prompt is called `f`.
In: how a function is asked for. Out: which functions there are (helpers/world/functions.py).
"""

from helpers.world.draw import Draw
from helpers.world.functions import DEFAULT_NAME, Function, function
from training.tasks.asking import PERSONAS
from training.tasks.document import Document

SYSTEMS = (
    "You are a Python programmer. Reply with code only.",
    "You (write|are an expert in) Python(.| code.) (Answer|Reply) with (the code|code) only.",
    "You are a (careful |senior |good |)(Python |software |)(developer|programmer|engineer). (Reply|Answer|Respond) with (only code|code only|nothing but code)(.|)",
    "(Write|Return|Give) (only |)Python code(, no explanation|, nothing else| without comments|)(.|)",
    "You are a coding (assistant|helper|tool)(.| for Python.| that writes Python.)",
    "You (produce|output|provide|return) Python (functions|code)( and nothing else|, never prose|; no explanation|)(.|)",
    "(Reply|Answer|Respond) with (a|one|a single) Python function(.| and nothing else.|; no explanation, no tests, no comments.|, no prose.)",
    "(Your|The) (reply|answer|output) (is|goes straight) (run by|into) (a program|a script|an interpreter)(: code only.|, so give code only.|. No prose.)",
    "(Act as|You act as|Be) a (Python|coding|backend) (expert|developer|assistant)(.|; code only.|. Keep it short.)",
    "You (turn|translate) descriptions into (short |small |)Python functions(.|)",
)
ROLE = "(As a|I am a|I'm a) (developer|backend developer|user|tester|data engineer)"
UNNAMED = (
    "(Produce|Provide|Draft|Come up with|Supply|Prepare|Generate|Build) a (Python |small |short |)function that {does}(.|)",
    "(Spec|Specification|Requirement|Description|Behaviour|Goal|Ticket|Purpose)(:|:\n| -) {d}(|.|. Write it in Python.|.\nLanguage: Python|. Provide the function.)",
    "(## Task|# Task|### Spec|## Specification|## Description|## Goal)\n{D}.(|\n\n## Language\nPython|\n\n## Output\nA Python function|\n\n## Output\nOnly the code)",
    "<(task>{d}</task|spec>{d}</spec|description>{d}</description)>\n(Write|Produce|Provide|Give me) the (Python |)(function|code)(.|)",
    ROLE
    + "(,|;) I (need|want|would like) (code|a function|a helper|a Python function) (to|that can|which can) {d}(.|)",
    "(Implement|Write|Provide|Produce) the (behaviour|function|code|logic) described (here|below): {d}(.|)",
    "(Please |)(write|draft|produce|provide|come up with) Python (code |)(to|that can) {d}(.|)",
    "{D}. (That is|This is) (the|what the) (task|function must do|whole spec)(.|; write the Python function.|. Python, please.)",
    "(Write|Give me|Create|Make|Implement|Code|Define) a (Python |short |small |short Python |)function that {does}(.|)",
    "(Write|Create|Implement) (Python |)code (to|that can) {d}(.|)",
    "{D}. (Write|Reply with|Answer with) (a Python function|a function|Python code|code)(.|)",
    "(I need|I want|We need|I would like|I'm looking for) a (Python |small |)function that {does}(.|)",
    "(Python|Code|Function|Task|Python function|Wanted|Needed|Exercise|To do)(:| -) {d}(.|, please.)",
    "(How do I|How can I|How would you|How do you) {d} (in|with) Python?",
    "(Can|Could|Would|Will) you (write|code|make|give me) a (Python |)function that {does}?",
    "(Write|Please write|Show me) (a function|a Python function|Python code) to {d}(.|)",
    "(In Python|With Python)(,|:) (write a function that {does}|{d})(.|)",
    "(Here is|This is) what (it|the function|the code) (should|must|has to) do: {d}(.|)",
    "(Please |)(implement|write|code)( this|) in Python: {d}(.|)",
    "The function (should|must|has to|needs to) {d}. (Write|Code|Implement) it(.|)",
    "A (Python |)function that {does}(, please|)(.|)",
    "(Solve|Do) (this|the following) (in|with) Python: {d}(.|)",
    "{D} (in Python|with Python|using Python|in Python code|as a Python function)(.|, please.)",
    "(Turn|Translate) (this|the description|the sentence) into (Python|code|a Python function): {d}(.|)",
)
NAMED = (
    "(Produce|Provide|Draft|Come up with|Supply|Generate|Build) (`{name}`|{name}), a (Python |)function that {does}(.|)",
    "(Spec|Specification|Requirement|Description|Behaviour): (`{name}`|{name}) (must|should|has to) {d}(|.|. Write it in Python.|. Provide the code.)",
    "(## Task|# Task|### Spec|## Description)\n{D}.\n\n(## Name|## Function|## Function name|### Name)\n(`{name}`|{name})",
    ROLE + "(,|;) I (need|want) a (Python |)function (`{name}`|{name}) (to {d}|that {does})(.|)",
    "{D}. (The function is called|The function's name is|Use the name|The name is|Its name:) (`{name}`|{name})(.|)",
    "(I need|I want|Please write|Draft) a function that {does}; (call it|name it|it is called) (`{name}`|{name})(.|)",
    "(Write|Create|Implement|Define|Make) a (Python |)function (called|named) (`{name}`|{name}) that {does}(.|)",
    "(Write|Create|Implement|Code|Define) (`{name}`|{name}), a (Python |)function that {does}(.|)",
    "(Write|Give me|I need) a (Python |)function that {does}(. Call it|. Name it|. Its name is|, called|, named) (`{name}`|{name})(.|)",
    "(Write|Please write|Define) (a function|a Python function) (`{name}`|{name}) (to {d}|that {does})(.|)",
    "(The function|A function called|A function named|Function) (`{name}`|{name}) (should|must|has to) {d}(.|. Write it.|. Code it.|)",
    "{D}. (Call|Name) the function (`{name}`|{name})(.|)",
    "(|Function |Write |Define |Code )(`{name}`|{name})(:| -) {d}(.|. Write the function.| in Python.|. Write it.|. Code only.|. In Python.|)",
    "(Can|Could|Would) you (write|code) (`{name}`|{name}), (a|the) function that {does}?",
    "(How do I write|How would you write|How can I write|How do you write|How could one write) a (Python |)function (`{name}`|{name}) that {does}?",
    "(In Python|With Python)(,|:) (define|write) (`{name}`|{name}) (to {d}|so that it {does})(.|)",
    "(Name|Function name|Function): (`{name}`|{name})\n(Task|Does|Description|It should|What it does): {d}(.|)",
    "(def|function|Function|Python function) {name}: {d}(.|)(| In Python.| Code only.)",
)
SIGNED = (
    "(## Signature|### Signature|# Signature)\n(`{signature}`|{signature})\n\n(## Description|## Task|## Behaviour|### Spec)\n{D}.",
    "(Spec|Task|Description|Goal|Requirement): {d}(.|)\n(Signature|Function|Header|Interface): (`{signature}`|{signature})",
    "(Provide|Produce|Draft|Supply|Write|Give me) the (full |whole |complete |)function for (this|the following) (signature|header):\n{signature}\n(It|The function) {does}(.|)",
    "(Given|For|With) the (signature|header) (`{signature}`|{signature}) (write|provide|produce) the function. It (must|should) {d}(.|)",
    "(Complete|Finish|Implement|Fill in) (this|the|the following) (Python |)function(.|:|) It {does}(.|)\n\n{signature}",
    "{signature}\n\n(The function|It) (should|must|has to) {d}(.|. Complete it.|. Write it.|. Give the whole function.|)",
    "(Write|Implement|Code|Complete) `{signature}`(, so that it {does}| so that it {does}|. It should {d}|. It must {d}|. It {does})(.|)",
    "(Write|Complete) the function that {does}. (It starts with|Start with|Begin with|The signature is|Use the signature) (`{signature}`|{signature})",
    "{D}(.|)\n(Signature|Start|Use|Header|Use this signature|First line): (`{signature}`|{signature})",
    '(Complete|Finish|Implement)( this|:|)\n{signature}\n    """{D}."""',
)
NEXT = (
    "(Now|Next|And|Then)(,|) (one|a function|another|another one|a second one) that {does}(.|)",
    "(And|Now|And now|Then)(,|) how (do I|would you|can I|do you) {d}( in Python|)?",
    "(Another|Another one|Next one|One more|Next): {d}(.|)",
    "(Good|Great|Thanks|Thank you|Perfect|Fine|Ok)(.|,|!) (Now|Next)(,|) (write |make |)(one|a function|a second function) that {does}(.|)",
)
NEXT_NAMED = (
    "(Now|Next|And|Then)(,|) (one|a function|another) (called|named) (`{name}`|{name}) that {does}(.|)",
    "(Another|Next one|One more|Next): (`{name}`|{name}) should {d}(.|)",
    "(Good|Great|Thanks|Perfect|Ok)(.|,|!) (Now|Next)(,|) (write |make |)(`{name}`|{name}), which {does}(.|)",
)
RENAME = (
    "(Call|Name) it (`{name}`|{name})( instead| now|)(.|)",
    "(Rename|Please rename) (it|the function) to (`{name}`|{name})(.|)",
    "(Change|Set) (its|the) name to (`{name}`|{name})(.|)",
)
EXAMPLES = (
    "(For example|Example|E.g.|For instance|An example|As an example)(,|:) {example}(.|)",
    "(So |Then |And |){example}, for (example|instance)(.|)",
    "(So|Thus|Then|That means|This way|In other words,) {example}(.|)",
    "(Test|Check|A test|One case|Expected|Should hold): {example}(.|)",
)
ONLY_CODE = (
    "(Return|Give|Send|Output|Reply with|Show|Write) (only|just|nothing but) the (code|function)(.|)",
    "(No|Without|Skip) (explanation|prose|comments|tests|docstring)(, no (tests|imports|examples|docstring|usage)|)(, please|)(.|)",
    "No explanation, no (tests, no comments|comments, no tests|examples, no tests)(.| - just the code.|; only the function.)",
    "(Just|Only) (code|the function|the code|Python)(, please|, nothing else|, no Markdown|)(.|)",
    "(No|Do not use|Don't use|Without) (Markdown|code fences|backticks)(, just code| around it|, plain code only|)(.|)",
)
FENCE = (
    "(Put|Write|Give) the code in a ```python block(.|)",
    "(Answer|Reply|Respond) (in|with) a ```python (code |)block(.|)",
    "(Use|Return|Make it|I want|Send) (a|one) ```python (code |)block(.|)",
    "(Format|Give) (the|your) (reply|answer) as a Markdown code block(.|)",
)
LONG_EXAMPLE = 90  # characters; longer calls are not shown


def coding(draw: Draw) -> Document:
    """One to five functions asked for in one conversation, each with its code as the reply."""
    several = draw.chance(0.4)
    fenced = draw.say(draw.pick(FENCE)) if draw.chance(0.1) else ""
    one = function(draw)
    messages = opened(draw, request(draw, one, fresh=True), fenced)
    messages.append(reply(one, fenced))
    for _ in range(draw.between(1, 4) if several else 0):
        if draw.chance(0.1):
            one = one.called(draw.made_up())
            text = draw.say(draw.pick(RENAME), name=one.name)
        else:
            one = function(draw)
            text = request(draw, one, fresh=draw.chance(0.6))
        messages += [{"role": "user", "content": text}, reply(one, fenced)]
    return Document(messages=messages)


def asked(draw: Draw) -> tuple[list[dict], Function]:
    """A prompt for one function, and the function: what a measurement needs."""
    one = function(draw)
    return opened(draw, request(draw, one, fresh=True), ""), one


def opened(draw: Draw, text: str, fenced: str) -> list[dict]:
    """The first messages: maybe a system prompt, then the request; the wish for a block in one."""
    system, block = "", bool(fenced)
    if draw.chance(0.45):
        system = draw.say(draw.pick(SYSTEMS)) if draw.chance(0.8) else draw.pick(PERSONAS)
    if fenced and draw.chance(0.5):
        system += "." if system and system[-1].isalnum() else ""
        system, fenced = f"{system} {fenced}".strip(), ""
    wish = fenced
    if not block and draw.chance(0.2):
        wish = draw.say(draw.pick(ONLY_CODE))
    gap = draw.pick([" ", "\n"] if text[-1] in ".?!" and "\n" not in text else ["\n", "\n\n"])
    user = {"role": "user", "content": f"{text}{gap}{wish}".strip()}
    return [{"role": "system", "content": system}, user] if system else [user]


def request(draw: Draw, one: Function, fresh: bool) -> str:
    """What a user writes to get this function; not fresh: it leans on the turn before."""
    if one.needs_signature or draw.chance(0.12):
        patterns = SIGNED
    elif one.name == DEFAULT_NAME:
        patterns = UNNAMED if fresh else NEXT
    else:
        patterns = NAMED if fresh else NEXT_NAMED
    text = draw.say(
        draw.pick(patterns),
        d=one.description,
        D=one.description[0].upper() + one.description[1:],
        does=one.does,
        name=one.name,
        signature=one.signature,
    )
    if draw.chance(0.06):
        text = text[0].lower() + text[1:]
    if len(one.example) <= LONG_EXAMPLE and draw.chance(0.15):
        example = draw.say(draw.pick(EXAMPLES), example=one.example)
        text += draw.pick([" ", "\n"] if text[-1] in ".?:" else ["\n"]) + example
    return text


def reply(one: Function, fenced: str) -> dict:
    """The assistant's message: the code, in a block if that was asked for."""
    code = f"```python\n{one.code}\n```" if fenced else one.code
    return {"role": "assistant", "content": code}
