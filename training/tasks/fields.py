"""The many ways people ask for the fields of a ticket as JSON.

In: keys and the text of a ticket -> messages. A prompt is put together from where the format
stands (system, user or both), how the keys are shown (keys.py), rules, headings and a cue at the end.
Out: which keys are asked for, the right reply and the plain wordings (extraction.py).
"""

from helpers.world.draw import Draw
from training.tasks.asking import PERSONAS, ask, dressed, noun, ruled, sentence
from training.tasks.keys import MEANS, example, inline, lines, shape

NULLS = (
    "(Unknown|Missing|Absent|Empty|Not given|Not stated|Not mentioned|Nothing found)( -> | => | = |: )null(.|)",
    "(null|Write null|Give null|Value null|Set null) (for|in) (unknown|empty|absent|unmentioned|silent) (keys|fields|values)(.|)",
    "(Never|Do not|Don't) (guess|invent|make up|infer|assume)( a value| values| anything|)(:|;|,) (use|write|give|put|return) null( instead|)(.|)",
    "No (guessing|guesses|invention|invented values|made-up values)(:|;|,| -) null (instead|when unsure|if unknown|if it is not there)(.|)",
    "(If|Where|When|Whenever) the (ticket|text|message) (is silent|says nothing|gives nothing)(,| on a key,| about a field,) (the value is|use|write|put|return) null(.|)",
    "(Every|Each) key (must be|has to be|should be|is always) (there|present|in the object)(, with null| and null|; null) (if unknown|when it is missing|if the text has no value|if nothing is given)(.|)",
    "(A|Any) (key|field|value) (not in|absent from|missing from|not found in) the (text|ticket|message) (is|becomes|gets) null(.|)",
    "(What|Whatever|Anything) (the ticket|the text|the customer) (does not say|leaves out|does not mention|leaves open) (is|becomes|stays) null(.|)",
    "(null|JSON null), (not|never) (an empty string|a guess|the word unknown|N/A), (for a missing value|when a value is missing|for what is not given)(.|)",
    "(Nulls are fine|null is allowed|Use null|Prefer null)(,| and|;) (never|do not) (guess|invent anything|make things up)(.|)",
)
ONLY = (
    "(JSON|Raw JSON|Plain JSON|Valid JSON|One JSON object)( only| and nothing else|, nothing else|, no prose|, no text around it)(.|)",
    "(Output|Reply with|Answer with|Respond with|Return|Print|Send) (one|a single|only a|just one|exactly one) JSON object(.|, no comments.|, no explanation.|)",
    "(No|Without|Never a|Do not use a|Skip the) (code fence|Markdown fence|code block|Markdown block)(.|)",
    "(No|Without|Never any) (prose|preamble|introduction|explanation|chatter|extra keys) or (code fence|Markdown|comments|backticks)(.|)",
    "(Your|The) (reply|answer|output|response) (must|has to|should|will) (parse as JSON|be valid JSON|be a JSON object|go straight to a JSON parser)(.|)",
    "(Copy|Take) (the values|values|each value) (as written|from the text|word for word|verbatim)(.|)",
)
SERVICES = (  # each says that the reply is JSON; the user names the keys
    "You (are|act as|work as) (a|our|the) (ticket parser|field extractor|JSON API|data extraction service|extraction engine|parser for support tickets)(.|:) (You get|The user sends|Input is|You receive) (keys and a text|fields and a ticket|a list of keys and a message). (You reply with|Reply with|Output|Return) (JSON|a JSON object|one JSON object)(.|)",
    "(Ticket|Message|Support mail|Text) to JSON (service|converter|endpoint|tool|pipeline)(.|)",
    "(Extraction|Parsing|Ticket) (service|endpoint|step|API)(: | - )(keys|fields|key names) (and|plus|+) (text|ticket|a message) in, JSON (object |)out(.|)",
    "You (extract|pull|read|collect|take) (fields|values|facts|data|details) (from|out of) (support tickets|customer messages|tickets|mails)(.|:) (Answer in|Reply in|Output|Always return) (JSON|valid JSON|a JSON object)( only|)(.|)",
    "(The user|The caller|Each request) (names|lists|gives|sends) (keys|fields|the wanted keys) and a (text|ticket|message)(:|;) (return|reply with|answer with|output) (their values as JSON|a JSON object with these keys|JSON with exactly these keys)(.|)",
    "(Answer|Reply|Respond) (only in|in|with|with nothing but) (JSON|valid JSON|raw JSON|JSON objects)(.|)",
    "(JSON only|Only JSON|Strict JSON|JSON mode|JSON out, nothing else|Output JSON)(.|!|)",
    "(You speak|You write|You output|Everything you return is|All of your replies are) (only JSON|nothing but JSON|valid JSON|pure JSON)(.|)",
)
COMMANDS = (  # short ones
    "(extract|Extract|get|Get|pull|Pull|find|Parse) (json|JSON)(:|) {keys}",
    "{keys} (as|to|in|->|=>) (json|JSON|a JSON object)(.|, please|, nothing else|)",
    "(json|JSON|JSON of|JSON for|To JSON|As JSON|to json)(:|) {keys}",
    "(Extract|extract|Get|Pull|Grab|Read off|Give|List) {keys}(, JSON|, as JSON|; JSON| as JSON| in JSON)( please|, please|.|)",
    "(Ticket|Message|Text|ticket) (to|->|into) (JSON|json)(:|, keys|, keys:|, fields|, with) {keys}(.|)",
    "(JSON with|JSON having|JSON object:|Need JSON:|Want as JSON:) {keys}(.|, please|)",
    "(Parse|parse|Turn|Transform|Convert) (it|this|the ticket)(: JSON,| to JSON,| into JSON:| to JSON with) (keys |fields |){keys}(.|)",
)
SENTENCES = (
    "(Fill|Fill in|Complete) (the|these|my) (boxes|form fields|slots|columns|blanks|attributes)(:| from the ticket:| of the form:| with what the ticket says:) {keys}. (Hand it back|Return it|Give the result|Write them) as (JSON|a JSON object)(.|)",
    "(Our|The|My) (form|table|record|database row|spreadsheet|CRM entry) has the (columns|fields|boxes|attributes) {keys}. (Fill it|Fill it in|Complete it) from the (ticket|message|text) (and return|and give me|as) (JSON|a JSON object)(.|)",
    "(Which|What) values does the (ticket|message|text) give for {keys}? (Answer|Reply|Respond) (in|as|with) JSON(.|, same key names.|)",
    "(Could|Can|Would) you (extract|pull|get|read|find) {keys} from (this|the) (ticket|message|mail) (and return|and send me|and give me|as) JSON?",
    "(I am building|We are building|For) (an importer|a dashboard|a ticket system|a CRM)(:|,) (I need|we need|give me) {keys} (of|from) (each|this|the) (ticket|message) as (JSON|a JSON object)(.|)",
    "(Read|Go through|Look at) (the|this) (ticket|message|text)(, then| and) (output|write|return|give me) (a JSON object|JSON) (whose keys are|with keys|that holds|containing) {keys}(.|)",
    "(Build|Create|Make|Produce|Compose|Generate) (a JSON object|JSON|one flat JSON object|a JSON record) (with|from the ticket with|out of the text with) (the |)(attributes|properties|entries|keys|members) {keys}(.|)",
    "(The|Your) (output|reply|answer|result) (is|must be|should be) (a JSON object|JSON|one JSON object) with (exactly |just |)(the keys|the fields|these keys:) {keys}(, taken from the ticket|, read from the message|)(.|)",
    "(Serialise|Serialize|Dump|Represent|Encode) (the|this) (ticket|message) as (JSON|a JSON object) with {keys}( only|)(.|)",
    "(For|Given) (the|this) (ticket|message|text)(,|:) (return|output|produce|give) {keys} (as JSON|in a JSON object|as JSON properties)(.|)",
)
QUESTIONS = (
    "(What is|What's|Can you tell me) {means}( in this ticket| here| in the message|)? (Answer|Reply|Respond) (as|in|with) JSON, (key|key name|keys|using) {keys}(.|)",
    "(What is|What's) {means}( in the ticket| in this text|)? (JSON|Answer as JSON|As a JSON object|JSON reply), (key|keys|under the key|named) {keys}(.|)",
    "(I want to know|Say|Tell me|Look up) {means}( from the ticket|). (Reply|Answer|Respond) (with JSON|in JSON)(, key:|, keys|, using|; keys:) {keys}(.|)",
)
BLOCK_HEADS = (  # before keys that stand below
    "(Extract|Get|Fill|Read|Collect|Pull) (the|these|the following) (attributes|slots|columns|fields|keys|properties) (from|out of) the (ticket|text|message) (as JSON|into a JSON object|and return JSON):",
    "(JSON|Output JSON|Reply in JSON|Return a JSON object|One JSON object)( with|, with|;|,) (keys|the keys|fields|these keys|the columns|the attributes):",
    "(Wanted|Needed|Requested|To extract|Required|Asked for)(, as JSON|, in JSON| as JSON| as a JSON object):",
)
SHAPE_HEADS = (  # before a type, a schema or a skeleton
    "(Return|Output|Produce|Reply with|Give me) (JSON|a JSON object|one JSON object) (that matches|matching|of|conforming to|valid against) (this|the) (type|schema|definition)(:| below:)",
    "(Parse|Transform|Convert|Map) (the|this) (ticket|message|text) (into JSON of this|into JSON of the following|to JSON by this) (type|schema|model|shape):",
    "(JSON|Output JSON|JSON response|JSON result) (schema|type|shape|structure)( to fill| of your answer| for the ticket|):",
)
EXAMPLE_HEADS = (  # between an instruction that names the keys and a reply for another ticket
    "(Example|Sample)( output| answer| reply| result|) (for|from) (another|a different|some other) (ticket|message):",
    "(Format|Same format|Shape) as in this (example|sample) (from|of) (another|a different|an older) (ticket|message):",
    "(For another ticket|For an older ticket|Last time|For a different message) (the answer|the output|the reply|the result) was:",
)
TASKS = (  # a section of its own
    "(Extract|Get|Read|Return|Find|Pull out|Fill in) the (keys|fields|values|attributes|fields asked for|listed keys) (from the text |from the ticket |)as (JSON|a JSON object|one JSON object)(.|)",
    "(Convert|Turn|Parse|Transform) the (text|ticket|message) (to|into) JSON( with the keys given|, using the listed keys| with these fields|)(.|)",
    "(JSON extraction|Field extraction, JSON reply|Ticket to JSON|Information extraction to JSON)(.|)",
)
CUES = (
    "JSON:",
    "JSON:",
    "Output:",
    "Result:",
    "JSON object:",
    "Answer:",
    "json =",
    "Object:",
    "->",
)
CUE_RULES = (
    "JSON ({unknown}):",
    "Output (JSON, {unknown}):",
    "JSON only ({unknown}):",
    "Answer ({unknown}, JSON only):",
)
UNKNOWN = "(null if|null when|null for|null where) (unknown|missing|absent|not given|not stated|not mentioned)"
HEADINGS = {  # what the sections of a prompt are called
    "text": ("Text", "Ticket", "Input", "Message", "Support ticket", "Customer message", "Source"),
    "keys": ("Keys", "Fields", "Keys wanted", "Output keys", "Attributes", "Required fields"),
    "shape": ("Schema", "Output schema", "Shape", "Type", "JSON shape"),
    "task": ("Task", "Instructions", "Instruction", "What to do", "Goal"),
    "rules": ("Rules", "Constraints", "Notes", "Output rules", "Requirements"),
}
SECTIONS = (  # h: heading, t: the heading as a tag, b: what stands below
    *("## {h}\n{b}", "## {h}\n{b}", "### {h}\n{b}", "# {h}\n{b}", "**{h}**\n{b}", "**{h}:** {b}"),
    *("<{t}>\n{b}\n</{t}>", "<{t}>\n{b}\n</{t}>", "<{t}>{b}</{t}>", "[{h}]\n{b}"),
    *("{h}: {b}", "{h}: {b}", "{h}:\n{b}", "{t}: {b}", "{t} = {b}", "=== {h} ===\n{b}"),
    *("{h} - {b}", "--- {h} ---\n{b}"),
)


