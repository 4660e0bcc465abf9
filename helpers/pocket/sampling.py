"""Logits -> the next token id: temperature, top_p, penalties and the rest.

The order, as in the large servers:

    logits + bias -> repetition, frequency, presence penalty -> grammar -> top_k -> / temperature
           -> top_p -> min_p -> one draw

The same seed gives the same text, on every machine, and this is how:

- Logits are whole numbers of 1/4096 (network.py). Equal ones are real ties and go to the lowest id.
- Penalties and the temperature are + - * / alone, number by number, in float64.
- A token's weight is a whole number from a table, 2^24 for the likeliest. Sums of whole numbers
  are exact in any order, and one comparison with them decides the draw.
- The draw for step k is number k of the counter-based generator Philox4x64-10 with the seed as
  its key: it depends on (seed, step) and on nothing else, neither on time nor on other requests.
- The one logarithm, for log-probabilities, is made of + - * / too (`log`).

Knows nothing of networks, text or requests that run side by side.
"""

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from helpers.pocket import tables
from helpers.pocket.grammar import Grammar, Mask

LOG_2 = 0.6931471805599453


@dataclass(frozen=True)
class Settings:
    """What a request may choose. ValueError names the field, what came and what is allowed."""

    max_tokens: int = 256
    temperature: float = 1.0  # 0 is greedy: always the most likely token
    top_p: float = 1.0  # 1 is off
    top_k: int = 0  # 0 is off
    min_p: float = 0.0  # 0 is off
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    repetition_penalty: float = 1.0  # 1 is off
    logit_bias: Mapping[int, float] = field(default_factory=dict)
    seed: int | None = None  # None: another text every time
    stop: tuple[str, ...] = ()
    top_logprobs: int = 0
    grammar: Grammar | None = None  # None: any text

    def __post_init__(self):
        for name, (low, high, kinds) in LIMITS.items():
            _check_number(name, getattr(self, name), low, high, kinds)
        if self.seed is not None:
            _check_number("seed", self.seed, -(2**63), 2**64 - 1, int)
        for token, bias in self.logit_bias.items():
            _check_number("logit_bias key", token, 0, 2**31, int)
            _check_number(f"logit_bias[{token}]", bias, -100, 100, (int, float))
        if isinstance(self.stop, str) or not all(isinstance(s, str) and s for s in self.stop):
            raise ValueError(f"stop is {self.stop!r}; it must be a tuple of non-empty strings")


# lowest and highest value that is allowed (both included), and the types
LIMITS = {
    "max_tokens": (1, 1_000_000, int),
    "temperature": (0, 2, (int, float)),
    "top_p": (0, 1, (int, float)),
    "top_k": (0, 1_000_000, int),
    "min_p": (0, 1, (int, float)),
    "frequency_penalty": (-2, 2, (int, float)),
    "presence_penalty": (-2, 2, (int, float)),
    "repetition_penalty": (0.01, 10, (int, float)),
    "top_logprobs": (0, 20, int),
}


def _check_number(name: str, value: object, low: float, high: float, kinds: type | tuple) -> None:
    """ValueError unless the value is a number of one of these kinds within low..high."""
    wanted = f"it must be {'a whole number' if kinds is int else 'a number'} from {low} to {high}"
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise ValueError(f"{name} is {value!r}; {wanted}")
    if not low <= value <= high:  # NaN lands here too
        raise ValueError(f"{name} is {value}; {wanted}")


class Sampler:
    """Chooses the tokens of one reply; remembers what the penalties and the draws need."""

    def __init__(
        self, settings: Settings, prompt: list[int], vocab_size: int, mask: Mask | None = None
    ):
        self.settings, self.mask = settings, mask
        seed = secrets.randbits(64) if settings.seed is None else settings.seed
        self.generator = np.random.Philox(key=seed & (2**64 - 1))
        self.counts = np.zeros(vocab_size, np.int64)  # how often each token was chosen so far
        self.seen = np.zeros(vocab_size, bool)  # in the prompt or chosen
        self.seen[prompt] = True
        self.biased = np.fromiter(settings.logit_bias.keys(), np.int64)
        self.bias = np.fromiter(settings.logit_bias.values(), np.float64)

    def choose(self, logits: np.ndarray) -> tuple[int, np.ndarray]:
        """The next id, and the log-probabilities (natural, unmodified) of all tokens."""
        logits = np.rint(logits.astype(np.float64) * tables.FINE_STEPS) / tables.FINE_STEPS
        token = self._pick(self._permitted(self._penalized(logits)))
        if self.mask:
            self.mask.take(token)
        self.counts[token] += 1
        self.seen[token] = True
        return token, log_softmax(logits)

    def _penalized(self, logits: np.ndarray) -> np.ndarray:
        """Logits after bias and penalties; where none is set, the very array that came."""
        told = self.settings
        if self.biased.size:
            logits = add_bias(logits, self.biased, self.bias)
        if told.repetition_penalty != 1:
            logits = penalize_repetition(logits, self.seen, told.repetition_penalty)
        if told.frequency_penalty or told.presence_penalty:
            frequency, presence = told.frequency_penalty, told.presence_penalty
            logits = penalize_counts(logits, self.counts, frequency, presence)
        return logits

    def _permitted(self, logits: np.ndarray) -> np.ndarray:
        """-infinity for tokens that would lead out of the grammar."""
        allowed = self.mask.allowed() if self.mask else None
        return logits if allowed is None else np.where(allowed, logits, -np.inf)

    def _pick(self, logits: np.ndarray) -> int:
        draw = (self.generator.random_raw() >> 11) * 2.0**-53  # 53 random bits: 0 <= draw < 1
        if self.settings.temperature == 0:
            return int(np.argmax(logits))  # the first of equals: the lowest id
        return draw_token(candidates(logits, self.settings), draw)


