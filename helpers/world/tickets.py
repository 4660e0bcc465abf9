"""Support tickets: what a customer writes, and the facts that it holds.

In: `ticket(draw)` and `one_liner(draw, category)`, each text with its category and fields.
Out: prompts about tickets.
"""

import re
from dataclasses import dataclass

from helpers.world.draw import Draw
from helpers.world.lexicon import (
    CATEGORIES,
    FEATURES,
    MONTHS,
    NAMES,
    PLANS,
    PRODUCTS,
    REGIONS,
    TRADES,
    WEEKDAYS,
)

PROBLEMS = {
    "billing": (
        "(we were|I was|our account was|my company was) (charged|billed|invoiced) (twice|two times|a second time) for {month}",
        "(the|our|your) (invoice|bill) for {month} (is wrong|is too high|shows the wrong amount|does not match our usage|lists seats we never had)",
        "(please|can you|could you) (refund|pay back|return) the {amount} euros (we paid by mistake|taken in {month}|from the double payment)",
        "(our|my|the) (credit card|card|bank transfer|payment) (was declined|did not go through|failed) (again|this morning|when we tried to renew|for the {plan} plan)",
        "(we|I) need (an invoice|a receipt|a corrected bill|a credit note) (with|showing|that names) our (tax number|VAT number|new address|cost centre)",
        "(why|how come) (did the price go up|are we paying more|is the {plan} plan more expensive|do we pay {amount} euros more) (since {month}|this month|than last month)",
        "the discount (you promised|from our contract|of the {plan} plan) (is missing|was not applied|does not show) on the (last invoice|bill|statement)",
        "(we|I) (cancelled|ended) the (subscription|contract|{plan} plan) in {month} (but|and still|yet) (the charges go on|you took {amount} euros|we get invoices)",
        "(can|could) we (pay|be billed) (yearly|once a year|by bank transfer|in dollars) instead",
        "(we|I) (moved|changed|upgraded) to the {plan} plan and (the fee|the monthly fee|the amount due) is still (the old one|wrong|{amount} euros)",
        "(there is|I see|we found) a (charge|fee|payment|debit) of {amount} euros (that nobody here knows|we cannot explain|I did not order) on our (statement|account|card)",
        "(our accountant|the finance team|my boss) (asks|wants to know) (what the {amount} euros are for|why the tax is missing|how overage is priced)",
        "(the|your) (payment page|checkout) (took the money|charged {amount} euros) (but|and) the (subscription|plan) (is still unpaid|shows as overdue)",
        "how do we (change|update) the (billing address|card on file|payment method|invoice e-mail)",
    ),
    "outage": (
        "(nothing works|everything is down|the whole cluster is down|the service is down) (since {hour} o'clock|in {region}|for all of our users|right now)",
        "(our|the) (database|queue|cluster|production system) (is unreachable|cannot be reached|does not respond|has been offline) (since {weekday}|in {region}|since {hour} o'clock|at the moment)",
        "(all|most of our|half of the) (connections|requests|queries|messages) (time out|fail|are refused|hang) (since {hour} o'clock|in {region}|right now)",
        "(we|our users) (get|see) (503|502|504|time-out) errors (on every request|from {region}|everywhere|for an hour)",
        "(is there|are you having|do you have) an (outage|incident|interruption) in {region}",
        "(production|our shop|our site|the live system) (is down|stopped|went dark) because (the cluster|your service|the queue) (does not answer|is gone|is offline)",
        "(no|not a single) (message|query|request) (gets through|has been served|is delivered) (since {hour} o'clock|since {weekday}|for the whole region)",
        "(latency|response time) (went|jumped|rose) to (thirty seconds|a minute|ten seconds) (and then everything stopped|for everybody|in all of {region})",
        "(the nodes|all nodes|two of three nodes) in {region} (are down|went offline|lost power|are restarting again and again)",
        "(failover|the failover) (did not happen|never came|hangs) and (we are offline|the site is down|nothing is served)",
        "(please help|urgent|emergency), (the system is completely down|we are offline|customers cannot use anything)",
        "(your status page|the status page) (says all is well|is green) (but|yet) (nothing answers|we are down|the whole region is dark)",
        "(the service|the cluster|{product}) (crashed|collapsed|went away) (at {hour} o'clock|an hour ago|this morning) and (has not come back|is still offline)",
    ),
    "access": (
        "(I|we|my colleague) (cannot|can't|could not) (log in|sign in|get into the account) (since {weekday}|any more|with the right password)",
        "(the|my|our) (password reset|reset link|login link|invitation) (never arrives|has expired|does not arrive|goes nowhere)",
        "(I|we) (lost|forgot|locked myself out with) (my|the) (password|second factor|phone with the login codes|recovery codes)",
        "(please|can you) (add|invite|give access to) (my colleague|a new user|{name}|our new admin) (as an admin|to the team|with read rights|for our project)",
        "(the|my) account (is locked|was locked|is blocked|got disabled) (after|because of) (three wrong tries|too many attempts|the move to single sign-on)",
        "(single sign-on|the login with our own accounts|the login page) (rejects|refuses|does not accept) (all of us|my user|everybody in the team)",
        "(I|we) (have no|do not have|lack) (permission|the rights|the role) to (open|see|change) the {feature}",
        "(the access key|our key|the API key|the token) (was revoked|is no longer accepted|stopped being valid|was leaked and must be replaced)",
        "(please|can you) (remove|delete|disable) the (user|account|login) of {name}, who (left us|left the company|changed teams)",
        "(who|which of us) (has|holds) (admin rights|the owner role) (now|in our account), (nobody here can add users|we need a new one)",
        "(my|our) (user|role|login) (shows|sees) only (an empty project|the wrong team|read rights) (since {weekday}|after the invitation|today)",
        "(the code|the six digits|the second factor) from (my phone|the app|the text message) (is rejected|is always wrong|is refused)",
        "(how do I|how can we) (reset|change|recover) (my password|the owner's login|a lost second factor)",
    ),
    "bug": (
        "the {feature} (shows|returns|gives) (wrong|stale|strange|duplicate) (numbers|rows|results|values) (since the update|when I sort|for dates in {month})",
        "(when|whenever|each time) (I|we) (open|click|start|use) the {feature} (it crashes|an error appears|the page stays white|it freezes)",
        "the {feature} (ignores|drops|loses|forgets) (the filter|the time zone|my settings|the last row|special characters)",
        "(a|one) query with (a date|an umlaut|a join|two filters) (returns the wrong rows|crashes the {feature}|raises a syntax error)",
        "(there is|I found|we hit) a (defect|bug|mistake|glitch) in the {feature}, it (sorts wrongly|counts twice|prints garbage|never finishes)",
        "the {feature} (raises|throws|fails with) (an exception|a null pointer|error {number}|a stack trace) (on|for) (empty input|large files|every second call)",
        "since (the update|version {number}|the last release) the {feature} (is broken|misbehaves|no longer saves|shows nothing)",
        "(the total|the sum|the counter) in the {feature} is (off by one|wrong|negative|always zero)",
        "(the button|the menu|the form|the chart) (of|in) the {feature} (does nothing|is cut off|jumps around|shows the wrong month)",
        "(steps to reproduce|to see it): open the {feature}, (sort by date|enter a space|press save twice), (it crashes|the rows vanish|the text is garbled)",
        "the {feature} (writes|saves|exports) (the columns in the wrong order|broken files|the same row twice|half of the data)",
        "(messages|rows|events) (arrive twice|come in the wrong order|are duplicated|lose their headers) (when we use|with|through) the {feature}",
        "(the documentation|your manual) says the {feature} (rounds up|keeps order|accepts null), but it (does the opposite|does not|fails)",
    ),
    "feature": (
        "(it would be great|it would help us|we would love it) if the {feature} (could|would) (export to CSV|send an e-mail|support dark mode|work in {region})",
        "(please|could you) (add|build|offer) (a|some kind of) {feature} (for|in) {product}",
        "(do you plan|are there plans|will there be|is it planned) to (support|add|extend) (the {feature}|a {feature}|more regions for the {feature})",
        "(we|I) (miss|would like|wish for|suggest) (a|an option for a|a better) {feature} (with|that has) (filters|tags|colours|a search box)",
        "(a|one) (suggestion|wish|idea|proposal): (let|allow) the {feature} (run at night|keep more history|use our own templates|show two months)",
        "(can|could) you (make|let) the {feature} (configurable|faster to reach|available on the {plan} plan|work with keyboard keys)",
        "(our team|my team|we) would (use|pay for|welcome) a {feature} (that can be shared|with comments|in the mobile app)",
        "(is there|will we see) (a way|an option) to (rename|group|copy|schedule) (things|entries|items) in the {feature} (one day|in a later version|soon)",
        "(the one thing|what) we (lack|still miss|hope for) is a {feature} (like the one in other tools|with an API|for several teams)",
        "(vote|plus one) (for|from us for) (the|a) {feature} (on the roadmap|in {product}|for all plans)",
        "(consider|think about) (adding|offering) (a {feature}|a calendar|templates|a dark theme) (to|in) {product}",
        "(a|an) (integration|connector|bridge) between the {feature} and (our chat|a spreadsheet|our calendar) would (save us hours|be wonderful|be useful)",
    ),
}
SUBJECTS = {
    "billing": (
        "(Double|Wrong|Unknown|Unexpected) (charge|payment|fee) (in {month}|of {amount} euros|on our card)",
        "(Refund|Credit note|Receipt|Invoice) (needed|request|missing) for {month}",
        "(Card|Payment|Transfer) (declined|failed)(| again| for the {plan} plan)",
        "(Question about|Mistake in|Problem with) (the|our) {month} (invoice|bill)",
    ),
    "outage": (
        "(Everything|Cluster|Database|Queue|Production) (down|offline|unreachable) in {region}",
        "(503|502|504|Time-out) errors (everywhere|since {hour} o'clock|in {region})",
        "(Urgent|Emergency|Help): (system|site|service) (down|offline)(| since {weekday})",
        "(No|All) (connections|requests) (fail|refused|served)(| in {region})",
    ),
    "access": (
        "(Cannot|Unable to) (log in|sign in)(| since {weekday})",
        "(Locked|Blocked|Disabled) (account|login|user)(| of {name})",
        "(Password|Second factor|Access key) (reset|lost|refused)(| again)",
        "(New user|Admin rights|Invitation|Permission) (needed|missing|request)(| for {name})",
    ),
    "bug": (
        "{feature} (crashes|broken|freezes|misbehaves)(| since the update)",
        "(Wrong|Duplicate|Missing|Stale) (rows|numbers|results|values) in the {feature}",
        "(Bug|Error|Exception|Glitch) in the {feature}(| on empty input)",
        "{feature} (shows|saves|exports) (garbage|the wrong data|nothing)",
    ),
    "feature": (
        "(Idea|Wish|Suggestion|Feature request): {feature}",
        "(Please add|We miss|Any plans for) (a|a better) {feature}",
        "{feature} for the {plan} plan(|?| please)",
        "(Could the|Will the) {feature} (support CSV|work offline|get filters)?",
    ),
}
OPENERS = (
    "(Hello|Hi|Good morning|Dear support|Dear team|Hi team|Hey there|To whom it may concern)(,|.)"
)
CONTEXT = (
    "(we|I) (use|run|rely on|work with) {product} (for|in) (our shop|a small project|production|reporting|two teams)",
    "(we are|this is) {company}(, a customer since {year}| from {region}|, on the {plan} plan)",
    "(I am|my name is) {name} (from|at) {company}",
    "(we have|there are) {number} users (on the {plan} plan|in {region}|working with {product})",
    "(this concerns|it is about) our (project|cluster|account) in {region}",
)
AFTERMATH = (
    "(this|it) (is urgent|can wait|blocks us|blocks our release|is not urgent|happens every day)",
    "(please|kindly) (answer|reply|get back to us) (by|before) {weekday}",
    "(I|we) (tried|have tried) (twice|another browser|three times|again today)",
    "(our customers|the team|my boss) (are|is) (getting nervous|not amused|waiting)",
    "(let me know|tell us) (if you need more|what you need|how to go on)",
    "(the reference|our number|the case number) is {code}",
)
CLOSERS = "(Thanks|Thank you|Best regards|Regards|Kind regards|Cheers|Many thanks)(,| -|:) {name}"


