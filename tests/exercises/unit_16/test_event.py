"""Exercise 16.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

HEAD = """
def event(name, data):
    if "\\n" in name or "\\r" in name:
        raise ValueError(name)
"""

CASES = Answers(
    right=(
        HEAD + "    out = [f'event: {name}']\n"
        "    for line in re.split('\\r\\n|\\n|\\r', data):\n"
        "        out.append('data: ' + line)\n"
        "    return '\\n'.join(out) + '\\n\\n'",
        HEAD + "    one = data.replace('\\r\\n', '\\n').replace('\\r', '\\n')\n"
        "    body = one.replace('\\n', '\\r\\ndata: ')\n"
        "    return ': hi\\r\\ndata: ' + body + '\\r\\nevent: ' + name + '\\r\\n\\r\\n'",
        HEAD + "    lines = io.StringIO(data, newline=None).read().split('\\n')\n"
        "    return f'event: {name}\\n' + ''.join(f'data: {x}\\r' for x in lines) + '\\r'",
    ),
    wrong=(
        (HEAD + "    return f'event: {name}\\ndata: {data}\\n\\n'", "a `data: ` of its own"),
        (HEAD + "    return f'event: {name}\\n' + ''.join(f'data: {x}\\n' "
         "for x in re.split('\\r\\n|\\n|\\r', data))", "empty line"),
        (HEAD + "    return f'event: {name}\\n' + ''.join(f'data: {x}\\n' "
         "for x in (data.splitlines() or [''])) + '\\n'", "`splitlines()`"),
        (HEAD + "    return f'event: {name}\\n' + ''.join(f'data: {x}\\n' "
         "for x in data.split('\\n')) + '\\n'", "a lone `\\r`"),
        (HEAD + "    return f'event:{name}\\n' + ''.join(f'data:{x}\\n' "
         "for x in re.split('\\r\\n|\\n|\\r', data)) + '\\n'", "one space after the colon"),
        (HEAD + "    return f'event: {name}\\n' + ''.join(f'data: {x}\\n' "
         "for x in re.split('\\r\\n|\\n|\\r', data)) + '\\n.'", "the next one"),
        ("def event(name, data):\n    return f'event: {name}\\n' + ''.join(f'data: {x}\\n' "
         "for x in re.split('\\r\\n|\\n|\\r', data)) + '\\n'", "can add events"),
        (HEAD + "    name = name.strip()\n    return f'event: {name}\\n' + ''.join("
         "f'data: {x}\\n' for x in re.split('\\r\\n|\\n|\\r', data)) + '\\n'", "part of it"),
        (HEAD + "    name = name.replace(' ', '')\n    return f'event: {name}\\n' + ''.join("
         "f'data: {x}\\n' for x in re.split('\\r\\n|\\n|\\r', data)) + '\\n'", "out of a name"),
        (HEAD.replace('"\\n" in name', 'len(name.split()) != 1') + "    return f'event: {name}\\n'"
         " + ''.join(f'data: {x}\\n' for x in re.split('\\r\\n|\\n|\\r', data)) + '\\n'",
         "only a name with a line end"),
        (HEAD + "    print(data)", "`return`"),
        (HEAD + "    return f'event: {name}\\n\\n'.encode()", "not bytes"),
    ),
    setup="import io, re",
    seeds=tuple(range(20)),
)  # fmt: skip
test_answers = table("16.1", CASES)
