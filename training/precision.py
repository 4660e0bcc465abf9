"""Which precision the matrices of a training step are multiplied in.

In: one measurement. Out: the steps (llama.py, muon.py).
"""

import functools
import time

import torch


@functools.cache
def half_is_faster(device: str) -> bool:
    """Is bfloat16 worth it here? Measured: without instructions for it it is many times slower."""
    if device != "cpu":
        return True
    seconds = []
    for kind in (torch.float32, torch.bfloat16):
        a, b = torch.ones(1024, 256, dtype=kind), torch.ones(256, 688, dtype=kind)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            a @ b
            times.append(time.perf_counter() - start)
        seconds.append(min(times))
    return seconds[1] < seconds[0]
