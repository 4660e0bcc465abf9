"""The doctor finds what is wrong and says what to do about it."""

import hashlib

import pytest

from helpers.door import doctor, environment
from helpers.door.doctor import Finding
from helpers.embeddings import weights

LOCK = """\
appnope==1.0.0 ; sys_platform == 'darwin' \\
    --hash=sha256:00
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:00
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:00
jupyter-core==5.9.1 \\
    --hash=sha256:00
    # via jupyterlab
"""
STATUS = {"provider": "local", "model": "pocket", "base_urls": {}, "running": False, "problems": []}


def levels(findings):
    return [finding.level for finding in findings]


@pytest.mark.parametrize(
    ("installed", "wanted"),
    [
        ({"numpy": "2.4.6", "jupyter-core": "5.9.1"}, []),
        ({"numpy": "2.5.5", "jupyter-core": "5.9.1", "mine": "1"}, []),
        ({"numpy": "1.0", "jupyter-core": "5.9.1"}, ["numpy 1.0 instead of 2.4.6 or 2.5.5"]),
        ({"numpy": "2.4.6"}, ["jupyter-core is missing"]),
        (
            {"numpy": "2.4.6", "jupyter-core": "5.9.1", "appnope": "2"},
            ["appnope 2 instead of 1.0.0"],
        ),
    ],
)
def test_versions_are_compared_with_the_lock(installed, wanted):
    assert doctor.differences(installed, LOCK) == wanted


def test_every_entry_of_the_real_lock_is_read():
    lock = (environment.ROOT / environment.LEARN).read_text("utf-8")
    missing = doctor.differences({}, lock)
    assert "openai is missing" in missing
    assert "jupyterlab is missing" in missing
    assert "pywinpty is missing" not in missing  # for Windows only


def test_whole_files_are_told_from_damaged_and_missing_ones(tmp_path):
    (tmp_path / "good").write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(f"{digest}  good\n")
    assert levels(doctor.hashes(tmp_path, "the model")) == ["ok"]
    (tmp_path / "cut").write_bytes(b"wei")
    sums.write_text(f"{digest}  good\n{digest}  cut\n{digest} *gone\n")
    (finding,) = doctor.hashes(tmp_path, "the model")
    assert finding.level == "FIX"
    assert "cut, *gone" in finding.what
    assert "git checkout" in finding.advice
    sums.unlink()
    assert levels(doctor.hashes(tmp_path, "the model")) == ["FIX"]


def test_a_file_that_nobody_signed_is_worth_a_note(tmp_path):
    (tmp_path / "good").write_bytes(b"weights")
    (tmp_path / "pocket-mine.safetensors").write_bytes(b"trained at home")
    digest = hashlib.sha256(b"weights").hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest} *good\n")
    whole, strange = doctor.hashes(tmp_path, "the model")
    assert (whole.level, strange.level) == ("ok", "note")
    assert "pocket-mine.safetensors" in strange.what


@pytest.mark.parametrize("folder", ["helpers/pocket/weights", "datasets/vocabularies"])
def test_what_ships_with_the_course_is_whole(folder):
    assert levels(doctor.hashes(environment.ROOT / folder, folder)) == ["ok"]


def test_embeddings_that_are_not_installed_are_worth_a_note(tmp_path):
    light = pytest.importorskip("helpers.embeddings.light", reason="it needs NumPy")
    finding = doctor.embeddings(tmp_path / "model")
    assert finding.level == "note"
    assert light.NAME in finding.what
    assert "python3 course.py embeddings" in finding.advice


def test_embeddings_are_verified_where_they_are_installed(tmp_path, monkeypatch):
    files = {"model.safetensors": b"numbers", "vocab.txt": b"words"}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    monkeypatch.setattr(weights, "SUMS", sums)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert doctor.embeddings(tmp_path).level == "ok"
    (tmp_path / "model.safetensors").write_bytes(b"numb")
    finding = doctor.embeddings(tmp_path)
    assert finding.level == "FIX"
    assert "model.safetensors has the SHA-256" in finding.what
    assert "course.py embeddings" in finding.what


def test_a_full_disk_matters_only_before_the_installation(monkeypatch):
    monkeypatch.setattr(environment, "is_whole", lambda lock: False)
    assert doctor.disk(10**6).level == "FIX"
    assert doctor.disk(10**11).level == "ok"
    monkeypatch.setattr(environment, "is_whole", lambda lock: True)
    assert doctor.disk(10**6).level == "ok"


def test_half_a_provider_is_worth_a_note():
    problem = "COURSE_MODEL names its model."
    findings = doctor.provider({**STATUS, "problems": [problem]})
    assert levels(findings) == ["ok", "note"]
    assert findings[1].what == problem


def test_a_key_with_a_line_end_is_found_and_not_shown():
    (finding,) = doctor.unclean({"OPENAI_API_KEY": "sk-123\n", "COURSE_MODEL": "fine"})
    assert finding.level == "FIX"
    assert "OPENAI_API_KEY" in finding.what
    assert "123" not in finding.what + finding.advice


@pytest.mark.parametrize(
    ("levels", "code", "end"),
    [(["ok", "note"], 0, "Nothing to fix"), (["ok", "FIX", "FIX"], 1, "2 to fix")],
)
def test_the_exit_code_is_1_when_something_must_be_fixed(monkeypatch, capsys, levels, code, end):
    monkeypatch.setattr(
        doctor, "examine", lambda: [Finding(level, "this", "do that") for level in levels]
    )
    assert doctor.main() == code
    assert capsys.readouterr().out.strip().endswith(end)
