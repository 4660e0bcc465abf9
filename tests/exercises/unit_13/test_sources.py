"""Exercise 13.2: answers right and wrong, and what the check says to each."""

from cases import Answers, table

RIGHT = """
def numbers(text):
    return {x.replace(",", "") for x in re.findall(r"\\d+(?:[.,]\\d+)*", text)}

def there(quote, text):
    return quote.split() != [] and " ".join(quote.split()) in " ".join(text.split())

def faults(claims, passages):
    result = []
    for claim in claims:
        if not claim["cites"]:
            result.append(["no citation"])
            continue
        wrong, good = set(), []
        for cite in claim["cites"]:
            if cite["id"] not in passages:
                wrong.add("no such passage")
            elif not there(cite["quote"], passages[cite["id"]]):
                wrong.add("not in the passage")
            else:
                good.append(cite["quote"])
        if numbers(claim["text"]) - numbers(" ".join(good)):
            wrong.add("number without a source")
        order = ["no such passage", "not in the passage", "number without a source"]
        result.append([name for name in order if name in wrong])
    return result
"""
# by a pattern of the quote's words
PATTERN = RIGHT.replace(
    'quote.split() != [] and " ".join(quote.split()) in " ".join(text.split())',
    'bool(quote.split()) and bool(re.search(r"\\s+".join(map(re.escape, quote.split())), text))',
)
# each number for itself
ONE_BY_ONE = """
def clean(text):
    return " ".join(text.split())

def faults(claims, passages):
    def of(claim):
        cites = claim["cites"]
        if len(cites) == 0:
            return ["no citation"]
        ok = [clean(c["quote"]) != "" and clean(c["quote"]) in clean(passages.get(c["id"], ""))
              for c in cites]
        unknown = [c["id"] not in passages for c in cites]
        said = [n.replace(",", "") for c, fine in zip(cites, ok) if fine
                for n in re.findall(r"\\d[\\d.,]*\\d|\\d", c["quote"])]
        wanted = [n.replace(",", "") for n in re.findall(r"\\d[\\d.,]*\\d|\\d", claim["text"])]
        return (["no such passage"] * any(unknown)
                + ["not in the passage"] * any(not f and not u for f, u in zip(ok, unknown))
                + ["number without a source"] * any(n not in said for n in wanted))
    return list(map(of, claims))
"""
CASES = Answers(
    setup="import re\n",
    right=(RIGHT, PATTERN, ONE_BY_ONE),
    wrong=(
        (RIGHT.replace("quote.split() != [] and ", ""), "quote of nothing"),
        (RIGHT.replace('" ".join(quote.split()) in " ".join(text.split())', "quote in text"),
         "character by character"),
        (RIGHT.replace('" ".join(quote.split()) in " ".join(text.split())',
                       "quote.strip() in text"), "character by character"),
        (RIGHT.replace('in " ".join(text.split())', 'in " ".join(text.split()).lower()').replace(
            '" ".join(quote.split()) in', '" ".join(quote.split()).lower() in'), "mind capitals"),
        (RIGHT.replace('x.replace(",", "")', "x"), "two numbers"),
        (RIGHT.replace("(?:[.,]\\d+)*", ""), "point or comma"),
        (RIGHT.replace('x.replace(",", "")', 'x.replace(",", "").replace(".", "")'),
         "points out of numbers"),
        (RIGHT.replace('numbers(claim["text"]) - numbers(" ".join(good))',
                       'any(n not in " ".join(good).replace(",", "") '
                       'for n in numbers(claim["text"]))'), "digits anywhere"),
        (RIGHT.replace('numbers(claim["text"]) - numbers(" ".join(good))',
                       'numbers(claim["text"]) and not numbers(claim["text"]) '
                       '& numbers(" ".join(good))'), "speak for all"),
        (RIGHT.replace('numbers(" ".join(good))',
                       'numbers(" ".join(c["quote"] for c in claim["cites"]))'),
         "quotes that are not there"),
        (RIGHT.replace('good.append(cite["quote"])', 'good.append(passages[cite["id"]])'),
         "the whole passage"),
        (RIGHT.replace('" ".join(good)', '" ".join(good[:1])'), "first quote"),
        (RIGHT.replace("if name in wrong])", "if name in wrong][:1])"), "one fault of a claim"),
        (RIGHT.replace('for cite in claim["cites"]:', 'for cite in claim["cites"][:1]:'),
         "first citation"),
        (RIGHT.replace('result.append(["no citation"])', "result.append([])"), "cites nothing"),
        (RIGHT.replace("passages[cite[\"id\"]])", '" ".join(passages.values()))'),
         "all passages"),
        (RIGHT.replace('wrong.add("no such passage")',
                       'wrong.update(["no such passage", "not in the passage"])'), "two faults"),
        (RIGHT.replace('if cite["id"] not in passages:', "if False:"), "stops your function"),
        (RIGHT.replace("in order if name in wrong]", "in sorted(order, reverse=True) if name in "
                       "wrong]"), "another order"),
        (RIGHT.replace("wrong, good = set(), []", "wrong, good = {}, []")
         .replace("wrong.add(", "wrong.setdefault(")
         .replace("order = [", "order = list(wrong) or ["), "another order"),
        (RIGHT.replace('" ".join(quote.split()) in " ".join(text.split())',
                       'quote.replace("\\n", " ").strip() in text.replace("\\n", " ")'),
         "how many there are"),
        (RIGHT.replace('" ".join(quote.split()) in " ".join(text.split())',
                       '"".join(quote.split()) in "".join(text.split())'), "all blanks out"),
        (RIGHT.replace("quote.split() != []", 'quote != ""'), "quote of blanks"),
        (RIGHT.replace("def there(quote, text):\n", "def there(quote, text):\n"
                       '    quote, text = quote.replace(",", ""), text.replace(",", "")\n'),
         "commas out of the quote"),
        (RIGHT.replace('" ".join(quote.split()) in " ".join(text.split())',
                       "set(quote.split()) <= set(text.split())"), "words one by one"),
        (RIGHT.replace("(?:[.,]\\d+)*", "[.,]?\\d*"), "take a full stop"),
        (RIGHT.replace("\\d+(?:[.,]\\d+)*", "[\\d.,]+"), "take a full stop"),
        (RIGHT.replace('x.replace(",", "")', 'int(float(x.replace(",", "")))'), "before the point"),
        (RIGHT.replace('r"\\d+(?:[.,]\\d+)*"', 'r"\\b\\d+(?:[.,]\\d+)*\\b"'), "no letter follows"),
        (RIGHT.replace('" ".join(good)', '" ".join(good[-1:])'), "last quote"),
        (RIGHT.replace('" ".join(good)', '"".join(good)'), "without a blank"),
        (RIGHT.replace('if numbers(claim["text"]) - numbers(" ".join(good)):',
                       'if any(numbers(claim["text"]) - numbers(q) for q in good or [""]):'),
         "in every good quote"),
        (RIGHT.replace('if numbers(claim["text"])', 'if good and numbers(claim["text"])'),
         "only where a quote is good"),
        (RIGHT.replace('numbers(claim["text"]) - numbers(" ".join(good))',
                       'numbers(claim["text"]) != numbers(" ".join(good))'), "the same numbers"),
        (RIGHT.replace("    result = []", "    result, good = [], []").replace(
            "wrong, good = set(), []", "wrong = set()"), "for later claims"),
        (RIGHT.replace('passage")\n', 'passage")\n                break\n'),
         "first bad citation"),
        (RIGHT.replace('passages[cite["id"]])', 'passages.get(cite["id"], ""))').replace(
            'if cite["id"] not in passages:', "if False:"), "a fault of its own"),
        (RIGHT.replace('good.append(cite["quote"])',
                       'good.append(cite["quote"])\n                wrong.discard("not in the '
                       'passage")'), "where another one is good"),
        (RIGHT.replace("wrong, good = set(), []", "wrong, good = [], []").replace(
            "wrong.add(", "wrong.append(").replace("[name for name in order if name in wrong]",
                                                  "sorted(wrong, key=order.index)"), "or twice"),
        (RIGHT.replace("[name for name in order if name in wrong]", "wrong"), "a set for each"),
        (RIGHT.replace("return result", "return [name for found in result for name in found]"),
         "for each claim"),
    ),
)  # fmt: skip
test_answers = table("13.2", CASES)
