"""Sampling against transformers' logits processors, and against tables worked by hand."""

import numpy as np
import pytest

from helpers.pocket import sampling
from helpers.pocket.sampling import Sampler, Settings

SIZE = 60


@pytest.fixture
def rows():
    """Logits of very different sharpness, whole numbers of 1/4096 as the network gives them."""
    generator = np.random.default_rng(1)
    draws = [generator.standard_normal(SIZE) * scale for scale in (0.1, 1, 3, 8) for _ in range(20)]
    return [np.rint(draw * 4096) / 4096 for draw in draws]


@pytest.fixture(scope="module")
def processors():
    """transformers' processors by name, as functions from NumPy to NumPy."""
    torch = pytest.importorskip("torch", reason="the oracle needs PyTorch")
    process = pytest.importorskip("transformers.generation.logits_process")

    def apply(name, value, logits, ids=()):
        scores = torch.tensor(logits, dtype=torch.float64)[None]
        seen = torch.tensor([list(ids)], dtype=torch.int64)
        return getattr(process, name)(value)(seen, scores)[0].numpy()

    return apply


def agree(weights, logits):
    """The weights are whole, and as large as exp of the logits to half a step of their table."""
    exact = np.exp(logits - logits.max())
    assert np.array_equal(weights, np.rint(weights))
    # the step of a quotient by the temperature, and half of 2^-24
    np.testing.assert_allclose(weights / 2**24, exact, rtol=0.51 / 4096, atol=2**-25)


CUTS = [
    ("top_k", "TopKLogitsWarper", [1, 2, 7, SIZE, 1000]),
    ("top_p", "TopPLogitsWarper", [0.0, 0.01, 0.3, 0.9, 0.999]),
    ("min_p", "MinPLogitsWarper", [0.01, 0.1, 0.5, 1.0]),
    ("temperature", "TemperatureLogitsWarper", [0.1, 0.7, 1.5, 2.0]),
]
CASES = [(name, warper, value) for name, warper, values in CUTS for value in values]


@pytest.mark.parametrize(("name", "warper", "value"), CASES)
def test_each_cut_leaves_what_transformers_leaves(processors, rows, name, warper, value):
    for logits in rows:
        ours = sampling.candidates(logits, Settings(**{name: value}))
        agree(ours, processors(warper, value, logits))


def test_all_cuts_together_act_in_the_order_of_transformers(processors, rows):
    values = {"temperature": 0.8, "top_k": 20, "top_p": 0.9, "min_p": 0.05}
    warpers = {name: warper for name, warper, _ in CUTS}
    for logits in rows:
        theirs = logits
        for name, value in values.items():
            theirs = processors(warpers[name], value, theirs)
        ours = sampling.candidates(logits, Settings(**values))
        agree(ours, theirs)


@pytest.mark.parametrize("penalty", [0.5, 1.1, 2.0])
def test_the_repetition_penalty_is_that_of_transformers(processors, rows, penalty):
    ids = [3, 3, 17, 40]
    seen = np.isin(np.arange(SIZE), ids)
    for logits in rows:
        ours = sampling.penalize_repetition(logits, seen, penalty)
        theirs = processors("RepetitionPenaltyLogitsProcessor", penalty, logits, ids)
        np.testing.assert_allclose(ours, theirs, atol=1e-12)


@pytest.mark.parametrize(
    ("frequency", "presence", "expected"),
    [  # by hand: logit - count * frequency - (count > 0) * presence; counts are 0, 1, 3
        (0, 0, [2, 2, -1]),
        (0.5, 0, [2, 1.5, -2.5]),
        (0, 0.5, [2, 1.5, -1.5]),
        (0.5, 0.25, [2, 1.25, -2.75]),
        (-1, 0, [2, 3, 2]),
        (0, -2, [2, 4, 1]),
    ],
)
def test_frequency_and_presence_penalties_follow_the_documented_formula(
    frequency, presence, expected
):
    logits, counts = np.array([2.0, 2.0, -1.0]), np.array([0, 1, 3])
    ours = sampling.penalize_counts(logits, counts, frequency, presence)
    assert ours.tolist() == expected


def chosen(logits, settings, steps, prompt=()):
    sampler = Sampler(settings, list(prompt), len(logits))
    return [sampler.choose(np.array(logits, np.float32))[0] for _ in range(steps)]


def test_frequency_and_presence_count_the_reply_and_repetition_also_the_prompt():
    greedy = {"temperature": 0}
    logits = [1.0, 0.9, 0.0]
    assert chosen(logits, Settings(**greedy, frequency_penalty=0.5), 1, prompt=[0]) == [0]
    assert chosen(logits, Settings(**greedy, presence_penalty=0.5), 3) == [0, 1, 0]
    assert chosen(logits, Settings(**greedy, frequency_penalty=2.0), 4) == [0, 1, 2, 0]
    assert chosen(logits, Settings(**greedy, repetition_penalty=2.0), 1, prompt=[0]) == [1]


