"""What a text holds, in less: fields of a ticket as JSON, an incident report in one line.

In: the requests and the right replies. Out: the texts (helpers/world/tickets.py, incidents.py),
the wider wordings of requests for fields (fields.py).
"""

from helpers.world import incidents, tickets
from helpers.world.draw import Draw
from training.tasks.asking import ask, noun, ruled
from training.tasks.document import Document, conversation
from training.tasks.fields import requested
from training.tasks.keys import MEANS, as_json

FIELDS = ("product", "plan", "region", "month", "weekday", "amount", "name", "company", "code")
OFTEN = (*FIELDS, "name", "company")  # two are asked for more
EXTRACT = (
    "(Extract|Pull out|Get|Find|Collect) (the fields |the values of |){keys} (from|in) (this|the) (ticket|message|text) as JSON(.|)",
    "(Return|Give me|Write|Output) (a |)JSON (object |)with (the keys |the fields |){keys}(.|)",
    "(Turn|Convert) (this|the) (ticket|message) into JSON with (the |)keys {keys}(.|)",
    "(Fill|Make) a JSON (record|object) {keys} from (this|the) (ticket|message)(.|)",
)
EXTRACT_MORE = (
    "(Extract|Read|Parse|Return|Find) (as JSON|into JSON|as a JSON object)(:|;) {keys}(.|)",
    "(Return|Output|Reply with|Answer with|Respond with|Produce) (strictly |only |)valid JSON(, keys| with the keys|; keys:|, with exactly the keys) {keys}(.|)",
    "(Extract|Return|Give me) (an|one|a JSON|the) object with (exactly these|these|the following) (keys|fields|properties)(:| -) {keys}(.|)",
    "(JSON please|As JSON|Output JSON|JSON object|To JSON)(,|:|;) (keys|fields|the keys) (=|are|:) {keys}(.|)",
    "(From|Out of) (the|this) (ticket|message|text), (extract|get|take|pull) {keys} (as|into) (JSON|a JSON object)(.|)",
    "(What are|Tell me|List) {keys} in (the|this) (ticket|message)(?|.) (Answer|Reply) (as|in|with) JSON(.|)",
    "(I need|I want|We need) {keys} (of|from) (the|this) (ticket|message|request) as (JSON|a JSON object)(.|)",
    "You (extract|read|parse) {keys} from (tickets|messages|customer messages) (and return|and answer with|into|as) JSON(.|)",
    "(Map|Parse|Transform|Structure) (the|this) (ticket|message|text) (to|into) (a JSON object|JSON|a record) with (keys|fields|the fields) {keys}(.|)",
)
HEADS = (  # before keys that stand below
    "(Extract|Return|Give me|Find|Pull out|Collect) (these|the following) (fields|keys|values|details) (as JSON|as a JSON object|in JSON format|in a JSON object):",
    "(Return|Output|Write|Produce) (a JSON object|one JSON object|JSON|valid JSON|an object in JSON) with (exactly |only |)(these|the following) (keys|fields):",
    "(Turn|Convert|Parse) (the|this) (ticket|message|text) into (JSON|a JSON object)(. Keys:|. Fields:| with:| with these keys:)",
    "(JSON|As JSON, with the) (keys|fields):",
)
SHAPES = (  # before a skeleton
    "(Answer|Reply|Respond) (with|as) JSON (like|of this form|in this form|in this shape|in this format):",
    "(Fill in|Complete|Fill) (this|the) (JSON|skeleton|template|object|schema)(| from the ticket| from the message| with what the text says):",
    "(Output format|Format|Schema|Expected output|Return|JSON schema):",
    "(Extract|Parse) (the|this) (ticket|message|text) (to|into) (this|the following) (JSON|schema|format|shape):",
)
RULES = (
    "(JSON|The JSON|The object|The JSON object) only(, no prose|, no other text|, no explanation|, nothing else|)(.|)",
    "(No|Without) (prose|explanation|extra text|extra keys|Markdown|code fence|comments)(.|)",
    "(Return|Output) (strictly|only|nothing but) (valid |)JSON(.|)",
    "(Exactly|Only) these keys(, in this order|)(.|)",
)
NULLS = (
    "(Use |Write |Put |)null (if|when|where) (missing|absent|not mentioned|not there|unknown|not given|it is not in the text)(.|)",
    "(Use|Write|Put) null for (what is absent|missing values|missing fields|everything that is not mentioned|anything not stated)(.|)",
    "(Missing|Absent|Unknown) (values|fields|keys) (are|become|=|get) null(.|)",
    "If (a value|a field|something) is (missing|not mentioned|not there), (use|write|put|set it to) null(.|)",
)
AMOUNT = (
    "(The amount|amount) (is a number|as a number|must be a number|without currency|in digits)(.|)",
)
SUMMARISE = (
    "(Summarise|Summarize|Sum up) (this|the) (incident|report|text|incident report) (in one line|in one sentence|briefly|shortly)(.|)",
    "(Write|Give) (a|one) (one-line|one-sentence|short) summary (of|for) (this|the) (incident|report)(.|)",
    "(What happened|Tell me what happened)(,|) in one (line|sentence)(?|.)",
    "TL;DR (this|the) (incident|report)(.|)",
    "(Condense|Shorten|Compress) (this|the) (incident |)report to one (line|sentence)(.|)",
    "(Boil|Cut|Bring) (this|the) (report|incident report|text|post-mortem) down to (one|a single) (line|sentence)(.|)",
    "(Describe|Report|State|Explain) (what happened|the outage|the incident) in (one|a single) (short |plain |)(sentence|line)(.|)",
    "(Give|Write|Return) (me |)(the gist|the essence|the short version|a summary|the key facts|a one-liner|the essentials)(, in one line|, in one sentence| in one line| as one sentence|)(.|)",
    "(One|A single) (sentence|line)(:| please:|, please:) what (happened|went wrong|broke)(, where, how long and why|, where and why|)(?|.)",
    "(One-line|One-sentence|Short) summary(, please|, no details|, nothing else|)(.|)",
    "(Write|Draft|Make) (a|one) (status line|headline|one-line entry|changelog line|single sentence) (for|about|from|out of) (this|the) (incident|outage|report)(.|)",
    "(Say|Write|Name) (in one sentence|in one line|in a single sentence) (what failed, where, for how long and why|what broke and why|what went wrong)(.|)",
    "(Can|Could) you (summarise|summarize|sum up|condense) (this|the report|this report) (in one line|in one sentence|briefly|for a manager)?",
    "(My boss|A manager|A colleague|The team) (needs|wants) (this|the report) in one (line|sentence)(.|)",
    "You (summarise|summarize|condense) incident reports (in|into|to) one (line|sentence)(.|)",
    "(Reduce|Cut|Shrink) (this|it|the text|the report) to (its core|what matters|one sentence|one line)(.|)",
)
BRIEFLY = (
    "(Only|Just) (the|one) (sentence|line)(, nothing else|)(.|)",
    "(No|Leave out the|Skip the) (details|side remarks|names|unimportant parts)(.|)",
    "(Keep it short|Be brief|No bullet points|No introduction|Plain text)(.|)",
)
SUMMARY_CUES = ("Summary:", "TL;DR:", "In one line:", "One sentence:", "Output:")
CUES = ("JSON:", "Output:", "Result:", "JSON object:", "Answer:")


