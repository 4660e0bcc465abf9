"""The model in the box: a small Llama-style language model that runs in NumPy.

Read the modules in this order; each knows only the ones before it:

    tokenizer   text <-> ids
    tables      exp and its like as whole numbers, the same on every machine
    rounding    float weights -> whole numbers, and how finely vectors are rounded beside them
    network     ids -> logits, and why they are the same on every machine
    bounds      a JSON schema -> one under which every reply has an end
    grammar     what a reply may look like -> which ids may come next
    sampling    logits -> the next id
    engine      prompt ids -> completion (many at a time, stops, logprobs)
    tools       a tool's definition and calls -> text
    chat        messages and tools -> prompt ids

Nothing here knows of HTTP, of lessons or of any provider.
"""

from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
DEFAULT = "pocket"  # the model that answers where nobody names one


def models(folder: Path) -> tuple[str, ...]:
    """The ids of the models in a folder, a safetensors file each: DEFAULT first, then by name."""
    ids = (path.stem for path in folder.glob("*.safetensors"))
    return tuple(sorted(ids, key=lambda name: (name != DEFAULT, name)))


MODELS = models(WEIGHTS)  # what is shipped; all share one vocabulary
