"""Exercise 04.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

SETUP = (
    "import re, jinja2\nfrom jinja2 import meta\n"
    "env = jinja2.Environment(undefined=jinja2.StrictUndefined)\n"
)


def both(
    missing: str = "sorted(meta.find_undeclared_variables(env.parse(template)) - set(values))",
    key: str = ", key=lambda v: [int(p) for p in v.split('.')]",
    lacking: str = "    if missing(template, values):\n"
    "        raise ValueError(missing(template, values))\n",
    text: str = "env.from_string(template).render(values)",
) -> str:
    return (
        f"def missing(template, values):\n    return {missing}\n\n"
        "def render(library, name, values):\n"
        f"    template = library[name][max(library[name]{key})]\n{lacking}"
        f"    return {text}"
    )


BY_HAND = """
def missing(template, values):
    found = []
    for name in meta.find_undeclared_variables(jinja2.Environment().parse(template)):
        if name not in values:
            found.append(name)
    found.sort()
    return found

def render(library, name, values):
    versions = sorted(library[name].items(), key=lambda pair: tuple(map(int, pair[0].split("."))))
    source = versions[-1][1]
    holes = missing(source, values)
    if holes:
        raise ValueError("missing: " + ", ".join(holes))
    return jinja2.Template(source).render(**values)
"""
BY_ERROR = both(
    missing="sorted(n for n in meta.find_undeclared_variables(env.parse(template)) "
    "if n not in values.keys())",
    lacking="    holes = missing(template, values)\n    if len(holes) > 0:\n"
    "        raise ValueError(f'{name}: {holes}')\n",
    text="env.from_string(template).render(**values)",
)
OWN_CLASS = "class MissingValues(ValueError):\n    pass\n\n" + both(
    lacking="    if lost := missing(template, values):\n"
    "        raise MissingValues(f'the template {name!r} lacks ' + ' and '.join(lost))\n",
)
FIRST = "    if missing(template, values):\n        raise ValueError({})\n"
CASES = Answers(
    right=(both(), BY_HAND, BY_ERROR, OWN_CLASS),
    wrong=(
        (both(missing=r"sorted(set(re.findall(r'{{\s*(\w+)\s*}}', template)) - set(values))"),
         "with a pattern"),
        (both(missing=r"sorted(set(re.findall(r'{{\s*(\w+)', template)) - set(values))"),
         "with a pattern"),
        (both(missing="sorted(meta.find_undeclared_variables(env.parse(template)))"),
         "you name all variables"),
        (both(missing="sorted(n for n in meta.find_undeclared_variables(env.parse(template)) "
              "if not values.get(n))"), "an empty value"),
        (both(missing="sorted(meta.find_undeclared_variables(env.parse(template)) "
              "- set(values))[:1]"), "one missing variable"),
        (both(missing="sorted(n for n in meta.find_undeclared_variables(env.parse(template)) "
              "if values.get(n) is None)"), "take `None` for a missing value"),
        (both(missing="tuple(sorted(meta.find_undeclared_variables(env.parse(template)) "
              "- set(values)))"), "a sorted list is wanted"),
        (both(lacking=FIRST.format("")), "does not say what is missing"),
        (both(lacking=FIRST.format("name")), "does not say what is missing"),
        (both(lacking=FIRST.format("missing(template, values)[0]")), "names some of"),
        (both(lacking="    try:\n        return env.from_string(template).render(values)\n"
              "    except jinja2.UndefinedError as error:\n"
              "        raise ValueError(str(error)) from None\n"), "names some of"),
        (both(lacking=FIRST.format("'\\n'.join(missing(template, values))")), "in one line"),
        (both(missing="meta.find_undeclared_variables(env.parse(template)) - set(values)"),
         "is wanted"),
        (both(key=""), "versions as texts"),
        (both(key=", key=lambda v: float(v)"), "compare their parts"),
        (both(lacking=""), "jinja2 stops at the first"),
        (both(lacking="", text="jinja2.Template(template).render(values)"), "leave a hole"),
        (both(text="jinja2.Environment(autoescape=True).from_string(template).render(values)"),
         "escape for html"),
        (both(text="env.from_string(env.from_string(template).render(values)).render(values)"),
         "not yet"),
        (both(text="template.format(**values)"), "not yet"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("04.1", CASES)
