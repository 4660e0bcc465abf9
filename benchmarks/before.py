"""The engine of this checkout beside that of another one, on the weights of each.

    git worktree add ../before COMMIT && python -m benchmarks.before ../before

Both work in turns, each in a process of its own, on the same random prompts, so that whatever else
the machine does hits both alike; the ratio is taken per round, of processor time. Above 1 this
checkout is faster.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from benchmarks.measure import summary

ROUNDS = 12
TOKENS = 60  # written in each reply
WORKER = """
import json, sys, time
from helpers.pocket.engine import Engine, Settings
engine = Engine.load()
end = engine.tokenizer.encode_single_token("<|end|>")
for line in sys.stdin:
    prompts, tokens = json.loads(line)
    told = Settings(temperature=0, max_tokens=tokens, logit_bias={end: -100})
    start = time.process_time()
    engine.complete(prompts, told)
    print(time.process_time() - start, flush=True)
"""


class Worker:
    """An engine in a process, with the packages of its own checkout."""

    def __init__(self, checkout: Path):
        command, pipe = [sys.executable, "-c", WORKER], subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=checkout, stdin=pipe, stdout=pipe, text=True)

    def seconds(self, prompts: list[list[int]], tokens: int) -> float:
        """The processor time of so many tokens after each prompt."""
        self.process.stdin.write(json.dumps([prompts, tokens]) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def compare(name: str, before: Worker, now: Worker, streams: int, length: int, tokens: int) -> None:
    """One line: the ratio over all rounds but the first, which warms up."""
    generator, ratios = np.random.default_rng(length), []
    for _ in range(ROUNDS + 1):
        prompts = generator.integers(0, 2000, (streams, length)).tolist()
        ratios.append(before.seconds(prompts, tokens) / now.seconds(prompts, tokens))
    print(f"{name}: {summary(ratios[1:], 2)} times as fast", flush=True)


def main() -> None:
    """One, eight and sixteen streams, then prompts."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "helpers" / "pocket").is_dir():
        sys.exit("give the folder of another checkout: python -m benchmarks.before FOLDER")
    before, now = Worker(Path(sys.argv[1])), Worker(Path(__file__).parents[1])
    for streams in (1, 8, 16):
        compare(f"{streams} streams, prompts of 10", before, now, streams, 10, TOKENS)
    for length in (150, 400, 800):
        compare(f"a prompt of {length} tokens", before, now, 1, length, 1)


if __name__ == "__main__":
    main()
