"""DSPy's LM, which speaks through litellm."""

import pytest
from pydantic import BaseModel

dspy = pytest.importorskip("dspy", reason="dspy is not installed here")


class Answer(BaseModel):
    sure: bool


@pytest.fixture
def lm(url):
    return dspy.LM("openai/pocket", api_base=f"{url}/v1", api_key="any", cache=False)


def test_a_call_gives_texts(lm):
    assert len(lm("Is the mail up?", max_tokens=20, temperature=1.0)[0]) > 0


def test_structured_output_reaches_the_server(lm):
    [text] = lm("Is the mail up?", max_tokens=200, temperature=1.0, response_format=Answer)
    assert isinstance(Answer.model_validate_json(text), Answer)
