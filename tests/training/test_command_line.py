"""A model from nothing, as a reader makes one: train, stop, go on, export, ask. Tiny settings."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch")
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.tokenizer import VOCABULARY

pytestmark = pytest.mark.skipif(not VOCABULARY.exists(), reason="no vocabulary is trained yet")
ROOT = Path(__file__).parents[2]
TINY = ["--config", "pocket-mini", "--rows", "4", "--width", "64", "--long-every", "2"]
TINY += ["--far-every", "0"]
# python -m training.train, but with one question for each behaviour instead of thirty
TRAIN = ["-c", "from training import train; train.DRAWS = 1; train.main()"]
STEP = 4 * 64  # tokens


def python(*arguments: str) -> str:
    """What a command prints; compiling would take longer than these few steps."""
    environment = os.environ | {"TORCH_COMPILE_DISABLE": "1", "OMP_NUM_THREADS": "1"}
    told = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, *arguments], **told)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sittings(tmp_path_factory):
    """The run's folder and what two sittings printed: six steps, then six more."""
    out = tmp_path_factory.mktemp("runs") / "mini"
    command = [*TRAIN, "--out", str(out), *TINY]
    return out, [python(*command, "--tokens", str(steps * STEP)) for steps in (6, 12)]


def lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_second_sitting_goes_on_where_the_first_ended(sittings):
    out, (first, second) = sittings
    assert "continuing" not in first
    assert f"continuing {out} at step 6" in second
    assert lines(out / "log.jsonl")[-1]["step"] == 12
    assert lines(out / "log.jsonl")[-1]["tokens"] == 12 * STEP


def test_each_sitting_says_what_the_model_can_do(sittings):
    out, _ = sittings
    tables = [line["behaviours"] for line in lines(out / "behaviours.jsonl")]
    assert len(tables) == 2
    assert tables[0].keys() == tables[1].keys()
    assert all(0 <= right <= n for right, n in tables[1].values())


def test_what_was_trained_is_exported_loaded_and_answers(sittings, tmp_path):
    out, _ = sittings
    told = python(
        "-m", "training.export", str(out), "--name", "mine", "--folder", str(tmp_path)
    )  # fmt: skip
    assert "mine.safetensors" in told
    assert "mine.safetensors" in (tmp_path / "SHA256SUMS").read_text(encoding="utf-8")
    shutil.copy(VOCABULARY, tmp_path)
    engine = Engine.load(tmp_path / "mine.safetensors")
    assert engine.name == "mine"
    [reply] = engine.complete([[1, 2, 3]], Settings(seed=0, max_tokens=5))
    assert 1 <= len(reply.ids) <= 5
