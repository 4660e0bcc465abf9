"""Question patterns for errands: what people ask where there are tools.

In: patterns for Draw.say. Out: which is asked when (errands.py).
"""

ASK = (
    "(What is|Tell me|Give me|Look up|I need|Find|Find out|Do you know|Can you tell me|Get|Show me) the {noun} (of|for) {it}(?|.)",
    "{noun} (of|for) {it}(?|, please.| please)",
    "(For {it}, what is|What is, for {it},|I have to know, for {it},) the {noun}?",
)
SUMS = {
    "+": "((What is|Calculate|How much is|Work out|Compute|Tell me|I need) {a} (+|plus) {b}(?|.)|Add {a} (to|and) {b}.|(What is the|Give me the) (sum|total) of {a} and {b}?|{a} + {b}(?| =))",
    "-": "((What is|Calculate|How much is|Work out|Compute|Tell me|I need) {a} (-|minus) {b}(?|.)|(What is|What remains of) {a} less {b}?|{a} - {b}(?| =)|{a} (coins|cups|cards|boxes) less {b}: how many are left?)",
    "*": "((What is|Calculate|How much is|Work out|Compute|Tell me|I need) {a} (*|x|times|multiplied by) {b}(?|.)|Multiply {a} (by|with) {b}.|What is the product of {a} and {b}?|{a} * {b}(?| =)|{a} boxes (hold|with) {b} (cups|cards|coins) each: how many (is that|in total)?)",
    "/": "((What is|Calculate|How much is|Work out|Compute|Tell me|I need) {a} (/|divided by|over) {b}(?|.)|Divide {a} by {b}.|{a} / {b}(?| =)|{a} (coins|cups|cards) for {b} (people|teams): how many each?)",
}
ON_VALUE = {
    "+": "(What is the {noun} of {it} plus {n}?|Add {n} to the {noun} of {it}.|The {noun} of {it} (grows|rises|goes up) by {n}. What is it then?|What is {n} more than the {noun} of {it}?)",
    "-": "(What is the {noun} of {it} minus {n}?|Take {n} (off|from) the {noun} of {it}.|The {noun} of {it} (falls|drops|goes down) by {n}. What is it then?|What is {n} less than the {noun} of {it}?)",
    "*": "(What is {n} times the {noun} of {it}?|Multiply the {noun} of {it} by {n}.|(What is|How much is) the {noun} of {it}, times {n}?|Calculate {n} times the {noun} (of|for) {it}.)",
    "/": "(What is the {noun} of {it} divided by {n}?|Divide the {noun} of {it} by {n}.|(Split|Share) the {noun} of {it} (between|among) {n} (teams|people). How much is it each?)",
}
COSTS = "((What do|How much do|What will) {n} (months|seats|units) of {it} cost(?| in total?| together?)|(How much|What) is {it} for {n} (months|seats|people)?|(We|I) (need|want|take|buy) {n} (seats|units|months) of {it}. (What|How much) (is that|does it cost)?|(Price|Total|Cost) of {n} (months|units) of {it}?)"
TOGETHER = "(What is the {noun} of {it} and {other} together?|Add the {noun} of {it} and (of|that of) {other}.|What is the sum of the {noun} of {it} and {other}?|(The|I need the) total {noun} of {it} and {other}(?|.))"
BOTH = "((What is|Give me|Look up|Tell me) the {noun} of {it} and (of|that of) {other}(?|.)|{noun} of {it} and {other}?)"
CHATS = {
    "You are welcome.": "(Thanks|Thank you|Many thanks|Great, thanks|Thanks a lot|Thx|Perfect, thank you)(.|!|)",
    "Hello! What can I do for you?": "(Hi|Hello|Hey|Good morning|Hello there|Hi there|Good evening)(.|!|)",
    "Goodbye!": "(Bye|Goodbye|See you|That is all|Bye bye|That was all)(.|!|)",
}
