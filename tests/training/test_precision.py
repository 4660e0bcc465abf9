"""Half precision is used where it is measured to be faster."""

import itertools

import pytest

pytest.importorskip("torch", reason="training needs PyTorch")
from training import precision


@pytest.fixture(autouse=True)
def _measured_anew():
    precision.half_is_faster.cache_clear()
    yield
    precision.half_is_faster.cache_clear()


@pytest.mark.parametrize(
    ("full", "half", "faster"), [(2, 1, True), (1, 2, False), (1, 40, False), (1, 1, False)]
)
def test_the_faster_precision_is_taken(monkeypatch, full, half, faster):
    # each product is timed by two looks at the clock; the first five are float32
    clock = itertools.accumulate([0, full] * 5 + [0, half] * 5)
    monkeypatch.setattr(precision.time, "perf_counter", lambda: next(clock))
    assert precision.half_is_faster("cpu") == faster


def test_one_slow_product_does_not_decide(monkeypatch):
    clock = itertools.accumulate([0, 2] * 5 + [0, 99] + [0, 1] * 4)
    monkeypatch.setattr(precision.time, "perf_counter", lambda: next(clock))
    assert precision.half_is_faster("cpu")


def test_a_gpu_takes_half_precision_without_being_asked(monkeypatch):
    monkeypatch.setattr(precision.time, "perf_counter", None)
    assert precision.half_is_faster("cuda")
