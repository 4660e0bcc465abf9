"""Exercise 00.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

CASES = Answers(
    right=(
        "def greeting(name):\n    return 'Hello, ' + name + '!'",
        "greeting = 'Hello, {}!'.format",
    ),
    wrong=(
        ("def greeting(name):\n    return f'Hello {name}!'", "the comma"),
        ("def greeting(name):\n    return f'Hello, {name}'", "exclamation mark"),
        ("def greeting(name):\n    return 'Hello, Ada!'", "the name is fixed"),
        ("def greeting(name):\n    return f'hello, {name}!'", "upper and lower case"),
        ("def greeting(name):\n    print(f'Hello, {name}!')", "only prints"),
        ("def greeting(name):\n    return f'Hello, {nam}!'", "NameError"),
    ),
)
test_answers = table("00.1", CASES)