def test_bias_bans_and_forces_tokens():
    assert chosen([1.0, 0.9, 0.0], Settings(temperature=0, logit_bias={0: -100}), 1) == [1]
    assert chosen([1.0, 0.9, 0.0], Settings(seed=1, logit_bias={2: 100}), 5) == [2] * 5


def test_ties_go_to_the_lowest_id_also_after_rounding():
    assert chosen([0.0, 1.0, 1.0 + 1e-5], Settings(temperature=0), 1) == [1]
    assert sampling.keep_top_p(np.full(4, 0.25), 0.5).tolist() == [0.25, 0.25, 0, 0]


def test_nucleus_by_hand():
    assert sampling.keep_top_p(np.array([0.2, 0.5, 0.3]), 0.7).tolist() == [0, 0.5, 0.3]
    assert sampling.keep_top_p(np.array([0.2, 0.5, 0.3]), 0.0).tolist() == [0, 0.5, 0]


def test_a_draw_falls_into_the_stretch_that_is_as_long_as_the_probability():
    probabilities = np.array([0.0, 0.25, 0.0, 0.75])
    draws = [0.0, 0.2499, 0.25, 0.9, 1 - 2**-53]
    assert [sampling.draw_token(probabilities, draw) for draw in draws] == [1, 1, 3, 3, 3]


def test_draws_are_as_frequent_as_their_probabilities():
    probabilities = np.array([0.1, 0.2, 0.3, 0.4])
    n = 4000
    counts = np.bincount(chosen(np.log(probabilities), Settings(seed=7), n), minlength=4)
    # chi-square with 3 degrees of freedom: above 16.3 in one of 1,000 fair cases
    expected = probabilities * n
    assert ((counts - expected) ** 2 / expected).sum() < 16.3


def test_the_same_seed_gives_the_same_draws_and_these_very_ones():
    logits = np.zeros(1000)
    first = chosen(logits, Settings(seed=42), 5)
    assert first == chosen(logits, Settings(seed=42), 5)
    assert first != chosen(logits, Settings(seed=43), 5)
    # kept outputs depend on the numbers themselves: they must never change
    generator = np.random.Philox(key=42)
    assert first == [int((generator.random_raw() >> 11) * 2.0**-53 * 1000) for _ in range(5)]


def test_without_a_seed_every_reply_is_another():
    logits = np.zeros(1000)
    assert chosen(logits, Settings(), 5) != chosen(logits, Settings(), 5)


@pytest.mark.parametrize("seed", [0, -1, -(2**63), 2**64 - 1])
def test_any_64_bit_seed_is_a_seed(seed):
    assert chosen(np.zeros(10), Settings(seed=seed), 3) == chosen(
        np.zeros(10), Settings(seed=seed), 3
    )


def test_logprobs_are_of_the_unmodified_distribution():
    logits = np.array([1.0, 2.0, 3.0])
    settings = Settings(temperature=0.1, top_k=1, frequency_penalty=2, logit_bias={0: 50}, seed=1)
    _, logprobs = Sampler(settings, [], 3).choose(logits)
    np.testing.assert_allclose(logprobs, logits - np.log(np.exp(logits).sum()), atol=2**-24)


@pytest.mark.parametrize("temperature", [1e-300, 1e-9])
def test_a_tiny_temperature_is_greedy_and_raises_no_warning(temperature, recwarn):
    assert chosen([0.0, 3.0, 2.9], Settings(temperature=temperature, seed=1), 5) == [1] * 5
    assert not recwarn.list


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("temperature", -0.5, r"temperature is -0.5; it must be a number from 0 to 2"),
        ("temperature", float("nan"), "temperature is nan"),
        ("temperature", "hot", "temperature is 'hot'; it must be a number"),
        ("temperature", True, "temperature is True"),
        ("top_p", 1.1, "top_p is 1.1; .* from 0 to 1"),
        ("top_k", 2.5, "top_k is 2.5; it must be a whole number"),
        ("top_k", -1, "top_k is -1"),
        ("min_p", -0.1, "min_p is -0.1"),
        ("max_tokens", 0, "max_tokens is 0; .* from 1"),
        ("frequency_penalty", 2.1, "frequency_penalty is 2.1; .* from -2 to 2"),
        ("presence_penalty", -3, "presence_penalty is -3"),
        ("repetition_penalty", 0, "repetition_penalty is 0"),
        ("top_logprobs", 21, "top_logprobs is 21; .* from 0 to 20"),
        ("seed", 1.5, "seed is 1.5; it must be a whole number"),
        ("seed", 2**64, "seed is"),
        ("logit_bias", {3: 101}, r"logit_bias\[3\] is 101; .* from -100 to 100"),
        ("logit_bias", {"3": 1}, "logit_bias key is '3'"),
        ("stop", "END", "stop is 'END'; it must be a tuple"),
        ("stop", ("",), "non-empty"),
    ],
)
def test_impossible_settings_are_named(field, value, words):
    with pytest.raises(ValueError, match=words):
        Settings(**{field: value})
