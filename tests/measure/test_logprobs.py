"""Logprobs of a reply, read and reshaped; the oracle of the reshaping is transformers."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from helpers.measure import logprobs

SHARES = [0.5, 0.2, 0.15, 0.1, 0.05]
CANDIDATES = [(name, math.log(p)) for name, p in zip("abcde", SHARES, strict=True)]


def reply(*steps):
    """A reply with these candidates for each token, the first of them chosen."""
    tops = [[SimpleNamespace(token=t, logprob=p) for t, p in step] for step in steps]
    content = [SimpleNamespace(top_logprobs=top, logprob=top[0].logprob) for top in tops]
    return SimpleNamespace(choices=[SimpleNamespace(logprobs=SimpleNamespace(content=content))])


def test_a_step_lists_the_candidates():
    assert logprobs.step(reply(CANDIDATES)) == CANDIDATES


@pytest.mark.parametrize("position", [1, 7])
def test_a_step_that_is_not_there_is_said(position):
    with pytest.raises(ValueError, match="logprobs=True"):
        logprobs.step(reply(CANDIDATES), position)


def test_the_probability_of_a_text_is_the_product_of_its_tokens():
    assert logprobs.probability(reply(CANDIDATES, CANDIDATES)) == pytest.approx(0.25)


def test_temperature_zero_leaves_the_top_token():
    assert [p for _, p in logprobs.reshape(CANDIDATES, temperature=0)] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("settings", "warpers"),
    [
        ({"temperature": 0.5}, ["TemperatureLogitsWarper(0.5)"]),
        (
            {"temperature": 2.0, "top_p": 0.6},
            ["TemperatureLogitsWarper(2.0)", "TopPLogitsWarper(0.6)"],
        ),
        ({"top_k": 3}, ["TopKLogitsWarper(3)"]),
        ({"min_p": 0.25}, ["MinPLogitsWarper(0.25)"]),
    ],
)
def test_reshaped_probabilities_are_those_of_transformers(settings, warpers):
    torch = pytest.importorskip("torch")
    process = pytest.importorskip("transformers.generation.logits_process")
    scores = torch.tensor([[logprob for _, logprob in CANDIDATES]])
    for warper in warpers:
        name, value = warper.rstrip(")").split("(")
        number = int(value) if name == "TopKLogitsWarper" else float(value)
        scores = getattr(process, name)(number)(None, scores)
    wanted = torch.softmax(scores, -1)[0].numpy()
    ours = [p for _, p in logprobs.reshape(CANDIDATES, **settings)]
    assert np.allclose(ours, wanted, atol=0.5 / 4096)  # the model rounds logits to 1/4096
