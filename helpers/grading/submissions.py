"""Finds the notebooks that were handed in: folders of any depth, archives.

In: paths and bytes, what cannot be read, who handed in no notebook. Out: whose a path is
(`learners`), what a notebook holds.

Nothing is unpacked to disk and no link is followed, so an archive or a folder can only ever be
read, never write; and what is too large is a row with a reason, never a crash.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from helpers.grading import learners
from helpers.grading.learners import NOTEBOOK, Whose

MAX_NOTEBOOK = 64 * 2**20
MAX_ARCHIVE_DEPTH = 2
MAX_MEMBERS = 200_000
MAX_DEPTH = 50  # folders in folders
MAX_NAME = 120
NOTEBOOK_OR_ZIP = re.compile(r"\.(ipynb|zip|txt|json)$", re.IGNORECASE)
Within = tuple[tuple[str, datetime | None], ...]
NO_NOTEBOOK = "no notebook was handed in"
NAMED = 3  # files that a sentence names before it counts
APPLE = "._"  # what a Mac writes beside each file
# letters that take room in a name and none on a page
INVISIBLE = set("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
SKIPPED = {".ipynb_checkpoints", "__MACOSX", ".git", ".venv", "node_modules"}


@dataclass(frozen=True)
class Submission:
    """One notebook, or one thing that should have been one.

    `name` is its path below the folder of submissions, `/` between the parts. `problem` says why
    it has no `data`. `handed_in` is None where no date survived; `late` is the platform's word.
    `number` is larger for what the platform received later, 0 where it does not say.
    """

    name: str
    learner: str
    data: bytes | None
    problem: str = ""
    handed_in: datetime | None = None
    late: bool = False
    number: int = 0
    export: str = ""  # the archive or folder that says whose it is


@dataclass(frozen=True)
class _File:
    """A file that was met: its name, how to read it, and when it was changed."""

    name: str
    path: Path | None = None
    archive: zipfile.ZipFile | None = None
    member: zipfile.ZipInfo | None = None
    problem: str = ""
    within: tuple[tuple[str, datetime | None], ...] = ()  # archives around it, and their own dates
    beside: bool = False  # no notebook: a folder ("x/"), a clone's ".git", any other file


@dataclass(frozen=True)
class Found:
    """What a folder of submissions holds; `ignored` are files that are nobody's and no notebook."""

    files: Sequence[_File]
    whose: Mapping[str, Whose]
    ignored: Sequence[str]
    clones: frozenset[str]

    @property
    def names(self) -> list[str]:
        return [file.name for file in self.files]

    def read(self, only: set[str] | None = None) -> Iterator[Submission]:
        """Every submission, in the order of its name; `only` limits it to some names."""
        for file in self.files:
            if only is None or file.name in only:
                yield self._submission(file)

    def _submission(self, file: _File) -> Submission:
        whose = self.whose[file.name]
        made = _read(file, whose.learner)
        for archive, when in file.within:
            if f"{archive}/".startswith(whose.place) or archive == whose.place:
                # the learner made it, and with it the dates inside
                made = replace(made, handed_in=when)
                break
        # a platform's archive has the date of its export, a clone that of cloning
        dated = not whose.exported and not _above(file.name) & self.clones
        when = made.handed_in if dated else None
        export, _ = whose.person
        return replace(made, handed_in=when, late=whose.late, number=whose.number, export=export)


def find(folder: Path) -> Found:
    """What is in a folder (or in one archive, or one notebook), sorted by name."""
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder, archive or notebook {folder}")
    met = list(_walk(folder, "") if folder.is_dir() else _one(folder, folder.name))
    clones = frozenset(f.name.removesuffix("/.git") for f in met if f.name.endswith("/.git"))
    files = _numbered([file for file in met if not file.beside])
    beside = sorted(f.name for f in met if f.beside and not f.name.endswith("/.git"))
    parent = folder.resolve().name if folder.is_dir() else ""
    whose = learners.of([*(file.name for file in files), *beside], parent, clones)
    files, ignored = _with_the_empty_handed(files, beside, whose)
    return Found(files, whose, ignored, clones)


def _numbered(files: Sequence[_File]) -> list[_File]:
    """Sorted by name; names that occur twice are numbered."""
    seen: dict[str, int] = {}
    numbered = []
    for file in sorted(files, key=lambda file: file.name):
        n = seen[file.name] = seen.get(file.name, 0) + 1
        numbered.append(file if n == 1 else replace(file, name=f"{file.name}#{n}"))
    return numbered


def _with_the_empty_handed(
    files: Sequence[_File], beside: Sequence[str], whose: dict[str, Whose]
) -> tuple[list[_File], list[str]]:
    """Who has other files, or an empty folder, and no notebook gets a row that says so."""
    have = {whose[file.name].person for file in files}
    other: dict[tuple[str, str], list[str]] = {}
    for name in beside:
        if whose[name].place and whose[name].person not in have:
            other.setdefault(whose[name].person, []).append(name)
    rows = []
    for names in other.values():
        place = whose[names[0]].place
        told = [n.removeprefix(place).lstrip("/") or n for n in names if not n.endswith("/")]
        only = f", only {listed(told)}" if told else ""
        rows.append(_File(place, problem=NO_NOTEBOOK + only))
        whose[place] = whose[names[0]]
    ignored = [name for name in beside if not whose[name].place and not name.endswith("/")]
    return sorted([*files, *rows], key=lambda file: file.name), ignored


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _above(name: str) -> set[str]:
    """The folders that a name lies in: "a/b/c" lies in "a" and "a/b"."""
    return {name[: found.start()] for found in re.finditer("/", name)}


