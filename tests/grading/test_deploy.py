"""The files in deploy/grading are what their systems accept, and call what there is.

Kubernetes' own schemas and GitHub's of workflows judge the form, as kubernetes-validate and
check-jsonschema carry them; the tests here say what those leave open.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from handed_in import ROOT

from helpers.grading import __main__ as command
from helpers.grading import isolation

FOLDER = ROOT / "deploy" / "grading"
JOB, CLASSROOM = FOLDER / "job.yaml", FOLDER / "classroom.yml"
WORKFLOWS = [CLASSROOM, *sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
# the first that job.yaml names, and the newest that is known
KUBERNETES = ["1.33", kubernetes_validate.latest_version()]


def read(file: Path) -> dict:
    # YAML 1.1 reads `on` as true; GitHub reads it as a word
    text = file.read_text(encoding="utf-8")
    return yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))


def wrong_with(workflow: dict) -> list[str]:
    schema = get_builtin_schema("vendor.github-workflows")
    found = jsonschema.validators.validator_for(schema)(schema).iter_errors(workflow)
    return [error.message for error in found]


@pytest.mark.parametrize("version", KUBERNETES)
def test_kubernetes_takes_the_job(version):
    kubernetes_validate.validate(read(JOB), version, strict=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda job: job["spec"].update(completion=3),
        lambda job: job["spec"].update(completions="8"),
        lambda job: job["spec"]["template"]["spec"]["containers"][0].pop("name"),
    ],
)
def test_kubernetes_does_not_take_a_broken_job(change):
    job = read(JOB)
    change(job)
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(job, KUBERNETES[0], strict=True)


def test_the_job_keeps_the_rules_that_no_schema_says():
    job = read(JOB)["spec"]
    pod = job["template"]["spec"]
    (container,) = pod["containers"]
    assert job["completionMode"] == "Indexed"
    assert job["completions"] > 0
    assert pod["restartPolicy"] in ("Never", "OnFailure")
    assert container["image"]
    sizes = [*container["resources"]["limits"].values(),
             *container["resources"]["requests"].values()]  # fmt: skip
    assert all(re.fullmatch(r"\d+(m|Ki|Mi|Gi)?", size) for size in sizes)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_github_takes_the_workflow(file):
    assert wrong_with(read(file)) == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_github_does_not_take_a_broken_workflow(file):
    workflow = read(file)
    for job in workflow["jobs"].values():
        job["steps"][0]["use"] = "actions/checkout@v4"
    assert len(wrong_with(workflow)) == len(workflow["jobs"])


def commands() -> list[list[str]]:
    """The words after the program of every call of the grader."""
    job = read(JOB)["spec"]["template"]["spec"]["containers"][0]["args"][0]
    steps = [s for j in read(CLASSROOM)["jobs"].values() for s in j["steps"]]
    text = "\n".join([job, *(s.get("run", "") for s in steps)]).replace("\\\n", " ")
    calls = re.findall(r"(?:-m helpers\.grading|course\.py grade) (.+)", text)
    return [shlex.split(re.sub(r"\$\{\{.+?\}\}|\$\(\(.+?\)\)", "1", call)) for call in calls]


def test_the_options_that_are_used_exist():
    assert len(commands()) == 3
    for words in commands():
        options = command.parser().parse_args(words)
        assert options.untrusted or str(options.submissions) == "merge"


def test_every_index_grades_one_of_as_many_shards_as_there_are():
    job = read(JOB)["spec"]
    words = job["template"]["spec"]["containers"][0]["args"][0]
    assert f"/{job['completions']}" in words
    matrix = read(CLASSROOM)["jobs"]["grade"]["strategy"]["matrix"]["part"]
    text = CLASSROOM.read_text(encoding="utf-8")
    assert f"}}}}/{len(matrix)}" in text


def test_mounts_have_their_volumes():
    pod = read(JOB)["spec"]["template"]["spec"]
    mounts = {mount["name"] for mount in pod["containers"][0]["volumeMounts"]}
    assert mounts == {volume["name"] for volume in pod["volumes"]}


def image() -> list[tuple[str, str]]:
    """(instruction, words) of the Dockerfile, lines that go on joined."""
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def test_the_image_is_made_of_what_there_is_and_starts_the_grader():
    steps = image()
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "ENTRYPOINT"}
    assert {name for name, _ in steps} <= known
    assert steps[0][0] == "FROM"
    sources = [word for name, words in steps if name == "COPY" for word in words.split()[:-1]]
    assert all((ROOT / source).exists() for source in sources)
    installs = [words for name, words in steps if name == "RUN" and "pip install" in words]
    assert all("--require-hashes" in words and "--no-cache-dir" in words for words in installs)
    (start,) = [json.loads(words) for name, words in steps if name == "ENTRYPOINT"]
    folder = next(words for name, words in steps if name == "WORKDIR")
    assert start == [f"{folder}/.venv/bin/python", "-m", command.__spec__.parent]


def test_what_the_image_must_not_hold_stays_out():
    lines = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", "**/.venv", "work", "grades", "seed.txt"} <= set(lines)


def test_the_job_runs_in_the_image():
    pod = read(JOB)["spec"]["template"]["spec"]["containers"][0]
    assert pod["workingDir"] == next(words for name, words in image() if name == "WORKDIR")
    assert "exec .venv/bin/python -m helpers.grading" in pod["args"][0]


PROBE = """
from helpers.grading import isolation, labs, probe
kind = next(kind for kind in isolation.kinds() if kind.name == {kind!r})
print(probe.weakness(kind, labs.lab("01")))
"""


@pytest.mark.parametrize("kind", ["bubblewrap", "unshare"])
@pytest.mark.parametrize(("without", "works"), [("", True), ("NET_ADMIN", False)])
def test_the_job_s_rights_are_enough_for_its_rooms(kind, without, works):
    if os.geteuid() != 0 or kind not in {kind.name for kind in isolation.kinds()}:
        pytest.skip(f"a stand-in for a pod needs root and {kind}")
    rights = read(JOB)["spec"]["template"]["spec"]["containers"][0]["securityContext"]
    assert rights["capabilities"]["drop"] == ["ALL"]
    wanted = [name for name in rights["capabilities"]["add"] if name != without]
    pod = [sys.executable, str(Path(__file__).with_name("pod.py")), ",".join(wanted)]
    done = subprocess.run(
        [*pod, sys.executable, "-c", PROBE.format(kind=kind)], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (done.stdout == "\n") == works


def test_a_room_s_user_exists_and_is_nobody_else():
    pod, whole = "         0     100000      65536\n", "         0          0 4294967295\n"
    assert isolation.strangers(pod)[0] == 32768
    assert isolation.strangers(pod)[-1] < 65534
    assert isolation.strangers(whole) == range(0x20000000, 0x21000000)
