"""Finds the notebooks that were handed in: folders of any depth, archives, exported names.

In: paths and bytes, whose submission it is, and what cannot be read. Out: what a notebook holds.

Nothing is unpacked to disk and no link is followed, so an archive or a folder can only ever be
read, never write; and what is too large is a row with a reason, never a crash.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

MAX_NOTEBOOK = 64 * 2**20
MAX_ARCHIVE_DEPTH = 2
MAX_MEMBERS = 200_000
NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)
NO_NOTEBOOK = "no notebook in this folder"
SKIPPED = {".ipynb_checkpoints", "__MACOSX", ".git", ".venv", "node_modules"}


@dataclass(frozen=True)
class Submission:
    """One notebook, or one thing that should have been one.

    `name` is its path below the folder of submissions, `/` between the parts. `problem` says why
    it has no `data`.
    """

    name: str
    learner: str
    data: bytes | None
    problem: str = ""
    handed_in: datetime | None = None


@dataclass(frozen=True)
class _File:
    """A file that was met: its name, how to read it, and when it was changed."""

    name: str
    path: Path | None = None
    archive: zipfile.ZipFile | None = None
    member: zipfile.ZipInfo | None = None
    problem: str = ""


def names(folder: Path) -> list[str]:
    """The name of every submission in a folder (or of one notebook or archive), sorted."""
    return [file.name for file in _files(folder)]


def read(folder: Path, only: set[str] | None = None) -> Iterator[Submission]:
    """Every submission, in the order of its name; `only` limits it to some names."""
    parent = folder.name
    for file in _files(folder):
        if only is None or file.name in only:
            yield _submission(file, parent)


def _files(folder: Path) -> list[_File]:
    """Sorted by name; names that occur twice are numbered."""
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder, archive or notebook {folder}")
    found = list(_walk(folder, "") if folder.is_dir() else _one(folder, folder.name))
    found = sorted(_without_empty_halves(found), key=lambda file: file.name)
    seen: dict[str, int] = {}
    numbered = []
    for file in found:
        n = seen[file.name] = seen.get(file.name, 0) + 1
        name = file.name if n == 1 else f"{file.name}#{n}"
        numbered.append(_File(name, file.path, file.archive, file.member, file.problem))
    return numbered


def _without_empty_halves(found: list[_File]) -> list[_File]:
    """Moodle may export two folders for a learner, one for files and one for a text: the one
    without a notebook is no submission of its own."""
    whole = {learner_of(file.name) for file in found if file.problem != NO_NOTEBOOK}
    return [
        file
        for file in found
        if file.problem != NO_NOTEBOOK
        or "_assignsubmission_" not in file.name
        or learner_of(file.name) not in whole
    ]


def _walk(folder: Path, prefix: str) -> Iterator[_File]:
    """Notebooks below a folder; a learner's folder without any is a row of its own."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name in SKIPPED:
                continue
            name = prefix + _shown(entry.name)
            if entry.is_dir(follow_symlinks=False):
                below = list(_walk(Path(entry.path), f"{name}/"))
                yield from below
                if not below and not prefix:
                    yield _File(f"{name}/", problem=NO_NOTEBOOK)
            else:
                yield from _one(Path(entry.path), name)


def _one(path: Path, name: str) -> Iterator[_File]:
    """A notebook, an archive, or nothing that concerns us."""
    wanted = NOTEBOOK.search(name) or name.lower().endswith(".zip")
    if not wanted:
        return
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        yield _File(name, problem="a link, not a file; links are not followed")
    elif not stat.S_ISREG(mode):
        yield _File(name, problem="not an ordinary file")
    elif name.lower().endswith(".zip"):
        yield from _in_archive(path, name, 1)
    else:
        yield _File(name, path=path)


def _in_archive(source: Path | io.BytesIO, name: str, depth: int) -> Iterator[_File]:
    try:
        archive = zipfile.ZipFile(source)
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        yield _File(name, problem=f"the archive cannot be read ({error})")
        return
    if len(members) > MAX_MEMBERS:
        yield _File(name, problem=f"the archive has more than {MAX_MEMBERS:,} files")
        return
    found = [file for member in members for file in _member(archive, member, name, depth)]
    yield from found
    tops = {_shown(member.filename.split("/")[0]) for member in members}
    without = {t for t in tops if MOODLE.match(t)} - {f.name.split("/")[depth] for f in found}
    yield from (_File(f"{name}/{top}/", problem=NO_NOTEBOOK) for top in sorted(without))
    if not found and not without:
        yield _File(name, problem="no notebook in this archive")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, depth: int
) -> Iterator[_File]:
    parts = [_shown(p) for p in member.filename.replace("\\", "/").split("/")]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if member.is_dir() or not parts or SKIPPED & set(parts):
        return
    inside = f"{name}/{'/'.join(parts)}"
    if stat.S_ISLNK(member.external_attr >> 16):
        if NOTEBOOK.search(inside):
            yield _File(inside, problem="a link, not a file; links are not followed")
    elif NOTEBOOK.search(inside):
        yield _File(inside, archive=archive, member=member)
    elif inside.lower().endswith(".zip"):
        if depth >= MAX_ARCHIVE_DEPTH:
            yield _File(inside, problem="an archive in an archive in an archive is not opened")
            return
        data, problem = _member_bytes(archive, member)
        if data is None:
            yield _File(inside, problem=problem)
        else:
            yield from _in_archive(io.BytesIO(data), inside, depth + 1)


