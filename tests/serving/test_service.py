"""The module made of the reference answers, over real sockets, before the real model."""

import json
from pathlib import Path

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from helpers.serving import __main__ as command
from helpers.serving import module as cells
from helpers.serving import wire

SOLUTION = Path(__file__).parents[2] / "solutions" / "16_service.ipynb"
INCIDENT = (
    "Shortly after 17 o'clock logins were refused for customers in sa-east. It was caused by a "
    "misspelled setting. The team fixed it by renewing the certificate after 211 minutes."
)
KEY = {"authorization": "Bearer sk-one"}


def post(url, path="reply", ticket=INCIDENT, **headers):
    return httpx2.post(f"{url}/{path}", json={"ticket": ticket}, headers=KEY | headers, timeout=60)


def test_the_same_again_is_a_hit_and_another_tenant_is_asked_anew(service):
    first, again = post(service), post(service)
    other = post(service, authorization="Bearer sk-two")
    assert [r.headers["x-cache"] for r in (first, again, other)] == ["miss", "hit", "miss"]
    assert first.json() == again.json() == other.json()
    assert "sa-east" in first.json()["text"]


def test_a_stream_says_what_the_whole_reply_says(service):
    answer = post(service, "stream")
    *deltas, done = wire.events(answer.text)
    text = "".join(json.loads(event.data)["text"] for event in deltas)
    assert text == post(service).json()["text"]
    assert (done.name, json.loads(done.data)) == ("done", {"finish_reason": "stop"})


def test_strangers_get_401_from_both(service):
    for path in ("reply", "stream"):
        answer = post(service, path, authorization="Bearer who")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_the_models_faults_are_met_as_the_contract_says(service, box):
    box.faults("server_error", count=1)
    assert post(service, ticket=f"{INCIDENT} Once.").status_code == 200
    box.faults("broken_stream", after=3)
    broken = wire.events(post(service, "stream", ticket=f"{INCIDENT} Twice.").text)
    assert [event.name for event in broken][-1] == "error"


def test_prometheus_reads_the_metrics(service):
    post(service)
    families = text_string_to_metric_families(httpx2.get(f"{service}/metrics").text)
    counted = {s.labels["status"]: s.value for f in families for s in f.samples
               if s.name == "replies_total"}  # fmt: skip
    assert counted["200"] >= 1


def test_health_and_page_need_no_key(service):
    assert httpx2.get(f"{service}/healthz").status_code == 200
    assert "<textarea" in httpx2.get(f"{service}/").text


def test_a_lab_that_is_not_done_is_no_service(capsys):
    lab = SOLUTION.parents[1] / "labs" / SOLUTION.name
    with pytest.raises(cells.Unfinished, match="still open"):
        cells.source(json.loads(lab.read_text("utf-8")))
    assert command.main([str(lab), "--write-only"]) == 1
    assert "still open" in capsys.readouterr().err
    with pytest.raises(cells.Unfinished, match="no create_app"):
        cells.source({"cells": []})


def test_the_module_holds_no_check_and_no_helper_of_the_course():
    text = cells.source(json.loads(SOLUTION.read_text("utf-8")))
    assert "helpers" not in text
    assert "check(" not in text


def test_what_the_learner_added_comes_along():
    notebook = json.loads(SOLUTION.read_text("utf-8"))
    own = {
        "cell_type": "code",
        "id": "own",
        "metadata": {},
        "source": ["def mine():\n", "    pass"],
    }
    notebook["cells"].insert(8, own)
    assert "def mine():" in cells.source(notebook)
