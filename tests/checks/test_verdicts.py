"""A verdict as text: without Markdown's bold marks, and with what stands in code as it is."""

import pytest

from helpers.checks import verdicts


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**04.2 not yet** (0 points)", "04.2 not yet (0 points)"),
        ("- input: `broken('**bold**', {})`", "- input: `broken('**bold**', {})`"),
        ("- came: `` 2**3 ` ** `` and **so**", "- came: `` 2**3 ` ** `` and so"),
        ("**one**, `**`, **two**", "one, `**`, two"),
        ("```python\nx = a**b ** c**d\n```", "```python\nx = a**b ** c**d\n```"),
        ("a lone ` and **bold**", "a lone ` and bold"),
        ("**`f`** and 2 ** 3", "`f` and 2 ** 3"),
    ],
)
def test_plain_text_has_no_bold_and_all_of_the_code(markdown, text):
    assert verdicts.plain(markdown) == text
