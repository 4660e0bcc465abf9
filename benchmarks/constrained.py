"""Constrained decoding: how many replies are valid at temperature 1, and what a mask costs.

    python -m benchmarks.constrained [checkpoint]

500 schemas drawn at random, each with a prompt of its own; bar: all replies are valid (the oracle
is jsonschema, formats included), and max_tokens cuts none off. Then as many with other prompts for
`json_object`, where the oracle is json.
"""

import json
import random
import sys

import jsonschema

from benchmarks.measure import cpu_seconds, summary
from helpers.measure.metrics import wilson
from helpers.pocket import MODELS, chat
from helpers.pocket.engine import Completion, Engine, Settings
from helpers.pocket.grammar import JSON_OBJECT, of_schema

N, ROUNDS, MAX_TOKENS = 500, 9, 400
FORMATS = jsonschema.FormatChecker(["date", "email", "uuid"])  # of a time it knows no fractions
WORDS = ["queue", "mail", "login", "invoice", "printer", "region", "owner", "label", "note", "city"]
SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "vu", "ze"]


def schema(draw: random.Random) -> dict:
    """An object with one to four properties, half of them nested once more."""
    names = {word(draw) for _ in range(draw.randint(1, 4))}
    return closed({name: value(draw, depth=2) for name in sorted(names)})


def closed(properties: dict) -> dict:
    required = list(properties)
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def value(draw: random.Random, depth: int) -> dict:
    kinds = [
        lambda: {"type": "string"},
        lambda: {"type": "string", "maxLength": draw.randint(1, 30)},
        lambda: {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{1,4}$"},
        lambda: {"type": "string", "format": draw.choice(["date", "time", "uuid", "email"])},
        lambda: {"enum": sorted({word(draw) for _ in range(3)})},
        lambda: {"type": "integer", "minimum": draw.randint(-9, 9), "maximum": 1000},
        lambda: {"type": "number"},
        lambda: {"type": "boolean"},
        lambda: {"anyOf": [{"type": "integer"}, {"type": "null"}]},
    ]
    nested = [
        lambda: {"type": "array", "items": value(draw, depth - 1), "maxItems": draw.randint(1, 3)},
        lambda: closed({word(draw): value(draw, depth - 1) for _ in range(2)}),
    ]
    return draw.choice(kinds + nested if depth else kinds)()


def word(draw: random.Random) -> str:
    invented = "".join(draw.choices(SYLLABLES, k=draw.randint(2, 3)))
    return draw.choice([*WORDS, invented, f"{invented}_{draw.randint(1, 9)}", "größe", "a b"])


def prompt(draw: random.Random, wanted: dict) -> str:
    text = " ".join(draw.choices([*WORDS, "the", "is", "down", "since", "please"], k=20))
    asked = draw.choice(["as JSON", "in these fields: " + ", ".join(wanted["properties"]), ""])
    return f"{text}\nWrite it {asked}".strip()


def verdict(completion: Completion, wanted: dict) -> str:
    """ "valid", "cut off" or "invalid"."""
    if completion.finish_reason == "length":
        return "cut off"
    try:
        found = json.loads(completion.text)
        jsonschema.validate(found, wanted, format_checker=FORMATS)
    except (ValueError, jsonschema.ValidationError):
        return "invalid"
    return "valid"


def drawn(n: int, seed: int) -> tuple[list[dict], list[str]]:
    """Schemas, and a prompt for each."""
    draw = random.Random(seed)
    schemas = [schema(draw) for _ in range(n)]
    return schemas, [prompt(draw, wanted) for wanted in schemas]


def validity(engine: Engine, schemas: list[dict], prompts: list[str]) -> str:
    """How many replies at temperature 1 are valid, cut off, invalid, and how long they are."""
    turns = [[{"role": "user", "content": text}] for text in prompts]
    ids = [chat.prompt_ids(messages, engine.tokenizer) for messages in turns]
    told = [
        Settings(seed=i, max_tokens=MAX_TOKENS, grammar=of_schema(wanted))
        for i, wanted in enumerate(schemas)
    ]
    completions = engine.complete(ids, told)
    verdicts = [verdict(*pair) for pair in zip(completions, schemas, strict=True)]
    counts = ", ".join(f"{verdicts.count(name)} {name}" for name in ("valid", "cut off", "invalid"))
    low, _ = wilson(verdicts.count("valid"), len(verdicts))
    lengths = sorted(len(completion.ids) for completion in completions)
    middle, longest = lengths[len(lengths) // 2], lengths[-1]
    return f"{counts} (valid at least {low:.1%}); tokens: median {middle}, longest {longest}"


def cost(engine: Engine) -> tuple[str, str]:
    """Microseconds of processor time per token, free and constrained to a string of JSON."""
    ids = chat.prompt_ids([{"role": "user", "content": "Write a long line"}], engine.tokenizer)
    end = engine.tokenizer.encode_single_token("<|end|>")
    no_end = {"max_tokens": 200, "seed": 1, "logit_bias": {end: -100}}
    bound = Settings(**no_end, grammar=of_schema({"type": "string", "minLength": 5000}))

    def microseconds(settings: Settings) -> float:
        return cpu_seconds(lambda: engine.complete([ids], settings)) / 200 * 1e6

    pairs = [(microseconds(Settings(**no_end)), microseconds(bound)) for _ in range(ROUNDS + 1)]
    free, masked = zip(*pairs[1:], strict=True)
    return summary(free), summary(masked)


def main() -> None:
    engine = Engine.load(*(sys.argv[1:] or MODELS[:1]))
    schemas, prompts = drawn(N, seed=0)
    print(f"{N} schemas, temperature 1: {validity(engine, schemas, prompts)}")
    _, prompts = drawn(N, seed=1)
    print(f"{N} times json_object: {validity(engine, [JSON_OBJECT] * N, prompts)}")
    free, masked = cost(engine)
    print(f"processor time per token, microseconds: free {free}; constrained {masked}")


if __name__ == "__main__":
    main()
