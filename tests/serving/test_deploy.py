"""The files in deploy/service are what their systems accept, and agree with the service.

Kubernetes' schemas come with kubernetes-validate. AWS's and Google's are copied from their own
Python clients (schemas/, each with its source and licence): the part that these files need.
"""

import json
import re
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from helpers.serving import module

ROOT = Path(__file__).parents[2]
FOLDER, SCHEMAS = ROOT / "deploy" / "service", Path(__file__).with_name("schemas")
KUBERNETES = ["1.33", kubernetes_validate.latest_version()]
KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


def objects() -> list[dict]:
    return list(yaml.safe_load_all((FOLDER / "kubernetes.yaml").read_text("utf-8")))


def task() -> dict:
    return json.loads((FOLDER / "aws-task.json").read_text("utf-8"))


def run_service() -> dict:
    return yaml.safe_load((FOLDER / "gcp-service.yaml").read_text("utf-8"))


def wrong_for_aws(value, shape="RegisterTaskDefinitionRequest", at="task") -> list[str]:
    """What AWS's description of the API does not allow."""
    known = SHAPES[shape]
    kind = {"structure": dict, "map": dict, "list": list, "string": str, "boolean": bool,
            "integer": int}[known["type"]]  # fmt: skip
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{at} is no {known['type']}"]
    if "enum" in known and value not in known["enum"]:
        return [f"{at}: {value} is none of {known['enum']}"]
    if known["type"] == "structure":
        found = [f"{at} lacks {name}" for name in known.get("required", []) if name not in value]
        found += [f"{at} has no {name}" for name in value if name not in known["members"]]
        inside = [(v, known["members"][k]["shape"], f"{at}.{k}") for k, v in value.items()
                  if k in known["members"]]  # fmt: skip
    else:
        found = []
        items = value.values() if known["type"] == "map" else value if kind is list else []
        member = known.get("member", known.get("value", {})).get("shape")
        inside = [(item, member, f"{at}[]") for item in items]
    return found + [words for one in inside for words in wrong_for_aws(*one)]


SHAPES = json.loads((SCHEMAS / "aws-ecs-register-task-definition.json").read_text())["shapes"]


def wrong_for_google(value, schema, at="service") -> list[str]:
    """What Google's description of the API does not allow."""
    schema = GOOGLE[schema["$ref"]] if "$ref" in schema else schema
    if not isinstance(value, KINDS[schema["type"]]):
        return [f"{at} is no {schema['type']}"]
    if schema["type"] == "array":
        return [w for item in value for w in wrong_for_google(item, schema["items"], f"{at}[]")]
    if schema["type"] != "object":
        return []
    known, rest = schema.get("properties", {}), schema.get("additionalProperties")
    found = [f"{at} has no {name}" for name in value if name not in known and rest is None]
    inside = [(v, known.get(k, rest), f"{at}.{k}") for k, v in value.items() if known.get(k, rest)]
    return found + [words for one in inside for words in wrong_for_google(*one)]


GOOGLE = json.loads((SCHEMAS / "gcp-run-v1-service.json").read_text())["schemas"]


@pytest.mark.parametrize("version", KUBERNETES)
def test_kubernetes_takes_the_manifest(version):
    for each in objects():
        kubernetes_validate.validate(each, version, strict=True)


def test_kubernetes_does_not_take_a_broken_one():
    deployment, _ = objects()
    deployment["spec"]["replica"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, KUBERNETES[0], strict=True)


def test_aws_takes_the_task_definition():
    assert wrong_for_aws(task()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.update(cpus="512"), "has no cpus"),
        (lambda t: t.pop("family"), "lacks family"),
        (lambda t: t.update(networkMode="vpc"), "is none of"),
        (lambda t: t["containerDefinitions"][0].update(stopTimeout="60"), "is no integer"),
    ],
)
def test_aws_does_not_take_a_broken_one(change, words):
    broken = task()
    change(broken)
    assert words in str(wrong_for_aws(broken))


def test_google_takes_the_service():
    assert wrong_for_google(run_service(), {"$ref": "Service"}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s["spec"]["template"]["spec"].update(timeout=3), "has no timeout"),
        (lambda s: s["spec"]["traffic"][0].update(percent="100"), "is no integer"),
    ],
)
def test_google_does_not_take_a_broken_one(change, words):
    broken = run_service()
    change(broken)
    assert words in str(wrong_for_google(broken, {"$ref": "Service"}))


def containers() -> list[dict]:
    return [
        objects()[0]["spec"]["template"]["spec"]["containers"][0],
        task()["containerDefinitions"][0],
        run_service()["spec"]["template"]["spec"]["containers"][0],
    ]


@pytest.mark.parametrize("container", containers(), ids=["kubernetes", "aws", "gcp"])
def test_the_variables_are_those_that_the_service_reads_and_no_secret_stands_there(container):
    read = set(re.findall(r'environ\.get\("(\w+)"', module.HEAD + module.TAIL))
    plain = [v for v in container.get("env", container.get("environment", [])) if "value" in v]
    assert {variable["name"] for variable in plain} <= read
    assert not {"OPENAI_API_KEY", "SERVICE_KEYS"} & {variable["name"] for variable in plain}


@pytest.mark.parametrize("container", containers(), ids=["kubernetes", "aws", "gcp"])
def test_every_file_names_the_port_of_the_image(container):
    ports = container.get("ports", container.get("portMappings"))
    docker = (FOLDER / "Dockerfile").read_text("utf-8")
    assert f"EXPOSE {ports[0]['containerPort']}\n" in docker
    assert f'"--port", "{ports[0]["containerPort"]}"' in docker


def test_a_stream_has_time_to_end():
    pod = objects()[0]["spec"]["template"]["spec"]
    own = int(re.search(r'graceful-shutdown", "(\d+)"', (FOLDER / "Dockerfile").read_text())[1])
    assert pod["terminationGracePeriodSeconds"] > own
    assert task()["containerDefinitions"][0]["stopTimeout"] > own


def test_the_image_takes_only_what_it_needs():
    lines = (FOLDER / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert lines[0] == "*"
    assert not any("ipynb" in line or ".env" in line for line in lines)
    copied = re.findall(r"^COPY (.+) \./$", (FOLDER / "Dockerfile").read_text(), re.MULTILINE)
    assert {f"!{name}" for names in copied for name in names.split()} == set(lines[1:])


def test_the_requirements_are_what_the_module_imports():
    wanted = {line for line in (FOLDER / "requirements.txt").read_text().split("\n")[1:] if line}
    locked = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert wanted <= locked
    notebook = json.loads((ROOT / "solutions" / "16_service.ipynb").read_text("utf-8"))
    imported = set(re.findall(r"^(?:from|import) (\w+)", module.source(notebook), re.MULTILINE))
    import sys

    outside = {name.replace("_", "-") for name in imported if name not in sys.stdlib_module_names}
    assert outside - {"pydantic"} <= wanted  # fastapi brings pydantic