def instruction(draw: Draw, keys: list[str]) -> str:
    """What to do, with the keys in it: a command, a sentence, a question, a list or a type."""
    kind = draw.between(1, 12)
    if kind <= 3:
        command = draw.say(draw.pick(COMMANDS), keys=inline(draw, keys))
        return f"{command}." if command.endswith("}") else command
    if kind <= 6:
        return sentence(draw.say(draw.pick(SENTENCES), keys=inline(draw, keys)))
    if kind <= 8 and len(keys) <= 2:
        told = [draw.say(MEANS[key].replace("(the |)", "")) for key in keys]
        means = " and ".join(f"the {t.split(',')[0].removesuffix(' as a number')}" for t in told)
        return draw.say(draw.pick(QUESTIONS), means=means, keys=inline(draw, keys))
    if kind <= 9:
        return f"{draw.say(draw.pick(BLOCK_HEADS))}\n{lines(draw, keys)}"
    if kind == 10:
        first = sentence(draw.say(draw.pick(SENTENCES), keys=inline(draw, keys)))
        return f"{first}\n{draw.say(draw.pick(EXAMPLE_HEADS))} {example(draw, keys)}"
    return f"{draw.say(draw.pick(SHAPE_HEADS))}\n{shape(draw, keys)}"


def rules(draw: Draw, null: float, only: float) -> list[str]:
    """A rule for what the ticket does not say, one for the form, both or none."""
    chosen = [draw.say(draw.pick(NULLS))] if draw.chance(null) else []
    chosen += [draw.say(draw.pick(ONLY))] if draw.chance(only) else []
    draw.rng.shuffle(chosen)
    return chosen


