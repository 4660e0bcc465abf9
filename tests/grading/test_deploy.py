"""The files in deploy/grading are what their systems accept, and call what there is.

The schemas here hold the fields that we use and nothing else, so that a misspelt field fails.
"""

import json
import re
import shlex
from pathlib import Path

import jsonschema
import pytest
import yaml
from handed_in import ROOT

from helpers.grading import __main__ as command

FOLDER = ROOT / "deploy" / "grading"
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
YES_NO = {"type": "boolean"}


def object_of(required: str = "", **fields: object) -> dict:
    """A closed object: no other fields."""
    names = required.split()
    assert set(names) <= set(fields)
    return {
        "type": "object",
        "properties": fields,
        "required": names,
        "additionalProperties": False,
    }


def list_of(item: dict) -> dict:
    return {"type": "array", "items": item, "minItems": 1}


LABELS = {"type": "object", "additionalProperties": TEXT}
QUANTITIES = {
    "type": "object",
    "additionalProperties": {"type": "string", "pattern": r"^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti)?$"},
}
META = object_of(
    name={"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}, labels=LABELS
)
CONTAINER = object_of(
    "name image",
    name=TEXT,
    image=TEXT,
    workingDir={"type": "string", "pattern": "^/"},
    command=list_of(TEXT),
    args=list_of(TEXT),
    resources=object_of("limits", requests=QUANTITIES, limits=QUANTITIES),
    securityContext=object_of(
        capabilities=object_of(drop=list_of(TEXT), add=list_of(TEXT)),
        procMount={"enum": ["Default", "Unmasked"]},
        seccompProfile=object_of("type", type={"enum": ["RuntimeDefault", "Unconfined"]}),
    ),
    volumeMounts=list_of(
        object_of("name mountPath", name=TEXT, mountPath={"pattern": "^/"}, readOnly=YES_NO)
    ),
)
VOLUME = object_of(
    "name",
    name=TEXT,
    persistentVolumeClaim=object_of("claimName", claimName=TEXT, readOnly=YES_NO),
    secret=object_of("secretName", secretName=TEXT, defaultMode=COUNT),
    emptyDir=object_of(sizeLimit=TEXT),
)
POD = object_of(
    "containers restartPolicy",
    restartPolicy={"enum": ["Never", "OnFailure"]},  # what a Job may have
    hostUsers=YES_NO,
    automountServiceAccountToken=YES_NO,
    enableServiceLinks=YES_NO,
    containers=list_of(CONTAINER),
    volumes=list_of(VOLUME),
)
JOB = object_of(
    "apiVersion kind metadata spec",
    apiVersion={"const": "batch/v1"},
    kind={"const": "Job"},
    metadata=META,
    spec=object_of(
        "template completions completionMode",
        completionMode={"const": "Indexed"},
        completions=COUNT,
        parallelism=COUNT,
        backoffLimitPerIndex=COUNT,
        maxFailedIndexes=COUNT,
        activeDeadlineSeconds=COUNT,
        ttlSecondsAfterFinished=COUNT,
        template=object_of("spec", metadata=META, spec=POD),
    ),
)
STEP = {
    **object_of(**{"name": TEXT, "uses": {"pattern": "^[\\w-]+/[\\w-]+@v\\d+$"}, "run": TEXT,
                   "if": TEXT, "env": LABELS, "with": {"type": "object"}}),
    "oneOf": [{"required": ["uses"]}, {"required": ["run"]}],
}  # fmt: skip
WORKFLOW_JOB = object_of(
    "runs-on steps",
    **{"runs-on": TEXT, "timeout-minutes": COUNT, "needs": TEXT, "steps": list_of(STEP),
       "strategy": object_of("matrix", **{"fail-fast": YES_NO, "matrix": {"type": "object"}})},
)  # fmt: skip
WORKFLOW = object_of(
    "name on jobs permissions",
    name=TEXT,
    permissions=LABELS,
    jobs={"type": "object", "additionalProperties": WORKFLOW_JOB},
    on=object_of("workflow_dispatch", workflow_dispatch={"type": "object"}),
)


def read(name: str) -> dict:
    # YAML 1.1 reads `on` as true; GitHub reads it as a word
    text = (FOLDER / name).read_text(encoding="utf-8")
    return yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))


@pytest.mark.parametrize(("name", "schema"), [("job.yaml", JOB), ("classroom.yml", WORKFLOW)])
def test_a_file_has_the_form_that_its_system_wants(name, schema):
    jsonschema.Draft202012Validator(schema).validate(read(name))


@pytest.mark.parametrize(
    "change",
    [
        lambda job: job["spec"].update(completion=3),
        lambda job: job["spec"].pop("completions"),
        lambda job: job["spec"]["template"]["spec"].update(restartPolicy="Always"),
        lambda job: job["spec"]["template"]["spec"]["containers"][0].pop("image"),
    ],
)
def test_a_broken_job_does_not_pass(change):
    job = read("job.yaml")
    change(job)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(JOB).validate(job)


def commands() -> list[list[str]]:
    """The words after the program of every call of the grader."""
    job = read("job.yaml")["spec"]["template"]["spec"]["containers"][0]["args"][0]
    steps = [s for j in read("classroom.yml")["jobs"].values() for s in j["steps"]]
    text = "\n".join([job, *(s.get("run", "") for s in steps)]).replace("\\\n", " ")
    calls = re.findall(r"(?:-m helpers\.grading|course\.py grade) (.+)", text)
    return [shlex.split(re.sub(r"\$\{\{.+?\}\}|\$\(\(.+?\)\)", "1", call)) for call in calls]


def test_the_options_that_are_used_exist():
    assert len(commands()) == 3
    for words in commands():
        options = command.parser().parse_args(words)
        assert options.untrusted or str(options.submissions) == "merge"


def test_every_index_grades_one_of_as_many_shards_as_there_are():
    job = read("job.yaml")["spec"]
    words = job["template"]["spec"]["containers"][0]["args"][0]
    assert f"/{job['completions']}" in words
    matrix = read("classroom.yml")["jobs"]["grade"]["strategy"]["matrix"]["part"]
    text = Path(FOLDER / "classroom.yml").read_text(encoding="utf-8")
    assert f"}}}}/{len(matrix)}" in text


def test_mounts_have_their_volumes():
    pod = read("job.yaml")["spec"]["template"]["spec"]
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
    pod = read("job.yaml")["spec"]["template"]["spec"]["containers"][0]
    assert pod["workingDir"] == next(words for name, words in image() if name == "WORKDIR")
    assert "exec .venv/bin/python -m helpers.grading" in pod["args"][0]
