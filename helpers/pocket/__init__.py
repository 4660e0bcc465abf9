"""The model in the box: a small Llama-style language model that runs in NumPy.

Read the modules in this order; each knows only the ones before it:

    tokenizer   text <-> ids
    network     ids -> logits
    grammar     what a reply may look like -> which ids may come next
    sampling    logits -> the next id
    engine      prompt ids -> completion (many at a time, stops, logprobs)
    tools       a tool's definition and calls -> text
    chat        messages and tools -> prompt ids

Nothing here knows of HTTP, of lessons or of any provider.
"""

from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"

# the ids of the models that are shipped: one safetensors file each
MODELS: tuple[str, ...] = tuple(sorted(path.stem for path in WEIGHTS.glob("*.safetensors")))
