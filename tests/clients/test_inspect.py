"""Inspect's evaluations over both dialects; its OpenAI provider calls Responses by default."""

import pytest

inspect_ai = pytest.importorskip("inspect_ai", reason="inspect-ai is not installed here")
from inspect_ai import Task  # noqa: E402
from inspect_ai.dataset import Sample  # noqa: E402
from inspect_ai.scorer import includes  # noqa: E402
from inspect_ai.solver import generate, use_tools  # noqa: E402
from inspect_ai.tool import tool  # noqa: E402


@tool
def now():
    async def execute(zone: str) -> str:
        """The time.

        Args:
            zone: the time zone
        """
        return "12:00"

    return execute


def run(model: str, *solvers, **config):
    samples = [Sample(input=f"Is service {n} up?", target="up") for n in range(3)]
    task = Task(dataset=samples, solver=[*solvers, generate()], scorer=includes())
    [log] = inspect_ai.eval(task, model=model, display="none", max_tokens=30, **config)
    assert log.status == "success", log.error
    return log


@pytest.mark.parametrize(
    ("model", "args"),
    [
        ("openai/pocket", {}),
        ("openai/pocket", {"responses_api": False}),
        ("anthropic/pocket", {}),
    ],
)
def test_an_evaluation_runs_to_its_score(model, args):
    log = run(model, model_args=args)
    assert log.results.completed_samples == 3
    assert log.stats.model_usage[model].output_tokens > 0


@pytest.mark.parametrize("model", ["openai/pocket", "anthropic/pocket"])
def test_tools_are_offered(model):
    assert run(model, use_tools(now()), message_limit=6).samples[0].output.choices
