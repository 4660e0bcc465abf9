"""What an office's machine sets is left out for the course, and named by the doctor."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import office
from helpers.door import doctor, environment

ROOT = Path(environment.__file__).parents[2]
HARMFUL = [
    ("ALL_PROXY", "socks5://127.0.0.1:9", "SOCKS"),
    ("https_proxy", "socks5h://127.0.0.1:9", "SOCKS"),
    ("HTTP_PROXY", "http://proxy:port", "no address of a proxy"),
    ("HTTP_PROXY", "foo://proxy", "no address of a proxy"),
    ("SSL_CERT_FILE", "/nowhere/ca.pem", "names no file"),
    ("SSL_CERT_FILE", __file__, "no certificate"),
    ("SSLKEYLOGFILE", "/nowhere/keys", "cannot be written"),
    ("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem", "names no file"),
    ("PIP_TARGET", "/tmp/elsewhere", "sends packages elsewhere"),
    ("PIP_PREFIX", "/tmp/elsewhere", "sends packages elsewhere"),
    ("UV_CONSTRAINT", "/tmp/pins.txt", "asks for other packages"),
]
HARMLESS = {
    "HTTP_PROXY": "proxy.office:8080",
    "HTTPS_PROXY": "http://user:secret@proxy.office:8080",
    "NO_PROXY": "*.office,10.0.0.0/8",
    "PIP_USER": "0",
    "PIP_INDEX_URL": "https://packages.office/simple",
    "SSL_CERT_FILE": "",
}


@pytest.mark.parametrize(("name", "value", "words"), HARMFUL)
def test_a_harmful_setting_is_left_out_and_named(monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    assert words in office.harmful({name: value})[name]
    assert name not in environment.variables()
    [finding] = doctor.variables({name: value})
    assert (finding.level, finding.what.split()[0]) == ("note", name)
    assert words in finding.what
    assert finding.advice


def test_what_does_no_harm_stays(monkeypatch):
    for name, value in HARMLESS.items():
        monkeypatch.setenv(name, value)
    assert office.harmful(HARMLESS) == {}
    given = environment.variables()
    kept = {name: value for name, value in HARMLESS.items() if "NO_PROXY" not in name}
    assert {name: given[name] for name in kept} == kept


PROGRAM = """
import os, warnings
warnings.simplefilter("ignore")
from helpers import connect
connect.model()
from anthropic import Anthropic
from openai import OpenAI
assert [m.id for m in OpenAI().models.list()] and [m.id for m in Anthropic().models.list()]
connect.stop()
print(os.environ["{name}"])
"""


@pytest.mark.parametrize(("name", "value", "words"), [HARMFUL[i] for i in (0, 2, 4, 6)])
def test_both_sdks_reach_the_model_in_the_box_all_the_same(tmp_path, name, value, words):
    pytest.importorskip("openai")
    if not any(ROOT.glob("helpers/pocket/weights/*.safetensors")):
        pytest.skip("no model in the box")
    chosen = {"COURSE_MODEL", "COURSE_ENV_FILE"}
    clean = {
        key: told
        for key, told in os.environ.items()
        if key not in chosen and not key.startswith(("OPENAI_", "ANTHROPIC_"))
    }
    given = clean | {name: value, "COURSE_ENV_FILE": str(tmp_path / "none")}
    program = PROGRAM.replace("{name}", name)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == value  # given back when the server stops


def test_pips_file_counts_but_for_what_sends_packages_elsewhere(monkeypatch, tmp_path):
    file = tmp_path / "pip.conf"
    text = "[global]\nindex-url = https://packages.office/simple\n[install]\ntarget = /elsewhere\n"
    file.write_text(text)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.setattr(office, "pip_files", lambda *_: [file])  # this machine may have some, too
    given = environment.variables()
    assert given["PIP_CONFIG_FILE"] == os.devnull
    assert given["PIP_INDEX_URL"] == "https://packages.office/simple"
    assert "PIP_TARGET" not in given
    [finding] = doctor.pip_files([file])
    assert "target = /elsewhere" in finding.what
    file.write_text("[global]\nindex-url = https://packages.office/simple\n[install]\nuser = no\n")
    assert environment.variables()["PIP_CONFIG_FILE"] == str(file)
    assert doctor.pip_files([file]) == []


@pytest.mark.parametrize("where", ["PIP_TARGET", "PIP_PREFIX", "file"])
def test_pip_itself_would_install_into_its_own_folder(monkeypatch, tmp_path, where):
    """The oracle is pip: what it says its settings are."""
    file = tmp_path / "pip.conf"
    file.write_text("[install]\ntarget = /elsewhere\n" if where == "file" else "")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    if where != "file":
        monkeypatch.setenv(where, "/elsewhere")
    monkeypatch.setattr(office, "home", lambda: tmp_path)
    listed = [sys.executable, "-m", "pip", "config", "list"]
    before, after = (
        subprocess.run(listed, env=env, capture_output=True, text=True).stdout
        for env in (dict(os.environ), environment.variables())
    )
    if not before:
        pytest.skip("this Python has no pip")
    assert "/elsewhere" in before
    assert "/elsewhere" not in after


def test_a_cache_that_cannot_be_written_is_moved_into_the_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(office, "writable_folder", lambda path: "frozen" not in str(path))
    moved = office.caches({"XDG_CACHE_HOME": "/frozen"}, tmp_path, tmp_path / "ours")
    ours = tmp_path / "ours"
    assert moved == {"PIP_CACHE_DIR": str(ours / "pip"), "UV_CACHE_DIR": str(ours / "uv")}
    assert office.caches({"UV_CACHE_DIR": "/frozen"}, tmp_path, ours).keys() == {"UV_CACHE_DIR"}
    assert office.caches({}, tmp_path, ours) == {}
    assert [finding.level for finding in doctor.caches(moved)] == ["note"]
    assert doctor.caches({}) == []


def test_a_folder_that_is_not_there_yet_is_as_writable_as_the_one_above_it(tmp_path):
    assert office.writable_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_text("")
    assert not office.writable_folder(tmp_path / "file" / "b")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/me/local\\040disk ext4 rw 0 0
//nas/share on /Volumes/share (smbfs, nodev, nosuid)
/dev/disk3 on /Volumes/usb (apfs, local)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="paths of other systems")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/course", "nfs4"),
        ("/home/me/local disk/course", None),
        ("/homework", None),
        ("/Volumes/share/course", "smbfs"),
        ("/Volumes/usb/course", None),
        ("/opt", None),
    ],
)
def test_a_network_drive_is_told_from_a_disk(folder, kind):
    assert office.network_drive(Path(folder), MOUNTS) == kind
    found = doctor.drive(Path(folder), MOUNTS)
    assert [finding.level for finding in found] == (["note"] if kind else [])


def test_what_is_mounted_here_can_be_read():
    assert office.network_drive(Path(os.path.abspath(os.sep)), office.mounts()) in (
        None,
        *office.NETWORK,
    )


def test_a_machine_without_git_is_told_what_to_do_instead():
    assert [finding.level for finding in doctor.git(None)] == ["note"]
    assert "download" in doctor.git(None)[0].advice
    assert doctor.git("/usr/bin/git") == []


def test_before_the_first_start_nothing_is_at_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    assert doctor.installation().level == "note"
    (tmp_path / ".venv").mkdir()
    assert doctor.installation().level == "FIX"
