"""Continuing a run must change nothing: tiny runs, eager, on random tokens."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch")
import safetensors.torch  # noqa: E402

from training.batches import Shape  # noqa: E402
from training.checkpoint import floats, grown, load, new_run, save, snapshot  # noqa: E402
from training.export import export  # noqa: E402
from training.llama import Config, Llama  # noqa: E402
from training.train import Budget, Reporter, main, rate, train  # noqa: E402

TINY = Config(
    "tiny",
    hidden_size=32,
    intermediate_size=48,
    num_hidden_layers=1,
    num_attention_heads=2,
    vocab_size=16,
    max_position_embeddings=16,
)
SHAPE = Shape(rows=4, width=12, long_every=0)
STEPS = 24
BUDGET = Budget(tokens=STEPS * SHAPE.rows * SHAPE.width)


def batches(start):
    """Rows that repeat their first half, so that there is something to learn."""
    number = start
    while True:
        half = np.random.default_rng(number).integers(2, 16, (SHAPE.rows, 7))
        ids = np.concatenate([half, half], 1)[:, : SHAPE.width + 1]
        yield torch.from_numpy(ids), torch.full((SHAPE.rows, SHAPE.width), 1.0)
        number += 1


def seen(run, stop_after=STEPS):
    """The losses of the steps that a sitting takes."""
    values, stop = [], threading.Event()

    def report(run, means):
        values.append(means[0])
        if len(values) == stop_after:
            stop.set()

    train(run, batches(run.step), BUDGET, report, stop)
    return values


def tiny_run(seed=0):
    return new_run(TINY, seed, SHAPE)


def test_a_run_in_three_sittings_has_the_losses_of_a_run_in_one(tmp_path):
    whole = seen(tiny_run())
    parts = []
    for stop_after in (5, 9, STEPS):
        run = tiny_run()
        load(run, tmp_path)
        parts += seen(run, stop_after)
        save(run, tmp_path)
    assert len(whole) == STEPS
    assert parts == whole


def test_the_loss_falls():
    losses = seen(tiny_run())
    assert np.mean(losses[-4:]) < np.mean(losses[:4]) - 0.02


def test_a_finished_run_takes_no_more_steps(tmp_path):
    run = tiny_run()
    seen(run)
    save(run, tmp_path)
    again = tiny_run()
    assert load(again, tmp_path)
    assert seen(again) == []


def test_a_folder_without_a_checkpoint_is_a_new_run(tmp_path):
    assert load(tiny_run(), tmp_path) is False


def test_another_seed_is_not_continued(tmp_path):
    save(tiny_run(0), tmp_path)
    with pytest.raises(ValueError, match=r"'seed': 0.*not.*'seed': 1"):
        load(tiny_run(1), tmp_path)


STRANGE = {
    "no safetensors": (b"what is this?", "cannot be read as safetensors"),
    "another shape": (safetensors.torch.save({"a": torch.zeros(2)}), "is no pocket-mini"),
}


@pytest.mark.parametrize(("data", "words"), STRANGE.values(), ids=STRANGE)
def test_a_strange_file_to_start_from_ends_in_one_line(tmp_path, monkeypatch, capsys, data, words):
    (tmp_path / "strange.safetensors").write_bytes(data)
    start, out = str(tmp_path / "strange.safetensors"), tmp_path / "run"
    told = ["--out", str(out), "--tokens", "1", "--config", "pocket-mini", "--start", start]
    monkeypatch.setattr("sys.argv", ["train", *told])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    *_, last = capsys.readouterr().err.splitlines()
    assert last.startswith(f"train: error: {start}")
    assert words in last
    assert not out.exists()


@pytest.mark.parametrize(
    "wrong",
    ["--minutes 0", "--minutes nan", "--tokens 0", "--rate 0", "--width 0", "--long-every -1"],
)
def test_a_number_that_cannot_be_is_said_before_anything_starts(
    tmp_path, monkeypatch, capsys, wrong
):
    option, value = wrong.split()
    budget = [] if option in ("--minutes", "--tokens") else ["--tokens", "1"]
    out = tmp_path / "run"
    monkeypatch.setattr("sys.argv", ["train", "--out", str(out), *budget, option, value])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert f"{option} is {value}" in capsys.readouterr().err.replace(".0;", ";")
    assert not out.exists()


def test_saving_leaves_one_file_and_export_ships_its_weights(tmp_path):
    run = tiny_run()
    run.elapsed = 45 * 60
    save(run, tmp_path)
    snapshot(run, tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"checkpoint.pt", "weights-0045.safetensors"}
    shipped = export(tmp_path, "tiny", tmp_path / "weights")
    halved = export(tmp_path / "weights-0045.safetensors", "half", tmp_path / "weights")
    copied = export(shipped, "copy", tmp_path / "weights")
    assert shipped.read_bytes() == copied.read_bytes()
    trained = run.model.state_dict()
    for path in (shipped, halved):
        weights = floats(path)
        assert weights.keys() == trained.keys()
        for name, weight in weights.items():  # fresh gains are 1: nothing is multiplied in
            # half a step, and for the snapshot half a step of float16
            step = trained[name].abs().amax(-1, keepdim=True) / 127
            assert ((weight - trained[name]).abs() <= 0.6 * step).all()
    sums = (tmp_path / "weights" / "SHA256SUMS").read_text()
    assert [line.split()[1] for line in sums.splitlines()] == [
        path.name for path in (copied, halved, shipped)
    ]


def test_a_run_can_start_from_what_is_shipped(tmp_path):
    run = tiny_run()
    with torch.no_grad():
        for name, weight in run.model.named_parameters():
            weight.mul_(1.5 if "norm" in name else 8)
    save(run, tmp_path)
    shipped = export(tmp_path, "tiny", tmp_path / "weights")
    again = new_run(run.model.config, 0, run.shape, start=shipped)
    ids = torch.randint(
        0, run.model.config.vocab_size, (2, run.model.config.max_position_embeddings)
    )
    with torch.inference_mode():
        wanted, found = run.model(ids), again.model(ids)
    assert wanted.std() > 0.5, "logits that are all alike would prove nothing"
    assert (found - wanted).abs().max() < wanted.std() / 10  # what 8 bits leave


@pytest.mark.parametrize(
    ("step", "spent", "factor"),
    [
        (0, 0.0, 0.01),
        (49, 0.0, 0.5),
        (99, 0.1, 1.0),
        (5000, 0.5, 1.0),
        (5000, 0.75, 0.5),
        (5000, 1.0, 0.0),
    ],
)
def test_the_rate_warms_up_stays_and_falls_to_zero(step, spent, factor):
    assert rate(step, spent) == pytest.approx(factor)


def test_minutes_count_over_all_sittings():
    run = tiny_run()
    run.elapsed = 30 * 60
    assert Budget(minutes=60).spent(run) == 0.5


def test_behaviours_come_every_quarter_of_an_hour_of_all_sittings_together(tmp_path, monkeypatch):
    taken = []
    monkeypatch.setattr("training.train.snapshot", lambda run, folder: taken.append(run.elapsed))
    monkeypatch.setattr(Reporter, "behaviours", lambda self, run: None)
    run = SimpleNamespace(elapsed=0.0)
    for sitting in ([0, 500, 880], [890, 899, 901, 950], [1700, 1801]):
        reporter = Reporter(tmp_path, Budget(minutes=60))
        for run.elapsed in sitting:
            reporter(run, (0.0, 0.0))
    assert taken == [901, 1801]


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 3), (4, 6)])
def test_a_grown_network_computes_what_the_smaller_one_did(old, new):
    small, large = (Llama(replace(TINY, num_hidden_layers=n)) for n in (old, new))
    large.load_state_dict(grown(small.state_dict(), large.state_dict()))
    ids = torch.arange(12).reshape(2, 6)
    torch.testing.assert_close(large(ids), small(ids))
