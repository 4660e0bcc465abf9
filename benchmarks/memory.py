"""Memory of a lesson's kernel with the local model loaded. Bar: 400 MB.

    python -m benchmarks.memory

Counted is resident memory after the imports of a lesson, a first reply, and 16 replies at a time.
"""

from benchmarks.fresh_kernel import FIRST_CELL, kernel, run
from benchmarks.measure import summary

KERNELS = 3
RESIDENT = "import psutil; print(psutil.Process().memory_info().rss / 2**20)"
LESSON = """
import anthropic, ipywidgets, matplotlib.pyplot, numpy, tiktoken
"""
BUSY = """
from concurrent.futures import ThreadPoolExecutor

def ask(number):
    messages = [{"role": "user", "content": f"{number} " + "Write a support ticket. " * 20}]
    return client.chat.completions.create(model=MODEL, messages=messages, max_tokens=100)

with ThreadPoolExecutor(16) as pool:
    list(pool.map(ask, range(64)))
"""


def resident() -> list[float]:
    """MB of one kernel: empty, with a lesson's imports, after a first reply, after many."""
    with kernel() as client:
        sizes = [float(run(client, RESIDENT))]
        for cell in (LESSON, FIRST_CELL, BUSY):
            run(client, cell)
            sizes.append(float(run(client, RESIDENT)))
        return sizes


def main() -> None:
    """One line for each stage."""
    stages = ("an empty kernel", "with a lesson's imports", "after a reply", "after 64 replies")
    kernels = [resident() for _ in range(KERNELS)]
    for number, stage in enumerate(stages):
        print(f"{stage}: {summary([sizes[number] for sizes in kernels])} MB")


if __name__ == "__main__":
    main()