def _walk(folder: Path, prefix: str) -> Iterator[_File]:
    """Everything below a folder but what no learner made."""
    if prefix.count("/") > MAX_DEPTH:
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = prefix + _shown(entry.name)
            if entry.name == ".git" and prefix:
                yield _File(name, beside=True)
            if entry.name in SKIPPED or entry.name.startswith(APPLE):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield _File(f"{name}/", beside=True)
                yield from _walk(Path(entry.path), f"{name}/")
            else:
                yield from _one(Path(entry.path), name)


def _one(path: Path, name: str) -> Iterator[_File]:
    """A notebook, an archive, or something else."""
    archive = name.lower().endswith(".zip")
    if not NOTEBOOK.search(name) and not archive:
        yield _File(name, beside=True)
        return
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        yield _File(name, problem="a link, not a file; links are not followed")
    elif not stat.S_ISREG(mode):
        yield _File(name, problem="not an ordinary file")
    elif archive:
        when = datetime.fromtimestamp(path.lstat().st_mtime, tz=UTC)
        yield from _in_archive(path, name, ((name, when),))
    else:
        yield _File(name, path=path)


def _in_archive(source: Path | io.BytesIO, name: str, within: Within) -> Iterator[_File]:
    try:
        archive = zipfile.ZipFile(source)
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        yield _File(name, problem=f"the archive cannot be read ({error})")
        return
    if len(members) > MAX_MEMBERS:
        yield _File(name, problem=f"the archive has more than {MAX_MEMBERS:,} files")
        return
    yield _File(f"{name}/", beside=True)
    clones = set()
    for member in members:
        parts = _parts(member)
        if ".git" in parts[:MAX_DEPTH]:
            clones.add("/".join([name, *parts[: parts.index(".git") + 1]]))
        elif len(parts) > MAX_DEPTH:
            continue
        elif parts and not SKIPPED & set(parts) and not parts[-1].startswith(APPLE):
            yield from _member(archive, member, "/".join([name, *parts]), within)
    yield from (_File(clone, beside=True) for clone in sorted(clones))


def _parts(member: zipfile.ZipInfo) -> list[str]:
    parts = [_shown(part) for part in _name_of(member).replace("\\", "/").split("/")]
    return [part for part in parts if part not in ("", ".", "..")]


def _name_of(member: zipfile.ZipInfo) -> str:
    """A Mac writes UTF-8 and does not say so; then it was read as the letters of an old PC."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: str, within: Within
) -> Iterator[_File]:
    if member.is_dir():
        yield _File(f"{inside}/", beside=True)
    elif NOTEBOOK.search(inside) and stat.S_ISLNK(member.external_attr >> 16):
        yield _File(inside, problem="a link, not a file; links are not followed")
    elif NOTEBOOK.search(inside):
        yield _File(inside, archive=archive, member=member, within=within)
    elif not inside.lower().endswith(".zip") or stat.S_ISLNK(member.external_attr >> 16):
        yield _File(inside, beside=True)
    elif len(within) >= MAX_ARCHIVE_DEPTH:
        yield _File(inside, problem="an archive in an archive in an archive is not opened")
    else:
        data, problem = _member_bytes(archive, member)
        if data is None:
            yield _File(inside, problem=problem)
        else:
            here = (*within, (inside, _date(member)))
            yield from _in_archive(io.BytesIO(data), inside, here)


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


def _read(file: _File, learner: str) -> Submission:
    if file.problem:
        return Submission(file.name, learner, None, file.problem)
    if file.member is not None:
        data, problem = _member_bytes(file.archive, file.member)
        return Submission(file.name, learner, data, problem, _date(file.member))
    return _from_disk(file, learner)


def _date(member: zipfile.ZipInfo) -> datetime | None:
    """An archive holds local times and no zone: that of this machine is taken."""
    try:
        return datetime(*member.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


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
    """A file name as text that any file and any screen can hold, letters composed; a name that
    had to be changed keeps a mark, so that two of them stay two."""
    whole = unicodedata.normalize("NFC", name)
    text = "".join(c if _is_seen(c) else "\N{REPLACEMENT CHARACTER}" for c in whole)
    if text == whole and len(text) <= MAX_NAME:
        return text
    stem, dot, ending = text.rpartition(".") if NOTEBOOK_OR_ZIP.search(text) else (text, "", "")
    mark = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{stem[:MAX_NAME]}~{mark}{dot}{ending}"


def _is_seen(letter: str) -> bool:
    selects = "\ufe00" <= letter <= "\ufe0f"  # how the letter before it looks
    return letter.isprintable() and letter not in INVISIBLE and not selects