def add_bias(logits: np.ndarray, ids: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """OpenAI's logit_bias: added to the logits; -100 practically bans a token."""
    biased = logits.copy()
    biased[ids] += bias
    return biased


def penalize_repetition(logits: np.ndarray, seen: np.ndarray, penalty: float) -> np.ndarray:
    """Tokens already in prompt or reply: positive logits / penalty, negative ones · penalty.

    Keskar et al. 2019 (CTRL), as in transformers and vLLM.
    """
    weakened = np.where(logits > 0, logits / penalty, logits * penalty)
    return np.where(seen, weakened, logits)


def penalize_counts(
    logits: np.ndarray, counts: np.ndarray, frequency: float, presence: float
) -> np.ndarray:
    """OpenAI's formula: logit - count · frequency - (1 if count > 0) · presence.

    `counts` are of the reply only; the prompt is not counted.
    """
    return logits - counts * frequency - (counts > 0) * presence


def candidates(logits: np.ndarray, settings: Settings) -> np.ndarray:
    """The weights of the draw, whole numbers; 0 for what the settings cut off."""
    if settings.top_k:
        logits = keep_top_k(logits, settings.top_k)
    with np.errstate(over="ignore"):  # a tiny temperature sends all but the best to -infinity
        probabilities = weights((logits - logits.max()) / settings.temperature)
    if settings.top_p < 1:
        probabilities = keep_top_p(probabilities, settings.top_p)
    if settings.min_p:
        probabilities = keep_min_p(probabilities, settings.min_p)
    return probabilities


def keep_top_k(logits: np.ndarray, k: int) -> np.ndarray:
    """The k highest logits, and what is exactly as high as the last of them; the rest -infinity.

    The temperature changes no order, so it may come later.
    """
    if k >= len(logits):
        return logits
    return np.where(logits >= np.partition(logits, -k)[-k], logits, -np.inf)


def keep_top_p(probabilities: np.ndarray, p: float) -> np.ndarray:
    """The fewest most likely tokens whose share is at least p (Holtzman et al. 2019, nucleus).

    keep_top_p([0.5, 0.3, 0.2], 0.7) -> [0.5, 0.3, 0]
    """
    total = probabilities.sum()
    # tokens below half of this line together weigh less than 1 - p: out without any sorting
    likely = np.flatnonzero(probabilities >= (1 - p) * total / len(probabilities) / 2)
    order = likely[np.argsort(-probabilities[likely], kind="stable")]  # equals: lower id first
    shares = np.cumsum(probabilities[order])
    kept = order[: np.searchsorted(shares, p * total) + 1]
    nucleus = np.zeros_like(probabilities)
    nucleus[kept] = probabilities[kept]
    return nucleus


def keep_min_p(probabilities: np.ndarray, share: float) -> np.ndarray:
    """Tokens at least `share` times as likely as the most likely one (Nguyen et al. 2024)."""
    return np.where(probabilities >= share * probabilities.max(), probabilities, 0)


def draw_token(probabilities: np.ndarray, draw: float) -> int:
    """The token into whose stretch of the line 0..sum the draw (0 <= draw < 1) falls."""
    ends = np.cumsum(probabilities)
    return int(np.searchsorted(ends, draw * ends[-1], side="right"))


def weights(below: np.ndarray) -> np.ndarray:
    """tables.FINE_ONE · exp(x) for x <= 0, whole numbers; 0 where it is less than a half."""
    table = tables.fine_exp()
    places = np.minimum(np.rint(below * -tables.FINE_STEPS), len(table) - 1)
    return table[places.astype(np.intp)]


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Natural logarithms of the probabilities, without the underflow of log(softmax)."""
    shifted = logits - logits.max()
    return shifted - log(weights(shifted).sum() / tables.FINE_ONE)


def log(x: float) -> float:
    """The natural logarithm of a positive number from + - * / alone, to the last digits.

    A library's may differ in the last one.  ln m = 2 (t + t³/3 + t⁵/5 ...) with
    t = (m - 1) / (m + 1), for the mantissa m of 1 .. 2.
    """
    half, exponent = math.frexp(x)
    t = (2 * half - 1) / (2 * half + 1)
    series = 0.0
    for odd in range(31, 0, -2):  # the smallest term first; the next, 3^-32 / 33, would not show
        series = series * (t * t) + 1 / odd
    return (exponent - 1) * LOG_2 + 2 * t * series