def wish(draw: Draw, keys: list[str]) -> str:
    """An instruction to give the keys as JSON: in a sentence, in a list, or as a skeleton."""
    rules = []
    if draw.chance(0.3):
        rules.append(draw.say(draw.pick(NULLS)))
    if draw.chance(0.25):
        rules.append(draw.say(draw.pick(RULES)))
    if "amount" in keys and draw.chance(0.15):
        rules.append(draw.say(AMOUNT[0]))
    draw.rng.shuffle(rules)
    layout = draw.between(1, 10)
    if layout <= 7:
        quote = draw.pick(["", "", '"', "`", "'"])
        words = [f"{quote}{key}{quote}" for key in keys]
        named = draw.pick(
            (", ".join(words), ", ".join(words), " and ".join(words), "; ".join(words))
        )
        if draw.chance(0.1):
            named = f"[{', '.join(words)}]"
        first = draw.say(draw.pick(EXTRACT if layout <= 3 else EXTRACT_MORE), keys=named)
        return ruled(draw, first, rules)
    if layout == 8:
        gap = draw.pick(('""', "...", "null", '"..."', "<value>"))
        skeleton = "{" + ", ".join(f'"{key}": {gap}' for key in keys) + "}"
        return ruled(
            draw, f"{draw.say(draw.pick(SHAPES))}{draw.pick((' ', chr(10)))}{skeleton}", rules
        )
    form = draw.pick(("- {k}", "* {k}", "- {k}: {m}", "{k}: {m}", "- `{k}`: {m}", "- {k} ({m})"))
    listed = "\n".join(form.format(k=key, m=draw.say(MEANS[key])) for key in keys)
    tail = "\n" + " ".join(rule.rstrip(".") + "." for rule in rules) if rules else ""
    return f"{draw.say(draw.pick(HEADS))}\n{listed}{tail}"


def wanted(draw: Draw, present: set[str]) -> list[str]:
    """The keys to ask for, present or not: one or two in two thirds of the requests."""
    known = [key for key in OFTEN if key in present]
    few = draw.chance(0.25)
    pool = known if known and not (few and draw.chance(0.25)) else OFTEN
    count = draw.between(1, 2) if few or not known else draw.between(1, 4)
    keys = list(dict.fromkeys(draw.pick_some(pool, len(pool))))[:count]
    if not few:
        more = dict.fromkeys(draw.pick_some(OFTEN, draw.pick((0, 1, 1, 2))))
        keys += [key for key in more if key not in keys]
    draw.rng.shuffle(keys)
    return keys


def extraction(draw: Draw) -> Document:
    """Fields of a ticket as a JSON object; what the ticket does not say is null."""
    one = tickets.ticket(draw)
    keys = wanted(draw, set(one.fields))
    right = as_json(one.fields, keys)
    if draw.chance(0.55):
        return conversation(requested(draw, keys, one.text), right)
    instruction = wish(draw, keys)
    return conversation(ask(draw, instruction, one.text, noun(draw), CUES), right)


def summary(draw: Draw) -> Document:
    """An incident report in one line."""
    incident = incidents.incident(draw)
    instruction = draw.say(draw.pick(SUMMARISE))
    if draw.chance(0.15):
        instruction = ruled(draw, instruction, [draw.say(draw.pick(BRIEFLY))])
    called = draw.pick(("incident", "report", "text", "incident report", "input"))
    return conversation(
        ask(draw, instruction, incident.text, called, SUMMARY_CUES),
        incident.summary,
    )