def cue(draw: Draw) -> str:
    """What a prompt may end with: `JSON:`, `JSON (null if unknown):`."""
    if draw.chance(0.6):
        return draw.pick(CUES)
    return draw.pick(CUE_RULES).replace("{unknown}", draw.say(UNKNOWN))


def service(draw: Draw) -> str:
    """A system prompt that says what comes in and that JSON goes out, with its rules."""
    first = draw.say(draw.pick(SERVICES))
    if draw.chance(0.15):
        first = f"{draw.pick(PERSONAS)} {first}"
    return ruled(draw, first, rules(draw, 0.6, 0.4))


def headed(draw: Draw, sections: list[tuple[str, str]]) -> str:
    """Sections under headings of one style: Markdown, tags, labels."""
    form = draw.pick(SECTIONS)
    gap = "\n" if form.startswith(("{", "<")) and draw.chance(0.6) else "\n\n"
    parts = []
    for part, body in sections:
        heading = draw.pick(HEADINGS[part])
        below = form
        if "\n" in body or body.startswith(("- ", "* ")):
            below = form.replace(" {b}", "\n{b}").replace("{t}>{b}<", "{t}>\n{b}\n<")
        tag = heading.lower().replace(" ", "_")
        parts.append(below.format(h=heading, t=tag, b=body))
    return gap.join(parts)


