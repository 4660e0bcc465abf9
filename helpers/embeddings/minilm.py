"""all-MiniLM-L6-v2: texts -> vectors of 384 numbers, near each other where the meaning is.

22.7 million parameters, trained on a billion pairs of English sentences (Reimers and Gurevych
2019, Wang et al. 2020). It reads the first 256 tokens of a text; what was cut off is reported.

In: texts. Out: other models. Proof in tests/embeddings: the vectors of transformers' BertModel.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load
from threadpoolctl import threadpool_limits

from helpers.embeddings import weights
from helpers.embeddings.bert import Bert
from helpers.embeddings.embedded import Embedded
from helpers.embeddings.wordpiece import WordPiece

WINDOW = 256  # tokens, [CLS] and [SEP] included
BATCH = 256  # tokens at once: with more a sentence takes no less time


class MiniLM:
    """The loaded model; MiniLM().embed(["a text"]).vectors has the shape (1, 384)."""

    name = weights.NAME
    dimensions = 384

    def __init__(self, folder: Path | None = None):
        """FileNotFoundError where it is not installed, ValueError where a file is damaged.

        Sets BLAS to one thread, in the whole process and for good, as the model in the box does.
        """
        folder = folder or weights.folder()
        if folder is None:
            raise FileNotFoundError(weights.missing())
        tokens = weights.read(folder, "vocab.txt").decode().removesuffix("\n").split("\n")
        threadpool_limits(1, user_api="blas")
        self.tokenizer = WordPiece(tokens)
        self.bert = Bert(load(weights.read(folder, "model.safetensors")))

    def embed(self, texts: Sequence[str]) -> Embedded:
        """The vectors of the texts. Tokens are BERT's, [CLS] and [SEP] included."""
        whole = [self.tokenizer.ids(text) for text in texts]
        read = [ids if len(ids) <= WINDOW else [*ids[: WINDOW - 1], ids[-1]] for ids in whole]
        vectors = np.concatenate([self.bert.vectors(batch) for batch in batches(read)])
        cut = tuple(len(ids) > WINDOW for ids in whole)
        return Embedded(vectors, tuple(len(ids) for ids in read), cut)


def batches(texts: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Neighbours together, as long as they have at most BATCH tokens."""
    batch, tokens = [], 0
    for ids in texts:
        if batch and tokens + len(ids) > BATCH:
            yield batch
            batch, tokens = [], 0
        batch.append(ids)
        tokens += len(ids)
    if batch:
        yield batch