@dataclass(frozen=True)
class Ticket:
    """A ticket: its text, the subject line, its category and the facts in it (None: not said)."""

    text: str
    subject: str
    category: str
    fields: dict[str, str | None]


def slots(draw: Draw) -> dict[str, str]:
    """One value for every slot of the sentence patterns, as text."""
    return {
        "product": draw.pick(PRODUCTS),
        "plan": draw.pick(PLANS),
        "region": draw.pick(REGIONS),
        "month": draw.pick(MONTHS),
        "weekday": draw.pick(WEEKDAYS),
        "hour": str(draw.between(1, 12)),
        "year": str(draw.between(2012, 2026)),
        "number": str(draw.between(2, 990)),
        "amount": str(draw.between(11, 990)),
        "feature": draw.pick(FEATURES),
        "code": draw.code(),
        "name": person(draw),
        "company": company(draw),
    }


def person(draw: Draw) -> str:
    return draw.one(NAMES) if draw.chance(0.6) else draw.made_up().capitalize()


def company(draw: Draw) -> str:
    return f"{draw.made_up().capitalize()} {draw.pick(TRADES)}"


def one_liner(draw: Draw, category: str) -> str:
    """The problem of a ticket in one short sentence, without a full stop."""
    return draw.say(draw.pick(PROBLEMS[category]), **slots(draw))


