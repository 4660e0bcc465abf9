"""The pipeline logs what each stage passed on; each planted fault loses what its stage owes."""

import pytest

from helpers.retrieval import pipeline
from helpers.world import notes
from helpers.world.draw import Draw

PAGES, ASKED = notes.pages(Draw("tests/pipeline", "heldout"), 18)


def held(log, one, name):
    return any(one["sentence"] in log["chunks"][id] for id in one[name])


def test_a_healthy_pipeline_loses_nothing_before_the_reader():
    log = pipeline.log(pipeline.HEALTHY, PAGES, ASKED)
    assert all(held(log, one, "packed") for one in log["asked"])
    assert [one["id"] for one in log["asked"]] == [one["id"] for one in ASKED]


def lost(log, one):
    """The first stage, up to packing, that has lost the sentence; "" for none."""
    if not any(one["sentence"] in text for text in log["loaded"].values()):
        return "loading"
    if not any(one["sentence"] in text for text in log["chunks"].values()):
        return "cutting"
    names = {"filtering": "allowed", "ranking": "ranked", "packing": "packed"}
    return next((stage for stage, name in names.items() if not held(log, one, name)), "")


@pytest.mark.parametrize("stage", [s for s in pipeline.FAULTS if s != "citing"])
def test_a_fault_loses_at_its_own_stage_and_nowhere_else(stage):
    log = pipeline.log(pipeline.FAULTS[stage], PAGES, ASKED)
    assert {lost(log, one) for one in log["asked"]} == {"", stage} or stage == "cutting"
    assert stage in {lost(log, one) for one in log["asked"]}


def test_nobody_sees_what_is_not_theirs():
    for stages in (pipeline.HEALTHY, *pipeline.FAULTS.values()):
        for one in pipeline.log(stages, PAGES, ASKED)["asked"]:
            groups = {id.split("/")[0] for id in one["allowed"]}
            assert groups <= set(one["groups"])
            assert set(one["packed"]) <= set(one["ranked"]) <= set(one["allowed"])


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [("784 [2]", "b"), ("784 [1]", "a"), ("784", ""), ("784 [3]", ""), ("784 [0]", "")],
)
def test_a_reply_names_a_packed_chunk_by_its_number_from_1(reply, wanted):
    assert pipeline.cited(pipeline.HEALTHY, ["a", "b"], reply) == wanted


def test_words_cut_at_the_end_of_a_line_are_made_whole():
    assert pipeline.mended("The mainten-\nance  day\nis it.") == "The maintenance day is it."
