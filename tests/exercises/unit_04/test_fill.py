"""Exercise 04.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = ('{a}{b}', {'a': '{b}', 'b': 'x'})\n"


def program(body: str) -> str:
    return f"{FAILING}def fill(template, values):\n{body}"


ONCE = "    return re.sub(r'{(\\w+)}', lambda m: values.get(m[1], m[0]), template)"
PIECES = """    out = ""
    while template:
        for name, value in values.items():
            slot = "{" + name + "}"
            if template.startswith(slot):
                out, template = out + value, template[len(slot):]
                break
        else:
            out, template = out + template[0], template[1:]
    return out"""
SPLIT = """    parts = re.split(r"({\\w+})", template)
    return "".join(values.get(p[1:-1], p) if re.fullmatch(r"{\\w+}", p) else p for p in parts)"""
LOOP = """    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template"""
CASES = Answers(
    right=(program(ONCE), program(PIECES), program(SPLIT)),
    wrong=(
        (program(LOOP), "the fault is still in it"),
        (program(LOOP.replace("values.items()", "list(values.items())[::-1]")), "another order"),
        (program(LOOP.replace(', value)', ', value.replace("{", "").replace("}", ""))')),
         "braces out of the values"),
        (program(LOOP.replace(", value)", ", value, 1)")), "replace each slot once"),
        (program(ONCE.replace("m[0])", "'')")), "leave nothing"),
        (program(ONCE.replace("\\w+", "[a-z]+")), "names of small letters only"),
        (program("    slots = '|'.join('{' + name + '}' for name in values)\n"
                 "    return re.sub(slots, lambda m: values[m[0][1:-1]], template)"),
         "without any name it is empty"),
        (program("    slots = '{(' + '|'.join(values) + ')}'\n"
                 "    return re.sub(slots, lambda m: values[m[1]], template)"),
         "without any name it is empty"),
        (program("    return template.format(**values)"), "error"),
        (program("    return template.format_map(values)"), "error"),
        ("failing = ('{a}', {'a': 'x'})\ndef fill(template, values):\n" + ONCE,
         "does not show the fault"),
        ("failing = ('{a}', {'a': 1})\ndef fill(template, values):\n" + ONCE,
         "the values are texts"),
        ("failing = '{a}'\ndef fill(template, values):\n" + ONCE, "as a tuple"),
    ),
    setup="import re\n",
)  # fmt: skip
test_answers = table("04.6", CASES)