def subject_line(draw: Draw, category: str) -> str:
    """A subject line such as a customer would write."""
    line = draw.say(draw.pick(SUBJECTS[category]), **slots(draw))
    return line[0].upper() + line[1:]


def ticket(draw: Draw, category: str | None = None) -> Ticket:
    """One ticket of the category (any, if None), 15 to 90 words."""
    category = category or draw.pick(CATEGORIES)
    known = slots(draw)
    problem = draw.say(draw.pick(PROBLEMS[category]), **known)
    context = [draw.say(draw.pick(CONTEXT), **known)] if draw.chance(0.6) else []
    after = [draw.say(p, **known) for p in draw.pick_some(AFTERMATH, draw.pick([0, 1, 1, 2]))]
    opening = [draw.say(OPENERS)] if draw.chance(0.5) else []
    closing = [draw.say(CLOSERS, **known)] if draw.chance(0.5) else []
    sentences = [sentence(part) for part in [*context, problem, *after]]
    text = typed(draw, " ".join([*opening, *sentences, *closing]))
    return Ticket(
        text,
        draw.say(draw.pick(SUBJECTS[category]), **known),
        category,
        written(text, known),
    )


def written(text: str, known: dict[str, str]) -> dict[str, str]:
    """The values that stand in the text as whole words, in the case that they have there."""
    found = {
        key: re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE)
        for key, value in known.items()
    }
    return {key: match[0] for key, match in found.items() if match}