def _member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[bytes | None, str]:
    """What a member holds, read no further than the limit, whatever its header claims."""
    try:
        with archive.open(member) as file:
            data = file.read(MAX_NOTEBOOK + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        # NotImplementedError (an unknown compression) is a RuntimeError; so is "password required"
        return None, f"cannot be read from the archive ({error})"
    if len(data) > MAX_NOTEBOOK:
        return None, f"larger than {MAX_NOTEBOOK // 2**20} MB"
    return data, ""


def _submission(file: _File, parent: str) -> Submission:
    learner = learner_of(file.name, parent)
    if file.problem:
        return Submission(file.name, learner, None, file.problem)
    if file.member is not None:
        data, problem = _member_bytes(file.archive, file.member)
        when = datetime(*file.member.date_time, tzinfo=UTC) if _dated(file.member) else None
        return Submission(file.name, learner, data, problem, when)
    return _from_disk(file, learner)


def _dated(member: zipfile.ZipInfo) -> bool:
    try:
        datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return False
    return True


def _from_disk(file: _File, learner: str) -> Submission:
    try:
        # O_NOFOLLOW and O_NONBLOCK: it may have become a link or a pipe since it was listed
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with open(os.open(file.path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
            when = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, tz=UTC)
            data = stream.read(MAX_NOTEBOOK + 1)
    except OSError as error:
        return Submission(file.name, learner, None, f"cannot be read ({error.strerror})")
    if len(data) > MAX_NOTEBOOK:
        limit = f"larger than {MAX_NOTEBOOK // 2**20} MB"
        return Submission(file.name, learner, None, limit, when)
    return Submission(file.name, learner, data, "", when)


def _shown(name: str) -> str:
    """A file name as text that any file and any screen can hold."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)[:200]


# --- whose is it? --------------------------------------------------------------------------------

MOODLE = re.compile(r"^(?P<who>.+?)_\d+_assignsubmission_(file|onlinetext)_?")
CANVAS = re.compile(r"^(?P<who>[^_]+)(_LATE)?_\d+_\d+_.+\.", re.IGNORECASE)


def learner_of(name: str, parent: str = "") -> str:
    """Whose submission a path is, in the way that each system exports it.

    "ada/lab/01_tokens.ipynb", "ada.ipynb"                             -> ada     (plain)
    "Ada Lovelace_81_assignsubmission_file_/01_tokens.ipynb"           -> Ada Lovelace   (Moodle)
    "lovelaceada_81_4711_01_tokens-1.ipynb"                            -> lovelaceada    (Canvas)
    "lab-1-submissions/lab-1-ada/01_tokens.ipynb"                      -> ada  (GitHub Classroom)
    """
    parts = list(PurePosixPath(name.partition("#")[0]).parts)
    while len(parts) > 1 and (parts[0].lower().endswith(".zip") or _is_wrapper(parts)):
        parent = re.sub(r"\.zip$", "", parts.pop(0), flags=re.IGNORECASE)
    who = parts[0] if parts else name
    if found := MOODLE.match(who) or CANVAS.match(who):
        return found["who"].strip()
    if len(parts) == 1:
        who = NOTEBOOK.sub("", re.sub(r"\.zip$", "", who, flags=re.IGNORECASE))
        if re.fullmatch(r"\d\d_[a-z_]+( ?\(\d+\))?", who) and parent:
            return parent  # one learner's archive with the lab at its top
    slug = f"{parent.removesuffix('-submissions')}-"
    if parent.endswith("-submissions") and who.startswith(slug) and who != slug:
        return who.removeprefix(slug)
    return who


def _is_wrapper(parts: list[str]) -> bool:
    """A folder that holds the class, not a learner: GitHub Classroom's `…-submissions`."""
    return len(parts) > 2 and parts[0].endswith("-submissions")
