"""One hash of all that the model in the box computes and writes for a fixed set.

    python -m tests.pocket.exact [batch] [chunk] [threads]

Prints it with what it was computed on. It goes in over the logits of prompts and of replies, over
sampled ids and their log-probabilities, under settings that use every step of sampling.
"""

import functools
import hashlib
import json
import sys

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from helpers.pocket import engine as engines
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.network import CHUNK, Cache

TEXT = """A customer writes: "Since the update the Heron opens, shows three rows and then closes.
I have tried it twice on Tuesday. Invoice 4417 is paid." Is that a bug, a bill or a wish? """
LENGTHS = (1, 7, 33, 64, 130, 300)
SETTINGS = (
    {},
    {"temperature": 0.7, "top_p": 0.9},
    {"temperature": 1.5, "top_k": 50, "min_p": 0.01},
    {"temperature": 1.3, "frequency_penalty": 0.6, "presence_penalty": 0.3},
    {"temperature": 0.9, "repetition_penalty": 1.2, "logit_bias": {100: 2.5}},
    {"temperature": 0.0},
)


def digest(engine: Engine, chunk: int = CHUNK) -> str:
    """The hash, the same whatever the batch and the chunk."""
    ids = (engine.tokenizer.encode_ordinary(TEXT) * 9)[: max(LENGTHS)]
    total, network = hashlib.sha256(), engine.network
    caches = [Cache(network.config, n + 3) for n in LENGTHS]
    for n, cache in zip(LENGTHS, caches, strict=True):
        total.update(network.prefill(ids[:n], cache, chunk).tobytes())
    for token in (5, 600, 1999):
        total.update(np.array(network.decode([token] * len(caches), caches)).tobytes())
    network.prefill = functools.partial(network.prefill, chunk=chunk)
    told = [Settings(max_tokens=12, seed=i, **more) for i, more in enumerate(SETTINGS)]
    for reply in engine.complete([ids[:n] for n in LENGTHS], told):
        written = [(step.id, step.logprob.hex()) for step in reply.steps]
        total.update(json.dumps([reply.text, written]).encode())
    return total.hexdigest()


def main(batch: int = engines.BATCH, chunk: int = CHUNK, threads: int = 1) -> None:
    engines.BATCH = batch
    engine = Engine.load()
    threadpool_limits(threads, user_api="blas")
    kernels = [lib.get("architecture") for lib in threadpool_info() if lib["user_api"] == "blas"]
    features = {name for name, on in cpu_features().items() if on}
    told = {"digest": digest(engine, chunk), "numpy": np.__version__, "kernels": kernels}
    print(json.dumps(told | {"features": sorted(features)}))


def cpu_features() -> dict[str, bool]:
    """What NumPy knows of the processor, less what it was told not to use."""
    core = np._core if hasattr(np, "_core") else np.core
    return core._multiarray_umath.__cpu_features__


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