def terse(draw: Draw, keys: list[str], text: str) -> str:
    """Keys and text and little else, for a system prompt that says the rest."""
    style = draw.between(1, 6)
    named = inline(draw, keys) if draw.chance(0.8) else lines(draw, keys)
    if style <= 3:
        parts = [("keys", named), ("text", text)]
        return headed(draw, parts if draw.chance(0.7) else parts[::-1])
    content = dressed(draw, text, noun(draw)) if draw.chance(0.5) else text
    gap = draw.pick(("\n\n", "\n\n", "\n", "\n---\n"))
    if style == 4:
        label = draw.pick(("Keys:", "Fields:", "->", "Give:", "JSON keys:"))
        below = "\n" if "\n" in named or named.startswith(("- ", "* ")) else " "
        return f"{content}{gap}{label}{below}{named}"
    if style == 5 and "\n" not in named:
        return f"{named}{draw.pick((': ', ' <- ', ' from: ', ' - '))}{text}"
    return f"{named}{gap}{content}"


def sectioned(draw: Draw, keys: list[str], text: str, told: bool) -> str:
    """A prompt of headed sections, in any order; told: a system prompt says the task."""
    kind = draw.between(1, 10)
    if kind <= 5:
        listed = ("keys", inline(draw, keys))
    else:
        listed = ("keys", lines(draw, keys)) if kind <= 8 else ("shape", shape(draw, keys))
    parts = [listed, ("text", text)]
    if not told or draw.chance(0.3):
        parts.append(("task", draw.say(draw.pick(TASKS))))
    if given := rules(draw, 0.5, 0.4):
        form = draw.pick(("{}", "- {}", "* {}"))
        parts.append(("rules", "\n".join(form.format(rule) for rule in given)))
    draw.rng.shuffle(parts)
    if parts[-1][0] != "text" and draw.chance(0.3):
        parts.append(parts.pop([part for part, _ in parts].index("text")))
    return headed(draw, parts)


def requested(draw: Draw, keys: list[str], text: str) -> list[dict]:
    """Messages that ask for the keys of the text as JSON, in one of very many wordings."""
    system, place = None, draw.between(1, 10)
    if place <= 3:
        system, user = service(draw), terse(draw, keys, text)
    elif place <= 6:
        system = service(draw) if draw.chance(0.4) else None
        user = sectioned(draw, keys, text, told=system is not None)
    else:
        asked = ruled(draw, instruction(draw, keys), rules(draw, 0.35, 0.3))
        if place <= 8:
            return ask(draw, asked, text, noun(draw), (*CUES, cue(draw)))
        content = dressed(draw, text, noun(draw))
        if place == 9:
            system, user = asked, content
        else:
            system = service(draw)
            pair = (asked, content) if draw.chance(0.5) else (content, asked)
            user = draw.pick(("\n\n", "\n\n", "\n")).join(pair)
    if draw.chance(0.35):
        user += draw.pick(("\n\n", "\n")) + cue(draw)
    told = [{"role": "system", "content": system}] if system else []
    return [*told, {"role": "user", "content": user}]
