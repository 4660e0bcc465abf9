"""Whose submission a path is, in the way that each system exports it.

In: names below a folder of submissions, compared with each other. Out: reading anything.

    "ada/lab/01_tokens.ipynb", "ada.ipynb", "ada.zip/lab/01_tokens.ipynb" -> ada  (plain)
    "Ada Lovelace_81_assignsubmission_file/01_tokens.ipynb"  -> Ada Lovelace  (Moodle)
    "lovelaceada_LATE_81_4711_01_tokens-1.ipynb"             -> lovelaceada, late  (Canvas)
    "lab-1-submissions/lab-1-ada/labs/01_tokens.ipynb"       -> ada  (GitHub Classroom)

Folders and archives around a class are seen through: `CS101.zip/CS101/ada/x.ipynb` is ada's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)
ARCHIVE = re.compile(r"\.zip$", re.IGNORECASE)
# one for files, one for a text; a team that is nobody's has no number
MOODLE = re.compile(r"^(?P<who>.+?)(_(?P<id>\d+))?_assignsubmission_[a-z]+(_|$)")
# the second number is the file's: a later one was uploaded later
CANVAS = re.compile(
    r"^((?P<who>.+?)_)??(?P<late>LATE_)?(?P<id>(?(who)\d+|anon_[^\W_]+))"
    r"_((?P<file>\d+)_.+|text\.html|link\.html)$"
)
LAB = re.compile(r"\d\d_[a-z_]+([ -]?\(?\d+\)?)?")
# what a learner's own folder may hold: no learner is called so
INNER = re.compile(rf"labs|notebooks|solutions|work|{LAB.pattern}")


@dataclass(frozen=True)
class Whose:
    """The learner of a path, and what its name says besides.

    `place` is what of the path is theirs alone: a folder with its "/", an archive, a file; "" for
    a file that no system named, which may be anybody's. `number` grows with the time of uploading.
    """

    learner: str
    place: str
    late: bool = False
    number: int = 0
    exported: bool = False  # by a platform: its dates are those of the export
    id: str = ""

    @property
    def person(self) -> tuple[str, str]:
        """One person in one export: the same name elsewhere may have another number."""
        return self.place.rstrip("/").rpartition("/")[0], self.learner


def of(names: Collection[str], parent: str, repositories: Collection[str] = ()) -> dict[str, Whose]:
    """Whose each name is. `parent` is what the folder of all is called; `repositories` are the
    folders that hold a clone. A name that ends in "/" is a folder."""
    paths = {name: re.sub(r"#\d+$", "", name).split("/") for name in names}
    return _told_apart(dict(_class(paths, parent, "", frozenset(repositories))))


def _class(
    paths: Mapping[str, Sequence[str]], parent: str, prefix: str, repositories: Collection[str]
) -> Iterator[tuple[str, Whose]]:
    """The owners in a folder that holds a class: by their first parts."""
    groups: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for name, parts in paths.items():
        groups[parts[0]][name] = parts[1:]
    within = {
        first: [rest for rest in below.values() if any(rest)] for first, below in groups.items()
    }
    things = [g for g, below in groups.items() if _is_thing(g, below)]
    each = len(things) > 1 and all(_same_in(within[thing]) > 1 for thing in things)
    assignment = _assignment(parent, [g for g in groups if prefix + g in repositories])
    for first, below in groups.items():
        here = f"{prefix}{first}"
        known = MOODLE.match(first) or (_is_file(first, below) and CANVAS.match(first))
        alone = things == [first]
        if known:
            yield from ((name, _platform(known, prefix, first, below)) for name in below)
        elif here not in repositories and (
            each or _holds_class(first, within[first], alone, f"{here}/", repositories)
        ):
            yield from _class(below, ARCHIVE.sub("", first), f"{here}/", repositories)
        else:
            whose = _plain(first, below, parent, prefix, assignment)
            yield from ((name, whose) for name in below)


def _is_thing(first: str, below: Mapping[str, Sequence[str]]) -> bool:
    """Whether it may hold or be a submission: a folder, an archive, a notebook."""
    return any(below.values()) or bool(ARCHIVE.search(first) or NOTEBOOK.search(first))


def _is_file(first: str, below: Mapping[str, Sequence[str]]) -> bool:
    return bool(ARCHIVE.search(first)) or not any(below.values())


def _platform(
    known: re.Match, prefix: str, first: str, below: Mapping[str, Sequence[str]]
) -> Whose:
    found = known.groupdict()
    who, id = (found["who"] or "").strip(), found["id"] or ""
    place = f"{prefix}{first}" + ("" if _is_file(first, below) else "/")
    number = int(found.get("file") or 0)
    return Whose(who or id, place, bool(found.get("late")), number, True, id)


def _plain(
    first: str, below: Mapping[str, Sequence[str]], parent: str, prefix: str, assignment: str
) -> Whose:
    if any(below.values()):
        who = ARCHIVE.sub("", first)
        place = f"{prefix}{first}" + ("" if ARCHIVE.search(first) else "/")
        return Whose(who.removeprefix(assignment) or who, place)
    who = NOTEBOOK.sub("", ARCHIVE.sub("", first))
    if LAB.fullmatch(who) and parent:
        who = parent  # one learner's folder or archive with the lab at its top
    return Whose(who, f"{prefix}{first}" if _is_thing(first, below) else "")


def _holds_class(
    first: str, rests: Sequence[Sequence[str]], alone: bool, prefix: str,
    repositories: Collection[str],
) -> bool:  # fmt: skip
    """Whether a folder or an archive holds many learners, not one."""
    tops = {rest[0]: rest for rest in rests}
    folders = {top for top, rest in tops.items() if len(rest) > 1 and not INNER.fullmatch(top)}
    canvas = {m["who"] or m["id"] for top in tops if (m := CANVAS.match(top))}
    if any(MOODLE.match(top) for top in tops) or len(canvas) > 1:
        return True
    if any(prefix + top in repositories for top in folders):
        return True
    if first.endswith("-submissions") and folders:
        return True
    packed = bool(ARCHIVE.search(first))
    if not alone:
        return packed and _same_in(rests) > 2
    flat = {top for top in tops if NOTEBOOK.search(top) and not LAB.match(top)}
    if len(folders) > 1 or (packed and (canvas or len(flat) > 1)):
        return True
    if len(tops) == 1 and folders:  # a folder in a folder
        (inner,) = folders
        return _holds_class(inner, [rest[1:] for rest in rests if rest[1:] != [""]], True,
                            f"{prefix}{inner}/", repositories)  # fmt: skip
    return False


def _same_in(rests: Sequence[Sequence[str]]) -> int:
    """In how many folders the commonest notebook lies: a class hands in the same one."""
    found = {(rest[0], rest[-1]) for rest in rests if len(rest) > 1 and NOTEBOOK.search(rest[-1])}
    names = Counter(file for folder, file in found if not INNER.fullmatch(folder))
    return max(names.values(), default=0)


def _assignment(parent: str, clones: Sequence[str]) -> str:
    """What GitHub Classroom puts before each learner's name: "lab-1-"."""
    slug = f"{parent.removesuffix('-submissions')}-"
    if parent.endswith("-submissions") or any(clone.startswith(slug) for clone in clones):
        return slug
    if len(clones) < 2:
        return ""
    common = min(clones), max(clones)
    n = next((i for i, (a, b) in enumerate(zip(*common, strict=False)) if a != b), 0)
    return common[0][: common[0].rfind("-", 0, n) + 1]


def _told_apart(owners: dict[str, Whose]) -> dict[str, Whose]:
    """Two people of one name in one export get their numbers, and so do anonymous ones."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for whose in owners.values():
        ids[whose.person].add(whose.id)
    return {
        name: replace(whose, learner=f"{whose.learner} ({whose.id})")
        if whose.id and len(ids[whose.person]) > 1
        else whose
        for name, whose in owners.items()
    }
