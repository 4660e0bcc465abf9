"""Several models in one folder: their ids, what each costs, and what Larkspur asks for them."""

import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file

from helpers import datasets
from helpers.pocket import MODELS, WEIGHTS, models
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.network import Config
from tests.pocket.conftest import SHIPPED_SHAPE, TINY_SHAPE, make_checkpoint

KINDS = ("input_per_million", "cached_input_per_million", "output_per_million")
SNAPSHOT = "pocket-2026-11-20"


@pytest.fixture
def three(tiny, tmp_path):
    """A folder with pocket, a copy of it under a dated id, and a smaller one."""
    smaller = TINY_SHAPE | {"num_hidden_layers": 1, "num_attention_heads": 1}
    folder = make_checkpoint(tmp_path, smaller)
    (folder / "pocket.safetensors").rename(folder / "pocket-mini.safetensors")
    shutil.copy(tiny / "pocket.safetensors", folder / "pocket.safetensors")
    shutil.copy(tiny / "pocket.safetensors", folder / f"{SNAPSHOT}.safetensors")
    return folder


def test_the_ids_are_the_file_names_and_the_default_comes_first(three, tmp_path_factory):
    assert models(three) == ("pocket", SNAPSHOT, "pocket-mini")
    (three / "an-own-one.safetensors").touch()
    assert models(three)[:2] == ("pocket", "an-own-one")
    assert models(tmp_path_factory.mktemp("empty")) == ()


def test_a_copy_under_another_name_is_a_model_of_that_name(three):
    engines = {name: Engine.load(three / f"{name}.safetensors") for name in models(three)}
    assert {name: engine.name for name, engine in engines.items()} == {n: n for n in engines}
    told = Settings(temperature=0, max_tokens=8)
    ids = {name: engine.complete([[5, 6, 7]], told)[0].ids for name, engine in engines.items()}
    assert ids["pocket"] == ids[SNAPSHOT] != ids["pocket-mini"]


def test_models_of_one_folder_share_one_vocabulary(three):
    first, *others = [Engine.load(three / f"{name}.safetensors") for name in models(three)]
    assert all(engine.tokenizer is first.tokenizer for engine in others)


def test_the_cost_of_a_token_is_the_size_of_the_matrices_that_it_meets(shipped_shape):
    tensors = load_file(shipped_shape / "pocket.safetensors")
    matrices = sum(array.size for array in tensors.values() if array.dtype == np.int8)
    assert Config(**SHIPPED_SHAPE).multiply_adds == matrices  # the embedding once, as the head


def prices() -> dict[str, dict[str, float]]:
    rows = {row["model"]: row for row in datasets.rows("prices")}
    return {name: {kind: float(row[kind]) for kind in KINDS} for name, row in rows.items()}


def test_a_price_follows_the_work_that_a_token_makes():
    names = ("pocket", "pocket-mini")
    work = {name: Engine.load(name).config.multiply_adds for name in names}
    share, listed = work["pocket-mini"] / work["pocket"], prices()
    assert share <= 1 / 4
    for kind in KINDS:
        assert listed["pocket-mini"][kind] / listed["pocket"][kind] == pytest.approx(
            share, rel=0.03
        )


def test_a_snapshot_costs_what_its_model_costs_and_all_that_ships_is_listed():
    listed = prices()
    assert listed[SNAPSHOT] == listed["pocket"]
    assert set(MODELS) <= set(listed)


@pytest.mark.skipif(SNAPSHOT not in MODELS, reason="the snapshot is not shipped yet")
def test_the_models_that_ship_are_different_weights():
    files = [(WEIGHTS / f"{name}.safetensors").read_bytes() for name in MODELS]
    assert len(set(files)) == len(files)
