"""The words of judges: verdicts, what is asked of an answer or of two, and the layouts.

In: patterns and layouts; s is what the passage is called, c (cs: several) what the answer is
called. Out: which answers are judged and what is right (judging.py).
"""

# (for supported, for not supported): the words of a verdict
VERDICTS = (
    ("yes", "no"),
    ("yes", "no"),
    ("yes", "no"),
    ("Yes", "No"),
    ("YES", "NO"),
    ("supported", "unsupported"),
    ("supported", "not supported"),
    ("SUPPORTED", "UNSUPPORTED"),
    ("true", "false"),
    ("True", "False"),
    ("1", "0"),
    ("pass", "fail"),
    ("PASS", "FAIL"),
    ("correct", "wrong"),
    ("correct", "incorrect"),
    ("faithful", "unfaithful"),
    ("right", "wrong"),
    ("ok", "bad"),
    ("good", "bad"),
    ("grounded", "not grounded"),
    ("Supported", "Unsupported"),
    ("SUPPORTED", "NOT SUPPORTED"),
    ("Pass", "Fail"),
    ("TRUE", "FALSE"),
    ("valid", "invalid"),
    ("accept", "reject"),
    ("consistent", "inconsistent"),
    ("Y", "N"),
    ("Correct", "Incorrect"),
)
SOURCES = (
    *["passage"] * 3,
    *["text", "source", "context", "document", "excerpt", "article", "note"],
)
NAMES = (*["answer"] * 4, "reply", "response")
STATED = ("claim", "statement")  # what a full sentence may be called
CUES = ("Verdict:", "Grade:", "Label:", "Your verdict:", "Judgement:")
PAIR_CUES = ("Winner:", "Better:", "Verdict:", "Your choice:", "Choice:")
ASKED = (
    "Is the {c} (supported|backed|confirmed|given|covered) by the {s}?",
    "(Say if|Tell me if|Decide whether|Check whether|Judge whether) the {c} is (supported|backed|confirmed|given|covered|grounded) (by|in) the {s}(.|)",
    "Does the {s} (support|back|confirm|contain|say|back up) (the|this) {c}?",
    "(Is|Would you say) the {c} (correct|right|true|faithful) (according to|given|by) the {s}?",
    "(Check|Verify|Grade|Judge|Evaluate|Assess|Rate) the {c} (against|by|with) the {s}(.|)",
    "(Does the {c} (follow from|agree with|match)|Is the {c} (in line with|consistent with|true to)) the {s}?",
    "You (are|act as) (a|the) (judge|grader|strict grader|fact checker|reviewer|evaluator)(.|) (Is the {c}|Decide if the {c} is|Say whether the {c} is) (supported|right|correct|grounded)(?|.|)",
    "(Can|Could) the {c} be (found in|read from|taken from|derived from) the {s}?",
    "Did the (assistant|model|system) (answer|reply) (faithfully|correctly|truthfully)?",
    "(Faithfulness|Groundedness|Fact) check(:|.|)",
    "Is (every|each) (detail|fact|part) of the {c} (in|stated in|backed by) the {s}?",
    "(Compare|Read) the {c} (with|and) the {s}(.|, then decide.) (Does it hold|Is it supported|Do they agree)?",
    "(Does|Would) the {s} (entail|imply|prove|bear out|justify) the {c}?",
    "(Task|Your task|Your job): (check|verify|decide|judge) (if|whether) the {c} is (supported|backed|grounded|stated) (by|in) the {s}(.|)",
    "(Label|Classify|Mark|Score) the {c} by (the {s}|what the {s} says|the evidence in the {s})(.|)",
    "(Rubric|Criteria|Rules|Steps)(:|)\n1. Read the {s}.\n2. (Compare the {c} with it|Look for the {c} in it|Check every detail of the {c}).\n3. (Give a verdict|Decide if it is supported|Grade it).",
    "You are (an impartial|a careful|an exacting) (judge|grader|auditor)( of facts|)(.|:) Does the {s} (support|back|confirm) the {c}?",
    "(Ignore|Leave aside) what you know(:|;) is the {c} (supported|backed|covered) by the {s} (alone|only)?",
)
HOW = (
    "(Answer|Reply|Respond|Say) (with |)(only |){yes} or {no}(.|)",
    "({yes}|Verdict: {yes}|So: {yes}) or {no}?",
    "(Only|Just) {yes} or {no}(.|)",
    "(Answer|Reply|Output|Verdict|Write)(:|) {yes} / {no}(.|)",
    "(Reply|Answer|Write) {yes} if it is, {no} if (not|it is not)(.|)",
    "{yes} = (supported|it is in the {s}), {no} = (not|it is not)(.|)",
    'Answer with "{yes}" or "{no}"(.|)',
    "One word: {yes} or {no}(.|)",
    "(Grade|Verdict|Label|Score|Mark): {yes} if (it is supported|the {s} says so|the {s} backs it|it holds), {no} (if not|otherwise|if it does not)(.|)",
    "(Label|Mark|Grade) it (as |){yes} or {no}(.|, nothing else.|; no explanation.)",
    "(Label|Mark|Classify) the {c} as ('{yes}' or '{no}'|\"{yes}\" or \"{no}\"|{yes} or {no})(.|)",
    "{yes} if (every detail|all of it|everything in the {c}|every claim) is in the {s}, (otherwise|else) {no}(.|)",
    "(Return|Output|Write|Print) {yes} when the {s} (supports|backs|states|confirms) (it|the {c}) and {no} (in all other cases|otherwise|when not)(.|)",
    "(Choose|Pick) (one: |exactly one: |one of )({yes}, {no}|{yes} / {no}|{yes} or {no})(.|)",
    "(Allowed|Possible|Valid) (verdicts|labels|answers|outputs): {yes}, {no}(.|)",
    "\n(- {yes}|{yes}): the {s} (says it|supports the {c}|backs the {c})\n(- {no}|{no}): (it does not|anything else|the {s} says something else or nothing)",
    "(Respond|Reply|Answer) with (exactly |)one (word|label): {yes} or {no}(.|, no explanation.|. Do not explain.)",
)
PARTS = (  # passage, question, answer; S and C are what passage and answer are called, s and c as tags
    ("{S}: {p}", "Question: {q}", "{C}: {a}"),
    ("{S}: {p}", "Question: {q}", "{C}: {a}"),
    ("{S}:\n{p}", "Question:\n{q}", "{C}:\n{a}"),
    ("{S}: {p}", "Q: {q}", "{C}: {a}"),
    ("Context: {p}", "Q: {q}", "A: {a}"),
    ("{S}: {p}", "Question: {q}", "Proposed {c}: {a}"),
    ("<{s}>{p}</{s}>", "<question>{q}</question>", "<{c}>{a}</{c}>"),
    ("<{s}>\n{p}\n</{s}>", "<question>\n{q}\n</question>", "<{c}>\n{a}\n</{c}>"),
    ("## {S}\n{p}", "## Question\n{q}", "## {C}\n{a}"),
    ("### {S}\n{p}", "### Question\n{q}", "### {C}\n{a}"),
    ("**{S}**: {p}", "**Question**: {q}", "**{C}**: {a}"),
    ("{p}", "{q}", "{a}"),
    ("{p}", "Question: {q}", "{C} given: {a}"),
    ('{S}: "{p}"', "User asked: {q}", "Assistant said: {a}"),
    ('{S}:\n"""\n{p}\n"""', "Question: {q}", "{C}: {a}"),
)
BETTER = (
    "(Which|What) {c} is (better|more faithful|right|correct|best supported|more accurate)(?|: A or B?|, A or B?)",
    "(Choose|Pick|Select|Name) the (better|best|more faithful|right|correct) {c}(.|: A or B.|, A or B.)",
    "(Compare|Judge) (the two {cs}|both {cs}|{c} A and {c} B)(.|) (Which|Say which) (is better|wins|fits the {s})(?|.)",
    "You (compare|judge|grade) ({cs}|two {cs})(. Say|. Reply|. Output|: say|; answer) (only |)(A or B|'A' or 'B')(.|)",
    "(Is ({c} |)A or ({c} |)B better|Would you prefer ({c} |)A or ({c} |)B|({c} |)A or ({c} |)B)?",
    "Which (assistant|{c}) (is more faithful to|fits|agrees with) the {s}?",
    "Better {c}(:|?|)",
    "Which {c} is (more faithful to|closer to|better supported by|backed by|consistent with) the {s}(?|: A or B?|, A or B?)",
    "(Decide|Say|Judge|Determine) which (of the two {cs}|{c}) (is better|is more faithful|the {s} supports|is right)(.|: A or B.)",
    "(Two {cs}|Here are two {cs})( to one question|)(.|:) (Which|Say which|Pick which) (one |)(is better|is right|agrees with the {s})(?|.)",
    "You are (an impartial|a fair|a strict) judge(.| of two {cs}.) (Choose|Pick) the {c} that (is right|fits the {s}|the {s} supports)(.|)",
    "(Rank|Weigh) {c} A (and|against) {c} B by (faithfulness|the {s}|correctness)(.| and name the winner.)",
    "(Rules|Criteria|Rubric):\n1. (Faithful to the {s}|Right by the {s}) beats (wrong|made up).\n2. (Name the winner|Give its letter|Choose A or B).",
)
LETTER = (
    "",
    "(Reply|Answer) with (A or B|one letter|the letter only)(.|)",
    "A or B(?|.|)",
    "(Reply|Answer|Respond) with exactly one letter(.|: A or B.|, nothing else.)",
    "(Output|Write|Return|Give) (only|just) (A or B|'A' or 'B'|the letter|the winner's letter)(.|)",
    "(No ties|A tie is not allowed|There are no ties)(.|: A or B.|; choose A or B.)",
    "(If they|When they|If both) (are equally good|tie|are equal)(, choose one|, choose either|, pick one)( anyway|)(.|: A or B.)",
    "(No explanation|Do not explain|Without explanation)(.|: A or B.|, only A or B.)",
)
