"""One seed, one text: one hash under every kernel, shape and thread count that can be had here.

NumPy 2.1.3 and 2.4.6 give the same one (OTHER_PYTHONS), and another architecture: aarch64 (in
QEMU), with OpenBLAS's kernel for ARMv9.
"""

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.pocket import MODELS
from helpers.pocket import engine as engines
from helpers.pocket import network as networks
from helpers.pocket.engine import Engine
from tests.pocket.exact import cpu_features, digest

ROOT = Path(__file__).parents[2]
# of the shipped `pocket`; new weights need a new one: python -m tests.pocket.exact
DIGEST = "bb271863db0b2ed9895ceb3c4254e6449a79159e14c33e5cd67f7fc8cfba060a"

# OpenBLAS kernels by what a processor must have for them
KERNELS = {
    "Prescott": "SSE3",
    "Nehalem": "SSE42",
    "Sandybridge": "AVX",
    "Haswell": "AVX2",
    "Zen": "AVX2",
    "SkylakeX": "AVX512_SKX",
    "ARMV8": "ASIMD",
    "NEOVERSEN1": "ASIMDHP",
}
pytestmark = pytest.mark.skipif("pocket" not in MODELS, reason="no weights are shipped yet")


@functools.cache
def told(*arguments, python=sys.executable, **variables):
    """What tests.pocket.exact prints in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    command = [python, "-m", "tests.pocket.exact", *map(str, arguments)]
    return json.loads(subprocess.check_output(command, env=environment, cwd=ROOT))


@pytest.mark.parametrize(
    ("batch", "chunk"), [(1, 7), (1, 128), (2, 32), (2, 128), (5, 7), (5, 96), (8, 32), (8, 128)]
)
def test_any_batch_and_any_chunk_give_the_same_bits(batch, chunk, monkeypatch):
    monkeypatch.setattr(engines, "BATCH", batch)
    assert digest(Engine.load(), chunk) == DIGEST


@pytest.mark.parametrize("kept", [np.int8, np.float32])
def test_weights_kept_either_way_give_the_same_bits(kept, monkeypatch):
    monkeypatch.setattr(networks, "_cost", lambda found: found[0].strips.dtype != kept)
    engine = Engine.load()
    assert engine.network.head.strips.dtype == kept
    assert digest(engine) == DIGEST


def test_two_threads_of_blas_give_the_same_bits():
    assert told(8, 128, 2)["digest"] == DIGEST


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_kernel_of_openblas_gives_the_same_bits(kernel):
    if not cpu_features().get(KERNELS[kernel]):
        pytest.skip(f"this processor has no {KERNELS[kernel]}")
    found = told(OPENBLAS_CORETYPE=kernel)
    if None in found["kernels"] or not found["kernels"]:
        pytest.skip("NumPy's BLAS here is not OpenBLAS and has no kernels to choose from")
    assert found["digest"] == DIGEST


def test_kernels_that_are_asked_for_are_taken():
    names = [name for name, needed in KERNELS.items() if cpu_features().get(needed)]
    taken = {tuple(told(OPENBLAS_CORETYPE=name)["kernels"]) for name in names[:4]}
    if taken == {()}:
        pytest.skip("NumPy's BLAS here is not OpenBLAS")
    assert len(taken) > 1  # or the test above would prove nothing


def test_numpy_without_its_processor_features_gives_the_same_bits():
    core = np._core if hasattr(np, "_core") else np.core
    compiled = set(core._multiarray_umath.__cpu_dispatch__)
    off = [name for name in compiled if cpu_features().get(name)]
    if not off:
        pytest.skip("NumPy has no features here that could be turned off")
    found = told(NPY_DISABLE_CPU_FEATURES=" ".join(off))
    assert not set(off) & set(found["features"])
    assert found["digest"] == DIGEST


def test_another_numpy_gives_the_same_bits():
    pythons = os.environ.get("OTHER_PYTHONS", "").split(os.pathsep)
    if pythons == [""]:
        pytest.skip("OTHER_PYTHONS names no interpreters that have another NumPy")
    for python in pythons:
        found = told(python=python)
        assert found["numpy"] != np.__version__
        assert found["digest"] == DIGEST