DENIED = {
    "billing": ("the invoice", "a payment", "the bill", "our credit card", "a refund"),
    "outage": ("an outage", "a time-out", "the cluster being down", "503 errors"),
    "access": ("the login", "a password", "admin rights", "a locked account"),
    "bug": ("a bug", "a crash", "wrong results", "an exception"),
    "feature": ("a feature request", "a wish", "a suggestion", "an idea for the roadmap"),
}
DENIALS = (
    "(this|it|my message) is not about {denied}",
    "(we|I) (do not write|am not writing|are not writing) (because of|about) {denied}",
    "(we have|there is) no (problem|trouble|issue) with {denied}",
    "(nothing is wrong|nothing to complain about|all is well) with {denied}",
    "(please do not|don't) (treat|take|file) this as {denied}",
)


def negated(draw: Draw, category: str | None = None) -> Ticket:
    """A ticket that also says what it is not about, in the words of another category."""
    category = category or draw.pick(CATEGORIES)
    other = draw.pick([c for c in CATEGORIES if c != category])
    denial = draw.say(draw.pick(DENIALS), denied=draw.pick(DENIED[other]))
    known = slots(draw)
    parts = [sentence(denial), sentence(draw.say(draw.pick(PROBLEMS[category]), **known))]
    draw.rng.shuffle(parts)
    return Ticket(" ".join(parts), sentence(denial), category, {})


def plain(draw: Draw) -> Ticket:
    """A ticket of one sentence, of any category."""
    category = draw.pick(CATEGORIES)
    return Ticket(sentence(one_liner(draw, category)), "", category, {})


def sentence(part: str) -> str:
    """First letter upper case, and a full stop or question mark at the end."""
    asks = part.split()[0] in {
        "is",
        "are",
        "do",
        "will",
        "can",
        "could",
        "why",
        "how",
        "who",
        "which",
    }
    return part[0].upper() + part[1:] + ("?" if asks else ".")


def typed(draw: Draw, text: str) -> str:
    """The text as people type: sometimes lower case, sometimes with two letters swapped."""
    if draw.chance(0.12):
        text = text.lower()
    if draw.chance(0.15):
        at = draw.between(1, max(1, len(text) - 3))
        if text[at].isalpha() and text[at + 1].isalpha():
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text
